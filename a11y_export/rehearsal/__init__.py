"""A small article converted to nothing, so that what every article needs once is done before children are forked.

Most of the first second of an article goes into expressions to compile, tables to read and templates to translate.
The server that forks children imports ``rehearsal.<format>`` for each format of a long batch: each child then begins
with all of that done. Preloading goes by the names of modules, hence one for each format, and one for all books.
"""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from a11y_export.errors import ExportError

FORMATS = ("pdf", "mp3")
"""The formats that have a rehearsal."""

BOOKS = frozenset({"html", "epub", "daisy202", "daisy202-audio"})
"""The formats that are made of the audio: where one of them is wanted, "books" rehearses it with all of them."""


def modules(formats: Collection[str]) -> list[str]:
    """Give the modules that rehearse some formats when they are imported."""
    names = [form for form in FORMATS if form in formats]
    if BOOKS.intersection(formats):
        names = ["books" if name == "mp3" else name for name in names]
    return [f"{__name__}.{name}" for name in names]

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Taking a tablet</title></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<div id="cookie-banner">We use cookies. <button>Accept all</button></div>
<main><article><h1>Taking a tablet</h1><p class="byline">By Ann Example. Reviewed 3 May 2024.</p>
<p>Take one 2.5 mg tablet twice a day with a glass of water. Do not take more than 8 tablets in 24 hours. Breathlessness
is rare.</p>
<h2>Before you begin</h2><p>Tell your doctor about other medicines, and whether your blood pressure is above 140/90
mmHg. About 1 in 100 people (&lt;5%) feel dizzy (see <a href="https://example.org/dizzy">how to stand up</a>).</p>
<ul><li>Keep the tablets dry, below 25 °C.</li><li>Ask your nurse when you missed a dose.</li></ul>
<table><caption>Doses</caption><tr><th>Age</th><th>Dose</th></tr><tr><td>6–12 years</td><td>½ tablet</td></tr></table>
<h2>When to call</h2><p>Call your doctor if your heart beats fast, or if swelling of the ankles does not go down. An
electrocardiogram (ECG) shows whether the medicine was absorbed. Most people feel well after a week or two.</p>
<p><strong>Disclaimer:</strong> This information is not a substitute for the advice of your own doctor.</p>
</article></main>
<footer><p>Copyright 2024 Example Health. Follow us.</p></footer></body></html>"""


def rehearse(*formats: str) -> None:
    """Convert PAGE to some formats in a folder that is thrown away; what fails here, the articles themselves will say.

    The voice is the silent one: no speech engine is awake when children are forked.
    """
    from a11y_export.options import Options
    from a11y_export.pipeline import Job, export

    with suppress(ExportError, OSError), tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(PAGE, encoding="utf-8")
        export(Job(page, page.name, Path(folder), "page"), replace(Options(formats=formats), engine="silent"), _unseen)
    gc.collect()
    gc.freeze()  # children then leave these objects alone: no time spent on them, and their memory stays shared


def _unseen(stage: str) -> None:
    """Take note of no progress."""
