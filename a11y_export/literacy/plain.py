"""Plainer words for hard ones: the own medical list, the public list of simple words, and the clinic's own on top."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from a11y_export import words
from a11y_export.errors import UsageError

OWN, SIMPLE, CLINIC = "own list of medical words", "plainlanguage.gov simple words", "the clinic's list"
"""Where a suggestion comes from, when its row does not say."""

_MOST_ROWS, _LONGEST, _MOST_WORDS = 5_000, 200, 6
_REMEDY = "Each row is word,plain or word,plain,source; put a cell that holds a comma in double quotes."
_PARTED_BY = (",", ";", "\t")

# Endings of a listed word, and what the list has instead: tumors, diagnosed, infected, monitoring, impairing.
_ENDINGS = (("s", ""), ("d", ""), ("ed", ""), ("ing", ""), ("ing", "e"), ("es", ""))


@dataclass(frozen=True, slots=True)
class Plain:
    """A plainer way to say a word or phrase, and who says so. `wordy`: no hard word, only longer than it need be."""

    plain: str
    source: str
    wordy: bool = False


class PlainWords(dict[str, Plain]):
    """Suggestions by word or phrase, in lower case; a dict, because every word of an article is looked up here."""

    def __init__(self, rows: Mapping[str, Plain]) -> None:
        super().__init__(rows)
        self.base = lru_cache(maxsize=20_000)(self._base)  # a report asks for each word several times
        self._longest: dict[str, int] = {}
        for key in rows:
            first, *rest = key.split(" ")
            if rest:
                self._longest[first] = max(self._longest.get(first, 0), len(rest) + 1)

    def _base(self, word: str) -> str:
        """Give an English word in lower case without possessive, and without its ending if it is listed so."""
        low = word.lower()
        if low in self:
            return low
        low = low.removesuffix("'s")
        for ending, instead in _ENDINGS:
            if low.endswith(ending) and (stem := low.removesuffix(ending) + instead) in self:
                return stem
        return low

    def phrase(self, low: Sequence[str], at: int) -> str:
        """Give the longest phrase that begins at `at` of a sentence's words in lower case, or ""."""
        for size in range(self._longest.get(low[at], 0), 1, -1):
            phrase = " ".join(low[at : at + size])
            if phrase.count(" ") == size - 1 and phrase in self:
                return phrase
        return ""


def plain_words(clinic: str = "") -> PlainWords:
    """Give the lists that come with the program and, above them, the rows of the clinic's CSV text."""
    return PlainWords({**_own(), **clinic_words(clinic, "words")}) if clinic else _without_clinic()


@lru_cache(maxsize=1)
def _without_clinic() -> PlainWords:
    return PlainWords(_own())


@lru_cache(maxsize=1)
def _own() -> dict[str, Plain]:
    medical = {word: Plain(plain, OWN) for word, plain, _meaning in _rows("medical_words.csv")}
    return {word: Plain(plain, SIMPLE, wordy=True) for word, plain in _rows("simple_words.csv")} | medical


def _rows(name: str) -> list[list[str]]:
    text = resources.files("a11y_export.literacy").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


def clinic_words(text: str, name: str) -> dict[str, Plain]:
    """Give the rows of a clinic's CSV (word,plain[,source]); UsageError names the file `name`, the line and a remedy.

    A first row "word,plain" is a header; empty lines and lines that begin with # are passed over. Cells may be parted
    by semicolons or tabs instead: see _parted_by().
    """
    found: dict[str, Plain] = {}
    # Their ends stay: a cell may hold a break. And a sign that word processors break lines by ends no row.
    lines, mark = _parted_by(io.StringIO(text, newline="").readlines())
    reader = csv.reader(lines, delimiter=mark, strict=True)
    try:
        for cells in reader:
            row = [words.fold(cell) for cell in cells]
            if not any(row) or row[0].startswith("#") or (not found and row[0].lower() == "word"):
                continue
            wrong = _wrong(row, found)
            if wrong:
                raise UsageError(name, f"line {reader.line_num}: {wrong}.", _REMEDY)
            found[row[0].lower()] = Plain(row[1], row[2] if len(row) > 2 and row[2] else CLINIC)
    except csv.Error as error:
        raise UsageError(name, f"line {reader.line_num}: {error}.", _REMEDY) from error
    return found


def _parted_by(lines: list[str]) -> tuple[list[str], str]:
    """Give the lines and what parts their cells, as spreadsheets outside the US save them.

    A first line "sep=;" says it (and is left empty then, so that the lines keep their numbers); else the first row
    with cells, if it has semicolons or tabs and no comma.
    """
    if lines and lines[0].lower().startswith("sep=") and (mark := lines[0][4:].rstrip("\r\n")) in _PARTED_BY:
        return ["\n", *lines[1:]], mark
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return lines, next((mark for mark in _PARTED_BY if mark in first), ",")


def _wrong(row: Sequence[str], found: Mapping[str, Plain]) -> str:
    """Say what is wrong with a row, or ""."""
    if not 2 <= len(row) <= 3:
        return f"has {len(row)} cell{'s' if len(row) > 1 else ''}, not two or three"
    if not row[0] or not row[1]:
        return "has no word" if not row[0] else f"has nothing plainer for “{row[0]}”"
    if ";" in row[0] or "\t" in row[0]:
        return f"has “{row[0]}” for a word: part all cells by commas, or all by semicolons"
    if max(map(len, row)) > _LONGEST:
        return f"has a cell of more than {_LONGEST} characters"
    if len(row[0].split()) > _MOST_WORDS:
        return f"has a phrase of more than {_MOST_WORDS} words"
    if row[0].lower() in found:
        return f"says “{row[0]}” a second time"
    return f"is the {_MOST_ROWS + 1:,}th row, and {_MOST_ROWS:,} are taken" if len(found) >= _MOST_ROWS else ""
