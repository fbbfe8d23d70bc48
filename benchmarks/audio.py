"""What the audio costs beside other ways to make it, how fast it is heard, and how loud it is.

    python -m benchmarks.audio speed | memory | pace | loudness | bare FOLDER

Peers from Debian: espeak-ng, ffmpeg, lame. All of one comparison is done in one run, turn by turn, and medians are
compared, so that what else the machine does weighs on all alike.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from math import log10
from pathlib import Path

from a11y_export.audio import SpeechOptions, record
from a11y_export.audio.encode import BIT_RATE
from a11y_export.audio.engines import engine_named
from a11y_export.audio.engines.pace import setting
from a11y_export.audio.script import write
from a11y_export.audio.speaking import _in_breaths
from a11y_export.audio.stretches import Stretch, plan
from a11y_export.errors import ExportError
from a11y_export.model import Article, Section
from a11y_export.reading import read, read_bytes
from a11y_export.reading.options import ReadingOptions
from a11y_export.wording import Wording
from benchmarks import pages
from benchmarks.whole import WORKERS

ROUNDS = 5
_WORD = re.compile(r"\S*\w\S*")


@dataclass(frozen=True, slots=True)
class Cost:
    """One turn: wall-clock and processor seconds, peak memory in MB of the process itself."""

    wall: float
    cpu: float
    memory: float


def samples() -> list[Article]:
    """Give the articles of input/ and, where they are, of fourteen real pages on health that may be looked at."""
    found = [read(path, ReadingOptions(), path.name).article for path in sorted(Path("input").glob("*.*"))]
    if pages.TEST_DATA in os.environ:
        for page, truth in pages.truths().items():
            if len(found) < 20 and truth.get("health") and pages.is_tuning(truth["url"]):
                try:
                    article = read_bytes(pages.html(page).encode("utf-8", "surrogatepass"), "page.html").article
                except ExportError:
                    continue
                found += [article] if article.language.startswith("en") else []
    return found


def eight_sections() -> Article:
    """Give an article of eight sections and about seven and a half minutes, out of the longest sample's paragraphs."""
    longest = max(samples()[:6], key=lambda a: sum(len(str(s.blocks)) for s in a.sections))
    blocks = [block for section in longest.sections for block in section.blocks]
    size = max(1, len(blocks) // 8)
    parts = tuple(
        replace(longest.sections[0], id=f"s{n}", level=2, blocks=tuple((blocks * 2)[n * size:(n + 2) * size]),
                heading=longest.sections[-1].heading)
        for n in range(8)
    )
    return replace(longest, sections=parts)


def turn(work: Callable[[], object]) -> Cost:
    """Do `work` in a copy of this process, and give what it and its own children cost."""
    began = time.perf_counter()
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    _, _, used = os.wait4(child, 0)
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ours(article: Article, folder: Path, workers: int) -> None:
    """Make the files and the record of an article."""
    wording = Wording.load(article.language)
    record(article, folder / "audio", folder / "record", SpeechOptions(), wording, workers=workers)


def bare_speech(stretches: tuple[Stretch, ...], into: list[bytes] | None = None) -> None:
    """Speak every utterance of what files are made of, what they share once, and do nothing with the sound."""
    for stretch in stretches:
        with engine_named("espeak").session("en-US", SpeechOptions()) as session:
            for utterance in stretch.utterances:
                if utterance.spoken:
                    speech = session.say(utterance.spoken, utterance.lang, utterance.phonemes)
                    if into is not None:
                        into.append(speech.pcm + bytes(2 * (session.rate * utterance.pause // 1000)))


def bare_encoding(pcm: bytes) -> None:
    """Encode samples at one go."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE)
    encoder.set_in_sample_rate(22_050)
    encoder.set_channels(1)
    encoder.set_quality(7)
    encoder.encode(pcm)
    encoder.flush()


def bare(page: Path) -> None:
    """Speak and encode an article of a saved page, what its files share once, and keep nothing."""
    article = read_bytes(page.read_bytes(), page.name).article
    sound: list[bytes] = []
    bare_speech(plan(write(article, Wording.load(article.language), SpeechOptions())).stretches, sound)
    bare_encoding(b"".join(sound))


def piped(texts: list[str], folder: Path, encoder: str) -> None:
    """Speak each text with the system's espeak-ng into an encoder, one after the other."""
    rate = str(setting(SpeechOptions().rate, "en"))
    for number, text in enumerate(texts):
        out = str(folder / f"{number}.mp3")
        ends = {
            "ffmpeg": ["ffmpeg", "-v", "error", "-y", "-i", "-", "-c:a", "libmp3lame", "-b:a", "64k", "-ac", "1", out],
            "lame": ["lame", "--quiet", "-q", "7", "-b", "64", "-m", "m", "-", out],
        }
        speak = ["espeak-ng", "-v", "en-us", "-s", rate, "--stdin", "--stdout"]
        with (
            subprocess.Popen(speak, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as voice,
            subprocess.Popen(ends[encoder], stdin=voice.stdout) as end,
        ):
            assert voice.stdout is not None
            assert voice.stdin is not None
            voice.stdout.close()
            voice.stdin.write(text.encode())
            voice.stdin.close()
            end.wait()


def speed() -> None:
    """Compare with the pipes of system programs, and with bare speech and bare encoding."""
    article = eight_sections()
    scripts = write(article, Wording.load(article.language), SpeechOptions())
    texts = ["\n\n".join(u.spoken for u in script.utterances if u.spoken) for script in scripts]
    stretches = plan(scripts).stretches
    sound: list[bytes] = []
    bare_speech(stretches, sound)
    pcm = b"".join(sound)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours(article, folder / "a", 1)
        tracks = json.loads((folder / "a" / "record" / "timeline.json").read_text(encoding="utf-8"))["tracks"]
        heard = sum(track["samples"] / track["rate"] for track in tracks)
        print(f"{len(scripts)} files, {heard:.0f} s of audio, {len(pcm) / 44_100:.0f} s of them made")
        print(f"{os.cpu_count()} processors, {ROUNDS} turns")
        ways: dict[str, Callable[[], object]] = {
            "ours, one worker": lambda: ours(article, folder / "a", 1),
            "ours, two workers": lambda: ours(article, folder / "b", 2),
            "bare speech": lambda: bare_speech(stretches),
            "bare encoding": lambda: bare_encoding(pcm),
        }
        for peer in ("ffmpeg", "lame"):
            if shutil.which("espeak-ng") and shutil.which(peer):
                ways[f"espeak-ng | {peer}"] = lambda peer=peer: piped(texts, folder, peer)  # type: ignore[misc]
            else:
                print(f"espeak-ng | {peer}: not installed")
        costs: dict[str, list[Cost]] = {way: [] for way in ways}
        for _ in range(ROUNDS):
            for way, work in ways.items():
                costs[way].append(turn(work))
        for peer in ("ffmpeg", "lame"):
            if f"espeak-ng | {peer}" in ways:
                piped(texts, folder, peer)
                made = sum(path.stat().st_size for path in folder.glob("*.mp3")) / (BIT_RATE * 125)
                print(f"espeak-ng | {peer} makes {made:.0f} s")
    medians = {
        way: Cost(*(statistics.median(getattr(c, part) for c in found) for part in ("wall", "cpu", "memory")))
        for way, found in costs.items()
    }
    for way, cost in medians.items():
        print(f"{way:22} wall {cost.wall:6.3f} s   processor {cost.cpu:6.3f} s   memory {cost.memory:5.0f} MB")
    two, one = medians["ours, two workers"], medians["ours, one worker"]
    bare = medians["bare speech"].cpu + medians["bare encoding"].cpu
    print(f"processor, ours (one worker) / bare speech + bare encoding: {one.cpu / bare:.2f}")
    for peer in ("ffmpeg", "lame"):
        if (other := medians.get(f"espeak-ng | {peer}")) is not None:
            print(f"{peer}: wall {other.wall / two.wall:.2f} × ours, processor {other.cpu / two.cpu:.2f} × ours")


def memory() -> None:
    """Peak memory over ten minutes and over an hour of audio."""
    article = eight_sections()
    for times in (1, 8):
        sections = tuple(replace(s, id=f"{s.id}-{n}") for n in range(times) for s in article.sections)
        longer: Article = replace(article, sections=tuple[Section, ...](sections))
        with tempfile.TemporaryDirectory() as name:
            cost = turn(lambda longer=longer, name=name: ours(longer, Path(name), 1))  # type: ignore[misc]
            minutes = sum(p.stat().st_size for p in Path(name, "audio").glob("*.mp3")) / (BIT_RATE * 125) / 60
        print(f"{minutes:5.1f} minutes of audio: peak {cost.memory:.0f} MB, {cost.wall:.1f} s")


def pace() -> None:
    """Words heard in a minute of paragraphs, their pauses included, for rates that are asked for."""
    texts = []
    for article in samples():
        told = write(article, Wording.load(article.language), SpeechOptions())[1:]
        said = [u for script in told for u in script.utterances if u.kind == "paragraph" and u.spoken]
        if sum(len(_WORD.findall(u.spoken)) for u in said) >= 150:
            texts.append((article.language, said[:12]))
    for rate in (80, 120, 150, 200, 250, 300):
        sums: dict[str, list[float]] = {}
        each = []
        for language, said in texts:
            heard = took = 0.0
            with engine_named("espeak").session(language, SpeechOptions(rate=rate)) as session:
                for utterance in said:
                    heard += len(_WORD.findall(utterance.spoken))
                    took += utterance.pause / 1000 + _in_breaths(utterance, session).samples / session.rate
            sums.setdefault(language[:2], [0.0, 0.0])[0] += heard
            sums[language[:2]][1] += took / 60
            each.append(heard / took * 60 / rate)
        means = ", ".join(f"{language} {words / minutes:.0f}" for language, (words, minutes) in sorted(sums.items()))
        print(f"asked {rate}: heard {means}; single articles {min(each):.2f} to {max(each):.2f} of what was asked")


def loudness() -> None:
    """Measure finished files with ffmpeg's ebur128, and their speech frames by themselves."""
    import array

    import miniaudio

    for article in samples():
        with tempfile.TemporaryDirectory() as name:
            ours(article, Path(name), 1)
            rows = []
            for path in sorted(Path(name, "audio").glob("*.mp3")):
                ask = ["ffmpeg", "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128=peak=sample"]
                done = subprocess.run([*ask, "-f", "null", "-"], capture_output=True, text=True, check=True)
                told = done.stderr.rsplit("Summary:", 1)[-1]
                loud = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[0])
                peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", told)[0])
                sound = array.array("h", miniaudio.mp3_read_file_s16(str(path)).samples)
                frames = [sound[at:at + 441] for at in range(0, len(sound) - 441, 441)]
                powers = [sum(x * x for x in frame[::3]) / 147 for frame in frames]
                sounding = [power for power in powers if power > max(powers) / 10_000]
                rms = 10 * log10(sum(sounding) / len(sounding) / 32_768**2)
                rows.append((len(sound) / 22_050, loud, peak, rms))
        long = [row for row in rows if row[0] >= 10]
        spread = max(r[1] for r in long) - min(r[1] for r in long)
        _, lufs, peaks, speech = zip(*rows, strict=True)
        print(
            f"{len(rows)} files: {min(lufs):.1f} to {max(lufs):.1f} LUFS, {spread:.1f} LU apart, "
            f"speech {min(speech):.1f} to {max(speech):.1f} dB, peak {max(peaks):.1f} dB"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["bare"]:
        with ProcessPoolExecutor(WORKERS) as pool:
            list(pool.map(bare, sorted(Path(sys.argv[2]).iterdir())))
        sys.exit()
    MEASURES = {"speed": speed, "memory": memory, "pace": pace, "loudness": loudness}
    MEASURES[sys.argv[1] if len(sys.argv) > 1 else "speed"]()
