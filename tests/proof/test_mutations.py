"""Every planted loss is found, in the PDF, in the audio and on the record: the proof counts because these fail it.

The spoiled files carry true hashes, so what finds the loss is the proof of the contents.
"""

import json
import shutil

import pytest

from a11y_export import codec, model
from a11y_export.audio import SpeechOptions, record
from a11y_export.handout import HandoutOptions, export_pdf
from a11y_export.proof import prove
from a11y_export.wording import Wording
from tests.proof.conftest import PAGE, make, seal

LOSSES = {
    "a dropped not": ("Do not take a second", "Do take a second"),
    "a dropped never": ("Never crush it", "Crush it"),
    "a dropped sign": ("&lt;5%", "5%"),
    "a turned sign": ("&lt;5%", "&gt;5%"),
    "a dropped decimal point": ("Take 2.5 mg", "Take 25 mg"),
    "a dropped sentence": ("Write down each dose.", ""),
    "a dropped row": ("<tr><td>2.5</td><td>3 mg</td></tr>", ""),
    "swapped cells": ("<td>1.5</td><td>5 mg</td>", "<td>5 mg</td><td>1.5</td>"),
    "a dropped item": ("<li>Never crush it.</li>", ""),
    "a lost power": ("10<sup>9</sup>", "109"),
    "a changed unit": ("3 mg", "3 g"),
    "a dropped word of the disclaimer": ("This text is not a substitute", "This text is a substitute"),
    "a dropped without": ("Without treatment, bleeding", "Treatment, bleeding"),
}


def failed(folder):
    return {c.name for c in prove(folder) if not c.passed}


@pytest.fixture(scope="module", params=sorted(LOSSES))
def loss(request, tmp_path_factory):
    """Give a folder made from a page with one loss."""
    old, new = LOSSES[request.param]
    assert old in PAGE
    return make(tmp_path_factory.mktemp("loss"), PAGE.replace(old, new))


def test_the_unspoiled_folder_passes(finished):
    checks = prove(finished)
    assert [c for c in checks if not c.passed] == []
    assert len(checks) > 40


def test_a_loss_in_the_pdf_is_found(finished, loss):
    shutil.copy(next(loss.glob("*.pdf")), next(finished.glob("*.pdf")))
    shutil.copy(loss / "record" / "handout.json", finished / "record" / "handout.json")
    seal(finished)
    assert "pdf words are the article's" in failed(finished)


