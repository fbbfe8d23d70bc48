"""An MP3's tags, read again: they name the file, and carry the disclaimer, the text and the cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.wording import Wording

_PNG = b"\x89PNG\r\n\x1a\n"
_LONG = ("COMM", "USLT")  # frames of whole texts, which mutagen decodes byte by byte
_FRAMES = frozenset({
    "TIT2", "TALB", "TRCK", "TCON", "TLAN", "TPE1", "WOAS", "APIC", "CHAP", "CTOC", *_LONG,
})
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


# ISO 639-2 codes of the languages that the program's own words are in, and their neighbours.
_CODES = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "it": "ita", "pt": "por", "nl": "nld", "pl": "pol", "ru": "rus",
}


def problems_of_tags(
    path: Path, article: Article, title: str, said: str | None = None, number: str = "",
) -> list[str]:
    """Give what is wrong with the tags of the file at `path`.

    `said` is the text that it should carry, `number` its place among the files.
    """
    from mutagen import MutagenError
    from mutagen.id3 import ID3, Frames

    try:
        tags = ID3(path, known_frames={name: kind for name, kind in Frames.items() if name not in _LONG})
        comment, text = (" ".join(_texts(tags.unknown_frames, name)) for name in _LONG)
    except (MutagenError, ValueError, IndexError) as error:
        return [str(error)]
    problems = []
    if article.disclaimer.text and words.tokens(article.disclaimer.text) != words.tokens(comment):
        problems.append("the comment is not the disclaimer")
    if str(tags.get("TALB", "")) != words.fold(article.title):
        problems.append("the album is not the article's title")
    if str(tags.get("TIT2", "")) != words.fold(title):
        problems.append("the title is not the file's")
    if said is not None and words.tokens(text) != words.tokens(said):
        problems.append("the text in the tags is not what is said")
    if number and str(tags.get("TRCK", "")) != number:
        problems.append("the number is not the file's")
    if str(tags.get("TPE1", "")) != words.fold(article.source.author):
        problems.append("the artist is not the author")
    code = _CODES.get(article.language.split("-", 1)[0].lower())
    if code is not None and str(tags.get("TLAN", "")) != code:
        problems.append("the language is not the article's")
    if str(tags.get("TCON", "")) != "Speech":
        problems.append("the genre is not speech")
    problems += _odd_frames(tags, article, code)
    pictures = tags.getall("APIC")
    if any(picture.mime != "image/png" or not picture.data.startswith(_PNG) for picture in pictures):
        problems.append("the cover is no picture")
    return problems


def _odd_frames(tags: Any, article: Article, code: str | None) -> Iterator[str]:
    """Give what is wrong with the frames beside their texts: one of each, and none that nobody asked for."""
    found = [*(str(frame.FrameID) for frame in tags.values()), *(frame[:4].decode("latin-1") for frame in
                                                                 tags.unknown_frames)]
    single = [name for name in found if name != "CHAP"]
    if not set(found) <= _FRAMES or len(set(single)) != len(single):
        yield f"other frames: {', '.join(sorted(found))[:200]}"
    if [frame.url for frame in tags.getall("WOAS")] != ([article.source.url] if article.source.url else []):
        yield "the address is not the source's"
    for frame in tags.unknown_frames:
        lang, wide = frame[11:14].decode("latin-1"), frame[10:11] in (b"\1", b"\2")
        described = frame[14:14 + _end(frame[14:], _ENCODINGS[frame[10]])]
        if lang not in (code or lang, "und") or described.strip(b"\0\xff\xfe" if wide else b"\0"):
            yield f"{frame[:4].decode('latin-1')} is of another language, or described"
    if any((picture.type, picture.desc) != (3, "") for picture in tags.getall("APIC")):
        yield "the cover is told to be something else"


def with_signs(utterance: Mapping[str, Any], wording: Wording) -> str:
    """Give what is shown, with signs where its crossed-out words begin and end: tags draw no line through them."""
    shown = str(utterance["shown"])
    edges = [start for start, _, _, rule in utterance["spans"] if rule == "deleted"]
    opens, closes = wording.get("deleted.start").text, wording.get("deleted.end").text
    for begin, end in reversed(list(zip(edges[::2], edges[1::2], strict=True))):
        after = " " if shown[end:end + 1].isalnum() else ""
        before = " " if begin and shown[begin - 1].isalnum() else ""
        shown = f"{shown[:begin]}{before}{opens} {shown[begin:end]}{closes}{after}{shown[end:]}"
    return shown

def _texts(frames: list[bytes], name: str) -> Iterator[str]:
    """Give the texts of the frames called `name`: encoding, language, description, text (ID3v2.3, 4.9 and 4.11).

    ValueError or IndexError for a frame that is compressed, encrypted or broken off, or not in its encoding.
    """
    for frame in frames:
        if frame[:4] != name.encode():
            continue
        if frame[8:10] != b"\0\0":
            raise ValueError(f"{name} is not plain")
        encoding, content = _ENCODINGS[frame[10]], frame[14:]
        described = _end(content, encoding)
        text = content[described:]
        yield text[:_end(text, encoding)].decode(encoding).rstrip("\0")


def _end(content: bytes, encoding: str) -> int:
    """Give where the first string of `content` ends, behind its zero; without one, all of it is the string."""
    wide = 2 if encoding.startswith("utf-16") else 1
    at = content.find(bytes(wide))
    while at % wide and at >= 0:  # the zeros of two letters side by side
        at = content.find(bytes(wide), at + 1)
    return at + wide if at >= 0 else len(content)


def cover_of(path: Path) -> bytes:
    """Give the picture of a sound file; b"" when it has none, or no tags that can be read."""
    from mutagen import MutagenError
    from mutagen.id3 import APIC, ID3

    try:
        tags = ID3(path, known_frames={"APIC": APIC})  # the texts take long to read
        return b"".join(picture.data for picture in tags.getall("APIC"))
    except MutagenError:
        return b""


def prove_covers(paths: Iterable[Path]) -> Check:
    """Give the check that all files of an article have one and the same cover, or none."""
    covers = {cover_of(path) for path in paths}
    return Check("every file has the same cover", "audio", len(covers) <= 1, f"{len(covers)} covers")
