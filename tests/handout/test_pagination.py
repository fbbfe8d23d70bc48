"""Where each page of a handout begins, in places of the article: told by the writer and counted by the proof alike."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from a11y_export.handout import Handout
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Disclaimer,
    Figure,
    ItemList,
    Origin,
    Paragraph,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.proof.pdfplaces import page_starts
from a11y_export.proof.pdftext import read_structure
from tests.articles import articles, with_clinics_own
from tests.handout.check import make
from tests.handout.samples import cell, p, picture, rich

NOTICE = Disclaimer((p("This is no advice."),), Origin.FOUND)


def article(*blocks: object, **changes: object) -> Article:
    given = {"title": "Numbers", "language": "en", "source": Source("page.html", "0" * 64), "disclaimer": NOTICE}
    given |= changes
    return Article(**given, sections=(Section("s01", (), 2, tuple(blocks)),))  # type: ignore[arg-type]


def numbered(first: int, last: int, sign: str = "w") -> str:
    """Give words that say which they are: w1 w2 w3, in sentences of ten."""
    return " ".join(f"{sign}{n}." if n % 10 == 0 else f"{sign}{n}" for n in range(first, last + 1))


def counted(made: tuple[bytes, Handout], told: Article, folder: Path) -> list[int]:
    """Give the starts as the proof counts them; they must be those that the writer gave."""
    data, handout = made
    path = folder / "handout.pdf"
    path.write_bytes(data)
    found = page_starts(read_structure(path), told)
    assert [*handout.starts] == found
    assert len(found) == handout.pages
    return found


def shown(data: bytes) -> list[str]:
    """Give each page's text by another reader of PDF."""
    document = pypdfium2.PdfDocument(BytesIO(data))
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.mark.parametrize("preset", ["18", "28"])
def test_a_page_within_a_paragraph_begins_at_the_word_that_another_reader_sees_first(
    preset: str, tmp_path: Path,
) -> None:
    told = article(p(numbered(1, 900)))
    made = make(told, preset=preset)
    starts = counted(made, told, tmp_path)
    first = [re.search(r"\bw(\d+)", text) for text in shown(made[0])]
    numbers = [int(match[1]) for match in first if match]
    assert len(numbers) > 3
    assert starts[0] == 0
    # The title is one word, so w1 is the place 1.
    assert starts[1:len(numbers)] == numbers[1:]


def test_a_page_within_items_cells_and_marked_words(tmp_path: Path) -> None:
    bold, struck = frozenset({Style.BOLD}), frozenset({Style.DELETED})
    items = ItemList(tuple((p(numbered(n * 12 + 1, n * 12 + 12)),) for n in range(12)), ordered=True)
    rows = tuple((cell(numbered(n, n + 1)), cell(numbered(n + 2, n + 3))) for n in range(145, 241, 4))
    mixed = Paragraph(tuple(
        Span(f"w{n} ", (bold if n % 3 else struck) if n % 5 else frozenset(), "https://example.org/" if n % 7 else None)
        for n in range(241, 700)
    ))
    told = article(items, Table((), (), rows), mixed)
    made = make(told)
    starts = counted(made, told, tmp_path)
    numbers = [int(match[1]) for text in shown(made[0]) if (match := re.search(r"\bw(\d+)", text))]
    assert starts[1:len(numbers)] == numbers[1:]
    assert len(numbers) > 6


def test_a_picture_is_a_place_and_so_are_the_programs_two_headings(tmp_path: Path) -> None:
    tall = Figure(picture(300, 480), "A tall bar", (p("c1 c2"),))
    told = article(p("w1 w2"), tall, tall, tall, source=Source("page.html", "0" * 64, site="Hill Clinic"))
    starts = counted(make(told, preset="28"), told, tmp_path)
    # title, w1, w2, then three times a picture with two words; the notice's heading and four words; the last heading
    assert starts[0] == 0
    assert {3, 6, 9, 12, 17} >= set(starts[1:])
    assert {6, 9} <= set(starts)
    assert starts == sorted(starts)


def test_a_picture_that_could_not_be_opened_is_a_place_all_the_same(tmp_path: Path) -> None:
    lost = Figure(None, "What it shows in many words")
    told = article(lost, p(numbered(1, 300)))
    made = make(told)
    starts = counted(made, told, tmp_path)
    first = re.search(r"\bw(\d+)", shown(made[0])[1])
    assert first is not None
    assert starts[1] == int(first[1]) + 1  # the title and the notice before w1


def test_a_disclaimer_that_was_supplied_counts_by_its_words(tmp_path: Path) -> None:
    own = Disclaimer((p(numbered(1, 400, "d")), ItemList(((p("dlast"),),))), Origin.SUPPLIED)
    told = article(p("w1 w2"), disclaimer=own)
    made = make(told)
    starts = counted(made, told, tmp_path)
    texts = [re.search(r"\bd(\d+)", text) for text in shown(made[0])]
    numbers = [int(match[1]) for match in texts if match]
    assert len(numbers) > 2
    # Before d1 stand the title, w1, w2 and the disclaimer's heading.
    assert starts[-len(numbers) + 1:] == [number + 3 for number in numbers[1:]]


def test_a_page_that_begins_with_the_notice_that_there_is_no_disclaimer_begins_with_its_heading(tmp_path: Path) -> None:
    lasts = {}
    for size in range(300, 380, 10):
        told = article(p(numbered(1, size)), disclaimer=Disclaimer())
        made = make(told, preset="28")
        starts = counted(made, told, tmp_path)
        if not re.search(r"\bw\d", shown(made[0])[-1]):
            lasts[size] = starts[-1]
    assert lasts
    assert lasts == {size: size + 1 for size in lasts}  # the title and the words stand before it


def test_pages_that_hold_nothing_of_the_article_begin_after_all_of_it(tmp_path: Path) -> None:
    links = [Span(f"w{n} ", href=f"https://example.org/a/very/long/address/{n}/{'x' * 40}") for n in range(1, 60)]
    told = article(Paragraph(tuple(links)))
    starts = counted(make(told), told, tmp_path)
    assert starts[-1] == 1 + 59 + 1 + 4  # the title, the words, the disclaimer with its heading
    assert starts.count(starts[-1]) > 1


def test_every_kind_of_block_and_a_warning(tmp_path: Path) -> None:
    for preset in ("18", "28"):
        told = rich()
        counted(make(told, preset=preset), told, tmp_path)
    boxed = article(p(numbered(1, 150)), Callout(CalloutKind.WARNING, (p(numbered(151, 400)),)))
    made = make(boxed)
    starts = counted(made, boxed, tmp_path)
    numbers = [int(match[1]) for text in shown(made[0]) if (match := re.search(r"\bw(\d+)", text))]
    assert starts[1:len(numbers)] == numbers[1:]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles)
def test_the_writer_and_the_proof_count_alike(told: Article) -> None:
    told = with_clinics_own(told)
    with TemporaryDirectory() as folder:
        counted(make(told, preset="28"), told, Path(folder))
