"""The command line: one file per command; the only room that prints.

`main` turns what goes wrong into one line for people and the right exit code. Importing this room is cheap: a
command's own work is imported when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    from a11y_export.cli.app import run

    sys.exit(run(arguments))
