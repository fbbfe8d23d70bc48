"""The talking book: every article makes one that keeps the specification, twice the same, and can be proved."""

from __future__ import annotations

import re
import tempfile
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from a11y_export.books.daisyclips import chapters
from a11y_export.errors import UsageError
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    Disclaimer,
    Figure,
    Image,
    Origin,
    Paragraph,
    Section,
    Source,
    Span,
    Table,
)
from a11y_export.options import Options
from tests.articles import articles
from tests.books.books import failed, made, proved, recorded
from tests.books.daisy202 import faults
from tests.handout.samples import p, picture, rich

# Without shrinking: an example takes a third of a second.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
HOSTILE = "</a></h1><script>alert(1)</script> & \"q\" 'a' {{ 7*7 }} ]]> <5% \x08"
NOTICE = Disclaimer((p("This is no substitute for a doctor."),), Origin.FOUND)


def section(number: int, heading: str, *texts: str, level: int = 2) -> Section:
    return Section(f"s{number:02d}", (Span(heading),) if heading else (), level, tuple(p(text) for text in texts))


def article(*sections: Section, title: str = "A title", language: str = "en", notice: Disclaimer = NOTICE) -> Article:
    return Article(title, language, Source("x", "0" * 64), sections=sections, disclaimer=notice)


def contents(path: Path) -> list[tuple[str, str]]:
    """Give (tag, heading) of each entry of the contents, in order."""
    with zipfile.ZipFile(path) as book:
        page = book.read("ncc.html").decode("utf-8")
    return re.findall(r"<(h\d)[^>]*><a [^>]*>(.*?)</a>", page)


