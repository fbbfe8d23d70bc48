"""An audiobook in one file (M4B): AAC in chapters, for phones; the sound is that of the MP3s, put end to end.

Each part's own stretch is decoded and encoded again, a few seconds at a time; what every part's file repeats (the
title, the disclaimer) is heard once. PyAV does the work (an extra: it brings FFmpeg's libraries). Nothing of the clock
or of the library's version is written.
"""

from __future__ import annotations

import io
import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import words
from a11y_export.books.daisyclips import Chapter, Sound, chapters, headings
from a11y_export.errors import MissingDependency
from a11y_export.model import Article
from a11y_export.wording import Wording

if TYPE_CHECKING:
    import av

_BITS = 64_000  # a second: mono speech
_MOST = 255  # chapters, and bytes of a chapter's name: more than that the list of chapters cannot hold
_SAMPLE = 2  # bytes


@dataclass(frozen=True, slots=True)
class Audiobook:
    """What was made: how long it plays, and the record of what sounds where, as JSON."""

    seconds: float
    record: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Samples `begin` to `end` of a decoded track, for the chapter with this number."""

    chapter: int
    track: int
    begin: int
    end: int


def export_m4b(article: Article, timeline: Mapping[str, Any], audio: Path, path: Path, wording: Wording) -> Audiobook:
    """Write the audiobook at `path`; `audio` is the folder of the timeline's files.

    ValueError when the timeline is none; MissingDependency without PyAV.
    """
    try:
        library = import_module("av")
    except ImportError as error:
        raise MissingDependency(
            "--formats", "the library that writes M4B is not installed.",
            'Install it: pip install "a11y-export[m4b]". Or leave m4b out: the other formats need nothing more.',
        ) from error
    tracks = timeline["tracks"]
    rate = int(tracks[0]["rate"])
    told = chapters(article, timeline)
    names = headings(article, told, wording)
    groups = _gathered(told)
    stretches = _joined([[stop.sound for chapter in group for stop in chapter.stops] for group in groups], rate)
    borders = _borders(stretches, len(groups))
    titles = [_short("; ".join(names[chapter.section].text for chapter in group)) for group in groups]
    part = path.with_name(f"{path.name}.part")
    with ExitStack() as stack:
        made = stack.enter_context(library.open(str(part), "w", format="mp4", options={"fflags": "+bitexact"}))
        sound = made.add_stream("aac", rate=rate, layout="mono", bit_rate=_BITS, options={"aac_coder": "fast"})
        sound.codec_context.flags |= library.codec.context.Flags.bitexact
        picture = _cover(audio / str(tracks[0]["file"]))
        shown = stack.enter_context(library.open(io.BytesIO(picture))) if picture else None
        drawn = made.add_stream_from_template(shown.streams.video[0]) if shown else None
        if drawn is not None:
            drawn.disposition = library.stream.Disposition.attached_pic
        made.metadata.update(_tags(article, names[told[0].section].text))
        made.set_chapters([
            {"id": number, "start": begin, "end": end, "time_base": Fraction(1, rate), "metadata": {"title": title}}
            for number, (title, (begin, end)) in enumerate(zip(titles, borders, strict=True), 1)
        ])
        at = 0
        for frame in _frames(library, stretches, [audio / str(track["file"]) for track in tracks], rate):
            frame.pts, frame.time_base, frame.rate = at, Fraction(1, rate), rate
            at += frame.samples
            made.mux(sound.encode(frame))
        made.mux(sound.encode(None))
        for packet in shown.demux(video=0) if shown else ():
            if packet.size:
                packet.stream, packet.pts, packet.dts = drawn, 0, 0
                made.mux(packet)
    part.replace(path)
    record = {
        "rate": rate,
        "samples": at,
        "chapters": [
            {"title": title, "section": " ".join(c.section for c in group), "start": begin, "end": end}
            for title, group, (begin, end) in zip(titles, groups, borders, strict=True)
        ],
        "utterances": list(_placed(stretches, tracks)),
    }
    return Audiobook(at / rate, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def _gathered(told: Sequence[Chapter]) -> list[Sequence[Chapter]]:
    """Give the chapters as the file has them: each alone, or, of more than it can hold, neighbours together.

    The title and the disclaimer, which begin the book, stay alone: a listener skips the second.
    """
    if len(told) <= _MOST:
        return [[chapter] for chapter in told]
    size = -(-(len(told) - 2) // (_MOST - 2))
    return [told[:1], told[1:2], *(told[at:at + size] for at in range(2, len(told), size))]


def _short(title: str) -> str:
    """Give a chapter's name, cut where it takes too many bytes."""
    told = title.encode("utf-8", "replace")
    return title if len(told) <= _MOST else told[:_MOST - 3].decode("utf-8", "ignore").rstrip() + "…"


