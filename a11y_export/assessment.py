"""One saved page, read and scored: what `check` runs under the guard for each article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from a11y_export.inputs import Input
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.reading.options import ReadingOptions

STAGES = ("a11y_export.reading.article", "a11y_export.literacy.record")


@dataclass(frozen=True, slots=True)
class Assessment:
    """An article's readability report as data, why the gate stops it or "", and the report's page if one is wanted."""

    report: dict[str, Any]
    fault: str
    page: str = ""


def assess_page(
    page: Input,
    reading: ReadingOptions,
    options: LiteracyOptions,
    clinic_words: str,
    html: bool,
    progress: Callable[[str], None],
) -> Assessment:
    """Give what is to be said of a saved page; raises an ExportError.

    `clinic_words` is what the clinic's CSV of plainer words holds, or "".
    """
    from a11y_export.literacy import as_dict, assess, gate, why_stopped
    from a11y_export.reading import read

    progress("reading")
    article = read(page.path, reading, page.location).article
    progress("readability")
    report = assess(article, options, clinic_words)
    found = Assessment(as_dict(report), "" if gate(report, options) else why_stopped(report))
    if not html:
        return found
    from a11y_export.pages import readability_page

    return Assessment(found.report, found.fault, readability_page(article.title, article.language, found.report))


def index_of(
    rows: Sequence[tuple[str, Mapping[str, Any], bool]], failed: Sequence[tuple[str, str]], *, gated: bool,
) -> str:
    """Give the page that leads to several reports' pages; see pages.reports_page."""
    from a11y_export.pages import reports_page

    return reports_page(rows, failed, gated=gated)
