"""A plain-text dump of a page → HTML with the same words, so that one reading serves both.

A dump has lost its markup: blank lines part blocks, a bullet starts an item, a short line before prose is a heading.
Of a web page's dump, what stands before the title and after the last prose is marked as such; the rules of the reading
do the cutting. A leaflet that somebody typed stays whole.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise

from a11y_export.reading.notices import parted, says
from a11y_export.reading.rules import bare, byline_rules, consent_rules, text_rule_for

_BULLET = re.compile(r"^\s*(?P<mark>[•◦▪‣●○■*·–-]|\d{1,2}[.)])\s+(?P<text>\S.*)$", re.DOTALL)
# Words that a dump has run together: "HomeHealth articlesWhat is it?". "McDonald" and "YouTube" are none.
_GLUED = re.compile(r"[a-zà-ÿ]{3}[A-Z][a-zà-ÿ]{2}|[a-z]{3}\d{1,2} min")
# What somebody draws or types around a heading or between two parts.
_LINE, _HASHES = re.compile(r"\s*([=_*~#.+-])(?:\s?\1){2,}\s*"), re.compile(r"\s*(#{1,6})\s+(?=\S)")
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b|all rights reserved|derechos reservados", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HEADING_WORDS, _OVER = 16, 8
_ENDS = (".", "!", "?", ":", ";", "।")
_WRAPPED = 40  # letters that a line has before a paragraph is wrapped
_TOP = 3  # lines among which a leaflet's title stands
_LONGEST_TITLE, _MOST_LINES = 30, 400
_MENU_WORDS, _LONG_MENU, _MENU = 4, 8, 4  # words of a menu's line; lines that make a menu before the text, and after it
_TELLING = 4  # letters of a word that says what a text is about


def to_html(text: str) -> str:
    """Give the dump as an HTML page whose visible words are the dump's own, in order.

    A leaflet that somebody typed has nothing to cut: lines go only where something shows that they were a web page's.
    """
    parts = [b for b in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")) if b.strip()]
    groups = [[line for line in _unwrap(part).split("\n") if line.strip()] for part in parts]
    blocks = [line for group in groups for line in group]
    # Which lines stand alone, with an empty line before and after them; an underlined one does.
    alone = [len(g) == 1 or _is_underlined(g[at:]) for g in groups for at in range(len(g))]
    first = next((i for i, b in enumerate(blocks[:_MOST_LINES]) if _is_text(b)), min(len(blocks), _MOST_LINES))
    is_dump = _is_dump(blocks[:first])
    title = _title(blocks, first, is_dump=is_dump)
    start = 0 if not is_dump else first if title is None else title
    end = _end(blocks, start, is_dump=is_dump)
    at = start if title is None else title
    out = ['<div data-dump="before">', *(_paragraph(b) for b in blocks[:start]), "</div>"]
    out += [f'<main data-dump="{"page" if is_dump else "leaflet"}">', *(_paragraph(b) for b in blocks[start:at])]
    if title is not None:
        out.append(_heading(1, blocks[title]))
        at += 1
    out += _body(blocks[at:end], [] if is_dump else alone[at:end])
    out += ["</main>", '<div data-dump="after">', *(_paragraph(b) for b in blocks[end:]), "</div>"]
    return "<!DOCTYPE html><html><head></head><body>" + "\n".join(out) + "</body></html>"


def _bullet(block: str) -> re.Match[str] | None:
    """Give an item's mark and text; "* * *" is a line."""
    return None if _LINE.fullmatch(block) else _BULLET.match(block)


def _is_text(block: str) -> bool:
    """Whether a line is running text of the article, and no short item of a menu."""
    return _is_prose(block) and not (_bullet(block) and len(block.split()) < 6)


def _is_dump(head: list[str]) -> bool:
    """Whether the lines before the text are those of a web page: glued or said by any site, or a long menu."""
    return any(map(_is_chrome, head)) or sum(map(_is_menu, head)) >= _LONG_MENU


def _is_chrome(block: str) -> bool:
    """Whether a line is a site's and not the article's, beyond doubt."""
    line = block.strip()
    return len(_GLUED.findall(line)) > 1 or _is_site(line)


