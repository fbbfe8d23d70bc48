"""A talking book (DAISY 2.02) taken apart again: its files out of the zip, its contents, its times."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from a11y_export.proof.htmltext import Node, Unreadable, read_strictly

_NAME = re.compile(r"[a-z0-9]{1,8}\.(?:html|smil|mp3|css|png|jpg|gif)")
_MOST = 20_000  # files
_SECONDS = re.compile(r"(\d{1,7})(?:\.(\d{1,3}))?s")
_CLOCK = re.compile(r"(\d{2,4}):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?")
MASTER = "master.smil"


@dataclass(frozen=True, slots=True)
class Par:
    """One stop of a SMIL file: its id, the text that it shows (file#id), its file of sound, first and last ms."""

    id: str
    target: str
    audio: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Smil:
    """A SMIL file: its root, its facts by name, the length that it says in ms, its stops."""

    root: Node

    facts: Mapping[str, str]
    length: int
    pars: tuple[Par, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A book taken apart: every file's bytes, contents, master, the SMIL files by name in the order of their names."""

    files: Mapping[str, bytes]
    ncc: Node
    master: Node
    smils: Mapping[str, Smil]

    def facts(self) -> list[tuple[str, str]]:
        """Give what the contents say of the book, as (name, content)."""
        return [(str(m.get("name")), str(m.get("content"))) for m in self.ncc.iter("meta") if m.get("name")]

    def headings(self) -> list[tuple[int, str, str, str]]:
        """Give the contents' entries: level, own id, text, address; raises Unreadable for any of another shape."""
        out = []
        for entry in self.ncc.find("body"):
            link = entry.find("a")
            if not re.fullmatch("h[1-6]", str(entry.tag)) or link is None or len(entry) != 1 or len(link):
                raise Unreadable(f"an entry of the contents that is none: {entry.tag}")
            out.append((int(str(entry.tag)[1]), entry.get("id", ""), link.text or "", link.get("href", "")))
        return out


def taken_apart(path: Path) -> Book:
    """Give the book in a zip; raises Unreadable, BadZipFile, OSError or ValueError where it is none.

    What is read is bounded by the zip's own size, since nothing in it is compressed.
    """
    files: dict[str, bytes] = {}
    with zipfile.ZipFile(path) as zipped:
        entries = zipped.infolist()
        if len(entries) > _MOST or any(e.compress_type != zipfile.ZIP_STORED or e.flag_bits & 1 for e in entries):
            raise Unreadable("more files than a book has, or compressed or encrypted ones")
        if sum(entry.file_size for entry in entries) > path.stat().st_size:
            raise Unreadable("more in it than it can hold")
        for entry in entries:
            if not _NAME.fullmatch(entry.filename) or entry.filename in files:
                raise Unreadable(f"a file that does not belong there: {entry.filename[:60]!r}")
            files[entry.filename] = zipped.read(entry)  # its checksum is looked at on the way
    if next(iter(files), "") != "ncc.html":
        raise Unreadable("ncc.html does not come first")
    smils = {name: _smil(name, files[name]) for name in sorted(files) if name.endswith(".smil") and name != MASTER}
    return Book(files, read_strictly(files["ncc.html"]), read_strictly(files[MASTER]), smils)


def milliseconds(value: str) -> int:
    """Give a SMIL time ("12.345s", "00:01:02.345") in milliseconds; ValueError for another form."""
    found = _SECONDS.fullmatch(value)
    if found:
        return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))
    found = _CLOCK.fullmatch(value)
    if not found:
        raise ValueError(f"no time: {value[:40]!r}")
    return ((int(found[1]) * 60 + int(found[2])) * 60 + int(found[3])) * 1000 + int((found[4] or "").ljust(3, "0"))


def _smil(name: str, data: bytes) -> Smil:
    root = read_strictly(data)
    if root.tag != "smil" or len(root.findall("body/seq")) != 1 or len(root.findall("head/layout/region")) != 1:
        raise Unreadable(f"{name} is no SMIL file of a talking book")
    seq = root.find("body/seq")
    pars = []
    for par in seq:
        texts, sounds = par.findall("text"), par.findall("seq/audio")
        if par.tag != "par" or len(texts) != 1 or len(sounds) != 1 or par.get("endsync") != "last":
            raise Unreadable(f"{name}: a stop that is not one text with one sound")
        begin, end = (milliseconds(sounds[0].get(key, "").removeprefix("npt=")) for key in ("clip-begin", "clip-end"))
        pars.append(Par(par.get("id", ""), texts[0].get("src", ""), sounds[0].get("src", ""), begin, end))
    ids = [element.get("id") for element in root.iter(etree.Element) if element.get("id")]
    if not pars or len(ids) != len(set(ids)):
        raise Unreadable(f"{name}: no stops, or an id that stands twice")
    facts = {str(m.get("name")): str(m.get("content")) for m in root.iter("meta")}
    return Smil(root, facts, milliseconds(seq.get("dur", "")), tuple(pars))
