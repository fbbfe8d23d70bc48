"""All that speaks of the page: meta elements, JSON-LD, headings, named bylines, small print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import Any

from a11y_export.reading.tree import Element, Soup, Text, Tree

_MOST_JSON, _MOST_MARKS, _MOST_METAS, _MOST_SPEAKING, _MOST_SCRIPTS = 1_000_000, 600, 3_000, 200, 300


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that says what it is: its kind, and how plainly it says so (3 the plainest, 0 hardly)."""

    kind: str
    element: Element
    strength: int


@dataclass(slots=True)
class Marks:
    """What the walk found, in page order."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    json: list[str] = field(default_factory=list)
    weight: int = 0  # characters of JSON-LD so far
    scripts: list[Element] = field(default_factory=list)  # of JSON, but for JSON-LD: the tree keeps no others
    headings: list[Element] = field(default_factory=list)
    named: list[Mark] = field(default_factory=list)
    rights: list[Text] = field(default_factory=list)
    title: str = ""
    canonical: str = ""
    language: str = ""
    dumped: str = ""

    def meta(self, *keys: str) -> str:
        """Give the first value of the first of these keys that is there."""
        return next((self.metas[key][0] for key in keys if key in self.metas), "")


def walk(soup: Soup) -> Marks:
    """Note what speaks of the page, in document order; what is kept is bounded."""
    marks = Marks()
    found: list[Mark] = []
    links: dict[str, list[Element]] = {}
    tree = soup.tree
    index, elements = tree.index, tree.elements
    for at in index.find(tags=_SPEAKING):
        _speaks(marks, elements[at])
    told: set[int] = set()
    for at in index.find(("meta",), ("itemprop", "property")):
        if tree.names[at] not in _MUTE and (own := _property(tree.attributes[at])):
            found.append(Mark(own[0], elements[at], own[1]))
            told.add(at)
    for at in index.find(tags=("a", "time")):
        attrs = tree.attributes[at]
        if at in told or not attrs:
            continue
        if tree.names[at] == "time":
            found.append(Mark("published", elements[at], 2))
        elif "rel" in attrs and "author" in _listed(attrs["rel"]).split():
            found.append(Mark("author", elements[at], 3))
        elif "href" in attrs:
            links.setdefault(str(attrs["href"])[:300], []).append(elements[at])
    found += [
        Mark(own[0], elements[at], own[1])
        for at in index.find(called=filter(_says_what, index.calling(_WORTH)))
        if at not in told and tree.names[at] not in _MUTE and (own := _named(_calling(tree.attributes[at])))
    ]
    # Addresses are looked through all at once, since few of them say anything.
    for text, nodes in _matching(links, _PROFILE):
        if match := _PROFILE.search(text.lower()):
            found += [Mark("author", n, 2 if match["plain"] else 0) for n in nodes]
    marks.named = _one_each(found)[:_MOST_MARKS]
    texts = soup.tree.texts
    marks.rights = [texts[i] for i in speaking(soup.tree, _RIGHTS, fold=False)]
    return marks


def _one_each(found: list[Mark]) -> list[Mark]:
    """Give one mark for each element, in page order: the plainest, and of a time what its class calls it."""
    best: dict[int, Mark] = {}
    for mark in found:
        known = best.get(mark.element.at)
        if known is None or mark.strength > known.strength or mark.kind in {"updated", "reviewed"}:
            best[mark.element.at] = mark
    return [best[at] for at in sorted(best)]


def _matching(
    texts: dict[str, list[Element]], pattern: re.Pattern[str]
) -> Iterator[tuple[str, list[Element]]]:
    """Give the texts in which a pattern for small letters is found, with what they stand for."""
    keys = [text for text in texts if "\n" not in text]
    low = "\n".join(keys).lower()
    lines = low.split("\n") if len(keys) > 1 else [low]
    if len(lines) != len(keys):
        return
    starts = list(accumulate(map(len, lines), lambda start, size: start + size + 1, initial=0))
    last = -1
    for match in pattern.finditer(low):
        index = bisect_right(starts, match.start()) - 1
        if index != last:
            last = index
            yield keys[index], texts[keys[index]]


def _speaks(marks: Marks, node: Element) -> None:
    """Note what an element of the head, or a heading, says of the page."""
    name, attrs = node.name, node.attrs
    if name in _HEADINGS:
        marks.headings.append(node)
    elif name == "meta":
        _meta(marks, attrs)
    elif name == "script":
        if "ld+json" in str(attrs.get("type", "")).lower():
            text = script_of(node)
            marks.weight += len(text)
            if marks.weight <= _MOST_JSON:
                marks.json.append(text)
        elif "json" in str(attrs.get("type", "")).lower() and len(marks.scripts) < _MOST_SCRIPTS:
            marks.scripts.append(node)
    elif name == "title":
        marks.title = marks.title or _raw(node)
    elif name == "html":
        marks.language = str(attrs.get("lang") or attrs.get("xml:lang") or "")
    elif name == "link":
        if not marks.canonical and "canonical" in _listed(attrs.get("rel")):
            marks.canonical = str(attrs.get("href") or "").strip()
    elif name == "body":
        first = next((c for c in node.contents if isinstance(c, Element)), None)
        if first is not None and first.attrs.get("data-dump") == "before":
            marks.dumped = next((text_of(c, 80) for c in first.contents if isinstance(c, Element)), "")


_SPEAKING = frozenset({"h1", "h2", "h3", "h4", "meta", "script", "title", "html", "link", "body"})
_MUTE = frozenset(
    {"script", "style", "link", "svg", "path", "g", "use", "img", "source", "html", "body", "input", "option"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def script_of(node: Element) -> str:
    """Give a script's text."""
    return "".join(str(c) for c in node.contents)


