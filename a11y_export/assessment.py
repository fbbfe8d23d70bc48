"""One saved page, read and scored: what `check` runs under the guard for each article."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from a11y_export.inputs import Input
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.reading.options import ReadingOptions

STAGES = ("a11y_export.reading.article", "a11y_export.literacy.record")


def assess_page(
    page: Input,
    reading: ReadingOptions,
    options: LiteracyOptions,
    clinic_words: str,
    progress: Callable[[str], None],
) -> tuple[dict[str, Any], bool]:
    """Give the page's readability report as data, and whether it passes the gate; raises an ExportError.

    `clinic_words` is what the clinic's CSV of plainer words holds, or "".
    """
    from a11y_export.literacy import as_dict, assess, gate
    from a11y_export.reading import read

    progress("reading")
    article = read(page.path, reading, page.location).article
    progress("readability")
    report = assess(article, options, clinic_words)
    return as_dict(report), gate(report, options)
