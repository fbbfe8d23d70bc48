"""A plain text → HTML with the same words, so that one reading serves both.

A text is a leaflet that somebody typed, or the dump of a web page. It has lost its markup, if it had any: empty lines
part blocks, a bullet starts an item, a short line before prose is a heading (textlines.py). Of a dump, what stands
before the title and after the last prose is marked as such; the rules of the reading do the cutting. A leaflet stays
whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import accumulate

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.language import small_words
from a11y_export.reading.notices import parted, says
from a11y_export.reading.rules import bare, byline_hint, byline_rules, consent_rules, text_rule_for
from a11y_export.reading.survey import size_of
from a11y_export.reading.textlines import Line, heading, inline, lines_of, paragraph, rows_at, table

# Words that a dump has run together: "HomeHealth articlesWhat is it?". "McDonald" and "YouTube" are none.
_GLUED = re.compile(r"[a-zà-ÿ]{3}(?=[A-Z][a-zà-ÿ]{2})|[a-z]{3}\d{1,2} min")
_COPYRIGHT = re.compile(r"©|\(c\)\s*\d{4}|\bcopyright\b|all rights reserved|derechos reservados", re.IGNORECASE)
# The path to the page: "Home > Wards > Asthma", "Inicio / Salud".
_PATH = re.compile(
    r"\S\s*[>›»]\s*\S[^>›»]*[>›»]\s*\S|[^\W\d_]\s/\s[^\W\d_].*[^\W\d_]\s/\s[^\W\d_]"
    r"|^\W*(?:home|startseite|inicio|accueil)\s*[/>›»]",
    re.IGNORECASE,
)
_STEPS = re.compile(r"\s*[>›»]\s*|\s/\s")
# A link or a picture as programs write them: "[3]Wards", "[Wards](/wards)", "Wards <https://…>", "[Image: a ward]".
_LINKED = re.compile(
    r"[#*+\s-]{0,12}!?(?:\[\d{1,3}\]|\[[^\]]*\]\(|\[(?:image|img|inline)\b|https?://\S+$|(?:\S+\s+){1,6}<https?://)",
    re.IGNORECASE,
)
# What stands above the text of nearly every site.
_ABOVE = re.compile(
    r"menu|menü|menú|search|suche|buscar|buscador|recherche|rechercher|cerca|zoeken|pesquisar|(?:sign|log) ?in|login"
    r"|anmelden|iniciar sesión|se connecter|accedi|inloggen|entrar|skip to (?:\w+ ){0,2}\w+|zum inhalt(?: springen)?"
    r"|ir al contenido|aller au contenu|vai al contenuto|ir para o conteúdo|naar de inhoud",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_HEADING_WORDS, _OVER, _NUMBERED = 16, 8, 10
_MOST_ITEMS = 60
_TOP = 3  # lines among which a leaflet's title stands, and above a web page's title where a better one may stand
_LONGEST_TITLE, _SAYING, _MOST_LINES = 30, 6, 400
_MENU_WORDS, _LONG_MENU, _MENU = 4, 6, 4  # words of a menu's line; lines that make a menu before the text, and after it
_TAIL = 0.25  # of the text, what stands behind “Related articles” at most
_CLOSE = 12  # lines between a web page's title and its text
_GLUES, _LONGEST_LINK = 3, 300
_TELLING = 4  # letters of a word that says what a text is about


def to_html(text: str) -> str:
    """Give the dump as an HTML page whose visible words are the dump's own, in order.

    A leaflet that somebody typed has nothing to cut: lines go only where something shows that they were a web page's.
    """
    lines = lines_of(text)
    first = next((i for i, line in enumerate(lines[:_MOST_LINES]) if _is_text(line)), min(len(lines), _MOST_LINES))
    is_dump = _is_dump(lines[:first])
    title = _title(lines, first, is_dump=is_dump)
    if is_dump and is_dangerous("\n".join(line.plain for line in lines[: first if title is None else title])):
        is_dump, title = False, _title(lines, first, is_dump=False)  # no menu forbids or doses
    start = 0 if not is_dump else first if title is None else title
    end = _end(lines, start, is_dump=is_dump)
    at = start if title is None else title
    out = ['<div data-dump="before">', *map(paragraph, lines[:start]), "</div>"]
    out += [f'<main data-dump="{"page" if is_dump else "leaflet"}">', *map(paragraph, lines[start:at])]
    if title is not None:
        out.append(heading(1, lines[title]))
        at += 1
    out += _body(lines[at:end], is_dump=is_dump)
    out += ["</main>", '<div data-dump="after">', *map(paragraph, lines[end:]), "</div>"]
    return "<!DOCTYPE html><html><head></head><body>" + "\n".join(out) + "</body></html>"


# What a line is


def _is_text(line: Line) -> bool:
    """Whether a line is running text of the article, and no short item of a menu."""
    return _is_prose(line) and not (line.bullet and len(line.plain.split()) < 6)


def _is_prose(line: Line) -> bool:
    """Whether a line is article text: a full sentence or a bullet, and no notice of the page."""
    plain = line.plain
    if _is_notice(plain) or (len(plain) < _LONGEST_LINK and _LINKED.match(plain)):
        return False
    if line.bullet:
        return True
    size = size_of(plain)
    return size >= 7 and line.ends() and not _is_byline(plain) and not (plain.endswith("?") and size < 14)


def _is_dump(head: Sequence[Line]) -> bool:
    """Whether the lines before the text are those of a web page: glued, linked, said by any site, or a long menu."""
    above = any(_is_path(line) or _ABOVE.fullmatch(line.plain) or _is_chrome(line) for line in head)
    return above or sum(map(_is_menu, head)) >= _LONG_MENU


def _is_path(line: Line) -> bool:
    """Whether a line leads to the page: "Home > Wards > Asthma"."""
    plain = line.plain  # “blood sugar > 15” leads nowhere
    return len(plain) < 160 and not line.ends() and not any(map(str.isdigit, plain)) and _PATH.search(plain) is not None


def _is_chrome(line: Line) -> bool:
    """Whether a line is a site's and not the article's, beyond doubt."""
    plain = line.plain  # “NovoRapid FlexPen 8 units” is not run together
    glued = not any(map(str.isdigit, plain)) and len(_GLUED.findall(plain)) >= _GLUES
    return glued or _is_site(plain) or (len(plain) < _LONGEST_LINK and _LINKED.match(plain) is not None)


def _is_menu(line: Line) -> bool:
    """Whether a line could be a menu's: few words, no figure, no sign of a sentence or of something that is listed."""
    plain = line.plain
    few = size_of(plain) <= _MENU_WORDS and not line.ends() and not plain.endswith(",")
    return few and ":" not in plain and not any(map(str.isdigit, plain)) and not (line.bullet or line.is_drawn)


