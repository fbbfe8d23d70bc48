"""Find the medical disclaimer wherever it stands, and pin it before anything is cut.

The page is walked once, into paragraphs: runs of text between block borders or empty lines, also those that stand bare
beside blocks. One that says so (notices.py) is a disclaimer, in footers, side columns, dialogs, cells and hidden boxes
alike. Then its neighbours are asked: the label before it, the rest of its own box, and paragraphs that go on with it
come along; a notice of another kind beside it does not.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bs4.element import PageElement

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.notices import (
    Says,
    is_about_health,
    is_guess,
    is_quoted,
    label_of,
    languages_of,
    may_be_one,
    parted,
    says,
    says_in,
    signs_of,
    spaced,
)
from a11y_export.reading.rules import bare, disclaimer_rules
from a11y_export.reading.tree import BORDERS, Element, Soup, Text, Tree, is_border

# No notice: a form's field, a picture's own text.
_SKIPPED = frozenset({"select", "option", "textarea", "title", "svg"})
# A picture in a line, an icon for one, does not end the paragraph; one line break does not, two do.
_PICTURES = frozenset({"img", "amp-img", "picture", "canvas"})
_MARKED = _SKIPPED | _PICTURES | {"br"}
_HARD, _LINE, _SOFT = 0, 1, 2
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend", "caption", "th"})
_TABLES = frozenset({"table", "tbody", "thead", "tfoot", "tr"})
_PAGES = frozenset({"body", "main", "article", "html", "[document]"})
_MOST = 200
_MOST_LISTS = 50
_BOX = 12
_SHORTEST = 12
_ROUND = 8
_Cores = dict[int, tuple[str, ...]]  # paragraphs that are disclaimers by themselves, each with its signs


@dataclass(frozen=True, slots=True)
class Find:
    """A disclaimer found: its elements in page order, and why each is believed."""

    elements: tuple[Element, ...]
    signs: tuple[str, ...]


@dataclass
class _Unit:
    """A paragraph: its text nodes, its bare text, and that without its signs."""

    nodes: list[Text]
    text: str
    spaced: str = ""

    @cached_property
    def block(self) -> Element:
        """The block that it stands in."""
        block = self.nodes[0].parent
        while isinstance(block, Element) and not is_border(block):
            block = block.parent
        assert isinstance(block, Element)
        return block


class _Sheet:
    """One page as paragraphs."""

    def __init__(self, tree: Tree) -> None:
        self.units: list[_Unit] = []
        self._said: dict[tuple[int, str], Says] = {}
        self._health: bool | None = None
        self._part(tree)
        self._starts = [u.nodes[0].at for u in self.units]

    def _part(self, tree: Tree) -> None:
        """Part the page's texts into paragraphs, at borders of blocks and at empty lines."""
        borders = bytearray(len(tree.pieces) + 1)
        skipped = bytearray(len(tree.texts))
        for element in tree.below_body(tree.index.find(tags=_MARKED)):
            if element.name in _SKIPPED:
                skipped[element.t0 : element.t1] = b"\1" * (element.t1 - element.t0)
            else:
                borders[element.p0 - 1] = _LINE if element.name == "br" else _SOFT
                borders[element.p1] = _SOFT
        nodes: list[Text] = []
        parts: list[str] = []
        lines = 0
        units = self.units
        for place, piece in enumerate(tree.pieces):
            if piece is not None:
                if skipped[piece.at]:
                    continue
                parts.append(piece)
                if not piece.isspace():
                    nodes.append(piece)
                    lines = 0
                continue
            if border := borders[place]:
                parts.append(" ")
                lines += border == _LINE
                if lines < 2:
                    continue
            if nodes:
                units.append(_Unit(nodes, "".join(parts)))
                nodes = []
            parts, lines = [], 0
        if nodes:
            units.append(_Unit(nodes, "".join(parts)))
        if not units:
            return
        for unit in units:
            unit.text = bare(" ".join(unit.text.split()))
        # One pass over all letters: no newline is left within a unit.
        for unit, plain in zip(units, spaced("\n".join([u.text for u in units])).split("\n"), strict=True):
            unit.spaced = plain

    def span(self, block: Element) -> tuple[int, int]:
        """Give the first of the paragraphs in a block, and the one after its last."""
        return bisect_left(self._starts, block.t0), bisect_left(self._starts, block.t1)

    def says(self, at: int, language: str = "") -> Says:
        """Give what the paragraph says, its label left out; in `language` in any case."""
        if (at, language) not in self._said:
            unit = self.units[at]
            self._said[at, language] = says(parted(unit.text)[1], language)
        return self._said[at, language]

    def about_health(self) -> bool:
        """Whether the page is about health."""
        if self._health is None:
            self._health = is_about_health(" ".join(u.spaced for u in self.units))
        return self._health

    def is_heading(self, at: int) -> bool:
        return self.units[at].block.name in _HEADINGS

    def is_dangerous(self, at: int) -> bool:
        return is_dangerous("".join(self.units[at].nodes))

    def is_sentence(self, at: int) -> bool:
        """Whether the paragraph is running text, not a line of an address or a menu."""
        text = self.units[at].text
        return text.count(" ") >= 4 and text.rstrip("\"'”’)»*").endswith((".", "!", "?", "।", ";", ":"))

    def is_label(self, at: int, core: int) -> bool:
        """Whether the paragraph is nothing but a name for such notices, and names the one at `core`.

        In a row of links it leads elsewhere; in a bar of its own, with a button beside it, it names a dialog.
        """
        if not label_of(self.units[at].text) or (at and self.is_link(at) and self.is_link(at - 1)):
            return False
        block = self.units[at].block
        box = next((b for b, first, last in ((block, *self.span(block)), *self.above(block)) if last - first > 1))
        first, last = self.span(box)
        return first <= core < last

    def is_link(self, at: int) -> bool:
        """Whether all of the paragraph is links."""
        return all(_inside_link(n) for n in self.units[at].nodes)

    def above(self, block: Element) -> Iterator[tuple[Element, int, int]]:
        """Give the blocks around one, the innermost first, each with its span of paragraphs."""
        parent = block.parent
        while isinstance(parent, Element):
            if is_border(parent):
                yield (parent, *self.span(parent))
            parent = parent.parent

    def around(self, at: int) -> tuple[int, int]:
        """Give the span of paragraphs that can belong to one: its siblings near by, in small boxes also theirs."""
        block = self.units[at].block
        first, last = self.span(block)
        steps = 0
        if last - first == 1:
            for box, start, end in self.above(block):
                if box.name in _TABLES or (box.name in _PAGES and steps) or block.name in {"td", "th"}:
                    break
                first, last = start, end
                steps += 1
                block = box
                if end - start > 3 or steps > 3:
                    break
        return max(first, at - _ROUND), min(last, at + _ROUND + 1)

    def elements(self, first: int, last: int) -> Iterator[tuple[range, Element]]:
        """Give the elements that hold the paragraphs from `first` to `last`, each with its own."""
        at = first
        while at <= last:
            block = self.units[at].block
            end = at + 1
            if self.span(block) == (at, end):
                # A list that is whole stays a list.
                for box, start, stop in self.above(block):
                    if box.name not in _LISTS or start < first or stop > last + 1 or start != at:
                        break
                    block, end = box, stop
                yield range(at, end), block
            else:
                yield range(at, end), _slice(self.units[at])
            at = end


