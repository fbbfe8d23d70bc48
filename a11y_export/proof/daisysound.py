"""A talking book's sound: the MP3s as they are, each sentence in its clip, all of the article heard, and heard once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from a11y_export import prose
from a11y_export.model import Article, Check
from a11y_export.proof.daisybook import Book, Par
from a11y_export.proof.htmltext import equal

_ROUNDED = 1  # millisecond


def heard_sections(article: Article, timeline: Mapping[str, Any]) -> list[str]:
    """Give the sections that sound, in the order of a one-piece recording: title, disclaimer, then the article's."""
    homes = {sentence.id: sentence.section for sentence in prose.sentences(article)}
    heard = {homes[u["sentence"]] for t in timeline["tracks"] for u in t["utterances"] if _first(u)}
    body = [section.id for section in article.sections if section.id in heard]
    return [prose.TITLE, prose.DISCLAIMER, *body]


def prove_sound(
    name: str, article: Article, timeline: Mapping[str, Any], book: Book, audio: Path, *, text: bool
) -> list[Check]:
    """Give the checks of a book's sound against the timeline and the MP3s in the folder `audio`."""
    tracks = timeline["tracks"]
    sounds = sorted(file for file in book.files if file.endswith(".mp3"))
    tracks_of = {sound: number for number, sound in enumerate(sounds)}
    stops = [
        (section, tracks_of.get(par.audio, -1), par)
        for section, smil in zip(heard_sections(article, timeline), book.smils.values(), strict=False)
        for par in smil.pars
    ]
    return [
        _files(name, tracks, book, sounds, audio),
        _rising(name, stops, [book.files[sound] for sound in sounds]),
        _sentences(name, article, tracks, stops, text=text),
        _nothing_left_out(name, tracks, stops),
        _said_once(name, tracks, stops),
    ]


def _files(name: str, tracks: Sequence[Any], book: Book, sounds: Sequence[str], audio: Path) -> Check:
    """The sound is that of the MP3s, byte for byte, without the tags before it."""
    wrong = [] if len(sounds) == len(tracks) else [f"{len(sounds)} files of sound for {len(tracks)} tracks"]
    for sound, track in zip(sounds, tracks, strict=False):
        whole = (audio / str(track["file"])).read_bytes()
        if not whole.endswith(book.files[sound]) or len(whole) - len(book.files[sound]) != _tag_size(whole):
            wrong.append(sound)
    return Check("daisy sound is the MP3s'", name, not wrong, ", ".join(wrong[:5]) or f"{len(sounds)} files")


def _tag_size(file: bytes) -> int:
    """Give how long the tag before the sound is: ten bytes, and what the last four of them say in sevens of bits."""
    if file[:3] != b"ID3":
        return 0
    a, b, c, d = file[6:10]
    return 10 + (a << 21 | b << 14 | c << 7 | d)


