"""Talking books made of an article as a run makes them, with the engine that is silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from a11y_export import codec
from a11y_export.audio import SpeechOptions, record
from a11y_export.books import Imprint, export_daisy
from a11y_export.model import Article, Check
from a11y_export.proof.daisy import prove_daisy
from a11y_export.wording import Wording


def recorded(article: Article, folder: Path, **options: object) -> dict[str, Any]:
    """Record the article in silence, and give the timeline."""
    staff = folder / "record"
    staff.mkdir(exist_ok=True)
    record(
        article, folder / "audio", staff, SpeechOptions(**options),  # type: ignore[arg-type]
        Wording.load(article.language), engine="silent",
    )
    found: dict[str, Any] = json.loads((staff / "timeline.json").read_text(encoding="utf-8"))
    return found


def made(article: Article, folder: Path, *, text: bool = True, **options: object) -> tuple[Path, dict[str, Any]]:
    """Make the book of an article, and give it with the timeline."""
    timeline = recorded(article, folder, **options)
    path = folder / "book.zip"
    imprint = Imprint("Hill Clinic", "2026-11-23")
    export_daisy(article, timeline, folder / "audio", path, Wording.load(article.language), imprint, text=text)
    return path, timeline


def proved(path: Path, article: Article, timeline: dict[str, Any], *, text: bool = True) -> list[Check]:
    pictures = codec.pictures(codec.dump(article)) if text else None
    return prove_daisy(path, "book.zip", article, timeline, path.parent / "audio", pictures)


def failed(checks: list[Check]) -> dict[str, str]:
    return {check.name: check.evidence for check in checks if not check.passed}
