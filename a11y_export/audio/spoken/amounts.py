"""One written English amount: a number, a fraction, a mixed number, a power, a pair such as 120/80."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.scan import is_named

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅐": (1, 7), "⅑": (1, 9), "⅒": (1, 10),
}
_PARTS = {
    2: ("half", "halves"), 3: ("third", "thirds"), 4: ("quarter", "quarters"), 5: ("fifth", "fifths"),
    6: ("sixth", "sixths"), 7: ("seventh", "sevenths"), 8: ("eighth", "eighths"), 9: ("ninth", "ninths"),
    10: ("tenth", "tenths"),
}
# Written with a slash only these are surely fractions; 7/10 may be a score.
_SLASHED = frozenset({2, 3, 4, 5, 6, 8})
_FROM_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉", "0123456789+-0123456789")

_COMMAS_SET, _SPACES_SET = "[0-9]{1,3}(?:,[0-9]{3})+", r"[0-9]{1,3}(?:[\u00a0\u2007\u2009\u202f][0-9]{3}| 000)+"
# The raised stop of British journals is a decimal point too.
_DECIMALS = r"(?:(?:\.|·(?!10[⁰¹²³⁴-⁹⁻^]))[0-9]+)?|\.[0-9]+"
NUMBER = rf"(?:(?:{_COMMAS_SET}(?![0-9])|{_SPACES_SET}(?![0-9])|[0-9]+){_DECIMALS})"
_NUMBER = re.compile(NUMBER)
_UNSPACED = re.compile(rf"(?:(?:{_COMMAS_SET}(?![0-9])|[0-9]+){_DECIMALS})")
_VULGAR_MIXED = re.compile(rf"(?:([0-9]+)[ \u00a0\u2009\u202f\u2064-]?)?([{''.join(_VULGAR)}])")
_MIXED = re.compile(
    r"([0-9]{1,3})[ \u00a0\u2009-]([1-9])[/⁄∕]([2-68]|7(?=[ \u00a0-](?:weeks?|wks?)\b))(?![0-9/⁄.,]?[0-9])"
)
_RAISED = re.compile(r"([¹²³⁴-⁹])[/⁄]([₂-₉])")
_PAIR = re.compile(r"([0-9]{1,3})(?:[/⁄∕]|[ \u00a0]/[ \u00a0])([0-9]{1,4})(?![0-9]|[/⁄][0-9]|[.,][0-9])")
_LIMITED_PAIR = re.compile(r"([0-9]{2,3})/([<>≤≥]) ?([0-9]{2,3})(?![0-9]|[.,/][0-9])")
_TEN = re.compile(r"(?:\^|\*\*|(?<=10)\*|(?<=10)[eE](?=[0-9]{1,2}[ \u00a0]?/))\(?([−+-]?)([0-9]{1,3})(?![0-9])\)?")
_SCIENTIFIC = re.compile(r"[eE]([−+-]?)([0-9]{1,3})(?![0-9A-Za-z.])")
_POWER = re.compile(r"([⁺⁻]?)([⁰¹²³⁴-⁹]{1,3})(?![⁺⁻⁰¹²³⁴-⁹])")
_LOST_POWER = re.compile(r"[−-]([0-9]{1,2})(?![0-9]|[.,][0-9])")
_BEFORE_LOST = re.compile(r"[×x] ?$|\b[pP] ?[<=≤] ?$")
_SIGN = {"": "", "-": "minus ", "−": "minus ", "+": "plus "}
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+){2,}(?![0-9])")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_COMMA = re.compile(r"([0-9]+),([0-9]+)(?![0-9]*,?\.?[0-9])")
# "Grade 3/4" is no fraction, nor is "strength 4/5"; "a score of 7/10" is so many out of ten.
_GRADED = re.compile(r"(?i)\b(?:grades?|stages?|phases?|types?|class|levels?|strength|power|category|factor|para)\s$")
_SCORED = re.compile(
    r"(?i)\b(?:pain|scores?|scored|scoring|rated|rating|scale|apgar|gcs|strength|quiz)\b[^.;!?/]{0,24}$"
)
_FULL_MARKS = frozenset({3, 5, 6, 10, 12, 15, 20, 30, 100})
_RATED = re.compile(r"([0-9]{1,2}\.[0-9]{1,2})/(5|10)(?![0-9/]|[.,][0-9])")
_MARKED = re.compile(r"[ \u00a0-](?:stars?|ratings?|points?|pain|strength|power|scores?)\b")
# "21/41 (51%)", "(79/88, 88%)", "51% (21/41)", "n = 12/120": so many of so many.
_SHARE_AFTER = re.compile(r"(?:[,;]| ?[(\[])? ?[<>~≈]?[0-9]{1,3}(?:\.[0-9]+)? ?%|(?:[,;]| ?[(\[]) ?[0-9.]+ percent\b")
_SHARE_BEFORE = re.compile(r"(?:[0-9] ?%|percent)[,;]? ?[(\[]?$|\b[nN] ?= ?$")
_PEOPLE = re.compile(
    r"[ \u00a0](?:people|persons|patients|adults|children|women|men|babies|infants|participants|cases|times|doctors)\b"
)
_LIMITS = {"<": "less than", ">": "greater than", "≤": "less than or equal to", "≥": "greater than or equal to"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read from the text: where it ends, its words, its value where it has a single one.

    `part` is set for a fraction below one; `pair` holds the two numbers of a slash pair that is no fraction.
    """

    end: int
    said: str
    value: Fraction | None = None
    part: bool = False
    pair: tuple[int, int] | None = None

    @property
    def single(self) -> bool:
        """Whether a noun after it is in the singular."""
        return self.said == "one"