def _joined(sounds: Sequence[Sequence[Sound]], rate: int) -> list[_Stretch]:
    """Give the stretches to play, in samples; neighbours of one chapter and track as one."""
    out: list[_Stretch] = []
    for number, chapter in enumerate(sounds):
        for sound in chapter:
            begin, end = sound.begin * rate // 1000, sound.end * rate // 1000
            if out and (out[-1].chapter, out[-1].track, out[-1].end) == (number, sound.track, begin):
                begin = out.pop().begin
            out.append(_Stretch(number, sound.track, begin, end))
    return out


def _borders(stretches: Sequence[_Stretch], count: int) -> list[tuple[int, int]]:
    """Give the first and last sample of each chapter in the finished file."""
    lengths = [0] * count
    for stretch in stretches:
        lengths[stretch.chapter] += stretch.end - stretch.begin
    ends = [sum(lengths[:number]) for number in range(count + 1)]
    return list(pairwise(ends))


def _frames(
    library: Any, stretches: Sequence[_Stretch], files: Sequence[Path], rate: int
) -> Iterator[av.AudioFrame]:
    """Give the sound of the stretches, piece by piece; each file is decoded once."""
    for number, file in enumerate(files):
        own = deque(stretch for stretch in stretches if stretch.track == number)
        at = 0
        with library.open(str(file)) as opened:
            same = library.AudioResampler("s16", "mono", rate)
            for decoded in opened.decode(audio=0):
                for piece in same.resample(decoded):
                    data = bytes(piece.planes[0])[:piece.samples * _SAMPLE]
                    while own and own[0].end <= at:
                        own.popleft()
                    for stretch in own:
                        if stretch.begin >= at + piece.samples:
                            break
                        low, high = max(stretch.begin - at, 0), min(stretch.end - at, piece.samples)
                        if low < high:
                            frame = library.AudioFrame("s16", "mono", high - low)
                            frame.planes[0].update(_padded(data[low * _SAMPLE:high * _SAMPLE], frame))
                            yield frame
                    at += piece.samples


def _padded(data: bytes, frame: av.AudioFrame) -> bytes:
    """Give the data with what the frame's buffer has room for beyond its samples."""
    return data.ljust(frame.planes[0].buffer_size, b"\0")


def _placed(stretches: Sequence[_Stretch], tracks: Sequence[Mapping[str, Any]]) -> Iterator[list[Any]]:
    """Give (utterance id, first, last sample) of what is said, in samples of the finished file."""
    at = 0
    for stretch in stretches:
        track = tracks[stretch.track]
        delay = int(track["encoder_delay"])
        for said in track["utterances"]:
            first, last = said["start"] + delay, said["end"] + delay
            if stretch.begin <= first < last <= stretch.end:
                yield [said["id"], at + first - stretch.begin, at + last - stretch.begin]
        at += stretch.end - stretch.begin


def _cover(file: Path) -> bytes:
    """Give the picture that the MP3s carry, or nothing where they have none."""
    from mutagen.id3 import ID3, ID3NoHeaderError

    try:
        pictures = ID3(file).getall("APIC")
    except ID3NoHeaderError:
        return b""
    return bytes(pictures[0].data) if pictures else b""


def _tags(article: Article, title: str) -> dict[str, str]:
    source = article.source
    told = {
        "title": title, "album": title, "artist": words.fold(source.author), "comment": article.disclaimer.text,
        "date": source.published, "copyright": words.fold(source.owner), "genre": "Audiobook", "media_type": "2",
    }
    return {key: value for key, value in told.items() if value}
