"""The command line: one file per command; the only room that prints.

`main` turns what goes wrong into one line for people and the right exit code. Importing this room is cheap: a
command's own work is imported when it runs.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from a11y_export import starting

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code.

    Without `arguments`, those of the process are taken, and the process is the program's own.
    """
    if arguments is None:
        starting.begin()
    from a11y_export.cli.app import run

    for stream in (sys.stdout, sys.stderr):
        # A console or pipe may be set to a code page without "≤"; what it cannot show must not end the run.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = run(arguments)
    starting.end()
    sys.exit(code)
