"""Every HTML output: autoescaped templates, nothing fetched; only the listening page has a script, our own."""

from a11y_export.pages.article import Part, article_body, article_parts
from a11y_export.pages.batch import index_page
from a11y_export.pages.cuts import cuts_page, keep_line
from a11y_export.pages.doses import doses_page
from a11y_export.pages.listening import Player, listening_page
from a11y_export.pages.pictures import picture_files, picture_name
from a11y_export.pages.readability import readability_page
from a11y_export.pages.render import render

__all__ = [
    "Part",
    "Player",
    "article_body",
    "article_parts",
    "cuts_page",
    "doses_page",
    "index_page",
    "keep_line",
    "listening_page",
    "picture_files",
    "picture_name",
    "readability_page",
    "render",
]
