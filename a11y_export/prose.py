"""The sentences of an article, with ids: readability, speech and books share them.

A leaf is the smallest piece of the article that holds running text: the title, a heading, a paragraph, a table cell's
paragraph. A sentence never crosses a leaf, nor a line break inside it. The tokens of a leaf's sentences, joined, are
the leaf's tokens: splitting only ever happens at white space (or after a full stop that needs none, as in Chinese).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import assert_never

from a11y_export import words
from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    DefinitionList,
    Figure,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    Paragraph,
    Preformatted,
    Quote,
    Span,
    Table,
    plain,
)


class Kind(StrEnum):
    """What part of the article a leaf is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TERM = "term"
    DEFINITION = "definition"
    CELL = "cell"
    CAPTION = "caption"
    CALLOUT = "callout"
    QUOTE = "quote"
    PREFORMATTED = "preformatted"
    ALT = "alt"
    DISCLAIMER = "disclaimer"


Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of running text and where it stands.

    `path` counts from the section's blocks inwards: a block's index, then for a list the item and its block; for a
    definition list the entry, 0 or 1 (term or definition), its index (and block); for a table the row (-1 the
    caption, header rows first), the cell and its block; for a figure -1 (its alternative text) or the caption's
    block; for a callout or quote its block. The title and a heading have the empty path.
    """

    section: str
    kind: Kind
    path: Path
    inlines: Inlines

    @property
    def text(self) -> str:
        """The leaf's text; line breaks as newlines."""
        return plain(self.inlines)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `id` is unique in the article and stable, `text` is folded, `inlines` keep its styles."""

    id: str
    section: str
    kind: Kind
    path: Path
    text: str
    inlines: Inlines
    lang: str | None = None


TITLE = "title"
DISCLAIMER = "disclaimer"


def leaves(article: Article) -> Iterator[Leaf]:
    """Give the article's leaves in reading order; the disclaimer last, alternative texts where their pictures stand."""
    yield Leaf(TITLE, Kind.TITLE, (), (Span(article.title),))
    for section in article.sections:
        if section.heading:
            yield Leaf(section.id, Kind.HEADING, (), section.heading)
        yield from _leaves(section.id, section.blocks, Kind.PARAGRAPH, ())
    yield from _leaves(DISCLAIMER, article.disclaimer.blocks, Kind.DISCLAIMER, ())


def _leaves(section: str, blocks: Blocks, kind: Kind, at: Path) -> Iterator[Leaf]:
    for index, block in enumerate(blocks):
        here = (*at, index)
        match block:
            case Paragraph(spans):
                yield Leaf(section, kind, here, spans)
            case Preformatted(text):
                lines = text.split("\n")
                inlines: list[Inline] = []
                for number, line in enumerate(lines):
                    inlines += [LineBreak()] * bool(number) + [Span(line)]
                yield Leaf(section, Kind.PREFORMATTED, here, tuple(inlines))
            case ItemList(items):
                for number, item in enumerate(items):
                    yield from _leaves(section, item, _inner(kind, Kind.ITEM), (*here, number))
            case DefinitionList(entries):
                for number, entry in enumerate(entries):
                    for which, term in enumerate(entry.terms):
                        yield Leaf(section, Kind.TERM, (*here, number, 0, which), term)
                    for which, definition in enumerate(entry.definitions):
                        inside = (*here, number, 1, which)
                        yield from _leaves(section, definition, _inner(kind, Kind.DEFINITION), inside)
            case Table(caption, header, rows):
                if caption:
                    yield Leaf(section, Kind.CAPTION, (*here, -1), caption)
                for number, row in enumerate((*header, *rows)):
                    for which, cell in enumerate(row):
                        yield from _leaves(section, cell.blocks, _inner(kind, Kind.CELL), (*here, number, which))
            case Figure(alt=alt, caption=caption_blocks):
                if alt:
                    yield Leaf(section, Kind.ALT, (*here, -1), (Span(alt),))
                yield from _leaves(section, caption_blocks, _inner(kind, Kind.CAPTION), here)
            case Callout(blocks=inner):
                yield from _leaves(section, inner, _inner(kind, Kind.CALLOUT), here)
            case Quote(blocks=inner):
                yield from _leaves(section, inner, _inner(kind, Kind.QUOTE), here)
            case _:
                assert_never(block)


