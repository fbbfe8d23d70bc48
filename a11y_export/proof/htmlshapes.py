"""Compare the shapes of an XHTML page with the article's: headings, tables by cell, lists by item, pictures, links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from a11y_export import words
from a11y_export.model import (
    Article,
    Blocks,
    Cell,
    Check,
    Figure,
    Inlines,
    ItemList,
    Origin,
    Span,
    Style,
    Table,
    leaf_texts,
    plain,
    within,
)
from a11y_export.proof.htmlblocks import is_address, prove_blocks
from a11y_export.proof.htmltext import Node, equal, held, own_text
from a11y_export.prose import leaves

_FACTS = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "url")
_STYLES = {"strong": Style.BOLD, "code": Style.CODE, "del": Style.DELETED, "sup": Style.SUP, "sub": Style.SUB}


def prove_shapes(
    kind: str, name: str, article: Article, body: Node, *, leveled: bool = True
) -> list[Check]:
    """Give the checks, named for the `kind` of file, of headings, tables, lists, pictures, links and styles.

    A talking book has levels of its own, beside those of its parts' names: there only the words are compared.
    """
    homes = body.xpath("//section[@data-origin='source'] | //section[@id='disclaimer']//div[@class='disclaimer-text']")
    blocks = [*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks]
    every = [inner for block in blocks for inner in within(block)]
    found = [(int(str(h.tag)[1]), own_text(h)) for home in homes for h in home.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    levels = [int(str(h.tag)[1]) for h in body.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    skipped = levels[:1] != [1] or levels.count(1) != 1 or any(b - a > 1 for a, b in pairwise(levels))
    pictures = [held(b.alt) for b in every if isinstance(b, Figure)]
    figures = [f for home in homes for f in home.iter("figure")]
    return [
        equal(f"{kind} headings", name, [h if leveled else h[1] for h in _levels(article)],
              [h if leveled else h[1] for h in found], "headings"),
        Check(f"{kind} heading levels", name, not skipped, " ".join(map(str, levels))),
        equal(f"{kind} tables", name, [_table(b) for b in every if isinstance(b, Table)],
              [_set_table(t) for home in homes for t in home.iter("table")], "tables"),
        equal(f"{kind} lists", name, [_list(b) for b in every if isinstance(b, ItemList)],
              [_set_list(e) for home in homes for e in home.iter("ul", "ol")], "lists"),
        equal(f"{kind} pictures", name, list(pictures), [_alt(f, a) for f, a in zip(figures, pictures, strict=False)]
              + [None] * (len(figures) - len(pictures)), "pictures"),
        *prove_blocks(kind, name, article, body, named=leveled),
        _styles(kind, name, article, homes),
        _facts(kind, name, article, body),
        Check(f"{kind} disclaimer is named", name, len(body.xpath("//section[@id='disclaimer']/h2")) == 1,
              "the supplied one" if article.disclaimer.origin is Origin.SUPPLIED else article.disclaimer.origin.value),
    ]


def _levels(article: Article) -> list[tuple[int, str]]:
    """Give the headings with their levels: none deeper than one below the heading before."""
    out: list[tuple[int, str]] = []
    level = 1
    for section in article.sections:
        if text := held(plain(section.heading)):
            level = min(max(section.level, 2), level + 1, 6)
            out.append((level, text))
    return out


def _facts(kind: str, name: str, article: Article, body: Node) -> Check:
    """What the page tells of where the article comes from is what the source says, and leads there."""
    told = [held(getattr(article.source, key)) for key in _FACTS]
    homes = body.xpath("//section[@id='about']//dd")
    found = [own_text(dd) for dd in homes]
    odd = [] if found == [fact for fact in told if fact] else found
    unlinked = [fact for fact, dd in zip(filter(None, told), homes, strict=False)
                if is_address(fact) and dd.find("a") is None]
    odd += [f"{fact} leads nowhere" for fact in unlinked]
    for link in (a for dd in homes for a in dd.iter("a")):
        if unquote(link.get("href", ""), errors="replace") != unquote(own_text(link), errors="replace"):
            odd.append(str(link.get("href")))
    return Check(f"{kind} facts", name, not odd, ", ".join(odd[:5])[:200] or f"{len(found)} facts")


def _texts(blocks: Blocks) -> str:
    return held(" ".join(leaf_texts(blocks)))


def _table(table: Table) -> object:
    heads = len(table.header)
    rows = [
        [
            (text := _texts(c.blocks), max(c.rowspan, 1), max(c.colspan, 1), _scope(c, text, top=number < heads))
            for c in row
        ]
        for number, row in enumerate((*table.header, *table.rows))
    ]
    return held(plain(table.caption)), len(table.header), rows


def _scope(cell: Cell, text: str, *, top: bool) -> str:
    """Give what a cell is the header of; one without words names nothing."""
    return "" if not text or not (top or cell.header) else "col" if top else "row"


def _set_table(table: Node) -> object:
    caption = table.find("caption")
    rows = [
        [
            (own_text(c), int(c.get("rowspan", "1")), int(c.get("colspan", "1")), c.get("scope", "") * (c.tag == "th"))
            for c in row.iterchildren("th", "td")
        ]
        for group in table.iterchildren("thead", "tbody")
        for row in group.iterchildren("tr")
    ]
    header = sum(len(list(group.iterchildren("tr"))) for group in table.iterchildren("thead"))
    return own_text(caption) if caption is not None else "", header, rows


def _list(block: ItemList) -> object:
    return "ol" if block.ordered else "ul", block.start if block.ordered else 1, [_texts(item) for item in block.items]


def _set_list(element: Node) -> object:
    return str(element.tag), int(element.get("start", "1")), [own_text(li) for li in element.iterchildren("li")]


def _alt(figure: Node, expected: str) -> str:
    """Give the text that stands for a picture; one without a description may have the program's own notice."""
    image = figure.find("img")
    if image is not None:
        return words.fold(image.get("alt", "")) if expected or not image.get("alt") else expected
    said = figure.find("div[@class='absent']/p/span[@class='s']")
    return own_text(said) if said is not None else ""


def _styles(kind: str, name: str, article: Article, homes: list[Node]) -> Check:
    """Bold, crossed-out, raised, lowered and code words are so on the page, and no others."""
    wanted: dict[str, str] = dict.fromkeys(_STYLES, "")
    for inlines in _running(article):
        for tag, style in _STYLES.items():
            wanted[tag] += "".join(i.plain for i in inlines if isinstance(i, Span) and _has(i, style))
    odd = []
    for tag, text in wanted.items():
        found = "".join(
            words.superscript(t) if tag == "sup" else words.subscript(t) if tag == "sub" else t
            for home in homes for e in home.iter(tag) if (t := own_text(e))
        )
        if held("".join(found.split())) != held("".join(held(text).split())):
            odd.append(tag)
    return Check(f"{kind} styles", name, not odd, ", ".join(odd) or "bold, struck, raised, lowered, code")


def _has(span: Span, style: Style) -> bool:
    # What is both raised and lowered stands raised, as Span.plain has it.
    return style in span.styles and not (style is Style.SUB and Style.SUP in span.styles)


def _running(article: Article) -> Iterator[Inlines]:
    return (leaf.inlines for leaf in leaves(article) if leaf.kind not in {"title", "alt"})
