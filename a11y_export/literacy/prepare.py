"""The article's sentences made ready for scoring by the rules of data/preparation.toml; the wording has their reasons.

Each prepared sentence holds its words, without signs that a formula would trip over, and ends with exactly one stop.
Preparation belongs to scoring alone: nothing that is printed or spoken goes through it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Inline, LineBreak, Style, plain
from a11y_export.prose import Kind, Sentence, sentences


@dataclass(frozen=True, slots=True)
class Prepared:
    """One sentence ready for scoring: `text` ends with one stop, `source` is the sentence as the article has it."""

    text: str
    words: tuple[str, ...]
    source: Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of preparation. `when` is set for parts of the article, "" for steps; the wording says why it is there."""

    id: str
    when: str = ""
    pattern: re.Pattern[str] | None = None
    by: str = ""


def prepare(article: Article, found: Sequence[Sentence] | None = None) -> tuple[Prepared, ...]:
    """Give the scored sentences of the article in reading order; the disclaimer's stand last.

    `found` is the article's sentences, where they are known already.
    """
    return tuple(_prepared(article, sentences(article) if found is None else found))


def _prepared(article: Article, found: Sequence[Sentence]) -> Iterator[Prepared]:
    parts = {rule.id: rule.when for rule in parts_rules()}
    unread = {section.id for section in article.sections if section.title.casefold().rstrip(":") in _unread()}
    for sentence in found:
        when = parts[sentence.kind]
        if when == "never" or sentence.section in unread:
            continue
        if when == "sentence" and not _WHOLE.search(sentence.text):
            continue
        text = prepared_text(sentence)
        if text:
            yield Prepared(text, tuple(text[:-1].split()), sentence)


# A stop at the end, perhaps with closing quotation marks, brackets and reference marks after it.
_WHOLE = re.compile(
    r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019\u00bb)\]\u2070-\u2079\u00b9\u00b2\u00b3]*(?:\[[^\]\s]{1,6}\])*$"
)
_UNWANTED = frozenset({Style.REF, Style.DELETED})


def prepared_text(sentence: Sentence) -> str:
    """Give one sentence ready for scoring, ending with one stop; "" if no word remains."""
    kept: list[Inline] = [
        inline for inline in sentence.inlines if isinstance(inline, LineBreak) or not inline.styles & _UNWANTED
    ]
    return prepared_line(plain(tuple(kept)))


def prepared_line(text: str) -> str:
    """Give plain text as one prepared sentence: the rules that need no styles."""
    line = words.fold(text)
    for step in steps():
        if step.pattern is not None:
            line = step.pattern.sub(step.by, line)
    found = [word for token in line.split() if (word := _EDGES.sub("", token))]
    return f"{' '.join(found)}." if found else ""


# Everything at a word's ends that is neither letter nor digit: quotation marks, brackets, commas. Inside a word the
# hyphen and the apostrophe stay, because they tell the syllable count where to look.
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@lru_cache(maxsize=1)
def steps() -> tuple[Rule, ...]:
    """Give the steps of preparation in order."""
    return tuple(
        Rule(row["id"], "", re.compile(row["pattern"]) if "pattern" in row else None, row.get("by", ""))
        for row in _data()["step"]
    )


@lru_cache(maxsize=1)
def parts_rules() -> tuple[Rule, ...]:
    """Give the rule for each kind of text; every kind of prose.Kind has one."""
    rules = tuple(Rule(row["kind"], row["when"]) for row in _data()["part"])
    assert {rule.id for rule in rules} == {kind.value for kind in Kind}
    return rules


@lru_cache(maxsize=1)
def _unread() -> frozenset[str]:
    return frozenset(_data()["unread"]["headings"])


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    file = resources.files("a11y_export.literacy").joinpath("data", "preparation.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
