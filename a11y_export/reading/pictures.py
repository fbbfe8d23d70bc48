"""Pictures: only bytes that came with the page. Nothing is opened because a page merely names it."""

from __future__ import annotations

import base64
import binascii
import io
import re
import warnings
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4.element import Tag

from a11y_export import words
from a11y_export.model import Image
from a11y_export.reading.page import Page

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp", "BMP": "image/bmp"}
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp|bmp)\s*;\s*base64\s*,", re.IGNORECASE)


def alternative(element: Tag) -> str | None:
    """Give the picture's alternative text, "" when it is marked as decoration, None when it has none."""
    if element.get("role") in {"presentation", "none"} or element.get("aria-hidden") == "true":
        return ""
    alt = element.get("alt")
    if alt is None:
        alt = element.get("aria-label")
    return None if alt is None else words.fold(str(alt)[:2000])


def address(element: Tag) -> str:
    """Give where the picture's bytes are said to be."""
    for key in ("src", "data-src", "data-lazy-src", "data-original"):
        value = str(element.get(key) or "").strip()
        if value and not (key == "src" and value.startswith("data:image/gif;base64,R0lGOD") and len(value) < 200):
            return value
    return ""


def is_tiny(element: Tag) -> bool:
    """Whether the page sets the picture so small that it is an icon or a counter."""
    for key in ("width", "height"):
        value = str(element.get(key) or "").removesuffix("px")
        if value.isdigit() and int(value) <= 32:
            return True
    return False


def load(element: Tag, page: Page) -> Image | None:
    """Give the picture when its bytes came with the page (beside it, within it, or in the MHTML), else None."""
    data = _bytes(address(element), page)
    return decode(data) if data else None


def _bytes(name: str, page: Page) -> bytes | None:
    if not name or len(name) > MAX_BYTES * 2:
        return None
    if match := _DATA.match(name):
        try:
            return base64.b64decode(unquote(name[match.end() :]), validate=False)
        except (binascii.Error, ValueError):
            return None
    if page.parts:
        found = page.parts.get(name)
        if found is None and page.url:
            try:
                found = page.parts.get(urljoin(page.url, name))
            except ValueError:
                found = None
        return found
    return _beside(name, page.folder)


def _beside(name: str, folder: Path | None) -> bytes | None:
    """Read a file below the page's own folder: relative, without "..", not led out by a link."""
    if folder is None:
        return None
    try:
        parts = urlsplit(name)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path or "\\" in name:
        return None
    relative = Path(unquote(parts.path))
    if relative.is_absolute() or ".." in relative.parts or relative.drive or "\0" in str(relative):
        return None
    try:
        root = folder.resolve()
        target = (root / relative).resolve()
        if not target.is_relative_to(root) or not target.is_file() or target.stat().st_size > MAX_BYTES:
            return None
        return target.read_bytes()
    except OSError:
        return None


def decode(data: bytes) -> Image | None:
    """Give the picture in `data` when it is one of the raster formats we set, sound and within the limits."""
    import PIL.Image

    if not 0 < len(data) <= MAX_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(data), formats=tuple(_FORMATS)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if width * height > MAX_PIXELS or width < 1 or height < 1:
                    return None
                picture.load()
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning):
        return None
    return Image(data, _FORMATS[kind], width, height)
