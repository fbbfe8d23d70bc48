"""Article to large-print tagged PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y_export.handout.options import HandoutOptions
from a11y_export.lazily import lazily

if TYPE_CHECKING:
    from a11y_export.handout.document import Handout, count_pages, export_pdf, make_pdf
    from a11y_export.handout.parts import Part, by_section
    from a11y_export.handout.program import ProgramText

__all__ = ["Handout", "HandoutOptions", "Part", "ProgramText", "by_section", "count_pages", "export_pdf", "make_pdf"]

__getattr__ = lazily(__name__, {
    "Handout": "document", "Part": "parts", "ProgramText": "program", "count_pages": "document",
    "export_pdf": "document", "make_pdf": "document", "by_section": "parts",
})
