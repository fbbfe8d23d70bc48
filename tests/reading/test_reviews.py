"""Reviewers, review dates and decoys written before the rules were tuned with them: how many are read rightly."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

import pytest

from tests.reading.pages import assert_law_one, page, read

CASES = tomllib.loads((Path(__file__).parent / "reviews.toml").read_text(encoding="utf-8"))
PROSE = CASES.pop("prose")


def page_of(row: dict[str, str]) -> str:
    lang = row.get("lang", "en")
    title = escape(PROSE[lang]["title"])
    text = "".join(f"<p>{escape(line)}</p>" for line in PROSE[lang]["text"].strip().splitlines())
    body = row["body"].replace("TITLE", f"<h1>{title}</h1>").replace("TEXT", text)
    head = f'<meta charset="utf-8"><title>{title}</title>{row.get("head", "")}'
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def said(row: dict[str, str]) -> tuple[str, str]:
    """Give who reviewed a page and when, as read."""
    reading = read(page_of(row))
    assert_law_one(reading)
    source = reading.article.source
    return source.reviewer, source.reviewed


def rows(kind: str) -> list[object]:
    return [
        pytest.param(row, id=f"{batch}: {row['what']}", marks=[pytest.mark.xfail(strict=True)] * ("missed" in row))
        for batch, kinds in CASES.items()
        for row in kinds[kind]
    ]


@pytest.mark.parametrize("row", rows("review"))
def test_who_reviewed_it_and_when_is_read(row):
    assert said(row) == (row["reviewer"], row["reviewed"])


@pytest.mark.parametrize("row", rows("decoy"))
def test_nobody_is_taken_where_other_things_were_reviewed(row):
    assert said(row) == ("", "")


def test_every_batch_has_every_language():
    for kinds in CASES.values():
        assert {row.get("lang", "en") for row in kinds["review"]} == set(PROSE)


@pytest.mark.parametrize(
    ("lines", "reviewed"),
    [
        ("<dl><dt>Published:</dt><dd>15 January 2024</dd><dt>Review date:</dt><dd>January 2027</dd></dl>", ""),
        ("<p>Updated: March 2024 | Review date: March 2027</p>", ""),
        ("<p>Published 15 January 2024</p><p>Last reviewed: January 2027</p>", "2027-01"),
        ("<p>Published 15 January 2024</p><p>Last review date: January 2027</p>", "2027-01"),
        ("<p>Published 15 January 2024</p><p>Review date: 3 March 2026</p>", "2026-03-03"),  # no whole years
        ("<p>Review date: 3 March 2026</p>", "2026-03-03"),
    ],
)
def test_a_bare_review_date_whole_years_after_the_text_is_when_it_is_due(lines, reviewed):
    assert read(page().replace("</h1>", f"</h1>{lines}")).article.source.reviewed == reviewed


LONG = (
    "and it says so here in many more words than any line of a byline would have, so that nobody could take it for one "
    "of these: it is a paragraph."
)


@pytest.mark.parametrize(
    ("line", "reviewer"),
    [
        (f"Reviewed by: Ana Lee, MD, Hand Surgery, Carlow Bay. Review provided by Peers, {LONG}", "Ana Lee, MD"),
        (f"Updated by: Bo Roe, MD, Professor. Also reviewed by Ana Lee, MD, and others, {LONG}", "Ana Lee, MD"),
        (f"This page was not reviewed by Ana Lee, MD, and she is not to be blamed, {LONG}", ""),
        (f"Have your dose checked by Ana Lee, MD, of this practice before you take it, {LONG}", ""),
        (f"Reviewed by Ana Lee in 1998, the evidence was poor, {LONG}", ""),
        (f"Each application is reviewed. Reviewed by: Ana Lee, MD, the samples go back, {LONG}", ""),
        (f"Peer review: Lee A, MD, Roe B, PhD. Inhalers in adults, a study of thirty people. Lancet 2012, {LONG}", ""),
        ("Study 12 reviewed by Ana Lee, MD", ""),
        ("Batch 4711 checked by Ana Lee, MD", ""),
    ],
)
def test_a_paragraph_of_credits_names_the_reviewer_and_no_other_does(line, reviewer):
    assert read(page(f"<p>{line}</p>")).article.source.reviewer == reviewer


@pytest.mark.parametrize(
    ("behind", "reviewed"),
    [
        (", GP, on 3 May 2021", "2021-05-03"),
        (", valid for all, on 3 May 2021", ""),
        (", consultant cardiologist, 3 May 2021", "2021-05-03"),
        (", GP, born 3 May 1961", ""),
        (", GP since 3 May 2001", ""),
        (", who joined us on 3 May 2011", ""),
        (", GP, next review due 3 May 2031", ""),
        (", GP, valid until 3 May 2031", ""),
        (", GP, printed 3 May 2011", ""),
    ],
)
def test_the_day_of_a_review_is_what_stands_right_behind_the_reviewer(behind, reviewed):
    source = read(page().replace("</h1>", f"</h1><p>Reviewed by <a href=/ana>Ana Lee</a>{behind}</p>")).article.source
    assert (source.reviewer.split(",")[0], source.reviewed) == ("Ana Lee", reviewed)


def test_what_validates_is_no_term_of_validity():
    line = "<p>Relu et validé par <a href=/ana>Dr Ana Lee</a>, cardiologue, le 3 mai 2021</p>"
    source = read(page(lang="fr").replace("</h1>", f"</h1>{line}")).article.source
    assert (source.reviewer, source.reviewed) == ("Dr Ana Lee", "2021-05-03")


def test_a_byline_in_an_aside_before_the_second_paragraph_is_the_articles():
    lines = "<p>Medically reviewed by Ana Lee, MD</p><p>Last reviewed 3 May 2021</p>"
    aside = f"<aside class=article-sidebar>{lines}</aside>"
    lead = "<p>What helps when your airways are swollen, and when to ask for help with them.</p>"
    source = read(page().replace("</h1>", f"</h1>{lead}{aside}")).article.source
    assert (source.reviewer, source.reviewed) == ("Ana Lee, MD", "2021-05-03")


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("Donovan ML;van Asch P;", "Donovan ML, van Asch P"),
        ("Ana Lee, MD; Bo Roe, PhD", "Ana Lee, MD, Bo Roe, PhD"),
        ("Pat O&amp;#039;Brien", "Pat O'Brien"),
        ("Ana Lee; Professor of Medicine", ""),
    ],
)
def test_semicolons_part_the_names_of_authors(value, author):
    found = read(page(head=f'<meta name="citation_author" content="{value}">')).article.source.author
    assert found == author or not author
    assert "&" not in found
