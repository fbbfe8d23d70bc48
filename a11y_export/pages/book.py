"""The article as the documents of a book: a file for each part of it, the contents, the overlays and the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from a11y_export import words
from a11y_export.model import Article, Pagination
from a11y_export.pages.article import ABOUT, ABOUT_NAME, DISCLAIMER, NAME, TITLE, Part, article_parts
from a11y_export.pages.elements import Elements, language_tag
from a11y_export.pages.pagebreaks import PREFIX
from a11y_export.pages.render import asset, render
from a11y_export.themes import Preset, Theme
from a11y_export.wording import Phrase, Wording, primary

NAV, STYLE, PACKAGE = "nav.xhtml", "style.css", "package.opf"
_UNKNOWN = "und"  # a language that nobody knows (BCP 47)
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
_TYPES = {TITLE: "titlepage", DISCLAIMER: "notice", ABOUT: "colophon"}
_ROLES = {"notice": "doc-notice", "colophon": "doc-colophon", "chapter": "doc-chapter"}
_LABELS = {DISCLAIMER: NAME, ABOUT: ABOUT_NAME}
_PAGE = 12  # points of what a reader takes for its normal size


@dataclass(frozen=True, slots=True)
class Document:
    """A file of the book, `name`.xhtml: its parts, its name for people, what it is (epub:type)."""

    name: str
    heading: Phrase
    type: str
    parts: tuple[Part, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """The ids of the sections that stand in it."""
        return tuple(part.section for part in self.parts)

    @property
    def headed(self) -> bool:
        """Whether it has a heading of its own."""
        return any(part.heading.text for part in self.parts)

    @property
    def role(self) -> str:
        """What the type is for assistive technology (DPUB-ARIA)."""
        return _ROLES.get(self.type, "")

    @property
    def label(self) -> str:
        """The id of the program's words that name it."""
        return _LABELS.get(self.parts[0].section, "")


@dataclass(frozen=True, slots=True)
class _Entry:
    href: str
    heading: Phrase
    level: int
    below: list[_Entry] = field(default_factory=list)


def language_of(article: Article) -> str:
    """Give the article's language as a book must name it: a BCP 47 tag."""
    return language_tag(article.language) or _UNKNOWN


def direction_of(article: Article) -> str:
    """Give the direction in which the article's language is written: "rtl" or "ltr"."""
    tag = language_of(article)
    script = re.search(r"-([A-Za-z]{4})(?=-|$)", tag)
    if script is not None:
        return "rtl" if script[1].title() in {"Arab", "Hebr", "Nkoo", "Syrc", "Thaa"} else "ltr"
    return "rtl" if primary(tag) in _RIGHT_TO_LEFT else "ltr"


def documents(
    article: Article, wording: Wording, spoken: Iterable[tuple[str, Phrase]], pictures: str,
    printed: Pagination | None = None,
) -> list[Document]:
    """Give the documents in playing order: the title, the disclaimer, the sections, where the article comes from.

    A section of the second level stands in one with those below it. `spoken` are the program's words under the title,
    with the ids they shall have; `pictures` is the folder of pictures, relative to the documents. Where the pages of
    a `printed` edition begin stand marks.
    """
    parts = article_parts(article, wording, pictures, printed)
    title = parts[0].heading if parts[0].heading.text else wording.get("handout.large_print")
    own = {part.section: part for part in parts if part.section in _TYPES}
    found = [Document(TITLE, title, _TYPES[TITLE], (own[TITLE], *_byline(article, spoken)))]
    found.append(Document(DISCLAIMER, own[DISCLAIMER].heading, _TYPES[DISCLAIMER], (own[DISCLAIMER],)))
    groups: list[list[Part]] = []
    for part in parts:
        if part.section in _TYPES:
            continue
        if not groups or (part.heading.text and part.level <= 2):
            groups.append([])
        groups[-1].append(part)
    for group in groups:
        heading = next((part.heading for part in group if part.heading.text), title)
        found.append(Document(group[0].key, heading, "chapter", tuple(group)))
    if ABOUT in own:
        found.append(Document(ABOUT, own[ABOUT].heading, _TYPES[ABOUT], (own[ABOUT],)))
    return found


