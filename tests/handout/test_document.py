import hashlib
import os
import subprocess
import sys
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from a11y_export import themes, words
from a11y_export.handout import export_pdf
from a11y_export.handout.options import HandoutOptions
from a11y_export.model import Article, Disclaimer, Origin, Section, Source, Span, Style
from a11y_export.wording import Wording
from tests.conftest import ROOT
from tests.handout.check import check, make
from tests.handout.samples import long, p, rich
from tests.tagging.reader import drawn


@pytest.mark.parametrize("theme", themes.themes())
def test_every_theme_conforms_and_keeps_every_word(theme: str):
    check(rich(), theme=theme)


@pytest.mark.parametrize("preset", themes.presets())
def test_every_preset_conforms_and_keeps_every_word(preset: str):
    check(rich(), preset=preset, paper="letter")


@pytest.mark.parametrize("links", ["end", "inline", "none"])
def test_addresses_stand_where_they_are_asked_for(links: str):
    root, _ = check(rich(), links=links)
    assert ("(https://example.org/help?a=1&b=2)" in root.text("program")) is (links == "inline")
    assert ("[link 1]" in root.text("program")) is (links == "end")
    assert set(root.find("Link")[-1].links) == {rich().source.url}


def test_the_file_is_the_same_each_time(tmp_path):
    export_pdf(rich(), tmp_path / "a.pdf", HandoutOptions(), Wording.load("en-GB"))
    export_pdf(rich(), tmp_path / "b.pdf", HandoutOptions(), Wording.load("en-GB"))
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_the_file_is_the_same_in_every_process(tmp_path):
    """Sets and tables keyed by text go another way with each seed; folders and names differ too."""
    code = ("import hashlib; from tests.handout.check import make; from tests.handout.samples import rich; "
            "print(hashlib.sha256(make(rich())[0]).hexdigest())")
    found = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300,
            env=os.environ | {"PYTHONHASHSEED": seed, "TMPDIR": str(tmp_path), "TZ": zone},
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"), ("4242", "America/Lima"))
    }
    assert found == {hashlib.sha256(make(rich())[0]).hexdigest() + "\n"}


def test_the_file_says_what_it_is():
    data, handout = make(rich())
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Title) == rich().title
        assert str(pdf.docinfo.Author) == "Ana Writer"
        assert str(pdf.docinfo.Subject) == "How to take blood pressure medicines safely."
        assert str(pdf.docinfo.Creator) == "a11y-export"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert len(pdf.pages) == handout.pages
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root[0].children]
    assert titles == ["How to measure", "Doses", "Pictures", "Medical disclaimer"]


def test_headings_skip_no_level():
    root, _ = check(rich())
    levels = [int(node.role[1]) for node in root.find("H1", "H2", "H3", "H4", "H5", "H6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_contents_give_the_true_pages():
    article = long(3000)
    root, _ = check(article)
    entries = dict(words.fold(node.text()).rsplit(", page ", 1) for node in root.find("TOCI"))
    headings = {words.fold(node.text()): node.page + 1 for node in root.find("H2", "H3")}
    assert len(entries) > 10
    assert {title: int(number) for title, number in entries.items()} == {
        title: page for title, page in headings.items() if title in entries}


def test_few_sections_have_no_contents():
    root, _ = check(rich(sections=rich().sections[:3]))
    assert not root.find("TOC")


def test_every_page_says_its_number_and_title_outside_of_the_tree():
    data, handout = make(rich())
    foot = words.fold(drawn(data))
    assert all(f"Page {number}" in foot for number in range(1, handout.pages + 1))
    assert foot.count("Blood pressure medicines") == handout.pages


def test_a_found_disclaimer_is_the_source_s_own_and_announced():
    root, _ = check(rich())
    (box,) = root.find("Disclaimer")
    assert words.tokens(box.text("source")) == words.tokens(rich().disclaimer.text)
    assert f"Please read the medical disclaimer on page {box.find('H2')[0].page + 1}." in root.text("program")


def test_a_supplied_disclaimer_is_the_program_s_and_says_whose_words_it_is():
    supplied = Disclaimer((p("Ring the clinic first."), p("We are open on weekdays.")), Origin.SUPPLIED)
    root, handout = check(rich(disclaimer=supplied))
    (box,) = root.find("Disclaimer")
    assert not box.text("source").strip()
    assert "words of your clinic" in box.text("program")
    assert [text.text for text in handout.program if text.key == "disclaimer"] == [
        "Ring the clinic first.", "We are open on weekdays."]


def test_without_a_disclaimer_the_page_says_so():
    root, handout = check(rich(disclaimer=Disclaimer()))
    assert "handout.disclaimer_none" in {text.key for text in handout.program}
    assert len(root.find("Disclaimer")) == 1


def test_a_title_from_elsewhere_is_the_program_s():
    root, _ = check(rich(title_origin="metadata"))
    assert root.find("H1")[0].origin == "program"


def test_the_program_s_english_is_tagged_in_another_language():
    root, handout = check(rich(language="tlh", title="nuqneH"))
    assert {text.lang for text in handout.program if text.key == "handout.contents"} == {"en"}
    assert root.find("H2")[0].lang == "en"


def test_spanish_has_words_of_its_own():
    root, handout = check(rich(language="es-MX"))
    assert {text.lang for text in handout.program if text.key == "handout.contents"} == {"es-MX"}
    assert not root.find("H2")[0].lang


def test_an_empty_article_still_makes_a_page():
    root, handout = check(Article("", "en", Source("x.html", "0" * 64)))
    assert handout.pages == 1
    assert root.find("Disclaimer")
    assert words.fold(root.find("H1")[0].text("program")) == "Large-print edition"


def test_a_language_that_is_none_is_not_written():
    check(rich(language="not a language!"))


def test_heading_levels_deeper_than_six_and_empty_headings():
    sections = tuple(Section(f"s{n}", (Span("x" if n else ""),), 6, (p("y"),)) for n in range(9))
    check(rich(sections=sections))


def test_sizes_of_one_s_own():
    check(rich(), size=33.5)


def test_a_heading_is_never_last_on_its_page():
    for words_ in (600, 900, 1200):
        root, _ = check(long(words_), preset="24")
        flow = [node for node in root.walk() if node.role in ("H2", "H3", "P", "Link")]
        for node, after in pairwise(flow):
            if node.role.startswith("H"):
                assert after.page == node.page


def test_a_mark_inside_a_heading():
    heading = (Span("Doses "), Span("2", frozenset({Style.SUP})), Span("x", href="https://example.org/"))
    check(rich(sections=(Section("a", heading, 2, (p("b"),)),)))
