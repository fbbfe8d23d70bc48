"""One thing said: as it stands in the article, as the voice gets it, and what was changed between the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from a11y_export import words
from a11y_export.audio.engines.marks import speakable
from a11y_export.audio.spoken import Spoken, speak, spoken_form
from a11y_export.model import Inline, Span, Style, plain
from a11y_export.prose import Sentence
from a11y_export.wording import Phrase, Wording

Origin = Literal["source", "program"]


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said in one call of the engine, and the silence after it.

    `sentence` is the id from `prose.sentences`, None for the program's own words; `occurrence` counts how often the
    sentence has been said, from 1 (0 for the program's words). `spans` are the changed stretches of `shown`, rising and
    apart; `spoken` is `shown` with them applied. A span may be empty (words put in) or say nothing: a reference mark or
    an unspeakable sentence, which `skipped` then lists as (token, reason). `pause` is in milliseconds.
    `phonemes` are words of `spoken` whose sounds a lexicon gives, as (start, end, IPA).
    """

    id: str
    kind: str
    origin: Origin
    sentence: str | None
    occurrence: int
    shown: str
    spoken: str
    spans: tuple[Spoken, ...]
    lang: str
    pause: int
    skipped: tuple[tuple[str, str], ...] = ()
    phonemes: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """A shown text and its spoken form."""

    shown: str
    spoken: str
    spans: tuple[Spoken, ...]
    skipped: tuple[tuple[str, str], ...] = ()


def say_phrase(phrase: Phrase) -> Said:
    """Give the program's own words as they are said."""
    return _applied(phrase.text, [s for s in speak(phrase.text, phrase.lang) if s.rule], [])


def say_sentence(
    sentence: Sentence, language: str, wording: Wording, explained: set[str], say_as: Mapping[str, str],
) -> Said:
    """Give a sentence of the article as it is said.

    Reference marks are left out and listed; crossed-out words are announced; an abbreviation with its full form says
    both the first time (`explained` keeps which have been). `say_as` is what staff want said otherwise.
    """
    shown = sentence.text
    spots = _spots(sentence.inlines, shown)
    refs = [_trimmed(shown, low, high) for low, high, span in spots if Style.REF in span.styles]
    refs = [(low, high) for low, high in refs if low < high]
    hidden = {index for low, high in refs for index in range(low, high)}
    deleted = _deleted(spots, shown, hidden)
    spans: list[Spoken] = []
    borders = sorted({0, len(shown), *(edge for stretch in deleted for edge in stretch)})
    for start, end in pairwise(borders):
        # The grammar reads the text without its reference marks ("140²" is no power when the 2 is a note), and what
        # is crossed out apart from what replaces it ("5–", crossed out 8, "10 mg").
        places = [index for index in range(start, end) if index not in hidden]
        spans += [
            Spoken(places[s.start], places[s.end - 1] + 1, s.said, s.rule)
            for s in speak("".join(shown[index] for index in places), language, say_as)
            if s.rule
        ]
    skipped: list[tuple[str, str]] = []
    for low, high in refs:
        skipped += [(token, "reference mark") for token in words.tokens(shown[low:high])]
        if not any(s.start < high and low < s.end for s in spans):
            spans.append(Spoken(low, high, "", "reference"))
    for low, high in deleted:
        opens, closes = wording.get("audio.deleted_start").text, wording.get("audio.deleted_end").text
        spans.append(Spoken(low, low, " " * shown[low - 1:low].isalnum() + f"{opens} ", "deleted"))
        # A comma, so that the voice does not run the last word into the announcement.
        comma = "," * shown[high - 1:high].isalnum()
        spans.append(Spoken(high, high, f"{comma} {closes}" + " " * shown[high:high + 1].isalnum(), "deleted"))
    for low, high, span in spots:
        full = words.fold(span.title or "")
        short = shown[low:high].strip()
        if Style.REF in span.styles:
            continue  # it is not spoken, nor is what its address is called
        if full and short and full.casefold() != short.casefold() and short not in explained:
            end = low + len(shown[low:high].rstrip())
            explained_now = _with_full_form(spans, shown, low, end, full, language, wording)
            if explained_now is not None:
                explained.add(short)
                spans = explained_now
    said = _applied(shown, spans, skipped)
    if speakable(said.spoken):
        return said
    silent = Spoken(0, len(shown), "", "silent")
    return Said(shown, "", (silent,), tuple((token, "nothing to say") for token in words.tokens(shown)))


