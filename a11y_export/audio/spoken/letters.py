"""Words that are said letter by letter, and names made of letters and digits: COPD, BRCA1, CO₂, TNF-α."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables, load

LETTER = r"[^\W\d_²³¹ʰ-ˣ¼-¾ᴬ-ᵂᵃ-ᶻ⁰-₉⅐-⅞]"
_CODE = re.compile(rf"{LETTER}+(?:[0-9₀-₉]+(?:\.[0-9]+)?[A-Za-z]*(?![a-z]))+(?!{LETTER})")
_DOSE_WITHIN = re.compile(r"[0-9]([A-Za-z]{2,6})$")
_WORD_ALONE = re.compile(rf"{LETTER}+")
_RUNS = re.compile(rf"[0-9]+(?:\.[0-9]+)?|{LETTER}+")
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}|[a-z][A-Z]{2,4}")
_ROMAN = re.compile(r"[IVX]{2,}")
_LATIN_SHORT = re.compile(r"(?i)^e?eg|^ie$")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?[0-9₀-₉]*){2,6}(?![A-Za-z0-9])")
_SOUNDS = re.compile(r"[AEIOUY]")


def letters(word: str) -> str:
    """Give a word's letters so that every one is heard by name: "C.O.P.D".

    With stops espeak-ng says each letter in full, a lone A too; but "E.G.F.R" begins with "e.g." and is hyphenated.
    """
    named = [char if char.isalpha() else numerals.digits(char) for char in word]
    return "-".join(named) if _LATIN_SHORT.search(word) else ".".join(named)


def is_spelled(tables: Tables, word: str) -> bool:
    """Whether a word is said letter by letter: listed, or in capitals and no word that can be pronounced."""
    if word in tables.letters:
        return True
    if "edges" not in tables.rows or word in tables.words:
        return False
    if _ABBREVIATION.fullmatch(word) is None or _ROMAN.fullmatch(word) is not None:
        return False
    if word in tables.units or word in tables.shorthand or word in tables.codes:
        return False
    capitals = word.upper()
    vowels = list(_SOUNDS.finditer(capitals))
    if len(word) <= 3 or not vowels or word[0].islower():
        return True
    onset, coda = capitals[: vowels[0].start()], capitals[vowels[-1].end() :]
    onsets, codas = _edges(tables.language)
    return bool(onset and onset not in onsets) or bool(coda and coda not in codas)


@lru_cache(maxsize=4)
def _edges(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give what a word may begin with before its first vowel, and end with after its last."""
    rows = load(language).rows["edges"]
    return frozenset(rows["before"].split()), frozenset(rows["after"].split())


def acronym(tables: Tables, text: str, match: re.Match[str]) -> Match | None:
    """Read an acronym by its letters, its plural too; never inside a line set in capitals."""
    written = match.group()
    stem, plural = written, ""
    if not is_spelled(tables, written) and len(written) > 2:
        for tail in ("'s", "’s", "s"):
            if written.endswith(tail) and is_spelled(tables, written.removesuffix(tail)):
                stem, plural = written.removesuffix(tail), "'s"
                break
    if not is_spelled(tables, stem) or _among_capitals(tables, text, match):
        return None
    # "I.V's" is read "I dot V's": two letters in the plural take a hyphen.
    said = "-".join(stem) if plural and len(stem) == 2 else letters(stem)
    return Match(match.end(), said + plural, "letters")


def _among_capitals(tables: Tables, text: str, match: re.Match[str]) -> bool:
    """Whether a neighbouring word is in capitals without being an acronym itself, as in a shouted heading."""
    before = re.search(r"([^\W_]+)[,:;.!?]? $", text[max(0, match.start() - 24):match.start()])
    after = re.compile(r"[,:;.!?]? ([^\W_]+)").match(text, match.end())
    return any(
        found is not None and _CAPITALS.fullmatch(found[1]) is not None and _ROMAN.fullmatch(found[1]) is None
        and not (is_spelled(tables, found[1]) or found[1] in tables.units or found[1] in tables.shorthand)
        and found[1] not in _SHOUTED_ALONE
        for found in (before, after)
    )


# In capitals for stress within an ordinary sentence; no sign of a heading.
_SHOUTED_ALONE = frozenset({"NOT", "NEVER", "DO", "OR", "AND", "NO", "ONLY", "MUST", "IF", "US", "TO"})


def greek(tables: Tables, text: str, at: int) -> Match | None:
    """Read a Greek letter that stands alone or beside other signs by its name; Greek words stay."""
    name = tables.rows.get("greek", {}).get(text[at])
    if name is None or _is_greek(text[at - 1:at]) or _is_greek(text[at + 1:at + 2]):
        return None
    return Match(at + 1, name, "letters")


def _is_greek(char: str) -> bool:
    return "\u0370" <= char <= "\u03ff"


def code(tables: Tables, text: str, at: int) -> Match | None:
    """Read letters mixed with digits: CO₂, B12, T4N0M0, BRCA1. Short numbers as numbers, long ones digit by digit."""
    named = _FORMULA.match(text, at)
    if named is not None and (said := tables.rows["formulas"].get(named.group().translate(_FROM_SUB))) is not None:
        return Match(named.end(), said, "code")
    match = _CODE.match(text, at)
    if match is None:
        return None
    known = tables.codes.get(match.group())
    if known is not None:
        return Match(match.end(), known, "code")
    # "dose5mg" has lost its space: what measures is no part of a name. A single letter may be one: "M1g".
    dose = _DOSE_WITHIN.search(match.group())
    if dose is not None and dose[1] in tables.units:
        found = _WORD_ALONE.match(text, at)
        return None if found is None else Match(found.end(), found.group(), "")
    parts: list[str] = []
    for run in _RUNS.findall(match.group().translate(_FROM_SUB)):
        if run[0] in "0123456789":
            whole, point, places = run.partition(".")
            number = numerals.decimal(whole) if len(whole) <= 2 else numerals.digits(whole)
            number += f" point {numerals.digits(places)}" if point else ""
            if parts and parts[-1] == "A":
                # "A one" would begin with the article; with a hyphen it is the letter.
                parts[-1] = f"A-{number}"
            else:
                parts.append(number)
        else:
            parts.append(letters(run) if is_spelled(tables, run) or _few(tables, run) else run)
    return Match(match.end(), " ".join(parts), "code")


_LEVEL = re.compile(r"[A-Z][0-9]{1,2}–(?=[A-Z][0-9]{1,2}(?![A-Za-z0-9]))")


def level(text: str, at: int) -> Match | None:
    """Read the first of two names of a letter and a number that a long dash joins: "T1–T4", "Q1–Q3"."""
    match = _LEVEL.match(text, at)
    if match is None:
        return None
    letter = "A-" if text[at] == "A" else f"{text[at]} "
    return Match(match.end(), f"{letter}{numerals.decimal(match.group()[1:-1])} to ", "code")


def _few(tables: Tables, run: str) -> bool:
    """Whether the letters of a name with digits are said one by one though they could be a word: BRCA1, CYP2C19."""
    return run.isupper() and 2 <= len(run) <= 5 and run not in tables.words
