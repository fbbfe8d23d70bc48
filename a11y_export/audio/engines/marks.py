"""Word marks: which of the engine's word events can be relied on."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S*\w\S*")


def speakable(text: str) -> bool:
    """Whether `text` has a letter or digit, so that a voice must say something."""
    return _WORD.search(text) is not None


def words_of(text: str) -> list[tuple[int, str]]:
    """Give the words of `text`, each with the place of its first letter or digit."""
    return [(start, match.group()) for start, match in zip(word_starts(text), _WORD.finditer(text), strict=True)]


def word_starts(text: str) -> tuple[int, ...]:
    """Give where the words of `text` begin: at the first letter or digit of each run between spaces."""
    return tuple(
        match.start() + next(i for i, char in enumerate(match.group()) if char == "_" or char.isalnum() or _wordy(char))
        for match in _WORD.finditer(text)
    )


def _wordy(char: str) -> bool:
    return re.match(r"\w", char) is not None


def word_marks(text: str, events: list[tuple[int, int]], samples: int) -> tuple[tuple[int, int], ...]:
    """Keep one event for each word of `text`: (where the word begins, its first sample), both rising.

    espeak-ng sends several events for a word that it splits, and counts a place or two short after some plurals and
    signs: an event between two words, or on a mark without letters, belongs to the next word.
    """
    words = [(start, end) for start, end in _words(text)]
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


def _words(text: str) -> list[tuple[int, int]]:
    """Give (first letter or digit, end) of each word."""
    starts = word_starts(text)
    return list(zip(starts, (m.end() for m in _WORD.finditer(text)), strict=True))
