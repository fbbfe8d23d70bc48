"""Wordings of other hands, planted into real pages: how many the finder knows without having been made for them."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path

import pytest

from tests.reading.test_planted import COOKIES, LANGUAGES, PLACES, found, letters, planted

UNSEEN = tomllib.loads((Path(__file__).parent / "unseen.toml").read_text(encoding="utf-8"))


def fragment(row: dict[str, str], number: int) -> str:
    """Give a text with its label as a heading, a bold line or a bold beginning, as sites set them."""
    text, label = escape(row["text"]), escape(row.get("label", ""))
    if not label:
        return f"<p>{text}</p>"
    return (
        f"<h3>{label}</h3><p>{text}</p>",
        f"<p><strong>{label}</strong></p><p>{text}</p>",
        f"<p><b>{label.rstrip(':')}:</b> {text}</p>",
    )[number % 3]


def found_of(folder: Path, row: dict[str, str], number: int) -> str:
    place = tuple(PLACES)[number % len(PLACES)]
    around = PLACES[place][1].replace("{}", fragment(row, number)).replace("{cookies}", COOKIES[row["language"]])
    return found(planted(folder, number, place, around))


def test_every_batch_has_every_language():
    for batch in UNSEEN.values():
        for kind in ("disclaimer", "decoy"):
            assert {row["language"] for row in batch[kind]} == set(LANGUAGES)


FOUND = [("first", 55, 8), ("second", 50, 0), ("third", 82, 1), ("fourth", 90, 0)]


@pytest.mark.parametrize(("batch", "usual", "unusual"), FOUND)
def test_no_fewer_are_found_than_were(shared, batch, usual, unusual):
    rows = UNSEEN[batch]["disclaimer"]
    hits = [letters(row["text"]) in letters(found_of(shared / "extraction", row, n)) for n, row in enumerate(rows)]
    assert sum(hit for hit, row in zip(hits, rows, strict=True) if "unusual" not in row) >= usual
    assert sum(hit for hit, row in zip(hits, rows, strict=True) if "unusual" in row) >= unusual


@pytest.mark.parametrize("batch", UNSEEN)
def test_nothing_else_is_taken(shared, batch):
    rows = UNSEEN[batch]["decoy"]
    taken = [row["text"] for n, row in enumerate(rows) if found_of(shared / "extraction", row, n)]
    assert taken == []
