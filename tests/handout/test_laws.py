"""Whatever the article: the handout conforms, and says its words, each once, in order."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
    LineBreak,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from tests.handout.check import check
from tests.handout.samples import picture

_signs = st.text(st.one_of(
    st.sampled_from("  \n\t\u00a0.,;:%<>&()[]/\\-–−→☐≤≥½¹²³⁹⁻₂αβμжŁ🙂\ufe0f\u200d\u0301\u202f"),
    st.characters(codec="utf-8", exclude_categories=["Cs"]),
), max_size=12)
_words = st.sampled_from([
    "take one tablet", " not ", "2.5 mg", "a", " ", "https://example.org/a/very/long/address/indeed/and/more?with=query",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "the quick brown fox jumps over the lazy dog " * 4,
])
_text = st.one_of(_words, _words, _signs)
_span = st.builds(
    Span, _text, st.frozensets(st.sampled_from(Style), max_size=2),
    st.sampled_from([None, None, None, "https://example.org/x", "javascript:x"]),
    st.sampled_from([None, None, "es", "bad lang"]), st.sampled_from([None, None, "full form"]),
)
_inlines = st.lists(st.one_of(_span, _span, _span, st.just(LineBreak())), max_size=4).map(tuple)
_paragraph = st.builds(Paragraph, _inlines)
_leaf = st.one_of(_paragraph, _paragraph, st.builds(Preformatted, _text))


def _blocks(inner):
    many = st.lists(inner, max_size=3).map(tuple)
    cell = st.builds(Cell, many, st.booleans(), st.integers(0, 3), st.integers(0, 3))
    entry = st.builds(Entry, st.lists(_inlines, max_size=2).map(tuple), st.lists(many, max_size=2).map(tuple))
    rows = st.lists(st.lists(cell, max_size=4).map(tuple), max_size=4).map(tuple)
    return st.one_of(
        st.builds(ItemList, st.lists(many, max_size=4).map(tuple), st.booleans(), st.integers(-1, 120)),
        st.builds(DefinitionList, st.lists(entry, max_size=2).map(tuple)),
        st.builds(Table, _inlines, st.lists(st.lists(cell, max_size=4).map(tuple), max_size=2).map(tuple), rows),
        st.builds(Figure, st.sampled_from([None, picture(20, 10)]), _text, many),
        st.builds(Callout, st.sampled_from(CalloutKind), many),
        st.builds(Quote, many),
    )


_block = st.recursive(_leaf, _blocks, max_leaves=10)
_many = st.lists(_block, max_size=3).map(tuple)
_section = st.builds(Section, st.just("s"), _inlines, st.integers(1, 7), _many)
_disclaimer = st.one_of(
    st.just(Disclaimer()), st.builds(Disclaimer, _many, st.sampled_from([Origin.FOUND, Origin.SUPPLIED])))
_article = st.builds(
    Article, _text, st.sampled_from(["en-GB", "en-US", "es", "fr-CA", "und", ""]),
    st.builds(Source, st.just("x"), st.just("0"), url=st.sampled_from(["", "https://example.org/", "x y"]), site=_text),
    _text, st.lists(_section, max_size=5).map(tuple), _disclaimer, st.sampled_from(["page", "metadata"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_article, st.sampled_from(["16", "18", "28"]), st.sampled_from(["end", "inline", "none"]))
def test_every_article_conforms_and_keeps_its_words(article: Article, preset: str, links: str):
    check(article, preset=preset, links=links)
