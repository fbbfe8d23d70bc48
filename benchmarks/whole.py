"""The whole job beside the pipeline that one would write: trafilatura, WeasyPrint, espeak-ng and ffmpeg.

All take the same saved pages, two at a time, and make for each a large-print PDF/UA and MP3; ours also scores the
text, keeps a record of every cut and proves each finished file. The peers' pipeline runs as a shell script with a
program for each step (``xargs -P 2``), and with its libraries warm in a pool of two Python processes; both once with
one MP3 for the whole article, and once with an MP3 for each section, which says the article's title before and a
disclaimer after it, as ours does.
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
# As one would put it beside the pages, for the files by section; of the length that is usual.
_DISCLAIMER = """Disclaimer. This page is for general information. It does not replace the advice of a doctor who knows
you. Do not put off asking for advice, and do not stop or change a treatment, because of something you have read here.
In an emergency call your local emergency number at once.
"""
# A page in, $2/<page>.pdf and $2/<page>.mp3 out. The title stands in the HTML so that a PDF/UA has one. With a
# disclaimer as third argument, that ends the PDF, and there is an MP3 for each section, $2/<page>.01.mp3 and so on; a
# section begins at a heading of the highest level below the title's, as it does in ours.
_SCRIPT = f"""#!/bin/sh
set -e
name=$(basename "$1" .html)
speak() {{ espeak-ng -v en-us -s {_PACE} --stdin --stdout | {_ENCODE} "$1"; }}
trafilatura --html --formatting --links < "$1" > "$2/$name.body.html"
{{ printf '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s</title></head>' "$name"
  sed -e '1,/<body>/d' -e '1i <body>' "$2/$name.body.html"
  if [ "$3" ]; then printf '<p>'; cat "$3"; fi; }} > "$2/$name.html"
weasyprint -q --pdf-variant pdf/ua-1 -s "$2/style.css" "$2/$name.html" "$2/$name.pdf"
if [ -z "$3" ]; then
  trafilatura < "$1" | speak "$2/$name.mp3"
else
  title=$(tr '\\n' ' ' < "$1" | sed -n 's:.*<title[^>]*>\\([^<]*\\)</title>.*:\\1:p')
  rm -f "$2/$name".[0-9]*
  trafilatura --markdown < "$1" > "$2/$name.md"
  awk -v out="$2/$name" '
    function begin() {{ file = sprintf("%s.%02d.txt", out, ++n) }}
    NR == FNR {{ if (match($0, /^##+ /) && (!top || RLENGTH < top)) top = RLENGTH; next }}
    match($0, /^#+ /) {{ if (RLENGTH <= top) begin(); $0 = substr($0, RLENGTH + 1) }}
    {{ if (!n) begin(); print > file }}' "$2/$name.md" "$2/$name.md"
  for part in "$2/$name".[0-9]*.txt; do
    {{ printf '%s.\\n\\n' "${{title:-$name}}"; cat "$part"; printf '\\n\\n'; cat "$3"; }} | speak "${{part%.txt}}.mp3"
  done
fi
"""
_WARM = f"""
import re, subprocess, sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

def make(page, out, disclaimer):
    import trafilatura
    from weasyprint import CSS, HTML
    html = Path(page).read_text(encoding="utf-8", errors="surrogateescape")
    name = Path(page).stem
    body = trafilatura.extract(html, output_format="html", include_formatting=True, include_links=True) or ""
    inside = body.partition("<body>")[2] or body
    whole = '<!DOCTYPE html><html lang="en"><head><title>' + name + "</title></head><body>" + inside
    whole += "<p>" + disclaimer if disclaimer else ""
    HTML(string=whole).write_pdf(out / (name + ".pdf"), stylesheets=[CSS(out / "style.css")], pdf_variant="pdf/ua-1")
    if not disclaimer:
        speak(trafilatura.extract(html) or "", out / (name + ".mp3"))
        return
    title = re.search("<title[^>]*>([^<]*)</title>", html)
    text = trafilatura.extract(html, output_format="markdown") or ""
    top = min(map(len, re.findall("(?m)^(##+) ", text)), default=1)
    sections = [part for part in re.split("(?m)^#{{1,%d}} " % top, text) if part.strip()]
    for number, section in enumerate(sections, 1):
        told = (title[1].strip() if title else name) + ".\\n\\n" + section + "\\n\\n" + disclaimer
        speak(told, out / f"{{name}}.{{number:02}}.mp3")

def speak(text, path):
    with subprocess.Popen(["espeak-ng", "-v", "en-us", "-s", "{_PACE}", "--stdin", "--stdout"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as voice:
        end = subprocess.Popen("{_ENCODE}".split() + [str(path)], stdin=voice.stdout)
        voice.stdout.close()
        voice.stdin.write(text.encode("utf-8", "replace"))
        voice.stdin.close()
        end.wait()

if __name__ == "__main__":
    out, pages = Path(sys.argv[2]), sorted(map(str, Path(sys.argv[1]).iterdir()))
    disclaimer = Path(sys.argv[3]).read_text(encoding="utf-8") if sys.argv[3:] else ""
    with ProcessPoolExecutor({WORKERS}) as pool:
        list(pool.map(make, pages, [out] * len(pages), [disclaimer] * len(pages)))
"""
LABELS = {
    "script": "script, one file for the whole article", "warm": "warm pipeline, one file for the whole article",
    "script-sections": "script, one file per section with its disclaimer",
    "warm-sections": "warm pipeline, one file per section with its disclaimer",
    "bare": "nothing but speaking our text and encoding it",
}
"""What the contenders of the whole job are called in the table, by the names that they are asked for by."""


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
    if not peers:
        return found
    binaries = {"PATH": f"{Path(peers).parent}{os.pathsep}{os.environ['PATH']}"}
    outputs.mkdir(parents=True, exist_ok=True)
    script, warm, disclaimer = outputs / "script.sh", outputs / "warm.py", outputs / "disclaimer.txt"
    for path, text in ((script, _SCRIPT), (warm, _WARM), (disclaimer, _DISCLAIMER)):
        path.write_text(text, encoding="utf-8")
    for ending, more in (("", []), ("-sections", [disclaimer])):
        for name in ("script", "warm"):
            out = outputs / f"{name}{ending}"
            out.mkdir(exist_ok=True)
            (out / "style.css").write_text(_STYLE, encoding="utf-8")
        line = f"ls {inputs}/*.html | xargs -P {WORKERS} -I @ sh {script} @ {outputs / 'script'}{ending}"
        found[f"script{ending}"] = (["sh", "-c", " ".join([line, *map(str, more)])], binaries)
        found[f"warm{ending}"] = ([peers, warm, inputs, outputs / f"warm{ending}", *more], binaries)
    return found


if __name__ == "__main__":
    _measure(sys.argv[1:])
