"""How sure the scorecard must be before it cuts: a scrap of a line soon, a dose hardly ever, a table's cell never."""

from __future__ import annotations

import re

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.folds import FOLDED
from a11y_export.reading.naming import names, raw_names, split_name
from a11y_export.reading.passages import Passage
from a11y_export.reading.tables import is_data
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
_SAFE_ANYHOW, _TABLE = frozenset(s for s in SAFE if not s.endswith((":td", ":th"))), frozenset({"table"})
_CAPTIONS, _PICTURES = frozenset({"caption", "caption-text", "wp-caption-text"}), frozenset({"img", "amp-img"})
# What galleries call the line below a picture, by two words of a class or one: "image-slide-title", "gallerytext".
_SHOWN = frozenset({"image", "img", "photo", "picture", "slide", "gallery", "thumb", "figure"})
_TOLD_OF_IT = frozenset({"caption", "cap", "title", "text", "description"})
_GALLERIES = frozenset({"gallerytext", "thumbcaption", "theader"})
# Abroad, with the trunk's zero, or as in North America: other long numbers are those of charities and papers.
_PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+\d{1,3}[ .-]?)?\(?0\d{1,5}\)?|\+\d{1,3}[ .-]?\(?\d{1,4}\)?"
    r"|(?:1[ .-])?\(?\d{3}\)?[ .-]\d{3}(?=[ .-]\d{4}))"
    r"(?:[ .-]?\d{2,5}){1,3}(?![\w/.-])"
)
_LEAST_DIGITS, _LEAST_LETTERS = 8, 4
_FIGURE, _CAPTION = frozenset({"figure"}), frozenset({"figcaption"})
_STEPS_TO_CAPTION = 3
_STOPS = (".", "।", "。", "．")
_TOLD_AGAINST = ("asks:", "box links:2", "box links:3", "box links:4")


def limit_of(passage: Passage) -> float:
    """Give the points below which a passage is cut: the more it would cost to lose it, the fewer."""
    if not SAFE.isdisjoint(passage.traits) and not _is_laid_out(passage):
        return float("-inf")
    if is_dangerous(passage.text) or (passage.prose and FOLDED in passage.traits):
        return _DANGEROUS_LIMIT
    if passage.prose and _is_captioned(passage):
        return _DANGEROUS_LIMIT
    if _is_plain(passage) or _is_called_caption(passage) or _rings(passage):
        return PLAIN_LIMIT
    return _PROSE_LIMIT if passage.prose else SCRAP_LIMIT


def _is_laid_out(passage: Passage) -> bool:
    """Whether a passage stands in a cell that only lays out the page, as those of old sites do, and in nothing safe."""
    table = within(passage.block, _TABLE)
    return isinstance(table, Element) and _SAFE_ANYHOW.isdisjoint(passage.traits) and not is_data(table)


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
        if _calls_caption(element):
            box = element.parent
            return holds(box, _PICTURES) or (isinstance(box.parent, Element) and holds(box.parent, _PICTURES))
        element = element.parent
    return False


def _calls_caption(element: Element) -> bool:
    called = names(element)
    if not called.isdisjoint(_CAPTIONS | _GALLERIES):
        return True
    each = map(split_name, raw_names(element))
    return any(not (own.isdisjoint(_SHOWN) or own.isdisjoint(_TOLD_OF_IT)) for own in each)


def _rings(passage: Passage) -> bool:
    """Whether a passage says whom to ring, and nothing is asked of the reader: "Day unit: 01632 960 417"."""
    number = _PHONE.search(passage.text)
    if number is None or passage.links >= 0.3 or sum(map(str.isdigit, number.group())) < _LEAST_DIGITS:
        return False
    named = sum(map(str.isalpha, passage.text)) >= _LEAST_LETTERS
    return named and not any(t.startswith("asks:") for t in passage.traits)


def _is_plain(passage: Passage) -> bool:
    """Whether a passage is a sentence that only its place speaks against: hardly a link, no card, nothing asked."""
    traits = passage.traits
    if passage.links >= 0.3 or not passage.text.endswith(_STOPS) or "alike" in traits:
        return False
    return not any(t.startswith(_TOLD_AGAINST) for t in traits)
