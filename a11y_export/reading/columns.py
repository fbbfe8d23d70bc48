"""Cut the columns and rows of links around an article that a table lays out, as sites did before style sheets."""

from __future__ import annotations

from a11y_export.reading.addresses import is_enlarged
from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.survey import Survey
from a11y_export.reading.tables import is_data, rows_of, speaks_for
from a11y_export.reading.tree import Element, Tree, named

_MOST = 0.6  # of the page's running text: the cell that holds so much is the article's
_LEAST_PROSE, _MOST_TABLES = 40, 30
# A menu: so many links, of so many words each at the most, with hardly a letter that is in none.
_LEAST_LINKS, _WORDS_A_LINK, _MOST_LINKED = 2, 5, 0.8
_LINK, _PICTURES, _DESCRIBED = frozenset({"a"}), frozenset({"img", "amp-img"}), 3


def cut_columns(tree: Tree, survey: Survey, ledger: Ledger, title: Element | None) -> None:
    """Cut the cells of links in each table that lays out the page: those beside, above and below the article's cell."""
    page = survey.prose(tree.body) if tree.body is not None else 0
    if page < _LEAST_PROSE:
        return
    for table in tree.below_body(tree.index.find(tags=("table",)))[:_MOST_TABLES]:
        if survey.prose(table) < _MOST * page or ledger.is_dead(table) or is_data(table):
            continue
        cells = [cell for _, row in rows_of(table) for cell in row]
        if not any(survey.prose(cell) >= _MOST * page for cell in cells):
            continue
        for cell in cells:
            titled = title is not None and cell.at <= title.at < cell.end
            if not titled and _is_menu(cell, survey):
                ledger.cut(cell, "sidebar", "a column or row of links in the table that lays out the page")


def _is_menu(cell: Element, survey: Survey) -> bool:
    """Whether a cell holds several short links and hardly a word besides, no table of data and no picture to see."""
    links = sum(1 for link in named(cell, _LINK) if survey.words(link))
    if links < _LEAST_LINKS or survey.link_share(cell) < _MOST_LINKED or survey.words(cell) > _WORDS_A_LINK * links:
        return False
    if speaks_for(cell) or is_dangerous(cell.get_text(" ")):
        return False
    pictures = list(named(cell, _PICTURES))
    return not any(is_enlarged(p) or len(str(p.get("alt") or "").split()) >= _DESCRIBED for p in pictures)
