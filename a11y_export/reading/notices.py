"""What a text says: whether it is a medical disclaimer, by a grammar over kinds of words that knows no language.

Each word becomes the letter of its kind (rules/disclaimer.toml), each sentence a string of letters, and the grammar
looks for few shapes in it: this text does not replace care, does not give medical advice, is not for diagnosing and
treating; do not delay care for what you read here; and so on. A shape is full when the text speaks of itself, else
half: "tea does not replace a doctor" is an article's own remark. Weaker signs add up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import cast

from a11y_export.reading.genre import points_of
from a11y_export.reading.rules import DisclaimerRules, disclaimer_rules
from a11y_export.reading.shapes import ALWAYS, CARE, shapes_of, weak_signs_of

_MOST_WORDS = 3_000
_PARAGRAPH = 120
_BRIEF, _SHORT = 40, 60
# How many words a text may have to be judged by its points; and the points up to which it is none whatever shapes it
# has, those of what is not judged, and from which it may be one, and is one where its page is about health.
_FEWEST, _MOST_JUDGED = 5, 250
_NEVER, _UNKNOWN, _PERHAPS, _SURE = -85, -100, -50, 100
_SURE_ELSEWHERE = {True: 200, False: 250}  # where its page is not: of a text that speaks of health, and of any other
_RARE = 90  # words of a page on health for each that is a medical one
_LONG, _LONG_SURE = 60, 150  # what has more words has more traits, and their sum goes further astray
_GUESS = "reads like one"
# What articles say of nothing else; of neglect, when it is for what has been read.
_OWN_SHAPES = frozenset({"no relation", "not to cure", "no cure", "no neglect"})
# "This page … not", "it is not", "not a substitute for"; in "no herb can replace …, as videos say" it is the herb.
_OF_ITSELF = re.compile(r"[sw][^|]{0,14}n|(?:^|\|)(?:t[kq]{0,2}n|[kq]?n[kq]{0,2}r)")
_PLAINLY = re.compile(r"s[kq.]{0,2}n[kq]{0,2}r")  # "the information does not replace …"
_UNLESS_TOLD = re.compile(r"o[^|]{0,8}D")  # "take one, unless your doctor tells you otherwise"
_QUOTES = ('"', "'", "“", "”", "„", "«", "»", "‘", "‚", "‹")
_SENTENCE = re.compile(r"[.!?;…।॥|](?<![\s.]\w.)[.!?…]*(?=[\"'”’»)\]]*(?:\s|$))")
_END = "\u0964"
_OWNERS = frozenset({"©", "copyright", "rights reserved"})
_OTHER = re.compile(r"[^\w\s'\u0900-\u097f]+")
# The same for plain ASCII, which most sentences are: a table takes a fraction of the pattern's time.
_ASCII_SIGNS = {code: " " for code in range(128) if _OTHER.match(chr(code))}
_MAY_NOT = re.compile(r"^[kq]{0,3}n[kq]{1,3}u")
# "“An app is no midwife,” said Ana Ruiz": somebody's opinion, told.
_QUOTED = re.compile(
    r"[\"“«„](?=\s*(?:[^\"”»“\s]+\s+){2})[^\"”»“]{3,400}[\"”»“][\s,]*[^\W\d]"
    r"|'(?=(?:[^'\s]+\s+){2})[^']{3,400}',\s*[^\W\d]"
)


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
    letters: str = ""
    text: str = ""
    spaced: str = ""

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
    told = by_grammar(says, label, about_health)
    if told:
        return told if _speaks_of_itself(says) or _points(says, label) > _NEVER else ()
    points = _points(says, label)
    if points < _LONG_SURE and says.words > _LONG:
        return ()
    if points < _SURE or (points < _SURE_ELSEWHERE[says.health] and not about_health()):
        return ()
    return _told(says, (f"{_GUESS} ({points:+d} points)",), label)


def is_quoted(text: str) -> bool:
    """Whether a bare text opens with what somebody said: three words or more in quotation marks, and who said it."""
    return _QUOTED.match(text) is not None


def is_guess(signs: tuple[str, ...]) -> bool:
    """Whether these signs of a disclaimer are its points alone."""
    return any(_GUESS in sign for sign in signs)


def _speaks_of_itself(says: Says) -> bool:
    """Whether a text with a shape is one beyond doubt: it is of the text or its writers, or begins with what it is not.

    What has signs of other notices as well, a copyright line, is a site's and no article's.
    """
    own = says.full & _OWN_SHAPES and (says.full != {"no neglect"} or "y" in says.kinds)
    if says.full:
        return bool(own or (says.decoys and says.health) or _OF_ITSELF.search(says.letters))
    return _PLAINLY.search(says.letters) is not None


def _points(says: Says, label: str) -> int:
    """Give a text's points; none for what is no sentence, is long, opens with a quotation, or is of other trades."""
    judged = _FEWEST <= says.words <= _MOST_JUDGED and not says.text.startswith(_QUOTES) and "x" not in says.kinds
    if not judged or not (label or says.spaced.rstrip().endswith(_END)) or _UNLESS_TOLD.search(says.letters):
        return _UNKNOWN
    return points_of(says.letters, says.text, says.spaced, says.language, label, says.decoys)


