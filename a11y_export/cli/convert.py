"""``a11y-export convert``: the main job."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a11y_export import words
from a11y_export.audio.options import SpeechOptions
from a11y_export.cli import settings
from a11y_export.cli.choices import RULES_HELP, WORDS_HELP, lexicons, plainer, reading
from a11y_export.cli.terminal import Progress, complain, data, tell, warn
from a11y_export.errors import ExitCode, UsageError
from a11y_export.handout.options import HandoutOptions
from a11y_export.inputs import Input
from a11y_export.limits import LEAST_MEMORY, TIMEOUT, Limits, memory_for
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.options import DEFAULT_FORMATS, FORMATS, Options


def convert(
    inputs: Annotated[list[Path], Parameter(help="Saved pages (HTML, MHTML, text), or folders of them.")],
    /,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="Folder for the results.")] = Path("output"),
    formats: Annotated[str, Parameter(help=f"What to make, with commas between: {', '.join(FORMATS)}.")] = ",".join(
        DEFAULT_FORMATS
    ),
    language: Annotated[
        str | None, Parameter(help="The articles' language (BCP 47), when the page's own is wrong.")
    ] = None,
    disclaimer: Annotated[
        Path | None, Parameter(help="The clinic's own disclaimer (a text file), for articles without one.")
    ] = None,
    require_disclaimer: Annotated[
        bool, Parameter(negative=(), help="Refuse articles without a disclaimer (exit 5).")
    ] = False,
    review_within: Annotated[
        str, Parameter(help="Warn when the review lies further back from --date than so many days or years: 3 years.")
    ] = "",
    rules: Annotated[Path | None, Parameter(help=RULES_HELP)] = None,
    lexicon: Annotated[
        list[Path] | None, Parameter(negative=(), help="Pronunciations (a W3C PLS 1.0 file); may be given again.")
    ] = None,
    handout: Annotated[HandoutOptions | None, Parameter(name="*")] = None,
    speech: Annotated[SpeechOptions | None, Parameter(name="*")] = None,
    readability: Annotated[LiteracyOptions | None, Parameter(name="*")] = None,
    words_file: Annotated[Path | None, Parameter(name="--words", help=WORDS_HELP)] = None,
    jobs: Annotated[
        int, Parameter(name=["--jobs", "-j"], help="Articles converted at the same time; 0 for one per processor.")
    ] = 0,
    timeout: Annotated[float, Parameter(help="Seconds that one article may take.")] = TIMEOUT,
    memory: Annotated[
        int, Parameter(help="MB of memory that one article may take; 0 for its share of the machine, 2048 at most.")
    ] = 0,
    preview: Annotated[
        bool, Parameter(negative=(), help="Print how many pages and sheets each size takes, and make nothing.")
    ] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print the manifests as JSON.")] = False,
    quiet: Annotated[bool, Parameter(name=["--quiet", "-q"], negative=(), help="Print errors only.")] = False,
) -> int:
    """Make large-print PDFs and spoken audio of saved articles, each proved before it appears."""
    import os

    from a11y_export import batch, executors, folders, guard
    from a11y_export import inputs as found_in
    from a11y_export.pipeline import STAGES

    if jobs < 0 or not 1 <= timeout <= 86_400:
        raise UsageError("--jobs and --timeout", "make no sense as given.", "Give jobs from 0 and seconds from 1.")
    if memory and memory < LEAST_MEMORY >> 20:
        raise UsageError("--memory", "is too little for an article.", f"Give {LEAST_MEMORY >> 20} or more, or 0.")
    options = Options(
        reading(language, disclaimer, rules),
        readability or LiteracyOptions(),
        handout or HandoutOptions(),
        speech or SpeechOptions(),
        tuple(f.strip() for f in formats.split(",") if f.strip()),
        require_disclaimer,
        settings.clinic(),
        review_within,
        lexicons=lexicons(lexicon or ()),
        words=plainer(words_file),
    )
    articles = found_in.find(inputs)
    if not articles:
        raise UsageError(
            "", "no saved pages in the folders given.", "Files end in .html, .htm, .xhtml, .mht, .mhtml or .txt."
        )
    workers = jobs or os.cpu_count() or 1
    limits = Limits(timeout, memory << 20 or memory_for(workers))
    if preview:
        return _preview(articles, options, limits, json=json)
    folders.prepare(output)
    folders.repair_all(output)
    work = batch.plan(articles, output)

    def done(number: int, outcome: guard.Outcome) -> None:
        if outcome.value is None:
            complain(outcome.message)
        elif not quiet:
            tell(_line(output / work[number].name, outcome.value, outcome.seconds))
            for warning in outcome.value["warnings"]:
                warn(f"{outcome.location}: {warning}")

    ended: dict[int, guard.Outcome] = {}
    with Progress([a.location for a in articles], len(STAGES), done, quiet=quiet) as progress:
        for number, outcome in batch.run(work, options, executors.local(workers), workers, limits, progress):
            progress(number, outcome)
            ended[number] = outcome
    outcomes = [ended[number] for number in range(len(work))]
    batch.write_index(output, work, outcomes)
    if json:
        data([o.value for o in outcomes if o.value is not None])
    return _code([o.code for o in outcomes])


def _line(folder: Path, manifest: dict[str, object], seconds: float) -> str:
    """Say what was made of one article."""
    artifacts = manifest["artifacts"]
    counts, checks, verdict = manifest["words"], manifest["checks"], manifest["readability"]
    assert isinstance(artifacts, list)
    assert isinstance(checks, list)
    assert isinstance(counts, dict)
    assert isinstance(verdict, dict)
    printed = [a for a in artifacts if a["kind"] == "pdf"]
    whole, parts = [a for a in printed if not a["section"]], [a for a in printed if a["section"]]
    minutes = sum(a.get("seconds", 0.0) for a in artifacts if a["kind"] == "mp3") / 60
    tracks = sum(1 for a in artifacts if a["kind"] == "mp3")
    made = [_paper(a["pages"]) for a in whole]
    made += [f"{len(parts)} files by section, {sum(a['pages'] for a in parts)} pages"] * bool(parts)
    made += [f"{tracks} audio files, {minutes:.1f} minutes"] * bool(tracks)
    grade = "no score" if verdict["score"] is None else f"{verdict['formula']} {verdict['score']}"
    return (
        f"{folder}: {', '.join(made)}; {counts['kept']} words kept, {counts['removed']} cut with reason; "
        f"{verdict['verdict']} ({grade}, target {verdict['target']}); {len(checks)} checks passed; {seconds:.1f} s"
    )


def _code(codes: list[ExitCode]) -> int:
    """Give the exit code of a run: a single article's own, 9 when some of several failed."""
    failed = [c for c in codes if c is not ExitCode.OK]
    if not failed:
        return ExitCode.OK
    return failed[0] if len(codes) == 1 else ExitCode.SOME_FAILED


def _preview(articles: list[Input], options: Options, limits: Limits, *, json: bool) -> int:
    """Print what each size would take of every article; nothing is made."""
    from a11y_export import estimate, guard

    guard.warm(estimate.MODULES)
    outcomes = []
    for article in articles:
        outcome = guard.run(
            estimate.pages_of, (article.path, article.location, options), article.location, guard.unseen,
            limits,
        )
        outcomes.append(outcome)
        if outcome.value is None:
            complain(outcome.message)
            continue
        for warning in outcome.value["warnings"]:
            warn(f"{article.location}: {warning}")
        if not json:
            for preset, pages in outcome.value["pages"].items():
                size = f"{preset} pt" if preset.replace(".", "").isdecimal() else f"preset {preset}"
                print(f"{words.fold(article.location)}: {size}: {_paper(pages)}")
    if json:
        data([o.value for o in outcomes if o.value is not None])
    return _code([o.code for o in outcomes])


def _paper(pages: int) -> str:
    """Say how many pages and sheets."""
    both = (pages + 1) // 2
    if pages == 1:
        return "1 page, 1 sheet"
    return f"{pages} pages, {pages} sheets or {both} printed on both sides"
