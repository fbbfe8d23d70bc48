"""The listening page as a folder: index.html and the pictures; the sound stays where it is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from a11y_export.books.clips import spoken_tracks
from a11y_export.model import Article
from a11y_export.pages.listening import Player, listening_page
from a11y_export.pages.pictures import picture_files
from a11y_export.themes import Theme
from a11y_export.wording import Wording

PICTURES = "pictures"


def export_listening_page(
    article: Article, timeline: Path | Mapping[str, Any], folder: Path, wording: Wording, theme: Theme,
    size: str = "18", audio: str = "../audio",
) -> tuple[Path, ...]:
    """Write `folder`/index.html with the article's pictures beside it, and give the files written, the page first.

    `timeline` is timeline.json or what it holds; `audio` is the folder of its files, relative to `folder`; `size` is
    the name of a large-print preset. ValueError when the timeline is none.
    """
    tracks = spoken_tracks(timeline)
    players = [
        Player(t.file, t.title, t.sections, t.seconds, tuple((c.sentence, c.begin, c.end) for c in t.clips))
        for t in tracks
    ]
    text = listening_page(article, players, wording, theme, size, audio, PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(text, encoding="utf-8", newline="\n")
    written = [page]
    for name, data in picture_files(article).items():
        home = folder / PICTURES
        home.mkdir(exist_ok=True)
        written.append(home / name)
        written[-1].write_bytes(data)
    return tuple(written)
