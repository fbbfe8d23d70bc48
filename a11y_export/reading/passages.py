"""The article's part of a page as passages, and what each is like: place, links, words.

A passage is a stretch of words without a border between them: what one sees as a paragraph, item, heading, label.
Its traits are short names ("links:4", "class:related", "says:read more"); `scorecard` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from a11y_export import words
from a11y_export.reading.survey import Survey, size_of
from a11y_export.reading.tree import Element, Text, holds, names_around

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Elements whose name says something of the passages in them.
_TELLING = _HEADINGS | {
    "li", "table", "figcaption", "figure", "blockquote", "pre", "article", "main", "aside", "header", "footer", "form",
    "section", "a", "label", "details", "dl", "ul", "ol", "td", "th", "caption", "button", "nav", "center", "small",
    "address", "dd", "dt", "time",
}  # fmt: skip
_PICTURES = frozenset({"img", "svg", "picture", "video", "iframe"})
_PRESSED = frozenset({"input", "select", "textarea", "form"})
_PARTS = frozenset({"h2", "h3", "h4", "h5", "h6"})
# Siblings of these kinds are alike in any article; that says nothing.
_ALIKE_ANYHOW = frozenset({"p", "li", "tr", "td", "br", "h2", "h3", "ul"})
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
# Someone is introduced: "Ana Ruiz, RN, is a nurse …".
_BIOGRAPHY = re.compile(
    r"(?:Dr\.? )?[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){1,3}(?:, [A-Z][\w.]{1,6}){0,3},? "
    r"(?:is|was|has|holds|writes|covers|joined|works|serves|lives|began|graduated|received)\b"
)
# Words by which furniture, not an article, speaks to its reader: sites ask, sell, introduce and protect themselves.
_ASKING = frozenset({
    "about", "account", "advertisement", "advertising", "affiliate", "agree", "alerts", "app", "author",
    "biography", "blog", "book", "browser", "buy", "call", "captcha", "click", "comment", "comments",
    "commission", "contact", "cookies", "copyright", "coupon", "courtesy", "credit", "deals", "demo",
    "disclaimer", "discount", "donate", "donation", "download", "earn", "editor", "editorial", "email",
    "emails", "enable", "enter", "error", "experience", "expert", "explore", "facebook", "faculty", "follow",
    "form", "founder", "free", "freelance", "getty", "gift", "gov", "graduate", "guide", "holds", "https",
    "inbox", "instagram", "javascript", "join", "journalist", "latest", "learn", "license", "linkedin",
    "location", "log", "login", "magazine", "member", "membership", "message", "newsletter", "newsletters",
    "notification", "offer", "offers", "opinions", "order", "our", "partner", "partners", "password",
    "permission", "phone", "photo", "photograph", "photos", "podcast", "policy", "posted", "press", "price",
    "privacy", "product", "products", "profile", "published", "purchase", "quote", "read", "reader", "readers",
    "register", "related", "reporter", "reprinted", "republish", "request", "reserved", "review", "reviews",
    "rights", "save", "schedule", "secure", "send", "services", "share", "shipping", "shop", "shutterstock",
    "sign", "site", "social", "sorry", "source", "sponsor", "sponsored", "staff", "stories", "story", "submit",
    "subscribe", "subscriber", "subscribers", "subscribing", "subscription", "support", "team", "terms",
    "testimonials", "today", "transcript", "trial", "try", "tweet", "twitter", "updates", "upgrade", "us",
    "views", "visit", "watch", "we", "webinar", "website", "writer", "writes", "writing", "your", "youtube",
})  # fmt: skip
# What buttons and links begin with when they want something of the reader.
_CALLS = frozenset({
    "add", "apply", "book", "browse", "buy", "call", "check", "click", "compare", "contact", "discover", "donate",
    "download", "enrol", "enroll", "explore", "find", "follow", "get", "go", "join", "learn", "order", "play", "read",
    "register", "request", "schedule", "see", "share", "shop", "sign", "start", "subscribe", "try", "view", "visit",
    "watch",
})  # fmt: skip
_SIZES = (1, 2, 3, 5, 8, 12, 20, 40, 80)
_SHARES = (0.0, 0.05, 0.2, 0.5, 0.8, 0.95)
_FAR = 90
_ASKED = 2  # asking words that make a text the site's
_MOST_STEPS = 14


@dataclass(slots=True)
class Passage:
    """One passage: its texts, the innermost block around them, its words, the share of its letters that are links.

    The classes are those that its size and that share fall into.
    """

    texts: list[Text]
    block: Element
    text: str
    size: int
    links: float
    level: str
    prose: bool
    traits: list[str] = field(default_factory=list)
    size_class: int = field(init=False)
    link_class: int = field(init=False)
    shape: str = field(init=False)

    def __post_init__(self) -> None:
        self.size_class, self.link_class = _size(self.size), _links(self.links)
        self.shape = f"words:{self.size_class} links:{self.link_class}"


def passages(root: Element, survey: Survey, is_open: Callable[[Text], bool]) -> list[Passage]:
    """List the passages of open words below `root`, in page order."""
    return [p for texts in _stretches(root, survey, is_open) if (p := _passage(texts, survey)).text]


def _stretches(root: Element, survey: Survey, is_open: Callable[[Text], bool]) -> Iterator[list[Text]]:
    texts: list[Text] = []
    size, sizes = 0, survey.sizes
    for piece in (*root.tree.pieces[root.p0 : root.p1], None):
        if piece is None:
            if size:
                yield texts
            if texts:
                texts, size = [], 0
        elif is_open(piece):
            texts.append(piece)
            size += sizes[piece.at]


def _passage(texts: list[Text], survey: Survey) -> Passage:
    block = texts[0].block
    text = words.fold("".join([t.shown for t in texts]))
    size = size_of(text)
    letters = sum(map(len, texts))
    links = sum([len(t) for t in texts if survey.linked[t.at]]) / letters if letters else 0.0
    level, tree, at = "", block.tree, block.at
    for _ in range(3):
        if at >= 0 and not level:
            level = tree.names[at] if tree.names[at] in _HEADINGS else ""
            at = tree.parents[at]
    return Passage(texts, block, text, size, links, level, size >= 10 and links < 0.3 and not level)


def _size(count: int) -> int:
    """Give the size class that a count falls into."""
    at = bisect_left(_SIZES, count)
    return _SIZES[at] if at < len(_SIZES) else 999


def _links(share: float) -> int:
    """Give a link share's class: none, some, half, most, all."""
    return 0 if share <= 0.02 else 1 if share < 0.3 else 2 if share < 0.7 else 3 if share < 0.98 else 4


