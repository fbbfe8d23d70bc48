"""Blocks of the article become elements of the tree and pieces of the page, in one walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple, assert_never

from a11y_export import words
from a11y_export.handout import figures, fonts, tables
from a11y_export.handout.inline import Writer
from a11y_export.handout.look import Look
from a11y_export.model import (
    Block,
    Blocks,
    Callout,
    CalloutKind,
    DefinitionList,
    Figure,
    Inline,
    Inlines,
    ItemList,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Style,
    Table,
    leaf_texts,
    plain,
    untold,
)
from a11y_export.tagging import (
    LIGHT,
    YIELDING,
    Box,
    Element,
    Origin,
    Picture,
    Piece,
    Plate,
    Run,
    Stack,
    TextBlock,
    advance,
)

_DEEPEST = 5  # levels that are indented; deeper ones stand at the last one's place
_BULLETS = ("•", "–")
_SIGN = 3  # words: what describes a picture in a cell in no more is told without a frame around it
_HEADING = 90  # characters: a line in bold without a full stop, no longer than this, heads what follows
_ANNOUNCEMENT = 250  # characters: a paragraph before a list or a table, no longer than this, stays with its beginning
_ITEM = 50  # pieces: an item of more is higher than any page
_TALLEST = 0.85  # of the text's height: a picture leaves room for its caption


class Place(NamedTuple):
    """Where blocks stand: the `width` of the text there, how far in, how deep in lists, and whether in a cell."""

    width: float
    height: float
    indent: float = 0
    depth: int = 0
    bold: bool = False
    in_cell: bool = False

    def inward(self, by: float) -> Place:
        """Give the place `by` further in, unless that leaves too little of the line."""
        deeper = self.depth + 1
        step = by if deeper <= _DEEPEST and self.indent + by <= self.width * 0.4 else 0
        return self._replace(indent=self.indent + step, depth=deeper)


@dataclass(slots=True)
class Typesetter:
    """Sets blocks. `origin` says whose words they are; words of the program go by the name `key`."""

    writer: Writer
    origin: Origin = Origin.SOURCE
    key: str = ""
    warnings: list[str] = field(default_factory=list)

    @property
    def look(self) -> Look:
        """The handout's look."""
        return self.writer.look

    def leaf(self, parent: Element, role: str) -> Element:
        """Add an element that holds text of this typesetter's origin."""
        return parent.add(Element(role, self.origin, key=self.key))

    def blocks(self, parent: Element, blocks: Blocks, place: Place) -> list[Piece]:
        """Set `blocks` one below the other."""
        pieces: list[Piece] = []
        told = 0  # pictures up to this one have been told of, together
        for at, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
            if at < told:
                continue
            many = self._absent_from(blocks, at)
            told = at + many if many > 1 else told
            made = [self._absent(parent.add(Element("Div")), "", place, many)] if many > 1 else self._block(
                parent, block, place
            )
            if made:
                bond = _bond(block, following, place)
                made[-1].keep = bond or made[-1].keep
                made[-1].after *= 0.5 if bond is True else 1  # a heading stands close to what it heads
            pieces += made
        return pieces

    def _block(self, parent: Element, block: Block, place: Place) -> Sequence[Piece]:
        match block:
            case Paragraph(spans):
                return self.paragraph(self.leaf(parent, "P"), spans, place)
            case Preformatted(text):
                return self._preformatted(parent, text, place)
            case ItemList():
                return self._list(parent, block, place)
            case DefinitionList():
                return self._definitions(parent, block, place)
            case Table():
                return tables.table(self, parent, block, place)
            case Figure():
                return self._figure(parent, block, place)
            case Callout(kind, inner):
                return self._callout(parent, kind, inner, place)
            case Quote(inner):
                frame = self.look.quote()
                within = place._replace(width=place.width - place.indent - frame.padding, indent=0)
                stack = Stack(self.blocks(parent.add(Element("BlockQuote")), inner, within))
                return [Box(stack, frame, indent=place.indent, after=self.look.paragraph)] if stack.pieces else []
            case _:
                assert_never(block)

    def paragraph(self, element: Element, spans: Inlines, place: Place, *, keep: bool = False) -> list[Piece]:
        """Set one paragraph's inlines as `element`."""
        look = self.look
        runs = self.writer.inlines(element, spans, look.body, bold=place.bold)
        if not any(run.text.strip() or run.actual for run in runs):
            return []
        return [self.block(runs, place, keep=keep)]

    def block(self, runs: list[Run], place: Place, *, keep: bool = False) -> TextBlock:
        """Give `runs` as a paragraph at `place`."""
        after = self.look.paragraph * (0.5 if place.in_cell or keep else 1)
        return TextBlock(runs, self.look.line_height(self.look.body), indent=place.indent, after=after, keep=keep)

    def program(self, parent: Element, role: str, key: str, place: Place, *, bold: bool = False, keep: bool = False,
                **values: object) -> TextBlock:
        """Set a phrase of the program as a paragraph."""
        element = parent.add(Element(role, Origin.PROGRAM, key=key))
        runs = self.writer.phrase(element, self.writer.wording.get(key, **values), self.look.ink(bold=bold), bold=bold)
        return self.block(runs, place, keep=keep)

    def _preformatted(self, parent: Element, text: str, place: Place) -> Sequence[Piece]:
        lines = words.clean(text).expandtabs(4).strip("\n").split("\n")
        held = ["\u00a0" * (len(line) - len(line.lstrip(" "))) + line.lstrip(" ") for line in lines]
        return self.paragraph(self.leaf(parent, "P"), (Span("\n".join(held)),), place)

    # ---- lists -----------------------------------------------------------------------------------------------

    def _list(self, parent: Element, block: ItemList, place: Place) -> list[Piece]:
        look = self.look
        numbering = "Decimal" if block.ordered else "Disc" if place.depth % 2 == 0 else "Circle"
        element = parent.add(Element("L", attributes=(("List", (("ListNumbering", numbering),)),)))
        bullet = _BULLETS[min(place.depth, len(_BULLETS) - 1)]
        labels = [f"{block.start + n}." if block.ordered else bullet for n in range(len(block.items))]
        font = fonts.primary(bold=block.ordered)
        hang = max((advance(font, label, look.body) for label in labels), default=0) + look.body * 0.5
        inner = place.inward(hang)
        pieces: list[Piece] = []
        for label, item in zip(labels, block.items, strict=True):
            li = element.add(Element("LI"))
            lbl = li.add(Element("Lbl", Origin.PROGRAM, key="list.label"))
            runs = self.writer.text(lbl, label, look.ink(bold=block.ordered), bold=block.ordered)
            body = self.blocks(li.add(Element("LBody")), item, inner)
            first = body[0] if body else None
            if isinstance(first, TextBlock) and not first.labelled and inner.indent > place.indent:
                first.label(runs, inner.indent - hang)
            else:  # a list or table at once, or no room beside the text: the label has a line of its own
                own = self.block([], place, keep=bool(body))
                own.label(runs, place.indent)
                body.insert(0, own)
            for piece in body:
                piece.after = min(piece.after, look.paragraph * 0.5)
                if isinstance(piece, TextBlock):
                    piece.whole = True
            together = 1 < len(body) <= _ITEM and place.depth < _DEEPEST
            pieces += [Stack(body, after=body[-1].after, whole=True)] if together else body
        if place.depth == 0 and len(pieces) > 1 and all(isinstance(piece, TextBlock) for piece in pieces):
            pieces[0].keep = pieces[-2].keep = LIGHT  # no item stands alone before or after a new page
        if pieces and place.depth == 0 and not place.in_cell:
            pieces[-1].after = look.paragraph
        return pieces

    def _definitions(self, parent: Element, block: DefinitionList, place: Place) -> list[Piece]:
        element = parent.add(Element("L", attributes=(("List", (("ListNumbering", "None"),)),)))
        pieces: list[Piece] = []
        for entry in block.entries:
            li = element.add(Element("LI"))
            lbl = li.add(Element("Lbl"))
            for term in entry.terms:
                bold = place._replace(bold=True)
                pieces += self.paragraph(self.leaf(lbl, "P"), term, bold, keep=bool(entry.definitions))
                if pieces:
                    pieces[-1].after = self.look.paragraph * 0.2
            body = li.add(Element("LBody"))
            for definition in entry.definitions:
                pieces += self.blocks(body, definition, place.inward(self.look.body * 1.2))
        return pieces

    # ---- set off ---------------------------------------------------------------------------------------------

    def _callout(self, parent: Element, kind: CalloutKind, inner: Blocks, place: Place) -> list[Piece]:
        inner = _flat(kind, inner)
        look, element = self.look, parent.add(Element("Callout"))
        warning = kind is CalloutKind.WARNING
        frame = look.box(warning=warning)
        colour = look.colours.warning if warning else look.colours.accent
        within = place._replace(width=place.width - place.indent - 2 * frame.padding, indent=0)
        pieces: list[Piece] = []
        phrase = self.writer.wording.get(f"callout.{kind}")
        first = next(leaf_texts(inner), "").strip().casefold()
        if not first.startswith(phrase.text.casefold()):
            label = element.add(Element("P", Origin.PROGRAM, key=f"callout.{kind}"))
            runs = self.writer.phrase(label, phrase, look.ink(bold=True, colour=colour), bold=True)
            pieces.append(self.block(runs, within, keep=True))
        elif first == phrase.text.casefold() and isinstance(inner[0], Paragraph):  # the source's own label
            label = self.leaf(element, "P")
            runs = self.writer.inlines(label, inner[0].spans, look.body, bold=True)
            runs = [run._replace(ink=run.ink._replace(colour=colour)) for run in runs]
            pieces.append(self.block(runs, within, keep=True))
            inner = inner[1:]
        pieces += self.blocks(element, inner, within)
        if not pieces:
            return []
        return [Box(Stack(pieces), frame, indent=place.indent, before=look.paragraph, after=look.paragraph * 1.3,
                    whole=True)]

    def _figure(self, parent: Element, block: Figure, place: Place) -> list[Piece]:
        home = parent.add(Element("Div"))
        alt = words.fold(block.alt)
        loaded = figures.load(block.image) if block.image else None
        pieces: list[Piece] = []
        if loaded is None:
            pieces.append(self._absent(home, alt, place))
        else:
            if not alt:
                self.warnings.append("A picture has no description: give it one beside the article.")
            phrase = self.writer.wording.get("figure.no_alt")
            figure = home.add(Element("Figure", alt=alt or phrase.text))
            if not alt and phrase.lang != self.writer.language:
                figure.lang = phrase.lang
            image, natural = loaded
            picture = Picture(image, natural, figure.say(""), place.height * _TALLEST, indent=place.indent,
                              after=self.look.paragraph * 0.6)
            below = self._caption(home, block, place)
            return [Plate(picture, below, before=self.look.paragraph, after=self.look.paragraph * 1.3)]
        return [*pieces, *self._caption(home, block, place)]

    def _caption(self, home: Element, block: Figure, place: Place) -> list[Piece]:
        """Set what the source says below a picture: beside the figure, whose alternative text would hide it."""
        if not block.caption:
            return []
        return self.blocks(home.add(Element("Caption")), block.caption, place)

    def _absent_from(self, blocks: Blocks, at: int) -> int:
        """Count the pictures from `at` on, one after another, that nothing describes and that cannot be shown."""
        if not isinstance(block := blocks[at], Figure) or block.image:
            return 0
        run = blocks[at : at + untold(blocks, at)]
        return next((n for n, b in enumerate(run) if isinstance(b, Figure) and b.image), len(run))

    def _absent(self, home: Element, alt: str, place: Place, many: int = 1) -> Piece:
        """Say that there is a picture, or that there are `many`, that could not be shown, and what it shows."""
        look = self.look
        key = "figure.no_pictures" if many > 1 else "figure.no_picture"
        which = f"{many} pictures" if many > 1 else "A picture"
        why = "they have no description" if many > 1 else alt or "it has no description"
        self.warnings.append(f"{which} could not be included: {why.rstrip('.')}.")
        # A tick in a cell: with the whole notice in a frame its column would be as wide as that.
        small = place.in_cell and 0 < len(alt.split()) <= _SIGN
        key = "figure.sign" if small else key
        element = home.add(Element("P", Origin.PROGRAM, key=key))
        phrase = self.writer.wording.get(key, n=many) if many > 1 else self.writer.wording.get(key)
        runs = self.writer.phrase(element, phrase, look.ink(bold=True), bold=True)
        if alt:
            told = home.add(Element("P", Origin.PROGRAM, key="figure.alt"))
            said = self.writer.text(told, alt, look.ink())
            block = Stack([self.block(runs, Place(0, 0), keep=True), self.block(said, Place(0, 0))])
        else:
            block = Stack([self.block(runs, Place(0, 0))])
        if small:
            return block
        return Box(block, look.record(), indent=place.indent, before=look.paragraph * 0.5, after=look.paragraph,
                   whole=True)


def _flat(kind: CalloutKind, blocks: Blocks) -> Blocks:
    """Give `blocks` without boxes of the same kind: a box in a box of its own kind says nothing more."""
    flat: list[Block] = []
    for block in blocks:
        flat += _flat(kind, block.blocks) if isinstance(block, Callout) and block.kind is kind else [block]
    return tuple(flat)


def _bond(block: Block, following: Block | None, place: Place) -> int:
    """Tell how firmly `block` stays on the page of what follows: as a heading, as an announcement, or not at all."""
    if place.depth and isinstance(block, Paragraph) and isinstance(following, ItemList):
        return YIELDING
    if not isinstance(block, Paragraph) or following is None:
        return False
    said = plain(block.spans).strip()
    if 0 < len(said) <= _HEADING and said[-1] not in ".!?" and all(_stressed(inline) for inline in block.spans):
        return True
    if isinstance(following, ItemList | Table | Callout | Preformatted) and said.endswith(":"):
        return YIELDING
    return LIGHT if isinstance(following, ItemList | Table) and len(said) <= _ANNOUNCEMENT else False


def _stressed(inline: Inline) -> bool:
    return not isinstance(inline, Span) or not inline.plain.strip() or Style.BOLD in inline.styles
