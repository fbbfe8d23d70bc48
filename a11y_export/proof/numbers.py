"""Read numbers back: the digits shown as a pattern, what was said for them as digits, and whether they agree.

A number said is a run of digits (with "." for "point"); "|" stands between numbers that follow each other. What is
shown may be said number by number or digit by digit, so a pattern allows "|" inside a number and asks for it between
two. The tables and the reading are this package's own: what wrote the words is not asked how it reads them.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

_UNITS = {
    word: value
    for value, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
} | {"oh": 0}
_TEENS = {
    word: value
    for value, word in enumerate(
        ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"],
        10,
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_ORDINALS = {
    "first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine",
    "twelfth": "twelve",
}  # fmt: skip
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "fourth": 4,
}  # fmt: skip
# "Square meter" is written with a raised two, "cubic" with a raised three.
_RAISED = {"square": "2", "squared": "2", "cubic": "3", "cubed": "3"}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_SHOWN = re.compile(
    r"(?P<vulgar>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒])"
    r"|(?P<raised>[⁰¹²³⁴-⁹]+[/⁄][₀-₉]+)"
    r"|(?P<power>[⁰¹²³⁴-⁹]+)|(?P<low>[₀-₉]+)"
    r"|(?P<part>(?<![\d.,/⁄])\d{1,2}[/⁄]\d{1,2}(?![\d/⁄]|[.,]\d))"
    r"|(?P<time>(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]|,\d{3}))"
    r"|(?P<dotted>\d+(?:\.\d+){2,})"
    r"|(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}| 000)+(?!\d)|\d+)(?:\.\d+)?"
    r"|(?<![\w)])\.\d+)"
)
_ISO = re.compile(r"(?<!\d)(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)")
_SCALE_AFTER = re.compile(r"[\s\u00a0-](thousand|million|billion|trillion)s?\b|([kK])(?![A-Za-z0-9])")
_MONEY = re.compile(r"[$€£¢]")
_GAP = r"\|?"


def said_digits(text: str, *, second: bool = True) -> str:
    """Give the numbers of an English text as digits; `second` tells whether that word may be the ordinal."""
    out: list[str] = []
    tokens = [token.casefold() for token in _WORD.findall(_loosened(text))]
    at = 0
    while at < len(tokens):
        part, length = _part(tokens, at)
        if not length:
            part, length = _number(tokens, at, second=second)
        if length and part:
            out.append(part)
        at += length or 1
    return "|".join(out)


def _loosened(text: str) -> str:
    return re.sub(r"(?i)\bo['’]clock\b|(?<=[^\W\d_])[-‑](?=[^\W\d_])|\bsquare root\b|\btwo[- ]way\b", " ", text)


def _singular(word: str) -> str:
    """Give a number word without its plural: twenties, sixes, hundreds, thirds."""
    if word.endswith("ies") and f"{word[:-3]}y" in _TENS:
        return f"{word[:-3]}y"
    if word == "sixes":
        return "six"
    if word != "halves" and word.endswith("s") and (word[:-1] in _KNOWN or word[:-1] in _PARTS):
        return word[:-1]
    return word


_KNOWN = frozenset({*_UNITS, *_TEENS, *_TENS, *_SCALES, "hundred"})


def _part(tokens: list[str], at: int) -> tuple[str, int]:
    """Read a fraction at a place: "half", "a third", "three quarters"; its digits and how many words it takes."""
    word = tokens[at]
    following = _singular(tokens[at + 1]) if at + 1 < len(tokens) else ""
    if word in ("half", "halves", "quarter"):
        return f"1/{_PARTS[word]}", 1
    if word in ("a", "an") and following in _PARTS:
        return f"1/{_PARTS[following]}", 2
    above = _UNITS.get(word, 0)
    before = tokens[at - 1] if at else ""
    # "Twenty-one fifths" is not written; "one fifth" and "three quarters" are.
    if above and following in _PARTS and before not in _TENS:
        return f"{above}/{_PARTS[following]}", 2
    return "", 0


def _number(tokens: list[str], at: int, *, second: bool) -> tuple[str, int]:
    """Read the longest number at a place: its digits and how many words it takes."""
    word = tokens[at]
    if word in _RAISED:
        return _RAISED[word], 1
    whole, length = _whole(tokens, at, second=second)
    if not length:
        return "", 0
    while at + length + 1 < len(tokens) and tokens[at + length] == "point":
        places, more = _places(tokens, at + length + 1)
        # "One point three point two thousand nineteen" is a date with points.
        larger, reach = _whole(tokens, at + length + 1, second=second)
        after = tokens[at + length + 1 : at + length + 1 + reach]
        if reach > more and ("." in whole or "hundred" in after):
            places, more = larger, reach
        if not more:
            break
        whole, length = f"{whole}.{places}", length + 1 + more
    if at + length < len(tokens) and tokens[at + length] in _SCALES and whole.count(".") == 1:
        return _scaled(whole, tokens[at + length]), length + 1
    return whole, length


def _places(tokens: list[str], at: int) -> tuple[str, int]:
    """Read what follows "point": digits one by one, or a short number."""
    out, length = "", 0
    while at + length < len(tokens):
        word = tokens[at + length]
        value = _UNITS.get(word, _TEENS.get(word, _TENS.get(word)))
        if value is None and not word.isdigit():
            break
        tens = length and tokens[at + length - 1] in _TENS and word in _UNITS and value
        out = f"{out[:-1]}{value}" if tens else f"{out}{word if value is None else value}"
        length += 1
    return out, length


def _whole(tokens: list[str], at: int, *, second: bool) -> tuple[str, int]:
    total, group, kind, length = 0, 0, "", 0
    smallest = 10**15
    while at + length < len(tokens):
        word = tokens[at + length]
        ordinal = _cardinal_of(word, second=second)
        word = _singular(ordinal or word)
        if word == "and" and kind in ("hundred", "scale") and _goes_on(tokens, at + length + 1):
            length += 1
            continue
        if word[0].isdigit() and not kind:
            return word.replace(",", "") if not _is_scale(tokens, at + 1) else _scaled(word, tokens[at + 1]), (
                1 + _is_scale(tokens, at + 1)
            )
        if word in _UNITS and (kind in ("", "hundred", "scale") or (kind == "tens" and _UNITS[word])):
            if kind and not _UNITS[word]:
                break
            group, kind = group + _UNITS[word], "unit"
        elif word in _TEENS and kind in ("", "hundred", "scale"):
            group, kind = group + _TEENS[word], "teen"
        elif word in _TENS and kind in ("", "hundred", "scale"):
            group, kind = group + _TENS[word], "tens"
        elif word == "hundred" and (not kind or (kind in ("unit", "teen", "tens") and 0 < group < 100)):
            group, kind = max(group, 1) * 100, "hundred"
        elif word in _SCALES and total and group and _SCALES[word] > smallest:
            # "One thousand three hundred seventy-seven billion".
            total, group, kind, smallest = (total + group) * _SCALES[word], 0, "scale", _SCALES[word]
        elif word in _SCALES and kind != "scale" and _SCALES[word] < smallest and (group or not kind):
            smallest = _SCALES[word]
            total, group, kind = total + max(group, 1) * smallest, 0, "scale"
        else:
            break
        length += 1
        if ordinal or (group == 0 and kind == "unit"):
            break
    return str(total + group), length


def _cardinal_of(word: str, *, second: bool) -> str:
    """Give the cardinal of an ordinal word, nothing for any other word."""
    if word == "second" and not second:
        return ""
    if word in _ORDINALS:
        return _ORDINALS[word]
    if word.endswith("ieth") and f"{word[:-4]}y" in _TENS:
        return f"{word[:-4]}y"
    return word[:-2] if word.endswith("th") and word[:-2] in _KNOWN else ""


def _goes_on(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and any(tokens[at] in known for known in (_UNITS, _TEENS, _TENS))


def _is_scale(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and tokens[at] in _SCALES


def _scaled(number: str, scale: str) -> str:
    value = Fraction(number.replace(",", "")) * _SCALES[scale]
    return str(int(value)) if value.denominator == 1 else f"{number} {scale}"


def _spelled(digits: str) -> str:
    """Give the pattern of a number's digits: leading zeros may be left out, digits may be said one by one."""
    bare = digits.lstrip("0")
    zeros = len(digits) - len(bare)
    if not bare:
        return _GAP.join("0" * zeros) if zeros < 2 else f"(?:{_GAP.join('0' * zeros)}|0)"
    return (f"(?:{_GAP.join('0' * zeros)}{_GAP})?" if zeros else "") + _GAP.join(bare)


