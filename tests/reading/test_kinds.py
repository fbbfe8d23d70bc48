"""Pages of many kinds, written for this test: each piece that must stand in the article, and each that must not.

They were written without a look at the rules, and counted before any was changed for them: of 35 pages 13 were right
(two without an article among them), of 339 pieces to keep 2 were missing, of 220 to cut 63 were left. Twelve more,
written in the same way (what word processors, converters and builders of sites save): 4 were right, of 124 pieces to
keep 11 were missing, of 49 to cut 3 were left.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from a11y_export import words
from a11y_export.errors import NoArticle
from tests.reading.pages import assert_law_one, kept, read

KINDS = sorted((Path(__file__).parent / "kinds").glob("*.html"))
# What a piece is to become stands in an attribute, which is taken off before the page is read.
_WANTED = re.compile(r"<(\w+)((?: [^<>]*)?) (?:keep|cut)>")

# What still leaks, by page: no rule that is general enough tells it from an article's own.
LEFT = {
    "drug-monograph": ["Uses", "Warnings", "Dosage", "Interactions", "FAQ"],
    "faq-accordion": ["Marlow Vale Surgery, 4 Mill Lane. Lines open 8am to 6.30pm."],
    "hospital-tabs": [
        "Meet the team who will look after you.",
        "Getting here",
        "Maps, parking charges and bus routes.",
        "Tell us how we did today.",
    ],
    "leaflet-six-sections": ["MedLeaf is a free service."],
    "magazine-pullquote": ["Photographs by Len Marsh. Subscribe to Platform for six issues a year."],
    "news-inline-boxes": ["Storm brings down church spire"],
    "newsletter-middle": ["Sleep better, one letter at a time"],
    "paywall-fold": ["Unlimited articles", "The weekend puzzle book"],
    "pharmacy-product": ["In stock. Order before 4pm for next-day delivery."],
    "portal-login-notice": ["Our phone lines are closed on Monday for the bank holiday."],
    "question-column": ["Do you have a question for Dr Vero? Email askvero@ledger.example."],
    "recipe": ["Jump to recipe", "Pin it"],
    "related-prose-cards": [
        "Hal Brock is a health writer from Leeds. His work has appeared in many magazines, and he keeps bees.",
    ],
    "split-sections-cards": [
        "Slots from Monday to Saturday.",
        "Read how she did it eight months on.",
        "Fixed prices, no surprises.",
        "Eleven specialists in one house.",
    ],
}


# What is cut all the same.
LOST = {"gov-stepnav": ["Drivers Medical Group, Swansea SA99 1TU"]}


def wanted(page: str) -> dict[str, list[str]]:
    """Give the words of the pieces that must be kept, and of those that must be cut."""
    tree = html.document_fromstring(page)
    return {how: [words.fold(e.text_content()) for e in tree.iter() if how in e.attrib] for how in ("keep", "cut")}


def judged(page: str) -> tuple[list[str], list[str]]:
    """Give the pieces that are missing, and those that leaked."""
    reading = read(_WANTED.sub(r"<\1\2>", page))
    assert_law_one(reading)
    article = reading.article
    said = f" {article.title} {kept(reading)} {article.disclaimer.text} "
    pieces = wanted(page)
    due = " ".join(pieces["keep"])  # what is to be cut may say the same as what is to be kept
    missing = [t for t in pieces["keep"] if t not in said]
    return missing, [t for t in pieces["cut"] if said.count(t) > due.count(t) + (t in article.title and t not in due)]


@pytest.mark.parametrize("path", KINDS, ids=lambda p: p.stem)
def test_the_article_is_found_and_nothing_else(path):
    page = path.read_text(encoding="utf-8")
    if "<!-- no article -->" in page:
        with pytest.raises(NoArticle):
            read(page)
    else:
        assert judged(page) == (LOST.get(path.stem, []), LEFT.get(path.stem, []))
