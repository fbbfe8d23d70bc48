"""Reading a text from left to right into spans, each said by one rule or left as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


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

_OPENING = frozenset("([{\"'“‘«¿¡-–—‑")


def scan(text: str, read: Production) -> tuple[Spoken, ...]:
    """Give the spans that tile `text`: `read` is asked at each place that no earlier match covers."""
    spans: list[Spoken] = []
    kept = place = 0
    while place < len(text):
        match = read(text, place)
        if match is None or match.end <= place:
            place += 1
            continue
        if match.rule and match.said != text[place:match.end]:
            if kept < place:
                spans.append(Spoken(kept, place, text[kept:place]))
            spans.append(Spoken(place, match.end, match.said, match.rule))
            kept = match.end
        place = match.end
    if kept < len(text):
        spans.append(Spoken(kept, len(text), text[kept:]))
    return _spaced(text, spans)


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
