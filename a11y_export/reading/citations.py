"""Lists of the works that an article cites, and of where else to turn: what tells them from a site's own links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from a11y_export.reading.tree import Element, named

_LEAST, _MOST_OF = 3, 0.6  # citations that make a list of them, and their share of its words
_LONGEST = 1_500
_LINK = frozenset({"a"})
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\bn\.\s?d\.")
# How styles of citing (AMA, APA, Vancouver, Chicago, and what sites make of them) say where a work stands.
_PLACE = re.compile(
    r"\bdoi\b|\b10\.\d{4,9}/|\bPMC?ID\b|\bPMC\d{4,}|\bISBN\b|\bet al\b|\[Internet\]|\bpp?\.\s?\d"
    r"|\b\d{1,4}\s?\(\d{1,4}[A-Za-z–-]{0,4}\d{0,4}\)|[;:,]\s?\d{1,4}(?:\(\S{1,12}\))?\s?:\s?e?\d"
    r"|\b(?:[Rr]etrieved|[Aa]ccessed|[Aa]vailable (?:at|from)|[Aa]brufbar|[Cc]onsult[ée]|[Cc]onsultado|[Dd]isponible)\b"
)
# "Smith JA," and "Smith, J. A.": names as they are cited.
_NAMED = re.compile(r"^[\W\d]{0,8}\w[\w'’-]{1,30}(?: [\w'’-]{2,30})?,? (?:[A-Z]\.?[ -]?){1,3}(?:[,;.&(]|$| and )")

# The headings under which works are cited, as they stand alone above their list.
_HEADING = re.compile(
    r"\W*(?:(?:\d{1,2}|[ivx]{1,4})[.)]\s)?(?:references?(?: list| and (?:notes|sources|further reading))?|bibliography"
    r"|(?:article |our )?sources|(?:literature|works) cited|citations|notes and references"
    r"|referencias|fuentes|bibliografía|références|bibliographie|sources et références|quellen(?:angaben)?|literatur"
    r"|literaturverzeichnis|einzelnachweise|referências|fontes|riferimenti|fonti|bibliografia|bronnen|literatuur"
    r"|referenser|källor|संदर्भ)\W*",
    re.IGNORECASE,
)
_LEAST_SITES, _MOST_LINKS = 3, 400
# Where sites ask to be followed, or to have their app fetched.
_SOCIAL = frozenset(
    {
        "facebook", "twitter", "x", "instagram", "linkedin", "pinterest", "youtube", "tiktok", "reddit", "whatsapp",
        "threads", "snapchat", "flipboard", "apple", "play", "t", "bsky", "telegram", "xing", "tumblr", "vk",
    }
)  # fmt: skip


def heads_citations(text: str) -> bool:
    """Whether a line is the heading of the works that an article cites."""
    return len(text) <= 60 and _HEADING.fullmatch(text) is not None


def leads_elsewhere(element: Element) -> bool:
    """Whether a list's links lead to several other sites, none of them to be followed on: sources, helpers, groups."""
    sites: set[str] = set()
    links = 0
    for link in named(element, _LINK):
        links += 1
        site = _site(str(link.attrs.get("href") or ""))
        if links > _MOST_LINKS or site in _SOCIAL:
            return False
        if site:
            sites.add(site)
    return len(sites) >= _LEAST_SITES and 2 * len(sites) > links


def _site(address: str) -> str:
    """Give the name that an address's host goes by, without what stands before and behind it; "" within the site."""
    try:
        host = urlsplit(address[:2_000].strip()).hostname or ""
    except ValueError:
        return ""
    steps = host.split(".")
    short = len(steps) > 2 and len(steps[-2]) <= 3 and len(steps[-1]) == 2  # "co.uk"
    return steps[-3 if short else -2] if len(steps) > 1 else ""


def is_citation(text: str) -> bool:
    """Whether a text cites one work: it has a year, and says where the work stands or names who wrote it."""
    if len(text) > _LONGEST or not _YEAR.search(text):
        return False
    return _PLACE.search(text) is not None or _NAMED.match(text) is not None


def are_citations(texts: Iterable[str]) -> bool:
    """Whether the passages of a list are mostly citations: three of them or more, with most of its letters."""
    cited = count = letters = 0
    for text in texts:
        letters += len(text)
        if is_citation(text):
            count += 1
            cited += len(text)
    return count >= _LEAST and cited >= _MOST_OF * letters
