"""Reopen a finished audiobook (M4B) and prove it: chapters and tags read by mutagen, its sound where the record says.

mutagen reads the chapters and tags that FFmpeg wrote. The sound is decoded by FFmpeg's own decoder (PyAV), since no
other one comes as a wheel, and compared with what each utterance sounded like before anything was encoded.
"""

from __future__ import annotations

import array
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from a11y_export import prose, words
from a11y_export.errors import MissingDependency
from a11y_export.model import Article, Check
from a11y_export.proof.daisysound import heard_sections, own_utterances
from a11y_export.proof.htmltext import as_held
from a11y_export.proof.sound import QUIET, alike, peak
from a11y_export.proof.tags import cover_of
from a11y_export.wording import Wording

_FRAME = 1024  # samples that AAC smears over
_NEAR = 2  # milliseconds
_MOST = 255  # chapters, and bytes of a chapter's name


def prove_m4b(
    path: Path, name: str, article: Article, timeline: Mapping[str, Any], record: Mapping[str, Any]
) -> list[Check]:
    """Give the checks of the audiobook at `path`, recorded as `name`; `record` is what m4b.json holds.

    MissingDependency where PyAV is not installed: what cannot be heard is not proved.
    """
    from mutagen import MutagenError
    from mutagen.mp4 import MP4

    try:
        made = MP4(path)
    except (MutagenError, OSError) as error:
        return [Check("m4b opens", name, False, str(error))]
    info: Any = made.info
    shape = f"{info.codec}, {info.channels} channel, {info.sample_rate} Hz, {info.length:.3f} s"
    whole = abs(info.length - record["samples"] / record["rate"]) < 2 * _FRAME / record["rate"] + 0.05
    good = info.codec == "mp4a.40.2" and info.channels == 1 and info.sample_rate == record["rate"]
    first = path.parent / "audio" / str(timeline["tracks"][0]["file"])
    return [
        Check("m4b opens", name, good, shape),
        Check("m4b has the record's length", name, whole, f"{shape}; {record['samples']} samples on record"),
        _chapters(name, article, timeline, record, made),
        _tags(name, article, made, cover_of(first) if first.is_file() else None),
        _said(name, article, timeline, record),
        _sound(name, path, timeline, record),
    ]


