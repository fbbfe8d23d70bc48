"""From an article to finished files: script, speech, timeline, MP3, playlist, and the record of what was said."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from a11y_export.audio import heard
from a11y_export.audio.encode import Mp3Encoder
from a11y_export.audio.engines import Session, Speech, SpeechEngine, engine_named
from a11y_export.audio.levels import levels
from a11y_export.audio.lexicon import lexicon
from a11y_export.audio.loudness import limited
from a11y_export.audio.options import PAUSES, SpeechOptions
from a11y_export.audio.script import TrackScript, write
from a11y_export.audio.spoken import Spoken, is_verified
from a11y_export.audio.tags import TrackTags, id3
from a11y_export.audio.timeline import Timed, TrackTimeline, to_json
from a11y_export.audio.utterance import Utterance
from a11y_export.model import Article
from a11y_export.wording import Wording

_LEAD_MS = 250  # players cut into the first moment of a file
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
    """A number, unit, sign or dose abbreviation as shown and as said, for staff to check."""

    shown: str
    said: str
    sentence: str
    section: str


@dataclass(frozen=True, slots=True)
class Recording:
    """What was made."""

    tracks: tuple[Track, ...]
    playlist: Path
    timeline: Path
    script: Path
    doses: tuple[Dose, ...]
    warnings: tuple[str, ...]


def record(
    article: Article, folder: Path, record_folder: Path, options: SpeechOptions, wording: Wording,
    engine: str = "espeak", say_as: Mapping[str, str] | None = None, lexicons: Sequence[str] = (),
) -> Recording:
    """Speak `article` into `folder`, with the record of what was said in `record_folder`.

    `say_as` gives words that staff want said otherwise, written form to spoken form; `lexicons` are PLS documents.
    SpeechFailed when the engine said less than it was given, MissingDependency when it has no voice for the language.
    """
    speaker = engine_named(engine)
    folder.mkdir(parents=True, exist_ok=True)
    record_folder.mkdir(parents=True, exist_ok=True)
    scripts = write(article, wording, options, say_as, lexicon(lexicons))
    timelines: list[TrackTimeline] = []
    tracks: list[Track] = []
    encoders: list[Mp3Encoder] = []
    again: dict[tuple[str, str], Speech] = {}
    with ExitStack() as stack:
        for script in scripts:
            timeline, encoder = _spoken(script, article.language, speaker, options, again, stack)
            timelines.append(timeline)
            encoders.append(encoder)
        # No file is written before everything is said: a voice that fails leaves nothing behind.
        for script, timeline, encoder in zip(scripts, timelines, encoders, strict=True):
            path = folder / timeline.file
            _replace(path, id3(_tags(article, script, len(scripts))) + encoder.finish())
            tracks.append(Track(path, script.number, script.sections, script.title, round(timeline.seconds, 3)))
    playlist, record_path = folder / "playlist.m3u8", record_folder / "timeline.json"
    text_path = record_folder / "script.txt"
    _replace(playlist, _playlist(article, tracks).encode())
    _replace(record_path, to_json(article.language, engine, tuple(timelines)).encode())
    _replace(text_path, _script_text(article, timelines).encode())
    warnings: tuple[str, ...] = ()
    if not is_verified(article.language):
        warnings = (f"{wording.get('language.unverified').text} ({article.language})",)
    return Recording(tuple(tracks), playlist, record_path, text_path, _doses(article, scripts), warnings)


def _spoken(
    script: TrackScript, language: str, speaker: SpeechEngine, options: SpeechOptions,
    again: dict[tuple[str, str], Speech], stack: ExitStack,
) -> tuple[TrackTimeline, Mp3Encoder]:
    """Speak one track in a session of its own; its encoder, kept by `stack`, may still be at work."""
    with speaker.session(language, options) as session:
        encoder = stack.enter_context(Mp3Encoder(session.rate))
        at = _silence(encoder, session.rate, round(_LEAD_MS * PAUSES[options.pauses]))
        timed: list[Timed] = []
        for utterance in script.utterances:
            speech = _speech(utterance, session, again)
            pcm = limited(speech.pcm)
            encoder.write(pcm)
            marks = tuple((char, at + sample) for char, sample in speech.marks)
            timed.append(Timed(utterance, at, at + speech.samples, marks, levels(pcm)))
            at += speech.samples
            at += _silence(encoder, session.rate, utterance.pause)
        timeline = TrackTimeline(
            f"{script.name}.mp3", script.number, script.title, script.sections, session.rate, at, tuple(timed)
        )
        encoder.end()
        return timeline, encoder


def _speech(utterance: Utterance, session: Session, again: dict[tuple[str, str], Speech]) -> Speech:
    """Give an utterance's sound; the disclaimer is spoken once and its sound used in every file."""
    if not utterance.spoken:
        return Speech(b"", ())
    key = (utterance.spoken, utterance.lang)
    fixed = utterance.kind.startswith("disclaimer")
    if fixed and key in again:
        return again[key]
    speech = _in_breaths(utterance, session)
    if fixed:
        again[key] = speech
    return speech


