"""One walk of the page for all that speaks of it: meta elements, JSON-LD, headings, named bylines, small print."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from a11y_export.reading.tree import Element, Soup, Text

_MOST_JSON, _MOST_MARKS, _MOST_METAS, _MOST_SPEAKING = 1_000_000, 600, 3_000, 200


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
    """Go through the page's elements once, in document order, and note what speaks of it; what is kept is bounded."""
    marks = Marks()
    weight = 0
    for node in soup.tree.elements:
        name, attrs = node.name, node.attrs
        if name == "script":
            if "ld+json" in str(attrs.get("type", "")).lower():
                text = "".join(str(c) for c in node.contents)
                weight += len(text)
                if weight <= _MOST_JSON:
                    marks.json.append(text)
            continue
        if name == "meta":
            _meta(marks, attrs)
        elif name in _HEADINGS:
            marks.headings.append(node)
        elif name == "title":
            marks.title = marks.title or _raw(node)
        elif name == "html":
            marks.language = str(attrs.get("lang") or attrs.get("xml:lang") or "")
        elif name == "link":
            if not marks.canonical and "canonical" in _listed(attrs.get("rel")):
                marks.canonical = str(attrs.get("href") or "").strip()
        elif name == "div" and attrs.get("data-dump") == "before":
            marks.dumped = marks.dumped or next((text_of(c, 80) for c in node.contents if isinstance(c, Element)), "")
        if attrs and len(marks.named) < _MOST_MARKS and (found := _kind(name, attrs)):
            marks.named.append(Mark(found[0], node, found[1]))
    texts = soup.tree.texts
    marks.rights = [texts[i] for i in speaking(texts, _RIGHTS, fold=False)]
    return marks


_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def _raw(node: Element) -> str:
    return " ".join("".join(c for c in node.contents if isinstance(c, Text)).split())[:1000]


def speaking(nodes: Sequence[Text], hints: Sequence[str], fold: bool = True) -> list[int]:
    """Give which nodes say one of these words, in page order: each word is looked for in the whole text at once."""
    texts = [n.lower() for n in nodes] if fold else nodes
    whole = "\n".join(texts)
    starts = list(accumulate((len(t) + 1 for t in texts), initial=0))
    found: set[int] = set()
    for hint in hints:
        at = whole.find(hint)
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


def _kind(name: str, attrs: Mapping[str, object]) -> tuple[str, int] | None:
    """Give what an element says that it is, and how plainly; None when it says nothing of interest."""
    told = attrs.get("itemprop")
    if told is None and name != "meta":
        told = attrs.get("property")
    if told is not None:
        for word in _listed(told).split():
            if found := _PROPERTIES.get(word.removeprefix("schema:")):
                return found
    if name == "meta":
        return None
    classes = attrs.get("class")
    named = _named(" ".join(classes)) if isinstance(classes, list) else None
    if name == "time":
        return (named[0] if named and named[0] in {"updated", "reviewed"} else "published", 2)
    if name == "a":
        if "rel" in attrs and "author" in _listed(attrs["rel"]).split():
            return ("author", 3)
        if match := _PROFILE.search(str(attrs.get("href", ""))[:300].lower()):
            return ("author", 2 if match["plain"] else 0)
    if named is None and (identity := attrs.get("id") or attrs.get("data-testid")) is not None:
        return _named(str(identity)[:80])
    return named


_WORTH = re.compile(
    "aut(?:h|or|eur)|byline|writ|post|publi|da(?:te|tum)|fecha|time|created|modif|aktualis|actualiz|mise-a|review"
    "|headline|title|by"
)
_CHANGED = re.compile(r"updated|modified|aktualis|actualiz|mise-a-jour")
_TITLED = re.compile(r"(?:post|entry|article|story|page|content|blog)[_-]*(?:title|headline)|^headline$")
_NOT_A_NAME = re.compile(
    r"avatar|image|img|photo|pic(?:$|ture|[_-])|thumb|bio|desc|social|comment|related|icon|count|widget|follow|more|posts(?:$|[_-])"
    r"|position|role|job|list|text|editor|share|-wrap|block|bypost|template|twitter|about|title|headline|links|label",
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


@lru_cache(maxsize=4096)
def _named(names: str) -> tuple[str, int] | None:
    """Give what the words of a class or an id call an element, and how plainly."""
    if len(names) > 1000 or not _WORTH.search(names.lower()):
        return None
    kinds = [found for token in names.split() if (found := _token(token))]
    for kind in ("reviewer", "author", "reviewed", "published", "updated", "headline"):
        if strengths := [strength for found, strength in kinds if found == kind]:
            return (kind, max(strengths))
    return None


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
    return ("headline", 2) if _TITLED.search(low) else None


def text_of(element: Element, most: int = 200) -> str:
    """Give the visible words of `element`, folded, a space at each element's border; "" when more than `most`."""
    text = " ".join(" ".join(lines_of(element, most)).split())
    return "" if len(text) > most else text


def lines_of(element: Element, most: int) -> list[str]:
    """Give the visible words of `element` line by line, folded; not many characters beyond `most` are read."""
    out: list[str] = []
    line: list[str] = []
    size = 0
    last = None
    for piece in element.tree.pieces[element.p0 : element.p1]:
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
