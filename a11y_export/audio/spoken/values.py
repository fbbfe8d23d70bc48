"""Vital signs and statistics in full, where a value that can be theirs follows: "HR 72" and "HR 0.62"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, load

_VALUE = re.compile(
    r"(?:[ \u00a0]?[:=,]|[ \u00a0](?:of|is|was|are|were|at|ranged?|between|from|es|fue|era|de|en|entre))?[ \u00a0]?"
    r"(?:[<>≤≥~≈=][ \u00a0]?){0,3}"
    r"([−-]?[0-9]{1,6}(?:\.[0-9]+)?|\.[0-9]+)([ \u00a0]?/[ \u00a0]?[0-9])?"
    r"((?:[ \u00a0]?[-–,]|[ \u00a0]to)[ \u00a0]?[−-]?[0-9.]+)?"
)
_PERCENT_BEFORE = re.compile(r"(?:%|percent|per cent)[ \u00a0]$")
_DEVIATIONS = re.compile(r"(?:±|\+/-|within|above|below|than|[0-9])[ \u00a0]?[0-9.]+[ \u00a0]$")
_NUMBER_BEFORE = re.compile(r"[0-9%][ \u00a0]$")


@lru_cache(maxsize=8)
def _known(language: str) -> tuple[re.Pattern[str], dict[str, list[dict[str, Any]]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in load(language).rows.get("values", []):
        for short in row["short"]:
            rows.setdefault(short, []).append(row)
    longest = "|".join(re.escape(short) for short in sorted(rows, key=len, reverse=True))
    return re.compile(rf"(?:{longest})(?![^\W_])") if rows else re.compile(r"(?!)"), rows


def value(tables: Tables, text: str, at: int) -> Match | None:
    """Read the name of a value that begins a word at `at`, where the number after it fits."""
    pattern, rows = _known(tables.language)
    match = pattern.match(text, at)
    if match is None:
        return None
    short = match.group()
    if short == "CI" and _PERCENT_BEFORE.search(text[max(0, at - 12):at]):
        return Match(match.end(), "confidence interval", "abbreviation")
    if short == "SD" and _DEVIATIONS.search(text[max(0, at - 16):at]):
        one = re.search(r"(?<![0-9.])1[ \u00a0]$", text[max(0, at - 6):at])
        return Match(match.end(), f"standard deviation{'' if one else 's'}", "abbreviation")
    if short == "OR" and _NUMBER_BEFORE.search(text[max(0, at - 2):at]):
        return None
    shown = _VALUE.match(text, match.end())
    if shown is None:
        return None
    for row in rows[short]:
        if _fits(row, shown):
            return Match(match.end(), row["said"], "abbreviation")
    return None


def _fits(row: dict[str, Any], shown: re.Match[str]) -> bool:
    if row.get("pair") or shown[2]:
        return bool(row.get("pair") and shown[2])
    if "decimal" in row and row["decimal"] is not ("." in shown[1]):
        return False
    if row.get("range") and not shown[3]:
        return False
    low, high = row["low"], row["high"]
    return bool(low <= float(shown[1].replace("−", "-")) <= high)
