"""File names that every player and file system takes."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
# Names that Windows keeps for devices; "con.mp3" cannot be created there.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})


def slug(text: str) -> str:
    """Give `text` as lower-case ASCII letters, digits and hyphens, at most 40 characters, cut between words."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST]
        if len(longer) > LONGEST:
            break
        name = longer
    return f"{name}-part" if name in _DEVICES else name or "part"
