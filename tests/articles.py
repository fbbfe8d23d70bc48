"""Random articles: every kind of block, nested, with the signs that matter in health texts."""

from dataclasses import replace

from hypothesis import strategies as st

from a11y_export.model import (
    Added,
    Article,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Disclaimer,
    Entry,
    Figure,
    Image,
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

_PHRASES = (
    "Take 2.5 mg at 9 a.m. Do not chew. ",
    "Dr. J. Smith says: “Stop!” Then rest. ",
    "vitamin C. It helps. ",
    "1. Wash your hands. ",
    "<5% of 10⁹/L. The rest",
    "¿Duele? ¡Llame al 112! ",
    "चिकित्सक से पूछें। फिर आराम करें।",
    "请先咨询医生。不要自行停药！",
    "e.g. apples",
    "not",
    " ",
    "\u00a0",
    "½",
    "…",
    "para\u00adcetamol",
)
_SIGNS = " \n\t.,;:!?…%<>()[]\"'“”’«»–−×≤½¹²³⁹₂µμéñ。！？।१A1a\u00a0\u200b\u200d\u0301\u2028"

texts = st.one_of(
    st.sampled_from(_PHRASES),
    st.text(st.sampled_from(_SIGNS), max_size=12),
    st.text(st.characters(codec="utf-8"), max_size=8),
    st.lists(st.sampled_from(_PHRASES), max_size=4).map("".join),
)
spans = st.builds(
    Span,
    texts,
    st.frozensets(st.sampled_from(Style), max_size=3),
    st.sampled_from([None, None, "https://example.org/a?b=c", "tel:112"]),
    st.sampled_from([None, None, "es", "pt-BR"]),
    st.sampled_from([None, None, "milligrams"]),
)
inlines = st.lists(st.one_of(spans, spans, st.just(LineBreak())), max_size=4).map(tuple)
images = st.builds(
    Image,
    st.binary(max_size=6),
    st.sampled_from(["image/png", "image/jpeg"]),
    st.integers(1, 4000),
    st.integers(1, 4000),
)


def _many(inner):
    return st.lists(inner, max_size=3).map(tuple)


def _nested(inner):
    cells = st.builds(Cell, _many(inner), st.booleans(), st.integers(1, 3), st.integers(1, 3))
    rows = _many(st.lists(cells, min_size=1, max_size=3).map(tuple))
    return st.one_of(
        st.builds(ItemList, _many(_many(inner)), st.booleans(), st.integers(1, 99)),
        st.builds(DefinitionList, _many(st.builds(Entry, _many(inlines), _many(_many(inner))))),
        st.builds(Table, inlines, rows, rows),
        st.builds(Figure, st.one_of(st.none(), images), texts, _many(inner)),
        st.builds(Callout, st.sampled_from(CalloutKind), _many(inner)),
        st.builds(Quote, _many(inner)),
    )


block = st.recursive(
    st.one_of(st.builds(Paragraph, inlines), st.builds(Paragraph, inlines), st.builds(Preformatted, texts)),
    _nested,
    max_leaves=6,
)
blocks = _many(block)
_bodies = _many(st.tuples(inlines, st.integers(2, 6), blocks))
sections = _bodies.map(lambda found: tuple(Section(f"s{n:02d}", *body) for n, body in enumerate(found, 1)))
disclaimers = st.one_of(
    st.just(Disclaimer()), st.builds(Disclaimer, blocks, st.sampled_from([Origin.FOUND, Origin.SUPPLIED]))
)
sources = st.builds(Source, texts, st.just("0" * 64), author=texts, published=st.sampled_from(["", "2024", "2024-05"]))
articles = st.builds(
    Article,
    texts,
    st.sampled_from(["en", "es-MX", "hi", "zh", "de"]),
    sources,
    texts,
    sections,
    disclaimers,
    st.sampled_from(["page", "head"]),
    _many(st.builds(Added, texts, texts, texts)),
)


def with_clinics_own(article: Article) -> Article:
    """Give an article whose disclaimer, where it was supplied, is what one is made of: paragraphs."""
    own = article.disclaimer
    if own.origin is not Origin.SUPPLIED:
        return article
    return replace(article, disclaimer=replace(own, blocks=tuple(b for b in own.blocks if isinstance(b, Paragraph))))
