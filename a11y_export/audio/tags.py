"""What an MP3 says about itself: ID3 2.3, which old players read too."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from a11y_export import words

# ISO 639-2 codes, which ID3 wants, for the languages with tables of spoken forms.
_THREE_LETTERS = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "it": "ita", "pt": "por", "nl": "nld", "ar": "ara", "zh": "zho",
    "hi": "hin", "ru": "rus", "pl": "pol", "vi": "vie", "ko": "kor", "ja": "jpn", "tl": "tgl", "uk": "ukr", "sv": "swe",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a file in milliseconds, with its title."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TrackTags:
    """One file's tags; `number` counts from 1 to `total` in playing order, 0 for a file that is the whole.

    The comment is the whole disclaimer, `text` what the file says, `cover` a picture as PNG. Line breaks in titles and
    names become spaces.
    """

    title: str
    album: str
    number: int
    total: int
    language: str
    author: str = ""
    url: str = ""
    comment: str = ""
    text: str = ""
    cover: bytes = b""
    chapters: Sequence[Chapter] = ()


def id3(tags: TrackTags) -> bytes:
    """Give the tag as it stands before the first frame; the same tags give the same bytes."""
    made: Any = import_module("mutagen.id3")  # heavy, and untyped
    code = _THREE_LETTERS.get(tags.language.split("-", 1)[0].lower(), "und")
    latin, unicode = made.Encoding.LATIN1, made.Encoding.UTF16
    frames = made.ID3()
    frames.add(made.TIT2(encoding=unicode, text=[words.fold(tags.title)]))
    frames.add(made.TALB(encoding=unicode, text=[words.fold(tags.album)]))
    if tags.number:
        frames.add(made.TRCK(encoding=latin, text=[f"{tags.number}/{tags.total}"]))
    frames.add(made.TCON(encoding=latin, text=["Speech"]))
    frames.add(made.TLAN(encoding=latin, text=[code]))
    if tags.author:
        frames.add(made.TPE1(encoding=unicode, text=[words.fold(tags.author)]))
    if tags.url:
        frames.add(made.WOAS(url=tags.url))
    if tags.comment:
        frames.add(made.COMM(encoding=unicode, lang=code, desc="", text=[tags.comment]))
    if tags.text:
        frames.add(made.USLT(encoding=unicode, lang=code, desc="", text=tags.text))
    if tags.cover:
        frames.add(made.APIC(encoding=latin, mime="image/png", type=3, desc="", data=tags.cover))
    for number, chapter in enumerate(tags.chapters, 1):
        frames.add(made.CHAP(
            element_id=f"chp{number}", start_time=chapter.start, end_time=chapter.end, start_offset=0xFFFFFFFF,
            end_offset=0xFFFFFFFF, sub_frames=[made.TIT2(encoding=unicode, text=[words.fold(chapter.title)])],
        ))
    if tags.chapters:
        # The top level and in order, so that players take it for the list of chapters.
        names = [f"chp{number}" for number in range(1, len(tags.chapters) + 1)]
        frames.add(made.CTOC(element_id="toc", flags=3, child_element_ids=names, sub_frames=[]))
    out = io.BytesIO()
    frames.save(out, v1=0, v2_version=3, padding=lambda _: 0)
    return out.getvalue()
