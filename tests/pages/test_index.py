"""The batch page: whole without its script, sorted and filtered with it, in its articles' language, in linear work."""

from __future__ import annotations

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from a11y_export.pages import index_page
from a11y_export.pages.batch import size
from tests.effort import calls_made
from tests.pages.test_axe import _POLICY, _found, _tools
from tests.pages.test_pages import HTML, parsed, text_of

SVG = "{http://www.w3.org/2000/svg}"


def row(title: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title, "language": "en", "folder": title.lower(), "verdict": "PASS", "grade": 6.0, "pages": 4,
        "minutes": 3.5, "bytes": 2_500_000, "words_cut": 10, "disclaimer": "found", "warnings": [],
        "links": [{"kind": "pdf", "label": "Large-print PDF", "href": f"{title.lower()}/a.pdf"}],
    } | more


ROWS: list[dict[str, Any]] = [
    row("Beta", grade=10.2, verdict="TOO_HARD", pages=12, minutes=9.4, warnings=["No picture.", "No owner."]),
    row("Épsilon", grade=None, verdict="NOT_SCORED", pages=None, minutes=None, disclaimer="none"),
    row("Alpha", grade=6.4, pages=3, bytes=900, disclaimer="supplied"),
    row("Gamma 10", grade=6.9, verdict="REVIEW", pages=30, gone=True),
    row("Gamma 9", grade=8.0, pages=100),
]
FAILED = [
    {"title": "scan.html", "folder": "scan", "error": "scan.html: the file is a PDF.", "exit_code": 3},
    {"title": "list.html", "folder": "list", "error": "list.html: no article stands in it.", "exit_code": 4},
    {"title": "empty.html", "folder": "empty", "error": "empty.html: the file is empty.", "exit_code": 3},
]
TOTALS = {"articles": 8, "done": 5, "failed": 3, "gone": 1, "bytes": 10_000_900, "words_cut": 40_211}


def page(rows: list[dict[str, Any]] | None = None) -> str:
    return index_page([*(ROWS if rows is None else rows), *FAILED], TOTALS)


def test_everything_stands_in_the_page_without_its_script() -> None:
    text = text_of(re.sub(r"<script.*?</script>", "", page(), flags=re.DOTALL))
    for words in (
        "Beta", "✕ Too hard", "grade 10.2", "2.5 MB", "900 B", "supplied", "No picture.", "No owner.", "Gamma 10",
        "The saved page is no longer there.", "Cannot be read", "the file is a PDF.",
        "save it again as a complete page",
        "No article found", "list.html", "10 MB", "40,211",
    ):
        assert words in text, words
    assert "scan.html: the file" not in text  # its name stands beside it


def test_the_charts_say_in_words_what_they_draw() -> None:
    grades, reasons = (t for t in parsed(page()).iter(f"{HTML}table") if t.get("class") == "chart")
    assert [" ".join("".join(r.itertext()).split()) for r in grades.iter(f"{HTML}tr")][1:] == [
        "6.0 to 6.92 (1 pass)", "7.0 to 7.90", "8.0 to 8.91 (1 pass)", "9.0 to 9.90", "10.0 to 10.91", "No grade1",
    ]
    assert [" ".join("".join(r.itertext()).split()) for r in reasons.iter(f"{HTML}tr")][1:] == [
        "Cannot be read2", "No article found1",
    ]
    # Two articles are the longest bar; half of it passes. Reasons are drawn to their own scale.
    bars = [[(float(r.get("x")), float(r.get("width"))) for r in svg] for svg in grades.iter(f"{SVG}svg")
            if svg.get("class") == "bar"]
    assert bars == [[(0, 50), (50, 50)], [(0, 50)], [(0, 50)], [(0, 50)]]
    eased = page([*ROWS, row("Fácil", grade=None, verdict="PASS")])  # Spanish formulas give no grade
    assert "No grade 2 (1 pass)" in " ".join(text_of(eased).split())
    # No label stands in a drawing, so none can cross a bar.
    assert not list(parsed(page()).iter(f"{SVG}text"))
    assert all(svg.get("aria-hidden") == "true" for svg in parsed(page()).iter(f"{SVG}svg"))


