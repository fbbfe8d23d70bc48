"""The benchmark of the whole job: it counts all that a command started, and tells ratios the right way round."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from benchmarks.__main__ import PARTS, made, rows, turns
from benchmarks.ablation import IDEAS
from benchmarks.starting import commands, stands_after
from benchmarks.whole import LABELS, Cost, contenders, measured

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="orphans are given to a process on Linux only")
_ORPHAN = (
    "import subprocess, sys\n"
    "work = 'sum(range(30_000_000))'\n"
    "subprocess.Popen([sys.executable, '-c', work], start_new_session=True)\n"
)


def test_the_work_of_a_process_that_outlives_its_starter_counts():
    nothing, orphan = measured([sys.executable, "-c", "pass"]), measured([sys.executable, "-c", _ORPHAN])
    assert orphan.cpu > 2 * nothing.cpu
    assert nothing.memory > 1


def test_a_failure_is_told_and_not_raised():
    assert measured([sys.executable, "-c", "raise SystemExit(9)"]).code == 9
    found = turns({"ours": ([sys.executable, "-c", "raise SystemExit(3)"], {})}, 1)
    assert next(iter(rows("part", found))).startswith("| part | ours (exit 3) |")


def test_a_ratio_above_one_says_that_ours_took_less():
    table = list(rows("part", {"ours": Cost(1.0, 2.0, 10.0), "theirs": Cost(3.0, 3.0, 5.0)}))
    assert table == [
        "| part | ours | 1.00 s |  | 2.00 s |  | 10 MB |  |",
        "| part | theirs | 3.00 s | 3.00 | 3.00 s | 1.50 | 5 MB | 0.50 |",
    ]


def test_without_peers_ours_is_measured_alone(tmp_path, monkeypatch):
    monkeypatch.delenv("A11Y_EXPORT_PEERS", raising=False)
    assert list(contenders(tmp_path / "in", tmp_path)) == ["ours"]
    assert set(PARTS) == {"reading", "handout", "audio", "readability", "whole"}


def test_the_peers_use_as_many_workers_and_the_same_voice_speed(tmp_path, monkeypatch):
    monkeypatch.setenv("A11Y_EXPORT_PEERS", "/somewhere/bin/python")
    found = contenders(tmp_path / "in", tmp_path)
    assert set(found) == {"ours", *LABELS} - {"bare"}
    assert "--force" in found["ours"][0]  # a turn that finds everything made would take no time
    assert found["ours"][0][-3:] == ["--jobs", "2", "-q"]
    assert all("xargs -P 2" in str(found[name][0][-1]) for name in ("script", "script-sections"))
    # With one file for each section, its disclaimer goes along; with one for the whole article none.
    assert str(found["script-sections"][0][-1]).endswith(f"script-sections {tmp_path / 'disclaimer.txt'}")
    assert str(found["script"][0][-1]).endswith(str(tmp_path / "script"))
    assert found["warm-sections"][0][-1] == tmp_path / "disclaimer.txt"
    assert found["warm"][0][-1] == tmp_path / "warm"
    told = (tmp_path / "script.sh").read_text(encoding="utf-8") + (tmp_path / "warm.py").read_text(encoding="utf-8")
    assert "-s 158 " in told
    assert '"-s", "158"' in told
    assert "ProcessPoolExecutor(2)" in told


def stand_ins(folder):
    """Put programs in place of the peers' own: what they are given stands in what they make."""
    folder.mkdir()
    for name, does in {
        "trafilatura": 'case $1 in --markdown) cat "$PAGE_MD";; *) printf "<body>\\n"; cat;; esac',
        "weasyprint": 'for last; do :; done; cat "$(dirname "$last")/page.html" > "$last"',
        "espeak-ng": "cat",
        "ffmpeg": 'for last; do :; done; cat > "$last"',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder / "python"


def test_the_script_divides_an_article_where_ours_does_and_says_title_and_disclaimer_in_each_part(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("A11Y_EXPORT_PEERS", str(stand_ins(tmp_path / "bin")))
    monkeypatch.setenv("PAGE_MD", str(tmp_path / "page.md"))
    text = "# Gout\n\nIt hurts.\n\n### Rest\n\nLie down.\n#### Ice\n\nCool it.\n### Diet\n\nEat.\n"
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html").write_text("<html><title>About\ngout</title><body><p>Text</html>", encoding="utf-8")
    found = contenders(tmp_path / "in", tmp_path / "out")
    for name in ("script", "script-sections"):
        command, environment = found[name]
        subprocess.run(command, env=os.environ | environment, check=True)
    assert [path.name for path in sorted((tmp_path / "out" / "script").glob("*.mp3"))] == ["page.mp3"]
    parts = sorted((tmp_path / "out" / "script-sections").glob("*.mp3"))
    assert [path.name for path in parts] == ["page.01.mp3", "page.02.mp3", "page.03.mp3"]
    told = [path.read_text(encoding="utf-8").split() for path in parts]
    assert [" ".join(words).partition(" Disclaimer.")[0] for words in told] == [
        "About gout. Gout It hurts.", "About gout. Rest Lie down. Ice Cool it.", "About gout. Diet Eat.",
    ]
    assert all(words[-2:] == ["at", "once."] for words in told)
    printed = (tmp_path / "out" / "script-sections" / "page.pdf").read_text(encoding="utf-8")
    assert "<p>Disclaimer." in printed
    assert "Disclaimer." not in (tmp_path / "out" / "script" / "page.pdf").read_text(encoding="utf-8")


def test_minutes_of_audio_are_told_without_the_tags(tmp_path):
    (tmp_path / "a.mp3").write_bytes(b"ID3\x03\x00\x00\x00\x00\x02\x05" + bytes(261) + bytes(480_000))
    (tmp_path / "b.mp3").write_bytes(b"\xff\xf3" + bytes(479_998))
    (tmp_path / "a.pdf").touch()
    assert made(tmp_path) == "1 PDFs, 2 MP3s, 2 minutes of audio"


def test_a_pdf_stands_when_its_folder_has_its_name(tmp_path):
    made = (
        "import pathlib, sys, time\n"
        "work = pathlib.Path(sys.argv[1], 'page.a11y-new')\n"
        "work.mkdir(parents=True); (work / 'page.pdf').touch(); time.sleep(0.3)\n"
        "(work / 'proved').touch(); work.rename(work.with_name('page'))\n"
    )
    assert stands_after([sys.executable, "-c", made, str(tmp_path)], tmp_path) > 0.3
    assert (tmp_path / "page" / "proved").exists()
    with pytest.raises(subprocess.CalledProcessError):
        stands_after([sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "none")


def test_what_is_measured_of_a_start_are_commands_that_work(tmp_path):
    found = commands(tmp_path / "out")
    assert list(found)[-1] == "convert, unchanged"  # after the runs that made what stands
    assert subprocess.run(found["--help"], capture_output=True, check=True).stdout.startswith(b"Usage:")


def test_each_idea_that_is_switched_off_is_a_step_of_the_reading():
    for steps in IDEAS.values():
        for step in steps:
            module, name = step.split(".")
            assert callable(getattr(import_module(f"a11y_export.reading.{module}"), name)), step
