"""What a book's package says of it, fact by fact: what the source says, what the book has, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Figure, within
from a11y_export.proof.epubfile import Book
from a11y_export.proof.htmltext import as_held, equal, held
from a11y_export.proof.markup import odd_elements
from a11y_export.wording import Wording

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_ENGINES = {"espeak": "eSpeak NG"}
_ALWAYS = (
    "displayTransformability", "highContrastDisplay", "largePrint", "readingOrder", "structuralNavigation",
    "synchronizedAudioText", "tableOfContents", "unlocked",
)
_MOVING = frozenset(("image/gif", "image/webp"))  # they may move and flash
_UNDATED = "2000-01-01"
# A fact: its element, what it is told of, its property or scheme, its text.
_Fact = tuple[str, str, str, str]


def prove_package(
    name: str, book: Book, article: Article, timeline: Mapping[str, Any], day: str, printed: str,
) -> list[Check]:
    """Give the checks of the package document; `day` is that of making, `printed` names the handout; "" for neither."""
    wanted = sorted(_wanted(book, article, timeline, day, printed))
    odd = list(odd_elements(book.package, "package"))
    metadata = book.package.find("metadata")
    odd += [] if metadata is not None and metadata.nsmap.get("dc") == _DUBLIN else ["another kind of metadata"]
    told = book.package.findtext("metadata/language", "")  # which is proved by itself
    odd += [] if book.package.get(_LANGUAGE) == told else ["the package's language"]
    odd += [item.path for item in book.items.values() if item.type != _type(item.path)]
    return [
        equal("epub tells what the source says", name, [*wanted], [*sorted(_found(book))], "facts"),
        Check("epub package is plain", name, not odd, "; ".join(odd[:5])[:400] or f"{len(book.items)} files"),
    ]


def _type(path: str) -> str:
    """Give what a file is by its name's end."""
    return {
        "xhtml": "application/xhtml+xml", "smil": "application/smil+xml", "css": "text/css", "mp3": "audio/mpeg",
        "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    }.get(path.rpartition(".")[2], "")


def _found(book: Book) -> Iterator[_Fact]:
    """Give the facts of the package, but for lengths, which are proved with the sound."""
    ids = {str(e.get("id")): str(e.tag) for e in book.package.iter() if isinstance(e.tag, str) and e.get("id")}
    language = book.package.findtext("metadata/language", "")
    for element in book.package.find("metadata"):
        if not isinstance(element.tag, str) or element.get("property") == "media:duration":
            continue
        of = str(element.get("refines", "")).removeprefix("#")
        lang = element.get(_LANGUAGE, language)
        kind = (element.get("property"), element.get("scheme"), lang if lang != language else "")
        yield str(element.tag), ids.get(of, of), " ".join(filter(None, kind)), words.fold(element.text or "")


def _wanted(book: Book, article: Article, timeline: Mapping[str, Any], day: str, printed: str) -> Iterator[_Fact]:
    source, wording = article.source, Wording.load(article.language)
    language = book.package.findtext("metadata/language", "")

    def said(tag: str, kind: str, *keys: str, **values: object) -> _Fact:
        phrases = [wording.get(key, **values) for key in keys]
        other = phrases[0].lang if phrases[0].lang != language else ""
        return tag, "", " ".join(filter(None, (kind, other))), words.fold(" ".join(p.text for p in phrases))

    yield "identifier", "", "", words.fold(book.package.findtext("metadata/identifier", ""))  # proved by its form
    yield ("title", "", "", held(article.title)) if held(article.title) else said("title", "", "handout.large_print")
    yield "language", "", "", language
    for tag, person, role in (("creator", source.author, "aut"), ("contributor", source.reviewer, "rev")):
        if person:
            yield from ((tag, "", "", words.fold(as_held(person))), ("meta", tag, "role marc:relators", role))
    dated = source.published if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", source.published) else ""
    for tag, value in (("publisher", source.site or source.owner), ("date", dated),
                       ("rights", source.licence or source.owner), ("source", source.url), ("source", printed)):
        if words.fold(value):
            yield tag, "", "", held(value)
    if printed:
        yield from (("meta", "source", "source-of", "pagination"), ("meta", "", "pageBreakSource", printed))
    yield "meta", "", "dcterms:modified", f"{_day(article, day)}T00:00:00Z"
    yield from _accessibility(book, article, paged=bool(printed))
    blocks = [b for s in article.sections for b in s.blocks]
    keys = ["book.summary"]
    if any(isinstance(f, Figure) and f.image for b in blocks for f in within(b)):
        keys.append("book.pictures_bare" if _bare(article) else "book.pictures")
    yield said("meta", "schema:accessibilitySummary", *keys, *(["book.paged"] if printed else []))
    if book.overlays:
        engine = str(timeline.get("engine", ""))
        yield said("meta", "media:narrator", "book.narrator", engine=_ENGINES.get(engine, engine))
        yield "meta", "", "media:active-class", "-epub-media-overlay-active"


def _bare(article: Article) -> bool:
    """Whether a picture has no description."""
    blocks = [*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks]
    figures = [f for b in blocks for f in within(b) if isinstance(f, Figure) and f.image]
    return any(not words.fold(f.alt) for f in figures)


def _accessibility(book: Book, article: Article, *, paged: bool) -> Iterator[_Fact]:
    """Give what the book may say of who can read it how, from what is in it."""
    drawn = [i for i in book.items.values() if i.type.startswith("image/") and "cover-image" not in i.properties]
    bare, beside = _bare(article), ",visual" if _bare(article) else ""
    features = [*_ALWAYS, *(["pageBreakMarkers", "pageNavigation"] if paged else [])]
    features += ["alternativeText"] if drawn and not bare else []
    told = [
        *(("accessMode", mode) for mode in ("textual", "auditory", *(["visual"] if drawn else []))),
        *(("accessModeSufficient", f"{way}{beside}") for way in ("textual", "auditory")),
        *(("accessibilityFeature", feature) for feature in features),
        ("accessibilityHazard", "unknown" if any(item.type in _MOVING for item in drawn) else "none"),
    ]
    yield from (("meta", "", f"schema:{kind}", value) for kind, value in told)


def _day(article: Article, day: str) -> str:
    """Give the day of the last change: that of making, else the last that the source names, else one for all."""
    source = article.source
    for told in (day, source.updated, source.reviewed, source.published):
        match = re.fullmatch(r"(\d{4})(-\d\d)?(-\d\d)?", told)
        if match is not None:
            whole = f"{match[1]}{match[2] or '-01'}{match[3] or '-01'}"
            try:
                return date.fromisoformat(whole).isoformat()
            except ValueError:
                continue
    return _UNDATED
