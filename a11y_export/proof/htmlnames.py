"""What an XHTML page tells beside its words: in which direction it is read, and what headings and tables are called."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from copy import deepcopy

from a11y_export.model import Article, Check
from a11y_export.proof.htmltext import Node, equal, own_text
from a11y_export.wording import Wording

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"))
_SCRIPTS = frozenset(("Arab", "Hebr", "Nkoo", "Syrc", "Thaa"))


def is_tag(language: str) -> bool:
    """Whether a file can name a language by this tag."""
    return re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", language) is not None


def direction_of(language: str) -> str:
    """Give the direction in which a language is written, by its script where its tag names one."""
    script = re.search(r"-([A-Za-z]{4})(?=-|$)", language)
    if script is not None:
        return "rtl" if script[1].title() in _SCRIPTS else "ltr"
    return "rtl" if language.split("-", 1)[0].lower() in _RIGHT_TO_LEFT else "ltr"


def direction_of_text(text: str) -> str:
    """Give the direction of a text by its first letter that has one, as browsers do."""
    for char in text:
        strong = unicodedata.bidirectional(char)
        if strong in {"L", "R", "AL"}:
            return "ltr" if strong == "L" else "rtl"
    return "ltr"


def bare_text(heading: Node) -> str:
    """Give a heading's words without its reference marks, as contents have them."""
    own = deepcopy(heading)
    own.tail = None
    for mark in own.xpath(".//*[@class='ref']"):
        before, tail = mark.getprevious(), mark.tail or ""
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            mark.getparent().text = (mark.getparent().text or "") + tail
        mark.getparent().remove(mark)
    return own_text(own)


def first_heading(body: Node) -> str:
    """Give the words of the first heading that has any; "" where none has."""
    return next((text for heading in body.iter(*_HEADINGS) if (text := bare_text(heading) or _program(heading))), "")


def _program(heading: Node) -> str:
    """Give a heading of the program's."""
    return " ".join("".join(heading.itertext()).split()) if heading.get("data-origin") == "program" else ""


def prove_tables_named(kind: str, name: str, article: Article, body: Node) -> Check:
    """Each table can be moved to by a name of its own: the word for one, and its number."""
    phrase = Wording.load(article.language).get("listen.table")
    known = is_tag(article.language)
    found: list[object] = []
    for table in body.iter("table"):
        frame = table.getparent()
        langs = (frame.get("lang", article.language), table.get("lang", frame.get("lang", article.language)))
        found.append((str(frame.get("aria-label")), str(table.get("id")), langs if known else ()))
    wanted: list[object] = [
        (f"{phrase.text} {number}", f"table{number}", (phrase.lang, article.language) if known else ())
        for number in range(1, len(found) + 1)
    ]
    return equal(f"{kind} tables are named", name, wanted, found, "tables")


def doubled(root: Node) -> list[str]:
    """Give the ids that stand twice on a page, and those that a name is taken from and that are not there."""
    there = Counter(str(e.get("id")) for e in root.iter() if isinstance(e.tag, str) and e.get("id"))
    wanted = {
        one for e in root.iter() if isinstance(e.tag, str)
        for key in ("aria-labelledby", "aria-describedby") for one in e.get(key, "").split()
    }
    return sorted(one for one, count in there.items() if count > 1) or sorted(wanted - set(there))
