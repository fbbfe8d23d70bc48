"""An article's pictures as files: named by what they hold, never by the source's name for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import assert_never

from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    DefinitionList,
    Figure,
    Image,
    ItemList,
    Paragraph,
    Preformatted,
    Quote,
    Table,
)

# What browsers and readers of books draw, and how such a file begins. SVG is left out: it is a program of its own.
_KINDS: Mapping[str, tuple[tuple[bytes, ...], str]] = {
    "image/png": ((b"\x89PNG\r\n\x1a\n",), ".png"),
    "image/jpeg": ((b"\xff\xd8\xff",), ".jpg"),
    "image/gif": ((b"GIF87a", b"GIF89a"), ".gif"),
    "image/webp": ((b"RIFF",), ".webp"),
}


def picture_name(image: Image | None) -> str | None:
    """Give the file name of a picture, or None when its bytes are not what they are said to be, or not at hand."""
    if image is None:
        return None
    starts, ending = _KINDS.get(image.mime, ((), ""))
    if not image.data.startswith(starts):
        return None
    return f"picture-{hashlib.sha256(image.data).hexdigest()[:16]}{ending}"


def picture_files(article: Article) -> dict[str, bytes]:
    """Give the article's pictures by file name, in reading order."""
    blocks = (*(block for section in article.sections for block in section.blocks), *article.disclaimer.blocks)
    return {name: image.data for image in _images(blocks) if (name := picture_name(image)) is not None}


def _images(blocks: Blocks) -> Iterator[Image]:
    for block in blocks:
        match block:
            case Figure(image, _, caption):
                if image is not None:
                    yield image
                yield from _images(caption)
            case ItemList(items):
                for item in items:
                    yield from _images(item)
            case DefinitionList(entries):
                for entry in entries:
                    for definition in entry.definitions:
                        yield from _images(definition)
            case Table(_, header, rows):
                for row in (*header, *rows):
                    for cell in row:
                        yield from _images(cell.blocks)
            case Callout(blocks=inner) | Quote(blocks=inner):
                yield from _images(inner)
            case Paragraph() | Preformatted():
                pass
            case _:
                assert_never(block)
