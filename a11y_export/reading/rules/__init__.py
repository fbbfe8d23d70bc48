"""The rules of the reading as data: each table has a reason per row. Loaded once, compiled once."""

from __future__ import annotations

import dataclasses
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from a11y_export.reading.rules.reviewing import review_ways

Pattern = re.Pattern[str]
ANNOUNCED = "announced"


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class ElementRule:
    """Cut an element for what it is: its tag, role, or a word of its class or id."""

    name: str
    reason: str
    tags: frozenset[str]
    roles: frozenset[str]
    names: frozenset[str]
    order: int


@dataclass(frozen=True, slots=True)
class ChromeIndex:
    """The rules for site chrome by what they ask for: a tag, a role, a name."""

    by_tag: dict[str, tuple[ElementRule, ...]]
    by_role: dict[str, tuple[ElementRule, ...]]
    by_name: dict[str, ElementRule]


@lru_cache(maxsize=1)
def chrome_index() -> ChromeIndex:
    """Give the rules for site chrome, ready to be looked up; where two rules share a name the first holds."""
    index = ChromeIndex({}, {}, {})
    for rule in element_rules():
        for tag in sorted(rule.tags):
            index.by_tag[tag] = (*index.by_tag.get(tag, ()), rule)
        for own in sorted(rule.roles):
            index.by_role[own] = (*index.by_role.get(own, ()), rule)
        for name in sorted(rule.names):
            index.by_name.setdefault(name, rule)
    return index


@lru_cache(maxsize=1)
def element_rules() -> tuple[ElementRule, ...]:
    """Give the rules for site chrome, in the order of their file."""
    return tuple(
        ElementRule(
            row["name"],
            row["reason"],
            frozenset(row.get("tags", ())),
            frozenset(row.get("roles", ())),
            frozenset(row.get("names", ())),
            order,
        )
        for order, row in enumerate(_load("chrome")["rule"])
    )


@dataclass(frozen=True, slots=True)
class TextRule:
    """Cut a short block for what it says, as a whole."""

    name: str
    reason: str
    words: int
    pattern: Pattern


@lru_cache(maxsize=1)
def text_rules() -> tuple[TextRule, ...]:
    """Give the rules for short blocks of chrome."""
    return tuple(
        TextRule(
            row["name"],
            row["reason"],
            row["words"],
            _alternatives(row["patterns"]),
        )
        for row in _load("text")["rule"]
    )


_ANYWHERE = (".*", "(?=", "(?:.{")  # how a pattern begins that may begin anywhere


@lru_cache(maxsize=1)
def _quick_text_rules() -> tuple[Pattern, Pattern, tuple[str, ...]]:
    """Give all patterns as one, those that begin anywhere as another, and the words of which these need one."""
    data = _load("text")
    patterns = [p for row in data["rule"] for p in row["patterns"]]
    begun = [p for p in patterns if not p.startswith(_ANYWHERE)]
    anywhere = [p for p in patterns if p.startswith(_ANYWHERE)]
    return _alternatives(begun), _alternatives(anywhere), tuple(data["hints"])


def _alternatives(patterns: list[str]) -> Pattern:
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


def _is_said_by_rules(text: str) -> bool:
    begun, anywhere, hints = _quick_text_rules()
    if begun.fullmatch(text):
        return True
    low = text.lower()
    return any(hint in low for hint in hints) and anywhere.fullmatch(text) is not None


@lru_cache(maxsize=4096)  # a box says what the item in it says, and what the link in that says
def text_rule_for(text: str, *, announcing: bool = False) -> TextRule | None:
    """Give the rule that cuts a block with this folded text, or None.

    A rule that cuts a text only together with what it announces is given when `announcing` is asked for.
    """
    size = text.count(" ") + 1
    if size > 60:
        return None
    bare = text.strip(" |•·:»›>→–—-")
    if not _is_said_by_rules(bare):
        return None
    for rule in text_rules():
        if size <= rule.words and (announcing or rule.name != ANNOUNCED) and rule.pattern.fullmatch(bare):
            return rule
    return None


