"""Title, people, dates, language, owner, licence, site and address: from JSON-LD, meta elements and the visible byline.

What stands in the page's visible text is claimed in the ledger as metadata; what comes from attributes or JSON-LD is
listed as added. JSON-LD wins over meta elements, those over the visible text, except for the title, where the visible
heading wins, and for an author who is only the site's name or a login there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from urllib.parse import urlsplit

from a11y_export import words
from a11y_export.reading import jsonld
from a11y_export.reading.bylines import Reader
from a11y_export.reading.credits import is_due
from a11y_export.reading.dates import address_date, near, told_date
from a11y_export.reading.facts import Claim, Facts
from a11y_export.reading.header import Header, block_of
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.marks import text_of, walk
from a11y_export.reading.metakeys import AUTHOR_KEYS, DATE_KEYS, META_KEYS, REVIEWER_KEYS
from a11y_export.reading.people import is_job, login, nobody, same_body, tidy_name, without_label
from a11y_export.reading.signs import Signs
from a11y_export.reading.tree import Soup

__all__ = ["Facts", "from_footer", "from_head", "from_header"]

_WRITTEN_BY = re.compile(
    r"(?:written|posted|published) by|verfasst von|geschrieben von|escrito por|[ée]crit par|scritto da|geschreven door"
    r"|por|author|autor|autore|auteur",
    re.IGNORECASE,
)
_REVIEWED_BY = re.compile(r"(?:medically |clinically )?reviewed by|reviewer", re.IGNORECASE)


def from_head(soup: Soup, url: str) -> Facts:
    """Give what JSON-LD, meta elements and the address of the page say."""
    marks = walk(soup)
    facts = Facts(marks=marks)
    for candidate in (marks.canonical, marks.meta("og:url"), url):
        if _is_web(candidate.strip()) and not facts.url:
            facts.url = candidate.strip()
    # A copy in a web archive is of the site that was copied.
    home = _ARCHIVED.sub("", facts.url)
    if not _is_web(home):
        home = facts.url
    elif home != facts.url:
        facts.sites += re.sub(r"^https?://(?:www\.)?|/.*$", "", home).split(".")[:-1]
    _from_json(facts)
    _people_from_metas(facts)
    for name, keys in META_KEYS.items():
        for key in keys:
            if key not in marks.metas:
                continue
            value = marks.metas[key][0]
            if name in {"published", "reviewed", "updated"}:
                value = told_date(value)
            facts.offer(name, value, f"meta {key}", "head")
    if day := address_date(home):
        if near(day, facts.published):
            facts.published = ""  # The same moment in another time zone; the address has the publisher's own day.
        facts.offer("published", day, "address", "head")
    if not facts.site and facts.url:
        facts.site = urlsplit(home).netloc.removeprefix("www.")
    if match := re.fullmatch(r"(.{2,60}) logo", marks.dumped):
        facts.offer("site", match[1])
    facts.language = marks.language or facts.language
    return facts


_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[^/]{1,40}/(?=https?://)")


def _is_web(address: str) -> bool:
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:  # no address at all: "http://["
        return False


def _from_json(facts: Facts) -> None:
    """Take what JSON-LD says of this page's article."""
    marks = facts.marks
    titles = [marks.meta("og:title"), marks.title, *(text_of(h, 300) for h in marks.headings[:3] if h.name == "h1")]
    said = jsonld.read(marks.json, titles, facts.url)
    facts.sites += said.sites
    facts.told = said.texts
    for name in ("published", "reviewed", "updated"):
        facts.offer(name, told_date(said.values.get(name, "")), "json-ld", name)
    for name in ("title", "owner", "site", "licence", "language", "summary"):
        facts.offer(name, said.values.get(name, ""), "json-ld", name)
    facts.offer("reviewer", ", ".join(_clean(p.name) for p in said.reviewers), "json-ld", "reviewer")
    people = [p for p in said.authors if not nobody(p.name)]
    persons = [p for p in people if not p.body] or people
    if persons:
        name = ", ".join(dict.fromkeys(_clean(p.name) for p in persons))
        facts.suggest(name, _trust(name, 70, facts) - 25 * persons[0].body, "json-ld", "author")


def _clean(name: str) -> str:
    name = words.fold(without_label(name) if name.lower().startswith("by ") else name)
    return tidy_name(name) or name if "@" in name or "|" in name or "," in name else name


def _trust(name: str, trust: int, facts: Facts) -> int:
    """Give how far a name in the head is to be believed: less when it is a login or only the site's."""
    if login(name) and not name.istitle():
        return trust - 30
    host = urlsplit(facts.url).netloc.removeprefix("www.").partition(".")[0]
    sites = [facts.site, facts.marks.meta("og:site_name"), *facts.sites, host]
    return trust - 30 if any(same_body(name, s) for s in sites) else trust


