"""Headings and what follows them: levels without a gap, nothing before its heading."""

import pytest

from a11y_export.model import Paragraph, Span
from a11y_export.reading.sections import Heading, sectioned


def _headings(levels):
    return [Heading(level, (Span(f"H{level}"),)) for level in levels]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ([2, 2, 2], [2, 2, 2]),
        ([2, 3, 4, 2], [2, 3, 4, 2]),
        ([3, 4, 3], [2, 3, 2]),
        ([2, 4, 4, 2], [2, 3, 3, 2]),
        ([2, 4, 3], [2, 3, 3]),
        ([2, 6, 3, 6], [2, 3, 3, 4]),
        ([4, 2, 3], [2, 2, 3]),
        ([2, 3, 4, 5, 6], [2, 3, 4, 5, 6]),
    ],
)
def test_levels_start_at_two_and_skip_none(page, expected):
    assert [s.level for s in sectioned(_headings(page))] == expected


def test_text_before_the_first_heading_is_a_section_without_one():
    paragraph = Paragraph((Span("Asthma is common."),))
    first, second = sectioned([paragraph, *_headings([3]), paragraph])
    assert (first.id, first.heading, first.level, first.blocks) == ("s01", (), 2, (paragraph,))
    assert (second.id, second.title, second.level, second.blocks) == ("s02", "H3", 2, (paragraph,))


def test_a_heading_directly_under_another_keeps_its_own_empty_section():
    assert [(s.title, s.blocks) for s in sectioned(_headings([2, 3]))] == [("H2", ()), ("H3", ())]


def test_a_heading_without_words_parts_nothing():
    paragraph = Paragraph((Span("a"),))
    [section] = sectioned([paragraph, Heading(2, (Span("\u00ad "),)), paragraph])
    assert section.blocks == (paragraph, paragraph)