@pytest.mark.parametrize(("languages", "own"), [
    (("es", "es-MX", "en"), "es"), (("es", "en"), "en"), (("fi", "fi"), "en"), ((), "en"), (("", ""), "en"),
])
def test_the_page_speaks_the_language_of_most_articles(languages: tuple[str, ...], own: str) -> None:
    root = parsed(page([row(f"T{n}", language=language) for n, language in enumerate(languages)]))
    assert root.get("lang") == own
    assert root.findtext(f".//{HTML}h1") == {
        "es": "Folletos en letra grande y audio", "en": "Large-print and audio handouts",
    }[own]


def test_in_spanish_what_stays_english_is_marked_as_english() -> None:
    root = parsed(page([row("Uno", language="es", warnings=["No picture."], words_cut=12_345)]))
    marked = {"".join(e.itertext()) for e in root.iter(f"{HTML}span") if e.get("lang") == "en"}
    assert {"No picture.", "the file is a PDF."} <= marked
    assert "12\u00a0345</td>" in page([row("Uno", language="es", words_cut=12_345)])


def test_a_verdict_an_origin_a_link_and_a_code_without_words_are_told_as_they_are() -> None:
    odd = row("Odd", verdict="ODD", disclaimer="odd", links=[{"kind": "zip", "label": "Zip", "href": "a/b.zip"}])
    text = text_of(index_page([odd, {"title": "x", "error": "x: why", "exit_code": 77}], {"odd_total": 1}))
    for words in ("ODD", "odd", "Zip of Odd", "Exit code 77", "Odd total 1"):
        assert words in text, words


@pytest.mark.parametrize(("number", "shown"), [
    (None, ""), (0, "0 B"), (999, "999 B"), (1000, "1 kB"), (123_456, "123 kB"), (999_600, "1 MB"),
    (2_540_000, "2.5 MB"), (10**9, "1 GB"), (3 * 10**12, "3000 GB"),
])
def test_sizes_as_people_write_them(number: int | None, shown: str) -> None:
    assert size(number).replace("\u00a0", " ") == shown


def test_work_grows_with_the_rows() -> None:
    def build(number: int) -> None:
        index_page([row(f"T{n}") for n in range(number)], {})

    build(1)  # the template is compiled once
    few, many = calls_made(lambda: build(200)), calls_made(lambda: build(2000))
    assert many < 11 * few


# What a reader does with the page, each step with what must be seen then.
_STEPS = """<script>
window.addEventListener("load", function () {
  var told = [];
  var by = function (id) { return document.getElementById(id); };
  function rows() {
    return Array.from(by("articles").tBodies[0].rows).filter(r => !r.hidden)
      .map(r => r.querySelector(".titled").textContent);
  }
  function note(step) {
    told.push([step, rows(), by("status").textContent,
      Array.from(by("articles").tHead.rows[0].cells).map(c => c.getAttribute("aria-sort"))]);
  }
  function press(column) { by("articles").tHead.rows[0].cells[column].querySelector("button").click(); }
  function choose(id, value) { by(id).value = value; by(id).dispatchEvent(new Event("change")); }
  function type(words) { by("search").value = words; by("search").dispatchEvent(new Event("input")); }
  note("start");
  press(0); note("by title");
  press(2); note("by pages"); press(2); note("by pages, down");
  choose("sort", "1"); choose("order", "1"); note("by grade");
  choose("show", "look"); note("look");
  choose("show", "");
  type("EPSILON none");
  setTimeout(function () {
    note("search");
    type("nothing like it");
    setTimeout(function () {
      note("nothing");
      by("tools").querySelector("[type=reset]").click();
      setTimeout(function () {
        note("reset");
        var out = document.createElement("pre");
        out.id = "told"; out.textContent = JSON.stringify(told); document.body.appendChild(out);
      }, 50);
    }, 400);
  }, 400);
});
</script></body>"""


