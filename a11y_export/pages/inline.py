"""Running text: a leaf's sentences, each in an element with its id, and within them the styles, links and languages."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import groupby

from a11y_export import prose, words
from a11y_export.model import Article, Inline, Inlines, LineBreak, Span, Style, plain
from a11y_export.pages.elements import Elements, language_tag, safe_href
from a11y_export.pages.pagebreaks import PageBreaks
from a11y_export.wording import Phrase, Wording

SENTENCE = "s"
"""The class of an element that holds one sentence; its id is the sentence's."""

_WHOLE = frozenset({prose.Kind.TITLE, prose.Kind.HEADING, prose.Kind.TERM, prose.Kind.ALT})

# A number stays on one line with its unit (UKAAF: a single piece of information is not split); white space either way.
_UNITS = "mcg|mg|kg|g|µg|μg|ng|ml|mL|dl|dL|l|L|mmol|mol|mmHg|kcal|cm|mm|m|IU"
_UNIT_GAP = re.compile(rf"(?<=\d)[ \n\t]+(?=[%°]|(?:{_UNITS})\b)")


@dataclass(frozen=True, slots=True)
class MarkedLeaf:
    """A leaf of the article with (start, end, id) of each of its sentences, in characters of its text."""

    leaf: prose.Leaf
    sentences: tuple[tuple[int, int, str], ...]


def marked_leaves(article: Article) -> Iterator[MarkedLeaf]:
    """Give the article's leaves in reading order with the ids that `prose.sentences` gives their sentences."""
    ids = iter(prose.sentences(article))
    for leaf in prose.leaves(article):
        text = leaf.text
        bounds = [(0, len(text))] if leaf.kind in _WHOLE else prose.split(text, article.language)
        # A stretch that holds nothing printable is no sentence.
        found = tuple((start, end, next(ids).id) for start, end in bounds if words.fold(text[start:end]))
        yield MarkedLeaf(leaf, found)


@dataclass(slots=True)
class TextWriter:
    """Writes leaves into `out`, in the order of `leaves`, and `breaks` where pages begin."""

    out: Elements
    wording: Wording
    leaves: Iterator[MarkedLeaf]
    breaks: PageBreaks
    _numbers: dict[str, int] = field(default_factory=dict)
    _begun: deque[tuple[int, int]] = field(default_factory=deque)  # pages of this leaf, with their characters
    _at: int = 0  # characters of this leaf that are written

    def named(self, kind: str) -> str:
        """Give the next id of a `kind` of element: list1, list2."""
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{kind}{self._numbers[kind]}"

    def following(self, inlines: Inlines) -> MarkedLeaf:
        """Give the next leaf, which must hold `inlines`."""
        found = next(self.leaves)
        assert found.leaf.inlines == inlines, "the walk and the prose module differ on the order of leaves"
        return found

    def leaf(self, inlines: Inlines, *, counted: bool = True) -> None:
        """Write the next leaf, sentence by sentence; white space between sentences belongs to none.

        Unless `counted`, its words are no places of the article.
        """
        text = plain(inlines)
        found = self.following(inlines)
        self._begun, self._at, at = self.breaks.within(text if counted else ""), 0, 0
        for start, end, sentence in found.sentences:
            self._struck(prose.cut(inlines, at, start))
            self._page(start)
            with self.out.element("span", class_=SENTENCE, id=sentence):
                self._struck(prose.cut(inlines, start, end))
            at = end
        self._struck(prose.cut(inlines, at, len(text)))
        self._page(len(text))

    def lines(self, found: MarkedLeaf) -> None:
        """Write a leaf whose line breaks are lines of the text."""
        told, at = found.leaf.text, 0
        self._begun, self._at = self.breaks.within(told), 0
        self.out.text("\n" if told.startswith("\n") else "")  # HTML drops the first one
        for start, end, sentence in found.sentences:
            self._paged(told[at:start], held=False)
            self._page(start)
            with self.out.element("span", class_=SENTENCE, id=sentence):
                self._paged(told[start:end], held=False)
            at = end
        self._paged(told[at:], held=False)

    def _page(self, at: int) -> None:
        """Write the marks of pages that begin up to the character `at` of the leaf, which is reached."""
        while self._begun and self._begun[0][1] <= at:
            self.breaks.mark(self.out, "span", self._begun.popleft()[0])
        self._at = at

    def _paged(self, text: str, *, held: bool = True) -> None:
        """Write the next characters of the leaf, with marks where pages begin within them; units `held` to numbers."""
        start, end = self._at, self._at + len(text)
        cuts = [at for _, at in self._begun if at < end]
        for cut in (*cuts, end):
            piece = text[self._at - start:cut - start]
            self.out.text(_UNIT_GAP.sub("\u00a0", piece) if held else piece)
            if cut < end:
                self._page(cut)
        self._at = end

    def _struck(self, inlines: Inlines) -> None:
        """Write inlines; crossed-out words are told in words as well, for who cannot see the line."""
        for struck, group in groupby(inlines, _is_struck):
            part = list(group)
            self._page(self._at)
            if not struck or not plain(tuple(part)).strip():
                self._linked(part)
                continue
            first, last = part[0], part[-1]
            assert isinstance(first, Span)
            lead = first.text[:1].isspace()
            part[0] = replace(first, text=first.text.lstrip())
            last = part[-1]
            assert isinstance(last, Span)
            trail = last.text[-1:].isspace()
            part[-1] = replace(last, text=last.text.rstrip())
            start = self.wording.get("deleted.start")
            self.out.text(" " * lead)
            self._page(self._at + len(first.text) - len(first.text.lstrip()))
            with self.out.element("del"):
                self.out.program("span", Phrase(f"{start.text} ", start.lang))
                self._linked(part)
                self.out.program("span", self.wording.get("deleted.end"))
            self.out.text(" " * trail)
            self._at += len(last.text) - len(last.text.rstrip())

    def _linked(self, inlines: list[Inline]) -> None:
        """Write inlines; pieces of one link, language and full form share their elements."""
        for (href, lang, title), group in groupby(inlines, _around):
            part = tuple(group)
            self._page(self._at)
            with ExitStack() as stack:
                if href and words.fold(plain(part)):  # a link of white space cannot be named
                    stack.enter_context(self.out.element("a", href=href, rel="noreferrer"))
                if title:
                    stack.enter_context(self.out.element("abbr", title=title, lang=lang))
                elif lang:
                    stack.enter_context(self.out.element("span", lang=lang))
                for inline in part:
                    self._styled(inline)

    def _styled(self, inline: Inline) -> None:
        if isinstance(inline, LineBreak):
            self.out.empty("br")
            self._at += 1
            return
        reference = "ref" if Style.REF in inline.styles else None
        with ExitStack() as stack:
            if Style.BOLD in inline.styles:
                stack.enter_context(self.out.element("strong"))
            if Style.CODE in inline.styles:
                stack.enter_context(self.out.element("code"))
            if Style.SUP in inline.styles or Style.SUB in inline.styles:
                tag = "sup" if Style.SUP in inline.styles else "sub"
                stack.enter_context(self.out.element(tag, class_=reference))
            elif reference:
                stack.enter_context(self.out.element("span", class_=reference))
            self._paged(inline.text)


def _is_struck(inline: Inline) -> bool:
    return isinstance(inline, Span) and Style.DELETED in inline.styles


def _around(inline: Inline) -> tuple[str | None, str | None, str | None]:
    if isinstance(inline, LineBreak):
        return None, None, None
    return safe_href(inline.href), language_tag(inline.lang), words.fold(inline.title or "") or None
