"""How written English is read aloud: the order in which the grammar's productions are tried."""

from __future__ import annotations

import re
import unicodedata

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.clock import clock, month
from a11y_export.audio.spoken.measures import alone, quantity, unit_after
from a11y_export.audio.spoken.scan import Match, Production
from a11y_export.audio.spoken.signs import markup, sign, web
from a11y_export.audio.spoken.tables import Tables

_LETTER = r"[^\W\d_²³¹ʰ-ˣ¼-¾ᴬ-ᵂᵃ-ᶻ⁰-₉⅐-⅞]"
_WORD = re.compile(rf"{_LETTER}+(?:['’]{_LETTER}+)*")
_STARTS_WORD = re.compile(rf"(?![ªº]){_LETTER}")
_CODE = re.compile(rf"{_LETTER}+(?:[0-9₀-₉]+(?:\.[0-9]+)?[A-Za-z]*(?![a-z]))+(?!{_LETTER})")
_RUNS = re.compile(rf"[0-9]+(?:\.[0-9]+)?|{_LETTER}+")
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_EVERY = re.compile(
    r"[qQ] ?([0-9]{1,2})(?:[-–]([0-9]{1,2}))? ?(hours|hour|hrs|hr|h|H|days|day|d|weeks|week|wk|w|minutes|min)\b\.?"
)
_EVERY_UNIT = {"h": "hours", "d": "days", "w": "weeks", "m": "minutes"}
_ROMAN = re.compile(r"(VIII|VII|VI|IV|IX|V|III|II|I|XIII|XII|XI|X)([A-Ca-c]?[0-9]?)(?![^\W_]|['’.]?[A-Z])")
_ROMANS = {
    "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12,
    "XIII": 13,
}
_ROMAN_TO = re.compile(r" ?[-–] ?(?=[IVX])")
_ROMAN_BEFORE = r"(?i:\b(?:{words}))(?:\s|-)(?:[IVX]+[A-Ca-c]?(?:(?:,| to| or| and| through|, or|, and) | ?[-–/] ?))*$"
_AFTER_ONE = r"\s?(?:$|[.,;:)\]–/-])|\s(?:{nouns})\b"
_SUPER_AFTER = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+)*")
_PLURAL_BEFORE = re.compile(r"(?<![^\W\d_])[a-z]{2,}s$")
_LONE_LETTER_BEFORE = re.compile(r"(?<![^\W_])[A-Za-zχ]$")
_LATIN_SHORT = re.compile(r"(?i)^e?eg|^ie$")
_BARE_NUMBER = re.compile(r" ?[0-9]+(?:(?=([.,;:)\]]?(?:\s*$|\s)))(?!\s[a-z]))?")
_WITHIN_SENTENCE = re.compile(r"[^\W_],? $|\($")
_RAISED_LETTERS = re.compile(r"[ʰ-ˣᴬ-ᵂᵃ-ᶻⁱⁿ]+")
_ION = re.compile(r"(Ca|Na|Mg|K|Cl|Fe|H|Li|Zn|HCO₃|HCO3)([²³]?)([⁺⁻])")
_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CAPITALS = re.compile(r"[A-Z]{2,}")


