"""The structure tree of a PDF with the text of its marked content, read with pikepdf from the file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_DEPTH = 400


class Unreadable(Exception):
    """The file cannot be read as a tagged PDF."""


@dataclass(slots=True)
class Element:
    """A structure element: `kids` are elements and texts in reading order."""

    role: str
    title: str = ""
    alt: str = ""
    lang: str = ""
    kids: list[Element | str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """What a tagged PDF says: `untagged` text is outside marked content, `unreferenced` pieces are off the tree."""

    root: Element
    pages: int
    language: str
    untagged: str
    unreferenced: int
    loose_fonts: list[str]


@dataclass(slots=True)
class _PageText:
    """One page's text by MCID, and what stands outside of any marked content."""

    marked: dict[int, str] = field(default_factory=dict)
    untagged: str = ""


def read_structure(path: Path) -> Document:
    """Give the tagged PDF at `path`; raises Unreadable when it is none."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            catalog = pdf.Root
            if "/StructTreeRoot" not in catalog or "/K" not in catalog.StructTreeRoot:
                raise Unreadable("the file has no structure tree")
            fonts: dict[Any, _Font] = {}
            loose: set[str] = set()
            pages = [_read_page(page, fonts, loose) for page in pdf.pages]
            numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
            walker = _Walker(pages, numbers)
            root = walker.element(catalog.StructTreeRoot.K, None, 0)
            left = sum(
                1 for i, p in enumerate(pages) for m, t in p.marked.items() if t.strip() and (i, m) not in walker.used
            )
            return Document(
                root,
                len(pages),
                str(catalog.get("/Lang", "")),
                "".join(p.untagged for p in pages),
                left,
                sorted(loose),
            )
    except (pikepdf.PdfError, OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise Unreadable(f"the file cannot be read as a PDF: {error}") from error


class _Walker:
    def __init__(self, pages: list[_PageText], numbers: dict[Any, int]) -> None:
        self._pages, self._numbers = pages, numbers
        self.used: set[tuple[int, int]] = set()

    def element(self, node: Any, page: int | None, depth: int) -> Element:
        if depth > MAX_DEPTH:
            raise Unreadable("the structure tree is too deep")
        import pikepdf

        if isinstance(node, pikepdf.Array):
            if len(node) != 1:
                raise Unreadable("the structure tree has several roots")
            node = node[0]
        own = self._numbers.get(node.Pg.objgen) if "/Pg" in node else page
        out = Element(
            str(node.get("/S", ""))[1:], str(node.get("/T", "")), str(node.get("/Alt", "")), str(node.get("/Lang", ""))
        )
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                out.kids.append(self._text(own, kid))
            elif isinstance(kid, pikepdf.Dictionary):
                kind = str(kid.get("/Type", "/StructElem"))
                if kind == "/MCR":
                    at = self._numbers.get(kid.Pg.objgen) if "/Pg" in kid else own
                    out.kids.append(self._text(at, int(kid.MCID)))
                elif kind != "/OBJR":
                    out.kids.append(self.element(kid, own, depth + 1))
        return out

    def _text(self, page: int | None, mcid: int) -> str:
        if page is None:
            raise Unreadable("a marked piece names no page")
        if (page, mcid) in self.used:
            raise Unreadable(f"a marked piece of page {page + 1} stands in the tree twice")
        self.used.add((page, mcid))
        return self._pages[page].marked.get(mcid, "")


@dataclass(slots=True)
class _Font:
    """How a font's codes map to text: `width` bytes a code."""

    unicode: dict[int, str]
    width: int

    def decode(self, data: bytes) -> str:
        codes = (int.from_bytes(data[i : i + self.width], "big") for i in range(0, len(data), self.width))
        return "".join(self.unicode.get(code, "\ufffd") for code in codes)


def _read_page(page: Any, fonts: dict[Any, _Font], loose: set[str]) -> _PageText:
    import pikepdf

    out = _PageText()
    resources = page.obj.get("/Resources", {})
    named = {str(k): v for k, v in resources.get("/Font", {}).items()}
    stack: list[tuple[int | None, str | None]] = []
    font: _Font | None = None
    for instruction in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tj TJ ' \""):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "BDC":
            properties = operands[1]
            mcid = (
                int(properties.MCID) if isinstance(properties, pikepdf.Dictionary) and "/MCID" in properties else None
            )
            actual = (
                str(properties.ActualText)
                if isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties
                else None
            )
            outer = next((m for m, _ in reversed(stack) if m is not None and m >= 0), None)
            if str(operands[0]) == "/Artifact":
                mcid = -1
            stack.append((mcid if mcid is not None else outer, actual))
            if actual is not None and stack[-1][0] is not None:
                _add(out, stack[-1][0], actual)
        elif name == "BMC":
            stack.append((-1 if str(operands[0]) == "/Artifact" else (stack[-1][0] if stack else None), None))
        elif name == "EMC":
            if stack:
                stack.pop()
        elif name == "Tf":
            font = _font(str(operands[0]), named, fonts, loose)
        elif font is not None:
            text = "".join(font.decode(bytes(s)) for s in _strings(operands, name))
            if any(actual is not None for _, actual in stack):
                continue  # the marked piece said its own text
            _add(out, stack[-1][0] if stack else None, text)
    return out


def _strings(operands: Any, name: str) -> Iterator[Any]:
    import pikepdf

    if name == "TJ":
        yield from (s for s in operands[0] if isinstance(s, pikepdf.String))
    else:
        yield operands[-1]


def _add(out: _PageText, mcid: int | None, text: str) -> None:
    if mcid is None:
        out.untagged += text
    elif mcid >= 0:
        out.marked[mcid] = out.marked.get(mcid, "") + text


def _font(name: str, named: dict[str, Any], fonts: dict[Any, _Font], loose: set[str]) -> _Font:
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
    fonts[font.objgen] = _Font(table, 2 if composite else 1)
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
