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

    def __add__(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def count(prepared: Iterable[Prepared], language: str, easy: frozenset[str] = frozenset()) -> Counts:
    """Give the counts of prepared sentences in a language (primary subtag).

    Words in `easy` (lower case) count as one familiar syllable: the same text without its unavoidable terms.
    """
    total = Counts()
    for sentence in prepared:
        inside = Counts(sentences=1)
        for word in sentence.words:
            inside += _EASY if word.lower() in easy else of_word(word, language)
        total += inside
    return total


_EASY = Counts(words=1, syllables=1, monosyllables=1, letters=4)


@lru_cache(maxsize=20_000)
def of_word(word: str, language: str) -> Counts:
    """Give the counts of one word."""
    syllables_of = counter(language)
    syllables = syllables_of(word) if syllables_of else 0
    letters = sum(char.isalnum() for char in word)
    difficult = language == "en" and is_difficult(word)
    many = syllables >= POLYSYLLABIC
    return Counts(
        words=1, syllables=syllables, polysyllables=many, monosyllables=syllables == 1, letters=letters,
        difficult=difficult, hard=difficult and many, long_words=letters >= LONG_WORD,
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
    return not any(_listed(form) for form in _forms(low))


def _forms(word: str) -> Iterable[str]:
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            yield stem + instead
            if ending in _DOUBLED and stem[-1] == stem[-2]:
                yield stem[:-1]


def _listed(word: str) -> bool:
    return not dictionary.backend().validations.is_difficult_word(word, 0, "en_US")
