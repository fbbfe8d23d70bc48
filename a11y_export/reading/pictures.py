"""Pictures: only bytes that came with the page. Nothing is opened because a page merely names it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import os
import struct
import warnings
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from a11y_export import words
from a11y_export.model import Added, Blocks, Figure, Image, Removal
from a11y_export.reading.addresses import (
    DATA,
    LONGEST_ADDRESS,
    MOST_ADDRESSES,
    addresses,
    alternative,
    drawing,
    is_all_there_is,
    is_data,
    is_enlarged,
    is_waiting,
    name,
    near,
    shown,
    stands_alone,
)
from a11y_export.reading.decoration import decoration
from a11y_export.reading.ledger import Ledger, where
from a11y_export.reading.likeness import likeness
from a11y_export.reading.page import Page
from a11y_export.reading.tree import Element

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
# Of one page, all its pictures together: a page may name one large file ten thousand times.
MAX_ALL_BYTES = 200_000_000
MAX_ALL_PIXELS = 400_000_000
MAX_PICTURES = 500
OUTSIDE = "picture outside the article"
_FIGURE = frozenset({"figure"})
_TOLD = 8  # pictures that a warning names
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "BMP": "image/bmp"}


class Album:
    """The pictures of one page: each settled once, its bytes read once, all of them within the limits."""

    def __init__(self, page: Page, alts: Mapping[str, str]) -> None:
        """Read from beside `page`, from its parts, or from its own addresses; `alts` are staff's texts by file name."""
        self._page, self._alts, self._asked = page, alts, set[str]()
        self._seen: dict[str, Image | None] = {}
        self._bytes = self._pixels = 0
        self.beside: dict[str, str] = {}
        """Each file looked for beside the page, with its SHA-256; "" when it was not there."""
        self.settled: set[int] = set()
        self.figures: list[Figure] = []
        self.added: list[Added] = []

    def figure(self, element: Tag, place: Tag, caption: Blocks, ledger: Ledger) -> Figure | None:
        """Give a picture of the article as it is to be set, or None for one that is left out, with a removal.

        A picture whose bytes are not at hand, or that nothing describes, is set as well: what stands there is then
        announced, and not lost without a word.
        """
        if ledger.is_dead(element) and not is_all_there_is(element, ledger):
            return None
        self.settled.add(id(element))
        called = name(element)
        told = self._alts.get(called) if called else None
        self._asked.add(called)
        alt = alternative(element) if told is None else told
        alone = stands_alone(element)
        set_off = place is not element or near(element, _FIGURE) is not None or alone or is_enlarged(element)
        in_figure = told is None and set_off
        image = self.load(element)
        wanted = told or caption or ledger.is_protected(element)
        reason = "" if wanted else decoration(element, alt, image, in_figure=in_figure, alone=alone)
        if not reason and len(self.figures) >= MAX_PICTURES:
            reason = f"the article has more than {MAX_PICTURES} pictures"
        if reason:
            _leave_out(element, ledger, reason)
            return None
        if alt:
            self.added.append(Added("alternative text", where(place), alt))
        self.figures.append(Figure(image, alt or "", caption, called))
        return self.figures[-1]

    def drawing(self, element: Element, ledger: Ledger) -> Figure | None:
        """Give a drawing that is all its cell or item holds, as what it is called; None for any other."""
        above = element.parent
        if len(self.figures) >= MAX_PICTURES or (above is not None and ledger.is_dead(above)):
            return None
        alt = drawing(element)
        if not alt:
            return None
        self.added.append(Added("alternative text", where(element), alt))
        self.figures.append(Figure(None, alt))
        return self.figures[-1]

    def record_others(self, soup: BeautifulSoup, ledger: Ledger) -> None:
        """Record each picture of the page that is neither set nor left out yet."""
        recorded = Counter(r.where for r in ledger.removals if not r.text)
        others = 0
        for element in shown(soup.body) if soup.body else ():
            if id(element) in self.settled:
                continue
            if recorded[place := where(element)] > 0:
                recorded[place] -= 1
                continue
            others += 1
            if others <= MAX_PICTURES:
                _leave_out(element, ledger, "stands outside the article, or in a part that was cut", OUTSIDE)
        if others > MAX_PICTURES:
            more = f"{others - MAX_PICTURES:,} more pictures stand outside the article, or in parts that were cut"
            ledger.removals.append(Removal(OUTSIDE, more, "body", ""))

    def undescribed(self) -> list[str]:
        """Give a warning that names the pictures that nothing describes, and which did not come with the page."""
        found = [f for f in self.figures if not f.alt]
        if not found:
            return []
        told = [
            (f.name or "one without a name") + ("" if f.image else " (not in the saved page)") for f in found[:_TOLD]
        ]
        more = [f"and {len(found) - _TOLD} more"] * (len(found) > _TOLD)
        return [f"Picture, no description: {', '.join(told + more)}. Describe it under [alt] in the corrections file."]

    def unknown(self) -> list[str]:
        """Give a warning for each of staff's texts whose picture the article does not have."""
        names = [words.fold(called)[:80] for called in self._alts if called not in self._asked]
        return [f"Corrections: no picture of the article is called “{called}”." for called in names]

    def load(self, element: Tag) -> Image | None:
        """Give the picture when its bytes came with the page (beside it, within it, or in the MHTML), else None."""
        found = addresses(element, doubtful=True)
        files = bool(found) and not is_data(found[0])
        for address in found:
            if address not in self._seen:
                if len(self._seen) >= MAX_PICTURES * MOST_ADDRESSES:
                    return None
                self._seen[address] = self._read(address)
            image = self._seen[address]
            tiny = image is not None and max(image.width, image.height) <= 64
            waits = tiny and ((files and is_data(address)) or is_waiting(address))
            if image is not None and not waits:  # a tiny picture within the page waits for the one that has a name
                return image
        return None

    def _read(self, address: str) -> Image | None:
        if self._bytes >= MAX_ALL_BYTES or self._pixels >= MAX_ALL_PIXELS:
            return None
        data = _bytes(address, self._page, self.beside)
        self._bytes += len(data or b"")
        image = decode(data) if data else None
        self._pixels += image.width * image.height if image else 0
        return image