def _chapters(
    name: str, article: Article, timeline: Mapping[str, Any], record: Mapping[str, Any], made: Any
) -> Check:
    """The chapters are the title, the disclaimer and each section that sounds, without a gap, as on record.

    Neighbours share one only where the file could not hold as many, and never the title or the disclaimer.
    """
    told, rate = record["chapters"], record["rate"]
    homes = [str(c["section"]).split(" ") for c in told]
    found = [(words.fold(chapter.title), round(chapter.start * 1000)) for chapter in made.chapters or ()]
    heard = heard_sections(article, timeline)
    wrong = [] if [section for own in homes for section in own] == heard else ["other sections"]
    shared = any(len(own) > 1 for own in homes)
    if shared and (len(heard) <= _MOST or len(told) <= _MOST // 2 or any(len(own) > 1 for own in homes[:2])):
        wrong.append("sections that share a chapter")
    titles = {section.id: section.title for section in article.sections} | {prose.TITLE: words.fold(article.title)}
    for chapter, own in zip(told, homes, strict=True):
        names = [titles.get(section, "") for section in own]
        if all(names) and not _named(words.fold(chapter["title"]), words.fold(as_held("; ".join(names)))):
            wrong.append(str(chapter["title"]))
    begins = [0, *(c["end"] for c in told)]
    if [c["start"] for c in told] != begins[:-1] or begins[-1] != record["samples"]:
        wrong.append("a gap")
    wanted = [(words.fold(c["title"]), c["start"] * 1000 // rate) for c in told]
    if [t for t, _ in found] != [t for t, _ in wanted] or any(
        abs(a - b) > _NEAR for (_, a), (_, b) in zip(found, wanted, strict=False)
    ):
        wrong.append(f"{len(found)} in the file, {len(wanted)} on record")
    return Check("m4b chapters", name, not wrong, ", ".join(wrong[:5]) or f"{len(found)} chapters")


def _named(said: str, name: str) -> bool:
    """Whether a chapter is called by a name, or by as much of it as a chapter's name can hold."""
    if len(name.encode("utf-8", "replace")) <= _MOST:
        return said == name
    return said.endswith("…") and name.startswith(said[:-1]) and len(said.encode("utf-8", "replace")) > _MOST - 9


def _tags(name: str, article: Article, made: Any, cover: bytes | None) -> Check:
    """What the file says of itself is the source's, and nothing else stands there; `cover` is None where unknown."""
    tags = made.tags or {}

    def said(key: str) -> str:
        return " ".join(str(value) for value in tags.get(key, ()))

    source = article.source
    own = words.fold(article.title) or Wording.load(article.language).get("daisy.untitled").text
    wanted = {"\xa9nam": own, "\xa9alb": own, "\xa9gen": "Audiobook", "\xa9day": source.published,
              "\xa9ART": words.fold(source.author), "cprt": words.fold(source.owner), "stik": "2"}
    wrong = [key for key, value in wanted.items() if words.fold(said(key)) != words.fold(as_held(value))]
    known = {*(key for key, value in wanted.items() if value), "\xa9cmt", "covr"}
    wrong += sorted(str(key) for key in tags if key not in known)
    if cover is not None and [bytes(picture) for picture in tags.get("covr", ())] != ([cover] if cover else []):
        wrong.append("the cover is not the sound files'")
    if words.tokens(said("\xa9cmt")) != words.tokens(article.disclaimer.text):
        wrong.append("the comment is not the disclaimer")
    if words.fold(article.title) and words.fold(said("\xa9nam")) != words.fold(article.title):
        wrong.append("the title")
    if words.fold(said("\xa9ART")) != words.fold(article.source.author):
        wrong.append("the author")
    return Check("m4b tags", name, not wrong, ", ".join(wrong) or "title, author, disclaimer")


def _said(name: str, article: Article, timeline: Mapping[str, Any], record: Mapping[str, Any]) -> Check:
    """All that is the files' own is said, in order, each sentence in its section's chapter; the disclaimer once."""
    homes = {sentence.id: sentence.section for sentence in prose.sentences(article)}
    own = [
        utterance for track in timeline["tracks"] for utterance in own_utterances(track)
        if utterance["end"] > utterance["start"]
    ]
    said = [row[0] for row in record["utterances"]]
    wrong = [] if said == [u["id"] for u in own] else [f"{len(said)} utterances, expected {len(own)}"]
    chapters = record["chapters"]
    at = number = 0
    for utterance, (name_of, first, last) in zip(own, record["utterances"], strict=False):
        while number + 1 < len(chapters) and chapters[number]["end"] <= first:
            number += 1
        if not at <= first < last <= record["samples"] or last - first != utterance["end"] - utterance["start"]:
            wrong.append(str(name_of))
        section = homes.get(utterance["sentence"])
        if utterance["occurrence"] == 1 and section not in str(chapters[number]["section"]).split(" "):
            wrong.append(str(name_of))
        at = last
    return Check("m4b says the article", name, not wrong, ", ".join(wrong[:5]) or f"{len(said)} utterances, once each")


def _sound(name: str, path: Path, timeline: Mapping[str, Any], record: Mapping[str, Any]) -> Check:
    """Each utterance sounds where it should as it did when it was made, and the pauses between are silent."""
    if find_spec("av") is None:
        raise MissingDependency(
            name, "the proof cannot decode it without PyAV.", 'Install it: pip install "a11y-export[m4b]".'
        )
    library = import_module("av")
    levels = {u["id"]: u["levels"] for track in timeline["tracks"] for u in track["utterances"]}
    found: list[str] = []
    rows = iter(record["utterances"])
    row = next(rows, None)
    held: array.array[int] = array.array("h")
    start = at = 0  # the first sample that is held, and where the last utterance ended
    try:
        for piece in _pieces(library, path, record["rate"]):
            held.extend(piece)
            while row is not None and row[2] + _FRAME <= start + len(held):
                found += _differing(row, levels[row[0]], held, start, at)
                at = row[2]
                row = next(rows, None)
            if at - start > 60 * record["rate"]:  # no more is held than an utterance and a minute
                del held[:at - _FRAME - start]
                start = at - _FRAME
        while row is not None:
            found += _differing(row, levels[row[0]], held, start, at)
            at, row = row[2], next(rows, None)
    except (library.error.FFmpegError, KeyError) as error:
        return Check("m4b sound", name, False, f"{type(error).__name__}: {error}")
    if start + len(held) < record["samples"]:
        found.append(f"ends after {start + len(held)} samples")
    evidence = ", ".join(found[:5]) or f"{len(record['utterances'])} utterances heard"
    return Check("m4b sound", name, not found, evidence)


def _differing(
    row: tuple[str, int, int], levels: list[int], held: array.array[int], start: int, before: int
) -> list[str]:
    name, first, last = row
    out = []
    if levels and not alike(levels, held[first - start:last - start]):
        out.append(f"another sound: {name}")
    if first - before > 4 * _FRAME and peak(held, before + _FRAME - start, first - _FRAME - start) > QUIET:
        out.append(f"not silent: before {name}")
    return out


def _pieces(library: Any, path: Path, rate: int) -> Iterator[array.array[int]]:
    """Give the decoded samples, piece by piece."""
    with library.open(str(path)) as opened:
        same = library.AudioResampler("s16", "mono", rate)
        for decoded in opened.decode(audio=0):
            for piece in same.resample(decoded):
                yield array.array("h", bytes(piece.planes[0])[:2 * piece.samples])
