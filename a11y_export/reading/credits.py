"""A paragraph of credits, as licensed encyclopedias end with, and a review that is still to come."""

from __future__ import annotations

import re

from a11y_export.reading.facts import Facts
from a11y_export.reading.header import line_of
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.marks import speaking
from a11y_export.reading.reviewers import parts_of, reviewer_in

_MOST_YEARS, _MOST_LINES, _MOST = 5, 40, 160
# What says only that a day is one of a review: "Review date", and not "Last reviewed".
_DUE_HINTS = (
    *("review date", "date of review", "date for review", "for review", "fecha de revisión", "date de révision"),
    *("prüfdatum", "überprüfungsdatum", "data di revisione", "data de revisão", "revisiedatum", "herzieningsdatum"),
)
_DUE = re.compile(rf"(?<!last )(?<!latest )(?<!previous )\b(?:{'|'.join(_DUE_HINTS)})\b", re.IGNORECASE)
# How a paragraph of credits begins, and who is named in it besides.
_LONGEST_LABEL = 40
_CREDITS = re.compile(
    r"(?:medically |clinically |last )?(?:reviewed|updated|written|authored)(?: and updated)? by", re.IGNORECASE
)
_CREDITS_BY = re.compile(r"(?:medically |clinically |last )?reviewed by:\s*", re.IGNORECASE)
_ALSO = re.compile(r"(?:also |medically )*reviewed by:?\s+", re.IGNORECASE)
# A name and its degrees, without the places of work that follow in credits.
_WITH_DEGREES = re.compile(r"[^,]+(?:,(?:\s[A-Z][A-Za-z-]{0,5}\.?)+(?=,|$))*")


def reviewer_in_credits(text: str) -> str:
    """Give who reviewed the article, of "Reviewed by: Ana Lee, MD, …. Also reviewed by …"; "" of any other text.

    So long a text is one only where it begins with such a label and its colon, and degrees stand behind the name.
    """
    label, colon, _ = text[:_LONGEST_LABEL].partition(":")
    if not colon or not _CREDITS.fullmatch(label.strip()):
        return ""
    for number, part in enumerate(parts_of(text)):
        said = (_ALSO if number else _CREDITS_BY).match(part)
        person = reviewer_in(part[said.end() :][:_MOST].rpartition(",")[0]) if said else ""
        named = _WITH_DEGREES.match(person)
        if named is not None and "," in named.group():
            return named.group()
    return ""


def is_due(facts: Facts, ledger: Ledger) -> bool:
    """Whether the day of the review is that of the next one: told behind a bare "Review date", whole years later.

    A leaflet that says "Published: January 2024" and "Review date: January 2027" is to be looked at again then.
    """
    day = facts.reviewed
    if not day or any(text == day for _, _, text in facts.added):
        return False
    others = [d for d in (facts.published, facts.updated) if d and d[5:7] == day[5:7]]
    if not any(1 <= int(day[:4]) - int(other[:4]) <= _MOST_YEARS for other in others):
        return False
    nodes = ledger.nodes
    lines = (line_of(nodes[at].place, ledger.pieces) for at in speaking(ledger.tree, _DUE_HINTS)[:_MOST_LINES])
    return any(_DUE.search(line) for line in lines)
