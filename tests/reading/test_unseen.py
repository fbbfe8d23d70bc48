"""Wordings of other hands, planted into pages: how many the finder knows, and what else it takes for one."""

from __future__ import annotations

import tomllib
from html import escape
from pathlib import Path
from typing import Any

import pytest

from tests.reading.test_planted import COOKIES, LANGUAGES, PLACES, found, letters, planted

# Disclaimers and texts that only look like one, written without a look at the rules or at one another: how well the
# finder does with wordings that it was not made for. Each batch was counted once before rules or points were tuned with
# it; the figures stand in docs/disclaimer.md. "unusual" ones say it without any of the words that the genre uses. The
# tenth and eleventh are what stands on health pages and is none, most of it sentences of articles. The thirteenth and
# the fourteenth mirror what kinds really stand on the web, in words of their own: casual, clumsy, partial ones, too.
UNSEEN = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8"))
    for file in sorted((Path(__file__).parent / "unseen").glob("*.toml"))
}
# Planted into real pages, of which most are not about health; the others into a small page that is.
REAL = ("first", "second", "third", "fourth")
PAGE = (
    "<html><body><article><h1>Asthma</h1><p>Asthma is a common illness of the lungs, and most people who have it live"
    " well with a good treatment plan from their doctor or nurse.</p><p>An inhaler brings the medicine to the place"
    " where it is needed; ask the nurse to show you how to use yours.</p>{}</article></body></html>"
)


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


def found_alone(row: dict[str, str], number: int) -> str:
    return found(PAGE.replace("{}", fragment(row, number)).encode())


def hits(rows: list[dict[str, Any]], finds: list[str]) -> tuple[int, int]:
    """Give how many usual and how many unusual ones were found whole."""
    whole = [letters(row["text"]) in letters(find) for row, find in zip(rows, finds, strict=True)]
    unusual = ["unusual" in row for row in rows]
    return sum(h and not u for h, u in zip(whole, unusual, strict=True)), sum(map(min, whole, unusual))


def test_every_batch_has_every_language():
    for batch in UNSEEN.values():
        for rows in batch.values():
            assert {row["language"] for row in rows} == set(LANGUAGES)


@pytest.mark.parametrize(
    ("batch", "usual", "unusual"), [("first", 58, 9), ("second", 59, 0), ("third", 86, 1), ("fourth", 117, 0)]
)
def test_no_fewer_are_found_in_real_pages_than_were(shared, batch, usual, unusual):
    rows = UNSEEN[batch]["disclaimer"]
    found_now = hits(rows, [found_of(shared / "extraction", row, n) for n, row in enumerate(rows)])
    assert found_now[0] >= usual
    assert found_now[1] >= unusual


@pytest.mark.parametrize(
    ("batch", "usual"),
    [
        ("fifth", 170), ("sixth", 317), ("seventh", 110), ("eighth", 523), ("ninth", 154), ("twelfth", 159),
        ("thirteenth", 152),
    ],
)  # fmt: skip
def test_no_fewer_are_found_than_were(batch, usual):
    rows = UNSEEN[batch]["disclaimer"]
    assert hits(rows, [found_alone(row, n) for n, row in enumerate(rows)])[0] >= usual


@pytest.mark.parametrize("batch", REAL)
def test_nothing_else_is_taken_in_real_pages(shared, batch):
    rows = UNSEEN[batch]["decoy"]
    assert [row["text"] for n, row in enumerate(rows) if found_of(shared / "extraction", row, n)] == []


@pytest.mark.parametrize("batch", [batch for batch in UNSEEN if batch not in REAL])
def test_nothing_else_is_taken(batch):
    """Those marked "taken" say what disclaimers say, of an app or a web page that is the article's subject."""
    rows = UNSEEN[batch].get("decoy", [])
    taken = [row["text"] for n, row in enumerate(rows) if found_alone(row, n)]
    assert taken == [row["text"] for row in rows if "taken" in row]
