"""One saved page, read, with what would be cut: what `cuts` runs under the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from a11y_export.errors import ExitCode, NoArticle
from a11y_export.reading.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class Preview:
    """The record of cuts as data and as an HTML page; `code` and `message` when the page has no article."""

    cuts: dict[str, Any]
    html: str
    code: ExitCode = ExitCode.OK
    message: str = ""


def cuts_of(path: Path, options: ReadingOptions, progress: Callable[[str], None]) -> Preview:
    """Give what would be cut from a page; raises an ExportError, but shows a page without article as far as it goes."""
    from a11y_export import record
    from a11y_export.reading import read
    from a11y_export.reading.remains import remains

    progress("reading")
    try:
        reading, error = read(path, options), None
    except NoArticle as none:
        reading, error = remains(path, options), none
    text = record.cuts_text(reading)
    cuts = record.cuts_record(reading, text)
    if error is not None:
        return Preview(cuts, record.cuts_html(reading.article, cuts, text, "no_article"), error.exit_code, str(error))
    return Preview(cuts, record.cuts_html(reading.article, cuts, text))
