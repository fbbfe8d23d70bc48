"""The grammar for languages whose numbers the voice reads well itself: signs, decimals, ranges and units by table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from a11y_export.audio.spoken import units
from a11y_export.audio.spoken.beside import beside
from a11y_export.audio.spoken.compat import compat, one_character
from a11y_export.audio.spoken.ions import INITIALS, RAISED, charge, ion
from a11y_export.audio.spoken.primes import counted, prime
from a11y_export.audio.spoken.scan import Match, Production, is_named
from a11y_export.audio.spoken.signs import markup, sign, web
from a11y_export.audio.spoken.tables import Tables

_NUMBER = re.compile(r"[0-9]+(?:[.,\u00a0\u2007\u2009\u202f][0-9]+)*|[.,][0-9]+")
# White space is folded before the text comes here: what parted thousands, a no-break space, is an ordinary one. Where
# a group begins with a zero it can be nothing else, as no number of its own begins so.
_HIGH_COMMA = re.compile(r"([0-9]{1,3})['’]([0-9]{1,2})(?![\w'’′\"″”.,])")
_PLACES = re.compile(r"([.,])([0-9]{1,4})(?![0-9]|[.,][0-9])")
_ZEROS = re.compile(r"[1-9][0-9]{0,2}(?:(?: 000){1,4}| 0[0-9]{2})(?! ?[0-9])(?![.,/:-][0-9])")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?! ?[0-9])(?![.,/:-][0-9])")
_CLOCK = re.compile(":[0-9]")
_AFTER_NUMBER = re.compile(r"[0-9]+(?:( )|[.,/:-])?$")
_DEGREE = re.compile(" ?°")
_VULGAR = re.compile(
    r"(?:([0-9]+)[ \u00a0]?)?([½⅓⅔¼¾⅐-⅞])|([0-9]+) ([1-9]/[2-48])(?![0-9/])|([1-9]/[2-48])(?![0-9/]|[.,][0-9])"
)
_NAMED = {"1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾"}
_PAIR = re.compile(r"([0-9]{2,3})/([0-9]{2,3})(?![0-9/]|[.,][0-9])")
_DASH = re.compile(r"([ \u00a0\u2009\u202f]?)([–‒‑−—-])([ \u00a0\u2009\u202f]?)(?=[.,]?[0-9½⅓⅔¼¾⅐-⅞])")
_SIGNED = re.compile(r"[-−–](?=[0-9])")
_POWER = re.compile(r"\^([−+-]?)([0-9]{1,3})|([⁺⁻]?)([⁰¹²³⁴-⁹]{1,3})")
_LOWERED = re.compile("[₀-₉]+")
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_PHONE = re.compile(
    r"(?:\+?[0-9]{1,3}[-. ])?(?:\([0-9]{2,4}\)|[0-9]{3})[-. ][0-9]{3}[-. ][0-9]{3,4}(?![0-9])|9-1-1(?![0-9-])"
    r"|\+[0-9]{1,3}(?:[-. ][0-9]{1,5}){2,5}(?![0-9])|[0-9]{2,3}(?:[ .][0-9]{2}){3,4}(?![0-9])"
)
# A raised digit belongs to the word ("m²"), but not to its charge ("Ca²⁺").
_LETTER = "(?:[^\\W\\d_¹²³⁰⁴-⁹₀-₉]|[¹²³⁰⁴-⁹](?![⁺⁻]))"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_WIDE_SIGNS = re.compile("[0-9！-／：-＠［-｀｛-～.,/%-]+")
_PLURAL_BEFORE = re.compile(r"[0-9]\s[^\W\d_]{3,}s$")
# "500 mg IV": voices say four, or a word.
_DRIP = re.compile(r"IV(?![^\W_])")
_DRIP_BEFORE = re.compile(
    r"(?:[0-9] ?(?:mg|g|[µμ]g|mcg|ml|mL|UI|IU|IE|U|mmol|mEq)(?:/[a-zA-Zµ]{1,4}){0,2}"
    r"|(?i:\b(?:voie|vía|via|perfusion|infusion|infuus|infusione|infusão|wlew|injections?|bolus|nunca|niemals|jamais|mai"
    r"|nooit|nigdy))) $"
)
_LONGEST = 32
_MISHEARD = re.compile(r"(?:[mnpµμ]mol|kcal|ммоль|μ(?:g|l|L|m))(?![^\W\d_])")
# Units that voices say as words ("IE" as "ee", "µg" in English), where they stand behind a number.
_COUNTED = re.compile(r"(?:[IU]\. ?[EUI]\.|j\. ?m\.|IE|UI|IU|mmHg|mm Hg|mcg|[µμ](?:g|[lL]))(?![^\W\d_])")
_NUMBER_BEFORE = re.compile(
    r"([0-9]{1,3}(?:[.\u00a0\u202f ][0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?|[½¼¾⅓⅔])[ \u00a0\u202f]?$"
)
_WORDLY = re.compile(r"[^\W\d_]")
_GAP = " \u00a0\u2009\u202f"
# "Tylenol 3 500 mg": three, five hundred; or three thousand five hundred. "1 000" can only be one.
_TWO_OR_ONE = re.compile(
    r"[1-9][0-9]{0,2}(?= [1-9][0-9]{2} ?(?:mg|mcg|[µμ]g|g|ml|mL|UI|IU|I\.?E\.?|U|j\.m\.|мг|мкг|г|мл|МЕ|ЕД)(?![^\W_]))"
)
_PRODUCT = re.compile(r"(?<![^\W_])([^\W\d_]{2,30})[®™]? $")
# "1'000" is a thousand in Switzerland; "37'5" a decimal in Spain.
_QUOTED = re.compile(r"[1-9][0-9]{0,2}(?:['’][0-9]{3})+(?![0-9'’]|[.,][0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class _Number:
    end: int
    said: str
    value: float | None
    changed: bool


def plain(tables: Tables, tag: str) -> Production:
    """Give the production that reads with these tables; `tag` (lower case) chooses the thousands separator."""
    names: dict[str, str] = tables.rows["words"]
    thousands = tables.rows.get("thousands", {})
    grouping: str = thousands.get(tag, thousands.get("default", ""))
    other_words = re.compile(rf"(?i:{tables.rows.get('names', {}).get('none', '(?!)')})")

    def number(text: str, at: int) -> tuple[int, str] | None:
        # By itself: what stands before it is no number of which it could be a part.
        found = _number(tables, names, grouping, text[at:at + _LONGEST], 0)
        return None if found is None else (at + found.end, found.said)

    def read(text: str, at: int) -> Match | None:
        char = text[at]
        if char > "\u2100" or char.isdigit():
            found = compat(read, text, at, str)
            # Wide punctuation by itself is the ordinary one of Chinese and Japanese.
            if found is not None and (tables.language != "any" or _WIDE_SIGNS.fullmatch(text, at, found.end) is None):
                return found
        begins = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’")
        if begins and tables.rows.get("web") and (char.isalnum()) and (found := web(tables, text, at)):
            return found
        if begins and char in INITIALS and (found := ion(tables, text, at)) is not None:
            return found
        if (found := markup(text, at) or (_shorthand(tables, text, at) if begins else None)) is not None:
            return found
        if char in "kmnpµμмIUj" and (found := _measured(tables, text, at) or _misheard(tables, text, at)) is not None:
            return found
        if char.isalpha() and begins and (found := _unit_alone(tables, text, at)) is not None:
            return found
        if char.isalpha() and (word := _WORD.match(text, at)) is not None:
            return Match(word.end(), word.group(), "")
        if begins and char in "+(0123456789" and (found := _digits(tables, text, at)) is not None:
            return found
        if char in RAISED and (found := charge(tables, text, at)) is not None:
            return found
        if char in "0123456789" and (found := _apart(other_words, text, at) or beside(tables, number, text, at)):
            return found
        return (
            _quantity(tables, names, grouping, text, at)
            or _raised(names, text, at)
            or _divided(tables, names, text, at)
            or sign(tables, text, at)
            or (None if tables.units else one_character(text, at))
        )

    return read


def _digits(tables: Tables, text: str, at: int) -> Match | None:
    """Read a telephone or emergency number digit by digit; the voice names each digit."""
    rows = tables.rows.get("emergency")
    if rows is None:
        return None
    match = _PHONE.match(text, at)
    if match is not None:
        plus = f"{tables.signs['+']} " if text[at] == "+" else ""
        groups = ", ".join(" ".join(group) for group in re.findall("[0-9]+", match.group()))
        return Match(match.end(), plus + groups, "phone")
    short = re.compile(r"[0-9]{3}(?![0-9A-Za-z%/:]|[.,-][0-9])").match(text, at)
    if short is None or _unit(tables, text, short.end(), at) is not None:
        return None
    called = short.group() in rows["when_called"] and re.search(rows["context"], text[max(0, at - 50):at])
    if short.group() in rows["always"] or called:
        return Match(short.end(), " ".join(short.group()), "phone")
    return None


def _quantity(tables: Tables, names: dict[str, str], grouping: str, text: str, at: int) -> Match | None:
    place, lead = at, ""
    if _SIGNED.match(text, at) and (at == 0 or not (text[at - 1].isalnum() or text[at - 1] == "-")):
        place, lead = at + 1, f"{names['dash' if text[at] == '–' else 'minus']} "
    pair = _pressure(tables, names, text, place)
    number = _Number(pair[1], pair[0], None, changed=True) if pair else _number(tables, names, grouping, text, place)
    if number is None:
        return None
    said, end, changed, last = lead + number.said, number.end, bool(lead) or number.changed, number
    unit = _unit(tables, text, end, place)
    if unit is not None:
        said, end, changed = f"{said} {unit[0] if _is_one(number) else unit[1]}", unit[2], True
    if lead and text[at] == "–" and (_DEGREE.match(text, number.end) or (unit and "°" in text[number.end:unit[2]])):
        # "–20 °C": a temperature's dash is a minus.
        said = said.replace(names["dash"], names["minus"], 1)
    ended = _other_end(tables, names, grouping, text, end, last, bool(unit))
    if ended is not None:
        said, end, changed = f"{said} {ended[0]}", ended[1], True
    return Match(end, said, "quantity" if changed else "")


def _other_end(
    tables: Tables, names: dict[str, str], grouping: str, text: str, end: int, first: _Number, measured: bool,
) -> tuple[str, int] | None:
    """Read the second number of a range; spaces on one side only, or around a long dash, need a unit after it."""
    dash = _DASH.match(text, end)
    if dash is None:
        return None
    other = _number(tables, names, grouping, text, dash.end())
    if other is None or _CLOCK.match(text, other.end):
        return None  # "2022 - 12:00", "5 - 1:1000": a time of day or a ratio is no end of a range
    unit = _unit(tables, text, other.end, dash.end())
    rising = first.value is not None and other.value is not None and first.value < other.value
    uneven = bool(dash[1]) != bool(dash[3]) or (dash[2] == "—" and bool(dash[1]))
    if uneven and not (rising and (unit is not None or measured)):
        return None
    if dash[2] == "—" and not rising:
        return None
    joint = names["to"] if rising else names["minus"] if dash[2] == "−" else names["dash"]
    said = f"{joint} {other.said}"
    return (said, other.end) if unit is None else (f"{said} {unit[0] if _is_one(other) else unit[1]}", unit[2])


def _is_one(number: _Number) -> bool:
    return number.said == "1" or (number.value is not None and 0 < number.value < 1 and not number.said[0].isdigit())


def _pressure(tables: Tables, names: dict[str, str], text: str, at: int) -> tuple[str, int] | None:
    """Read a blood pressure as one number over the other: with its unit, or where the values can be nothing else."""
    match = _PAIR.match(text, at)
    if match is None or "over" not in names:
        return None
    above, below = int(match[1]), int(match[2])
    unit = _unit(tables, text, match.end(), match.start(2))
    mercury = unit is not None and unit[1] == names.get("mercury")
    if mercury or (unit is None and 60 <= above <= 300 and 30 <= below <= 200 and above - below >= 10):
        return f"{match[1]} {names['over']} {match[2]}", match.end()
    return None


def _number(tables: Tables, names: dict[str, str], grouping: str, text: str, at: int) -> _Number | None:
    fractions = tables.rows.get("fractions", {})
    named = is_named(text, at)
    match = _VULGAR.match(text, at)
    if match is not None and not (named and (match[1] or match[3])):
        part = match[2] or _NAMED.get(match[4] or match[5] or "", "")
        # A typed one is put into words where the proof can read the words back.
        if part in fractions and (match[2] or tables.verified):
            whole = match[1] or match[3]
            part_said = _gendered(tables, fractions[part], text, match.end(), alone=whole is None)
            said = f"{whole} {names['and']} {part_said}" if whole else part_said
            return _Number(match.end(), said, float(whole or 0) + unicodedata.numeric(part), changed=True)
    if (quoted := _QUOTED.match(text, at)) is not None and not named:
        joined = re.sub("['’]", "", quoted.group())
        place = _PLACES.match(text, quoted.end())
        if place is None:
            return _Number(quoted.end(), joined, float(joined), changed=True)
        said = f"{joined} {names[place[1]]} {_places(place[2])}"
        return _Number(place.end(), said, float(f"{joined}.{place[2]}"), changed=True)
    comma = tables.rows.get("primes", {}).get("comma", False)
    high = _HIGH_COMMA.match(text, at) if "'" in names and not named else None
    if high is not None and (comma or len(high[2]) == 1 or high[2] >= "60"):
        # In Spain "37'5 °C" is written with the comma raised; "1'30" by itself may be minutes, as it is elsewhere.
        sure = comma and (len(high[2]) == 1 or _unit(tables, text, high.end(), high.start(2)) is not None)
        said = f"{high[1]} {names[',' if sure else chr(39)]} {_places(high[2])}"
        return _Number(high.end(), said, float(f"{high[1]}.{high[2]}") if sure else None, changed=True)
    spaced = (_SPACED if " " in grouping else _ZEROS).match(text, at)
    if spaced is not None and not named and not _follows_number(text, at):
        joined = spaced.group().replace(" ", "")
        return _Number(spaced.end(), joined, float(joined), changed=True)
    match = _NUMBER.match(text, at)
    if match is None or (text[at] in ".," and at > 0 and text[at - 1].isalnum()):
        return None
    written, end = match.group(), match.end()
    said, known = _decimal(names, grouping, written)
    power = _POWER.match(text, end)
    if power is not None and "power" in names:
        sign_of = (power[1] or power[3] or "").translate(_PLAIN)
        exponent = (power[2] or power[4]).translate(_PLAIN)
        minus = f"{names['minus']} " if sign_of == "-" else ""
        joint = names["power"] if power[2] or written == "10" else names["raised"]
        return _Number(power.end(), f"{said} {joint} {minus}{exponent}", None, changed=True)
    return _Number(end, said, known, changed=said != written)


def _follows_number(text: str, at: int) -> bool:
    """Whether a number stands right before, of which this one may be a group; one that ends a name is none."""
    before = _AFTER_NUMBER.search(text, max(0, at - 12), at)
    return before is not None and not (before[1] and is_named(text, before.start()))


def _decimal(names: dict[str, str], grouping: str, written: str) -> tuple[str, float | None]:
    """Say where the decimal sign stands by name; separators of thousands are taken out, doubtful ones named."""
    parts = re.split(r"([.,\u00a0\u2009\u202f])", written)
    marks, numbers = parts[1::2], parts[0::2]
    if len(written) > 40:
        return " ".join(names.get(char, char) for char in written), None
    if not marks:
        leading = len(written) > 1 and written[0] == "0"
        return (" ".join(written) if leading else written), float(written)
    blocks = numbers[1:] if numbers[0] else []
    grouped = numbers[0] != "" and len(numbers[0]) <= 3 and numbers[0][0] != "0"
    thousands = grouped and len(set(marks)) == 1 and all(len(block) == 3 for block in blocks)
    if thousands and (marks[0] in grouping or marks[0] not in ".," or len(marks) > 1):
        return "".join(numbers), float("".join(numbers))
    one_kind = len(set(marks[:-1])) == 1 and marks[-1] not in marks[:-1] and marks[-1] in ".,"
    if grouped and len(marks) > 1 and one_kind and all(len(block) == 3 for block in blocks[:-1]):
        joined = "".join(numbers[:-1])
        return f"{joined} {names[marks[-1]]} {_places(numbers[-1])}", float(f"{joined}.{numbers[-1]}")
    if len(marks) == 1:
        value = float(f"{numbers[0] or 0}.{numbers[1]}")
        # "1,500" may be one thousand five hundred: its value is left open, its signs are said.
        open_value = None if len(numbers[1]) == 3 and grouped else value
        return f"{numbers[0] or '0'} {names.get(marks[0], marks[0])} {_places(numbers[1])}", open_value
    said = " ".join(names.get(p, p).strip() or p for p in parts if p.strip())
    return said, None


def _places(digits: str) -> str:
    """Give decimal places: up to two as a number, more or with a leading zero digit by digit."""
    return digits if len(digits) <= 2 and digits[0] != "0" else " ".join(digits)


def _gendered(tables: Tables, forms: dict[str, str], text: str, at: int, *, alone: bool) -> str:
    # "½–1 tableta": the noun stands after the other end.
    noun = re.compile(r"(?: ?[-–] ?[0-9½¼¾]{1,3})?[ \u00a0](?:de )?([^\W\d_]+)").match(text, at)
    if not alone:
        return forms.get("after", forms["said"])
    if noun is not None and "feminine" in forms and noun[1].lower() in tables.rows.get("feminine", {}).get("nouns", []):
        return forms["feminine"]
    return forms["said"]


def _apart(other_words: re.Pattern[str], text: str, at: int) -> Match | None:
    """Read the first of "Tylenol 3 500 mg" by itself: behind a name it may be the name's own, so it is no thousand."""
    found = _TWO_OR_ONE.match(text, at)
    name = _PRODUCT.search(text, max(0, at - 40), at) if found is not None else None
    if found is None or name is None or not name[1][0].isupper() or other_words.fullmatch(name[1]):
        return None
    return Match(found.end(), f"{found.group()},", "number")


