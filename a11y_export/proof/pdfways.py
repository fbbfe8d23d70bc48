"""What a PDF says of itself, and where its bookmarks and contents lead: to the headings that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_export import words
from a11y_export.model import Article, Check, Span
from a11y_export.proof.htmltext import held
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import PROGRAM, SOURCE, every, find, source
from a11y_export.prose import leaves
from a11y_export.wording import Wording, primary

_PAGE = re.compile(r"[,،、][^,،、\d]*(\d+)[^,،、\d]*$")
_HEADINGS = tuple(f"H{level}" for level in range(1, 7))
_ROLES = frozenset((
    *_HEADINGS, "Document", "Sect", "Div", "P", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD",
    "Caption", "Figure", "Link", "Reference", "TOC", "TOCI", "Span", "BlockQuote", "Code", "Callout", "Clinic",
    "Disclaimer", "QRCode",
))


def prove_ways(name: str, article: Article, document: Document) -> list[Check]:
    """Give the checks of a file's facts, its languages, and where its bookmarks and contents lead."""
    facts = [*document.facts]
    facts += _about(name, article, document)
    facts += sorted({f"an element that is {e.role or 'nothing'}" for e in every(document.root) if e.role not in _ROLES})
    titles = {e.title for e in every(document.root)} - {"", SOURCE, PROGRAM}
    facts += [f"an element titled “{title[:60]}”" for title in sorted(titles)[:3]]
    facts += ["a list that does not say how it is numbered"] if any(
        "ListNumbering" not in e.attributes for e in find(document.root, "L")) else []
    return [
        Check("pdf says what it is", name, not facts, "; ".join(facts) or "tagged, titled, open to all readers"),
        _languages(name, article, document),
        _ways(name, document),
    ]


def _about(name: str, article: Article, document: Document) -> Iterator[str]:
    """Give what the file says of itself that is not the article's; a part is called by its own name, too."""
    own = words.fold(article.title) or "Untitled"
    told = {key: words.fold(value) for key, value in document.about.items()}
    title = told["Title"]
    if not (title == held(own) or title == own or (name.startswith("sections/") and title.startswith(f"{own}: "))):
        yield f"the title is “{title[:80]}”"
    wanted = {
        "Author": article.source.author, "Subject": article.summary, "Creator": "a11y-export",
        "creator": article.source.author, "description": article.summary, "CreatorTool": "a11y-export",
        "language": document.language, "part": "1 2 A", "Keywords": "",
    }
    wanted |= {"title": document.about["Title"]}
    yield from (f"{key} is “{told.get(key, '')[:60]}”" for key, value in wanted.items()
                if held(told.get(key, "")) != held(words.fold(value)))


def _languages(name: str, article: Article, document: Document) -> Check:
    """No element is marked as of a language that neither the article's passages nor the program's words are in.

    Names of characters that no font has are English.
    """
    wording = Wording.load(article.language)
    own = {i.lang for leaf in leaves(article) for i in leaf.inlines if isinstance(i, Span) and i.lang}
    known = {primary(tag) for tag in (*own, article.language, wording.get("handout.contents").lang, "en")}
    odd = [f"{e.role} is in {e.lang}" for e in every(document.root) if e.lang and primary(e.lang) not in known]
    return Check("pdf languages of passages", name, not odd, "; ".join(odd[:5]) or f"{len(own)} other languages")


def _ways(name: str, document: Document) -> Check:
    """Each bookmark names a heading, in order, and leads to its page; so does each entry of the contents."""
    headings = [(_letters(e), min(e.pages)) for e in find(document.root, *_HEADINGS) if e.pages]
    odd, at = [], 0
    for title, page in document.bookmarks:
        while at < len(headings) and not (_within(title, headings[at][0]) and page == headings[at][1]):
            at += 1
        if at == len(headings):
            odd.append(f"the bookmark “{title[:60]}”")
            break
        at += 1
    owned = [e for e in find(document.root, *_HEADINGS) if source(e)]
    if len(document.bookmarks) < len(owned):
        odd.append(f"{len(document.bookmarks)} bookmarks, {len(owned)} headings")
    for entry in find(document.root, "TOCI"):
        for link in find(entry, "Link"):
            said = _letters(link)
            named = _PAGE.search(said)
            label = said[: named.start()] if named else said
            there = {page for text, page in headings if _within(text, label) or _within(label, text)}
            if len({*link.goals}) != 1 or not there.issuperset(link.goals) or not _told(named, link.goals[0]):
                odd.append(f"the contents' entry “{said[:60]}”")
    odd += [f"a link called “{name[:60]}”" for e in every(document.root) for name in e.names if not _is_called(e, name)]
    odd += [f"a link within {e.role}" for e in every(document.root) if (e.goals or e.targets) and e.role != "Link"]
    odd += [f"{document.lost_notes} links of the tree are on no page"] if document.lost_notes else []
    told = "; ".join(odd[:5]) or f"{len(document.bookmarks)} bookmarks"
    return Check("pdf bookmarks and contents lead to their headings", name, not odd, told)


def _is_called(link: Element, name: str) -> bool:
    """Whether a link is called by words of its own, or by where it leads."""
    letters, said = ("".join(c for c in text.casefold() if c.isalnum()) for text in (name, _letters(link)))
    return bool(name.strip()) and (letters in said or name in link.targets)


def _told(named: re.Match[str] | None, page: int) -> bool:
    """Whether the number that an entry ends with is its page's; one without a number tells none."""
    return named is None or int(named[1]) == page + 1


def _letters(element: Element) -> str:
    return "".join(k if isinstance(k, str) else _letters(k) for k in element.kids)


def _within(short: str, heading: str) -> bool:
    """Whether the letters of `short` stand in the heading in order: one may lack a note's mark or a page's number."""
    rest = iter(heading.casefold())
    return all(char in rest for char in short.casefold() if char.isalnum())
