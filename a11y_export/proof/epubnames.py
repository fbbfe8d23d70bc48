"""What a book tells beside its words: the titles of its parts, the names of its lists, languages and directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.epubfile import Book
from a11y_export.proof.htmlnames import direction_of, first_heading, prove_tables_named
from a11y_export.proof.htmltext import Node, held, own_text
from a11y_export.proof.markup import odd_elements
from a11y_export.wording import Phrase, Wording

_TYPE = "{http://www.idpf.org/2007/ops}type"
_LISTS = {"toc": "handout.contents", "landmarks": "book.landmarks", "page-list": "book.pages"}
_PLACES = {"notice": "handout.disclaimer", "bodymatter": "book.start"}


def prove_names(name: str, book: Book, article: Article, bodies: Mapping[str, Node], whole: Node) -> list[Check]:
    """Give the checks of a book's elements and of what they are called."""
    odd = [f"{path}: {one}" for path, root in (*book.pages.items(), *book.overlays.items())
           for one in odd_elements(root, *_kinds(book, path))]
    wrong = [*_titles(book, article, bodies), *_lists(book, article), *_directions(book, article)]
    return [
        Check("epub elements are a book's", name, not odd, "; ".join(odd[:3])[:400] or f"{len(book.pages)} documents"),
        Check("epub parts and lists are named", name, not wrong, "; ".join(wrong[:5])[:400] or "by their headings"),
        prove_tables_named("epub", name, article, whole),
    ]


def _kinds(book: Book, path: str) -> tuple[str, ...]:
    if path in book.overlays:
        return ("overlay",)
    return ("book", "contents") if "nav" in book.paths[path].properties else ("book", "article")


def _title(article: Article) -> str:
    return held(article.title) or words.fold(Wording.load(article.language).get("handout.large_print").text)


def _titles(book: Book, article: Article, bodies: Mapping[str, Node]) -> Iterator[str]:
    """Give the documents that are not called by their first heading, or by the book's title where they have none."""
    for path, root in book.pages.items():
        heading = first_heading(bodies[path]) if path in bodies else ""
        if words.fold(root.findtext("head/title", "")) != (heading or _title(article)):
            yield f"{path} is titled “{root.findtext('head/title', '')[:60]}”"
        for section in root.iterfind("body/section"):
            ids = [str(child.get("id")) for child in section]
            if ids[:1] == ["title"] or "opening1" in ids:
                wanted = ["title", *(f"opening{n}" for n in range(1, len(ids)))]
                yield from [f"{path} has another order"] if ids != wanted else []
            named = section.get("aria-label")
            if section.get("aria-labelledby") is None and words.fold(named or "") != heading:
                yield f"{path} is called “{named}”"


def _lists(book: Book, article: Article) -> Iterator[str]:
    """Give the lists of places, and the places in them, that have another name."""
    wording = Wording.load(article.language)
    for path, root in book.pages.items():
        if "nav" not in book.paths[path].properties:
            continue
        for nav in root.iter("nav"):
            phrase = wording.get(_LISTS.get(str(nav.get(_TYPE)), "book.landmarks"))
            heads = [(own_text(h), h.get("lang", article.language)) for h in nav.iter("h2")]
            if nav.get("aria-label") != phrase.text or heads != [(words.fold(phrase.text), phrase.lang)]:
                yield f"a list called “{nav.get('aria-label')}”"
            if nav.get(_TYPE) == "landmarks":
                yield from _places(nav, article, wording)


def _places(nav: Node, article: Article, wording: Wording) -> Iterator[str]:
    language = article.language if held(article.title) else wording.get("handout.large_print").lang
    title = Phrase(_title(article), language)
    links = list(nav.iter("a"))
    if len({a.get(_TYPE) for a in links}) != len(links):
        yield "a landmark stands twice"
    for link in links:
        kind = str(link.get(_TYPE))
        phrase = wording.get(_PLACES[kind]) if kind in _PLACES else title
        if (own_text(link), link.get("lang", article.language)) != (words.fold(phrase.text), phrase.lang):
            yield f"a landmark called “{own_text(link)[:60]}”"


def _directions(book: Book, article: Article) -> Iterator[str]:
    """Give the documents that are read from the other side."""
    wanted = direction_of(article.language)
    yield from (path for path, root in book.pages.items() if root.get("dir") != wanted)
    yield from (path for path, root in book.pages.items() if [str(e.tag) for e in root] != ["head", "body"])
    if book.package.get("dir") != wanted:
        yield "the package's direction"
    spine = book.package.find("spine")
    if spine.get("page-progression-direction", "ltr") != wanted:
        yield "the pages' order"
