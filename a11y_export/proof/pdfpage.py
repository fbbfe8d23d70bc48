"""What is drawn on a page of a PDF: text by its mark, pictures, and everything that could hide or add words.

Only the few operators that a plain page needs may stand in its code. So nothing is drawn that is not read here: no
form, no pattern, no clipping, no transparency, no text that leaves no ink, or ink that hardly stands out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from a11y_export.proof.pdffonts import Font, font_of
from a11y_export.proof.pdflines import Lines
from a11y_export.proof.pdfsight import BLACK, Box, Colour, Sight, too_thick
from a11y_export.proof.pixels import Seen, of_stream

# Paths and their colours, the graphics state, text at a place, marked content, pictures.
_KNOWN = frozenset({
    *("m", "l", "c", "h", "re", "n", "S", "s", "f", "f*", "B", "B*", "b", "b*", "w", "J", "j", "M", "d"),
    *("RG", "rg", "G", "g", "q", "Q", "cm", "BT", "ET", "Tf", "Tm", "Tj", "TJ", "Tr", "BDC", "BMC", "EMC", "Do"),
})
_SMALLEST = 4.0  # points: text below this is as good as not there
_LARGE = 15.9  # points: large print begins at 16; what stands raised or lowered beside it is smaller
_RAISED = 9.5
_FEW = 8  # characters that may stand raised on a line of their own
_STRETCH = 0.06  # of its width that a picture may be stretched by, as pages' own sizes for it do
_OUTSIDE = 1.0  # points that a text's start may stand beyond the page's edge: rounding


@dataclass(slots=True)
class Page:
    """A page's text by MCID, its pictures by MCID, its artifacts, and what must not be there (`odd`).

    `artifacts` are stretches of text with no tagged text in between, `feet` the running feet, `figures` the marks that
    say they are one; `said` are pairs of an ActualText and of what is drawn under it.
    """

    marked: dict[int, str] = field(default_factory=dict)
    pictures: dict[int, list[Seen | None]] = field(default_factory=dict)
    untagged: str = ""
    artifacts: list[str] = field(default_factory=list)
    feet: list[str] = field(default_factory=list)
    artifact_pictures: int = 0
    figures: int = 0
    said: list[tuple[str, str]] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    """The marked content that is open: its MCID, whether it is an artifact or a foot, and what it stands for."""

    mcid: int | None
    artifact: bool
    foot: bool
    actual: str | None
    drawn: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that text depends on."""

    font: Font | None = None
    size: float = 0.0
    mode: int = 0
    moved: tuple[float, ...] = ()
    colour: Colour = BLACK


def read_page(page: Any, fonts: dict[Any, Font], loose: set[str], images: dict[Any, Seen | None]) -> Page:
    """Give what `page` draws; `fonts` and `images` are those met before, `loose` gets the names of loose fonts."""
    return _Reader(page, fonts, loose, images).read()


