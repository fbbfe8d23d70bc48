"""What a user may ask of the reading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Options of the reading; all have a safe default.

    `language` overrules the page's own (BCP 47). `disclaimer` is the clinic's text, for pages without one of their
    own; it is marked as supplied. `rules` are the user's rules by selector: the TOML text of their file.
    """

    language: str | None = None
    disclaimer: str | None = None
    rules: str = ""
    max_bytes: int = 30_000_000
    max_characters: int = 600_000
    max_elements: int = 300_000