def _inner(outer: Kind, own: Kind) -> Kind:
    """Give the kind of a leaf inside a container: the disclaimer stays one, whatever it is made of."""
    return outer if outer is Kind.DISCLAIMER else own


def sentences(article: Article) -> tuple[Sentence, ...]:
    """Give every sentence of the article in reading order, with ids "<section>-001" counted within the section.

    Those of the article that was asked for last are kept: with all formats, one article is asked for twenty times.
    """
    global _kept  # nothing in it can change
    kept = _kept
    if kept is None or kept[0] is not article:
        kept = _kept = (article, tuple(_numbered(article)))
    return kept[1]


_kept: tuple[Article, tuple[Sentence, ...]] | None = None


def _numbered(article: Article) -> Iterator[Sentence]:
    numbers: dict[str, int] = {}
    for leaf in leaves(article):
        for piece in split_leaf(leaf, article.language):
            number = numbers[leaf.section] = numbers.get(leaf.section, 0) + 1
            yield replace(piece, id=f"{leaf.section}-{number:03d}")


def split_leaf(leaf: Leaf, language: str) -> Iterator[Sentence]:
    """Give the leaf's sentences, ids still empty. The title, a heading, a term and an alternative text are one each."""
    text = leaf.text
    whole = leaf.kind in {Kind.TITLE, Kind.HEADING, Kind.TERM, Kind.ALT}
    for start, end in [(0, len(text))] if whole else split(text, language):
        inlines = cut(leaf.inlines, start, end)
        folded = words.fold(plain(inlines))
        if folded:
            langs = {i.lang for i in inlines if isinstance(i, Span) and i.text.strip()}
            lang = langs.pop() if len(langs) == 1 else None
            yield Sentence("", leaf.section, leaf.kind, leaf.path, folded, inlines, lang)


def cut(inlines: Inlines, start: int, end: int) -> Inlines:
    """Give the inlines of characters `start` to `end` of their plain text, which is as long as their own text."""
    out: list[Inline] = []
    at = 0
    for inline in inlines:
        size = 1 if isinstance(inline, LineBreak) else len(inline.text)
        low, high = max(start - at, 0), min(end - at, size)
        if low < high:
            out.append(inline if isinstance(inline, LineBreak) else replace(inline, text=inline.text[low:high]))
        at += size
    return tuple(out)


# A stop, what may close after it, then white space; or an ideographic stop, which needs no white space.
_STOP = re.compile(
    r"(?P<mark>[.!?\u2026\u203d]+|[\u0964\u0965\u061f\u06d4])(?P<close>[\"'\u201d\u2019\u00bb)\]\u2070-\u2079\u00b9\u00b2\u00b3]*"
    r"(?:\[[^\]\s]{1,6}\])*)(?=\s)"
    r"|[\u3002\uff01\uff1f]+[\u300d\u300f\uff09\u201d\u2019]*"
    r"|\n"
)
_BEFORE = re.compile(r"[\w.\u2019'-]+$")
_NEXT = re.compile(r"\s*[\"'\u201c\u2018\u00ab(\[\u00bf\u00a1]*(?P<char>\S)")


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Abbreviations that may end a sentence, that never do, and that do not when a number follows; see prose.toml."""

    may_end: frozenset[str]
    never_end: frozenset[str]
    before_number: frozenset[str]
    after_number: frozenset[str]
    spaced: re.Pattern[str] | None
    elides: bool


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Give (start, end) of each sentence of `text`; white space between sentences belongs to none.

    A full stop ends a sentence unless it belongs to an abbreviation, an initial or a number that goes on, or what
    follows begins in lower case.
    """
    kinds = _abbreviations(language)
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in _STOP.finditer(text):
        if match["mark"] and not _ends(text, start, match, kinds):
            continue
        if text[start : match.end()].strip():
            bounds.append((start, match.end()))
            start = match.end()
    if text[start:].strip():
        bounds.append((start, len(text)))
    return [(s + len(text[s:e]) - len(text[s:e].lstrip()), s + len(text[s:e].rstrip())) for s, e in bounds]


