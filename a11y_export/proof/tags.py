"""An MP3's tags, read again: they name the file, and carry the disclaimer, the text and the cover."""

from __future__ import annotations

from pathlib import Path

from a11y_export import words
from a11y_export.model import Article

_PNG = b"\x89PNG\r\n\x1a\n"


def problems_of_tags(path: Path, article: Article, title: str, said: str | None = None) -> list[str]:
    """Give what is wrong with the tags of the file at `path`; `said` is the text that it should carry."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tags = ID3(path)
    except MutagenError as error:
        return [str(error)]
    problems = []
    comment = " ".join(str(c) for c in tags.getall("COMM"))
    if article.disclaimer.text and words.tokens(article.disclaimer.text) != words.tokens(comment):
        problems.append("the comment is not the disclaimer")
    if str(tags.get("TALB", "")) != words.fold(article.title):
        problems.append("the album is not the article's title")
    if str(tags.get("TIT2", "")) != words.fold(title):
        problems.append("the title is not the file's")
    text = " ".join(str(frame) for frame in tags.getall("USLT"))
    if said is not None and words.tokens(text) != words.tokens(said):
        problems.append("the text in the tags is not what is said")
    pictures = tags.getall("APIC")
    if any(picture.mime != "image/png" or not picture.data.startswith(_PNG) for picture in pictures):
        problems.append("the cover is no picture")
    return problems
