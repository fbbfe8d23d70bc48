"""What a trial on real desks found, so that it stays mended."""

import json
import os
import sys

import pytest

from a11y_export import Options, batch
from a11y_export.cli.app import run
from a11y_export.errors import ExitCode, UnreadableInput
from a11y_export.pipeline import Job, export
from a11y_export.reading import read_bytes
from tests.conftest import INPUT
from tests.proof.conftest import PAGE, unseen

P = "<p>Drink a glass of water with each meal, and tell your nurse when you cannot keep it down.</p>" * 3


@pytest.mark.parametrize("end", ["</body>", "</html>", "</body></html>", "</BODY>\n</HTML >\n<!-- x -->"])
def test_text_after_a_stray_end_of_the_page_is_read(end):
    late = "<h2>When not to take it</h2><p>Do not take it with alcohol, and never with other tablets for pain.</p>"
    reading = read_bytes(f"<html lang=en><title>T</title><body><h1>T</h1>{P}{end}{late}{P}</body></html>".encode())
    assert "Do not take it with alcohol," in " ".join(run.text for run in reading.runs if run.fate == "article")
    assert [s.title for s in reading.article.sections] == ["", "When not to take it"]


def test_the_clinicians_page_shows_each_number_in_its_sentence(tmp_path):
    page = INPUT / "blood-pressure-medicines.html"
    export(Job(page, page.name, tmp_path, "bp"), Options(formats=("mp3",)), unseen)
    shown = (tmp_path / "bp" / "record" / "doses.html").read_text(encoding="utf-8")
    assert "A normal reading is below" in shown
    assert "When medicine is needed" in shown
    assert "s02-0" not in shown


def test_a_box_within_a_box_is_announced_once(tmp_path):
    page = INPUT / "asthma-inhaler-spacer.html"
    export(Job(page, page.name, tmp_path, "x"), Options(formats=("mp3",)), unseen)
    lines = (tmp_path / "x" / "record" / "script.txt").read_text(encoding="utf-8").splitlines()
    assert lines.count("End of box.") == 1
    assert sum(line.rstrip(".") == "Warning" for line in lines) == 1


def test_a_very_long_sentence_is_said_whole(tmp_path):
    numbers = " ".join(f"{n}.{n} mg" for n in range(60))
    page = tmp_path / "long.html"
    page.write_text(PAGE.replace("Never crush it.", f"Never crush it. Values {numbers} and no more."), encoding="utf-8")
    made = export(Job(page, page.name, tmp_path, "long"), Options(formats=("mp3",)), unseen)
    assert all(check["passed"] for check in made["checks"])


def test_a_note_mark_after_a_number_is_no_power(tmp_path):
    page = INPUT / "blood-pressure-medicines.html"
    export(Job(page, page.name, tmp_path, "bp"), Options(formats=("pdf",)), unseen)
    said = json.loads((tmp_path / "bp" / "record" / "handout.json").read_text(encoding="utf-8"))["program"]
    assert {"mark.open", "mark.close"} <= {row["key"] for row in said}


def test_a_cut_off_mhtml_is_a_warning():
    data = (INPUT / "low-blood-sugar.mht").read_bytes()
    whole, part = read_bytes(data), read_bytes(data[: len(data) * 9 // 10])
    assert whole.warnings == ()
    assert any("cut off" in warning for warning in part.warnings)


def test_a_page_of_endless_text_is_refused_at_once():
    with pytest.raises(UnreadableInput, match="characters of text"):
        read_bytes(b"<html><body><h1>T</h1><p>" + b"word " * 200_000 + b"</p></body></html>")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="file names there are text")
def test_a_file_name_that_is_no_text_costs_nothing_else(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.html").write_text(PAGE, encoding="utf-8")
    with open(os.fsencode(tmp_path / "in") + b"/b\xff.html", "wb") as file:  # noqa: PTH123  # no Path for bytes
        file.write(b"x")
    outcomes = batch.convert([tmp_path / "in"], tmp_path / "out", Options(formats=("pdf",)))
    assert sorted(o.code for o in outcomes) == [ExitCode.OK, ExitCode.NO_ARTICLE]
    assert len(json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))["failed"]) == 1


def test_a_name_at_the_systems_limit_is_converted(tmp_path):
    page = tmp_path / f"{'y' * 245}.html"
    page.write_text(PAGE, encoding="utf-8")
    assert batch.convert([page], tmp_path / "out", Options(formats=("pdf",)))[0].code is ExitCode.OK
    assert batch.convert([tmp_path / f"{'z' * 300}.html"], tmp_path / "out")[0].code is ExitCode.UNREADABLE


@pytest.mark.parametrize("settings", ["[bogus]\nx = 1\n", "preset = ", None])
def test_a_wrong_settings_file_is_named(tmp_path, monkeypatch, capsys, settings):
    path = tmp_path / "a11y-export.toml"
    path.mkdir() if settings is None else path.write_text(settings, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["themes"]) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert "a11y-export.toml" in error
    assert "Traceback" not in error
