"""Where a walk over the article's part of a page puts what it finds: blocks, headings, the paragraph being gathered."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from a11y_export import words
from a11y_export.model import Block, Blocks, Inline, Inlines, LineBreak, Paragraph, Span, Style, leaf_texts
from a11y_export.reading.inline import fold
from a11y_export.reading.sections import Heading


@dataclass(slots=True)
class Sink:
    """Where a walk puts what it finds; `pending` is the paragraph being gathered."""

    headings: bool
    items: list[Block | Heading] = field(default_factory=list)
    pending: list[Inline] = field(default_factory=list)

    def flush(self) -> None:
        """End the paragraph being gathered."""
        if not self.pending:
            return
        spans = fold(self.pending)
        self.pending = []
        if any(isinstance(s, Span) and words.tokens(s.text) for s in spans):
            self.items.append(Paragraph(spans))

    def put(self, item: Block | Heading) -> None:
        """Put a block or a heading after what is there."""
        self.flush()
        self.items.append(item)

    @property
    def blocks(self) -> Blocks:
        """The gathered blocks; a heading inside a container is a paragraph in bold that says so."""
        self.flush()
        return tuple(bold(i) if isinstance(i, Heading) else i for i in self.items)


def bold(heading: Heading) -> Paragraph:
    """Give a heading inside a container: a paragraph in bold that says that it is one."""
    return Paragraph(in_bold(heading.spans), heading=True)


def in_bold(spans: Inlines) -> Inlines:
    """Give inlines in bold."""
    return tuple(replace(s, styles=s.styles | {Style.BOLD}) if isinstance(s, Span) else s for s in spans)


def one_line(blocks: Blocks) -> Inlines:
    """Give blocks as the inlines of one paragraph; what is none gives its words alone."""
    spans: list[Inline] = []
    for block in blocks:
        lines: list[Inlines] = [(Span(text),) for text in leaf_texts((block,))]
        for line in [block.spans] if isinstance(block, Paragraph) else lines:
            spans += [LineBreak()] * bool(spans) + list(line)
    return tuple(spans)