def amount(text: str, at: int) -> Amount | None:
    """Read the amount that begins at `at`, the longest form first; a number that ends a name is read alone."""
    if is_named(text, at):
        part = None if text[at:at + 1] in "0123456789" else _fraction(text, at)
        return part or _pair(text, at) or _plain(text, at, _UNSPACED)
    return _fraction(text, at) or _pair(text, at) or _plain(text, at)


def _fraction(text: str, at: int) -> Amount | None:
    if match := _VULGAR_MIXED.match(text, at):
        return _mixed(match.end(), match[1], *_VULGAR[match[2]])
    if match := _RAISED.match(text, at):
        above, below = (int(part.translate(_FROM_SUPER)) for part in match.groups())
        if above < below and below in _PARTS:
            return _mixed(match.end(), None, above, below)
    if match := _MIXED.match(text, at):
        above, below = int(match[2]), int(match[3])
        if above < below:
            return _mixed(match.end(), match[1], above, below)
    return None


def _mixed(end: int, whole: str | None, above: int, below: int) -> Amount:
    one, many = _PARTS[below]
    value = Fraction(above, below)
    if whole is None:
        return Amount(end, f"one {one}" if above == 1 else f"{numerals.cardinal(above)} {many}", value, part=True)
    article = "an" if one == "eighth" else "a"
    part = f"{article} {one}" if above == 1 else f"{numerals.cardinal(above)} {many}"
    return Amount(end, f"{numerals.decimal(whole)} and {part}", int(whole) + value)


def _pair(text: str, at: int) -> Amount | None:
    if match := _LIMITED_PAIR.match(text, at):
        said = f"{numerals.decimal(match[1])} over {_LIMITS[match[2]]} {numerals.decimal(match[3])}"
        return Amount(match.end(), said, pair=(int(match[1]), int(match[3])))
    if (match := _RATED.match(text, at)) and (
        match.group() == text or _MARKED.match(text, match.end()) or _SCORED.search(text, max(0, at - 40), at)
    ):
        said = f"{numerals.decimal(match[1])} out of {numerals.decimal(match[2])}"
        return Amount(match.end(), said, Fraction(match[1]) / int(match[2]))
    match = _PAIR.match(text, at)
    if match is None:
        return None
    above, below = int(match[1]), int(match[2])
    counted = above <= below and (
        _PEOPLE.match(text, match.end()) or _SHARE_AFTER.match(text, match.end())
        or _SHARE_BEFORE.search(text, max(0, at - 12), at)
    )
    marked = _MARKED.match(text, match.end()) or _SCORED.search(text, max(0, at - 40), at)
    if counted or (above <= below in _FULL_MARKS and marked):
        said = f"{numerals.decimal(match[1])} out of {numerals.decimal(match[2])}"
        return Amount(match.end(), said, Fraction(above, below))
    graded = _GRADED.search(text, max(0, at - 16), at) is not None
    if 0 < above < below and below in _SLASHED and "0" not in (match[1][0], match[2][0]) and not graded:
        return _mixed(match.end(), None, above, below)
    said = f"{numerals.decimal(match[1])} slash {numerals.decimal(match[2])}"
    return Amount(match.end(), said, pair=(above, below))


def _plain(text: str, at: int, number: re.Pattern[str] = _NUMBER) -> Amount | None:
    if match := _DOTTED.match(text, at):
        return Amount(match.end(), " point ".join(_named(part) for part in match.group().split(".")))
    match = number.match(text, at)
    if match is None:
        return None
    if text[at] == "." and text[at - 1:at].isalpha():
        # "approx.5 mg": whether the stop belongs to the word or to the number is not sure.
        return Amount(match.end(), f"dot {numerals.decimal(match.group()[1:])}")
    written = re.sub(r"[, \u00a0\u2007\u2009\u202f]", "", match.group()).replace("·", ".")
    commas = _COMMAS.match(text, at)
    if commas is not None and _GROUPED.match(text, at) is None:
        return Amount(commas.end(), " comma ".join(_named(part) for part in commas.group().split(",")))
    comma = _COMMA.match(text, at)
    if comma is not None and comma.end() > match.end():
        # "2,5" is a decimal in much of the world and a slip for 2.5 here: said as it stands.
        return Amount(comma.end(), f"{numerals.decimal(comma[1])} comma {numerals.digits(comma[2])}")
    end, said = match.end(), numerals.decimal(written)
    # A number too long to be one has no value; it is said digit by digit.
    value = Fraction(f"0{written}") if len(written) < 40 else None
    if (power := _TEN.match(text, end) or _SCIENTIFIC.match(text, end)) is not None:
        base = said if power.re is _TEN else f"{said} times ten"
        return Amount(power.end(), f"{base} to the power {_SIGN[power[1]]}{numerals.decimal(power[2])}")
    # "×10−8" has lost its raised digits.
    lost = _LOST_POWER.match(text, end) if written == "10" and _BEFORE_LOST.search(text, max(0, at - 4), at) else None
    if lost is not None:
        return Amount(lost.end(), f"{said} to the power minus {numerals.decimal(lost[1])}")
    power = _POWER.match(text, end)
    if power is None:
        return Amount(end, said, value)
    sign, exponent = _SIGN[power[1].translate(_FROM_SUPER)], power[2].translate(_FROM_SUPER)
    if written != "10":
        # A raised digit after any number but ten may be a reference mark: named, never read as a power.
        return Amount(power.end(), f"{said} superscript {sign}{numerals.digits(exponent)}")
    return Amount(power.end(), f"{said} to the power {sign}{numerals.decimal(exponent)}")


def _named(part: str) -> str:
    """Give a number among others: short ones as numbers, long ones and those with a leading zero by their digits."""
    return numerals.decimal(part) if len(part) <= 3 else numerals.digits(part)