def _is_notice(plain: str) -> bool:
    """Whether a line is a cookie notice, a copyright line, an invitation, or the disclaimer."""
    if _is_site(plain):
        return True
    name, rest = parted(bare(plain))
    return bool(name and says(rest).full)


def _is_site(plain: str) -> bool:
    """Whether a line is a cookie notice, a copyright line, or what any site says beside its articles."""
    consent = consent_rules()
    if len(plain) < 600 and consent.says.search(plain) and consent.asks.search(plain):
        return True
    return text_rule_for(plain) is not None or _COPYRIGHT.search(plain) is not None


def _is_byline(plain: str) -> bool:
    if len(plain.split()) > 14 or byline_hint().search(plain.lower()) is None:
        return False
    return any(p.fullmatch(plain) for p in byline_rules().values())


# Where the article begins and ends


def _title(lines: Sequence[Line], first: int, *, is_dump: bool) -> int | None:
    """Give the index of the title among the lines before the first text, or None when none of them can be it.

    It shares its words with the text. A leaflet's is the first that does. A web page's is what its path leads to, else
    the line that shares most, or a long one that stands above it.
    """
    can = [i for i, line in enumerate(lines[:first]) if _may_be_title(line)]
    text = {word for line in lines[first:] for word in _WORD.findall(line.plain.casefold())}
    shared = {i: _shared(lines[i], text) for i in can}
    size = {i: len(lines[i].plain.split()) for i in can}
    if not is_dump:
        half = [i for i in can if shared[i][0] >= 0.5 * shared[i][1]]
        near = [i for i in half if shared[i][0] and (i < _TOP or shared[i][0] > 1)]
        near = [i for i in near if lines[i].alone or lines[i].part == lines[0].part]
        return next(iter(near or [i for i in can if i < _TOP]), None)
    steps = {_STEPS.split(line.plain)[-1].strip().casefold() for line in lines[:first] if _is_path(line)}
    led = [i for i in can if lines[i].plain.casefold() in steps or _is_underlined(lines, i)]
    if led:
        return led[0]
    close = [i for i in can if i >= first - _CLOSE and shared[i][0]] or [i for i in can if shared[i][0]]
    if not close:
        longest = max(can, key=lambda i: (size[i], -i), default=None)
        return can[-1] if longest is not None and size[longest] < 3 else longest
    best = max(close, key=lambda i: (shared[i][0], size[i], -i))
    # A standfirst may share more words than the title above it.
    return next((i for i in close if best - _TOP <= i < best and size[i] >= _SAYING and shared[i][0] > 1), best)


