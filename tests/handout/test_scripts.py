"""Every script by its own rules: no empty box, every word read back, the right way round, broken where it may be."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from shutil import which

import pikepdf
import pytest
from bidi import get_display
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11y_export import words
from a11y_export.errors import MissingDependency
from a11y_export.handout import fonts, scripts
from a11y_export.handout.holds import hold
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    Disclaimer,
    ItemList,
    Origin,
    Paragraph,
    Quote,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.tagging import Glyphs, bidi, breaks, glyphs
from tests.effort import calls_made
from tests.handout.check import check, make
from tests.handout.samples import p
from tests.handout.scripts import SAMPLES
from tests.proof.test_pdf_proof import proved
from tests.tagging.reader import read

RTL = ("ar", "ur", "fa", "he")


def article(language: str) -> Article:
    title, first, second, one, two = SAMPLES[language]
    table = Table((Span(one),), ((Cell((p(one),)), Cell((p(two),))),), ((Cell((p("2.5 mg"),)), Cell((p(second),))),))
    blocks = (
        Paragraph((Span(first + " "), Span(second, frozenset({Style.BOLD})))), ItemList(((p(first),), (p(second),))),
        Callout(CalloutKind.WARNING, (p(second),)), Quote((p(first),)), table,
        Paragraph((Span(second, href="https://example.org/x"), Span(" English (in brackets), 5 mg: " + one))),
    )
    return Article(
        title, language, Source("page.html", "0" * 64, url="https://example.org/a", author=f"{one} {two}"), first,
        (Section("s1", (Span(one),), 2, blocks), Section("s2", (Span(two),), 2, (p(first + " " + second),))),
        Disclaimer((p(second),), Origin.FOUND),
    )


@pytest.mark.parametrize("language", SAMPLES)
def test_a_handout_in_every_script_conforms_and_says_its_words(language: str):
    _, handout = check(article(language))
    assert handout.warnings == ()


@pytest.mark.parametrize("language", SAMPLES)
def test_a_handout_in_every_script_is_proved(tmp_path, language: str):
    assert not proved(tmp_path, article(language))


@pytest.mark.parametrize("language", SAMPLES)
def test_nothing_is_an_empty_box_and_nothing_a_name(language: str):
    for bold in (False, True):
        for text in SAMPLES[language]:
            for shape in fonts.shapes(words.clean(text), bold=bold, language=language):
                assert shape.actual is None
                if isinstance(shape.font, Glyphs):
                    signs = shape.font.shape(shape.text, rtl=bidi.has_rtl(shape.text)).signs
                    assert "".join(sign.text for sign in signs) == shape.text
                    assert all(number for sign in signs for number, _, _ in sign.form[0])


@pytest.mark.parametrize("language", sorted(set(SAMPLES) - set(RTL)))
def test_other_readers_find_the_text(tmp_path, language: str):
    if not which("pdftotext"):
        (pytest.fail if os.environ.get("CI") else pytest.skip)("there is no pdftotext")
    file = tmp_path / "handout.pdf"
    file.write_bytes(make(article(language))[0])
    said = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    said = "".join(words.clean(said).split())
    for text in SAMPLES[language]:
        assert "".join(words.clean(text).split()) in said


def test_the_same_article_gives_the_same_bytes():
    for language in ("ar", "ja", "hi"):
        assert make(article(language))[0] == make(article(language))[0]


def test_a_font_with_too_many_signs_for_one_goes_on_in_another(monkeypatch):
    monkeypatch.setattr(glyphs, "_MOST_CODES", 7)
    check(article("he"))


# ---- shaping ---------------------------------------------------------------------------------------------------------


def shaped(text: str, language: str, *, bold: bool = False):
    (shape,) = fonts.shapes(text, bold=bold, language=language)
    assert isinstance(shape.font, Glyphs)
    return shape.font.shape(text, rtl=bidi.has_rtl(text)).signs


def test_a_vowel_sign_stands_before_the_letter_that_it_is_read_after():
    (sign,) = shaped("कि", "hi")
    (first, start, _), (second, after, _) = sign.form[0]
    (alone, _, _), = shaped("क", "hi")[0].form[0]
    assert second == alone
    assert first != alone
    assert start < after


def test_letters_form_a_conjunct():
    (sign,) = shaped("क्ष", "hi")
    assert sign.text == "क्ष"
    assert len(sign.form[0]) == 1


def test_arabic_letters_join_and_run_to_the_left():
    alone, signs = shaped("ب", "ar")[0], shaped("ببب", "ar")
    assert len({sign.form for sign in (alone, *signs)}) == 4  # alone, at the beginning, in the middle, at the end
    assert signs[0].left > signs[1].left > signs[2].left == 0


def test_brackets_are_turned_and_still_said_as_they_are():
    (opening,) = fonts.shapes("(", bold=False)
    font = fonts.primary(bold=False)
    assert opening.font is font
    from a11y_export.tagging.glyphs import turned

    plain, mirrored = (turned(font).shape("(", rtl=rtl).signs[0] for rtl in (False, True))
    closing = turned(font).shape(")", rtl=False).signs[0]
    assert mirrored.form == closing.form != plain.form
    assert mirrored.text == "("


def test_bold_is_a_weight_of_its_own():
    for language, text in (("hi", "दवा"), ("ja", "薬"), ("ar", "دواء")):
        light, heavy = shaped(text, language), shaped(text, language, bold=True)
        assert [sign.text for sign in light] == [sign.text for sign in heavy]
        names = {next(fonts.shapes(text, bold=bold, language=language)).font.name for bold in (False, True)}
        assert {name.rpartition("-")[2] for name in names} == {"Regular", "Bold"}


def test_a_letter_has_the_form_of_its_language():
    forms = {shaped("骨", language)[0].form for language in ("ja", "zh-CN", "zh-TW", "ko")}
    names = {next(fonts.shapes("骨", bold=False, language=tag)).font.name for tag in ("ja", "zh-CN", "zh-Hant-HK")}
    assert names == {"NotoSansCJKJP-Regular", "NotoSansCJKSC-Regular", "NotoSansCJKHK-Regular"}
    assert len(forms) > 1


def test_words_of_one_language_are_set_in_one_face():
    assert [shape.text for shape in fonts.shapes("thuốc ho", bold=False)] == ["thuốc", " ho"]
    drawn = {shape.font for shape in fonts.shapes("thuốc ho", bold=False, language="vi") if shape.text.strip()}
    assert len(drawn) == 1


# ---- lines -----------------------------------------------------------------------------------------------------------


def divided(text: str) -> list[str]:
    places = [0, *breaks.breaks(text), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize(("text", "parts"), [
    ("药。“半片”", ["药。", "“半", "片”"]),
    ("「はい」と", ["「は", "い」", "と"]),
    ("ちょっと、", ["ちょっ", "と、"]),
    ("不超过2.5毫克。", ["不", "超", "过", "2.5毫克。"]),
    ("喝500水", ["喝", "500水"]),
    ("用COVID药", ["用", "COVID", "药"]),
    ("어지러우면", ["어지러우면"]),
    ("น้ำและเย็น", ["น้ำ", "และ", "เย็น"]),
    ("ខ្មែរស្រី", ["ខ្មែ", "រ", "ស្រី"]),
    ("မြန်မာ", ["မြန်", "မာ"]),
    ("plain/text", ["plain/text"]),
])
def test_lines_end_where_the_script_lets_them(text: str, parts: list[str]):
    assert divided(text) == parts


def test_no_letter_is_parted_from_its_marks():
    assert breaks.clusters("क्षिप") == [4]
    assert breaks.clusters("น้ำก") == [3]
    assert breaks.clusters("e\u0301a") == [2]
    assert breaks.clusters("\u1112\u1161\u11ab\u1100") == [3]


@pytest.mark.parametrize(("language", "dose"), [
    ("th", "5 มิลลิกรัม"), ("ru", "2,5 мг"), ("ar", "5 ملغ"), ("hi", "5 मिलीग्राम"), ("bn", "৫ মিলিগ্রামের"),
])
def test_a_dose_stays_on_one_line(language: str, dose: str):
    (held,) = hold((Span(f"a {dose} b"),), language)
    assert held.text == f"a {dose.replace(' ', chr(0xa0))} b"


# ---- directions ------------------------------------------------------------------------------------------------------

_MIXED = st.text("abאבגدثر 12٣٤.,-+%/:()[]<>$!?\u0301\u05b8«»—", max_size=14)


@settings(max_examples=1500, deadline=None)
@given(_MIXED, st.booleans())
def test_text_runs_as_unicode_says(text: str, rtl: bool):
    levels = bidi.levels(text, rtl=rtl)
    solid = len(text.rstrip())
    levels[solid:] = [int(rtl)] * (len(text) - solid)
    assert "".join(text[place] for place in bidi.visual(levels)) == get_display(text, base_dir="R" if rtl else "L")


@pytest.mark.parametrize(("tag", "rtl"), [
    ("ar", True), ("he-IL", True), ("ur", True), ("fa-IR", True), ("en", False), ("az-Arab", True), ("ku", False),
    ("ar-Latn", False), ("pa-Arab-PK", True), ("", False),
])
def test_languages_that_run_to_the_left(tag: str, rtl: bool):
    assert bidi.rtl_language(tag) is rtl


def test_a_paragraph_runs_as_its_document_unless_it_has_only_other_letters():
    assert bidi.base("Paracetamol هو", rtl=True)
    assert not bidi.base("Paracetamol", rtl=True)
    assert bidi.base("2.5", rtl=True)
    assert bidi.base("هو", rtl=False)
    assert not bidi.base("a هو", rtl=False)


def places(data: bytes, page: int = 0) -> list[tuple[float, float]]:
    """Where each text of a page begins."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [(float(operands[4]), float(operands[5]))
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[page]) if str(operator) == "Tm"]