def _dumped(text: str, folder: Path, *more: str) -> str:
    """Give the page's tree as Chromium has it in the end."""
    file = folder / "page.html"
    file.write_text(text, encoding="utf-8")
    command = [
        _tools()[1], "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--allow-file-access-from-files",
        *more, "--dump-dom", file.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=180).stdout


def test_it_sorts_and_filters(tmp_path: Path) -> None:
    done = _dumped(_POLICY.sub("", page()).replace("</body>", _STEPS), tmp_path)
    found = re.search(r'<pre id="told">(.*?)</pre>', done, re.DOTALL)
    assert found
    told = {step: (rows, status, heads) for step, rows, status, heads in json.loads(unescape(found[1]))}
    assert told["start"][:2] == (["Beta", "Épsilon", "Alpha", "Gamma 10", "Gamma 9"], "5 of 5 articles shown.")
    assert told["start"][2] == [None] * 8
    assert told["by title"][0] == ["Alpha", "Beta", "Épsilon", "Gamma 9", "Gamma 10"]
    assert told["by title"][1] == "5 of 5 articles shown. Sorted by Article, ascending."
    assert told["by title"][2] == ["ascending", *[None] * 7]
    # As numbers, and what is not known last, whichever way.
    assert told["by pages"][0] == ["Alpha", "Beta", "Gamma 10", "Gamma 9", "Épsilon"]
    assert told["by pages, down"][0] == ["Gamma 9", "Gamma 10", "Beta", "Alpha", "Épsilon"]
    assert told["by pages, down"][2] == [None, None, "descending", *[None] * 5]
    assert told["by grade"][0] == ["Alpha", "Gamma 10", "Gamma 9", "Beta", "Épsilon"]
    assert told["look"][:2] == (["Gamma 10", "Beta", "Épsilon"], "3 of 5 articles shown.")
    assert told["search"][:2] == (["Épsilon"], "1 of 5 articles shown.")
    assert told["nothing"][:2] == ([], "0 of 5 articles shown.")
    assert told["reset"] == (["Beta", "Épsilon", "Alpha", "Gamma 10", "Gamma 9"], "5 of 5 articles shown.", [None] * 8)


def test_the_policy_lets_the_pages_own_script_run(tmp_path: Path) -> None:
    done = _dumped(page(), tmp_path)
    assert "5 of 5 articles shown." in done
    assert '<form id="tools" role="search" aria-label="Search and sort">' in done


def test_nothing_is_wider_than_a_screen_of_320_pixels(tmp_path: Path) -> None:
    long = row("Pneumonoultramicroscopicsilicovolcanoconiosis" * 3, folder="a-very-long-folder-name" * 5)
    (tmp_path / "inner.html").write_text(_POLICY.sub("", page([long, *ROWS])), encoding="utf-8")
    outer = """<!DOCTYPE html><body><iframe id="f" src="inner.html" width="320" height="700"></iframe><script>
      document.getElementById("f").addEventListener("load", function () {
        var root = this.contentDocument.documentElement;
        var wide = Array.from(root.querySelectorAll(".wide")).map(e => e.scrollWidth - e.clientWidth);
        document.title = JSON.stringify([root.scrollWidth, root.clientWidth, Math.max(...wide)]);
      });</script></body>"""
    title = re.search(r"<title>\[(\d+),(\d+),(\d+)\]</title>", _dumped(outer, tmp_path))
    assert title
    needed, there, beside = map(int, title.groups())
    assert needed <= there <= 320
    assert beside == 0


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_axe_finds_nothing(tmp_path: Path, language: str, *, dark: bool) -> None:
    rows = [{**r, "language": language} for r in ROWS]
    assert _found(page(rows), tmp_path, dark=dark)["violations"] == []
