"""What PDF/A-2 (ISO 19005-2) asks beyond a tagged file: a colour space for its colours, and where streams end."""

from __future__ import annotations

import struct
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFImageXObject,
    PDFName,
    PDFObject,
    PDFPage,
    PDFStream,
    PDFString,
    PDFZCompress,
)

_CONDITION = "sRGB IEC61966-2.1"
# The colours of sRGB (IEC 61966-2-1) as seen under D50, adapted from D65 by Bradford's matrix (ICC.1:2004-10, annex E).
_WHITE = (0.9642, 1.0, 0.8249)
_ADAPTED = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
_PRIMARIES = {"r": (0.43607, 0.22249, 0.01392), "g": (0.38515, 0.71687, 0.09708), "b": (0.14307, 0.06061, 0.71410)}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)  # gamma, a, b, c, d of a parametric curve of type 3
_MADE = (2000, 1, 1, 0, 0, 0)  # when the profile was made, for whoever asks: no clock is read


def srgb() -> bytes:
    """Give an ICC profile of sRGB, version 4.2, the same bytes each time: 9 tags, half a kilobyte."""
    tags = {
        "desc": _words(_CONDITION), "cprt": _words("No copyright, use freely"),
        "wtpt": _numbers("XYZ ", _WHITE), "chad": _numbers("sf32", _ADAPTED),
        **{f"{name}XYZ": _numbers("XYZ ", values) for name, values in _PRIMARIES.items()},
    }
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(_CURVE)
    table, data = b"", b""
    start = 128 + 4 + 12 * (len(tags) + len(_PRIMARIES))
    for name, tag in [*tags.items(), ("", curve)]:
        for signature in [name] if name else [f"{colour}TRC" for colour in _PRIMARIES]:  # one curve serves all three
            table += signature.encode("ascii") + struct.pack(">II", start + len(data), len(tag))
        data += tag + bytes(-len(tag) % 4)
    header = struct.pack(
        ">I4xI4s4s4s6H4s24xI12s48x", start + len(data), 0x04200000, b"mntr", b"RGB ", b"XYZ ", *_MADE, b"acsp", 0,
        _fixed(_WHITE))
    return header + struct.pack(">I", len(tags) + len(_PRIMARIES)) + table + data


def _fixed(values: tuple[float, ...]) -> bytes:
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def _numbers(kind: str, values: tuple[float, ...]) -> bytes:
    return kind.encode("ascii") + bytes(4) + _fixed(values)


def _words(text: str) -> bytes:
    told = text.encode("utf-16-be")
    return b"mluc" + struct.pack(">IIIHHII", 0, 1, 12, 0x656E, 0x5553, len(told), 28) + told


def output_intent(document: Any) -> PDFArray:
    """Give the catalog's OutputIntents: what the numbers of the file's colours mean (ISO 19005-2, 6.2.3)."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb(), [PDFZCompress])
    return PDFArray([PDFDictionary({
        "Type": PDFName("OutputIntent"), "S": PDFName("GTS_PDFA1"), "OutputConditionIdentifier": PDFString(_CONDITION),
        "Info": PDFString(_CONDITION), "DestOutputProfile": document.Reference(profile, "ColourProfile"),
    })])


class _Ended(PDFObject):  # type: ignore[misc]
    """A stream of ReportLab's with the end of line before `endstream` that 6.1.7.1 asks for."""

    __RefOnly__ = 1

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def format(self, document: Any) -> bytes:
        code: bytes = self._stream.format(document)
        # Both signs: before a lone line feed, a carriage return that is data would pass for a part of the line's end.
        return code.removesuffix(b"endstream\n") + b"\r\nendstream\n"


def end_streams(document: Any) -> None:
    """Let every stream of `document` end as it should; call it last, since streams are wrapped."""
    catalog = document.Catalog
    catalog.Metadata = _Ended(catalog.Metadata)
    for name, thing in list(document.idToObject.items()):
        if isinstance(thing, PDFPage):
            thing.Contents = _Ended(PDFStream(content=thing.stream, filters=[PDFZCompress]))
        elif isinstance(thing, PDFStream | PDFImageXObject):
            document.idToObject[name] = _Ended(thing)
