"""The listening page as a folder that is complete in itself: index.html, its sound and its pictures."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from a11y_export.books.clips import spoken_tracks
from a11y_export.model import Article
from a11y_export.pages.listening import Player, listening_page
from a11y_export.pages.pictures import picture_files
from a11y_export.themes import Theme
from a11y_export.wording import Wording

AUDIO, PICTURES = "audio", "pictures"


def export_listening_page(
    article: Article, timeline: Path | Mapping[str, Any], audio: Path, folder: Path, wording: Wording, theme: Theme,
    size: str = "18",
) -> tuple[Path, ...]:
    """Write `folder`/index.html with its sound and pictures beside it, and give the files written, the page first.

    `timeline` is timeline.json or what it holds, `audio` the folder of its files; `size` is the name of a large-print
    preset. ValueError when the timeline is none, OSError when a sound file is not there.
    """
    tracks = spoken_tracks(timeline)
    players = [
        Player(t.file, t.title, t.sections, t.seconds, tuple((c.sentence, c.begin, c.end) for c in t.clips))
        for t in tracks
    ]
    text = listening_page(article, players, wording, theme, size, AUDIO, PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "index.html"
    page.write_text(text, encoding="utf-8", newline="\n")
    written = [page]
    for track in tracks:
        written.append(_within(folder / AUDIO, track.file))
        shutil.copyfile(audio / track.file, written[-1])
    for name, data in picture_files(article).items():
        written.append(_within(folder / PICTURES, name))
        written[-1].write_bytes(data)
    return tuple(written)


def _within(home: Path, name: str) -> Path:
    home.mkdir(exist_ok=True)
    return home / name
