"""Acronyms that an article never explains: which they are, how often and where first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from a11y_export.model import Span
from a11y_export.prose import Kind, Sentence

# Two capitals or more, figures and small letters among them: COPD, A1C, SpO2, mRNA, NSAIDs.
_ACRONYM = re.compile(r"(?<![\w&-])(?=(?:[a-z0-9]{0,7}[A-Z]){2})[A-Za-z0-9]{2,8}(?![\w&])")
_ROMAN = re.compile(r"^[IVX]+$")
_SHOUTED = 0.6  # of a sentence's letters in capitals, above which its words are loud and no acronyms

# Known to readers as words, or units and elements of addresses; "explained" would make them longer, not plainer.
_KNOWN = frozenset({
    "OK", "TV", "US", "USA", "UK", "EU", "AM", "PM", "ID", "FAQ", "PDF", "ER", "DVD", "CD", "DNA", "AIDS", "HIV",
    "MD", "RN", "PhD", "SOS", "NHS", "CEO", "PO", "ZIP", "URL", "SMS", "GPS",
    "WiFi", "McDonald", "YouTube",
    "LinkedIn", "FaceTime", "kcal", "mmHg", "mL", "dL", "kPa", "mEq", "MedlinePlus", "PubMed",
})
_STANDS_FOR = re.compile(r"^\W*(?:stands? for|means?|is short for|is when)\b|^\W*,? or (?:an? |the )?[a-z]{3}")

_CALLED = re.compile(r"\b(?:called|known as|abbreviated|short for|abbreviation is)\W*(?:an?|the)?\W*$")
_NEAR = 120  # letters around an acronym that its gloss can stand in


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym that is never explained: how often it stands, and where first."""

    text: str
    count: int
    first: str
    section: str


def unexplained(sentences: Iterable[Sentence]) -> tuple[Acronym, ...]:
    """Give the acronyms of running text that no sentence explains, the commonest first.

    Explained is one in brackets after its words or with them in brackets after it, after "called" or "short for",
    before "stands for" or "means", as the term of a definition list, or with the source's own mark (abbr).
    """
    found: dict[str, list[Sentence]] = {}
    explained: set[str] = set()
    for sentence in sentences:
        for inline in sentence.inlines:
            if isinstance(inline, Span) and inline.title:
                explained |= {_base(m.group()) for m in _ACRONYM.finditer(inline.text)}
        text = sentence.text
        matches = list(_ACRONYM.finditer(text))
        if not matches or _shouted(text):
            continue
        for match in matches:
            word = _base(match.group())
            if word in _KNOWN or _ROMAN.match(word) or not any(c.isalpha() for c in word):
                continue
            if sentence.kind is Kind.TERM or _glossed(text, match.start(), match.end()):
                explained.add(word)
            if sentence.kind not in {Kind.TERM, Kind.TITLE, Kind.DISCLAIMER}:
                found.setdefault(word, []).append(sentence)
    rows = [
        Acronym(word, len(places), places[0].id, places[0].section)
        for word, places in found.items() if word not in explained
    ]
    return tuple(sorted(rows, key=lambda row: (-row.count, row.text)))


def _base(word: str) -> str:
    """Give an acronym without its plural."""
    return word[:-1] if word.endswith("s") and word[:-1].isupper() and len(word) > 2 else word


def _shouted(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 8 and sum(char.isupper() for char in letters) > _SHOUTED * len(letters)


def _glossed(text: str, start: int, end: int) -> bool:
    """Whether the acronym at `start` to `end` is explained where it stands."""
    before, after = text[max(0, start - _NEAR) : start].rstrip("\"'“‘ "), text[end : end + _NEAR]
    inside = re.match(r"(?:\s[a-z]+)?\W?\s*\((?P<gloss>[^()]{4,120})\)", after)
    if inside:
        return len([word for word in str(inside["gloss"]).split() if word[:1].isalpha()]) >= 2
    if before.endswith("(") and re.match(r"[s\"'”’]*(?:[)\],;]|\s(?:or|for short))", after):
        return bool(re.search(r"[a-z]{3,}\W*$", before))
    return bool(_CALLED.search(before) or _STANDS_FOR.match(after))
