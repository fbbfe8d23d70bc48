"""The hard words of an article: which they are, whether they are explained where they stand, what is plainer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from a11y_export.literacy.counts import of_word
from a11y_export.literacy.plain import PlainWords
from a11y_export.literacy.prepare import Prepared, prepared_line
from a11y_export.literacy.syllables import counter
from a11y_export.model import Article, Span
from a11y_export.prose import Kind, Sentence

SHOWN = 40
"""Hard words in a report; those after them are rare or easier."""

SHOWN_WORDY = 20
"""Words and phrases in a report that are not hard, but longer than they need be."""

VERY_LONG = 12
"""Letters from which a word is called hard in a language without a list of familiar words."""

ACRONYM = re.compile(r"[A-Z]{2,5}s?")
"""What is not called a hard word, unless a list of plainer words has it."""


@dataclass(frozen=True, slots=True)
class HardWord:
    """A word or phrase: how often it stands, where first, whether it is explained, what is plainer and who says so."""

    word: str
    count: int
    syllables: int
    first: str
    section: str
    explained: bool
    plain: str
    source: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What counts as hard in a language (primary subtag), with the lists of plainer words, which are English."""

    language: str
    plain: PlainWords

    def hard(self, word: str) -> bool:
        """Whether a word is hard: in English a word of the medical or the clinic's list, or long and unfamiliar."""
        if self.language == "en":
            row = self.plain.get(self.base(word))
            return (row is not None and not row.wordy) or bool(of_word(word, "en").hard)
        counts = of_word(word, self.language)
        return counts.letters >= VERY_LONG and word.isalpha()

    def base(self, word: str) -> str:
        """Give a word in lower case; in English without possessive, and without its ending if a list has it so."""
        return self.plain.base(word) if self.language == "en" else word.lower()

    def wordy(self, low: Sequence[str], at: int) -> str:
        """Give the word or phrase at `at` of words in lower case that has a simpler one without being hard, or ""."""
        if self.language != "en":
            return ""
        phrase = self.plain.phrase(low, at)
        if phrase:
            return phrase
        row = self.plain.get(low[at])
        return low[at] if row is not None and row.wordy and not of_word(low[at], "en").hard else ""


def hardest_words(
    prepared: Iterable[Prepared], vocabulary: Vocabulary, explained: frozenset[str],
) -> tuple[HardWord, ...]:
    """Give the hard words, unexplained ones first, then by count, then by length; at most SHOWN."""
    text = tuple(prepared)
    names = _names(text) if vocabulary.language != "de" else frozenset()
    found: dict[str, list[int]] = {}
    for place, sentence in enumerate(text):
        for word in sentence.words:
            base = vocabulary.base(word)
            if base not in vocabulary.plain and ACRONYM.fullmatch(word):
                continue  # acronyms have a list of their own
            # A word of a list is no name, however it is written: titles and headings write "Metastatic Cancer".
            if vocabulary.hard(word) and (word not in names or base in vocabulary.plain):
                found.setdefault(base, []).append(place)
    for plural in [key for key in found if key.endswith("s") and key[:-1] in found]:
        found[plural[:-1]] = sorted(found[plural[:-1]] + found.pop(plural))
    return _rows(found, text, vocabulary, explained)[:SHOWN]


def wordy_words(prepared: Iterable[Prepared], vocabulary: Vocabulary) -> tuple[HardWord, ...]:
    """Give the words and phrases that are not hard and can be said more simply, by count; at most SHOWN_WORDY."""
    text = tuple(prepared)
    found: dict[str, list[int]] = {}
    for place, sentence in enumerate(text):
        low = [word.lower() for word in sentence.words]
        at = 0
        while at < len(low):
            wordy = vocabulary.wordy(low, at)
            if wordy:
                found.setdefault(wordy, []).append(place)
            at += wordy.count(" ") + 1
    return _rows(found, text, vocabulary, frozenset())[:SHOWN_WORDY]


