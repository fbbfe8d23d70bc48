"""What sounds while which element is marked: the timeline as stretches of sound, each with the element it belongs to.

A stretch reaches to the beginning of the next one, so that pauses are heard. What the program says between sentences
(“List of 3 items”, a column's header before its cell) is heard with the sentence that it leads to. What each file
says again, the title, its number and the disclaimer, is left out: in a book it would be heard in every part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from a11y_export.books.clips import LEAD
from a11y_export.prose import DISCLAIMER, TITLE
from a11y_export.wording import Phrase, Wording

CUE, NOTE = "disclaimer-name", "disclaimer-note"
_AGAIN = frozenset({"title", "opening"})  # kinds that every file says before its own part
_ENDS = ("audio.quote_end", "audio.callout_end")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound of `file` from `start` to `end`, in milliseconds, while the element `target` of `section` is marked."""

    target: str
    section: str
    file: str
    start: int
    end: int


def openings(timeline: Mapping[str, Any]) -> list[tuple[str, Phrase]]:
    """Give what the program says under the title, by the ids of its elements."""
    said = [u for u in timeline["tracks"][0]["utterances"] if u["kind"] == "opening" and u["sentence"] is None]
    return [(f"opening{n}", Phrase(str(u["shown"]), str(u["lang"]))) for n, u in enumerate(said, 1)]


def stretches(timeline: Mapping[str, Any], wording: Wording) -> list[Stretch]:
    """Give the stretches of every file in playing order; ValueError when the timeline is none."""
    try:
        return [stretch for track in timeline["tracks"] for stretch in _of(track, wording)]
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"not a timeline: {type(error).__name__}: {error}") from error


@dataclass(slots=True)
class _Run:
    """The elements in order with their first samples; where what leads to the next begins; the sample after all."""

    marks: list[tuple[str, str, int]] = field(default_factory=list)
    lead: int | None = None
    end: int = 0


def _of(track: Mapping[str, Any], wording: Wording) -> list[Stretch]:
    rate, delay, samples = int(track["rate"]), int(track["encoder_delay"]), int(track["samples"])
    lead, ends = round(LEAD * rate), {wording.get(key).text for key in _ENDS}
    own_file = int(track["number"]) == 0  # the disclaimer's own, with the title
    run, opened = _Run(), 0
    for said in track["utterances"]:
        start, end = int(said["start"]), int(said["end"])
        kind, sentence = str(said["kind"]), said["sentence"]
        if end <= start:
            continue
        if not own_file and kind in _AGAIN:
            continue
        if not own_file and kind.startswith(DISCLAIMER):
            run.end = max(run.end, start - lead)  # the pause before it is heard
            break
        target = section = ""
        if sentence is not None and int(said["occurrence"]) == 1:
            target, section = str(sentence), str(sentence).rsplit("-", 1)[0]
        elif own_file and sentence is None:
            opened += kind == "opening"
            target, section = _own(kind, opened)
        if target:
            run.marks.append((target, section, start if run.lead is None else run.lead))
            run.lead = None
        elif run.lead is None and not (run.marks and said["shown"] in ends):
            run.lead = start
        run.end = end
    else:
        run.end = max(run.end, samples - delay)
    edges = [max(0, start + delay - lead) for _, _, start in run.marks] + [run.end + delay]
    return [
        Stretch(target, section, str(track["file"]), edges[n] * 1000 // rate, edges[n + 1] * 1000 // rate)
        for n, (target, section, _) in enumerate(run.marks)
    ]


def _own(kind: str, opened: int) -> tuple[str, str]:
    """Give the element of the program's words in the disclaimer's own file, and the section that it stands in."""
    if kind == "opening":
        return f"opening{opened}", TITLE
    return (CUE if kind == "disclaimer_cue" else NOTE if kind == "disclaimer_note" else ""), DISCLAIMER
