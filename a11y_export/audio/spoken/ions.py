"""Ions by name and charge, in every language: Ca²⁺, K⁺, Na+, HCO₃⁻; other raised charges by their signs."""

from __future__ import annotations

import re

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_ION = re.compile(
    r"(HCO[₃3]|PO[₄4]|SO[₄4]|NH[₄4]|Ca|Na|Mg|Cl|Fe|Li|Zn|Cu|K)([²³23]?)(?:([⁺⁻])|([+−-])(?![^\W_]))(?![0-9⁰¹²³⁴-⁹])"
)
INITIALS = frozenset("CFHKLMNPSZ")
RAISED = frozenset("⁺⁻¹²³⁴⁵⁶⁷⁸⁹")
# A hyphen is a charge only where nothing else is meant: "Na- und Fe2-haltig".
_ANIONS = ("Cl", "HCO", "PO", "SO")
_CHARGE = re.compile(r"([¹²³⁴-⁹]?)([⁺⁻])(?![⁰¹²³⁴-⁹])")
_POWER = re.compile(r"([⁺⁻])([⁰¹²³⁴-⁹]{1,3})")
_CHARGED = re.compile(r"[^\W_⁰¹²³⁴-⁹]|[)\]]")
_FIGURE = re.compile(r"[0-9₀-₉]")
_NUMBER_AFTER = re.compile(r"[ \u00a0]\.?[0-9½⅓⅔¼¾]")
_ORDINARY = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "01234567890123456789+--")


def ion(tables: Tables, text: str, at: int) -> Match | None:
    """Read an ion that begins a word by its name and charge; where the language is checked a single one goes with it.

    A comma parts the charge from a number behind: "Ca²⁺ 2.1" is no sum.
    """
    match = _ION.match(text, at)
    elements = tables.rows.get("elements")
    if match is None or elements is None or (match[4] in ("-", "−") and not match[1].startswith(_ANIONS)):
        return None
    said: str = elements[match[1].translate(_ORDINARY)]
    many = match[2].translate(_ORDINARY)
    if many or not tables.verified:
        said = " ".join(part for part in (said, _number(tables, many), _named(tables, match[3] or match[4])) if part)
        said += _pause(text, match.end())
    return Match(match.end(), said, "code")


def charge(tables: Tables, text: str, at: int) -> Match | None:
    """Read a raised plus or minus, with its number before or its power behind: "PO₄³⁻", "CD4⁺", "kg⁻¹"."""
    if text[at] not in RAISED or at == 0 or _CHARGED.match(text, at - 1) is None:
        return None
    if (match := _CHARGE.match(text, at)) is not None:
        many = _number(tables, match[1].translate(_ORDINARY))
        said = f"{many} {_named(tables, match[2])}".strip() + _pause(text, match.end())
        # "PO 4, 3 minus": two numbers side by side.
        return Match(match.end(), f", {said}" if many and _FIGURE.match(text, at - 1) else said, "sign")
    power = _POWER.match(text, at)
    joint = tables.rows["words"].get("power")
    if power is None or joint is None:
        return None
    exponent = _number(tables, power[2].translate(_ORDINARY))
    return Match(power.end(), f"{joint} {_named(tables, power[1])} {exponent}", "power")


def _number(tables: Tables, digits: str) -> str:
    return numerals.decimal(digits) if digits and tables.language == "en" else digits


def _named(tables: Tables, sign: str) -> str:
    plain = sign.translate(_ORDINARY)
    return tables.signs.get("+", "plus") if plain == "+" else tables.signs["−"]


def _pause(text: str, end: int) -> str:
    return "," if _NUMBER_AFTER.match(text, end) else ""
