"""Unit expressions after a number and by themselves: "mg", "mg/kg/day", "mg/5 mL", "mL·kg⁻¹", "per 100 mL"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, Unit

# Spaces as pages have them; the zero-width ones stand for nothing.
GAP = " \u00a0\u2007\u2009\u200a\u202f\u200b\u2060"
_SLASH = re.compile(rf"[{GAP}]?[/∕⁄][{GAP}]?")
_DOT = re.compile(rf"[{GAP}]?[·⋅∙][{GAP}]?|[{GAP}]")
_WORD = re.compile(r"[^\W\d_]+(?![^\W_])")
_INVERSE = re.compile(r"\^?[⁻−-]([¹1²³23])(?![0-9])")
# Of a medicine with two substances both strengths are written before one unit.
_SHARED = ("gram", "gramo", "unit", "unidad internacional", "percent", "equivalent")
_WORD_OR_INVERSE = re.compile(r"([a-z]+)\^?[⁻−-][¹1](?![0-9])")
_RAISED = str.maketrans("23", "²³")
# "180 °C / 350 °F" and "8 a.m./8 p.m." are two of a kind.
_NO_DIVISOR = ("A.M", "P.M", "degree", "grado", "de la ")
_SENTENCE_END = re.compile(r"$| [A-ZÁÉÍÓÚÑ¿¡]")
_PER = re.compile(rf"[{GAP}](?P<per>[a-z]+)[{GAP}]")


@dataclass(frozen=True, slots=True)
class Below:
    """A number below the slash: where it ends, its words, and whether a noun after it is in the singular."""

    end: int
    said: str
    single: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit expression: where it ends and how it follows one, many or a part of one."""

    end: int
    one: str
    many: str
    first: Unit


Number = Callable[[str, int], Below | None]


def unit_after(tables: Tables, text: str, at: int, number: Number) -> Measure | None:
    """Read a unit after a number, with what it is divided by: "mg", "-mg", " mg/kg/day", "mg/5 mL"."""
    place = at + (at < len(text) and text[at] in GAP + "-‑")
    unit, end = read_unit(tables, text, place)
    per = tables.rows["words"]["per"]
    if unit is None:
        # "10/L" and "10⁹/L": the number itself is divided.
        divided = _divisor(tables, text, at, number)
        if divided is None or divided.unit is None:
            return None
        if text[divided.start].isdigit() and divided.unit.one.endswith(_SHARED):
            return None  # "2.5/10 mg": two strengths
        said = f"{per} {divided.said}"
        return Measure(divided.end, said, said, Unit(said, said))
    if place > at and text[at] in "-‑" and unit.one in ("A.M", "P.M", "second", "day", "unit"):
        return None
    if place == at and text[place:end] in ("s", "st"):
        return None  # "omega-3s", "the 50s", "1st"
    return _divided(tables, text, Measure(end, unit.one, unit.many, unit), number)


def _divided(tables: Tables, text: str, first: Measure, number: Number) -> Measure:
    """Go on with what a unit is divided by or joined to."""
    per = tables.rows["words"]["per"]
    one, many, end, last = first.one, first.many, first.end, first.first
    while True:
        below = _divisor(tables, text, end, number)
        if below is None or (below.unit is not None and below.unit == last):
            joined = _joined(tables, text, end)
            if joined is None:
                break
            said, last, end = joined
        else:
            names = tables.rows["words"]
            # In Spanish "500 mg/8 h" is so much every eight hours.
            often = "interval" in names and below.unit is not None and below.said[0].isdigit()
            word = names["interval"] if often and below.unit == tables.units.get("h") else per
            said, end, last = f"{word} {below.said}", below.end, below.unit or last
        one, many = f"{one} {said}", f"{many} {said}"
    return Measure(end, one, many, first.first)


@dataclass(frozen=True, slots=True)
class _Divisor:
    start: int
    end: int
    said: str
    unit: Unit | None


def _divisor(tables: Tables, text: str, at: int, number: Number) -> _Divisor | None:
    """Read "/L", "/24 h", "/day" or " per kg" at `at`."""
    slash = _SLASH.match(text, at)
    if slash is None:
        word = _PER.match(text, at)
        if word is None or word["per"] != tables.rows["words"]["per"]:
            return None
        slash = word
    place = slash.end()
    counted = number(text, place)
    if counted is not None:
        unit, end = read_unit(tables, text, counted.end + (text[counted.end:counted.end + 1] in tuple(GAP)))
        if unit is None or unit.one.startswith(_NO_DIVISOR):
            return None
        return _Divisor(place, end, f"{counted.said} {unit.one if counted.single else unit.many}", unit)
    rate = _WORD.match(text, place)
    if rate is not None and rate.group() in tables.rates:
        # A word after the word "per" needs no rule.
        return None if "per" in slash.groupdict() and rate.group() == tables.rates[rate.group()] else _Divisor(
            place, rate.end(), tables.rates[rate.group()], None
        )
    unit, end = read_unit(tables, text, place)
    return None if unit is None or unit.one.startswith(_NO_DIVISOR) else _Divisor(place, end, unit.one, unit)


def _joined(tables: Tables, text: str, at: int) -> tuple[str, Unit, int] | None:
    """Read "·kg⁻¹" or "·min": a unit joined by a dot, or divided by where it is raised to minus one."""
    dot = _DOT.match(text, at)
    if dot is None:
        return None
    match = tables.unit_pattern.match(text, dot.end())
    if match is None:
        rate = _WORD_OR_INVERSE.match(text, dot.end())
        if rate is None or rate[1] not in tables.rates:
            return None
        said = tables.rates[rate[1]]
        return f"{tables.rows['words']['per']} {said}", Unit(said, said), rate.end()
    unit, end = tables.units[match.group()], match.end()
    inverse = _INVERSE.match(text, end)
    if inverse is None:
        return None if dot.group().strip(GAP) == "" else (unit.one, unit, end)
    end = inverse.end()
    if inverse[1] in "²³23":
        raised = tables.units.get(match.group() + inverse[1].translate(_RAISED))
        if raised is None:
            return None
        unit = raised
    return f"{tables.rows['words']['per']} {unit.one}", unit, end


def read_unit(tables: Tables, text: str, at: int) -> tuple[Unit | None, int]:
    """Read the longest unit at `at` that ends at a word's end."""
    match = tables.unit_pattern.match(text, at)
    if match is None:
        return None, at
    # A stop that may end the sentence as well is left to be heard as a pause.
    ends_sentence = match.group().endswith(".") and _SENTENCE_END.match(text, match.end()) is not None
    return tables.units[match.group()], match.end() - ends_sentence


def alone(tables: Tables, text: str, at: int, number: Number) -> Match | None:
    """Read a unit that stands without a number, as in a table's header: "mg/dL"; after "per" in the singular."""
    unit, end = read_unit(tables, text, at)
    if unit is None or unit.one in ("A.M", "P.M"):
        return None
    per = tables.rows["words"]["per"]
    below = text[max(0, at - 5):at].casefold().endswith(f"{per} ")
    if not unit.alone and not below and not _divided_alone(tables, text, end, number):
        return None
    measure = _divided(tables, text, Measure(end, unit.one, unit.many, unit), number)
    return Match(measure.end, measure.one if below else measure.many, "unit")


def _divided_alone(tables: Tables, text: str, at: int, number: Number) -> bool:
    """Whether a unit that needs a number is surely one: divided by a unit that needs none ("g/dL", "U/mL")."""
    below = _divisor(tables, text, at, number) if text[at:at + 1] == "/" else None
    return below is not None and below.unit is not None and (below.unit.alone or text[at + 1:at + 2] == "L")