# Boxes that can hold a disclaimer and nothing else.
_BOXES = frozenset(
    {"div", "section", "aside", "td", "li", "dialog", "details", "form", "fieldset", "blockquote", "center"}
)
_BOX_LETTERS = 4_000
_LISTS = frozenset({"ul", "ol", "menu", "li", "dl", "dd"})


def _inside_link(node: Text) -> bool:
    parent = node.parent
    while parent is not None and parent.name not in BORDERS:
        if parent.name == "a":
            return True
        parent = parent.parent
    return False


def _slice(unit: _Unit) -> Element:
    """Give a paragraph that stands bare beside blocks or lines as an element of its own; the tree stays as it is."""
    first, last = unit.nodes[0], unit.nodes[-1]
    starts, ends = ({id(e) for e in (node, *node.parents)} for node in (first, last))
    box = next(e for e in first.parents if id(e) in ends)
    assert isinstance(box, Element)
    held: list[PageElement] = []
    for child in box.contents:
        if held or id(child) in starts:
            held.append(child)
        if id(child) in ends:
            break
    out = Element(name="div")
    out.parent, out.contents, out.tree = box, held, box.tree
    # It holds its texts, and is no element of the page: it has a number that none of those has.
    out.at = out.end = len(box.tree.elements) + first.at
    out.t0, out.t1, out.p0, out.p1 = first.at, last.at + 1, first.place, last.place + 1
    out.below = box.below
    return out


