"""English amounts with their signs, currencies, ranges and units: "<5–10 mg/kg/day" as one quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from a11y_export.audio.spoken import numerals, units
from a11y_export.audio.spoken.amounts import Amount, amount
from a11y_export.audio.spoken.money import large, money, money_after
from a11y_export.audio.spoken.primes import closes_quotation
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables
from a11y_export.audio.spoken.units import GAP, Below, Measure

_DASH = re.compile(rf"([{GAP}]?)(--(?!-)|[–‒‐‑−-]|—)([{GAP}]?)")
_CHAIN = re.compile(r"[0-9]+(?:[-–‑−][0-9]+){2,}(?![0-9A-Za-z/.]*[0-9])")
_TIMES = re.compile(
    rf"[{GAP}]?[x×X](?=[{GAP}]|/| ?$|[.,;):])|[{GAP}]?[xX](?=-|day|week|month|wk|daily|weekly|d\b)"
)
_TIMES_RATE = re.compile(
    rf"[{GAP}]?/?[{GAP}]?(?:a|per)?[{GAP}]?(day|week|month|year|wk|mo|d|night|hour|h)(?![A-Za-z0-9])"
)
_BY = re.compile(rf"[{GAP}]?([x×✕X])[{GAP}]?(?=[.]?[0-9½¼¾])")
_NOUN = re.compile(rf"[{GAP}-]([a-z]+)")
_RATE = re.compile(rf"[{GAP}]?/[{GAP}]?([a-z]+)(?![A-Za-z0-9])")
_INCHES = re.compile(
    r"([0-9]{1,2})(?:['′’] ?| ?(?:ft\.?|feet|foot) ?)([0-9]{1,2}(?:\.[0-9]+)?|[0-9]{0,2}[½¼¾])"
    r"(?:[\"″”]|''| ?in\b\.?| inches| inch)"
)
_INCHES_IN_FOOT = 12
# A single mark may be minutes, feet, or the end of a strand: named, but for what has a height or a distance.
_PRIME = re.compile(r"(?:''|['′’])(?!['′’\w])")
_LAST = re.compile(r"[.,;:!?)\]]*$")  # it may close what began in an earlier sentence
_FEET = re.compile(r"[ -](?:tall|long|wide|high|deep|apart|away|thick)\b")
_INCH = re.compile(
    r"[ \u00a0-]?in(?:\.(?=\)|,|;|$| [a-z×x])"
    r"|(?=[ \u00a0-](?:long|wide|tall|high|deep|thick|in diameter|across|by|x|×)\b|\)))|\""
)
_SENTENCE_END = re.compile(r"$| [A-Z]")
# The first signs may stand before a number; a hyphen only where no number or letter stands before it.
_PREFIX = re.compile(rf"(<=|>=|=<|=>|\+/[-−]|[≤≥<>±~∼≈=+−⩽⩾×]|[-–])[{GAP}]?(?=[-−+~≈]?[{GAP}]?[$€£]?\.?[0-9½⅓⅔¼¾⅛])")
# A long dash is a minus where it stands with the number alone, or before a part of one.
_LONE = re.compile(r"–[0-9]+(?:\.[0-9]+)?%?")
_SECOND_MINUS = re.compile(r"[-–][-−](?=\.?[0-9])")
_SMALL = re.compile(r"0?\.[0-9]")
_TITER = re.compile(r"([0-9]{1,3}):([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,5})(?![0-9:]|,[0-9])")
_GESTATION = re.compile(r"([1-4]?[0-9])w ?([0-6])d(?![A-Za-z0-9])")
# A bare letter after a number is a temperature where it can be: a body's, or one that is spoken of as one.
_SCALE = re.compile(rf"[{GAP}]?([CF])(?![A-Za-z0-9'’+-])")
_WARM = re.compile(
    r"(?i)\b(?:temperature|temp|fever|degrees?|oven|heat|preheat|bake|store|stored|storage|keep|kept|refrigerat\w*"
    r"|freez\w*|warm|warmed|cool|cooled|boil\w*|water|thermometer|celsius|fahrenheit)\b[^!?]{0,40}$|°[CF]?[^!?]{0,20}$"
    r"|[0-9] ?[CF] ?[(/=]$"
)
_WEATHER = re.compile(r"\s(?:outside|outdoors|water|oven|heat|\()")
_BODY = {"C": (34, 43), "F": (93, 110)}
_AGED = re.compile(
    rf"[{GAP}](?:[a-z]+[{GAP}])?(?:man|woman|male|female|boy|girl|patient|child|infant|lady|gentleman|person|m|f)\b"
)
# The same quantity in two units, by the size of each: "500 mg–1 g" and "30 min–1 h" rise.
_SIZES = {
    "microgram": ("mass", Fraction(1, 10**6)), "milligram": ("mass", Fraction(1, 1000)), "gram": ("mass", Fraction(1)),
    "kilogram": ("mass", Fraction(1000)), "ounce": ("pound", Fraction(1, 16)), "pound": ("pound", Fraction(1)),
    "milliliter": ("volume", Fraction(1, 1000)), "centiliter": ("volume", Fraction(1, 100)),
    "deciliter": ("volume", Fraction(1, 10)), "liter": ("volume", Fraction(1)),
    "millimeter": ("length", Fraction(1, 1000)), "centimeter": ("length", Fraction(1, 100)),
    "meter": ("length", Fraction(1)), "kilometer": ("length", Fraction(1000)),
    "second": ("time", Fraction(1, 60)), "minute": ("time", Fraction(1)), "hour": ("time", Fraction(60)),
    "day": ("time", Fraction(1440)), "week": ("time", Fraction(10_080)), "month": ("time", Fraction(43_200)),
    "year": ("time", Fraction(525_600)),
}  # fmt: skip
_LASTING = re.compile(r" (?:days?|weeks?|months?|hours?|nights?|years?)$")
_AFTER_WORD = re.compile(r"^$|[a-z.,;)] ?$")
_OWNED = re.compile(rf"[{GAP}](?:an?|the|your|my|his|her|their|our|its|this|that|of)\b")


@dataclass(frozen=True, slots=True)
class _Valued:
    """An amount with its currency and unit, said."""

    end: int
    said: str
    rule: str
    amount: Amount
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _OtherEnd:
    joint: str
    valued: _Valued


def below(text: str, at: int) -> Below | None:
    """Give a number below a slash."""
    found = amount(text, at)
    return None if found is None or found.pair is not None else Below(found.end, found.said, found.single)


def unit_after(tables: Tables, text: str, at: int) -> Measure | None:
    """Read a unit after a number, with what it is divided by."""
    return units.unit_after(tables, text, at, below)


def alone(tables: Tables, text: str, at: int) -> Match | None:
    """Read a unit that stands without a number."""
    return units.alone(tables, text, at, below)


def quantity(tables: Tables, text: str, at: int) -> Match | None:
    """Read a whole quantity at `at`: signs, currency, amount, unit, and the other end of a range."""
    prefix, place = _prefixes(tables, text, at)
    if prefix and (titer := _TITER.match(text, place)) is not None:
        said = f"{numerals.decimal(titer[1])} to {numerals.decimal(titer[2].replace(',', ''))}"
        return Match(titer.end(), " ".join([*prefix, said]), "sign")
    first = _valued(tables, text, place)
    if first is None:
        return None
    if prefix and prefix[-1] == "dash" and "degrees" in first.said:
        # "–20 °C": a temperature's dash is a minus.
        prefix[-1] = "minus"
    chain = _CHAIN.match(text, place)
    if chain is not None and chain.end() >= first.end and first.rule != "currency":
        parts = re.split(r"([-–‑−])", chain.group())
        named = [{"−": "minus"}.get(p, "dash") if p in "-–‑−" else numerals.decimal(p) for p in parts]
        return Match(chain.end(), " ".join([*prefix, *named]), "number")
    if first.rule in ("number", "quantity") and (sides := _dimensions(tables, text, first)) is not None:
        return Match(sides[0], " ".join([*prefix, sides[1]]), "quantity")
    said, end, rule = first.said, first.end, first.rule
    negative = prefix[-1:] == ["minus"]
    while (other := _other_end(tables, text, end, first, negative=negative)) is not None:
        if first.rule == other.valued.rule == "currency" and other.valued.unit == first.unit:
            # "$5–10": the word for the money is said once, after the second.
            said = said.removesuffix(f" {first.unit}")
        said, end, rule, first = f"{said} {other.joint} {other.valued.said}", other.valued.end, "range", other.valued
        if other.joint != "to":
            break
    if prefix:
        rule = "sign" if rule == "number" else rule
        lasting = _LASTING.search(said) and " per " not in said
        if prefix[-1] == "times" and lasting and _AFTER_WORD.search(text[max(0, at - 2):at]):
            # "× 10 d": for so long.
            prefix[-1] = "for"
    return Match(end, " ".join([*prefix, said]), rule)


def _dimensions(tables: Tables, text: str, first: _Valued) -> tuple[int, str] | None:
    """Read "3 × 2 × 1 cm" and "4x4" as so much by so much; a dose is so many times."""
    lengths = tables.rows["classes"]["length"]
    sides, last, end, close = [first.said], first, first.end, True
    while (by := _BY.match(text, end)) is not None and len(sides) < 4:
        found = _valued(tables, text, by.end())
        if found is None or found.rule not in ("number", "quantity"):
            break
        if " to the power " in found.said:
            return (found.end, f"{first.said} times {found.said}") if len(sides) == 1 else None
        close = close and by[1] != "×" and by.group() == by[1] and last.amount.value is not None
        sides.append(found.said)
        last, end = found, found.end
    unit = last.unit.split(" ")[-1] if last.unit else ""
    if len(sides) > 1 and (unit in lengths or (not unit and close and last.rule == "number")):
        return end, " by ".join(sides)
    return None


def _prefixes(tables: Tables, text: str, at: int) -> tuple[list[str], int]:
    said: list[str] = []
    place = at
    while (match := _PREFIX.match(text, place)) is not None and len(said) < 3:
        if match[1] in "-–":
            before = text[max(0, place - 2):place]
            if (before and (before[-1].isalnum() or before[-1] in "-–.,;:%)")) or text[match.end() - 1] in GAP:
                break
            lone = (place == 0 and _LONE.fullmatch(text)) or before.endswith("=") or _SMALL.match(text, match.end())
            counted = len(before) == 2 and before[-1] in GAP and before[0].isdigit()
            doubtful = (match[1] == "–" and not lone) or counted
            said.append("dash" if doubtful else "minus")
        else:
            said.append(tables.signs[match[1]])
        place = match.end()
    return said, place


def _valued(tables: Tables, text: str, at: int) -> _Valued | None:
    if (feet := _INCHES.match(text, at)) is not None:
        inches = amount(text, feet.start(2))
        if inches is not None and inches.value is not None and inches.value >= _INCHES_IN_FOOT:
            # 1'30": no foot has thirty inches.
            one, other = ("" if n == "one" else "s" for n in (numerals.decimal(feet[1]), inches.said))
            said = f"{numerals.decimal(feet[1])} minute{one} {inches.said} second{other}"
            return _Valued(feet.end(), said, "quantity", Amount(feet.end(), said), "minute")
        if inches is not None:
            said = f"{numerals.decimal(feet[1])} {'foot' if feet[1] == '1' else 'feet'} {inches.said}"
            said = f"{said} {'inch' if inches.single else 'inches'}"
            return _Valued(feet.end(), said, "quantity", Amount(feet.end(), said), "feet")
    if (weeks := _GESTATION.match(text, at)) is not None:
        many, days = (f"{numerals.decimal(n)} {unit}{'' if n == '1' else 's'}" for n, unit in (
            (weeks[1], "week"), (weeks[2], "day"),
        ))
        return _Valued(weeks.end(), f"{many} {days}", "quantity", Amount(weeks.end(), many), "week")
    priced = money(text, at)
    if priced is not None:
        each = unit_after(tables, text, priced.end) if text[priced.end:priced.end + 1] == "/" else None
        if each is not None:
            return _Valued(each.end, f"{priced.said} {each.one}", "currency", priced.amount, priced.many)
        return _Valued(priced.end, priced.said, "currency", priced.amount, priced.many)
    found = amount(text, at)
    if found is None:
        return None
    times = _TIMES.match(text, found.end)
    if times is not None and found.pair is None:
        # "1 × 10⁵" is a product.
        once = found.single and not text[times.end():times.end() + 2].strip(GAP)[:1].isdigit()
        said, end = f"{found.said} {'time' if once else 'times'}", times.end()
        # "3x/day", "3xday": the rate belongs to it.
        rate = _TIMES_RATE.match(text, end) if text[end:end + 1].isalpha() or text[end:end + 1] == "/" else None
        if rate is not None:
            return _Valued(rate.end(), f"{said} per {tables.rates[rate[1]]}", "quantity", found)
        return _Valued(end, said, "quantity", found)
    measure = unit_after(tables, text, found.end)
    if measure is None and (paid := money_after(text, at, found)) is not None:
        return _Valued(paid.end, paid.said, "currency", found, paid.many)
    if found.pair is not None:
        return _paired(found, measure)
    if measure is None:
        return _unmeasured(tables, text, at, found)
    if found.part and measure.first.one not in ("percent", "per mille", "A.M", "P.M"):
        return _Valued(measure.end, _part_of(found, measure.one), "quantity", found, measure.first.one)
    adjective = text[found.end] in "-‑"
    if measure.one.endswith(" old") and (adjective or _AGED.match(text, measure.end)):
        return _Valued(measure.end, f"{found.said}-{measure.one.replace(' ', '-')}", "quantity", found, "year")
    noun = measure.one if found.single or adjective else measure.many
    # A hyphen stays one: "a five-milligram tablet".
    said = f"{found.said}{'-' if adjective else ' '}{noun}"
    return _Valued(measure.end, said, "quantity", found, measure.first.one)


def _part_of(found: Amount, noun: str) -> str:
    """Say a part of one: "half a tablet", "three quarters of an hour"."""
    article = "an" if noun[0] in "aeio" or noun.startswith(("hour", "upper", "under")) else "a"
    part = "half" if found.said == "one half" else f"{found.said.replace('one quarter', 'a quarter')} of"
    return f"{part} {article} {noun}"


def _paired(found: Amount, measure: Measure | None) -> _Valued:
    """Say a slash pair: a blood pressure is "over", anything else keeps its slash by name."""
    assert found.pair is not None
    high, low = found.pair
    pressure = measure is not None and measure.first.one == "millimeter of mercury"
    likely = measure is None and 60 <= high <= 300 and 30 <= low <= 200 and high - low >= 10
    # Two parts of a hundred are a mixture, "insulin 70/30".
    likely = likely and high + low != 100
    # The larger strength of a combined medicine is no pressure: "875/125" is one only when it fits.
    said = found.said.replace(" slash ", " over ") if pressure or likely else found.said
    if measure is None:
        return _Valued(found.end, said, "number", found)
    return _Valued(measure.end, f"{said} {measure.many}", "quantity", found, measure.first.one)


def _unmeasured(tables: Tables, text: str, at: int, found: Amount) -> _Valued:
    end, said = found.end, found.said
    rate = _RATE.match(text, end)
    if rate is not None and rate[1] in tables.rates:
        return _Valued(rate.end(), f"{said} per {tables.rates[rate[1]]}", "quantity", found)
    scale = _temperature(text, at, found)
    if scale is not None:
        unit = tables.units[f"°{scale[0]}"]
        return _Valued(scale[1], f"{said} {unit.one if found.single else unit.many}", "quantity", found, unit.one)
    mark = _PRIME.match(text, end)
    if mark is not None and (mark.group() == "′" or not closes_quotation(text, end, "'")) and not (
        mark.group() == "’" and _LAST.match(text, mark.end())
    ):
        feet = "foot" if found.single else "feet"
        named = "double prime" if len(mark.group()) > 1 else feet if _FEET.match(text, mark.end()) else "prime"
        return _Valued(mark.end(), f"{said} {named}", "quantity", found, named)
    inch = _INCH.match(text, end)
    if inch is not None and (inch.group() != '"' or text.count('"', max(0, at - 200), at) % 2 == 0):
        stop = inch.end() - (inch.group().endswith(".") and _SENTENCE_END.match(text, inch.end()) is not None)
        if found.part:
            return _Valued(stop, _part_of(found, "inch"), "quantity", found, "inch")
        return _Valued(stop, f"{said} {'inch' if found.single else 'inches'}", "quantity", found, "inch")
    counted = large(text, end)
    if counted is not None:
        return _Valued(counted[1], f"{said} {counted[0]}", "number", found)
    if found.part and (noun := _NOUN.match(text, end)) is not None:
        part = _before_noun(tables, text, end, found, noun[1])
        if part is not None:
            return _Valued(end, part, "number", found)
    if text[end:end + 1] == "+" and not text[end + 1:end + 2].isalnum():
        return _Valued(end + 1, f"{said} plus", "number", found)
    return _Valued(end, said, "number", found)


def _before_noun(tables: Tables, text: str, end: int, found: Amount, noun: str) -> str | None:
    """Say a part before what it is a part of: "half a", "three quarters of a"; before "of" or "your" as it is."""
    if text[end] == "-":
        return "half" if found.said == "one half" else None
    if _OWNED.match(text, end):
        return "half" if found.said == "one half" else None
    if noun in tables.no_noun or (noun.endswith("s") and not noun.endswith("ss")):
        return None
    return _part_of(found, noun).removesuffix(f" {noun}")


def _temperature(text: str, at: int, found: Amount) -> tuple[str, int] | None:
    """Read a bare C or F after a number that can be a temperature."""
    letter = _SCALE.match(text, found.end)
    if letter is None or found.value is None:
        return None
    low, high = _BODY[letter[1]]
    spoken_of = _WARM.search(text, max(0, at - 60), at) or _WEATHER.match(text, letter.end())
    if low <= found.value <= high or (spoken_of and -200 < found.value < 1000):
        return letter[1], letter.end()
    return None


def _rising(first: _Valued, second: _Valued) -> bool:
    """Whether the second of two amounts is the larger, each in its own unit where both are of one kind."""
    low, high = first.amount.value, second.amount.value
    if low is None or high is None:
        return False
    (kind, size), (other, larger) = (_SIZES.get(v.unit, ("", Fraction(1))) for v in (first, second))
    return low * size < high * larger if kind and kind == other else low < high


def _other_end(tables: Tables, text: str, end: int, first: _Valued, *, negative: bool) -> _OtherEnd | None:
    """Read the second number of a range, or of a pair of numbers with a dash, after the first one."""
    dash = _DASH.match(text, end)
    if dash is None:
        return None
    uneven = bool(dash[1]) != bool(dash[3]) or (dash[2] in ("—", "--") and bool(dash[1]))
    prefix, place = _prefixes(tables, text, dash.end())
    if negative and not prefix and _SECOND_MINUS.match(text, dash.start(2)):
        prefix, place = ["minus"], dash.start(2) + 2  # "-5--2"
    if any(word not in ("minus", "about") for word in prefix):
        return None
    second = _valued(tables, text, place)
    if second is None:
        return None
    if first.rule == "currency" and second.rule == "number":
        second = _Valued(second.end, f"{second.said} {first.unit}", "currency", second.amount, first.unit)
    low, high = first.amount, second.amount
    rising = _rising(first, second)
    if uneven and not (rising and second.unit and not prefix and first.unit in ("", second.unit)):
        return None
    if (low.pair is not None and high.pair is not None) or (first.said.endswith(".M") and second.said.endswith(".M")):
        joint = "to"
    elif low.value is None or high.value is None:
        joint = "dash"
    elif "minus" in prefix or rising:
        joint = "to"
    else:
        joint = "minus" if dash[2] == "−" else "dash"
    said = " ".join([*prefix, second.said])
    return _OtherEnd(joint, _Valued(second.end, said, second.rule, second.amount, second.unit))
