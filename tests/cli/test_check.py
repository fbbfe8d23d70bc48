"""The gate of `check`: several articles, the baseline that only gets better, the clinic's own words."""

import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path

import pytest

from a11y_export.cli import reports, terminal
from a11y_export.errors import UsageError
from a11y_export.guard import Outcome, Work
from a11y_export.inputs import Input
from tests.conftest import ROOT
from tests.reading.pages import page

check = import_module("a11y_export.cli.check")  # the package gives the command itself by this name
DISCLAIMER = "<p>This page is not a substitute for professional medical advice.</p>"
EASY = "Drink some milk with your food each day so that your bones stay strong and you feel well. "
HARD = "Uncontrolled hypertension eventually precipitates irreversible cardiovascular complications in adults. "


def _save(folder, name, *, easy, hard):
    text = (EASY * easy + HARD * hard).strip()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(page(DISCLAIMER, prose=f"<p>{text}</p>"), encoding="utf-8")
    return folder / name


@pytest.fixture
def library(tmp_path):
    """Give a folder of two articles: one easy, one a little harder."""
    _save(tmp_path / "lib", "a.html", easy=40, hard=0)
    _save(tmp_path / "lib", "b.html", easy=36, hard=4)
    return tmp_path / "lib"


def _scores(path):
    return {row["path"]: row["score"] for row in json.loads(path.read_text(encoding="utf-8"))["articles"]}


def test_a_folder_in_parallel_is_told_in_order_of_name(call, library):
    code, out, _ = call("check", library, "--jobs", "2")
    assert code == 0
    assert [line.split(":")[0] for line in out.splitlines()] == ["a.html", "b.html"]


def test_a_slow_article_holds_the_rest_up_before_they_fill_the_memory(monkeypatch):
    """What has come before its turn waits, and only so much of it: a folder may have any number of articles."""
    begun, told, ahead = [], [], []

    def run(work, progress, stop):
        number = int(work.location)
        begun.append(number)
        ahead.append(number - len(told))
        if number == 0:
            while len(begun) < 5:
                time.sleep(0.01)
            time.sleep(0.5)  # time enough for others to be begun, if they were
        return Outcome(work.location, number)

    monkeypatch.setattr(check, "_EARLY", 2)
    monkeypatch.setattr(Work, "run", run)
    for outcome in check._assessed([Input(Path(str(n)), str(n)) for n in range(100)], (), 2):
        told.append(outcome.value)  # noqa: PERF401  # one by one: others look at it
    assert told == list(range(100))
    # Four wait, and two are at work.
    assert max(ahead) <= 6


def test_data_for_a_file_does_not_go_to_the_terminal_beside_the_bars(tmp_path):
    """The bars are on the terminal, what is asked for in a file: a library would have taken it along to the bars."""
    pty = pytest.importorskip("pty")
    _save(tmp_path / "lib", "a.html", easy=40, hard=0)
    _save(tmp_path / "lib", "b.html", easy=40, hard=0)
    ours, theirs = pty.openpty()
    with (tmp_path / "out.txt").open("wb") as out:
        subprocess.run(
            [sys.executable, "-m", "a11y_export", "check", tmp_path / "lib"], stdout=out, stderr=theirs, cwd=ROOT,
            check=True, env=os.environ | {"TERM": "xterm"},
        )
    os.close(theirs)
    os.close(ours)
    assert [line.split(":")[0] for line in (tmp_path / "out.txt").read_text().splitlines()] == ["a.html", "b.html"]


def test_nothing_of_a_files_name_reaches_the_bars_but_text(monkeypatch):
    shown = []

    class Bars:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def add_task(self, description, **_):
            shown.append(description)

        def update(self, _task, description="", **_):
            shown.append(description)

    monkeypatch.setattr(terminal, "_bars", Bars)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = terminal.Progress(["a\x1b]0;title\x07\x1b[2Jb.html"], lambda *_: None, quiet=False)
    with progress.shown(3):
        progress(0, "reading")
        progress(0, "handout")
    assert shown == ["articles", "a]0;title[2Jb.html: reading", "a]0;title[2Jb.html: handout"]


