"""What stays on one line: a number with its unit, a title with its name, the parts of a reading or a phone number.

UKAAF MS03: a single piece of information is not split over lines. Spaces that hold are drawn as spaces.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from a11y_export.model import Inline, Inlines, LineBreak

_HARD = "\u00a0"
_GAP = re.compile(r"[ \n]")
_NUMBER = re.compile(r"[\d½¼¾⅓⅔]")
_AFTER_NUMBER = re.compile(r"(?<=[\d½¼¾⅓⅔]) (?=\S)")
_WORD = re.compile(r"[^\W_]+")
# Written after a number, in any language.
_SIGNS = frozenset("%‰°℃℉µμ")
_UNITS = frozenset({
    "mcg", "mg", "kg", "ng", "g", "dl", "dL", "cl", "cL", "ml", "mL", "fl", "l", "L", "oz", "lb", "lbs", "mmol",
    "µmol", "umol", "mol", "mEq", "mmHg", "cmH2O", "kPa", "bpm", "lpm", "kcal", "cal", "kJ", "cm", "mm", "km", "m",
    "ft", "in", "IU", "UI", "U", "mSv", "Hz", "h", "hr", "hrs", "min", "mins", "s", "sec", "am", "pm", "AM", "PM",
    "мкг", "мг", "кг", "г", "мл", "л", "МЕ", "ملغ", "ملجم", "مجم", "مل", "مگ", "ملی", "میلی",
})
_HALVES = re.compile(r"(?:a\.m\.|p\.m\.)(?![^\W_])")
# In scripts whose vowels are signs of their own, what begins a word so is the unit.
_JOINED = ("मिग्रा", "मिलीग्राम", "मिली", "মিলিগ্রাম", "মিলি", "มิลลิกรัม", "มิลลิลิตร", "มก", "มล", "ไมโครกรัม")
# Written after a number, by language: what is counted, measured and waited for; "=" stands for one and for many.
_COUNTED = {
    "en": "second= minute= hour= day= week= month= year= time= puff= drop= dose= tablet= pill= capsule= tablespoon= "
          "teaspoon= cup= gram= milligram= microgram= kilogram= milliliter= millilitre= liter= litre= unit= point= "
          "percent degree= pound= ounce= inches inch feet people",
    "es": "segundo= minuto= hora= día= semana= mes meses año= veces vez inhalaciones gota= dosis tableta= comprimido= "
          "pastilla= cápsula= cucharada= cucharadita= taza= gramo= miligramo= microgramo= kilogramo= mililitro= litro= "
          "unidades unidad punto= grado= libra= onza= personas",
}
# Written before a name, and before a number.
_TITLES = {
    "en": r"(?:Dr|Mr|Mrs|Ms|Prof|St|Rev)\.?", "es": r"(?:Dr|Dra|Dres|Sr|Sra|Srta|Prof|Profa|Lic|Sto|Sta)\.?|Da?\.",
}
_COUNTERS = {
    "en": r"pp?\.|[Nn]os?\.|[Ff]igs?\.|vol\.|ch\.|sec\.|Figure|Table|Step|Part|Stage|Type|type|Grade|Number|Page|page",
    "es": r"pp?\.|págs?\.|n\.º|[Nn]úms?\.|[Ff]igs?\.|vol\.|cap\.|sec\.|Figura|Tabla|Cuadro|Paso|Parte|[Tt]ipo|Grado"
          r"|página",
}
# Between two numbers that are one piece of information: "5 to 10", "1 in 10".
_BETWEEN = {"en": "to|or|in", "es": "a|o"}
_EACH = (r"(?<=\d) (?=de cada \d)", r"(?<=\d de) (?=cada \d)", r"(?<=\d de cada) (?=\d)")
# In any language: the parts of a reading (120 / 80), of a number (1 000, 2 ½) or of a phone number, signs and numbers.
_PARTS = (
    r"(?<=\d) (?=[/×·–−-] \d)", r"(?<=\d [/×·–−-]) (?=\d)", r"(?<=\d) (?=\d{2,4}(?!\d)|[½¼¾⅓⅔]|\d/\d)",
    r"(?<=\d\)) (?=\d)", r"(?<![^\s(\[])[<>≤≥±≈~] (?=\d)",
)
_DEGREES = re.compile(r"° (?=[CF](?![^\W_]))")
_LONGEST = 28  # characters: what is held together beyond this would not fit on a line of giant print


def hold(inlines: Inlines, language: str) -> Inlines:
    """Give `inlines` with hard spaces in places where a line must not end; nothing else is changed.

    Work grows with the length. `language` (BCP 47) decides on words; signs and units hold in any.
    """
    text = "".join("\n" if isinstance(inline, LineBreak) else inline.text for inline in inlines)
    places = _places(text, language.split("-")[0].lower())
    if not places:
        return inlines
    held: list[Inline] = []
    start = 0
    for inline in inlines:
        if isinstance(inline, LineBreak):
            held.append(inline)
            start += 1
            continue
        own = [place - start for place in places if start <= place < start + len(inline.text)]
        held.append(replace(inline, text=_put(inline.text, own)) if own else inline)
        start += len(inline.text)
    return tuple(held)


def _put(text: str, places: list[int]) -> str:
    letters = list(text)
    for place in places:
        letters[place] = _HARD
    return "".join(letters)


def _places(text: str, language: str) -> list[int]:
    """Give the places of the spaces of `text` that hold, none where a stretch would be too long for a line."""
    kept: list[int] = []
    begin = 0  # of the stretch that the last of them is in
    found = {match.end() - 1 for match in _DEGREES.finditer(text)}
    if language in _TITLES:
        titles = _titles(language).finditer(text)
        found |= {match.end() - 1 for match in titles if not text[max(0, match.start() - 1) : match.start()].isalnum()}
    if _NUMBER.search(text):  # most paragraphs have none
        found |= {match.end() - 1 for match in _pattern(language).finditer(text)}
        found |= {match.start() for match in _AFTER_NUMBER.finditer(text) if _is_unit(text, match.end(), language)}
    for place in sorted(found):
        if not kept or _GAP.search(text, kept[-1] + 1, place):
            before = text[max(0, place - _LONGEST) : place]
            begin = place - len(before) + max(before.rfind(" "), before.rfind("\n")) + 1
        after = _GAP.search(text, place + 1, place + 1 + _LONGEST)
        if (after.start() if after else min(len(text), place + 1 + _LONGEST)) - begin <= _LONGEST:
            kept.append(place)
    return kept


def _is_unit(text: str, at: int, language: str) -> bool:
    """Whether a unit, or what is counted, begins at `at` and ends with its word."""
    if text[at:at + 1] in _SIGNS:
        return True
    word = _WORD.match(text, at)
    if word is None:
        return False
    return (
        word.group() in _UNITS or word.group() in _counted(language) or _HALVES.match(text, at) is not None
        or any(text.startswith(unit, at) and not text[at + len(unit):at + len(unit) + 1].isalnum() for unit in _JOINED)
    )


@lru_cache(maxsize=8)
def _counted(language: str) -> frozenset[str]:
    words = _COUNTED.get(language, "").split()
    return frozenset(form for word in words for form in {word.replace("=", ""), word.replace("=", "s")})


@lru_cache(maxsize=8)
def _titles(language: str) -> re.Pattern[str]:
    """Give what finds titles before names, at the beginning of a word or within one."""
    return re.compile(rf"(?:{_TITLES[language]}) (?=[^\W\d_a-zß-ÿ])")


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str]:
    """Give what finds the other spaces, all of them beside numbers: each match ends with one."""
    parts = list(_PARTS)
    if language in _COUNTED:
        parts += [
            rf"(?<![^\W_])(?:{_COUNTERS[language]}) (?=\d)",
            rf"(?<=\d) (?=(?:{_BETWEEN[language]}) \d)", rf"(?<=\d )(?:{_BETWEEN[language]}) (?=\d)", *_EACH,
        ]
    return re.compile("|".join(parts))
