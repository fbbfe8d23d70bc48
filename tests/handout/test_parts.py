"""One file for each section: together they hold every section once, and each has all that the whole has around it."""

from dataclasses import replace

from a11y_export import words
from a11y_export.clinic import Clinic
from a11y_export.handout import HandoutOptions, by_section, make_pdf
from a11y_export.model import Article, Section, Source, Span
from a11y_export.wording import Wording
from tests.handout.check import conforms
from tests.handout.samples import p, rich
from tests.tagging.reader import read

LONG = "Drink water through the day and rest when you feel weak. " * 6  # 66 words


def section(number, heading, level=2, text=LONG):
    return Section(f"s{number:02d}", (Span(heading),) if heading else (), level, (p(text),))


def parts_of(*sections):
    return by_section(rich(sections=sections), Wording.load("en-GB"))


def test_a_part_is_a_section_of_the_top_level_with_those_below_it():
    parts = parts_of(section(1, ""), section(2, "Signs"), section(3, "Go now if", 3), section(4, "Tests"))
    assert [(part.name, part.sections) for part in parts] == [
        ("01-introduction", ("s01",)), ("02-signs", ("s02", "s03")), ("03-tests", ("s04",))]
    assert {part.total for part in parts} == {3}


def test_a_short_part_goes_with_the_next_and_the_last_with_the_one_before():
    short, last = section(1, "", text="Short."), section(4, "End", text="x")
    parts = parts_of(short, section(2, "Signs"), section(3, "Tests"), last)
    assert [(part.name, part.sections) for part in parts] == [
        ("01-signs", ("s01", "s02")), ("02-tests", ("s03", "s04"))]


def test_every_section_stands_in_one_part():
    for count in range(1, 9):
        made = [
            section(n, "" if n % 4 == 0 else f"H{n}", 2 + n % 3, LONG if n % 2 else "few words") for n in range(count)
        ]
        assert [i for part in parts_of(*made) for i in part.sections] == [s.id for s in made]


def test_an_article_without_sections_has_no_parts():
    assert by_section(Article("x", "en", Source("x", "0")), Wording.load("en")) == []


def test_each_part_is_a_handout_of_its_own_with_the_disclaimer_whole():
    article = rich()
    wording = Wording.load(article.language)
    parts = by_section(article, wording)
    assert len(parts) > 2
    for part in parts:
        data, handout = make_pdf(part.article, HandoutOptions(), wording, Clinic(name="Hill Clinic"), part)
        conforms(data)
        root = read(data)
        assert words.tokens(root.text("source")) == replace(article, sections=part.article.sections).tokens()
        assert words.tokens(root.find("Disclaimer")[0].text("source")) == words.tokens(article.disclaimer.text)
        said = [text.text for text in handout.program]
        assert f"This is part {part.number} of {part.total} of the article. The other parts say more." in said
        assert root.find("Clinic")
