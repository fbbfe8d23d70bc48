"""The text of a talking book: every word of the article in order, each with its owner, in XHTML 1.0 that asks nothing.

Its elements are those of 2000. They are told again here in the listening page's, so that one set of checks knows both.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence, Set

from lxml import etree

from a11y_export import prose, words
from a11y_export.model import Article, CalloutKind, Check, Origin
from a11y_export.proof import htmlshapes
from a11y_export.proof.daisybook import Book
from a11y_export.proof.daisyfacts import depths
from a11y_export.proof.htmltext import SOURCE, Node, as_held, body_of, equal, own_text, pieces, read_strictly, said_by
from a11y_export.proof.pdf import compare
from a11y_export.wording import Wording

_TAGS = frozenset(re.findall(r"\w+", """
    html head meta title link body div h1 h2 h3 h4 h5 h6 p pre ol ul li dl dt dd table caption thead tbody tr th td img
    blockquote br span strong code sup sub del a abbr
"""))
_ATTRIBUTES = frozenset(re.findall(r"\S+", """
    id class lang dir href rel src alt width height start scope rowspan colspan title
    {http://www.w3.org/XML/1998/namespace}lang
"""))
_SCHEMES = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_HIDING = re.compile(r"url|@|display|visib|content|position|opacity|color|indent|\\|clip|transform|: *0[;} ]")
_HOMES = {"part": "section", "figure": "figure", "caption": "figcaption", "head": "thead"}


def prove_text(
    name: str, article: Article, book: Book, pictures: Sequence[str], heard: Set[str]
) -> list[Check]:
    """Give the checks of the book's text.html against the article; raises Unreadable where it cannot be read.

    `pictures` are the SHA-256 of the article's pictures in reading order, "" for one without a file; `heard`
    are the sections that sound.
    """
    root = read_strictly(book.files["text.html"])
    body = body_of(root)
    checks = [
        _closed(name, root, book),
        Check("daisy language", name, root.get("lang", "") == article.language, root.get("lang", "none")),
        _targets(name, article, body, book),
        _levels(name, article, body, heard),
    ]
    sections = _told_again(body)
    order = [s.get("id", "") for s in sections]
    wanted = ["title", "disclaimer", *(f"part{n}" for n in range(1, len(article.sections) + 1))]
    good = order in (wanted, [*wanted, "about"])
    checks.append(Check("daisy parts", name, good, ", ".join(order[:8])))
    if not good:
        return checks
    _name_the_nameless(article, sections)
    body.append(sections[1])  # a page has the disclaimer after the text
    if order[-1] == "about":
        body.append(sections[-1])
    nobody = [t for who, text in pieces(body) if who not in {SOURCE, "program", ""} for t in words.tokens(text)]
    checks += [
        compare("daisy words are the article's", name, [as_held(t) for t in article.tokens()], said_by(body, SOURCE)),
        Check("daisy every word has an owner", name, not nobody, " ".join(nobody[:20]) or "all"),
        _declared(name, article, body),
        _sentences(name, article, body),
        _disclaimer(name, article, body),
        _pictures(name, body, book, pictures),
    ]
    return [*checks, *htmlshapes.prove_shapes("daisy text", name, article, body, leveled=False)]


def _levels(name: str, article: Article, body: Node, heard: Set[str]) -> Check:
    """The heading of each section stands as deep as it does in the article, and all others beside the title."""
    found = {str(part.get("id")): [int(str(h.tag)[1]) for h in part.iter("h1", "h2", "h3", "h4", "h5", "h6")]
             for part in body}
    wanted = {f"part{n}": deep for n, deep in enumerate(depths(article.sections, heard), 1)}
    wrong = [part for part, levels in found.items() if any(level != wanted.get(part, 1) for level in levels)]
    return Check("daisy levels are the article's", name, not wrong, ", ".join(wrong[:5]) or f"{len(wanted)} sections")


def _closed(name: str, root: Node, book: Book) -> Check:
    """Nothing stands in the text but elements of XHTML 1.0 that show it; pictures and the style lie in the book."""
    wrong: list[str] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag not in _TAGS:
            wrong.append(f"<{element.tag}>")
            continue
        if element.tag in {"html", "meta", "link"}:
            continue
        wrong += [f"{element.tag} {key}" for key in element.attrib if key not in _ATTRIBUTES]
        if element.get("href") is not None and not (element.tag == "a" and _SCHEMES.match(element.get("href"))):
            wrong.append(f"href={element.get('href')!r:.60}")
        source = element.get("src")
        if source is not None and not (element.tag == "img" and source in book.files and source[-4:] != ".mp3"):
            wrong.append(f"src={source!r:.60}")
    links = [(e.get("rel"), e.get("href")) for e in root.iter("link")]
    if links != [("stylesheet", "text.css")] or [e.get("http-equiv") for e in root.iter("meta")] != ["Content-type"]:
        wrong.append("another head")
    style = re.sub(r"/\*.*?\*/", "", book.files["text.css"].decode("utf-8"), flags=re.DOTALL)
    wrong += [f"style: {found}" for found in _HIDING.findall(style)]
    used = {e.get("src") for e in root.iter("img")}
    wrong += [n for n in book.files if n.endswith((".png", ".jpg", ".gif")) and n not in used]
    return Check("daisy text is closed", name, not wrong, ", ".join(wrong[:5]) or "no address but links")


def _targets(name: str, article: Article, body: Node, book: Book) -> Check:
    """Each stop shows an element of its own chapter's part; a chapter's first one, its heading where that sounds."""
    found = [e.get("id") for e in body.iter(etree.Element) if e.get("id")]
    wrong = ["an id stands twice"] if len(found) != len(set(found)) else []
    homes: dict[str, str] = {}
    headings: set[str] = set()
    for part in body:
        for element in part.iter(etree.Element):
            homes[element.get("id", "")] = part.get("id", "")
            if re.fullmatch("h[1-6]", str(element.tag)):
                headings.update(str(e.get("id")) for e in element.iter(etree.Element) if e.get("id"))
    silent = {s.id for s in prose.sentences(article) if s.kind == prose.Kind.HEADING}
    for smil in book.smils.values():
        first = smil.pars[0].target.partition("#")[2]
        places = {homes.get(par.target.partition("#")[2], "") for par in smil.pars}
        files = {par.target.partition("#")[0] for par in smil.pars}
        if files != {"text.html"} or len(places) != 1 or "" in places:
            wrong.append(smil.pars[0].id)
        elif first not in headings and not _heading_is_silent(body, places.pop(), silent, book):
            wrong.append(f"{first} is no heading")
    return Check("daisy stops show their text", name, not wrong, ", ".join(wrong[:5]) or f"{len(book.smils)} files")


def _heading_is_silent(body: Node, part: str, headings: set[str], book: Book) -> bool:
    """Whether the part's heading has no clip anywhere: then its first sentence stands for it."""
    shown = {par.target.partition("#")[2] for smil in book.smils.values() for par in smil.pars}
    own = {e.get("id") for home in body if home.get("id") == part for e in home.iter("span")}
    return not shown & own & headings


def _told_again(body: Node) -> list[Node]:
    """Name elements and owners as the listening page does; give the parts."""
    sections = [e for e in body if e.get("class", "").split()[:1] == ["part"]]
    for element in [body, *body.iter(etree.Element)]:
        classes = element.get("class", "").split()
        for who in ("source", "program"):
            if who in classes:
                classes.remove(who)
                element.set("data-origin", who)
        known = next((one for one in classes if one in _HOMES), "")
        if known and element.tag in {"div", "tbody"}:
            element.tag = _HOMES[known]
            classes.remove(known)
        if "title" in classes:
            classes.remove("title")
        elif re.fullmatch("h[1-5]", str(element.tag)):
            element.tag = f"h{int(element.tag[1]) + 1}"
        element.set("class", " ".join(classes))
    return sections


def _name_the_nameless(article: Article, sections: list[Node]) -> None:
    """Take the names that the program gave to sections without a heading for what they are: no headings of the text."""
    for own, section in zip(article.sections, sections[2:], strict=False):
        if not own.title:
            for heading in section.findall("h2[@data-origin='program']"):
                heading.tag = "p"


def _declared(name: str, article: Article, body: Node) -> Check:
    """Each stretch of the program's words is one of its phrases, or what the article's source says of itself."""
    wording = Wording.load(article.language)
    keys = [
        "handout.disclaimer", "handout.disclaimer_none", "handout.disclaimer_supplied", "handout.large_print",
        "handout.about", "deleted.start", "deleted.end", "figure.no_picture", "figure.no_alt", "audio.introduction",
        *(f"callout.{kind}" for kind in CalloutKind),
        *(f"handout.{fact}" for fact in
          ("site", "author", "reviewer", "owner", "published", "reviewed", "updated", "licence", "address")),
    ]
    known = {words.fold(wording.get(key).text) for key in keys}
    known |= {wording.get("audio.part", n=n).text for n in range(1, len(article.sections) + 1)}
    known |= {_held(str(getattr(article.source, field))) for field in article.source.__slots__}
    known |= {_held(article.title), ""}
    known |= {_held(s.text) for s in prose.sentences(article) if s.kind == prose.Kind.ALT}
    supplied = body.xpath("//div[@class='disclaimer-text'][@data-origin='program']")
    for home in supplied:  # the clinic's words, proved by themselves
        home.set("data-origin", "clinic")
    told = [*pieces(body), ("", "")]
    for home in supplied:
        home.set("data-origin", "program")
    strange = []
    said = ""
    for who, text in told:
        if who == "program":
            said += text
            continue
        if words.fold(said) not in known:
            strange.append(words.fold(said))
        said = ""
    return Check("daisy program words are declared", name, not strange, "; ".join(strange[:3]) or "all")


def _held(text: str) -> str:
    return words.fold(as_held(words.fold(text)))


def _sentences(name: str, article: Article, body: Node) -> Check:
    expected: list[object] = [(s.id, as_held(s.text)) for s in prose.sentences(article)]
    found: list[object] = [
        (e.get("id"), words.fold(e.get("alt", "")) if e.tag == "img" else own_text(e))
        for e in body.iter("span", "img") if e.get("class") == "s"
    ]
    return equal("daisy sentences", name, expected, found, "sentences")


def _pictures(name: str, body: Node, book: Book, pictures: Sequence[str]) -> Check:
    """Each picture that is drawn is the article's; one that players cannot draw may be told in words alone."""
    figures = list(body.iter("figure"))
    wrong = [] if len(figures) == len(pictures) else [f"{len(figures)} places for {len(pictures)} pictures"]
    for number, (figure, digest) in enumerate(zip(figures, pictures, strict=False), 1):
        drawn = figure.find("img")
        data = book.files.get(drawn.get("src", ""), b"") if drawn is not None else b""
        if drawn is not None and hashlib.sha256(data).hexdigest() != digest:
            wrong.append(f"picture {number}")
    return Check("daisy pictures are the article's", name, not wrong, ", ".join(wrong[:5]) or f"{len(pictures)} places")


def _disclaimer(name: str, article: Article, body: Node) -> Check:
    """Law 2: the disclaimer stands whole and once, in a part of its own, and says whose it is."""
    if article.disclaimer.origin is Origin.NONE:
        return Check("daisy disclaimer", name, True, "the source has none")
    homes = [e for e in body.iter("div") if e.get("class") == "disclaimer-text"]
    owner = SOURCE if article.disclaimer.origin is Origin.FOUND else "program"
    if len(homes) != 1 or homes[0].get("data-origin") != owner or homes[0].getparent().get("id") != "disclaimer":
        return Check("daisy disclaimer", name, False, f"{len(homes)} disclaimers, expected one of the {owner}")
    return compare("daisy disclaimer", name, words.tokens(as_held(article.disclaimer.text)), own_text(homes[0]).split())
