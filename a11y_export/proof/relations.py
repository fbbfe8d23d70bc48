"""What stands between numbers, before or behind them is said as often as shown: limits, ranges, pairs, minus, marks."""

from __future__ import annotations

import re

_ARROWS = re.compile(r"<?[-=–]+>(?!\s?\d)|<[-–]+(?!\s?\d)|<<|>>|</?[a-z]|[a-z]>", re.IGNORECASE)
_ADDRESS = re.compile(r"@|://|www\.|[A-Za-z]\.[A-Za-z]{2,}")
_UNIT = r"(?:%|mg|mcg|µg|μg|g|kg|mL|ml|L|l|cm|mm|h|min|°[CF]?|['′’\"″]{1,2})"
_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
# Other writings of the signs; the width of a character, or how its stroke is drawn, says nothing.
ALIKE = str.maketrans({
    "＜": "<", "﹤": "<", "≪": "<", "≲": "<", "＞": ">", "﹥": ">", "≫": ">", "≳": ">", "⩽": "≤", "≦": "≤", "≯": "≤",
    "⩾": "≥", "≧": "≥", "≮": "≥", "∓": "±", "≢": "≠", "％": "%", "﹪": "%",
})
_DENIED = re.compile("[∄∉∌∤∦≁≄≇≉≭≰-≵≸≹⊀⊁⊄⊅⊈⊉⊬-⊯⋠-⋣⋪-⋭]")
# Each sign with what it is said as, by language; a limit with its equality is not the limit without it.
_COUNTED: dict[str, tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]] = {
    "en": (
        (re.compile("≤|⩽|<=|=<"), re.compile(r"less than or equal to|or less|at most|up to")),
        (re.compile("≥|⩾|>=|=>"), re.compile(r"(?:greater|more) than or equal to|or more|at least")),
        (re.compile("(?<![=<])<(?![=<])"), re.compile(r"(?:less|fewer) than(?! or equal)|below|under")),
        (re.compile("(?<![=>-])>(?![=>])"), re.compile(r"(?:greater|more) than(?! or equal)|above")),
        (re.compile(r"±|\+/[-−]"), re.compile("plus or minus")),
        (re.compile("%"), re.compile("percent")),
        (re.compile("≠|!="), re.compile("not equal")),
        (_DENIED, re.compile(r"\bnot\b|\bneither\b")),
        (
            re.compile(r"(?:^|(?<![\w%°‰])[\s(<>≥≤~])[-−–](?=[.\d])|(?<![⁰¹²³⁴-⁹])⁻[¹²³]?(?=[\s/]|$)"),
            re.compile("minus|negative|dash|per "),
        ),
        (re.compile(r"(?<=[\d½¼¾])\s?[/⁄∕]\s?[<>≤≥]?(?=\d)"), re.compile(
            r"\b(?:over|slash|per|out of|half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?"
            r"|tenths?|(?:[a-z]+-)?(?:four|[a-z]*teen|[a-z]+tie|hundred|thousand|eleven|twelf)ths?)\b"
        )),
        (re.compile(rf"[\d½¼¾]\s?{_UNIT}?\s?[-–—‑]\s?(?=[$€£]?\.?[\d½¼¾])"), re.compile(
            r"\b(?:to|dash|minus|and a|and one|and three|and two|by)\b|,"
        )),
    ),
    "es": (
        (re.compile("≤|⩽|<="), re.compile(r"menor o igual|como máximo|o menos")),
        (re.compile("≥|⩾|>="), re.compile(r"mayor o igual|al menos|como mínimo|o más")),
        (re.compile("(?<![=<])<(?![=<])"), re.compile(r"menos de|menor que|menos que|inferior")),
        (re.compile("(?<![=>-])>(?![=>])"), re.compile(r"más de|mayor que|más que|superior")),
        (re.compile(r"±|\+/[-−]"), re.compile("más o menos")),
        (re.compile("%"), re.compile("por ciento")),
        (re.compile("≠"), re.compile(r"\bno\b")),
        (re.compile(r"(?:^|(?<![\w%°‰])[\s(<>≥≤~])[-−](?=[.,\d])"), re.compile("menos|guion")),
        (re.compile(rf"\d\s?{_UNIT}?\s?[-–—‑]\s?(?=\d)"), re.compile(r"\b(?:a|guion|menos|de)\b|,")),
    ),
}  # fmt: skip
# The other languages, in one order: ≤, ≥, <, >, ±, %, ≠, a minus, what joins a range, what a slash is said as.
_SAID: dict[str, tuple[str, ...]] = {
    "fr": (
        "inférieur ou égal", "supérieur ou égal", "inférieur à", "supérieur à", "plus ou moins", "pour cent",
        "différent", r"(?<!plus ou )\b(?:moins|tiret)\b", r"\b(?:à|tiret|moins)\b|,", r"\b(?:sur|barre oblique|par)\b",
    ),
    "de": (
        "kleiner oder gleich", "grö(?:ß|ss)er oder gleich", "kleiner als", "grö(?:ß|ss)er als", "plus minus", "prozent",
        "ungleich",
        r"(?<!plus )\b(?:minus|strich)\b", r"\b(?:bis|strich|minus)\b|,", r"\b(?:zu|schrägstrich|pro)\b",
    ),
    "it": (
        "minore o uguale", "maggiore o uguale", "minore di", "maggiore di", "più o meno", "per cento", "diverso",
        r"(?<!più o )\b(?:meno|trattino)\b", r"\b(?:a|trattino|meno)\b|,", r"\b(?:su|barra|per)\b",
    ),
    "pt": (
        "menor ou igual", "maior ou igual", "menor que", "maior que", "mais ou menos", "por cento", "diferente",
        r"(?<!mais ou )\b(?:menos|traço)\b", r"\b(?:a|traço|menos)\b|,", r"\b(?:por|barra|em)\b",
    ),
    "nl": (
        "kleiner dan of gelijk", "groter dan of gelijk", "kleiner dan(?! of gelijk)", "groter dan(?! of gelijk)",
        "plus of min", "procent", "niet gelijk", r"(?<!plus of )\b(?:min|streepje)\b", r"\b(?:tot|streepje|min)\b|,",
        r"\b(?:over|schuine streep|per)\b",
    ),
    "pl": (
        "mniejsze lub równe", "większe lub równe", "mniej niż", "więcej niż", "plus minus", "procent", "nie równa",
        r"(?<!plus )\b(?:minus|kreska)\b", r"\b(?:do|kreska|minus)\b|,", r"\b(?:na|ukośnik)\b",
    ),
}
_SHOWN = (
    "≤|<=|=<", "≥|>=|=>", "(?<![=<])<(?![=<])", "(?<![=>-])>(?![=>])", r"±|\+/[-−]", "%", "≠",
    r"(?:^|(?<![\w%°‰])[\s(<>≥≤~])[-−–](?=[.,]?\d)|⁻(?=[⁰¹²³⁴-⁹])",
    rf"[\d½¼¾]\s?{_UNIT}?[.h]?\s?[-–—‑]\s?(?=[.,]?[\d½¼¾]|$)",
    r"(?<=[\d½¼¾])\s?[/⁄∕]\s?(?=\d)",
)  # fmt: skip
for _language, _ways in _SAID.items():
    _COUNTED[_language] = tuple(
        (re.compile(sign), re.compile(way)) for sign, way in zip(_SHOWN, _ways, strict=True)
    )
