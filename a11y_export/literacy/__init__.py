"""How hard an article is to read: scores, verdict, hard sentences and words. The only room that knows textstat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y_export.lazily import lazily
from a11y_export.literacy.options import LiteracyOptions

if TYPE_CHECKING:
    from a11y_export.literacy.record import as_dict
    from a11y_export.literacy.report import ReadabilityReport, assess, gate, why_stopped
    from a11y_export.literacy.verdict import Verdict

__all__ = ["LiteracyOptions", "ReadabilityReport", "Verdict", "as_dict", "assess", "gate", "why_stopped"]

__getattr__ = lazily(
    __name__,
    {"ReadabilityReport": "report", "Verdict": "verdict", "as_dict": "record", "assess": "report", "gate": "report",
     "why_stopped": "report"},
)
