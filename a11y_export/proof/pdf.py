"""Reopen a finished PDF and prove law 3: its tagged text is the article, word for word, and says whose words it holds.

The file is read with pikepdf, which knows nothing of how it was written. Source words, in the order of the structure
tree, must equal the article's tokens; program words must equal what the exporter declared; cells compare by row and
column; nothing is drawn that is neither tagged nor an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from a11y_export import words
from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    Check,
    DefinitionList,
    Figure,
    ItemList,
    Origin,
    Quote,
    Table,
    leaf_texts,
)
from a11y_export.proof.pdftext import Element, Unreadable, read_structure

SOURCE, PROGRAM = "source", "program"
# Structure types that stand within a line: their borders split no word.
_INLINE = frozenset({"Span", "Link", "Em", "Strong", "Code", "Quote", "Reference", "Note"})


@dataclass(frozen=True, slots=True)
class _Piece:
    origin: str
    text: str


def prove_pdf(path: Path, name: str, article: Article, declared: list[str]) -> list[Check]:
    """Give the checks of the PDF at `path`, recorded as `name`; `declared` are the program's texts, in order."""
    try:
        document = read_structure(path)
    except Unreadable as error:
        return [Check("pdf opens", name, False, str(error))]
    root = document.root
    checks = [
        Check("pdf opens", name, True, f"{document.pages} pages, tagged, language {document.language}"),
        Check(
            "pdf language",
            name,
            document.language == article.language,
            f"{document.language or 'none'}; the article is in {article.language}",
        ),
        Check("pdf fonts embedded", name, not document.loose_fonts, ", ".join(document.loose_fonts) or "all"),
        Check(
            "pdf nothing untagged",
            name,
            not document.untagged and not document.unreferenced,
            words.fold(document.untagged)[:200] or f"{document.unreferenced} marked pieces outside the tree",
        ),
    ]
    pieces = list(_pieces(root, ""))
    # A program's word within a line ("shareholder [link 1],") parts no source word; blocks bring their own borders.
    source = words.tokens("".join(p.text for p in pieces if p.origin == SOURCE))
    program = words.tokens("".join(p.text if p.origin == PROGRAM else " " for p in pieces))
    nobody = words.tokens("".join(p.text for p in pieces if p.origin not in {SOURCE, PROGRAM}))
    checks.append(compare("pdf words are the article's", name, article.tokens(), source))
    checks.append(
        compare("pdf program words are declared", name, [t for d in declared for t in words.tokens(d)], program)
    )
    checks.append(Check("pdf every word has an owner", name, not nobody, " ".join(nobody[:20]) or "all"))
    checks.append(_disclaimer(name, article, root))
    checks += _shapes(name, article, root)
    return checks


def compare(check: str, artifact: str, expected: list[str], found: list[str]) -> Check:
    """Give the check that two token sequences are equal; the evidence names the first difference."""
    if expected == found:
        return Check(check, artifact, True, f"{len(found)} words, sha256 {words.digest(found)[:16]}")
    for tag, a, b, c, d in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if tag != "equal":
            where = " ".join(expected[max(0, a - 4) : a])
            return Check(
                check,
                artifact,
                False,
                f"after “{where}”: expected “{' '.join(expected[a:b][:8])}”, found “{' '.join(found[c:d][:8])}”",
            )
    return Check(check, artifact, False, "the sequences differ")


def _pieces(element: Element, origin: str) -> Iterator[_Piece]:
    """Give the tree's texts in order, with the owner of each; a block's borders part words."""
    own = element.title if element.title in {SOURCE, PROGRAM} else origin
    block = element.role not in _INLINE
    if block:
        yield _Piece(own, " ")
        yield _Piece(PROGRAM if own == SOURCE else SOURCE, " ")
    for kid in element.kids:
        if isinstance(kid, str):
            yield _Piece(own, kid)
        else:
            yield from _pieces(kid, own)
    if block:
        yield _Piece(own, " ")


def _text(element: Element, origin: str, inherited: str = "") -> str:
    return words.fold("".join(p.text for p in _pieces(element, inherited) if p.origin == origin))


def _find(element: Element, role: str) -> Iterator[Element]:
    if element.role == role:
        yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _find(kid, role)