def _people_from_metas(facts: Facts) -> None:
    """Take authors and reviewers from meta elements; several of one key are several people."""
    marks = facts.marks
    for key, trust in AUTHOR_KEYS:
        told = [n for value in marks.metas.get(key, ()) for n in _parted(unescape(value))]
        names = [_in_order(n) for n in told if not _is_address(n)]
        names = list(dict.fromkeys(n for n in names if n and not nobody(n)))
        if names:
            name = ", ".join(names[:40])
            facts.suggest(name, _trust(name, trust, facts), f"meta {key}", "head")
    for key in REVIEWER_KEYS:
        facts.offer("reviewer", _clean(marks.meta(key)), f"meta {key}", "head")
    for number in "1234":
        label, value = marks.meta(f"twitter:label{number}"), marks.meta(f"twitter:data{number}")
        if _WRITTEN_BY.fullmatch(label.rstrip(": ")) and value and not nobody(value):
            facts.suggest(_clean(value), _trust(value, 60, facts), f"meta twitter:data{number}", "head")
        elif _REVIEWED_BY.fullmatch(label.rstrip(": ")):
            facts.offer("reviewer", _clean(value), f"meta twitter:data{number}", "head")


def _parted(value: str) -> list[str]:
    """Give the names of a value that parts them by semicolons, as journals do; any other value whole."""
    parts = [p for part in value.split(";")[:40] if (p := part.strip())]
    named = all(_NAMED.fullmatch(part.split(",")[0]) and not is_job(part) for part in parts)
    return parts if len(parts) > 1 and named else [value]


_NAMED = re.compile(r"(?:[^\W\d_][\w’'.-]{0,30} ){0,3}[^\W\d_a-z][\w’'.-]{0,30}")


def _is_address(name: str) -> bool:
    return "://" in name or name.isdigit() or name.startswith(("@", "/", "www."))


def _in_order(name: str) -> str:
    """Give "Lee, Ana" of a citation as "Ana Lee"."""
    parts = [p.strip() for p in name.split(",")]
    two = len(parts) == 2 and all(len(p.split()) <= 3 for p in parts) and any(len(p.split()) < 2 for p in parts)
    if two and not re.search(r"[.A-Z]{2,}|[A-Z][a-z]?[A-Z]", parts[1]):
        first = parts[1] + " " + parts[0]
        return words.fold(first) if all(parts) and re.fullmatch(r"[^\W\d_][\w’'. -]*", parts[1]) else _clean(name)
    return _clean(name)


def from_header(header: Header, facts: Facts, ledger: Ledger) -> None:
    """Read the visible byline, and settle who wrote the article and when.

    Lines that are bylines are claimed as metadata, also where the head has said the same.
    """
    reader = Reader(header, facts, ledger)
    reader.read_lines()
    signs = Signs(reader)
    signs.read_marks()
    signs.read_end()
    if is_due(facts, ledger):
        facts.reviewed = ""
    _settle_author(facts)
    for key in DATE_KEYS:
        facts.offer("published", told_date(facts.marks.meta(key)), f"meta {key}", "head")
    facts.offer("published", facts.updated)


def _settle_author(facts: Facts) -> None:
    """Take the author who is named most credibly, with the others that the same place names."""
    if facts.author or not facts.authors:
        return
    best = max(facts.authors, key=lambda c: c.trust)
    best = _fuller(best, facts.authors)
    facts.offer("author", best.name, best.origin, best.where)


def _fuller(best: Claim, claims: Iterable[Claim]) -> Claim:
    """Give a claim that names the same first author and more of them, when there is one."""
    names = best.name.casefold()
    for claim in claims:
        if claim.trust >= 44 and claim.name.casefold().startswith(names + ",") and claim.name.count(",") >= 1:
            return claim
    return best


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


def from_footer(facts: Facts) -> None:
    """Read owner and licence from the page's own small print."""
    seen: set[int] = set()
    for node in facts.marks.rights[:200]:
        block = block_of(node)
        if block.at in seen:
            continue
        seen.add(block.at)
        line = text_of(block, 700)
        if not 5 <= len(line) <= 700:
            continue
        if not facts.owner and (sign := _COPYRIGHT.search(line)):
            facts.owner = _owner(line[sign.start() : sign.start() + 160])
        if not facts.licence and len(line) < 400 and (found := _LICENCE.search(line)) and _licence_sentence(line):
            facts.licence = found.group(0).strip()
        if facts.owner and facts.licence:
            return


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


def _licence_sentence(line: str) -> bool:
    return bool(
        re.search(
            r"licen[cs]|public domain|dominio público|licencia|reuse|reproduc|copy|share|copiar", line, re.IGNORECASE
        )
    )
