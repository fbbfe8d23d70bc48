"""Inline text: spans become runs that can be drawn, and elements for links, languages and abbreviations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from a11y_export import words
from a11y_export.handout import fonts
from a11y_export.handout.holds import hold
from a11y_export.handout.look import Look
from a11y_export.model import Inline, Inlines, LineBreak, Span, Style, plain
from a11y_export.tagging import Content, Element, Ink, Origin, Run
from a11y_export.wording import Phrase, Wording

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_SMALL = 0.72  # of the size, for what stands above or below the line
_RISE, _DROP = 0.34, -0.16
_LONGEST_MARK = 24  # characters that may stand above or below the line, and smaller
_TITLE = 200  # characters that a link's or a bookmark's title is cut to


@dataclass(slots=True)
class Links:
    """The addresses met so far, in order, and where they are printed: "end", "inline" or "none"."""

    where: str
    numbers: dict[str, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def number(self, target: str) -> int:
        """Give the number of an address: one address, one number."""
        return self.numbers.setdefault(target, len(self.numbers) + 1)


class Writer(NamedTuple):
    """Writes text into the tree and gives the runs that draw it."""

    look: Look
    wording: Wording
    language: str
    links: Links

    def text(self, element: Element, text: str, ink: Ink, *, bold: bool = False) -> list[Run]:
        """Say plain `text` in `element`."""
        text = words.clean(text)
        return draw(text, ink, element.say(text), bold=bold, language=element.lang or self.language)

    def phrase(self, element: Element, phrase: Phrase, ink: Ink, *, bold: bool = False) -> list[Run]:
        """Say words of the program in `element`, tagged with their language where it is not the article's."""
        if phrase.lang != self.language:
            element.lang = phrase.lang
        return self.text(element, re.sub(r"(?<=\w) (?=\d)", "\u00a0", phrase.text), ink, bold=bold)

    def inlines(self, element: Element, inlines: Inlines, size: float, *, bold: bool = False) -> list[Run]:
        """Say `inlines` in `element`; `bold` sets all of them so."""
        runs: list[Run] = []
        for (href, lang, title), group in groupby(hold(inlines, self.language), _kind):
            spans = list(group)
            target = safe_target(href) if words.fold(plain(tuple(spans))) else ""  # a link of nothing is none
            home, link = element, None
            if target:
                link = home = home.add(Element("Link"))
            if (lang and lang != self.language) or title:
                home = home.add(Element("Span", lang=lang if lang != self.language else None, expansion=title))
            part = self._spans(home, spans, size, bold=bold, linked=link is not None)
            if link is not None:
                said = words.fold(link.text())
                part = [run._replace(link=link, target=target, title=said[:_TITLE] or target) for run in part]
                part += self._address(element, target, said, size, bold=bold)
            runs += part
        return runs

    def _spans(self, home: Element, spans: list[Inline], size: float, *, bold: bool, linked: bool) -> list[Run]:
        runs: list[Run] = []
        for (deleted, mark), group in groupby(spans, _apart):
            part = list(group)
            trail: list[Inline] = []
            if deleted:  # white space at the ends stays outside of the notice
                lead, part, trail = _inner(part)
                runs += self._spans(home, lead, size, bold=bold, linked=linked)
            if deleted and part:
                runs += self._notice(home, "deleted.start", " {} ", size, bold=bold)
            if mark:  # "140²" would be a power: the mark of a note stands in brackets
                runs += self._notice(home, "mark.open", "{}", size, bold=bold)
            texts = ["\n" if isinstance(i, LineBreak) else words.clean(i.plain) for i in part]
            content = home.say("".join(texts))
            for inline in part:
                if isinstance(inline, LineBreak):
                    runs.append(Run("\n", self.look.ink(size=size), content))
                else:
                    runs += self._span(inline, size, content, bold=bold, linked=linked)
            if mark:
                runs += self._notice(home, "mark.close", "{}", size, bold=bold)
            if deleted and part:
                runs += self._notice(home, "deleted.end", "{}", size, bold=bold)
            runs += self._spans(home, trail, size, bold=bold, linked=linked) if trail else []
        return runs

    def _span(self, span: Span, size: float, content: Content, *, bold: bool, linked: bool) -> list[Run]:
        stressed, language = Style.BOLD in span.styles and not bold, _language(span.lang) or self.language
        bold = bold or (stressed and not self.look.underlines)
        ink = self.look.ink(bold=bold, size=size, colour=self.look.colours.link if linked else None,
                            strike=Style.DELETED in span.styles, underline=stressed and self.look.underlines)
        whole = words.clean(span.plain)
        raised, lowered = span.styles & {Style.SUP, Style.REF}, Style.SUB in span.styles
        text = words.clean(span.text)
        passage = len(text) > _LONGEST_MARK  # no mark and no formula: what a page sets small is large print here
        if (
            not (raised or lowered)
            or (whole != text and not passage and fonts.drawable(whole, bold=bold))
            or words.clean(replace(span, text=text).plain) != words.clean(span.plain)  # an accent was composed
        ):
            return draw(whole, ink, content, bold=bold, language=language)
        small = ink if passage else ink._replace(size=size * _SMALL, rise=size * (_RISE if raised else _DROP))
        runs: list[Run] = []
        for part in re.findall(r"\s+|\S+", text):
            whole_part = fonts.drawable(part, bold=bold) or replace(span, text=part).plain == part
            for piece in [part] if whole_part else part:
                said = replace(span, text=piece).plain
                if said == piece:  # letters and signs that Unicode has no small form of
                    runs += draw(piece, small, content, bold=bold, language=language)
                else:
                    runs.append(Run(piece, small, content, said))
        return runs

    def _notice(self, home: Element, key: str, around: str, size: float, *, bold: bool) -> list[Run]:
        phrase = self.wording.get(key)
        span = home.add(Element("Span", Origin.PROGRAM, key=key))
        return self.phrase(span, phrase._replace(text=around.format(phrase.text)), self.look.ink(bold=bold, size=size),
                           bold=bold)

    def _address(self, element: Element, target: str, said: str, size: float, *, bold: bool) -> list[Run]:
        """Say where a link leads, for those who have it on paper; not where its text is the address already."""
        bare = target.partition("://")[2] or target.partition(":")[2]
        obvious = target.startswith("tel:") or said.rstrip("/") in (target.rstrip("/"), bare.rstrip("/"))
        if obvious or self.links.where == "none":
            return []
        ink = self.look.ink(bold=bold, size=size)
        if self.links.where == "inline":
            if target in self.links.told:  # it stands behind the first link to it
                return []
            self.links.told.add(target)
            span = element.add(Element("Span", Origin.PROGRAM, key="link.address"))
            return self.text(span, f" ({target})", ink, bold=bold)
        phrase = self.wording.get("handout.link_mark", n=self.links.number(target))
        span = element.add(Element("Span", Origin.PROGRAM, key="handout.link_mark"))
        return self.phrase(span, phrase._replace(text=f" {phrase.text}"), ink, bold=bold)


