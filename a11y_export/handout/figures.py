"""Pictures: from bytes only, within limits, flattened onto the paper, scaled and never cropped."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab import rl_config
from reportlab.lib.utils import ImageReader

from a11y_export.model import Image

if TYPE_CHECKING:
    from PIL import Image as Pictures

# ReportLab opens names and addresses that it is given, and takes these settings from the environment: close both.
rl_config.trustedHosts = None  # none: every address is refused
rl_config.trustedSchemes = []

LARGEST = 25_000_000  # bytes of a file
MOST_PIXELS = 40_000_000  # decoded; 160 MB of memory at the worst
_SIDE = 2_400  # pixels that a side is reduced to: 300 dots an inch over a page of text
_ASKEW = 0.05  # of its shape that a picture may be drawn out of: sizes on pages are rounded
_POINTS_A_PIXEL = 0.75  # CSS: 96 pixels are an inch
_ENLARGED = 2  # times its size on the page, at most, where its own pixels are enough for it
_COARSEST = 1.0  # points a pixel: 72 to the inch; coarser, and a picture only grows blurred


def load(image: Image) -> tuple[ImageReader, tuple[float, float]] | None:
    """Give the picture and its largest size in points, or None when the bytes are no picture within the limits."""
    if not image.data or len(image.data) > LARGEST:
        return None
    from PIL import Image as Pictures  # with all its plain formats; most handouts hold no picture
    from PIL import ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pictures.DecompressionBombWarning)
            with Pictures.open(BytesIO(image.data)) as opened:
                if opened.width * opened.height > MOST_PIXELS or 0 in opened.size:
                    return None
                picture = _flat(ImageOps.exif_transpose(opened))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Pictures.DecompressionBombError,
            Pictures.DecompressionBombWarning, Warning):
        return None
    wide, tall = image.width or picture.width, image.height or picture.height
    if abs(wide / tall - picture.width / picture.height) > _ASKEW * wide / tall:  # declared sizes may distort
        wide, tall = picture.width, picture.height
    scale = max(_POINTS_A_PIXEL, min(_POINTS_A_PIXEL * _ENLARGED, picture.width * _COARSEST / wide))
    picture.thumbnail((_SIDE, _SIDE))
    size = (wide * scale, tall * scale)
    if abs(wide / tall - picture.width / picture.height) > _ASKEW * wide / tall:  # a line of a pixel stays one
        size = (size[0], size[0] * picture.height / picture.width)
    return ImageReader(picture), size


def _flat(picture: Pictures.Image) -> Pictures.Image:
    """Give it without transparency, on white, as most pictures of the web are made to be seen."""
    from PIL import Image as Pictures

    if picture.mode in ("RGB", "L"):
        return picture.copy()
    full = picture.convert("RGBA")
    ground = Pictures.new("RGB", full.size, "white")
    ground.paste(full, mask=full.getchannel("A"))
    return ground
