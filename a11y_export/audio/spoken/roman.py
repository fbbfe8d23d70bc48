"""Roman numerals: a number after "stage" or "factor" and in names, letters beside a drip."""

from __future__ import annotations

import re
from collections.abc import Callable

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.letters import letters
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})([A-Ca-c]?[0-9]?)(?![^\W_]|['’.]?[A-Z])")
_LONG = re.compile(r"(XX?I{1,3}|XX?IV|XX?VI{0,3}|VI{1,3}|IX|I{2,3})(?![^\W_]|['’.]?[A-Z])")
_TO = re.compile(r" ?[-–] ?(?=[IVX])")
_SLASH = re.compile(r" ?/ ?(?=[IVX])")
_BEFORE = (
    r"(?i:\b(?:{words}))(?:\s|-)(?:\(|)(?:[IVX]+[A-Ca-c]?(?:(?:,| to| or| and| through|, or|, and|,) | ?[-–/] ?))*$"
)
_AFTER_ONE = r"\s?(?:$|[.,;:)\]–/-])|\s(?:{nouns})\b"
_NAME = re.compile(r"(?<![^\W_])[A-Z][\w'’-]* $|-$")
_RULER = re.compile(
    r"\b(?:Elizabeth|Henry|George|Charles|William|Louis|Paul|Pius|Pope|King|Queen|Richard|Edward|Philip|James|Leo|Benedict"
    r"|Ivan|Peter|Catherine|Napoleon|Wilhelm|Friedrich|Frederick|Gregory|Nicholas|Alexander|Francis|Juan Carlos) $"
)


def roman(tables: Tables) -> Callable[[str, int], Match | None]:
    """Give the production that reads a Roman numeral at the beginning of a word."""
    classes = tables.rows["classes"]
    before = re.compile(_BEFORE.replace("{words}", "|".join(classes["numeral"])))
    after_one = re.compile(_AFTER_ONE.replace("{nouns}", "|".join(classes["noun_after_one"])))

    def read(text: str, at: int) -> Match | None:
        numeral = _ROMAN.match(text, at)
        if numeral is None:
            return None
        if not before.search(text[max(0, at - 40):at]):
            return _in_name(text, at)
        if numeral[1] == "I" and not numeral[2] and not after_one.match(text, numeral.end()):
            return None
        suffix = " ".join(letters(char) if char.isalpha() else numerals.digits(char) for char in numeral[2])
        said = f"{numerals.cardinal(_value(numeral[1]))} {suffix}".strip()
        dash = _TO.match(text, numeral.end())
        if dash is not None and (upper := _ROMAN.match(text, dash.end())) is not None:
            rising = _value(upper[1]) > _value(numeral[1]) or (upper[1] == numeral[1] and upper[2] > numeral[2])
            return Match(dash.end(), f"{said} to ", "roman") if rising else None
        slash = _SLASH.match(text, numeral.end())
        if slash is not None and _ROMAN.match(text, slash.end()):
            return Match(slash.end(), f"{said} slash ", "roman")
        return Match(numeral.end(), said, "roman")

    return read


def _in_name(text: str, at: int) -> Match | None:
    """Read a numeral of several letters after a name: a ruler's is an ordinal, DSM-IV and World War II a number."""
    before = text[max(0, at - 30):at]
    ruler = _RULER.search(before)
    numeral = (_ROMAN if ruler else _LONG).match(text, at)
    if numeral is None or (ruler and (numeral[1] in ("I", "X") or numeral[2])):
        return None
    if ruler:
        return Match(numeral.end(), f"the {numerals.ordinal(_value(numeral[1]))}", "roman")
    if _NAME.search(before) is None:
        return None
    return Match(numeral.end(), numerals.cardinal(_value(numeral[1])), "roman")


def _value(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in written]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
