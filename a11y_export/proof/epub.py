"""Reopen a finished book and prove it: its words, their owners, its shapes and pictures, its sound, its contents.

The container is read with zipfile and its files with lxml; nothing is shared with what wrote them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import themes, words
from a11y_export.model import Article, Check, Figure, Origin, within
from a11y_export.proof import epubfile, htmlshapes
from a11y_export.proof.epubclaims import prove_claims
from a11y_export.proof.epubfile import Book
from a11y_export.proof.epubnames import prove_names
from a11y_export.proof.epubpackage import prove_package
from a11y_export.proof.epubpages import Printed, prove_pages
from a11y_export.proof.epubsound import prove_sound
from a11y_export.proof.htmltext import PROGRAM, SOURCE, Node, as_held, held, pieces, said_by
from a11y_export.proof.htmlwords import prove_disclaimer, prove_seen, prove_sentences
from a11y_export.proof.pdf import compare
from a11y_export.proof.tags import cover_of
from a11y_export.wording import Wording

_KIND = "epub"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_TAGS = frozenset(re.findall(r"\w+", """
    html head meta title link body header section div nav h1 h2 h3 h4 h5 h6 p pre ol ul li dl dt dd table caption thead
    tbody tr th td figure img figcaption blockquote br span strong code sup sub del a abbr
"""))
_KEYS = frozenset({
    "id", "class", "lang", "dir", "alt", "src", "href", "rel", "title", "width", "height", "start", "scope", "rowspan",
    "colspan", "tabindex", "role", "aria-label", "aria-labelledby", "data-origin", "charset", "name", "content", "type",
    "{http://www.w3.org/XML/1998/namespace}lang", _TYPE,
})
_SCHEMES = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
# The program's words that a book may say, by their keys; those with gaps are known by what stands in the gaps.
_OWN = (
    *("handout.large_print", "handout.disclaimer", "handout.disclaimer_none", "handout.disclaimer_supplied"),
    *("handout.about", "handout.site", "handout.author", "handout.reviewer", "handout.owner", "handout.published"),
    *("handout.reviewed", "handout.updated", "handout.licence", "handout.address"),
    *(f"callout.{key}" for key in ("warning", "note", "tip", "summary")),
    *("figure.no_picture", "deleted.start", "deleted.end"),
)
_FACTS = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "url")
# What a style sheet may say about where and how text stands; everything else of that kind could take it out of sight.
_HIDING = re.compile(r"""(?x)
    visibility | content.* | opacity | clip.* | mask.* | filter | transform | translate | scale | rotate | zoom
    | position | display | text-indent | text-transform | -webkit-text-(?!size).* | quotes | counter-.* | all | z-index
    | animation.* | transition.* | float | direction | unicode-bidi | -epub-.* | background(?!-color)(-.*)? | src
    | (?:max-|min-)?(?:width|height) | overflow | color | font-size | margin.* | letter-spacing | word-spacing
