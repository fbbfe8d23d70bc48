"""What the server that children are forked from does once for all articles: no trace of it in any article."""

import shutil
import subprocess
import sys
import tempfile

import pytest

from a11y_export import Options, batch, rehearsal
from a11y_export.errors import ExitCode
from a11y_export.pipeline import Job, export
from tests.conftest import INPUT


def test_a_long_batch_is_rehearsed_by_its_formats_and_a_short_one_is_not():
    def own(names):
        return [name for name in names if name.startswith("a11y_export.rehearsal")]

    both = Options(formats=("pdf", "mp3"))
    assert own(batch.modules(both)) == []
    assert own(batch.modules(both, rehearsed=True)) == ["a11y_export.rehearsal.pdf", "a11y_export.rehearsal.mp3"]
    assert own(batch.modules(Options(formats=("pdf",)), rehearsed=True)) == ["a11y_export.rehearsal.pdf"]
    books = Options(formats=("mp3", "epub", "pdf"))
    assert own(batch.modules(books, rehearsed=True)) == ["a11y_export.rehearsal.pdf", "a11y_export.rehearsal.books"]


def test_its_page_is_one_that_this_program_converts(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(rehearsal.PAGE, encoding="utf-8")
    made = export(Job(page, page.name, tmp_path, "page"), Options(), lambda _: None)
    assert made["disclaimer"]["origin"] == "found"
    assert made["words"]["removed"] > 0
    assert all(check["passed"] for check in made["checks"])


@pytest.mark.parametrize("form", [*rehearsal.FORMATS, "books"])
def test_it_leaves_nothing_behind_and_nothing_awake(form, tmp_path):
    code = (
        "import gc, sys, threading\n"
        f"import a11y_export.rehearsal.{form}\n"
        "from a11y_export.pages.render import _environment\n"
        # Children would share a lock that nobody opens, or an engine's state.
        "print(threading.active_count(), gc.get_freeze_count() > 0, _environment.cache_info().currsize,\n"
        "      'espeakng_loader' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120,
        env={"PATH": "", "TMPDIR": str(tmp_path), "HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.stdout.split() == ["1", "True", "1", "False"]
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failure", [OSError("no room"), rehearsal.ExportError("", "no voice")])
def test_what_fails_in_it_costs_no_article(monkeypatch, failure):
    def fails(*arguments):
        raise failure

    monkeypatch.setattr(tempfile, "TemporaryDirectory", fails)
    rehearsal.rehearse("pdf")


def test_articles_come_out_the_same_with_and_without_it(tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(3):
        shutil.copy(INPUT / "migrana.html", tmp_path / "in" / f"{n}.html")
    code = (
        "import sys; from pathlib import Path; from a11y_export import Options, batch\n"
        "if __name__ == '__main__':\n"
        "    batch._REHEARSED = int(sys.argv[2])\n"
        f"    done = batch.convert([Path({str(tmp_path / 'in')!r})], Path(sys.argv[1]), Options())\n"
        "    print([int(o.code) for o in done])\n"
    )
    script = tmp_path / "run.py"
    script.write_text(code, encoding="utf-8")
    for name, least in (("with", 0), ("without", 9)):
        done = subprocess.run(
            [sys.executable, script, tmp_path / name, str(least)], capture_output=True, text=True, check=True,
            timeout=300,
        )
        assert done.stdout.strip() == str([int(ExitCode.OK)] * 3)
    first, second = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()}
        for n in ("with", "without")
    )
    assert first == second