def _rising(name: str, stops: Sequence[tuple[str, int, Par]], sounds: Sequence[bytes]) -> Check:
    """Clips follow one another, from the first file to the last, each within its file as a decoder gives it."""
    import miniaudio

    lengths = []
    for sound in sounds:
        told = miniaudio.mp3_get_info(sound)
        lengths.append(told.num_frames * 1000 // told.sample_rate)
    wrong = [par.id for _, track, par in stops if track < 0 or not 0 <= par.begin < par.end <= lengths[track]]
    for (_, track, par), (_, next_track, following) in pairwise(stops):
        if next_track < track or (next_track == track and following.begin < par.end):
            wrong.append(following.id)
    return Check("daisy clips rise", name, not wrong, ", ".join(wrong[:5]) or f"{len(stops)} clips")


def _sentences(
    name: str, article: Article, tracks: Sequence[Any], stops: Sequence[tuple[str, int, Par]], *, text: bool
) -> Check:
    """Every sentence that sounds is in a clip of its own section, from its first sample to its last.

    With text the clip is that sentence's own, and begins after the sentence before it.
    """
    sentences = prose.sentences(article)
    homes = {sentence.id: sentence.section for sentence in sentences}
    order = sorted(sentences, key=lambda s: {prose.TITLE: 0, prose.DISCLAIMER: 1}.get(s.section, 2))
    heard = {u["sentence"]: (n, *_edges(t, u)) for n, t in enumerate(tracks) for u in t["utterances"] if _first(u)}
    expected = [sentence.id for sentence in order if sentence.id in heard]
    if text:
        shown = [par.target.partition("#")[2] for _, _, par in stops]
        check = equal(
            "daisy sentences have their sound", name, list(expected), [i for i in shown if i in homes], "sentences"
        )
        if not check.passed:
            return check
        own = {par.target.partition("#")[2]: (section, track, par) for section, track, par in stops}
        places = [own[sentence] for sentence in expected]
    else:
        places = list(_covering(expected, heard, stops))
    wrong = []
    before = (-1, 0)
    for sentence, (section, track, par) in zip(expected, places, strict=True):
        number, first, last = heard[sentence]
        after = not text or number != before[0] or par.begin + _ROUNDED >= before[1]
        whole = par.begin <= first + _ROUNDED and last <= par.end + _ROUNDED
        if section != homes[sentence] or track != number or not after or not whole:
            wrong.append(sentence)
        before = (number, last)
    return Check(
        "daisy sentences have their sound", name, not wrong, ", ".join(wrong[:5]) or f"{len(expected)} sentences"
    )


def _covering(
    expected: Sequence[str], heard: Mapping[str, tuple[int, int, int]], stops: Sequence[tuple[str, int, Par]]
) -> Iterator[tuple[str, int, Par]]:
    """Give the stop in which each sentence begins, going through both lists once; the last one where none is left."""
    at = 0
    for sentence in expected:
        number, first, _ = heard[sentence]
        while at + 1 < len(stops) and (stops[at][1], stops[at][2].end) <= (number, first):
            at += 1
        yield stops[at]


def _nothing_left_out(name: str, tracks: Sequence[Any], stops: Sequence[tuple[str, int, Par]]) -> Check:
    """What the files say between the title and the disclaimer that each repeats is heard, announcements too.

    A file that says no sentence of the text (a table of empty cells) has nothing to show, and may be left out.
    """
    clips = _by_track(stops)
    lost = [
        str(utterance["id"])
        for number, track in enumerate(tracks)
        if any(_first(utterance) for utterance in track["utterances"])
        for utterance, own in _owned(track)
        if own and utterance["end"] > utterance["start"]
        if not _inside(clips.get(number, []), *_edges(track, utterance))
    ]
    return Check("daisy leaves nothing out", name, not lost, ", ".join(lost[:5]) or "all that the files say")


def _said_once(name: str, tracks: Sequence[Any], stops: Sequence[tuple[str, int, Par]]) -> Check:
    """The disclaimer is heard once, and so is the title: what the parts' files repeat lies outside of the clips."""
    clips = _by_track(stops)
    twice = []
    for number, track in enumerate(tracks):
        for utterance, own in _owned(track):
            first, last = _edges(track, utterance)
            heard = any(a + _ROUNDED < last and first < b - _ROUNDED for a, b in clips.get(number, []))
            if not own and heard:
                twice.append(str(utterance["id"]))
    return Check("daisy says the disclaimer once", name, not twice, ", ".join(twice[:5]) or "once")


def own_utterances(track: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the utterances of a track that no other file repeats."""
    return [utterance for utterance, own in _owned(track) if own]


def _owned(track: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], bool]]:
    """Give each utterance and whether it is the file's own: not the title before, nor what ends every part's file."""
    ending = begun = False
    for utterance in track["utterances"]:
        kind = str(utterance["kind"])
        begun = begun or kind != "title"
        ending = ending or (begun and kind.startswith("disclaimer"))
        yield utterance, not track["number"] or (begun and not ending)


def _by_track(stops: Sequence[tuple[str, int, Par]]) -> dict[int, list[tuple[int, int]]]:
    """Give each track's heard stretches, neighbours joined."""
    out: dict[int, list[tuple[int, int]]] = {}
    for _, track, par in stops:
        own = out.setdefault(track, [])
        if own and own[-1][1] == par.begin:
            own[-1] = (own[-1][0], par.end)
        else:
            own.append((par.begin, par.end))
    return out


def _inside(clips: Sequence[tuple[int, int]], first: int, last: int) -> bool:
    return any(begin <= first + _ROUNDED and last <= end + _ROUNDED for begin, end in clips)


def _edges(track: Mapping[str, Any], utterance: Mapping[str, Any]) -> tuple[int, int]:
    """Give the first and last millisecond of an utterance in the decoded file."""
    rate, delay = track["rate"], track["encoder_delay"]
    return (utterance["start"] + delay) * 1000 // rate, (utterance["end"] + delay) * 1000 // rate


def _first(utterance: Mapping[str, Any]) -> bool:
    return bool(utterance["sentence"] is not None and utterance["occurrence"] == 1
                and utterance["end"] > utterance["start"])
