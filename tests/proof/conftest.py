"""One finished folder of a small article that holds every danger, made once; tests work on copies."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from a11y_export.options import Options
from a11y_export.pipeline import Job, export

PAGE = """<!DOCTYPE html><html lang="en-US"><head><title>Warfarin at home</title>
<script type="application/ld+json">
{"@type":"MedicalWebPage","headline":"Warfarin at home","reviewedBy":{"name":"Ana Ruiz"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/all">All articles</a></nav><main><h1>Warfarin at home</h1>
<p>This medicine keeps blood from clotting. Your nurse will explain each step, and you can ask again at any time.</p>
<h2>How to take it</h2>
<p>Take 2.5 mg at the same time each day. Do not take a second dose if you forget one. Bleeding happens in &lt;5% of
people who take it as told, and the pulse should stay above 50 beats a minute.</p>
<ul><li>Swallow the tablet with water.</li><li>Never crush it.</li><li>Write down each dose.</li></ul>
<h2>Doses by result</h2>
<table><caption>Weekly plan</caption><thead><tr><th scope="col">Result</th><th scope="col">Dose</th></tr></thead>
<tbody><tr><td>1.5</td><td>5 mg</td></tr>
<tr><td>2.5</td><td>3 mg</td></tr><tr><td>4.0</td><td>none</td></tr></tbody></table>
<h2>When to call</h2>
<p>Call your clinic the same day if you see blood in your urine. A white cell count above 11 × 10<sup>9</sup>/L also
needs a call. Without treatment, bleeding can get worse.</p>
<p>Medical disclaimer: This text is not a substitute for the advice of your own doctor. Do not change your treatment
because of something you have read here.</p></main>
<footer><p>© 2026 Hill Clinic. All rights reserved.</p></footer></body></html>"""


def unseen(stage: str) -> None:
    """Take note of no progress."""


def make(folder: Path, html: str, **options: object) -> Path:
    """Convert `html` in this process and give the finished folder."""
    page = folder / "warfarin.html"
    page.write_text(html, encoding="utf-8")
    output = folder / "out"
    output.mkdir(exist_ok=True)
    export(Job(page, page.name, output, "warfarin"), Options(**options), unseen)  # type: ignore[arg-type]
    return output / "warfarin"


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the finished folder; do not write into it."""
    return make(tmp_path_factory.mktemp("original"), PAGE)


@pytest.fixture
def finished(original: Path, tmp_path: Path) -> Path:
    """Give a copy of the finished folder to spoil."""
    return Path(shutil.copytree(original, tmp_path / "warfarin"))


def seal(folder: Path) -> None:
    """Write the files' true hashes and sizes into the manifest, as one who spoils a file with care would."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for entry in [*manifest["artifacts"], *manifest["record"]]:
        file = folder / entry["path"]
        if file.is_file():
            entry["sha256"], entry["bytes"] = hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size
    path.write_text(json.dumps(manifest), encoding="utf-8")
