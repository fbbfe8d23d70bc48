"""Reopen a finished PDF and prove law 3: its tagged text is the article, word for word, and says whose words it holds.

The file is read with pikepdf, which knows nothing of how it was written. Source words, in the order of the structure
tree, must equal the article's tokens; program words must equal what the exporter declared; cells compare by row and
column. What is drawn must be plain ink, and what is neither tagged nor the running foot may only repeat a table's
words.

Ink must stand out from its ground by 7:1, and nothing may be painted over where a text begins. A picture must show what
the article's shows, dot by dot, or as far as it can be seen where it was made smaller.

A code whose glyph leaves no ink says nothing; signs must follow one another the way that their letters run, and no text
may lie on other text of its line.

Not proved, as it takes eyes: that a font's outlines are those of the characters it names (in shaped text, that a sign
is composed as it should be), that a raised sign stands raised, that tagged text stands where its place in the tree has
it, and that a repeated header stands over its own column. A picture that could not be opened may be missing, where a
notice says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path

from a11y_export import words
from a11y_export.model import Article, Check, Origin
from a11y_export.proof.pdfclinic import prove_surroundings, without_notices
from a11y_export.proof.pdfdrawn import prove_drawn
from a11y_export.proof.pdfshapes import prove_shapes
from a11y_export.proof.pdftext import Document, Element, Unreadable, read_structure
from a11y_export.proof.pdftree import PROGRAM, SOURCE, find, pieces, text_of
from a11y_export.proof.pdfways import prove_ways


def prove_pdf(
    path: Path, name: str, article: Article, declared: list[str], clinic: Mapping[str, str] | None = None, qr: str = "",
    printed: str = "",
) -> list[Check]:
    """Give the checks of the PDF at `path`, recorded as `name`; `declared` are the program's texts, in order.

    `clinic` are the lines that stand around the article, `qr` where its code leads ("article", an address, or ""),
    `printed` the day of printing or "".
    """
    document = open_pdf(path, name)
    if isinstance(document, Check):
        return [document]
    return prove_document(document, path, name, article, declared, clinic, qr, printed)


def open_pdf(path: Path, name: str) -> Document | Check:
    """Give what the PDF at `path`, recorded as `name`, says; or the check that failed."""
    try:
        return read_structure(path)
    except Unreadable as error:
        return Check("pdf opens", name, False, str(error))


def prove_document(
    document: Document, path: Path, name: str, article: Article, declared: list[str],
    clinic: Mapping[str, str] | None = None, qr: str = "", printed: str = "",
) -> list[Check]:
    """Give the checks of the PDF at `path` that was opened as `document`; see `prove_pdf`."""
    root = document.root
    checks = [
        Check("pdf opens", name, True, f"{len(document.pages)} pages, tagged, language {document.language}"),
        Check(
            "pdf language",
            name,
            document.language == article.language,
            f"{document.language or 'none'}; the article is in {article.language}",
        ),
        Check("pdf fonts embedded", name, not document.loose_fonts, ", ".join(document.loose_fonts) or "all"),
        Check(
            "pdf nothing untagged",
            name,
            not document.untagged and not document.unreferenced,
            words.fold(document.untagged)[:200] or f"{document.unreferenced} marked pieces outside the tree",
        ),
    ]
    said = list(pieces(root, ""))
    # A program's word within a line ("shareholder [link 1],") parts no source word; blocks bring their own borders.
    source = words.tokens("".join(p.text for p in said if p.origin == SOURCE))
    program = words.tokens("".join(p.text if p.origin == PROGRAM else " " for p in said))
    nobody = words.tokens("".join(p.text for p in said if p.origin not in {SOURCE, PROGRAM}))
    checks.append(compare("pdf words are the article's", name, article.tokens(), source))
    checks.append(
        compare("pdf program words are declared", name, [t for d in declared for t in words.tokens(d)], program)
    )
    checks.append(Check("pdf every word has an owner", name, not nobody, " ".join(nobody[:20]) or "all"))
    checks.append(_disclaimer(name, article, root))
    checks += prove_shapes(name, article, document)
    checks += prove_drawn(name, article, document)
    checks += prove_ways(name, article, document)
    checks += prove_surroundings(path, name, article, document, clinic or {}, qr, printed)
    return checks


def compare(check: str, artifact: str, expected: list[str], found: list[str]) -> Check:
    """Give the check that two token sequences are equal; the evidence names the first difference."""
    if expected == found:
        return Check(check, artifact, True, f"{len(found)} words, sha256 {words.digest(found)[:16]}")
    for tag, a, b, c, d in SequenceMatcher(None, expected, found, autojunk=False).get_opcodes():
        if tag != "equal":
            where = " ".join(expected[max(0, a - 4) : a])
            return Check(
                check,
                artifact,
                False,
                f"after “{where}”: expected “{' '.join(expected[a:b][:8])}”, found “{' '.join(found[c:d][:8])}”",
            )
    return Check(check, artifact, False, "the sequences differ")


def _disclaimer(name: str, article: Article, root: Element) -> Check:
    """Law 2: the disclaimer's every token stands, in order, in the file."""
    if article.disclaimer.origin is Origin.NONE:
        return Check("pdf disclaimer", name, True, "the source has none")
    homes = list(find(root, "Disclaimer"))
    origin = SOURCE if article.disclaimer.origin is Origin.FOUND else PROGRAM
    expected = words.tokens(article.disclaimer.text)
    for home in homes:
        # Where the clinic supplied it, notices within it have the same owner: they are known by what they say.
        part = home if origin == SOURCE else without_notices(home, article.language)
        found = words.tokens(" ".join(text_of(kid, origin, origin) for kid in part.kids if isinstance(kid, Element)))
        for start in range(len(found) - len(expected) + 1):
            if found[start : start + len(expected)] == expected:
                return Check("pdf disclaimer", name, True, f"{len(expected)} words, in full")
    return Check(
        "pdf disclaimer", name, False, f"{len(homes)} disclaimer sections, none with all {len(expected)} words"
    )
