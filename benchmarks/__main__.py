"""Every part of the job, and the whole of it, beside the programs that one would use instead: a table of ratios.

    A11Y_EXPORT_PEERS=/path/to/their/python python -m benchmarks [--runs N] [--only PART …] [--articles N]
                                                                 [--against NAME …]

Parts: reading, handout, audio, readability, whole. The peers (trafilatura, readability-lxml, WeasyPrint, textstat) live
in one environment of their own; espeak-ng, ffmpeg and lame come from the system. All of a part is measured in turn in
one run, medians of N turns, so that what else the machine does weighs on all alike. Wall-clock and processor seconds
are those of the process and of all that it started; memory is that of the largest of them. A ratio above 1 says that
ours took less. Pages: see benchmarks/pages.py.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.whole import LABELS, PEERS, WORKERS, Cost, contenders, lay_out, measured

Command = tuple[Sequence[str | Path], Mapping[str, str]]
Part = Callable[[Path, int], dict[str, Command]]

# Each reads every page of a folder, in its own process: loading counts, as it does for whoever runs it.
_OURS = """
import sys; from pathlib import Path
from a11y_export.errors import ExportError
from a11y_export.reading import read_bytes
for page in sorted(Path(sys.argv[1]).iterdir()):
    try: read_bytes(page.read_bytes(), page.name)
    except ExportError: pass
"""
_TRAFILATURA = """
import sys; from pathlib import Path; import trafilatura
for page in sorted(Path(sys.argv[1]).iterdir()):
    trafilatura.extract(page.read_text(encoding="utf-8", errors="replace"))
"""
_READABILITY = """
import sys; from pathlib import Path; from readability import Document
for page in sorted(Path(sys.argv[1]).iterdir()):
    Document(page.read_text(encoding="utf-8", errors="replace")).summary()
"""
_SCORE = """
import sys; from pathlib import Path
from a11y_export.literacy import LiteracyOptions, assess
from a11y_export.model import Article, Paragraph, Section, Source, Span
for file in sorted(Path(sys.argv[1]).glob("*.txt")):
    blocks = tuple(Paragraph((Span(line),)) for line in file.read_text(encoding="utf-8").splitlines())
    assess(Article("T", "en", Source("t", "0" * 64), sections=(Section("s", (), 2, blocks),)), LiteracyOptions())
"""
_TEXTSTAT = """
import sys; from pathlib import Path; import textstat
names = ["smog_index", "flesch_kincaid_grade", "flesch_reading_ease", "gunning_fog", "coleman_liau_index",
         "dale_chall_readability_score"]
for file in sorted(Path(sys.argv[1]).glob("*.txt")):
    text = file.read_text(encoding="utf-8")
    for name in names: getattr(textstat, name)(text)
"""
_SPEAK = """
import sys; from pathlib import Path
from a11y_export.audio import SpeechOptions, record
from a11y_export.wording import Wording
from benchmarks.leaflet import article
told = article(2_000, whole=False)
out = Path(sys.argv[1])
record(told, out / "audio", out / "record", SpeechOptions(), Wording.load(told.language), workers=int(sys.argv[2]))
"""


def _peers() -> str:
    return os.environ.get(PEERS, "")


def reading(folder: Path, number: int) -> dict[str, Command]:
    """Read the pages of the whole job, in one process each."""
    lay_out(folder / "pages", number)
    found: dict[str, Command] = {"ours": ([sys.executable, "-c", _OURS, folder / "pages"], {})}
    if _peers():
        found["trafilatura"] = ([_peers(), "-c", _TRAFILATURA, folder / "pages"], {})
        found["readability-lxml"] = ([_peers(), "-c", _READABILITY, folder / "pages"], {})
    return found


def handout(folder: Path, _: int) -> dict[str, Command]:
    """Set 2,000 words with contents as PDF/UA, five times in one process: what is loaded counts once."""
    from benchmarks import handout as bench

    if _peers():
        os.environ[bench.PEER] = _peers()
    return {
        "ours" if name == "a11y-export" else name: (command(5), {})
        for name, command in bench.commands(folder, 2_000, whole=False).items()
    }


def audio(folder: Path, _: int) -> dict[str, Command]:
    """Speak 2,000 words, ours in sections with tags, timeline and record."""
    from a11y_export.audio.engines.pace import setting
    from a11y_export.audio.options import SpeechOptions
    from benchmarks.leaflet import texts

    text = folder / "text.txt"
    text.write_text("\n\n".join(" ".join(part) for part in texts(2_000)), encoding="utf-8")
    speak = f"espeak-ng -v en-us -s {setting(SpeechOptions().rate, 'en')} --stdin --stdout < {text}"
    found: dict[str, Command] = {
        f"ours{name}": ([sys.executable, "-c", _SPEAK, folder, str(workers)], {})
        for name, workers in (("", WORKERS), (" (one worker)", 1))
    }
    for name, encode in (
        ("ffmpeg", "ffmpeg -v error -y -i - -c:a libmp3lame -b:a 64k -ac 1"),
        ("lame", "lame --quiet -q 7 -b 64 -m m -"),
    ):
        if shutil.which("espeak-ng") and shutil.which(name):
            found[f"espeak-ng, {name}"] = (["sh", "-c", f"{speak} | {encode} {folder / name}.mp3"], {})
    return found


def readability(folder: Path, _: int) -> dict[str, Command]:
    """Score ten texts of 2,000 words: ours with hard words, sentences and verdict; textstat six bare scores."""
    from a11y_export.model import plain
    from benchmarks.readability import sample

    for seed in range(10):
        lines = [plain(block.spans) for block in sample(2_000, seed).sections[0].blocks]  # type: ignore[union-attr]
        (folder / f"{seed}.txt").write_text("\n".join(lines), encoding="utf-8")
    found: dict[str, Command] = {"ours": ([sys.executable, "-c", _SCORE, folder], {})}
    if _peers():
        found["textstat"] = ([_peers(), "-c", _TEXTSTAT, folder], {})
    return found


def whole(folder: Path, number: int) -> dict[str, Command]:
    """Convert the articles to PDF and MP3, two at a time; ours proves each file besides.

    The last row is no contender: speech and encoding of the same articles with nothing around them, which no program
    that uses these two libraries can go below.
    """
    lay_out(folder / "pages", number)
    found: dict[str, Command] = dict(contenders(folder / "pages", folder / "out"))
    found["bare"] = ([sys.executable, "-m", "benchmarks.audio", "bare", folder / "pages"], {})
    return found


PARTS: dict[str, Part] = {
    "reading": reading, "handout": handout, "audio": audio, "readability": readability, "whole": whole,
}


def turns(commands: Mapping[str, Command], runs: int) -> dict[str, Cost]:
    """Measure each command in turn, `runs` times, and give medians; how far it has come is told as it goes."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(1, runs + 1):
        for name, (command, environment) in commands.items():
            costs[name].append(cost := measured(command, environment))
            load = os.getloadavg()[0]
            told = f"{name}: {cost.wall:.2f} s, processor {cost.cpu:.2f} s, exit {cost.code}; load {load:.1f}"
            print(f"turn {turn} of {runs}, {told}", file=sys.stderr, flush=True)
    return {
        name: Cost(
            median(c.wall for c in found), median(c.cpu for c in found), median(c.memory for c in found),
            max(c.code for c in found),
        )
        for name, found in costs.items()
    }


