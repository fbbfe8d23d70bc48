"""``a11y-export verify``: prove finished folders again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.terminal import complain, data, tell
from a11y_export.errors import ExitCode, UsageError
from a11y_export.inputs import is_folder
from a11y_export.model import Check
from a11y_export.slugs import slug


def verify(
    folders: Annotated[list[Path], Parameter(help="Output folders, or folders of single articles.")],
    /,
    *,
    listen: Annotated[
        bool, Parameter(negative=(), help="Also listen to the audio with a speech recogniser (extra “listen”).")
    ] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print every check as JSON.")] = False,
    quiet: Annotated[bool, Parameter(name=["--quiet", "-q"], negative=(), help="Print failures only.")] = False,
) -> int:
    """Reopen finished files and prove them from their folder alone; exit 7 when one fails."""
    from a11y_export.proof import prove

    articles = [article for folder in folders for article in _articles(folder)]
    results = {path: prove(path) for path in articles}
    if listen:
        results = {path: [*checks, *_listened(path)] for path, checks in results.items()}
    for path, checks in results.items():
        failed = [c for c in checks if not c.passed]
        for check in failed:
            complain(f"{path}: {check.artifact}: {check.name}: {check.evidence}")
        if not failed and not quiet:
            tell(f"{path}: {len(checks)} checks passed")
    if json:
        data([{"folder": str(path), "checks": [asdict(c) for c in checks]} for path, checks in results.items()])
    good = all(c.passed for checks in results.values() for c in checks)
    return ExitCode.OK if good else ExitCode.PROOF_FAILED


def _articles(folder: Path) -> list[Path]:
    """Give the articles' folders in a folder, or itself when it is one; UsageError when it holds none.

    What the program did not make is passed over. One that may not be looked into counts if it is called as ours are.
    """
    if not is_folder(folder):
        raise UsageError(str(folder), "is not a folder.", "Give the folder that convert wrote.")
    try:
        if _is_article(folder):
            return [folder]
        found = [path for path in sorted(folder.iterdir()) if is_folder(path) and "." not in path.name]
    except OSError as error:
        said = f"cannot be opened ({error.strerror})."
        raise UsageError(str(folder), said, "Check the path and its permissions.") from error
    articles = []
    for path in found:
        try:
            ours = _is_article(path)
        except OSError:
            ours = slug(path.name, "") == path.name
        articles += [path] if ours else []
    if not articles:
        raise UsageError(str(folder), "holds no finished article.", "Give the folder that convert wrote.")
    return articles


def _is_article(folder: Path) -> bool:
    """Whether a folder holds a manifest or, should that be lost, a record; OSError when it may not be looked into."""
    names = {path.name for path in folder.iterdir()}
    return "manifest.json" in names or ("record" in names and (folder / "record" / "article.json").is_file())


def _listened(folder: Path) -> list[Check]:
    """Give what listening finds in a folder; nothing where there is no audio, or where the record cannot be read."""
    from a11y_export.proof.listen import TIMELINE, prove_by_listening

    if not (folder / TIMELINE).is_file():
        return []
    try:
        return prove_by_listening(folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [Check("the audio can be listened to", TIMELINE, False, f"{type(error).__name__}: {error}")]