@dataclass(frozen=True, slots=True)
class ConsentRules:
    """Known consent managers' containers, and what a consent notice says and asks, in any language."""

    tokens: dict[str, str]
    prefixes: dict[str, str]
    says: Pattern
    asks: Pattern
    answers: Pattern


@lru_cache(maxsize=1)
def consent_rules() -> ConsentRules:
    """Give the rules for consent banners. Container names are in lower case."""
    data = _load("consent")
    tokens = {t.lower(): row["reason"] for row in data["container"] for t in row["tokens"]}
    prefixes = {p.lower(): row["reason"] for row in data["container"] for p in row.get("prefixes", ())}
    return ConsentRules(tokens, prefixes, _any(data["says"]), _any(data["asks"]), _any(data["answers"]))


def _any(by_language: dict[str, list[str]]) -> Pattern:
    return re.compile("|".join(p for rows in by_language.values() for p in rows), re.IGNORECASE)


# The kinds of words that a disclaimer is made of, each with the letter that stands for it in the grammar.
KINDS = {
    "negation": "n", "replace": "r", "present": "k", "advice": "a", "care": "g", "counsel": "v", "medical": "m",
    "doctor": "d", "expert": "p", "foreign": "x", "self": "s", "we": "w", "this": "t", "inform": "i", "consult": "c",
    "neglect": "b", "read": "y", "liable": "l", "heal": "z", "use": "u", "rely": "u", "illness": "h", "relation": "f",
    "emergency": "e", "without": "o", "filler": "q", "layman": "j",
    "contract": "F", "alter": "A", "case": "C", "make": "M", "alone": "S", "vary": "V", "differ": "D",
    "speech": "P",
}  # fmt: skip
# Without one of these kinds no text is a disclaimer.
_TELLING = frozenset({
    "replace", "advice", "counsel", "care", "inform", "neglect", "heal", "rely", "relation", "layman", "contract",
    "case", "alone", "vary", "differ", "emergency",
})  # fmt: skip
_PREFIX = 4
_MOST_SEEN = 20_000


def bare(text: str) -> str:
    """Give `text` in small letters without accents, one kind of apostrophe, and nothing unprinted: as rules compare.

    Vowel signs of Indic scripts stay; a nukta goes, and a candrabindu becomes an anusvara, as many pages write them.
    """
    text = text.lower()
    if text.isascii():
        return text
    text = _MARKS.sub("", unicodedata.normalize("NFD", text))
    for sign, same in _SAME:
        text = text.replace(sign, same)
    return text


_MARKS = re.compile("[\u0300-\u036f\u093c\u00ad\u200b-\u200f\u2060\ufeff]+")
_SAME = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("´", "'"), ("ß", "ss"), ("\u0901", "\u0902"), ("\u00a0", " "))


@dataclass(frozen=True, slots=True)
class DisclaimerRules:
    """The words of a medical disclaimer in one language by kind, bare; see rules/disclaimer.toml.

    `stems` are by their first letters; `phrases` by their first word. A disclaimer holds a word that begins like one of
    `telling`, and one of `negations` or a word that begins like one of `negative` or `inform`;
    a text in the language holds some of its `small` words.
    """

    language: str
    words: dict[str, str]
    stems: dict[str, tuple[tuple[str, str], ...]]
    ends: tuple[tuple[str, str], ...]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    telling: frozenset[str]
    inform: frozenset[str]
    negations: frozenset[str]
    negative: frozenset[str]
    small: frozenset[str]
    elides: bool
    label: Pattern
    notice: Pattern
    decoy: Pattern
    seen: dict[str, str] = dataclasses.field(default_factory=dict)
    begun: dict[str, str] = dataclasses.field(default_factory=dict)

    def kind(self, word: str) -> str:
        """Give the letter of a bare word's kind, "." when it has none.

        `seen` remembers a page's words, `begun` those that can begin a phrase: these have to be looked at each time.
        """
        found = self.seen.get(word) or self.begun.get(word)
        if found is None:
            if len(self.seen) >= _MOST_SEEN:
                self.seen.clear()
            found = self.words.get(word) or self._kind(word)
            (self.begun if word in self.phrases else self.seen)[word] = found
        return found

    def _kind(self, word: str) -> str:
        for stem, letter in self.stems.get(word[:_PREFIX], ()):
            if word.startswith(stem):
                return letter
        for end, letter in self.ends:
            if word.endswith(end):
                return letter
        return "."


