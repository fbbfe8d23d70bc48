"""A font whose text is shaped: letters chosen, joined, put in order and placed by HarfBuzz.

What HarfBuzz makes of the characters that belong together (a letter with its marks, a conjunct with the vowel before
it) is one glyph of the font in the file, and its code says just those characters. So what a reader of the file finds
is the text, in the text's order, whichever way the signs are composed, and no other text has to stand for it.

The file gets the outlines that were used and no others: a font of 33 MB costs no more than what is drawn with it, and
any weight of a variable font is a true one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFont

from a11y_export.tagging.bidi import has_rtl

# Glyphs of the font with their places, in its units, and how far they reach together.
_Form: TypeAlias = tuple[tuple[tuple[int, int, int], ...], int]
_LONGEST = 1000  # characters shaped at a time
_MOST_CODES = 0xFFFE  # in one font of a file; what is beyond has a font of its own
_ERROR = 0.001  # of an em: how far a curve of the second degree may be from one of the third


class Sign(NamedTuple):
    """What is drawn for some characters: `left` from the start of its text and `width`, in thousandths of an em."""

    text: str
    form: _Form
    left: int
    width: int


class Shaped(NamedTuple):
    """A text as signs, in the order of its characters; `advance` is its width in thousandths of an em."""

    signs: tuple[Sign, ...]
    advance: int


@dataclass(slots=True)
class _Used:
    """What one document uses of a font: a code for each form and what it stands for."""

    number: int
    codes: dict[tuple[_Form, str], int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that a page's code has for the font."""
        return f"G{self.number}"


