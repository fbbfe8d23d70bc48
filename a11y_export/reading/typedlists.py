"""Make lists of what is typed as one: Word's list paragraphs, lines and paragraphs that begin with a bullet.

Read aloud, "bullet" or nothing at all stands before each line, and nobody is told that five things are to come; as a
list they are counted and set as one. No word is moved or taken: each mark becomes a `span` that says what it is, and
the record shows it as the mark of a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from lxml import etree

Element = etree._Element
# A line's first sign that is a bullet wherever it stands, and those that are one when three lines begin so.
_BULLETS, _DASHES = "•●▪■◦‣⁃∙▸►➢", "-–—*·"
_MOST_SIGNS, _INDENT, _SPACES, _AFTER = 200, 60, " \t\xa0\r", frozenset(("", " ", "\t", "\xa0", "\n"))
# A dash before a figure may be a minus.
_MARK = re.compile(rf"\s*(?:([{_BULLETS}])(?=\s|$)|([{re.escape(_DASHES)}])(?=\s+[^\W\d_]))")
_SIGNS = frozenset(_BULLETS + _DASHES)
_MOST_EVENTS, _GLANCES = 24, 4  # looked at for a mark
_BLOCKS = frozenset({"p", "div", "td", "dd", "blockquote", "section", "article", "center"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "big", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_WRAPPERS = frozenset({"b", "big", "font", "i", "small", "span", "strong"})
_LEAST, _LEAST_DASHES = 2, 3
# Word's: the paragraph, the mark in it, and the gap behind a mark, which is all that filtered pages keep.
_WORD_STYLE = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_GAP = re.compile(r"font\s*:\s*7\.0pt", re.IGNORECASE)
_MARGIN = re.compile(r"margin-left\s*:\s*(\d{1,4}(?:\.\d{1,3})?)(pt|in|cm|px)", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "px": 0.75}
_NUMBER = re.compile(r"(\d{1,4})[.)]")
_LONGEST_MARK, _STYLE, _DEEPEST = 6, 2000, 9
_WORDS_BULLETS = frozenset(_BULLETS + "·o§*")


def may_be_typed(text: str, data: bytes) -> bool:
    """Whether a page, given as its visible text and as it was parsed, may hold such lists: nearly none does.

    A search for one sign is a matter of microseconds; one for any of them, or a walk, is not.
    """
    if any(_begins_lines(text, bullet, _LEAST) for bullet in _BULLETS) or is_of_word(data):
        return True
    return any(_begins_lines(text, dash + gap, _LEAST_DASHES) for dash in _DASHES for gap in " \xa0")


def _begins_lines(text: str, sign: str, least: int) -> bool:
    """Whether so many lines or texts begin with a sign and a space."""
    lines, at = 0, text.find(sign)
    for _ in range(_MOST_SIGNS):
        if at < 0:
            return False
        before = text[max(0, at - _INDENT) : at].rstrip(_SPACES)
        if before[-1:] in {"", "\n"} and text[at + 1 : at + 2] in _AFTER:
            lines += 1
            if lines == least:
                return True
        at = text.find(sign, at + 1)
    return True


def is_of_word(data: bytes) -> bool:
    """Whether Word wrote the page, and lists in it."""
    return b"Mso" in data and (b"MsoList" in data or b"mso-list" in data)


def set_in(root: Element, data: bytes) -> bool:
    """Make lists below the root of the page that was parsed from `data`; whether there was one.

    The work grows with the page alone.
    """
    made = 0
    if is_of_word(data):
        for parent in _parents(p for p in root.iter("p") if _is_of_list(p)):
            made += _word_lists(parent)
    for parent in _parents(root.iter("br")):
        if parent.tag in _BLOCKS or parent.tag in _WRAPPERS:
            made += _lines(parent)
    for parent in _parents(e for e in root.iter("p", "div") if _may_begin(e)):
        if parent.tag in _BLOCKS or parent.tag == "body":
            made += _paragraphs(parent)
    for item in [e for e in root.iter("li") if _may_begin(e)]:
        made += _unmark(item)
    return made > 0


def _parents(elements: Iterable[Element]) -> list[Element]:
    """Give the elements in which these stand, each once, in page order, before anything is changed."""
    return list(dict.fromkeys(parent for e in elements if (parent := e.getparent()) is not None))


def _may_begin(element: Element) -> bool:
    """Whether the first sign in an element may be a bullet or a dash: at a glance."""
    for _ in range(_GLANCES):
        if text := (element.text or "").lstrip():
            return text[0] in _SIGNS
        if not len(element):
            return False
        element = element[0]
    return True


def _pieces(element: Element) -> Iterator[Element | str]:
    """Give the elements and texts at the beginning of an element, in page order; a few, and no more are needed."""
    for number, (event, part) in enumerate(etree.iterwalk(element, events=("start", "end", "comment", "pi"))):
        if number > _MOST_EVENTS:
            return
        if event == "start":
            if part is not element:
                yield part
            text = part.text
        elif part is element:
            return
        else:
            text = part.tail
        if text:
            yield text


def _runs(parent: Element, belongs: Callable[[Element], bool]) -> list[list[Element]]:
    """Give the runs of children that belong together, with nothing but white space between them."""
    found: list[list[Element]] = []
    run: list[Element] = []
    for child in parent:
        if _named(child) and belongs(child):
            run.append(child)
            if not (child.tail or "").strip():
                continue
        elif not _named(child) and not (child.tail or "").strip():
            continue  # a comment
        if run:
            found.append(run)
            run = []
    return [*found, run] if run else found


def _wrap(element: Element, mark: str) -> None:
    """Put the mark that an element's text begins with, and the white space around it, in a span of its own."""
    text = element.text or ""
    end = text.index(mark) + len(mark)
    while end < len(text) and text[end].isspace():
        end += 1
    span = etree.Element("span", {"data-mark": "list"})
    span.text, span.tail, element.text = text[:end], text[end:] or None, None
    element.insert(0, span)


