"""EPUB 3 with Media Overlays: the article, its sound and what marks each sentence while it sounds, in one file."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import uuid
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from a11y_export import words
from a11y_export.books.overlay import Stretch, openings, stretches
from a11y_export.model import Article, Figure, Pagination, within
from a11y_export.pages import book
from a11y_export.pages.pictures import picture_files
from a11y_export.themes import Preset, Theme
from a11y_export.wording import Phrase, Wording

_HOME, _TEXT, _AUDIO, _PICTURES, _OVERLAYS = "EPUB", "text", "audio", "pictures", "overlay"
_MIMETYPE = b"application/epub+zip"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file can name
_UNDATED = "2000-01-01"
_NAMESPACE = uuid.UUID("6f9d3c0e-5d0b-5e0a-9f52-1d1c3c1f6a11")
_ENGINES = {"espeak": "eSpeak NG"}
_KINDS = {".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"}
_MOVING = (".gif", ".webp")  # they may move and flash
_GROUPS = {"section": "", "table": "table", "ul": "list", "ol": "list", "figure": "figure"}


@dataclass(frozen=True, slots=True)
class _Item:
    """A file of the package, as its manifest names it."""

    id: str
    href: str
    type: str
    properties: str = ""
    overlay: str = ""


@dataclass(frozen=True, slots=True)
class _Overlay:
    id: str
    name: str
    text: str
    length: int  # milliseconds

    @property
    def seconds(self) -> str:
        return _clock(self.length)


@dataclass(frozen=True, slots=True)
class _Clip:
    file: str
    begin: str
    end: str


def export_epub(
    article: Article, timeline: Path | Mapping[str, Any], audio: Path, path: Path, wording: Wording, theme: Theme,
    preset: Preset, day: str = "", printed: Pagination | None = None,
) -> float:
    """Write the book to `path`, with the files of the timeline as they lie in `audio`, and give its sound in seconds.

    `day` (YYYY-MM-DD) is when it is made, else the article's own last date counts. The pages of a `printed` edition can
    be gone to. ValueError when the timeline is none, OSError when a sound file is not there.
    """
    data = json.loads(timeline.read_text(encoding="utf-8")) if isinstance(timeline, Path) else timeline
    if (language := book.language_of(article)) != article.language:  # the same article has its sentences at hand
        article = replace(article, language=language)
    heard = stretches(data, wording)
    found = book.documents(article, wording, openings(data), f"../{_PICTURES}", printed)
    overlays = list(_overlays(found, heard))
    sounds = [str(track["file"]) for track in data["tracks"]]
    pictures = picture_files(article)
    cover = _cover(audio / sounds[0])
    files: dict[str, bytes] = {book.NAV: book.contents_page(article, found, wording, _TEXT).encode()}
    files |= {f"{_TEXT}/{d.name}.xhtml": book.document_page(article, d).encode() for d in found}
    files |= {f"{_OVERLAYS}/{overlay.name}.smil": overlay.text.encode() for overlay in overlays}
    files[book.STYLE] = book.style_sheet(theme, preset).encode()
    files |= {f"{_PICTURES}/{name}": held for name, held in pictures.items()}
    files |= {"cover.png": cover} if cover else {}
    total = sum(overlay.length for overlay in overlays)
    opf = book.package(
        article, found[0].heading, identifier=_identifier(files), modified=f"{_day(article, day)}T00:00:00Z",
        accessibility=_accessibility(article, pictures, paged=printed is not None),
        summary=_summary(article, wording, paged=printed is not None), printed=printed.source if printed else "",
        narrator=wording.get("book.narrator", engine=_ENGINES.get(str(data["engine"]), str(data["engine"]))),
        overlays=overlays, total=_clock(total), items=_items(found, overlays, sounds, list(pictures), bool(cover)),
        spine=[f"text-{d.name}" for d in found],
    )
    _write(path, {book.PACKAGE: opf.encode(), **files}, {f"{_AUDIO}/{name}": audio / name for name in sounds})
    return total / 1000


def _overlays(found: Sequence[book.Document], heard: Sequence[Stretch]) -> Iterator[_Overlay]:
    homes = {section: document.name for document in found for section in document.sections}
    parts: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in heard:
        parts[homes[stretch.section]].append(stretch)
    for document in found:
        own = parts[document.name]
        if own:
            text = book.overlay(f"../{_TEXT}/{document.name}.xhtml", document.type, _steps(document, own))
            yield _Overlay(f"overlay-{document.name}", document.name, text, sum(s.end - s.start for s in own))


def _steps(document: book.Document, own: Sequence[Stretch]) -> list[tuple[str, str, object, int]]:
    """Give the overlay's elements in order: groups that a player can leave open and close around their sentences."""
    sounds = {stretch.target: stretch for stretch in own}
    out: list[tuple[str, str, object, int]] = []
    for part in document.parts:
        for event, tag, name in part.outline:
            if name in sounds and event == "open":
                s = sounds[name]
                out.append(("say", name, _Clip(s.file, _clock(s.start), _clock(s.end)), len(out)))
            elif tag in _GROUPS and event == "open":
                out.append(("open", name, _GROUPS[tag], len(out)))
            elif tag in _GROUPS and event == "close" and name not in sounds:
                if out[-1][0] == "open":  # nothing sounds in it
                    out.pop()
                else:
                    out.append(("close", "", "", 0))
    return out


