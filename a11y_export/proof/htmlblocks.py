"""Compare the blocks of an XHTML page with the article's: each where it belongs, in its language, none beside them.

The article is walked once more, here, and each of its blocks is written down with what it stands in. So a list that
became a row of paragraphs, a warning without its box and a paragraph that joined the next are all found in one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import unquote, urlsplit

from a11y_export import words
from a11y_export.model import (
    Article,
    Block,
    Blocks,
    Callout,
    Check,
    DefinitionList,
    Figure,
    ItemList,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Style,
    Table,
    leaf_texts,
    plain,
)
from a11y_export.proof.htmlnames import is_tag
from a11y_export.proof.htmltext import INLINE, PROGRAM, SOURCE, Node, equal, held
from a11y_export.prose import leaves
from a11y_export.wording import Phrase, Wording

_FACTS = ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "url")
_HEADING, _PART = re.compile("h[1-6]"), re.compile(r"title|part\d+|disclaimer|about")
_HOMES = frozenset((
    *("p", "pre", "ol", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "figure"),
    *("figcaption", "blockquote"),
))
_Path = tuple[str, ...]
# A block: whose words it says, what it stands in (of the program's own, nothing), the language where it is not the
# article's (of the source's words that is compared by itself), its text.
_Said = tuple[str, _Path, str, str]


def prove_blocks(kind: str, name: str, article: Article, body: Node, *, named: bool = True) -> list[Check]:
    """Give the checks, named for the `kind` of file, of blocks, languages, links and full forms.

    Unless `named`, the program may have given names to parts without a heading, which are proved by themselves.
    """
    parts = [e for e in body.iter("header", "section") if _PART.fullmatch(e.get("id", ""))]
    found: list[object] = []
    said: dict[str, str] = {}
    for part in parts:
        for owner, path, lang, text in _found(part, article.language, said):
            if named or path or not text or owner != PROGRAM or not _is_name(part, text):
                found.append((str(part.get("id")), owner, path, lang, text))
    wanted: list[object] = [block for block in _expected(article) if block[-1]]
    return [
        equal(f"{kind} blocks", name, wanted, found, "blocks"),
        _languages(kind, name, article, said),
        _links(kind, name, article, parts),
        _full_forms(kind, name, article, parts),
        _marks(kind, name, article, parts),
    ]


def _is_name(part: Node, text: str) -> bool:
    """Whether a text of the program's is that of the element that names a part."""
    own = part.find(f"*[@id='{part.get('id')}-name']")
    return part.get("id", "").startswith("part") and own is not None and words.fold("".join(own.itertext())) == text


def _expected(article: Article) -> Iterator[tuple[str, str, _Path, str, str]]:
    """Give the blocks of the article in order, each behind the id of its part."""
    wording = Wording.load(article.language)

    def own(key: str) -> _Said:
        return _program(wording.get(key), article.language)

    if title := held(article.title):
        path = ("h",) if article.title_origin == "page" else ()
        yield "title", SOURCE if path else PROGRAM, path, "", title
    else:
        yield "title", *own("handout.large_print")
    for number, section in enumerate(article.sections, 1):
        yield f"part{number}", SOURCE, ("h",), "", held(plain(section.heading))
        yield from ((f"part{number}", *block) for block in _blocks(section.blocks, (), wording))
    notice = article.disclaimer
    yield "disclaimer", *own("handout.disclaimer")
    if notice.origin is not Origin.FOUND:
        supplied = notice.origin is Origin.SUPPLIED
        yield "disclaimer", *own("handout.disclaimer_supplied" if supplied else "handout.disclaimer_none")
    yield from (("disclaimer", *block) for block in _blocks(notice.blocks, (), wording))
    told = [(key, value) for key in _FACTS if (value := held(getattr(article.source, key)))]
    if told:
        yield "about", *own("handout.about")
    for key, value in told:
        owner, _, lang, text = own(f"handout.{'address' if key == 'url' else key}")
        yield "about", owner, ("dl", "dt"), lang, text
        yield "about", PROGRAM, ("dl", "dd"), "", value


def _program(phrase: Phrase, language: str) -> _Said:
    return PROGRAM, (), "" if phrase.lang == language else phrase.lang, words.fold(phrase.text)


