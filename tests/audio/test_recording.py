"""Finished files: length, sound and silence, tags, the same bytes again, and engines that fail."""

from __future__ import annotations

import array
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import miniaudio
import pytest
from mutagen.id3 import ID3

from a11y_export.audio import Recording, SpeechOptions, record
from a11y_export.audio.engines import SpeechFailed
from a11y_export.audio.engines.marks import word_starts
from a11y_export.audio.loudness import LIMIT, limited
from a11y_export.audio.script import write
from a11y_export.model import Article
from a11y_export.wording import Wording

from .conftest import paragraph, section


def recorded(article: Article, out: Path, engine: str = "espeak", **options: Any) -> Recording:
    wording = Wording.load(article.language)
    return record(article, out / "audio", out / "record", SpeechOptions(**options), wording, engine)


@pytest.fixture
def made(article: Article, tmp_path: Path) -> Recording:
    return recorded(article, tmp_path)


def samples(path: Path) -> array.array[int]:
    decoded = miniaudio.decode(path.read_bytes(), nchannels=1, sample_rate=22_050)
    return array.array("h", decoded.samples.tobytes())


def loudest(sound: array.array[int], start: int, end: int) -> int:
    return max(map(abs, sound[start:end]), default=0)


def test_what_is_heard_is_where_the_timeline_says(made: Recording) -> None:
    timeline = json.loads(made.timeline.read_text(encoding="utf-8"))
    assert [t["file"] for t in timeline["tracks"]] == [t.path.name for t in made.tracks]
    for track in timeline["tracks"]:
        sound = samples(made.playlist.parent / track["file"])
        delay = track["encoder_delay"]
        assert 0 <= len(sound) - track["samples"] - delay <= 1152
        peak, quiet = 0, 300
        at = 0
        for said in track["utterances"]:
            # Encoding smears sound over a frame on either side.
            assert loudest(sound, at + delay + 600, said["start"] + delay - 600) < quiet
            if said["spoken"]:
                assert loudest(sound, said["start"] + delay, said["end"] + delay) > 3000, said["spoken"]
            at = said["end"]
            peak = max(peak, loudest(sound, said["start"] + delay, said["end"] + delay))
        assert peak <= 23_197  # −3 dB


def test_marks_stand_on_every_word_of_what_is_spoken(made: Recording) -> None:
    for track in json.loads(made.timeline.read_text(encoding="utf-8"))["tracks"]:
        for said in track["utterances"]:
            assert [char for char, _ in said["marks"]] == list(word_starts(said["spoken"])), said["spoken"]
            places = [sample for _, sample in said["marks"]]
            assert places == sorted(places)
            assert all(said["start"] <= place < said["end"] for place in places)


def test_the_same_article_gives_the_same_bytes(article: Article, made: Recording, tmp_path: Path) -> None:
    again = recorded(article, tmp_path / "again")
    first, second = made.playlist.parent.parent, again.playlist.parent.parent
    names = sorted(p.relative_to(second) for p in second.rglob("*") if p.is_file())
    assert len(names) == 6
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in names)


def test_tags_name_the_track_and_carry_the_disclaimer(made: Recording, article: Article) -> None:
    for number, track in enumerate(made.tracks, 1):
        tags = ID3(track.path)
        assert tags.version == (2, 3, 0)
        assert str(tags["TIT2"]) == track.title
        assert str(tags["TALB"]) == article.title
        assert str(tags["TRCK"]) == f"{number}/{len(made.tracks)}"
        assert str(tags["TLAN"]) == "eng"
        assert tags["WOAS"].url == article.source.url
        assert str(tags["COMM::eng"]) == article.disclaimer.text


def test_the_playlist_names_every_file_in_order(made: Recording) -> None:
    lines = made.playlist.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "#EXTM3U"
    assert [line for line in lines if not line.startswith("#")] == [t.path.name for t in made.tracks]


def test_the_script_is_what_is_said(made: Recording) -> None:
    text = made.script.read_text(encoding="utf-8")
    timeline = json.loads(made.timeline.read_text(encoding="utf-8"))
    for track in timeline["tracks"]:
        for said in track["utterances"]:
            assert said["spoken"] in text


def test_doses_are_listed_as_shown_and_as_said(made: Recording) -> None:
    pairs = [(dose.shown, dose.said, dose.section) for dose in made.doses]
    assert ("5–10 mL", "five to ten milliliters", "need") in pairs
    assert ("12.5–25 mg", "twelve point five to twenty-five milligrams", "doses") in pairs
    assert ("911", "nine one one", "need") in pairs


def test_the_disclaimer_sounds_the_same_in_every_file(made: Recording) -> None:
    timeline = json.loads(made.timeline.read_text(encoding="utf-8"))
    lengths = [
        [u["end"] - u["start"] for u in track["utterances"] if u["kind"].startswith("disclaimer")]
        for track in timeline["tracks"]
    ]
    assert len(lengths) == 3
    assert all(length == lengths[0] for length in lengths)


@pytest.mark.parametrize(
    ("engine", "complaint"),
    [("faulty-crash", "crashed"), ("faulty-truncate", "ends before|breaks off"), ("faulty-drop-word", "left out")],
)
def test_a_failing_engine_makes_no_file_that_lacks_words(
    article: Article, tmp_path: Path, engine: str, complaint: str,
) -> None:
    with pytest.raises(SpeechFailed, match=complaint):
        recorded(article, tmp_path, engine)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_silence_is_an_engine_too(article: Article, tmp_path: Path) -> None:
    made = recorded(article, tmp_path, "silent")
    assert all(track.path.stat().st_size > 1000 for track in made.tracks)


def test_an_unverified_language_is_warned_about(article: Article, tmp_path: Path) -> None:
    german = replace(article, language="de", sections=(section("eins", "Eins", paragraph("Nicht mehr als <5 mg.")),))
    assert "not verified" in recorded(german, tmp_path).warnings[0]



@pytest.mark.parametrize("heading", ["CON", "高血圧", "../../etc/passwd", "x" * 99, "a: b? <c> | d*", "Über Öl " * 9])
def test_file_names_are_safe_everywhere(article: Article, heading: str) -> None:
    blocks = [paragraph("A sentence that lasts for more than two seconds, or nearly three.")] * 12
    tracks = write(replace(article, sections=(section("x", heading, *blocks),)), Wording.load("en"), SpeechOptions())
    assert re.fullmatch(r"01-[a-z0-9][a-z0-9-]{0,39}", tracks[1].name)
    assert tracks[1].name != "01-con"


def test_loud_peaks_are_turned_down_and_nothing_else() -> None:
    quiet = array.array("h", [100, -200] * 400)
    loud = array.array("h", quiet)
    loud[300], loud[310] = 32_000, -30_000
    given = array.array("h", limited(loud.tobytes()))
    assert limited(quiet.tobytes()) == quiet.tobytes()
    assert max(map(abs, given)) <= LIMIT
    assert given[:190] == quiet[:190]
    assert given[430:] == quiet[430:]
