"""``verify --listen``: what the recogniser hears decides the exit code; without it, the remedy is named."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys

import pytest

from a11y_export.cli.app import run
from tests.cli.test_cli import GOOD, _save

if importlib.util.find_spec("pocketsphinx") is None and not os.environ.get("CI"):
    pytest.skip("pocketsphinx is not installed", allow_module_level=True)

HEARD = "the words are heard where they should be"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An article's finished folder, and one of another text that has the same file names."""
    folder = tmp_path_factory.mktemp("made")
    right, other = folder / "right", folder / "other"
    said = "Most people can keep their asthma under control."
    changed = GOOD.replace(said, "Ask a friend to wash the windows first.")
    assert changed != GOOD
    for out, page in ((right, GOOD), (other, changed)):
        source = _save(folder, f"{out.name}.html", page)
        assert run(["convert", str(source), "-o", str(out), "--formats", "mp3", "--quiet"]) == 0
    return right / "right", other / "other"


@pytest.fixture
def copy(made, tmp_path):
    return shutil.copytree(made[0], tmp_path / "copy")


def test_a_right_folder_is_heard_and_told(call, copy):
    code, out, err = call("verify", copy, "--listen", "--json")
    assert code == 0, err
    [told] = json.loads(out)
    heard = [c for c in told["checks"] if c["name"] == HEARD]
    assert [c["artifact"] for c in heard] == sorted(f"audio/{p.name}" for p in (copy / "audio").glob("*.mp3"))
    assert all(c["passed"] and "utterances heard" in c["evidence"] for c in heard)
    _, out, _ = call("verify", copy, "--json")
    assert HEARD not in {c["name"] for c in json.loads(out)[0]["checks"]}


def test_a_file_that_says_something_else_is_exit_code_7_and_named(call, made, copy):
    name = sorted(p.name for p in (copy / "audio").glob("*.mp3"))[-1]
    shutil.copy(made[1] / "audio" / name, copy / "audio" / name)
    code, _, err = call("verify", copy, "--listen")
    assert code == 7
    assert f"audio/{name}: {HEARD}" in err


def test_a_folder_without_audio_has_nothing_to_hear(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    assert call("convert", source, "-o", tmp_path / "out", "--formats", "pdf", "--quiet")[0] == 0
    code, out, _ = call("verify", tmp_path / "out", "--listen", "--json")
    assert code == 0
    assert HEARD not in {c["name"] for c in json.loads(out)[0]["checks"]}


@pytest.mark.parametrize("timeline", ["", "[]", "{}", '{"language": "en"}', '{"language": "en", "tracks": [{}]}'])
def test_a_timeline_that_is_damaged_is_exit_code_7(call, copy, timeline):
    (copy / "record" / "timeline.json").write_text(timeline, encoding="utf-8")
    assert call("verify", copy, "--listen")[0] == 7


def test_audio_that_is_gone_or_empty_is_exit_code_7(call, copy):
    first, *_, last = sorted((copy / "audio").glob("*.mp3"))
    first.unlink()
    last.write_bytes(b"")
    assert call("verify", copy, "--listen")[0] == 7


def test_without_the_recogniser_it_is_exit_code_8_with_the_remedy(call, copy, monkeypatch):
    monkeypatch.setitem(sys.modules, "pocketsphinx", None)
    code, _, err = call("verify", copy, "--listen")
    assert code == 8
    assert "a11y-export[listen]" in err
    assert call("verify", copy)[0] == 0
