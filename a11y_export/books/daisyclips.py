"""What a talking book plays, in order: chapters of stops, each a text with its stretch of the recorded files.

The files stay as they are: the title and the disclaimer, which every part's file says again, are left out by the
times. All else is kept, the program's own words too: what is said around a sentence sounds with it, so that no row of
a table and no end of a box is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from a11y_export import prose, words
from a11y_export.model import Article
from a11y_export.wording import Phrase, Wording

TITLE, DISCLAIMER = prose.TITLE, prose.DISCLAIMER
_LEAD = 60  # milliseconds that a stop begins before its first sound: players miss the first moment when they jump
_SHORTEST = 100  # milliseconds of pause that a heading of the program's own may stand on
_NAMES = ("title", "heading")

Utterance = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sound:
    """A stretch of a track (its place in the timeline), in milliseconds of the file as a decoder gives it."""

    track: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Stop:
    """A text and its sound: `sentence` is the sentence's id, None for a heading of the program's own."""

    sentence: str | None
    sound: Sound


@dataclass(frozen=True, slots=True)
class Chapter:
    """What is heard of one section; `section` is its id, or TITLE or DISCLAIMER."""

    section: str
    stops: list[Stop] = field(default_factory=list)

    @property
    def milliseconds(self) -> int:
        """The length of its sound."""
        return sum(stop.sound.end - stop.sound.begin for stop in self.stops)


def chapters(article: Article, timeline: Mapping[str, Any]) -> list[Chapter]:
    """Give the chapters that have sound, in playing order: title, disclaimer, sections; ValueError for no timeline.

    Within a file a stop ends where the next begins, so that pauses are heard as they were made.
    """
    homes = {sentence.id: sentence.section for sentence in prose.sentences(article)}
    out: list[Chapter] = []
    try:
        for number, track in enumerate(timeline["tracks"]):
            for section, sentence, begin, end in _stops(track, homes, out[-1].section if out else ""):
                if not out or out[-1].section != section:
                    out.append(Chapter(section))
                out[-1].stops.append(Stop(sentence, Sound(number, begin, end)))
    except (KeyError, TypeError, ZeroDivisionError) as error:
        raise ValueError(f"not a timeline: {type(error).__name__}: {error}") from error
    return out


def headings(article: Article, told: Sequence[Chapter], wording: Wording) -> dict[str, Phrase]:
    """Give each chapter's heading by its section: one of the program's own where the section has none, or no words."""
    found = {TITLE: Phrase(words.fold(article.title), article.language), DISCLAIMER: wording.get("handout.disclaimer")}
    if not found[TITLE].text:
        found[TITLE] = wording.get("daisy.untitled")
    titles = {section.id: section.title for section in article.sections}
    own = [chapter.section for chapter in told if chapter.section in titles]
    for number, section in enumerate(own, 1):
        found[section] = Phrase(titles[section], article.language)
        if not titles[section]:
            first = number == 1 and any(titles[other] for other in own)
            found[section] = wording.get("audio.introduction") if first else wording.get("audio.part", n=number)
    return found


def body(track: Mapping[str, Any]) -> tuple[range, int, int]:
    """Give which utterances of a track are its own, and the milliseconds in which they lie.

    The first file is all its own; of the others the title before and the disclaimer (or its pointer) after are not.
    """
    said: Sequence[Utterance] = track["utterances"]
    first, last = 0, len(said)
    if track["number"]:
        first = next((n for n, u in enumerate(said) if u["kind"] != "title"), last)
        last = next((n for n, u in enumerate(said) if n > first and u["kind"].startswith("disclaimer")), last)
    low = _before(track, first) if first else 0
    high = _before(track, last) if last < len(said) else _milliseconds(track, track["samples"])
    return range(first, last), low, high


def _stops(
    track: Mapping[str, Any], homes: Mapping[str, str], section: str
) -> Iterator[tuple[str, str | None, int, int]]:
    """Give (section, sentence, begin, end) of each stop of a track that follows on `section`."""
    said: Sequence[Utterance] = track["utterances"]
    own, low, high = body(track)
    found: list[tuple[str, str | None, int]] = []
    waiting: list[int] = []  # what belongs to the sentence that comes next
    for number in own:
        utterance = said[number]
        sentence = utterance["sentence"]
        if utterance["kind"] == "disclaimer_cue":
            found.append((DISCLAIMER, None, _before(track, number)))
            section, waiting = DISCLAIMER, []
        elif utterance["end"] <= utterance["start"]:
            continue
        elif sentence is None or utterance["occurrence"] != 1:
            waiting.append(number)
        else:
            named = utterance["kind"] in _NAMES
            if homes[sentence] != section and not named:
                spoken = [n for n in waiting if said[n]["kind"] == "opening"]
                waiting = [n for n in waiting if n not in spoken]
                begin, after = _before(track, [*spoken, *waiting, number][0]), _before(track, [*waiting, number][0])
                if not spoken:
                    begin = max(low, _end(track, [*waiting, number][0] - 1))
                if after - begin >= _SHORTEST:
                    found.append((homes[sentence], None, begin))
            elif homes[sentence] != section and found:
                waiting = []  # the end of a box or a quotation belongs to the section before
            section = homes[sentence]
            found.append((section, sentence, _before(track, [*waiting, number][0])))
            waiting = []
    if not found:
        return
    if not track["number"] and found[0][0] != TITLE:
        found.insert(0, (TITLE, None, low))
    found[0] = (*found[0][:2], low)
    ends = [begin for _, _, begin in found[1:]]
    for (home, sentence, begin), end in zip(found, [*ends, high], strict=True):
        yield home, sentence, begin, end


def _before(track: Mapping[str, Any], number: int) -> int:
    """Give the millisecond just before an utterance: within the pause, and not before the last one's end."""
    return max(_end(track, number - 1), _milliseconds(track, track["utterances"][number]["start"]) - _LEAD)


def _end(track: Mapping[str, Any], number: int) -> int:
    """Give the first millisecond after an utterance: rounded up, since its last sample is its own."""
    if number < 0:
        return 0
    return -(-(int(track["utterances"][number]["end"]) + int(track["encoder_delay"])) * 1000 // int(track["rate"]))


def _milliseconds(track: Mapping[str, Any], sample: int) -> int:
    return (int(sample) + int(track["encoder_delay"])) * 1000 // int(track["rate"])