def shown_pattern(text: str) -> str:
    """Give the pattern that what is said for `text` must match as digits; an empty one when no number is shown."""
    pieces: list[str] = []
    at = 0
    for match in _SHOWN.finditer(text):
        if match.start() < at:
            continue
        if words := said_digits(text[at : match.start()]):
            pieces.append(re.escape(words))
        at = match.end()
        scale = _SCALE_AFTER.match(text, at) if match.lastgroup == "number" else None
        if scale is not None and not (scale[2] and text[max(0, match.start() - 1) : match.start()].isalpha()):
            at = scale.end()
            pieces.append(_GAP.join(_scaled(match.group().replace("\u00a0", ""), scale[1] or "thousand")))
            continue
        pieces.append(_piece(str(match.lastgroup), match.group()))
    if words := said_digits(text[at:]):
        pieces.append(re.escape(words))
    return r"\|".join(piece for piece in pieces if piece)


def _piece(kind: str, written: str) -> str:
    plain = unicodedata.normalize("NFKC", written).replace("⁄", "/")
    if kind in ("vulgar", "raised"):
        return re.escape(plain)
    if kind == "part":
        above, _, below = plain.partition("/")
        return f"(?:{int(above)}/{int(below)}|{_spelled(above)}\\|{_spelled(below)})"
    if kind == "time":
        return _time([*plain.split(":")])
    if kind == "dotted":
        return r"(?:\.|\|)".join(_spelled(part) for part in plain.split("."))
    whole, point, places = re.sub(r"[,\s]", "", plain).partition(".")
    if not point:
        return _spelled(whole)
    # "00.50": as many zeros before the point as one likes, said one by one.
    before = _spelled(whole) if whole.strip("0") else f"(?:0(?:{_GAP}0)*)?"
    return rf"(?:{before}\.{_GAP.join(places)})"


