"""How a prescription says when, how long and by which way: q6h, t.i.d., PO, x7d."""

from __future__ import annotations

import re

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.measures import unit_after
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_UNIT = (
    r"(hours|hour|hrs|hr|h|H|HRS|HR|days|day|d|D|weeks|week|wks|wk|w|W|months|month|mos|mo|minutes|mins|min|years|year"
    r"|yrs|yr)(?![A-Za-z0-9])"
)
_EVERY = re.compile(rf"[qQ]\.? ?([0-9]{{1,2}})(?:(?:[-–]| to )([0-9]{{1,2}}))?(?: ?-?|\.){_UNIT}")
# "q.h.s." is at bedtime, not every hour.
_EVERY_NAMED = re.compile(
    r"[qQ]\.? ?(other day|day|daily|week|weekly|wk|month|monthly|night|nightly|shift|meal|hour|hr|h|am|AM|a\.m|pm|PM"
    r"|p\.m|morning|evening|mon|MON)(?![A-Za-z]|\.(?:[sS]| s)(?![A-Za-z]))"
)
_NAMED = {
    "daily": "day", "weekly": "week", "wk": "week", "monthly": "month", "nightly": "night", "hr": "hour", "h": "hour",
    "am": "morning", "a.m": "morning", "pm": "evening", "p.m": "evening", "mon": "Monday",
}  # fmt: skip
_UNITS = {"h": "hours", "d": "days", "w": "weeks", "mo": "months", "mi": "minutes", "y": "years"}
_LASTING = re.compile(
    r"[xX×] ?([0-9]{1,3}|an?|one|two|three|four|five|six|seven|ten)(?:[-–]([0-9]{1,3}))? ?-?"
    rf"(?:{_UNIT}|(doses?|nights?)\b)"
)
_REPEATED = re.compile(r"[xX] ?([0-9]{1,2})(?![0-9A-Za-z.,]*[0-9A-Za-z]| ?(?:[x×%/=+-]|mg|mcg|g\b|mL|ml))")
_COUNTED = re.compile(r"(i{1,3})(?=[ \u00a0](?:gtts?|tabs?|caps?|puffs?|drops?)\b)")
_DOTTED = re.compile(r"([A-Za-z])\. ?([A-Za-z])\.(?: ?([A-Za-z])(?:\.|(?![A-Za-z0-9])))?(?! ?[A-Za-z]\.)")
# Without a space within: what follows after one is a word, or a short form of its own ("p.o. b.i.d.").
_CLOSE = re.compile(r"([A-Za-z])\.([A-Za-z])\.(?:([A-Za-z])(?:\.|(?![A-Za-z0-9])))?(?![A-Za-z]\.)")
_PLAIN = re.compile(r"[A-Za-z]{2,5}(?![A-Za-z0-9₀-₉'’]|-(?!(?i:bid|tid|qid)(?![^\W_])))")
# "TID–QID": from so often to so often.
_OFTEN = frozenset({"qd", "bid", "tid", "qid"})
_UNTIL = re.compile(r" ?[-–] ?(?=(?i:bid|tid|qid)(?![^\W_]))")
_AFTER_DOSE = re.compile(
    r"(?:[0-9]|[0-9][ \u00a0]?(?:U|IU|mEq|mmol)|\b(?:ac|pc|bid|tid|qid|daily) (?:&|and)"
    r"|\b(?:mg|mcg|g|kg|mL|ml|units?|tablets?|tabs?|capsules?|caps?|pills?|puffs?|drops?|gtts?|times?|doses?|mouth"
    r"|PO|p\.o\.|po|IV|IM|SC|daily|twice|once|take|apply|inject|sprays?|patch|ointment|cream|bid|tid|qid|q[0-9]+h|prn)"
    r"\.?|/(?:kg|day|d|h|hr|min)) ?$"
)
_AFTER_WORD = re.compile(r"^$|(?:^|[^0-9)\]])[ (\u00a0]$")
_ENDS = re.compile(r"$|\s+[A-Z]")


def dose(tables: Tables, text: str, at: int) -> Match | None:
    """Read a short form of a prescription that begins a word at `at`."""
    return _every(text, at) or _lasting(text, at) or _counted(tables, text, at) or _family(tables, text, at)


