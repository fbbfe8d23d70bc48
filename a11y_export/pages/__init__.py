"""Every HTML output: autoescaped templates, nothing fetched; two pages have a script, our own."""

from a11y_export.pages.article import Part, article_body, article_parts
from a11y_export.pages.batch import index_page
from a11y_export.pages.cuts import Shown, cuts_page
from a11y_export.pages.doses import doses_page
from a11y_export.pages.listening import Player, listening_page
from a11y_export.pages.pictures import picture_files, picture_name
from a11y_export.pages.readability import readability_page
from a11y_export.pages.render import render
from a11y_export.pages.reports import reports_page

__all__ = [
    "Part",
    "Player",
    "Shown",
    "article_body",
    "article_parts",
    "cuts_page",
    "doses_page",
    "index_page",
    "listening_page",
    "picture_files",
    "picture_name",
    "readability_page",
    "render",
    "reports_page",
]
