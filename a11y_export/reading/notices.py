"""What a text says: whether it is a medical disclaimer, by a grammar over kinds of words that knows no language.

Each word becomes the letter of its kind (rules/disclaimer.toml), each sentence a string of letters, and the grammar
looks for few shapes in it: this text does not replace care, does not give medical advice, is not for diagnosing and
treating; do not delay care for what you read here; and so on. A shape is full when the text speaks of itself, else
half: "tea does not replace a doctor" is an article's own remark. Weaker signs add up.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import cast

from a11y_export.reading.rules import DisclaimerRules, disclaimer_rules

_MOST_WORDS = 3_000
_PARAGRAPH = 120
_FRAGMENT = 14
_BRIEF = 40
_CARE = "mdgv"
_COUNSEL = r"(?:m[^n|]{0,4}a|a[^n|]{0,4}[mdg]|v|d[qpx]{0,2}a)"

_SENTENCE = re.compile(r"[.!?;…।॥|](?<![\s.]\w.)[.!?…]*(?=[\"'”’»)\]]*(?:\s|$))")
_END = "\u0964"
_OTHER = re.compile(r"[^\w\s'\u0900-\u097f]+")
# The same for plain ASCII, which most sentences are: a table takes a fraction of the pattern's time.
_ASCII_SIGNS = {code: " " for code in range(128) if _OTHER.match(chr(code))}
_NO_COUNSEL = re.compile(rf"n[kqpxswim]{{0,7}}?{_COUNSEL}|n[^|bco]{{0,10}}k[^|bco]{{0,10}}{_COUNSEL}")
_NOT_TAKEN = re.compile(rf"n[^|bco]{{0,3}}s[kqp.]{{0,4}}{_COUNSEL}|s[^|bco]{{0,4}}n[kqp.]{{0,4}}{_COUNSEL}")
_COUNSEL_NOT = re.compile(rf"{_COUNSEL}[akgqpxm]{{0,6}}n")
_NO_CARE = re.compile(
    r"n[kq]{0,4}k[kqpxmw]{0,6}g|n[kq]{0,3}m[qpx]{0,3}g|g[qk]{0,3}n|s[kqn]{0,5}n[kq]{0,2}g[kq]{0,2}$|knq{0,2}g"
)
_NO_ADVICE = re.compile(r"n[kqpsw]{0,5}a|n[^|bco]{0,3}s[kqp.]{0,4}a|n[^|bco]{0,6}k[kqpw.]{0,6}a|a[kq]{0,3}n")
_HEALS = re.compile(r"n[^|]{0,8}[gz][^|]{0,3}[gz][^|]{0,3}[gz]|[gz][^|]{0,3}[gz][^|]{0,3}[gz][^|]{0,6}n")
_NOT_FOR_HEALING = re.compile(r"n[^|]{0,8}[ku][^|]{0,6}[gz][^|]{0,6}[gzh]|[gz][^|]{0,6}[gz][^|]{0,6}[ku][^|]{0,3}n")
_NOT_FOR_USE = re.compile(r"(?:s[^|]{0,8}n[^|]{0,4}u|n[^|]{0,3}u[^|]{0,3}s|s[^|]{0,10}u[^|]{0,3}n)")
_NOT_LIABLE = re.compile(r"n[^|]{0,6}l|l[^|]{0,4}n")
_NOT_USED = re.compile(r"n[^|]{0,4}u[^|]{0,12}[gzv]|n[^|]{0,4}u[^|]{0,6}u[^|]{0,6}m|u[^|]{0,8}[gz][^|]{0,8}n.?$")
# "Do not act on what you read here without asking a doctor."
_NOT_ACTED = re.compile(r"n[^|o]{0,4}u[^|o]{0,8}[sy][^|o]{0,8}o[^|]{0,12}[dpc]")
_NOT_RELIED = re.compile(rf"(?:s[^|bco]{{0,6}}n|n[^|bco]{{0,8}}s)[^|bco]{{0,4}}u[kqp.]{{0,4}}{_COUNSEL}")
_OF_OTHERS = re.compile(r"[^|mdgvx]{0,6}x(?![^|]{0,5}[mdgv])")
_NOT_ALONE = re.compile(r"n[^|]{0,8}S|S[^|]{0,4}n")
# "Neither start nor stop a treatment because of what you read."
_NO_CHANGE = re.compile(r"(?:n[^|]{0,8}A|A[^|]{0,5}n)[^|]{0,14}[ys]|y[^|]{0,6}n[^|]{0,6}A")
# "Not intended to diagnose, treat or cure", whatever it is said of.
_HEALINGS = r"[gz][^|]{0,3}[gz][^|]{0,3}[gz]"
_NO_HEALING = re.compile(
    rf"nq?k[^|]{{0,6}}{_HEALINGS}|k[^|]{{0,3}}n[^|]{{0,6}}{_HEALINGS}|k[^|]{{0,6}}{_HEALINGS}[^|]{{0,4}}n|nq?kq{{0,3}}zq{{0,2}}zq?h"
)
_NOT_DECIDED = re.compile(r"n[kq]{0,2}mq?u[^|]{0,8}[st]")
_NOT_YOURS = re.compile(r"n[^|]{0,12}C|C[^|]{0,6}n")
_NOT_MADE = re.compile(r"[ysu][^|]{0,8}n[^|]{0,3}M[^|]{0,6}[dhp]")
_MAY_NOT = re.compile(r"^[kq]{0,3}n[kq]{1,3}u")
_NEGLECT = re.compile(r"n[^|]{0,10}b|b[^|]{0,8}n")
_ASK = re.compile(r"c[^|]{0,8}[dpm]|[dp][^|]{0,8}c|c[^|]{0,5}[ag][^|]{0,4}[mdp]|[mdp][^|]{0,4}a[^|]{0,3}c")


@dataclass(frozen=True, slots=True)
class Says:
    """What one text says: full and half shapes of a disclaimer, weaker signs, and signs of other notices."""

    language: str = ""
    words: int = 0
    full: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    likely: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    health: bool = False
    share: float = 0.0
    decoys: int = 0
    kinds: frozenset[str] = frozenset()

    @property
    def weight(self) -> int:
        """How much it says, to choose among languages."""
        return 9 * len(self.full) + 3 * len(self.half) + len(self.weak)

    @property
    def goes_on(self) -> bool:
        """Whether it can carry on a disclaimer that stands before it."""
        if self.decoys and not self.full:
            return False
        if self.full or self.half or self.weak & {"information", "liability", "of itself"}:
            return self.words <= _PARAGRAPH + 30
        return bool(self.weak) and self.words <= 45

    @property
    def leads_in(self) -> bool:
        """Whether it can open a disclaimer that stands after it."""
        return not self.decoys and self.words <= 80 and bool(self.half or self.weak & {"information", "of itself"})


def signs_of(says: Says, label: str, about_health: Callable[[], bool]) -> tuple[str, ...]:
    """Give the signs that make a text a disclaimer, or none.

    `label` is "label", "notice" or "" for what names it; `about_health` tells whether its page is about health, and is
    asked only where the text leaves it open ("this is no substitute for professional advice").
    """
    full, health = says.full, says.health
    if says.likely and not full and (health or about_health()):
        full, health = says.likely, True
    strong = tuple(sorted(full | says.half))
    size = len(full) + len(says.half - full) + len(says.weak - {"ask"})
    if full and (says.words <= _PARAGRAPH or label or says.share >= 0.34 or size >= 3):
        return _told(says, strong, label)
    if says.words > 250 or says.decoys > 1:
        return ()
    beside = says.weak & {"information", "liability"} - ({"liability"} if says.half == {"no liability"} else set())
    # "Never ignore what your doctor says" is an article's own advice, unless it stands in a notice.
    plain = says.half == {"no neglect"}
    named = label == "label" or (label and not plain)
    if (
        says.half
        and (named or len(says.half) > 1 or (beside and not plain and says.share >= 0.34))
        and (health or about_health())
    ):
        return _told(says, strong, label)
    if says.decoys or not says.health or says.share < 0.34:
        return ()
    told = says.weak & {"information", "liability"} or {"ask", "of itself"} <= says.weak
    if label == "label" and told:
        return _told(says, tuple(sorted(says.weak)), label)
    if says.words <= 150 and {"information", "itself"} <= says.weak and says.weak & {"ask", "liability"}:
        return _told(says, tuple(sorted(says.weak)), label)
    if says.words <= _PARAGRAPH and says.share >= 0.5 and {"risk", "emergency"} <= says.weak:
        return _told(says, tuple(sorted(says.weak)), label)
    # "For information only. Consult your doctor." and nothing else; "Results may vary. Ask your surgeon."
    brief = says.words <= _BRIEF and says.share >= 0.6
    if brief and "ask" in says.weak and says.weak & {"information", "results vary"}:
        return _told(says, tuple(sorted(says.weak)), label)
    return ()


def may_be_one(says: Says) -> bool:
    """Whether a text that has not the signs of a disclaimer may be one all the same: a person should look."""
    if says.decoys or not 8 <= says.words <= _PARAGRAPH or not says.health:
        return False
    if says.half | says.likely or len(says.weak - {"of itself"}) > 1:
        return True
    # It denies something, names the text or its writers, and a doctor, and care or illness.
    return not any(says.kinds.isdisjoint(kinds) for kinds in ("n", "swy", "dp", "gmhzA"))


def is_about_health(spaced_text: str) -> bool:
    """Whether a page's words, spaced, are about health in any language: one in sixty is a medical one."""
    pages = (_letters(rules, spaced_text) for rules in disclaimer_rules())
    return any(sum(map(page.count, "mdh")) * 60 >= len(page) for page in pages)


