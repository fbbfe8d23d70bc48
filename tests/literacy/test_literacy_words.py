"""Plainer words, the passive voice and acronyms: the lists, the clinic's own on top, and what is found where."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export.errors import UsageError
from a11y_export.literacy import LiteracyOptions, assess
from a11y_export.literacy.acronyms import unexplained
from a11y_export.literacy.passive import passives
from a11y_export.literacy.plain import CLINIC, OWN, SIMPLE, Plain, clinic_words, plain_words
from a11y_export.model import Article, DefinitionList, Entry, Paragraph, Span
from a11y_export.options import Options
from a11y_export.prose import sentences

Make = Callable[..., Article]


def rows(name: str) -> list[dict[str, str]]:
    text = resources.files("a11y_export.literacy").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), strict=True))


def test_the_medical_words_are_many_and_each_says_what_it_means() -> None:
    found = rows("medical_words.csv")
    assert len(found) >= 400
    assert len({row["word"] for row in found}) == len(found)
    assert all(row["word"] == row["word"].lower() and row["plain"] and row["meaning"] for row in found)


def test_no_suggestion_is_itself_on_the_medical_list() -> None:
    hard = {row["word"] for row in rows("medical_words.csv")}
    for row in (*rows("medical_words.csv"), *rows("simple_words.csv")):
        assert not hard & set(row["plain"].lower().replace(",", " ").split()), row


def test_no_word_stands_on_both_lists() -> None:
    assert not {row["word"] for row in rows("medical_words.csv")} & {row["word"] for row in rows("simple_words.csv")}


def test_each_suggestion_says_where_it_comes_from() -> None:
    words = plain_words()
    assert (words["hypertension"].plain, words["hypertension"].source) == ("high blood pressure", OWN)
    assert (words["in order to"].plain, words["in order to"].source) == ("to", SIMPLE)


def test_the_clinics_list_stands_above_those_built_in() -> None:
    words = plain_words('word,plain,source\n# ours\n\nHypertension,"tight, tired pipes",Board 2026\ncuff,arm band\n')
    assert (words["hypertension"].plain, words["hypertension"].source) == ("tight, tired pipes", "Board 2026")
    assert (words["cuff"].plain, words["cuff"].source) == ("arm band", CLINIC)
    assert words["edema"].source == OWN


@pytest.mark.parametrize("text", [
    "word;plain\ncuff;band, for the arm\n",
    "word\tplain\r\ncuff\tband, for the arm\r\n",
    'sep=,\r\nword,plain\r\ncuff,"band, for the arm"\r\n',
    "sep=;\ncuff;band, for the arm\n",
    'cuff,"band,\r\nfor the arm"\r\n',
    'sep=;\r\ncuff;"band,\nfor the\u2028arm"\r\n',
    'cuff,"band, for\x0bthe arm"',
    "# ours, of 2026\n\nword;plain\ncuff;band, for the arm\n",
    'word,plain\rcuff,"band, for the arm"\r',
])
def test_a_list_is_read_as_any_spreadsheet_saves_it(text: str) -> None:
    assert clinic_words(text, "ours.csv") == {"cuff": Plain("band, for the arm", CLINIC)}


@pytest.mark.parametrize(("text", "line", "said"), [
    ("word,plain\ncuff\n", 2, "has 1 cell, not two or three"),
    ("a,b,c,d\n", 1, "has 4 cells"),
    ("cuff,arm band\nstent,\n", 2, "nothing plainer for “stent”"),
    (",arm band\n", 1, "has no word"),
    ("cuff,a\nCuff,b\n", 2, "a second time"),
    ("one two three four five six seven,x\n", 1, "more than 6 words"),
    ("cuff," + "x" * 201, 1, "more than 200 characters"),
    ('cuff,"open\n', 1, "line 1"),
    ("cuff;band, for the arm\n", 1, "part all cells by commas, or all by semicolons"),
    ("word;plain\ncuff;a;b;c\n", 2, "has 4 cells"),
    ("sep=;\ncuff;\n", 2, "nothing plainer for “cuff”"),
    ("sep=|\ncuff|band\n", 1, "has 1 cell"),
    ("\n".join(f"word{n},x" for n in range(5_001)), 5_001, "5,000 are taken"),
])
def test_a_bad_row_names_its_line_and_the_remedy(text: str, line: int, said: str) -> None:
    with pytest.raises(UsageError) as error:
        clinic_words(text, "ours.csv")
    assert f"ours.csv: line {line}:" in str(error.value)
    assert said in str(error.value)
    assert "Each row is word,plain" in str(error.value)


@given(st.text(max_size=80))
def test_any_list_is_read_or_refused_in_words(text: str) -> None:
    try:
        found = clinic_words(text, "ours.csv")
    except UsageError:
        return
    assert all(word and row.plain for word, row in found.items())


def test_the_list_is_part_of_the_fingerprint() -> None:
    assert Options(words="cuff,arm band\n").fingerprint() != Options().fingerprint()
    assert "words" not in Options().as_dict()


def test_hard_and_wordy_words_with_place_and_source(make: Make) -> None:
    article = make("You sit. In order to treat hypertension, utilize the cuff prior to meals.")
    report = assess(article, LiteracyOptions(), "cuff,arm band\n")
    hard = {row.word: row for row in report.hardest_words}
    assert (hard["hypertension"].plain, hard["hypertension"].first) == ("high blood pressure", "part-003")
    assert (hard["cuff"].plain, hard["cuff"].source) == ("arm band", CLINIC)
    wordy = {row.word: row.plain for row in report.wordy}
    assert wordy["in order to"] == "to"
    assert wordy["prior to"] == "before"
    assert not set(hard) & set(wordy)


def test_a_listed_word_is_found_with_its_endings(make: Make) -> None:
    report = assess(make("It metastasized. They diagnosed tumors, monitoring and prescribing."), LiteracyOptions())
    found = {row.word for row in (*report.hardest_words, *report.wordy)}
    assert {"metastasize", "diagnose", "tumor", "prescribe"} <= found


def test_a_listed_word_is_no_name(make: Make) -> None:
    report = assess(make("This is called Arterial Hypertension by Alexandrina."), LiteracyOptions())
    assert "hypertension" in {row.word for row in report.hardest_words}
    assert "alexandrina" not in {row.word for row in report.hardest_words}


# Each: a sentence, and its passive phrases by the stated rule.
@pytest.mark.parametrize(("text", "found"), [
    ("The pill is taken with food", ("is taken",)),
    ("It must not be given to children", ("be given",)),
    ("The dose was not always slowly raised", ("was not always slowly raised",)),
    ("You get tested and your blood is drawn", ("get tested", "is drawn")),
    ("The wound has been cleaned", ("been cleaned",)),
    ("You are tired and worried", ()),
    ("She is a nurse who called", ()),
    ("They were in bed", ()),
    ("Take it with food", ()),
    ("You are married", ()),
    ("It is red", ()),
    ("Are you allowed to drive", ()),
])
def test_the_passive_voice(text: str, found: tuple[str, ...]) -> None:
    assert passives(text.split()) == found


def test_hard_sentences_stand_between_their_neighbours_and_name_their_passives(make: Make) -> None:
    hard = "Considerable medication is administered intravenously."
    report = assess(make(f"You lie down. {hard} You go home."), LiteracyOptions())
    first = report.hardest_sentences[0]
    assert (first.before, first.text, first.after) == ("You lie down.", hard, "You go home.")
    assert (first.passive, report.passive_sentences) == (("is administered",), 1)


@pytest.mark.parametrize("text", [
    "You have COPD. It is COPD.", "Ask about your BMI and rest.", "Two NSAIDs help.", "Check your A1C now.",
])
def test_an_acronym_that_is_never_explained(make: Make, text: str) -> None:
    assert len(unexplained(sentences(make(text)))) == 1


@pytest.mark.parametrize("text", [
    "Chronic lung disease (COPD) is common. COPD lasts.", "COPD (chronic lung disease) is common.",
    "A PET scan (a picture of the body) helps.",
    "COPD stands for a lung disease.", "It is called COPD.", "Pain drugs (NSAIDs) help. Each NSAID helps.",
    "Call us in the US on TV.", "Stage II or type IV.",
    "STOP TAKING THIS DRUG NOW.",
    "Take 5 mL at 120/80 mmHg.", "Nurse Ann waits.",
])
def test_an_acronym_that_is_explained_or_none(make: Make, text: str) -> None:
    assert unexplained(sentences(make(text))) == ()


def test_a_marked_acronym_and_a_term_are_explained(make: Make) -> None:
    article = make(
        Paragraph((Span("COPD", title="lung disease"), Span(" lasts."))),
        DefinitionList((Entry(((Span("BMI"),),), ((Paragraph((Span("A number. BMI helps."),)),),)),)),
    )
    assert unexplained(sentences(article)) == ()


def test_an_acronym_has_its_count_and_its_first_place(make: Make) -> None:
    (row,) = unexplained(sentences(make("You sit. Your COPD is mild. COPD lasts.")))
    assert (row.text, row.count, row.first, row.section) == ("COPD", 2, "part-003", "part")
