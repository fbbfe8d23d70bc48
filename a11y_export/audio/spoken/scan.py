"""Reading a text from left to right into spans, each said by one rule or left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Spoken:
    """Characters `start` to `end` of the text and what is said for them; `rule` is empty for what stays as it is."""

    start: int
    end: int
    said: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a production found: where it ends, what is said, by which rule. An empty rule keeps the text as it is."""

    end: int
    said: str
    rule: str


Production = Callable[[str, int], Match | None]

# Names that end in a number: "B12", "B-6", "IL-6", "Omega-3", "Omega 3". What comes behind is a number of its own, no
# thousands and no fraction of it. Any other word with a hyphen may be a dash's: "dose-1 1/2 tablets".
_OMEGA = "(?:[Oo]m[eé]gas?|[OÔoô]mega|[ÓÔóô]mega)"
_LETTER = r"[^\W\d_²³¹¼-¾⁰-⁹₀-₉⅐-↉]"
NAME = rf"(?:{_LETTER}|\b[A-Z]{{1,4}}[-‐‑–]|\b{_OMEGA}[-‐‑– ])"
_NAME_BEFORE = re.compile(rf"{NAME}(?:[0-9]+[.,])?$")
# Two numbers side by side. "Vitamin B12 1000 mcg" must not sound like twelve thousand: a short pause parts them.
_ABREAST = re.compile(r"(?<=[0-9₀-₉])[ \u00a0]+(?=[.,]?[0-9]|[½⅓⅔¼¾])")
_LAST_DIGITS = re.compile(rf"({_LETTER}[-‐‑–]?|\b{_OMEGA} )?[0-9₀-₉]+$")
_OF_THOUSANDS = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}$")
_GROUP = re.compile(r"[0-9]{3}(?! ?[0-9]{1,2}(?![0-9])|[0-9])")
_LONGEST = 40
_OPENING = frozenset("([{\"'“‘«¿¡-–—‑")


def scan(text: str, read: Production) -> tuple[Spoken, ...]:
    """Give the spans that tile `text`: `read` is asked at each place that no earlier match covers."""
    spans: list[Spoken] = []
    kept = place = 0
    whole: list[tuple[int, int]] = []
    while place < len(text):
        match = read(text, place)
        if match is None or match.end <= place:
            place += 1
            continue
        whole.append((place, match.end))
        if match.rule and match.said != text[place:match.end]:
            if kept < place:
                spans.append(Spoken(kept, place, text[kept:place]))
            spans.append(Spoken(place, match.end, match.said, match.rule))
            kept = match.end
        place = match.end
    if kept < len(text):
        spans.append(Spoken(kept, len(text), text[kept:]))
    return _spaced(text, _parted(text, spans, whole))


def is_named(text: str, at: int) -> bool:
    """Whether the number that begins at `at` ends a name."""
    return _NAME_BEFORE.search(text, max(0, at - 12), at) is not None


def _parted(text: str, spans: list[Spoken], whole: list[tuple[int, int]]) -> list[Spoken]:
    """Give the spans with a comma after a number that stands right before another, of which it is no part.

    `whole` are the places of what productions read as one. What may be a group of thousands to the voice ("12 500" in
    German) is left to it, but not after a letter: "B12 500 µg".
    """
    gaps = _gaps(text, whole)
    if not gaps:
        return spans
    out: list[Spoken] = []
    number = 0
    for span in spans:
        start = span.start
        while number < len(gaps) and gaps[number][0] < span.end + bool(span.rule):
            at, following = gaps[number]
            number += 1
            if span.rule:
                # "SpO2" is said without its number.
                if at == span.end and span.rule != "abbreviation" and not span.said.endswith(","):
                    span = replace(span, said=f"{span.said},")
                continue
            digits = _LAST_DIGITS.search(text, max(start, at - _LONGEST), at)
            if digits is None or (not digits[1] and _may_be_one(text, at, following)):
                continue
            first = digits.end(1) if digits[1] else digits.start()
            if start < first:
                out.append(Spoken(start, first, text[start:first]))
            out.append(Spoken(first, at, f"{text[first:at]},", "number"))
            start = at
        if start == span.start:
            out.append(span)
        elif start < span.end:
            out.append(Spoken(start, span.end, text[start:span.end]))
    return out


def _gaps(text: str, whole: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give where white space between two digits begins and ends, but for what lies within one of `whole`."""
    found: list[tuple[int, int]] = []
    number = 0
    for gap in _ABREAST.finditer(text):
        while number < len(whole) and whole[number][1] <= gap.start():
            number += 1
        if number == len(whole) or whole[number][0] >= gap.start():
            found.append(gap.span())
    return found


def _may_be_one(text: str, at: int, following: int) -> bool:
    """Whether the digits before and behind a gap may be a number with its thousands set apart."""
    before = _OF_THOUSANDS.search(text, max(0, at - _LONGEST), at)
    return before is not None and _GROUP.match(text, following) is not None


def _spaced(text: str, spans: list[Spoken]) -> tuple[Spoken, ...]:
    """Give the spans with the spaces that changed ones need, so that no two words run together."""
    out: list[Spoken] = []
    before = " "
    for number, span in enumerate(spans):
        said = span.said
        if span.rule:
            if not before.isspace() and before not in _OPENING and said[:1].isalnum():
                said = " " + said
            following = spans[number + 1] if number + 1 < len(spans) else None
            # A changed neighbour brings its own space; an unchanged one cannot.
            if following is not None and not following.rule and text[span.end].isalnum() and said[-1:].isalnum():
                said += " "
        out.append(Spoken(span.start, span.end, said, span.rule))
        before = said[-1:] or before
    return tuple(out)
