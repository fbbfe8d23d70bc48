"""The article's own header: its title on the page, and the lines around it that may be its byline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from a11y_export import words
from a11y_export.reading.facts import Facts
from a11y_export.reading.inline import is_struck
from a11y_export.reading.ledger import Fate, Ledger
from a11y_export.reading.marks import text_of
from a11y_export.reading.people import is_date, same_body, squash
from a11y_export.reading.tree import Element, Text, holds, is_border, named, text_nodes, within

_AFTER, _BEFORE = 40, 8
_FAR = 3_000  # texts and borders looked at on each side of the title
_SITE_TAIL = re.compile(r"\s+(?:[|\u2013\u2014·•»«:/]|-|::|//)\s+|\s*\|\s*|:\s+")
_TITLES = (
    *("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
    "title",
)
_LEVELS = {"h1": 0.35, "h2": 0.0, "h3": 0.0, "h4": -0.2}
_TEMPLATE = re.compile(
    r"(?:the |our |single )?(?:blog|news|post|article|press)(?: single| details?| posts?| page| room| archives?)?",
    re.IGNORECASE,
)
# What a word processor calls a page that it saved after the file: "Microsoft Word - leaflet_final2.doc".
_FILE_NAME = re.compile(
    r"(?:microsoft \w+ - )?\S+(?: \S+){0,6}\.(?:docx?|odt|rtf|pdf|indd|pptx?|pub|html?)", re.IGNORECASE
)
_LONGEST_TITLE = 15
_SET, _BOLD = frozenset({"h1", "h2", "h3", "h4"}), frozenset({"b", "strong"})
_PAGE = frozenset({"body", "html", "main", "article"})
_PROSE = 62  # words in sentences after the title, with which the article has begun
_PARTS = frozenset({"li", "td", "th", "dd", "dt"})
_NO_TITLE = frozenset({"nav", "footer", "aside"})
# A heading called so is that of a box beside the article, or of one in a list of others.
_BESIDE = re.compile(r"(?:^|[\s_-])(?:widget|related|sidebar|teaser|promo|newsletter|modal|popup)[_-]*(?:title|head)")


def find_title(facts: Facts, ledger: Ledger) -> tuple[str, Element | None]:
    """Give the title and the element that shows it (None when only the page's head knows it)."""
    marks = facts.marks
    sites = site_names(facts)
    squashed = [s for s in map(squash, sites) if s]
    documented = words.fold(marks.title)
    documented = "" if _FILE_NAME.fullmatch(documented) else documented
    told = [facts.title, *(words.fold(marks.meta(key)[:500]) for key in _TITLES)]
    said = [without_site(t, sites) for t in (*told, documented) if t]
    wanted = [bag for t in (*said, *told, documented) if (bag := _bag(t))]
    titled = [m.element for m in marks.named if m.kind == "headline" and m.element.name not in {"meta", "title"}]
    headlines = {e.at for e in titled}
    best: tuple[float, Element, str] | None = None
    first_level: set[str] = set()
    for element in (*marks.headings, *(e for e in titled if e.name not in _LEVELS)):
        # Most headings are the article's own, which say nothing of its title: those cost least.
        least = 0.0 if element.name == "h1" else 0.5 if element.name in _LEVELS else 0.8
        if least and _fit(_bag(text_of(element, 500)), wanted) < least:
            continue
        text = ledger.text_of(element)
        if not text or len(text) > 400 or ledger.is_dead(element) or _stands_aside(element, text, wanted):
            continue
        first_level.update([text.casefold()] * (element.name == "h1"))
        score = _fit(_bag(text), wanted) + _LEVELS.get(element.name, -0.05) + 0.2 * (element.at in headlines)
        score -= 0.3 * (_BESIDE.search(_called(element)) is not None)
        if _is_site(text, element, squashed) and not (said and _bag(said[0]) == _bag(text)):
            score -= 0.7
        elif _leads_away(element, facts.url):
            score -= 0.3
        elif element.name == "h1" and not wanted:
            score += 0.5
        if best is None or score > best[0]:
            best = score, element, text
    if best is not None and said and len(first_level) > 1 and best[0] < 0.6 and _fit(_bag(best[2]), wanted) < 0.3:
        return said[0], None  # Of several first headings none says what the head says: they are sections.
    if best is not None and said and _is_no_title(best[2], said[0], wanted):
        return said[0], None
    if best is not None and (best[0] >= 0.6 or (best[1].name == "h1" and best[0] >= 0.35)):
        return best[2], best[1]
    if said:
        return said[0], None
    if best is not None and best[1].name == "h1":
        return best[2], best[1]
    return _first_line(ledger)


def _first_line(ledger: Ledger) -> tuple[str, Element | None]:
    """Give the page's first line where it is short, and set as a title: a heading, called one, or bold as a whole."""
    first = next((n for n in ledger.nodes if n.strip() and ledger.is_open(n)), None)
    if first is None:
        return "", None
    block = block_of(first)
    text = ledger.text_of(block)
    if not 0 < len(text.split()) <= _LONGEST_TITLE or text.endswith((".", ":", ",")) or block.name in _PARTS:
        return "", None
    shown = [n for n in text_nodes(block) if n.strip()]
    called = {str(c).lower() for c in block.get_attribute_list("class")} & {"title", "msotitle", "doctitle"}
    is_set = block.name in _SET or called or all(within(n, _BOLD) is not None for n in shown)
    return (text, block) if is_set and block.name not in _PAGE else ("", None)


def _is_no_title(text: str, said: str, wanted: list[set[str]]) -> bool:
    """Whether a heading shares no word with a head that says more, and is one word or a template's."""
    bag = _bag(text)
    return not _fit(bag, wanted) and len(_bag(said)) > 2 and (len(bag) < 2 or _TEMPLATE.fullmatch(text) is not None)


def _stands_aside(element: Element, text: str, wanted: list[set[str]]) -> bool:
    """Whether a heading stands in what is no article; a page set in an aside shows its title there all the same."""
    around = within(element, _NO_TITLE)
    if around is None:
        return False
    return around.name != "aside" or element.name != "h1" or _fit(_bag(text), wanted) < 0.8


def _called(element: Element) -> str:
    return " ".join([*map(str, element.get_attribute_list("class")), str(element.get("id") or "")]).lower()


def site_names(facts: Facts) -> list[str]:
    """Give what the site may be called: by itself, by JSON-LD, and by its address."""
    names = [facts.site, facts.marks.meta("og:site_name"), facts.marks.meta("application-name"), *facts.sites]
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", facts.url).partition("/")[0]
    labels = host.split(".")
    return [n for n in (*names, host, *labels[:-1]) if len(n) > 2]


def without_site(title: str, sites: list[str]) -> str:
    """Give a title without the site's name at its end or its beginning."""
    for _ in range(3):
        cuts = list(_SITE_TAIL.finditer(title))
        if not cuts:
            break
        last, first = cuts[-1], cuts[0]
        if any(same_body(title[last.end() :], s) for s in sites):
            title = title[: last.start()]
        elif any(same_body(title[: first.start()], s) for s in sites):
            title = title[first.end() :]
        elif last.group().strip() != ":" and len(title[last.end() :].split()) <= min(
            4, len(title[: last.start()].split())
        ):
            return title[: last.start()].strip()
        else:
            break
    return title.strip()


def _is_site(text: str, element: Element, sites: list[str]) -> bool:
    """Whether a heading is the site's name or logo: called so, or a link to the front page."""
    bare = squash(text)
    if any((bare in s or s in bare) and len(s) * 2 > len(bare) and min(len(s), len(bare)) > 3 for s in sites):
        return True
    if re.search(r"\b(?:site|blog|header|logo|brand)[_-]*(?:title|name|logo|heading)\b|\blogo\b", _called(element)):
        return True
    if holds(element, {"a"}):
        for child in named(element, {"a"}):
            address = re.sub(r"^https?://[^/]*|[?#].*$", "", str(child.get("href") or "x"))
            return address in {"", "/", "./", "/index.html", "/index.php"} or "home" in child.get_attribute_list("rel")
    parent = element.parent
    return parent is not None and parent.name == "a" and str(parent.get("href") or "x") == "/"


def _leads_away(element: Element, url: str) -> bool:
    """Whether a heading is a link to another page: one of a list of articles."""
    links = list(islice(named(element, {"a"}), 1)) if holds(element, {"a"}) else []
    links += [e for e in (element.parent,) if isinstance(e, Element) and e.name == "a"]
    address = str(links[0].get("href") or "") if links else ""
    path = re.sub(r"^https?://[^/]*|[?#].*$", "", address).strip("/.")
    return bool(path) and path.rpartition("/")[2] not in url


def _fit(bag: set[str], wanted: list[set[str]]) -> float:
    """Give how well a heading says what the head says, 0 to 1: shared words against all words of both."""
    return max((2 * len(bag & w) / (len(bag) + len(w)) for w in wanted), default=0.0) if bag else 0.0


def _bag(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"\w+", text)}


