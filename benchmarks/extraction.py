"""The reading as an extraction benchmark's callable: HTML in, text and metadata out, over the public API."""

from __future__ import annotations

from html import escape

from a11y_export.errors import ExportError, NoArticle
from a11y_export.model import (
    Blocks,
    Callout,
    DefinitionList,
    Figure,
    Inlines,
    ItemList,
    Paragraph,
    Preformatted,
    Quote,
    Row,
    Table,
    leaf_texts,
    plain,
)
from a11y_export.reading import read_bytes


def extract(html: str) -> dict[str, object]:
    """Give text, html, title, people, dates, language and disclaimer of a page.

    Of a page without an article there is no text, and only what the page says of itself.
    """
    try:
        article = read_bytes(html.encode("utf-8", "surrogatepass"), "page.html").article
    except NoArticle as none:
        return {"text": "", **none.known}
    except ExportError:
        return {"text": ""}
    lines: list[str] = []
    marked: list[str] = []
    for section in article.sections:
        if section.heading:
            lines.append(plain(section.heading))
            marked.append(f"<h{section.level}>{_inline(section.heading)}</h{section.level}>")
        lines += list(leaf_texts(section.blocks))
        marked.append(_html(section.blocks, min(section.level + 1, 6) if section.heading else 2))
    source = article.source
    return {
        "text": "\n".join(lines),
        "html": "".join(marked),
        "title": article.title,
        "author": source.author,
        "reviewer": source.reviewer,
        "published": source.published,
        "reviewed": source.reviewed,
        "language": article.language,
        "disclaimer": article.disclaimer.text,
    }


def _inline(spans: Inlines) -> str:
    return escape(plain(spans))


def _html(blocks: Blocks, level: int) -> str:
    """Give blocks as HTML; `level` is that of a heading inside an item, a cell or a box."""
    out: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(spans, heading):
                tag = f"h{level}" if heading else "p"
                out.append(f"<{tag}>{_inline(spans)}</{tag}>")
            case Preformatted(text):
                out.append(f"<pre>{escape(text)}</pre>")
            case ItemList(items, ordered):
                tag = "ol" if ordered else "ul"
                out.append(f"<{tag}>{''.join(f'<li>{_html(i, level)}</li>' for i in items)}</{tag}>")
            case DefinitionList(entries):
                out += [
                    "".join(f"<p>{_inline(t)}</p>" for t in e.terms) + "".join(_html(d, level) for d in e.definitions)
                    for e in entries
                ]
            case Table(caption, header, rows):
                body = "".join(_row(r, level) for r in (*header, *rows))
                out.append(f"<table><caption>{_inline(caption)}</caption>{body}</table>")
            case Figure(alt=alt, caption=caption_blocks, name=name):
                image = f'<img src="{escape(name)}" alt="{escape(alt)}"/>'
                out.append(f"<figure>{image}{_html(caption_blocks, level)}</figure>")
            case Callout(blocks=inner) | Quote(blocks=inner):
                out.append(_html(inner, level))
    return "".join(out)


def _row(row: Row, level: int) -> str:
    return f"<tr>{''.join(f'<td>{_html(c.blocks, level)}</td>' for c in row)}</tr>"