def find_disclaimers(soup: Soup, ledger: Ledger, doubtful: list[list[Text]] | None = None) -> list[Find]:
    """Give every disclaimer in page order; the same words told twice are given once, and cut as duplicate.

    The texts of paragraphs that may be one, though no rule is sure, are added to `doubtful`.
    """
    sheet = _Sheet(soup.tree)
    cores = _cores(sheet, ledger, [] if doubtful is None else doubtful)
    out: list[Find] = []
    told: set[str] = set()
    after = 0
    for at in sorted(cores):
        if at < after:
            continue
        first, last = _whole(sheet, cores, at, after)
        after = last + 1
        signs = tuple(dict.fromkeys(s for i in range(first, last + 1) for s in cores.get(i, ())))
        fresh: list[Element] = []
        old: list[Element] = []
        new = False
        for held, element in sheet.elements(first, last):
            said = all(_key(sheet.units[i].text) in told for i in held)
            (old if said else fresh).append(element)
            new = new or not (said or all(label_of(sheet.units[i].text) for i in held))
        for i in range(first, last + 1):
            told.add(_key(sheet.units[i].text))
        if not new:
            old, fresh = [e for _, e in sheet.elements(first, last)], []
        for element in old:
            ledger.cut(element, "duplicate", "the same disclaimer again")
        if fresh:
            out.append(Find(tuple(fresh), signs))
    return out


def _key(text: str) -> str:
    return "".join(c for c in parted(text)[1] if c.isalnum()) or text


def _cores(sheet: _Sheet, ledger: Ledger, doubtful: list[list[Text]]) -> _Cores:
    """Give the paragraphs that are disclaimers by themselves, each with its signs; add those in doubt to `doubtful`."""
    out: _Cores = {}
    lists = guesses = 0
    for at, unit in enumerate(sheet.units):
        if len(unit.text) < _SHORTEST or unit.text.count(" ") < 2 or not (languages := languages_of(unit.spaced)):
            continue
        name, rest = parted(unit.text)
        what = says(rest) if name else says_in(languages, unit.text, unit.spaced)
        if is_quoted(unit.text) or not any(ledger.is_open(n) for n in unit.nodes):
            continue
        opened = [at]
        if unit.text.endswith(":") and what.half and not what.full and lists < _MOST_LISTS:
            lists += 1
            # "This page does not replace:", and then a list.
            opened += [i for i in range(at + 1, min(at + 7, len(sheet.units))) if sheet.units[i].block.name == "li"]
            what = says(" ".join(sheet.units[i].text for i in opened))
        label = name or (label_of(sheet.units[at - 1].text) if at else "")
        signs = signs_of(what, label, sheet.about_health)
        if signs and is_guess(signs) and guesses < _MOST:
            out[at], guesses = signs, guesses + 1
        elif signs and not is_guess(signs):
            out |= dict.fromkeys(opened, signs)
            if len(out) - guesses >= _MOST:
                break
        elif len(doubtful) < _MOST and may_be_one(what, label):
            doubtful.append(unit.nodes)
    return out