def cut_struck(element: Element, ledger: Ledger) -> str:
    """Cut the words that are crossed out in the title, and give the title without them; "" if there are none to cut.

    A title is plain text, on the page and in every file's own data: a struck 5 before a 10 would read 510. A title
    that is crossed out as a whole stays.
    """
    # Outermost first: what stands in one of them is cut with it.
    struck = [e for e in element.descendants if isinstance(e, Element) and is_struck(e)]
    gone = {node.at for e in struck for node in text_nodes(e)}
    if not gone or not any(n.shown.strip() for n in text_nodes(element) if n.at not in gone and ledger.is_open(n)):
        return ""
    for each in struck:
        ledger.cut(each, "crossed out", "stands crossed out in the title, which no line can be drawn through")
    return ledger.text_of(element)


def claim_title(element: Element, ledger: Ledger) -> None:
    """Claim the title's words in the ledger."""
    ledger.keep_all(element, Fate.TITLE)


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader sees as one line: text nodes without a border between them, and the element that holds them."""

    element: Element
    nodes: tuple[Text, ...]
    text: str
    boxes: tuple[Line, ...] = ()

    @property
    def spaced(self) -> bool:
        """Whether white space stands between all its boxes, so that they read as one line."""
        return self.text == words.fold(" ".join(box.text for box in self.boxes))

    @property
    def closed(self) -> bool:
        """Whether white space or a comma stands between all its boxes."""
        return self.text == words.fold(" ".join(box.text for box in self.boxes)).replace(" ,", ",")


@dataclass(frozen=True, slots=True)
class Header:
    """The title's element, when the page shows it, and the short lines around it in page order."""

    title: Element | None
    lines: tuple[Line, ...]