@lru_cache(maxsize=1)
def disclaimer_rules() -> tuple[DisclaimerRules, ...]:
    """Give the disclaimer rules of every language."""
    return tuple(_lexicon(language, row) for language, row in _load("disclaimer").items())


def _lexicon(language: str, row: dict[str, Any]) -> DisclaimerRules:
    known: dict[str, str] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    ends: list[tuple[str, str]] = []
    telling: set[str] = set()
    inform: set[str] = set()
    for kind, letter in KINDS.items():
        for entry in filter(None, (e.strip() for e in bare(row.get(kind, "")).split(","))):
            parts = tuple(entry.split())
            if len(parts) > 1:
                phrases.setdefault(parts[0], []).append((parts, letter))
            elif entry.startswith("*"):
                ends.append((entry[1:], letter))
            elif entry.endswith("*"):
                if len(entry) <= _PREFIX:
                    raise ValueError(f"{language}: the stem {entry} is too short")
                stems.setdefault(entry[:_PREFIX], []).append((entry[:-1], letter))
            else:
                known.setdefault(entry, letter)
            if kind in _TELLING:
                start = max(parts, key=len).strip("*")[:_PREFIX]
                telling.add(start)
                inform |= {start} if kind == "inform" else set()
    # A contraction ("isn't") shows its last letter where apostrophes part words.
    contracted = {e.rpartition("'")[2] for e, _ in ends}
    negations = {w.strip("'") for w, letter in known.items() if letter == "n"} | contracted
    label, notice, decoy = (re.compile(f"(?:{'|'.join(row[key])})") for key in ("label", "notice", "decoy"))
    return DisclaimerRules(
        language,
        known,
        {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in stems.items()},
        tuple(ends),
        {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in phrases.items()},
        frozenset(telling),
        frozenset(inform),
        frozenset(negations),
        frozenset(stem[:_PREFIX] for rows in stems.values() for stem, letter in rows if letter == "n"),
        frozenset(w for w, letter in known.items() if letter in "qtwnk") | contracted,
        bool(row.get("elides")),
        label,
        notice,
        decoy,
    )


@lru_cache(maxsize=1)
def byline_rules() -> dict[str, Pattern]:
    """Give one byline pattern for each field ("author", "author_label", "reviewed" …), every language together.

    A match gives its value as `match[match.lastgroup]`: each way of saying it has a group of its own.
    """
    ways: dict[str, list[str]] = {}
    for fields in _load("byline").values():
        for field, patterns in fields.items():
            ways.setdefault(field, []).extend(patterns)
    for field, patterns in review_ways().items():
        ways.setdefault(field, []).extend(patterns)
    return {
        field: re.compile("|".join(p.replace("?P<v>", f"?P<v{n}>") for n, p in enumerate(patterns)), re.IGNORECASE)
        for field, patterns in ways.items()
    }


def value_of(field: str, line: str) -> str:
    """Give what a line says of a field, "" when it is no such line."""
    match = byline_rules()[field].fullmatch(line)
    return (match[match.lastgroup] or "").strip() if match and match.lastgroup else ""


@lru_cache(maxsize=1)
def byline_hint() -> Pattern:
    """Give what a line in small letters must say for any byline pattern to be worth its while."""
    return re.compile(_load("names")["hint"])


@dataclass(frozen=True, slots=True)
class BylineWords:
    """Words around names: before them, after them, of occupations, and placeholders; see rules/names.toml."""

    label: Pattern
    ends: Pattern
    jobs: Pattern
    nobody: Pattern


@lru_cache(maxsize=1)
def byline_words() -> BylineWords:
    """Give the words around names in bylines, every language together."""
    data = _load("names")
    return BylineWords(*(re.compile("|".join(data[key]), re.IGNORECASE) for key in ("label", "end", "job", "nobody")))
