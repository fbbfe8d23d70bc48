"""The passive voice in English, by the stated rule of data/passive.toml: a form of be or get, then a participle."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources

MOST_BETWEEN = 3
"""Words (not, never, adverbs) that may stand between the form of be and the participle."""


def passives(found: Sequence[str]) -> tuple[str, ...]:
    """Give the passive phrases of a sentence's words, as they stand: "is not given", "are taken"."""
    be, between, participles, adjectives = _lists()
    low = [word.lower() for word in found]
    out: list[str] = []
    for at, word in enumerate(low):
        if word not in be:
            continue
        end = at + 1
        while end < len(low) and end - at <= MOST_BETWEEN and (low[end] in between or low[end].endswith("ly")):
            end += 1
        if end < len(low) and _participle(low[end], participles, adjectives):
            out.append(" ".join(found[at : end + 1]))
    return tuple(out)


def _participle(word: str, participles: frozenset[str], adjectives: frozenset[str]) -> bool:
    if word in adjectives:
        return False
    return word in participles or (word.endswith("ed") and len(word) > 4)


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], ...]:
    text = resources.files("a11y_export.literacy").joinpath("data", "passive.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return tuple(frozenset(data[key]) for key in ("be", "between", "participles", "adjectives"))
