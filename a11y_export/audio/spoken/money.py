"""Sums of money, the sign before or after: "$5.50", "US$1.5m", "20 €", "£3bn", "50p", "CHF 5"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.amounts import Amount, amount

_BEFORE = re.compile(r"(?:(US|CA|AU|NZ|HK|SG|C|A|S|R)(?=\$))?([$€£¥₹₩₪₱₦₽₺₴])[ \u00a0]?(?=[.0-9½¼¾])")
_CODE_BEFORE = re.compile(r"(USD|EUR|GBP|CHF|JPY|CAD|AUD)[ \u00a0]?(?=[0-9])")
_AFTER = re.compile(r"[ \u00a0]?(?:([€£¥₹$¢])|(USD|EUR|GBP|CHF|JPY|CAD|AUD)\b)(?![0-9])")
_PENCE = re.compile(r"p(?![A-Za-z0-9.'’])")
# "50p"; "16p" and "720p" are no money.
_COINS = frozenset(range(10, 100, 5))
_MONEY = {
    "$": ("dollar", "dollars", "cents"), "€": ("euro", "euros", "cents"), "£": ("pound", "pounds", "pence"),
    "¥": ("yen", "yen", ""), "₹": ("rupee", "rupees", "paise"), "₩": ("won", "won", ""), "₪": ("shekel", "shekels", ""),
    "₱": ("peso", "pesos", ""), "₦": ("naira", "naira", ""), "₽": ("ruble", "rubles", ""), "₺": ("lira", "lira", ""),
    "₴": ("hryvnia", "hryvnias", ""), "¢": ("cent", "cents", ""),
    "USD": ("U.S. dollar", "U.S. dollars", ""), "EUR": ("euro", "euros", "cents"), "GBP": ("pound", "pounds", "pence"),
    "CHF": ("Swiss franc", "Swiss francs", ""), "JPY": ("yen", "yen", ""),
    "CAD": ("Canadian dollar", "Canadian dollars", ""), "AUD": ("Australian dollar", "Australian dollars", ""),
}  # fmt: skip
_COUNTRY = {
    "US": "U.S. ", "CA": "Canadian ", "C": "Canadian ", "AU": "Australian ", "A": "Australian ", "NZ": "New Zealand ",
    "HK": "Hong Kong ", "SG": "Singapore ", "S": "Singapore ",
}  # fmt: skip
_LARGE = re.compile(
    r"[ \u00a0-](thousand|million|billion|trillion)(?![A-Za-z])|[ \u00a0]?(k|K|m|M|mn|bn|b|B|tn|T)(?![A-Za-z0-9])"
)
_SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "t": "trillion",
    "tn": "trillion",
}  # fmt: skip
# "5k people", "1.5M users": letters for a large number stand before what is counted.
_COUNTED = re.compile(r"([kKM])(?=[ \u00a0](?:[a-z]+s|people|children|men|women)\b)")


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money: where it ends, its words, its number, and the word for the money."""

    end: int
    said: str
    amount: Amount
    many: str


def money(text: str, at: int) -> Sum | None:
    """Read a sum whose sign or code stands before the number."""
    sign = _BEFORE.match(text, at) or _CODE_BEFORE.match(text, at)
    if sign is None:
        return None
    found = amount(text, sign.end())
    if found is None:
        return None
    if sign.re is _CODE_BEFORE:
        return _named(text, sign.end(), found, sign[1], "")
    return _named(text, sign.end(), found, sign[2], "R" if sign[1] == "R" else _COUNTRY.get(sign[1] or "", ""))


def money_after(text: str, at: int, found: Amount) -> Sum | None:
    """Read a sum whose sign follows the number that was read from `at`: "20 €", "50¢", "50p"."""
    sign = _AFTER.match(text, found.end)
    if sign is not None:
        named = _named(text, at, found, sign[1] or sign[2], "", after=sign.end())
        return Sum(sign.end(), named.said, named.amount, named.many)
    if (pence := _PENCE.match(text, found.end)) is not None and found.value in _COINS:
        return Sum(pence.end(), f"{found.said} {'penny' if found.single else 'pence'}", found, "pence")
    return None


def large(text: str, at: int) -> tuple[str, int] | None:
    """Read "k" or "M" after a number of people or things: the word for it and where it ends."""
    match = _COUNTED.match(text, at)
    return None if match is None else (_SCALES[match[1].lower()], match.end())


def _named(text: str, start: int, found: Amount, sign: str, country: str, after: int = 0) -> Sum:
    one, many, cents = _MONEY[sign]
    if country == "R":
        one, many, country = "real", "reais", ""
    scale = None if after else _LARGE.match(text, found.end)
    if scale is not None:
        name = scale[1] or _SCALES[scale[2].lower()]
        value = None if found.value is None else found.value * numerals.SCALES[name]
        scaled = Amount(found.end, f"{found.said} {name}", value)
        return Sum(scale.end(), f"{scaled.said} {country}{many}", scaled, many)
    whole, point, part = text[start:found.end].replace(",", "").partition(".")
    if point and len(part) == 2 and cents and part.isdecimal() and (whole or "0").isdecimal():
        coin = {"cents": "cent", "pence": "penny"}.get(cents, cents) if part == "01" else cents
        small = f"{numerals.cardinal(int(part))} {coin}"
        if int(whole or 0) == 0:
            return Sum(found.end, small if int(part) else f"zero {country}{many}", found, many)
        units = f"{numerals.decimal(whole)} {country}{one if whole == '1' else many}"
        return Sum(found.end, units + (f" and {small}" if int(part) else ""), found, many)
    if found.part:
        part = "half" if found.said == "one half" else f"{found.said} of"
        return Sum(found.end, f"{part} a {country}{one}", found, many)
    return Sum(found.end, f"{found.said} {country}{one if found.single else many}", found, many)
