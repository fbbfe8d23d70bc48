"""Dates as pages write them → ISO 8601. A date that could mean two things is none."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Iterable
from functools import lru_cache

_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
          "marraskuuta joulukuuta",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
          "δεκεμβρίου",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}  # fmt: skip
_NUMBER: dict[str, int] = {}
for _language, _names in _MONTHS.items():
    for _number, _name in enumerate(_names.split(), 1):
        _NUMBER.setdefault(_name, _number)
        if _language in {"en", "es", "fr", "de", "it", "pt", "nl", "sv", "da"}:
            _NUMBER.setdefault(_name[:3], _number)
            _NUMBER.setdefault(_name[:4], _number)
_NUMBER |= {
    "sept": 9, "setiembre": 9, "dic": 12, "ene": 1, "ago": 8, "abr": 4, "jänner": 1, "feber": 2, "fevr": 2,
    "mrz": 3, "mrt": 3, "maerz": 3, "janv": 1, "juil": 7, "aout": 8, "decembre": 12, "fevrier": 2, "gen": 1,
    "jän": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "fev": 2, "out": 10, "dez": 12, "okt": 10, "dec": 12,
    "फ़रवरी": 2, "अक्तूबर": 10, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12, "सित": 9,
}  # fmt: skip

_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_NAME = r"(?P<month>[^\W\d_]{3,12}|[\u0900-\u097f]{2,12})\.?"
_DAY = r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|\.|º|°|er|ª|e)?"
# "2021-06. Januar" is the end of one day and the beginning of another.
_ISO = re.compile(
    r"(?<![\d-])(?P<y>(?:19|20)\d\d)[-‐–](?P<m>\d\d)(?:[-‐–](?P<d>\d\d)|(?!\.\s?[^\W\d_]))(?![\d-])"
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[/.-]\s?(?P<m>\d{1,2})[/.-]\s?(?P<d>\d{1,2})(?!\d)")
_PLAIN = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?:t?\d{6}z?)?")
_HAN = re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?:(?P<d>\d{1,2})\s?[日일])?")
_MDY = re.compile(_NAME + r"\s{0,3}" + _DAY + r",?\s{0,3}(?:de |del |at )?[’']?" + _YEAR)
_DMY = re.compile(
    _DAY + r"[\s-]{0,3}(?:de\s{1,3}|of\s{1,3}|-|/)?" + _NAME + r"[,.]?\s{0,3}(?:de\s{1,3}|del\s{1,3}|-|/|')?" + _YEAR
)
# As a clock of a computer says it: "Fri Mar 05 10:15:00 CET 2021".
_CLOCK = re.compile(_NAME + r"\s{1,3}" + _DAY + r"\s{1,3}\d\d:\d\d(?::\d\d)?\s{1,3}(?:[a-z]{2,5}\s{1,3})?" + _YEAR)
# The year of "May 21, 2016" is none that "February 3" follows.
_YMD = re.compile(r"(?<!\d )(?<!\d,)(?<!\d, )" + _YEAR + r"[\s.,-]{1,3}" + _NAME + r"[\s-]{1,3}(?P<d>\d{1,2})(?!\d)")
_MY = re.compile(_NAME + r",?\s{1,3}(?:de\s{1,3}|del\s{1,3}|of\s{1,3})?" + _YEAR)
_SLASHED = re.compile(
    r"(?<![\d/.])(?P<a>\d{1,2})(?P<sign>[/.-])\s?(?P<b>\d{1,2})(?P=sign)\s?(?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)"
)
_DIGITS = str.maketrans("०१२३४५६७८९٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "012345678901234567890123456789")
_MONTH_FIRST = frozenset({"en-us", "es-us", "en-ph"})
_DAY_FIRST = frozenset({
    "es", "fr", "de", "it", "pt", "nl", "hi", "pl", "da", "ru", "tr", "el", "he", "ar", "ro", "cs", "uk", "nb", "no",
    "fi", "sk", "bg", "ca", "vi", "id",
})  # fmt: skip


def iso_date(text: str, order: str = "") -> str:
    """Give the first date in `text` as YYYY-MM-DD or YYYY-MM, or "" when there is none or its order is in doubt.

    `order` is "dmy" or "mdy" where the page is known to write its dates so (see `order_of`).
    """
    found = find_date(text, order)
    return found[0] if found else ""


def told_date(value: str) -> str:
    """Give the day that a value of the page's head names: a date, or the seconds since 1970 in figures alone."""
    seconds = _SECONDS.fullmatch(value.strip())
    if seconds is None:
        return iso_date(value)
    year, month, day = time.gmtime(int(seconds[1]))[:3]
    return _join(year, month, day)


def month_in(text: str) -> str:
    """Give the month that a text names in figures alone, "11/2020"; "" when it names none."""
    match = _MONTH.search(text[:200].translate(_DIGITS))
    return f"{match['y']}-{int(match['m']):02d}" if match else ""


_MONTH = re.compile(r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/.](?P<y>20\d\d)(?![\d/.-])")
_SECONDS = re.compile(r"(1[0-7]\d{8})(?:\d{3})?")


def is_all(text: str, found: tuple[str, int, int]) -> bool:
    """Whether a text says a date that was found in it, the time of day, and next to nothing else."""
    rest = _TIME_OF_DAY.sub(" ", f"{text[: found[1]]} {text[found[2] :]}")
    return len(re.findall(r"\w+", rest)) <= _MOST_BESIDE


_MOST_BESIDE = 2
_TIME_OF_DAY = re.compile(
    r"\b\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?!\d)\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?"
    r"|\b(?:uhr|am|pm|at|um|on|le|el|il|op|[a-z]{2}t|gmt|utc|ora|hrs?|mon|tue|wed|thu|fri|sat|sun)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b\w{3,7}tag\b",
    re.IGNORECASE,
)


