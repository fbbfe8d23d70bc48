"""From flags to options, where a flag is not the option itself."""

from __future__ import annotations

from pathlib import Path

from a11y_export import words
from a11y_export.errors import UsageError
from a11y_export.reading.options import ReadingOptions

_LONGEST_DISCLAIMER = 20_000


def reading(language: str | None, disclaimer: Path | None) -> ReadingOptions:
    """Give the reading's options, the clinic's disclaimer read from its file; raises UsageError when that fails."""
    if disclaimer is None:
        return ReadingOptions(language=language)
    try:
        text = disclaimer.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(
            str(disclaimer), f"cannot be opened ({error.strerror}).", "Check the path given to --disclaimer."
        ) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            str(disclaimer), "is not a UTF-8 text file.", "Save the disclaimer as plain text in UTF-8."
        ) from error
    if not words.tokens(text) or len(text) > _LONGEST_DISCLAIMER:
        raise UsageError(
            str(disclaimer), "holds no disclaimer of a usable length.", f"Give 1 to {_LONGEST_DISCLAIMER:,} characters."
        )
    return ReadingOptions(language=language, disclaimer=text)
