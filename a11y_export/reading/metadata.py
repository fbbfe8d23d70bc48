"""Title, people, dates, language, owner, licence, site and address: from JSON-LD, meta elements and the visible byline.

What stands in the page's visible text is claimed in the ledger as metadata; what comes from attributes or JSON-LD is
listed as added. JSON-LD wins over meta elements, those over the visible text, except for the title, where the visible
heading wins.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from a11y_export import words
from a11y_export.prose import split
from a11y_export.reading.around import holds
from a11y_export.reading.dates import iso_date
from a11y_export.reading.ledger import Fate, Ledger, text_nodes
from a11y_export.reading.rules import byline_rules, text_rule_for

if TYPE_CHECKING:
    from a11y_export.reading.header import Line

_ARTICLE_TYPES = re.compile(r"article|posting|webpage|report|medical", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–—]\s*(?:\d{2,4}|present))?,?\s*)?(?:by\s+)?(?P<v>\S.{1,100})$",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"\s*(?:all rights|todos los derechos|tous droits|alle rechte|tutti i diritti|todos os direitos|alle rechten"
    r"|\d{4}\b|[|•·]).*$",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\bCC0\b(?: 1\.0)?|\bCC[ -]BY(?:[ -](?:NC|SA|ND))*(?:[ -]\d\.\d)?"
    r"|\bCreative Commons[ \w-]{0,60}?(?:\d\.\d)?(?: International)?(?: licen[cs]e)?\b"
    r"|\bpublic domain\b|\bdominio público\b|\bOpen Government Licence(?: v?\d(?:\.\d)?)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Facts:
    """What is known of the article; every field may be empty. `added` lists (origin, where, text)."""

    title: str = ""
    author: str = ""
    reviewer: str = ""
    published: str = ""
    reviewed: str = ""
    language: str = ""
    owner: str = ""
    licence: str = ""
    site: str = ""
    url: str = ""
    summary: str = ""
    updated: str = ""
    added: list[tuple[str, str, str]] = field(default_factory=list)

    def offer(self, name: str, value: str, origin: str = "", where: str = "") -> None:
        """Fill the field when it is still empty; with an origin, list the words as added."""
        value = words.fold(value)
        if value and not getattr(self, name):
            value = _licence_name(value) if name == "licence" else value
            setattr(self, name, value)
            if origin:
                self.added.append((origin, where, value))


def from_head(soup: BeautifulSoup, url: str) -> Facts:
    """Give what JSON-LD, meta elements and the address of the page say."""
    facts = Facts()
    for thing in _json_ld(soup):
        _take_json(facts, thing)
    meta = _metas(soup)
    for name, keys in _META_KEYS.items():
        for key in keys:
            value = meta.get(key, "")
            if name in {"published", "reviewed", "updated"}:
                value = iso_date(value)
            elif name == "author" and ("://" in value or value.isdigit()):
                continue
            facts.offer(name, value, f"meta {key}", "head")
    canonical = soup.find("link", rel="canonical")
    address = str(canonical.get("href") or "") if isinstance(canonical, Tag) else ""
    for candidate in (address, meta.get("og:url", ""), url):
        if not facts.url and _is_web(candidate.strip()):
            facts.url = candidate.strip()
    if not facts.site and facts.url:
        facts.site = urlsplit(facts.url).netloc.removeprefix("www.")
    before = soup.find(True, attrs={"data-dump": "before"})
    logo = before.find("p") if isinstance(before, Tag) else None
    if isinstance(logo, Tag) and (match := re.fullmatch(r"(.{2,60}) logo", words.fold(logo.get_text()))):
        facts.offer("site", match[1])
    html = soup.find("html")
    if isinstance(html, Tag):
        facts.language = str(html.get("lang") or html.get("xml:lang") or "") or facts.language
    return facts


_META_KEYS = {
    "author": ("author", "article:author", "citation_author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "published": (
        "article:published_time",
        "citation_publication_date",
        "dc.date",
        "dc.date.issued",
        "datepublished",
        "publish-date",
        "pubdate",
        "date",
        "parsely-pub-date",
        "sailthru.date",
    ),
    "reviewed": ("lastreviewed", "last-reviewed", "article:reviewed_time", "reviewdate"),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
    "site": ("og:site_name", "application-name", "citation_journal_title"),
    "language": ("content-language", "language", "dc.language"),
    "summary": ("description", "og:description", "twitter:description"),
    "owner": ("copyright", "dc.rights", "dcterms.rightsholder"),
    "licence": ("license", "licence", "dcterms.license"),
}


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:  # no address at all: "http://["
        return False


def _metas(soup: BeautifulSoup) -> dict[str, str]:
    out: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        key = str(
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        value = meta.get("content")
        if key and isinstance(value, str) and value.strip() and len(value) < 3000:
            out.setdefault(key, value.strip())
    return out


def _json_ld(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Give the page's JSON-LD things, articles first; what is not JSON is passed over."""
    things: list[dict[str, Any]] = []
    for script in soup.find_all("script", type=re.compile(r"ld\+json", re.IGNORECASE)):
        text = script.get_text()
        if len(text) > 500_000:
            continue
        try:
            data = json.loads(re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text), strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [data]
        while queue and len(things) < 500:
            item = queue.pop(0)
            if isinstance(item, list):
                queue += item
            elif isinstance(item, dict):
                things.append(item)
                queue += [
                    item[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(item.get(k), (list, dict))
                ]
    kinds = [
        (
            0 if _ARTICLE_TYPES.search(_kind(t)) and "headline" in t else 1 if _ARTICLE_TYPES.search(_kind(t)) else 2,
            i,
            t,
        )
        for i, t in enumerate(things)
    ]
    for rank, _, thing in sorted(kinds, key=lambda k: k[:2]):
        if rank < 2:
            yield thing


def _kind(thing: dict[str, Any]) -> str:
    kind = thing.get("@type")
    return " ".join(str(k) for k in kind) if isinstance(kind, list) else str(kind or "")


def _take_json(facts: Facts, thing: dict[str, Any]) -> None:
    offers = {
        "title": _text(thing.get("headline")),
        "author": _names(thing.get("author")),
        "reviewer": _names(thing.get("reviewedBy")) or _names(thing.get("medicalReviewer")),
        "published": iso_date(_text(thing.get("datePublished"))),
        "reviewed": iso_date(_text(thing.get("lastReviewed")) or _text(thing.get("dateReviewed"))),
        "updated": iso_date(_text(thing.get("dateModified"))),
        "owner": _names(thing.get("copyrightHolder")),
        "site": _names(thing.get("publisher")),
        "licence": _text(thing.get("license")),
        "language": _text(thing.get("inLanguage")),
        "summary": _text(thing.get("description")),
    }
    for name, value in offers.items():
        facts.offer(name, value, "json-ld", name)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return str(value.get("name") or value.get("@value") or value.get("url") or "")
    return value if isinstance(value, str) and len(value) < 5000 else ""


def _names(value: Any) -> str:
    """Give the names of one or several people or organizations, joined by commas."""
    if isinstance(value, list):
        return ", ".join(n for n in (_names(v) for v in value[:8]) if n)
    if isinstance(value, dict):
        return _text(value.get("name"))
    name = _text(value)
    return "" if "://" in name else name


def from_header(header: list[Line], facts: Facts, ledger: Ledger) -> None:
    """Read the visible byline: `header` are the lines around the title, in page order.

    Lines that are bylines are claimed as metadata, also where the head has said the same.
    """
    waiting = ""
    for line in header:
        text = line.text
        if not text or len(text) > 220:
            waiting = ""
            continue
        if waiting and _is_name(text):
            facts.offer(waiting, _tidy_name(text))
            waiting = ""
            _claim(line, ledger)
            continue
        waiting = ""
        if not line.boxes or line.spaced:
            parts = [part.strip() for part in re.split(r"\s*[|•·]\s*", text)]
            claimed = [_take_line(part, facts) for part in parts]
            # A line is claimed whole or not at all: what is no byline in it would be lost with it.
            if any(claimed) and all(c or text_rule_for(p) for c, p in zip(claimed, parts, strict=True)):
                _claim(line, ledger)
                continue
        for box in line.boxes or (line,):
            waiting = _take_box(box, waiting, facts, ledger)


def _take_box(box: Line, waiting: str, facts: Facts, ledger: Ledger) -> str:
    """Read one box of a byline; give the field that its label leaves waiting for the next box."""
    if waiting and _is_name(box.text):
        facts.offer(waiting, _tidy_name(box.text))
        _claim(box, ledger)
        return ""
    for name in ("author", "reviewer"):
        if any(p.fullmatch(box.text) for p in byline_rules()[f"{name}_label"]):
            _claim(box, ledger)
            return name
    if _take_line(box.text, facts):
        _claim(box, ledger)
    return ""


def _claim(line: Line, ledger: Ledger) -> None:
    for node in line.nodes:
        ledger.keep(node, Fate.METADATA)


def _take_line(line: str, facts: Facts) -> bool:
    """Fill `facts` from one line of a byline; whether it was one."""
    rules = byline_rules()
    if not line or len(line) > 160 or says_more(line):
        return False
    if any(p.fullmatch(line) for p in rules["due"]):
        return True  # When it will be looked at again says nothing of when it was.
    for name in ("reviewer", "author"):
        for pattern in rules[name]:
            match = pattern.fullmatch(line)
            value = (match["v"] or "").strip() if match else ""
            if value and _is_name(_tidy_name(value)) and not iso_date(f"1 {_tidy_name(value)} 2000"):
                facts.offer(name, _tidy_name(value))
                if name == "reviewer":
                    facts.offer("reviewed", iso_date(value))
                return True
    for name in ("reviewed", "published", "updated"):
        for pattern in rules[name]:
            match = pattern.fullmatch(line)
            date = iso_date(match["v"]) if match else ""
            if date:
                facts.offer(name, date)
                return True
    return bool(iso_date(line)) and len(line.split()) <= 5 and _take_bare_date(line, facts)


def _take_bare_date(line: str, facts: Facts) -> bool:
    facts.offer("published", iso_date(line))
    return True


# Words of advice; a line with one of them is never taken for a byline, whatever else it says.
_ADVICE = re.compile(
    r"\b(?:not|no|never|none|without|stop|take|avoid|use|call|give|ask|tell|if|mg|mcg|ml|doses?|tablets?|pills?|capsules?"
    r"|nunca|tome|deje|evite|sin|pas|jamais|sans|nicht|keine?|ohne|non|mai|senza|não|sem|niet|geen|zonder)\b",
    re.IGNORECASE,
)


def says_more(line: str) -> bool:
    """Whether a line says more than a byline does: advice, or a further sentence."""
    sentences = [line[start:end] for start, end in split(line, "en")]
    return bool(_ADVICE.search(line)) or any(len(s.split()) > 2 for s in sentences[1:])


def _is_name(text: str) -> bool:
    """Whether a text could be a person's or a body's name: few words, the first in capitals, no sentence."""
    parts = text.split()
    if says_more(text):
        return False
    if not 1 <= len(parts) <= 14 or text.endswith(("?", "!", ":")) or any(c.isdigit() for c in text):
        return False
    return parts[0][:1].isupper() and sum(p[:1].isupper() for p in parts) * 2 >= len(parts)


def _tidy_name(text: str) -> str:
    text = re.sub(r"\s*(?:\||•|·|—|–| - | (?:on|el|am|le) (?=\w+ \d|\d)|, (?=\w+ \d{1,2}, \d{4})|\d).*$", "", text)
    return text.strip(" ,;:|")


def from_footer(soup: BeautifulSoup, facts: Facts) -> None:
    """Read owner and licence from the page's own small print."""
    for element in soup.find_all(["p", "div", "small", "li", "span", "footer", "td"]):
        if holds(element, {"p", "div", "li", "small", "table"}):
            continue
        line = words.fold("".join(text_nodes(element)))
        if not 5 <= len(line) <= 700:
            continue
        if not facts.owner and (sign := _COPYRIGHT.search(line)):
            facts.owner = _owner(line[sign.start() : sign.start() + 160])
        if not facts.licence and len(line) < 400 and (found := _LICENCE.search(line)) and _licence_sentence(line):
            facts.licence = found.group(0).strip()


def _owner(text: str) -> str:
    """Give whom a copyright line names, "" when it names nobody."""
    match = _OWNER.match(text)
    if match is None:
        return ""
    owner = _RIGHTS.sub("", match["v"]).strip(" ,;:-–—")
    # A sentence may follow; a stop after a single capital belongs to a company's form ("S. L.").
    owner = re.split(r"(?<![A-Z])(?<!Inc|Ltd)\.\s+(?=[A-Z])", owner)[0]
    if not re.search(r"(?:\b[A-Z]|Inc|Ltd|Co)\.$", owner):
        owner = owner.rstrip(".")
    return owner if owner[:1].isalnum() and not owner.isdigit() and len(owner.split()) <= 12 else ""


def _licence_name(text: str) -> str:
    """Give a licence's usual name for its address at creativecommons.org, else the text itself."""
    match = re.search(
        r"creativecommons\.org/(?:licenses/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)|publicdomain/(?P<public>\w+))", text
    )
    if match is None:
        return text
    if match["public"]:
        return "CC0 1.0" if match["public"] == "zero" else "public domain"
    return f"CC {match['kind'].upper()} {match['version']}"


def _licence_sentence(line: str) -> bool:
    return bool(
        re.search(
            r"licen[cs]|public domain|dominio público|licencia|reuse|reproduc|copy|share|copiar", line, re.IGNORECASE
        )
    )
