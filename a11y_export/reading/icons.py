"""What an icon means that a style sheet draws: an empty element whose class names it, as "fa-check" does.

A browser shows a tick in the cell and no page holds one: without this the cell would be blank on paper and silent.
"""

from __future__ import annotations

from a11y_export.reading.naming import parts_of
from a11y_export.reading.tree import Element

_YES = frozenset({"check", "checkmark", "tick", "ok", "yes", "accept"})
_NO = frozenset({"times", "xmark", "cross", "close", "remove", "no", "cancel"})
_MOST = 6  # classes that are looked at


def sign_of(element: Element) -> str:
    """Give the tick or the cross that an icon's classes name, "" for any other icon."""
    says = {sign for name in element.attrs.get("class", ())[:_MOST] for sign in _signs(name[:60])}
    return says.pop() if len(says) == 1 else ""


def _signs(name: str) -> set[str]:
    """Give the signs that one name speaks of; a name's first word is the family's: "no-icon" is no cross."""
    parts = parts_of(name)
    words = set(parts[1:] if len(parts) > 1 else parts)
    return {sign for sign, known in (("✓", _YES), ("✗", _NO)) if not words.isdisjoint(known)}