def _time(parts: list[str]) -> str:
    hour, *rest = parts
    # Full hours may be said without their zeros, and "fourteen hundred hours" is one number.
    later = "".join(rf"(?:\|{_spelled(part)})" + "?" * (part == "00") for part in rest)
    whole = rf"|{_spelled(hour + rest[0])}" if rest[0] == "00" else ""
    return f"(?:{_spelled(hour)}{later}{whole})"


def english_agrees(shown: str, said: str) -> bool:
    """Whether the numbers said in English are those shown, in their order."""
    iso = _ISO.search(shown)
    if iso is not None:
        month = _MONTHS[int(iso[2]) - 1]
        if month not in said:
            return False
        shown = f"{shown[: iso.start()]} {iso[3]} {iso[1]} {shown[iso.end() :]}"
    shown, said = _as_said(shown, said)
    if re.search(r"\bdot\b", said):
        # In an address a stop is no decimal point.
        shown = shown.replace(".", " ")
    if _MONEY.search(shown) and _same_money(shown, said):
        return True
    written = [shown]
    if 0 < len(_INVERSE.findall(shown)) <= len(re.findall(r"\bper\b", said)):
        written.append(_INVERSE.sub(lambda m: "" if m[1] in "¹1" else m[1], shown))
    heard = [said_digits(said, second=second) for second in (True, False)]
    return any(re.fullmatch(shown_pattern(way), digits) for way in written for digits in heard)


# Written forms whose digits or number words stand for something else in what is said.
_CUBED = re.compile(r"(?<=\d)([\s-]?)ccs?\b")
_WATER = re.compile(r"(?<=cm)(\s?)H[2₂]O\b")
_SQUARE_FEET = re.compile(r"\bsq\.? ?ft\b\.?")
_STARS = re.compile(r"(★+)(☆*)")
_SHORT_SCALE = re.compile(r"(?<=\d)[ \u00a0]?(k|K|m|M|mn|bn|b|B|tn|T)(?![^\W_])")
_SCALE_LETTERS = {
    "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "t": "trillion",
    "tn": "trillion",
}  # fmt: skip
# "kg⁻¹" and "kg-1" are said "per kilogram", "m⁻²" is said "per square meter".
_INVERSE = re.compile(r"(?<=[^\W\d_])\^?[⁻−-]([¹1²³23])(?!\d)")
_PER_MILLION = re.compile(r"\bparts? per (?:million|billion)\b")
_TEN_TO_THE = re.compile(r"(\d)[eE]([−+-]?)(\d{1,3})(?![\d.])")


