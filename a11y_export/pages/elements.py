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
# BCP 47, without the old tags that stand for themselves: language, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z\d]{5,8}|\d[A-Za-z\d]{3}))*"
    r"(?:-[A-WYZa-wyz\d](?:-[A-Za-z\d]{2,8})+)*(?:-[Xx](?:-[A-Za-z\d]{1,8})+)?", re.ASCII,
)
_LABEL = re.compile(r"[\w-]+")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
# words.py drops the first kind and parts words at the second; XML can hold neither, or browsers do not part at them.
_UNSAYABLE = str.maketrans(
    dict.fromkeys([*range(0x09), *range(0x0E, 0x1C)])
    | dict.fromkeys([0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0x2028, 0x2029], " ")
)

Attributes = tuple[tuple[str, str], ...]
Outline = tuple[tuple[str, str, str], ...]
"""What opens and closes, of the elements that have an id: ("open" or "close", tag, id)."""


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

    def outline(self) -> Outline:
        """Give the elements that have an id, in order and nested as they are."""
        found: list[tuple[str, str, str]] = []
        around: list[str] = []
        for kind, tag, attributes in self._pieces:
            own = next((said for name, said in attributes if name == "id"), "")
            if kind != "text" and kind != "close":
                found += [("open", tag, own)] if own else []
                around.append(own)
            if kind in {"close", "empty"}:
                own = around.pop()
                found += [("close", tag, own)] if own else []
        return tuple(found)


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
    """Give an address that may become a link, in ASCII: http, https, mailto and tel; None for every other.

    It is a valid URL (WHATWG) or none: what is no name of a machine is dropped, signs in their wrong place are escaped.
    """
    if not href:
        return None
    told = words.fold(href)
    try:
        parts = urlsplit(told)
        port = parts.port or 0  # ValueError where it is none
    except ValueError:
        return None
    scheme, _, rest = told.partition(":")
    if parts.scheme in {"mailto", "tel"} and parts.path:
        return f"{parts.scheme}:{_escaped(rest)}"
    labels = (parts.hostname or "").removesuffix(".").split(".")
    if parts.scheme not in {"http", "https"} or port > 65535 or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return f"{scheme.lower()}:{_escaped(rest)}"


def _escaped(rest: str) -> str:
    """Give what follows a scheme with its signs escaped; the first # begins the fragment."""
    before, sign, fragment = rest.partition("#")
    safe = "%/:?@!$&'()*+,;=~-._"
    return _STRAY.sub("%25", quote(before, safe=safe, errors="replace") + sign
                      + quote(fragment, safe=safe, errors="replace"))