def written(utterance: Utterance, wording: Wording) -> str:
    """Give what is shown, crossed-out words between signs: for text that draws no line, where 5 and 10 would be 510."""
    shown, out, at = utterance.shown, "", 0
    for number, place in enumerate(span.start for span in utterance.spans if span.rule == "deleted"):
        out += shown[at:place]
        if number % 2:
            out += wording.get("deleted.end").text + " " * shown[place:place + 1].isalnum()
        else:
            out += " " * shown[place - 1:place].isalnum() + wording.get("deleted.start").text + " "
        at = place
    return out + shown[at:]


def _with_full_form(
    spans: list[Spoken], shown: str, low: int, high: int, full: str, language: str, wording: Wording,
) -> list[Spoken] | None:
    """Put the full form of the abbreviation at `low` to `high` into what is said for it.

    None where a rule has put it into other words already ("5 mg"), or where part of it is crossed out.
    """
    inside = [s for s in spans if s.start < high and low < s.end]
    if any(s.start < low or high < s.end or s.start == s.end or s.rule == "full form" for s in inside):
        return None
    short = spoken_form(shown[low:high], language)
    said = wording.get("audio.abbreviation", short=short, full=spoken_form(full, language)).text
    if not shown[high:high + 1].isspace():
        said = said.rstrip(",")
    return [*(s for s in spans if s not in inside), Spoken(low, high, said, "full form")]


def _deleted(spots: list[tuple[int, int, Span]], shown: str, hidden: set[int]) -> list[tuple[int, int]]:
    """Give the crossed-out stretches, neighbours joined; a crossed-out reference mark is none, as it is not spoken."""
    found: list[tuple[int, int]] = []
    for low, high, span in spots:
        # A border never stands before a space: "crossed out 25 mg ", then the new dose.
        end = low + len(shown[low:high].rstrip())
        if Style.DELETED not in span.styles or Style.REF in span.styles or end == low:
            continue
        between = range(found[-1][1], low) if found else ()
        if found and all(index in hidden or shown[index].isspace() for index in between):
            found[-1] = (found[-1][0], end)
        else:
            found.append((low, end))
    return found


def _trimmed(shown: str, low: int, high: int) -> tuple[int, int]:
    """Give a stretch without the white space around it, which belongs to the words beside it."""
    inside = shown[low:high]
    return low + len(inside) - len(inside.lstrip()), low + len(inside.rstrip())


def _applied(shown: str, spans: list[Spoken], skipped: list[tuple[str, str]]) -> Said:
    ordered = tuple(sorted(spans, key=lambda s: (s.start, s.end)))
    out: list[str] = []
    at = 0
    for span in ordered:
        assert at <= span.start, (shown, ordered)
        out += [shown[at:span.start], span.said]
        at = span.end
    return Said(shown, "".join([*out, shown[at:]]), ordered, tuple(skipped))


def _spots(inlines: tuple[Inline, ...], shown: str) -> list[tuple[int, int, Span]]:
    """Give where each span of the inlines stands in their folded text."""
    found: list[tuple[int, int, Span]] = []
    for index, inline in enumerate(inlines):
        if isinstance(inline, Span) and (inline.styles or inline.title):
            low = _folded_length(plain(inlines[:index]), shown)
            high = _folded_length(plain(inlines[:index + 1]), shown)
            found.append((low, high, inline))
    return found


def _folded_length(prefix: str, shown: str) -> int:
    folded = len(words.fold(prefix))
    if folded and prefix[-1].isspace():
        folded += 1
    return min(folded, len(shown))
