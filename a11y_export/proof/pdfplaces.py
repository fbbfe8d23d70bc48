"""Where in the article each page of a handout begins, counted in the reopened file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from a11y_export import words
from a11y_export.model import Article, Origin
from a11y_export.proof.pdfclinic import without_notices
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import INLINE, PROGRAM, SOURCE, text_of
from a11y_export.wording import Wording

_CLINICS = frozenset({"Clinic", "QRCode"})
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_BORDER, _WHOLE = " ", ""  # what parts words; a place that is no word
_Said = tuple[int, str]  # a page, counted from 0, and a text on it


def page_starts(document: Document, article: Article) -> list[int]:
    """Give, for each page, how many places of the article stand before the first that is on it or on a later page.

    Places are the words of the source or of the supplied disclaimer, pictures and the notices that stand for them, and
    the headings of the disclaimer and of the source block. A place is where its first sign is.
    """
    homes = [page for page, _ in _words(_said(document.root, "", _Known(article)))]
    first: dict[int, int] = {}
    for place, page in enumerate(homes):
        first.setdefault(page, place)
    out: list[int] = []
    for page in reversed(range(len(document.pages))):
        out.append(min(first.get(page, len(homes)), out[-1] if out else len(homes)))
    return out[::-1]


class _Known:
    """What is looked for in the tree of a handout: the program's headings and notices; the disclaimer, if supplied."""

    def __init__(self, article: Article) -> None:
        wording = Wording.load(article.language)
        self.language = article.language
        supplied = article.disclaimer.origin is Origin.SUPPLIED
        self.supplied = words.tokens(article.disclaimer.text) if supplied else []
        self.headings = {words.fold(wording.get(f"handout.{key}").text) for key in ("disclaimer", "about")}
        self.absent = {words.fold(wording.get(f"figure.{key}").text) for key in ("no_picture", "sign")}


def _said(element: Element, owner: str, known: _Known) -> Iterator[_Said]:
    """Give what counts, in reading order, with the page of each part."""
    own = element.title if element.title in {SOURCE, PROGRAM} else owner
    if element.role in _CLINICS:
        return
    if element.role not in INLINE:
        yield -1, _BORDER
    if own == PROGRAM:
        if _is_place(element, known):
            yield min(element.pages, default=-1), _WHOLE
        return
    if element.role == "Figure":
        yield min(element.pages, default=-1), _WHOLE
    pages = iter(element.sheets)
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _said(kid, own, known)
        else:
            page = next(pages)
            if own == SOURCE:
                yield page, kid
    if element.role == "Disclaimer" and known.supplied:
        yield from _supplied(element, known)
    if element.role not in INLINE:
        yield -1, _BORDER


def _is_place(element: Element, known: _Known) -> bool:
    """Whether words of the program are one of its headings, or stand for a picture."""
    text = text_of(element, PROGRAM, PROGRAM)
    return text in known.headings if element.role in _HEADINGS else element.role == "P" and text in known.absent


def _supplied(home: Element, known: _Known) -> Iterator[_Said]:
    """Give the words of the clinic's own disclaimer where they stand together in its section."""
    found = _words(_every(without_notices(home, known.language)))
    told = [word for _, word in found]
    size = len(known.supplied)
    start = next((at for at in range(len(told) - size + 1) if told[at:at + size] == known.supplied), len(told))
    for page, word in found[start:start + size]:
        yield page, word
        yield -1, _BORDER


def _every(element: Element) -> Iterator[_Said]:
    """Give every text below an element, with its page."""
    pages = iter(element.sheets)
    if element.role not in INLINE:
        yield -1, _BORDER
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _every(kid)
        else:
            yield next(pages), kid
    if element.role not in INLINE:
        yield -1, _BORDER


def _words(said: Iterable[_Said]) -> list[_Said]:
    """Give each place's page with its word, "" for one that is none; a word that goes on is where it begins."""
    out: list[_Said] = []
    within = False
    for page, text in said:
        if text == _WHOLE:
            out += [(page, "")] if page >= 0 else []
            continue
        shown = words.clean(text)
        for number, word in enumerate(shown.split()):
            if number or not within or shown[:1].isspace():
                out.append((page, word))
            else:
                out[-1] = (out[-1][0], words.clean(out[-1][1] + word))
        within = within if not shown else not shown[-1].isspace()
    return out
