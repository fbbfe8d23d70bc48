"""Compare the shapes of a PDF's tree with the article's: headings, tables by grid, lists, pictures, links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from urllib.parse import unquote, urlsplit

from a11y_export import words
from a11y_export.model import (
    Article,
    Blocks,
    Check,
    DefinitionList,
    Figure,
    Inline,
    ItemList,
    Origin,
    Row,
    Span,
    Table,
    leaf_texts,
    plain,
    within,
)
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import PROGRAM, children, every, find, source, table_rows, text_of
from a11y_export.proof.pixels import on_record
from a11y_export.prose import leaves
from a11y_export.wording import Wording

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_WIDEST = 100  # columns that a cell may span
_HEADINGS = tuple(f"H{level}" for level in range(1, 7))
_NAMED = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "url")
_SCOPES = frozenset({"Row", "Column", "Both"})
_BULLETS = frozenset("•–")
CLINICS = ("Clinic", "QRCode")  # the roles that set apart what is the clinic's
_Cells = dict[tuple[int, int], tuple[str, bool]]


def prove_shapes(name: str, article: Article, document: Document) -> list[Check]:
    """Give the checks of a file's headings, tables, lists, pictures and links against the article's."""
    found_one = article.disclaimer.origin is Origin.FOUND
    # What is the clinic's, a disclaimer that it supplied too, is the program's; its words are proved elsewhere.
    apart = {*CLINICS} | ({"Disclaimer"} if not found_one else set())
    kids: list[Element | str] = [kid for kid in document.root.kids
                                 if not isinstance(kid, Element) or kid.role not in apart]
    root = replace(document.root, kids=kids)
    blocks: Blocks = (*(b for s in article.sections for b in s.blocks),
                      *(article.disclaimer.blocks if found_one else ()))
    inner = [below for block in blocks for below in within(block)]
    wording = Wording.load(article.language)
    tables = [(words.fold(plain(t.caption)), _grid(t)) for t in inner if isinstance(t, Table)]
    set_tables = [(" ".join(source(c) for c in children(t, "Caption")), _set_grid(t)) for t in find(root, "Table")]
    lists = [made for block in inner if (made := _list(block))]
    return [
        _equal("pdf headings", name, _levels(article), [(int(e.role[1]), source(e)) for e in find(root, *_HEADINGS)
                                                        if source(e)], "headings"),
        _heading_steps(name, document.root),
        _equal("pdf tables", name, tables, set_tables, "tables"),
        _equal("pdf lists", name, lists, [made for e in find(root, "L") if (made := _set_list(e))], "lists"),
        _pictures(name, [f for f in inner if isinstance(f, Figure)], root, document, wording),
        _links(name, article, document),
    ]


def _equal(check: str, artifact: str, expected: Sequence[object], found: Sequence[object], what: str) -> Check:
    if list(expected) == list(found):
        return Check(check, artifact, True, f"{len(found)} {what}")
    for number, (wanted, there) in enumerate(zip(expected, found, strict=False), 1):
        if wanted != there:
            return Check(check, artifact, False, f"{what} {number}: {_first_difference(wanted, there)}")
    return Check(check, artifact, False, f"expected {len(expected)} {what}, found {len(found)}")


def _first_difference(wanted: object, there: object) -> str:
    """Name the cell where two tables differ, else both things."""
    match wanted, there:
        case (str(), dict() as a), (str(), dict() as b):
            for place in sorted({*a, *b}):
                if a.get(place) != b.get(place):
                    return f"row {place[0] + 1}, column {place[1] + 1}: expected {a.get(place)}, found {b.get(place)}"
    return f"expected {wanted!r:.200}, found {there!r:.200}"


# ---- headings ------------------------------------------------------------------------------------------------------


def _levels(article: Article) -> list[tuple[int, str]]:
    """Give the source's headings with their levels: none deeper than one below the heading before."""
    title = words.fold(article.title)
    out = [(1, title)] if title and article.title_origin == "page" else []
    level = 1
    for section in article.sections:
        text = words.fold(plain(section.heading))
        if text:
            level = min(max(section.level, 2), level + 1, 6)
            out.append((level, text))
    return out


