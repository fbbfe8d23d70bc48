"""What is known of the article, and from where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from a11y_export import words
from a11y_export.reading.marks import Marks


@dataclass(frozen=True, slots=True)
class Claim:
    """Someone whom one place of the page names as the author, and how far that place is to be believed."""

    name: str
    trust: int
    origin: str = ""
    where: str = ""


@dataclass(slots=True)
class Facts:
    """What is known of the article; every field may be empty. `added` lists (origin, where, text).

    `marks` is what the one walk of the page found, `authors` whom it names so far, `sites` what the site is
    called, `told` the longer texts of JSON-LD; the header settles who it is.
    """

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
    marks: Marks = field(default_factory=Marks, repr=False)
    authors: list[Claim] = field(default_factory=list, repr=False)
    sites: list[str] = field(default_factory=list, repr=False)
    told: list[str] = field(default_factory=list, repr=False)

    def offer(self, name: str, value: str, origin: str = "", where: str = "") -> None:
        """Fill the field when it is still empty; with an origin, list the words as added."""
        value = words.fold(value)
        if value and not getattr(self, name):
            value = _licence_name(value) if name == "licence" else value
            setattr(self, name, value)
            if origin:
                self.added.append((origin, where, value))

    def suggest(self, name: str, trust: int, origin: str = "", where: str = "") -> None:
        """Note a possible author; nothing is filled before the whole page was asked."""
        if name:
            self.authors.append(Claim(name, trust, origin, where))


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
