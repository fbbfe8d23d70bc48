"""The sound of a book against the timeline: each sentence with its own clip, in order; nothing lost, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import words
from a11y_export.model import Check
from a11y_export.proof.epubfile import Book, Item, same_sound
from a11y_export.proof.htmltext import Node, equal, own_text

_TYPE, _KIND = "{http://www.idpf.org/2007/ops}textref", "{http://www.idpf.org/2007/ops}type"
_GROUPS = {"table": "table", "ul": "list", "ol": "list", "figure": "figure"}  # what players can leave or skip
_TAGS = frozenset({"smil", "body", "seq", "par", "text", "audio"})
_CLOCK = re.compile(r"(\d{1,6})\.(\d{3})s")
_SLACK = 3  # milliseconds: what rounding to them may do
_EARLY = 100  # milliseconds that a clip may begin before what it says
# The program's words that the elements of a book say, by what they are on the timeline.
_NAMED = {"disclaimer_cue": "disclaimer-name", "disclaimer_note": "disclaimer-note"}


@dataclass(frozen=True, slots=True)
class Clip:
    """An element of a document with its sound, in milliseconds of a file."""

    document: str
    target: str
    file: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Heard:
    """An utterance in milliseconds of a decoded file; `target` is the element that must be marked, or ""."""

    target: str
    shown: str
    begin: int
    end: int
    again: bool  # said in each file, and to be heard in the book once


def prove_sound(path: Path, name: str, book: Book, timeline: Mapping[str, Any], audio: Path) -> list[Check]:
    """Give the checks of the book's sound files, overlays, clips and lengths."""
    found: list[Clip] = []
    odd: list[str] = []
    lengths: dict[str, int] = {}
    for item in book.spine:
        if not item.overlay:
            continue
        clips, wrong = _clips(book, item)
        found += clips
        odd += wrong
        lengths[item.overlay] = sum(clip.end - clip.begin for clip in clips)
    smils = {i.id for i in book.items.values() if i.type == "application/smil+xml"}
    if set(lengths) != smils or len(lengths) != sum(bool(i.overlay) for i in book.items.values()):
        odd.append("an overlay belongs to no part, or to two")
    heard = {str(t["file"]): _heard(t) for t in timeline["tracks"]}
    return [
        _files(path, name, book, timeline, audio),
        Check("epub overlays are whole", name, not odd, "; ".join(odd[:5]) or f"{len(lengths)} overlays"),
        equal("epub sentences sound", name, [u.target for file in heard.values() for u in file if u.target],
              [clip.target for clip in found], "sentences"),
        _own_words(name, book, found, heard),
        _times(name, found, timeline, heard),
        _nothing_lost(name, found, heard),
        _durations(name, book, lengths),
    ]


def _files(path: Path, name: str, book: Book, timeline: Mapping[str, Any], audio: Path) -> Check:
    """The sound files of the book are those of the article, byte for byte."""
    inside = {i.path.rsplit("/", 1)[-1]: i.path for i in book.items.values() if i.type.startswith("audio/")}
    wanted = [str(track["file"]) for track in timeline["tracks"]]
    wrong = sorted(set(inside) ^ set(wanted))
    wrong += [file for file in wanted if file in inside and not same_sound(path, inside[file], audio / file)]
    return Check("epub sound is the audio files'", name, not wrong, ", ".join(wrong[:5]) or f"{len(wanted)} files")


def _clips(book: Book, item: Item) -> tuple[list[Clip], list[str]]:
    """Give the clips of a document's overlay in order, and what is wrong with it."""
    smil = book.items.get(item.overlay)
    root = book.overlays.get(smil.path) if smil is not None else None
    if smil is None or root is None:
        return [], [f"{item.path} names an overlay that is not there"]
    ids = {str(e.get("id")): e for e in book.pages[item.path].iter(etree.Element) if e.get("id")}
    clips: list[Clip] = []
    odd = [f"<{e.tag}>" for e in root.iter(etree.Element) if e.tag not in _TAGS]
    own = next((e.get(_KIND) for e in book.pages[item.path].iterfind("body/section")), None)
    for element in root.iter("body", "seq"):
        there, fragment = book.inside(smil.path, str(element.get(_TYPE, "")))
        if there != item.path or (element.tag == "seq" and fragment not in ids):
            odd.append(f"{element.tag} of another part")
        elif element.get(_KIND) != (own if element.tag == "body" else _GROUPS.get(str(ids[fragment].tag))):
            odd.append(f"{element.tag} of another kind: {element.get(_KIND)}")
    for par in root.iter("par"):
        texts, sounds = par.findall("text"), par.findall("audio")
        if len(texts) != 1 or len(sounds) != 1 or len(par) != 2:
            odd.append(f"par {par.get('id')}")
            continue
        there, fragment = book.inside(smil.path, str(texts[0].get("src", "")))
        sound, _ = book.inside(smil.path, str(sounds[0].get("src", "")))
        times = [_CLOCK.fullmatch(str(sounds[0].get(key, ""))) for key in ("clipBegin", "clipEnd")]
        if there != item.path or fragment not in ids or not sound or None in times:
            odd.append(f"par {par.get('id')} leads nowhere")
            continue
        around = [str(e.get("id")) for e in ids[fragment].iterancestors("section", *_GROUPS) if e.get("id")]
        if [str(seq.get(_TYPE, "")).rpartition("#")[2] for seq in par.iterancestors("seq")] != around:
            odd.append(f"par {par.get('id')} stands in other groups than what it says")
        begin, end = (int(t[1]) * 1000 + int(t[2]) for t in times if t is not None)
        clips.append(Clip(there, fragment, sound.rsplit("/", 1)[-1], begin, end))
    return clips, odd