def _heading_steps(name: str, root: Element) -> Check:
    levels = [int(e.role[1]) for e in find(root, *_HEADINGS)]
    good = levels[:1] == [1] and levels.count(1) == 1 and all(b - a <= 1 for a, b in pairwise(levels))
    return Check("pdf heading levels", name, good, " ".join(map(str, levels)))


# ---- tables --------------------------------------------------------------------------------------------------------


def _grid(table: Table) -> _Cells:
    """Give what stands at each (row, column), and whether it is a header, as HTML places cells.

    Spans end with their part of the table, before a row that has no cell of its own, and before a cell from above;
    what no cell covers is empty.
    """
    rows: list[Row] = [*table.header, *table.rows]
    heads = len(table.header)
    grid: _Cells = {}
    for number, row in enumerate(rows):
        end = heads if number < heads else len(rows)
        end = next((later for later in range(number + 1, end) if not rows[later]), end)
        column = 0
        for cell in row:
            while (number, column) in grid:
                column += 1
            wide = 1
            while wide < min(cell.colspan, _WIDEST) and (number, column + wide) not in grid:
                wide += 1
            last = min(number + cell.rowspan, end) if cell.rowspan else end
            said = (words.fold(" ".join(leaf_texts(cell.blocks))), number < heads or cell.header)
            for r in range(number, max(last, number + 1)):
                grid |= {(r, c): said for c in range(column, column + wide)}
            column += wide
    columns = 1 + max((c for _, c in grid), default=-1)
    return {(r, c): grid.get((r, c), ("", False)) for r in range(len(rows)) for c in range(columns)}


def _set_grid(table: Element) -> _Cells:
    """Give what the file's table has at each (row, column); a hole, or two cells in one place, is said."""
    grid: _Cells = {}
    rows = table_rows(table)
    for number, row in enumerate(rows):
        column = 0
        for cell in children(row, "TH", "TD"):
            while (number, column) in grid:
                column += 1
            tall, wide = (int(cell.attributes.get(key, "1")) for key in ("RowSpan", "ColSpan"))
            for r in range(number, number + min(tall, len(rows) + 1)):
                for c in range(column, column + min(wide, 10_000)):
                    grid[r, c] = ("two cells in one place", False) if (r, c) in grid else (
                        source(cell), cell.role == "TH" and cell.attributes.get("Scope") in _SCOPES)
            column += wide
    return grid


# ---- lists ---------------------------------------------------------------------------------------------------------


def _list(block: object) -> list[tuple[str, str]]:
    """Give a list's items as (label or terms, text), without what says nothing; empty for any other block."""
    match block:
        case ItemList(items, ordered, start):
            entries = [(f"{start + n}." if ordered else "•", _said(item)) for n, item in enumerate(items)]
            return entries if any(text for _, text in entries) else []
        case DefinitionList(found):
            entries = [
                (words.fold(" ".join(map(plain, e.terms))), " ".join(filter(None, map(_said, e.definitions))))
                for e in found
            ]
            return [entry for entry in entries if any(entry)]
        case _:
            return []


def _said(blocks: Blocks) -> str:
    return words.fold(" ".join(leaf_texts(blocks)))


def _set_list(element: Element) -> list[tuple[str, str]]:
    out = []
    for item in children(element, "LI"):
        label = " ".join(source(e) or text_of(e, PROGRAM) for e in children(item, "Lbl"))
        text = " ".join(source(e) for e in children(item, "LBody"))
        out.append(("•" if label in _BULLETS and element.attributes.get("ListNumbering") != "None" else label, text))
    if element.attributes.get("ListNumbering") == "None":
        return [entry for entry in out if any(entry)]
    return out if any(text for _, text in out) else []  # such as the program's own list of addresses


# ---- pictures ------------------------------------------------------------------------------------------------------


