"""Numbers beside numbers that are no quantity: ratios and dilutions, rules such as 15-15, dates, local telephones."""

from __future__ import annotations

import re
from collections.abc import Callable

from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_COLON = re.compile(r"([0-9]{1,4}) ?: ?(?=[0-9])")
_SECONDS = re.compile(r"[0-9]{1,2}:[0-5][0-9]:[0-5][0-9](?![0-9:])")
_HUNDREDTHS = re.compile("[.,][0-9]{1,2}(?![0-9])")
_DIGITS = re.compile(r"[0-9]+")
_JOINED_BEFORE = re.compile(r"[^\W_]|[:.,/]")
_GOES_ON = re.compile(r":[0-9]|[/-][0-9]")
_RATIO_OF = re.compile(
    r"(?i)\b(?:verhältnis\w*|verdünn\w*|titer\w*|misch\w*|rapport\w*|dilu\w*|dilué\w*|titre\w*|proporti?on\w*|proporción"
    r"|razón|relación|títul\w*|titol\w*|diluiz\w*|diluiç\w*|razão|verhouding\w*|verdund?\w*|stosun\w*|rozcieńcz\w*|mian\w*"
    r"|förhålland\w*|spädning\w*|forhold\w*|fortyn\w*|suht\w*|laimenn\w*|poměr\w*|ředěn\w*|raport\w*|proporți\w*|diluț\w*"
    r"|arány\w*|hígít\w*|соотношени\w*|разведени\w*|титр\w*|розведенн\w*|співвідношенн\w*|αναλογία\w*|αραίωση\w*"
    r"|adr[eé]nalin[ea]?)(?: \w{1,4}){0,2}\s$"
)
_CLOCK_BEFORE = re.compile(
    r"(?i)\b(?:um|ab|bis|gegen|von|zwischen|und|à|vers|de|dès|entre|et|alle|dalle|ore|às|das|até|a las|a la|om|tot|van"
    r"|rond|en|o|od|do|i|godz\.|kl\.?|ve|v|la|at|в|с|до|о|στις|της)\s$"
)
_CLOCK_AFTER = re.compile(
    r"(?i) ?(?:h|hs|uhr|uur|heures?|ore|horas|min|std|am|pm|a\.? ?m|p\.? ?m)\b| ?[-–] ?[0-9]{1,2}:[0-9]{2}"
)
_RULE_BEFORE = re.compile(
    r"(?i)\b(?:regel|regla|règle|regola|regra|zasad[aąęy]|méthode|metod[aoęy]|método|methode|regeln?|технік\w*|правил\w*)"
    r"(?: \w{1,4}){0,1}\s$"
)
_RULE_AFTER = re.compile(r"(?i)[ -](?:regel|methode|rule|method|technique|principle|breathing|diet|fasting|atmung)\b")
_SIDES = re.compile(r"[0-9]{1,3}(?:[-–‑][0-9]{1,3}){1,3}(?![0-9]|[-–‑.,/:][0-9])")
_CHAIN = re.compile(r"[0-9]{1,4}(?:([-–‑])[0-9]{1,4})(?:\1[0-9]{1,4}){1,4}(?![0-9]|[-–‑.,/:][0-9])")
_LOCAL = re.compile(r"(?:0[0-9]{1,4}[-–/ ][0-9]{5,10}|0[0-9]{2,4}[-–/][0-9]{4})(?![0-9]|[-–.,/:][0-9])")
# "8:00–20:00", "8h–20h", "1.–3. Mai": the sign between two of a kind is a range.
_SINCE = re.compile(
    r"((?:[01]?[0-9]|2[0-4]):[0-5][0-9]) ?[-–] ?(?=(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9:]))"
    r"|((?:[01]?[0-9]|2[0-4]) ?h(?:[0-5][0-9])?) ?[-–] ?(?=(?:[01]?[0-9]|2[0-4]) ?h(?:[0-5][0-9])?(?!\w))"
    r"|([0-3]?[0-9]\.) ?[-–] ?(?=[0-3]?[0-9]\. [^\W\d_])"
)
_TURN = re.compile(r"([1-9][0-9]?)/\1(?= ?h(?:oras?|s)?\b)")

Number = Callable[[str, int], tuple[int, str] | None]


def beside(tables: Tables, number: Number, text: str, at: int) -> Match | None:
    """Read what begins with a digit at `at` and is no quantity; `number` gives a number's end and words."""
    if text[at] not in "0123456789" or (at > 0 and text[at - 1] in "0123456789"):
        return None
    return (
        _local(text, at) or _side_by_side(text, at) or _chain(tables, text, at) or _in_turn(tables, text, at)
        or _since(tables, text, at) or _ratio(tables, number, text, at)
    )


