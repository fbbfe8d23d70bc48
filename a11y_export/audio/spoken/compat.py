"""Characters that stand for ordinary ones: numerals of one character, wide and mathematical letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from a11y_export.audio.spoken.scan import Match, Production, scan

_ROMAN = re.compile("[Ⅰ-ⅻ]")
# In a circle, black or white, in brackets, or with a stop.
_NUMERAL = re.compile("[①-⒛⓪⓫-⓿❶-➓]")
# Ordinary digits and their signs beside wide ones belong to the same number: "2．5".
_ALIKE = "０-９Ａ-Ｚａ-ｚ．，％／－～＄𝐀-𝟿⒜-ⓩ﹩﹪"
_WIDE = re.compile(rf"[0-9！-～.,/%-]{{0,40}}?[{_ALIKE}][0-9！-～.,/%{_ALIKE}-]{{0,40}}")
# A unit of one character; espeak-ng says nothing for "℃", and "symbol" for "㎎".
_UNIT = re.compile("[℃℉ℓ㎀-㏟]")


def compat(read: Production, text: str, at: int, number: Callable[[int], str]) -> Match | None:
    """Read "Ⅲ" and "❸" as their numbers, said by `number`, and a run of wide characters as `read` has ordinary ones."""
    if (match := _ROMAN.match(text, at)) is not None:
        return Match(match.end(), number(int(unicodedata.numeric(match.group()))), "roman")
    if (match := _NUMERAL.match(text, at)) is not None:
        return Match(match.end(), number(int(unicodedata.numeric(match.group()))), "number")
    if (match := _WIDE.match(text, at)) is not None:
        ordinary = unicodedata.normalize("NFKC", match.group())
        rule = "number" if any(char.isdigit() for char in ordinary) else "letters"
        return Match(match.end(), "".join(span.said for span in scan(ordinary, read)), rule)
    return None


def one_character(text: str, at: int) -> Match | None:
    """Read a unit of one character as the letters it stands for, where no table says it."""
    match = _UNIT.match(text, at)
    return None if match is None else Match(match.end(), unicodedata.normalize("NFKC", match.group()), "unit")
