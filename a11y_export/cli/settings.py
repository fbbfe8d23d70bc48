"""The settings file, ``a11y-export.toml``: found from the working folder upwards, a table for each command.

Two tables more: ``[clinic]`` says what the clinic puts around every handout, ``[speech]`` how every article is spoken.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from a11y_export import speech as spoken
from a11y_export import texts
from a11y_export.clinic import Clinic, from_table
from a11y_export.errors import UsageError

COMMANDS_FILE = "a11y-export.toml"
COMMANDS = ("convert", "check", "cuts", "verify", "say", "voices", "themes", "doctor")
_CLINIC, _SPEECH = "clinic", "speech"
_FILES = ("rules", "disclaimer", "words", "lexicon", "baseline")


def check_settings() -> None:
    """Raise UsageError when the settings file cannot be read, or has a table that nothing reads."""
    path, found = _read()
    unknown = sorted(set(found) - {*COMMANDS, _CLINIC, _SPEECH})
    if unknown:
        tables = ", ".join(f"[{table}]" for table in (*COMMANDS, _CLINIC, _SPEECH))
        raise UsageError(str(path), f"has “{unknown[0]}”, which no command reads.", f"Tables: {tables}.")


def clinic() -> Clinic:
    """Give what the settings say of the clinic, its logo opened and looked at; raises UsageError for what is wrong."""
    path, found = _read()
    if _CLINIC not in found:
        return Clinic()
    made = from_table(found[_CLINIC], path, str(path))
    if made.picture:
        from a11y_export.handout.clinic import logo  # once, here: not as an error of each article

        logo(made)
    return made


def speech() -> dict[str, Any]:
    """Give what the settings say of the speech, checked; raises UsageError for what is wrong."""
    path, found = _read()
    return spoken.from_table(found[_SPEECH], str(path)) if _SPEECH in found else {}


def commands() -> tuple[dict[str, Any], str]:
    """Give the commands' tables, and where they stand; raises UsageError.

    Files to read that they name stand beside the settings, wherever below them the program is called.
    """
    path, found = _read()
    tables = {table: found[table] for table in COMMANDS if table in found}
    if tables and path.parent != Path.cwd():
        tables = {table: _beside(path.parent, keys) for table, keys in tables.items()}
    return tables, str(path)


def _beside(folder: Path, keys: Any) -> Any:
    """Give a command's table with the files that it names as paths from `folder`."""
    if not isinstance(keys, dict):
        return keys
    return keys | {key: _path(folder, keys[key]) for key in _FILES if key in keys}


def _path(folder: Path, value: Any) -> Any:
    if isinstance(value, list):
        return [_path(folder, one) for one in value]
    return str(folder / value) if isinstance(value, str) else value


def _read() -> tuple[Path, dict[str, Any]]:
    """Give where the settings file stands and what it says: nothing, when there is none."""
    try:
        here = Path.cwd()
    except OSError:  # somebody deleted the working folder
        return Path(), {}
    path = next((p for folder in (here, *here.parents) if os.path.lexists(p := folder / COMMANDS_FILE)), None)
    if path is None:
        return here, {}
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for, and a device read without end
            raise UsageError(str(path), "is not a file.", "Take it away, or put the settings there.")
        return path, texts.table(texts.read(path, str(path)), str(path))
    except OSError as error:
        said = f"cannot be opened ({error.strerror})."
        raise UsageError(str(path), said, "Check its permissions, or move it away.") from error
