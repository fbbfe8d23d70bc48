"""Folders of articles: bad input costs that one article, finished outputs stay, the index tells all."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from a11y_export import Options, batch
from a11y_export.errors import ExitCode, UsageError
from a11y_export.proof import prove
from tests.conftest import INPUT

PDF = Options(formats=("pdf",))


def test_what_is_loaded_beforehand_is_what_an_article_needs(tmp_path):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from a11y_export import Options\n"
        "from a11y_export.pipeline import Job, export\n"
        f"page, out = Path({str(INPUT / 'asthma-inhaler-spacer.html')!r}), Path({str(tmp_path)!r})\n"
        "export(Job(page, page.name, out, 'page'), Options(formats=('pdf',)), lambda stage: None)\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert set(batch.modules(PDF)) - set(done.stdout.split()) == set()


def test_good_and_bad_side_by_side(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    shutil.copy(INPUT / "kidney-stones.html", source)
    (source / "empty.html").write_bytes(b"")
    (source / "list.html").write_text("<ul>" + "<li><a href='/x'>A link</a></li>" * 30 + "</ul>", encoding="utf-8")
    (source / "scan.html").write_bytes(b"%PDF-1.7 not a page")
    outcomes = batch.convert([source], tmp_path / "out", PDF, workers=2)
    assert {o.location: o.code for o in outcomes} == {
        "empty.html": ExitCode.UNREADABLE, "kidney-stones.html": ExitCode.OK, "list.html": ExitCode.NO_ARTICLE,
        "scan.html": ExitCode.UNREADABLE,
    }
    made = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert made == [".a11y-export.json", "batch.csv", "batch.json", "index.html", "kidney-stones"]
    told = json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))
    assert told["totals"]["done"] == 1
    assert told["totals"]["failed"] == 3
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "empty.html" in page
    assert "the file is empty" in page


def test_a_failed_run_leaves_the_finished_output_as_it_was(tmp_path):
    page = tmp_path / "kidney.html"
    shutil.copy(INPUT / "kidney-stones.html", page)
    batch.convert([page], tmp_path / "out", PDF)
    before = {p: p.read_bytes() for p in (tmp_path / "out" / "kidney").rglob("*") if p.is_file()}
    page.write_bytes(b"")
    assert batch.convert([page], tmp_path / "out", PDF)[0].code is ExitCode.UNREADABLE
    assert {p: p.read_bytes() for p in (tmp_path / "out" / "kidney").rglob("*") if p.is_file()} == before


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        batch.convert([INPUT / "low-blood-sugar.mht"], tmp_path / name, Options())
    first, second = (
        {p.relative_to(tmp_path / n): p.read_bytes() for p in (tmp_path / n).rglob("*") if p.is_file()} for n in "ab"
    )
    assert first.keys() == second.keys()
    assert [str(k) for k in first if first[k] != second[k]] == []
    assert sum(1 for k in first if k.suffix == ".mp3") >= 6


def test_inputs_of_one_name_get_folders_of_their_own(tmp_path):
    for folder, sample in (("a", "kidney-stones.html"), ("b", "asthma-inhaler-spacer.html")):
        (tmp_path / "in" / folder).mkdir(parents=True)
        shutil.copy(INPUT / sample, tmp_path / "in" / folder / "page.html")
    batch.convert([tmp_path / "in"], tmp_path / "out", PDF)
    names = sorted(p.name for p in (tmp_path / "out").iterdir() if p.is_dir())
    assert len(names) == 2
    assert all(n.startswith("page-") for n in names)
    batch.convert([tmp_path / "in"], tmp_path / "out", PDF)
    assert sorted(p.name for p in (tmp_path / "out").iterdir() if p.is_dir()) == names


def test_a_name_that_another_input_owns_is_not_taken(tmp_path):
    (tmp_path / "in").mkdir()
    shutil.copy(INPUT / "kidney-stones.html", tmp_path / "in" / "page.html")
    batch.convert([tmp_path / "in"], tmp_path / "out", PDF)
    shutil.copy(INPUT / "asthma-inhaler-spacer.html", tmp_path / "page.htm")
    batch.convert([tmp_path / "page.htm"], tmp_path / "out", PDF)
    assert len([p for p in (tmp_path / "out").iterdir() if p.is_dir()]) == 2


def test_csv_cells_are_no_formulas(tmp_path):
    page = tmp_path / "x.html"
    prose = "<p>Drink a glass of water with each meal, and tell your nurse when you cannot keep it down.</p>" * 3
    page.write_text(f"<html lang='en'><title>=1+2</title><body><h1>=1+2</h1>{prose}</body></html>", encoding="utf-8")
    batch.convert([page], tmp_path / "out", PDF)
    with (tmp_path / "out" / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["title"].startswith("'=")


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal to a process group")
def test_ctrl_c_leaves_nothing_half_made(tmp_path):
    run = subprocess.Popen(
        [sys.executable, "-m", "a11y_export", "convert", str(INPUT), "-o", str(tmp_path / "out"), "--jobs", "1"],
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True, text=True,
        # A shell's background job ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not list(tmp_path.glob("out/*.a11y-new")):
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == ExitCode.INTERRUPTED
    assert "Traceback" not in errors
    assert errors.endswith("error: interrupted; finished articles stay, nothing half-made is left.\n")
    left = [p.name for p in (tmp_path / "out").iterdir()]
    assert [n for n in left if n.endswith((".a11y-new", ".a11y-old"))] == []
    for folder in (p for p in (tmp_path / "out").iterdir() if p.is_dir()):
        assert all(c.passed for c in prove(folder))


@pytest.mark.skipif(os.name == "nt", reason="sends a POSIX signal to a process group")
def test_a_kill_is_repaired_by_the_next_run(tmp_path):
    """Kill -9 at moments spread over a run; the next run ends well whatever it finds."""
    page, output = str(INPUT / "migrana.html"), str(tmp_path / "out")
    command = [sys.executable, "-m", "a11y_export", "convert", page, "-o", output, "-q"]
    for wait in (0.9, 1.3, 1.7):
        run = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(wait)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert subprocess.run(command, check=False).returncode == ExitCode.OK
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        ".a11y-export.json", "batch.csv", "batch.json", "index.html", "migrana"
    ]
    assert all(c.passed for c in prove(tmp_path / "out" / "migrana"))


def test_a_foreign_folder_or_file_of_the_same_name_keeps_it(tmp_path):
    (tmp_path / "kidney-stones").mkdir()
    (tmp_path / "kidney-stones" / "thesis.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "migrana").write_text("mine", encoding="utf-8")
    outcomes = batch.convert([INPUT / "kidney-stones.html", INPUT / "migrana.html"], tmp_path, PDF)
    assert [o.code for o in outcomes] == [ExitCode.OK, ExitCode.OK]
    assert (tmp_path / "kidney-stones" / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "migrana").read_text(encoding="utf-8") == "mine"
    made = [p.name for p in tmp_path.iterdir() if p.is_dir() and p.name != "kidney-stones"]
    assert sorted(n.rsplit("-", 1)[0] for n in made) == ["kidney-stones", "migrana"]


def test_a_folder_is_not_made_of_its_own_output(tmp_path):
    shutil.copy(INPUT / "migrana.html", tmp_path)
    for _ in range(2):
        outcomes = batch.convert([tmp_path], tmp_path / "output", PDF)
        assert [o.location for o in outcomes] == ["migrana.html"]


def test_results_are_not_put_among_the_articles_themselves(tmp_path):
    """They could be, once: the next run would take the whole folder for results, and find no page in it."""
    shutil.copy(INPUT / "kidney-stones.html", tmp_path)
    with pytest.raises(UsageError, match="is the folder of the articles themselves"):
        batch.convert([tmp_path], tmp_path / "sub" / "..", PDF)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kidney-stones.html", "sub"]
