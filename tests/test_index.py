"""The index of an output folder: batch.json and batch.csv tell what stands there, whatever somebody did to it."""

from __future__ import annotations

import csv
import errno
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import index
from tests.effort import calls_made

FAILED = [{"title": "scan.html", "folder": "scan", "error": "scan.html: the file is a PDF.", "exit_code": 3}]


def finished(output: Path, name: str, **more: Any) -> Path:
    """Make a finished folder, as far as the index looks into it."""
    folder = output / name
    (folder / "record").mkdir(parents=True)
    (folder / "audio").mkdir()
    files = {f"{name}.pdf": 4000, "audio/01.mp3": 2500, "audio/playlist.m3u8": 100, "record/cuts.html": 300}
    for path, size in files.items():
        (folder / path).write_bytes(bytes(size))
    told: dict[str, Any] = {
        "schema": 1, "program": "a11y-export 0",
        "source": {"path": f"{name}.html", "title": name.title(), "language": "en"},
        "words": {"removed": 12},
        "disclaimer": {"origin": "found"},
        "readability": {"formula": "smog", "score": 7.5, "grade": 7.5, "target": 8.0, "verdict": "PASS"},
        "artifacts": [
            {"kind": "pdf", "path": f"{name}.pdf", "pages": 6, "section": ""},
            {"kind": "pdf", "path": "sections/01.pdf", "pages": 2, "section": "s01"},
            {"kind": "mp3", "path": "audio/01.mp3", "seconds": 90.0, "section": "s01"},
            {"kind": "playlist", "path": "audio/playlist.m3u8", "section": ""},
        ],
        "record": [{"path": "record/cuts.html"}],
        "warnings": [],
    }
    (folder / "manifest.json").write_text(json.dumps(told | more), encoding="utf-8")
    return folder


