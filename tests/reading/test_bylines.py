"""A byline is claimed as metadata only when it says nothing else: advice beside it stays in the article."""

import pytest

from a11y_export import words
from a11y_export.model import leaf_texts
from a11y_export.reading import read_bytes

PROSE = "<p>Drink a glass of water with each meal, and tell your nurse when you cannot keep it down.</p>" * 3


def body(line):
    main = f"<main><h1>Metformin</h1><p>{line}</p>{PROSE}</main>"
    page = f"<html lang='en'><title>Metformin</title><body>{main}</body></html>"
    article = read_bytes(page.encode()).article
    return article, words.fold(" ".join(t for s in article.sections for t in leaf_texts(s.blocks)))


@pytest.mark.parametrize(
    "line",
    [
        "Medically reviewed by Dr. Ann Lee on May 5, 2024. Never take more than 2000 mg a day.",
        "Written instructions: take 1 tablet on 5 May 2024, not before.",
        "Reviewed on May 5, 2024. Do not use under 2 years.",
        "Next review date: 2027. Stop if pregnant.",
        "Written by Ann Lee, MD · Updated 3 May 2024 · Stop metformin before a CT scan",
        "Medically reviewed by Ann Lee, MD. Do not stop suddenly.",
    ],
)
def test_a_byline_with_advice_stays_in_the_article(line):
    article, text = body(line)
    assert line in text
    assert "stop" not in article.source.reviewer.lower()


@pytest.mark.parametrize(
    ("line", "author", "reviewer"),
    [
        ("By Ann Lee, MD", "Ann Lee, MD", ""),
        ("Medically reviewed by Dr. Ann Lee on May 5, 2024", "", "Dr. Ann Lee"),
        ("Written by Ann Lee | Updated 3 May 2024 | 5 min read", "Ann Lee", ""),
    ],
)
def test_a_byline_alone_is_metadata(line, author, reviewer):
    article, text = body(line)
    assert (article.source.author, article.source.reviewer) == (author, reviewer)
    assert "Ann Lee" not in text
