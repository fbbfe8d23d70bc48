"""The settings file, ``a11y-export.toml``: found from the working folder upwards, a table for each command."""

from __future__ import annotations

import tomllib
from pathlib import Path

from a11y_export.errors import UsageError

COMMANDS_FILE = "a11y-export.toml"
COMMANDS = ("convert", "check", "cuts", "verify", "say", "voices", "themes", "doctor")


def check_settings() -> None:
    """Raise UsageError when the settings file cannot be read, or has a table that no command reads."""
    here = Path.cwd()
    path = next((p for folder in (here, *here.parents) if (p := folder / COMMANDS_FILE).exists()), None)
    if path is None:
        return
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(str(path), f"cannot be read: {reason}.", "Correct it, or move it away.") from error
    unknown = sorted(set(found) - set(COMMANDS))
    if unknown:
        tables = ", ".join(f"[{command}]" for command in COMMANDS)
        raise UsageError(str(path), f"has “{unknown[0]}”, which no command reads.", f"Tables: {tables}.")
