"""Saved health articles in; large-print handouts and spoken audio out, with proof.

    >>> from pathlib import Path
    >>> import a11y_export
    >>> outcomes = a11y_export.convert([Path("article.html")], Path("output"))  # doctest: +SKIP

Names are imported when they are first used, so that importing the package is cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y_export.lazily import lazily

__version__ = "0.1.0"

if TYPE_CHECKING:
    from a11y_export.audio.options import SpeechOptions
    from a11y_export.batch import convert
    from a11y_export.clinic import Clinic
    from a11y_export.errors import ExitCode, ExportError
    from a11y_export.guard import Outcome
    from a11y_export.handout.options import HandoutOptions
    from a11y_export.literacy.options import LiteracyOptions
    from a11y_export.model import Article, Check
    from a11y_export.options import Options
    from a11y_export.proof import prove
    from a11y_export.reading import Reading, ReadingOptions, read, read_bytes

_HOMES = {
    "Article": "model",
    "Check": "model",
    "Clinic": "clinic",
    "ExitCode": "errors",
    "ExportError": "errors",
    "HandoutOptions": "handout.options",
    "LiteracyOptions": "literacy.options",
    "Options": "options",
    "Outcome": "guard",
    "Reading": "reading",
    "ReadingOptions": "reading",
    "SpeechOptions": "audio.options",
    "convert": "batch",
    "prove": "proof",
    "read": "reading",
    "read_bytes": "reading",
}

__all__ = [
    "Article",
    "Check",
    "Clinic",
    "ExitCode",
    "ExportError",
    "HandoutOptions",
    "LiteracyOptions",
    "Options",
    "Outcome",
    "Reading",
    "ReadingOptions",
    "SpeechOptions",
    "__version__",
    "convert",
    "prove",
    "read",
    "read_bytes",
]


__getattr__ = lazily(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted(__all__)
