"""Bytes → text: by byte-order mark, then a declared charset that fits, then UTF-8, then detection."""

from __future__ import annotations

import codecs
import re

from a11y_export.errors import UnreadableInput
from a11y_export.reading.recoding import put_right

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.\-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.\-]{1,40})""")
# What the names mean on the web: the WHATWG Encoding Standard's table, the rows that Python reads otherwise.
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "tis-620": "cp874",
    "unicode": "utf-16-le",
}


def decode(data: bytes, location: str, declared: str | None = None) -> tuple[str, list[str]]:
    """Give the text of `data` and warnings; `declared` is a header's charset. Raises UnreadableInput for binary.

    Signs that were encoded twice are put right.
    """
    text, codec, warnings = _decoded(data, location, declared)
    text, told = put_right(text, data if codec == "utf-8" else text.encode("utf-8", "replace"))
    return text, warnings + told


def _decoded(data: bytes, location: str, declared: str | None) -> tuple[str, str, list[str]]:
    """Give the text, the name of its encoding, and warnings."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], name, [])
    if b"\0" in data[:4096]:
        sample = data[:4096]
        zeros = sample.count(b"\0")
        even = sample[::2].count(b"\0")
        # In UTF-16 a letter's empty half always stands on the same side; in a binary file zeros stand on both.
        if zeros > len(sample) // 4 and not 0.2 < even / zeros < 0.8:
            return _lenient(
                data,
                "utf-16-be" if even > zeros // 2 else "utf-16-le",
                ["The file has no byte-order mark; read as UTF-16."],
            )
        if zeros > 16 or not re.search(rb"<\w+[\s>]", sample):
            raise UnreadableInput(
                location, "this is a binary file, not a saved web page.", "Save the page again as HTML."
            )
    match = _XML.search(data[:200]) or _META.search(data[:65_536])
    named = declared or (match.group(1).decode("ascii") if match else None)
    warnings: list[str] = []
    if _is_utf8(data):
        # Valid UTF-8 with letters beyond ASCII is never anything else by chance.
        if named and _codec(named) != "utf-8" and not data.isascii():
            warnings.append(f"The page calls itself {named}, but is UTF-8; read as UTF-8.")
        return _lenient(data, "utf-8", warnings)
    codec = _codec(named) if named else None
    if codec and codec != "utf-8":
        return _lenient(data, codec, warnings)
    guess = _detected(data)
    if named:
        warnings.append(f"The page calls itself {named}, but is not; read as {guess}.")
    return _lenient(data, guess, warnings)


def _is_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8, a last character cut in the middle forgiven."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3 and error.reason == "unexpected end of data"
    return True


def _codec(name: str) -> str | None:
    web = _WEB_NAMES.get(name.strip().lower(), name)
    try:
        return codecs.lookup(web).name
    except LookupError:
        return None


# What pages in Western languages are written with, doses and typography among it. Bytes that all mean one of these
# in cp1252 are cp1252, as browsers take them: a guess by frequency reads a lone ½ or µ as another alphabet's letter.
_WESTERN = frozenset(
    "áéíóúàèùâêîôûäëïöüãõñçßœÁÉÍÓÚÀÈÙÂÊÎÔÛÄËÏÖÜÃÕÑÇŒ‘’“”‚„‹›«»–—…•·¿¡€£©®™§¶°±×÷²³µ½¼¾ªº\u00a0\u00ad"
)


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    try:
        if _WESTERN.issuperset(c for c in data.decode("cp1252") if not c.isascii()):
            return "cp1252"
    except UnicodeDecodeError:
        pass  # one of the five bytes without a meaning: another encoding
    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else "cp1252"


def _lenient(data: bytes, codec: str, warnings: list[str]) -> tuple[str, str, list[str]]:
    # Five bytes have no meaning in Python's cp1252; browsers read them as control characters, which print nothing.
    text = data.decode(codec, errors="ignore" if codec == "cp1252" else "replace")
    if "\ufffd" in text:
        lost = text.count("\ufffd")
        warnings.append(f"{lost} characters could not be decoded as {codec} and stand as \ufffd.")
    return text, codec, warnings