def _blocks(blocks: Iterable[Block], path: _Path, wording: Wording) -> Iterator[_Said]:
    for block in blocks:
        yield from _block(block, path, wording)


def _block(block: Block, path: _Path, wording: Wording) -> Iterator[_Said]:
    """Give what a block says, each part with what it stands in."""
    def said(home: str, text: str) -> _Said:
        return SOURCE, (*path, *home.split()), "", held(text)

    def inside(home: str, blocks: Blocks) -> Iterator[_Said]:
        return _blocks(blocks, (*path, *home.split()), wording)

    match block:
        case Paragraph(spans):
            yield said("p", plain(spans))
        case Preformatted(text):
            yield said("pre", text)
        case ItemList(items, ordered):
            for item in items:
                yield from inside("ol li" if ordered else "ul li", item)
        case DefinitionList(entries):
            for entry in entries:
                yield from (said("dl dt", plain(term)) for term in entry.terms)
                for definition in entry.definitions:
                    yield from inside("dl dd", definition)
        case Table(caption, header, rows):
            yield said("table caption", plain(caption))
            for group, some in (("thead", header), ("tbody", rows)):
                for cell in (cell for row in some for cell in row):
                    yield from inside(f"table {group} tr cell", cell.blocks)
        case Figure():
            yield from inside("figure figcaption", block.caption)
        case Callout(kind, inner):
            label = wording.get(f"callout.{kind}")
            first = words.fold(next(leaf_texts(inner), "")).casefold()
            if not first.startswith(label.text.casefold()):  # else its own first words say what it is
                yield _program(label, wording.language)
            yield from inside(f"callout-{kind}", inner)
        case Quote(inner):
            yield from inside("blockquote", inner)


def _found(part: Node, language: str, said: dict[str, str]) -> Iterator[_Said]:
    """Give what the blocks of a part say, and add the source's words to `said`, by their languages."""
    runs = _runs(part, part, str(part.get("data-origin") or PROGRAM), "", "")
    for _, group in groupby(runs, key=lambda run: id(run[0])):
        texts: dict[str, str] = {}
        langs: dict[str, str] = {}
        block = part
        for home, owner, lang, text in group:
            block = home
            lang = "" if lang == language else lang
            texts[owner] = texts.get(owner, "") + text
            if words.fold(text):
                langs.setdefault(owner, lang)
            if owner == SOURCE:
                said[lang] = said.get(lang, "") + text
        for owner in (SOURCE, *sorted(set(texts) - {SOURCE})):
            if text := words.fold(texts.get(owner, "")):
                path = _path(block, part) if owner == SOURCE or part.get("id") == "about" else ()
                path = () if path in (("h",), ("p",)) and owner == PROGRAM else path
                yield owner, path, "" if owner == SOURCE else langs.get(owner, ""), text
                break


def _runs(element: Node, block: Node, owner: str, lang: str, raised: str) -> Iterator[tuple[Node, str, str, str]]:
    """Give (block, owner, language, text) of each text; what stands for a picture is left out."""
    lang = str(element.get("lang") or lang)
    yield block, owner, lang, _shifted(element.text, raised)
    for child in element:
        tag, own = child.tag, str(child.get("data-origin", owner)) if isinstance(child.tag, str) else ""
        own = SOURCE if child.get("class") == "disclaimer-text" else own  # a supplied one is the program's to the eye
        announced = child.get("data-origin") == PROGRAM and element.tag == "del"
        if tag == "br":
            yield block, owner, lang, " "
        elif isinstance(tag, str) and not announced and child.get("class") != "absent":
            inline = tag in INLINE
            yield from _runs(child, block if inline else child, own, lang, tag if tag in ("sup", "sub") else raised)
        yield block, owner, lang, _shifted(child.tail, raised)


def _shifted(text: str | None, raised: str) -> str:
    if not text or raised not in ("sup", "sub"):
        return text or ""
    return words.superscript(text) if raised == "sup" else words.subscript(text)


def _path(block: Node, part: Node) -> _Path:
    """Give what a block stands in, from its part inwards, itself included."""
    path: list[str] = []
    while block is not part:
        tag, classes = str(block.tag), block.get("class", "").split()
        if tag in ("th", "td"):
            path.append("cell")
        elif _HEADING.fullmatch(tag):
            path.append("h")
        elif classes[:1] == ["callout"]:
            path.append("-".join(classes))
        elif tag in _HOMES:
            path.append(tag)
        block = block.getparent()
    return tuple(reversed(path))


