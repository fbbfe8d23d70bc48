"""From an article to finished files: script, speech, timeline, MP3, playlist, and the record of what was said."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y_export import words
from a11y_export.audio.cover import cover
from a11y_export.audio.crew import takes
from a11y_export.audio.engines import engine_named
from a11y_export.audio.joining import Take
from a11y_export.audio.lexicon import lexicon
from a11y_export.audio.options import SpeechOptions
from a11y_export.audio.script import TrackScript, write
from a11y_export.audio.speaking import Booth
from a11y_export.audio.spoken import Spoken, is_verified
from a11y_export.audio.tags import TrackTags, id3
from a11y_export.audio.timeline import to_json
from a11y_export.audio.utterance import Utterance, written
from a11y_export.audio.whole import NAME, Whole, whole
from a11y_export.model import Article
from a11y_export.wording import Wording

_DOSE_RULES = frozenset({
    "number", "quantity", "range", "sign", "currency", "ratio", "time", "date", "phone", "unit", "power", "roman",
    "abbreviation", "ordinal", "code", "say-as",
})
_NUMERALS = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Track:
    """A finished MP3; `sections` are section ids, "disclaimer" for the first file."""

    path: Path
    number: int
    sections: tuple[str, ...]
    title: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Dose:
    """A number, unit, sign or dose abbreviation as shown and as said, for staff to check; `context` is its sentence."""

    shown: str
    said: str
    sentence: str
    section: str
    context: str


@dataclass(frozen=True, slots=True)
class Recording:
    """What was made; `whole` is the file of the whole article where one was wanted."""

    tracks: tuple[Track, ...]
    playlist: Path
    timeline: Path
    script: Path
    doses: tuple[Dose, ...]
    warnings: tuple[str, ...]
    whole: Track | None = None


def record(
    article: Article, folder: Path, record_folder: Path, options: SpeechOptions, wording: Wording,
    engine: str = "espeak", say_as: Mapping[str, str] | None = None, lexicons: Sequence[str] = (), workers: int = 1,
    clinic: str = "",
) -> Recording:
    """Speak `article` into `folder`, with the record of what was said in `record_folder`.

    `say_as` gives words that staff want said otherwise, written form to spoken form; `lexicons` are PLS documents. At
    most `workers` processes speak at a time; the bytes do not depend on it. Covers name the `clinic`, else the owner.
    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    speaker = engine_named(engine)
    scripts = write(article, wording, options, say_as, lexicon(lexicons))
    folder.mkdir(parents=True, exist_ok=True)
    record_folder.mkdir(parents=True, exist_ok=True)
    # No file is written before everything is said: a voice that fails leaves nothing behind.
    with tempfile.TemporaryDirectory(prefix=".streams-", dir=folder) as streams:
        made = takes(scripts, Booth(engine, article.language, options, Path(streams)), workers)
        picture = cover(article.title, clinic or article.source.owner or article.source.site)
        tracks = [
            _finished(folder, take, _tags(article, script, len(scripts), picture, wording))
            for script, take in zip(scripts, made, strict=True)
        ]
        one = whole(made) if options.single_file else None
        in_one = None if one is None else _in_one(folder, one, article, scripts, picture, wording)
    playlist, record_path = folder / "playlist.m3u8", record_folder / "timeline.json"
    text_path = record_folder / "script.txt"
    _replace(playlist, _playlist(article, tracks).encode())
    extra = None if one is None else one.to_json(f"{NAME}.mp3")
    _replace(record_path, to_json(article.language, engine, tuple(take.timeline for take in made), extra).encode())
    _replace(text_path, _script_text(article, made).encode())
    warnings = [] if is_verified(article.language) else ["language.unverified"]
    if not speaker.speaks(options.voice, article.language):
        warnings.append("audio.other_voice")
    said = tuple(f"{wording.get(key).text} ({article.language})" for key in warnings)
    return Recording(tuple(tracks), playlist, record_path, text_path, _doses(article, scripts, wording), said, in_one)


