"""What JSON-LD says of the article: read leniently, and taken from the node that is this page's article."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_MOST_NODES = 4_000
_ARTICLE = re.compile(
    r"article|posting|report(?!age)|recipe|howto|^faqpage|medicalwebpage|review$|discussion|question", re.IGNORECASE
)
_PAGE = re.compile(r"page|creativework|medical|book$|podcast|episode|video|event|about", re.IGNORECASE)
_MATTERS = re.compile(r"author|creator|date|headline|review|publisher|inLanguage|copyrightHolder|license", re.I)
_TELLS = re.compile(r"disclaimer|description|abstract|usageInfo|conditionsOfAccess", re.I)
_SHORT, _LONG = 40, 5_000  # letters of a text that may be a notice
# What stands around the JSON in old pages: a comment or CDATA, itself within a script's comment.
_OPENINGS = ("<!--", "//", "/*", "<![CDATA[", "*/", "\ufeff")
_CLOSINGS = ("-->", "//", "*/", "/*", "]]>", ";")
_COMMA = re.compile(r",(?=\s{0,200}[}\]])")
_KEYS = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "subjectOf")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is named, and whether the page says that it is a body and no person."""

    name: str
    body: bool = False


@dataclass(slots=True)
class Said:
    """What the blocks say of this page's article, of the page around it, and of the site; every field may be empty.

    `texts` are the longer ones of all things.
    """

    authors: list[Person] = field(default_factory=list)
    reviewers: list[Person] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    sites: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def read(blocks: list[str], titles: list[str], address: str) -> Said:
    """Give what the blocks say of the article with one of these titles, or at this address.

    Where several articles are named and none of them is known to be this page's, none is believed.
    """
    said, nodes, named = Said(), [], {}
    for block in blocks:
        if not _MATTERS.search(block):
            if _TELLS.search(block):
                _nodes(_parsed(block), said.texts)
            continue
        found, by_id = _nodes(_parsed(block), said.texts)
        nodes += found
        named.update(by_id)
        if not found:
            _salvage(block, said)
    for node in _ranked(nodes, titles, address):
        _take(node, named, said)
    for node in nodes:
        kind = _kind(node)
        if re.search(r"website|organi[sz]ation|corporation|newsmedia", kind, re.IGNORECASE) and _text(node.get("name")):
            said.sites.append(_text(node.get("name")))
        said.sites += [p.name for p in _people(node.get("publisher"), named)]
    return said


def _parsed(block: str) -> list[Any]:
    """Give the values of one block; repaired where it breaks the rules of JSON, none when it cannot be read."""
    text = block.strip()
    for _ in range(4):
        for sign in _OPENINGS:
            text = text.removeprefix(sign).lstrip()
        for sign in _CLOSINGS:
            text = text.removesuffix(sign).rstrip()
    for attempt in (lambda t: t, lambda t: _COMMA.sub("", t), lambda t: _COMMA.sub("", html.unescape(t))):
        changed = attempt(text)
        try:
            return [json.loads(changed, strict=False)]
        except RecursionError:
            return []
        except ValueError:
            if out := _in_a_row(changed):
                return out
    return []


def _in_a_row(text: str) -> list[Any]:
    """Give the values that stand one after the other in `text`, as far as they can be read."""
    out: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(text) and len(out) < 50 and text[at : at + 1] in "{[":
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        out.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return out


def _nodes(values: list[Any], texts: list[str]) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Give the things that may be the article, in order, and every named thing by its @id; note longer `texts`."""
    things: list[dict[str, Any]] = []
    named: dict[str, dict[str, Any]] = {}
    queue: list[tuple[Any, bool]] = [(v, True) for v in values]
    for at in range(_MOST_NODES):
        if at >= len(queue):
            break
        item, open_ = queue[at]
        if isinstance(item, list):
            queue += [(v, open_) for v in item[:500]]
        elif isinstance(item, dict):
            if open_:
                things.append(item)
            if isinstance(item.get("@id"), str) and "name" in item:
                named.setdefault(item["@id"], item)
            queue += [(v, open_ and k in _KEYS) for k, v in item.items() if isinstance(v, (dict, list))]
            texts += [v for v in item.values() if isinstance(v, str) and _SHORT < len(v) < _LONG]
    return things, named


def _kind(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(str(k) for k in kind[:8]) if isinstance(kind, list) else str(kind or "")[:200]


def _ranked(nodes: list[dict[str, Any]], titles: list[str], address: str) -> list[dict[str, Any]]:
    """Give this page's article, then the page itself; other articles are left out."""
    articles = [n for n in nodes if any(_ARTICLE.search(k) for k in _kind(n).split())]
    taken = {id(n) for n in articles}
    pages = [n for n in nodes if id(n) not in taken and _PAGE.search(_kind(n))]
    wanted = [t for t in map(_bag, titles) if t]
    ours = [n for n in articles if _is_ours(n, wanted, address)]
    if not ours:
        # A page that names one article, or parts of one (an article and its medical page), means itself.
        headlines = {_text(n.get("headline") or n.get("name")) for n in articles}
        ours = articles if len(headlines - {""}) <= 1 else articles[:1]
    ours.sort(key=lambda n: ("headline" not in n, "author" not in n))
    # An article without a title of its own is said of the page: of who reviewed it, for one.
    known = {id(n) for n in ours}
    untitled = [n for n in articles if id(n) not in known and not (n.get("headline") or n.get("name") or n.get("url"))]
    return ours + untitled + pages


