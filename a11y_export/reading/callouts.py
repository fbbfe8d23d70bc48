"""Which boxes of a page are set off from its text, and what for: by their class words or their ARIA role."""

from __future__ import annotations

from bs4.element import Tag

from a11y_export.model import CalloutKind
from a11y_export.reading.naming import names, role
from a11y_export.reading.tree import holds, text_nodes

# A box with more words than this holds much of the article and is none.
_LONGEST = 300

_NAMES: tuple[tuple[CalloutKind, frozenset[str]], ...] = (
    (
        CalloutKind.WARNING,
        frozenset(
            {
                "warning",
                "warn",
                "alert",
                "caution",
                "danger",
                "emergency",
                "important",
                "urgent",
                "red-flag",
                "alert-box",
                "advertencia",
                "warning-box",
                "safety",
            }
        ),
    ),
    (CalloutKind.TIP, frozenset({"tip", "tips", "hint", "pro-tip", "consejo", "advice-box"})),
    (
        CalloutKind.SUMMARY,
        frozenset(
            {
                "key-points",
                "keypoints",
                "key-takeaways",
                "takeaways",
                "takeaway",
                "at-a-glance",
                "highlights",
                "key-facts",
                "quick-facts",
                "in-brief",
                "key-messages",
            }
        ),
    ),
    (
        CalloutKind.NOTE,
        frozenset(
            {
                "callout",
                "note",
                "notice",
                "info-box",
                "infobox",
                "admonition",
                "fact-box",
                "factbox",
                "highlight-box",
                "nota",
                "box-info",
            }
        ),
    ),
)


def is_called_one(element: Tag) -> bool:
    """Whether a box calls itself a warning, a note or the like."""
    own = names(element)
    return any(not own.isdisjoint(marks) for _, marks in _NAMES)


def callout_kind(element: Tag) -> CalloutKind | None:
    """Give what a box is for, or None when it is none; a box with much of the article in it is none."""
    own = names(element)
    found = next((kind for kind, marks in _NAMES if not own.isdisjoint(marks)), None) if own else None
    if found is None and role(element) in {"alert", "note"}:
        found = CalloutKind.WARNING if role(element) == "alert" else CalloutKind.NOTE
    if found is None and element.name == "aside":
        found = CalloutKind.NOTE
    if found is None or sum(len(t.split()) for t in text_nodes(element)) > _LONGEST or holds(element, {"h1"}):
        return None
    return found