def _as_said(shown: str, said: str) -> tuple[str, str]:
    """Put both sides into one way of counting: stars, letters for thousands, units that hold a digit or a number."""
    shown = _SQUARE_FEET.sub("ft²", _WATER.sub(r"\1 water", _CUBED.sub(r"\1cm³", shown)))
    shown = _STARS.sub(lambda m: f" {len(m[1])} " + (f"{len(m.group())} " if m[2] else ""), shown)
    if re.search(r"pp[mb]\b", shown):
        said = _PER_MILLION.sub("parts", said)

    def scale(match: re.Match[str]) -> str:
        word = _SCALE_LETTERS[match[1].lower()]
        # A small m may be metres: a million only where money stands.
        money = _MONEY.search(shown) is not None or match[1] in ("K", "M", "k")
        return f" {word}" if money and re.search(rf"\b{word}\b", said) else match.group()

    shown = _SHORT_SCALE.sub(scale, shown)
    if "to the power" in said:
        # "10e9" is a ten already; "1.2e5" is so many times ten.
        shown = _TEN_TO_THE.sub(lambda m: f"{m[1]}{' ' if shown[:m.end(1)].endswith('10') else ' 10 '}{m[3]}", shown)
    return shown, said


_SUM = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_COINS = re.compile(
    r"(?P<before>.*?)\b(?P<coin>dollars?|euros?|pounds?|cents?|pence|penny)\b"
    r"(?P<joins>(?= and [a-z -]{3,16} (?:cent|pence|penny)))?|(?P<rest>.+)$"
)


def _same_money(shown: str, said: str) -> bool:
    """Whether amounts with cents are the same sums: "$5.05" is five dollars and five cents."""
    wanted = [Fraction(f"0{n}".replace(",", "")) for n in _SUM.findall(shown.replace(", ", " "))]
    found: list[Fraction] = []
    joined = False
    for match in _COINS.finditer(said):
        numbers = [n for n in said_digits(match["before"] or match["rest"] or "").split("|") if n]
        if any(not re.fullmatch(r"\d+(?:\.\d+)?", n) for n in numbers):
            return False
        values = [Fraction(n) for n in numbers]
        if (match["coin"] or "").startswith(("cent", "pen")) and values:
            values[-1] /= 100
            if joined:
                found[-1] += values.pop()
        found += values
        joined = match["joins"] is not None and bool(found)
    return found == wanted


def digits_agree(shown: str, said: str) -> bool:
    """Whether the digits shown stand as digits in what is said, in their order: the voice itself reads them."""
    found = _plain_digits(said)
    wanted = _plain_digits(shown)
    if any("⅐" <= char <= "⅞" and char not in "⅓⅔" for char in shown):
        # Those that have no word of their own are said as their two numbers.
        plain = unicodedata.normalize("NFKC", re.sub("[½⅓⅔¼¾]", "", shown))
        wanted = "".join(c for c in plain if c.isdecimal())
    allowed = {wanted, f"0{wanted}" if re.match(r"\D*(?<!\w)[.,]\d", shown) else wanted}
    if re.search(r"cuadrad|cúbic|squar|cubic|carré|quadrat|quadrad|kubik", said.casefold()):
        allowed.add(_plain_digits(re.sub("[²³]|(?<=m)[23](?![0-9])", "", shown)))
    return found in allowed


def _plain_digits(text: str) -> str:
    """Give the digits of a text, raised ones too; a fraction's sign is none."""
    kept = (c for c in text if not unicodedata.decomposition(c).startswith("<fraction>"))
    return "".join(c for c in unicodedata.normalize("NFKC", "".join(kept)) if c.isdecimal())
