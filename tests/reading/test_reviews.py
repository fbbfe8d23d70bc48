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