def _is_ours(node: dict[str, Any], wanted: list[set[str]], address: str) -> bool:
    if address:
        main = node.get("mainEntityOfPage")
        places = [node.get("url"), node.get("@id"), main.get("@id") if isinstance(main, dict) else main]
        if any(isinstance(p, str) and _bare(p) == _bare(address) for p in places):
            return True
    bag = _bag(_text(node.get("headline")) or _text(node.get("name")))
    return any(len(bag & w) * 10 >= 7 * min(len(bag), len(w)) and len(bag & w) * 3 >= len(w) for w in wanted if bag)


def _bare(address: str) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#?].*$", "", address.strip()).rstrip("/").lower()


def _bag(text: str) -> set[str]:
    return {w.casefold() for w in re.findall(r"\w+", text[:500])}


_VALUES = {
    "title": ("headline", "alternativeHeadline"),
    "published": ("datePublished", "dateCreated", "uploadDate", "datePosted"),
    "reviewed": ("lastReviewed", "dateReviewed"),
    "updated": ("dateModified",),
    "licence": ("license",),
    "language": ("inLanguage",),
    "summary": ("description",),
}


def _take(node: dict[str, Any], named: dict[str, dict[str, Any]], said: Said) -> None:
    said.authors = said.authors or _people(node.get("author") or node.get("creator"), named)
    said.reviewers = said.reviewers or _people(node.get("reviewedBy") or node.get("medicalReviewer"), named)
    for name, keys in _VALUES.items():
        for key in keys:
            if value := _text(node.get(key)):
                said.values.setdefault(name, value)
    for name, key in (("owner", "copyrightHolder"), ("site", "publisher")):
        if people := _people(node.get(key), named):
            said.values.setdefault(name, ", ".join(p.name for p in people))


def _text(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value") or value.get("url") or ""
    return html.unescape(value).strip() if isinstance(value, str) and len(value) < 5000 else ""


def _people(value: Any, named: dict[str, dict[str, Any]], depth: int = 0) -> list[Person]:
    """Give the people or bodies that a value names: text, an object, a reference, or a list of these."""
    if depth > 3:
        return []
    if isinstance(value, list):
        found = [p for v in value[:40] for p in _people(v, named, depth + 1)]
        return list(dict.fromkeys(found))
    if isinstance(value, dict):
        name = value.get("name")
        if not name and isinstance(value.get("@id"), str):
            value = named.get(value["@id"], value)
            name = value.get("name")
        if not name and (value.get("givenName") or value.get("familyName")):
            name = f"{_text(value.get('givenName'))} {_text(value.get('familyName'))}"
        body = re.search(r"organi[sz]ation|corporation|newsmedia|brand", _kind(value), re.IGNORECASE) is not None
        if isinstance(name, list):
            return [Person(n, body) for n in (_text(v) for v in name[:40]) if n]
        said = _text(name)
        suffix = _text(value.get("honorificSuffix"))
        if said and 2 <= len(suffix) <= 40 and suffix not in said:
            said = f"{said}, {suffix}"
        return [Person(said, body)] if said else []
    name = _text(value)
    if "://" in name or name.startswith("#"):
        name = _text(named.get(name, {}).get("name"))
    return [Person(name)] if name else []


_LOST = {
    "published": re.compile(r'"datePublished"\s{0,20}:\s{0,20}"([^"]{4,40})"'),
    "updated": re.compile(r'"dateModified"\s{0,20}:\s{0,20}"([^"]{4,40})"'),
    "reviewed": re.compile(r'"lastReviewed"\s{0,20}:\s{0,20}"([^"]{4,40})"'),
    "title": re.compile(r'"headline"\s{0,20}:\s{0,20}"([^"]{4,300})"'),
}
_LOST_NAME = r'"\s{0,20}:\s{0,20}(?:\[\s{0,40})?(?:\{[^{}]{0,300}?"name"\s{0,20}:\s{0,20})?"([^"{}@:/]{2,100})"'
_LOST_PEOPLE = (re.compile(f'"author{_LOST_NAME}'), re.compile(f'"reviewedBy{_LOST_NAME}'))


def published_in(scripts: Iterable[str]) -> str:
    """Give when something was published, as a page's scripts say it for all of the page: "" when they name two days."""
    found: dict[str, str] = {}
    room = _MOST_SCRIPT
    for text in scripts:
        said = any(word in text for word in ("ublish", "ublication", "ubDate", "ubdate"))
        for match in _IN_SCRIPTS.finditer(text[:room]) if said else ():
            found.setdefault(match[1][:10], match[1])
            if len(found) > 1:
                return ""
        room -= len(text)
        if room <= 0:
            break
    return next(iter(found.values()), "")


_MOST_SCRIPT = 1_000_000
_IN_SCRIPTS = re.compile(
    r"(?<=[\"'])(?:date_?published|published_?(?:date(?:time)?|at|time|on)|publication_?(?:date|time)|publish_?(?:date|time|dt)"
    r"|first_?published(?:_?(?:date|at))?|pub_?date)\\?[\"']\s{0,3}:\s{0,3}\\?[\"'](\d{4}-\d\d-\d\d[^\"'\\]{0,30})",
    re.IGNORECASE,
)


def _salvage(block: str, said: Said) -> None:
    """Take single values out of a block that is no JSON even when repaired: an article's, by their names."""
    if not re.search(r'"@type"\s{0,20}:\s{0,20}\[?\s{0,20}"[A-Za-z]{0,30}(?:Article|Posting|WebPage|Report)', block):
        return
    for name, pattern in _LOST.items():
        if match := pattern.search(block):
            said.values.setdefault(name, html.unescape(match[1]).strip())
    for people, pattern in zip((said.authors, said.reviewers), _LOST_PEOPLE, strict=True):
        if not people and (match := pattern.search(block)):
            people.append(Person(html.unescape(match[1]).strip()))