def _ends(text: str, start: int, match: re.Match[str], kinds: _Abbreviations) -> bool:
    """Whether a stop followed by white space ends its sentence."""
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    char = following["char"]
    if char.islower():
        return False
    if match["mark"] != ".":
        return True
    before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
    word = before.group() if before else ""
    lowered = word.lower()
    if kinds.elides:
        lowered = re.split("['\u2019]", lowered)[-1]
    if lowered in kinds.never_end or _in_spaced(text, match.start(), kinds):
        return False
    if lowered in kinds.before_number and char.isdigit():
        return False
    if lowered in kinds.may_end:
        return bool(char.isupper()) and not match["close"]
    # An initial in a name ("J. Smith") goes on; "vitamin C." and "hepatitis B." can end a sentence.
    at = match.start() - len(word)
    if len(word) == 1 and word.isupper() and (at == 0 or text[at - 1].isspace() or text[at - 1] in "(["):
        return _vitamin_like(text, match.start() - 1)
    if not word.isdigit() or len(word) > 2:
        return True
    # "1. Wash your hands": a list number typed as text stays with its sentence.
    typed = not text[start : match.start() - len(word)].strip()
    return not typed and not _makes_ordinal(text, following.start("char"), kinds)


_LETTER_NAMES = re.compile(
    r"\b(?:vitamins?|hepatitis|types?|groups?|stages?|grades?|class|influenza|plan|part|step|option|figure|table|and|or|vitaminas?|tipos?|grupos?|clase|y|o)\s$",
    re.IGNORECASE,
)


def _vitamin_like(text: str, at: int) -> bool:
    return _LETTER_NAMES.search(text, max(0, at - 20), at) is not None


def _in_spaced(text: str, stop: int, kinds: _Abbreviations) -> bool:
    """Whether the full stop at `stop` is one of an abbreviation that is written with spaces: z. B."""
    if kinds.spaced is None:
        return False
    around = kinds.spaced.finditer(text, max(0, stop - 10), stop + 10)
    return any(found.start() < stop < found.end() for found in around)


_WORD = re.compile(r"\w+")
_INFLECTED = ("", "e", "n", "s", "en", "es")


def _makes_ordinal(text: str, at: int, kinds: _Abbreviations) -> bool:
    """Whether the word at `at` makes the number before it an ordinal: 3. Oktober, 2. Tag."""
    found = _WORD.match(text, at)
    low = found.group().lower() if found else ""
    return any(low.removesuffix(ending) in kinds.after_number for ending in _INFLECTED)


@lru_cache(maxsize=16)
def _abbreviations(language: str) -> _Abbreviations:
    """Give the language's abbreviations, English ones when it has none of its own."""
    data = tomllib.loads(resources.files("a11y_export").joinpath("prose.toml").read_text(encoding="utf-8"))
    root = language.split("-", 1)[0].lower()
    rows = data.get(root, data["en"])
    listed = [frozenset(rows.get(key, ())) for key in ("may_end", "never_ends", "before_number", "after_number")]
    spaced = sorted(word for word in listed[1] if " " in word)
    # In a pattern a space stands for any white space: the no-break space is what careful typists put there.
    either = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in spaced)
    pattern = re.compile(rf"(?<!\w)(?:{either})\.", re.IGNORECASE) if spaced else None
    return _Abbreviations(listed[0], listed[1], listed[2], listed[3], pattern, bool(rows.get("elides")))
