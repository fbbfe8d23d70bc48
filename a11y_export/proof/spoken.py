"""Prove that what is said is what is shown: no letter lost outside the changed spans, no meaning within them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from a11y_export import words
from a11y_export.model import Check, Inline, LineBreak, Span, Style, plain
from a11y_export.proof.charges import bare_charges
from a11y_export.proof.relations import ALIKE, KNOWN, bare_marks
from a11y_export.proof.said import wrong
from a11y_export.wording import primary

# Words that turn a sentence round, by language; whoever drops one says the opposite.
NEGATIONS: dict[str, str] = {
    "en": r"\b(?:not|no(?!s?\.\s?\d)|never|none|nor|neither|without|cannot|nothing|nobody)\b|n['’]t\b",
    "es": r"\b(?:no|ni|nunca|jamás|sin|nada|nadie|tampoco|ningún|ninguna|ninguno)\b",
    "fr": r"\b(?:ne|pas|ni|jamais|sans|aucun|aucune|rien)\b|\bn['’]",
    "de": r"\b(?:nicht|kein|keine|keinen|keiner|nie|niemals|ohne|weder|noch|nichts)\b",
    "it": r"\b(?:non|né|mai|senza|nessun|nessuna|nessuno|niente)\b",
    "pt": r"\b(?:não|nem|nunca|jamais|sem|nada|nenhum|nenhuma)\b",
    "nl": r"\b(?:niet|geen|nooit|zonder|noch|niets)\b",
    "pl": r"\b(?:nie|ani|nigdy|bez|żaden|żadna|żadne|żadnej|żadnego|nic|nikt)\b",
}
# What a sign must be said as, by language; any of the words will do.
SIGNS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "<": ("less than", "below", "under", "fewer than"),
        ">": ("more than", "greater than", "above", "over"),
        "≤": ("or less", "at most", "less than or equal", "up to"),
        "≥": ("or more", "at least", "greater than or equal", "more than or equal"),
        "±": ("plus or minus",),
        "%": ("percent",),
        "−": ("minus", "negative", "to", "degrees below", "less"),
        "×": ("times", "by", "power", "for"),
    },
    "es": {
        "<": ("menos de", "menor que", "menos que", "inferior"),
        ">": ("más de", "mayor que", "más que", "superior"),
        "≤": ("como máximo", "menor o igual", "o menos"),
        "≥": ("al menos", "como mínimo", "mayor o igual", "o más"),
        "±": ("más o menos", "más menos"),
        "%": ("por ciento",),
        "×": ("por", "veces"),
    },
}
_DECIMAL = re.compile(r"\d[.,]\d|(?<!\d)[.,]\d")
_POINTS = {
    "en": ("point", "dot"),
    "es": ("coma", "punto"),
    "fr": ("virgule",),
    "de": ("komma",),
    "it": ("virgola",),
    "pt": ("vírgula",),
    "nl": ("komma",),
    "pl": ("przecinek",),
}
# A name that ends in a number, and a number behind it; what is said in other words has none of its own.
_NUMBERED = re.compile(
    r"(?:[^\W\d_²³¹¼-¾⁰-⁹₀-₉⅐-↉]|\b[A-Z]{1,4}[-‐‑–]|\b[Oo]m[eé]ga[-‐‑– ])"
    r"(?P<first>[0-9]+|[₀-₉]+)(?= +(?:[.,]?[0-9]|[½⅓⅔¼¾]))"
)
# "Tylenol 3 500 mg": the three may be the name's. A word that is no name, in capitals within a sentence, is let be.
_PRODUCT = re.compile(
    r"(?<=[a-zà-ÿ,;] )(?P<name>[A-ZÀ-Þ]\w{3,30})[®™]? (?P<first>[0-9]{1,3})"
    r"(?= [1-9][0-9]{2} ?(?:mg|mcg|[µμ]g|g|ml|mL|UI|IU|IE|U)(?![^\W_]))"
)
_APART = re.compile(r"[0-9] [1-9][0-9]{2} ?[a-zA-Zµμ]")
_NO_PRODUCT = re.compile(
    r"(?i)\w*do[sz]\w*|\w*menge|daw\w*|poso\w*|ihnen|ihrer?|max\w*|m[ií]n\w*|tot\w*|entre|avec|sans|plus|moins|pren\w*"
    r"|\w+ez|tom\w+|admin\w*|in[jy]\w*|apport|environ|circa|chaque|donner|puis|cada|hasta|más|menos|fino|ogni|até|mais"
    r"|neem|gebruik|elke|niet|geen|meer|minder|przyj\w*|około|ponad|więcej|mniej|razem|łącznie|zaży\w*|weź\w*|poda\w*"
    r"|etwa|über|unter|höchstens|mindestens|insgesamt|nicht|oder|alle|contient|prend\w*|assum\w*|unos|con|cerca|aprox\w*"
)
_IN_WORDS, _STOPS = frozenset({"abbreviation", "say-as", "full form", "lexicon"}), frozenset(",;:.!?")
# Plain Latin words: here the engine's marks are sure.
_LATIN = "[A-Za-z\u00c0-\u024f]+"
_CLEAR = re.compile(rf"[(\"“‘']?{_LATIN}(?:['’-]{_LATIN})*[)\"”’']?[.,;:!?]?[)\"”’']?")
_ARROWS = re.compile(r"<?[-=–]+>|<[-=–]+")


def prove_spoken(
    utterances: Sequence[Mapping[str, Any]], artifact: str, inlines: Mapping[str, Sequence[Inline]] | None = None,
    spoken_in: str = "",
) -> list[Check]:
    """Give the checks over all utterances: spans, negations, signs, decimals, numbers, units, words, and marks.

    `inlines` are those of the article's sentences by their ids; they alone tell what is a reference mark. `spoken_in`
    is the article's language, if that is to be proved.
    """
    unsure = 0
    problems: dict[str, list[str]] = {
        "spoken is shown with its spans": [],
        "no negation is lost": [],
        "no sign is lost": [],
        "every word was heard": [],
        "skipped words are on record": [],
        "numbers, units and words are said as shown": [],
        "every sentence sounds": [],
        "crossed-out words are announced": [],
        "sentences are said in their language": [],
    }
    for utterance in utterances:
        shown, spoken, spans = str(utterance["shown"]), str(utterance["spoken"]), utterance["spans"]
        language = primary(str(utterance.get("lang", "")))
        rebuilt = _rebuilt(shown, spans)
        if rebuilt is None or words.tokens(rebuilt) != words.tokens(spoken):
            problems["spoken is shown with its spans"].append(str(utterance["id"]))
        if _negations(shown, language) > _negations(spoken, language):
            problems["no negation is lost"].append(str(utterance["id"]))
        own = inlines.get(str(utterance["sentence"]), ()) if inlines else ()
        tongues = {primary(i.lang) for i in own if isinstance(i, Span) and i.lang}
        if spoken_in and utterance["sentence"] and language not in {primary(spoken_in), *tongues}:
            problems["sentences are said in their language"].append(f"{utterance['id']} in {language}")
        hidden, titles = _marked(own, shown)
        if spoken and inlines and not _announced(own, shown, spans):
            problems["crossed-out words are announced"].append(str(utterance["id"]))
        lost_signs = _lost_signs(shown, spans, language, hidden)
        problems["no sign is lost"] += [f"{utterance['id']}: “{lost}”" for lost in lost_signs]
        if rebuilt is not None:
            doubts, misread = _misread(shown, spans, language, hidden, titles)
            unsure += doubts
            misread += _run_together(shown, spans, hidden)
            problems["numbers, units and words are said as shown"] += [f"{utterance['id']}: {m}" for m in misread]
        if any(c.isalnum() and i not in hidden for i, c in enumerate(shown)) and not (
            any(c.isalnum() for c in spoken) and utterance["marks"] and utterance["levels"]
        ):
            problems["every sentence sounds"].append(str(utterance["id"]))
        if missing := _unheard(spoken, utterance["marks"]):
            problems["every word was heard"].append(f"{utterance['id']}: “{missing}”")
        if not spoken.strip() and words.tokens(shown) and not utterance["skipped"]:
            problems["skipped words are on record"].append(str(utterance["id"]))
    told = f"{len(utterances)} utterances"
    evidence = {"numbers, units and words are said as shown": f"{told}, {unsure} spans not checked"}
    return [
        Check(name, artifact, not found, ", ".join(found[:5]) or evidence.get(name, told))
        for name, found in problems.items()
    ]


def _marked(inlines: Sequence[Inline], shown: str) -> tuple[set[int], dict[str, str]]:
    """Give the places of `shown` that are reference marks by the article, and its short forms with their full forms."""
    hidden: set[int] = set()
    titles: dict[str, str] = {}
    text = ""
    for inline in inlines:
        before = text
        text += "\n" if isinstance(inline, LineBreak) else inline.text
        if not isinstance(inline, Span):
            continue
        if inline.title:
            titles[words.fold(inline.text)] = words.fold(inline.title)
        if Style.REF in inline.styles:
            # The text is folded: a prefix's length is counted with the white space that it ends in.
            low = len(words.fold(before)) + bool(words.fold(before) and (before[-1].isspace()))
            hidden.update(range(low, min(len(words.fold(text)), len(shown))))
    return hidden, titles


def _announced(inlines: Sequence[Inline], shown: str, spans: Sequence[Sequence[Any]]) -> bool:
    """Whether the article's crossed-out words, and no text without any, stand between two announcements."""
    struck = [i for i in inlines if isinstance(i, Span) and Style.DELETED in i.styles]
    edges = [(start, str(said)) for start, _, said, rule in spans if rule == "deleted"]
    if len(edges) % 2 or (edges and not struck) or not all(any(c.isalpha() for c in said) for _, said in edges):
        return False
    places = [place for place, _ in edges]
    inside = "".join(_bare(shown[a:b]) for a, b in zip(places[::2], places[1::2], strict=True))
    return all(_bare(plain((i,))) in inside for i in struck if Style.REF not in i.styles)


