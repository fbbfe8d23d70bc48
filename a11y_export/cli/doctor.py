"""``a11y-export doctor``: see whether everything is here that the job needs."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.terminal import data
from a11y_export.errors import ExitCode, ExportError, MissingDependency


def doctor(*, json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False) -> int:
    """Check that engine, fonts, dictionary and libraries work here; exit 8 when something is missing."""
    from a11y_export import __version__
    from a11y_export.options import libraries

    found: list[tuple[str, bool, str]] = [
        ("program", True, f"a11y-export {__version__}, Python {platform.python_version()}, {platform.system()}"),
    ]
    found.append(_tried("libraries", lambda: ", ".join(f"{k} {v}" for k, v in libraries().items())))
    found.append(_tried("speech", _speech))
    found.append(_tried("fonts", _fonts))
    found.append(_tried("dictionary", _dictionary))
    found.append(_tried("whole job, network closed", _whole_job))
    if json:
        data([{"name": name, "ok": good, "evidence": evidence} for name, good, evidence in found])
    else:
        for name, good, evidence in found:
            print(f"{'ok     ' if good else 'MISSING'} {name}: {evidence}")
    return ExitCode.OK if all(good for _, good, _ in found) else ExitCode.DEPENDENCY


def _tried(name: str, look: Callable[[], str]) -> tuple[str, bool, str]:
    try:
        return name, True, look()
    except (ExportError, ImportError, OSError) as error:
        return name, False, f"{error} Install a11y-export again."


def _speech() -> str:
    from a11y_export.audio import engine_named

    engine = engine_named("espeak")
    return f"espeak-ng with {len(engine.voices())} voices"


def _fonts() -> str:
    from a11y_export.handout import fonts, scripts

    lacking = fonts.unnamed("Aé½≤β→☐✓")
    if lacking:
        raise MissingDependency("fonts", f"no glyph for {' '.join(sorted(lacking))}.")
    there, missing = scripts.installed()
    said = f"Atkinson Hyperlegible for Latin; {', '.join(there)}"
    return said if not missing else f"{said}; not installed: {', '.join(missing)} ({scripts.INSTALL})"


_PAGE = """<html lang="en"><head><title>A test page</title></head><body><nav><a href="/">Home</a></nav>
<h1>A test page</h1>
<p>Take 2.5 mg once a day with a full glass of water. Do not take a second dose on the same day, even if you feel
unwell.</p>
<p>Disclaimer: This page does not replace the advice of your doctor.</p></body></html>"""


def _whole_job() -> str:
    """Convert a small page in this process with every socket refused, and prove it."""
    import socket
    import tempfile
    from pathlib import Path

    from a11y_export.options import Options
    from a11y_export.pipeline import Job, export

    class Refused(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise ConnectionRefusedError("a stage tried to open a connection.")

    real = socket.socket
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(_PAGE, encoding="utf-8")
        socket.socket = Refused  # type: ignore[misc] # put in its place on purpose, to show that nothing needs it
        try:
            made = export(Job(page, page.name, Path(folder), "page"), Options(), lambda _: None)
        finally:
            socket.socket = real  # type: ignore[misc]
    return f"{len(made['artifacts'])} files made, {len(made['checks'])} checks passed"


def _dictionary() -> str:
    from a11y_export.literacy.syllables import english

    return f"CMUdict answers: “medicine” has {english('medicine')} syllables"