def _unit(tables: Tables, text: str, at: int, number: int) -> tuple[str, str, int] | None:
    """Read a unit after a number, with what it is divided by; gives singular, plural and end."""
    if (marked := prime(tables, text, at, number)) is not None:
        return marked[0], marked[0], marked[1]
    if not tables.units:
        return None
    measure = units.unit_after(tables, text, at, below(tables))
    return None if measure is None else (measure.one, measure.many, measure.end)


def below(tables: Tables) -> units.Number:
    """Give what reads a number below a slash."""

    def read(text: str, at: int) -> units.Below | None:
        found = _number(tables, tables.rows["words"], "", text, at)
        return None if found is None else units.Below(found.end, found.said, found.said == "1")

    return read


def _measured(tables: Tables, text: str, at: int) -> Match | None:
    """Read a unit that voices say as a word, in the form that goes with the number before it."""
    rows = tables.rows.get("counted")
    match = _COUNTED.match(text, at) if rows else None
    if rows is None or match is None:
        return None
    forms = rows.get(match.group().replace(" ", "").replace("μ", "µ").replace("µL", "µl"))
    number = _NUMBER_BEFORE.search(text, max(0, at - 20), at)
    if forms is None or number is None:
        return None
    # The last point of "j.m." ends the sentence as well.
    end = "." if match.group().endswith(".") and not text[match.end() :].strip() else ""
    return Match(match.end(), f"{counted(tables, forms, number[1])}{end}", "unit")


