"""The whole job beside the pipeline that one would write: trafilatura, WeasyPrint, espeak-ng and ffmpeg.

Both take the same saved pages, two at a time, and make for each a large-print PDF/UA and an MP3; ours also scores the
text, keeps a record of every cut and proves each finished file. The peers' pipeline runs twice: as a shell script with
a program for each step (``xargs -P 2``), and with its libraries warm in a pool of two Python processes.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from a11y_export.audio.engines.pace import setting
from a11y_export.audio.options import SpeechOptions
from a11y_export.errors import ExportError
from a11y_export.reading import read_bytes
from a11y_export.wording import primary
from benchmarks import pages

PEERS = "A11Y_EXPORT_PEERS"
WORKERS = 2
_STYLE = """@page { size: A4; margin: 72pt; @bottom-right { content: "Page " counter(page); font: 18pt sans-serif } }
body { font: 18pt/1.4 "Atkinson Hyperlegible", Verdana, "DejaVu Sans", sans-serif } h1 { font-size: 27pt }
h2 { font-size: 22pt; break-after: avoid } p { margin: 0 0 16pt }
"""
_PACE = setting(SpeechOptions().rate, "en")  # as fast as ours
_ENCODE = "ffmpeg -v error -y -i - -c:a libmp3lame -b:a 64k -ac 1"
# A page in, $2/<page>.pdf and $2/<page>.mp3 out. The title stands in the HTML so that a PDF/UA has one.
_SCRIPT = f"""#!/bin/sh
set -e
name=$(basename "$1" .html)
trafilatura --html --formatting --links < "$1" > "$2/$name.body.html"
{{ printf '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head>' "$name"
  sed -e '1,/<body>/d' -e '1i <body>' "$2/$name.body.html"; }} > "$2/$name.html"
weasyprint -q --pdf-variant pdf/ua-1 -s "$2/style.css" "$2/$name.html" "$2/$name.pdf"
trafilatura < "$1" | espeak-ng -v en-us -s {_PACE} --stdin --stdout | {_ENCODE} "$2/$name.mp3"
"""
_WARM = f"""
import subprocess, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

def make(page, out):
    import trafilatura
    from weasyprint import CSS, HTML
    html = Path(page).read_text(encoding="utf-8", errors="surrogateescape")
    name = Path(page).stem
    body = trafilatura.extract(html, output_format="html", include_formatting=True, include_links=True) or ""
    inside = body.partition("<body>")[2] or body
    whole = '<!DOCTYPE html><html lang="en"><head><title>' + name + "</title></head><body>" + inside
    HTML(string=whole).write_pdf(out / (name + ".pdf"), stylesheets=[CSS(out / "style.css")], pdf_variant="pdf/ua-1")
    text = trafilatura.extract(html) or ""
    with subprocess.Popen(["espeak-ng", "-v", "en-us", "-s", "{_PACE}", "--stdin", "--stdout"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as voice:
        end = subprocess.Popen("{_ENCODE}".split() + [str(out / (name + ".mp3"))], stdin=voice.stdout)
        voice.stdout.close()
        voice.stdin.write(text.encode())
        voice.stdin.close()
        end.wait()

if __name__ == "__main__":
    out = Path(sys.argv[2])
    with ProcessPoolExecutor({WORKERS}) as pool:
        list(pool.map(make, sorted(map(str, Path(sys.argv[1]).iterdir())), [out] * 10_000))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall-clock and processor seconds of a process and all that it started; MB of the largest of them."""

    wall: float
    cpu: float
    memory: float
    code: int = 0


def measured(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command and wait for all that it left running; `code` says whether it failed.

    It is run by a process of its own, to which orphans are given: a server that outlives its starter counts as well.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.whole", *map(str, command)], env=kept | dict(environment or {}), check=True,
        stdout=subprocess.PIPE,
    ).stdout
    return Cost(*json.loads(told))


def _measure(command: Sequence[str]) -> None:
    """Be the process that runs, waits and prints."""
    subreaper = 36
    ctypes.CDLL(None).prctl(subreaper, 1, 0, 0, 0)
    start = time.perf_counter()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    wall = time.perf_counter() - start
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code]))


def lay_out(folder: Path, number: int) -> list[Path]:
    """Write the pages that are converted: those for tuning whose English article is nearest to the middling length."""
    folder.mkdir()
    known = {p: len(str(t["text"])) for p, t in pages.truths().items() if t.get("text") and pages.is_tuning(t["url"])}
    middle = sorted(known.values())[len(known) // 2]
    made: list[Path] = []
    for page in sorted(known, key=lambda p: (abs(known[p] - middle), p)):
        raw = pages.html(page).encode("utf-8", "surrogatepass")
        try:
            article = read_bytes(raw, "page.html").article
        except ExportError:
            continue
        if primary(article.language) == "en":
            made.append(folder / f"page-{len(made):03}.html")
            made[-1].write_bytes(raw)
        if len(made) == number:
            break
    return made


def contenders(inputs: Path, outputs: Path) -> dict[str, tuple[list[str | Path], dict[str, str]]]:
    """Give, by name, the command that does the whole job and what its environment needs; peers where they are."""
    # Made anew in each turn: else the second would find everything there.
    ours: list[str | Path] = [
        sys.executable, "-m", "a11y_export", "convert", inputs, "-o", outputs / "ours", "--force",
        "--jobs", str(WORKERS), "-q",
    ]
    found: dict[str, tuple[list[str | Path], dict[str, str]]] = {"ours": (ours, {})}
    peers = os.environ.get(PEERS)
    if peers:
        binaries = {"PATH": f"{Path(peers).parent}{os.pathsep}{os.environ['PATH']}"}
        for name in ("script", "warm"):
            (outputs / name).mkdir(parents=True, exist_ok=True)
            (outputs / name / "style.css").write_text(_STYLE, encoding="utf-8")
        script, warm = outputs / "script.sh", outputs / "warm.py"
        script.write_text(_SCRIPT, encoding="utf-8")
        warm.write_text(_WARM, encoding="utf-8")
        line = f"ls {inputs}/*.html | xargs -P {WORKERS} -I @ sh {script} @ {outputs / 'script'}"
        found["script"] = (["sh", "-c", line], binaries)
        found["warm"] = ([peers, warm, inputs, outputs / "warm"], binaries)
    return found


if __name__ == "__main__":
    _measure(sys.argv[1:])
