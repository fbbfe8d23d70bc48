"""Word marks: which of the engine's word events can be relied on."""

from __future__ import annotations

import re

_WORD = re.compile(r"\S*\w\S*")


def speakable(text: str) -> bool:
    """Whether `text` has a letter or digit, so that a voice must say something."""
    return _WORD.search(text) is not None


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

    espeak-ng sends several events for a word that it splits ("don't", "twenty-five"), events between words for
    numbers, and a single event for words that it speaks as one ("of the", "to be"): those others have no mark.
    """
    runs = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    starts = word_starts(text)
    words = [(low, high, next((s for s in starts if low <= s < high), None)) for low, high in runs]
    kept: list[tuple[int, int]] = []
    index = 0
    for place, sample in sorted(events, key=lambda e: e[1]):
        while index < len(words) and words[index][1] <= place:
            index += 1
        if index == len(words):
            break
        low, _, start = words[index]
        if start is None or place < low or sample >= samples or (kept and (start <= kept[-1][0] or sample < kept[-1][1])):
            continue
        kept.append((start, sample))
    return tuple(kept)
