"""A talking book in DAISY 2.02, the one format that every hardware player for blind readers takes.

One flat folder in a zip: ncc.html (the contents, which players begin with), a SMIL file for each part (which sentence
sounds when), the text as XHTML 1.0, and the MP3s that are there already, without their tags: players of constant bit
rates reckon a place in a file from its time, and a tag before the sound would shift it. Names have at most eight
letters before the dot, as old file systems want. All text is UTF-8 and says so: XML readers must know it, and no
smaller set of characters holds every language. Nothing here depends on a clock, a path or the order of a set.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, BinaryIO

from a11y_export import __version__, words
from a11y_export.books.daisyclips import DISCLAIMER, TITLE, Chapter, chapters, headings
from a11y_export.books.daisytext import PICTURE_ENDINGS, Headed, depths, xhtml_parts
from a11y_export.model import Article, plain
from a11y_export.pages.article import article_parts
from a11y_export.pages.elements import language_tag
from a11y_export.pages.pictures import picture_files
from a11y_export.pages.render import render
from a11y_export.wording import Phrase, Wording

NO_DATE = "2000-01-01"
"""The date of a book whose source and options give none: the format wants one."""

_ENGINES = {"espeak": "eSpeak NG"}
_FIXED = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who makes the book and when: the clinic's name and the day of making (ISO 8601), "" where not given."""

    producer: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """A finished zip and how long it plays."""

    path: Path
    seconds: float


@dataclass(frozen=True, slots=True)
class _Placed:
    """A chapter with its place in the book: its number, and its heading as the contents have it."""

    number: int
    chapter: Chapter
    heading: str
    level: int

    @property
    def id(self) -> str:
        return f"n{self.number:04d}"

    @property
    def file(self) -> str:
        return f"s{self.number:04d}.smil"

    @property
    def first(self) -> str:
        return f"{self.id}p0001"


def export_daisy(
    article: Article, timeline: Mapping[str, Any], audio: Path, path: Path, wording: Wording, imprint: Imprint,
    *, text: bool = True,
) -> Book:
    """Write the zip at `path`; `audio` is the folder of the timeline's files. Without `text`, headings and sound alone.

    ValueError when the timeline is none, or a file of it no MP3.
    """
    told = chapters(article, timeline)
    named = headings(article, told, wording)
    titled = {section.id for section in article.sections if section.title} | {DISCLAIMER}
    titled |= {TITLE} if words.fold(article.title) else set()
    names = {section: phrase for section, phrase in named.items() if section not in titled}
    levels = {s.id: s.level for s in article.sections if words.fold(plain(s.heading))}
    placed = _placed(named, told, {section: level for section, level in levels.items() if section not in names})
    files: dict[str, bytes | Path] = {}
    headed: list[Headed] = []
    if text:
        pictures = _pictures(article)
        files_of = {old: new for old, (new, _) in pictures.items()}
        headed = xhtml_parts(article_parts(article, wording), files_of, names, levels, article.language)
        files["text.html"] = _markup(
            "daisy-text.xhtml", title=placed[0].heading, language=language_tag(article.language),
            parts=[part.markup for part in headed if part.markup],
        )
        files["text.css"] = resources.files("a11y_export.pages").joinpath("templates", "daisy.css").read_bytes()
        files |= dict(pictures.values())
    tracks = [audio / str(track["file"]) for track in timeline["tracks"]]
    identifier = _identifier(article, timeline, text=text)
    files |= _smils(placed, headed, identifier, text=text)
    files |= {f"a{number:04d}.mp3": track for number, track in enumerate(tracks)}
    facts = _facts(article, timeline, wording, imprint, placed, identifier, text=text)
    contents = _ncc(article, placed, facts, files)
    _write(path, {"ncc.html": contents, **files})
    return Book(path, sum(own.chapter.milliseconds for own in placed) / 1000)