def _apart(inline: Inline) -> tuple[bool, bool]:
    """Tell struck text, and raised marks of notes that have no brackets of their own, from what stands beside them."""
    if not isinstance(inline, Span):
        return False, False
    mark = {Style.REF, Style.SUP} <= inline.styles and "[" not in inline.text and inline.text.strip() != ""
    return Style.DELETED in inline.styles, mark


def _inner(part: list[Inline]) -> tuple[list[Inline], list[Inline], list[Inline]]:
    """Give struck text as the white space before it, what has signs, and the white space after it."""
    spans = [inline for inline in part if isinstance(inline, Span)]
    struck = "".join(span.text for span in spans)
    if not struck.strip():
        return [Span(" ")] if struck else [], [], []
    lead: list[Inline] = [Span(" ")] if spans[0].text[:1].isspace() else []
    trail: list[Inline] = [Span(" ")] if spans[-1].text[-1:].isspace() else []
    first = replace(spans[0], text=spans[0].text.lstrip())
    inner: list[Inline] = [first, *spans[1:]]
    last = inner[-1]
    assert isinstance(last, Span)
    inner[-1] = replace(last, text=last.text.rstrip())
    return lead, inner, trail


def _kind(inline: Inline) -> tuple[str, str, str]:
    if isinstance(inline, LineBreak):
        return "", "", ""
    return inline.href or "", _language(inline.lang), words.fold(inline.title or "")


def _language(tag: str | None) -> str:
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def safe_target(href: str) -> str:
    """Give an address that may become a link, in ASCII; empty for every other scheme and for relative ones."""
    try:
        scheme = urlsplit(href.strip()).scheme.lower()
    except ValueError:
        return ""
    if scheme not in _SCHEMES:
        return ""
    return quote(words.fold(href), safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")


def draw(text: str, ink: Ink, content: Content | None, *, bold: bool, language: str = "") -> list[Run]:
    """Give the runs that draw `text`, each in a font that has its characters as `language` (BCP 47) writes them."""
    runs: list[Run] = []
    for shape in fonts.shapes(text, bold=bold, language=language):
        if shape.shift is fonts.Shift.NONE:
            runs.append(Run(shape.text, ink._replace(font=shape.font), content, shape.actual))
        else:
            rise = ink.size * (_RISE if shape.shift is fonts.Shift.RAISED else _DROP)
            runs.append(Run(shape.text, ink._replace(font=shape.font, size=ink.size * _SMALL, rise=ink.rise + rise),
                            content, shape.actual))
    return runs