""")
_HARMLESS = re.compile(r"""(?x)
    (?:display:\ block) | (?:overflow(?:-x)?:\ (?:visible|auto)) | (?:(?:max-)?(?:width|height):\ (?:100%|auto))
    | (?:color:\ \#[0-9A-Fa-f]{6}) | (?:font-size:\ (?:[1-9]\d*|0?\.[5-9])\d*(?:\.\d+)?(?:em|%))
    | (?:margin[^:]*:\ [^-]*)
""")


def prove_epub(
    path: Path, name: str, article: Article, timeline: Mapping[str, Any], audio: Path, pictures: Sequence[str],
    printed: Printed | None = None, day: str = "",
) -> list[Check]:
    """Give the checks of the book at `path`, recorded as `name`.

    `timeline` is what timeline.json holds, `audio` the folder of its files; `pictures` are the SHA-256 of the article's
    pictures in reading order, "" for one without a file. `printed` is the handout that was made with it, if any;
    `day` is that of making (YYYY-MM-DD), or "".
    """
    try:
        book = epubfile.read(path)
        bodies = {item.path: body for item in book.spine if (body := _body(book.pages.get(item.path))) is not None}
    except epubfile.FAILURES as error:
        return [Check("epub opens", name, False, str(error)[:300])]
    whole = _in_articles_order(bodies)
    spoken = [w for body in bodies.values() for w in said_by(body, SOURCE)]
    nobody = [
        token for body in bodies.values() for who, text in pieces(body) if who not in {SOURCE, PROGRAM, ""}
        for token in words.tokens(text)
    ]
    languages = {book.package.findtext("metadata/language", ""), *(str(p.get("lang")) for p in book.pages.values())}
    return [
        Check("epub opens", name, len(bodies) == len(book.spine) > 0, f"{len(book.spine)} parts, well-formed"),
        Check("epub container", name, not book.odd, "; ".join(book.odd[:5]) or f"{len(book.items)} files"),
        Check("epub language", name, languages == {article.language or "und"}, ", ".join(sorted(languages))),
        compare("epub words are the article's", name, [as_held(t) for t in _in_order(article)], spoken),
        Check("epub every word has an owner", name, not nobody, " ".join(nobody[:20]) or "all"),
        _declared(name, article, timeline, whole),
        prove_sentences(_KIND, name, article, whole),
        prove_disclaimer(_KIND, name, article, whole),
        _notice(name, bodies),
        *htmlshapes.prove_shapes(_KIND, name, article, whole),
        _pictures(name, book, bodies, pictures),
        _cover(name, book, [audio / str(track["file"]) for track in timeline["tracks"]]),
        prove_seen(_KIND, name, whole),
        _styled(name, book),
        _closed(name, book),
        *prove_sound(path, name, book, timeline, audio),
        *prove_claims(name, book, article, bodies),
        *prove_names(name, book, article, bodies, whole),
        *prove_package(name, book, article, timeline, day, f"{printed[0]}, SHA-256 {printed[1]}" if printed else ""),
        *prove_pages(name, book, article, bodies, whole, printed),
    ]


def _body(page: Node | None) -> Node | None:
    return None if page is None else page.find("body")


def _in_order(article: Article) -> list[str]:
    """Give the article's words as a book has them: the disclaimer after the title, as in the playlist."""
    every = article.tokens()
    title = len(words.tokens(article.title)) if article.title_origin == "page" else 0
    notice = len(words.tokens(article.disclaimer.text)) if article.disclaimer.origin is Origin.FOUND else 0
    end = len(every) - notice
    return every[:title] + every[end:] + every[title:end]


def _in_articles_order(bodies: Mapping[str, Node]) -> Node:
    """Give one body of all parts, the disclaimer's where the article has it: after the sections."""
    whole = etree.Element("body", {"data-origin": PROGRAM})
    notices, last = _holding(bodies, "disclaimer"), _holding(bodies, "about")
    for path in [*(p for p in bodies if p not in notices and p not in last), *notices, *last]:
        for child in bodies[path]:
            whole.append(deepcopy(child))
    return whole


def _holding(bodies: Mapping[str, Node], section: str) -> list[str]:
    """Give the paths of the parts that hold the section of an id."""
    return [path for path, body in bodies.items() if body.find(f".//section[@id='{section}']") is not None]


def _declared(name: str, article: Article, timeline: Mapping[str, Any], whole: Node) -> Check:
    """Each text of the program is one of its phrases, or tells what the page's own data say."""
    wording = Wording.load(article.language)
    known = {words.fold(wording.get(key).text) for key in _OWN}
    known |= {held(getattr(article.source, key)) for key in _FACTS}
    known |= {held(str(u["shown"])) for u in timeline["tracks"][0]["utterances"] if u["kind"] == "opening"}
    blocks = [*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks]
    known |= {held(f.alt) for b in blocks for f in within(b) if isinstance(f, Figure)}
    known |= {held(article.title)} if article.title_origin != "page" else set()
    if article.disclaimer.origin is Origin.SUPPLIED:  # its words are proved by themselves
        whole = deepcopy(whole)
        for own in whole.xpath("//div[@class='disclaimer-text']"):
            own.set("data-origin", SOURCE)
    odd = [run for run in _runs(whole) if run not in known]
    told = "; ".join(f"“{run[:60]}”" for run in odd[:5])
    return Check("epub program words are declared", name, not odd, told or "all")


def _runs(body: Node) -> Iterator[str]:
    """Give the program's texts, parted at the borders of blocks and where the source speaks."""
    run = ""
    for who, text in (*pieces(body), ("", "")):
        if who == PROGRAM:
            run += text
            continue
        if words.fold(run):
            yield words.fold(run)
        run = ""


def _notice(name: str, bodies: Mapping[str, Node]) -> Check:
    """The disclaimer stands in a part of its own, second, named as a notice; no sentence of it stands elsewhere."""
    paths = _holding(bodies, "disclaimer")
    good = len(paths) == 1 and len(bodies) > 1 and list(bodies)[1] == paths[0]
    body = bodies[paths[0]] if paths else etree.Element("body")
    types = [str(e.get(_TYPE)) for e in body.iter(etree.Element) if e.get(_TYPE, "pagebreak") != "pagebreak"]
    inside = [str(e.get("id")) for e in body.iter("section") if e.get("id")]
    good = good and types == ["notice"] and inside == ["disclaimer"]
    return Check("epub disclaimer is a part of its own", name, good, f"{', '.join(types)}: {len(paths)} part")


def _pictures(name: str, book: Book, bodies: Mapping[str, Node], pictures: Sequence[str]) -> Check:
    """Each picture of the book is the article's, byte for byte."""
    notices = _holding(bodies, "disclaimer")
    order = [*(path for path in bodies if path not in notices), *notices]
    figures = [f for path in order for f in ((path, e) for e in bodies[path].iter("figure"))]
    if len(figures) != len(pictures):
        return Check("epub pictures are the article's", name, False, f"{len(figures)}, expected {len(pictures)}")
    used, wrong = set(), []
    for number, ((path, figure), digest) in enumerate(zip(figures, pictures, strict=True), 1):
        image = figure.find("img")
        if image is None:
            continue
        file, _ = book.inside(path, str(image.get("src", "")))
        used.add(file)
        if hashlib.sha256(book.pictures.get(file, b"")).hexdigest() != digest:
            wrong.append(f"picture {number}")
    covers = {i.path for i in book.items.values() if "cover-image" in i.properties}
    wrong += sorted(set(book.pictures) - used - covers)
    return Check("epub pictures are the article's", name, not wrong, ", ".join(wrong[:5]) or f"{len(used)} files")


def _cover(name: str, book: Book, sounds: Sequence[Path]) -> Check:
    """The book's cover is that of its sound files; it has none where they have none."""
    covers = [book.pictures.get(item.path, b"") for item in book.items.values() if "cover-image" in item.properties]
    wanted = [cover] if (cover := cover_of(sounds[0])) else []
    return Check("epub cover", name, covers == wanted, f"{len(covers)}, the sound has {len(wanted)}")


def _styled(name: str, book: Book) -> Check:
    """The style takes nothing out of sight, adds no word, and every colour stands out from every ground."""
    found = [] if len(book.sheets) == 1 else [f"{len(book.sheets)} style sheets"]
    for page_path, page in book.pages.items():
        linked = [book.inside(page_path, str(e.get("href", "")))[0] for e in page.iter("link")]
        found += [] if [*book.sheets] == linked else [f"{page_path} has another style"]
    css = re.sub(r"/\*.*?\*/", " ", " ".join(book.sheets.values()), flags=re.DOTALL)
    found += re.findall(r"@[\w-]+|\\|url\s*\(|<", css)
    grounds, inks = set(), set()
    for selector, inner in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        named = " ".join(selector.split())
        for line in filter(None, (" ".join(part.split()) for part in inner.split(";"))):
            key, _, value = line.partition(":")
            said = f"{key.strip().lower()}: {value.strip()}"
            if _HIDING.fullmatch(key.strip().lower()) and not _HARMLESS.fullmatch(said):
                found.append(f"{named} {{ {said[:60]} }}")
            grounds |= set(re.findall(r"^background(?:-color)?: (#[0-9A-Fa-f]{6})$", said)) if named != "img" else set()
            inks |= set(re.findall(r"^color: (#[0-9A-Fa-f]{6})$", said))
    found += [f"{ink} on {ground}" for ink in inks for ground in grounds if themes.contrast(ink, ground) < 7]
    active = re.search(r"\.-epub-media-overlay-active[^{]*\{([^}]*)\}", css)
    if active is None or not re.search(r"text-decoration: underline|outline: ", active[1]):
        found.append("what is being read is not marked by more than colour")
    return Check("epub style hides nothing", name, not found, "; ".join(found[:5]) or f"{len(inks)} colours of text")


def _closed(name: str, book: Book) -> Check:
    """Nothing in the book runs or fetches; links lead to addresses of the web, or to places that are there."""
    found: list[str] = []
    for path, page in book.pages.items():
        ids = [str(e.get("id")) for e in page.iter(etree.Element) if e.get("id")]
        found += [f"{path}: an id stands twice"] if len(ids) != len(set(ids)) else []
        for element in page.iter(etree.Element):
            found += [f"<{element.tag}>"] if element.tag not in _TAGS else []
            for key, value in element.attrib.items():
                hidden = key == "hidden" and element.tag == "nav"
                if str(key) not in _KEYS and not hidden:
                    found.append(f"{element.tag} {key}")
                outside = element.tag == "a" and _SCHEMES.match(str(value)) is not None
                if key in {"src", "href"} and not outside and not book.inside(path, str(value))[0]:
                    found.append(f"{element.tag} {key}={value!r:.60}")
            if element.tag == "meta" and element.get("name", "viewport") != "viewport":
                found.append("meta")
    scripted = [i.path for i in book.items.values() if {"scripted", "remote-resources"} & set(i.properties)]
    found += scripted + [i.path for i in book.items.values() if "script" in i.type]
    return Check("epub is closed", name, not found, ", ".join(found[:5]) or "no address but links")
