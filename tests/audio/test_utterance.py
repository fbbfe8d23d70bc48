"""Sentences with styled stretches: whatever is marked up, shown becomes spoken by spans alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from a11y_export.audio.utterance import Said, say_sentence
from a11y_export.model import Inlines, LineBreak, Span, Style
from a11y_export.prose import Kind, Leaf, split_leaf
from a11y_export.wording import Wording

PIECES = [
    "5–", "10 mg", "140", "2", " ", " not ", "½", "mmHg", "/", "<", "ACE", "é", "\u0301", "b.i.d.", "—", "[3]", "word",
    "²",
]
STYLES = [Style.REF, Style.DELETED, Style.SUP, Style.SUB, Style.BOLD]
SPANS = st.builds(
    Span, st.sampled_from(PIECES), st.frozensets(st.sampled_from(STYLES), max_size=2),
    title=st.sampled_from([None, None, "the full form", "5 mg"]),
)


def told(inlines: Inlines, explained: set[str] | None = None) -> list[Said]:
    seen = set() if explained is None else explained
    leaf = Leaf("s", Kind.PARAGRAPH, (0,), inlines)
    return [say_sentence(s, "en", Wording.load("en"), seen, {}) for s in split_leaf(leaf, "en")]


@given(st.lists(st.one_of(SPANS, st.just(LineBreak())), max_size=8).map(tuple))
@example((Span(" not ", frozenset({Style.REF, Style.DELETED})), Span("5–")))
@settings(max_examples=400, deadline=None)
def test_spoken_is_shown_with_its_spans_applied(inlines: Inlines) -> None:
    for said in told(inlines):
        out, at = "", 0
        for span in said.spans:
            assert at <= span.start <= span.end <= len(said.shown)
            out += said.shown[at:span.start] + span.said
            at = span.end
        assert out + said.shown[at:] == said.spoken
        assert said.spoken or said.skipped


def test_a_crossed_out_end_of_a_range_is_said_apart() -> None:
    deleted = frozenset({Style.DELETED})
    said = told((Span("Take 5–"), Span("8", deleted), Span("10 mg.")))[0]
    assert said.spoken == "Take five–Crossed out: eight, End of crossed out text. ten milligrams."


def test_a_crossed_out_reference_mark_is_neither_said_nor_announced() -> None:
    mark = Span("[3] ", frozenset({Style.REF, Style.DELETED}))
    said = told((Span("Take "), mark, Span("5 mg.")))[0]
    assert said.spoken.split() == ["Take", "five", "milligrams."]
    assert said.skipped == (("[3]", "reference mark"),)


def test_a_mark_among_crossed_out_words_does_not_part_them() -> None:
    gone, mark = frozenset({Style.DELETED}), Span("[3]", frozenset({Style.REF, Style.DELETED}))
    said = told((Span("Do "), Span("not", gone), mark, Span(" wait", gone), Span(" now.")))[0]
    assert said.spoken == "Do Crossed out: not wait, End of crossed out text. now."


def test_the_space_around_a_mark_stays_between_words() -> None:
    said = told((Span("take"), Span(" 3 ", frozenset({Style.REF})), Span("none of it.")))[0]
    assert said.spoken.split() == ["take", "none", "of", "it."]


def test_a_mark_with_a_title_stays_unsaid() -> None:
    said = told((Span("High."), Span("[3]", frozenset({Style.REF}), title="the full form")))[0]
    assert said.spoken == "High."


def test_neighbouring_crossed_out_words_are_announced_once() -> None:
    deleted = frozenset({Style.DELETED})
    both = frozenset({Style.DELETED, Style.BOLD})
    said = told((Span("Do "), Span("not ", both), Span("wait", deleted), Span(" now.")))[0]
    assert said.spoken == "Do Crossed out: not wait, End of crossed out text. now."


@pytest.mark.parametrize("dose", ["5 mg", "5mg"])
def test_a_unit_that_is_said_in_full_is_not_explained_again(dose: str) -> None:
    number, unit = dose.removesuffix("mg"), Span("mg", title="milligrams")
    assert told((Span(f"Take {number}"), unit, Span(" now.")))[0].spoken == "Take five milligrams now."
