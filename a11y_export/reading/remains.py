"""A page without an article, read as far as it goes: what the rules cut, and the words that no article was made of."""

from __future__ import annotations

from pathlib import Path

from a11y_export.model import Article, Source
from a11y_export.reading import chrome, consent, language, metadata, siterules
from a11y_export.reading import corrections as staff
from a11y_export.reading.article import Reading
from a11y_export.reading.hidden import cut_hidden
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.options import ReadingOptions
from a11y_export.reading.page import read_page
from a11y_export.reading.survey import Survey

RULE = "no article"


def remains(path: Path, options: ReadingOptions) -> Reading:
    """Give the words of a page in which `read` found no article, each cut; raises UnreadableInput or UsageError.

    The article of this reading is empty: it is for showing staff what the program saw, and for nothing else.
    """
    page = read_page(path, path.name, options)
    try:
        corrections, warnings = staff.load(staff.path_beside(path)), list(page.warnings)
        ledger, survey = Ledger(page.soup), Survey(page.tree)
        facts = metadata.from_head(page.soup, page.url)
        staff.apply(corrections, page.soup, ledger, warnings)
        ruled = siterules.find(options.rules, page.tree, siterules.addresses_of(page, facts.url))
        ruled.protect(ledger)
        ruled.remove(ledger)
        tongue, _ = language.settle(
            options.language or corrections.facts.get("language"), facts.language, " ".join(ledger.nodes)
        )
        cut_hidden(page.tree, survey, ledger)
        consent.cut_consent(page.tree, survey, ledger)
        consent.cut_consent_lines(page.tree, ledger)
        chrome.cut_chrome(page.tree, survey, ledger)
        ledger.close(RULE, "no part of the page reads as an article")
        article = Article(facts.title or path.stem, tongue, Source(location=path.name, sha256=page.sha256))
        return Reading(
            article, tuple(ledger.removals), tuple(ledger.runs()), page.dump or page.html, tuple(warnings),
            corrections.say_as, corrections.sha256, bool(page.dump),
        )
    finally:
        page.tree.fell()
