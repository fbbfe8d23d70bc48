"""How sure the scorecard must be before it cuts: a scrap of a line soon, a dose hardly ever, a table's cell never."""

from __future__ import annotations

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.folds import FOLDED
from a11y_export.reading.naming import names
from a11y_export.reading.passages import Passage
from a11y_export.reading.tree import Element, holds, within

PLAIN_LIMIT = -1.0
# A paragraph needs less to stay than a scrap of a line does.
_PROSE_LIMIT, SCRAP_LIMIT = 0.0, 0.35
# What forbids or doses, and what answers a question that a reader is to open, is the article's until the scorecard is
# very sure.
_DANGEROUS_LIMIT = -2.5
# What is never cut here: cells, captions and preformatted text.
SAFE = frozenset(
    f"{where}:{kind}" for where in ("in", "tag", "within") for kind in ("td", "th", "pre", "figcaption", "caption")
)
_CAPTIONS, _PICTURES = frozenset({"caption", "caption-text", "wp-caption-text"}), frozenset({"img", "amp-img"})
_FIGURE, _CAPTION = frozenset({"figure"}), frozenset({"figcaption"})
_STEPS_TO_CAPTION = 3
_STOPS = (".", "।", "。", "．")
_TOLD_AGAINST = ("asks:", "box links:2", "box links:3", "box links:4")


def limit_of(passage: Passage) -> float:
    """Give the points below which a passage is cut: the more it would cost to lose it, the fewer."""
    if not SAFE.isdisjoint(passage.traits):
        return float("-inf")
    if is_dangerous(passage.text) or (passage.prose and FOLDED in passage.traits):
        return _DANGEROUS_LIMIT
    if passage.prose and _is_captioned(passage):
        return _DANGEROUS_LIMIT
    if _is_plain(passage) or _is_called_caption(passage):
        return PLAIN_LIMIT
    return _PROSE_LIMIT if passage.prose else SCRAP_LIMIT


def _is_captioned(passage: Passage) -> bool:
    """Whether a sentence stands in a figure with its caption, and is the rest of it."""
    figure = within(passage.block, _FIGURE)
    return figure is not None and holds(figure, _PICTURES) and holds(figure, _CAPTION)


def _is_called_caption(passage: Passage) -> bool:
    """Whether a passage stands in a box that is called a caption, beside its picture."""
    element: object = passage.block
    for _ in range(_STEPS_TO_CAPTION):
        if not isinstance(element, Element) or not isinstance(element.parent, Element):
            return False
        if not names(element).isdisjoint(_CAPTIONS):
            return holds(element.parent, _PICTURES)
        element = element.parent
    return False


def _is_plain(passage: Passage) -> bool:
    """Whether a passage is a sentence that only its place speaks against: hardly a link, no card, nothing asked."""
    traits = passage.traits
    if passage.links >= 0.3 or not passage.text.endswith(_STOPS) or "alike" in traits:
        return False
    return not any(t.startswith(_TOLD_AGAINST) for t in traits)