def around(title: Element | None, ledger: Ledger) -> Header:
    """List the short lines around the title in page order: a few before it, and those up to the article's prose."""
    pieces = ledger.pieces
    if title is None:
        return Header(None, tuple(islice(_lines(pieces, 0, 1, ledger), _AFTER)))
    before = list(islice(_lines(pieces, title.p0 - 1, -1, ledger), _BEFORE))[::-1]
    out: list[Line] = []
    prose = sentences = 0
    for line in islice(_lines(pieces, title.p1, 1, ledger), _AFTER):
        if line.element.name in {"h2", "h3"} and prose and not is_date(line.text):
            break
        size = len(line.text.split())
        sentences += size if size > 10 and line.text.endswith((".", "?", "!")) else 0
        prose += size > 30
        if prose > 1:
            break
        if sentences > _PROSE and line.element.name in _PARTS:
            continue  # an item of the article's own that begins with a date dates something else
        out.append(line)
    return Header(title, (*before, *out))


def _lines(pieces: Sequence[Text | None], start: int, step: int, ledger: Ledger) -> Iterator[Line]:
    """Give the open lines from a place on, or backward from it: texts without a border or a settled word between."""
    group: list[Text] = []
    at, end = start, min(len(pieces), max(-1, start + _FAR * step))
    while at != end and 0 <= at < len(pieces):
        piece = pieces[at]
        at += step
        if piece is not None and ledger.is_open(piece):
            group.append(piece)
        elif group and (piece is None or piece.strip()):
            if any(n.strip() for n in group):
                yield _line(group[::step])
            group = []
    if any(n.strip() for n in group):
        yield _line(group[::step])


def line_of(place: int, pieces: Sequence[Text | None]) -> str:
    """Give the line that a place among the pieces stands on, whatever became of its words."""
    first = last = place
    while first > 0 and place - first < 200 and pieces[first - 1] is not None:
        first -= 1
    while last + 1 < len(pieces) and last - place < 200 and pieces[last + 1] is not None:
        last += 1
    return words.fold("".join(p for p in pieces[first : last + 1] if p is not None))


def line_before(place: int, pieces: Sequence[Text | None]) -> str:
    """Give the line before the one that a place stands on, "" when there is none near it."""
    while place > 0 and pieces[place] is not None:
        place -= 1
    for at in range(place, max(-1, place - 100), -1):
        piece = pieces[at]
        if piece is not None and piece.strip():
            return line_of(at, pieces)
    return ""


def _line(nodes: list[Text]) -> Line:
    """Give the line of these texts; one of several inline boxes and nothing else has one line for each of them."""
    boxes: list[tuple[Element, list[Text]]] = []
    for node in nodes:
        if not node.strip():
            continue
        box = _box(node)
        if boxes and boxes[-1][0] is box:
            boxes[-1][1].append(node)
        else:
            boxes.append((box, [node]))
    parts = tuple(Line(box, tuple(inner), _said(inner)) for box, inner in boxes) if boxes[1:] else ()
    return Line(block_of(boxes[0][1][0]), tuple(nodes), _said(nodes), parts)


def _said(nodes: Sequence[Text]) -> str:
    """Give the words of texts on one line; a time is a word of its own, also where only a style sheet parts it."""
    times = {n.at for n in nodes if n.parent is not None and n.parent.name == "time"}
    return words.fold("".join(f" {n} " if n.at in times else n for n in nodes) if times else "".join(nodes))


def _box(node: Text) -> Element:
    """Give the outermost inline element around a text, or its block when it stands directly in that."""
    begun = node.parent
    assert isinstance(begun, Element)
    element = begun
    while not is_border(element) and isinstance(above := element.parent, Element) and not is_border(above):
        if "_box" in element.__dict__:  # so that of deep nesting each step is climbed once
            element = element.__dict__["_box"]
            break
        element = above
    begun.__dict__["_box"] = element
    return element


def block_of(node: Text) -> Element:
    """Give the nearest element around a text at whose borders words end."""
    element = node.parent
    assert isinstance(element, Element)
    while not is_border(element) and isinstance(element.parent, Element):
        element = element.parent
    return element
