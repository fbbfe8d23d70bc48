"""A QR code that leads to the article or to an address of the clinic's, drawn as paths, its address beside it."""

from __future__ import annotations

from itertools import groupby

from a11y_export.handout import front
from a11y_export.handout.beside import Beside
from a11y_export.handout.blocks import Place, Typesetter
from a11y_export.handout.inline import safe_target
from a11y_export.handout.options import unfit
from a11y_export.model import Article
from a11y_export.tagging import Box, Content, Element, Origin, Piece, Stack, TaggedCanvas
from a11y_export.tagging.layout import Parts

ROLE = "QRCode"
_QUIET = 4  # modules of white around it (ISO/IEC 18004)
_MODULE = 2.2  # points at the least: 0.8 mm, twice what a phone needs at arm's length
_SIDE = 105.0  # points at the least, quiet zone and all


def modules(address: str) -> list[list[bool]]:
    """Give the square of dark and light modules for an ASCII address, with error correction of level M."""
    from reportlab.graphics.barcode import qrencoder  # it brings all of ReportLab's graphics along

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(qrencoder.QR8bitByte(address.encode("ascii")))
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]


def address_of(wanted: str, article: Article) -> tuple[str, str]:
    """Give the address for the code, "" when there is none, and what staff should know."""
    if wanted != "article":
        return wanted, ""
    url = safe_target(article.source.url)
    if not url:
        return "", "There is no QR code: the article's address is not known. Give it beside the article, or --qr URL."
    why = unfit(url)
    return ("", f"There is no QR code: the article's address is {why}.") if why else (url, "")


def square(setter: Typesetter, root: Element, article: Article, wanted: str, place: Place) -> list[Piece]:
    """Set the code, what it is for, and its address, in a box; `wanted` is "article" or an address."""
    address, warning = address_of(wanted, article)
    if not address:
        setter.warnings.append(warning)
        return []
    look, writer = setter.look, setter.writer
    home = root.add(Element(ROLE))
    heading = front.heading_piece(setter, home, "qr.heading", 2)
    frame = look.box()
    within = Place(place.width - 2 * frame.padding, place.height)
    told = setter.program(home, "P", "qr.article" if wanted == "article" else "qr.link", within)
    phrase = writer.wording.get("qr.alt", address=address)
    figure = home.add(Element("Figure", Origin.PROGRAM, alt=phrase.text))
    if phrase.lang != writer.language:
        figure.lang = phrase.lang
    code = Code(modules(address), figure.say(""))
    beneath = setter.block(front.link(setter, home.add(Element("P")), address), within)
    both = Beside(code, code.side, Stack([told]), look.body, after=look.paragraph * 0.4)
    return [heading, Box(Stack([both, beneath]), frame, after=look.paragraph, whole=True)]


class Code:
    """A QR code as a piece of the page: black on white whatever the theme, since that is what phones read."""

    def __init__(self, dark: list[list[bool]], content: Content) -> None:
        self._dark, self._content = dark, content
        self._module = max(_MODULE, _SIDE / (len(dark) + 2 * _QUIET))
        self.side = self._module * (len(dark) + 2 * _QUIET)
        self.before, self.after = 0.0, self._module * _QUIET
        self.keep: int = False

    def narrowest(self) -> float:
        """Give its side: it is never made smaller."""
        return self.side

    def widest(self) -> float:
        """Give its side."""
        return self.side

    def height(self, width: float) -> float:  # noqa: ARG002 — the protocol's
        """Give its side."""
        return self.side

    def split(self, width: float, room: float, page: float) -> Parts:  # noqa: ARG002 — the protocol's
        """Give it whole."""
        return (self, None) if room >= min(self.side, page) - 0.01 else (None, self)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:  # noqa: ARG002 — the protocol's
        """Draw it, tagged: one path, so that no seam shows between its modules."""
        side, module = self.side, self._module
        path = ["q", "1 1 1 rg", f"{x:.3f} {top - side:.3f} {side:.3f} {side:.3f} re f", "0 0 0 rg"]
        for number, row in enumerate(self._dark):
            bottom = top - module * (_QUIET + number + 1)
            column = 0
            for dark, group in groupby(row):
                count = len(list(group))
                if dark:
                    left = x + module * (_QUIET + column)
                    path.append(f"{left:.3f} {bottom:.3f} {module * count:.3f} {module:.3f} re")
                column += count
        path += ["f", "Q"]
        canvas.picture(self._content, (x, top - side, x + side, top), "\n".join(path))