def _counted(tables: Tables, text: str, at: int) -> Match | None:
    """Read the small Roman numerals of prescriptions with what they count: "ii gtt"."""
    match = _COUNTED.match(text, at)
    if match is None:
        return None
    many = numerals.cardinal(len(match[1]))
    measure = unit_after(tables, text, match.end())
    if measure is None:
        return Match(match.end(), many, "roman")
    return Match(measure.end, f"{many} {measure.one if len(match[1]) == 1 else measure.many}", "roman")


def _every(text: str, at: int) -> Match | None:
    """Read q6h, q4-6h, Q 12 hrs, q.4h, qday, q week."""
    match = _EVERY.match(text, at)
    if match is not None:
        first = numerals.decimal(match[1])
        said = f"{first} to {numerals.decimal(match[2])}" if match[2] else first
        unit = _named(match[3])
        often = unit[:-1] if said == "one" else f"{said} {unit}"
        return Match(_stop(text, match.end()), f"every {often}", "abbreviation")
    match = _EVERY_NAMED.match(text, at)
    if match is None or (match.group()[1] == " " and match[1] in ("h", "hr", "hour", "mon", "MON")):
        return None
    word = match[1].lower()
    return Match(_stop(text, match.end()), f"every {_NAMED.get(word, word)}", "abbreviation")


def _named(unit: str) -> str:
    low = unit.lower()
    return _UNITS.get(low[:2]) or _UNITS[low[0]]


def _stop(text: str, end: int) -> int:
    """Take a short form's own stop along unless it ends the sentence."""
    return end + (text[end:end + 1] == "." and not _ENDS.match(text, end + 1))


def _lasting(text: str, at: int) -> Match | None:
    """Read "x7d" and "x 3 days" as for so long, "x3" as times three."""
    # After a word only: "($35 + $3.50) × 1 hour" is a product.
    if text[at] not in "xX×" or not _AFTER_WORD.search(text[max(0, at - 2):at]):
        return None
    match = _LASTING.match(text, at)
    if match is not None:
        first = numerals.decimal(match[1]) if match[1].isdigit() else match[1]
        said = f"{first} to {numerals.decimal(match[2])}" if match[2] else first
        unit = match[4] or _named(match[3])
        single = said in ("one", "a", "an") and unit.endswith("s")
        return Match(_stop(text, match.end()), f"for {said} {unit[:-1] if single else unit}", "abbreviation")
    match = _REPEATED.match(text, at)
    if match is None or at == 0 or not re.search(r"[A-Za-z)][ ,]{1,2}$", text[max(0, at - 3):at]):
        return None
    return Match(match.end(), f"times {numerals.decimal(match[1])}", "abbreviation")


def _family(tables: Tables, text: str, at: int) -> Match | None:
    """Read b.i.d. in any writing that cannot be a word: with stops, in capitals, or small after a dose."""
    rows = tables.rows["doses"]
    dotted = _CLOSE.match(text, at)
    if dotted is None or _letters(dotted) not in rows:
        dotted = _DOTTED.match(text, at)
    if dotted is not None:
        row = rows.get(_letters(dotted))
        if row is None or row.get("dotted") is False or (row.get("box") and text.startswith(" Box", dotted.end())):
            return None
        end = dotted.end()
        return Match(end - (text[end - 1] == "." and _at_end(text, end)), row["said"], "abbreviation")
    match = _PLAIN.match(text, at)
    row = rows.get(match.group().lower()) if match else None
    if match is None or row is None:
        return None
    written = match.group()
    kind = row.get("capitals" if written.isupper() else "small", "never")
    if row.get("box") and text.startswith(" Box", match.end()):
        return None
    if kind == "never" or (kind == "after a dose" and _AFTER_DOSE.search(text[max(0, at - 16):at]) is None):
        return None
    until = _UNTIL.match(text, match.end()) if written.lower() in _OFTEN else None
    if until is not None:
        return Match(until.end(), f"{row['said']} to ", "abbreviation")
    return Match(match.end(), row["said"], "abbreviation")


def _letters(dotted: re.Match[str]) -> str:
    return "".join(part or "" for part in dotted.groups()).lower()


def _at_end(text: str, end: int) -> bool:
    return end == len(text)
