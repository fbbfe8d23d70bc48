"""``a11y-export check``: readability, and the gate."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from a11y_export.cli import reports as reports_as_files
from a11y_export.cli.choices import RULES_HELP, WORDS_HELP, plainer, reading
from a11y_export.cli.scores import line, table
from a11y_export.cli.terminal import Progress, complain, many, tell
from a11y_export.errors import ExitCode, UsageError
from a11y_export.guard import Outcome
from a11y_export.inputs import Input
from a11y_export.literacy.options import LiteracyOptions

if TYPE_CHECKING:
    from a11y_export.literacy.baseline import Baseline

_EARLY = 20  # articles for each worker that may wait for one before them


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
        before = Baseline({}) if update_baseline and _is_missing(baseline) else load(baseline)
    chosen, listed = reading(language, rules=rules), plainer(words_file)
    articles = found_in.find(inputs)
    if not articles:
        raise UsageError(
            "", "no saved pages in the folders given.",
            "Files end in .html, .htm, .xhtml, .mht, .mhtml or .txt; folders with results are passed over.",
        )
    pages = reports_as_files.Pages(html, inputs, articles) if html is not None else None
    asked = (chosen, options, listed, pages is not None)
    codes: list[ExitCode] = []
    after = before

    def reports() -> Iterator[dict[str, Any]]:
        """Tell of each article in its turn, and give its report; nothing of it is kept: there may be many."""
        nonlocal after
        for article, outcome in zip(articles, _assessed(articles, asked, jobs or os.cpu_count() or 1), strict=True):
            codes.append(outcome.code)
            if outcome.value is None:
                complain(outcome.message)
                if pages is not None:
                    pages.fail(article, outcome.message)
                continue
            report = outcome.value.report
            fault = outcome.value.fault
            if before is not None and after is not None:
                fault = _against(before, article.location, report, options, new_pass=update_baseline)
                after = after.updated(article.location, report)
            if pages is not None:
                pages.add(article, outcome.value, passed=not fault)
            if not json:
                print(line(article.location, report))
                if len(articles) == 1:
                    print(table(report))
            if fault:
                codes[-1] = ExitCode.TOO_HARD
                complain(f"{article.location}: {fault}")
            yield {"path": article.location, "passed": not fault} | report

    if json:
        many(reports())
    else:
        deque(reports(), maxlen=0)
    if baseline is not None and update_baseline and after is not None:
        reports_as_files.whole(baseline, as_text(after))
        tell(f"{baseline}: {len(after.scores)} {'article' if len(after.scores) == 1 else 'articles'}")
    if pages is not None and pages.rows:
        tell(f"written: {pages.finish(gated=options.max_grade is not None or baseline is not None)}")
    failed = [c for c in codes if c is not ExitCode.OK]
    if not failed:
        return ExitCode.OK
    if len(codes) == 1 or all(c is ExitCode.TOO_HARD for c in failed):
        return failed[0]
    return ExitCode.SOME_FAILED


def _is_missing(path: Path) -> bool:
    """Whether there is no such file; one that may not be looked at is there."""
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _assessed(articles: Sequence[Input], asked: tuple[object, ...], workers: int) -> Iterator[Outcome]:
    """Read and score every article, `workers` at a time, as `asked`; give the outcomes in the articles' order.

    Those that have come before their turn wait for it, and no more are begun while many do.
    """
    import threading

    from a11y_export import assessment, executors, guard

    guard.warm(assessment.STAGES)
    stop, early, turn = threading.Event(), dict[int, Outcome](), 0

    def one(work: guard.Work, told: guard.Progress) -> Outcome:
        return work.run(told, stop)

    def room() -> int:
        return workers if len(early) < _EARLY * workers else 0

    works = (
        (number, guard.Work(assessment.assess_page, (article, *asked), article.location))
        for number, article in enumerate(articles)
    )
    progress = Progress([a.location for a in articles], lambda _number, _outcome: None, quiet=False)
    with progress.shown(2):
        for number, outcome in executors.in_threads(one, works, room, progress, stop):
            progress(number, outcome)
            early[number] = outcome
            while (ready := early.pop(turn, None)) is not None:
                turn += 1
                yield ready


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

