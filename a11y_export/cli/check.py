"""``a11y-export check``: readability, and the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from a11y_export.cli.choices import RULES_HELP, reading
from a11y_export.cli.terminal import complain, data
from a11y_export.errors import ExitCode, UsageError
from a11y_export.literacy.options import LiteracyOptions


def check(
    inputs: Annotated[list[Path], Parameter(help="Saved pages (HTML, MHTML, text), or folders of them.")],
    /,
    *,
    readability: Annotated[LiteracyOptions | None, Parameter(name="*")] = None,
    language: Annotated[
        str | None, Parameter(help="The articles' language (BCP 47), when the page's own is wrong.")
    ] = None,
    rules: Annotated[Path | None, Parameter(help=RULES_HELP)] = None,
    json: Annotated[bool, Parameter(negative=(), help="Print the whole reports as JSON.")] = False,
) -> int:
    """Say how hard articles are to read; with --max-grade, exit 6 when one is above it."""
    from a11y_export import assessment, guard
    from a11y_export import inputs as found_in

    options = readability or LiteracyOptions()
    articles = found_in.find(inputs)
    if not articles:
        raise UsageError(
            "", "no saved pages in the folders given.", "Files end in .html, .htm, .xhtml, .mht, .mhtml or .txt."
        )
    chosen = reading(language, rules=rules)
    guard.warm(assessment.STAGES)
    codes: list[ExitCode] = []
    reports: list[dict[str, Any]] = []
    for article in articles:
        outcome = guard.run(assessment.assess_page, (article, chosen, options), article.location, guard.unseen)
        codes.append(outcome.code)
        if outcome.value is None:
            complain(outcome.message)
            continue
        report, passed = outcome.value
        reports.append({"path": article.location, "passed": passed} | report)
        if not json:
            print(_line(article.location, report))
        if not passed:
            codes[-1] = ExitCode.TOO_HARD
            complain(f"{article.location}: {report['words']}")
    if json:
        data(reports)
    failed = [c for c in codes if c is not ExitCode.OK]
    if not failed:
        return ExitCode.OK
    if len(codes) == 1 or all(c is ExitCode.TOO_HARD for c in failed):
        return failed[0]
    return ExitCode.SOME_FAILED


def _line(location: str, report: dict[str, Any]) -> str:
    score = "no score" if report["score"] is None else f"{report['formula_name']} {report['score']}"
    about = "about " if report["estimate"] else ""
    counts = report["whole"]["counts"]
    return f"{location}: {report['verdict']}: {about}{score}; {counts['words']} words, {counts['sentences']} sentences"