def _raw(node: Element) -> str:
    return " ".join("".join(c for c in node.contents if isinstance(c, Text)).split())[:1000]


def speaking(tree: Tree, hints: Sequence[str], fold: bool = True) -> list[int]:
    """Give which visible texts say one of these words, in page order: each is looked for in the whole page at once."""
    texts: Sequence[str] = tree.texts
    whole = tree.whole
    if fold:
        whole = tree.low
        if len(whole) != len(tree.whole):  # a letter became two: İ
            texts = [n.lower() for n in tree.texts]
    starts: list[int] = []
    found: set[int] = set()
    for hint in hints:
        at = whole.find(hint)
        if at >= 0 and not starts:
            starts = list(accumulate(map(len, texts), lambda start, size: start + size + 1, initial=0))
        for _ in range(_MOST_SPEAKING):
            if at < 0:
                break
            index = bisect_right(starts, at) - 1
            found.add(index)
            at = whole.find(hint, starts[index + 1])
    return sorted(found)


_RIGHTS = ("©", "opyright", "OPYRIGHT", "(c)", "(C)", "CC", "ommons", "ublic domain", "ominio p", "Open Gov")


def _meta(marks: Marks, attrs: Mapping[str, object]) -> None:
    key = str(
        attrs.get("property") or attrs.get("name") or attrs.get("itemprop") or attrs.get("http-equiv") or ""
    ).lower()
    content = attrs.get("content")
    value = content.strip() if isinstance(content, str) and len(content) < 3000 else ""
    if not key or not value:
        return
    known = marks.metas.get(key)
    if known is None and len(marks.metas) < _MOST_METAS:
        marks.metas[key] = [value]
    elif known is not None and len(known) < 40:
        known.append(value)


def _listed(value: object) -> str:
    return " ".join(value).lower() if isinstance(value, list) else str(value or "").lower()


# Names that microdata, RDFa and microformats give to a byline's parts.
_PROPERTIES = {
    "author": ("author", 3),
    "creator": ("author", 3),
    "dc:creator": ("author", 3),
    "datepublished": ("published", 3),
    "datecreated": ("published", 2),
    "dc:date": ("published", 2),
    "dcterms:created": ("published", 2),
    "pubdate": ("published", 3),
    "datemodified": ("updated", 3),
    "lastreviewed": ("reviewed", 3),
    "datereviewed": ("reviewed", 3),
    "reviewedby": ("reviewer", 3),
    "headline": ("headline", 3),
}
_PROFILE = re.compile(
    r"/(?:(?P<plain>(?:author|autor|auteur|contributor|writer|redakteur|columnist|periodista)(?:s|es|en|in)?[/=-])"
    r"|(?:profiles?|profil|users?|people|person|staff|team|member|experts?|creator)/)"
)


def _property(attrs: Mapping[str, object]) -> tuple[str, int] | None:
    """Give what microdata or RDFa call an element."""
    told = attrs.get("itemprop") or ("" if "content" in attrs and "name" in attrs else attrs.get("property"))
    for word in _listed(told).split():
        if found := _PROPERTIES.get(word.removeprefix("schema:")):
            return found
    return None


