"""The listening page in a browser: it plays, marks what is read, obeys keys and settings, and axe-core finds nothing.

`A11Y_EXPORT_ACE` names the command of DAISY Ace, whose packages hold puppeteer; `A11Y_EXPORT_AXE` names axe-core's
file, as `.ci/run` sets both. Without them, without Node or Chromium, the tests are skipped, but fail in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from a11y_export.themes import themes
from tests.pages.test_axe import AXE, BROWSERS
from tests.proof.conftest import PAGE, make

ACE, SHOTS = "A11Y_EXPORT_ACE", "A11Y_EXPORT_SCREENSHOTS"
SCRIPT = Path(__file__).with_name("listening.cjs")


def packages() -> Path:
    """Give the folder of Node's packages beside Ace, or skip with the reason; in CI their absence fails."""
    ace, browser = os.environ.get(ACE, ""), next((found for name in BROWSERS if (found := shutil.which(name))), "")
    told = {ACE: ace, AXE: os.environ.get(AXE, ""), "node": shutil.which("node"), "Chromium": browser}
    missing = [name for name, found in told.items() if not found]
    if missing and os.environ.get("CI"):
        pytest.fail(f"missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}")
    os.environ.setdefault("PUPPETEER_EXECUTABLE_PATH", browser)
    return Path(ace).parent.parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a finished folder with a listening page of an article with a table, a list and a disclaimer."""
    packages()
    return make(tmp_path_factory.mktemp("listened"), PAGE, formats=("mp3", "html"))


@pytest.fixture(scope="module")
def found(folder: Path) -> dict[str, Any]:
    """Give what was seen on the page; screenshots go where `A11Y_EXPORT_SCREENSHOTS` says."""
    environment = {**os.environ, "NODE_PATH": str(packages())}
    command = ["node", str(SCRIPT), str(folder / "listen" / "index.html"), os.environ[AXE], os.environ.get(SHOTS, "-")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_nothing_is_asked_of_the_network_and_nothing_goes_wrong(found: dict[str, Any], folder: Path) -> None:
    assert found["errors"] == []
    own = (folder.as_uri(), "data:")  # the browser draws its own controls with data:
    assert [url for url in found["requests"] if not url.startswith(own)] == []


def test_it_plays_and_the_mark_goes_on_by_itself(found: dict[str, Any], folder: Path) -> None:
    timeline = json.loads((folder / "record" / "timeline.json").read_text(encoding="utf-8"))
    said = [u["sentence"] for u in timeline["tracks"][0]["utterances"] if u["sentence"]]
    assert found["first"] == ""
    assert found["marked"] == said[:2]
    assert found["sounding"] == [True] + [False] * (len(timeline["tracks"]) - 1)
    assert "underline" in found["decoration"]  # not by colour alone
    assert found["named"] == "Pause"


def test_the_keyboard_stops_goes_on_and_goes_back(found: dict[str, Any]) -> None:
    here, there, back = found["keys"]
    assert found["paused"]
    assert here != there
    assert back == here


def test_one_file_sounds_at_a_time(found: dict[str, Any]) -> None:
    assert found["second"].count(True) == 1
    assert found["second"][1]


def test_size_colours_and_speed_change_and_stay(found: dict[str, Any]) -> None:
    theme = themes()["yellow-on-black"]

    def rgb(colour: str) -> str:
        return f"rgb({', '.join(str(int(colour[at:at + 2], 16)) for at in (1, 3, 5))})"

    for state in (found["chosen"], found["kept"]):
        assert float(state["size"].removesuffix("px")) == pytest.approx(28 / 0.75, abs=0.05)
        assert (state["ground"], state["ink"]) == (rgb(theme.paper), rgb(theme.text))
        assert set(state["speeds"]) == {1.5}
        assert state["pressed"] == ["28", "yellow-on-black", "1.5", "yes", "yes"]


def test_each_button_has_room_for_a_finger(found: dict[str, Any]) -> None:
    assert found["small"] == []


def test_axe_finds_nothing_in_any_theme(found: dict[str, Any]) -> None:
    assert found["violations"] == {theme: [] for theme in themes()}
    assert found["passes"] > 20


def test_no_page_is_wider_than_its_window(found: dict[str, Any]) -> None:
    assert found["wide"] == []