def _bytes(address: str, page: Page, beside: dict[str, str]) -> bytes | None:
    if not address or len(address) > MAX_BYTES * 2:
        return None
    if match := DATA.match(address):
        try:
            return base64.b64decode(unquote(address[match.end() :]), validate=False)
        except (binascii.Error, ValueError):
            return None
    if len(address) > LONGEST_ADDRESS:
        return None
    if page.parts:
        found = page.parts.get(address)
        if found is None and page.url:
            try:
                found = page.parts.get(urljoin(page.url, address))
            except ValueError:
                found = None
        return found
    return _beside(address, page.folder, beside)


def _beside(address: str, folder: Path | None, looked_for: dict[str, str]) -> bytes | None:
    """Read a file below the page's own folder: relative, without "..", not led out by a link."""
    if folder is None:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    written = unquote(parts.path)
    elsewhere = PureWindowsPath(written)
    relative = Path(written)
    if (
        relative.is_absolute()
        or elsewhere.drive
        or elsewhere.root
        or ".." in elsewhere.parts
        or any(c in written for c in "\0\\")
    ):
        return None
    looked_for[relative.as_posix()] = ""
    try:
        root = Path(os.path.realpath(folder))  # Path.resolve raises where a link leads to itself
        target = Path(os.path.realpath(root / relative))
        if not target.is_relative_to(root) or not target.is_file() or target.stat().st_size > MAX_BYTES:
            return None
        data = target.read_bytes()
    except (OSError, ValueError):
        return None
    looked_for[relative.as_posix()] = hashlib.sha256(data).hexdigest()
    return data


def decode(data: bytes) -> Image | None:
    """Give the picture in `data` when it is one of the raster formats we set, sound and within the limits."""
    import PIL.Image

    if not 0 < len(data) <= MAX_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a reader of pictures has to say of an odd one
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if width * height > MAX_PIXELS or width < 1 or height < 1:
                    return None
                shows = likeness(picture)
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, LookupError, OverflowError, MemoryError,
            AttributeError, TypeError, ZeroDivisionError,  # what Pillow makes of a broken note on how it was held
            PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning):
        return None
    return Image(data, _FORMATS[kind], width, height, shows)


def _leave_out(element: Tag, ledger: Ledger, reason: str, rule: str = "decorative picture") -> None:
    """Record that a picture is left out, with the page's name for it."""
    place, called = where(element), name(element)
    ledger.removals.append(Removal(rule, reason, f"{place} “{called}”" if called else place, ""))
