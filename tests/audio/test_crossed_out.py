"""Crossed-out words in what a player shows and a clinician checks, where no line can be drawn through them."""

from __future__ import annotations

from pathlib import Path

from mutagen.id3 import ID3, USLT

from a11y_export.audio import Recording, SpeechOptions, record
from a11y_export.model import Article, Disclaimer, Origin, Source, Span
from a11y_export.proof.mp3 import prove_audio
from a11y_export.proof.spoken import prove_spoken
from a11y_export.wording import Wording

from .conftest import DELETED, paragraph, section

TEXT = paragraph("Take ", Span("5", DELETED), "10 mg, not ", Span("2 ", DELETED), "3.")
ARTICLE = Article(
    "Doses", "en-US", Source("a.html", "0" * 64), sections=(section("one", "How much", TEXT),),
    disclaimer=Disclaimer((paragraph("Ask your doctor."),), Origin.FOUND),
)
SIGNED = "Take [crossed out: 5] 10 mg, not [crossed out: 2] 3."


def failed(out: Path, made: Recording) -> list[str]:
    manifest = {
        "artifacts": [{"kind": "mp3", "path": f"audio/{track.path.name}"} for track in made.tracks],
        "options": {"speech": {"single_file": False, "disclaimer_audio": "every"}},
    }
    return [check.name for check in prove_audio(out, ARTICLE, manifest) if not check.passed]


def test_a_crossed_out_dose_does_not_run_into_the_new_one(tmp_path: Path) -> None:
    made = record(ARTICLE, tmp_path / "audio", tmp_path / "record", SpeechOptions(), Wording.load("en"))
    tags = ID3(made.tracks[1].path)
    text = str(tags.getall("USLT")[0])
    assert SIGNED in text.splitlines()
    assert [(dose.shown, dose.context) for dose in made.doses] == [
        ("5", SIGNED), ("10 mg", SIGNED), ("2", SIGNED), ("3", SIGNED),
    ]
    said = "Take Crossed out: five, End of crossed out text. ten milligrams, not Crossed out: two"
    assert said in made.script.read_text(encoding="utf-8")
    assert failed(tmp_path, made) == []
    tags.setall("USLT", [USLT(lang="eng", text=text.replace("[crossed out: 5] 10", "510"))])
    tags.save(v2_version=3)
    assert failed(tmp_path, made) == ["audio tags"]


def announced(*edges: tuple[int, str]) -> bool:
    """Whether the proof takes "Take 5 10 mg.", its 5 crossed out, with announcements of these words at these places."""
    own = (Span("Take "), Span("5 ", DELETED), Span("10 mg."))
    spans = [[at, at, said, "deleted"] for at, said in edges]
    shown, spoken, at = "Take 5 10 mg.", "", 0
    for start, _, said, _ in spans:
        spoken, at = spoken + shown[at:start] + said, start
    said = {
        "id": "01-0001", "sentence": "s", "lang": "en", "shown": shown, "spoken": spoken + shown[at:], "spans": spans,
        "marks": [[0, 0]], "levels": [900], "skipped": [],
    }
    checks = {check.name: check.passed for check in prove_spoken([said], "timeline", {"s": own})}
    return checks["crossed-out words are announced"]


def test_crossed_out_words_that_are_said_as_any_others_fail_the_proof() -> None:
    opens, closes = "Crossed out: ", ", End of crossed out text."
    assert announced((5, opens), (6, closes))
    assert not announced()
    assert not announced((5, opens))
    assert not announced((5, ""), (6, ""))
    assert not announced((7, opens), (9, closes))


def test_words_that_are_not_crossed_out_may_not_be_announced_so() -> None:
    said = {
        "id": "01-0001", "sentence": "s", "lang": "en", "shown": "Take 5 mg.", "spoken": "Take X: 5, end mg.",
        "spans": [[5, 5, "X: ", "deleted"], [6, 6, ", end", "deleted"]], "marks": [[0, 0]], "levels": [900],
        "skipped": [],
    }
    checks = {c.name: c.passed for c in prove_spoken([said], "timeline", {"s": (Span("Take 5 mg."),)})}
    assert not checks["crossed-out words are announced"]