def test_a_page_from_right_to_left_is_mirrored():
    data, _ = make(article("he"))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    hebrew, english = places(data), places(make(article("el"))[0])
    assert max(x for x, _ in hebrew) > 500
    assert min(x for x, _ in english) == pytest.approx(72, abs=1)


# ---- what is missing, and what is hostile ----------------------------------------------------------------------------


def test_a_language_without_its_font_is_told_with_what_to_install(monkeypatch):
    monkeypatch.setattr(scripts, "_file", lambda _: None)
    scripts._glyphs.cache_clear()
    try:
        with pytest.raises(MissingDependency, match=r'pip install "a11y-export\[cjk\]"'):
            make(article("ja"))
        with pytest.raises(MissingDependency, match="pip install manimgx-fonts"):
            make(article("hi"))
        stray = replace(article("vi"), sections=(Section("s", (), 2, (p("The sign 薬 is written so."),)),))
        _, handout = make(replace(stray, language="en", title="Signs"))
        assert any("薬" in warning for warning in handout.warnings)
    finally:
        scripts._glyphs.cache_clear()


CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


@pytest.mark.parametrize("control", CONTROLS)
def test_controls_turn_nothing_round_and_lose_nothing(tmp_path, control: str):
    text = f"Take {control}2.5 mg{control} not 25 mg {control}\u0634\u0631\u0627\u0628{control}."
    article_ = replace(article("ru"), language="en", title=f"A {control}title{control}",
                       sections=(Section("s", (Span(f"Head{control}ing"),), 2, (p(text),)),))
    data, _ = make(article_)
    with pikepdf.open(BytesIO(data)) as pdf:
        said = [str(part) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
                for part in thing.values() if isinstance(part, pikepdf.String)]
        said += [str(pdf.docinfo.Title), bytes(pdf.Root.Metadata.read_bytes()).decode()]
    assert any("Heading" in text for text in said)
    assert not any(control in text for text in [*said, read(data).text()])
    check(article_)
    assert not proved(tmp_path, article_)


