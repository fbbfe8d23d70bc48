"""``check --html FOLDER``: the readability pages as files, and the page that leads to them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import ours, words
from a11y_export.errors import UsageError
from a11y_export.guard import ROOM
from a11y_export.inputs import is_folder

if TYPE_CHECKING:
    from a11y_export.assessment import Assessment
    from a11y_export.inputs import Input

INDEX = "index.html"
_TOLD = ("title", "language", "verdict", "score", "formula_name", "estimate")  # of a report, in the index


class Pages:
    """A page in `folder` for each article that is scored, written as it comes, and an index where there are several."""

    def __init__(self, folder: Path, inputs: Sequence[Path], articles: Sequence[Input]) -> None:
        """Make the folder; UsageError when it cannot be one, or lies among the articles of a later run.

        So when a page's name is taken by a file that is not ours: it may be the article itself. Names come from the
        articles' own: the same articles, the same names.
        """
        from a11y_export import folders

        _prepare(folder, inputs)
        # The index keeps its name, also from a saved page that is called the same.
        names = folders.names([a.location for a in articles], {Path(INDEX).stem: "\0"})
        self._names = {article.location: f"{name}.html" for article, name in zip(articles, names, strict=True)}
        for name in (*self._names.values(), *([INDEX] if len(names) > 1 else [])):
            ours.check_free(folder / name, "choose another folder with --html.")
        self._folder = folder
        self.rows: list[tuple[str, Mapping[str, Any], bool]] = []
        self._failed: list[tuple[str, str]] = []

    def add(self, article: Input, found: Assessment, *, passed: bool) -> None:
        """Write an article's page, and keep what the index tells of it; UsageError when it cannot be written."""
        name = self._names[article.location]
        whole(self._folder / name, found.page)
        told = {key: found.report[key] for key in _TOLD}
        told["whole"] = {"counts": {"words": found.report["whole"]["counts"]["words"]}}
        self.rows.append((name, told, passed))

    def fail(self, article: Input, why: str) -> None:
        """Keep why an article has no page."""
        self._failed.append((article.location, why))

    def finish(self, *, gated: bool) -> Path:
        """Write the index, and give what to open. UsageError when it cannot be written."""
        from a11y_export import assessment

        if len(self._names) == 1:
            return self._folder / self.rows[0][0]
        whole(self._folder / INDEX, assessment.index_of(self.rows, self._failed, gated=gated))
        return self._folder / INDEX


def _prepare(folder: Path, inputs: Sequence[Path]) -> None:
    """Make the folder; UsageError when it cannot be one, or lies among the articles of a later run."""
    for given in inputs:
        if is_folder(given) and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(given)):
            raise UsageError(
                words.fold(str(folder)), "lies in a folder of articles, so that its pages would be read as articles.",
                "Choose another folder with --html.",
            )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        said = f"cannot be a folder ({error.strerror})."
        raise UsageError(words.fold(str(folder)), said, "Choose another folder with --html.") from error


def whole(path: Path, text: str) -> None:
    """Write a file whole or not at all; UsageError if it cannot be written."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        said = f"cannot be written ({error.strerror})."
        remedy = "Make room, or choose another." if error.errno in ROOM else "Check the folder and its permissions."
        raise UsageError(words.fold(str(path)), said, remedy) from error
