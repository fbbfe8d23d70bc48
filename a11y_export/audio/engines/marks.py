"""Word marks: which of the engine's word events can be relied on."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S*?(\w)\S*")


def speakable(text: str) -> bool:
    """Whether `text` has a letter or digit, so that a voice must say something."""
    return _WORD.search(text) is not None


def words_of(text: str) -> list[tuple[int, str]]:
    """Give the words of `text`, each with the place of its first letter or digit."""
    return [(match.start(1), match.group()) for match in _WORD.finditer(text)]


def word_starts(text: str) -> tuple[int, ...]:
    """Give where the words of `text` begin: at the first letter or digit of each run between spaces."""
    return tuple(match.start(1) for match in _WORD.finditer(text))


def word_marks(text: str, events: list[tuple[int, int]], samples: int) -> tuple[tuple[int, int], ...]:
    """Keep one event for each word of `text`: (where the word begins, its first sample), both rising.

    espeak-ng sends several events for a word that it splits, and counts a place or two short after some plurals and
    signs: an event between two words, or on a mark without letters, belongs to the next word.
    """
    words = [(match.start(1), match.end()) for match in _WORD.finditer(text)]
    kept: list[tuple[int, int]] = []
    index = 0
    for place, sample in sorted(events, key=lambda event: event[1]):
        while index < len(words) and words[index][1] <= place:
            index += 1
        if index == len(words):
            break
        start = words[index][0]
        if sample < samples and (not kept or (start > kept[-1][0] and sample >= kept[-1][1])):
            kept.append((start, sample))
    return tuple(kept)