def _rows(
    found: dict[str, list[int]], text: tuple[Prepared, ...], vocabulary: Vocabulary, explained: frozenset[str],
) -> tuple[HardWord, ...]:
    """Give a row for each word, from the numbers of the sentences that it stands in."""
    count = counter(vocabulary.language) or (lambda _word: 0)
    rows = []
    for word, places in found.items():
        row = vocabulary.plain.get(word) if vocabulary.language == "en" else None
        source = text[places[0]].source
        rows.append(HardWord(
            word, len(places), sum(map(count, word.split())), source.id, source.section, word in explained,
            row.plain if row else "", row.source if row else "",
        ))
    rows.sort(key=lambda row: (row.explained, -row.count, -row.syllables, -len(row.word), row.word))
    return tuple(rows)


def _names(prepared: Iterable[Prepared]) -> frozenset[str]:
    """Give the words written with a capital inside a sentence and never without: names, which nobody can reword."""
    inside: set[str] = set()
    small: set[str] = set()
    for sentence in prepared:
        inside |= {word for word in sentence.words[1:] if word[:1].isupper() and not word[1:2].isupper()}
        small |= {word for word in sentence.words if word[:1].islower()}
    return frozenset(word for word in inside if word.lower() not in small)


def topic(article: Article, vocabulary: Vocabulary, explained: frozenset[str]) -> frozenset[str]:
    """Give the words that the article cannot do without: hard words of its title, and those it explains."""
    title = prepared_line(article.title).rstrip(".").split()
    found = {vocabulary.base(word) for word in title if vocabulary.hard(word)} | explained
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


def explained_words(sentences: Iterable[Sentence], vocabulary: Vocabulary) -> frozenset[str]:
    """Give the hard words, as Vocabulary.base() writes them, that sentences of an article explain where they stand.

    A gloss in brackets on either side, "called …", "… means", "…, or …,", "…, a …,", a term of a definition list,
    and the full form that the source marks on an abbreviation. Brackets, terms and marks count in any language; the
    cue words are English.
    """
    found: set[str] = set()
    for sentence in sentences:
        if sentence.kind is Kind.TERM:
            found |= {vocabulary.base(w) for w in _words(sentence.text) if vocabulary.hard(w)}
            continue
        for inline in sentence.inlines:
            if isinstance(inline, Span) and inline.title:
                found |= {vocabulary.base(word) for word in _words(inline.text)}
        found |= set(_glossed(sentence.text, vocabulary))
    return frozenset(found)


def _glossed(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    for match in _BRACKET.finditer(text):
        near = text[max(0, match.start() - _NEAR) : match.start()].rpartition(")")[2]
        before, inside = _words(near), _words(match["inside"])
        if not before or not inside or _NOT_EXPLAINING.search(match["inside"].strip()):
            continue
        hard_inside = [vocabulary.hard(word) for word in inside]
        if any(hard_inside):
            # The hard word stands in the brackets, after the plain one: "water pills (diuretics)".
            if len(inside) <= 3 and not vocabulary.hard(before[-1]):
                yield from (vocabulary.base(w) for w, hard in zip(inside, hard_inside, strict=True) if hard)
        elif not match["inside"].isupper():
            yield from _run(reversed(before), vocabulary)
    if vocabulary.language != "en":
        return
    for match in _CUE_BEFORE.finditer(text):
        yield from _run(_words(match["after"]), vocabulary)
    for match in _CUE_AFTER.finditer(text):
        yield from _run(reversed(_words(match["before"])), vocabulary)
    for match in _APPOSED.finditer(text) if ", " in text else ():
        if not any(vocabulary.hard(word) for word in _words(match["inside"])):
            yield from _run(reversed(_words(match["before"])), vocabulary)


def _run(found: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """Give the hard words that `found` begins with, three at most: the words next to the gloss."""
    for number, word in enumerate(found):
        if number == 3 or not vocabulary.hard(word):
            return
        yield vocabulary.base(word)


def _words(text: str) -> list[str]:
    return prepared_line(text).rstrip(".").split()