_BREATH = 45  # words; much longer sentences overrun the engine's buffer, and it leaves words out


def _in_breaths(utterance: Utterance, session: Session) -> Speech:
    """Say an utterance, one that is very long in several breaths, at its commas where it has some."""
    text, sound, marks, at = utterance.spoken, b"", [], 0
    while at < len(text):
        end = _breath_end(text, at)
        sounds = [(low - at, high - at, ipa) for low, high, ipa in utterance.phonemes if at <= low and high <= end]
        speech = session.say(text[at:end], utterance.lang, sounds)
        heard.check(text[at:end], speech, session.rate)
        before = len(sound) // 2
        marks += [(at + char, before + sample) for char, sample in speech.marks]
        sound += speech.pcm
        at = end
    return Speech(sound, tuple(marks))


def _breath_end(text: str, at: int) -> int:
    """Give where the breath that begins at `at` ends, white space after it included."""
    gaps = [match.end() for match in re.finditer(r"\S\s+", text[at:])]
    if len(gaps) < _BREATH:
        return len(text)
    commas = [gap for gap in gaps[:_BREATH] if text[at:at + gap].rstrip().endswith((",", ";", ":"))]
    return at + (commas[-1] if commas else gaps[_BREATH - 1])


def _silence(encoder: Mp3Encoder, rate: int, milliseconds: int) -> int:
    samples = rate * milliseconds // 1000
    if samples:
        encoder.write(bytes(2 * samples))
    return samples


def _tags(article: Article, script: TrackScript, total: int) -> TrackTags:
    return TrackTags(
        script.title, article.title, script.number + 1, total, article.language, article.source.author,
        article.source.url, article.disclaimer.text,
    )


def _playlist(article: Article, tracks: list[Track]) -> str:
    lines = ["#EXTM3U", f"#PLAYLIST:{article.title}"]
    for track in tracks:
        lines += [f"#EXTINF:{round(track.seconds)},{track.title}", track.path.name]
    return "\n".join(lines) + "\n"


def _script_text(article: Article, timelines: list[TrackTimeline]) -> str:
    """Give exactly what is said, one utterance a line, under each file's name."""
    lines = [article.title, ""]
    for track in timelines:
        lines += [f"[{track.file}] {track.title}", ""]
        lines += [timed.utterance.spoken for timed in track.utterances if timed.utterance.spoken]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _doses(article: Article, scripts: tuple[TrackScript, ...]) -> tuple[Dose, ...]:
    found = [
        Dose(utterance.shown[s.start:s.end], s.said.strip(), utterance.sentence, utterance.sentence.rsplit("-", 1)[0])
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


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)  # noqa: PTH105 - replaces on Windows as well