def _heard(track: Mapping[str, Any]) -> list[_Heard]:
    """Give what sounds in a file, in order."""
    rate, delay, opened, out = int(track["rate"]), int(track["encoder_delay"]), 0, []
    first, ending = int(track["number"]) == 0, False
    for said in track["utterances"]:
        start, end, kind = int(said["start"]), int(said["end"]), str(said["kind"])
        if end <= start:
            continue
        ending = ending or (not first and kind.startswith("disclaimer"))
        target = str(said["sentence"]) if said["sentence"] is not None and said["occurrence"] == 1 else ""
        if first and said["sentence"] is None:
            opened += kind == "opening"
            target = f"opening{opened}" if kind == "opening" else _NAMED.get(kind, "")
        again = ending or (not first and not target and kind in {"title", "opening"})
        begin, over = ((sample + delay) * 1000 // rate for sample in (start, end))
        out.append(_Heard(target, str(said["shown"]), begin, over, again))
    return out


def _own_words(name: str, book: Book, found: Sequence[Clip], heard: Mapping[str, Sequence[_Heard]]) -> Check:
    """What the program says and shows is the same, but for a full stop."""
    shown = {u.target: u.shown for file in heard.values() for u in file if u.target}
    pages: dict[str, dict[str, Node]] = {}
    wrong = []
    for clip in found:
        if not clip.target.startswith(("opening", "disclaimer-n")) or clip.target not in shown:
            continue
        if clip.document not in pages:
            pages[clip.document] = {str(e.get("id")): e for e in book.pages[clip.document].iter(etree.Element)}
        text = own_text(pages[clip.document][clip.target])
        if words.fold(shown[clip.target]).rstrip(".") != text.rstrip("."):
            wrong.append(f"“{text[:60]}”")
    return Check("epub shows what the program says", name, not wrong, ", ".join(wrong[:5]) or "all")


def _times(
    name: str, found: Sequence[Clip], timeline: Mapping[str, Any], heard: Mapping[str, Sequence[_Heard]],
) -> Check:
    """Each clip holds its own sentence whole; in each file they rise, apart, within its length."""
    places = {(file, u.target): u for file, said in heard.items() for u in said if u.target}
    lengths = {
        str(t["file"]): (int(t["samples"]) + int(t["encoder_delay"])) * 1000 // int(t["rate"])
        for t in timeline["tracks"]
    }
    wrong = [
        clip.target for clip in found
        if (own := places.get((clip.file, clip.target))) is None
        or clip.begin > own.begin + _SLACK or clip.end < own.end - _SLACK
        or not 0 <= clip.begin < clip.end <= lengths[clip.file] + _SLACK
    ]
    wrong += [b.target for a, b in pairwise(found) if a.file == b.file and b.begin < a.end]
    return Check("epub clips are where the timeline says", name, not wrong,
                 ", ".join(wrong[:5]) or f"{len(found)} clips")


def _nothing_lost(name: str, found: Sequence[Clip], heard: Mapping[str, Sequence[_Heard]]) -> Check:
    """What a file says beside its sentences (a header before its cell) is heard; what every file says again is not."""
    wrong = []
    for file, said in heard.items():
        clips = [clip for clip in found if clip.file == file]
        at = 0
        for u in said:
            while at < len(clips) and clips[at].end <= u.begin + _SLACK:
                at += 1
            inside = at < len(clips) and clips[at].begin <= u.begin + _SLACK and u.end <= clips[at].end + _SLACK
            touched = at < len(clips) and clips[at].begin < u.end - _SLACK
            if clips and (touched if u.again else not inside):
                wrong.append(f"“{u.shown[:40]}”")
    early = [c.target for c in found if not _leads(c, heard.get(c.file, ()))]
    told = ", ".join([*wrong, *early][:5])
    return Check("epub says what the files say, once", name, not told, told or "all")


def _leads(clip: Clip, said: Sequence[_Heard]) -> bool:
    """Whether a clip begins just before something that is said."""
    return any(0 <= u.begin - clip.begin + _SLACK <= _EARLY for u in said)


def _durations(name: str, book: Book, lengths: Mapping[str, int]) -> Check:
    """The lengths that the package tells are those of the clips, and add up."""
    told: dict[str, int] = {}
    for meta in book.package.iterfind("metadata/meta[@property='media:duration']"):
        match = _CLOCK.fullmatch(str(meta.text or ""))
        key = str(meta.get("refines", "")).removeprefix("#")
        told[key] = int(match[1]) * 1000 + int(match[2]) if match and key not in told else -1
    wanted = {**lengths, "": sum(lengths.values())} if lengths else {}
    wrong = sorted(key or "the whole" for key in {*told, *wanted} if told.get(key) != wanted.get(key))
    return Check("epub durations add up", name, not wrong,
                 ", ".join(wrong[:5]) or f"{wanted.get('', 0) / 1000:.1f} s in {len(lengths)} overlays")