def _bare(text: str) -> str:
    """Give a text without white space and accents, which may be put together differently across a border."""
    split = unicodedata.normalize("NFD", words.fold(text))
    return "".join(c for c in split if not c.isspace() and not unicodedata.combining(c))


def _misread(
    shown: str, spans: Sequence[Sequence[Any]], language: str, hidden: set[int], titles: Mapping[str, str]
) -> tuple[int, list[str]]:
    """Give how many spans cannot be checked, and those whose words are not what is shown."""
    unsure, out = 0, []
    for start, end, said, rule in spans:
        stretch = "".join(shown[i] for i in range(start, end) if i not in hidden)
        found = wrong(
            stretch, str(said), language, told=rule == "say-as", full=titles.get(shown[start:end].strip(), "")
        )
        unsure += found is None
        if found:
            out.append(f"“{stretch}” as “{str(said).strip()}”")
    return unsure, out


def _run_together(shown: str, spans: Sequence[Sequence[Any]], hidden: set[int]) -> list[str]:
    """Give names that end in a number and are said as one with the number behind: "B12 100 µg", 12,100 to the ear."""
    out = []
    number = 0  # of the span that ends behind the name's number
    names = [*_NUMBERED.finditer(shown)]
    if _APART.search(shown) is not None:
        names += (m for m in _PRODUCT.finditer(shown) if not _NO_PRODUCT.fullmatch(m["name"]))
        names.sort(key=lambda m: m.start("first"))
    for match in names:
        first, gap = match.start("first"), match.end()
        while number < len(spans) and spans[number][1] < gap:
            number += 1
        before, rule, one = shown[gap - 1], "", False
        if number < len(spans) and spans[number][0] < gap:
            start, end, said, rule = spans[number]
            before = str(said).rstrip()
            if end > gap:  # one span says both: from before the name's number, or in groups, as a telephone number
                one = start >= first and "," not in before
                before = ","
        if hidden.isdisjoint(range(first, gap + 1)) and rule not in _IN_WORDS and (one or before[-1:] not in _STOPS):
            out.append(f"“{shown[match.start():gap + 8]}” without a pause")
    return out