def _disclaimer(name: str, article: Article, root: Element) -> Check:
    """Law 2: the disclaimer's every token stands, in order, in the file."""
    if article.disclaimer.origin is Origin.NONE:
        return Check("pdf disclaimer", name, True, "the source has none")
    homes = list(_find(root, "Disclaimer"))
    origin = SOURCE if article.disclaimer.origin is Origin.FOUND else PROGRAM
    expected = words.tokens(article.disclaimer.text)
    for home in homes:
        found = words.tokens(" ".join(_text(kid, origin, origin) for kid in home.kids if isinstance(kid, Element)))
        for start in range(len(found) - len(expected) + 1):
            if found[start : start + len(expected)] == expected:
                return Check("pdf disclaimer", name, True, f"{len(expected)} words, in full")
    return Check(
        "pdf disclaimer", name, False, f"{len(homes)} disclaimer sections, none with all {len(expected)} words"
    )


def _shapes(name: str, article: Article, root: Element) -> list[Check]:
    """Compare tables by row and cell, lists by item, pictures by their alternative text."""
    own = article.disclaimer.blocks if article.disclaimer.origin is Origin.FOUND else ()
    blocks: Blocks = (*(b for s in article.sections for b in s.blocks), *own)
    tables = [t for b in blocks for t in _inside(b, Table)]
    expected = [_rows(t) for t in tables if isinstance(t, Table)]
    found = [
        [
            [text for cell in row.kids if isinstance(cell, Element) if (text := _text(cell, SOURCE, SOURCE))]
            for row in _find(t, "TR")
        ]
        for t in _find(root, "Table")
    ]
    found = [[row for row in table if row] for table in found]
    figures = [f for b in blocks for f in _inside(b, Figure) if isinstance(f, Figure)]
    alts = sorted(words.fold(f.alt) for f in figures if f.alt and f.image)
    drawn = sorted(words.fold(f.alt) for f in _find(root, "Figure") if f.alt)
    lists = [x for b in blocks for x in _inside(b, ItemList) if isinstance(x, ItemList)]
    items = sum(1 for x in lists for item in x.items if words.tokens(" ".join(leaf_texts(item))))
    bodies = sum(1 for body in _find(root, "LBody") if _text(body, SOURCE, SOURCE) and not _is_program_list(body))
    headings = [s.title for s in article.sections if s.title]
    set_headings = [t for e in _headings(root) if (t := _text(e, SOURCE, SOURCE)) and e.title != PROGRAM]
    return [
        Check("pdf tables", name, expected == found, f"{len(found)} tables, {sum(map(len, found))} rows"),
        Check("pdf lists", name, bodies >= items, f"{bodies} items in the file, {items} in the article"),
        Check("pdf pictures", name, all(a in drawn for a in alts), f"{len(drawn)} pictures with an alternative text"),
        Check("pdf headings", name, len(set_headings) >= len(headings), f"{len(set_headings)} headings"),
    ]


def _is_program_list(body: Element) -> bool:
    return body.title == PROGRAM


def _headings(root: Element) -> Iterator[Element]:
    for level in range(1, 7):
        yield from _find(root, f"H{level}")


def _rows(table: Table) -> list[list[str]]:
    rows = [
        [text for cell in row if (text := words.fold(" ".join(leaf_texts(cell.blocks))))]
        for row in (*table.header, *table.rows)
    ]
    return [row for row in rows if row]


def _inside(block: object, kind: type) -> Iterator[object]:
    """Give the blocks of one kind at or below `block`, in reading order."""
    if isinstance(block, kind):
        yield block
    match block:
        case ItemList(items):
            inner: list[object] = [b for item in items for b in item]
        case DefinitionList(entries):
            inner = [b for e in entries for d in e.definitions for b in d]
        case Table(_, header, rows):
            inner = [b for row in (*header, *rows) for cell in row for b in cell.blocks]
        case Figure(caption=caption):
            inner = list(caption)
        case Callout(blocks=blocks) | Quote(blocks=blocks):
            inner = list(blocks)
        case _:
            inner = []
    for below in inner:
        yield from _inside(below, kind)
