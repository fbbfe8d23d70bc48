"""How the speech is to be: what may stand in the table ``[speech]`` of a settings file or of corrections.

The keys are those of the flags, with underscores. The same checks hold for flags and tables, so that both refuse the
same values in the same words.
"""

from __future__ import annotations

from typing import Any

from a11y_export.errors import UsageError

RATES = range(80, 301)
PERCENT = range(101)
DISCLAIMERS = ("every", "once")
PAUSES = {"brisk": 0.6, "normal": 1.0, "calm": 1.6}
OLD_NAMES = {"short": "brisk", "long": "calm"}
_KINDS: dict[str, tuple[type, str]] = {
    "rate": (int, "a whole number, without quotation marks"),
    "pitch": (int, "a whole number, without quotation marks"),
    "volume": (int, "a whole number, without quotation marks"),
    "voice": (str, "a text in quotation marks"),
    "disclaimer_audio": (str, "a text in quotation marks"),
    "pauses": (str, "a text in quotation marks"),
    "single_file": (bool, "true or false, without quotation marks"),
}
KEYS = tuple(_KINDS)


def refusal(key: str, value: Any) -> tuple[str, str] | None:
    """Give what is wrong with a value and the remedy, None for one that an engine can do. The value has its kind."""
    match key:
        case "rate" if value not in RATES:
            return f"{value} is not a speaking rate.", f"Give words a minute from {RATES.start} to {RATES.stop - 1}."
        case "pitch" if value not in PERCENT:
            return f"{value} is not a pitch.", "Give percent from 0 to 100."
        case "volume" if value not in PERCENT or not value:
            return f"{value} is not a volume.", "Give percent from 1 to 100."
        case "disclaimer_audio" if value not in DISCLAIMERS:
            return f"'{value}' is not known.", f"Choose from: {', '.join(DISCLAIMERS)}."
        case "pauses" if value not in PAUSES and value not in OLD_NAMES:
            return f"'{value}' is not known.", f"Choose from: {', '.join(PAUSES)}."
        case "voice" if value is not None and (not value or not value.isprintable()):
            return "the voice's name is empty or not printable.", "List them: a11y-export voices."
    return None


def from_table(table: Any, name: str) -> dict[str, Any]:
    """Give the values of a ``[speech]`` table in the file told as `name`; raises UsageError."""
    if not isinstance(table, dict):
        raise UsageError(name, "“speech” is not a table.", "Write [speech] on a line of its own, and its keys below.")
    for key, value in table.items():
        if key not in _KINDS:
            raise UsageError(name, f"has the unknown key “{key}” in [speech].", f"Known keys: {', '.join(KEYS)}.")
        kind, told = _KINDS[key]
        if type(value) is not kind:  # true is an int to Python, and no rate
            raise UsageError(name, f"“{key}” in [speech] has a value of the wrong kind.", f"Give {told}.")
        wrong = refusal(key, value)
        if wrong is not None:
            raise UsageError(name, f"“{key}” in [speech]: {wrong[0]}", wrong[1])
    return dict(table)
