"""What a talking book says of itself: every fact once, as the source has it, and headings as deep as the article's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Section, plain
from a11y_export.proof.daisybook import MASTER, Book, milliseconds
from a11y_export.proof.htmlnames import direction_of_text
from a11y_export.proof.htmltext import Node, equal, held, read_strictly
from a11y_export.proof.markup import odd_elements
from a11y_export.wording import Wording

_ENGINES = {"espeak": "eSpeak NG"}
_NO_DATE = "2000-01-01"
_DEEPEST = 6
# What the book's own files tell, which is proved by counting: only that they stand there once is looked at here.
_COUNTED = frozenset((
    "dc:identifier", "ncc:depth", "ncc:files", "ncc:generator", "ncc:kByteSize", "ncc:tocItems", "ncc:totalTime",
))
_IDENTIFIER, _GENERATOR = re.compile("a11y-[0-9a-f]{32}"), re.compile(r"a11y-export [\w.+-]+")
_HEADING = re.compile("h[1-6]")


def prove_facts(
    name: str, article: Article, timeline: Mapping[str, Any], book: Book, imprint: tuple[str, str] | None, *,
    text: bool,
) -> list[Check]:
    """Give the checks of the book's facts and elements.

    `imprint` is who makes the book and the day of making, "" where not given; None where nobody knows.
    """
    found = [
        (str(m.get("name")), str(m.get("content")), str(m.get("scheme", "")))
        for m in book.ncc.iter("meta") if m.get("name")
    ]
    there = [(key, "" if key in _COUNTED else words.fold(content), scheme) for key, content, scheme in found]
    wanted = sorted(_wanted(article, timeline, imprint or _told(found), text=text))
    root = read_strictly(book.files["text.html"]) if text else None
    names = [*_names(book), *(_document(book, root) if root is not None else ())]
    roots = [*_roots(book), *([("text.html", "talking", root)] if root is not None else [])]
    odd = [f"{file}: {one}" for file, kind, own in roots for one in odd_elements(own, kind)]
    odd += [f"{file} has another order" for file, _, own in roots if [str(e.tag) for e in own] != ["head", "body"]]
    return [
        equal("daisy tells what the source says", name, [*wanted], [*sorted(there)], "facts"),
        Check("daisy files are named alike", name, not names, "; ".join(names[:5])[:400] or f"{len(book.smils)} files"),
        Check("daisy elements are a talking book's", name, not odd, "; ".join(odd[:3])[:400] or "all"),
    ]


def _roots(book: Book) -> Iterator[tuple[str, str, Node]]:
    yield "ncc.html", "ncc", book.ncc
    yield MASTER, "master", book.master
    yield from ((file, "smil", smil.root) for file, smil in book.smils.items())


def _told(found: Sequence[tuple[str, str, str]]) -> tuple[str, str]:
    said = {key: content for key, content, _ in found}
    return said.get("ncc:producer", ""), said.get("ncc:producedDate", "")


def _wanted(
    article: Article, timeline: Mapping[str, Any], imprint: tuple[str, str], *, text: bool,
) -> Iterator[tuple[str, str, str]]:
    """Give the facts that there should be, with how they are written."""
    source, wording = article.source, Wording.load(article.language)
    producer, day = imprint
    unknown, whose = wording.get("daisy.unknown").text, words.fold(source.owner) or words.fold(source.site)
    title = held(article.title)
    engine = str(timeline.get("engine", ""))
    date = day or source.reviewed or source.updated or source.published or _NO_DATE
    told = {
        "dc:title": title or wording.get("daisy.untitled").text,
        "dc:creator": words.fold(source.author) or whose or unknown, "dc:contributor": source.reviewer,
        "dc:date": date, "dc:format": "Daisy 2.02", "dc:language": article.language or "und",
        "dc:publisher": words.fold(producer) or whose or unknown, "dc:source": source.url, "dc:rights": source.licence,
        "ncc:charset": "utf-8", "ncc:maxPageNormal": "0", "ncc:multimediaType": "audioFullText" if text else "audioNcc",
        "ncc:narrator": wording.get("book.narrator", engine=_ENGINES.get(engine, engine)).text,
        **dict.fromkeys(("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial"), "0"),
        **dict.fromkeys(("ncc:footnotes", "ncc:prodNotes", "ncc:sidebars"), "0"),
        "ncc:producedDate": day, "ncc:producer": producer, "ncc:setInfo": "1 of 1", "ncc:sourceDate": source.published,
        "ncc:sourcePublisher": whose, "ncc:sourceRights": source.licence, "ncc:sourceTitle": article.title,
    }
    dates = {key: "yyyy-mm-dd" for key in ("dc:date", "ncc:sourceDate") if len(told[key]) == 10}
    schemes = {**dates, "ncc:producedDate": "yyyy-mm-dd", "dc:language": "ISO 639", "ncc:totalTime": "hh:mm:ss"}
    yield from ((key, held(value), schemes.get(key, "")) for key, value in told.items() if words.fold(value))
    yield from ((key, "", schemes.get(key, "")) for key in _COUNTED)


def _names(book: Book) -> Iterator[str]:
    """Give the files that are not called as the contents call them, or are of another book."""
    facts, headings = dict(book.facts()), book.headings()
    own = {"dc:format": "Daisy 2.02", "dc:identifier": facts.get("dc:identifier", ""),
           "ncc:generator": facts.get("ncc:generator", "")}
    if not _IDENTIFIER.fullmatch(own["dc:identifier"]) or not _GENERATOR.fullmatch(own["ncc:generator"]):
        yield "another identifier or program"
    if book.ncc.findtext("head/title", "") != headings[0][2]:
        yield "the contents' title"
    for (_, _, text, _), (file, smil) in zip(headings, book.smils.items(), strict=False):
        times = {key: smil.facts.get(key) for key in ("ncc:totalElapsedTime", "ncc:timeInThisSmil")}  # proved elsewhere
        twice = len(smil.root.findall("head/meta")) != len(smil.facts)
        if twice or dict(smil.facts) != {**own, "title": text, **times}:
            yield file
    metas = {str(m.get("name")): str(m.get("content")) for m in book.master.iter("meta")}
    length = milliseconds(metas.pop("ncc:timeInThisSmil", "0s"))
    whole = sum(par.end - par.begin for smil in book.smils.values() for par in smil.pars)
    if metas != {**own, "dc:title": headings[0][2]} or length != whole or len(list(book.master.iter("meta"))) != 5:
        yield MASTER
    refs = [(str(ref.get("id")), str(ref.get("title"))) for ref in book.master.iter("ref")]
    if refs != [(own_id, text) for _, own_id, text, _ in headings]:
        yield f"the names in {MASTER}"


def _document(book: Book, root: Node) -> Iterator[str]:
    """Give the parts of the text that are titled otherwise, or read from the other side."""
    if root.findtext("head/title", "") != book.headings()[0][2]:
        yield "the text's title"
    for part in root.iterfind("body/div"):
        named = part.find(f"*[@id='{part.get('id')}-name'][@class='program']")
        skipped = named if str(part.get("id")).startswith("part") else None  # put before the part's own words
        own = [e for e in part.iter() if e is not skipped]
        drawn = [e for e in own if not _absent(e)]  # what stands for a picture that players do not draw may not count
        ways = {direction_of_text("".join(t for e in some for t in _texts(e, part))) for some in (own, drawn)}
        headed = any(_HEADING.fullmatch(str(e.tag)) for e in part.iter()) or part.get("id") == "about"
        if headed and (not len(part) or part[0].get("id") != f"{part.get('id')}-name"):
            yield f"{part.get('id')} does not begin with its name"
        if part.get("dir") not in ways:
            yield f"{part.get('id')} is read from the other side"


def _texts(element: Node, part: Node) -> Iterator[str]:
    yield element.text or ""
    yield (element.tail or "") if element is not part else ""


def _absent(element: Node) -> bool:
    return any(str(e.get("class", "")).startswith("absent") for e in (element, *element.iterancestors()))


def depths(sections: Sequence[Section | None], heard: Set[str]) -> list[int]:
    """Give how deep each heading must stand; None, the title or the disclaimer, begins anew, and so does what has none.

    A heading stands one level below the last before it that the article has higher; beside the title without one.
    """
    out: list[int] = []
    last: tuple[tuple[int, int], ...] = ()  # (level, depth) of the heading before and of those that it stands below
    for section in sections:
        named = section is not None and (section.title or (
            section.id not in heard and words.fold(plain(section.heading))))
        level = section.level if section is not None and named else 0
        last = tuple(pair for pair in last if pair[0] < level)
        depth = last[-1][1] + 1 if last else 1
        last = (*last, (level, depth)) if level else ()
        out.append(min(depth, _DEEPEST))
    return out