def _share(part: float) -> int:
    return 7 if part >= 1 else bisect_left(_SHARES, part)


class Describer:
    """Gives the traits of one page's passages; what it learns of an element it keeps."""

    def __init__(self, found: list[Passage], root: Element, survey: Survey, author: str = "") -> None:
        """Look over the passages below `root`; `author` is the article's, "" when nobody knows."""
        self._found, self._root, self._survey = found, root, survey
        self._author = author.casefold()
        self._total = sum(p.size for p in found if p.prose) or 1
        self._tree = root.tree
        parents = self._tree.parents
        self._prose = prose = [0] * len(parents)
        for passage in found:
            if passage.prose:
                prose[passage.block.at] += passage.size
        for at in range(root.end - 1, root.at, -1):  # children come after their parents
            if prose[at]:
                prose[parents[at]] += prose[at]
        self._folded = [p.text.casefold() for p in found]
        self._twice = Counter(self._folded)
        self._repeated: dict[int, bool] = {}
        self._boxes: dict[int, list[str]] = {}

    def describe(self) -> None:
        """Fill in every passage's traits."""
        found = self._found
        following = [0] * len(found)
        upcoming = len(found) + _FAR + 1
        for at in range(len(found) - 1, -1, -1):
            following[at] = upcoming - at
            if found[at].prose:
                upcoming = at
        before, last = 0, -_FAR - 1
        heading: list[str] = []
        level, under = "", 0
        for at, passage in enumerate(found):
            own = _own(passage)
            if self._twice[self._folded[at]] > 1:
                own += ["twice", f"twice words:{passage.size_class}"]
            own += self._beside(at)
            place = _share(before / self._total)
            back, ahead = at - last, following[at]
            back, ahead = _size(back) if back < _FAR else 0, _size(ahead) if ahead < _FAR else 0
            own += [f"place:{place}", f"back:{back}", f"ahead:{ahead}"]
            if passage.prose:
                own += ["prose", f"prose place:{place}"]
                before, last = before + passage.size, at
            else:
                own.append(f"scrap back:{min(back, 8)} ahead:{min(ahead, 8)}")
            own += self._around(passage)
            said = _WORD.findall(passage.text.lower())
            own += _said(passage.size, said)
            if len(self._author) > 5 and self._author in self._folded[at]:
                own += ["author named", f"author named words:{passage.size_class}"]
            own += [f"under:{word}" for word in heading]
            if level:
                own.append(f"under:{level} by:{_size(under)}")
            under += 1
            if passage.level:
                heading = said[:5] if passage.size <= 7 else []
                level, under = passage.level, 0
            passage.traits = list(dict.fromkeys(own))

    def _beside(self, at: int) -> list[str]:
        out: list[str] = []
        for step, name in ((-1, "before"), (1, "after"), (-2, "before2"), (2, "after2")):
            if not 0 <= at + step < len(self._found):
                out.append(f"{name}:none")
                continue
            other = self._found[at + step]
            out.append(f"{name}:{other.shape}")
            if step == -1 or step == 1:
                out.append(f"{name}:{other.level or other.block.name}")
                if other.block.parent is self._found[at].block.parent:
                    out.append(f"{name}:sibling")
        return out

    def _around(self, passage: Passage) -> list[str]:
        """Give the traits of the elements around a passage: up to the box that is small beside the article."""
        out: list[str] = []
        tree, root = self._tree, self._root.at
        most = 0.3 * self._total if self._total > 60 else float("inf")
        steps = alike = 0
        at = own = box = passage.block.at
        while at >= 0 and at != root:
            if steps > _MOST_STEPS or self._prose[at] > most:
                out += [f"within:{name}" for name in sorted(names_around(tree.elements[at]) & _TELLING)]
                break
            box, steps = at, steps + 1
            name = tree.names[at]
            if name in _TELLING:
                out.append(f"in:{name}")
            if alike < 2 and name not in _ALIKE_ANYHOW and self._is_repeated(at):
                alike += 1
                out += self._card(tree.elements[at])
            at = tree.parents[at]
        if box != own:
            out += self._box(tree.elements[box])
        out.append(f"depth:{min(steps, 8)}")
        return out

    def card(self, passage: Passage) -> int:
        """Give the number of the innermost box around a passage that is one of three alike or more, or -1."""
        tree, at = self._tree, passage.block.at
        while at >= 0 and at != self._root.at:
            if tree.names[at] not in _ALIKE_ANYHOW and self._is_repeated(at):
                return at
            at = tree.parents[at]
        return -1

    def _is_repeated(self, at: int) -> bool:
        """Whether an element has two siblings of its kind or more: one of several cards."""
        known = self._repeated
        if at not in known:
            parent = self._tree.elements[at].parent
            beside = [e for e in (parent.contents if parent is not None else ()) if isinstance(e, Element)]
            # Counted for all siblings at once: there may be very many.
            kinds = [_kind(e) for e in beside]
            count = Counter(kinds)
            known.update((e.at, count[kind] >= 3) for e, kind in zip(beside, kinds, strict=True))
        return known[at]

    def _card(self, card: Element) -> list[str]:
        out = ["alike", f"alike links:{_links(self._survey.link_share(card))}"]
        out.append(f"alike words:{_size(self._survey.words(card) // 3)}")
        if holds(card, _PICTURES):
            out.append("alike picture")
        if holds(card, _PARTS):
            out.append("alike heading")
        return out

    def _box(self, box: Element) -> list[str]:
        known = self._boxes.get(box.at)
        if known is None:
            links, size = _links(self._survey.link_share(box)), _size(self._survey.words(box) // 5)
            known = [f"box links:{links}", f"box words:{size}", f"box words:{size} links:{links}", f"box:{box.name}"]
            known.append(f"box prose:{_share(self._prose[box.at] / self._total)}")
            for kinds, name in ((_PARTS, "box heading"), (_PICTURES, "box picture"), (_PRESSED, "box form")):
                if holds(box, kinds):
                    known.append(name)
            self._boxes[box.at] = known
        return known


def _kind(element: Element) -> tuple[str, tuple[str, ...]]:
    return element.name, tuple(element.attrs.get("class", ())[:2])


def _first_word(text: str) -> str:
    """Give the first word of a text, in lower case."""
    found = _WORD.search(text)
    return found[0].lower() if found else ""


def is_about_site(text: str) -> bool:
    """Whether a text introduces a person, or speaks as furniture does to its reader."""
    said = set(_WORD.findall(text.lower()))
    return _BIOGRAPHY.match(text) is not None or not said.isdisjoint(("we", "us")) or len(said & _ASKING) >= _ASKED


def _own(passage: Passage) -> list[str]:
    """Give the traits of the passage alone."""
    text, size, links = passage.text, passage.size_class, passage.link_class
    last = "." if text[-1] in "।。．" else text[-1]
    end = last if last in ".!?:;,…" else "quote" if last in "\"”'’)" else "none"
    out = list(_plain(passage.block.name, size, links, end))
    if passage.level:
        out += [f"heading:{passage.level}", f"heading links:{links}"]
    short = passage.size < 10
    if text[0].islower():
        out.append("lower case")
    if text.isupper():
        out.append("upper case")
    if "©" in text:
        out.append("copyright sign")
    if "|" in text:
        out.append("bar")
    if ("20" in text or "19" in text) and _YEAR.search(text):
        out += ["year", *(["year short"] if short else [])]
    if short and _MONTH.search(text):
        out.append("month short")
    if "$" in text or "€" in text or "£" in text:
        out += ["price", *(["price short"] if short else [])]
    if "@" in text:
        out.append("at sign")
    digits = sum(map(text.count, "0123456789") if text.isascii() else map(str.isdigit, text)) / len(text)
    if digits > 0.1:
        out.append("digits many" if digits > 0.3 else "digits some")
    if passage.size <= 6 and passage.links > 0.9 and _first_word(text) in _CALLS:
        out.append("calls")
    if passage.size <= 6 and text.istitle():
        out.append("title case")
    if _BIOGRAPHY.match(text):
        out += ["introduces", f"introduces words:{size}"]
    return out


@lru_cache(maxsize=4096)
def _plain(tag: str, size: int, links: int, end: str) -> tuple[str, ...]:
    """Give the traits that any passage has; few are different."""
    return (
        f"tag:{tag}", f"words:{size}", f"links:{links}", f"words:{size} links:{links}", f"tag:{tag} words:{size}",
        f"tag:{tag} links:{links}", f"end:{end}", f"end:{end} words:{size}",
    )  # fmt: skip


def _said(size: int, said: list[str]) -> list[str]:
    """Give what a passage says: all of a short one's words and pairs, a long one's first and its asking words."""
    if size > 14:
        out = [f"asks:{word}" for word in said if word in _ASKING] if size <= 150 else []
        out += [f"opens:{word}" for word in said[:3]]
        return [*out, f"opens:{said[0]} {said[1]}"] if len(said) > 1 else out
    said = said[:14]
    out = [f"says:{word}" for word in said]
    out += [f"says:{first} {second}" for first, second in pairwise(said)]
    return [*out, f"says only:{' '.join(said)}"] if size <= 6 else out
