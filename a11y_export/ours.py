"""Which files this program wrote: any other that stands in the way of one is left as it is."""

from __future__ import annotations

import os
from pathlib import Path

from a11y_export.errors import UsageError

# What stands in the first lines of our files: data name the program, pages say what made them (those from before they
# did have a policy that hardly a page of the web has), a table has its columns.
_MARKS = (
    b"a11y-export ", b'content="a11y-export"', b"content=\"default-src 'none'; style-src 'unsafe-inline'",
    b"title,folder,source,language,verdict,",
)
_START = 400  # bytes


def is_ours(path: Path) -> bool:
    """Whether a file was written by this program, or holds nothing that could be lost."""
    try:
        if not path.is_file():  # a pipe of that name would be waited for without end
            return False
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return False
    return not start or any(mark in start for mark in _MARKS)


def check_free(path: Path, remedy: str) -> None:
    """Raise UsageError when something else than a file of ours has this name: it may be somebody's only copy."""
    if os.path.lexists(path) and not is_ours(path):
        raise UsageError(str(path), "stands in the way, and is not this program's.", f"Move it, or {remedy}")