def _pictures(name: str, figures: list[Figure], root: Element, document: Document, wording: Wording) -> Check:
    """Each picture stands in its place with its description, or a notice says that it is not in this copy."""
    notices = _notices(wording, len(figures))
    unnamed = words.fold(wording.get("figure.no_alt").text)
    found = [e for e in every(root) if e.role == "Figure"
             or (e.role == "P" and e.title == PROGRAM and " ".join(words.tokens(text_of(e, PROGRAM))) in notices)]
    number = 0
    for there in found:
        if there.role != "Figure":
            many = notices[" ".join(words.tokens(text_of(there, PROGRAM)))]
            if many > 1 and any(words.fold(f.alt) or f.caption for f in figures[number : number + many]):
                return Check("pdf pictures", name, False, f"picture {number + 1} is described, yet among {many}")
            number += many
            continue
        number += 1
        if number > len(figures):
            break
        figure, count = figures[number - 1], len(there.pictures)
        if figure.image is None or count != 1 or words.fold(there.alt) != (words.fold(figure.alt) or unnamed):
            return Check("pdf pictures", name, False, f"picture {number}: {count} drawn, “{there.alt[:80]}”")
        wanted, shown = on_record(figure.image.shows), there.pictures[0]
        if wanted is None or shown is None or not wanted.shows(shown):
            return Check("pdf pictures", name, False, f"picture {number} shows something else, “{there.alt[:80]}”")
    if number != len(figures):
        return Check("pdf pictures", name, False, f"{number} pictures or notices, {len(figures)} in the article")
    drawn = sum(len(shown) for page in document.pages for shown in page.pictures.values())
    owned = sum(len(e.pictures) for e in find(document.root, "Figure"))
    return Check("pdf pictures", name, drawn == owned, f"{owned} pictures, {drawn} drawn")


def _notices(wording: Wording, most: int) -> dict[str, int]:
    """Give how many pictures each notice tells of, by its words."""
    one = {" ".join(words.tokens(wording.get(f"figure.{key}").text)): 1 for key in ("no_picture", "sign")}
    return one | {" ".join(words.tokens(wording.get("figure.no_pictures", n=n).text)): n for n in range(2, most + 1)}


# ---- links ---------------------------------------------------------------------------------------------------------


def _links(name: str, article: Article, document: Document) -> Check:
    """The source's links lead where the article's do, in their order; the program's lead to what they say."""
    running = [leaf.inlines for leaf in leaves(article) if leaf.kind not in {"title", "alt"}]
    wanted = [target for inlines in running for target in _targets(inlines)]
    named = {t for key in _NAMED if (t := _target(str(getattr(article.source, key))))}
    named |= {_plain(t) for home in find(document.root, *CLINICS) for e in find(home, "Link") for t in e.targets}
    links: list[str] = []
    for e, supplied in _owned_links(document.root, "", supplied=False):
        addresses = {_plain(target) for target in e.targets}
        if len(addresses) > 1:
            return Check("pdf links", name, False, f"one link, {len(addresses)} addresses")
        if supplied:
            links += addresses
        elif addresses - {_plain("".join(text_of(e, PROGRAM, PROGRAM).split()))}:
            return Check("pdf links", name, False, f"{', '.join(addresses)} is not what the link says")
    expected = [target for target, _ in groupby(wanted)]
    found = [target for target, _ in groupby(links)]
    if expected != found:
        return _equal("pdf links", name, expected, found, "links")
    odd = {_plain(a) for a in document.addresses} ^ ({*wanted} | named)
    return Check("pdf links", name, not odd, ", ".join(sorted(odd)[:3]) or f"{len(document.addresses)} addresses")


def _owned_links(element: Element, owner: str, *, supplied: bool) -> Iterator[tuple[Element, bool]]:
    """Give the links in order, and whether each is an article's; one in a supplied disclaimer is, too."""
    owner = element.title or owner
    supplied = supplied or element.role == "Disclaimer"
    if element.role == "Link":
        yield element, supplied or owner != PROGRAM
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _owned_links(kid, owner, supplied=supplied)


def _targets(inlines: Sequence[Inline]) -> Iterator[str]:
    for href, group in groupby(inlines, lambda i: i.href or "" if isinstance(i, Span) else ""):
        target = _target(href)
        if target and words.fold(plain(tuple(group))):
            yield target


def _target(href: str) -> str:
    """Give an address as it is compared, empty for what becomes no link."""
    try:
        scheme = urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
    return _plain(href) if scheme in _SCHEMES else ""


def _plain(address: str) -> str:
    return unquote(words.fold(address).encode("utf-8", "replace").decode(), errors="replace")
