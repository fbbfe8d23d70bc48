"""``check --html FOLDER``: the readability pages as files, and the page that leads to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from a11y_export import words
from a11y_export.errors import UsageError

if TYPE_CHECKING:
    from a11y_export.assessment import Assessment
    from a11y_export.inputs import Input

INDEX = "index.html"


def prepare(folder: Path, inputs: Sequence[Path]) -> None:
    """Make the folder; UsageError when it cannot be one, or lies among the articles of a later run."""
    for given in inputs:
        if given.is_dir() and folder.resolve().is_relative_to(given.resolve()):
            raise UsageError(
                words.fold(str(folder)), "lies in a folder of articles, so that its pages would be read as articles.",
                "Choose another folder with --html.",
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = f"cannot be a folder ({error.strerror})."
        raise UsageError(words.fold(str(folder)), said, "Choose another folder with --html.") from error


def write(
    folder: Path, articles: Sequence[Input], found: Sequence[tuple[Assessment | None, bool, str]], *, gated: bool,
) -> Path:
    """Write a page for each article that was scored, and an index where there are several; give what to open.

    `found` has for each of `articles` its assessment or None, whether it passed, and why it was not scored. Names come
    from the articles' own: the same articles, the same names. UsageError when a file cannot be written.
    """
    from a11y_export import assessment, folders

    # The index keeps its name, also from a saved page that is called the same.
    names = [f"{name}.html" for name in folders.names([a.location for a in articles], {Path(INDEX).stem: "\0"})]
    scored = [
        (name, result, passed) for name, (result, passed, _) in zip(names, found, strict=True) if result is not None
    ]
    for name, result, _ in scored:
        whole(folder / name, result.page)
    if len(articles) == 1:
        return folder / names[0]
    failed = [(a.location, why) for a, (result, _, why) in zip(articles, found, strict=True) if result is None]
    rows = [(name, result.report, passed) for name, result, passed in scored]
    whole(folder / INDEX, assessment.index_of(rows, failed, gated=gated))
    return folder / INDEX


def whole(path: Path, text: str) -> None:
    """Write a file whole or not at all; UsageError if it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        said = f"cannot be written ({error.strerror})."
        raise UsageError(words.fold(str(path)), said, "Check the folder and its permissions.") from error
