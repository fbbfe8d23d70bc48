"""Find the medical disclaimer wherever it stands, and pin it before anything is cut.

A block is a disclaimer when it says, in any language we have rules for, that the text does not replace medical care (a
strong sign), or when two weaker signs meet, one of them possibly its label. Cookie, advertising and copyright notices
carry other signs and are told apart. A label that stands alone ("Medical disclaimer") brings what follows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from a11y_export import words
from a11y_export.reading.around import holds, within
from a11y_export.reading.ledger import BORDERS, UNSEEN, Ledger, text_nodes
from a11y_export.reading.rules import disclaimer_rules

_LONGEST = 450
_MOST_PARAGRAPHS = 4
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = UNSEEN | {"noscript", "select", "option", "textarea", "nav", "title", "svg"}

# A block that holds one of these is no notice: a form's field, a menu.
_FIELDS = frozenset({"select", "option", "textarea", "nav", "title"})


@dataclass(frozen=True, slots=True)
class Find:
    """A disclaimer found: its elements in page order, and why each is believed."""

    elements: tuple[Tag, ...]
    signs: tuple[str, ...]


def find_disclaimers(soup: BeautifulSoup, ledger: Ledger) -> list[Find]:
    """Give every disclaimer in page order; the same words told twice are given once, and cut as duplicate."""
    found: list[Find] = []
    taken: set[int] = set()
    said: set[str] = set()
    place = {id(e): at for at, e in enumerate(soup.find_all(True))}
    blocks = _leaf_blocks(soup)
    leaves = {id(block) for block in blocks}
    for block in blocks:
        if id(block) in taken:
            continue
        labelled = _with_label(block)
        signs = _signs(_text(block), labelled=len(labelled) > 1)
        if not signs or any(id(e) in leaves and _signs(_text(e)) for e in block.find_all(True)):
            continue  # no disclaimer, or a box around one, whose other words are its own
        elements = [e for e in labelled if id(e) not in taken]
        elements += [e for e in _with_rest(block) if id(e) not in taken and all(e is not x for x in elements)]
        elements.sort(key=lambda e: place[id(e)])
        taken.update(id(e) for e in elements)
        key = words.fold(" ".join(_text(e) for e in elements)).casefold()
        if key in said:
            for element in elements:
                ledger.cut(element, "duplicate", "the same disclaimer again")
            continue
        said.add(key)
        found.append(Find(tuple(elements), signs))
    return found


def _leaf_blocks(soup: BeautifulSoup) -> list[Tag]:
    """List the innermost block elements with text of their own, those in navigation and forms' fields left out."""
    out: list[Tag] = []
    if soup.body is None:
        return out
    for element in soup.body.find_all(True):
        if element.name in _SKIPPED or (element.name not in BORDERS and element.name != "label"):
            continue
        own = any(isinstance(c, NavigableString) and c.strip() for c in element.contents) or (
            any(isinstance(c, Tag) and c.name not in BORDERS and c.get_text(strip=True) for c in element.contents)
        )
        if own and not holds(element, _FIELDS) and not within(element, {"nav"}):
            out.append(element)
    return out


def _text(element: Tag) -> str:
    return words.fold(
        " ".join(text_nodes(element))
        if element.name == "table"
        else "".join(
            f" {n} " if n.parent is not None and n.parent.name in BORDERS and n.parent is not element else str(n)
            for n in text_nodes(element)
        )
    )


def _signs(text: str, *, labelled: bool = False) -> tuple[str, ...]:
    """Give the signs that make `text` a disclaimer, or none; `labelled` when a label stands alone before it."""
    size = words.count(text)
    if not 6 <= size <= _LONGEST:
        return ()
    for rules in disclaimer_rules():
        strong = [p.pattern for p in rules.strong if p.search(text)]
        label = labelled or rules.label.match(text.lstrip("*†‡[(–— ").casefold()) is not None
        weak = [p.pattern for p in rules.weak if p.search(text)]
        decoys = sum(1 for p in rules.decoy if p.search(text))
        if strong and (decoys < 2 or label or len(strong) > 1):
            # In a long paragraph one such remark is the article's own; a notice is short, labelled, or says more.
            if size <= 120 or label or len(strong) + len(weak) >= 3:
                return (f"{rules.language}: says that it does not replace care", *(["label"] if label else []))
        elif label and weak and not decoys and size <= 150:
            return (f"{rules.language}: label", "weak sign")
        elif (
            len(weak) >= 3 and not decoys and size <= 120 and any("informa" in w or "education" in w for w in weak[:1])
        ):
            return (f"{rules.language}: three weak signs",)
    return ()


def _with_label(block: Tag) -> list[Tag]:
    """Give the block after the label that stands alone before it, if there is one."""
    before = block.find_previous_sibling(True)
    if (
        before is None
        and block.parent is not None
        and block.parent.name in {"div", "section", "td"}
        and _only_text(block)
    ):
        before = block.parent.find_previous_sibling(True)
    if before is not None and before.name not in UNSEEN:
        text = _text(before)
        if 0 < words.count(text) <= 6 and any(r.label.match(text.casefold()) for r in disclaimer_rules()):
            return [before, block]
    return [block]


def _only_text(block: Tag) -> bool:
    return block.parent is not None and all(
        c is block or not isinstance(c, Tag) or not c.get_text(strip=True) for c in block.parent.contents
    )


def _with_rest(block: Tag) -> list[Tag]:
    """Give the neighbours that carry on the disclaimer: the other blocks of a box that is named for it."""
    box = block.parent
    out: list[Tag] = _under_heading(block)
    if box is not None and box.name in {"div", "section", "aside", "td", "small", "blockquote"}:
        named = " ".join(
            str(c) for c in [*box.get_attribute_list("class"), box.get("id"), box.get("aria-label")] if c
        ).casefold()
        if "disclaimer" in named or "aviso-medico" in named or "medical-notice" in named:
            for element in box.find_all(["p", "li"], recursive=True):
                text = _text(element)
                if element is not block and words.count(text) >= 4 and not _is_decoy(text):
                    out.append(element)
    return out


def _under_heading(block: Tag) -> list[Tag]:
    """Give the paragraphs after the block when a heading is their label: all that stands under it, if it is short."""
    heading = block.find_previous_sibling(True)
    if heading is None or heading.name not in _HEADINGS or len(_with_label(block)) < 2:
        return []
    out: list[Tag] = []
    for element in block.find_next_siblings(True):
        if element.name not in {"p", "ul", "ol"} or len(out) == _MOST_PARAGRAPHS or _is_decoy(_text(element)):
            break
        out.append(element)
    return out


def _is_decoy(text: str) -> bool:
    return any(p.search(text) for r in disclaimer_rules() for p in r.decoy)
