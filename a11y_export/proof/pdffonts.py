"""How the codes of a PDF's fonts map to text, and which fonts are not embedded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Font:
    """How a font's codes map to text: `width` bytes a code."""

    unicode: dict[int, str]
    width: int

    def decode(self, data: bytes) -> str:
        """Give the text of the codes in `data`."""
        codes = (int.from_bytes(data[i : i + self.width], "big") for i in range(0, len(data), self.width))
        return "".join(self.unicode.get(code, "\ufffd") for code in codes)


def font_of(name: str, named: dict[str, Any], fonts: dict[Any, Font], loose: set[str]) -> Font:
    """Give the font set by a page's resource name, read once for each object."""
    font = named[name]
    if font.objgen in fonts:
        return fonts[font.objgen]
    composite = "/DescendantFonts" in font
    below = font.DescendantFonts[0] if composite else font
    descriptor = below.get("/FontDescriptor", {})
    if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        loose.add(str(font.get("/BaseFont", name)))
    table = _cmap(bytes(font.ToUnicode.read_bytes())) if "/ToUnicode" in font else {}
    fonts[font.objgen] = Font(table, 2 if composite else 1)
    return fonts[font.objgen]


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
