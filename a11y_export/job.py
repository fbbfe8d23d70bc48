"""What one article's conversion is asked to do: data that a run plans with before the work itself is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """One article: its file, its name for people and records, the folder to make; how many processes it may use."""

    path: Path
    location: str
    output: Path
    name: str
    workers: int = 1