def by_grammar(says: Says, label: str, about_health: Callable[[], bool]) -> tuple[str, ...]:
    """Give the signs that the grammar alone sees in a text; the arguments are those of `signs_of`."""
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
    if _denies_briefly(says) and (health or about_health()):
        return _told(says, tuple(sorted(says.half | says.weak)), label)
    if says.decoys or says.share < 0.34:
        return ()
    told = says.weak & {"information", "liability"} or {"ask", "of itself"} <= says.weak
    if label == "label" and told and (health or about_health()):
        return _told(says, tuple(sorted(says.weak)), label)
    if not health:
        return ()
    if says.words <= 150 and {"information", "itself"} <= says.weak and says.weak & {"ask", "liability"}:
        return _told(says, tuple(sorted(says.weak)), label)
    if says.words <= _PARAGRAPH and says.share >= 0.5 and {"risk", "emergency"} <= says.weak:
        return _told(says, tuple(sorted(says.weak)), label)
    # "For information only. Consult your doctor." and nothing else; "Results may vary. Ask your surgeon."
    brief = says.words <= _BRIEF and says.share >= 0.6
    if brief and "ask" in says.weak and says.weak & {"information", "results vary"}:
        return _told(says, tuple(sorted(says.weak)), label)
    return ()


def _denies_briefly(says: Says) -> bool:
    """Whether a short text says two things that only together make a notice.

    Its writers are no doctors, or not liable, and one should ask; what it says is general, and a doctor may say
    otherwise, or it is not for emergencies.
    """
    weak = says.weak
    if says.decoys or says.words > _SHORT or "x" in says.kinds:
        return False
    ours = not says.kinds.isdisjoint("sw")  # of the text, or of who wrote it: "fasting is not without risk"
    if "ask" in weak and ("no doctor" in weak or (ours and (says.half | weak) & {"no liability", "liability"})):
        return True
    if "doctor differs" in weak:
        return "information" in weak or {"itself", "of itself"} <= weak
    return {"information", "of itself", "emergency"} <= weak


def may_be_one(says: Says, label: str = "") -> bool:
    """Whether a text that has not the signs of a disclaimer may be one all the same: a person should look."""
    if _points(says, label) >= _PERHAPS:
        return True
    if says.decoys or not 8 <= says.words <= _PARAGRAPH or not says.health:
        return False
    if says.half | says.likely or len(says.weak - {"of itself"}) > 1:
        return True
    # It denies something, names the text or its writers, and a doctor, and care or illness.
    return not any(says.kinds.isdisjoint(kinds) for kinds in ("n", "swy", "dp", "gmhzA"))


def is_about_health(spaced_text: str) -> bool:
    """Whether a page's words, spaced, are about health in any language: one in ninety is a medical one."""
    words = Counter(spaced_text.replace("'", "' ").split())
    del words[_END]  # a sentence's end is no word, and has no kind
    least = words.total() / _RARE
    return any(sum([n for word, n in words.items() if r.kind(word) in "mdh"]) >= least for r in disclaimer_rules())


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
    can = [
        r
        for r in disclaimer_rules()
        if r.language in named
        and not (r.negations.isdisjoint(words) and r.negative.isdisjoint(starts) and r.inform.isdisjoint(starts))
    ]
    if not can:
        return []
    # The one with most small words first: nearly always the text's own.
    small = {r.language: len(r.small & words) for r in can}
    some = min(len(words) // 8, 3)
    return sorted((r for r in can if small[r.language] >= some), key=lambda r: small[r.language], reverse=True)


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
        # A weak sign in another language than the text's own is most often a chance.
        if here.weight > best.weight + 2 or not best.language:
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
    health = not had.isdisjoint(CARE + "h")
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
        for shape in shapes_of(sentence, about=about):
            name = shape.lstrip("?~")
            found.add(name)
            if shape.startswith("~") and about:
                likely.add(name)
            (full if name == shape and (about or unnamed or shape in ALWAYS) else half).add(name)
        weaker = weak_signs_of(sentence)
        if "s" in sentence:
            weaker.add("itself")
        if about and "n" in sentence:
            weaker.add("of itself")
        spoken += len(sentence) if found or weaker - {"itself"} else 0
        weak |= weaker
        itself, informed = itself or "s" in sentence, "s" in sentence and "i" in sentence
    signs = set(rules.decoy.findall(text)) if full or half or weak or health else set()
    # A footer's line may begin with whose the site is, and go on.
    decoys = len(signs - _OWNERS if weak & {"information", "no doctor"} else signs)
    share = spoken / max(size, 1)
    half, likely = half - full, likely - full
    kinds = (frozenset(full), frozenset(half), frozenset(likely), frozenset(weak))
    return Says(rules.language, size, *kinds, health, share, decoys, frozenset(had), letters, text, spaced_text)


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
