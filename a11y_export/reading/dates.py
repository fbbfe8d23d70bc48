"""Dates as pages write them → ISO 8601. A date that could mean two things is none."""

from __future__ import annotations

import calendar
import re

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
}
_NUMBER: dict[str, int] = {}
for _names in _MONTHS.values():
    for _number, _name in enumerate(_names.split(), 1):
        _NUMBER[_name] = _number
        _NUMBER.setdefault(_name[:3], _number)
        _NUMBER.setdefault(_name[:4], _number)
_NUMBER |= {"sept": 9, "setiembre": 9, "dic": 12, "ene": 1, "ago": 8, "abr": 4}

_NAME = r"(?P<month>[^\W\d_]{3,12})\.?"
_ISO = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)(?:-(?P<d>\d\d))?(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)")
_MDY = re.compile(_NAME + r"\s*(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)")
_DMY = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|\.|º|er)?\s*(?:de\s+|of\s+|-)?"
    + _NAME
    + r",?\s*(?:de\s+|del\s+|-)?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_MY = re.compile(_NAME + r",?\s+(?:de\s+)?(?P<y>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>(?:19|20)\d\d)(?!\d)")


def iso_date(text: str) -> str:
    """Give the first date in `text` as YYYY-MM-DD or YYYY-MM, or "" when there is none or its order is in doubt."""
    text = text[:200].lower()
    for pattern in (_ISO, _COMPACT):
        if match := pattern.search(text):
            return _join(int(match["y"]), int(match["m"]), int(match["d"] or 0))
    for pattern in (_DMY, _MDY, _MY):
        for match in pattern.finditer(text):
            number = _NUMBER.get(match["month"])
            if number:
                return _join(int(match["y"]), number, int(match["d"]) if "d" in match.groupdict() else 0)
    if match := _SLASHED.search(text):
        a, b = int(match["a"]), int(match["b"])
        if a > 12 >= b:
            return _join(int(match["y"]), b, a)
        if b > 12 >= a or a == b:
            return _join(int(match["y"]), a, b)
    return ""


def _join(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12 or not 0 <= day <= calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"
