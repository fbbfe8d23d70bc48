"""Reviewers, review dates and decoys written before the rules were tuned with them: how many are read rightly."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

from tests.reading.pages import read

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
    source = read(page_of(row)).article.source
    return source.reviewer, source.reviewed