def find_date(text: str, order: str = "") -> tuple[str, int, int] | None:
    """Give the first date in the first 200 characters, and where it stands; None when there is none."""
    text = text[:200]
    return _found(text, order) if any(c.isdecimal() for c in text) else None


@lru_cache(maxsize=512)  # a line is asked for the day of publishing, of the review and of the last change
def _found(text: str, order: str) -> tuple[str, int, int] | None:
    text = _lower(text)
    text = text.translate(_DIGITS)
    for pattern in (_ISO, _COMPACT, _HAN):
        if match := pattern.search(text):
            return _spot(match, int(match["y"]), int(match["m"]), int(match["d"] or 0))
    if match := _PLAIN.fullmatch(text.strip()):
        return _spot(match, int(match["y"]), int(match["m"]), int(match["d"]))
    for pattern in (_YMD, _DMY, _MDY, _CLOCK, _MY):
        for match in pattern.finditer(text):
            if number := _NUMBER.get(match["month"]):
                return _spot(match, int(match["y"]), number, int(match["d"]) if "d" in pattern.groupindex else 0)
    for match in _SLASHED.finditer(text):
        year, month, day = _slashed(match, order)
        return _spot(match, year, month, day)
    return None


def _lower(text: str) -> str:
    """Give `text` in small letters, as long as it was: İ would become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _slashed(match: re.Match[str], order: str) -> tuple[int, int, int]:
    """Give year, month and day of figures alone; month 0 when they could mean two days."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    if year < 100:
        # Two figures for the year: only where dots or the page's habit leave no doubt which they are.
        if match["sign"] != "." and not order:
            return 0, 0, 0
        year += 2000 if year < 70 else 1900
        if match["sign"] == "." and not order and a <= 12 and b <= 12 and a != b:
            return 0, 0, 0
    if a > 12 >= b or (order == "dmy" and b <= 12) or (a == b and a <= 12):
        return year, b, a
    if b > 12 >= a or (order == "mdy" and a <= 12):
        return year, a, b
    return year, 0, 0


def order_of(language: str, dates: Iterable[str] = ()) -> str:
    """Give "dmy" or "mdy" when the page's language, or its other dates in figures, settle the order; else ""."""
    language = language.lower().replace("_", "-")
    if language in _MONTH_FIRST:
        return "mdy"
    first, _, region = language.partition("-")
    if first in _DAY_FIRST or (first == "en" and region in {"gb", "au", "nz", "ie", "in", "za"}):
        return "dmy"
    days_first = months_first = 0
    for text in dates:
        for match in _SLASHED.finditer(text[:400]):
            a, b = int(match["a"]), int(match["b"])
            days_first += a > 12 >= b
            months_first += b > 12 >= a
    if bool(days_first) == bool(months_first):
        return ""
    return "dmy" if days_first else "mdy"


_IN_ADDRESS = re.compile(r"/(?P<y>(?:19|20)\d\d)(?P<s>[/-]?)(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?=[/_.-]|$)")


def address_date(url: str) -> str:
    """Give the day that an address names ("/2019/05/12/", "/2019-05-12-", "/20190512/"), or ""."""
    match = _IN_ADDRESS.search(url[:500].partition("?")[0])
    if match is None or (not match["s"] and len(match["m"] + match["d"]) != 4):
        return ""
    return _join(int(match["y"]), int(match["m"]), int(match["d"]))


def near(first: str, second: str) -> bool:
    """Whether two ISO days are at most a day apart: the same day in two time zones."""
    if len(first) != 10 or len(second) != 10:
        return False
    days = [calendar.timegm((int(d[:4]), int(d[5:7]), int(d[8:]), 0, 0, 0)) // 86_400 for d in (first, second)]
    return abs(days[0] - days[1]) <= 1


def turned(first: str, second: str) -> bool:
    """Whether two ISO days are one with day and month exchanged."""
    return len(first) == len(second) == 10 and first == f"{second[:4]}-{second[8:]}-{second[5:7]}"


def _spot(match: re.Match[str], year: int, month: int, day: int) -> tuple[str, int, int] | None:
    date = _join(year, month, day)
    return (date, match.start(), match.end()) if date else None


def _join(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12 or not 0 <= day <= calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if day else f"{year:04d}-{month:02d}"


# What a line says that a day is of.
PUBLISHED = re.compile(
    r"publish|posted|veröffentlich|erschienen|publi(?:cad|é|cat)|pubblicat|gepubliceerd|geplaatst|प्रकाशित",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"updat|modif|revised|aktualis|actuali|mise? à jour|aggiorn|atualiz|bijgewerkt|अपडेट",
    re.IGNORECASE,
)
# A day of something else: of rights, of an event, of what is to come or was before.
PLANNED = re.compile(
    r"©|copyright|\b(?:since|seit|depuis|desde|sinds)\s+(?:\w+\.?\s+){0,2}\d|\bnext\b|\buntil\b|\bdue\b|deadline|expire|\bvalid|gültig|\bbis\b|nächste|próxim|prochain|prossim"
    r"|volgende|\bborn\b|geboren|\bevents?\b|\bcourse\b|webinar|\btermin",
    re.IGNORECASE,
)
# "Frankfurt am Main, 12. November 2021 – ": a place and a day before a report's first words.
DATELINE = re.compile(
    r"[^\W\d_][^.!?:\d]{2,30}[,(/]\s?\(?\d{1,2}\.?\s?[^!?:]{3,22}?\d{2,4}\)?\.?\s?[–—-]"
)