# Marks of minutes and seconds (in English feet and inches too) and the colon of a ratio.
_MINUTE = re.compile(r"(?<=\d)['′’](?=\d{1,2}(?!\d))|(?<=\d)['′’](?![\w'’′])")
_SECOND = re.compile(r"(?<=\d)(?:''|’’|′′|[\"″”])(?!\w)")
_RATIO = re.compile(r"(?<![\w:.,/])\d{1,4} ?: ?(?:\d(?!\d)|\d{3,}|[6-9]\d(?!\d)|\d\d[., ]\d{3})(?!\d*:)")
_COLON = re.compile(r"(?<=\d) ?: ?(?=\d)")  # where times are left to the voice
# A decimal point, or its comma: one may be lost in a range and the other kept.
_POINT = re.compile(r"(?<=\d)[.,](?:\d{1,2}|\d{4,})(?!\d|[.,]\d)")
_THREE = re.compile(r"(?<![\d.,])(\d{1,3})[.,](\d{3})(?![\d.,:/-])")  # places, or thousands
_POINTS = {
    "es": "coma|punto", "fr": "virgule|point", "de": "komma|punkt", "it": "virgola|punto", "pt": "vírgula|ponto",
    "nl": "komma|punt", "pl": "przecinek|kropka",
}  # fmt: skip
_MARKS: dict[str, tuple[str, str, str]] = {
    "en": (r"\b(?:minutes?|feet|foot|prime)\b", r"\b(?:seconds?|inch(?:es)?|prime)\b", r"\b(?:to|colon)\b"),
    "es": (r"\b(?:minutos?|pies?|prima|coma|apóstrofo)\b", r"\b(?:segundos?|pulgadas?)\b", r"\b(?:a|dos puntos)\b"),
    "fr": (r"\b(?:minutes?|prime|apostrophe)\b", r"\b(?:secondes?|pouces?)\b", r"\b(?:pour|deux-points)\b"),
    "de": (r"\b(?:minuten?|strich|apostroph)\b", r"\b(?:sekunden?|zoll)\b", r"\b(?:zu|doppelpunkt)\b"),
    "it": (r"\b(?:minut[oi]|primo|apostrofo)\b", r"\b(?:second[oi]|pollic[ei])\b", r"\b(?:a|due punti)\b"),
    "pt": (r"\b(?:minutos?|linha|apóstrofo)\b", r"\b(?:segundos?|polegadas?)\b", r"\b(?:para|dois pontos)\b"),
    "nl": (r"\b(?:minuut|minuten|accent|apostrof)\b", r"\b(?:seconden?|inch)\b", r"\b(?:op|dubbele punt)\b"),
    "pl": (r"\b(?:minut[ay]?|prim|apostrof)\b", r"\b(?:sekund[ay]?|cal[ei]?)\b", r"\b(?:do|dwukropek)\b"),
}
for _language, _names in _MARKS.items():
    _said = re.compile(f"{_names[2]}|(?<=[0-9]) ?:" if _language in _SAID else _names[2])
    _ratio = (_COLON if _language in _SAID else _RATIO, _said)
    _COUNTED[_language] += ((_MINUTE, re.compile(_names[0])), (_SECOND, re.compile(_names[1])), _ratio)
