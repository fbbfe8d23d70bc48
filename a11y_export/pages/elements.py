"""Markup as a list of what opens, what closes and what is said; one template writes it, and escapes all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from a11y_export import words
from a11y_export.pages.render import render
from a11y_export.wording import Phrase

SOURCE, PROGRAM = "source", "program"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# words.py drops the first kind and parts words at the second; XML can hold neither, or browsers do not part at them.
_UNSAYABLE = str.maketrans(
    dict.fromkeys([*range(0x09), *range(0x0E, 0x1C)])
    | dict.fromkeys([0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029], " ")
)

Attributes = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Elements:
    """XHTML being written for a text in `language` (BCP 47, or empty)."""

    language: str
    _pieces: list[tuple[str, str, Attributes]] = field(default_factory=list)

    @contextmanager
    def element(self, tag: str, **attributes: str | int | None) -> Iterator[None]:
        """Write `tag` around what is written meanwhile; see `attributes_of` for the names."""
        self._pieces.append(("open", tag, attributes_of(attributes)))
        yield
        self._pieces.append(("close", tag, ()))

    def empty(self, tag: str, **attributes: str | int | None) -> None:
        """Write an element that HTML gives no content: br, img."""
        self._pieces.append(("empty", tag, attributes_of(attributes)))

    def text(self, text: str) -> None:
        """Write words; what XML cannot hold is left out where it is no part of a word."""
        self._pieces.append(("text", text.translate(_UNSAYABLE), ()))

    def line(self) -> None:
        """Break the markup's own line, between blocks."""
        self._pieces.append(("text", "\n", ()))

    def program(self, tag: str, phrase: Phrase, **attributes: str | int | None) -> None:
        """Write words of the program's own, in their language where it is not the text's."""
        lang = phrase.lang if phrase.lang != self.language else None
        with self.element(tag, data_origin=PROGRAM, lang=lang, **attributes):
            self.text(phrase.text)

    def markup(self) -> str:
        """Give what was written, as XHTML."""
        return render("article.xhtml", pieces=self._pieces)


def attributes_of(given: dict[str, str | int | None]) -> Attributes:
    """Give attributes in order, without None: data_x is data-x, class_ is class, and lang stands as xml:lang too."""
    out: list[tuple[str, str]] = []
    for key, value in given.items():
        if value is None:
            continue
        name = key.rstrip("_").replace("_", "-")
        said = str(value).translate(_UNSAYABLE)
        out.append((name, said))
        if name == "lang":
            out.append(("xml:lang", said))
    return tuple(out)


def language_tag(tag: str | None) -> str | None:
    """Give a BCP 47 tag that may stand in markup, or None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def safe_href(href: str | None) -> str | None:
    """Give an address that may become a link, in ASCII: http, https, mailto and tel; None for every other."""
    target = quote(words.fold(href or ""), safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")
    try:
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        return None
    return target if scheme in _SCHEMES else None
