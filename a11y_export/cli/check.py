"""``a11y-export check``: readability, and the gate."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from a11y_export.cli import reports as reports_as_files
from a11y_export.cli.choices import RULES_HELP, WORDS_HELP, plainer, reading
from a11y_export.cli.scores import line, table
from a11y_export.cli.terminal import Progress, complain, data, tell
from a11y_export.errors import ExitCode, UsageError
from a11y_export.guard import Outcome
from a11y_export.inputs import Input
from a11y_export.literacy.options import LiteracyOptions

if TYPE_CHECKING:
    from a11y_export.assessment import Assessment
    from a11y_export.literacy.baseline import Baseline


def check(
    inputs: Annotated[list[Path], Parameter(help="Saved pages (HTML, MHTML, text), or folders of them.")],
    /,
    *,
    readability: Annotated[LiteracyOptions | None, Parameter(name="*")] = None,
    language: Annotated[
        str | None, Parameter(help="The articles' language (BCP 47), when the page's own is wrong.")
    ] = None,
    rules: Annotated[Path | None, Parameter(help=RULES_HELP)] = None,
    words_file: Annotated[Path | None, Parameter(name="--words", help=WORDS_HELP)] = None,
    baseline: Annotated[
        Path | None, Parameter(help="What the articles scored before (a file): exit 6 when one got harder, or a new "
                                    "one is above the target.")
    ] = None,
    update_baseline: Annotated[
        bool, Parameter(negative=(), help="Write new and better scores into the baseline.")
    ] = False,
    jobs: Annotated[
        int, Parameter(name=["--jobs", "-j"], help="Articles read at the same time; 0 for one per processor.")
    ] = 0,
    html: Annotated[
        Path | None, Parameter(help="Write each article's report as a page into this folder, with an index.")
    ] = None,
    json: Annotated[bool, Parameter(negative=(), help="Print the whole reports as JSON.")] = False,
) -> int:
    """Say how hard articles are to read; with --max-grade, exit 6 when one is above it."""
    import os

    from a11y_export import inputs as found_in
    from a11y_export.literacy.baseline import Baseline, as_text, load

    if jobs < 0:
        raise UsageError("--jobs", "makes no sense as given.", "Give jobs from 0.")
    if update_baseline and baseline is None:
        raise UsageError("--update-baseline", "there is no baseline to write.", "Name its file: --baseline FILE.")
    options = readability or LiteracyOptions()
    before = None
    if baseline is not None:
        before = Baseline({}) if update_baseline and not baseline.exists() else load(baseline)
    chosen, listed = reading(language, rules=rules), plainer(words_file)
    articles = found_in.find(inputs)
    if not articles:
        raise UsageError(
            "", "no saved pages in the folders given.", "Files end in .html, .htm, .xhtml, .mht, .mhtml or .txt."
        )
    if html is not None:
        reports_as_files.prepare(html, inputs)
    asked = (chosen, options, listed, html is not None)
    outcomes = _assessed(articles, asked, jobs or os.cpu_count() or 1)
    codes: list[ExitCode] = []
    reports: list[dict[str, Any]] = []
    found: list[tuple[Assessment | None, bool, str]] = []
    after = before
    for article, outcome in zip(articles, outcomes, strict=True):
        codes.append(outcome.code)
        if outcome.value is None:
            complain(outcome.message)
            found.append((None, False, outcome.message))
            continue
        report = outcome.value.report
        fault = "" if outcome.value.passed else str(report["words"])
        if before is not None and after is not None:
            fault = _against(before, article.location, report, options, new_pass=update_baseline)
            after = after.updated(article.location, report)
        found.append((outcome.value, not fault, ""))
        reports.append({"path": article.location, "passed": not fault} | report)
        if not json:
            print(line(article.location, report))
            if len(articles) == 1:
                print(table(report))
        if fault:
            codes[-1] = ExitCode.TOO_HARD
            complain(f"{article.location}: {fault}")
    if baseline is not None and update_baseline and after is not None:
        reports_as_files.whole(baseline, as_text(after))
        tell(f"{baseline}: {len(after.scores)} articles")
    if html is not None and reports:
        gated = options.max_grade is not None or baseline is not None
        tell(f"written: {reports_as_files.write(html, articles, found, gated=gated)}")
    if json:
        data(reports)
    failed = [c for c in codes if c is not ExitCode.OK]
    if not failed:
        return ExitCode.OK
    if len(codes) == 1 or all(c is ExitCode.TOO_HARD for c in failed):
        return failed[0]
    return ExitCode.SOME_FAILED


def _assessed(articles: Sequence[Input], asked: tuple[object, ...], workers: int) -> list[Outcome]:
    """Read and score every article, `workers` at a time, as `asked`; give the outcomes in the articles' order."""
    import threading

    from a11y_export import assessment, guard

    guard.warm(assessment.STAGES)
    stop = threading.Event()
    # What is said of the articles is said when all are done, in their order: the same whatever came first.
    progress = Progress([a.location for a in articles], lambda _number, _outcome: None, quiet=False)
    with progress.shown(2):

        def one(number: int, article: Input) -> Outcome:
            outcome = guard.run(
                assessment.assess_page, (article, *asked), article.location,
                lambda stage: progress(number, stage), stop=stop,
            )
            progress(number, outcome)
            return outcome

        works = [partial(one, number, article) for number, article in enumerate(articles)]
        return guard.side_by_side(works, workers, stop)


def _against(
    before: Baseline, location: str, report: dict[str, Any], options: LiteracyOptions, *, new_pass: bool,
) -> str:
    """Say what is wrong with an article beside its baseline, "" if nothing; a new one must reach the target."""
    now = f"{report['formula_name']} {report['score']}"
    if before.knows(location, report):
        if not before.worse(location, report):
            return ""
        was = before.scores[location, report["formula"]]
        return f"harder than before: {now}, and it was {was}. Make it plainer, or take its line out of the baseline."
    if new_pass or report["verdict"] == "PASS":
        return ""
    if report["verdict"] in {"TOO_SHORT", "NOT_SCORED"}:
        return str(report["words"]) if options.short == "fail" else ""
    return f"new, and above the target: {report['words']}"

