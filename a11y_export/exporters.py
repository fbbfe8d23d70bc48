"""The formats: each is a function from a build to the files it made, in a plain table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from a11y_export import record, themes
from a11y_export.clinic import Clinic
from a11y_export.manifest import sha256
from a11y_export.model import Article, Artifact, Pagination
from a11y_export.options import Options
from a11y_export.wording import Wording


@dataclass(frozen=True, slots=True)
class Build:
    """What an exporter works from. `staff` is the record's folder; what staff should know goes into `warnings`.

    `given` is what this article's corrections say of the clinic.
    `workers` is how many processes it may keep busy. `printed` is filled by the handout: the pages of the whole one.
    """

    name: str
    article: Article
    wording: Wording
    options: Options
    staff: Path
    say_as: Mapping[str, str]
    given: Clinic = field(default_factory=Clinic)
    workers: int = 1
    warnings: list[str] = field(default_factory=list)
    printed: list[Pagination] = field(default_factory=list)

    @property
    def clinic(self) -> Clinic:
        """What stands around this article: its own lines, and those of the settings where it has none."""
        return self.given.over(self.options.clinic)


def large_print(build: Build, folder: Path) -> list[Artifact]:
    """Make the large-print PDF, and where it is asked for one of each section."""
    from a11y_export.handout import by_section, export_pdf

    look = build.options.handout
    path = folder / f"{build.name}-large-print.pdf"
    handout = export_pdf(build.article, path, look, build.wording, build.clinic)
    build.warnings.extend(handout.warnings)
    made = [Artifact("pdf", path.name, sha256(path), handout.pages)]
    build.printed.append(Pagination(f"{path.name}, SHA-256 {made[0].sha256}", handout.starts))
    texts = {}
    for part in by_section(build.article, build.wording) if look.pdf_per_section else ():
        path = folder / "sections" / f"{part.name}.pdf"
        path.parent.mkdir(exist_ok=True)
        piece = export_pdf(part.article, path, look, build.wording, build.clinic, part)
        made.append(Artifact("pdf", f"sections/{path.name}", sha256(path), piece.pages, " ".join(part.sections)))
        texts[f"sections/{path.name}"] = piece.program
    record.program_texts(build.staff, handout.program, texts)
    return made


def spoken_audio(build: Build, folder: Path) -> list[Artifact]:
    """Make one MP3 for each section, and the playlist."""
    from a11y_export.audio import record as speak

    options = build.options
    spoken = speak(
        build.article, folder / "audio", build.staff, options.speech, build.wording, options.engine, build.say_as,
        options.lexicons, build.workers, build.clinic.name,
    )
    headings = {s.id: s.title for s in build.article.sections}
    rows = [
        {
            "shown": dose.shown,
            "said": dose.said,
            "sentence": dose.context,
            "section": headings.get(dose.section, ""),
        }
        for dose in spoken.doses
    ]
    record.doses(build.staff, build.article, rows)
    build.warnings.extend(spoken.warnings)
    tracks = [
        Artifact("mp3", f"audio/{t.path.name}", sha256(t.path), t.seconds, " ".join(t.sections)) for t in spoken.tracks
    ]
    if (one := spoken.whole) is not None:
        tracks.append(Artifact("whole", f"audio/{one.path.name}", sha256(one.path), one.seconds))
    return [*tracks, Artifact("playlist", f"audio/{spoken.playlist.name}", sha256(spoken.playlist))]


def _timeline(build: Build) -> Mapping[str, Any]:
    """Give what the audio left for the books, which only read it."""
    return _parsed((build.staff / "timeline.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _parsed(timeline: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(timeline)
    return found


def listening_page(build: Build, folder: Path) -> list[Artifact]:
    """Make the page that plays the audio and shows the sentence being read, with copies of the audio files."""
    from a11y_export.books import export_listening_page

    look = build.options.handout
    page, *beside = export_listening_page(
        build.article, _timeline(build), folder / "audio", folder / "listen", build.wording,
        themes.themes()[look.theme], size=f"{themes.presets()[look.preset].body:g}",
    )
    kinds = [("html", page), *(("sound" if path.suffix == ".mp3" else "picture", path) for path in beside)]
    return [Artifact(kind, path.relative_to(folder).as_posix(), sha256(path)) for kind, path in kinds]


def epub(build: Build, folder: Path) -> list[Artifact]:
    """Make the book that shows the sentence being read, with the audio files in it; needs the timeline of the audio."""
    from a11y_export.books import export_epub

    look = build.options.handout
    path = folder / f"{build.name}.epub"
    seconds = export_epub(
        build.article, _timeline(build), folder / "audio", path, build.wording,
        themes.themes()[look.theme], themes.presets()[look.preset], look.date or "",
        next(iter(build.printed), None),
    )
    return [Artifact("epub", path.name, sha256(path), seconds)]


def talking_book(build: Build, folder: Path) -> list[Artifact]:
    """Make the DAISY 2.02 book with its text; needs the audio and its timeline."""
    return _daisy(build, folder, "daisy202", text=True)


def talking_book_audio(build: Build, folder: Path) -> list[Artifact]:
    """Make the DAISY 2.02 book of headings and sound alone; needs the audio and its timeline."""
    return _daisy(build, folder, "daisy202-audio", text=False)


def _daisy(build: Build, folder: Path, kind: str, *, text: bool) -> list[Artifact]:
    from a11y_export.books import Imprint, export_daisy

    imprint = Imprint(build.clinic.name, build.options.handout.date or "")
    path = folder / f"{build.name}-{kind}.zip"
    book = export_daisy(build.article, _timeline(build), folder / "audio", path, build.wording, imprint, text=text)
    return [Artifact(kind, path.name, sha256(path), book.seconds)]


def audiobook(build: Build, folder: Path) -> list[Artifact]:
    """Make the one-file audiobook with chapters; needs the audio, its timeline and the extra m4b."""
    from a11y_export.books import export_m4b

    path = folder / f"{build.name}.m4b"
    made = export_m4b(build.article, _timeline(build), folder / "audio", path, build.wording)
    (build.staff / "m4b.json").write_text(made.record, encoding="utf-8", newline="\n")
    return [Artifact("m4b", path.name, sha256(path), made.seconds)]


# In the order in which they are made: by format, the stage's name for people and the exporter.
EXPORTERS: dict[str, tuple[str, Callable[[Build, Path], list[Artifact]]]] = {
    "pdf": ("handout", large_print),
    "mp3": ("audio", spoken_audio),
    "html": ("listening page", listening_page),
    "epub": ("EPUB", epub),
    "daisy202": ("talking book", talking_book),
    "daisy202-audio": ("talking book of sound", talking_book_audio),
    "m4b": ("audiobook", audiobook),
}
