"""What stands between numbers or before them must be said as often as it is shown: limits, ranges, pairs, minus."""

from __future__ import annotations

import re

_ARROWS = re.compile(r"<?[-=–]+>(?!\s?\d)|<[-–]+(?!\s?\d)|<<|>>|</?[a-z]|[a-z]>", re.IGNORECASE)
_ADDRESS = re.compile(r"@|://|www\.|[A-Za-z]\.[A-Za-z]{2,}")
_UNIT = r"(?:%|mg|mcg|µg|μg|g|kg|mL|ml|L|l|cm|mm|h|min|°[CF]?)"
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
            re.compile(r"(?:^|(?<!\d)[\s(<>≥≤~])[-−–](?=[.\d])|⁻[¹²³]?(?=[\s/]|$)"),
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
        (re.compile(r"(?:^|[\s(<>≥≤~])[-−](?=[.,\d])"), re.compile("menos|guion")),
        (re.compile(rf"\d\s?{_UNIT}?\s?[-–—‑]\s?(?=\d)"), re.compile(r"\b(?:a|guion|menos|de)\b|,")),
    ),
}  # fmt: skip
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
    shown = _BOTH_NEGATIVE.sub(r"\1 to -", _ISO.sub("", _IDIOMS.sub("", _ARROWS.sub("", stretch)))).translate(ALIKE)
    counted = _COUNTED.get(language, ())
    return any(len(sign.findall(shown)) > len(ways.findall(low)) for sign, ways in counted)
