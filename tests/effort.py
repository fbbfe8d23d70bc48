"""How much work a call does: counted, never timed, so that a busy machine fails no test."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable


def calls_made(work: Callable[[], object]) -> int:
    """Count the calls of Python and of built-in functions that `work` makes."""
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.collect()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count
