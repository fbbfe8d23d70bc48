"""What an element calls itself: the words of its class and id, its role."""

from __future__ import annotations

import re
from functools import lru_cache

from bs4.element import Tag

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST = 120
_DENYING = frozenset({"no", "without"})
# What themes and table scripts say that a page or a box has not.
_DENIED = frozenset({"footer", "header", "sidebar", "sidebars", "comments", "nav", "menu", "toc"})


@lru_cache(maxsize=8192)
def split_name(raw: str) -> frozenset[str]:
    """Give one name whole, split at hyphens and capitals, and its neighbouring pairs and threes; in lower case.

    "no-footer" has none, and is called nothing.
    """
    lowered, spaced = raw.lower(), parts_of(raw)
    if len(spaced) == 2 and spaced[0] in _DENYING and spaced[1] in _DENIED:
        return frozenset({lowered})
    if len(spaced) < 2:
        return frozenset({lowered, *spaced, lowered.replace("_", "-")})
    joined = ["-".join(spaced[i : i + n]) for n in (2, 3) for i in range(len(spaced) - n + 1)]
    return frozenset({lowered, *spaced, *joined, lowered.replace("_", "-")})


def parts_of(raw: str) -> list[str]:
    """Split a name at hyphens, white space and the like, and before capitals; in lower case."""
    return spaced(raw).split()


def spaced(raw: str) -> str:
    """Give names in lower case, with a space wherever one is split."""
    if not raw.islower():
        raw = _CAMEL.sub("-", raw).lower()
    return raw.replace("-", " ").replace("_", " ").replace(":", " ")


def raw_names(element: Tag) -> list[str]:
    """Give the element's classes and its id as they are written; names of over 120 letters are none."""
    attributes = element.attrs
    if not attributes:
        return []
    found = [*attributes.get("class", ())]
    if "id" in attributes:
        found.append(attributes["id"])
    return [name for name in found if 0 < len(name) <= LONGEST]


def names(element: Tag) -> frozenset[str]:
    """Give the words of the element's class and id: whole, split at hyphens and capitals, and neighbouring pairs."""
    raw = raw_names(element)
    return _together(tuple(raw)) if raw else _NOTHING


_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=2048)
def _together(raw: tuple[str, ...]) -> frozenset[str]:
    return _NOTHING.union(*map(split_name, raw))


def role(element: Tag) -> str:
    """Give the element's ARIA role in lower case, or ""."""
    attributes = element.attrs
    return str(attributes["role"]).strip().lower() if "role" in attributes else ""