def _told(says: Says, strong: tuple[str, ...], label: str) -> tuple[str, ...]:
    return (*(f"{says.language}: {sign}" for sign in strong), *([label] if label else []))


def spaced(text: str) -> str:
    """Give a bare text with spaces for all signs, and one sign where a sentence ends; its lines stay apart."""
    return f" {_END} ".join(map(_without_signs, _SENTENCE.split(text))).replace(" '", " ")


def _without_signs(text: str) -> str:
    return text.translate(_ASCII_SIGNS) if text.isascii() else _OTHER.sub(" ", text)


def languages_of(spaced_text: str) -> list[DisclaimerRules]:
    """Give the languages in which a text can be a disclaimer, at a glance; none for nearly all."""
    words = set((spaced_text.replace("'", " ") if "'" in spaced_text else spaced_text).split())
    starts = set(map(_START, words))
    by_start = _telling()
    if by_start.keys().isdisjoint(starts):
        return []
    named = set().union(*[by_start[s] for s in starts if s in by_start])
    some = min(len(words) // 6, 3)
    return [
        r
        for r in disclaimer_rules()
        if r.language in named
        and not (r.negations.isdisjoint(words) and r.negative.isdisjoint(starts) and r.inform.isdisjoint(starts))
        and len(r.small & words) >= some
    ]


_START = itemgetter(slice(4))


@lru_cache(maxsize=1)
def _telling() -> dict[str, set[str]]:
    """Give the languages in which a word that begins so can belong to a disclaimer."""
    out: dict[str, set[str]] = {}
    for rules in disclaimer_rules():
        for start in rules.telling:
            out.setdefault(start, set()).add(rules.language)
    return out


def says(text: str, language: str = "") -> Says:
    """Give what a bare text says, in the language that makes most of it; in `language` in any case."""
    plain = spaced(text)
    found = languages_of(plain)
    return says_in([*found, *(r for r in disclaimer_rules() if r.language == language and r not in found)], text, plain)


def says_in(languages: list[DisclaimerRules], text: str, spaced_text: str) -> Says:
    """Give what a bare text, also given spaced, says in the one of these languages that makes most of it."""
    best = Says()
    for rules in languages:
        here = _says_in(rules, text, spaced_text)
        if here.weight > best.weight or not best.language:
            best = here
    return best


def parted(text: str) -> tuple[str, str]:
    """Part a bare text into what it is called ("label", "notice" or "") and what it says after that name."""
    text = text.lstrip(_LEADS)
    for name, names in _names():
        if found := names.match(text):
            return name, text[found.end() :].lstrip(_ENDS_LABEL)
    return "", text


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give what notices are called in all languages, labels first; the name ends where a word does."""
    end = rf"(?=[{re.escape(_ENDS_LABEL)}]|$)"
    labels = "|".join(rules.label.pattern for rules in disclaimer_rules())
    notices = "|".join(rules.notice.pattern for rules in disclaimer_rules())
    return ("label", re.compile(f"(?:{labels}){end}")), ("notice", re.compile(f"(?:{notices}){end}"))


def label_of(text: str) -> str:
    """Give "label" or "notice" when a bare text is nothing but such a name, or ""."""
    if len(text) > 100:
        return ""
    name, rest = parted(text)
    return "" if rest else name


_LEADS = '*†‡[(–—-•!⚠️ "“«„:#0123456789.\n'
_ENDS_LABEL = ": .!–—-|])*\n"


def _says_in(rules: DisclaimerRules, text: str, spaced_text: str) -> Says:
    # "No doctor" is also a negation and a doctor: "no doctor–patient relationship".
    letters = _letters(rules, spaced_text).replace("j", "jnd")
    size = len(letters) - letters.count("|")
    if size > _MOST_WORDS or size < 3:
        return Says(words=size)
    had = set(letters)
    health = not had.isdisjoint(_CARE + "h")
    full: set[str] = set()
    half: set[str] = set()
    likely: set[str] = set()
    weak: set[str] = set()
    spoken = 0
    itself = informed = False
    sentences = [s for s in letters.split("|") if s]
    for sentence in sentences:
        found: set[str] = set()
        own = "s" in sentence or "i" in sentence
        begins = sentence[:3]
        about = own or ("w" in begins and "n" in sentence)
        if itself and ("t" in begins or _MAY_NOT.search(sentence)):
            about = True
        about = about or (informed and begins[:1] in "nk")  # "… for information only; not meant to diagnose"
        # "Not intended to …": what is not named is the text.
        unnamed = begins[:1] in "nrk" and "o" not in sentence and len(sentence) <= 45
        for shape in _shapes(sentence, about=about):
            name = shape.lstrip("?~")
            found.add(name)
            if shape.startswith("~") and about:
                likely.add(name)
            (full if name == shape and (about or unnamed or shape in _ALWAYS) else half).add(name)
        weaker = _weak(sentence)
        if "s" in sentence:
            weaker.add("itself")
        if about and "n" in sentence:
            weaker.add("of itself")
        spoken += len(sentence) if found or weaker - {"itself"} else 0
        weak |= weaker
        itself, informed = itself or "s" in sentence, "s" in sentence and "i" in sentence
    decoys = len(set(rules.decoy.findall(text))) if full or half or weak or health else 0
    share = spoken / max(size, 1)
    half, likely = half - full, likely - full
    kinds = (frozenset(full), frozenset(half), frozenset(likely), frozenset(weak))
    return Says(rules.language, size, *kinds, health, share, decoys, frozenset(had))


# These say it of the text, whoever the subject is: "Hill Street Clinic does not provide medical advice".
_ALWAYS = frozenset({"no advice", "no neglect", "no relation", "not to cure"})


def _shapes(s: str, *, about: bool) -> list[str]:
    """Give the names of the shapes in one sentence: with "?", half at most; with "~", half if its page is about health.

    `about`: whether the sentence speaks of the text.
    """
    out: list[str] = []
    if "n" not in s:
        return []
    if "r" in s:
        out += _replaced(s)
    pointing = "s" in s or "t" in s[:3]
    if ("a" in s or "v" in s) and (
        _NO_COUNSEL.search(s) or _NOT_TAKEN.search(s) or (pointing and _COUNSEL_NOT.search(s))
    ):
        out.append("no advice")
    elif "a" in s and about and "x" not in s and _NO_ADVICE.search(s):
        out.append("~no advice")
    elif _NOT_RELIED.search(s):
        out.append("no advice")
    if "g" in s and "s" in s and _NO_CARE.search(s):
        out.append("no care")
    if "b" in s and _near_care(s) and _NEGLECT.search(s):
        if "y" in s or "s" in s:
            out.append("no neglect")
        elif "w" in s or "t" in s:
            out.append("?no neglect")
    if "A" in s and ("y" in s or "s" in s) and not set(s).isdisjoint("dmghC") and _NO_CHANGE.search(s):
        out.append("no neglect" if "y" in s else "?no neglect")
    if _NO_HEALING.search(s):
        out.append("not to cure")
    elif _HEALS.search(s) or (about and _NOT_FOR_HEALING.search(s)) or ("S" in s and about and _NOT_ALONE.search(s)):
        out.append("no cure")
    if "F" in s or ("f" in s and not set(s).isdisjoint("dmhp")) or ("M" in s and _NOT_MADE.search(s)):
        out.append("no relation")
    if "C" in s and "x" not in s and _NOT_YOURS.search(s):
        out.append("~not for you")
    if "u" in s and ((about and _NOT_USED.search(s)) or _NOT_ACTED.search(s) or _NOT_DECIDED.search(s)):
        out.append("no use")
    elif "u" in s and (used := _NOT_FOR_USE.search(s)) and set(s[used.start() : used.end() + 16]) & set("mhd"):
        out.append("?no use")
    if "l" in s and "g" in s and about and _NOT_LIABLE.search(s):
        out.append("~no liability")
    elif "l" in s and "s" in s and (not set(s).isdisjoint("hgdv") or ("m" in s and "u" in s)) and _NOT_LIABLE.search(s):
        out.append("?no liability")
    if "j" in s:
        out.append("?no doctor")
    return out


def _near_care(s: str) -> bool:
    return not set(s).isdisjoint("mdavgp")


def _replaced(s: str) -> list[str]:
    """Whether something in the sentence does not replace care; a replaced professional of no kind is half."""
    generic = False
    at = s.find("r")
    while at >= 0:
        near = s[max(0, at - 14) : at + 15]
        if _OF_OTHERS.match(s, at + 1):  # "Facts on medical claims are no substitute for legal advice."
            at = s.find("r", at + 1)
            continue
        wide = s[max(0, at - 18) : at + 19]
        if "n" in near:
            if any(c in wide for c in _CARE):
                return ["replaces no care"]
            generic = generic or ("x" not in wide and ("a" in wide or "p" in wide or "s" in s))
        at = s.find("r", at + 1)
    return ["~replaces no care"] if generic else []


def _weak(s: str) -> set[str]:
    out: set[str] = set()
    if "i" in s and ("s" in s or len(s) <= _FRAGMENT):
        out.add("information")
    if "c" in s and _ASK.search(s):
        out.add("ask")
    if "e" in s:
        out.add("emergency")
    if "l" in s and "n" in s and _NOT_LIABLE.search(s):
        out.add("liability")
    elif "l" in s and "s" in s and ("u" in s or s.count("l") > 1):
        out.add("risk")
    if "j" in s:
        out.add("no doctor")
    if "V" in s:
        out.add("results vary")
    return out


def _letters(rules: DisclaimerRules, text: str) -> str:
    """Give a spaced text as the letters of its words' kinds, "|" between sentences."""
    words = (text.replace("'", "' ") if rules.elides else text).split()
    # Nearly all words have been seen before, and are looked up all at once; each of the others is a None to be settled.
    out: list[str | None] = [*map(rules.seen.get, words)]
    kind, begun, phrases = rules.kind, rules.begun, rules.phrases
    for at in [at for at, letter in enumerate(out) if letter is None]:
        word = words[at]
        if out[at] is not None:  # within a phrase that was met before
            continue
        if word in phrases and (found := _phrase(phrases[word], words, at)):
            out[at : at + found[0]] = [found[1], *[""] * (found[0] - 1)]
        else:
            out[at] = "|" if word == _END else begun.get(word) or kind(word)
    return "".join(cast("list[str]", out))


def _phrase(known: tuple[tuple[tuple[str, ...], str], ...], words: list[str], at: int) -> tuple[int, str] | None:
    for parts, letter in known:
        if tuple(words[at : at + len(parts)]) == parts:
            return len(parts), letter
    return None