def rows(part: str, costs: Mapping[str, Cost]) -> Iterator[str]:
    """Give the table's lines of a part: what each took, and its ratio to ours."""
    ours = costs["ours"]
    for name, cost in costs.items():
        pairs = (cost.wall, ours.wall), (cost.cpu, ours.cpu), (cost.memory, ours.memory)
        ratios = ["" if name == "ours" else f"{theirs / own:.2f}" for theirs, own in pairs]
        failed = f" (exit {cost.code})" if cost.code else ""
        cells = [f"{cost.wall:.2f} s", ratios[0], f"{cost.cpu:.2f} s", ratios[1], f"{cost.memory:.0f} MB", ratios[2]]
        yield f"| {part} | {LABELS.get(name, name)}{failed} | {' | '.join(cells)} |"


def made(out: Path) -> str:
    """Say how many PDFs and MP3s lie below a folder, and how long they sound at 64 kbit/s, tags not counted."""
    sounds = list(out.rglob("*.mp3"))
    minutes = sum(path.stat().st_size - _tags(path) for path in sounds) * 8 / 64_000 / 60
    return f"{len(list(out.rglob('*.pdf')))} PDFs, {len(sounds)} MP3s, {minutes:.0f} minutes of audio"


def _tags(path: Path) -> int:
    """Give how many bytes of ID3 tags an MP3 begins with."""
    with path.open("rb") as file:
        head = file.read(10)
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte
    return 10 + size if head.startswith(b"ID3") else 0


def main() -> None:
    """Measure the parts that are asked for, and print the table as it grows."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("--runs", type=int, default=5, metavar="N", help="turns; medians are printed")
    asked.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART")
    asked.add_argument("--articles", type=int, default=50, metavar="N", help="pages of reading and of the whole job")
    asked.add_argument("--against", nargs="+", default=[], metavar="NAME",
                       help=f"only these beside ours; in the whole job: {', '.join(LABELS)}")
    chosen = asked.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; medians of {chosen.runs}")
    if not _peers():
        print(f"{PEERS} names no Python: without trafilatura, readability-lxml, WeasyPrint and textstat")
    print("| part | program | wall | ratio | processor | ratio | memory | ratio |\n|" + " --- |" * 8)
    for part in chosen.only:
        with tempfile.TemporaryDirectory() as folder:
            commands = PARTS[part](Path(folder), chosen.articles)
            if chosen.against:
                commands = {name: c for name, c in commands.items() if name == "ours" or name in chosen.against}
            print("\n".join(rows(part, turns(commands, chosen.runs))), flush=True)
            for out in (path for path in sorted(Path(folder, "out").glob("*/")) if path.name in commands):
                print(f"<!-- {out.name}: {made(out)} -->", flush=True)


if __name__ == "__main__":
    main()
