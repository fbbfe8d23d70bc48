"""Read Spanish numbers back: fractions, ordinals, times and dates in words beside the digits that the voice reads."""

from __future__ import annotations

import re

from a11y_export.proof.numbers import digits_agree

_VULGAR = {
    "½": " 1/2", "⅓": " 1/3", "⅔": " 2/3", "¼": " 1/4", "¾": " 3/4", "⅛": " 1/8", "⅜": " 3/8", "⅝": " 5/8", "⅞": " 7/8",
    "⅕": " 1/5", "⅖": " 2/5", "⅗": " 3/5", "⅘": " 4/5", "⅙": " 1/6", "⅚": " 5/6",
    "⅐": " 1/7", "⅑": " 1/9", "⅒": " 1/10",
}  # fmt: skip
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_ORDINALS = (
    "primer[oa]?s?", "segund[oa]s?", "tercer[oa]?s?", "cuart[oa]s?", "quint[oa]s?", "sext[oa]s?", "séptim[oa]s?",
    "octav[oa]s?", "noven[oa]s?", "décim[oa]s?", "undécim[oa]s?", "duodécim[oa]s?",
)  # fmt: skip
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ORDINAL_SHOWN = re.compile(r"\d(?:\.?[ºª°]|\.?er|r[oa]|d[oa]|t[oa]|v[oa]|m[oa]|os|as)")
_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{0,3}))[a-cA-C]?")
_PARTS = (
    (r"\btres cuartos\b", "3/4"), (r"\bdos tercios\b", "2/3"), (r"\bun cuarto\b", "1/4"), (r"\bun tercio\b", "1/3"),
    *(
        (rf"\b{number} {part}s?\b", f"{above}/{below}")
        for above, number in ((1, "un"), (2, "dos"), (3, "tres"), (4, "cuatro"), (5, "cinco"), (7, "siete"))
        for below, part in ((5, "quinto"), (6, "sexto"), (8, "octavo"))
    ),
)  # fmt: skip


def spanish_agrees(shown: str, said: str) -> bool:
    """Whether the numbers said in Spanish are those shown, in their order."""
    iso = _ISO.search(shown)
    if iso is not None:
        if not 1 <= int(iso[2]) <= len(_MONTHS) or _MONTHS[int(iso[2]) - 1] not in said:
            return False
        shown = f"{shown[:iso.start()]} {int(iso[3])} {iso[1]} {shown[iso.end():]}"
    low = said.casefold()
    if ":30" in shown:
        low = re.sub(r"\by media\b", "30", low)
    if ":15" in shown:
        low = re.sub(r"\by cuarto\b", "15", low)
    for words, digits in _PARTS:
        low = re.sub(words, digits, low)
    low = re.sub(r"\bmedi[oa]\b", "1/2", re.sub(r"\by cuarto\b", "1/4", low))
    if _ORDINAL_SHOWN.search(shown):
        for number, word in enumerate(_ORDINALS, 1):
            low = re.sub(rf"\b{word}\b", str(number), low)
    plain = "".join(_VULGAR.get(char, char) for char in shown)
    if re.match(r"\D*1 ", plain) or re.match(r"\D*1\D*$", plain):
        low = re.sub(r"^\s*una?\b", "1", low)
    # Full hours may be said without their zeros, minutes below ten without theirs.
    ways = {plain, re.sub(r":00(?!\d)", " ", plain), re.sub(r":0(?=[1-9])", ":", plain)}
    return any(digits_agree(way, low) for way in ways)


def arabic(shown: str) -> str:
    """Give a text with its Roman numerals as digits."""

    def number(match: re.Match[str]) -> str:
        values = [{"I": 1, "V": 5, "X": 10}[char] for char in match[1]]
        return str(sum(-v if v < max(values[place:]) else v for place, v in enumerate(values)))

    return re.sub(r"[IVX]+", lambda m: number(found) if (found := _ROMAN.fullmatch(m.group())) else m.group(), shown)