def english(tables: Tables) -> Production:
    """Give the production that reads English with these tables."""
    classes = tables.rows["classes"]
    roman_before = re.compile(_ROMAN_BEFORE.replace("{words}", "|".join(classes["numeral"])))
    after_one = re.compile(_AFTER_ONE.replace("{nouns}", "|".join(classes["noun_after_one"])))
    letter_before = re.compile(rf"(?i:\b(?:{'|'.join(classes['letter'])})s?)\s$")

    def read(text: str, at: int) -> Match | None:
        char = text[at]
        begins = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’")
        if begins and (char.isalnum() or char in "+(") and (found := web(tables, text, at)):
            return found
        if char in "0123456789+(" and (at == 0 or text[at - 1] not in "0123456789"):
            found = clock(tables, text, at) if at == 0 or not text[at - 1].isalnum() else None
            if found is not None:
                return found
        found = markup(text, at) or _shorthand(tables, text, at, begins)
        if found is not None:
            return found
        if not _STARTS_WORD.match(char):
            return (
                quantity(tables, text, at) or _raised(text, at) or _divided(tables, text, at) or sign(tables, text, at)
            )
        return word(text, at, begins)

    def word(text: str, at: int, begins: bool) -> Match | None:
        if begins:
            for production in (month, _every, _ion, alone, _code):
                if (found := production(tables, text, at)) is not None:
                    return found
            if (found := roman(text, at)) is not None:
                return found
        match = _WORD.match(text, at)
        if match is None:
            return None
        if begins and match.group() == "A" and letter_before.search(text, max(0, at - 20), at):
            # espeak reads a lone A as the article; "Eh" is the letter's own sound.
            return Match(match.end(), "Eh", "letters")
        if begins and (found := _acronym(tables, text, match)) is not None:
            return found
        return Match(match.end(), match.group(), "")

    def roman(text: str, at: int) -> Match | None:
        numeral = _ROMAN.match(text, at)
        if numeral is None or not roman_before.search(text[max(0, at - 40):at]):
            return None
        if numeral[1] == "I" and not numeral[2] and not after_one.match(text, numeral.end()):
            return None
        suffix = " ".join(_letters(char) if char.isalpha() else numerals.digits(char) for char in numeral[2])
        said = f"{numerals.cardinal(_ROMANS[numeral[1]])} {suffix}".strip()
        dash = _ROMAN_TO.match(text, numeral.end())
        if dash is not None and (upper := _ROMAN.match(text, dash.end())) is not None:
            return Match(dash.end(), f"{said} to ", "roman") if _ROMANS[upper[1]] > _ROMANS[numeral[1]] else None
        return Match(numeral.end(), said, "roman")

    return read


def _shorthand(tables: Tables, text: str, at: int, begins: bool) -> Match | None:
    """Read a short form where its row says that it holds, at the borders of a word."""
    match = tables.shorthand_pattern.match(text, at) if begins else None
    if match is None:
        return None
    row = tables.shorthand[match.group()]
    end = match.end()
    if text[end - 1].isalnum() and text[end:end + 1].isalnum():
        return None
    if match.group()[-1] == "/" and not text[end:end + 1].isalpha() and text[end:end + 1] != " ":
        return None
    if row.before is not None and not row.before.search(text[max(0, at - 24):at]):
        return None
    if row.after is not None and not row.after.match(text, end):
        return None
    if row.bare_number:
        # "Is it safe? No. 5 tablets are too many": only within a sentence, or where nothing is counted.
        number = _BARE_NUMBER.match(text, end)
        if number is None or unit_after(tables, text, number.end()) is not None:
            return None
        if number[1] is None and _WITHIN_SENTENCE.search(text[max(0, at - 3):at]) is None:
            return None
    if match.group().endswith(".") and (end == len(text) or (row.stop and re.match(r" [A-Z]", text[end:end + 2]))):
        end -= 1
    return Match(end, row.said, "abbreviation")


def _every(_tables: Tables, text: str, at: int) -> Match | None:
    """Read q6h, q4-6h, q12 h."""
    match = _EVERY.match(text, at)
    if match is None:
        return None
    unit = _EVERY_UNIT[match[3][0].lower()]
    first = numerals.decimal(match[1])
    said = f"{first} to {numerals.decimal(match[2])}" if match[2] else first
    end = match.end() - (match.group().endswith(".") and match.end() == len(text))
    return Match(end, f"every {said} {unit if said != 'one' else unit[:-1]}", "abbreviation")


def _ion(_tables: Tables, text: str, at: int) -> Match | None:
    match = _ION.match(text, at)
    if match is None:
        return None
    charge = {"²": "two ", "³": "three "}.get(match[2], "") + {"⁺": "plus", "⁻": "minus"}[match[3]]
    return Match(match.end(), f"{_letters(match[1].translate(_FROM_SUB))} {charge}", "code")


def _code(tables: Tables, text: str, at: int) -> Match | None:
    """Read letters mixed with digits: CO₂, B12, T4N0M0. Short numbers as numbers, long ones digit by digit."""
    match = _CODE.match(text, at)
    if match is None:
        return None
    known = tables.codes.get(match.group())
    if known is not None:
        return Match(match.end(), known, "code")
    said = []
    for run in _RUNS.findall(match.group().translate(_FROM_SUB)):
        if run[0] in "0123456789":
            whole, point, places = run.partition(".")
            part = f" point {numerals.digits(places)}" if point else ""
            said.append((numerals.decimal(whole) if len(whole) <= 2 else numerals.digits(whole)) + part)
        else:
            said.append(_letters(run) if run in tables.letters else "Eh" if run == "A" else run)
    return Match(match.end(), " ".join(said), "code")


