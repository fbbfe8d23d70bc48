"""The system's own voices: the same proofs as for the built-in one, or none of their sound is taken."""

from __future__ import annotations

import array
from pathlib import Path

import pytest

from a11y_export import Options
from a11y_export.audio import SpeechOptions, heard
from a11y_export.audio.engines import ENGINES, SpeechFailed
from a11y_export.audio.engines.sounds import read_sound
from a11y_export.audio.engines.system import System
from a11y_export.errors import MissingDependency
from a11y_export.pipeline import Job, export
from tests.audio.stock import Habits, aiff, no_aiff, no_wav, odd_rate, stereo, stock, wav
from tests.proof.conftest import PAGE, unseen

TEXT = "You do not take it at night."


@pytest.mark.parametrize("habits", [
    Habits(), Habits(counts_from=1), Habits(lost_saves=2), Habits(write=aiff), Habits(write=stereo),
], ids=["as SAPI5", "counting from one", "losing the first files", "AIFF", "two channels"])
def test_every_word_is_marked_and_every_sample_kept(habits: Habits) -> None:
    with stock(habits) as name, System(name).session("en-US", SpeechOptions()) as session:
        speech = session.say(TEXT, "en-US")
        rate = session.rate
    assert rate == 22_050
    # By hand: where the seven words of the sentence begin.
    assert [place for place, _ in speech.marks] == [0, 4, 7, 11, 16, 19, 22]
    assert speech.samples > rate
    assert max(map(abs, array.array("h", speech.pcm))) > 3_000
    heard.check(TEXT, speech, rate)


def test_a_not_that_the_voice_did_not_say_is_found() -> None:
    with (
        stock(Habits(untold=frozenset({"not"}))) as name,
        System(name).session("en", SpeechOptions()) as session, pytest.raises(SpeechFailed, match="not"),
    ):
        heard.check(TEXT, session.say(TEXT, "en"), session.rate)


@pytest.mark.parametrize(
    ("habits", "told"),
    [
        (Habits(tells_words=False), "does not tell which words"),
        (Habits(lost_saves=100), "wrote no sound"),
        (Habits(write=odd_rate), "wrote no sound"),
        (Habits(write=no_wav), "wrote no sound"),
        (Habits(write=no_aiff), "wrote no sound"),
        (Habits(fails=RuntimeError("no audio device")), "no audio device"),
    ],
    ids=["no words", "no file", "odd rate", "no WAV", "no AIFF", "an error"],
)
def test_a_voice_that_cannot_be_checked_is_refused_with_the_way_on(habits: Habits, told: str) -> None:
    with (
        stock(habits) as name, pytest.raises(SpeechFailed, match=told) as refused,
        System(name).session("en", SpeechOptions()) as session,
    ):
        session.say(TEXT, "en")
    assert refused.value.exit_code == 8
    assert "Leave out --engine" in str(refused.value)


def test_the_voice_follows_the_language_and_the_choice() -> None:
    habits = Habits()
    with stock(habits) as name:
        system = System(name)
        assert [(v.id, v.language) for v in system.voices()] == [("voice-en", "en-us"), ("voice-es", "es-es")]
        assert system.speaks("voice-es", "es-MX")
        assert not system.speaks("voice-es", "en")
        assert system.speaks(None, "de")
        with system.session("en-GB", SpeechOptions(rate=120, volume=50)) as session:
            session.say("Hello.", "en-GB")
            session.say("Hola.", "es-MX")
            with pytest.raises(MissingDependency, match="voices --engine system"):
                session.say("Guten Tag.", "de")
        nobody = pytest.raises(MissingDependency, match="nobody")
        with nobody, system.session("en", SpeechOptions(voice="nobody")):
            pass
    assert habits.asked[:6] == [
        ("voice", "voice-en"), ("rate", 120), ("volume", 0.5), ("voice", "voice-es"), ("rate", 120), ("volume", 0.5),
    ]


def test_nothing_is_printed_by_a_driver_that_prints(capsys: pytest.CaptureFixture[str]) -> None:
    with stock(Habits()) as name, System(name).session("en", SpeechOptions()) as session:
        session.say("Hello.", "en")
    assert capsys.readouterr().out == ""


def test_a_system_without_an_engine_is_told_with_the_way_on() -> None:
    with pytest.raises(MissingDependency, match="cannot be used here") as told:
        System("no_such_driver").voices()
    assert "Leave out --engine" in str(told.value)


@pytest.mark.parametrize("silent_on", ["", "not"])
def test_an_article_in_the_systems_voice_passes_every_check_or_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, silent_on: str,
) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    options = Options(formats=("mp3",), engine="system")
    with stock(Habits(untold=frozenset({silent_on}), write=aiff)) as name:
        monkeypatch.setitem(ENGINES, "system", System(name))
        if silent_on:
            with pytest.raises(SpeechFailed, match="left out “not”"):
                export(Job(page, page.name, tmp_path, "page"), options, unseen)
            assert not (tmp_path / "page").exists()
            return
        manifest = export(Job(page, page.name, tmp_path, "page"), options, unseen)
    assert manifest["options"]["engine"] == "system"
    assert [c for c in manifest["checks"] if not c["passed"]] == []
    assert sum(a["kind"] == "mp3" for a in manifest["artifacts"]) > 1


def test_a_system_without_voices_of_its_own_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(MissingDependency, match="only Windows and macOS"):
        System().voices()


@pytest.mark.parametrize("write", [wav, stereo, aiff])
def test_sound_files_give_their_samples(tmp_path: Path, write: object) -> None:
    samples = array.array("h", [0, 1, -2, 32_767, -32_768, 5])
    write(tmp_path / "a", samples.tobytes(), 16_000)  # type: ignore[operator]
    sound = read_sound(tmp_path / "a")
    assert array.array("h", sound.pcm) == samples
    assert sound.rate == 16_000
