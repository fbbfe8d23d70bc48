"""Crossed-out words in plain text for people: apart from the rest, so that ``<del>5</del><ins>10</ins>`` is not 510.

What is compared and proved (`model.plain`, `words.tokens`) keeps the source's characters as they stand. This is how
they are told where there is no room for an element around them: in a report, in a table, on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable

from a11y_export import words
from a11y_export.model import Inlines, LineBreak, Style
from a11y_export.wording import Wording

Piece = tuple[str, bool]
"""A text, and whether it is crossed out."""

Pieces = tuple[Piece, ...]


def pieces(inlines: Inlines) -> Pieces:
    """Give the folded text of `inlines` in pieces; their texts, joined, read like a sentence."""
    return tidy(
        ("\n", False) if isinstance(i, LineBreak) else (i.plain, Style.DELETED in i.styles) for i in inlines
    )


def tidy(parts: Iterable[Piece]) -> Pieces:
    """Give parts of a text with neighbours of a kind joined and white space folded, none of it crossed out.

    A crossed-out word is parted from a word that touches it: it was written in its place.
    """
    joined: list[tuple[list[str], bool]] = []
    for text, out in parts:
        if joined and (joined[-1][1] == out or not words.fold(text)):
            joined[-1][0].append(text)  # what prints nothing is of no kind
        else:
            joined.append(([text], out))
    found: list[Piece] = []
    gap = False
    for texts, out in joined:
        text = "".join(texts)
        said = words.fold(text)
        if said:
            touches = bool(found) and found[-1][0][-1:].isalnum() and said[0].isalnum()
            if found and (gap or text[0].isspace() or touches):
                _space(found, said, out=out)
            else:
                found.append((said, out))
            gap = text[-1].isspace()
        else:
            gap = True
    return tuple(found)


def _space(found: list[Piece], said: str, *, out: bool) -> None:
    """Add a piece after a space, which belongs to whichever of the two is not crossed out."""
    if not out:
        found.append((f" {said}", out))
        return
    text, before = found[-1]
    found[-1] = (text if before else f"{text} ", before)
    found.append((said, out))


def marked(parts: Pieces, language: str) -> str:
    """Give pieces as one line, crossed-out words between the words that say so, in the article's language."""
    if not any(out for _, out in parts):
        return "".join(text for text, _ in parts)
    wording = Wording.load(language)
    start, end = wording.get("deleted.start").text, wording.get("deleted.end").text
    return "".join(f"{start} {text}{end}" if out else text for text, out in parts)