_LETTERS = "".join({char for sample in SAMPLES.values() for text in sample for char in text})
_ANY = st.lists(st.one_of(
    st.text(_LETTERS + " \u200c\u200d\u0301\u0e49\u093f\u064e\u05b8\u1100\u1161", min_size=1, max_size=12),
    st.sampled_from([text for sample in SAMPLES.values() for text in sample]),
    st.text("0123456789.,-+%<>()[]/ ", min_size=1, max_size=8), st.just("🙂 ☐ ½ 10⁻⁹"),
), max_size=5).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_ANY, _ANY, st.sampled_from([*SAMPLES]), st.sampled_from(["18", "28"]))
def test_any_mixture_is_read_back(first: str, second: str, language: str, preset: str):
    blocks = (Paragraph((Span(first), Span(second, frozenset({Style.BOLD})))), ItemList(((p(second),),)))
    mixed = replace(article(language), title=first, sections=(Section("s", (Span(second),), 2, blocks),))
    check(mixed, preset=preset)


def test_work_grows_with_the_length():
    def work(count: int) -> int:
        text = "每次不要超过半片如果您感到头晕请立即坐下来" * count
        return calls_made(lambda: make(replace(article("zh-CN"), sections=(Section("s", (), 2, (p(text),)),))))

    few = work(20)
    assert work(80) < 6 * few
