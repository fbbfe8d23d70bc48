"""The tables of spoken forms, one TOML file per language, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any
from unicodedata import normalize

# Other writings of a sign, which voices drop as well; a table's own row comes first.
_WRITINGS = {
    "<": "＜﹤≪", ">": "＞﹥≫", "≤": "⩽≦≯", "≥": "⩾≧≮", "=": "＝﹦", "+": "＋﹢⁺", "−": "➖⁻", "±": "∓", "≠": "≢",
    "≈": "≃≅≒∼", "/": "∕⁄", "→": "➜➔➝➞➙➛➡⟶⇒⇨", "←": "⟵⇐", "↔": "⟷⇔", "✓": "✔☑✅", "✗": "✘✕✖❌☒", "*": "∗",
}  # fmt: skip
_BOTH = (("≲", "<", "≈"), ("≳", ">", "≈"))
_VULGAR = "⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"


@dataclass(frozen=True, slots=True)
class Unit:
    """How a unit is said for exactly one and for any other number; `alone` when it needs no number before it."""

    one: str
    many: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Shorthand:
    """A written short form and what it stands for, where `before` and `after` hold."""

    said: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    bare_number: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """One language's tables; `rows` keeps the sections that only one grammar reads."""

    language: str
    verified: bool
    units: dict[str, Unit]
    rates: dict[str, str]
    signs: dict[str, str]
    shorthand: dict[str, Shorthand]
    letters: frozenset[str]
    words: frozenset[str]
    codes: dict[str, str]
    no_noun: frozenset[str]
    rows: dict[str, Any]
    unit_pattern: re.Pattern[str]
    sign_pattern: re.Pattern[str]
    shorthand_pattern: re.Pattern[str]


def primary(language: str) -> str:
    """Give the primary subtag of a BCP 47 tag in lower case; "en" for an empty one."""
    return (language or "en").replace("_", "-").split("-", 1)[0].lower()


def exists(root: str) -> bool:
    """Whether a table stands for this primary subtag."""
    return root.isalpha() and root.isascii() and _file(root).is_file()


def _file(root: str) -> Any:  # importlib's Traversable
    return resources.files(__package__).joinpath(f"{root}.toml")


@lru_cache(maxsize=16)
def load(root: str) -> Tables:
    """Give the tables of a primary subtag that `exists`."""
    rows = tomllib.loads(_file(root).read_text(encoding="utf-8"))
    units = _composed(rows) | {
        symbol: Unit(row["one"], row["many"], row.get("alone", False)) for symbol, row in rows.get("units", {}).items()
    }
    signs = _written_otherwise({sign: row["said"] for sign, row in rows.get("signs", {}).items()})
    slash = f" {signs.get('/', '/')} "
    if (end := rows.get("primes", {}).get("end")) is not None:
        signs = {"′": end, "″": f"{end} {end}"} | signs
    parts = {char: {"said": normalize("NFKC", char).replace("⁄", slash)} for char in _VULGAR}
    rows["fractions"] = parts | rows.get("fractions", {})
    shorthand = {
        short: Shorthand(
            row["said"], _compiled(row.get("before")), _compiled(row.get("after")),
            row.get("number", False), row.get("stop", False),
        )
        for short, row in rows.get("shorthand", {}).items()
    }
    return Tables(
        language=root,
        verified=rows["about"]["verified"],
        units=units,
        rates=rows.get("rates", {}),
        signs=signs,
        shorthand=shorthand,
        letters=frozenset(rows.get("letters", {}).get("list", "").split()),
        words=frozenset(rows.get("words_in_capitals", {}).get("list", "").split()),
        codes={code: row["said"] for code, row in rows.get("codes", {}).items()},
        no_noun=frozenset(rows.get("part_of", {}).get("no_noun", "").split()),
        rows=rows,
        unit_pattern=_whole_units(units),
        sign_pattern=_longest_first(signs),
        shorthand_pattern=_longest_first(shorthand),
    )


def _written_otherwise(signs: dict[str, str]) -> dict[str, str]:
    """Add the other writings of the signs that a table has."""
    alike = {char: signs[sign] for sign, chars in _WRITINGS.items() if sign in signs for char in chars}
    both = {char: f"{signs[a]} {signs.get(b, '')}".strip() for char, a, b in _BOTH if a in signs}
    return alike | both | signs


def _composed(rows: dict[str, Any]) -> dict[str, Unit]:
    """Put units together: each base with the prefixes it takes, and with the powers where it takes any."""
    units: dict[str, Unit] = {}
    prefixes = rows.get("prefixes", {})
    for symbol, row in rows.get("bases", {}).items():
        many, alone = row.get("many", f"{row['one']}s"), row.get("alone", "").split()
        for prefix in [""] * row.get("bare", True) + row.get("with", "").split():
            # A combining accent may begin what follows a prefix: "mili" and "metro" are "milímetro".
            name = prefixes.get(prefix, "") + ("\u0301" if prefix and row.get("accent") else "")
            unit = Unit(normalize("NFC", name + row["one"]), normalize("NFC", name + many), (prefix or "-") in alone)
            units[prefix + symbol] = unit
            for power in rows["powers"].values() if row.get("powers") else ():
                for form in power["forms"]:
                    # "m2" by itself may be a name; "cm2" and "m²" are units.
                    sure = bool(prefix) or not form[-1].isascii()
                    names = power["one"].format(unit.one), power["many"].format(unit.many)
                    units[prefix + symbol + form] = Unit(*names, sure)
    return units


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern)


def _longest_first(keys: dict[str, Any]) -> re.Pattern[str]:
    """Give a pattern that matches the longest key at a place; one that never matches when there are none."""
    if not keys:
        return re.compile(r"(?!)")
    return re.compile("|".join(re.escape(key) for key in sorted(keys, key=lambda k: (-len(k), k))))


def _whole_units(units: dict[str, Unit]) -> re.Pattern[str]:
    """Give a pattern for the longest unit at a place that no letter or digit continues; a raised note may follow."""
    if not units:
        return re.compile(r"(?!)")
    ordered = sorted(units, key=lambda k: (-len(k), k))
    border = r"(?![^\W_²³¹ʰ-ˣᴬ-ᵂᵃ-ᶻ⁰-⁹])"
    return re.compile("|".join(re.escape(unit) + (border if unit[-1].isalnum() else "") for unit in ordered))
