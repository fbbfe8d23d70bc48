"""Names for files and folders that every system takes: lower-case ASCII letters, digits and hyphens."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 60
# Names that Windows keeps for devices; a file called "con" cannot be made there, whatever its ending.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(10))})


def slug(text: str, fallback: str, longest: int = LONGEST) -> str:
    """Give `text` as a file name of at most `longest` characters, cut between words; `fallback` for nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    name = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        longer = f"{name}-{word}" if name else word[:longest]
        if len(longer) > longest:
            break
        name = longer
    return f"{name}-{fallback}" if name in _DEVICES else name or fallback


def short_digest(text: str) -> str:
    """Give six hexadecimal digits that tell texts apart."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:6]