def _byline(article: Article, spoken: Iterable[tuple[str, Phrase]]) -> tuple[Part, ...]:
    out = Elements(article.language)
    for name, phrase in spoken:
        out.program("p", phrase, class_="by", id=name, dir="auto")
        out.line()
    return (Part("byline", TITLE, Phrase("", article.language), 2, out.markup(), out.outline()),)


def document_page(article: Article, document: Document) -> str:
    """Give a document's file."""
    return render(
        "book.xhtml", document=document, language=language_of(article), direction=direction_of(article),
    )


def contents_page(article: Article, found: Sequence[Document], wording: Wording, folder: str) -> str:
    """Give the navigation document: contents by headings, landmarks, pages; `folder` is that of the documents."""
    top: list[_Entry] = []
    open_: list[_Entry] = []
    for document in found:
        for part in document.parts:
            phrase, level = part.heading, part.level
            if part.section == TITLE:
                continue
            if not phrase.text and document is found[2] and part is document.parts[0]:
                phrase, level = wording.get("audio.introduction"), 2
            if not phrase.text:
                continue
            entry = _Entry(f"{folder}/{document.name}.xhtml#{part.key}", phrase, level)
            while open_ and open_[-1].level >= level:
                open_.pop()
            (open_[-1].below if open_ else top).append(entry)
            open_.append(entry)
    places = [("titlepage", f"{folder}/{found[0].name}.xhtml", found[0].heading),
              ("notice", f"{folder}/{found[1].name}.xhtml", found[1].heading)]
    start = next((d for d in found if d.type == "chapter"), None)
    if start is not None:
        places.append(("bodymatter", f"{folder}/{start.name}.xhtml", wording.get("book.start")))
    return render(
        "nav.xhtml", toc=top, landmarks=places, title=found[0].heading, language=language_of(article),
        direction=direction_of(article), contents=wording.get("handout.contents"), places=wording.get("book.landmarks"),
        pages=_pages(found, folder), printed=wording.get("book.pages"),
    )


def _pages(found: Iterable[Document], folder: str) -> list[tuple[int, str]]:
    """Give (page, address) of each mark of a printed page, in the order of the pages."""
    return sorted(
        (int(name.removeprefix(PREFIX)), f"{folder}/{document.name}.xhtml#{name}")
        for document in found for part in document.parts for event, _, name in part.outline
        if event == "open" and name.startswith(PREFIX)
    )


def style_sheet(theme: Theme, preset: Preset) -> str:
    """Give the style sheet: the theme's colours, in sizes that follow the reader's own."""
    colours = {key: getattr(theme, key) for key in ("paper", "panel", "text", "link", "accent", "warning", "line")}
    size = f"html {{ font-size: 100%; }}\nbody {{ font-size: {preset.body / _PAGE:.4g}em; }}\n"
    return size + re.sub(r"var\(--(\w+)\)", lambda m: colours[m[1]], asset("article.css") + asset("book.css"))


def overlay(document: str, kind: str, steps: Sequence[tuple[str, str, object, int]]) -> str:
    """Give a media overlay of `document`: steps are (open, id, type), (close, "", "") and (say, id, clip), numbered."""
    return render("overlay.smil", document=document, type=kind, steps=steps)


def package(article: Article, title: Phrase, **told: object) -> str:
    """Give the package document; see its template for what must be told."""
    source = article.source
    named: Mapping[str, str] = {
        "published": _dated(source.published), "address": words.fold(source.url),
        "publisher": words.fold(source.site or source.owner), "rights": words.fold(source.licence or source.owner),
    }
    return render(
        PACKAGE, source=source, title=title, language=language_of(article), direction=direction_of(article),
        **named, **told,
    )


def container() -> str:
    """Give the file that says where the package document is."""
    return render("container.xml")


def _dated(text: str) -> str:
    return text if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text) else ""
