"""How written English is read aloud: the order in which the grammar's productions are tried."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.beside import side_by_side
from a11y_export.audio.spoken.clock import clock, month, weekday
from a11y_export.audio.spoken.compat import compat
from a11y_export.audio.spoken.doses import dose
from a11y_export.audio.spoken.ions import INITIALS, RAISED, charge, ion
from a11y_export.audio.spoken.letters import LETTER, acronym, code, greek, level
from a11y_export.audio.spoken.measures import alone, quantity, unit_after
from a11y_export.audio.spoken.roman import roman
from a11y_export.audio.spoken.scan import Match, Production
from a11y_export.audio.spoken.signs import markup, negative, operator, sign, web
from a11y_export.audio.spoken.tables import Tables
from a11y_export.audio.spoken.values import value

_WORD = re.compile(rf"{LETTER}+(?:['’]{LETTER}+)*")
_STARTS_WORD = re.compile(rf"(?![ªº]){LETTER}")
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_MONEY_BEFORE = re.compile(r"(?:US|CA|AU|NZ|HK|SG|[CASR])\$|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD)[ \u00a0]?[0-9]")
_DEGREES = re.compile(r"[Dd]egrees?[ \u00a0-]([CF])(?![A-Za-z0-9'’])")
_STREET = re.compile(r"(St|Ave|Blvd|Rd|Dr|Ln|Ct|Pl|Sq|Hwy|Pkwy)(\.?)(?![A-Za-z0-9])")
_NUMBERED_STREET = re.compile(r"\b[0-9]{1,6}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z0-9][\w'’]*\.? ){1,4}$")
_NAMED_STREET = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+ $|^[A-Z][a-z]+ $")
_SUPER_AFTER = re.compile(r"[⁰¹²³⁴-⁹]+(?:[,⁻–-][⁰¹²³⁴-⁹]+)*")
_PLURAL_BEFORE = re.compile(r"(?<![^\W\d_])[a-z]{2,}s$")
_LONE_LETTER_BEFORE = re.compile(r"(?<![^\W_])[A-Za-zχ]$")
_BARE_NUMBER = re.compile(r" ?[0-9]+(?:(?=([.,;:)\]]?(?:\s*$|\s)))(?!\s[a-z]))?")
_WITHIN_SENTENCE = re.compile(r"[^\W_],? $|\($")
_RAISED_LETTERS = re.compile(r"[ʰ-ˣᴬ-ᵂᵃ-ᶻⁱⁿ]+")
_TO_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# An ordinary word and what may follow one; most words of a text are such, and stand in no table.
_EASY = re.compile(r"[a-pr-wyz][a-z]+(?=[ ,;!?)\n]|:?\.?$|[.:] )")
_STARS = re.compile(r"(★{1,5})(☆{0,4})(?![★☆½])")


def english(tables: Tables) -> Production:
    """Give the production that reads English with these tables."""
    classes = tables.rows["classes"]
    letter_before = re.compile(rf"(?i:\b(?:{'|'.join(classes['letter'])})s?)\s$")
    numeral = roman(tables)
    known = _known(tables)

    def read(text: str, at: int) -> Match | None:
        char = text[at]
        if char == " ":
            return None  # nothing that is read begins with one
        if (char > "\u2100" or char.isdigit()) and (found := compat(read, text, at, numerals.cardinal)) is not None:
            return found
        begins = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’")
        if begins and (easy := _EASY.match(text, at)) is not None and easy.group() not in known:
            return Match(easy.end(), easy.group(), "")
        if begins and (char.isalnum() or char in "+(") and (found := web(tables, text, at)):
            return found
        if char in "0123456789+(" and (at == 0 or text[at - 1] not in "0123456789"):
            found = _of_rule(text, at) or clock(tables, text, at) if at == 0 or not text[at - 1].isalnum() else None
            if found is not None:
                return found
        found = markup(text, at) or (begins and _street(tables, text, at)) or _shorthand(tables, text, at, begins)
        if found:
            return found
        if char in "xX×" and begins and (found := dose(tables, text, at)) is not None:
            return found
        if not _STARTS_WORD.match(char):
            return (
                (charge(tables, text, at) if char in RAISED else None) or quantity(tables, text, at)
                or _raised(text, at) or _divided(tables, text, at) or _stars(text, at) or greek(tables, text, at)
                or negative(tables, text, at) or sign(tables, text, at) or operator(text, at)
            )
        return greek(tables, text, at) or word(text, at, begins)

    def word(text: str, at: int, begins: bool) -> Match | None:
        if begins:
            if _MONEY_BEFORE.match(text, at) and (found := quantity(tables, text, at)) is not None:
                return found
            if (found := level(text, at)) is not None:
                return found
            if text[at] in INITIALS and (found := ion(tables, text, at)) is not None:
                return found
            for production in (month, weekday, value, dose, _degrees, alone, code):
                if (found := production(tables, text, at)) is not None:
                    return found
            if (found := numeral(text, at)) is not None:
                return found
        match = _WORD.match(text, at)
        if match is None:
            return None
        if begins and match.group() == "A" and letter_before.search(text, max(0, at - 20), at):
            # espeak reads a lone A before a word as the article; "Eh" is the letter's own sound.
            lone = text[match.end():match.end() + 1] == " " and text[match.end() + 1:match.end() + 2].isalnum()
            return Match(match.end(), "Eh" if lone else "A", "letters" if lone else "")
        if begins and (found := acronym(tables, text, match)) is not None:
            return found
        return Match(match.end(), match.group(), "")

    return read


def _of_rule(text: str, at: int) -> Match | None:
    """Read the numbers of a rule one beside the other: "the 15-15 rule", "4-7-8 breathing"."""
    match = side_by_side(text, at)
    if match is None:
        return None
    sides = re.findall("[0-9]+", match.group())
    # "20-5" must not be heard as twenty-five, nor "100-50" as a hundred and fifty.
    one = any(
        (int(a) % 10 == 0 and int(b) < 10) or (int(a) % 100 == 0 and int(b) < 100) for a, b in pairwise(sides)
    )
    return Match(match.end(), (", " if one else "-").join(map(numerals.decimal, sides)), "number")


def _known(tables: Tables) -> frozenset[str]:
    """Give the small words that a table or a production knows, or that what they know begins with."""
    written = [*tables.units, *tables.rates, *tables.signs, *tables.shorthand, *tables.letters, *tables.codes]
    written += [*tables.rows["doses"], *tables.rows["formulas"], "degree", "degrees", "ii", "iii"]
    written += [short for row in tables.rows["values"] for short in row["short"]]
    return frozenset(word.group() for text in written if (word := re.match("[a-z]+", text)))


def _degrees(_tables: Tables, text: str, at: int) -> Match | None:
    """Read "degrees C" after a number."""
    match = _DEGREES.match(text, at)
    if match is None:
        return None
    return Match(match.end(), f"{text[at:match.start(1) - 1]} {'Celsius' if match[1] == 'C' else 'Fahrenheit'}", "unit")


def _street(tables: Tables, text: str, at: int) -> Match | None:
    """Read "St." and its like after a street's name; before a name it is another word."""
    match = _STREET.match(text, at)
    if match is None or at == 0 or text[at - 1] != " ":
        return None
    before, after = text[max(0, at - 60):at], text[match.end():match.end() + 2]
    named = match[1] != "Pl" and match[2] and _NAMED_STREET.search(before) and not re.match(r" [A-Z0-9]", after)
    if match[1] == "Dr":
        named = named and after in ("", ")") if not after.startswith(",") else named
    if not (named or _NUMBERED_STREET.search(before)):
        return None
    stop = match[2] and (after == "" or re.match(r" [A-Z]", after) is not None)
    return Match(match.end() - bool(stop), tables.rows["streets"][match[1]], "abbreviation")


def _stars(text: str, at: int) -> Match | None:
    """Read a rating in stars: so many out of all."""
    match = _STARS.match(text, at)
    if match is None or len(match.group()) < 2:
        return None
    full, whole = len(match[1]), len(match.group())
    said = f"{numerals.cardinal(full)} stars" if full == whole else (
        f"{numerals.cardinal(full)} out of {numerals.cardinal(whole)} stars"
    )
    return Match(match.end(), said, "sign")


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
    marks = re.sub("[⁻–-]", " to ", match.group().replace(",", " ")).split()
    named = [mark if mark == "to" else numerals.decimal(mark.translate(_TO_DIGITS)) for mark in marks]
    return Match(match.end(), f"note {' '.join(named)}", "mark")


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