def _placed(named: Mapping[str, Phrase], told: Sequence[Chapter], levels: Mapping[str, int]) -> list[_Placed]:
    """Give the chapters with their headings; levels without gaps, where a silent heading falls away."""
    deep = depths(levels.get(chapter.section) for chapter in told)
    return [
        _Placed(number, chapter, named[chapter.section].text, level)
        for number, (chapter, level) in enumerate(zip(told, deep, strict=True), 1)
    ]


def _smils(
    placed: Sequence[_Placed], headed: Sequence[Headed], identifier: str, *, text: bool
) -> dict[str, bytes | Path]:
    """Give the SMIL files by name, and the master, which lists them."""
    names = {part.section: part.name for part in headed}
    out: dict[str, bytes | Path] = {}
    elapsed = 0
    general = [("dc:format", "Daisy 2.02"), ("dc:identifier", identifier), ("ncc:generator", _generator())]
    for own in placed:
        stops = []
        for number, stop in enumerate(own.chapter.stops, 1):
            target = f"text.html#{stop.sentence or names[own.chapter.section]}" if text else f"ncc.html#{own.id}"
            stops.append({
                "id": f"{own.id}p{number:04d}", "target": target, "file": f"a{stop.sound.track:04d}.mp3",
                "begin": _seconds(stop.sound.begin), "end": _seconds(stop.sound.end),
            })
        facts = [
            *general, ("title", own.heading), ("ncc:totalElapsedTime", _clock(elapsed)),
            ("ncc:timeInThisSmil", _clock(own.chapter.milliseconds)),
        ]
        length = _seconds(own.chapter.milliseconds)
        out[own.file] = _markup("daisy-smil.xhtml", facts=facts, length=length, stops=stops)
        elapsed += own.chapter.milliseconds
    facts = [*general, ("dc:title", placed[0].heading), ("ncc:timeInThisSmil", _clock(elapsed))]
    out["master.smil"] = _markup("daisy-master.xhtml", facts=facts, chapters=placed)
    return out


def _facts(
    article: Article, timeline: Mapping[str, Any], wording: Wording, imprint: Imprint, placed: Sequence[_Placed],
    identifier: str, *, text: bool,
) -> list[tuple[str, str, str]]:
    """Give what the contents say of the book, as (name, content, scheme); what is unknown and optional is left out."""
    source = article.source
    whose = words.fold(source.owner) or words.fold(source.site)
    date = imprint.date or source.reviewed or source.updated or source.published or NO_DATE
    total = sum(own.chapter.milliseconds for own in placed)
    engine = str(timeline.get("engine", ""))
    told = [
        ("dc:title", placed[0].heading, ""),
        ("dc:creator", words.fold(source.author) or whose or wording.get("daisy.unknown").text, ""),
        ("dc:contributor", words.fold(source.reviewer), ""),
        ("dc:date", date, "yyyy-mm-dd" if len(date) == 10 else ""),
        ("dc:format", "Daisy 2.02", ""),
        ("dc:identifier", identifier, ""),
        ("dc:language", language_tag(article.language) or "und", "ISO 639"),
        ("dc:publisher", words.fold(imprint.producer) or whose or wording.get("daisy.unknown").text, ""),
        ("dc:source", words.fold(source.url), ""),
        ("dc:rights", words.fold(source.licence), ""),
        ("ncc:charset", "utf-8", ""),
        ("ncc:depth", str(max(own.level for own in placed)), ""),
        ("ncc:generator", _generator(), ""),
        ("ncc:maxPageNormal", "0", ""),
        ("ncc:multimediaType", "audioFullText" if text else "audioNcc", ""),
        ("ncc:narrator", wording.get("book.narrator", engine=_ENGINES.get(engine, engine)).text, ""),
        ("ncc:pageFront", "0", ""),
        ("ncc:pageNormal", "0", ""),
        ("ncc:pageSpecial", "0", ""),
        ("ncc:footnotes", "0", ""),
        ("ncc:prodNotes", "0", ""),
        ("ncc:sidebars", "0", ""),
        ("ncc:producedDate", imprint.date, "yyyy-mm-dd"),
        ("ncc:producer", words.fold(imprint.producer), ""),
        ("ncc:setInfo", "1 of 1", ""),
        ("ncc:sourceDate", source.published, "yyyy-mm-dd" if len(source.published) == 10 else ""),
        ("ncc:sourcePublisher", whose, ""),
        ("ncc:sourceRights", words.fold(source.licence), ""),
        ("ncc:sourceTitle", words.fold(article.title), ""),
        ("ncc:tocItems", str(len(placed)), ""),
        ("ncc:totalTime", _clock(total, whole=True), "hh:mm:ss"),
    ]
    return [fact for fact in told if fact[1]]


