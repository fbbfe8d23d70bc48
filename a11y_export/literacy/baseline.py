"""What a library of articles scored before: it may only get better. Standard library only."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from a11y_export.errors import UsageError

SCHEMA = 1
_MOST_BYTES = 20_000_000
_REMEDY = "Give the file that --update-baseline wrote, or write one: --baseline FILE --update-baseline."


@dataclass(frozen=True, slots=True)
class Baseline:
    """Scores by article (its location) and formula (its id), to one decimal; None where nothing could be scored."""

    scores: Mapping[tuple[str, str], float | None]

    def knows(self, location: str, report: Mapping[str, Any]) -> bool:
        """Whether the article was there, scored by the same formula."""
        return (location, report["formula"]) in self.scores

    def worse(self, location: str, report: Mapping[str, Any]) -> bool:
        """Whether the article is harder than it was; one that had no score is not."""
        before, now = self.scores.get((location, report["formula"])), report["score"]
        if before is None or now is None:
            return False
        return bool(now < before if report["scale"] == "ease" else now > before)

    def updated(self, location: str, report: Mapping[str, Any]) -> Baseline:
        """Give the baseline with the article's score, if it is new or better: a score never gets worse here."""
        key = (location, report["formula"])
        if key in self.scores and (self.worse(location, report) or report["score"] is None):
            return self
        return replace(self, scores={**self.scores, key: report["score"]})


def load(path: Path) -> Baseline:
    """Give the baseline in a file; UsageError for what is none."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= _MOST_BYTES else None
    except OSError as error:
        raise UsageError(str(path), f"cannot be opened ({error.strerror}).", _REMEDY) from error
    except (ValueError, RecursionError) as error:
        raise UsageError(str(path), "is no baseline: it is not JSON.", _REMEDY) from error
    if not isinstance(found, dict) or found.get("schema") != SCHEMA or not isinstance(found.get("articles"), list):
        raise UsageError(str(path), "is no baseline of this version.", _REMEDY)
    scores: dict[tuple[str, str], float | None] = {}
    for number, row in enumerate(found["articles"], 1):
        match row:
            case {"path": str(location), "formula": str(formula), "score": int() | float() | None as score} if (
                score is None or (not isinstance(score, bool) and math.isfinite(score))  # nothing is harder than nan
            ):
                scores[location, formula] = score
            case _:
                raise UsageError(str(path), f"article {number} is no row of a baseline.", _REMEDY)
    return Baseline(scores)


def as_text(baseline: Baseline) -> str:
    """Give the baseline as a file's text: one article a line in order of name, so that changes are easy to review."""
    rows = [
        json.dumps({"path": location, "formula": formula, "score": score}, ensure_ascii=False)
        for (location, formula), score in sorted(baseline.scores.items())
    ]
    return f'{{"schema": {SCHEMA}, "articles": [\n' + ",\n".join(rows) + "\n]}\n"
