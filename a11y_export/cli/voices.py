"""``a11y-export voices``: which voices are there."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.choices import ENGINE_HELP, Engine, tag
from a11y_export.cli.terminal import data
from a11y_export.errors import MissingDependency


def voices(
    *,
    language: Annotated[str | None, Parameter(help="Only voices for this language (BCP 47).")] = None,
    engine: Annotated[Engine, Parameter(help=ENGINE_HELP)] = "espeak",
    json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False,
) -> int:
    """List the voices that can speak, by language."""
    from a11y_export.audio import engine_named
    from a11y_export.wording import primary

    wanted = None if language is None else primary(tag(language))
    found = [v for v in engine_named(engine).voices() if wanted in (None, primary(v.language))]
    if not found:
        raise MissingDependency(language or engine, "no voice speaks it.", "List them all: a11y-export voices.")
    if json:
        data([{"id": v.id, "name": v.name, "language": v.language} for v in found])
        return 0
    for voice in found:
        print(f"{voice.language:<12} {voice.id:<24} {voice.name}")
    return 0
