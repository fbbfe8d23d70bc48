"""What an icon means that a style sheet draws: an empty element whose class names it, as "fa-check" does.

A browser shows a tick in the cell and no page holds one: without this the cell would be blank on paper and silent. The
opposite of what a cell says would be worse than nothing, so only whole names of known families of icons are told, one
to a cell, and none that anything speaks against.
"""

from __future__ import annotations

import re

from a11y_export.reading.naming import parts_of
from a11y_export.reading.tree import Element, named, within

# Font Awesome, Bootstrap, Glyphicons, WordPress, Material, Remix, Phosphor, Feather, and names of one's own.
_FAMILY = r"(?:fa|fas|far|fal|fa-solid|fa-regular|bi|bx|glyphicon|dashicons|icon|icons|mdi|ri|ph|la|feather|pi)--?"
_SHAPE = r"(?:-(?:circle|square|lg|large|fill|filled|line|solid|bold|thick|outline|alt|alt2|mark|sign|o))*"
_YES = re.compile(rf"{_FAMILY}(?:check|checkmark|tick|ok|yes|accept){_SHAPE}")
_NO = re.compile(rf"{_FAMILY}(?:times|xmark|no|remove){_SHAPE}")
# A word in any of its classes that turns, hides or weakens what another says: "not-ok", "check unchecked".
_AGAINST = frozenset({"not", "un", "off", "empty", "false", "disabled", "inactive", "none", "hidden", "unchecked"})
_MOST, _LONGEST = 8, 40  # classes that are looked at, and their letters
_PRESSED, _DRAWN, _FIELDS = frozenset({"a", "button"}), frozenset({"i", "span", "svg"}), frozenset({"input"})
_CELLS, _MOST_ELEMENTS = frozenset({"td", "th"}), 12


def sign_of(element: Element) -> str:
    """Give the tick or the cross that is all a cell shows and that its icon's classes name, "" for any other icon."""
    called = [name for name in element.attrs.get("class", ())[:_MOST] if len(name) <= _LONGEST]
    if any(not _AGAINST.isdisjoint(parts_of(name)) for name in called):
        return ""
    low = [name.lower() for name in called]
    says = {sign for sign, way in (("✓", _YES), ("✗", _NO)) if any(map(way.fullmatch, low))}
    return says.pop() if len(says) == 1 and _stands_alone(element) else ""


def _stands_alone(element: Element) -> bool:
    """Whether an icon is the only one of its cell, is shown, and neither pressed nor beside a box to tick."""
    cell = within(element, _CELLS)
    if not isinstance(cell, Element) or cell.end - cell.at > _MOST_ELEMENTS or within(element, _PRESSED) is not None:
        return False
    if "hidden" in element.attrs or "display" in str(element.attrs.get("style") or "") or "role" in element.attrs:
        return False
    others = [e for e in named(cell, _DRAWN | _FIELDS) if e is not element and e.t0 == e.t1]
    return not any(e.name in _FIELDS or e.attrs.get("class") for e in others if not e.at < element.at < e.end)