def _languages(kind: str, name: str, article: Article, said: dict[str, str]) -> Check:
    """Passages in another language are marked so, and no others."""
    wanted: dict[str, str] = {}
    counted = [leaf for leaf in leaves(article) if leaf.kind != "alt" and (
        leaf.kind != "title" or article.title_origin == "page")]
    for leaf in counted:
        for inline in leaf.inlines:
            lang = inline.lang if isinstance(inline, Span) and is_tag(inline.lang or "") else ""
            lang = "" if lang == article.language else lang or ""
            wanted[lang] = wanted.get(lang, "") + inline.plain if isinstance(inline, Span) else wanted.get(lang, "")
    odd = [lang or "the article's" for lang in sorted({*wanted, *said})
           if _packed(wanted.get(lang, "")) != _packed(said.get(lang, ""))]
    return Check(f"{kind} languages of passages", name, not odd or not is_tag(article.language),
                 ", ".join(odd) or f"{len(wanted)} languages")


def _packed(text: str) -> str:
    return held("".join(held(text).split()))


def _links(kind: str, name: str, article: Article, parts: Sequence[Node]) -> Check:
    """The words of each link lead where the article's do."""
    wanted = [(unquote(words.fold(i.href), errors="replace") if i.href and is_address(i.href) else "", i.plain)
              for i in _spans(article)]
    found = [(unquote(a.get("href", ""), errors="replace"), _said(a)) for home in _homes(parts) for a in home.iter("a")]
    return equal(f"{kind} links", name, _merged(wanted), _merged(found), "links")


def _full_forms(kind: str, name: str, article: Article, parts: Sequence[Node]) -> Check:
    """The full form of each short form is the article's."""
    wanted = [(held(i.title or ""), i.plain) for i in _spans(article)]
    found = [(words.fold(e.get("title", "")), _said(e)) for home in _homes(parts) for e in home.iter("abbr")]
    return equal(f"{kind} full forms", name, _merged(wanted), _merged(found), "full forms")


def _marks(kind: str, name: str, article: Article, parts: Sequence[Node]) -> Check:
    """What leads to a note is marked as that, and no other word."""
    wanted = _packed("".join(i.plain for i in _spans(article) if Style.REF in i.styles))
    found = _packed("".join(_said(e, e.tag) for home in _homes(parts) for e in home.xpath(".//*[@class='ref']")))
    return Check(f"{kind} reference marks", name, found == wanted, f"{len(found)} characters of {len(wanted)}")


def _spans(article: Article) -> Iterator[Span]:
    for leaf in leaves(article):
        if leaf.kind not in {"title", "alt"}:
            yield from (i for i in leaf.inlines if isinstance(i, Span))


def _homes(parts: Sequence[Node]) -> list[Node]:
    return [part for part in parts if part.get("id") not in ("title", "about")]


def _said(element: Node, raised: str = "") -> str:
    """Give an inline element's words, without those that announce a line through them."""
    return "".join(text for _, owner, _, text in _runs(element, element, SOURCE, "", raised) if owner == SOURCE)


def _merged(marked: Iterable[tuple[str, str]]) -> list[object]:
    """Give what is marked in order, neighbours with the same mark joined: a link may be cut where a sentence ends."""
    out: list[tuple[str, str]] = []
    for mark, text in marked:
        if mark and _packed(text):
            joined = bool(out) and out[-1][0] == mark
            out[-1:] = [(mark, out[-1][1] + _packed(text))] if joined else [*out[-1:], (mark, _packed(text))]
    return [(mark, _packed(text)) for mark, text in out]


def is_address(href: str) -> bool:
    """Whether an address is one that may be followed: a person's, or a machine's name that could be one."""
    told = words.fold(href)
    try:
        parts = urlsplit(told)
        port = parts.port or 0
    except ValueError:
        return False
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    host = (parts.hostname or "").removesuffix(".")
    return parts.scheme in ("http", "https") and port < 65536 and re.fullmatch(r"[\w-]+(?:\.[\w-]+)*", host) is not None
