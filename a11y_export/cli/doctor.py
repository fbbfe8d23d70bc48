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
    found.append(("network", True, "not used: no stage opens a connection, and nothing is downloaded"))
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
    from a11y_export.handout import fonts

    lacking = [char for char in "Aé½≤β→" if not fonts.drawable(char, bold=False)]
    if lacking:
        raise MissingDependency("fonts", f"no glyph for {' '.join(lacking)}.")
    return "Atkinson Hyperlegible, and fallbacks for signs and Greek"


def _dictionary() -> str:
    from a11y_export.literacy.syllables import english

    return f"CMUdict answers: “medicine” has {english('medicine')} syllables"
