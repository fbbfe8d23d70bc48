"""Read every real page and hold law 1 on it; with --pdf, make and prove the handout of each that holds an article.

``python -m benchmarks.sweep [--pdf] [--keep FOLDER] [--every N] [--jobs N]`` tallies how each page ended: its exit
code and the cause. Each handout is also checked against PDF/UA-1 by page-validation. It ends with 1 when a page failed
its proof or that check, or raised what is no error of the program's own. The handouts that --keep leaves in FOLDER are
there for veraPDF: ``java -jar cli.jar -f ua1 --format text -r FOLDER``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from unicodedata import normalize

from a11y_export import words
from a11y_export.errors import ExitCode, ExportError, ProofFailed
from a11y_export.model import leaf_texts, plain
from a11y_export.options import Options
from a11y_export.pipeline import Job, export
from a11y_export.proof.borders import borders
from a11y_export.proof.source import visible_text
from a11y_export.reading import Reading, read_bytes
from a11y_export.reading.ledger import Fate
from benchmarks import pages

_FAULTS = frozenset({ExitCode.INTERNAL, ExitCode.PROOF_FAILED})
_NAMED = 8
Outcome = tuple[ExitCode, str]


def read(page: str) -> Outcome:
    """Read a page and compare its record with the page itself."""
    try:
        reading = read_bytes(pages.html(page).encode("utf-8", "surrogatepass"), "page.html")
        check_law_one(reading)
    except ExportError as error:
        return _outcome(error)
    return ExitCode.OK, f"law 1 holds; disclaimer {reading.article.disclaimer.origin.value}"


def check_law_one(reading: Reading) -> None:
    """Raise ProofFailed unless each visible word is on record once, in its place, and the kept ones are the article."""
    seen = words.tokens(reading.source if reading.is_dump else visible_text(reading.source))
    said = [words.tokens(run.text) for run in reading.runs]
    if _joined(seen) != _joined([token for tokens in said for token in tokens]):
        raise ProofFailed("", "the record's words are not the page's.")
    if any(borders(seen, said)):
        raise ProofFailed("", "the record parts words otherwise than the page.")
    by_fate: dict[Fate, list[str]] = defaultdict(list)
    by_cut: dict[int, list[str]] = defaultdict(list)
    for run, tokens in zip(reading.runs, said, strict=True):
        by_fate[run.fate] += tokens
        if run.removal is not None:
            by_cut[run.removal] += tokens
        elif run.fate is Fate.REMOVED:
            raise ProofFailed("", "words are cut without a reason.")
    if any(_joined(t) != _joined(words.tokens(reading.removals[at].text)) for at, t in by_cut.items()):
        raise ProofFailed("", "a cut does not say what was cut.")
    article = reading.article
    texts = [t for s in article.sections for t in (plain(s.heading), *leaf_texts(s.blocks))]
    for fate, text in (
        (Fate.ARTICLE, "\n".join(texts)),
        (Fate.TITLE, article.title if article.title_origin == "page" else ""),
        (Fate.DISCLAIMER, article.disclaimer.text if article.disclaimer.on_page else ""),
    ):
        if _joined(by_fate[fate]) != _joined(words.tokens(text)):
            raise ProofFailed("", f"what was kept as {fate} is not what the {fate} says.")


def _joined(tokens: Sequence[str]) -> str:
    return normalize("NFC", "".join(tokens))


def make(page: str, keep: Path | None = None) -> Outcome:
    """Convert a page to a proved PDF, kept in the folder `keep`; one without a right reading is not tried."""
    outcome = read(page)
    if outcome[0] is not ExitCode.OK:
        return outcome
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(pages.html(page).encode("utf-8", "surrogatepass"))
        try:
            made = export(Job(path, path.name, Path(folder), "page"), Options(formats=("pdf",)), lambda _: None)
        except ExportError as error:
            return _outcome(error)
        (pdf,) = (Path(folder) / "page").glob("*.pdf")
        if keep is not None:
            shutil.copy(pdf, keep / f"{page}.pdf")
        broken = rules_broken(pdf)
    if broken:
        return ExitCode.PROOF_FAILED, f"no PDF/UA-1: {', '.join(broken)}"
    return ExitCode.OK, f"proved, {len(made['checks'])} checks; PDF/UA-1 by page-validation"


def rules_broken(pdf: Path) -> list[str]:
    """Give the rules of PDF/UA-1 that page-validation finds broken in a file."""
    from page import validate_pdf

    report = validate_pdf(str(pdf), profile="ua1")
    return sorted({failure.rule_id for failure in report.failures})


def _outcome(error: ExportError) -> Outcome:
    """Give an error's code and its cause; a failed check's evidence is left out, so that like are counted with like."""
    return error.exit_code, ": ".join(error.what.split(": ")[:2])[:100]


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, and print the tally: outcome, cause, how many pages, the first of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweep", description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="also make and prove the handout")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one page of N")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="take N pages at a time")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the handouts there; it implies --pdf")
    chosen = parser.parse_args(arguments)
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    work = partial(make, keep=chosen.keep) if chosen.pdf or chosen.keep else read
    swept = sorted(pages.truths())[:: chosen.every]
    tally: dict[Outcome, list[str]] = defaultdict(list)
    # A future holds also what no page may raise.
    with ProcessPoolExecutor(chosen.jobs, get_context("spawn")) as pool:
        for page, future in [(page, pool.submit(work, page)) for page in swept]:
            error = future.exception()
            tally[(ExitCode.INTERNAL, repr(error)) if error else future.result()].append(page)
    for (code, cause), found in sorted(tally.items()):
        print(f"{len(found):6} {code:3} {code.name.lower()}: {cause}  [{', '.join(found[:_NAMED])}]")
    print(f"{len(swept):6} pages")
    return int(any(code in _FAULTS for code, _ in tally))


if __name__ == "__main__":
    sys.exit(main())
