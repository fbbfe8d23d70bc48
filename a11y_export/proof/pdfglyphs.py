"""Which codes of an embedded font leave no ink: read from the outlines of the font program itself."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Callable, Iterable, Mapping

# Letters and signs that are blank by their nature.
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def visible(text: str) -> bool:
    """Tell whether some of `text` has to leave ink."""
    return any(unicodedata.category(char)[0] in "LNPS" and char not in _FILLERS for char in text)


def blank(program: bytes, codes: Iterable[int], glyph: Callable[[int], int]) -> frozenset[int]:
    """Give those of `codes` that are drawn as nothing, or as the empty box; `glyph` gives each code's glyph.

    Raise ValueError for a font program that cannot be read.
    """
    try:
        tables = _tables(program)
        (count,) = struct.unpack_from(">H", tables["maxp"], 4)
        (long,) = struct.unpack_from(">h", tables["head"], 50)
        places = struct.unpack_from(f">{count + 1}{'I' if long else 'H'}", tables["loca"], 0)
    except (struct.error, KeyError) as error:
        raise ValueError(f"a font program cannot be read: {error}") from error
    return frozenset(
        code for code in codes
        if not 0 < (number := glyph(code)) < count or places[number + 1] <= places[number]
    )


def letters(program: bytes) -> Mapping[int, int]:
    """Give the glyph of each one-byte code, as the font program's own table says; empty when it has none such."""
    try:
        table = _tables(program)["cmap"]
        (count,) = struct.unpack_from(">H", table, 2)
        for number in range(count):
            platform, _, start = struct.unpack_from(">HHI", table, 4 + 8 * number)
            (form,) = struct.unpack_from(">H", table, start)
            if platform == 1 and form == 6:
                first, many = struct.unpack_from(">HH", table, start + 6)
                return dict(enumerate(struct.unpack_from(f">{many}H", table, start + 10), first))
            if platform == 1 and form == 0:
                return dict(enumerate(struct.unpack_from(">256B", table, start + 6)))
    except (struct.error, KeyError) as error:
        raise ValueError(f"a font program cannot be read: {error}") from error
    return {}


def _tables(program: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", program, 4)
    found: dict[str, bytes] = {}
    for number in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * number)
        found[tag.decode("latin-1")] = program[start : start + length]
    return found