def _items(
    found: Sequence[book.Document], overlays: Sequence[_Overlay], sounds: Sequence[str], pictures: Sequence[str],
    cover: object,
) -> list[_Item]:
    own = {overlay.name: overlay.id for overlay in overlays}
    out = [_Item("nav", book.NAV, "application/xhtml+xml", "nav"), _Item("style", book.STYLE, "text/css")]
    out += [_Item("cover", "cover.png", "image/png", "cover-image")] if cover else []
    for d in found:
        out.append(_Item(f"text-{d.name}", f"{_TEXT}/{d.name}.xhtml", "application/xhtml+xml", "", own.get(d.name, "")))
    out += [_Item(o.id, f"{_OVERLAYS}/{o.name}.smil", "application/smil+xml") for o in overlays]
    out += [_Item(f"audio{n}", f"{_AUDIO}/{name}", "audio/mpeg") for n, name in enumerate(sounds)]
    out += [
        _Item(f"picture{n}", f"{_PICTURES}/{name}", _KINDS[Path(name).suffix]) for n, name in enumerate(pictures, 1)
    ]
    return out


def _bare(article: Article) -> bool:
    """Whether a picture of the article has no description."""
    blocks = (*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks)
    return any(isinstance(i, Figure) and i.image and not words.fold(i.alt) for b in blocks for i in within(b))


def _accessibility(article: Article, pictures: Mapping[str, bytes], *, paged: bool) -> list[tuple[str, str]]:
    """Give the schema.org metadata: what is in the file, not what one would like to say of it."""
    bare = _bare(article)
    modes = ["textual", "auditory", *(["visual"] if pictures else [])]
    enough = ["textual,visual", "auditory,visual"] if bare else ["textual", "auditory"]
    features = [
        *([] if bare or not pictures else ["alternativeText"]), "displayTransformability", "highContrastDisplay",
        "largePrint", *(["pageBreakMarkers", "pageNavigation"] if paged else []), "readingOrder",
        "structuralNavigation", "synchronizedAudioText", "tableOfContents", "unlocked",
    ]
    hazards = ["unknown"] if any(name.endswith(_MOVING) for name in pictures) else ["none"]
    return [
        *(("accessMode", mode) for mode in modes), *(("accessModeSufficient", way) for way in enough),
        *(("accessibilityFeature", feature) for feature in features),
        *(("accessibilityHazard", hazard) for hazard in hazards),
    ]


def _summary(article: Article, wording: Wording, *, paged: bool) -> Phrase:
    keys = ["summary"]
    if any(isinstance(i, Figure) and i.image for s in article.sections for b in s.blocks for i in within(b)):
        keys.append("pictures_bare" if _bare(article) else "pictures")
    keys += ["paged"] if paged else []
    said = [wording.get(f"book.{key}") for key in keys]
    return Phrase(" ".join(phrase.text for phrase in said), said[0].lang)


def _identifier(files: Mapping[str, bytes]) -> str:
    """Give a name that is the book's own: the same contents, the same name.

    Of sound, which is nearly all of a book and follows from its text, a checksum is enough.
    """
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(f"{name} {len(data)} ".encode())
        digest.update(f"{zlib.crc32(data)}".encode() if name.endswith(".mp3") else data)
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, digest.hexdigest())}"


def _day(article: Article, day: str) -> str:
    """Give the day of the last change: that of making where it is known, else the article's own, else one for all."""
    source = article.source
    for told in (day, source.updated, source.reviewed, source.published):
        match = re.fullmatch(r"(\d{4})(-\d\d)?(-\d\d)?", told)
        if match is None:
            continue
        try:
            return date.fromisoformat(f"{match[1]}{match[2] or '-01'}{match[3] or '-01'}").isoformat()
        except ValueError:
            continue
    return _UNDATED


def _cover(sound: Path) -> bytes:
    """Give the picture that the sound files carry, or b"" where they have none."""
    from mutagen.id3 import ID3, ID3NoHeaderError

    try:
        pictures = ID3(sound).getall("APIC")
    except ID3NoHeaderError:
        return b""
    return next((bytes(p.data) for p in pictures if p.mime == "image/png"), b"")


def _clock(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03d}"


def _write(path: Path, files: Mapping[str, bytes], sounds: Mapping[str, Path]) -> None:
    """Write the container whole or not at all; what is compressed already is stored as it is."""
    part = path.with_name(f"{path.name}.part")
    with ZipFile(part, "w") as container:
        container.writestr(_entry("mimetype", ZIP_STORED), _MIMETYPE)
        container.writestr(_entry("META-INF/container.xml", ZIP_DEFLATED), book.container())
        for name, data in files.items():
            kind = ZIP_STORED if Path(name).suffix in _KINDS else ZIP_DEFLATED
            container.writestr(_entry(f"{_HOME}/{name}", kind), data)
        for name, sound in sounds.items():
            entry = _entry(f"{_HOME}/{name}", ZIP_STORED)
            entry.file_size = sound.stat().st_size
            with container.open(entry, "w") as into, sound.open("rb") as out:
                shutil.copyfileobj(out, into, 1 << 20)
    part.replace(path)


def _entry(name: str, kind: int) -> ZipInfo:
    entry = ZipInfo(name, _LONG_AGO)
    entry.compress_type = kind
    entry.create_system = 3  # the same on every system
    entry.external_attr = 0o644 << 16
    return entry
