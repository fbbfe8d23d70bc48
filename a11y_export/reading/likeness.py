"""What a picture shows, in one line: the record keeps it for the proof, which never sees the picture's own file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Raster

POINTS = 8  # along each side of what a picture is brought down to


def likeness(opened: Raster) -> str:
    """Give an opened picture's width and height in pixels, the SHA-256 of its colours, and its colours in few points.

    It is taken as it is seen on white paper: turned upright, without transparency. Raises what Pillow raises.
    """
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(opened)
    if upright.mode in ("RGB", "L"):
        seen = upright.convert("RGB")
    else:
        clear = upright.convert("RGBA")
        seen = Image.new("RGB", clear.size, "white")
        seen.paste(clear, mask=clear.getchannel("A"))
    small = seen.resize((POINTS, POINTS), Image.Resampling.BOX).tobytes()
    return f"{seen.width}x{seen.height} {hashlib.sha256(seen.tobytes()).hexdigest()} {small.hex()}"