def _is_menu(block: str) -> bool:
    """Whether a line could be a menu's: few words, no figure, no sign of a sentence or of something that is listed."""
    line = block.strip()
    few = len(line.split()) <= _MENU_WORDS and not line.endswith((".", "!", "?", ",", ";"))
    return few and ":" not in line and not any(map(str.isdigit, line)) and not _bullet(block)


def _end(blocks: list[str], start: int, *, is_dump: bool) -> int:
    """Give the index behind the article's last line.

    Behind the last sentence a telephone number or the evening's dose may stand; what stands there goes from the first
    line on that is a site's, with the menu before that, and in a dump from a menu on.
    """
    last = max((i for i, b in enumerate(blocks) if i >= start and _is_prose(b)), default=start)
    last = next((i - 1 for i in range(start + 1 + (last - start) // 2, last) if _opens_tail(blocks[i])), last)
    end = next((i for i in range(last + 1, len(blocks)) if _is_chrome(blocks[i])), len(blocks))
    while last + 1 < end < len(blocks) and _is_menu(blocks[end - 1]):
        end -= 1
    if is_dump:
        menus = range(last + 1, len(blocks) - _MENU + 1)
        end = min(end, next((i for i in menus if all(map(_is_menu, blocks[i : i + _MENU]))), end))
    return end


def _unwrap(block: str) -> str:
    """Join hard-wrapped lines of one paragraph or of one item; lines that stand for themselves stay."""
    lines = block.strip("\n").split("\n")
    if any(map(_bullet, lines)):
        out = lines[:1]
        for line in lines[1:]:
            goes_on = line[:1].isspace() and _bullet(out[-1]) and not _bullet(line) and "\t" not in line
            if goes_on and not out[-1].rstrip().endswith(_ENDS):
                out[-1] += " " + line.strip()
            else:
                out.append(line)
        return "\n".join(out)
    if "\t" in block:
        return block
    long = len(lines) > 2 and all(55 <= len(line) <= 100 for line in lines[:-1])
    # Two lines of which the second begins in the midst of a sentence.
    torn = all(
        _WRAPPED <= len(a) <= 110 and not a.rstrip().endswith(_ENDS) and b.strip()[:1].islower()
        for a, b in pairwise(lines)
    )
    return " ".join(line.strip() for line in lines) if long or (torn and len(lines) > 1) else block


def _title(blocks: list[str], first: int, *, is_dump: bool) -> int | None:
    """Give the index of the title among the lines before the first text, or None when none of them can be it.

    It shares its words with the text. Of a web page's lines it is the longest of those, of a leaflet's the first.
    """
    can = [i for i, b in enumerate(blocks[: first if is_dump else min(first, _TOP)]) if _may_be_title(b)]
    text = {word for b in blocks[first:] for word in _WORD.findall(b.casefold())}
    near = [i for i in can if _shared(blocks[i], text) >= 0.5]
    if not is_dump:
        return next(iter(near or can), None)
    if near:
        return max(near, key=lambda i: (len(blocks[i].split()), -i))
    longest = max(can, key=lambda i: (len(blocks[i].split()), -i), default=None)
    return can[-1] if longest is not None and len(blocks[longest].split()) < 3 else longest


def _may_be_title(block: str) -> bool:
    line = block.strip()
    if _is_chrome(line) or _GLUED.search(line) or _is_byline(line) or _bullet(block):
        return False
    if line.endswith((".", ",", ";", ":")) or "\t" in line:
        return False
    return len(line.split()) <= _LONGEST_TITLE and any(map(str.isalpha, line))


def _shared(block: str, text: set[str]) -> float:
    """Give the share of a line's telling words that stand in the text as well."""
    words = _WORD.findall(block.casefold())
    telling = [word for word in words if len(word) >= _TELLING] or words
    return sum(word in text for word in telling) / len(telling) if telling else 0.0


def _is_prose(block: str) -> bool:
    """Whether a line is article text: a full sentence or a bullet, and no notice of the page."""
    line = block.strip()
    if _is_notice(line):
        return False
    if _bullet(block):
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
    if _is_site(line):
        return True
    name, rest = parted(bare(line))
    return bool(name and says(rest).full)


def _is_site(line: str) -> bool:
    """Whether a line is a cookie notice, a copyright line, or what any site says beside its articles."""
    consent = consent_rules()
    if len(line) < 600 and consent.says.search(line) and consent.asks.search(line):
        return True
    return text_rule_for(line) is not None or _COPYRIGHT.search(line) is not None


def _opens_tail(block: str) -> bool:
    """Whether a line heads the links that follow an article; nothing after it belongs to the article."""
    rule = text_rule_for(block.strip())
    return rule is not None and rule.name in {"related", "comments"}


def _is_byline(line: str) -> bool:
    if len(line.split()) > 14:
        return False
    return any(p.fullmatch(line) for p in byline_rules().values())


def _body(blocks: list[str], alone: list[bool]) -> list[str]:
    """Give the article's lines as lists, tables, headings and paragraphs; `alone` is empty for a web page's dump."""
    out: list[str] = []
    item_mark = ""
    started = False
    rows = 0
    for index, block in enumerate(blocks):
        if rows:
            rows -= 1
            continue
        line = block.strip()
        bullet = _bullet(block)
        ordered = bool(bullet and bullet["mark"][0].isdigit())
        tag = ("ol" if ordered else "ul") if bullet else ""
        if tag != item_mark:
            out += [f"</{item_mark}>"] * bool(item_mark) + [f"<{tag}>"] * bool(tag)
            item_mark = tag
        if bullet:
            mark, text = html.escape(bullet["mark"]), html.escape(bullet["text"].strip())
            out.append(f'<li><span data-mark="list">{mark} </span>{text}</li>')
            started = True
        elif _LINE.fullmatch(block):
            out.append(f'<p><span data-mark="drawn">{html.escape(line)}</span></p>')
        elif (size := _rows(blocks, index)) > 1:
            out += ["<table>", *(_row(b, first=b is block) for b in blocks[index : index + size]), "</table>"]
            rows = size - 1
        elif _HASHES.match(block) or _is_heading(blocks, index, started) or _stands_over(blocks, index, alone):
            out.append(_heading(2, block))
        else:
            started = started or (_is_prose(line) and not _near_byline(blocks, index))
            out.append(_paragraph(line))
    return out + [f"</{item_mark}>"] * bool(item_mark)


def _rows(blocks: list[str], index: int) -> int:
    """Count the lines from one on that have as many columns, parted by tabs."""
    columns = len(blocks[index].strip().split("\t"))
    size = 0
    while columns > 1 and index + size < len(blocks) and len(blocks[index + size].strip("\n ").split("\t")) == columns:
        size += 1
    return size


def _row(block: str, *, first: bool) -> str:
    """Give a row; the first one names the columns when each has a name and none a figure."""
    cells = [html.escape(cell.strip()) for cell in block.strip("\n ").split("\t")]
    tag = "th" if first and all(cells) and not any(map(str.isdigit, block)) else "td"
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _heading(level: int, block: str) -> str:
    """Give a heading; the signs that mark it as one stand apart."""
    line, mark = block.strip(), ""
    if hashes := _HASHES.match(line):
        mark, line = f'<span data-mark="drawn">{hashes[1]} </span>', line[hashes.end() :]
    return f"<h{level}>{mark}{html.escape(line)}</h{level}>"


def _stands_over(blocks: list[str], index: int, alone: list[bool]) -> bool:
    """Whether a short line stands alone over others, as in a leaflet: "When to call" over what to look out for."""
    if not alone or not alone[index] or index + 1 >= len(blocks):
        return False
    line, below = blocks[index].strip(), blocks[index + 1]
    if len(line.split()) > _OVER or line.endswith((".", "!", ",", ";", ":")) or "\t" in line or _is_byline(line):
        return False
    return line[:1].isupper() and (_is_underlined(blocks[index:]) or not (alone[index + 1] and _is_menu(below)))


def _is_underlined(lines: list[str]) -> bool:
    return len(lines) > 1 and _LINE.fullmatch(lines[1]) is not None and _LINE.fullmatch(lines[0]) is None


def _near_byline(blocks: list[str], index: int) -> bool:
    """Whether a byline follows soon: then this is a summary above it, and headings have not begun."""
    return any(_is_byline(b.strip()) for b in blocks[index + 1 : index + 6])


def _is_heading(blocks: list[str], index: int, started: bool) -> bool:
    """Whether a short line without a full stop is followed by prose; before the first prose there are only bylines."""
    line = blocks[index].strip()
    if not started or index + 1 >= len(blocks) or _bullet(blocks[index]):
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
