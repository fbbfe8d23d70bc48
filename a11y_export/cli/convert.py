"""``a11y-export convert``: the main job."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from a11y_export import words
from a11y_export.audio.options import SpeechOptions
from a11y_export.cli import settings
from a11y_export.cli.choices import ENGINE_HELP, RULES_HELP, WORDS_HELP, Engine, lexicons, plainer, reading
from a11y_export.errors import UsageError
from a11y_export.handout.options import HandoutOptions
from a11y_export.limits import LEAST_MEMORY, MEMORY, TIMEOUT, Limits, memory_for
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.options import DEFAULT_FORMATS, FORMATS, Options

if TYPE_CHECKING:
    from a11y_export.inputs import Input


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
    engine: Annotated[Engine, Parameter(help=ENGINE_HELP)] = "espeak",
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
    scheduler: Annotated[
        str, Parameter(help="Convert on this Dask scheduler's workers: tls://host:8786 (tcp:// in a trusted network).")
    ] = "",
    force: Annotated[bool, Parameter(negative=(), help="Make also what stands there unchanged.")] = False,
    watch: Annotated[
        bool, Parameter(negative=(), help="Go on until Ctrl-C: convert what arrives in the folders, once it is whole.")
    ] = False,
    preview: Annotated[
        bool, Parameter(negative=(), help="Print how many pages and sheets each size takes, and make nothing.")
    ] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print the manifests as JSON.")] = False,
    quiet: Annotated[bool, Parameter(name=["--quiet", "-q"], negative=(), help="Print errors only.")] = False,
) -> int:
    """Make large-print PDFs and spoken audio of saved articles, each proved before it appears."""
    import os

    from a11y_export import batch, executors
    from a11y_export import inputs as found_in
    from a11y_export.cli.running import Run, check_watched, interruptible
    from a11y_export.cli.terminal import many

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
        engine=engine,
        lexicons=lexicons(lexicon or ()),
        words=plainer(words_file),
    )
    articles = found_in.find(inputs)
    if watch:
        check_watched(inputs)
    elif not articles:
        raise UsageError(
            "", "no saved pages in the folders given.",
            "Files end in .html, .htm, .xhtml, .mht, .mhtml or .txt; folders with results are passed over.",
        )
    workers = jobs or os.cpu_count() or 1
    limits = Limits(timeout, memory << 20 or memory_for(workers))
    if preview:
        return _preview(articles, options, limits, json=json)
    with ExitStack() as held:
        executor = executors.local(workers)
        if scheduler:
            from a11y_export import post

            # A thread of a worker elsewhere is one processor, and its memory is not this machine's to share out.
            spoken = engine if "mp3" in options.formats else ""
            executor = held.enter_context(post.connected(scheduler, spoken, jobs))
            workers, limits = 1, Limits(timeout, memory << 20 or MEMORY)
        held.enter_context(batch.opened(output))
        held.enter_context(interruptible())
        run = Run(output, options, executor, workers, limits, force=force, quiet=quiet)
        if watch:
            run.watch(inputs)
        code = run.once(articles)
        if json:
            many(run.manifests())
    return code


def _preview(articles: list[Input], options: Options, limits: Limits, *, json: bool) -> int:
    """Print what each size would take of every article; nothing is made."""
    from a11y_export import estimate, guard
    from a11y_export.cli.running import exit_code, paper
    from a11y_export.cli.terminal import complain, data, warn

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
                print(f"{words.fold(article.location)}: {size}: {paper(pages)}")
    if json:
        data([o.value for o in outcomes if o.value is not None])
    return exit_code([o.code for o in outcomes])
