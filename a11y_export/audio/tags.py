"""What an MP3 says about itself: ID3 2.3, which old players read too."""

from __future__ import annotations

import io
from dataclasses import dataclass

# ISO 639-2 codes, which ID3 wants, for the languages with tables of spoken forms.
_THREE_LETTERS = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "it": "ita", "pt": "por", "nl": "nld", "ar": "ara", "zh": "zho",
    "hi": "hin", "ru": "rus", "pl": "pol", "vi": "vie", "ko": "kor", "ja": "jpn", "tl": "tgl", "uk": "ukr", "sv": "swe",
}


@dataclass(frozen=True, slots=True)
class TrackTags:
    """One file's tags; `number` counts from 1 to `total` in playing order. The comment is the whole disclaimer."""

    title: str
    album: str
    number: int
    total: int
    language: str
    author: str = ""
    url: str = ""
    comment: str = ""


def id3(tags: TrackTags) -> bytes:
    """Give the tag as it stands before the first frame; the same tags give the same bytes."""
    from mutagen.id3 import COMM, ID3, TALB, TCON, TIT2, TLAN, TPE1, TRCK, WOAS, Encoding  # noqa: PLC0415 - heavy

    code = _THREE_LETTERS.get(tags.language.split("-", 1)[0].lower(), "und")
    frames = ID3()
    unicode = Encoding.UTF16
    frames.add(TIT2(encoding=unicode, text=[tags.title]))
    frames.add(TALB(encoding=unicode, text=[tags.album]))
    frames.add(TRCK(encoding=Encoding.LATIN1, text=[f"{tags.number}/{tags.total}"]))
    frames.add(TCON(encoding=Encoding.LATIN1, text=["Speech"]))
    frames.add(TLAN(encoding=Encoding.LATIN1, text=[code]))
    if tags.author:
        frames.add(TPE1(encoding=unicode, text=[tags.author]))
    if tags.url:
        frames.add(WOAS(url=tags.url))
    if tags.comment:
        frames.add(COMM(encoding=unicode, lang=code, desc="", text=[tags.comment]))
    out = io.BytesIO()
    frames.save(out, v1=0, v2_version=3, padding=lambda _: 0)
    return out.getvalue()
