"""Characters that stand for ordinary ones: Roman numerals and circled numbers of one character, wide letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from a11y_export.audio.spoken.scan import Match, Production, scan

_ROMAN = re.compile("[Ⅰ-ⅻ]")
_CIRCLED = re.compile("[①-⑳⓪]")
# Ordinary digits and their signs beside wide ones belong to the same number: "2．5".
_WIDE = re.compile(r"[0-9！-～.,/%-]{0,40}?[０-９Ａ-Ｚａ-ｚ．，％／－～][0-9！-～.,/%-]{0,40}")


def compat(read: Production, text: str, at: int, number: Callable[[int], str]) -> Match | None:
    """Read "Ⅲ" and "③" as their numbers, said by `number`, and a run of wide characters as `read` has ordinary ones."""
    if (match := _ROMAN.match(text, at)) is not None:
        return Match(match.end(), number(int(unicodedata.numeric(match.group()))), "roman")
    if (match := _CIRCLED.match(text, at)) is not None:
        return Match(match.end(), number(int(unicodedata.numeric(match.group()))), "number")
    if (match := _WIDE.match(text, at)) is not None:
        ordinary = unicodedata.normalize("NFKC", match.group())
        return Match(match.end(), "".join(span.said for span in scan(ordinary, read)), "letters")
    return None