def _ncc(
    article: Article, placed: Sequence[_Placed], facts: Sequence[tuple[str, str, str]],
    files: Mapping[str, bytes | Path],
) -> bytes:
    """Give the contents, which say how large the book is, they themselves included."""
    others = sum(len(data) if isinstance(data, bytes) else _sound(data) for data in files.values())
    size = others // 1024
    while True:
        told = [*facts, ("ncc:files", str(len(files) + 1), ""), ("ncc:kByteSize", str(size), "")]
        page = _markup(
            "daisy-ncc.xhtml", title=placed[0].heading, language=language_tag(article.language), facts=sorted(told),
            chapters=placed,
        )
        if (real := -(-(others + len(page)) // 1024)) <= size:
            return page
        size = real


def _pictures(article: Article) -> dict[str, tuple[str, bytes]]:
    """Give the pictures that players draw, by their name on pages: the file's name here, and what it holds."""
    drawn = [(name, data) for name, data in picture_files(article).items() if name.endswith(PICTURE_ENDINGS)]
    return {name: (f"p{number:04d}{name[-4:]}", data) for number, (name, data) in enumerate(drawn, 1)}


def _identifier(article: Article, timeline: Mapping[str, Any], *, text: bool) -> str:
    """Give a name that only books of the same words and the same times share: players keep bookmarks by it."""
    told = [article.source.sha256, article.language, "text" if text else "sound", *article.tokens()]
    told += [plain(section.heading) for section in article.sections]
    told += [f"{u['id']} {u['start']} {u['end']}" for track in timeline["tracks"] for u in track["utterances"]]
    return f"a11y-{hashlib.sha256(chr(10).join(told).encode('utf-8', 'surrogateescape')).hexdigest()[:32]}"


def _generator() -> str:
    return f"a11y-export {__version__}"


def _clock(milliseconds: int, *, whole: bool = False) -> str:
    """Give a length as hh:mm:ss, with thousandths unless it is to be whole seconds (rounded)."""
    seconds, rest = divmod(milliseconds, 1000)
    seconds += whole and rest >= 500
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return clock if whole else f"{clock}.{rest:03d}"


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds // 1000}.{milliseconds % 1000:03d}s"


def _markup(template: str, **data: object) -> bytes:
    return render(template, **data).encode("utf-8")


def _begin(file: BinaryIO, name: str) -> int:
    """Give where an MP3's sound begins, after the tag before it; ValueError where there is no sound."""
    at = 0
    while len(head := file.read(10)) == 10 and head[:3] == b"ID3":
        size = 0
        for byte in head[6:]:
            size = size << 7 | byte & 0x7F
        at += 10 + size
        file.seek(at)
    if head[:1] != b"\xff":
        raise ValueError(f"no MP3: {name}")
    return at


def _sound(path: Path) -> int:
    """Give how many bytes an MP3's sound takes."""
    with path.open("rb") as file:
        return path.stat().st_size - _begin(file, path.name)


def _frames(path: Path) -> bytes:
    """Give an MP3's sound without the tag before it."""
    with path.open("rb") as file:
        file.seek(_begin(file, path.name))
        return file.read()


def _write(path: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write the zip, its files uncompressed: sound does not shrink, and the bytes depend on no library's version."""
    part = path.with_name(f"{path.name}.part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as book:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            book.writestr(entry, data if isinstance(data, bytes) else _frames(data))
    part.replace(path)
