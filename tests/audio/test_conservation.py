"""Any article: every sentence is said once as a first time, in reading order, whatever its blocks are made of."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_export import prose
from a11y_export.audio.options import SpeechOptions
from a11y_export.audio.script import write
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Disclaimer,
    Entry,
    Figure,
    ItemList,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Source,
    Span,
    Table,
)
from a11y_export.wording import Wording

TEXT = st.sampled_from(["Do not take 5 mg.", "One. Two! Three?", "—", "", "<5%", "Take it\nnow", "a b.i.d. dose", "½"])
PARAGRAPH = st.builds(lambda text: Paragraph((Span(text),)), TEXT)
INLINES = st.builds(lambda text: (Span(text),), TEXT)


def blocks_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, max_size=3).map(tuple)
    cells = st.builds(Cell, some, st.booleans(), st.integers(1, 3), st.integers(1, 3))
    table_rows = st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple)
    entries = st.builds(Entry, st.lists(INLINES, max_size=2).map(tuple), st.lists(some, max_size=2).map(tuple))
    return st.one_of(
        st.builds(ItemList, st.lists(some, max_size=3).map(tuple), st.booleans(), st.integers(1, 5)),
        st.builds(DefinitionList, st.lists(entries, max_size=2).map(tuple)),
        st.builds(Table, INLINES, table_rows, table_rows),
        st.builds(Figure, st.none(), TEXT, some),
        st.builds(Callout, st.sampled_from(CalloutKind), some),
        st.builds(Quote, some),
        st.builds(Preformatted, TEXT),
    )


BLOCKS = st.lists(st.recursive(PARAGRAPH, blocks_of, max_leaves=12), max_size=4).map(tuple)
SECTIONS = st.lists(st.tuples(INLINES | st.just(()), st.integers(2, 4), BLOCKS), max_size=4).map(
    lambda rows: tuple(Section(f"s{n}", heading, level, blocks) for n, (heading, level, blocks) in enumerate(rows))
)
ARTICLES = st.builds(
    lambda sections, last: Article(
        "A title", "en", Source("a", "0" * 64), sections=sections,
        disclaimer=Disclaimer(last, Origin.FOUND) if last else Disclaimer(),
    ),
    SECTIONS, BLOCKS,
)


@given(ARTICLES, st.sampled_from(["every", "once"]))
@settings(max_examples=250, deadline=None)
def test_every_sentence_is_said_first_in_reading_order(article: Article, disclaimer: str) -> None:
    tracks = write(article, Wording.load("en"), SpeechOptions(disclaimer_audio=disclaimer))
    said = [utterance for track in tracks for utterance in track.utterances]
    first = [(u.sentence, u.shown) for u in said if u.occurrence == 1]
    every = [(s.id, s.text, s.section) for s in prose.sentences(article)]
    for own in (True, False):
        wanted = [(name, text) for name, text, section in every if (section == "disclaimer") is own]
        assert [pair for pair in first if pair[0].startswith("disclaimer") is own] == wanted  # type: ignore[union-attr]
    assert len({u.id for u in said}) == len(said)
    assert all(u.spoken or u.skipped or u.sentence is None for u in said)
    assert all(track.sections for track in tracks)
