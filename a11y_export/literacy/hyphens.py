"""Where an English word may be hyphenated: what Pyphen says, from its own patterns, without taking all of them apart.

textstat counts a word that CMUdict lacks by these places. Pyphen takes its 11 000 patterns apart at once, which takes
longer than to set a handout; here one is taken apart when a word first holds it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

_LEFT, _RIGHT = 2, 2  # letters before the first place and after the last, as Pyphen has them unless told otherwise
_PARTS = re.compile(r"(\d?)(\D?)")
_NO_DIGITS = str.maketrans(dict.fromkeys("0123456789"))
_NO_PATTERN = (
    "%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN",
)
_SPECIAL = re.compile(r"\^\^|/.*=")  # a code for a letter, or a place where letters change: English has neither


class Hyphens:
    """Liang's patterns: letters, with a digit where a word may (odd) or may not (even) be divided; the highest counts.

    ValueError for a list with patterns of other kinds.
    """

    def __init__(self, listed: str) -> None:
        """Take the text of a ``hyph_*.dic``: its encoding on the first line, then a pattern on each."""
        _, *lines = [line.strip() for line in listed.split("\n")]
        if _SPECIAL.search(listed):
            raise ValueError("patterns of a kind that is not known here")
        self._lines = dict(zip("\n".join(lines).translate(_NO_DIGITS).split("\n"), lines, strict=True))
        self._longest = max(map(len, self._lines))
        self._known: dict[str, tuple[int, ...]] = {}

    def pattern(self, letters: str) -> tuple[int, ...]:
        """Give the digits before, between and behind `letters`, none where there is no such pattern."""
        found = self._known.get(letters)
        if found is None:
            line = self._lines.get(letters, "")
            known = bool(line) and not line.startswith(_NO_PATTERN)
            found = tuple(int(digit or "0") for digit, _ in _PARTS.findall(line)) if known else ()
            self._known[letters] = found
        return found

    def positions(self, word: str) -> list[int]:
        """Give the places in `word` where it may be divided, in order."""
        pointed = f".{word.lower()}."
        highest = [0] * (len(pointed) + 1)
        for start in range(len(pointed) - 1):
            for end in range(start + 1, min(start + self._longest, len(pointed)) + 1):
                if pointed[start:end] in self._lines:
                    for place, digit in enumerate(self.pattern(pointed[start:end]), start):
                        highest[place] = max(highest[place], digit)
        return [at - 1 for at, digit in enumerate(highest) if digit % 2 and _LEFT <= at - 1 <= len(word) - _RIGHT]


@lru_cache(maxsize=1)
def american() -> Hyphens | None:
    """Give Pyphen's patterns for American English; None where this version has none of the kind that is known here."""
    try:
        listed = resources.files("pyphen.dictionaries").joinpath("hyph_en_US.dic").read_text(encoding="utf-8")
        return Hyphens(listed)
    except (ModuleNotFoundError, FileNotFoundError, UnicodeDecodeError, ValueError):
        return None
