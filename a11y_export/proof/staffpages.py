"""Prove the pages that staff read and sign: each number as shown and as said, in its sentence; each cut as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.cutspage import CUTS, IN_ORDER, prove_cuts
from a11y_export.proof.htmltext import Node, Unreadable, body_of, own_text, read_strictly
from a11y_export.proof.markup import odd_elements
from a11y_export.proof.readabilitypage import PAGE as READABILITY
from a11y_export.proof.tags import with_signs
from a11y_export.wording import Wording

DOSES = "record/doses.html"
_NO_NUMBERS = frozenset({"deleted", "mark", "web", "markup"})  # announcements, notes' marks, addresses
_FRAME = (
    "Every number, unit and sign of the article as the handout shows it and as the sound says it. Please check each "
    "row against the source and sign below.",
    "Checked by", "Name", "Date", "Signature",
)
_NONE = "The article has no numbers, units or signs that are said differently from how they are shown."
_HEADS = ("No.", "Shown", "Said", "In the sentence", "Right?")
# A row: as shown, as said, the sentence, the section's heading.
_Row = tuple[str, str, str, str]


def prove_doses(folder: Path, timeline: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks that the page of doses shows what is said, where it is said, and leaves out no number."""
    body = _page(folder / DOSES)
    if isinstance(body, str):
        return [Check("doses are those said", DOSES, False, body)]
    rows = [row for row in body.iter("tr") if row.find("td[@class='said']") is not None]
    found = [_row(row) for row in rows]
    odd, at = [], 0
    for row, rule in _said(timeline, article):
        while at < len(found) and _as_it_stands(found[at]) and found[at] != row:
            at += 1  # a number that the voice reads itself is listed as it stands
        if at < len(found) and found[at] == row:
            at += 1
        elif rule not in _NO_NUMBERS and any(c.isdigit() for c in row[0]) and row[0] != row[1] and row[1]:
            odd.append(f"“{row[0]}” is not listed in its place")
    odd += [f"“{row[0]}” as “{row[1]}”" for row in found[at:] if not _as_it_stands(row)]
    return [
        Check("doses are those said", DOSES, not odd, "; ".join(odd[:5]) or f"{len(found)} rows"),
        _around(body, article, rows),
    ]


def _row(row: Node) -> _Row:
    sentence, place = row.find("td/span"), row.find("td/span[@class='place']")
    where = own_text(place).removeprefix("in ") if place is not None else ""
    whole = words.fold("".join(sentence.itertext()))  # a mark parts no word
    return own_text(row.find("th")), own_text(row.find("td[@class='said']")), whole, where


def _as_it_stands(row: _Row) -> bool:
    return row[0] == row[1] and row[0] in row[2]


def _said(timeline: Mapping[str, Any], article: Article) -> Iterator[tuple[_Row, str]]:
    """Give the changed stretches of the sentences with their rules, in the order of the article's sections."""
    order = {section.id: number for number, section in enumerate(article.sections)}
    titles = {section.id: section.title for section in article.sections}
    wording = Wording.load(article.language)
    said = [u for t in timeline["tracks"] for u in t["utterances"] if u["sentence"] and u["occurrence"] == 1]
    homes = [str(u["sentence"]).rsplit("-", 1)[0] for u in said]
    for number in sorted(range(len(said)), key=lambda n: order.get(homes[n], -1)):
        utterance, sentence = said[number], words.fold(with_signs(said[number], wording))
        for start, end, spoken, rule in utterance["spans"]:
            shown = words.fold(utterance["shown"][start:end])
            yield (shown, words.fold(spoken), sentence, words.fold(titles.get(homes[number], ""))), str(rule)


def _around(body: Node, article: Article, rows: list[Node]) -> Check:
    """The rows are numbered, and what stands around them is what the page is for."""
    numbers = [own_text(row.find("td[@class='n']")) for row in rows]
    odd = [] if numbers == [str(n) for n in range(1, len(rows) + 1)] else ["the numbers of the rows"]
    odd += [] if all(own_text(row.find("td[@class='check']")) == "☐" and len(row) == 5 for row in rows) else ["a box"]
    count = f"{len(rows)} {'place' if len(rows) == 1 else 'places'} to check"
    wanted = [f"Numbers and doses: {words.fold(article.title)}".strip(), _FRAME[0]]
    wanted += [count, *_HEADS] if rows else [_NONE]
    frame = [own_text(e) for e in body.iter("h1", "h2", "p", "caption", "th") if e.get("scope") != "row"]
    odd += [] if frame == [*wanted, *_FRAME[1:]] else ["what stands around the rows"]
    return Check("doses are numbered to be signed", DOSES, not odd, "; ".join(odd) or f"{len(rows)} rows")


def prove_cuts_page(folder: Path, cuts: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks that the page of cuts shows the words of every cut, and tells each as it is on record."""
    body = _page(folder / CUTS)
    return [Check(IN_ORDER, CUTS, False, body)] if isinstance(body, str) else prove_cuts(body, cuts, article)


def prove_plain(folder: Path) -> list[Check]:
    """Give the checks that no element of the pages hides anything from somebody, or tells some more than others."""
    checks = []
    for name in (CUTS, READABILITY, DOSES):
        if not (folder / name).is_file():
            continue
        try:
            odd = list(odd_elements(read_strictly((folder / name).read_bytes()), "staff"))
        except (OSError, Unreadable) as error:
            odd = [str(error)]
        checks.append(Check("page for staff is plain", name, not odd, "; ".join(odd[:3])[:400] or "all in view"))
    return checks


def _page(path: Path) -> Node | str:
    """Give a page's body, or why it cannot be read."""
    try:
        return body_of(read_strictly(path.read_bytes()))
    except (OSError, Unreadable, etree.XMLSyntaxError) as error:
        return str(error)
