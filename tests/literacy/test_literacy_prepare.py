"""What is counted as a sentence and as a word: passages counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from a11y_export.literacy.prepare import parts_rules, prepare, prepared_line, steps
from a11y_export.model import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Entry,
    Figure,
    ItemList,
    LineBreak,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.wording import Wording

Make = Callable[..., Article]


def p(text: str) -> Paragraph:
    return Paragraph((Span(text),))


def bullets(*items: str) -> ItemList:
    return ItemList(tuple((p(item),) for item in items))


def table(*cells: str) -> Table:
    return Table((Span("Doses by age"),), (), (tuple(Cell((p(cell),)) for cell in cells),))


DELETED, REF = frozenset({Style.DELETED}), frozenset({Style.REF})

# Each: name, blocks, sentences and words counted by hand.
HAND_COUNTED: list[tuple[str, list[Block], int, int]] = [
    ("plain", [p("Take the pill. Drink water.")], 2, 5),
    ("two short sentences are two", [p("Call 911. Stay calm. Wait.")], 3, 5),
    ("bullets without stops", [p("You may have:"), bullets("Fever", "A dry cough", "Chills at night")], 4, 10),
    ("bullets with stops", [p("You may have:"), bullets("Fever.", "A dry cough.", "Chills at night.")], 4, 10),
    ("bullet of two sentences", [bullets("Sit down. Breathe slowly.")], 2, 4),
    ("nested bullets", [ItemList(((p("Eat well"), bullets("Fruit", "Fish")), (p("Sleep"),)))], 4, 5),
    ("decimal dose", [p("Take 2.5 mg twice a day.")], 1, 6),
    ("leading decimal", [p("Give .5 ml at once.")], 1, 5),
    ("thousands", [p("Drink 1,000 ml a day.")], 1, 5),
    ("time of day", [p("Take it at 9 a.m. with food.")], 1, 7),
    ("time of day ends it", [p("Take it at 9 a.m. The nurse will call.")], 2, 9),
    ("title and initial", [p("Dr. J. Smith wrote this.")], 1, 5),
    ("i.e. and e.g.", [p("Use a saline, i.e. salt water, e.g. from a shop.")], 1, 10),
    ("country", [p("In the U.S. drug plan you pay less.")], 1, 8),
    ("ratio", [p("Keep it below 120/80 mmHg.")], 1, 5),
    ("range", [p("Wait 10–15 minutes.")], 1, 3),
    ("less than five percent", [p("It helps <5% of them.")], 1, 5),
    ("dialogue", [p("“Stop!” she said. “Do you smoke?” he asked.")], 2, 8),
    ("ellipsis inside", [p("Wait … then try again.")], 1, 4),
    ("slash between words", [p("Ask your doctor and/or nurse.")], 1, 6),
    ("dash between words", [p("Know the risk—and act.")], 1, 5),
    ("standing signs are no words", [p("Rest – and drink & eat.")], 1, 4),
    ("hyphen is one word", [p("Use a long-term plan.")], 1, 4),
    ("curly apostrophe is one word", [p("Don’t skip your child’s dose.")], 1, 5),
    ("web address", [p("Visit https://www.example.org/a.b/c?d=e for more.")], 1, 3),
    ("mail address", [p("Write to help@clinic.example.org today.")], 1, 3),
    ("typed reference marks", [p("Salt raises it.[3] Eat less [4, 5] salt.")], 2, 6),
    ("table of figures", [table("2 years", "5 ml", "10 kg")], 0, 0),
    ("table with a sentence", [table("2 years", "Give 5 ml with food.")], 1, 5),
    ("callout", [Callout(CalloutKind.WARNING, (p("Do not drive."),))], 1, 3),
    ("quote", [Quote((p("I feel well now."),))], 1, 4),
    ("definition without its term", [DefinitionList((Entry(((Span("Edema"),),), ((p("Swelling."),),)),))], 1, 1),
    ("preformatted is layout", [Preformatted("a  b\nc  d.")], 0, 0),
    ("alt text and label", [Figure(None, "A red pill on a table.", (p("Figure 1"),))], 0, 0),
    ("caption that is a sentence", [Figure(None, "", (p("The valve opens."),))], 1, 3),
    ("line break ends a sentence", [Paragraph((Span("Day one"), LineBreak(), Span("Day two")))], 2, 4),
    ("deleted words", [Paragraph((Span("Take two "), Span("three ", DELETED), Span("pills.")))], 1, 3),
    ("reference mark", [Paragraph((Span("Below 90 mmHg"), Span("12", REF), Span(" is low.")))], 1, 5),
]


@pytest.mark.parametrize(("blocks", "n_sentences", "n_words"), [row[1:] for row in HAND_COUNTED],
                         ids=[row[0] for row in HAND_COUNTED])
def test_hand_counted(make: Make, blocks: list[Block], n_sentences: int, n_words: int) -> None:
    found = prepare(make(*blocks))
    assert (len(found), sum(len(s.words) for s in found)) == (n_sentences, n_words), [s.text for s in found]


@pytest.mark.parametrize("blocks", [row[1] for row in HAND_COUNTED], ids=[row[0] for row in HAND_COUNTED])
def test_each_prepared_sentence_ends_with_its_only_stop(make: Make, blocks: list[Block]) -> None:
    for sentence in prepare(make(*blocks)):
        assert sentence.text.endswith(".")
        assert not set(sentence.text[:-1]) & set(".!?…"), sentence.text


def test_preparation_leaves_the_articles_own_sentence_alone(make: Make) -> None:
    (sentence,) = prepare(make("Take 2.5 mg at 9 a.m. with Dr. Smith."))
    assert sentence.text == "Take 25 mg at 9 am with Dr Smith."
    assert sentence.source.text == "Take 2.5 mg at 9 a.m. with Dr. Smith."


def test_a_list_of_sources_is_not_scored() -> None:
    article = Article(
        "T", "en", Source("t.html", "0" * 64),
        sections=(
            Section("a", (Span("Facts"),), 2, (p("Drink water."),)),
            Section("b", (Span("References"),), 2, (p("Smith J. Hypertension. 2020."),)),
        ),
    )
    assert [s.source.section for s in prepare(article)] == ["a"]


def test_every_rule_has_an_id_of_its_own_and_a_reason() -> None:
    wording = Wording.load("en")
    assert all(wording.get(f"readability_rule.{rule.id}").text.endswith(".") for rule in steps())
    assert all(wording.get(f"readability_why.{rule.id}").text.endswith(".") for rule in parts_rules())
    for rules in (steps(), parts_rules()):
        assert len({rule.id for rule in rules}) == len(rules)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="abcZé.!?…,;:()[]/–—-'’\"0123456789 \u00a0µ<%&@", max_size=60))
@example("0,.0")
def test_any_text_becomes_one_sentence_with_one_stop(text: str) -> None:
    line = prepared_line(text)
    assert line == "" or (line.endswith(".") and not set(line[:-1]) & set(".!?…"))
    assert line == "" or line[:-1].split()
    assert prepared_line(line) == line
