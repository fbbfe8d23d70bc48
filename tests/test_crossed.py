"""Crossed-out words stand apart from the words that took their place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import words
from a11y_export.crossed import marked, pieces, tidy
from a11y_export.model import LineBreak, Span, Style

OUT = frozenset({Style.DELETED})


@pytest.mark.parametrize(("spans", "told"), [
    ([("Take ", 0), ("5", 1), ("10", 0), (" mg", 0)], "Take [crossed out: 5] 10 mg"),
    ([("Take ", 0), ("5 ", 1), ("10 mg", 0)], "Take [crossed out: 5] 10 mg"),
    ([("Do", 0), (" not ", 1), ("drink.", 0)], "Do [crossed out: not] drink."),
    ([("Take", 0), ("10", 1), (".", 0)], "Take [crossed out: 10]."),
    ([("(", 0), ("10", 1), (")", 0)], "([crossed out: 10])"),
    ([("5 mg", 1)], "[crossed out: 5 mg]"),
    ([("5", 1), (" ", 0), ("mg", 1), (" now", 0)], "[crossed out: 5 mg] now"),
    ([("  Plain \n text ", 0)], "Plain text"),
    ([("Only ", 0), ("  ", 1), (" space", 0)], "Only space"),
    ([], ""),
])
def test_crossed_out_words_are_told_as_such(spans, told):
    found = pieces(tuple(Span(text, OUT if out else frozenset()) for text, out in spans))
    assert marked(found, "en-US") == told


def test_a_line_break_is_a_space_and_a_raised_sign_stays_raised():
    found = pieces((Span("10"), Span("9", frozenset({Style.SUP})), LineBreak(), Span("cells", OUT)))
    assert found == (("10⁹ ", False), ("cells", True))


def test_the_marks_are_in_the_articles_language_or_else_in_english():
    found = (("Tome ", False), ("5", True), (" 10 mg", False))
    assert marked(found, "es-MX") == "Tome [tachado: 5] 10 mg"
    assert marked(found, "fi") == "Tome [crossed out: 5] 10 mg"


@given(st.lists(st.tuples(st.text(alphabet="a5 .\n\u00ad(", max_size=5), st.booleans()), max_size=8))
def test_no_character_is_lost_and_neighbours_differ(parts):
    found = tidy(parts)
    said = "".join(text for text, _ in found)
    assert "".join(said.split()) == "".join(words.fold("".join(text for text, _ in parts)).split())
    assert words.fold(said) == said
    assert all(text.strip() == text for text, out in found if out)
    assert all(a[1] != b[1] for a, b in pairwise(found))
