"""Read ions back: the element's or group's name, the number of its charge, and its sign."""

from __future__ import annotations

import re

_SYMBOLS = ("Ca", "Na", "Mg", "K", "Cl", "Fe", "Li", "Zn", "Cu", "HCO3", "PO4", "SO4", "NH4")
# Names in the order of the symbols, then plus and minus.
_NAMES: dict[str, str] = {
    "en": """calcium sodium magnesium potassium chloride iron lithium zinc copper bicarbonate phosphate sulfate ammonium
        plus minus""",
    "es": """calcio sodio magnesio potasio cloruro hierro litio zinc cobre bicarbonato fosfato sulfato amonio
        más menos""",
    "fr": """calcium sodium magnésium potassium chlorure fer lithium zinc cuivre bicarbonate phosphate sulfate ammonium
        plus moins""",
    "de": """calcium natrium magnesium kalium chlorid eisen lithium zink kupfer bicarbonat phosphat sulfat ammonium
        plus minus""",
    "it": """calcio sodio magnesio potassio cloruro ferro litio zinco rame bicarbonato fosfato solfato ammonio
        più meno""",
    "pt": """cálcio sódio magnésio potássio cloreto ferro lítio zinco cobre bicarbonato fosfato sulfato amônio
        mais menos""",
    "nl": """calcium natrium magnesium kalium chloride ijzer lithium zink koper bicarbonaat fosfaat sulfaat ammonium
        plus min""",
    "pl": """wapń sód magnez potas chlorek żelazo lit cynk miedź wodorowęglan fosforan siarczan amon
        plus minus""",
}
# Where a single charge goes with the name: a nurse says potassium for K⁺.
_SINGLE_UNSAID = frozenset({"en", "es"})
_ORDINARY = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−", "01234567890123456789+--")
_ION = re.compile(rf"({'|'.join(sorted(_SYMBOLS, key=len, reverse=True))})([23]?)([+-])")
_CHARGE = re.compile(r"[¹²³⁴-⁹]?[⁺⁻]")
_UNCOVERED = re.compile(r"(?<=[^\W_⁰¹²³⁴-⁹])[⁺⁻]|(?<=[¹²³⁴-⁹])[⁺⁻](?![⁰¹²³⁴-⁹])|(?<=\))[⁺⁻]")
_ENGLISH = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}


def charge_wrong(stretch: str, said: str, language: str) -> bool | None:
    """Whether an ion, or a raised charge by itself, is said wrongly; None where the stretch is neither."""
    names = _NAMES.get(language, "").split()
    if not names:
        return None
    plain = stretch.strip().translate(_ORDINARY)
    heard = [_ENGLISH.get(word, word) if language == "en" else word for word in re.findall(r"\w+", said.casefold())]
    signs = {"+": names[-2], "-": names[-1]}
    if _CHARGE.fullmatch(stretch.strip()) is not None:
        return heard != [*plain[:-1], signs[plain[-1]]]
    match = _ION.fullmatch(plain)
    if match is None:
        return None
    name, many, sign = names[_SYMBOLS.index(match[1])], match[2], signs[match[3]]
    ways = [[name, *many, sign]]
    if not many and language in _SINGLE_UNSAID:
        ways.append([name])
    return heard not in ways


def bare_charges(shown: str, covered: set[int], language: str) -> list[str]:
    """Give the raised charges that nothing is said for, with what stands before them."""
    if language not in _NAMES or ("⁺" not in shown and "⁻" not in shown):
        return []
    return [
        shown[max(0, match.start() - 5):match.end()] for match in _UNCOVERED.finditer(shown)
        if match.start() not in covered
    ]
