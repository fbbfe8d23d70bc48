"""Which font draws which character, so that nothing is ever drawn as an empty box.

Atkinson Hyperlegible is the handout's face: made for low vision, with a slashed zero and distinct I, l and 1. Words of
other scripts, and Latin words with a letter that it lacks, are shaped in Noto Sans (`scripts.py`), in two weights;
signs and symbols come from DejaVu Sans, in one. A character that none of them has is written out by its Unicode name,
in brackets, and tagged as what it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from importlib import import_module
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase.ttfonts import TTFont

from a11y_export import words
from a11y_export.errors import MissingDependency
from a11y_export.handout import scripts
from a11y_export.tagging import Face, Glyphs, clusters

_LOOKALIKES = {"\u2010": "-", "\u2011": "-", "\u2212": "\u2013"}
_RAISED = {words.superscript(char): char for char in "0123456789+-=()abcdefghijklmnoprstuvwxyz"
           if words.superscript(char) != char}
_LOWERED = {words.subscript(char): char for char in "0123456789+-=()aehklmnopstxijruv" if words.subscript(char) != char}
# What prints nothing but belongs to the character before: joiners, variation selectors, skin tones, tags.
_MODIFIERS = "\u200c\u200d\u034f\u2061-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ff\U0001f3fb-\U0001f3ff"
_CLUSTER = (
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


class Shape(NamedTuple):
    """Text that one font can draw; `actual` is what it stands for where that differs."""

    text: str
    font: Face
    actual: str | None = None
    shift: Shift = Shift.NONE


def shapes(text: str, *, bold: bool, language: str = "") -> Iterator[Shape]:
    """Give `text` as stretches that can be drawn, in order; white space stays as it is.

    `language` (BCP 47) chooses among the forms that a letter has in different languages.
    """
    main = primary(bold=bold)
    own = scripts.of_language(language)  # one face for all of its words
    if (own is None or not own.latin) and _plain(bold=bold).issuperset(text):  # nearly every text of a page
        yield Shape(text, main)
        return
    plain: list[str] = []
    for stretch, script in scripts.stretches(text):
        font = None
        if script is not None and (script is own or not drawable(stretch, bold=bold)):
            font = scripts.glyphs(script, bold=bold, language=language)
        if font is None:
            plain.append(stretch)
            continue
        yield from _signs("".join(plain), main, bold=bold)
        plain = []
        yield from _shaped(stretch, font, main, bold=bold)
    yield from _signs("".join(plain), main, bold=bold)


def _shaped(text: str, font: Glyphs, main: TTFont, *, bold: bool) -> Iterator[Shape]:
    """Give a stretch of one script; a sign in it that its font lacks is drawn as any other sign."""
    if font.has("".join(text.split())):
        yield Shape(text, font)
        return
    ends = [0, *clusters(text), len(text)]
    signs = [text[a:b] for a, b in pairwise(ends)]
    for known, group in groupby(signs, lambda sign: sign.isspace() or font.has(sign)):
        if known:
            yield Shape("".join(group), font)
        else:
            yield from _signs("".join(group), main, bold=bold)


@lru_cache(maxsize=1)
def _cluster() -> re.Pattern[str]:
    """Match a sign with what belongs to it; compiled when a page first has one that its face lacks."""
    return re.compile(_CLUSTER)


def _signs(text: str, main: TTFont, *, bold: bool) -> Iterator[Shape]:
    plain: list[str] = []
    for cluster in _cluster().findall(text):
        if cluster.isspace() or (not _IS_MODIFIER.search(cluster) and drawable(cluster, bold=bold)):
            plain.append(cluster)
            continue
        if plain:
            yield Shape("".join(plain), main)
            plain = []
        yield _sign(cluster, main)
    if plain:
        yield Shape("".join(plain), main)


def _sign(cluster: str, main: TTFont) -> Shape:
    visible = _IS_MODIFIER.sub("", cluster)
    actual = cluster if visible != cluster else None
    if not visible:
        return Shape("", main, cluster)
    for table, shift in ((_RAISED, Shift.RAISED), (_LOWERED, Shift.LOWERED)):
        if all(char in table for char in cluster):
            return Shape("".join(table[char] for char in cluster), main, cluster, shift)
    if visible in _LOOKALIKES and not _has(main, visible):
        return Shape(_LOOKALIKES[visible], main, cluster)
    for font in (main, _dejavu()):
        if all(_has(font, char) for char in visible):
            return Shape(visible, font, actual)
    return Shape(f"[{', '.join(_name(char) for char in visible)}]", main, cluster)


def drawable(text: str, *, bold: bool) -> bool:
    """Tell whether the handout's own face has every character of `text`."""
    font = primary(bold=bold)
    return all(char.isspace() or _has(font, char) for char in text)


def _has(font: TTFont, char: str) -> bool:
    return bool(font.face.charToGlyph.get(ord(char), 0))  # glyph 0 is the empty box


def unnamed(text: str, language: str = "") -> set[str]:
    """Give the characters of `text` that can only be written out by name."""
    return {
        shape.actual or ""
        for shape in shapes(text, bold=False, language=language)
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
def _plain(*, bold: bool) -> frozenset[str]:
    """Give what the handout's own face draws without help, and the white space of most texts."""
    drawn = (chr(code) for code, glyph in primary(bold=bold).face.charToGlyph.items() if code > 32 and glyph)
    return frozenset(_IS_MODIFIER.sub("", "".join(drawn))) | set(" \n\t\xa0")


@lru_cache(maxsize=1)
def _dejavu() -> TTFont:
    path = _folder("ziafont", "ziafont") / "fonts" / "DejaVuSans.ttf"
    return TTFont("DejaVuSans", str(path), asciiReadable=False, shapable=False)


def _folder(module: str, package: str) -> Path:
    try:
        file = import_module(module).__file__
    except ImportError as error:
        raise MissingDependency("fonts", f"the package {package} is not installed.",
                                f"Install it: pip install {package}") from error
    assert file is not None
    return Path(file).parent
