"""The rules of the reading as data: each table has a reason per row. Loaded once, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

Pattern = re.Pattern[str]


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
            re.compile("|".join(f"(?:{p})" for p in row["patterns"]), re.IGNORECASE),
        )
        for row in _load("text")["rule"]
    )


@lru_cache(maxsize=1)
def _any_text_rule() -> Pattern:
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in text_rules()), re.IGNORECASE)


def text_rule_for(text: str) -> TextRule | None:
    """Give the rule that cuts a block with this folded text, or None."""
    size = text.count(" ") + 1
    if size > 60:
        return None
    bare = text.strip(" |•·:»›>→–—-")
    if not _any_text_rule().fullmatch(bare):
        return None
    for rule in text_rules():
        if size <= rule.words and rule.pattern.fullmatch(bare):
            return rule
    return None


@dataclass(frozen=True, slots=True)
class ConsentRules:
    """Known consent managers' containers, and what a consent notice says and asks, in any language."""

    tokens: dict[str, str]
    prefixes: dict[str, str]
    says: Pattern
    asks: Pattern


@lru_cache(maxsize=1)
def consent_rules() -> ConsentRules:
    """Give the rules for consent banners. Container names are in lower case."""
    data = _load("consent")
    tokens = {t.lower(): row["reason"] for row in data["container"] for t in row["tokens"]}
    prefixes = {p.lower(): row["reason"] for row in data["container"] for p in row.get("prefixes", ())}
    return ConsentRules(tokens, prefixes, _any(data["says"]), _any(data["asks"]))


def _any(by_language: dict[str, list[str]]) -> Pattern:
    return re.compile("|".join(p for rows in by_language.values() for p in rows), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DisclaimerRules:
    """What a medical disclaimer says in one language; see rules/disclaimer.toml."""

    language: str
    label: Pattern
    strong: tuple[Pattern, ...]
    weak: tuple[Pattern, ...]
    decoy: tuple[Pattern, ...]


@lru_cache(maxsize=1)
def disclaimer_rules() -> tuple[DisclaimerRules, ...]:
    """Give the disclaimer rules of every language."""
    return tuple(
        DisclaimerRules(
            language,
            re.compile("|".join(row["label"]), re.IGNORECASE),
            *(tuple(re.compile(p, re.IGNORECASE) for p in row[key]) for key in ("strong", "weak", "decoy")),
        )
        for language, row in _load("disclaimer").items()
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
    return {
        field: re.compile("|".join(p.replace("?P<v>", f"?P<v{n}>") for n, p in enumerate(patterns)), re.IGNORECASE)
        for field, patterns in ways.items()
    }


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
