"""How the codes of a PDF's fonts map to text, and which fonts are not embedded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from a11y_export.proof.pdfglyphs import blank, letters, visible


@dataclass(slots=True)
class Font:
    """How a font's codes map to text: `width` bytes a code; `widths` in thousandths of the size.

    What is drawn as nothing though it should leave ink says nothing: its code is not in `unicode`.
    """

    unicode: dict[int, str]
    width: int
    widths: dict[int, float] = field(default_factory=dict)
    default: float = 0.0

    def codes(self, data: bytes) -> Sequence[int]:
        """Give the codes in `data`."""
        if self.width == 1:
            return data
        return [int.from_bytes(data[i : i + self.width], "big") for i in range(0, len(data), self.width)]

    def decode(self, data: bytes) -> str:
        """Give the text of the codes in `data`."""
        return "".join([self.unicode.get(code, "\ufffd") for code in self.codes(data)])


def font_of(name: str, named: dict[str, Any], fonts: dict[Any, Font], loose: set[str]) -> Font:
    """Give the font set by a page's resource name, read once for each object."""
    font = named[name]
    if font.objgen in fonts:
        return fonts[font.objgen]
    composite = "/DescendantFonts" in font
    below = font.DescendantFonts[0] if composite else font
    descriptor = below.get("/FontDescriptor", {})
    table = _cmap(bytes(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
    if "/FontFile2" not in descriptor:
        loose.add(str(font.get("/BaseFont", name)))
    else:
        program = bytes(descriptor.FontFile2.read_bytes())
        glyphs = _glyphs(below, program, composite=composite)
        inkless = blank(program, table, lambda code: glyphs.get(code, 0))
        table = {code: text for code, text in table.items() if code not in inkless or not visible(text)}
    widths = _widths(below, composite=composite)
    fonts[font.objgen] = Font(table, 2 if composite else 1, widths, float(below.get("/DW", 0)))
    return fonts[font.objgen]


def _glyphs(font: Any, program: bytes, *, composite: bool) -> Mapping[int, int]:
    """Give the glyph that each code draws."""
    import pikepdf

    if not composite:
        return letters(program)
    table = font.get("/CIDToGIDMap")
    if not isinstance(table, pikepdf.Stream):
        raise ValueError("a font does not say which glyphs its codes draw")
    data = bytes(table.read_bytes())
    return {place: data[2 * place] << 8 | data[2 * place + 1] for place in range(len(data) // 2)}


def _widths(font: Any, *, composite: bool) -> dict[int, float]:
    import pikepdf

    if not composite:
        return {code: float(wide) for code, wide in enumerate(font.get("/Widths", []), int(font.get("/FirstChar", 0)))}
    found: dict[int, float] = {}
    entries = iter(font.get("/W", []))
    for first in entries:
        second = next(entries, pikepdf.Array())
        if isinstance(second, pikepdf.Array):
            found |= {code: float(wide) for code, wide in enumerate(second, int(first))}
        else:
            found |= dict.fromkeys(range(int(first), min(int(second), 0xFFFF) + 1), float(next(entries, 0)))
    return found


_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")


def _cmap(data: bytes) -> dict[int, str]:
    """Give the code → text table of a ToUnicode CMap."""
    out: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, text in _CHAR.findall(block):
            out[int(code, 16)] = _utf16(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for low, high, first, listed in _RANGE.findall(block):
            start, end = int(low, 16), int(high, 16)
            if listed:
                for offset, text in enumerate(re.findall(rb"<([0-9A-Fa-f]+)>", listed)):
                    out[start + offset] = _utf16(text)
            else:
                base = _utf16(first)
                for code in range(start, min(end, start + 65_535) + 1):
                    out[code] = base[:-1] + chr(ord(base[-1]) + code - start)
    return out


def _utf16(text: bytes) -> str:
    return bytes.fromhex(text.decode("ascii")).decode("utf-16-be", errors="replace")