def _finished(folder: Path, take: Take, tags: TrackTags) -> Track:
    timeline = take.timeline
    path = folder / timeline.file
    _write(path, tags, [piece.stream for piece in take.pieces])
    return Track(path, timeline.number, timeline.sections, timeline.title, round(timeline.seconds, 3))


def _in_one(
    folder: Path, one: Whole, article: Article, scripts: Sequence[TrackScript], picture: bytes, wording: Wording,
) -> Track:
    """Write the file of the whole article, its disclaimer once."""
    heard = {name for name, _, _ in one.utterances}
    text = _text((u for script in scripts for u in script.utterances if u.id in heard), wording)
    tags = TrackTags(
        article.title, article.title, 0, 1, article.language, article.source.author, article.source.url,
        article.disclaimer.text, text, picture, one.marks(),
    )
    path = folder / f"{NAME}.mp3"
    _write(path, tags, one.streams)
    sections = tuple(section for _, names, _, _ in one.chapters for section in names)
    return Track(path, 0, sections, article.title, round(one.seconds, 3))


def _tags(article: Article, script: TrackScript, total: int, picture: bytes, wording: Wording) -> TrackTags:
    own = (u for u in script.utterances if script.number == 0 or not u.kind.startswith("disclaimer"))
    return TrackTags(
        script.title, article.title, script.number + 1, total, article.language, article.source.author,
        article.source.url, article.disclaimer.text, _text(own, wording), picture,
    )


def _text(utterances: Iterable[Utterance], wording: Wording) -> str:
    """Give what is said as it is shown, a line each."""
    return "\n".join(written(utterance, wording) for utterance in utterances if utterance.spoken)


def _playlist(article: Article, tracks: list[Track]) -> str:
    lines = ["#EXTM3U", f"#PLAYLIST:{words.fold(article.title)}"]
    for track in tracks:
        lines += [f"#EXTINF:{round(track.seconds)},{words.fold(track.title)}", track.path.name]
    return "\n".join(lines) + "\n"


def _script_text(article: Article, made: Sequence[Take]) -> str:
    """Give exactly what is said, one utterance a line, under each file's name."""
    lines = [article.title, ""]
    for track in (take.timeline for take in made):
        lines += [f"[{track.file}] {track.title}", ""]
        lines += [timed.utterance.spoken for timed in track.utterances if timed.utterance.spoken]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _doses(article: Article, scripts: tuple[TrackScript, ...], wording: Wording) -> tuple[Dose, ...]:
    found = [
        Dose(
            utterance.shown[s.start:s.end], s.said.strip(), utterance.sentence, utterance.sentence.rsplit("-", 1)[0],
            written(utterance, wording),
        )
        for script in scripts
        for utterance in script.utterances
        if utterance.sentence is not None and utterance.occurrence == 1
        for s in sorted((*utterance.spans, *_left_to_the_voice(utterance)), key=lambda span: span.start)
        if s.rule in _DOSE_RULES
    ]
    order = {section.id: number for number, section in enumerate(article.sections)}
    return tuple(sorted(found, key=lambda dose: order.get(dose.section, -1)))


def _left_to_the_voice(utterance: Utterance) -> list[Spoken]:
    """Give the numbers that no rule changed, as in Spanish, where the voice reads numerals itself."""
    return [
        Spoken(m.start(), m.end(), m.group(), "number")
        for m in _NUMERALS.finditer(utterance.shown)
        if not any(s.start < m.end() and m.start() < s.end for s in utterance.spans)
    ]


def _write(path: Path, tags: TrackTags, streams: Sequence[Path]) -> None:
    """Write an MP3 whole or not at all, its tags before its sound."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(id3(tags))
        for stream in streams:
            with stream.open("rb") as sound:
                shutil.copyfileobj(sound, file)
    part.replace(path)


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
