"""The page that leads to the readability pages of several articles: one row each, what failed apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from a11y_export.pages.elements import language_tag
from a11y_export.pages.readability import number, verdict_shown
from a11y_export.pages.render import render
from a11y_export.wording import FALLBACK, Wording, primary


def reports_page(
    rows: Sequence[tuple[str, Mapping[str, Any], bool]], failed: Sequence[tuple[str, str]], *, gated: bool,
) -> str:
    """Give the page of (file name of the report, the report as data, whether it passed) rows, in their order.

    `failed` is (the article's location, the reason) of those without a report; `gated` says that there was something to
    pass. The page is in the articles' language if they share one that the program has words in, else in English.
    """
    languages = {primary(str(report["language"])) for _, report, _ in rows}
    shared = languages.pop() if len(languages) == 1 else FALLBACK
    language = shared if Wording.load(shared).native else FALLBACK
    wording = Wording.load(language)

    def say(key: str, **values: object) -> str:
        return wording.get(f"readability_index.{key}", **values).text

    def score(report: Mapping[str, Any]) -> str:
        if report["score"] is None:
            return "–"
        said = number(report["score"])
        return f"{report['formula_name']} " + (
            wording.get("readability.about", score=said).text.replace(" ", "\u00a0") if report["estimate"] else said
        )

    return render(
        "reports.xhtml",
        page_language=language,
        say=say,
        counted=lambda key, n: say(f"{key}_{1 if n == 1 else 'n'}", n=n),
        gated=gated,
        failed=failed,
        rows=[
            {
                "href": quote(name), "title": report["title"], "language": language_tag(report["language"]) or "",
                "verdict": verdict_shown(report["verdict"], language), "score": score(report),
                "words": report["whole"]["counts"]["words"], "passed": passed,
            }
            for name, report, passed in rows
        ],
    )
