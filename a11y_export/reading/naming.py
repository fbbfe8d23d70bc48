"""What an element calls itself: the words of its class and id, its role."""

from __future__ import annotations

import re
from functools import lru_cache

from bs4.element import Tag

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PARTS = re.compile(r"[-_\s:]+")
_LONGEST = 120


@lru_cache(maxsize=8192)
def split_name(raw: str) -> frozenset[str]:
    """Give one name whole, split at hyphens and capitals, and its neighbouring pairs and threes; in lower case."""
    lowered = raw.lower()
    spaced = [p.lower() for p in _PARTS.split(_CAMEL.sub("-", raw)) if p]
    joined = {"-".join(spaced[i : i + n]) for n in (2, 3) for i in range(len(spaced) - n + 1)}
    return frozenset({lowered, *spaced, *joined, lowered.replace("_", "-")})


def raw_names(element: Tag) -> list[str]:
    """Give the element's classes and its id as they are written; names of over 120 letters are none."""
    attributes = element.attrs
    if not attributes:
        return []
    found = [*attributes.get("class", ())]
    if "id" in attributes:
        found.append(attributes["id"])
    return [name for name in found if 0 < len(name) <= _LONGEST]


def names(element: Tag) -> set[str]:
    """Give the words of the element's class and id: whole, split at hyphens and capitals, and neighbouring pairs."""
    found: set[str] = set()
    for raw in raw_names(element):
        found |= split_name(raw)
    return found


def role(element: Tag) -> str:
    """Give the element's ARIA role in lower case, or ""."""
    return str(element.attrs.get("role") or "").strip().lower()