def _may_be_title(line: Line) -> bool:
    plain = line.plain
    if _is_chrome(line) or _is_path(line) or _ABOVE.fullmatch(plain) or _GLUED.search(plain):
        return False
    if _is_byline(plain) or line.bullet or line.is_drawn or line.is_tabbed:
        return False
    if plain.endswith((".", ",", ";", ":")) or ". " in plain.replace("vs. ", ""):
        return False
    return len(plain.split()) <= _LONGEST_TITLE and any(map(str.isalpha, plain))


def _shared(line: Line, text: set[str]) -> tuple[int, int]:
    """Give how many of a line's telling words stand in the text as well, and of how many."""
    words = [w for w in dict.fromkeys(_WORD.findall(line.plain.casefold())) if not any(map(str.isdigit, w))]
    telling = [word for word in words if len(word) >= _TELLING and word not in small_words()] or words
    return sum(word in text for word in telling), len(telling)


def _end(lines: Sequence[Line], start: int, *, is_dump: bool) -> int:
    """Give the index behind the article's last line: of a leaflet its last one.

    Behind a page's last sentence a telephone number or the evening's dose may stand as well; what stands there goes
    from the first line on that is a site's, with the menu before that, or from a menu on.
    """
    if not is_dump:
        return len(lines)
    sizes = [len(line.plain.split()) if at >= start and _is_prose(line) else 0 for at, line in enumerate(lines)]
    last = max((at for at, size in enumerate(sizes) if size), default=start)
    before = list(accumulate(sizes, initial=0))
    for at in range(start + 1 + (last - start) // 2, last):
        # In the midst of the article such a line is a link alone: much of the text follows.
        if before[-1] - before[at] <= _TAIL * before[at] and _opens_tail(lines[at]):
            last = at - 1
            break
    end = next((i for i in range(last + 1, len(lines)) if _is_chrome(lines[i])), len(lines))
    while last + 1 < end < len(lines) and _is_menu(lines[end - 1]):
        end -= 1
    menus = range(last + 1, len(lines) - _MENU + 1)
    return min(end, next((i for i in menus if all(map(_is_menu, lines[i : i + _MENU]))), end))


def _opens_tail(line: Line) -> bool:
    """Whether a line heads the links that follow an article; nothing after it belongs to the article."""
    rule = text_rule_for(line.plain)
    return rule is not None and rule.name in {"related", "comments"}


# The article


def _body(lines: Sequence[Line], *, is_dump: bool) -> list[str]:
    """Give the article's lines as lists, tables, headings and paragraphs."""
    out: list[str] = []
    item_mark = ""
    started = not is_dump
    until = expected = 0
    for index, line in enumerate(lines):
        if index < until:
            continue
        over = _stands_over(lines, index) and (not is_dump or _is_underlined(lines, index))
        bullet = None if over or _is_numbered_heading(lines, index) else line.bullet
        ordered = bool(bullet and bullet["mark"][0].isdigit())
        tag = ("ol" if ordered else "ul") if bullet else ""
        number = int(bullet["mark"][:-1]) if bullet and ordered else 0
        if tag != item_mark or (ordered and number != expected):  # typed numbers stay as they are: “12. March”
            start = f' start="{number}"' if ordered else ""
            out += [f"</{item_mark}>"] * bool(item_mark) + [f"<{tag}{start}>"] * bool(tag)
            item_mark = tag
        expected = number + 1
        if bullet:
            mark = f'<span data-mark="list">{html.escape(bullet["mark"])} </span>'
            out.append(f"<li>{mark}{inline(bullet['text'].strip())}</li>")
            started = True
        elif size := rows_at(lines, index):
            out.append(table(lines[index : index + size]))
            until = index + size
        elif size := _listed(lines, index):
            out.append(f"<ul>{''.join(f'<li>{inline(item.plain)}</li>' for item in lines[index : index + size])}</ul>")
            until, started = index + size, True
        elif line.is_typed_heading or over or _is_heading(lines, index, started) or _is_numbered_heading(lines, index):
            out.append(heading(2, line))
        else:
            started = started or (_is_prose(line) and not _near_byline(lines, index))
            out.append(paragraph(line))
    return out + [f"</{item_mark}>"] * bool(item_mark)


def _listed(lines: Sequence[Line], index: int) -> int:
    """Count the lines from one on that a line with a colon announces, each of them an item; 0 when they are none."""
    first, before = lines[index], lines[index - 1]
    if not index:
        return 0
    announced = before.plain.endswith(":")
    # In one part with what heads them, they are no sentences, and begin with small letters.
    headed = before.part == first.part and before.plain[:1].isupper() and not before.ends()
    headed = headed and first.plain[:1].islower() and len(before.plain.split()) <= _OVER
    if not announced and not headed:
        return 0
    own = [line for line in lines[index : index + _MOST_ITEMS] if line.part == first.part]
    odd = any(x.bullet or x.is_drawn or x.is_row or x.plain.endswith(":") or len(x.plain.split()) > 25 for x in own)
    small = all(x.plain[:1].islower() for x in own)
    if announced:  # lines that were wrapped begin one way and the other, and sentences end in them
        torn = any(x.ends() or ". " in x.plain or len(x.plain.split()) > _OVER for x in own)
        small = before.part != first.part or small or not any(x.plain[:1].islower() for x in own) or not torn
    else:
        small = small and not any(x.ends() for x in own)
    return len(own) if len(own) > 1 and small and not odd else 0


def _near_byline(lines: Sequence[Line], index: int) -> bool:
    """Whether a byline follows soon: then this is a summary above it, and headings have not begun."""
    return any(_is_byline(line.plain) for line in lines[index + 1 : index + 6])


def _is_heading(lines: Sequence[Line], index: int, started: bool) -> bool:
    """Whether a short line without a full stop is followed by prose; before the first prose there are only bylines."""
    line = lines[index]
    plain = line.plain
    if not started or index + 1 >= len(lines) or line.bullet or line.is_drawn:
        return False
    short = len(plain.split()) <= _HEADING_WORDS and not plain.endswith((".", ",", ";", ":"))
    return (
        short
        and plain[:1].isalnum() | plain.startswith(("¿", "¡", "“", '"'))
        and (_is_prose(lines[index + 1]) or _listed(lines, index + 1) > 0)
        and not _is_byline(plain)
    )


def _is_numbered_heading(lines: Sequence[Line], index: int) -> bool:
    """Whether a short numbered line heads text: no sentence, no other number below it, and it stands alone or asks."""
    line = lines[index]
    if line.bullet is None or not line.bullet["mark"][0].isdigit() or index + 1 >= len(lines):
        return False
    plain, below = line.plain, lines[index + 1]
    if len(plain.split()) > _NUMBERED or plain.endswith((".", "!", ",", ";", ":")) or below.bullet or below.is_drawn:
        return False
    return (line.alone or plain.endswith("?")) and len(below.plain.split()) >= 7


def _stands_over(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line stands alone over others, as in a leaflet: "When to call" over what to look out for."""
    line = lines[index]
    if not line.alone or index + 1 >= len(lines) or line.bullet or line.is_drawn or line.is_row:
        return False
    plain, below = line.plain, lines[index + 1]
    if len(plain.split()) > _OVER or plain.endswith((".", "!", ",", ";", ":")) or _is_byline(plain):
        return False
    if below.is_drawn:
        return _is_underlined(lines, index)
    return plain[:1].isupper() and not (below.alone and _is_menu(below))


def _is_underlined(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is drawn below this one, in its part, and something follows."""
    below = lines[index + 1 : index + 3]
    drawn = len(below) > 1 and below[0].is_drawn and "|" not in below[0].plain
    return drawn and below[0].part == lines[index].part
