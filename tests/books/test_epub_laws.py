"""Laws of the book: whatever the article, it is proved from the file alone, and says the article's words in order."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from a11y_export import codec
from a11y_export.model import Article, Check
from a11y_export.proof.epub import prove_epub
from a11y_export.proof.epubpages import Printed
from a11y_export.proof.pdfplaces import page_starts
from a11y_export.proof.pdftext import read_structure
from tests.articles import articles, with_clinics_own
from tests.books.test_epub import SUBJECTS, made, odd


def proved(article: Article, folder: Path) -> list[Check]:
    path, beside = made(article, folder), folder / "book.pdf"
    timeline = json.loads((folder / "record" / "timeline.json").read_text(encoding="utf-8"))
    starts = page_starts(read_structure(beside), article)
    printed = Printed(beside.name, hashlib.sha256(beside.read_bytes()).hexdigest(), starts)
    pictures = codec.pictures(codec.dump(article))
    return prove_epub(path, "book.epub", article, timeline, folder / "audio", pictures, printed)


def failed(checks: list[Check]) -> list[str]:
    return [f"{check.name}: {check.evidence}" for check in checks if not check.passed]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles)
def test_every_article_is_proved(article: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert failed(proved(with_clinics_own(article), Path(folder))) == []


@pytest.mark.parametrize("name", sorted(SUBJECTS))
def test_bad_input_is_proved_all_the_same(name: str, tmp_path: Path) -> None:
    article = SUBJECTS[name]()
    wrong = [] if name != "odd" else ["epub language"]  # it has none that a book can name
    assert [check.split(":")[0] for check in failed(proved(article, tmp_path))] == wrong


def test_addresses_that_are_none_are_no_links(tmp_path: Path) -> None:
    assert not any(check.startswith("epub links") for check in failed(proved(odd(), tmp_path)))


def test_the_record_tells_the_pictures_in_reading_order() -> None:
    article = SUBJECTS["rich"]()
    figures = [b for section in article.sections for b in section.blocks if type(b).__name__ == "Figure"]
    wanted = [hashlib.sha256(f.image.data).hexdigest() if f.image else "" for f in figures]
    assert codec.pictures(codec.dump(article)) == wanted
    assert len(wanted) == 2
