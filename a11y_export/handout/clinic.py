"""What the clinic puts around the article: its logo and name on the first page, its lines in a box at the end."""

from __future__ import annotations

from reportlab.lib.utils import ImageReader

from a11y_export.clinic import Clinic
from a11y_export.errors import UsageError
from a11y_export.handout import figures, front
from a11y_export.handout.beside import Beside
from a11y_export.handout.blocks import Place, Typesetter
from a11y_export.model import Image
from a11y_export.tagging import Box, Element, Origin, Picture, Piece, Stack, TextBlock

ROLE = "Clinic"
_TALL, _WIDE = 4.5, 0.5  # a logo's most: height in sizes of the text, width in parts of the column
_LINES = ("phone", "address", "web")


def logo(clinic: Clinic) -> tuple[ImageReader, tuple[float, float]]:
    """Give the clinic's logo and its natural size in points; raises UsageError when it cannot be decoded."""
    loaded = figures.load(Image(clinic.picture, "", 0, 0))
    if loaded is None:
        raise UsageError(clinic.logo, "cannot be read as a picture.", "Save the logo as a PNG or JPEG once more.")
    return loaded


def band(setter: Typesetter, root: Element, clinic: Clinic, place: Place) -> list[Piece]:
    """Set the clinic's logo and name above the title."""
    if not clinic.name and not clinic.picture:
        return []
    look = setter.look
    home = root.add(Element(ROLE))
    pieces: list[Piece] = []
    wide = 0.0
    if clinic.picture:
        image, (natural_width, natural_height) = logo(clinic)
        scale = min(1.0, look.body * _TALL / natural_height, place.width * _WIDE / natural_width)
        wide, tall = natural_width * scale, natural_height * scale
        figure = home.add(Element("Figure", Origin.PROGRAM, _lang(setter, clinic), alt=clinic.logo_alt))
        pieces.append(Picture(image, (wide, tall), figure.say(""), tall, after=look.paragraph * 0.5))
    if clinic.name:
        name = _said(setter, home, "name", clinic, place, bold=True)
        if not pieces:
            return [_last(name, setter)]
        return [Beside(pieces[0], wide, Stack([name]), look.body, after=look.paragraph)]
    return [_last(pieces[0], setter)]


def closing(setter: Typesetter, root: Element, clinic: Clinic, place: Place) -> list[Piece]:
    """Set the box with the clinic's line, telephone and addresses."""
    if not any(getattr(clinic, key) for key in ("line", *_LINES)):
        return []
    look = setter.look
    home = root.add(Element(ROLE))
    heading = front.heading_piece(setter, home, "clinic.heading", 2)
    frame = look.box()
    within = Place(place.width - 2 * frame.padding, place.height)
    lang = _lang(setter, clinic)
    inside: list[Piece] = [
        _said(setter, home, key, clinic, within, bold=key == "name") for key in ("name", "line") if getattr(clinic, key)
    ]
    inside += [
        front.labelled(setter, home, f"clinic.{key}", value, within, lang, whole=key == "phone")
        for key in _LINES if (value := getattr(clinic, key))
    ]
    return [heading, Box(Stack(inside), frame, after=look.paragraph, whole=True)]


def _said(setter: Typesetter, home: Element, key: str, clinic: Clinic, place: Place, *, bold: bool) -> TextBlock:
    """Set one of the clinic's own lines."""
    element = home.add(Element("P", Origin.PROGRAM, _lang(setter, clinic), key=f"clinic.{key}"))
    runs = setter.writer.text(element, getattr(clinic, key), setter.look.ink(bold=bold), bold=bold)
    block = setter.block(runs, place)
    block.after = setter.look.paragraph * 0.4
    return block


def _lang(setter: Typesetter, clinic: Clinic) -> str | None:
    return clinic.language if clinic.language and clinic.language != setter.writer.language else None


def _last(piece: Piece, setter: Typesetter) -> Piece:
    piece.after = setter.look.paragraph
    return piece
