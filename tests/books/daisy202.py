"""What the DAISY 2.02 specification asks of a book, checked with the standard library alone."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
import zipfile
from itertools import pairwise
from pathlib import Path

_XHTML = "{http://www.w3.org/1999/xhtml}"
_MP3_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)  # kbit/s, MPEG-2 layer III
_DOCTYPES = {
    ".html": b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"',
    ".smil": b'<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN"',
}
_REQUIRED = ("dc:creator", "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:publisher", "dc:title",
             "ncc:charset", "ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime")
_RECOMMENDED = ("dc:source", "ncc:depth", "ncc:files", "ncc:generator", "ncc:kByteSize", "ncc:maxPageNormal",
                "ncc:multimediaType", "ncc:narrator", "ncc:producedDate", "ncc:producer", "ncc:setInfo",
                "ncc:sourceDate", "ncc:sourcePublisher", "ncc:sourceRights", "ncc:sourceTitle")


def faults(path: Path, *, recommended: bool = False) -> list[str]:
    """Give what is wrong with the book; with `recommended`, also what a full one should say of itself."""
    with zipfile.ZipFile(path) as book:
        names = book.namelist()
        files = {name: book.read(name) for name in names}
    out = [f"name {n}" for n in names if not re.fullmatch(r"[a-z0-9_-]{1,8}\.(html|smil|mp3|css|png|jpg|gif)", n)]
    out += ["a name twice"] * (len(set(names)) != len(names))
    for name, data in files.items():
        for ending, doctype in _DOCTYPES.items():
            head = data[:300]
            if name.endswith(ending) and (doctype not in head or b'encoding="utf-8"' not in head):
                out.append(f"head of {name}")
    trees = {n: ElementTree.fromstring(files[n]) for n in names if n.endswith((".html", ".smil"))}
    ids = {name: [e.get("id") for e in tree.iter() if e.get("id")] for name, tree in trees.items()}
    out += [f"an id twice in {name}" for name, own in ids.items() if len(set(own)) != len(own)]
    ncc = trees["ncc.html"]
    facts: dict[str, list[str]] = {}
    for meta in ncc.iter(f"{_XHTML}meta"):
        facts.setdefault(meta.get("name", "http-equiv"), []).append(meta.get("content", ""))
    for name in (*_REQUIRED, *(_RECOMMENDED if recommended else ())):
        if len(facts.get(name, [])) != 1:
            out.append(f"{name} stands {len(facts.get(name, []))} times")
    entries = list(ncc.find(f"{_XHTML}body") or [])
    levels = [int(e.tag.removeprefix(f"{_XHTML}h")) for e in entries]
    gaps = any(b - a > 1 for a, b in pairwise(levels))
    if not levels or levels[0] != 1 or entries[0].get("class") != "title" or gaps:
        out.append(f"levels {levels}")
    size = sum(len(data) for data in files.values())
    true = {"ncc:depth": max(levels), "ncc:tocItems": len(entries), "ncc:files": len(files),
            "ncc:kByteSize": -(-size // 1024)}
    out += [f"{key} is {facts[key]}, not {value}" for key, value in true.items() if facts[key] != [str(value)]]
    text = "text.html" in files
    if facts["ncc:multimediaType"] != ["audioFullText" if text else "audioNcc"]:
        out.append("multimediaType")
    elapsed, order, played = 0.0, [], []
    for entry in entries:
        link = entry[0]
        file, _, place = link.get("href", "").partition("#")
        order.append(file)
        if file not in trees or place not in ids[file]:
            out.append(f"link {link.get('href')}")
            continue
        smil = trees[file]
        told = {m.get("name"): m.get("content", "") for m in smil.iter("meta")}
        first = next(par for par in smil.iter("par"))
        if first.get("id") != place:
            out.append(f"{file}: the contents lead elsewhere than to its beginning")
        length = 0.0
        for par in smil.iter("par"):
            shown, sounds = par.find("text"), list(par.iter("audio"))
            assert shown is not None
            home, _, target = shown.get("src", "").partition("#")
            if home not in trees or target not in ids[home]:
                out.append(f"{file}: text {shown.get('src')}")
            if not text and (home, target) != ("ncc.html", entry.get("id")):
                out.append(f"{file} does not lead back")
            for sound in sounds:
                begin, end = (_seconds(sound.get(key, "")) for key in ("clip-begin", "clip-end"))
                length += end - begin
                played.append((sound.get("src", ""), begin, end))
        if abs(_seconds(told["ncc:timeInThisSmil"]) - length) > 0.002:
            out.append(f"{file}: timeInThisSmil")
        if abs(_seconds(told["ncc:totalElapsedTime"]) - elapsed) > 0.002:
            out.append(f"{file}: totalElapsedTime")
        elapsed += length
    out += ["more SMIL files than the contents have"] * (sorted({*order, "master.smil"}) != sorted(
        name for name in files if name.endswith(".smil")))
    if abs(_seconds(facts["ncc:totalTime"][0]) - elapsed) > 0.5:
        out.append("totalTime")
    out += [f"clip {src} {a}-{b}" for src, a, b in played if src not in files or not 0 <= a < b <= _length(files[src])]
    out += [f"clip {b[0]} {b[1]} comes too early" for a, b in pairwise(played) if (a[0], a[2]) > (b[0], b[1])]
    return out


def _seconds(value: str) -> float:
    value = value.removeprefix("npt=")
    if value.endswith("s"):
        return float(value[:-1])
    hours, minutes, seconds = value.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _length(mp3: bytes) -> float:
    """Give the seconds of an MP3 of constant rate without tags, frame by frame; it must begin with a frame."""
    at, frames, rates = 0, 0, set()
    while at < len(mp3):
        head = int.from_bytes(mp3[at:at + 4])
        assert head >> 17 == 0b111111111111001, "no frame of MPEG-2 layer III"
        rate = _MP3_RATES[head >> 12 & 15]
        rates.add(rate)
        at += 72 * rate * 1000 // 22050 + (head >> 9 & 1)
        frames += 1
    assert len(rates) == 1
    return frames * 576 / 22050
