"""Which way text runs: Unicode's bidirectional algorithm (UAX #9) without its explicit controls.

The controls are left out on purpose: a text that is set here has none, since they could show a dose the wrong way
round. What is left are the rules for what the characters themselves say.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

# Characters that run from right to left, and the blocks that are kept for such (their marks included).
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_FIRST = _RTL[1]
_LANGUAGES = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "pnb", "prs", "ps", "sd", "syr", "ug", "ur", "yi"})
_SCRIPTS = frozenset({"arab", "aran", "hebr", "nkoo", "syrc", "thaa"})
_BRACKETS = {"(": ")", "[": "]", "{": "}", "⁅": "⁆", "⁽": "⁾", "₍": "₎", "〈": "〉", "⟦": "⟧", "⟨": "⟩", "⟪": "⟫",
             "《": "》", "「": "」", "『": "』", "【": "】", "〔": "〕", "〖": "〗", "（": "）", "［": "］",
             "｛": "｝", "｢": "｣"}
_CLOSING = {close: opening for opening, close in _BRACKETS.items()}
_RISES = {True: {"L": 1, "AN": 1, "EN": 1}, False: {"R": 1, "AN": 2, "EN": 2}}  # rules I1 and I2
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def has_rtl(text: str) -> bool:
    """Tell whether some of `text` runs from right to left."""
    # Nearly no text comes to the pattern, which takes long to compile; `re` keeps it.
    return max(text, default="") >= _FIRST and re.search(_RTL, text) is not None


def rtl_language(tag: str) -> bool:
    """Tell whether the language of a BCP 47 tag is written from right to left."""
    parts = tag.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    return script in _SCRIPTS if script else parts[0] in _LANGUAGES


def base(text: str, *, rtl: bool) -> bool:
    """Tell whether a paragraph runs from right to left.

    It runs as its document does (`rtl`), unless it has letters of the other direction alone: a drug's Latin name at
    its start turns no Arabic sentence round.
    """
    kinds = {unicodedata.bidirectional(char) for char in text}
    left, right = "L" in kinds, bool(kinds & {"R", "AL"})
    return rtl if left == right else right


def levels(text: str, *, rtl: bool) -> list[int]:
    """Give the level of each character: odd ones run from right to left. `rtl` is the paragraph's direction."""
    first = int(rtl)
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    kinds = ["BN" if kind in {"RLE", "LRE", "RLO", "LRO", "PDF"} else kind for kind in kinds]
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    found = [kinds[place] for place in seen]
    sos = "R" if rtl else "L"
    _weak(found, sos)
    _pairs(found, [text[place] for place in seen], [kinds[place] for place in seen], sos)
    _neutral(found, sos)
    out = [first] * len(text)
    for place, kind in zip(seen, found, strict=True):
        out[place] = first + _RISES[rtl].get(kind, 0)
    for place, kind in enumerate(kinds):  # what prints nothing stays with what is before it
        if kind == "BN" and place:
            out[place] = out[place - 1]
        elif kind in {"B", "S"}:
            out[place] = first
    return out


def _weak(kinds: list[str], sos: str) -> None:
    """Settle marks, numbers and their signs (rules W1 to W7)."""
    before, strong = sos, sos
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = kind = "ON" if before in {"LRI", "RLI", "FSI", "PDI"} else before
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[place] = kind = "AN"
        before = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        one, sign, two = kinds[place - 1 : place + 2]
        if one == two and ((sign == "CS" and one in {"EN", "AN"}) or (sign == "ES" and one == "EN")):
            kinds[place] = one
    place = 0
    for kind, group in groupby(list(kinds)):
        count = len(list(group))
        beside = [*kinds[max(place - 1, 0) : place], *kinds[place + count : place + count + 1]]
        if kind == "ET" and "EN" in beside:
            kinds[place : place + count] = ["EN"] * count
        place += count
    strong = sos
    for place, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:
            kinds[place] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[place] = "L"


def _strength(kind: str) -> str:
    return "R" if kind in {"R", "AN", "EN"} else "L" if kind == "L" else ""


def _pairs(kinds: list[str], text: list[str], original: list[str], sos: str) -> None:
    """Give both brackets of a pair one direction, that of what stands in it (rule N0)."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(text):
        if kinds[place] != "ON":
            continue
        if char in _BRACKETS:
            if len(stack) == 63:
                return
            stack.append((_BRACKETS[char], place))
        elif char in _CLOSING:
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == char), None)
            if at is not None:
                pairs.append((stack[at][1], place))
                del stack[at:]
    for opening, closing in sorted(pairs):
        inside = {strength for kind in kinds[opening + 1 : closing] if (strength := _strength(kind))}
        if not inside:
            continue
        direction = sos
        if sos not in inside:
            before = next((s for kind in reversed(kinds[:opening]) if (s := _strength(kind))), sos)
            direction = before if before in inside else sos
        for bracket in (opening, closing):
            kinds[bracket] = direction
            following = bracket + 1
            while following < len(kinds) and original[following] == "NSM":  # marks on a bracket go with it
                kinds[following] = direction
                following += 1


def _neutral(kinds: list[str], sos: str) -> None:
    """Give signs and spaces the direction of both of their neighbours, else the paragraph's (rules N1 and N2)."""
    place = 0
    for neutral, group in groupby(list(kinds), lambda kind: kind in _NEUTRAL):
        count = len(list(group))
        if neutral:
            before = _strength(kinds[place - 1]) if place else sos
            after = _strength(kinds[place + count]) if place + count < len(kinds) else sos
            kinds[place : place + count] = [before if before == after else sos] * count
        place += count


def visual(levels: list[int]) -> list[int]:
    """Give the places of things with these levels as they stand on the line, from left to right (rule L2)."""
    order = list(range(len(levels)))
    lowest = min((level for level in levels if level % 2), default=None)
    if lowest is None:
        return order
    for level in range(max(levels), lowest - 1, -1):
        place = 0
        while place < len(order):
            if levels[order[place]] < level:
                place += 1
                continue
            end = place
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[place:end] = reversed(order[place:end])
            place = end
    return order
