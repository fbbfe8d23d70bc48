"""The picture that a player shows: the article's title and whose it is, in large letters, black on white."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from a11y_export import words
from a11y_export.errors import MissingDependency

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_SIDE, _EDGE, _BAR = 600, 40, 16  # pixels
_LARGEST, _SMALLEST, _STEP = 80, 30, 2
_LINES = 8
_LONGEST = 300  # characters that are looked at


def cover(title: str, owner: str = "") -> bytes:
    """Give a square PNG with the title, cut where it is too long, and the owner below; the same texts, the same bytes.

    Nothing (b"") where the font lacks letters of the title: no picture is better than one of empty boxes.
    """
    from PIL import Image, ImageDraw  # heavy, and only a recording needs it

    title, owner = words.fold(title)[:_LONGEST], words.fold(owner)[:_LONGEST]
    if not title or not _drawable(title):
        return b""
    image = Image.new("L", (_SIDE, _SIDE), 255)
    draw = ImageDraw.Draw(image)
    width, foot = _SIDE - 2 * _EDGE, 0
    if owner and _drawable(owner):
        font = _font(_SMALLEST, bold=False)
        lines = _wrapped(owner, font, width)[:2]
        foot = len(lines) * round(_SMALLEST * 1.3)
        _write(image, lines, font, _SIDE - _EDGE - foot, round(_SMALLEST * 1.3))
    draw.rectangle((0, 0, _SIDE, _BAR), fill=0)
    room = _SIDE - 2 * _EDGE - _BAR - foot - 20
    for size in range(_LARGEST, _SMALLEST - 1, -_STEP):
        font, step = _font(size, bold=True), round(size * 1.25)
        lines = _wrapped(title, font, width)
        fits = len(lines) <= _LINES and len(lines) * step <= room
        if fits and all(font.getlength(line) <= width for line in lines):
            break
    most = max(1, min(_LINES, room // step))
    if len(lines) > most:
        last = lines[most - 1]
        while font.getlength(f"{last}…") > width:
            last = last[:-1].rstrip(" .,;:")
        lines = [*lines[:most - 1], f"{last}…"]
    _write(image, lines, font, _EDGE + _BAR, step)
    # Sixteen greys are enough for smooth letters, and a file of a few kilobytes in every track.
    small = Image.frombytes("P", image.size, image.tobytes().translate(bytes(grey >> 4 for grey in range(256))))
    small.putpalette([level * 17 for level in range(16) for _ in "rgb"])
    out = io.BytesIO()
    small.save(out, "PNG", bits=4)
    return out.getvalue()


def _write(image: object, lines: list[str], font: FreeTypeFont, top: int, step: int) -> None:
    from PIL import Image, ImageDraw

    assert isinstance(image, Image.Image)
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((_EDGE, top + number * step), line, fill=0, font=font)


def _wrapped(text: str, font: FreeTypeFont, width: int) -> list[str]:
    """Break at spaces; a word that is wider than a line is broken where it must be."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while font.getlength(word) > width and len(word) > 1:
            fitting = 1
            while font.getlength(word[:fitting + 1]) <= width:
                fitting += 1
            lines.append(word[:fitting])
            word = word[fitting:]
        lines.append(word)
    return lines


def _font(size: int, *, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    # Without a shaping engine, so that the picture is the same wherever it is drawn.
    return ImageFont.truetype(str(_file(bold=bold)), size, layout_engine=ImageFont.Layout.BASIC)


def _drawable(text: str) -> bool:
    """Whether the font has every letter: one that it lacks looks like one that no font has."""
    font = _font(_SMALLEST, bold=True)
    missing = bytes(font.getmask("\uffff"))
    return all(char.isspace() or bytes(font.getmask(char)) != missing for char in set(text))


def _file(*, bold: bool) -> Path:
    name = f"AtkinsonHyperlegible-{'Bold' if bold else 'Regular'}.ttf"
    try:
        home = import_module("fontpkg_atkinson_hyperlegible").__file__
    except ImportError as error:
        raise MissingDependency("font", f"{error}.", "Install a11y-export again.") from error
    return Path(str(home)).parent / "files" / name