def test_one_article_has_a_table(call, library):
    code, out, _ = call("check", library / "b.html")
    assert code == 0
    assert "Hardest sentences" in out
    assert "hypertension (4): high blood pressure" in out
    assert "Whole article" in out


def test_without_a_baseline_an_update_makes_no_sense(call, library):
    code, _, err = call("check", library, "--update-baseline")
    assert code == 2
    assert "--baseline FILE" in err


def test_the_baseline_is_written_and_then_holds(call, library, tmp_path):
    file = tmp_path / "baseline.json"
    assert call("check", library, "--baseline", file, "--update-baseline")[0] == 0
    first = _scores(file)
    assert set(first) == {"a.html", "b.html"}
    assert call("check", library, "--baseline", file)[0] == 0
    # b is above the gate, and no harder than it was: the library may stay as it is.
    assert call("check", library, "--baseline", file, "--max-grade", "6")[0] == 0


def test_an_article_that_got_harder_is_exit_code_6_and_stays_so(call, library, tmp_path):
    file = tmp_path / "baseline.json"
    call("check", library, "--baseline", file, "--update-baseline")
    before = file.read_bytes()
    _save(library, "b.html", easy=30, hard=10)
    code, _, err = call("check", library, "--baseline", file)
    assert code == 6
    assert "b.html: harder than before" in err
    # An update never takes a worse score.
    assert call("check", library, "--baseline", file, "--update-baseline")[0] == 6
    assert file.read_bytes() == before


def test_a_better_article_lowers_its_baseline(call, library, tmp_path):
    file = tmp_path / "baseline.json"
    call("check", library, "--baseline", file, "--update-baseline")
    before = _scores(file)
    _save(library, "b.html", easy=39, hard=1)
    assert call("check", library, "--baseline", file, "--update-baseline")[0] == 0
    assert _scores(file)["b.html"] < before["b.html"]
    assert _scores(file)["a.html"] == before["a.html"]


def test_a_new_article_must_reach_the_target(call, library, tmp_path):
    file = tmp_path / "baseline.json"
    call("check", library, "--baseline", file, "--update-baseline")
    _save(library, "c.html", easy=0, hard=40)
    code, out, err = call("check", library, "--baseline", file, "--json")
    assert code == 6
    assert "c.html: new, and above the target" in err
    assert [r["passed"] for r in json.loads(out)] == [True, True, False]
    _save(library, "c.html", easy=40, hard=0)
    assert call("check", library, "--baseline", file)[0] == 0


def test_another_formulas_baseline_makes_an_article_new(call, library, tmp_path):
    file = tmp_path / "baseline.json"
    call("check", library, "--baseline", file, "--update-baseline")
    code, _, err = call("check", library, "--baseline", file, "--formula", "fkgl", "--target", "1")
    assert code == 6
    assert "a.html: new, and above the target" in err


@pytest.mark.parametrize("text", [
    "", "[]", "{}", '{"schema": 1, "articles": [{"path": 1}]}', '{"schema": 9, "articles": []}', "[" * 100_000,
    '{"schema": 1, "articles": [{"path": "a.html", "formula": "smog", "score": NaN}]}',
    '{"schema": 1, "articles": [{"path": "a.html", "formula": "smog", "score": true}]}',
])
def test_what_is_no_baseline_is_a_usage_error(call, library, tmp_path, text):
    file = tmp_path / "baseline.json"
    file.write_text(text, encoding="utf-8")
    code, _, err = call("check", library, "--baseline", file)
    assert code == 2
    assert "--update-baseline" in err


def test_a_missing_baseline_is_a_usage_error(call, library, tmp_path):
    assert call("check", library, "--baseline", tmp_path / "none.json")[0] == 2