def _whole(sheet: _Sheet, cores: _Cores, at: int, after: int) -> tuple[int, int]:
    """Give the first and the last paragraph of the disclaimer with its core at `at`; none before `after`."""
    low, high = sheet.around(at)
    tongue, guess = cores[at][0].partition(":")[0], is_guess(cores[at])
    low = max(low, after)
    first = last = at
    named = False
    # Back: to a label, else as far as paragraphs lead in.
    for i in range(at - 1, max(low, at - 5) - 1, -1):
        if sheet.is_label(i, at):
            first, named = i, True
            break
        if sheet.says(i, tongue).decoys or sheet.is_heading(i):
            break
    if not named:
        while first > low and sheet.says(first - 1, tongue).leads_in and not sheet.is_heading(first - 1):
            if guess and sheet.is_dangerous(first - 1):
                break
            first -= 1
        before = first - 1
        if before >= after and sheet.is_label(before, at):
            first, named = before, True
    # “Please note” over what only reads like one brings nothing along: articles have such headings, too.
    guess = guess and not (named and label_of(sheet.units[first].text) == "label")
    headed = named and sheet.is_heading(first) and not guess
    box = _own_box(sheet, cores, at, tongue, guess=guess)
    if box is not None:
        high, guess = max(high, box[1]), False
        while first > max(box[0], after) and (box[2] or sheet.is_sentence(first - 1)):
            first -= 1
    # On: what goes on with it, or all that its heading or its own box holds.
    while last + 1 < high:
        step = last + 1
        what = sheet.says(step, tongue)
        # "Print this page" speaks of the page as well, and is no sentence.
        more = what.goes_on and (what.weak != {"itself"} or what.full or what.half or sheet.is_sentence(step))
        if guess and step not in cores and (sheet.is_dangerous(step) or not (what.full or may_be_one(what))):
            break
        if step in cores or (more and not sheet.is_heading(step)):
            last = step
            continue
        if what.decoys or _is_decoy(sheet, step) or sheet.is_heading(step) or label_of(sheet.units[step].text):
            break
        if sheet.units[step].block.name == "button":
            break
        boxed = box is not None and step < box[1] and (box[2] or sheet.is_sentence(step))
        resumed = step + 1 < high and (step + 1 in cores or sheet.says(step + 1, tongue).goes_on)
        if boxed or (resumed and sheet.is_sentence(step)) or (headed and not sheet.is_link(step)):
            last = step
        else:
            break
    return first, last


def _is_decoy(sheet: _Sheet, at: int) -> bool:
    return any(r.decoy.search(sheet.units[at].text) for r in disclaimer_rules())


def _own_box(sheet: _Sheet, cores: _Cores, at: int, tongue: str, *, guess: bool) -> tuple[int, int, bool] | None:
    """Give the span of the box of the disclaimer alone, and whether it is named for it; of a guess only a named one."""
    found: tuple[int, int, bool] | None = None
    for box, start, end in sheet.above(sheet.units[at].block):
        if box.name in _PAGES or box.name in _TABLES or end - start > _BOX:
            break
        if any(i not in cores and _is_decoy(sheet, i) for i in range(start, end)):
            break
        sizes = [len(sheet.units[i].text) for i in range(start, end)]
        if sum(sizes) > _BOX_LETTERS:
            break
        called = " ".join(str(v) for key in ("class", "id", "aria-label") for v in box.get_attribute_list(key) if v)
        own = sum(sizes[i - start] for i in range(start, end) if i in cores or sheet.says(i, tongue).goes_on)
        label = label_of(sheet.units[start].text)
        if label == "label" or (label and not guess) or "disclaimer" in called.lower():
            found = (start, end, True)
        elif box.name in _BOXES and not guess and own * 10 >= sum(sizes) * 4:
            found = found or (start, end, False)
    return found
