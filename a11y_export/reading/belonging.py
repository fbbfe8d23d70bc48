"""Whose an element is: the article's own, or that of comments, related articles and the site."""

from __future__ import annotations

import re

from a11y_export.reading.header import Header
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.tree import Element, within


class Belonging:
    """One page's article as it is told from what stands around it."""

    def __init__(self, header: Header, ledger: Ledger) -> None:
        self.ledger = ledger
        title = header.title
        # What holds the title and the first prose after it is the article's own surroundings, whatever it is called.
        after = (x for x in header.lines if title is not None and x.element.at > title.at)
        proses = [x.element for x in after if x.text.count(" ") > 10][:2]
        prose = next(iter(proses), None)
        held = [e for e in (title, prose) if e is not None]
        self.around = {e.at for h in held for e in (h, *h.parents) if isinstance(e, Element)}
        self.prose_at = proses[-1].at if proses else 0  # a byline in an aside stands before the second paragraph
        self.title_at = title.at if title is not None else -1
        self._other: dict[int, int] = {}

    def is_ours(self, element: Element, named: bool = False, near: bool = False, tail: bool = False) -> bool:
        """Whether an element is the article's own and not of comments, related articles, or the site.

        One that is `named` may itself be called what elsewhere means others; `near` the title an aside is a byline.
        """
        step: Element | None = element
        most = max(20, len(self.ledger.nodes) * 0.4)
        for _ in range(40):
            # What holds much of the page is the page, whatever it is called.
            if step is None or step.at in self.around or step.t1 - step.t0 > most:
                return True
            if step.name in _ELSEWHERE:
                if step.name == "footer":
                    if not tail and within(step, _HELD) is None:
                        return False
                elif step.name != "aside" or not near or self._is_other(step, near and step.at < self.prose_at):
                    return False
            elif step.name == "header" and step.at < self.title_at and within(step, _HELD) is None:
                return False  # the site's own, with the day of today in it
            elif not (named and step is element) and self._is_other(step, near):
                return False
            step = step.parent if isinstance(step.parent, Element) else None
        return True

    def _is_other(self, element: Element, near: bool) -> bool:
        """Whether an element is called comments, related articles and the like; `near` the title only what is sure."""
        known = self._other.get(element.at)
        if known is None:
            name = identity(element).lower()
            name += " reviews" * (str(element.attrs.get("itemtype") or "").endswith(_OPINIONS))
            known = self._other[element.at] = 2 if _SURELY.search(name) else 1 if _OTHER.search(name) else 0
        return known > near


_OPINIONS = ("/Review", "/UserReview", "/Comment", "/UserComments", "/AggregateRating")
_ELSEWHERE = frozenset(
    {"nav", "footer", "aside", "form", "figure", "figcaption", "select", "button", "blockquote"}
)
_HELD = frozenset({"article", "main"})
_SURELY = re.compile(
    r"(?<!date-)(?<!meta-)(?<!author-)comment|related|recommend|read-?more|more-(?:from|stories|posts|news)|you-may"
    r"|also-like|next-?(?:post|article)|post-?nav|menu|disqus|testimonial|pagination|carousel|(?:site|page|main|global)[_-]?footer|^footer"
    r"|(?<!category-)(?<!tag-)(?<![a-z])(?:(?:customer|user|product|shop)-?reviews?|reviews)(?![a-z])"
    r"|review-?(?:list|item|card|stars)|(?<![a-z])(?:today|ticker|clock|current-?date|date-?today|most-?read)(?![a-z])"
    r"|(?<![a-z])(?:tribe-events?|events|event-?item|event-(?:date|meta|time)|calendar|agenda|termine|forecast)(?![a-z])",
)
_OTHER = re.compile(
    r"sidebar|side-bar|teaser|slider|swiper|promo|newsletter|popular|trending|latest|recent|prev|(?:^|\s)widget|respond"
    r"|reply|suggest|similar|archive-list|post-?list|article-?list|feed\b|grid-item"
    r"|(?<![a-z])(?:meist-?gelesen|plus-?lus|lo-?mas)(?![a-z])",
)


def identity(element: Element) -> str:
    """Give an element's classes and id as they are written, at most 300 letters."""
    attrs = element.attrs
    if not attrs:
        return ""
    value = attrs.get("class", "")
    classes = " ".join(str(v) for v in value) if isinstance(value, list) else str(value)
    return f"{classes} {attrs.get('id', '')}"[:300]
