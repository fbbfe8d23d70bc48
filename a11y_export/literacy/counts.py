"""The raw counts that every formula is made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

from a11y_export.literacy import dictionary
from a11y_export.literacy.prepare import Prepared
from a11y_export.literacy.syllables import POLYSYLLABIC, counter

LONG_WORD = 7
"""Letters from which a word is long (Bamberger and Vanecek 1984: more than six)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted in a text. `hard` is the polysyllabic words that are not on the list of familiar words.

    Counts that the language has no means for are 0: syllables and what follows from them outside English, Spanish
    and German; difficult and hard words outside English.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    polysyllables: int = 0
    monosyllables: int = 0
    letters: int = 0
    difficult: int = 0
    hard: int = 0
    long_words: int = 0


_SYLLABIC = frozenset({"syllables", "polysyllables", "monosyllables"})
_LISTED = frozenset({"difficult", "hard"})


def counted(language: str) -> tuple[str, ...]:
    """Give the fields of Counts that a language (primary subtag) has means for; the others are 0 and say nothing."""
    without = (frozenset() if counter(language) else _SYLLABIC) | (frozenset() if language == "en" else _LISTED)
    return tuple(field.name for field in fields(Counts) if field.name not in without)


def count(prepared: Iterable[Prepared], language: str, easy: frozenset[str] = frozenset()) -> Counts:
    """Give the counts of prepared sentences in a language (primary subtag).

    Words in `easy` (lower case) count as one familiar syllable: the same text without its unavoidable terms.
    """
    sentences, rows = 0, []
    for sentence in prepared:
        sentences += 1
        rows += [_EASY if easy and word.lower() in easy else _row(word, language) for word in sentence.words]
    # Column by column: an article is added up many times, and each addition of two Counts would ask for every field.
    return Counts(sentences, *map(sum, zip(*rows, strict=True))) if rows else Counts(sentences)


_Row = tuple[int, int, int, int, int, int, int, int]
"""One word's counts, in the order of the fields of Counts after `sentences`."""

_EASY: _Row = (1, 1, 0, 1, 4, 0, 0, 0)


@lru_cache(maxsize=20_000)
def of_word(word: str, language: str) -> Counts:
    """Give the counts of one word."""
    return Counts(0, *_row(word, language))


@lru_cache(maxsize=20_000)
def _row(word: str, language: str) -> _Row:
    syllables_of = counter(language)
    syllables = syllables_of(word) if syllables_of else 0
    letters = sum(char.isalnum() for char in word)
    difficult = language == "en" and is_difficult(word)
    many = syllables >= POLYSYLLABIC
    return (
        1, syllables, int(many), int(syllables == 1), letters, int(difficult), int(difficult and many),
        int(letters >= LONG_WORD),
    )


# The rules that belong to the list of familiar words (Dale and Chall 1948): these endings of a listed word are
# familiar too. The list as textstat carries it holds some of the forms and lacks others (pill, but not pills).
_ENDINGS = (
    ("'s", ""), ("s'", "s"), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"),
    ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""),
)
_DOUBLED = ("ed", "ing", "er", "est")


def is_difficult(word: str) -> bool:
    """Whether an English word is missing from the list of 3000 familiar words; figures and names' initials are not."""
    low = word.lower()
    if len(low) == 1 or any(char.isdigit() for char in low):
        return False
    parts = low.replace("\u2010", "-").replace("\u2011", "-").split("-")
    if len(parts) > 1:
        return any(is_difficult(part) for part in parts if part)
    familiar = dictionary.familiar()
    return not any(form in familiar for form in _forms(low))


def _forms(word: str) -> Iterable[str]:
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if ending in _DOUBLED and stem[-1] == stem[-2]:
                yield stem[:-1]

