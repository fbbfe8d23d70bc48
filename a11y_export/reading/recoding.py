"""Letters that were encoded twice, put right: "donâ€™t" is "don’t", "â‰¥5 mg" is "≥5 mg".

A program that took a page's UTF-8 for Latin-1 or Windows-1252 and saved it again left two or three letters for each
sign. Printed as they are they puzzle; spoken, a "≥" is gone. They are put right only on a page that shows plainly that
it was damaged so; elsewhere a capital before a closing quote ("«CAFÉ»") is just that.
"""

from __future__ import annotations

import re
import unicodedata

# The signs that Windows-1252 has where Latin-1 has control characters, by what they are in bytes.
_WINDOWS = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}}
_CONTROLS = "".join(map(chr, range(0x80, 0xA0)))
_NEXT = f"[{_CONTROLS}{re.escape(''.join(_WINDOWS))}\u00a0-\u00bf]"
_SEQUENCE = re.compile(f"[\u00c2-\u00df]{_NEXT}|[\u00e0-\u00ef]{_NEXT}{{2}}|[\u00f0-\u00f4]{_NEXT}{{3}}")
# Scripts whose every letter becomes two or three: what those begin with.
_SCRIPTS = ("\u00d0\u00d1", "\u00d8\u00d9", "\u00e0", "\u00ce\u00cf", "\u00d7")
_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
# At a glance, in bytes of UTF-8: nearly all pages have none of these.
_CONTROL = re.compile(rb"\xc2[\x80-\x9f]")
_FIRST = b"\xc3"  # of all of them: the page is parted at it once, and not searched for each
_BEGINNINGS = (
    *(b"\x82", b"\x83", b"\xa2\xe2", b"\xa2\xcb\x86"),  # Â, Ã, â and a sign of Windows
    *(b"\x90\xc2", b"\x98\xc2", b"\xa0\xc2\xa4", b"\x8e\xc2", b"\x97\xc2"),
)
# Without a control character in it a sequence may be two letters after all, unless it means what texts are full of:
# signs and letters of Europe's scripts, Hebrew, Arabic, Devanagari, punctuation, currencies, arrows, mathematics.
_USUAL = re.compile(
    "[\u00a0-\u017f\u0370-\u052f\u05d0-\u05ea\u0600-\u06ff\u0900-\u097f\u2010-\u205e\u20a0-\u20bf\u2100-\u22ff"
    "\u2500-\u27bf\ufffd]"
)
_QUOTE = "\u00e2\u20ac"  # what is left of ” where a program dropped the byte that Windows-1252 has no sign for
_ENOUGH = 2
_MOST_TIMES = 3
_MOST_TOLD = 8


def put_right(text: str, data: bytes) -> tuple[str, list[str]]:
    """Give `text` with signs that were encoded twice put right, and a warning when there were any.

    `data` is the text in UTF-8.
    """
    if not (any(rest.startswith(_BEGINNINGS) for rest in data.split(_FIRST)[1:]) or _CONTROL.search(data)):
        return text, []
    signs: list[str] = []
    for _ in range(_MOST_TIMES):
        if not _is_damaged(text):
            break
        text, found = _once(text)
        if not found:
            break
        signs = found
    if not signs:
        return text, []
    seen = " ".join(list(dict.fromkeys(s for s in signs if s.isprintable() and not s.isspace()))[:_MOST_TOLD])
    which = f" ({seen})" if seen else ""
    return text, [f"{len(signs)} signs{which} had been encoded twice and were put right. Check doses and limits."]


def _is_damaged(text: str) -> bool:
    """Whether a text shows plainly, more than once, that it was encoded twice."""
    plain, last = 0, -1
    for found in _SEQUENCE.finditer(text):
        if not _meant(found.group()):
            continue
        plain += _is_plain(text, found, last)
        last = found.end()
        if plain >= _ENOUGH:
            return True
    return False


def _is_plain(text: str, found: re.Match[str], last: int) -> bool:
    """Whether no text has such a sequence; `last` is where the one before it ended.

    It has a control character in it, is a quote or a dash as Windows shows it, is "Ã" or "Â" and a sign beside a small
    letter or a figure, or one of several letters of a script.
    """
    letters, at = found.group(), found.start()
    if any(c in _CONTROLS for c in letters) or (letters[0] == "\u00e2" and letters[1] in _WINDOWS):
        return True
    if letters[0] in "\u00c2\u00c3":
        beside = text[max(at - 1, 0) : at], text[found.end() : found.end() + 1]
        return letters[1] not in _WINDOWS and letters[1] != "\u00a0" and not _WORDS.isdisjoint(beside)
    return last == at and any(letters[0] in script and text[last - len(letters)] in script for script in _SCRIPTS)


def _once(text: str) -> tuple[str, list[str]]:
    """Give a damaged text put right once, and the signs that were."""
    signs: list[str] = []

    def meant(found: re.Match[str]) -> str:
        sign = _meant(found.group())
        if sign:
            signs.append(sign)
        return sign or found.group()

    mended = _SEQUENCE.sub(meant, text)
    if _QUOTE + "\u0153" in text:  # “ stands there as three signs, so that ” is what two of them are left of
        signs += ["\u201d"] * mended.count(_QUOTE)
        mended = mended.replace(_QUOTE, "\u201d")
    return mended, signs


def _meant(sequence: str) -> str:
    """Give the character that a sequence of letters is the UTF-8 of, "" when it is none, or hardly."""
    data = bytes(ord(c) if ord(c) < 0x100 else _WINDOWS.get(c, 0) for c in sequence)
    try:
        sign = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if len(sign) != 1 or unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs"}:
        return ""
    return sign if any(c in _CONTROLS for c in sequence) or _USUAL.match(sign) else ""
