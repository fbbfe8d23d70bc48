"""Minutes and seconds by their marks: 5', 1′30″; whether a mark closes a quotation instead."""

from __future__ import annotations

import re
from typing import Any

from a11y_export.audio.spoken.tables import Tables

_MINUTES = re.compile(r"['′’](?!['’′])")
_SECONDS = re.compile(r"\"|″|”|''|’’|′′")
_DIGITS = re.compile(r"[0-9]+$")
_AFTER_MINUTES = re.compile(r"[0-9]['′’] ?[0-9]{1,2}$")
# Behind the mark: seconds, or no letter and no digit. "1'000" is a thousand, "5's" a plural.
_ENDS = re.compile(r"(?=[0-9]{1,2}(?:\"|″|''|’’|′′)|[0-5][0-9](?![\w'’.,]))|(?![\w'’])")
# The ends of nucleic acids: "5'-UTR", "5' → 3'", "extremo 5'".
_STRAND = re.compile(r"-(?=[^\W\d_])| ?(?:→|->|-) ?[35]['′’]|[ -](?:UTR|end|ends|untranslated)\b")
_STRAND_BEFORE = re.compile(
    r"(?:(?i:\b(?:extremos?|extrémités?|estremità|extremidades?|koniec|końca|końcu|región|région|regione|região))"
    r"|[35]['′’] ?(?:→|->|-)) ?$"
)
_SCREEN_BEFORE = re.compile(
    r"(?i)\b(?:pantallas?|televis\w*|monitor\w*|écrans?|télé\w*|bildschirm\w*|fernseh\w*|scherm\w*|schermo|telas?|ekran\w*"
    r"|tub[oi]s?|tuber\w*|tuyaux?|rohre?|rur\w*|smartphones?|laptops?|notebooks?)\b[^.;!?0-9]{0,24}$"
)
_HEIGHT_BEFORE = re.compile(r"(?i)\b(?:mid[eoí]\w*|estatura|altura|talla|alt[oa]|pies)\b[^.;!?0-9]{0,24}$")
# A quotation may have begun in an earlier sentence: at the end of one, these may close it.
_LAST = re.compile(r"[\s.,;:!?)\]»]*$")
_NEAR = 200
_OPENS = {
    "'": re.compile(r"(?:^|(?<=[\s(\[¿¡\"“«—-]))['‘‚’](?=[^\W_])"),
    '"': re.compile(r"(?:^|(?<=[\s(\[¿¡'‘«—-]))[\"“„”](?=[^\W_])"),
}
_CLOSES = {"'": re.compile(r"['’‘](?=[\s.,;:!?)\]»\"”]|$)"), '"': re.compile(r"[\"”“](?=[\s.,;:!?)\]»'’]|$)")}


def prime(tables: Tables, text: str, end: int, at: int = 0) -> tuple[str, int] | None:
    """Give what the mark behind a number is said as, and where it ends; the number runs from `at` to `end`.

    None where there is no mark, where it closes a quotation, and where no table has its word.
    """
    forms = tables.rows.get("primes")
    if forms is None or text[end:end + 1] not in tuple("'′’\"″”"):
        return None
    if (mark := _MINUTES.match(text, end)) is not None and _ENDS.match(text, mark.end()) is not None:
        return _minutes(tables, forms, text, at, mark)
    mark = _SECONDS.match(text, end)
    if mark is None or text[mark.end():mark.end() + 1].isalnum():
        return None
    return _seconds(tables, forms, text, at, mark)


def _minutes(tables: Tables, forms: dict[str, Any], text: str, at: int, mark: re.Match[str]) -> tuple[str, int] | None:
    number, end = text[at:mark.start()], mark.end()
    if mark.group() != "′":
        spoken_of = any(char.isalpha() for char in text[max(0, at - _NEAR):at])
        last = forms.get("single_quotes", False) and spoken_of and _LAST.match(text, end)
        if last or closes_quotation(text, mark.start(), "'"):
            return None
    strand = _STRAND.match(text, end) or _STRAND_BEFORE.search(text, max(0, at - 24), at)
    if strand and number in ("3", "5"):
        return (forms["end"], end) if "end" in forms else None
    if "foot" in forms and number in ("4", "5", "6", "7") and _HEIGHT_BEFORE.search(text, max(0, at - 40), at):
        return forms["foot"][1], end
    return counted(tables, forms["minute"], number), end


def _seconds(tables: Tables, forms: dict[str, Any], text: str, at: int, mark: re.Match[str]) -> tuple[str, int] | None:
    number, end = text[at:mark.start()], mark.end()
    minutes = _AFTER_MINUTES.search(text, max(0, mark.start() - 8), mark.start())
    if minutes is not None:
        low = minutes.start()
        feet = "foot" in forms and _HEIGHT_BEFORE.search(text, max(0, low - 40), low)
        return counted(tables, forms["inch" if feet else "second"], number), end
    closed = mark.group() == '"' and closes_quotation(text, mark.start(), '"')
    if mark.group() == "”" or closed:
        return None
    if _SCREEN_BEFORE.search(text, max(0, at - 40), at):
        return (counted(tables, forms["inch"], number), end) if "inch" in forms else None
    spoken_of = any(char.isalpha() for char in text[max(0, at - _NEAR):at])
    if mark.group() == '"' and spoken_of and _LAST.match(text, end):
        return None
    return counted(tables, forms["second"], number), end


def closes_quotation(text: str, at: int, kind: str) -> bool:
    """Whether the mark at `at` closes a quotation that was opened shortly before and not closed yet."""
    low = max(0, at - _NEAR)
    opened = -1
    for found in _OPENS[kind].finditer(text, low, at):
        opened = found.end()
    return opened >= 0 and _CLOSES[kind].search(text, opened, at) is None


def counted(tables: Tables, forms: list[str], number: str) -> str:
    """Give the form that goes with a number: one, few (2 to 4, in some languages 22 to 24), many, and a part."""
    digits = _DIGITS.search(number)
    if len(forms) == 4 and ("," in number or digits is None):
        return forms[3]
    if len(forms) == 2 or digits is None:
        return forms[0] if number == "1" else forms[-1]
    value = int(digits.group()[-4:])
    tens, last = value % 100, value % 10
    if tables.language == "ro":
        return forms[0] if number == "1" else forms[1] if value < 20 or 0 < tens < 20 else forms[2]
    if number == "1" or (tables.language in ("ru", "uk") and last == 1 and tens != 11):
        return forms[0]
    few = 2 <= last <= 4 and not 12 <= tens <= 14
    return forms[1] if few and (tables.language != "cs" or value < 5) else forms[2]
