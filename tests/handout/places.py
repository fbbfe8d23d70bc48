"""Where the words of a finished handout stand: read from its pages, knowing nothing of how it was laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from tests.tagging.reader import _cmap


@dataclass
class Shown:
    """A stretch of text: its left edge and base line in points from the lower left, its mark, its font."""

    page: int
    x: float
    y: float
    width: float
    size: float
    text: str
    mark: int | None
    bold: bool


@dataclass
class Line:
    """Tagged stretches on one base line, in one mark or in several."""

    page: int
    y: float
    parts: list[Shown] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(part.text for part in self.parts).strip()

    @property
    def left(self) -> float:
        return min(part.x for part in self.parts)

    @property
    def right(self) -> float:
        return max(part.x + part.width * len(part.text.rstrip()) / max(len(part.text), 1) for part in self.parts)


@dataclass
class Piece:
    """An element of the tree that holds text: its roles from the root, its words, and its base lines by page."""

    roles: tuple[str, ...]
    text: str = ""
    lines: dict[int, set[float]] = field(default_factory=dict)


@dataclass
class Handout:
    shown: list[Shown]
    pictures: list[tuple[int, float, float, float, float]]  # page, left, bottom, width, height
    boxes: list[tuple[int, float, float, float, float]]
    strokes: list[tuple[int, float, float, float]]  # page, left, height, right: of straight level lines
    pieces: list[Piece]
    sizes: list[tuple[float, float]]

    def lines(self, *, foot: bool = False) -> list[Line]:
        """The lines of tagged text, or those of the pages' feet, from the top of the first page down."""
        found: dict[tuple[int, float], Line] = {}
        for part in self.shown:
            if (part.mark is None) == foot and part.text.strip():
                found.setdefault((part.page, -part.y), Line(part.page, part.y)).parts.append(part)
        return [found[key] for key in sorted(found)]

    def pages_of(self, text: str) -> set[int]:
        """The pages that the one element with this text stands on."""
        (piece,) = [piece for piece in self.pieces if text in piece.text]
        return set(piece.lines)


def look_at(data: bytes) -> Handout:
    with pikepdf.open(BytesIO(data)) as pdf:
        made = Handout([], [], [], [], [], [(float(p.MediaBox[2]), float(p.MediaBox[3])) for p in pdf.pages])
        for number, page in enumerate(pdf.pages):
            _page(page, number, made)
        by_mark: dict[tuple[int, int], list[Shown]] = {}
        for part in made.shown:
            if part.mark is not None:
                by_mark.setdefault((part.page, part.mark), []).append(part)
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        _walk(pdf.Root.StructTreeRoot.K, (), None, numbers, by_mark, made)
        return made


def _walk(thing: Any, roles: tuple[str, ...], own: Piece | None, numbers: dict, by_mark: dict, made: Handout) -> None:
    if isinstance(thing, pikepdf.Array):
        for kid in thing:
            _walk(kid, roles, own, numbers, by_mark, made)
        return
    roles = (*roles, str(thing.S)[1:])
    if own is None or roles[-1] not in ("Span", "Link"):
        own = Piece(roles)
        made.pieces.append(own)
    page = numbers[thing.Pg.objgen] if "/Pg" in thing else 0
    kids = thing.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            mark = (page, kid) if isinstance(kid, int) else (numbers[kid.Pg.objgen], int(kid.MCID))
            for part in by_mark.get(mark, []):
                own.text += part.text
                own.lines.setdefault(part.page, set()).add(part.y)
        elif kid.get("/Type") != "/OBJR":
            _walk(kid, roles, own, numbers, by_mark, made)


def _page(page: Any, number: int, made: Handout) -> None:
    fonts = {}
    for name, font in page.Resources.Font.items():
        below = font.DescendantFonts[0] if "/DescendantFonts" in font else None  # of shaped text
        widths = [float(w) for w in (font.Widths if below is None else below.W[1])]
        letters = _cmap(font.ToUnicode.read_bytes().decode("latin-1")) if "/ToUnicode" in font else {}
        first = int(font.FirstChar if below is None else below.W[0])
        fonts[str(name)] = (letters, first, widths, "Bold" in str(font.BaseFont))
    marks: list[int | None] = []
    x = y = size = 0.0
    font: Any = None
    at = (0.0, 0.0)
    path: list[tuple[float, float]] = []
    matrices = [(1.0, 1.0, 0.0, 0.0)]
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        values = [float(v) for v in operands] if name in ("cm", "Tm", "m", "l", "re", "c") else []
        if name in ("BDC", "BMC"):
            entry = operands[1] if name == "BDC" else {}
            marks.append(int(entry["/MCID"]) if "/MCID" in entry else None)
        elif name == "EMC":
            marks.pop()
        elif name == "Tm":
            x, y = values[4], values[5]
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif name in ("Tj", "TJ"):
            letters, first, widths, bold = font
            codes = list(bytes(operands[0])) if name == "Tj" else []
            back = 0.0
            for part in operands[0] if name == "TJ" else ():
                if isinstance(part, pikepdf.String):
                    codes += [high << 8 | low for high, low in zip(*[iter(bytes(part))] * 2, strict=True)]
                else:
                    back += float(part)
            wide = (sum(widths[code - first] for code in codes) - back) * size / 1000
            made.shown.append(Shown(number, x, y, wide, size, "".join(letters[c] for c in codes), marks[-1], bold))
            x += wide
        elif name == "q":
            matrices.append(matrices[-1])
        elif name == "Q":
            matrices.pop()
        elif name == "cm":
            sx, sy, dx, dy = matrices[-1]
            matrices[-1] = (sx * values[0], sy * values[3], dx + sx * values[4], dy + sy * values[5])
        elif name == "Do":
            sx, sy, dx, dy = matrices[-1]
            made.pictures.append((number, dx, dy, sx, sy))
        elif name == "m":
            at, path = (values[0], values[1]), [(values[0], values[1])]
        elif name in ("l", "c"):
            path.append((values[-2], values[-1]))
        elif name in ("S", "b", "B", "f", "s", "b*", "B*", "f*") and path:
            left, right = min(p[0] for p in path), max(p[0] for p in path)
            low, high = min(p[1] for p in path), max(p[1] for p in path)
            if len(path) == 2 and low == high:
                made.strokes.append((number, left, low, right))
            elif len(path) > 4:
                made.boxes.append((number, left, low, right - left, high - low))
            path = []
    assert at is not None