class _Reader:
    def __init__(self, page: Any, fonts: dict[Any, Font], loose: set[str], images: dict[Any, Seen | None]) -> None:
        self._page, self._fonts, self._loose, self._images = page, fonts, loose, images
        self._out, self._sight = Page(), Sight()
        resources = page.obj.get("/Resources", {})
        self._named = {str(k): v for k, v in resources.get("/Font", {}).items()}
        self._objects = {str(k): v for k, v in resources.get("/XObject", {}).items()}
        self._box = tuple(float(v) for v in page.obj.MediaBox)
        self._marks: list[_Mark] = []
        self._states: list[_State] = []
        self._state = _State()
        self._lines = Lines()
        self._place: tuple[float, float] | None = None
        self._running = False  # the last text was an artifact's
        self._small: list[tuple[float, float, str]] = []  # (y, size, text) below large print
        self._large: list[float] = []  # where lines of large print stand

    def read(self) -> Page:
        """Go through the page's code."""
        import pikepdf

        for key in ("/CropBox", "/UserUnit", "/AA"):
            if key in self._page.obj:
                self._wrong(f"the page has {key}")
        if int(self._page.obj.get("/Rotate", 0)):
            self._wrong("the page is turned")
        for instruction in pikepdf.parse_content_stream(self._page):
            name = str(instruction.operator)
            if name not in _KNOWN:
                self._wrong(f"operator {name}")
            else:
                self._do(name, instruction.operands)
        if self._marks:
            self._wrong("a mark is not closed")
        for what in (*self._lines.odd, *self._lines.overlaps(), *self._too_small()):
            self._wrong(what)
        return self._out

    def _too_small(self) -> Iterator[str]:
        """Give the texts that are smaller than large print, and no sign raised or lowered beside some."""
        for y, size, text in self._small:
            beside = any(0.5 < abs(y - line) < size for line in self._large)
            if size < _RAISED or not (beside or len(text.strip()) <= _FEW):
                yield f"text of {size:g} points: {text[:40]!r}"

    def _wrong(self, what: str) -> None:
        if what and len(self._out.odd) < 20:
            self._out.odd.append(what)

    def _move(self, matrix: tuple[float, ...]) -> None:
        if matrix != (1, 0, 0, 1, 0, 0):
            self._state = replace(self._state, moved=(0.0,) * 6 if self._state.moved else matrix)

    def _do(self, name: str, operands: Any) -> None:
        import pikepdf

        match name:
            case "BDC" | "BMC":
                self._open(operands)
            case "EMC":
                self._close()
            case "q":
                self._states.append(self._state)
            case "Q":
                if self._states:
                    self._state = self._states.pop()
            case "cm":
                self._move(tuple(float(v) for v in operands))
            case "rg" | "g":
                parts = [float(v) for v in operands]
                red, green, blue = parts * 3 if name == "g" else parts
                self._state = replace(self._state, colour=(red, green, blue))
            case "w" if too_thick(float(operands[0])):
                self._wrong("a stroke that could cover text")
            case "m" | "l" | "c" | "re":
                self._sight.path([float(v) for v in operands], box=name == "re")
            case "f" | "f*" | "B" | "B*" | "b" | "b*":
                self._wrong("a shape that is moved" if self._state.moved else self._sight.fill(self._state.colour))
            case "S" | "s" | "n":
                self._sight.end()
            case "BT":
                self._place = None
            case "Tm":
                a, b, c, d, x, y = (float(v) for v in operands)
                self._lines.move(x, y)
                self._place = (x, y) if (a, b, c, d) == (1, 0, 0, 1) else None
            case "Tr":
                self._state = replace(self._state, mode=int(operands[0]))
            case "Tf":
                font = font_of(str(operands[0]), self._named, self._fonts, self._loose)
                self._state = replace(self._state, font=font, size=float(operands[1]))
            case "Tj" | "TJ":
                self._show("".join(self._decode(s) for s in _strings(operands, name)))
                if self._state.font is not None:
                    shown = operands[0] if name == "TJ" else operands[-1:]
                    self._lines.show(self._state.font, self._state.size,
                                     [bytes(part) if isinstance(part, pikepdf.String) else part for part in shown])
            case "Do":
                self._picture(str(operands[0]))
            case _:
                pass

    def _decode(self, data: Any) -> str:
        if self._state.font is None:
            self._wrong("text without a font")
            return ""
        return self._state.font.decode(bytes(data))

    def _open(self, operands: Any) -> None:
        import pikepdf

        artifact = str(operands[0]) == "/Artifact"
        self._out.figures += str(operands[0]) == "/Figure"
        properties = operands[1] if len(operands) > 1 else pikepdf.Dictionary()
        if self._marks:
            self._wrong("a mark within a mark")
        if str(operands[0]) == "/OC" or not isinstance(properties, pikepdf.Dictionary):
            self._wrong("a mark whose properties stand elsewhere")  # such as content that can be switched off
            properties = pikepdf.Dictionary()
        actual = str(properties.ActualText) if "/ActualText" in properties else None
        if artifact and actual is not None:
            self._wrong("an artifact that stands for other text")
        mcid = int(properties.MCID) if "/MCID" in properties and not artifact else None
        foot = artifact and str(properties.get("/Subtype", "")) == "/Footer"
        mark = _Mark(mcid, artifact, foot, actual if not artifact else None)
        self._marks.append(mark)
        if mark.actual is not None:
            self._add(mark, mark.actual)
        if foot:
            self._out.feet.append("")

    def _close(self) -> None:
        if not self._marks:
            self._wrong("a mark is closed twice")
            return
        mark = self._marks.pop()
        if mark.actual is not None:
            self._out.said.append((mark.actual, mark.drawn))

    def _show(self, text: str) -> None:
        state = self._state
        if state.mode != 0:
            self._wrong(f"text in mode {state.mode}, which leaves no plain ink: {text[:40]!r}")
        if abs(state.size) < _SMALLEST or state.moved or self._place is None:
            self._wrong(f"text of no plain size or place: {text[:40]!r}")
        elif text.strip():
            unseen = self._sight.text(self._place, abs(state.size), state.colour)
            self._wrong(f"{unseen}: {text[:40]!r}" if unseen else "")
            if abs(state.size) < _LARGE:
                self._small.append((self._place[1], abs(state.size), text))
            else:
                self._large.append(self._place[1])
        mark = self._marks[-1] if self._marks else None
        # A foot may run over where its title is written out by names; it says nothing of its own.
        tagged = mark is not None and not mark.artifact
        if tagged and text.strip() and self._place is not None and not self._within(*self._place):
            self._wrong(f"text beyond the page's edge: {text[:40]!r}")
        if mark is None:
            self._out.untagged += text
        elif mark.actual is not None:
            mark.drawn += text
        else:
            self._add(mark, text)

    def _within(self, x: float, y: float) -> bool:
        left, bottom, right, top = self._box
        return left - _OUTSIDE <= x <= right + _OUTSIDE and bottom - _OUTSIDE <= y <= top + _OUTSIDE

    def _add(self, mark: _Mark, text: str) -> None:
        if mark.foot:
            self._out.feet[-1] += text
        elif mark.artifact:
            if not self._running:
                self._out.artifacts.append("")
            self._out.artifacts[-1] += text
        elif mark.mcid is None:
            self._out.untagged += text
        else:
            self._out.marked[mark.mcid] = self._out.marked.get(mark.mcid, "") + text
        self._running = mark.artifact and not mark.foot

    def _picture(self, name: str) -> None:
        thing = self._objects.get(name, {})
        if str(thing.get("/Subtype", "")) != "/Image":
            self._wrong(f"{name} is drawn, which is no picture")
            return
        if thing.objgen not in self._images:
            self._images[thing.objgen] = of_stream(thing)
        shown = self._images[thing.objgen]
        self._wrong(self._sight.picture(self._frame(name, shown)))
        mark = self._marks[-1] if self._marks else None
        if mark is None or (mark.mcid is None and not mark.artifact):
            self._wrong(f"{name} is drawn outside of the tree")
        elif mark.mcid is None:
            self._out.artifact_pictures += 1
        else:
            self._out.pictures.setdefault(mark.mcid, []).append(shown)

    def _frame(self, name: str, shown: Seen | None) -> Box:
        """Give where a picture is drawn; it must stand upright, on the page, and not be stretched."""
        wide, tilt, slant, tall, x, y = self._state.moved or (0.0,) * 6
        box = (x, y, x + wide, y + tall)
        upright = tilt == slant == 0 and wide > 0 and tall > 0 and self._within(*box[:2]) and self._within(*box[2:])
        if not upright:
            self._wrong(f"{name} is turned, or not on the page")
        elif shown is not None and abs(wide * shown.size[1] / (tall * shown.size[0]) - 1) > _STRETCH:
            self._wrong(f"{name} is stretched")
        return box


def _strings(operands: Any, name: str) -> Iterator[Any]:
    import pikepdf

    if name == "TJ":
        yield from (s for s in operands[0] if isinstance(s, pikepdf.String))
    else:
        yield operands[-1]
