"""Texts that staff write beside articles: settings, corrections, rules, lists of words; read within bounds.

Whatever editor wrote them, with Windows' line ends or a mark at the start; and whatever was named by mistake: a film, a
device, a table saved in another encoding.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from a11y_export.errors import UsageError

LARGEST = 5_000_000
"""Bytes of a text that staff write; a list of 5,000 words has less than a tenth."""


def read(path: Path, name: str) -> bytes:
    """Give the bytes of the text at `path`, told as `name`; OSError, or UsageError when it is too large."""
    with path.open("rb") as file:  # a pipe of the shell's is a text, too, and a device has no end
        written = file.read(LARGEST + 1)
    if len(written) > LARGEST:
        raise UsageError(name, f"is larger than {LARGEST // 1_000_000} MB.", "Check that it is the right file.")
    return written


def text(written: bytes, name: str) -> str:
    """Give a text from its bytes; UsageError for what is not UTF-8."""
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(name, "is not a UTF-8 text file.", "Save it as plain text in UTF-8.") from error


def table(written: bytes, name: str) -> dict[str, Any]:
    """Give what a TOML file says, from its bytes; UsageError for what is no TOML."""
    try:
        return tomllib.loads(text(written, name))
    except tomllib.TOMLDecodeError as error:
        # Most often a text without quotation marks, or with those that word processors make: title = “Asthma”.
        quotes = str(error).startswith("Invalid value")
        remedy = 'put texts between straight quotation marks: title = "Asthma".' if quotes else "or remove the file."
        raise UsageError(name, f"is not valid TOML: {error}.", f"Correct that line, {remedy}") from error
    except RecursionError as error:
        raise UsageError(name, "has brackets in one another without end.", "Correct it, or remove the file.") from error


def misnamed(page: Path, ending: str) -> str:
    """Say that a file was meant to be the one called as `page` with `ending`, and is not; "" when there is none."""
    meant = (f"{page.name}{ending}.txt", f"{page.stem}{ending}", f"{page.stem}{ending}.txt")  # Notepad adds .txt
    # Not Path.is_file, which raises where a name is too long.
    found = next((name for name in meant if os.path.isfile(page.with_name(name))), "")  # noqa: PTH113
    remedy = f"Give it the page's full name, with {ending} after it and nothing more."
    return f"{found} was not read. {remedy}" if found else ""
