"""Amounts with their signs, currencies, ranges and units: "<5–10 mg/kg/day" as one quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.amounts import Amount, amount
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, Unit

_GAP = " \u00a0\u2009\u202f\u200a"
_CURRENCY = re.compile(r"(US|CA|A|C|NZ)?([$€£¥])[ \u00a0]?(?=[.0-9])")
_MONEY = {
    "$": ("dollar", "dollars", "cents"), "€": ("euro", "euros", "cents"), "£": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""),
}
_COUNTRY = {"US": "U.S. ", "CA": "Canadian ", "C": "Canadian ", "A": "Australian ", "NZ": "New Zealand "}
_LARGE = re.compile(r"[ \u00a0](thousand|million|billion|trillion)(?![A-Za-z])|([kK])(?![A-Za-z0-9])")
_DASH = re.compile(rf"([{_GAP}]?)([–‒‐‑−-]|—)([{_GAP}]?)")
_CHAIN = re.compile(r"[0-9]+(?:[-–‑−][0-9]+){2,}(?![0-9A-Za-z/.]*[0-9])")
_TIMES = re.compile(r"[ \u00a0]?[x×](?=[0-9 ]|/| ?$|[.,;)])")
_NOUN = re.compile(r"[ \u00a0-]([a-z]+)")
_RATE = re.compile(r"[ \u00a0]?/[ \u00a0]?([a-z]+)(?![A-Za-z0-9])")
_SLASH = re.compile(r"[ \u00a0]?/[ \u00a0]?")
_INCHES = re.compile(r"([0-9]{1,2})(?:['′’] ?| ?(?:ft|feet|foot) )([0-9]{1,2})(?:[\"″”]| in\b)")
_WORD = re.compile(r"[a-z]+(?![A-Za-z0-9])")
_SENTENCE_END = re.compile(r"$| [A-Z]")
# The first signs may stand before a number; a hyphen only where no number or letter stands before it.
_PREFIX = re.compile(rf"(<=|>=|\+/[-−]|[≤≥<>±~∼≈=+−⩽⩾×]|[-–])[{_GAP}]?(?=[-−+~≈]?[{_GAP}]?[$€£]?\.?[0-9½⅓⅔¼¾⅛])")


@dataclass(frozen=True, slots=True)
class _Measure:
    """A unit expression: where it ends and how it follows one, many or a part of one."""

    end: int
    one: str
    many: str
    first: Unit


def quantity(tables: Tables, text: str, at: int) -> Match | None:
    """Read a whole quantity at `at`: signs, currency, amount, unit, and the other end of a range."""
    prefix, place = _prefixes(tables, text, at)
    first = _valued(tables, text, place)
    if first is None:
        return None
    if prefix and prefix[-1] == "dash" and "degrees" in first.said:
        # "–20 °C": a temperature's dash is a minus.
        prefix[-1] = "minus"
    said, end, rule = first.said, first.end, first.rule
    chain = _CHAIN.match(text, place)
    if chain is not None and chain.end() >= end and first.rule != "currency":
        parts = re.split(r"([-–‑−])", chain.group())
        named = [{"−": "minus"}.get(p, "dash") if p in "-–‑−" else numerals.decimal(p) for p in parts]
        return Match(chain.end(), " ".join([*prefix, *named]), "number")
    while (other := _other_end(tables, text, end, first)) is not None:
        if first.rule == other.valued.rule == "currency" and not _CURRENCY.search(text[end:other.valued.end]):
            # "$5–10": the sign stands for both and is said once, after the second.
            said = said.rsplit(" ", 1)[0]
        said, end, rule, first = f"{said} {other.joint} {other.valued.said}", other.valued.end, "range", other.valued
        if other.joint != "to":
            break
    if prefix:
        rule = "sign" if rule == "number" else rule
    return Match(end, " ".join([*prefix, said]), rule)


@dataclass(frozen=True, slots=True)
class _Valued:
    """An amount with its currency and unit, said."""

    end: int
    said: str
    rule: str
    amount: Amount


@dataclass(frozen=True, slots=True)
class _OtherEnd:
    joint: str
    valued: _Valued


def _prefixes(tables: Tables, text: str, at: int) -> tuple[list[str], int]:
    said: list[str] = []
    place = at
    while (match := _PREFIX.match(text, place)) is not None and len(said) < 3:
        if match[1] in "-–":
            before = text[max(0, place - 2):place]
            if (before and (before[-1].isalnum() or before[-1] in "-–.,;:%)")) or text[match.end() - 1] in _GAP:
                break
            doubtful = match[1] == "–" or (len(before) == 2 and before[-1] in _GAP and before[0].isdigit())
            said.append("dash" if doubtful else "minus")
        else:
            said.append(tables.signs[match[1]])
        place = match.end()
    return said, place


def _valued(tables: Tables, text: str, at: int) -> _Valued | None:
    if (feet := _INCHES.match(text, at)) is not None:
        said = f"{numerals.decimal(feet[1])} {'foot' if feet[1] == '1' else 'feet'} {numerals.decimal(feet[2])}"
        said = f"{said} {'inch' if feet[2] == '1' else 'inches'}"
        return _Valued(feet.end(), said, "quantity", Amount(feet.end(), said))
    money = _CURRENCY.match(text, at)
    found = amount(text, money.end() if money else at)
    if found is None:
        return None
    if money is not None:
        return _priced(text, money, found)
    times = _TIMES.match(text, found.end)
    if times is not None:
        return _Valued(times.end(), f"{found.said} times", "quantity", found)
    measure = unit_after(tables, text, found.end)
    if found.pair is not None:
        return _paired(found, measure)
    if measure is None:
        return _unmeasured(tables, text, found)
    if found.part and measure.first.one not in ("percent", "per mille", "A.M", "P.M"):
        article = "an" if measure.one[0] in "aeiou" or measure.one.startswith("hour") else "a"
        part = "half" if found.said == "one half" else f"{found.said} of"
        said = f"{part} {article} {measure.one}"
        return _Valued(measure.end, said, "quantity", found)
    adjective = text[found.end] in "-‑"
    noun = measure.one if found.single or adjective else measure.many
    # A hyphen stays one: "a five-milligram tablet".
    return _Valued(measure.end, f"{found.said}{'-' if adjective else ' '}{noun}", "quantity", found)


def _paired(found: Amount, measure: _Measure | None) -> _Valued:
    """Say a slash pair: a blood pressure is "over", anything else keeps its slash by name."""
    assert found.pair is not None
    above, below = found.pair
    pressure = measure is not None and measure.first.one == "millimeter of mercury"
    likely = measure is None and 60 <= above <= 300 and 30 <= below <= 200 and above - below >= 10
    said = found.said.replace(" slash ", " over ") if pressure or likely else found.said
    if measure is None:
        return _Valued(found.end, said, "number", found)
    return _Valued(measure.end, f"{said} {measure.many}", "quantity", found)


def _unmeasured(tables: Tables, text: str, found: Amount) -> _Valued:
    end, said = found.end, found.said
    rate = _RATE.match(text, end)
    if rate is not None and rate[1] in tables.rates:
        return _Valued(rate.end(), f"{said} per {tables.rates[rate[1]]}", "quantity", found)
    if found.said == "one half" and (noun := _NOUN.match(text, end)) is not None:
        half = tables.rows["half"]
        hyphen = text[end] == "-"
        if noun[1] in half["nouns"]:
            said = "half" if hyphen else "half a"
        elif noun[1] in half["vowel"]:
            said = "half" if hyphen else "half an"
    if text[end:end + 1] == "+" and not text[end + 1:end + 2].isalnum():
        return _Valued(end + 1, f"{said} plus", "number", found)
    return _Valued(end, said, "number", found)


def _priced(text: str, money: re.Match[str], found: Amount) -> _Valued:
    one, many, cents = _MONEY[money[2]]
    country = _COUNTRY.get(money[1] or "", "")
    large = _LARGE.match(text, found.end)
    if large is not None:
        return _Valued(large.end(), f"{found.said} {large[1] or 'thousand'} {country}{many}", "currency", found)
    written = text[money.end():found.end]
    whole, point, part = written.replace(",", "").partition(".")
    if point and len(part) == 2 and cents and part.isdecimal() and (whole or "0").isdecimal():
        small = f"{numerals.cardinal(int(part))} {cents if part != '01' else cents.removesuffix('s')}"
        if int(whole or 0) == 0:
            return _Valued(found.end, country + small, "currency", found)
        units = f"{numerals.decimal(whole)} {country}{one if whole == '1' else many}"
        return _Valued(found.end, units + (f" and {small}" if int(part) else ""), "currency", found)
    return _Valued(found.end, f"{found.said} {country}{one if found.single else many}", "currency", found)


def _other_end(tables: Tables, text: str, end: int, first: _Valued) -> _OtherEnd | None:
    """Read the second number of a range, or of a pair of numbers with a dash, after the first one."""
    dash = _DASH.match(text, end)
    if dash is None or bool(dash[1]) != bool(dash[3]) or (dash[2] == "—" and dash[1]):
        return None
    prefix, place = _prefixes(tables, text, dash.end())
    if any(word not in ("minus", "about") for word in prefix):
        return None
    second = _valued(tables, text, place)
    if second is None:
        return None
    if first.rule == "currency" and second.rule == "number":
        unit = first.said.rsplit(" ", 1)[1]
        plural = {"dollar": "dollars", "euro": "euros", "pound": "pounds"}.get(unit, unit)
        second = _Valued(second.end, f"{second.said} {plural}", "currency", second.amount)
    low, high = first.amount, second.amount
    if (low.pair is not None and high.pair is not None) or (first.said.endswith(".M") and second.said.endswith(".M")):
        joint = "to"
    elif low.value is None or high.value is None:
        joint = "dash"
    elif "minus" in prefix or low.value < high.value:
        joint = "to"
    else:
        joint = "minus" if dash[2] == "−" else "dash"
    return _OtherEnd(joint, _Valued(second.end, " ".join([*prefix, second.said]), second.rule, second.amount))


def unit_after(tables: Tables, text: str, at: int) -> _Measure | None:
    """Read a unit after a number, with what it is divided by: "mg", "-mg", " mg/kg/day", "mg/5 mL"."""
    place = at + (text[at:at + 1] in (*_GAP, "-", "‑") and at < len(text))
    unit, end = _unit(tables, text, place)
    if unit is None:
        # "10/L" and "10⁹/L": the number itself is divided.
        per = _per(tables, text, at)
        return None if per is None else _Measure(per[1], per[0], per[0], Unit(per[0], per[0]))
    if place > at and text[at] in "-‑" and unit.one in ("A.M", "P.M", "second", "day", "unit"):
        return None
    if place == at and text[place:end] == "s":
        return None  # "omega-3s", "the 50s"
    one, many = unit.one, unit.many
    last = unit
    while (slash := _SLASH.match(text, end)) is not None:
        after = slash.end()
        number = amount(text, after)
        if number is not None and number.pair is None:
            gap = number.end + (text[number.end:number.end + 1] in (*_GAP,) and number.end < len(text))
            below, below_end = _unit(tables, text, gap)
            if below is None or below == last:
                break
            said = f"per {number.said} {below.one if number.single else below.many}"
        else:
            below, below_end = _unit(tables, text, after)
            word = _WORD.match(text, after)
            if word is not None and word.group() in tables.rates:
                said, below_end, below = f"per {tables.rates[word.group()]}", word.end(), unit
            elif below is not None and below != last:
                said = f"per {below.one}"
            else:
                break
        one, many, end, last = f"{one} {said}", f"{many} {said}", below_end, below
    return _Measure(end, one, many, unit)


def _per(tables: Tables, text: str, at: int) -> tuple[str, int] | None:
    """Read "/L" directly after a number; a rate word is left to its own reading."""
    if text[at:at + 1] != "/":
        return None
    unit, end = _unit(tables, text, at + 1)
    word = _WORD.match(text, at + 1)
    if unit is None or (word is not None and word.group() in tables.rates) or unit.one in ("A.M", "P.M"):
        return None
    return f"per {unit.one}", end


def _unit(tables: Tables, text: str, at: int) -> tuple[Unit | None, int]:
    """Read the longest unit at `at` that ends at a word's end."""
    match = tables.unit_pattern.match(text, at)
    if match is None:
        return None, at
    # A stop that may end the sentence as well is left to be heard as a pause.
    ends_sentence = match.group().endswith(".") and _SENTENCE_END.match(text, match.end()) is not None
    return tables.units[match.group()], match.end() - ends_sentence


def alone(tables: Tables, text: str, at: int) -> Match | None:
    """Read a unit that stands without a number, as in a table's header: "mg/dL"."""
    unit, _ = _unit(tables, text, at)
    if unit is None or not unit.alone:
        return None
    measure = unit_after(tables, text, at)
    if measure is None:
        return None
    return Match(measure.end, measure.many, "unit")
