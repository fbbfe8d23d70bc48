"""What is said, in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from a11y_export import prose
from a11y_export.audio.options import SpeechOptions
from a11y_export.audio.script import TrackScript, write
from a11y_export.audio.utterance import Utterance
from a11y_export.errors import UsageError
from a11y_export.model import Article, Disclaimer, Figure, Origin, Section, Span, Style
from a11y_export.wording import Wording

from .conftest import paragraph, section


def script(article: Article, **options: str) -> tuple[TrackScript, ...]:
    return write(article, Wording.load(article.language), SpeechOptions(**options))  # type: ignore[arg-type]


def said(article: Article) -> list[Utterance]:
    return [utterance for track in script(article) for utterance in track.utterances]


def spoken(track: TrackScript) -> list[str]:
    return [utterance.spoken for utterance in track.utterances]


def test_every_sentence_is_said_first_in_order(article: Article) -> None:
    first = [u for u in said(article) if u.occurrence == 1]
    every = prose.sentences(article)
    told = [s for s in every if s.section != "disclaimer" and s.kind != prose.Kind.TITLE]
    ahead = [s for s in every if s.kind == prose.Kind.TITLE] + [s for s in every if s.section == "disclaimer"]
    assert [(u.sentence, u.shown) for u in first] == [(s.id, s.text) for s in [*ahead, *told]]


def test_a_name_that_ends_with_a_stop_gets_no_second_one(article: Article) -> None:
    told = replace(article, source=replace(article.source, author="Caritasverband e. V.", reviewer="Ana Ruiz, M.D."))
    shown = [u.shown for u in said(told) if u.kind == "opening"]
    assert shown[:2] == ["By Caritasverband e. V.", "Medically reviewed by Ana Ruiz, M.D."]


def test_spoken_is_shown_with_its_spans(article: Article) -> None:
    for utterance in said(article):
        out, at = "", 0
        for span in utterance.spans:
            assert at <= span.start <= span.end <= len(utterance.shown)
            out += utterance.shown[at:span.start] + span.said
            at = span.end
        assert out + utterance.shown[at:] == utterance.spoken


def test_occurrences_count_up(article: Article) -> None:
    seen: dict[str, int] = {}
    for utterance in said(article):
        if utterance.sentence is None:
            assert (utterance.origin, utterance.occurrence) == ("program", 0)
        else:
            seen[utterance.sentence] = seen.get(utterance.sentence, 0) + 1
            assert (utterance.origin, utterance.occurrence) == ("source", seen[utterance.sentence])


def test_tracks_follow_the_sections_and_short_ones_join(article: Article) -> None:
    tracks = script(article)
    assert [(t.name, t.sections) for t in tracks] == [
        ("00-disclaimer", ("disclaimer",)),
        ("01-when-medicine-is-needed", ("introduction", "need", "low")),
        ("02-usual-doses", ("doses",)),
    ]
    assert spoken(tracks[1])[:3] == [
        "Blood Pressure: Doses and Safe Use", "Part one of two.", "High blood pressure rarely causes symptoms.",
    ]


def test_reference_marks_are_left_out_and_listed(article: Article) -> None:
    found = next(u for u in said(article) if u.shown.startswith("A reading"))
    assert found.shown == "A reading of 1402 or higher is high.[3]"
    assert found.spoken == "A reading of one hundred forty or higher is high."
    assert found.skipped == (("2", "reference mark"), ("[3]", "reference mark"))


def test_crossed_out_words_are_announced(article: Article) -> None:
    found = next(u for u in said(article) if "old dose" in u.shown)
    assert found.spoken == (
        "The old dose was Crossed out: twenty-five milligrams, End of crossed out text. twelve point five milligrams."
    )


def test_a_word_in_bold_is_said_like_any_other(article: Article) -> None:
    bold = Span("not", frozenset({Style.BOLD}))
    marked = replace(article, sections=(section("a", "A", paragraph("Do ", bold, " drive. Ca", bold, " wait.")),))
    assert [u.spoken for u in said(marked) if u.kind == "paragraph"] == ["Do not drive.", "Canot wait."]


def test_an_abbreviation_is_explained_once(article: Article) -> None:
    found = [u.spoken for u in said(article) if "ACE" in u.shown]
    assert found == ["Do not take an ACE, angiotensin-converting enzyme, inhibitor twice.", "ACE is one."]


def test_lists_are_announced_and_ordered_items_numbered(article: Article) -> None:
    heard = spoken(script(article)[1])
    at = heard.index("List of two items.")
    assert heard[at:at + 8] == [
        "List of two items.", "Number three:", "Take five to ten milliliters.", "List of two items.", "With food.",
        "Not at night.", "Number four:", "Call nine one one.",
    ]


def test_tables_are_said_cell_by_cell_with_their_headers(article: Article) -> None:
    heard = spoken(script(article)[2])
    at = heard.index("Row one.")
    assert heard[at:at + 20] == [
        "Row one.", "Water pills", "Dose", "Start", "twelve point five milligrams", "Dose", "Usual",
        "twelve point five to twenty-five milligrams", "Row two.", "Water pills", "Dose", "Start",
        "one point two five milligrams", "Row three.", "A.R.B's", "Dose", "Start", "fifty milligrams",
        "Ask your prescriber before you change it.", "Ask your prescriber before you change it.",
    ]


def test_boxes_quotes_and_pictures_are_named(article: Article) -> None:
    heard = spoken(script(article)[1])
    at = heard.index("Warning.")
    assert heard[at:at + 15] == [
        "Warning.", "Do not stop suddenly.", "End of box.", "Quote.", "I felt dizzy.", "End of quote.", "Picture:",
        "A cuff on an arm", "Figure one.", "Cuff.", "Picture without a description.", "", "Systolic",
        "The top number.", "Line one",
    ]


def test_a_run_of_pictures_of_which_nothing_is_told_is_announced_once(article: Article) -> None:
    run = (*[Figure(None, "")] * 12, Figure(None, "A cuff"), Figure(None, ""))
    one = replace(article, sections=(Section("s01", (Span("Signs"),), 2, run),))
    heard = [u.spoken for u in said(one) if u.kind in {"picture", "alt"}]
    assert heard == ["twelve pictures without a description.", "Picture:", "A cuff", "Picture without a description."]


def test_a_sentence_without_words_is_a_pause_with_its_tokens(article: Article) -> None:
    found = next(u for u in said(article) if u.shown == "—")
    assert (found.spoken, found.skipped) == ("", (("—", "nothing to say"),))


def test_the_disclaimer_ends_every_file(article: Article) -> None:
    ending = ["Medical disclaimer.", "This does not replace advice.", "Call your doctor."]
    assert all(spoken(track)[-3:] == ending for track in script(article))


def test_the_disclaimer_once_leaves_a_pointer(article: Article) -> None:
    first, *others = script(article, disclaimer_audio="once")
    assert spoken(first)[-1] == "Call your doctor."
    assert all(track.utterances[-1].kind == "disclaimer_pointer" for track in others)
    assert not any(u.sentence and u.sentence.startswith("disclaimer") for t in others for u in t.utterances)


def test_a_supplied_disclaimer_says_whose_it_is(article: Article) -> None:
    supplied = replace(article, disclaimer=replace(article.disclaimer, origin=Origin.SUPPLIED))
    assert "These are the words of your clinic, not of the article's publisher." in spoken(script(supplied)[1])


def test_no_disclaimer_is_said_to_be_none(article: Article) -> None:
    first = script(replace(article, disclaimer=Disclaimer()))[0]
    assert spoken(first)[-1].startswith("The source carries no medical disclaimer.")


def test_without_headings_the_parts_are_numbered_and_cut_at_a_quarter_of_an_hour(article: Article) -> None:
    blocks = tuple(paragraph("This is one plain sentence of ten words, more or less. " * 20) for _ in range(40))
    tracks = script(replace(article, sections=(section("text", "", *blocks),)))
    assert [t.title for t in tracks[1:]] == [f"Part {n}" for n in range(1, len(tracks))]
    assert len(tracks) > 2
    assert [t.name for t in tracks[1:]] == [f"{n:02d}-part-{n}" for n in range(1, len(tracks))]


def test_pauses_can_be_longer(article: Article) -> None:
    short, long = (sum(u.pause for t in script(article, pauses=p) for u in t.utterances) for p in ("short", "long"))
    assert long > 2 * short


def test_a_spanish_article_is_told_in_spanish(article: Article) -> None:
    only = section("uno", "Uno", paragraph("No tome 5 mg."))
    spanish = replace(article, language="es", title="La presión", sections=(only,))
    heard = spoken(script(spanish)[1])
    assert "No tome 5 miligramos." in heard
    assert not any("Part " in text or "disclaimer" in text for text in heard)


@pytest.mark.parametrize(
    "wrong", [{"rate": 0}, {"volume": 101}, {"disclaimer_audio": "never"}, {"pauses": "none"}, {"voice": ""}]
)
def test_impossible_options_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        SpeechOptions(**wrong)  # type: ignore[arg-type]


def test_a_word_of_another_language_has_its_voice(article: Article) -> None:
    foreign = replace(article, sections=(section("one", "One", paragraph(Span("No tome nada.", lang="es"))),))
    found = next(u for u in said(foreign) if u.shown == "No tome nada.")
    assert found.lang == "es"
