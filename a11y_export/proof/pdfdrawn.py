"""Prove what the page shows beside its tags: plain ink, artifacts that only repeat, texts that stand for glyphs."""

from __future__ import annotations

import re
import unicodedata

from a11y_export import words
from a11y_export.model import Article, Check, Span
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import children, every, find, source, table_rows
from a11y_export.prose import leaves
from a11y_export.wording import Wording

# What is raised or lowered is drawn as its plain sign; one dash is drawn for another that a font lacks.
_RAISED = "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW"
_LOWERED = "0123456789+-=()aeioruvxhklmnpst"
_SAME = (
    {ord(words.superscript(c)): c for c in _RAISED if words.superscript(c) != c}
    | {ord(words.subscript(c)): c for c in _LOWERED if words.subscript(c) != c}
    | {ord("ⁿ"): "n"} | dict.fromkeys(map(ord, "\u2010\u2011\u2212\u2013\u207b\u208b"), "-")
)
# What prints nothing of its own: joiners, variation selectors, skin tones, tags.
_MODIFIERS = re.compile("[\u200c\u200d\u034f\u2061-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ff\U0001f3fb-\U0001f3ff]")
_NAMES = re.compile(r"\[([^\[\]]+)\]")
_FOOT = 400  # characters of a foot's first word that are looked at
_LABEL = re.compile(r"[•–]|-?\d+\.")


def prove_drawn(name: str, article: Article, document: Document) -> list[Check]:
    """Give the checks of what is drawn on the pages of `document`."""
    odd = [f"page {n}: {what}" for n, page in enumerate(document.pages, 1) for what in page.odd]
    odd += document.extras
    notes = document.odd_notes
    return [
        Check("pdf is drawn plainly", name, not odd, "; ".join(odd[:5]) or f"{len(document.pages)} pages"),
        Check("pdf annotations are links", name, not notes, ", ".join(notes[:5]) or "all"),
        _feet(name, article, document),
        _artifacts(name, document),
        _replacements(name, article, document),
    ]


def _feet(name: str, article: Article, document: Document) -> Check:
    """Each page has one foot: the title, or its first words and an ellipsis, then the page's own number.

    A first word that is too long itself may be cut; what would stand before the ellipsis to no purpose is left out.
    """
    title = words.tokens(article.title)
    wording = Wording.load(article.language)
    cut = ["".join(title[:n]) for n in range(1, len(title))]
    cut += [title[0][:n] for n in range(1, min(len(title[0]), _FOOT))] if title else []
    starts = {_ink(article.title), ""} | {_ink(part.rstrip(",;:.–—-(")) + "…" for part in cut}
    for number, page in enumerate(document.pages, 1):
        phrase = _ink(wording.get("handout.page", n=number).text)
        allowed = {(start + phrase).casefold() for start in starts}
        if len(page.feet) != 1 or _ink(page.feet[0]).casefold() not in allowed:
            return Check("pdf running foot", name, False, f"page {number}: {' | '.join(page.feet)[:200] or 'none'}")
    return Check("pdf running foot", name, True, f"title and number on {len(document.pages)} pages")


def _artifacts(name: str, document: Document) -> Check:
    """Other words that stand outside of the tree repeat a header, or a cell of several rows, of a table there."""
    repeated: list[tuple[int, int, set[str], int]] = []
    for table in find(document.root, "Table"):
        if not table.pages:
            continue
        tokens: set[str] = set()
        pictures = 0
        for cell in (c for row in table_rows(table) for c in children(row, "TH", "TD")):
            if cell.attributes.get("Scope") == "Column" or cell.attributes.get("RowSpan", "1") != "1":
                tokens |= _cell_tokens(cell)
                pictures += sum(len(e.pictures) for e in every(cell))
        repeated.append((min(table.pages), max(table.pages), tokens, pictures))
    count = 0
    for number, page in enumerate(document.pages):
        here = [r for r in repeated if r[0] <= number <= r[1] + 1]
        allowed = {t for r in here for t in r[2]} | {":", ","}
        for token in (t for text in page.artifacts for t in _ink_tokens(text)):
            count += 1
            if not ({token, token.removesuffix(":"), token.removesuffix(",")} & allowed):
                return Check("pdf artifacts only repeat", name, False, f"page {number + 1}: “{token}”")
        if page.artifact_pictures > sum(r[3] for r in here):
            return Check("pdf artifacts only repeat", name, False, f"page {number + 1}: a picture")
    return Check("pdf artifacts only repeat", name, True, f"{count} repeated words")


def _cell_tokens(cell: Element) -> set[str]:
    """Give the words of a cell, whoever's they are; a list's label stands close to its text when it is repeated."""
    tokens: set[str] = set()
    label = ""
    for element in every(cell):
        text = "".join(kid for kid in element.kids if isinstance(kid, str))
        if element.role == "Lbl" and _LABEL.fullmatch(text.strip()):
            label = _ink(text)
            tokens.add(label)
            continue
        found = _ink_tokens(text)
        tokens |= {*found, *(label + t for t in found[:1])}
        label = "" if found else label
    both = "".join(kid if isinstance(kid, str) else " " for e in every(cell) for kid in e.kids)
    whole = "".join(_flow(cell))
    # Repeated without the marks of its links, a word may stand close to the sign that follows.
    return tokens | {*_ink_tokens(both)} | {*_ink_tokens(whole)} | {*_ink_tokens(source(cell))}


def _flow(element: Element) -> list[str]:
    """Give an element's texts as they follow one another on the page."""
    out: list[str] = []
    for kid in element.kids:
        out += [kid] if isinstance(kid, str) else _flow(kid)
    return [*out, " "] if element.role in {"P", "LBody", "TH", "TD", "Caption"} else out


def _replacements(name: str, article: Article, document: Document) -> Check:
    """A text that stands for glyphs says what they show, and no element stands for its contents otherwise."""
    odd = [f"“{actual}” over “{drawn}”" for page in document.pages for actual, drawn in page.said
           if _ink(actual) != _ink(drawn)]
    full = {words.fold(i.title) for leaf in leaves(article) for i in leaf.inlines if isinstance(i, Span) and i.title}
    for element in every(document.root):
        if element.actual or (element.alt and element.role != "Figure"):
            odd.append(f"{element.role} stands for “{element.actual or element.alt}”")
        if element.expansion and words.fold(element.expansion) not in full:
            odd.append(f"{element.role} is short for “{element.expansion}”")
    count = sum(len(page.said) for page in document.pages)
    return Check("pdf replacements are true", name, not odd, "; ".join(odd[:5]) or f"{count} texts for glyphs")


def _ink(text: str) -> str:
    """Give what is seen of a text, without white space."""
    return "".join(_ink_tokens(text))


def _ink_tokens(text: str) -> list[str]:
    """Give the words of a text as they look: plain signs for small ones, a character for its name in brackets."""
    drawn = _NAMES.sub(_named, unicodedata.normalize("NFC", text))
    return words.tokens(_MODIFIERS.sub("", drawn).translate(_SAME))


def _named(match: re.Match[str]) -> str:
    out = ""
    for name in match[1].replace("\u00a0", " ").split(", "):
        code = re.fullmatch(r"character U\+([0-9A-F]{4,6})", " ".join(name.split()))
        try:
            out += chr(int(code[1], 16)) if code else unicodedata.lookup(" ".join(name.split()).upper())
        except (KeyError, ValueError):
            return match[0]
    return out