class Glyphs:
    """A font file at one weight. `name` names it in the file; `language` (BCP 47) chooses among local forms.

    `leading` is the least distance of two base lines that its letters need, in ems; a `plain` one has no pairs.
    """

    def __init__(
        self, name: str, source: Path | bytes, *, index: int = 0, weight: int | None = None, language: str = "",
        leading: float = 0, plain: bool = False,
    ) -> None:
        import uharfbuzz

        self.name, self.leading, self._language = name, leading, language
        self._harfbuzz = uharfbuzz
        self._features = {"kern": False, "liga": False, "clig": False} if plain else {}
        blob = uharfbuzz.Blob(source) if isinstance(source, bytes) else uharfbuzz.Blob.from_file_path(str(source))
        self._face = uharfbuzz.Face(blob, index)
        self._font = uharfbuzz.Font(self._face)
        if weight is not None:
            self._font.set_variations({"wght": float(weight)})
        self._unit = 1000 / self._face.upem
        self._documents: WeakKeyDictionary[Any, _Used] = WeakKeyDictionary()
        self.shape = lru_cache(maxsize=4096)(self._shape)

    @cached_property
    def _characters(self) -> frozenset[int]:
        return frozenset(self._face.unicodes)

    def has(self, text: str) -> bool:
        """Tell whether the font has a glyph for every character of `text`."""
        return all(ord(char) in self._characters for char in text)

    @cached_property
    def height(self) -> tuple[float, float]:
        """How far its lines reach above and below the base line, in ems."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self._face.upem, -extents.descender / self._face.upem

    # ---- shaping -------------------------------------------------------------------------------------------------

    def advance(self, text: str) -> float:
        """Give the width of `text`, of one direction, in thousandths of an em."""
        return self.shape(text, rtl=has_rtl(text)).advance

    def _shape(self, text: str, *, rtl: bool) -> Shaped:
        parts = (text[start : start + _LONGEST] for start in range(0, len(text), _LONGEST))
        signs = [sign for part in parts for sign in self._part(part, rtl=rtl)]
        whole = sum(sign.width for sign in signs)
        left = whole if rtl else 0
        placed: list[Sign] = []
        for sign in signs:
            left -= sign.width if rtl else 0
            placed.append(Sign(sign.text, sign.form, left, sign.width))
            left += 0 if rtl else sign.width
        return Shaped(tuple(placed), whole)

    def _part(self, text: str, *, rtl: bool) -> list[Sign]:
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = self._harfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if rtl else "ltr"
        if self._language:
            buffer.language = self._language
        self._harfbuzz.shape(self._font, buffer, self._features)
        forms: dict[int, list[tuple[int, int, int]]] = {}  # from the place of its first character
        pens: dict[int, int] = {}
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            pen = pens.get(info.cluster, 0)
            forms.setdefault(info.cluster, []).append((info.codepoint, pen + at.x_offset, at.y_offset))
            pens[info.cluster] = pen + at.x_advance
        starts = sorted(forms)
        return [
            Sign(text[start:end], (tuple(forms[start]), pens[start]), 0, round(pens[start] * self._unit))
            for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        ]

    # ---- writing -------------------------------------------------------------------------------------------------

    def code(self, sign: Sign, document: Any) -> tuple[str, int]:
        """Give the resource name of this font in `document`, and the code that draws `sign`."""
        used = self._documents.get(document)
        if used is None:
            used = self._documents[document] = _Used(len(document.fontMapping) + 1)
            document.fontMapping[f"{self.name} {self._language}"] = f"/{used.name}"
            document.delayedFonts.append(self)
        part, code = divmod(used.codes.setdefault((sign.form, sign.text), len(used.codes)), _MOST_CODES)
        return f"/{used.name}+{part}", code + 1

    def addObjects(self, document: Any) -> None:  # noqa: N802 — ReportLab's name
        """Add the font to `document` with what was used of it (ISO 32000-1, 9.7)."""
        used = self._documents.pop(document)
        codes = list(used.codes)
        for part, start in enumerate(range(0, len(codes), _MOST_CODES)):
            name = f"{used.name}+{part}"
            font = self._font_of(document, name, _tag(used.number, part), codes[start : start + _MOST_CODES])
            document.idToObject["BasicFonts"].dict[name] = document.Reference(font, name)

    def _font_of(self, document: Any, key: str, tag: str, codes: list[tuple[_Form, str]]) -> PDFDictionary:
        """Give the font of some codes; `key` names its objects in `document`."""
        forms = list(dict.fromkeys(form for form, _ in codes))
        places = {form: place for place, form in enumerate(forms, 1)}
        name = f"{tag}+{self.name}"
        ascent, descent = self.height
        program = _stream(self._program(forms))
        program.dictionary["Length1"] = len(program.content)
        box = PDFArray([-1000, round(-1000 * descent), 3000, round(1000 * ascent)])
        descriptor = PDFDictionary({
            "Type": PDFName("FontDescriptor"), "FontName": PDFName(name), "Flags": 4, "FontBBox": box,
            "ItalicAngle": 0, "Ascent": round(1000 * ascent), "Descent": round(-1000 * descent),
            "CapHeight": 700, "StemV": 80, "FontFile2": document.Reference(program, f"{key}:file"),
        })
        below = PDFDictionary({
            "Type": PDFName("Font"), "Subtype": PDFName("CIDFontType2"), "BaseFont": PDFName(name),
            "CIDSystemInfo": PDFDictionary({
                "Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}),
            "FontDescriptor": document.Reference(descriptor, f"{key}:descriptor"), "DW": 1000,
            "W": PDFArray([1, PDFArray([round(form[1] * self._unit) for form, _ in codes])]),
            "CIDToGIDMap": document.Reference(
                _stream(b"\0\0" + b"".join(places[form].to_bytes(2, "big") for form, _ in codes)),
                f"{key}:glyphs"),
        })
        texts = [text for _, text in codes]
        return PDFDictionary({
            "Type": PDFName("Font"), "Subtype": PDFName("Type0"), "BaseFont": PDFName(name),
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(below, f"{key}:below")]),
            "ToUnicode": document.Reference(_stream(_unicode_map(name, texts)), f"{key}:texts"),
        })

    def _program(self, forms: list[_Form]) -> bytes:
        """Give a font file with a glyph for each form, behind the empty box that every font begins with."""
        from fontTools.fontBuilder import FontBuilder  # slow to load, and most handouts need no such font
        from fontTools.pens.cu2quPen import Cu2QuPen
        from fontTools.pens.transformPen import TransformPen
        from fontTools.pens.ttGlyphPen import TTGlyphPen

        unit = self._face.upem
        turn = "glyf" not in self._face.table_tags  # the other kind of outlines runs the other way round
        outlines, wide = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": unit}
        for place, (glyphs, advance) in enumerate(forms, 1):
            pen = TTGlyphPen(None)
            for number, x, y in glyphs:
                moved = TransformPen(Cu2QuPen(pen, unit * _ERROR, reverse_direction=turn), (1, 0, 0, 1, x, y))
                self._font.draw_glyph_with_pen(number, moved)
            outlines[f"g{place}"], wide[f"g{place}"] = pen.glyph(dropImpliedOnCurves=True), max(0, advance)
        builder = FontBuilder(unit, isTTF=True)
        builder.setupGlyphOrder(list(outlines))
        builder.setupGlyf(outlines)
        table = builder.font["glyf"]
        builder.setupHorizontalMetrics({name: (wide[name], getattr(table[name], "xMin", 0)) for name in outlines})
        ascent, descent = self.height
        builder.setupHorizontalHeader(ascent=round(ascent * unit), descent=-round(descent * unit))
        builder.updateHead(created=0, modified=0)
        builder.font.recalcTimestamp = False
        file = BytesIO()
        builder.font.save(file, reorderTables=False)
        return file.getvalue()


@lru_cache(maxsize=64)
def turned(font: TTFont) -> Glyphs:
    """Give a font of ReportLab's as one that can run from right to left, its brackets turned."""
    return Glyphs(f"{font.face.name.decode('ascii')}-turned", bytes(font.face._ttf_data), plain=True)


def _stream(content: bytes) -> Any:
    stream = PDFStream(content=content)
    stream.filters = [PDFZCompress]
    return stream


def _tag(number: int, part: int) -> str:
    """Give the six letters that part one subset of a font from another (ISO 32000-1, 9.6.4)."""
    letters, number = "", number * 26**2 + part
    for _ in range(6):
        number, rest = divmod(number, 26)
        letters = chr(65 + rest) + letters
    return letters


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_BLOCK = 100  # entries that one bfchar block may hold (Adobe Technical Note 5411)


def _unicode_map(name: str, texts: list[str]) -> bytes:
    pairs = [f"<{code:04X}> <{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
             for code, text in enumerate(texts, 1)]
    blocks = [
        f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
        for part in (pairs[i : i + _BLOCK] for i in range(0, len(pairs), _BLOCK))
    ]
    return (_HEAD.format(name=name) + "".join(blocks) + _TAIL).encode("ascii")
