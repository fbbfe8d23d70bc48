"""Listening to finished files: right ones are accepted, a sentence that is missing or changed places is found."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
from pathlib import Path

import pytest

from a11y_export.audio import SpeechOptions, record
from a11y_export.errors import MissingDependency
from a11y_export.model import Article, Disclaimer, Origin, Source
from a11y_export.proof.listen import prove_by_listening
from a11y_export.wording import Wording

from .conftest import paragraph, section

if importlib.util.find_spec("pocketsphinx") is None and not os.environ.get("CI"):
    pytest.skip("pocketsphinx is not installed", allow_module_level=True)

RIGHT = "Shake the inhaler well before you use it. Breathe out slowly through the mouth. Wait for one minute."
WRONG = {
    "missing": RIGHT.replace(" Breathe out slowly through the mouth.", ""),
    "swapped": "Breathe out slowly through the mouth. Shake the inhaler well before you use it. Wait for one minute.",
    "other": RIGHT.replace("Wait for one minute.", "Call your doctor if you are worse."),
}


def made(text: str, out: Path, language: str = "en-US") -> Path:
    notice = Disclaimer((paragraph("This page does not replace the advice of your doctor."),), Origin.FOUND)
    article = Article(
        "Using an inhaler", language, Source("a.html", "0" * 64),
        sections=(section("one", "How to use it", paragraph(text)),), disclaimer=notice,
    )
    record(article, out / "audio", out / "record", SpeechOptions(), Wording.load(language))
    return out


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(RIGHT, tmp_path_factory.mktemp("right"))


def test_a_right_recording_is_accepted(right: Path) -> None:
    checks = prove_by_listening(right)
    assert [c for c in checks if not c.passed] == []
    assert [c.artifact for c in checks] == ["audio/00-disclaimer.mp3", "audio/01-how-to-use-it.mp3"]
    # The title, the heading and three sentences, and the disclaimer; "Part one of one." has four words.
    assert checks[1].evidence.startswith("7 utterances heard")


@pytest.mark.parametrize("loss", sorted(WRONG))
def test_a_sentence_that_is_not_said_where_the_record_says_is_found(right: Path, tmp_path: Path, loss: str) -> None:
    out = Path(shutil.copytree(right, tmp_path / "copy"))
    other = made(WRONG[loss], tmp_path / "other")
    shutil.copy(other / "audio" / "01-how-to-use-it.mp3", out / "audio" / "01-how-to-use-it.mp3")
    failed = [c for c in prove_by_listening(out) if not c.passed]
    assert [c.artifact for c in failed] == ["audio/01-how-to-use-it.mp3"]


def test_a_record_that_names_other_words_is_found(right: Path, tmp_path: Path) -> None:
    """Sound and timeline agree in every number, and the text is another."""
    out = Path(shutil.copytree(right, tmp_path / "copy"))
    path = out / "record" / "timeline.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    for utterance in data["tracks"][1]["utterances"]:
        if utterance["spoken"].startswith("Breathe"):
            utterance["spoken"] = "Swallow two whole tablets after your supper."
            starts = [0, 8, 12, 18, 26, 32, 37]
            utterance["marks"] = [[a, m[1]] for a, m in zip(starts, utterance["marks"], strict=False)]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert [c.passed for c in prove_by_listening(out)] == [True, False]


def test_other_languages_say_that_they_are_not_listened_to(tmp_path: Path) -> None:
    check, = prove_by_listening(made("No tome más de dos.", tmp_path, "es"))
    assert check.passed
    assert "not listened to" in check.evidence


def test_without_the_recogniser_the_remedy_is_named(right: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pocketsphinx", None)
    with pytest.raises(MissingDependency, match=r"a11y-export\[listen\]"):
        prove_by_listening(right)
