"""What a picture of a PDF shows, decoded from the file, and the line on record that says what it should show."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import Any

_MOST = 40_000_000  # pixels: no more is decoded
_POINTS = 8  # along each side of what a picture is brought down to
_APART = 12  # levels of 255 that a point may differ by where a picture was made smaller: rounding and resampling
_LINE = re.compile(rf"(\d{{1,6}})x(\d{{1,6}}) ([0-9a-f]{{64}}) ([0-9a-f]{{{_POINTS * _POINTS * 6}}})")
_KEYS = frozenset({
    "/Type", "/Subtype", "/Width", "/Height", "/BitsPerComponent", "/ColorSpace", "/Filter", "/Length"})
_CHANNELS = {"/DeviceRGB": ("RGB", 3), "/DeviceGray": ("L", 1)}


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture: its size in pixels, the digest of its colours, and its colours brought down to a few points."""

    size: tuple[int, int]
    digest: str
    small: bytes

    def shows(self, other: Seen) -> bool:
        """Tell whether both show the same: dot by dot, or as far as it can be seen where one was made smaller."""
        if self.size == other.size:
            return self.digest == other.digest
        (wide, tall), (width, height) = self.size, other.size
        if abs(wide * height - width * tall) > 2 * max(wide, tall, width, height):
            return False
        return all(abs(a - b) <= _APART for a, b in zip(self.small, other.small, strict=True))


def on_record(line: str) -> Seen | None:
    """Give what a picture's line on record says that it shows, or None when it says nothing."""
    told = _LINE.fullmatch(line)
    return Seen((int(told[1]), int(told[2])), told[3], bytes.fromhex(told[4])) if told else None


def of_stream(thing: Any) -> Seen | None:
    """Give what an image of a PDF shows, or None when it is not plain colours: a mask, a palette, another coding."""
    from PIL import Image

    if not set(map(str, thing.keys())) <= _KEYS or str(thing.get("/ColorSpace", "")) not in _CHANNELS:
        return None
    mode, channels = _CHANNELS[str(thing.ColorSpace)]
    size = (int(thing.Width), int(thing.Height))
    length = size[0] * size[1] * channels
    if int(thing.get("/BitsPerComponent", 0)) != 8 or min(size) < 1 or length > _MOST * channels:
        return None
    if [str(name) for name in _listed(thing.get("/Filter", ""))] != ["/FlateDecode"]:
        return None
    try:
        data = zlib.decompressobj().decompress(thing.read_raw_bytes(), length + 1)
    except zlib.error:
        return None
    if len(data) != length:
        return None
    seen = Image.frombytes(mode, size, data).convert("RGB")
    small = seen.resize((_POINTS, _POINTS), Image.Resampling.BOX).tobytes()
    return Seen(size, hashlib.sha256(seen.tobytes()).hexdigest(), small)


def _listed(names: Any) -> list[Any]:
    import pikepdf

    return list(names) if isinstance(names, pikepdf.Array) else [names]
