"""The article's language: what the page says, checked against its own most frequent words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from a11y_export.wording import primary

# The commonest words of running text; enough to tell these languages apart in a paragraph.
_COMMON = {
    "en": "the of and to in a is that for it with as are on be or you this your have not can from",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más puede",
    "fr": "de la le et les des en un du une est que dans pour qui par sur au pas plus ne vous avec",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es sie",
    "it": "di e il la che in un a per è una sono con del le non si da dei al come più può della",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como ao ou pode",
    "nl": "de van het een en in is dat op te zijn voor met die niet aan er om ook als bij of kan",
    "sv": "och i att det som en på är av för med den till inte om har de ett kan vid eller från",
    "da": "og i at det er en af på til for med der som ikke den har kan et de fra eller om",
    "pl": "w i na z się do nie że jest to o jak od po co za dla lub może przez są przy oraz",
    "tr": "ve bir bu için ile da de olarak çok daha veya en olan gibi kadar sonra değil ise",
}
_SETS = {language: frozenset(text.split()) for language, text in _COMMON.items()}
_SMALL = frozenset[str]().union(*_SETS.values())
_SCRIPTS = (
    ("DEVANAGARI", "hi"),
    ("ARABIC", "ar"),
    ("HEBREW", "he"),
    ("CYRILLIC", "ru"),
    ("GREEK", "el"),
    ("HIRAGANA", "ja"),
    ("HANGUL", "ko"),
    ("CJK", "zh"),
    ("THAI", "th"),
    ("BENGALI", "bn"),
    ("TAMIL", "ta"),
    ("TELUGU", "te"),
)
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_LATIN = re.compile(r"[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
_WORD = re.compile(r"[^\W\d_]+")


def small_words() -> frozenset[str]:
    """Give the commonest words of all these languages: they say nothing of what a text is about."""
    return _SMALL


def normal_tag(tag: str) -> str:
    """Give a BCP 47 tag in its usual case ("en-US", "zh-Hant"), or "" when `tag` is none."""
    tag = tag.strip()
    if not _TAG.match(tag):
        return ""
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join(
        [first.lower(), *(p.upper() if len(p) == 2 else p.title() if len(p) == 4 else p.lower() for p in rest)]
    )


def of_text(text: str) -> str:
    """Give the primary language subtag that `text` speaks, or "" when it cannot be told."""
    sample = text[:20_000]
    start = sample[:4000]
    letters = sum(map(str.isalpha, start))
    # Most pages are in Latin letters, which are counted at once; the others' names tell their script.
    if sum(map(len, _LATIN.findall(start))) * 2 < letters:
        scripts = Counter(unicodedata.name(c, "?").split(" ")[0] for c in start if c.isalpha())
        name, number = scripts.most_common(1)[0]
        if name != "LATIN" and number * 2 > sum(scripts.values()):
            if scripts.get("HIRAGANA", 0) or scripts.get("KATAKANA", 0):
                return "ja"
            return next((language for script, language in _SCRIPTS if script == name), "")
    found = _WORD.findall(sample.lower())
    seen, total = Counter(found), len(found)
    if total < 20:
        return ""
    said = seen.keys()
    scores = sorted(
        ((sum(map(seen.__getitem__, known & said)), language) for language, known in _SETS.items()), reverse=True
    )
    (best, language), (second, _) = scores[0], scores[1]
    return language if best >= 0.1 * total and best > 1.15 * second else ""


def settle(wanted: str | None, declared: str, text: str) -> tuple[str, str]:
    """Give the article's language (BCP 47) and a warning or "": the user's, else the page's where the text agrees."""
    if wanted:
        return normal_tag(wanted) or wanted, ""
    declared, spoken = normal_tag(declared), of_text(text)
    if not spoken:
        return (
            (declared, "")
            if declared
            else ("en", "The page names no language and none could be told; taken as English.")
        )
    if not declared:
        return spoken, ""
    if primary(declared) == spoken:
        return declared, ""
    return spoken, f"The page calls its language {declared}, but its text reads as {spoken}; taken as {spoken}."