def _misheard(tables: Tables, text: str, at: int) -> Match | None:
    """Read a unit that voices say as another one, or "μg" with the Greek letter, which they say as "myoog"."""
    match = _MISHEARD.match(text, at) if not tables.units and (at == 0 or not _WORDLY.match(text, at - 1)) else None
    if match is None:
        return None
    unit = match.group()
    said = tables.rows.get("misheard", {}).get(unit) or (f"µ{unit[1:]}" if unit[0] == "μ" else unit)
    return Match(match.end(), said, "unit")


def _unit_alone(tables: Tables, text: str, at: int) -> Match | None:
    return units.alone(tables, text, at, below(tables)) if tables.units else None


def _shorthand(tables: Tables, text: str, at: int) -> Match | None:
    match = tables.shorthand_pattern.match(text, at)
    if match is None:
        drip = _DRIP.match(text, at) if not tables.verified else None
        by_vein = drip is not None and _DRIP_BEFORE.search(text, max(0, at - 24), at)
        return Match(drip.end(), " ".join(drip.group()), "letters") if drip and by_vein else None
    row, end = tables.shorthand[match.group()], match.end()
    if text[end - 1].isalnum() and text[end:end + 1].isalnum():
        return None
    if row.before is not None and not row.before.search(text[max(0, at - 24):at]):
        return None
    if row.after is not None and not row.after.match(text, end):
        return None
    return Match(end - (text[end - 1] == "." and end == len(text)), row.said, "abbreviation")


def _divided(tables: Tables, names: dict[str, str], text: str, at: int) -> Match | None:
    """Read "/día" after a word as "por día"."""
    word = _WORD.match(text, at + 1) if text[at] == "/" and at > 0 and text[at - 1].isalnum() else None
    # "200 copias/ml": a plural counted by a unit.
    if word is not None and tables.verified and _PLURAL_BEFORE.search(text[max(0, at - 24):at]):
        unit, end = units.read_unit(tables, text, at + 1)
        if unit is not None:
            return Match(end, f"{names['per']} {unit.one}", "unit")
    if word is None or word.group() not in tables.rates:
        return None
    return Match(word.end(), f"{names['per']} {tables.rates[word.group()]}", "unit")


def _raised(names: dict[str, str], text: str, at: int) -> Match | None:
    """Read raised digits by name; lowered ones, which voices drop ("B₁₂"), as ordinary ones."""
    if (low := _LOWERED.match(text, at)) is not None:
        return Match(low.end(), low.group().translate(_FROM_SUB), "number")
    match = re.compile("[⁰¹²³⁴-⁹]+").match(text, at)
    if match is None or "raised" not in names:
        return None
    return Match(match.end(), f"{names['raised']} {match.group().translate(_PLAIN)}", "mark")