def test_a_clinics_word_is_suggested_and_a_bad_row_refused(call, library, tmp_path):
    words = tmp_path / "ours.csv"
    words.write_text("word,plain\nmilk,cow juice,Board\n", encoding="utf-8")
    assert "milk (36): cow juice" in call("check", library / "b.html", "--words", words)[1]
    words.write_text("word,plain\nmilk\n", encoding="utf-8")
    code, _, err = call("check", library / "b.html", "--words", words)
    assert code == 2
    assert "ours.csv: line 2" in err


def _texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_reports_are_written_as_pages_with_an_index(call, library, tmp_path):
    _save(library, "index.html", easy=30, hard=0)
    (library / "empty.html").write_text("<html lang='en'><body><nav>Home</nav></body></html>", encoding="utf-8")
    code, out, err = call("check", library, "--html", tmp_path / "reports", "--max-grade", "8")
    assert code == 9
    assert out.splitlines()[0].startswith("a.html: PASS")
    assert f"written: {tmp_path / 'reports' / 'index.html'}" in err
    first = _texts(tmp_path / "reports")
    # A page that is called index.html gets another name: the index keeps its own.
    [other] = set(first) - {"a.html", "b.html", "index.html"}
    assert other.startswith("index-")
    index = first["index.html"]
    for name in ("a.html", "b.html", other):
        assert f'<a href="{name}">' in index
        assert "Sections against the target" in first[name]
    assert "Articles that could not be scored" in index
    assert "empty.html" in index
    assert str(tmp_path) not in "".join(first.values())
    call("check", library, "--html", tmp_path / "reports", "--max-grade", "8")
    assert _texts(tmp_path / "reports") == first


def test_one_article_is_one_page(call, library, tmp_path):
    code, _, err = call("check", library / "b.html", "--html", tmp_path / "one", "--json")
    assert code == 0
    assert set(_texts(tmp_path / "one")) == {"b.html"}
    assert f"written: {tmp_path / 'one' / 'b.html'}" in err


@pytest.mark.parametrize("folder", ["lib", "lib/reports", "file"])
def test_pages_are_not_written_among_the_articles_nor_over_a_file(call, library, tmp_path, folder):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    code, _, err = call("check", library, "--html", tmp_path / folder)
    assert code == 2
    assert "--html" in err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_spanish_articles_have_a_spanish_index(call, tmp_path):
    text = "Beba un vaso de agua con cada comida y descanse bien. " * 20
    for name in ("a.html", "b.html"):
        html = f"<html lang='es'><body><article><h1>La salud</h1><p>{text}</p></article></body></html>"
        (tmp_path / "lib").mkdir(exist_ok=True)
        (tmp_path / "lib" / name).write_text(html, encoding="utf-8")
    assert call("check", tmp_path / "lib", "--html", tmp_path / "reports")[0] == 0
    index = _texts(tmp_path / "reports")["index.html"]
    assert '<html xmlns="http://www.w3.org/1999/xhtml" lang="es"' in index
    assert "2 artículos, en el orden" in index
    assert "Aprobado" in index


def test_a_page_that_cannot_be_written_leaves_nothing_beside_it(tmp_path):
    (tmp_path / "a.html").mkdir()
    with pytest.raises(UsageError, match=r"a\.html: cannot be written"):
        reports.whole(tmp_path / "a.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_without_room_the_remedy_is_room(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(UsageError, match=r"\(No space left on device\)\. Make room, or choose another\."):
        reports.whole(tmp_path / "a.html", "text")


def test_an_empty_file_holds_nothing_to_lose(call, library, tmp_path):
    (tmp_path / "told").mkdir()
    (tmp_path / "told" / "index.html").touch()
    assert call("check", library, "--html", tmp_path / "told")[0] == 0
    assert (tmp_path / "told" / "index.html").stat().st_size