def test_a_loss_in_the_audio_with_its_timeline_is_found(finished, loss):
    shutil.rmtree(finished / "audio")
    shutil.copytree(loss / "audio", finished / "audio")
    for name in ("timeline.json", "script.txt"):
        shutil.copy(loss / "record" / name, finished / "record" / name)
    manifest = json.loads((finished / "manifest.json").read_text(encoding="utf-8"))
    other = json.loads((loss / "manifest.json").read_text(encoding="utf-8"))
    for key in ("artifacts", "record"):
        manifest[key] = other[key]
    (finished / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    seal(finished)
    assert failed(finished) & {
        "sentences are all said, in order", "disclaimer is said first, in order", "shown text is the article's",
    }


def test_a_loss_in_the_sound_alone_is_found(finished, loss):
    """The files of another recording, under this article's timeline."""
    for path in sorted((loss / "audio").glob("*.mp3")):
        if (finished / "audio" / path.name).exists():
            shutil.copy(path, finished / "audio" / path.name)
    seal(finished)
    found = failed(finished)
    assert found & {"audio has the timeline's length", "sound is where the timeline says", "audio tags"}


def test_a_loss_on_the_record_is_found(finished, loss):
    """The article on record says less than the files."""
    shutil.copy(loss / "record" / "article.json", finished / "record" / "article.json")
    seal(finished)
    assert {"pdf words are the article's", "kept words are the article's"} & failed(finished)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Do not take", "Do take"),
        ("less than five percent", "five percent"),
        ("two point five milligrams", "twenty-five milligrams"),
        ("Never crush", "Crush"),
    ],
)
def test_a_loss_between_shown_and_spoken_is_found(finished, old, new):
    """The timeline and the script agree on words that drop what is shown."""
    timeline, script = finished / "record" / "timeline.json", finished / "record" / "script.txt"
    text = timeline.read_text(encoding="utf-8")
    data = json.loads(text)
    changed = 0
    for track in data["tracks"]:
        for utterance in track["utterances"]:
            if old in utterance["spoken"]:
                utterance["spoken"] = utterance["spoken"].replace(old, new)
                utterance["spans"] = [[a, b, s.replace(old, new), r] for a, b, s, r in utterance["spans"]]
                changed += 1
    assert changed
    timeline.write_text(json.dumps(data), encoding="utf-8")
    script.write_text(script.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    seal(finished)
    assert failed(finished) & {
        "spoken is shown with its spans", "no negation is lost", "no sign is lost", "every word was heard",
    }


def test_swapped_files_are_found(finished):
    first, second = sorted((finished / "audio").glob("*.mp3"))[1:3]
    a, b = first.read_bytes(), second.read_bytes()
    first.write_bytes(b)
    second.write_bytes(a)
    seal(finished)
    assert {"audio tags", "audio has the timeline's length"} & failed(finished)


def test_a_cut_off_file_is_found(finished):
    path = sorted((finished / "audio").glob("*.mp3"))[-1]
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 9 // 10])
    seal(finished)
    assert "audio has the timeline's length" in failed(finished)


def test_a_silenced_sentence_is_found(finished):
    """Frames of the same length without sound, where a sentence should be."""
    article = codec.load((finished / "record" / "article.json").read_text(encoding="utf-8"))
    record(
        article, finished / "audio", finished / "other", SpeechOptions(), Wording.load("en-US"), engine="silent",
    )
    shutil.rmtree(finished / "other")
    seal(finished)
    assert "sound is where the timeline says" in failed(finished)


def test_a_lost_file_is_found(finished):
    sorted((finished / "audio").glob("*.mp3"))[1].unlink()
    assert "file is there" in failed(finished)


def test_a_foreign_file_is_found(finished):
    (finished / "notes.txt").write_text("not ours", encoding="utf-8")
    assert "no other file" in failed(finished)


def test_a_changed_byte_is_found(finished):
    path = next(finished.glob("*.pdf"))
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(bytes(data))
    assert "file is unchanged" in failed(finished)


def test_program_words_passed_off_as_the_sources_are_found(finished):
    """A handout whose disclaimer is the clinic's, where the article has its own."""
    article = codec.load((finished / "record" / "article.json").read_text(encoding="utf-8"))
    supplied = model.Disclaimer(article.disclaimer.blocks, model.Origin.SUPPLIED)
    other = model.Article(article.title, article.language, article.source, article.summary, article.sections, supplied)
    export_pdf(other, next(finished.glob("*.pdf")), HandoutOptions(), Wording.load("en-US"))
    seal(finished)
    assert "pdf words are the article's" in failed(finished)


def test_undeclared_program_words_are_found(finished):
    path = finished / "record" / "handout.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["program"].pop()
    path.write_text(json.dumps(data), encoding="utf-8")
    seal(finished)
    assert "pdf program words are declared" in failed(finished)


@pytest.mark.parametrize("name", ["manifest.json", "record/article.json", "record/cuts.json", "record/timeline.json"])
def test_a_broken_record_fails_and_does_not_crash(finished, name):
    (finished / name).write_text("{", encoding="utf-8")
    assert failed(finished)


def test_words_that_do_not_add_up_are_found(finished):
    path = finished / "record" / "cuts.json"
    cuts = json.loads(path.read_text(encoding="utf-8"))
    removed = next(i for i, run in enumerate(cuts["runs"]) if run["fate"] == "removed")
    del cuts["runs"][removed]
    path.write_text(json.dumps(cuts), encoding="utf-8")
    seal(finished)
    assert "words add up" in failed(finished)


def test_a_path_that_leads_out_is_refused(finished):
    path = finished / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["artifacts"].append({"kind": "pdf", "path": "../outside.pdf", "sha256": "0"})
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert "file stands in its folder" in failed(finished)


@pytest.mark.parametrize("name", ["manifest.json", "record/cuts.json"])
def test_a_record_that_nests_without_end_fails_and_does_not_crash(finished, name):
    (finished / name).write_text("[" * 100_000, encoding="utf-8")
    assert failed(finished)