for _language, _point in _POINTS.items():
    _COUNTED[_language] += ((_POINT, re.compile(rf"\b(?:{_point})\b|,")),)
KNOWN = frozenset(_COUNTED)
# Numbers beside each other that do not rise are no range: nothing stands between them that must be said.
_BESIDE = re.compile(r"\d{1,3}(?:[-–‑]\d{1,3})+")
# What must not be left to the voice, which drops it: a prime, a mark that closes no quotation, a ratio's colon.
_BARE = re.compile(r"(?<=\d)[′](?!\w)|(?<![\w:.,/-])\d{1,4}:\d{3,6}(?![\d:/-])")
# Units that voices of these languages say as words, or in English, behind a number.
_NO_UNITS = frozenset({"de", "fr", "it", "pt", "nl", "pl"})
_AS_WORDS = re.compile(r"(?:(?<=[0-9])|(?<=[0-9][ \u00a0\u202f]))(?:IE|UI|IU|[µμ]g|mcg|mmHg)(?![^\W\d_])")
_MOLES = re.compile(r"(?<![^\W\d_])mmol(?![^\W\d_])")  # heard as moles
_AT_END = re.compile(r"'\W*$")
_BARE_MARK = re.compile(r"(?<![\w.,:/°-])\d{1,3}(?:[.,]\d+)?'(?![\w'])")
_IDIOMS = re.compile(r"\b24/7\b")
_EVERY = re.compile(r"[qQ]\.? ?\d{1,2}(?:[-–]\d{1,2})?(?: ?-?|\.)([hHdDwW])")
# "-5--2": the second of two hyphens is a minus where the first number has one.
_BOTH_NEGATIVE = re.compile(r"^([-−]\.?\d[\d.]*)[-–][-−](?=[.\d])")
_OFTEN = {"h": "hour", "d": "day", "w": "week"}


def lost_relation(stretch: str, said: str, language: str) -> bool:
    """Whether a sign of the stretch is said fewer times than it stands there, or as another one."""
    if _ADDRESS.search(stretch):
        return False
    low = said.casefold()
    every = _EVERY.fullmatch(stretch.strip(" .")) if language == "en" else None
    if every is not None and not (low.strip().startswith("every ") and _OFTEN[every[1].lower()] in low):
        return True
    shown = _BOTH_NEGATIVE.sub(r"\1 (-", _ISO.sub("", _IDIOMS.sub("", _ARROWS.sub("", stretch)))).translate(ALIKE)
    if (beside := _BESIDE.fullmatch(shown.strip())) is not None and _is_of_rule(beside.group(), low):
        return False
    counted = _COUNTED.get(language, ())
    three = _THREE.finditer(shown) if language in _POINTS and re.search(_POINTS[language], low) is None else ()
    if any(match[1] + match[2] not in low for match in three):
        return True
    return any(len(sign.findall(shown)) > len(ways.findall(low)) for sign, ways in counted)


def _is_of_rule(shown: str, low: str) -> bool:
    """Whether "15-15" or "4-7-8" is said number by number, with hyphens or commas that keep them apart."""
    sides = [int(digits) for digits in re.findall(r"\d+", shown)]
    kept = len(re.findall(r"(?<=\w)[-,](?=[ \w])", low)) >= len(sides) - 1
    return kept and (len(sides) > 2 or sides[0] >= sides[1])


def bare_marks(shown: str, covered: set[int], language: str) -> list[str]:
    """Give the marks behind and between numbers that no span covers, so that a voice would pass over them."""
    if language not in _MARKS:
        return []
    found = list(_MOLES.finditer(shown)) if language in _SAID and "mmol" in shown else []
    found += _AS_WORDS.finditer(shown) if language in _NO_UNITS else ()
    found += _BARE.finditer(shown) if "′" in shown or ":" in shown else ()
    single = language == "nl" and _AT_END.search(shown) is not None  # it may close what an earlier sentence began
    if shown.count("'") == 1 and not single and not any(quote in shown for quote in "‘’‚"):
        found += _BARE_MARK.finditer(shown)
    return [shown[max(0, m.start() - 5):m.end()] for m in found if not covered.issuperset(range(m.start(), m.end()))]
