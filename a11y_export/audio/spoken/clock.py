"""English dates, times of day, ratios, ordinals, decades and years."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.measures import unit_after
from a11y_export.audio.spoken.phones import emergency, telephone
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, load

_ISO = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9-])")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/]|[.-][0-9])")
_TIME = re.compile(
    r"([01]?[0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]))?(?![0-9:]|,[0-9]{3})"
    r"(?:[ \u00a0\u202f]?([ap])\.?m\b|[ \u00a0\u202f]?([AP])\.?M\b)?"
)
_UNTIL = re.compile(r" ?[-–] ?(?=[0-9]{1,2}(?::[0-9]{2}| ?[ap]\.?m\b| ?[AP]\.?M\b))")
_RATIO = re.compile(r"([0-9]{1,4}) ?: ?([0-9][0-9,]{0,8})(?![0-9:])")
_SOURCES = re.compile(r"[0-9]{1,3}(?:,[0-9]{1,3})+(?=[\],–-])")
_RATIO_OF = re.compile(
    r"(?i)\b(?:ratio|dilut\w*|titers?|titres?|odds|adrenaline|epinephrine|mixed|mix)(?: (?:of|at|to|is|was))?\s$"
)
_AT = re.compile(r"(?i)\b(?:at|by|until|till|before|after|from|to|and|or|around|between|about)\s$")
_ORDINAL = re.compile(r"([0-9]{1,6}|[0-9]{1,3}(?:,[0-9]{3})+)(?:st|nd|rd|th|ST|ND|RD|TH|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)(?![A-Za-z])")
_ORDINAL_APART = re.compile(r"([0-9]*(?:1 st|2 nd|3 rd|[04-9] th))(?![A-Za-z]| ?[0-9])")
_PART = re.compile(r"([0-9]{1,3})/([13-9]|[1-9][0-9]{1,3})(?:rd|th)(s?)(?![A-Za-z])")
_PLURAL = re.compile(r"([0-9]{1,3}(?:,000)*|[0-9]{4,7})s(?![A-Za-z0-9])")
_DECADE = re.compile(r"(1[1-9][0-9]0|20[0-9]0|[2-9]0)['’]?s(?![A-Za-z])")
_TENS = {
    "10": "tens", "20": "twenties", "30": "thirties", "40": "forties", "50": "fifties", "60": "sixties",
    "70": "seventies", "80": "eighties", "90": "nineties",
}
_DAY_FIRST = re.compile(
    r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
    r"(?:[ \u00a0-]|(?:[-–]| ?– ?)(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[ \u00a0])"
    r"(?:of )?([A-Z][a-z]{2,8}\.?)(?:[, \u00a0-]{1,2}([12][0-9]{3}))?(?![0-9A-Za-z])"
)
_MONTH_REST = re.compile(
    r" ?([12]?[0-9]|3[01])(?:st|nd|rd|th)?(?:[-–]([12]?[0-9]|3[01]))?(?:,? ([12][0-9]{3}))?(?![0-9A-Za-z/:%]|[.,][0-9])"
)
_MONTH_TO = re.compile(r" ?[-–] ?(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?![A-Za-z]))")
_MONTH_YEAR = re.compile(r" ([12][0-9]{3})(?![0-9A-Za-z/:%]|[.,][0-9])")
_WEEKDAY = re.compile(
    r"(Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)(?:(\.)?(?= ?[-–] ?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun))|\.|(?=,? [0-9(])"
    r"|(?=,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))(?![A-Za-z])( ?[-–] ?(?=[A-Z]))?"
)
_WEEKDAYS = re.compile(r"(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)/(?=(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)(?![a-z]))")
_WEEKDAY_LAST = re.compile(r"(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.?(?: ?[-–/] ?| to | & | and )$")
_DAYS = {
    "Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday",
    "Su": "Sunday",
}
_YEAR = re.compile(
    r"(1[1-9][0-9]{2}|20[0-9]{2})(?:([-–/])((?:1[1-9]|20)[0-9]{2}|[0-9]{2}))?(?![0-9A-Za-z/:%°]|[.,][0-9]|[-–][0-9])"
)
_YEAR_BEFORE = re.compile(
    r"(?i)(?:\b(?:since|year|years|copyright|dated|until|till|during|spring|summer|autumn|fall|winter|christmas|season"
    r"|(?:early|late|mid)[- ]?)\s?|©\s?)$"
)
_YEAR_MAYBE = re.compile(
    r"(?i)(?:\b(?:in|the|a|of|from|by|before|after|and|to|between|for|published|updated|reviewed)\s|\(|, )$"
)
# After "the" or "of" a number may count ("the 2000 patients"); a year ends its part, or one of these goes on.
_NO_COUNT = re.compile(
    r"(?i)\s?(?:$|[.;:)\]]|,(?![0-9]))|\s(?:and|or|to|the|in|was|were|is|has|had|by|for|at|on|with|when|after|before|until"
    r"|study|trial|survey|report|review|guidelines?|season|edition|update|election|census|outbreak|pandemic|olympics"
    r"|analysis|meta-analysis|paper|article|law|act|budget|vaccine|flu|influenza|winter|summer|fall|spring)\b"
)


def clock(tables: Tables, text: str, at: int) -> Match | None:
    """Read a date, time, ratio, ordinal, year or number to call that begins with a digit, "+" or "(" at `at`."""
    for read in (telephone, _cited, _date, _time, _counted, emergency, _year):
        if (match := read(tables, text, at)) is not None:
            return match
    return None


def _cited(_tables: Tables, text: str, at: int) -> Match | None:
    """Read the numbers of sources in brackets, "[26,27]", one after the other."""
    match = _SOURCES.match(text, at) if text[at - 1:at] == "[" else None
    if match is None:
        return None
    return Match(match.end(), ", ".join(numerals.decimal(number) for number in match.group().split(",")), "number")


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
    if match is not None and (month_name := _months(tables.language).get(match[3])) is not None:
        after = text[match.end():match.end() + 1]
        if match[3] in ("May", "March") and match[4] is None and after not in ("", ",", ".", ")"):
            return None
        year = f" {_in_year(match[4])}" if match[4] else ""
        until = f" to the {numerals.ordinal(int(match[2]))}" if match[2] else ""
        return Match(match.end(), f"the {numerals.ordinal(int(match[1]))}{until} of {month_name}{year}", "date")
    return None


def _in_year(written: str) -> str:
    return numerals.year(int(written)) if 1100 <= int(written) <= 2099 else numerals.decimal(written)


def _time(_tables: Tables, text: str, at: int) -> Match | None:
    # "a titer of 1:40" is no time of day.
    ratio = _RATIO_OF.search(text, max(0, at - 24), at) is not None
    if (match := _TIME.match(text, at)) and not (ratio and not (match[3] or match[4] or match[5])):
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
    if match := _PART.match(text, at):
        many = "s" if match[3] or int(match[1]) > 1 else ""
        return Match(match.end(), f"{numerals.decimal(match[1])} {numerals.ordinal(int(match[2]))}{many}", "number")
    if match := _ORDINAL.match(text, at):
        return Match(match.end(), numerals.ordinal(int(match[1].replace(",", ""))), "ordinal")
    if (match := _ORDINAL_APART.match(text, at)) and match[1][-5:-3] != "1" and len(match[1]) <= 6:
        return Match(match.end(), numerals.ordinal(int(match[1][:-3])), "ordinal")
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


def _year(tables: Tables, text: str, at: int) -> Match | None:
    match = _YEAR.match(text, at)
    if match is None or unit_after(tables, text, match.end()) is not None:
        return None
    first, last = int(match[1]), match[3]
    if last is not None:
        # "2019–2021", "2024–25": rising years; "2010-15" may be a code elsewhere, but never an amount.
        until = int(last) if len(last) == 4 else int(f"{match[1][:2]}{last}")
        if match[2] == "/" and until != first + 1:
            return None
        if first < until and first >= 1800 and (len(last) == 4 or until - first < 60):
            joint = "slash" if match[2] == "/" else "to"
            short = numerals.year(until) if len(last) == 4 else numerals.decimal(last)
            return Match(match.end(), f"{numerals.year(first)} {joint} {short}", "date")
        return None
    before = text[max(0, at - 16):at]
    if not (_YEAR_BEFORE.search(before) or (_YEAR_MAYBE.search(before) and _NO_COUNT.match(text, match.end()))):
        return None
    return Match(match.end(), numerals.year(first), "date")


def month(tables: Tables, text: str, at: int) -> Match | None:
    """Read a date that begins with a month's name at `at`: "March 3, 2025", "Sept. 5–7", "March 2025"."""
    match = re.compile(r"[A-Z][a-z]{2,8}\.?").match(text, at)
    if match is None or (name := _months(tables.language).get(match.group())) is None:
        return None
    joined = _MONTH_TO.match(text, match.end())
    if joined is not None and name != "May":
        return Match(joined.end(), f"{name} to ", "date")
    year = _MONTH_YEAR.match(text, match.end())
    if year is not None and 1100 <= int(year[1]) <= 2099:
        return Match(year.end(), f"{name} {_in_year(year[1])}", "date")
    day = _MONTH_REST.match(text, match.end())
    # "May 5 mg be taken": a unit makes it an amount.
    if day is None or text[match.end()] != " " or unit_after(tables, text, day.end()) is not None:
        # "Jan." and "Sept." by themselves.
        short = match.group() != name and match.group().endswith(".") and match.group() not in ("Mar.", "Jun.")
        return Match(match.end() - (match.end() == len(text)), name, "date") if short else None
    said = f"{name} {numerals.ordinal(int(day[1]))}"
    if day[2]:
        said += f" to {numerals.ordinal(int(day[2]))}"
    return Match(day.end(), said + (f", {_in_year(day[3])}" if day[3] else ""), "date")


def weekday(_tables: Tables, text: str, at: int) -> Match | None:
    """Read a weekday's short form in a range, with its stop, or before a time or date: "Mon–Fri", "Tues., Nov. 11"."""
    if (listed := _WEEKDAYS.match(text, at)) is not None:
        return Match(listed.end(), f"{_DAYS[listed[1][:2]]}, ", "date")
    match = _WEEKDAY.match(text, at)
    if match is None:
        last = _WEEKDAY_LAST.search(text, max(0, at - 12), at)
        match = re.compile(r"(Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)(?![A-Za-z])").match(text, at) if last else None
        return Match(match.end(), _DAYS[match[1][:2]], "date") if match else None
    name, end = _DAYS[match[1][:2]], match.end()
    if match[3]:
        return Match(end, f"{name} to ", "date")
    if match.group() in ("Sun", "Sat", "Wed") and text[end:end + 1] == " ":
        return None  # "Sun 50 ways": the words sun, sat and wed
    return Match(end - (end == len(text) and text[end - 1] == "."), name, "date")


@lru_cache(maxsize=4)
def _months(language: str) -> dict[str, str]:
    return {written: name for name, forms in load(language).rows.get("months", {}).items() for written in forms}
