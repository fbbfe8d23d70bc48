"""Article to large-print tagged PDF."""

from a11y_export.handout.document import Handout, export_pdf, make_pdf
from a11y_export.handout.options import HandoutOptions
from a11y_export.handout.program import ProgramText

__all__ = ["Handout", "HandoutOptions", "ProgramText", "export_pdf", "make_pdf"]
