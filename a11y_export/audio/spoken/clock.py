"""Dates, times of day, ordinals, decades, and the numbers people say digit by digit: telephones and emergency lines."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.measures import unit_after
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, load

_ISO = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9-])")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/]|[.-][0-9])")
_TIME = re.compile(
    r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?(?![0-9:])"
    r"(?:[ \u00a0\u202f]?([ap])\.?m\b|[ \u00a0\u202f]?([AP])\.?M\b)?"
)
_UNTIL = re.compile(r" ?[-–] ?(?=[0-9]{1,2}(?::[0-9]{2}| ?[ap]\.?m\b| ?[AP]\.?M\b))")
_RATIO = re.compile(r"([0-9]{1,4}) ?: ?([0-9][0-9,]{0,8})(?![0-9:])")
_AT = re.compile(r"(?i)\b(?:at|by|until|till|before|after|from|to|and|or|around|between|about)\s$")
_ORDINAL = re.compile(r"([0-9]{1,6})(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?![A-Za-z])")
_PLURAL = re.compile(r"([0-9]{1,3}(?:,000)*|[0-9]{4,7})s(?![A-Za-z0-9])")
_DECADE = re.compile(r"(1[1-9][0-9]0|20[0-9]0|[2-9]0)['’]?s(?![A-Za-z])")
_TENS = {
    "10": "tens", "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties", "60": "sixties",
    "70": "seventies", "80": "eighties", "90": "nineties",
}
_PHONE = re.compile(
    r"(?:\+?[0-9]{1,3}[-. \u00a0])?\([0-9]{3}\)[-. \u00a0]?[0-9]{3}[-. \u00a0‑–][0-9]{4}(?![0-9])"
    r"|(?:\+?1[-. \u00a0‑–])?[0-9]{3}([-. \u00a0‑–])[0-9]{3}\1[0-9]{4}(?![0-9])"
    r"|1[-. ‑–]8[0-9]{2}[-. ‑–][0-9]{3}[-. ‑–][0-9]{4}(?![0-9])"
    r"|\+[0-9]{1,3}(?:[-. \u00a0][0-9]{1,5}){2,5}(?![0-9])"
    r"|[2-9][0-9]{2}[-‑][0-9]{4}(?![0-9])"
    r"|0[0-9]{2,4}(?:[ -][0-9]{2,4}){2,3}(?![0-9])"
    r"|9-8-8(?![0-9-])|9-1-1(?![0-9-])|1-1-2(?![0-9-])"
)
_VANITY = re.compile(r"(?:1[-. ])?8[0-9]{2}[-. ](?=[A-Z0-9-]*[A-Z])")
_DAY_FIRST = re.compile(
    r"([12]?[0-9]|3[01])(?:st|nd|rd|th)? (?:of )?([A-Z][a-z]{2,8}\.?)(?:,? ([12][0-9]{3}))?(?![0-9A-Za-z])"
)
_MONTH_REST = re.compile(
    r" ?([12]?[0-9]|3[01])(?:st|nd|rd|th)?(?:[-–]([12]?[0-9]|3[01]))?(?:,? ([12][0-9]{3}))?(?![0-9A-Za-z/:%]|[.,][0-9])"
)
_GROUPS = re.compile(r"[0-9]{3,5}(?: [0-9]{2,4}){1,3}(?![0-9A-Za-z%/:]|[.,-][0-9]| ?[a-zµμ°%])")
_MONTH_YEAR = re.compile(r" ([12][0-9]{3})(?![0-9A-Za-z/:%]|[.,][0-9])")
_YEAR = re.compile(
    r"(1[1-9][0-9]{2}|20[0-9]{2})(?:([-–])(1[1-9][0-9]{2}|20[0-9]{2}))?(?![0-9A-Za-z/:%°]|[.,][0-9]|[-–][0-9])"
)
_YEAR_BEFORE = re.compile(r"(?i)(?:\b(?:since|year|years|copyright|dated|(?:early|late|mid)[- ])\s?|©\s?)$")
_IN = re.compile(r"(?i)\bin\s$")
_CLAUSE_END = re.compile(r"\s?(?:$|[.,;:)\]])")


def clock(tables: Tables, text: str, at: int) -> Match | None:
    """Read a date, time, telephone number, ordinal or decade that begins with a digit, "+" or "(" at `at`."""
    for read in (_telephone, _date, _time, _counted, _emergency, _year):
        if (match := read(tables, text, at)) is not None:
            return match
    return None


def _telephone(_tables: Tables, text: str, at: int) -> Match | None:
    match = _PHONE.match(text, at) or _VANITY.match(text, at)
    if match is None:
        return None
    groups = re.findall(r"[0-9]+", match.group())
    plus = "plus " if match.group()[0] == "+" else ""
    said = plus + ", ".join(numerals.digits(group) for group in groups)
    return Match(match.end(), said + (", " if match.group()[-1] in "-. " else ""), "phone")


def _date(tables: Tables, text: str, at: int) -> Match | None:
    if match := _ISO.match(text, at):
        month = list(tables.rows["months"])[int(match[2]) - 1]
        return Match(match.end(), f"{month} {numerals.ordinal(int(match[3]))}, {_in_year(match[1])}", "date")
    if match := _NUMERIC.match(text, at):
        # Day and month cannot be told apart: every number and its sign as written.
        name = {"/": "slash", ".": "point", "-": "dash"}[match[2]]
        parts = (str(int(match[1])), str(int(match[3])), match[4])
        return Match(match.end(), f" {name} ".join(numerals.decimal(part) for part in parts), "date")
    match = _DAY_FIRST.match(text, at)
    if match is not None and (month_name := _months(tables.language).get(match[2])) is not None:
        if match[2] == "May" and match[3] is None:
            return None
        end, year = match.end(), f" {_in_year(match[3])}" if match[3] else ""
        return Match(end, f"the {numerals.ordinal(int(match[1]))} of {month_name}{year}", "date")
    return None


def _in_year(written: str) -> str:
    return numerals.year(int(written)) if 1100 <= int(written) <= 2099 else numerals.decimal(written)


def _time(_tables: Tables, text: str, at: int) -> Match | None:
    if match := _TIME.match(text, at):
        half = match[4] or match[5]
        hour, minute = int(match[1]), int(match[2])
        if half or match[3] or hour != 1 or match[1][0] == "0" or _AT.search(text, max(0, at - 12), at):
            end = _with_stop(text, match.end()) if half else match.end()
            said = _of_day(hour, minute, match[3], half)
            until = _UNTIL.match(text, end)
            return Match(until.end(), f"{said} to ", "time") if until else Match(end, said, "time")
        return Match(match.end(), f"{numerals.decimal(match[1])} colon {numerals.decimal(match[2])}", "number")
    if (match := _RATIO.match(text, at)) is not None and " :" not in match.group().replace(" : ", ":"):
        first, second = match[1], match[2].rstrip(",")
        end = match.end() - (len(match[2]) - len(second))
        if ": " in match.group() and " : " not in match.group():
            return None
        return Match(end, f"{numerals.decimal(first)} to {numerals.decimal(second.replace(',', ''))}", "ratio")
    return None


def _of_day(hour: int, minute: int, second: str | None, half: str | None) -> str:
    said = numerals.cardinal(hour)
    if minute >= 10:
        said += f" {numerals.cardinal(minute)}"
    elif minute:
        said += f" oh {numerals.cardinal(minute)}"
    elif second is None and not half:
        said += " o'clock" if 1 <= hour <= 12 else " hundred hours" if hour else " zero zero"
    if second is not None:
        said += f" and {numerals.decimal(str(int(second)))} seconds"
    return f"{said} {half.upper()}.M" if half else said


def _with_stop(text: str, end: int) -> int:
    """Take the stop of "p.m." along unless it ends the text."""
    return end + (text[end:end + 1] == "." and end + 1 < len(text) and not re.match(r" [A-Z]", text[end + 1:end + 3]))


def _counted(_tables: Tables, text: str, at: int) -> Match | None:
    if match := _ORDINAL.match(text, at):
        return Match(match.end(), numerals.ordinal(int(match[1])), "ordinal")
    if match := _DECADE.match(text, at):
        century, tens = match[1][:-2], match[1][-2:]
        if tens == "00":
            said = "two thousands" if century == "20" else f"{numerals.cardinal(int(century))} hundreds"
            return Match(match.end(), said, "ordinal")
        said = f"{numerals.cardinal(int(century))} {_TENS[tens]}" if century else _TENS[tens]
        return Match(match.end(), said, "ordinal")
    if match := _PLURAL.match(text, at):
        # "omega-3s", "100s of people": a plural, not seconds.
        return Match(match.end(), _plural(numerals.decimal(match[1].replace(",", ""))), "ordinal")
    return None


def _plural(words: str) -> str:
    plural = f"{words[:-1]}ies" if words.endswith("y") else f"{words}es" if words.endswith("six") else f"{words}s"
    return plural.removeprefix("one ") if plural.startswith(("one hundred", "one thousand", "one million")) else plural


def _emergency(tables: Tables, text: str, at: int) -> Match | None:
    match = re.compile(r"[0-9]{2,3}(?![0-9A-Za-z%/:]|[.,-][0-9])").match(text, at)
    if match is None or unit_after(tables, text, match.end()) is not None:
        return None
    lines = tables.rows["emergency"]
    groups = _GROUPS.match(text, at)
    if groups is not None and re.search(lines["context"], text[max(0, at - 50):at]):
        return Match(groups.end(), ", ".join(numerals.digits(group) for group in groups.group().split()), "phone")
    called = match.group() in lines["when_called"] and re.search(lines["context"], text[max(0, at - 50):at])
    if match.group() in lines["always"] or called:
        return Match(match.end(), numerals.digits(match.group()), "phone")
    return None


def _year(tables: Tables, text: str, at: int) -> Match | None:
    match = _YEAR.match(text, at)
    if match is None or unit_after(tables, text, match.end()) is not None:
        return None
    after_in = _IN.search(text, max(0, at - 4), at) and _CLAUSE_END.match(text, match.end())
    if not (after_in or _YEAR_BEFORE.search(text, max(0, at - 12), at)):
        return None
    said = numerals.year(int(match[1]))
    return Match(match.end(), f"{said} to {numerals.year(int(match[3]))}" if match[3] else said, "date")


def month(tables: Tables, text: str, at: int) -> Match | None:
    """Read a date that begins with a month's name at `at`: "March 3, 2025", "Sept. 5–7", "March 2025"."""
    match = re.compile(r"[A-Z][a-z]{2,8}\.?").match(text, at)
    if match is None or (name := _months(tables.language).get(match.group())) is None:
        return None
    year = _MONTH_YEAR.match(text, match.end())
    if year is not None and 1100 <= int(year[1]) <= 2099:
        return Match(year.end(), f"{name} {_in_year(year[1])}", "date")
    day = _MONTH_REST.match(text, match.end())
    # "May 5 mg be taken": a unit makes it an amount.
    if day is None or text[match.end()] != " " or unit_after(tables, text, day.end()) is not None:
        return None
    said = f"{name} {numerals.ordinal(int(day[1]))}"
    if day[2]:
        said += f" to {numerals.ordinal(int(day[2]))}"
    return Match(day.end(), said + (f", {_in_year(day[3])}" if day[3] else ""), "date")


@lru_cache(maxsize=4)
def _months(language: str) -> dict[str, str]:
    return {written: name for name, forms in load(language).rows.get("months", {}).items() for written in forms}
