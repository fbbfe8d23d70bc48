"""Files out of stretches: what files share is made once, and joints are heard as silence of a known length."""

from __future__ import annotations

import array
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import miniaudio
import pytest

from a11y_export.audio import SpeechOptions, record
from a11y_export.audio.encode import Mp3Encoder
from a11y_export.audio.frames import decoded_samples
from a11y_export.audio.script import write
from a11y_export.audio.stretches import plan
from a11y_export.model import Article
from a11y_export.wording import Wording

DELAY = 1105  # samples that a decoder of such a stream gives before the first: 528 + 1 of its own, 576 of the encoder


def encoded(pcm: bytes, path: Path, rate: int = 22_050) -> bytes:
    with Mp3Encoder(path, rate) as encoder:
        encoder.write(pcm)
    return path.read_bytes()


def decoded(stream: bytes, rate: int = 22_050) -> array.array[int]:
    return array.array("h", miniaudio.decode(stream, nchannels=1, sample_rate=rate).samples.tobytes())


def tone(samples: int, rate: int = 22_050) -> bytes:
    return array.array("h", [round(9000 * math.sin(n * 440 * math.tau / rate)) for n in range(samples)]).tobytes()


@pytest.mark.parametrize("rate", [8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000])
def test_a_streams_size_tells_what_it_decodes_to(rate: int, tmp_path: Path) -> None:
    for samples in (1, 575, 576, 577, 1151, 1152, 1153, 20_000, 100_003):
        stream = encoded(tone(samples, rate), tmp_path / "a", rate)
        assert decoded_samples(len(stream), rate) == len(decoded(stream, rate))


def test_a_part_of_a_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="no whole number of MP3 frames"):
        decoded_samples(208 * 3 + 100, 22_050)
    assert decoded_samples(0, 22_050) == 0


@pytest.mark.parametrize("pause", [1, 600, 13_230])
def test_joined_streams_sound_as_each_does_alone(pause: int, tmp_path: Path) -> None:
    """Two tones, each ending in silence: nothing of either is lost at the joint, and nothing is heard between them."""
    first = encoded(tone(9_000) + bytes(2 * pause), tmp_path / "a")
    second = encoded(tone(9_000), tmp_path / "b")
    whole = decoded(first + second)
    border = decoded_samples(len(first), 22_050)
    assert len(whole) == border + len(decoded(second))
    alone = decoded(first), decoded(second)
    assert max(abs(a - b) for a, b in zip(whole[:border], alone[0], strict=True)) <= 1
    # A decoder carries half a frame over from the frame before, which is silence here.
    assert max(abs(a - b) for a, b in zip(whole[border:], alone[1], strict=True)) <= (1 if pause > 5000 else 40)
    if pause > 5000:
        assert max(map(abs, whole[DELAY + 9_000 + 1_200:border + DELAY - 1_200])) <= 2


def made(article: Article, out: Path, **options: Any) -> tuple[dict[str, Any], Path]:
    speech = SpeechOptions(**options)
    record(article, out / "audio", out / "record", speech, Wording.load("en"))
    timeline: dict[str, Any] = json.loads((out / "record" / "timeline.json").read_text(encoding="utf-8"))
    return timeline, out / "audio"


def test_the_title_and_the_disclaimer_are_one_stretch_for_all_files(article: Article) -> None:
    planned = plan(write(article, Wording.load("en"), SpeechOptions()))
    assert planned.files == ((0, 1, 2), (0, 3, 2), (0, 4, 2))
    assert planned.own == ((False, True, False),) * 3
    told = [" ".join(u.spoken for u in stretch.utterances) for stretch in planned.stretches]
    assert told[0] == "Blood Pressure: Doses and Safe Use"
    assert told[3].startswith("Part one of two.")
    assert [stretch.lead for stretch in planned.stretches] == [True, False, False, False, False]
    once = plan(write(article, Wording.load("en"), SpeechOptions(disclaimer_audio="once")))
    assert once.files == ((0, 1, 2), (0, 3, 4), (0, 5, 4))


def test_an_article_without_author_has_no_empty_stretch(article: Article) -> None:
    source = replace(article.source, author=None, reviewer=None)
    planned = plan(write(replace(article, source=source), Wording.load("en"), SpeechOptions()))
    assert planned.files[0] == (0, 1)
    assert planned.own[0] == (False, False)


def test_the_disclaimers_frames_are_the_same_in_every_file(article: Article, tmp_path: Path) -> None:
    timeline, folder = made(article, tmp_path)
    ends: list[bytes] = []
    for track in timeline["tracks"]:
        first = next(u for u in track["utterances"] if u["kind"].startswith("disclaimer"))
        assert first["start"] % 576 == 0
        sound = (folder / track["file"]).read_bytes()
        frames = -(-(track["samples"] - first["start"]) // 576) + 2
        ends.append(sound[-math.floor(frames * 576 * 8000 / 22_050):])
    assert len(ends[0]) > 10_000
    assert ends[0] == ends[1] == ends[2]


def test_what_follows_a_joint_is_heard_at_its_sample(article: Article, tmp_path: Path) -> None:
    """A word's onset after a joint lies where the same stretch, decoded alone, has it."""
    timeline, folder = made(article, tmp_path)
    starts = []
    for track in timeline["tracks"]:
        sound = array.array("h", miniaudio.mp3_read_file_s16(str(folder / track["file"])).samples)
        first = next(u for u in track["utterances"] if u["kind"].startswith("disclaimer"))
        at = first["start"] + track["encoder_delay"]
        starts.append(sound[at:first["end"] + track["encoder_delay"]])
        before = sound[at - 4_000:at - 600]
        assert max(map(abs, before)) < 50  # no click: a pause is a pause across the joint
    assert max(abs(a - b) for a, b in zip(starts[0], starts[1], strict=True)) <= 1
    assert max(abs(a - b) for a, b in zip(starts[1], starts[2], strict=True)) <= 1


def test_another_decoder_hears_the_same(article: Article, tmp_path: Path) -> None:
    """FFmpeg, which takes bits from earlier frames and carries sound over in code of its own."""
    timeline, folder = made(article, tmp_path)
    for track in timeline["tracks"]:
        path = folder / track["file"]
        with av.open(str(path)) as file:
            floats = array.array("f")
            for frame in file.decode(audio=0):
                floats.frombytes(bytes(frame.planes[0])[:4 * frame.samples])
        own = miniaudio.mp3_read_file_s16(str(path)).samples
        assert len(own) == len(floats)
        assert max(abs(a - b * 32_768) for a, b in zip(own, floats, strict=True)) <= 4
