"""One file of the whole article, the cover, the tags, and several processes at once."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import miniaudio
import pytest
from mutagen.id3 import CHAP, ID3
from PIL import Image

from a11y_export.audio import Recording, SpeechOptions, record
from a11y_export.audio import crew as crew_module
from a11y_export.audio.cover import cover
from a11y_export.audio.engines import SpeechFailed
from a11y_export.model import Article
from a11y_export.proof.mp3 import prove_audio
from a11y_export.wording import Wording
from tests.effort import calls_made

from .conftest import paragraph, section

LONG = "You can take this medicine with or without food, at the same time each day. "


@pytest.fixture
def longer(article: Article) -> Article:
    more = [section(f"more{n}", f"Part of many {n}", paragraph(f"Number {n}. {LONG}" * 5)) for n in range(4)]
    return replace(article, title="Blood pressure:\ndoses", sections=(*article.sections, *more))


def made(article: Article, out: Path, workers: int = 1, engine: str = "espeak", **options: object) -> Recording:
    speech = SpeechOptions(**options)  # type: ignore[arg-type]
    return record(
        article, out / "audio", out / "record", speech, Wording.load("en"), engine, workers=workers
    )


def manifest(recording: Recording, *, single: bool, audio: str = "every") -> dict[str, object]:
    files = [{"kind": "mp3", "path": f"audio/{t.path.name}"} for t in recording.tracks]
    if recording.whole is not None:
        files.append({"kind": "whole", "path": f"audio/{recording.whole.path.name}"})
    return {"artifacts": files, "options": {"speech": {"disclaimer_audio": audio, "single_file": single}}}


def complaints(out: Path, article: Article, recording: Recording, *, single: bool = True) -> set[str]:
    return {c.name for c in prove_audio(out, article, manifest(recording, single=single)) if not c.passed}


def test_the_whole_article_in_one_file(longer: Article, tmp_path: Path) -> None:
    recording = made(longer, tmp_path, single_file=True)
    assert recording.whole is not None
    tags = ID3(recording.whole.path)
    assert tags.version == (2, 3, 0)
    chapters = [tags[f"CHAP:{name}"] for name in tags["CTOC:toc"].child_element_ids]
    assert [str(c.sub_frames["TIT2"]) for c in chapters] == [track.title for track in recording.tracks]
    assert all(a.end_time == b.start_time for a, b in pairwise(chapters))
    decoded = miniaudio.mp3_read_file_s16(str(recording.whole.path))
    one = json.loads(recording.timeline.read_text(encoding="utf-8"))["whole"]
    assert len(decoded.samples) == one["samples"]
    shown = str(tags.getall("USLT")[0]).splitlines()
    assert shown.count("Call your doctor.") == 1
    assert shown.count("Number 2.") == 5
    assert complaints(tmp_path, longer, recording) == set()
    assert recording.playlist.read_text(encoding="utf-8").splitlines()[1] == "#PLAYLIST:Blood pressure: doses"
    assert str(tags["TALB"]) == str(tags["TIT2"]) == "Blood pressure: doses"


def test_a_pointer_to_the_disclaimer_is_not_in_the_whole(longer: Article, tmp_path: Path) -> None:
    recording = made(longer, tmp_path, single_file=True, disclaimer_audio="once")
    found = prove_audio(tmp_path, longer, manifest(recording, single=True, audio="once"))
    assert [c for c in found if not c.passed] == []
    data = json.loads(recording.timeline.read_text(encoding="utf-8"))
    kinds = {u["id"]: u["kind"] for t in data["tracks"] for u in t["utterances"]}
    assert "disclaimer_pointer" in kinds.values()
    assert "disclaimer_pointer" not in {kinds[row[0]] for row in data["whole"]["utterances"]}


def spoiled(out: Path, recording: Recording, spoil: str) -> None:
    assert recording.whole is not None
    path, timeline = recording.whole.path, recording.timeline
    data = json.loads(timeline.read_text(encoding="utf-8"))
    one = data["whole"]
    if spoil == "a missing file":
        path.unlink()
    elif spoil == "a cut file":
        path.write_bytes(path.read_bytes()[:-5000])
    elif spoil == "a chapter lost in the tags":
        tags = ID3(path)
        tags.delall("CHAP:chp2")
        tags.save(v2_version=3)
    elif spoil == "a chapter elsewhere":
        tags = ID3(path)
        tags["CHAP:chp2"].start_time += 900
        tags.save(v2_version=3)
    elif spoil == "a sentence lost":
        del one["utterances"][12]
    elif spoil == "two sentences swapped":
        one["utterances"][12][0], one["utterances"][13][0] = one["utterances"][13][0], one["utterances"][12][0]
    elif spoil == "the disclaimer twice":
        one["utterances"].append([one["utterances"][3][0], one["samples"], one["samples"]])
    elif spoil == "another file's sound":
        shutil.copy(recording.tracks[-1].path, path)
    elif spoil == "not on record":
        del data["whole"]
    timeline.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    ["a missing file", "a cut file", "a chapter lost in the tags", "a chapter elsewhere", "a sentence lost",
     "two sentences swapped", "the disclaimer twice", "another file's sound", "not on record"],
)
def test_what_is_spoiled_is_found(one_piece: tuple[Path, Article], tmp_path: Path, spoil: str) -> None:
    source, whole_article = one_piece
    out = Path(shutil.copytree(source, tmp_path / "copy"))
    recording = _read(out)
    assert complaints(out, whole_article, recording) == set()
    spoiled(out, recording, spoil)
    assert complaints(out, whole_article, recording) != set()


@pytest.fixture(scope="module")
def one_piece(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Article]:
    from a11y_export.model import Disclaimer, Origin, Source

    out = tmp_path_factory.mktemp("whole")
    parts = tuple(section(f"s{n}", f"Part {n}", paragraph(f"Here is number {n}. {LONG}" * 4)) for n in (1, 2))
    notice = Disclaimer((paragraph("This does not replace advice. Call your doctor."),), Origin.FOUND)
    source = Source("a.html", "0" * 64, owner="Hill Clinic")
    told = Article("Two parts", "en-US", source, sections=parts, disclaimer=notice)
    made(told, out, single_file=True)
    return out, told


def _read(out: Path) -> Recording:
    from a11y_export.audio import Track

    data = json.loads((out / "record" / "timeline.json").read_text(encoding="utf-8"))
    tracks = tuple(
        Track(out / "audio" / t["file"], t["number"], tuple(t["sections"]), t["title"], 0.0) for t in data["tracks"]
    )
    one = Track(out / "audio" / data["whole"]["file"], 0, (), "", 0.0)
    return Recording(
        tracks, out / "audio" / "playlist.m3u8", out / "record" / "timeline.json", out / "record" / "script.txt", (),
        (), one,
    )


def test_every_file_has_the_text_and_the_cover(one_piece: tuple[Path, Article]) -> None:
    out, _ = one_piece
    for track in _read(out).tracks:
        tags = ID3(track.path)
        picture, = tags.getall("APIC")
        assert Image.open(io.BytesIO(picture.data)).size == (600, 600)
        text = str(tags.getall("USLT")[0])
        assert ("Call your doctor." in text) is (track.number == 0)
        assert f"Here is number {track.number}." in text or track.number == 0
    assert not isinstance(tags.getall("CTOC"), CHAP)


@pytest.mark.parametrize(
    "title",
    ["Short", "A very long title about high blood pressure and " * 9, "Pneumonoultramicroscopic" * 9, "½ é 5–10"],
)
def test_a_cover_is_drawn_the_same_again_and_holds_ink_within_its_edges(title: str) -> None:
    data = cover(title, "Hill Clinic")
    assert data == cover(title, "Hill Clinic")
    assert len(data) < 20_000
    picture = Image.open(io.BytesIO(data)).convert("L")
    assert picture.size == (600, 600)
    # Nothing is drawn over the right edge, nor on the lower one.
    assert picture.crop((562, 20, 600, 600)).getextrema() == (255, 255)
    assert picture.crop((0, 575, 600, 600)).getextrema() == (255, 255)
    assert picture.crop((40, 56, 560, 300)).getextrema()[0] < 60


def test_a_cover_of_a_word_twice_as_long_is_no_square_of_the_work() -> None:
    cover("x")  # what is loaded once
    once, twice = (calls_made(lambda word="Pneumono" * n: cover(word)) for n in (15, 30))
    assert twice < 3.5 * once  # smaller letters are tried, too; it was five times


def test_letters_that_the_font_lacks_give_no_cover_rather_than_boxes() -> None:
    assert cover("高血圧") == b""
    assert cover("\n ") == b""
    assert cover("Title", "病院") != b""


def test_several_processes_give_the_same_bytes(
    longer: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    forks: list[int] = []
    monkeypatch.setattr(crew_module.os, "fork", lambda real=crew_module.os.fork: forks.append(1) or real())
    first = made(longer, tmp_path / "one", single_file=True)
    assert not forks
    second = made(longer, tmp_path / "three", workers=3, single_file=True)
    assert len(forks) == 2
    names = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert len(names) == len(first.tracks) + 4
    assert sorted(p.relative_to(tmp_path / "three") for p in (tmp_path / "three").rglob("*") if p.is_file()) == names
    assert all((tmp_path / "one" / n).read_bytes() == (tmp_path / "three" / n).read_bytes() for n in names)
    assert second.tracks[-1].number == len(second.tracks) - 1


@pytest.mark.parametrize("engine", ["faulty-crash", "faulty-drop-word"])
def test_a_failure_in_a_process_is_the_articles(longer: Article, tmp_path: Path, engine: str) -> None:
    with pytest.raises(SpeechFailed):
        made(longer, tmp_path, workers=3, engine=engine)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_process_that_dies_is_told(longer: Article, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_module, "_die_with", lambda _: crew_module.os._exit(3))
    with pytest.raises(SpeechFailed, match="without an answer"):
        made(longer, tmp_path, workers=3)
