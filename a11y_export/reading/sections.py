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
    """Shift the levels so that the highest heading is 2 and none skips a level going down."""
    used = sorted({s.level for s in sections if s.heading})
    shift = {level: min(index + 2, 6) for index, level in enumerate(used)}
    return tuple(replace(s, level=shift.get(s.level, 2)) for s in sections)
