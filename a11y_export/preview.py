"""One saved page, read, with what would be cut: what `cuts` runs under the guard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from a11y_export.reading.options import ReadingOptions


def cuts_of(path: Path, options: ReadingOptions, progress: Callable[[str], None]) -> tuple[dict[str, Any], str]:
    """Give the record of cuts as data, and as an HTML page; raises an ExportError."""
    from a11y_export import record
    from a11y_export.reading import read

    progress("reading")
    reading = read(path, options)
    cuts = record.cuts_record(reading)
    return cuts, record.cuts_html(reading.article, cuts)