def _rebuilt(shown: str, spans: Sequence[Sequence[Any]]) -> str | None:
    """Give `shown` with the spans applied; None when they overlap or lie outside."""
    out, at = [], 0
    for start, end, said, _ in spans:
        if not at <= start <= end <= len(shown):
            return None
        out += [shown[at:start], str(said)]
        at = end
    return "".join([*out, shown[at:]])


def _negations(text: str, language: str) -> int:
    pattern = NEGATIONS.get(language)
    return len(re.findall(pattern, text, re.IGNORECASE)) if pattern else 0


def _lost_signs(shown: str, spans: Sequence[Sequence[Any]], language: str, hidden: set[int]) -> list[str]:
    """Give the stretches whose sign, digit or decimal point has no word for it."""
    out = []
    shown = shown.translate(ALIKE)  # each becomes one other
    covered: set[int] = set()
    for start, end, said, _ in spans:
        covered.update(range(start, end))
        stretch, low = shown[start:end], str(said).casefold()
        if hidden.issuperset(i for i in range(start, end) if not shown[i].isspace()) and start < end:
            continue
        if any(sign in stretch for sign in "$€£¥"):
            # "$5.50" is said in dollars and cents, without a point.
            out += [] if low.strip() else [stretch]
            continue
        stretch = _ARROWS.sub("", stretch)
        if any(c.isdigit() or c in "<>≤≥±%" for c in stretch) and not low.strip():
            out.append(stretch)
        for sign, ways in SIGNS.get(language, {}).items():
            if sign in stretch and not any(way in low for way in ways) and sign not in low:
                out.append(stretch)
        points = _POINTS.get(language)
        if points and _is_decimal(stretch, language) and not _DECIMAL.search(low) and not any(p in low for p in points):
            out.append(stretch)
    out += [shown[i] for i, c in enumerate(shown) if c in "<>≤≥±" and i not in covered and language in KNOWN]
    covered |= hidden
    return out + bare_marks(shown, covered, language) + bare_charges(shown, covered, language)


def _is_decimal(stretch: str, language: str) -> bool:
    """Whether a stretch holds a decimal number, and not a thousands separator, a date, an address or a version."""
    mark = r"\." if language == "en" else ","
    return re.fullmatch(rf"[^\d.,]*\d*{mark}\d{{1,2}}(?![\d.,:/-])[^\d@:/]*", stretch) is not None


def _unheard(spoken: str, marks: Sequence[Sequence[int]]) -> str:
    """Give the first clear word without a mark: the engine marks every such word that follows another one."""
    if not any(c.isalnum() for c in spoken):
        return ""
    marked = [int(char) for char, _ in marks]
    if not marked or any(a >= b for a, b in pairwise(marked)):
        return spoken[:20] or "all"
    starts = [m.start() for m in re.finditer(r"\S+", spoken)]
    there, before = set(marked), True
    for start in starts:
        word = spoken[start:].split(None, 1)[0]
        clear = _CLEAR.fullmatch(word) is not None
        letters = start + next((i for i, c in enumerate(word) if c.isalnum()), 0)
        if clear and before and start not in there and letters not in there:
            return word
        before = clear
    return ""
