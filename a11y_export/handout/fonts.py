"""Which font draws which character, so that nothing is ever drawn as an empty box.

Atkinson Hyperlegible is the handout's face: made for low vision, with a slashed zero and distinct I, l and 1. What
it lacks comes from Noto Sans (letters, in two weights) or DejaVu Sans (signs and symbols, in one). A character that
none of them has is written out by its Unicode name, in brackets, and tagged as what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFont

from a11y_export import words
from a11y_export.errors import MissingDependency

_LOOKALIKES = {"\u2010": "-", "\u2011": "-", "\u2212": "\u2013"}
_RAISED = {words.superscript(char): char for char in "0123456789+-=()abcdefghijklmnoprstuvwxyz"
           if words.superscript(char) != char}
_LOWERED = {words.subscript(char): char for char in "0123456789+-=()aehklmnopstxijruv" if words.subscript(char) != char}
# What prints nothing but belongs to the character before: joiners, variation selectors, skin tones, tags.
_MODIFIERS = "\u200c\u200d\u034f\u2061-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ff\U0001f3fb-\U0001f3ff"
_CLUSTER = re.compile(
    f"[{''.join(_RAISED)}]+|[{''.join(_LOWERED)}]+"
    f"|\\S?[{_MODIFIERS}]+(?:(?<=\u200d)[^\\s\\w][{_MODIFIERS}]*)*"
    "|\\s+|\\S"
)
_IS_MODIFIER = re.compile(f"[{_MODIFIERS}]")


class Shift(Enum):
    """Where on the line a shape stands."""

    NONE = 0
    RAISED = 1
    LOWERED = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """Text that one font can draw; `actual` is what it stands for where that differs."""

    text: str
    font: TTFont
    actual: str | None = None
    shift: Shift = Shift.NONE


def shapes(text: str, *, bold: bool) -> Iterator[Shape]:
    """Give `text` as stretches that can be drawn, in order; white space stays as it is."""
    main = primary(bold=bold)
    if _plain(bold=bold).fullmatch(text):  # nearly every text of a page
        yield Shape(text, main)
        return
    plain: list[str] = []
    for cluster in _CLUSTER.findall(text):
        if cluster.isspace() or (not _IS_MODIFIER.search(cluster) and drawable(cluster, bold=bold)):
            plain.append(cluster)
            continue
        if plain:
            yield Shape("".join(plain), main)
            plain = []
        yield _shape(cluster, main, bold=bold)
    if plain:
        yield Shape("".join(plain), main)


def _shape(cluster: str, main: TTFont, *, bold: bool) -> Shape:
    visible = _IS_MODIFIER.sub("", cluster)
    actual = cluster if visible != cluster else None
    if not visible:
        return Shape("", main, cluster)
    for table, shift in ((_RAISED, Shift.RAISED), (_LOWERED, Shift.LOWERED)):
        if all(char in table for char in cluster):
            return Shape("".join(table[char] for char in cluster), main, cluster, shift)
    if visible in _LOOKALIKES and not _has(main, visible):
        return Shape(_LOOKALIKES[visible], main, cluster)
    for font in _candidates(visible, main, bold=bold):
        if font is not None and all(_has(font, char) for char in visible):
            return Shape(visible, font, actual)
    return Shape(f"[{', '.join(_name(char) for char in visible)}]", main, cluster)


def _candidates(visible: str, main: TTFont, *, bold: bool) -> Iterator[TTFont | None]:
    yield main
    if unicodedata.category(visible[0])[0] in "LM":
        yield _noto(ord(visible[0]) >> 8, bold=bold)
    yield _dejavu()


def drawable(text: str, *, bold: bool) -> bool:
    """Tell whether the handout's own face has every character of `text`."""
    font = primary(bold=bold)
    return all(char.isspace() or _has(font, char) for char in text)


def _has(font: TTFont, char: str) -> bool:
    return bool(font.face.charToGlyph.get(ord(char), 0))  # glyph 0 is the empty box


def unnamed(text: str) -> set[str]:
    """Give the characters of `text` that can only be written out by name."""
    return {
        shape.actual or ""
        for shape in shapes(text, bold=False)
        if shape.text.startswith("[") and shape.actual is not None and shape.actual != "["
    }


def _name(char: str) -> str:
    name = unicodedata.name(char, "")
    return name.lower() if name else f"character U+{ord(char):04X}"


@lru_cache(maxsize=2)
def primary(*, bold: bool) -> TTFont:
    """Give Atkinson Hyperlegible in one of its two weights that are used."""
    name = f"AtkinsonHyperlegible-{'Bold' if bold else 'Regular'}"
    path = _folder("fontpkg_atkinson_hyperlegible", "fontpkg-atkinson-hyperlegible") / "files" / f"{name}.ttf"
    return TTFont(name, str(path), asciiReadable=False, shapable=False)


@lru_cache(maxsize=2)
def _plain(*, bold: bool) -> re.Pattern[str]:
    """Match what the handout's own face draws without help."""
    known = "".join(re.escape(chr(code)) for code in sorted(primary(bold=bold).face.charToGlyph)
                    if code > 32 and _has(primary(bold=bold), chr(code)) and not _IS_MODIFIER.match(chr(code)))
    return re.compile(f"[\\s{known}]*")


@lru_cache(maxsize=1)
def _dejavu() -> TTFont:
    path = _folder("ziafont", "ziafont") / "fonts" / "DejaVuSans.ttf"
    return TTFont("DejaVuSans", str(path), asciiReadable=False, shapable=False)


@lru_cache(maxsize=64)
def _noto(block: int, *, bold: bool) -> TTFont | None:
    """Give Noto Sans for 256 code points: the font is variable, and an instance of all of it takes a second."""
    from fontTools import subset  # a quarter of the time to load the handout's code, and few articles need it
    from fontTools.ttLib import TTFont as FontFile
    from fontTools.varLib import instancer

    path = _folder("fontpkg_noto_sans", "fontpkg-noto-sans") / "files" / "NotoSans[wdth,wght].ttf"
    with FontFile(path, lazy=True, recalcTimestamp=False) as font:
        wanted = [code for code in range(block << 8, (block << 8) + 256) if code in font.getBestCmap()]
        if not wanted:
            return None
        options = subset.Options(layout_features=[], hinting=False, drop_tables=[
            "GSUB", "GPOS", "GDEF", "STAT", "MVAR", "HVAR", "DSIG", "meta"])
        name = f"NotoSans-{'Bold' if bold else 'Regular'}-{block:02X}"
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[32, *wanted])  # a space may follow in the same font
        cutter.subset(font)
        instancer.instantiateVariableFont(font, {"wght": 700 if bold else 400, "wdth": 100}, inplace=True)
        font["name"].setName(name, 6, 3, 1, 0x409)  # the parts of one face must not share a name in the file
        font["name"].setName(name, 6, 1, 0, 0)
        file = BytesIO()
        font.save(file)
    file.seek(0)
    return TTFont(name, file, asciiReadable=False, shapable=False)


def _folder(module: str, package: str) -> Path:
    try:
        file = import_module(module).__file__
    except ImportError as error:
        raise MissingDependency("fonts", f"the package {package} is not installed.",
                                f"Install it: pip install {package}") from error
    assert file is not None
    return Path(file).parent
