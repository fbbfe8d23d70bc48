"""The article in parts, one for each file by section: a section of the top level with those below it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from a11y_export import words
from a11y_export.model import Article, Section, leaf_texts, plain
from a11y_export.slugs import slug
from a11y_export.wording import Wording

_SHORTEST = 45  # words: a shorter part goes with the next, as twenty seconds of sound do
_LONGEST_NAME = 40


class Part(NamedTuple):
    """Part `number` of `total`: the article with its `sections` alone, the disclaimer whole."""

    number: int
    total: int
    title: str
    article: Article

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of its sections."""
        return tuple(section.id for section in self.article.sections)

    @property
    def name(self) -> str:
        """The file's name, without ending."""
        return f"{self.number:02d}-{slug(self.title, 'part', _LONGEST_NAME)}"


def by_section(article: Article, wording: Wording) -> list[Part]:
    """Give the parts in reading order; together they hold every section once."""
    headed = [section.level for section in article.sections if section.heading]
    top = min(headed, default=2)
    groups: list[list[Section]] = []
    for section in article.sections:
        starts = bool(section.heading) and section.level <= top
        if not groups or ((starts or not groups[-1][0].heading) and _size(groups[-1]) >= _SHORTEST):
            groups.append([])
        groups[-1].append(section)
    if len(groups) > 1 and _size(groups[-1]) < _SHORTEST:
        last = groups.pop()
        groups[-1] += last
    made = []
    for number, group in enumerate(groups, 1):
        named = next((s.title for s in sorted(group, key=lambda s: -_size([s])) if s.title), "")
        title = group[0].title or ("" if named and len(group) > 1 else wording.get("audio.introduction").text) or named
        made.append(Part(number, len(groups), title, replace(article, sections=tuple(group))))
    return made


def _size(sections: list[Section]) -> int:
    return sum(words.count(plain(s.heading)) + sum(words.count(t) for t in leaf_texts(s.blocks)) for s in sections)