def written(output: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((output / "batch.json").read_text(encoding="utf-8"))
    return told


def cells(output: Path) -> list[dict[str, str]]:
    with (output / "batch.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_says_what_the_manifest_says_and_how_large_its_files_are(tmp_path: Path) -> None:
    folder = finished(tmp_path, "beta")
    index.write(tmp_path, FAILED)
    assert written(tmp_path)["articles"] == [{
        "title": "Beta", "language": "en", "folder": "beta", "source": "beta.html", "verdict": "PASS", "grade": 7.5,
        "target": 8.0, "formula": "smog", "score": 7.5,
        "pages": 6, "minutes": 1.5, "words_cut": 12, "disclaimer": "found", "warnings": [],
        # The file by section that the manifest names is not there: somebody took it away.
        "bytes": 4000 + 2500 + 100 + 300 + (folder / "manifest.json").stat().st_size,
        "links": [
            {"kind": "pdf", "label": "Large-print PDF", "href": "beta/beta.pdf"},
            {"kind": "playlist", "label": "Audio", "href": "beta/audio/playlist.m3u8"},
            {"kind": "cuts", "label": "What was cut", "href": "beta/record/cuts.html"},
        ],
    }]
    assert written(tmp_path)["failed"] == FAILED
    totals = written(tmp_path)["totals"]
    assert {key: totals[key] for key in ("articles", "done", "failed", "gone", "pages", "minutes", "words_cut")} == {
        "articles": 2, "done": 1, "failed": 1, "gone": 0, "pages": 6, "minutes": 1.5, "words_cut": 12,
    }
    one, other = cells(tmp_path)
    assert (one["title"], one["grade"], one["error"]) == ("Beta", "7.5", "")
    assert one["files"] == "beta/beta.pdf | beta/audio/playlist.m3u8 | beta/record/cuts.html"
    assert (other["title"], other["exit_code"], other["error"]) == ("scan.html", "3", "scan.html: the file is a PDF.")


def test_a_score_that_is_no_grade_stands_beside_its_target(tmp_path: Path) -> None:
    ease = {"formula": "gulpease", "score": 71.5, "grade": None, "target": 60.0, "verdict": "PASS"}
    finished(tmp_path, "beta", readability=ease)
    index.write(tmp_path, [])
    [row] = written(tmp_path)["articles"]
    assert (row["grade"], row["score"], row["formula"]) == (None, 71.5, "gulpease")
    [cell] = cells(tmp_path)
    assert (cell["grade"], cell["target"], cell["formula"], cell["score"]) == ("", "60.0", "gulpease", "71.5")


def test_an_article_whose_input_has_vanished_says_so(tmp_path: Path) -> None:
    for name in ("beta", "alpha"):
        finished(tmp_path, name)
    index.write(tmp_path, [], gone={"beta"})
    told = [(row["folder"], row.get("gone")) for row in written(tmp_path)["articles"]]
    assert told == [("alpha", None), ("beta", True)]
    assert written(tmp_path)["totals"]["gone"] == 1
    assert [row["gone"] for row in cells(tmp_path)] == ["", "yes"]
    assert "The saved page is no longer there." in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("harm", [
    {"source": None}, {"source": {"path": "x", "title": 5, "language": "en"}}, {"words": []},
    {"words": {"removed": "9"}},
    {"readability": {"verdict": "PASS", "grade": "high"}}, {"readability": {"verdict": "PASS", "grade": float("nan")}},
    {"readability": {"verdict": "PASS", "grade": 10**400}}, {"warnings": [1]}, {"warnings": None}, {"artifacts": {}},
    {"artifacts": [{"kind": "pdf"}]}, {"artifacts": [{"kind": "pdf", "path": "../../etc/passwd"}]},
    {"artifacts": [{"kind": "pdf", "path": "/etc/passwd"}]}, {"artifacts": [{"kind": "pdf", "path": "a\0b"}]},
    {"artifacts": [{"kind": [], "path": "a"}]}, {"artifacts": [{"kind": "mp3", "path": "a", "seconds": "9"}]},
    {"record": [3]}, {"disclaimer": "found"},
])
def test_a_manifest_that_somebody_spoiled_costs_that_article_alone(tmp_path: Path, harm: dict[str, Any]) -> None:
    finished(tmp_path, "good")
    finished(tmp_path, "spoiled", **harm)
    assert [path.name for path, _ in index.finished(tmp_path)] == ["good"]
    index.write(tmp_path, [])
    assert [row["folder"] for row in written(tmp_path)["articles"]] == ["good"]
    assert written(tmp_path)["failed"] == [{
        "title": "spoiled", "folder": "spoiled", "exit_code": 7,
        "error": "spoiled: its manifest.json does not say what it should. Convert the article again.",
    }]


def test_an_article_that_failed_just_now_is_not_told_twice(tmp_path: Path) -> None:
    finished(tmp_path, "scan", words=None)
    index.write(tmp_path, FAILED)
    assert written(tmp_path)["failed"] == FAILED


def test_what_is_not_this_programs_is_passed_over(tmp_path: Path) -> None:
    for name, text in (("a", "{"), ("b", "[]"), ("c", '{"schema": 9}'), ("d", "[" * 100_000)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text(text, encoding="utf-8")
    finished(tmp_path, "e.a11y-old")
    index.write(tmp_path, [])
    assert (written(tmp_path)["articles"], written(tmp_path)["failed"]) == ([], [])
    assert list(index.finished(tmp_path / "nowhere")) == []


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_no_cell_is_a_formula(text: str) -> None:
    assert index._safe(text)[:1] not in set("=+-@\t\r\n＝＋－＠")
    assert index._safe(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize("start", list("=+-@\t\r\n＝＋－＠"))
def test_a_title_that_a_spreadsheet_would_run_is_text(tmp_path: Path, start: str) -> None:
    finished(tmp_path, "a", source={"path": "a.html", "title": f"{start}1+2", "language": "en"},
             readability={"verdict": "PASS", "grade": -1.5, "target": 8.0})
    index.write(tmp_path, [])
    (row,) = cells(tmp_path)
    assert row["title"] == f"'{start}1+2"
    assert row["grade"] == "-1.5"  # a number is no formula


def test_half_a_character_in_a_manifest_costs_nothing(tmp_path: Path) -> None:
    finished(tmp_path, "a", source={"path": "a.html", "title": "A \ud800 B", "language": "en"})
    index.write(tmp_path, [])
    assert cells(tmp_path)[0]["title"] == "A ? B"


def test_without_room_for_all_three_each_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finished(tmp_path, "a")
    index.write(tmp_path, [])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert sorted(before) == ["batch.csv", "batch.json", "index.html"]
    real = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "batch.csv.part":
            real(path, data[:10])
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        index.write(tmp_path, FAILED)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        finished(tmp_path, name)
    made = []
    for _ in range(2):
        index.write(tmp_path, FAILED, gone={"a", "b"})
        made.append([(tmp_path / name).read_bytes() for name in ("index.html", "batch.json", "batch.csv")])
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in b"".join(made[0])


def test_work_grows_with_the_folders(tmp_path: Path) -> None:
    finished(tmp_path / "few", "a")
    index.write(tmp_path / "few", [])  # the template is compiled once
    for n in range(20):
        finished(tmp_path / "few", f"f{n}")
    for n in range(200):
        finished(tmp_path / "many", f"f{n}")
    few = calls_made(lambda: index.write(tmp_path / "few", []))
    assert calls_made(lambda: index.write(tmp_path / "many", [])) < 11 * few
