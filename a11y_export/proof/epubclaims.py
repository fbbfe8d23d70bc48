"""What a book says of itself: its contents, landmarks, title and dates, and no more accessibility than it has."""

from __future__ import annotations

import re
from collections.abc import Mapping

from a11y_export import words
from a11y_export.model import Article, Check, Figure, within
from a11y_export.proof.epubfile import Book
from a11y_export.proof.htmlnames import bare_text
from a11y_export.proof.htmltext import Node, as_held, equal, held, own_text
from a11y_export.wording import Wording

_TYPE = "{http://www.idpf.org/2007/ops}type"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLAIMS = frozenset({
    "alternativeText", "displayTransformability", "highContrastDisplay", "largePrint", "pageBreakMarkers",
    "pageNavigation", "readingOrder", "structuralNavigation", "synchronizedAudioText", "tableOfContents", "unlocked",
})


def prove_claims(name: str, book: Book, article: Article, bodies: Mapping[str, Node]) -> list[Check]:
    """Give the checks of the contents, the landmarks and the metadata."""
    navs = [item for item in book.items.values() if "nav" in item.properties]
    if len(navs) != 1 or navs[0].path not in book.pages:
        return [Check("epub contents", name, False, f"{len(navs)} lists of contents")]
    root, base = book.pages[navs[0].path], navs[0].path
    lists = {str(e.get(_TYPE)): e for e in root.iter("nav")}
    return [
        _contents(name, book, article, bodies, root, base),
        _landmarks(name, book, bodies, lists.get("landmarks"), base),
        _metadata(name, book, article),
    ]


def _contents(
    name: str, book: Book, article: Article, bodies: Mapping[str, Node], root: Node, base: str,
) -> Check:
    """The contents name each headed part, in reading order, by its own words, and lead to it."""
    wanted: list[object] = []
    for path, body in bodies.items():
        for section in body.iter("section"):
            heading = next((child for child in section if child.tag in _HEADINGS), None)
            if section.get("id") and heading is not None and (label := bare_text(heading)):
                wanted.append((path, section.get("id"), label))
    opening = words.fold(Wording.load(article.language).get("audio.introduction").text)
    found: list[object] = []
    for link in (a for nav in root.iter("nav") if nav.get(_TYPE) == "toc" for a in nav.iter("a")):
        path, place = book.inside(base, str(link.get("href", "")))
        home = bodies.get(path)
        there = home is not None and home.find(f".//section[@id='{place}']") is not None if "'" not in place else False
        said = own_text(link)
        if there and said == opening and (path, place, said) not in wanted:
            continue  # what comes before the first heading
        found.append((path, place, said) if there else ("nowhere", place, said))
    keys = ("handout.contents", "book.landmarks", "book.pages")
    own = {words.fold(Wording.load(article.language).get(key).text) for key in keys}
    for said in (held(text) for e in root.iter() for text in (_before(e), e.tail or "")):
        found += [("beside the entries", "", said)] if said and said not in own else []
    return equal("epub contents", name, wanted, found, "entries")


def _before(element: Node) -> str:
    """Give an element's text before its first child; a link's own is an entry's."""
    return "" if element.tag in ("a", "title") else str(element.text or "")


def _landmarks(name: str, book: Book, bodies: Mapping[str, Node], places: Node | None, base: str) -> Check:
    """The title, the disclaimer and the start of the text can be gone to."""
    links = list(places.iter("a")) if places is not None else []
    found = {str(a.get(_TYPE)): book.inside(base, str(a.get("href", "")))[0] for a in links}
    paths = list(bodies)
    wanted = dict(zip(("titlepage", "notice"), paths, strict=False))
    start = next((p for p, body in bodies.items() if body.find("section").get(_TYPE) == "chapter"), None)
    wanted |= {"bodymatter": start} if start else {}
    return Check("epub landmarks", name, found == wanted, ", ".join(found))


def _metadata(name: str, book: Book, article: Article) -> Check:
    """The package names the article, is dated, and claims nothing that the book has not."""
    told: dict[str, list[str]] = {}
    for meta in book.package.iterfind("metadata/meta"):
        told.setdefault(str(meta.get("property")), []).append(words.fold(meta.text or ""))
    own = {key: words.fold(book.package.findtext(f"metadata/{key}", "")) for key in ("title", "identifier")}
    blocks = [*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks]
    figures = [f for b in blocks for f in within(b) if isinstance(f, Figure) and f.image is not None]
    bare = any(not words.fold(f.alt) for f in figures)
    title = held(article.title) or Wording.load(article.language).get("handout.large_print").text
    wrong = [] if own["title"] == title else ["the title"]
    people = {
        "creator": article.source.author, "contributor": article.source.reviewer,
        "publisher": article.source.site or article.source.owner,
    }
    wrong += [key for key, value in people.items()
              if words.fold(book.package.findtext(f"metadata/{key}", "")) != words.fold(as_held(value))]
    named = re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", own["identifier"])
    wrong += [] if named else ["the identifier"]
    modified = told.get("dcterms:modified", [])
    wrong += [] if len(modified) == 1 and re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", modified[0]) else ["the date"]
    features = set(told.get("schema:accessibilityFeature", []))
    enough = set(told.get("schema:accessModeSufficient", []))
    wrong += sorted(features - _CLAIMS)
    wrong += ["alternativeText"] if "alternativeText" in features and bare else []
    wrong += ["sufficient"] if bare and enough & {"textual", "auditory", "textual,auditory"} else []
    wrong += [key for key in ("schema:accessMode", "schema:accessibilityHazard", "schema:accessibilitySummary")
              if not told.get(key)]
    wrong += [key for key in told if "conformsTo" in key or "certified" in key]
    return Check("epub claims what it has", name, not wrong, ", ".join(wrong[:5]) or f"{len(features)} features")
