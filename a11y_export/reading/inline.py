"""Text and inline elements → spans; white space folds as in a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from bs4.element import Tag

from a11y_export.model import Inline, Inlines, LineBreak, Span, Style
from a11y_export.reading.language import normal_tag
from a11y_export.reading.tree import Element, named, text_nodes, within

_STYLES = {
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "em": Style.BOLD,
    "sub": Style.SUB,
    "sup": Style.SUP,
    "del": Style.DELETED,
    "s": Style.DELETED,
    "strike": Style.DELETED,
    "code": Style.CODE,
    "kbd": Style.CODE,
    "samp": Style.CODE,
    "tt": Style.CODE,
}
STRUCK = frozenset(name for name, style in _STYLES.items() if style is Style.DELETED)
"""Elements that cross their text out; `STRUCK_STYLE` finds the style that does."""

_SHIFTS = frozenset({Style.SUP, Style.SUB})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)


def is_struck(element: Tag) -> bool:
    """Whether an element crosses its text out, by its name or its own style."""
    return element.name in STRUCK or STRUCK_STYLE.search(str(element.get("style") or "")[:2000]) is not None


_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]+)(?:\s*[,;–-]\s*\d{1,3})*[\])]?\s*")
_REF_NAME = re.compile(
    r"\b(?:footnote|foot-note|reference|ref|citation|cite|fn|noteref|endnote)s?\b|^cite|^fn|^ref", re.IGNORECASE
)
_REF_CLASS = re.compile(r"footnote|noteref|reference|citation", re.IGNORECASE)
_MARKED, _LINK, _RAISED = frozenset({"a", "sup", "span"}), frozenset({"a"}), frozenset({"sup"})
_MOST_TEXTS = 14  # a mark has no more letters than that
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Ink:
    """How text is set at some point of the page: what its span will carry."""

    styles: frozenset[Style] = frozenset()
    href: str | None = None
    lang: str | None = None
    title: str | None = None
    base: str = ""
    language: str = ""

    def at(self, element: Tag) -> Ink:
        """Give the ink at a block's own place: raised or lowered when the page opens that around the block."""
        outer = next((p.name for p in (element, *element.parents) if p.name in {"sup", "sub"}), None)
        return self if outer is None else replace(self, styles=frozenset({_STYLES[outer]}))

    def within(self, element: Tag) -> Ink:
        """Give the ink inside an inline element."""
        style = _STYLES.get(element.name)
        attributes = element.attrs
        if not attributes and style is None:
            return self
        ink = self
        if style in _SHIFTS:
            # Raised within lowered, or the other way round: the innermost counts, as for the words of the page.
            ink = replace(ink, styles=ink.styles - _SHIFTS)
        if style and style not in ink.styles:
            ink = replace(ink, styles=ink.styles | {style})
        css = attributes.get("style")
        if isinstance(css, str) and css:
            if _BOLD_STYLE.search(css[:2000]):
                ink = replace(ink, styles=ink.styles | {Style.BOLD})
            if STRUCK_STYLE.search(css[:2000]):
                ink = replace(ink, styles=ink.styles | {Style.DELETED})
        name = element.name
        if name == "a":
            ink = Ink(ink.styles, _address(element, self.base) or ink.href, ink.lang, ink.title, ink.base, ink.language)
        if name in _MARKED and _is_reference(element):
            ink = replace(ink, styles=ink.styles | {Style.REF})
        if name in {"abbr", "acronym"} and element.get("title"):
            ink = replace(ink, title=str(element.get("title"))[:300].strip())
        lang = normal_tag(str(attributes["lang"] or "")) if "lang" in attributes else ""
        if lang:
            ink = replace(ink, lang=None if lang == self.language else lang)
        return ink

    def span(self, text: str) -> Span:
        """Give `text` in this ink."""
        return Span(text, self.styles, self.href, self.lang, self.title)


def _address(element: Tag, base: str) -> str | None:
    """Give a link's address when it is one that paper and reader can use: web, mail or telephone."""
    raw = str(element.get("href") or "").strip()[:2000]
    if not raw or raw.startswith("#") or (not raw.isprintable() and any(ord(c) < 32 for c in raw)):
        return None
    # Most are whole, and splitting them would take long.
    if raw.startswith(_WEB) and raw.isascii() and "[" not in raw and "]" not in raw:
        return raw
    try:
        scheme = urlsplit(raw).scheme.lower()
        if scheme in {"http", "https", "mailto", "tel"}:
            return raw
        if scheme == "" and base:
            joined = urljoin(base, raw)
            return joined if urlsplit(joined).scheme in {"http", "https"} else None
    except ValueError:
        return None
    return None


def _is_reference(element: Tag) -> bool:
    """Whether an inline element is a reference mark: short, and linked into the page or raised in brackets."""
    if not isinstance(element, Element) or element.t1 - element.t0 > _MOST_TEXTS:
        return False
    text = "".join(text_nodes(element))
    if len(text) > 14 or not _MARK.fullmatch(text):
        return False
    link = element if element.name == "a" else next(named(element, _LINK), None)
    if link is not None:
        href = str(link.get("href") or "")
        raised = element.name == "sup" or within(element, _RAISED) is not None or "[" in text
        # A bare letter or number that links elsewhere is a link; one that links into this page is a mark.
        if "#" in href and (raised or href.startswith("#")) and (raised or _REF_NAME.search(href.rpartition("#")[2])):
            return True
    if element.name == "sup" and "[" in text:
        return True
    called = " ".join([*element.attrs.get("class", ()), str(element.attrs.get("role") or "")])
    return _REF_CLASS.search(called) is not None


def fold(inlines: list[Inline]) -> Inlines:
    """Fold white space across spans as a browser does, drop it at both ends, and join spans of one ink."""
    out: list[Inline] = []
    space = False
    fresh = True
    for inline in inlines:
        if isinstance(inline, LineBreak):
            out.append(inline)
            space, fresh = False, True
            continue
        text = inline.text
        if "  " in text or not text.isprintable():  # most has one space at a time, and is left as it is
            text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (fresh or space):
            text = text[1:]
        if not text:
            continue
        if space and not fresh:
            _append(out, " ", inline)
        space = text.endswith(" ")
        text = text.removesuffix(" ")
        if text:
            _append(out, text, inline)
            fresh = False
    while out and isinstance(out[-1], LineBreak):
        out.pop()
    while out and isinstance(out[0], LineBreak):
        out.pop(0)
    return tuple(out)


def _append(out: list[Inline], text: str, like: Span) -> None:
    last = out[-1] if out else None
    if text == " " and isinstance(last, Span):
        # A space between two inks belongs to the first one, so that no link or mark begins with it.
        out[-1] = _worded(last, last.text + " ")
    elif isinstance(last, Span) and _ink(last) == _ink(like):
        out[-1] = _worded(last, last.text + text)
    elif text == like.text:
        out.append(like)
    else:
        out.append(_worded(like, text))


def _worded(span: Span, text: str) -> Span:
    """Give `span` with another text; written out, for `replace` takes three times as long."""
    return Span(text, span.styles, span.href, span.lang, span.title)


def _ink(span: Span) -> tuple[object, ...]:
    return span.styles, span.href, span.lang, span.title
