"""Every HTML output: autoescaped templates, one style sheet, no scripts, nothing fetched."""

from a11y_export.pages.batch import index_page
from a11y_export.pages.cuts import cuts_page, keep_line
from a11y_export.pages.doses import doses_page
from a11y_export.pages.readability import readability_page
from a11y_export.pages.render import render

__all__ = ["cuts_page", "doses_page", "index_page", "keep_line", "readability_page", "render"]
