"""The doses page: every number and unit as it is shown and as it is said, for a clinician to check and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a11y_export.pages.render import render


def doses_page(title: str, language: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Give the page of `rows` ("shown", "said", "sentence", "section"), numbered in the order given."""
    return render(
        "doses.xhtml",
        title=title,
        language=language,
        rows=[{**row, "parts": _around(row["sentence"], row["shown"])} for row in rows],
    )


def _around(sentence: str, shown: str) -> tuple[str, str, str]:
    """Give what stands before the number, the number and what follows; a number not found leaves all before."""
    before, found, after = sentence.partition(shown) if shown else (sentence, "", "")
    return before, found, after
