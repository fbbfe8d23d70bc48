"""Numbers that people say digit by digit: telephones, emergency lines, short codes."""

from __future__ import annotations

import re

from a11y_export.audio.spoken import numerals
from a11y_export.audio.spoken.measures import unit_after
from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_PHONE = re.compile(
    r"(?:\+?[0-9]{1,3}[-. \u00a0])?\([0-9]{3}\)[-. \u00a0]?[0-9]{3}[-. \u00a0‑–][0-9]{4}(?![0-9])"
    r"|(?:\+?1[-. \u00a0‑–])?[0-9]{3}([-. \u00a0‑–])[0-9]{3}\1[0-9]{4}(?![0-9])"
    r"|1[-. ‑–]8[0-9]{2}[-. ‑–][0-9]{3}[-. ‑–][0-9]{4}(?![0-9])"
    r"|\+[0-9]{1,3}[-. \u00a0]?(?:\(0\)[ ]?)?(?:\(?[0-9]{1,5}\)?[-. \u00a0]){1,4}[0-9]{2,5}(?![0-9])"
    r"|[2-9][0-9]{2}[-‑][0-9]{4}(?![0-9])"
    r"|\(?0[0-9]{2,4}\)?(?:[ -][0-9]{2,4}){2,3}(?![0-9])|0[0-9]{3,4}[ -][0-9]{6}(?![0-9])"
    r"|116[ \u00a0]?[0-9]{3}(?![0-9A-Za-z%])"
    r"|9-8-8(?![0-9-])|9-1-1(?![0-9-])|9-9-9(?![0-9-])|1-1-2(?![0-9-])|8-1-1(?![0-9-])"
)
_VANITY = re.compile(r"(?:1[-. ]8[0-9]{2}|8[0-9]{2}(?=[-.]))[-. ](?=[A-Z0-9-]*[A-Z]{3})")
_GROUPS = re.compile(
    r"(?:[0-9]{3,5}(?: [0-9]{2,4}){1,3}|[0-9]{2}(?: [0-9]{2}){2,4})(?![0-9A-Za-z%/:]|[.,-][0-9]| ?[a-zµμ°%])"
)
# The shortest number with a country's code.
_SHORTEST = 8
_SHORT = re.compile(r"[0-9]{2,6}(?![0-9A-Za-z%/:]|[.,–-][0-9])")


def telephone(_tables: Tables, text: str, at: int) -> Match | None:
    """Read a telephone number that begins with a digit, "+" or "(" at `at`."""
    match = _PHONE.match(text, at) or _VANITY.match(text, at)
    if match is None:
        return None
    groups = re.findall(r"[0-9]+", match.group())
    if match.group()[0] == "+" and sum(map(len, groups)) < _SHORTEST:
        return None  # "+24.79"
    plus = "plus " if match.group()[0] == "+" else ""
    said = plus + ", ".join(numerals.digits(group) for group in groups)
    return Match(match.end(), said + (", " if match.group()[-1] in "-. " else ""), "phone")


def emergency(tables: Tables, text: str, at: int) -> Match | None:
    """Read a short number that is called or texted, as its place in the sentence tells."""
    match = _SHORT.match(text, at)
    if match is None or unit_after(tables, text, match.end()) is not None:
        return None
    lines = tables.rows["emergency"]
    before = text[max(0, at - 60):at]
    groups = _GROUPS.match(text, at)
    called = re.search(lines["context"], before) is not None
    if groups is not None and called:
        return Match(groups.end(), ", ".join(numerals.digits(group) for group in groups.group().split()), "phone")
    written = match.group()
    followed = re.match(lines["after"], text[match.end():match.end() + 30]) is not None
    if (
        written in lines["always"]
        or (written in lines["when_called"] and (called or followed))
        or (len(written) >= 5 and re.search(lines["codes"], before) is not None)
    ):
        return Match(match.end(), numerals.digits(written), "phone")
    return None