_WORTH = re.compile(
    "aut(?:h|or|eur)|byline|writ|post|publi|da(?:te|tum)|fecha|time|created|modif|aktualis|actualiz|mise-a|review"
    "|headline|title|by|meta|info|submitted"
)
_CHANGED = re.compile(r"updated|modified|aktualis|actualiz|mise-a-jour")
_TITLED = re.compile(r"(?:post|entry|article|story|page|content|blog)[_-]*(?:title|headline)|^headline$")
_DATA = re.compile(
    r"(?:(?:post|entry|article|story|page|blog|news|content|node|single|document)[_-]*(?:meta|info|details)(?:[_-]?data)?"
    r"|meta(?:[_-]?(?:data|info))?|submitted)(?:[_-]{1,2}(?:top|header|line|wrap(?:per)?|left|right))?"
)
_NOT_A_NAME = re.compile(
    r"avatar|image|img|photo|pic(?:$|ture|[_-])|thumb|bio|desc|social|comment|related|icon|count|widget|follow|more|posts(?:$|[_-])"
    r"|position|role|job|list|text|editor|share|-wrap|block|bypost|template|twitter|company|about|title|headline|links|label",
)
_BY = re.compile(
    r"auth?or(?!i[sz]|it)|auteur|byline|by-line|(?:written|posted|publish\w*)[_-]?by|writer|(?:^|[_-])by$"
)
_PLAINLY = re.compile(r"auth?ors?(?:[_-]+(?:full)?name|$)|name[_-]?auth?or|byline[_-]*(?:auth?or|name)")
_NOT_A_DATE = re.compile(
    r"candidate|update-|updates|mandate|validate|comment|event|timer|timeline|times\b|timezone|sometime|read|related"
    r"|overtime|lifetime|anytime|datepicker|calendar|publisher|publication|publicity|republi",
)
_WHEN = re.compile(r"date|datum|fecha|time|publish|published|posted|pubdate|created")


def _named(names: str) -> tuple[str, int] | None:
    """Give what the words of a class or an id call an element, and how plainly."""
    if len(names) > 1000:
        return None
    kinds = [found for token in names.split() if (found := _token(token))]
    for kind in ("reviewer", "author", "reviewed", "published", "updated", "data", "headline"):
        if strengths := [strength for found, strength in kinds if found == kind]:
            return (kind, max(strengths))
    return None


def _calling(attrs: Mapping[str, Any]) -> str:
    """Give an element's classes, or its id where it has none."""
    return " ".join(attrs["class"]) if "class" in attrs else attrs["id"][:80]


def _says_what(word: str) -> bool:
    """Whether a word of a class, or the beginning of an id, may call an element something."""
    return len(word) <= 1000 and any(_token(token) for token in {word, *word[:80].split()})


@lru_cache(maxsize=4096)
def _token(token: str) -> tuple[str, int] | None:
    """Give what one word of a class or an id calls an element."""
    low = token.lower()
    if not _WORTH.search(low):
        return None
    if "review" in low and ("medical" in low or "by" in low or "reviewer" in low):
        return ("reviewer", 1)
    if _BY.search(low) and not _NOT_A_NAME.search(low):
        return ("author", 3 if _PLAINLY.search(low) else 1 if "byline" in low else 2)
    if _CHANGED.search(low):
        return ("updated", 1)
    if _WHEN.search(low) and not _NOT_A_DATE.search(low):
        return ("reviewed" if "review" in low else "published", 1)
    if _DATA.fullmatch(low):
        return ("data", 0)
    return ("headline", 2) if _TITLED.search(low) else None


# So many texts and borders for each character are looked at: of boxes in boxes each would be read again for each.
_PIECES = 6


def text_of(element: Element, most: int = 200) -> str:
    """Give the visible words of `element`, folded, a space at each element's border; "" when more than `most`."""
    if element.p1 - element.p0 > _PIECES * most:
        return ""
    text = " ".join(" ".join(lines_of(element, most)).split())
    return "" if len(text) > most else text


def lines_of(element: Element, most: int) -> list[str]:
    """Give the visible words of `element` line by line, folded; not many characters beyond `most` are read."""
    out: list[str] = []
    line: list[str] = []
    size = 0
    last = None
    for piece in element.tree.pieces[element.p0 : min(element.p1, element.p0 + _PIECES * most)]:
        if piece is None:
            if line:
                out.append("".join(line))
                line, last = [], None
            continue
        # Neighbouring boxes on one line are words of their own, as a style sheet would part them.
        if last is not None and piece.parent is not last:
            line.append(" ")
        line.append(piece)
        last = piece.parent
        size += len(piece)
        if size > most * 4 + 400:
            break
    out.append("".join(line))
    return [folded for text in out if (folded := " ".join(text.split()))]