# ---- lines and paragraphs --------------------------------------------------------------------------------------------


def _mark_of(element: Element) -> tuple[Element, str] | None:
    """Give the sign that an element begins with as a line of a typed list does, and the element in whose text it is."""
    inner = element
    for piece in _pieces(element):
        if not isinstance(piece, str):
            if piece.tag not in _INLINE:
                return None
            inner = piece
        elif piece.strip():
            found = _MARK.match(piece)
            return (inner, found[1] or found[2]) if found and inner.text == piece else None
    return None


def _unmark(item: Element) -> bool:
    """Part the bullet that somebody typed in an item from its words: it would be printed twice."""
    found = _mark_of(item)
    if found is None or found[1] not in _BULLETS:
        return False
    _wrap(*found)
    return True


def _is_list(marks: Sequence[str]) -> bool:
    """Whether lines that begin with these signs are a list: two bullets, or three of the same dash."""
    if all(mark in _BULLETS for mark in marks):
        return len(marks) >= _LEAST
    return len(marks) >= _LEAST_DASHES and len(set(marks)) == 1


def _paragraphs(parent: Element) -> int:
    """Make lists of the paragraphs, one after another, that begin with a bullet."""
    made = 0
    for tag in ("p", "div"):
        for run in _runs(parent, partial(_is_line, tag)):
            found = [_mark_of(e) for e in run]
            marks = [(e, mark) for e, mark in zip(run, found, strict=True) if mark is not None]
            if _is_list([mark[1] for _, mark in marks]):
                items = etree.Element("ul")
                run[0].addprevious(items)
                items.tail, run[-1].tail = run[-1].tail, None
                for element, mark in marks:
                    _wrap(*mark)
                    etree.SubElement(items, "li").append(element)
                made += 1
    return made


def _is_line(tag: str, element: Element) -> bool:
    """Whether an element of this name begins with a mark and holds no blocks."""
    if element.tag != tag or not _may_begin(element) or _mark_of(element) is None:
        return False
    return all(c.tag in _INLINE for c in element if _named(c))


def _lines(element: Element) -> int:
    """Make lists of the lines of one block that begin with a bullet."""
    children = list(element)
    if not any(c.tag == "br" for c in children) or any(c.tag not in _INLINE | {"br"} for c in children if _named(c)):
        return 0
    # Each line: the break before it, its first text, its elements with the texts behind them.
    lines: list[tuple[Element | None, str, list[Element]]] = [(None, element.text or "", [])]
    for child in children:
        if child.tag == "br":
            lines.append((child, child.tail or "", []))
        else:
            lines[-1][2].append(child)
    made, at = 0, 0
    signs = [_sign(text, parts) for _, text, parts in lines]
    while at < len(lines):
        end = at
        while end < len(lines) and signs[end]:
            end += 1
        if _is_list(signs[at:end]) and _may_part(element):
            _list_lines(element, lines[at:end])
            made += 1
        at = max(end, at + 1)
    return made


def _may_part(element: Element) -> bool:
    """Whether lists in an element part no words: it is a block, or all that is in its block, and not set as typed."""
    if next(element.iterancestors("pre", "textarea"), None) is not None:
        return False
    while element.tag in _WRAPPERS:
        above = element.getparent()
        if above is None or len(above) != 1 or (above.text or "").strip() or (element.tail or "").strip():
            return False
        element = above
    return element.tag in _BLOCKS or element.tag == "body"


def _named(element: Element) -> bool:
    return isinstance(element.tag, str)


def _sign(text: str, parts: list[Element]) -> str:
    """Give the bullet that a line begins with, or ""."""
    if text.strip():
        found = _MARK.match(text)
        return found[1] or found[2] if found else ""
    inner = _mark_of(parts[0]) if parts and _named(parts[0]) else None
    return inner[1] if inner else ""


