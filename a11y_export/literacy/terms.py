"""The hard words of an article: which they are, whether they are explained where they stand, what is plainer."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from a11y_export.literacy.counts import of_word
from a11y_export.literacy.prepare import Prepared, prepared_line
from a11y_export.literacy.syllables import counter
from a11y_export.model import Article, Span
from a11y_export.prose import Kind, sentences

SHOWN = 30
"""Hard words in a report; those after them are rare or easier."""

VERY_LONG = 12
"""Letters from which a word is called hard in a language without a list of familiar words."""


@dataclass(frozen=True, slots=True)
class HardWord:
    """A hard word: how often it stands, where first, whether it is explained there, and a plainer way to say it."""

    word: str
    count: int
    syllables: int
    first: str
    section: str
    explained: bool
    plain: str


def hardest_words(prepared: Iterable[Prepared], language: str, explained: frozenset[str]) -> tuple[HardWord, ...]:
    """Give the hard words, unexplained ones first, then by count, then by length; at most SHOWN."""
    counted: dict[str, int] = {}
    first: dict[str, int] = {}
    text = tuple(prepared)
    names = _names(text) if language != "de" else frozenset()
    for place, sentence in enumerate(text):
        for word in sentence.words:
            key = base(word, language)
            if is_hard(word, language) and word not in names:
                counted[key] = counted.get(key, 0) + 1
                first.setdefault(key, place)
    for plural in [key for key in counted if key.endswith("s") and key[:-1] in counted]:
        counted[plural[:-1]] += counted.pop(plural)
        first[plural[:-1]] = min(first[plural[:-1]], first[plural])
    syllables = counter(language) or (lambda _word: 0)
    rows = [
        HardWord(
            word, count, syllables(word), text[first[word]].source.id, text[first[word]].source.section,
            word in explained, plain_words().get(word, "") if language == "en" else "",
        )
        for word, count in counted.items()
    ]
    rows.sort(key=lambda row: (row.explained, -row.count, -row.syllables, -len(row.word), row.word))
    return tuple(rows[:SHOWN])


def _names(prepared: Iterable[Prepared]) -> frozenset[str]:
    """Give the words written with a capital inside a sentence and never without: names, which nobody can reword."""
    inside: set[str] = set()
    small: set[str] = set()
    for sentence in prepared:
        inside |= {word for word in sentence.words[1:] if word[:1].isupper() and not word[1:2].isupper()}
        small |= {word for word in sentence.words if word[:1].islower()}
    return frozenset(word for word in inside if word.lower() not in small)


def is_hard(word: str, language: str) -> bool:
    """Whether a word is hard: in English a medical word of the own list, or many syllables and unfamiliar."""
    if language == "en" and base(word, language) in plain_words():
        return True
    counts = of_word(word, language)
    return bool(counts.hard) if language == "en" else counts.letters >= VERY_LONG and word.isalpha()


def base(word: str, language: str) -> str:
    """Give a word in lower case; in English without possessive, and in the singular if the own list has that."""
    low = word.lower()
    if language != "en":
        return low
    low = low.removesuffix("'s")
    singular = low.removesuffix("s")
    return singular if singular in plain_words() else low


def topic(article: Article, language: str, explained: frozenset[str]) -> frozenset[str]:
    """Give the words that the article cannot do without: hard words of its title, and those it explains."""
    title = prepared_line(article.title).rstrip(".").split()
    found = {base(word, language) for word in title if is_hard(word, language)} | explained
    return frozenset(found | {f"{word}s" for word in found})


# "hypertension (high blood pressure)": not figures, an abbreviation, examples or a pointer in the brackets.
_BRACKET = re.compile(r"\((?P<inside>[^()]{3,90})\)")
_NEAR = 80  # letters before a bracket that its gloss can belong to
_NOT_EXPLAINING = re.compile(
    r"^(?:see|e\.?g|such as|for example|like|figure|fig|table|or|and|about|up to)\b|\d", re.IGNORECASE
)
_CUE_BEFORE = re.compile(
    r"\b(?:called|known as|named|the (?:medical )?(?:word|term|name) (?:for (?:it|this) )?is)\s+(?:an?\s+|the\s+)?"
    r"[\"'\u201c\u2018]?(?P<after>.+)", re.IGNORECASE,
)
_CUE_AFTER = re.compile(
    r"^(?P<before>.{3,60}?)[\"'\u201d\u2019]?\s+(?:means|mean|is when|is the (?:medical )?(?:word|term|name) for|"
    r"is another (?:word|name|term) for)\b", re.IGNORECASE,
)
_APPOSED = re.compile(r"(?P<before>[^,;]{3,60}), (?:or|an?|the) (?P<inside>[^,;.]{3,60})[,.;](?! (?:and|or)\b)")


def explained_words(article: Article, language: str) -> frozenset[str]:
    """Give the hard words, as base() writes them, that the article explains somewhere where they stand.

    A gloss in brackets on either side, "called …", "… means", "…, or …,", "…, a …,", a term of a definition list,
    and the full form that the source marks on an abbreviation. Brackets, terms and marks count in any language; the
    cue words are English.
    """
    found: set[str] = set()
    for sentence in sentences(article):
        if sentence.kind is Kind.TERM:
            found |= {base(w, language) for w in _words(sentence.text) if is_hard(w, language)}
            continue
        for inline in sentence.inlines:
            if isinstance(inline, Span) and inline.title:
                found |= {base(word, language) for word in _words(inline.text)}
        found |= set(_glossed(sentence.text, language))
    return frozenset(found)


def _glossed(text: str, language: str) -> Iterator[str]:
    for match in _BRACKET.finditer(text):
        near = text[max(0, match.start() - _NEAR) : match.start()].rpartition(")")[2]
        before, inside = _words(near), _words(match["inside"])
        if not before or not inside or _NOT_EXPLAINING.search(match["inside"].strip()):
            continue
        hard_inside = [is_hard(word, language) for word in inside]
        if any(hard_inside):
            # The hard word stands in the brackets, after the plain one: "water pills (diuretics)".
            if len(inside) <= 3 and not is_hard(before[-1], language):
                yield from (base(w, language) for w, hard in zip(inside, hard_inside, strict=True) if hard)
        elif not match["inside"].isupper():
            yield from _run(reversed(before), language)
    if language != "en":
        return
    for match in _CUE_BEFORE.finditer(text):
        yield from _run(_words(match["after"]), language)
    for match in _CUE_AFTER.finditer(text):
        yield from _run(reversed(_words(match["before"])), language)
    for match in _APPOSED.finditer(text):
        if not any(is_hard(word, language) for word in _words(match["inside"])):
            yield from _run(reversed(_words(match["before"])), language)


def _run(found: Iterable[str], language: str) -> Iterator[str]:
    """Give the hard words that `found` begins with, three at most: the words next to the gloss."""
    for number, word in enumerate(found):
        if number == 3 or not is_hard(word, language):
            return
        yield base(word, language)


def _words(text: str) -> list[str]:
    return prepared_line(text).rstrip(".").split()


@lru_cache(maxsize=1)
def plain_words() -> dict[str, str]:
    """Give the own table of medical words and what is plainer (data/plain_words.toml)."""
    file = resources.files("a11y_export.literacy").joinpath("data", "plain_words.toml")
    rows: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))["plain"]
    return rows