def _letters(word: str) -> str:
    """Give a word's letters so that every one is heard by name: "C.O.P.D".

    With stops espeak-ng says each letter in full, a lone A too; but "E.G.F.R" begins with "e.g." and is hyphenated.
    """
    named = [char if char.isalpha() else numerals.digits(char) for char in word]
    return "-".join(named) if _LATIN_SHORT.search(word) else ".".join(named)


def _acronym(tables: Tables, text: str, match: re.Match[str]) -> Match | None:
    """Read a listed acronym by its letters, its plural too; never inside a line set in capitals."""
    written = match.group()
    stem, plural = written, ""
    if written not in tables.letters and len(written) > 2:
        for tail in ("'s", "’s", "s"):
            if written.endswith(tail) and written.removesuffix(tail) in tables.letters:
                stem, plural = written.removesuffix(tail), "'s"
                break
    if stem not in tables.letters or _among_capitals(tables, text, match):
        return None
    # "I.V's" is read "I dot V's": two letters in the plural take a hyphen.
    letters = "-".join(stem) if plural and len(stem) == 2 else _letters(stem)
    return Match(match.end(), letters + plural, "letters")


def _among_capitals(tables: Tables, text: str, match: re.Match[str]) -> bool:
    """Whether a neighbouring word is in capitals without being an acronym itself, as in a shouted heading."""
    before = re.search(r"([^\W_]+) $", text[max(0, match.start() - 24):match.start()])
    after = re.compile(r" ([^\W_]+)").match(text, match.end())
    return any(
        found is not None and _CAPITALS.fullmatch(found[1]) is not None
        and not (found[1] in tables.letters or found[1] in tables.units or found[1] in tables.shorthand)
        and found[1] not in _SHOUTED_ALONE
        for found in (before, after)
    )


# In capitals for stress within an ordinary sentence; no sign of a heading.
_SHOUTED_ALONE = frozenset({"NOT", "NEVER", "DO", "OR", "AND", "NO", "ONLY", "MUST", "IF"})


def _raised(text: str, at: int) -> Match | None:
    """Read raised digits or letters after a word as a note's mark; a lowered digit by its name."""
    if "₀" <= text[at] <= "₉":
        return Match(at + 1, numerals.digits(text[at].translate(_FROM_SUB)), "number")
    if (letters := _RAISED_LETTERS.match(text, at)) is not None:
        plain = unicodedata.normalize("NFKC", letters.group())
        return Match(letters.end(), f"{'note' if len(plain) == 1 else 'superscript'} {' '.join(plain)}", "mark")
    match = _SUPER_AFTER.match(text, at)
    if match is None:
        return None
    if match.group() in ("²", "³") and _LONE_LETTER_BEFORE.search(text[max(0, at - 2):at]):
        return Match(match.end(), "squared" if match.group() == "²" else "cubed", "power")
    marks = [numerals.decimal(n.translate(_TO_DIGITS)) for n in re.findall(r"[⁰¹²³⁴-⁹]+", match.group())]
    return Match(match.end(), f"note {' '.join(marks)}", "mark")


def _divided(tables: Tables, text: str, at: int) -> Match | None:
    """Read "/day" after a word as "per day"; "#5" as "number five" is left to the signs."""
    if text[at] == "/":
        rate = re.compile(r"/ ?([a-z]+)(?![A-Za-z0-9])").match(text, at)
        before = text[at - 1] if at else ""
        if rate is not None and rate[1] in tables.rates and (before.isalnum() or before in (" ", "×")):
            return Match(rate.end(), f"per {tables.rates[rate[1]]}", "unit")
        # "10 units/kg", "200 cells/mm³": a plural counted by a unit.
        counted = _PLURAL_BEFORE.search(text[max(0, at - 20):at]) and unit_after(tables, text, at)
        if counted:
            return Match(counted.end, counted.one, "unit")
    if text[at] == "#" and text[at + 1:at + 2].isdigit():
        return Match(at + 1, "number", "sign")
    return None
