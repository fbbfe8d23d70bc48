"""Marks where the pages of a printed edition begin: empty elements that are named for the page, as books have them."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field

from a11y_export import words
from a11y_export.model import Pagination
from a11y_export.pages.elements import PROGRAM, Elements
from a11y_export.wording import Wording

PREFIX = "page-"
"""What the id of a mark begins with; the page's number follows."""

_RUN = re.compile(r"\S+")


@dataclass(slots=True)
class PageBreaks:
    """The marks that are still to be written, while the article's places (`model.Pagination`) are counted off.

    `waiting` has (page, places before it) in order; `at` is how many places have been written.
    """

    wording: Wording
    waiting: deque[tuple[int, int]] = field(default_factory=deque)
    at: int = 0

    @classmethod
    def of(cls, printed: Pagination | None, wording: Wording) -> PageBreaks:
        """Give the marks of an edition, none without one."""
        return cls(wording, deque(enumerate(printed.starts if printed else (), 1)))

    def before_block(self, out: Elements) -> None:
        """Write the marks of pages that begin here, between blocks."""
        self._write(out, "div", self.at)

    def place(self) -> None:
        """Count a place that is no word: a picture, a heading of the program's."""
        self.at += 1

    def rest(self, out: Elements) -> None:
        """Write every mark that is left: of pages that hold nothing of the article."""
        while self.waiting:
            self._write(out, "div", self.waiting[0][1])

    def within(self, text: str) -> deque[tuple[int, int]]:
        """Count the words of a leaf's `text`, and give (page, character) of each page that begins in it."""
        if not self.waiting:
            return deque()
        first, self.at = self.at, self.at + words.count(text)
        if self.waiting[0][1] >= self.at:
            return deque()
        begins = [run.start() for run in _RUN.finditer(text) if words.clean(run.group())]
        found: deque[tuple[int, int]] = deque()
        while self.waiting and self.waiting[0][1] < self.at:
            page, places = self.waiting.popleft()
            found.append((page, begins[places - first]))
        return found

    def mark(self, out: Elements, tag: str, page: int) -> None:
        """Write the mark of a page."""
        phrase = self.wording.get("handout.page", n=page)
        lang = phrase.lang if phrase.lang != out.language else None
        named = {"epub:type": "pagebreak", "role": "doc-pagebreak", "aria-label": phrase.text}
        with out.element(tag, id=f"{PREFIX}{page}", data_origin=PROGRAM, lang=lang, **named):
            pass

    def _write(self, out: Elements, tag: str, places: int) -> None:
        while self.waiting and self.waiting[0][1] <= places:
            self.mark(out, tag, self.waiting.popleft()[0])
            if tag == "div":
                out.line()
