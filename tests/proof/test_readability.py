"""The readability page and its record: whatever single word or figure of them is changed, `verify` finds it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from a11y_export import codec
from a11y_export.cli.app import run
from a11y_export.errors import ExitCode
from a11y_export.literacy import as_dict, assess
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.model import Article, Paragraph, Section, Source, Span, Style
from a11y_export.pages import readability_page
from a11y_export.proof.readability import prove_readability
from tests.proof.conftest import seal

PAGE, RECORD = "record/readability.html", "record/readability.json"
SHOWN, DRAWN, OWN, VERDICT = (
    "readability is shown", "readability chart is drawn by the scores", "readability is the article's",
    "verdict follows from the score",
)
TEXT = re.compile(r">([^<>]*\w[^<>]*)<")


def failed(folder: Path) -> set[str]:
    """Give the checks of the reading level that failed; the rest of the folder is not changed."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
    return {check.name for check in prove_readability(folder, manifest, article) if not check.passed}


def changes(text: str) -> Iterator[str]:
    """Give the page with each of its texts and figures changed, one at a time."""
    start = text.index("<main>")
    for match in TEXT.finditer(text, start):
        at = match.start(1)
        for digit in re.finditer(r"\d", match[1]):
            other = str((int(digit[0]) + 1) % 10)
            yield f"{text[:at + digit.start()]}{other}{text[at + digit.end():]}"
        yield f"{text[:at]}{text[match.end(1):]}"
        yield f"{text[:match.end(1)]} not{text[match.end(1):]}"


def test_every_word_and_figure_of_the_page_is_proved(finished: Path) -> None:
    path = finished / PAGE
    text = path.read_text(encoding="utf-8")
    assert failed(finished) == set()
    unfound = 0
    for count, changed in enumerate(changes(text), 1):  # noqa: B007 - how many there are is looked at behind it
        path.write_text(changed, encoding="utf-8")
        unfound += SHOWN not in failed(finished)
    assert count > 500
    assert unfound == 0


@pytest.mark.parametrize(("old", "new", "check"), [
    ("<tr><th", "<tr><td>9.9</td></tr><tr><th", SHOWN),
    ("<main>", "<main>Too hard.", SHOWN),
    ("<main>", "<main><p>Too hard.</p>", SHOWN),
    ('height="30"', 'height="30" ', ""),  # white space in a tag is nothing
    ('x="10"', 'x="10" data-x="1"', ""),
    ('<rect class="', '<rect class="over ', DRAWN),
    (' width="', ' width="1', DRAWN),
    ('<line class="target" x1="', '<line class="target" x1="1', DRAWN),
])
def test_a_change_of_the_page_is_found(finished: Path, old: str, new: str, check: str) -> None:
    path = finished / PAGE
    text = path.read_text(encoding="utf-8")
    start = text.index("<rect") if " width" in old else text.index("<main>")
    assert old in text[start:]
    path.write_text(text[:start] + text[start:].replace(old, new, 1), encoding="utf-8")
    assert failed(finished) == ({check} if check else set())


def passes(report: dict[str, Any]) -> None:
    report.update(verdict="TOO_HARD")


def easier(report: dict[str, Any]) -> None:
    report.update(score=1.0, grade=1.0)
    report["whole"].update(score=1.0)


def other_sentence(report: dict[str, Any]) -> None:
    report["hardest_sentences"][0].update(text="Take two.")


RECORDS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "another verdict": (passes, VERDICT),
    "another target": (lambda r: r.update(target=12.0), VERDICT),
    "another sentence of the verdict": (lambda r: r["said"].update(text="Passes: very easy."), VERDICT),
    "another score": (easier, OWN),
    "another sum": (lambda r: r["whole"]["counts"].update(words=1), OWN),
    "another sentence": (other_sentence, OWN),
    "another heading": (lambda r: r["sections"][1].update(heading="How not to take it"), OWN),
    "another title": (lambda r: r.update(title="Aspirin"), OWN),
    "a sentence that is none": (lambda r: r["sections"][1]["longest"].update(id="s99-001"), OWN),
    "another score than the manifest's": (lambda r: r.update(score=2.0), "readability on record"),
}


@pytest.mark.parametrize("change", RECORDS)
def test_a_record_that_disagrees_with_itself_or_the_article_is_found(finished: Path, change: str) -> None:
    spoil, check = RECORDS[change]
    report = json.loads((finished / RECORD).read_text(encoding="utf-8"))
    spoil(report)
    (finished / RECORD).write_text(json.dumps(report), encoding="utf-8")
    seal(finished)
    assert check in failed(finished)


def test_verify_ends_with_7(finished: Path) -> None:
    path = finished / PAGE
    path.write_text(path.read_text(encoding="utf-8").replace("</main>", "<p>Too hard.</p></main>"), encoding="utf-8")
    seal(finished)
    assert run(["verify", str(finished)]) == ExitCode.PROOF_FAILED


@pytest.mark.parametrize("language", ["en", "es-MX", "de", "it", "ru", "hi", "ar", ""])
@pytest.mark.parametrize("gate", [None, 9.0])
def test_a_page_in_any_language_is_proved(tmp_path: Path, language: str, gate: float | None) -> None:
    struck = Span("never ", frozenset({Style.DELETED}))
    said = Paragraph((Span("Tome la medicina con agua. Do "), struck, Span("not stop <5 mg without asking. "),) * 20)
    sections = (Section("s01", (), 2, (said,)), Section("s02", (Span("How "), struck), 3, (said, said)))
    article = Article("About -2", language, Source("x", "0" * 64), sections=sections)
    options = LiteracyOptions(max_grade=gate)
    report = as_dict(assess(article, options))
    (tmp_path / "record").mkdir()
    (tmp_path / RECORD).write_text(json.dumps(report), encoding="utf-8")
    (tmp_path / PAGE).write_text(readability_page(article.title, language, report), encoding="utf-8")
    told = {key: report[key] for key in ("formula", "score", "grade", "target", "verdict")}
    asked = {"formula": options.formula, "target": options.target, "max_grade": gate}
    checks = prove_readability(tmp_path, {"readability": told, "options": {"literacy": asked}}, article)
    assert [check for check in checks if not check.passed] == []