@settings(
    max_examples=12, deadline=None, phases=PHASES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(articles)
def test_every_article_makes_a_book_that_is_proved(found: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for text in (True, False):
            path, timeline = made(found, Path(folder), text=text)
            assert not failed(proved(path, found, timeline, text=text))
            assert not faults(path)


ODD = {
    "every kind of block": rich(),
    "a section without a word to say": article(section(1, "A heading", "…"), section(2, "…", "—"), section(3, "End")),
    "a silent title": article(section(1, "One", "A word."), title="…"),
    "no title": article(section(1, "One", "A word."), title=""),
    "a title in Arabic": article(section(1, "الجرعة", "تناول قرصين."), title="الصداع النصفي", language="ar"),
    "Arabic within English": article(section(1, "الجرعة", "Take 2.5 mg. تناول قرصين."), title="الصداع"),
    "a language without words of ours": article(section(1, "Annos", "Ota 2,5 mg."), language="fi"),
    "a heading of 500 characters": article(section(1, "long " * 100, "A word."), title="title " * 90),
    "nothing but a disclaimer": article(),
    "no disclaimer": article(section(1, "One", "A word."), notice=Disclaimer()),
    "a clinic's own disclaimer": article(section(1, "One", "A."), notice=Disclaimer(NOTICE.blocks, Origin.SUPPLIED)),
    "no heading at all": article(section(1, "", "A word."), section(2, "", "Another.")),
    "levels with gaps": article(section(1, "One", "A.", level=5), section(2, "Two", "B.", level=2),
                                section(3, "…", "—", level=3), section(4, "Four", "C.", level=4)),
    "a table of empty cells": article(Section("s01", (), 2, (Table((), (), ((Cell(()),),)),))),
    "a silent part before a lower heading": article(section(1, "", "—"), section(2, "Two", "B.", level=3)),
    "brothers on a low level": article(section(1, "One", "A.", level=3), section(2, "Two", "B.", level=3)),
    "signs of markup": article(section(1, HOSTILE, HOSTILE), title=HOSTILE),
    "a picture that players cannot draw": article(replace(section(1, "One"), blocks=(
        Figure(Image(b"RIFF0000WEBP", "image/webp", 9, 9), "A cuff on an arm"), Figure(picture(), "A monitor"),
        Figure(Image(b"RIFF0000WEBP", "image/webp", 9, 9), "")))),
    "a table of a head alone": article(replace(section(1, "One"), blocks=(
        Table((Span("Doses"),), ((Cell((p("Day"),)), Cell((p("Dose"),))),), ()),
        Table((), ((Cell((p("Day"),)),),), ((Cell((p("Monday"),)),),))))),
    "a box at the end of a section": article(replace(section(1, "One"), blocks=(
        Callout(CalloutKind.WARNING, (p("Call 999."),)),)), section(2, "Two", "B.")),
}


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("case", ODD)
def test_an_odd_article_makes_a_book_that_keeps_the_specification(case: str, text: bool, tmp_path: Path) -> None:
    path, timeline = made(ODD[case], tmp_path, text=text)
    assert faults(path) == []
    assert failed(proved(path, ODD[case], timeline, text=text)) == {}


def test_four_hundred_sections(tmp_path: Path) -> None:
    many = article(*(section(n, f"Section {n}", "One sentence.", level=2 + n % 3) for n in range(1, 401)))
    path, timeline = made(many, tmp_path, disclaimer_audio="once")
    assert faults(path) == []
    assert failed(proved(path, many, timeline)) == {}
    assert len(contents(path)) == 402


def test_a_full_source_makes_a_full_account(tmp_path: Path) -> None:
    path, _ = made(rich(), tmp_path)
    assert faults(path, recommended=True) == []
    with zipfile.ZipFile(path) as book:
        page = book.read("ncc.html").decode()
    for line in (
        '<meta name="dc:creator" content="Ana Writer"/>', '<meta name="dc:publisher" content="Hill Clinic"/>',
        '<meta name="ncc:producer" content="Hill Clinic"/>',
        '<meta name="ncc:sourcePublisher" content="Example Trust"/>',
        '<meta name="dc:date" content="2026-11-23" scheme="yyyy-mm-dd"/>',
        '<meta name="ncc:sourceDate" content="2024-02-12" scheme="yyyy-mm-dd"/>',
        '<meta name="dc:language" content="en-GB" scheme="ISO 639"/>', '<meta name="ncc:setInfo" content="1 of 1"/>',
    ):
        assert line in page


def test_the_disclaimer_comes_after_the_title_as_a_heading_that_can_be_skipped(tmp_path: Path) -> None:
    path, _ = made(rich(), tmp_path)
    assert contents(path)[:4] == [
        ("h1", "Blood pressure medicines: doses, side effects and safe use"), ("h1", "Medical disclaimer"),
        ("h1", "Introduction"), ("h1", "How to measure"),
    ]


def test_sections_below_others_stand_one_level_lower(tmp_path: Path) -> None:
    path, _ = made(rich(), tmp_path)
    assert ("h2", "Words to know") in contents(path)  # level 4 under level 2 in the article: no gap here


@pytest.mark.parametrize("text", [True, False])
def test_the_same_article_gives_the_same_bytes(text: bool, tmp_path: Path) -> None:
    first, _ = made(rich(), tmp_path, text=text)
    data = first.read_bytes()
    other = tmp_path / "elsewhere"
    other.mkdir()
    assert made(rich(), other, text=text)[0].read_bytes() == data


def test_what_stands_around_a_sentence_is_heard_with_it_and_what_files_repeat_is_not(tmp_path: Path) -> None:
    """The times by hand, from the record: the part number before the heading, the end of the box after its sentence."""
    timeline = recorded(ODD["a box at the end of a section"], tmp_path, disclaimer_audio="once")
    track = timeline["tracks"][1]
    kinds = [u["kind"] for u in track["utterances"]]
    assert kinds == ["title", "opening", "heading", "callout", "callout", "callout", "heading", "paragraph",
                     "disclaimer_pointer"]
    found = chapters(ODD["a box at the end of a section"], timeline)
    assert [chapter.section for chapter in found] == ["title", "disclaimer", "s01", "s02"]

    def at(number: int, edge: str) -> int:
        return (track["utterances"][number][edge] + 1105) * 1000 // 22050

    one, two = found[2].stops, found[3].stops
    assert [stop.sentence for stop in (*one, *two)] == ["s01-001", "s01-002", "s02-001", "s02-002"]
    assert one[0].sound.begin == at(1, "start") - 60  # "Part 1 of 1." sounds with the heading
    assert one[1].sound.begin == at(3, "start") - 60  # "Warning." with the box's sentence
    assert two[0].sound.begin == one[1].sound.end == at(6, "start") - 60  # after "End of box."
    assert two[1].sound.end == at(8, "start") - 60  # before the pointer to the disclaimer


def test_a_pause_is_not_cut_out(tmp_path: Path) -> None:
    found = chapters(rich(), recorded(rich(), tmp_path))
    stops = [stop.sound for chapter in found for stop in chapter.stops]
    for before, after in pairwise(stops):
        assert before.track != after.track or before.end == after.begin


def test_what_is_no_timeline_is_refused() -> None:
    with pytest.raises(ValueError, match="not a timeline"):
        chapters(rich(), {"tracks": [{"utterances": [{}]}]})


@pytest.mark.parametrize("kind", ["daisy202", "daisy202-audio", "m4b"])
def test_a_book_of_sound_is_refused_without_the_sound(kind: str) -> None:
    with pytest.raises(UsageError, match=f"Ask for mp3,{kind}"):
        Options(formats=("pdf", kind))


def test_a_paragraph_without_a_word_needs_no_clip(tmp_path: Path) -> None:
    found = article(Section("s01", (Span("One"),), 2, (Paragraph((Span("—"),)), p("A word."))))
    path, timeline = made(found, tmp_path)
    assert failed(proved(path, found, timeline)) == {}
