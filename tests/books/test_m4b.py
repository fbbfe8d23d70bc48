"""The audiobook: chapters for sections, the disclaimer once, the same bytes twice, and every planted loss found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mutagen.mp4 import MP4

from a11y_export import codec
from a11y_export.books import export_m4b
from a11y_export.cli.app import run
from a11y_export.errors import MissingDependency
from a11y_export.model import Article, Section, Span
from a11y_export.proof import prove
from a11y_export.proof.m4b import prove_m4b
from a11y_export.wording import Wording
from tests.books.books import recorded
from tests.books.test_daisy import ODD
from tests.handout.samples import p, rich
from tests.proof.conftest import PAGE, make, seal

CHAPTERS = ["Warfarin at home", "Medical disclaimer", "Introduction", "How to take it", "Doses by result",
            "When to call"]


@pytest.fixture(scope="module")
def original_m4b(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("m4b"), PAGE, formats=("mp3", "m4b"))


@pytest.fixture
def folder(original_m4b: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original_m4b, tmp_path / "warfarin"))


def failed(folder: Path) -> dict[str, str]:
    return {c.name: c.evidence for c in prove(folder) if not c.passed}


def test_the_finished_audiobook_is_proved(original_m4b: Path) -> None:
    checks = prove(original_m4b)
    assert [c for c in checks if not c.passed] == []
    sound = next(c for c in checks if c.name == "m4b sound")
    assert "utterances heard" in sound.evidence  # decoded, and not left out
    assert [c.title for c in MP4(original_m4b / "warfarin.m4b").chapters or ()] == CHAPTERS


def test_ffprobe_reads_the_same_chapters(original_m4b: Path) -> None:
    if not shutil.which("ffprobe"):
        pytest.fail("there is no ffprobe") if os.environ.get("CI") else pytest.skip("there is no ffprobe")
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-of", "json", "-show_chapters", "-show_streams", "-show_format",
         str(original_m4b / "warfarin.m4b")], capture_output=True, text=True, check=True, timeout=60)
    found = json.loads(done.stdout)
    assert [c["tags"]["title"] for c in found["chapters"]] == CHAPTERS
    told = json.loads((original_m4b / "record" / "m4b.json").read_text())
    for chapter, own in zip(found["chapters"], told["chapters"], strict=True):
        assert float(chapter["start_time"]) == pytest.approx(own["start"] / told["rate"], abs=0.002)
    kinds = [(s["codec_type"], s.get("codec_name")) for s in found["streams"]]
    assert ("audio", "aac") in kinds
    assert ("video", "png") in kinds  # the cover
    assert "creation_time" not in done.stdout
    tags = found["format"]["tags"]
    assert tags["comment"].startswith("Medical disclaimer: This text is not a substitute")


@pytest.mark.parametrize("case", ["every kind of block", "a title in Arabic", "no heading at all", "no disclaimer",
                                  "a section without a word to say", "signs of markup"])
def test_the_same_article_gives_the_same_bytes(case: str, tmp_path: Path) -> None:
    found = ODD[case]
    timeline = recorded(found, tmp_path)
    wording = Wording.load(found.language)
    first = export_m4b(found, timeline, tmp_path / "audio", tmp_path / "a.m4b", wording)
    again = export_m4b(found, timeline, tmp_path / "audio", tmp_path / "b.m4b", wording)
    assert first == again
    assert (tmp_path / "a.m4b").read_bytes() == (tmp_path / "b.m4b").read_bytes()
    checks = prove_m4b(tmp_path / "a.m4b", "a.m4b", found, timeline, json.loads(first.record))
    assert [c for c in checks if not c.passed] == []


def retagged(key: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        made = MP4(folder / "warfarin.m4b")
        assert made.tags is not None
        value = made.tags[key][0]
        assert old in value
        made.tags[key] = [value.replace(old, new, 1)]
        made.save()

    return change


def tagged(key: str, text: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        made = MP4(folder / "warfarin.m4b")
        assert made.tags is not None
        made.tags[key] = [text]
        made.save()

    return change


def untagged(key: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        made = MP4(folder / "warfarin.m4b")
        assert made.tags is not None
        del made.tags[key]
        made.save()

    return change


def recorded_otherwise(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / "record" / "m4b.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        change(told)
        path.write_text(json.dumps(told), encoding="utf-8")

    return spoil


def made_of(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    """Make the audiobook again from a timeline that was changed, and keep the true one on record."""
    def spoil(folder: Path) -> None:
        article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
        timeline = json.loads((folder / "record" / "timeline.json").read_text(encoding="utf-8"))
        change(timeline)
        made = export_m4b(
            article, timeline, folder / "audio", folder / "warfarin.m4b", Wording.load(article.language))
        (folder / "record" / "m4b.json").write_text(made.record, encoding="utf-8")

    return spoil


def without_a_sentence(timeline: dict[str, Any]) -> None:
    """Leave out what is said last of the first part."""
    said = timeline["tracks"][1]["utterances"]
    last = next(n for n, u in enumerate(said) if u["kind"].startswith("disclaimer")) - 1
    said[last]["kind"] = "disclaimer"


def swapped_files(timeline: dict[str, Any]) -> None:
    tracks = timeline["tracks"]
    tracks[1]["file"], tracks[2]["file"] = tracks[2]["file"], tracks[1]["file"]


def with_the_disclaimer_again(timeline: dict[str, Any]) -> None:
    for utterance in timeline["tracks"][1]["utterances"]:
        if utterance["kind"].startswith("disclaimer"):
            utterance["kind"] = "paragraph"


def cut_off(folder: Path) -> None:
    path = folder / "warfarin.m4b"
    path.write_bytes(path.read_bytes()[:-2000])


def longest() -> dict[str, tuple[Article, int]]:
    """Give articles whose chapters the file cannot hold as they are, with the number that it has then."""
    parts = tuple(
        Section(f"s{n:03}", (Span(f"Part {n}"),), 2, (p("One sentence."),)) for n in range(1, 401)
    )
    heading = "Take care with this heading which never ends " * 12
    return {
        "400 sections": (rich(sections=parts), 2 + 200),
        "a heading of 500 characters": (rich(sections=(Section("s1", (Span(heading[:500]),), 2, (p("Text."),)),)), 3),
        "a long heading in Arabic": (rich(language="ar", sections=(
            Section("s1", (Span("أدوية ضغط الدم " * 30),), 2, (p("لا تأخذ."),)),)), 3),
    }


@pytest.mark.parametrize("case", sorted(longest()))
def test_more_than_the_file_can_hold_is_gathered_and_cut(case: str, tmp_path: Path) -> None:
    article, count = longest()[case]
    timeline = recorded(article, tmp_path)
    path = tmp_path / "book.m4b"
    made = export_m4b(article, timeline, tmp_path / "audio", path, Wording.load(article.language))
    checks = prove_m4b(path, "book.m4b", article, timeline, json.loads(made.record))
    assert [f"{c.name}: {c.evidence}" for c in checks if not c.passed] == []
    chapters = [c.title for c in MP4(path).chapters or ()]
    assert len(chapters) == count
    assert all(len(title.encode()) <= 255 for title in chapters)
    if count > 3:
        assert chapters[1:3] + chapters[-1:] == ["Medical disclaimer", "Part 1; Part 2", "Part 399; Part 400"]
    else:
        assert chapters[2].endswith("…")
        assert article.sections[0].title.startswith(chapters[2][:-1])


def together(told: dict[str, Any]) -> None:
    """Let two sections share a chapter that need not."""
    first, second = told["chapters"][2:4]
    first.update(section=f"{first['section']} {second['section']}", end=second["end"])
    del told["chapters"][3]


LOSSES: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a dropped not in the disclaimer": (retagged("\xa9cmt", "is not a", "is a"), {"m4b tags"}),
    "another title": (retagged("\xa9nam", "Warfarin", "Heparin"), {"m4b tags"}),
    "another album": (retagged("\xa9alb", "Warfarin", "Heparin"), {"m4b tags"}),
    "another owner": (retagged("cprt", "Hill", "Mill"), {"m4b tags"}),
    "another genre": (retagged("\xa9gen", "Audiobook", "Blues"), {"m4b tags"}),
    "a word that nobody asked for": (tagged("desc", "Take two."), {"m4b tags"}),
    "no cover": (untagged("covr"), {"m4b tags"}),
    "a sentence that is left out": (made_of(without_a_sentence), {"m4b says the article"}),
    "swapped sounds": (made_of(swapped_files), {"m4b sound"}),
    "the disclaimer said twice": (made_of(with_the_disclaimer_again), {"m4b says the article"}),
    "another chapter on record": (
        recorded_otherwise(lambda told: told["chapters"][2].update(title="x")), {"m4b chapters"}),
    "sections that share a chapter": (recorded_otherwise(together), {"m4b chapters"}),
    "a dropped chapter on record": (recorded_otherwise(lambda told: told["chapters"].pop(2)), {"m4b chapters"}),
    "swapped times on record": (
        recorded_otherwise(lambda told: told["utterances"].insert(3, told["utterances"].pop(4))),
        {"m4b says the article"}),
    "a lost end": (cut_off, {"m4b sound", "m4b opens"}),
    "no audiobook": (lambda folder: (folder / "warfarin.m4b").write_bytes(b"\0" * 100) and None, {"m4b opens"}),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_planted_loss_is_found(name: str, folder: Path) -> None:
    change, checks = LOSSES[name]
    change(folder)
    seal(folder)
    found = failed(folder)
    assert checks & set(found), found
    assert run(["verify", str(folder)]) == 7


def test_without_the_extra_the_error_names_the_remedy(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
    timeline = json.loads((folder / "record" / "timeline.json").read_text(encoding="utf-8"))
    with pytest.raises(MissingDependency, match=r'pip install "a11y-export\[m4b\]".* other formats') as caught:
        export_m4b(article, timeline, folder / "audio", tmp_path / "x.m4b", Wording.load("en"))
    assert caught.value.exit_code == 8
    assert not (tmp_path / "x.m4b").exists()


def test_what_cannot_be_heard_is_not_proved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("a11y_export.proof.m4b.find_spec", lambda name: None if name == "av" else object())
    with pytest.raises(MissingDependency, match=r'pip install "a11y-export\[m4b\]"'):
        prove(folder)
    assert run(["verify", str(folder)]) == 8