def side_by_side(text: str, at: int) -> re.Match[str] | None:
    """Give the numbers of a rule, "15-15" or "4-7-8": they do not rise from one to the other, or are more than two."""
    match = _SIDES.match(text, at)
    if match is None or not (_RULE_AFTER.match(text, match.end()) or _RULE_BEFORE.search(text, max(0, at - 24), at)):
        return None
    sides = [int(digits) for digits in _DIGITS.findall(match.group())]
    return match if len(sides) > 2 or sides[0] >= sides[1] else None


def _side_by_side(text: str, at: int) -> Match | None:
    match = side_by_side(text, at)
    return None if match is None else Match(match.end(), ", ".join(_DIGITS.findall(match.group())), "number")


def _chain(tables: Tables, text: str, at: int) -> Match | None:
    """Read three numbers or more with the sign between them: "1-0-1" three times a day, the date 3-4-2025."""
    match = _CHAIN.match(text, at)
    if match is None:
        return None
    dash: str = tables.rows["words"]["dash"]
    parts = [" ".join(part) if part[0] == "0" else part for part in _DIGITS.findall(match.group())]
    return Match(match.end(), f" {dash} ".join(parts), "number")


def _local(text: str, at: int) -> Match | None:
    """Read a telephone number with its area's: "06-12345678"."""
    match = _LOCAL.match(text, at)
    if match is None:
        return None
    return Match(match.end(), ", ".join(" ".join(group) for group in _DIGITS.findall(match.group())), "phone")


def _since(tables: Tables, text: str, at: int) -> Match | None:
    match = _SINCE.match(text, at)
    if match is None or (match[2] and tables.units):
        return None  # where units are known, hours are read as any other
    return Match(match.end(), f"{match[1] or match[2] or match[3]} {tables.rows['words']['to']} ", "range")


def _in_turn(tables: Tables, text: str, at: int) -> Match | None:
    """Read "de 4/4 h", as Portuguese has it for every four hours."""
    joint = tables.rows["words"].get("each")
    match = _TURN.match(text, at) if joint is not None else None
    return None if match is None else Match(match.end(), f"{match[1]} {joint} {match[1]}", "quantity")


def _ratio(tables: Tables, number: Number, text: str, at: int) -> Match | None:
    """Read "1:1000" as one number to the other; a time of day is left to the voice, 1:10 keeps its sign."""
    if (clock := _SECONDS.match(text, at)) is not None:
        return Match(clock.end(), clock.group(), "")
    match = _COLON.match(text, at)
    if match is None or (at > 0 and _JOINED_BEFORE.match(text, at - 1)):
        return None
    spaces = match.group().count(" ")
    named = _RATIO_OF.search(text, max(0, at - 32), at) is not None
    # French sets a space before any colon.
    if spaces == 1 or (spaces and tables.language == "fr" and not named):
        return None
    other = number(text, match.end())
    digits = _DIGITS.match(text, match.end())
    if other is None or digits is None:
        return None
    names = tables.rows["words"]
    together = named or spaces > 0
    third = _COLON.match(text, digits.start()) if digits.end() == other[0] else None
    if third is not None:
        rest = number(text, third.end()) if together else None
        if rest is None or _GOES_ON.match(text, rest[0]):
            return None
        return Match(rest[0], f" {names['ratio']} ".join((match[1], other[1], rest[1])), "ratio")
    if _GOES_ON.match(text, other[0]):
        return None
    joint = names["ratio"] if together else _joint(names, text, at, digits, other[0])
    if joint is None:
        return Match(other[0], text[at:other[0]], "")
    return Match(other[0], f"{match[1]} {joint} {other[1]}", "ratio")


def _joint(names: dict[str, str], text: str, at: int, second: re.Match[str], end: int) -> str | None:
    """Give what the colon of two numbers is said as; None for a time of day, which the voice knows."""
    fine = _HUNDREDTHS.match(text, second.end()) is not None  # "2:28,29 min": a runner's time
    first = text[at:text.index(":", at)]
    if int(first) > 24 or len(second.group()) != 2 or second.group() > "59" or not (fine or second.end() == end):
        return names["ratio"]
    timed = _CLOCK_AFTER.match(text, end) or _CLOCK_BEFORE.search(text, max(0, at - 10), at)
    return names["colon"] if fine or (first == "1" and not timed) else None
