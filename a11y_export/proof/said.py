"""Compare one changed stretch with what is said for it: its numbers, its units, its plain words."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib import resources

from a11y_export.proof.charges import charge_wrong
from a11y_export.proof.cifras import arabic, spanish_agrees
from a11y_export.proof.numbers import digits_agree, english_agrees, said_digits
from a11y_export.proof.relations import lost_relation

_DIGIT = re.compile(r"[\d⁰¹²³⁴-⁹₀-₉½⅓⅔¼¾⅕-⅞⅐-⅒]")
_PLAIN = re.compile(r"(?<![^\W_])[^\W\d_A-Z¹²³¼-¾⁰-⁹₀-₉⅐-↉]{4,}(?![^\W_])")
# Of masses and volumes one may not stand for another, so what is said may hold no more of them than are shown.
_STRICT = frozenset({"mg", "mcg", "g", "kg", "ng", "mL", "L", "dL", "µL", "mmol", "mol", "IU", "mIU", "°C", "°F"})
# Written short forms that are said with a number word, and Roman numerals.
_SHORT = {"tid": "3", "qid": "4"}
_ROMAN = re.compile(r"(?:x{0,3})(?:ix|iv|v?i{0,3})[a-c]?", re.IGNORECASE)
# What voices say as moles; the word must begin with its prefix.
_OF_MOLES = {
    "mmol": re.compile("(?i)mil|мил|міл|μιλ"), "µmol": re.compile("(?i)mi[ck]ro|микро|мікро|μικρο"),
    "μmol": re.compile("(?i)mi[ck]ro|микро|мікро|μικρο"), "nmol": re.compile("(?i)nano|нано|νανο"),
    "pmol": re.compile("(?i)pi[ck]o|пико|піко|πικο"), "kcal": re.compile("(?i)kilo|chilo|quilo|kcal"),
    **dict.fromkeys(("µg", "μg", "mcg"), re.compile("(?i)mi[ck]rogram|µg")),
    **dict.fromkeys(("µl", "μl", "µL", "μL"), re.compile("(?i)mi[ck]rolit|µ[lL]")),
    **dict.fromkeys(
        ("IE", "UI", "IU", "I.E.", "U.I.", "I.U.", "j.m.", "I. E.", "U. I.", "I. U.", "j. m."),
        re.compile("(?i)internationale e(?:inheit|enhe)|unit(?:és?|à) intern|unidades? intern|jednost[a-z]+ międz"),
    ),
    **dict.fromkeys(
        ("mmHg", "mm Hg"), re.compile("(?i)mil+[ií]m[eè]t\\w+ (?:queck|de merc|di merc|kwik|słupa)|mm ?Hg")
    ),
}
_NAME_BEFORE = re.compile(r"[^\W\d_]-?\d+(?:\.\d+)?$")
_ROMANS = {"i": 1, "v": 5, "x": 10}
# Roman numerals, circled numbers, wide letters and units of one character stand for the ordinary ones.
_ONE_CHARACTER = re.compile("[Ⅰ-ⅿ①-ⓩ⓪-⓿❶-➓！-～﹐-﹫ℓ℃℉㎀-㏟𝐀-𝟿]")
# Units that are left to the voice must stand in what is said as they are shown.
_LEFT_UNIT = re.compile(r"(?<=[\d\s/])(mg|mcg|µg|μg|ng|g|kg|ml|mL|cl|dl|dL|l|L|mmol|UI|IE|IU|°C|°F|mmHg)(?![^\W_])")
_SHORT_LETTERS, _STOPPED_LETTERS = 5, 14
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


@lru_cache(maxsize=4)
def _units(language: str) -> tuple[re.Pattern[str], dict[str, str], dict[str, re.Pattern[str]]] | None:
    """Give a language's pattern of written units, the name of each writing, and what says it; None without a table."""
    text = resources.files("a11y_export.proof").joinpath("units.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text).get(language, {})
    if not rows:
        return None
    names = {writing: row.split()[0] for row in rows for writing in row.split()}
    said = {row.split()[0]: re.compile(rf"(?i)\b(?:{'|'.join(ways)})(?![^\W_])") for row, ways in rows.items()}
    longest = "|".join(re.escape(w) for w in sorted(names, key=len, reverse=True))
    written = re.compile(
        rf"(?:[\d⁰¹²³⁴-⁹½⅓⅔¼¾⅛][\s\u00a0-]?|(?:^|(?<=[A-Za-z%²³\d]))/ ?(?:\d+ ?)?|(?<![^\W_])(?=[A-Za-zµμ]+/))"
        rf"({longest})(?![^\W\d_]|[µμ])"
    )
    return written, names, said


@lru_cache(maxsize=4)
def _short_forms(language: str) -> dict[str, re.Pattern[str]]:
    """Give what each short form of a language may be said as."""
    text = resources.files("a11y_export.proof").joinpath("units.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)["short"].get(language, {})
    return {short: re.compile(rf"(?i)(?:{'|'.join(ways)})[.,]?") for short, ways in rows.items()}


def wrong(stretch: str, said: str, language: str, *, told: bool = False, full: str = "") -> bool | None:
    """Whether `said` is wrong for `stretch`; None where this reader cannot tell.

    `told` marks words staff want said otherwise, which only must not be empty; `full` is the full form of a short form.
    """
    if not any(c.isalnum() for c in said):
        return any(c.isalnum() for c in stretch)
    if told:
        return False
    stretch = _ONE_CHARACTER.sub(_ordinary, stretch)
    if not stretch:
        return bool(_DIGIT.search(said) or (language == "en" and said_digits(said)))
    short = re.sub(r"[.\s]", "", stretch).translate(_FROM_SUB).casefold()
    ways = _short_forms(language).get(short)
    if ways is not None and not full:
        return ways.fullmatch(said.strip()) is None and not _spelled(short, said)
    if not full and (ion := charge_wrong(stretch, said, language)) is not None:
        return ion
    # The protocol of an address is not said.
    found = _compared(re.sub(r"https?://", "", stretch), said, language)
    if found is not True and lost_relation(stretch, said, language):
        return True
    # The full form is said once, beside the short one.
    return _compared(f"{stretch} {full}", said, language) if found and full else found


def _ordinary(match: re.Match[str]) -> str:
    """Give what a character stands for; a numeral's number."""
    char = match.group()
    number = unicodedata.numeric(char, -1) if not char.isdecimal() else -1
    return str(int(number)) if number >= 0 else unicodedata.normalize("NFKC", char)


def _spelled(short: str, said: str) -> bool:
    """Whether a short form is said by its letters: "B.P"."""
    return re.sub(r"[^a-z]", "", said.casefold()) in (short, f"{short.removesuffix('s')}s") and len(said) >= len(short)


def _compared(shown: str, said: str, language: str) -> bool | None:
    if _lost_word(shown, said, language) or (language == "en" and not _same_units(shown, said, "en")):
        return True
    if language == "en":
        return _wrong_english(shown, said)
    if (amount := _OF_MOLES.get(shown.strip())) is not None and language != "es":
        return amount.match(said.strip()) is None
    if _DIGIT.search(shown) is None:
        if re.search(r"\d", said):
            return language != "es" or not spanish_agrees(arabic(shown), said)
        return False if _kept(shown, said) else None
    if language == "es":
        return not spanish_agrees(shown, said) or not _same_units(shown, said, "es")
    if not digits_agree(shown, said) or sorted(_LEFT_UNIT.findall(shown)) != sorted(_LEFT_UNIT.findall(said)):
        return True
    return False if _kept(shown, said) else None


def _wrong_english(shown: str, said: str) -> bool | None:
    if _DIGIT.search(shown):
        return not english_agrees(shown, said)
    if english_agrees(shown, said) or english_agrees(re.sub(r"\W", "", shown), said):
        return False if not _letters(shown) or _kept(shown, said) else None
    short = re.sub(r"[^a-z]", "", shown.casefold())
    if short in _SHORT:
        return not english_agrees(_SHORT[short], said)
    numerals = [n for n in re.findall(r"[A-Za-z]+", shown) if _ROMAN.fullmatch(n)]
    if numerals:
        return not english_agrees(" ".join(str(_roman(n)) for n in numerals), said)
    return True


def _roman(written: str) -> int:
    values = [_ROMANS[c] for c in written.casefold() if c in _ROMANS]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalpha())


def _kept(shown: str, said: str) -> bool:
    """Whether every letter shown is said, in order: an acronym spelled, an address, a word beside a sign."""
    left = iter(_letters(said))
    return all(c in left for c in _letters(shown))


def _spelled_out(said: str) -> str:
    """Give the words said letter by letter as words."""
    return "".join(re.findall(r"(?<![^\W_])[a-z](?![^\W_])", said))


def _lost_word(stretch: str, said: str, language: str) -> bool:
    """Whether a plain word of the stretch is not said; a short form may become other words."""
    letters, low, heard = len(_letters(stretch)), said.casefold(), _spelled_out(said)
    stopped = re.search(r"[./]", stretch) is not None and letters <= _STOPPED_LETTERS
    if (stopped or letters <= _SHORT_LETTERS) and _DIGIT.search(stretch) is None:
        return False
    table = _units(language)
    names = table[1] if table else {}
    return any(
        word not in low
        and not (language == "es" and _singular(word) in low)
        and unicodedata.normalize("NFKC", word) not in heard
        and word not in names
        for word in _PLAIN.findall(stretch)
    ) and not (table is None and _DIGIT.search(stretch))


def _singular(word: str) -> str:
    """Give a Spanish noun's singular: "1½ tabletas" is "una tableta y media"."""
    return f"{word[:-4]}ón" if word.endswith("ones") else word.removesuffix("s")


def _of_code(text: str, match: re.Match[str], said: str) -> bool:
    """Whether letters behind a number belong to a name, "M1g", and are said as these letters."""
    before = _NAME_BEFORE.search(text, max(0, match.start() - 12), match.start() + 1)
    return before is not None and re.search(rf"(?<![^\W_]){re.escape(match[1])}(?![^\W_])", said) is not None


def _same_units(stretch: str, said: str, language: str) -> bool:
    """Whether each unit shown is said, and no other mass or volume."""
    table = _units(language)
    # In an address letters after a digit or a slash are no unit.
    if table is None or re.search(r"[A-Za-z]\.[a-z]{2,}|@", stretch):
        return True
    written, names, ways = table
    close = re.sub(r"([°º˚]) ?([CF])", r"°\2", stretch.replace("mm Hg", "mmHg"))
    if "degree" in said:
        close = re.sub(r"(?<=\d)[\s\u00a0]?([CF])(?![^\W_])", r"°\1", close)
    found = [names[match[1]] for match in written.finditer(close) if not _of_code(close, match, said)]
    for name in set(found):
        if not ways[name].search(said):
            return False
    alone = names.get(stretch.strip())
    if alone in _STRICT and not ways[alone].search(said) and any(ways[n].search(said) for n in _STRICT & ways.keys()):
        return False  # "mg" by itself, said as another unit; as letters it may be a name
    strict = {name for name in _STRICT & ways.keys() if ways[name].search(said)} - set(found)
    if not found and _DIGIT.search(stretch) is None:
        return True
    # A unit may stand in words, or by itself beside the number's own.
    return not any(
        not ways[name].search(stretch)
        and not any(re.search(rf"(?<![^\W\d_]){re.escape(w)}(?![^\W_])", close) for w, n in names.items() if n == name)
        for name in strict
    )
