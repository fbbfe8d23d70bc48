"""A plain-text dump of a page → HTML with the same words, so that one reading serves both.

A dump has lost its markup: blank lines part blocks, a bullet starts an item, a short line before prose is a heading.
What stands before the title and after the last prose is marked as such; the rules of the reading do the cutting.
"""

from __future__ import annotations

import html
import re

from a11y_export.reading.notices import parted, says
from a11y_export.reading.rules import bare, byline_rules, consent_rules, text_rule_for

_BULLET = re.compile(r"^\s*(?P<mark>[•◦▪‣●○■*·–-]|\d{1,2}[.)])\s+(?P<text>\S.*)$", re.DOTALL)
_GLUED = re.compile(r"[a-zà-ÿ)][A-Z][a-z]|[a-z]{3}\d{1,2} min")
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b|all rights reserved|derechos reservados", re.IGNORECASE)
_HEADING_WORDS = 16


def to_html(text: str) -> str:
    """Give the dump as an HTML page whose visible words are the dump's own, in order."""
    blocks = [
        b
        for b in (_unwrap(b) for b in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")))
        if b.strip()
    ]
    blocks = [line for block in blocks for line in _lines(block)]
    title = _title(blocks)
    last = max((i for i, b in enumerate(blocks) if i > title and _is_prose(b)), default=title)
    last = next((i - 1 for i in range(title + 1 + (last - title) // 2, last) if _opens_tail(blocks[i])), last)
    out = ['<div data-dump="before">', *(_paragraph(b) for b in blocks[:title]), "</div>", "<main>"]
    if blocks:
        out.append(f"<h1>{html.escape(blocks[title].strip())}</h1>")
    out += _body(blocks[title + 1 : last + 1])
    out += ["</main>", '<div data-dump="after">', *(_paragraph(b) for b in blocks[last + 1 :]), "</div>"]
    return "<!DOCTYPE html><html><head></head><body>" + "\n".join(out) + "</body></html>"


def _unwrap(block: str) -> str:
    """Join hard-wrapped lines of one paragraph; lines that stand for themselves stay."""
    lines = block.split("\n")
    if (
        len(lines) > 2
        and all(55 <= len(line) <= 100 for line in lines[:-1])
        and not any(_BULLET.match(x) for x in lines)
    ):
        return " ".join(line.strip() for line in lines)
    return block


def _lines(block: str) -> list[str]:
    return [line for line in block.split("\n") if line.strip()]


def _title(blocks: list[str]) -> int:
    """Give the index of the title: the longest title-like line before the first prose."""
    best, best_size = 0, 0
    for index, block in enumerate(blocks[:40]):
        line = block.strip()
        size = len(line.split())
        if _is_prose(line) and best_size >= 3 and not _GLUED.search(line):
            break
        if _GLUED.search(line) or line.endswith((".", ",", ";", ":")) or size > 30 or _BULLET.match(block):
            continue
        if size > best_size:
            best, best_size = index, size
    return best


def _is_prose(block: str) -> bool:
    """Whether a line is article text: a full sentence or a bullet, and no notice of the page."""
    line = block.strip()
    if _is_notice(line):
        return False
    if _BULLET.match(block):
        return True
    if line.endswith("?") and len(line.split()) < 14:
        return False
    return (
        len(line.split()) >= 7
        and line.rstrip("\"'”’)").endswith((".", "!", "?", ":", ";", "।"))
        and not _is_byline(line)
    )


def _is_notice(line: str) -> bool:
    """Whether a line is a cookie notice, a copyright line, an invitation, or the disclaimer."""
    consent = consent_rules()
    if len(line) < 600 and consent.says.search(line) and consent.asks.search(line):
        return True
    if text_rule_for(line) or _COPYRIGHT.search(line):
        return True
    name, rest = parted(bare(line))
    return bool(name and says(rest).full)


def _opens_tail(block: str) -> bool:
    """Whether a line heads the links that follow an article; nothing after it belongs to the article."""
    rule = text_rule_for(block.strip())
    return rule is not None and rule.name in {"related", "comments"}


def _is_byline(line: str) -> bool:
    if len(line.split()) > 14:
        return False
    return any(p.fullmatch(line) for p in byline_rules().values())


def _body(blocks: list[str]) -> list[str]:
    out: list[str] = []
    item_mark = ""
    started = False
    for index, block in enumerate(blocks):
        line = block.strip()
        bullet = _BULLET.match(block)
        ordered = bool(bullet and bullet["mark"][0].isdigit())
        tag = ("ol" if ordered else "ul") if bullet else ""
        if tag != item_mark:
            out += [f"</{item_mark}>"] * bool(item_mark) + [f"<{tag}>"] * bool(tag)
            item_mark = tag
        if bullet:
            mark, text = html.escape(bullet["mark"]), html.escape(bullet["text"].strip())
            out.append(f'<li><span data-mark="list">{mark} </span>{text}</li>')
            started = True
        elif _is_heading(blocks, index, started):
            out.append(f"<h2>{html.escape(line)}</h2>")
        else:
            started = started or (_is_prose(line) and not _near_byline(blocks, index))
            out.append(_paragraph(line))
    return out + [f"</{item_mark}>"] * bool(item_mark)


def _near_byline(blocks: list[str], index: int) -> bool:
    """Whether a byline follows soon: then this is a summary above it, and headings have not begun."""
    return any(_is_byline(b.strip()) for b in blocks[index + 1 : index + 6])


def _is_heading(blocks: list[str], index: int, started: bool) -> bool:
    """Whether a short line without a full stop is followed by prose; before the first prose there are only bylines."""
    line = blocks[index].strip()
    if not started or index + 1 >= len(blocks) or _BULLET.match(blocks[index]):
        return False
    short = len(line.split()) <= _HEADING_WORDS and not line.endswith((".", ",", ";", ":"))
    return (
        short
        and line[:1].isalnum() | line.startswith(("¿", "¡", "“", '"'))
        and not _is_byline(line)
        and _is_prose(blocks[index + 1])
    )


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text.strip())}</p>"
