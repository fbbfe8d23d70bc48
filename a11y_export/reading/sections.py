"""Headings and blocks in reading order → sections, their levels without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from a11y_export import words
from a11y_export.model import Block, Inlines, Section, plain


@dataclass(slots=True)
class Heading:
    """A heading as the page has it; `level` is 2 to 6."""

    level: int
    spans: Inlines


def sectioned(items: Sequence[Block | Heading]) -> tuple[Section, ...]:
    """Part the blocks at the headings; a heading directly before a higher one keeps its own, empty section."""
    out: list[Section] = []
    heading: Inlines = ()
    level = 2
    blocks: list[Block] = []

    def close() -> None:
        if heading or blocks:
            out.append(Section(f"s{len(out) + 1:02d}", heading, level, tuple(blocks)))

    for item in items:
        if isinstance(item, Heading):
            if not words.tokens(plain(item.spans)):
                continue
            close()
            heading, level, blocks = item.spans, item.level, []
        else:
            blocks.append(item)
    close()
    return _levelled(tuple(out))


def _levelled(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give each heading the level 2 and one more for each heading that it stands under, so that no level is skipped."""
    above: list[int] = []
    out: list[Section] = []
    for section in sections:
        if section.heading:
            while above and above[-1] >= section.level:
                above.pop()
            above.append(section.level)
        out.append(replace(section, level=min(len(above) + 1, 6) if section.heading else 2))
    return tuple(out)