def _list_lines(element: Element, lines: list[tuple[Element | None, str, list[Element]]]) -> None:
    items = etree.Element("ul")
    first = lines[0][0]
    if first is not None:
        first.tail = None
        first.addnext(items)
    else:
        element.text = None
        element.insert(0, items)
    for number, (before, said, own) in enumerate(lines):
        item = etree.SubElement(items, "li")
        item.text = said or None
        for part in own:
            item.append(part)
        if number and before is not None:
            before.tail = None  # it is the item's
            element.remove(before)
        if (mark := _mark_of(item)) is not None:
            _wrap(*mark)


# ---- Word's ----------------------------------------------------------------------------------------------------------


def _word_lists(parent: Element) -> int:
    made = 0
    for run in _runs(parent, lambda e: e.tag == "p" and _is_of_list(e) and _mark_of_word(e) is not None):
        marks = [mark for p in run if (mark := _mark_of_word(p)) is not None]
        kinds = [_kind(mark[1]) for mark in marks]
        if None not in kinds:
            _nest(run, [k for k in kinds if k is not None])
            for paragraph, (place, sign) in zip(run, marks, strict=True):
                if place is paragraph:
                    _wrap_number(paragraph, sign)
                else:
                    place.set("data-mark", "list")
            made += 1
    return made


def _wrap_number(paragraph: Element, number: str) -> None:
    """Put the number in a paragraph's own text, and the gap behind it, in a span."""
    _wrap(paragraph, number)
    mark, gap = paragraph[0], paragraph[1]
    mark.tail = gap.tail
    gap.tail = None
    mark.append(gap)


def _is_of_list(paragraph: Element) -> bool:
    style = (paragraph.get("style") or "")[:_STYLE]
    return (paragraph.get("class") or "").startswith("MsoList") or _WORD_STYLE.search(style) is not None


def _mark_of_word(paragraph: Element) -> tuple[Element, str] | None:
    """Give the bullet or number that Word wrote at a paragraph's beginning, and the element that holds nothing else.

    That is the paragraph itself where the number stands in its own text. Behind the mark stands a gap, in a type of
    7 points.
    """
    said = ""
    for piece in _pieces(paragraph):
        if isinstance(piece, str):
            said += piece
            if len(said.strip()) > _LONGEST_MARK:
                return None
        elif _GAP.search((piece.get("style") or "")[:_STYLE]) and not (piece.text or "").strip() and not len(piece):
            mark, place = said.strip(), piece
            while (above := place.getparent()) is not None and above is not paragraph:
                place = above
            if not mark:
                return None
            if next(place.iter("img", "svg", "object"), None) is not None:
                return None
            held = "".join(map(str, place.itertext())).strip()
            if held == mark:
                return place, mark
            own = not held and place is paragraph[0] and (paragraph.text or "").strip() == mark
            return (paragraph, mark) if own else None
    return None


def _kind(mark: str) -> int | None:
    """Give a mark's number, 0 for a bullet, None for what a list could not repeat: a letter, a Roman number, "≥"."""
    if number := _NUMBER.fullmatch(mark):
        return int(number[1]) or None
    return 0 if mark in _WORDS_BULLETS else None


def _level(paragraph: Element) -> float:
    """Give how deep an item stands: by the level that Word names, else by its margin in points."""
    style = (paragraph.get("style") or "")[:_STYLE]
    if named := _WORD_STYLE.search(style):
        return float(named[1])
    margin = _MARGIN.search(style)
    return float(margin[1]) * _POINTS[margin[2].lower()] if margin else 0.0


def _nest(run: list[Element], kinds: list[int]) -> None:
    """Set paragraphs as lists within lists; a list ends where the numbers do not go on."""
    open_lists: list[tuple[float, Element, int]] = []  # level, list, its last number
    levels = [_level(p) for p in run]
    tail, run[-1].tail = run[-1].tail, None
    last: Element | None = None
    for paragraph, level, kind in zip(run, levels, kinds, strict=True):
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if len(open_lists) >= _DEEPEST:
            level = open_lists[-1][0]
        going_on = bool(open_lists) and open_lists[-1][0] == level
        if going_on:
            before = open_lists[-1][2]
            going_on = kind == before + 1 if kind and before else not kind and not before
            if not going_on:
                open_lists.pop()
        if not going_on:
            items = etree.Element("ol", {"start": str(kind)}) if kind else etree.Element("ul")
            if open_lists:
                open_lists[-1][1][-1].append(items)
            else:
                if last is None:
                    run[0].addprevious(items)
                else:
                    last.addnext(items)
                last = items
            open_lists.append((level, items, kind))
        items = open_lists[-1][1]
        open_lists[-1] = level, items, kind
        etree.SubElement(items, "li").append(paragraph)
    if last is not None:
        last.tail = tail
