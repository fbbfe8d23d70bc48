"""What a page shows beside its tags is found: hidden or added text, moved cells, other links, levels and pictures."""

import re
from dataclasses import replace

import pikepdf
import pytest

from a11y_export import themes
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.model import Cell, Figure, ItemList, Paragraph, Section, Span, Table
from a11y_export.proof import prove
from a11y_export.proof.pdf import prove_pdf
from a11y_export.wording import Wording
from tests.handout.samples import DOSES, SPANNED, WIDE, cell, p, picture, rich, table
from tests.proof.conftest import seal


def failures(checks):
    return {c.name: c.evidence for c in checks if not c.passed}


def handout(tmp_path, article, **options):
    path = tmp_path / "handout.pdf"
    data, made = make_pdf(article, HandoutOptions(**options), Wording.load(article.language))
    path.write_bytes(data)
    return path, [text.text for text in made.program]


def proved(tmp_path, article, *, shown=None, **options):
    """Give what fails for the handout of `shown` where the record holds `article`."""
    path, declared = handout(tmp_path, shown or article, **options)
    return failures(prove_pdf(path, path.name, article, declared))


def of(*blocks):
    return replace(rich(), sections=(Section("s1", (Span("Doses"),), 2, blocks),))


def spoil(path, change):
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)


def code(pdf, old, new, page=0):
    """Change the code of one page; what is changed must be there."""
    target = pdf.pages[page]
    target.contents_coalesce()
    data = target.Contents.read_bytes()
    assert re.search(old, data), old
    target.Contents = pdf.make_stream(re.sub(old, new, data, count=1))


def elements(pdf, kind):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == kind and "/P" in o]


def spoiled(finished, change):
    path = next(finished.glob("*.pdf"))
    spoil(path, change)
    seal(finished)
    return failures(prove(finished))


@pytest.mark.parametrize("options", [
    {}, {"preset": "28"}, {"theme": "yellow-on-black"}, {"links": "inline"}, {"links": "none", "preset": "16"},
])
def test_a_correct_handout_is_proved(tmp_path, options):
    assert not proved(tmp_path, rich(), **options)


@pytest.mark.parametrize("preset", ["18", "40"])
@pytest.mark.parametrize("block", [DOSES, WIDE, SPANNED])
def test_every_way_to_set_a_table_is_proved(tmp_path, block, preset):
    options = {"size": 40.0} if preset == "40" else {}
    assert not proved(tmp_path, of(*[block] * 6), **options)


def test_a_cell_that_is_repeated_without_the_marks_of_its_links_is_proved(tmp_path):
    told = Paragraph((Span("for all (see "), Span("the other page", href="https://example.org/a"), Span(").")))
    rows = ((Cell((told,), rowspan=2), *map(cell, ("one", "two", "three", "four"))),
            tuple(map(cell, ("five", "six", "seven", "eight"))))
    assert not proved(tmp_path, of(replace(WIDE, rows=rows)))


@pytest.mark.parametrize("theme", themes.themes())
def test_ink_stands_out_in_every_theme(tmp_path, theme):
    assert not proved(tmp_path, rich(), theme=theme)


def test_names_of_characters_are_no_other_words(tmp_path):
    assert not proved(tmp_path, replace(of(p("어 and 𓀀 are signs.")), title="엔터 𓀀 and 10⁻⁹"))


# ---- (a) tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("block", "other"), [
    (table("Drug|Morning|Evening", "A|5 mg|"), table("Drug|Morning|Evening", "A||5 mg")),
    (table("Drug|Morning|Evening", "|A|5 mg"), table("Drug|Morning|Evening", "A|5 mg|")),
    (Table((), (), ((cell("A", rowspan=2), cell("5 mg")), (cell("9 mg"),))),
     Table((), (), ((cell("A"), cell("5 mg", rowspan=2)), (cell("9 mg"),)))),
    (Table((), (), ((cell("A", colspan=2), cell("B")), (cell("1"), cell("2"), cell("3")))),
     Table((), (), ((cell("A"), cell("B", colspan=2)), (cell("1"), cell("2"), cell("3"))))),
])
def test_a_moved_cell_is_found(tmp_path, block, other):
    assert set(proved(tmp_path, of(block), shown=of(other))) == {"pdf tables"}
    assert not proved(tmp_path, of(block))


def test_a_cells_span_that_the_tree_loses_is_found(tmp_path):
    path, declared = handout(tmp_path, of(SPANNED))

    def change(pdf):
        spans = [e for kind in ("/TD", "/TH") for e in elements(pdf, kind) if "ColSpan" in str(e.get("/A", ""))]
        del spans[0]["/A"]["/ColSpan"]

    spoil(path, change)
    assert "pdf tables" in failures(prove_pdf(path, path.name, of(SPANNED), declared))


# ---- (b) to (d) ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("new", [
    rb"BT 3 Tr", rb"BT 7 Tr", rb"/G gs BT", rb"0 0 1 1 re W n BT", rb"0.01 0 0 0.01 0 0 cm BT", rb"BT 0 Tz",
])
def test_text_that_leaves_no_plain_ink_is_found(finished, new):
    assert "pdf is drawn plainly" in spoiled(finished, lambda pdf: code(pdf, rb"\bBT\b", new))


def test_tiny_text_is_found(finished):
    assert "pdf is drawn plainly" in spoiled(finished, lambda pdf: code(pdf, rb"(/F\S+) [\d.]+ Tf", rb"\1 0.1 Tf"))


def test_tagged_text_beyond_the_page_is_found(finished):
    def change(pdf):
        code(pdf, rb"(/P <<[^>]*>> BDC\nBT\n(?:[\d. ]+ rg\n)?1 0 0 1) [\d.]+ [\d.]+ Tm", rb"\1 -900 5 Tm")

    assert "pdf is drawn plainly" in spoiled(finished, change)


def test_a_form_that_is_drawn_is_found(finished):
    def change(pdf):
        font = pdf.pages[0].Resources.Font
        form = pdf.make_stream(b"BT /F1 20 Tf (99) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
                               BBox=[0, 0, 100, 100], Resources=pikepdf.Dictionary(Font=font))
        pdf.pages[0].Resources["/XObject"] = pikepdf.Dictionary(X=form)
        code(pdf, rb"\Z", b"\n/Artifact BMC\n/X Do\nEMC\n")

    assert "pdf is drawn plainly" in spoiled(finished, change)


def test_an_inline_picture_is_found(finished):
    new = b"\n/Artifact BMC\nBI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI\nEMC\n"
    assert "pdf is drawn plainly" in spoiled(finished, lambda pdf: code(pdf, rb"\Z", new))


@pytest.mark.parametrize("kind", ["/FreeText", "/Text", "/Stamp"])
def test_an_annotation_that_says_more_is_found(finished, kind):
    def change(pdf):
        note = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=[0, 0, 200, 50], Contents="99 mg"))
        pdf.pages[0]["/Annots"] = pikepdf.Array([*pdf.pages[0].get("/Annots", []), note])

    assert "pdf annotations are links" in spoiled(finished, change)


@pytest.mark.parametrize("key", ["/OCProperties", "/OpenAction", "/AcroForm", "/Names"])
def test_what_a_file_may_not_carry_is_found(finished, key):
    assert "pdf is drawn plainly" in spoiled(finished, lambda pdf: pdf.Root.__setitem__(key, pikepdf.Dictionary()))


# ---- (e) artifacts ---------------------------------------------------------------------------------------------------


def test_tagged_text_drawn_again_as_an_artifact_is_found(finished):
    def change(pdf):
        data = pdf.pages[0].Contents.read_bytes()
        body = re.findall(rb"/P <</MCID \d+>> BDC\n(.*?)\nEMC", data, re.DOTALL)[0]
        code(pdf, rb"\Z", lambda _: b"\n/Artifact BMC\n" + body + b"\nEMC\n")

    assert "pdf artifacts only repeat" in spoiled(finished, change)


def test_a_second_or_other_foot_is_found(finished):
    def change(pdf):
        foot = re.search(rb"/Artifact <</Type /Pagination.*?EMC", pdf.pages[0].Contents.read_bytes(), re.DOTALL)[0]
        code(pdf, rb"\Z", lambda _: b"\n" + foot + b"\n")

    assert "pdf running foot" in spoiled(finished, change)


@pytest.mark.parametrize("title", ["W" * 600, "Was: ‐ – x " * 30, "10⁻⁹" * 100, "Insulin (pens): how to use them"])
def test_a_foot_that_is_cut_short_is_proved(tmp_path, title):
    assert not proved(tmp_path, replace(rich(), title=title), preset="28")


@pytest.mark.parametrize("title", ["Take 50 mg a day", "Take", "Take 2", "Take 25 mg an"])
def test_a_foot_that_says_otherwise_is_found(tmp_path, title):
    wanted = replace(rich(), title="Take 25 mg a day")
    assert "pdf running foot" in proved(tmp_path, wanted, shown=replace(rich(), title=title))


def test_a_foot_of_another_article_is_found(tmp_path):
    assert "pdf running foot" in proved(tmp_path, rich(), shown=replace(rich(), title="Take 99 mg"))


# ---- (f) headings, lists, links, pictures, texts for glyphs ----------------------------------------------------------


def test_a_heading_of_another_level_is_found(finished):
    assert "pdf headings" in spoiled(finished, lambda pdf: elements(pdf, "/H2")[1].__setitem__("/S", pikepdf.Name.H3))


def test_headings_follow_one_another_without_gaps(tmp_path):
    levels = enumerate((4, 6, 2, 5))
    sections = tuple(Section(f"s{n}", (Span(f"Part {n}"),), level, (p("Text."),)) for n, level in levels)
    assert not proved(tmp_path, replace(rich(), sections=sections))


def test_an_item_that_joins_another_is_found(tmp_path):
    lone = of(ItemList(((p("One."), p("Two.")),)))
    assert "pdf lists" in proved(tmp_path, of(ItemList(((p("One."),), (p("Two."),)))), shown=lone)


def test_a_list_that_counts_from_elsewhere_is_found(tmp_path):
    items = ((p("One."),), (p("Two."),))
    found = proved(tmp_path, of(ItemList(items, ordered=True, start=3)), shown=of(ItemList(items, ordered=True)))
    assert set(found) == {"pdf lists"}


def linked(first, second):
    return of(Paragraph((Span("Call", href=first), Span(" or "), Span("read", href=second), Span("."))))


def test_links_that_changed_places_are_found(tmp_path):
    one, two = "https://example.org/a", "https://example.org/b"
    assert set(proved(tmp_path, linked(one, two), shown=linked(two, one), links="none")) == {"pdf links"}
    assert not proved(tmp_path, linked(one, two))


def test_a_link_that_leads_elsewhere_is_found(finished, tmp_path):
    article = linked("https://example.org/a", "tel:123")
    path, declared = handout(tmp_path, article)

    def change(pdf):
        notes = [note for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note]
        notes[0].A.URI = pikepdf.String("https://evil.example/")

    spoil(path, change)
    assert "pdf links" in failures(prove_pdf(path, path.name, article, declared))


def test_a_lost_picture_and_a_changed_description_are_found(tmp_path):
    with_one = of(p("See:"), Figure(picture(), "A pump"))
    assert not proved(tmp_path, with_one)
    assert "pdf pictures" in proved(tmp_path, with_one, shown=of(p("See:")))
    assert "pdf pictures" in proved(tmp_path, with_one, shown=of(p("See:"), Figure(picture(), "No pump")))


def test_a_run_of_pictures_that_are_not_at_hand_is_told_of_with_its_number(tmp_path):
    none, cuff = Figure(None, ""), Figure(None, "A cuff")
    three = of(p("See:"), none, none, none, p("and"), none)
    assert not proved(tmp_path, three)
    for other in (
        of(p("See:"), none, none, p("and"), none), of(p("See:"), none, none, none, none, p("and"), none),
        of(p("See:"), none, none, none, p("and")), of(p("See:"), p("and")),
    ):
        assert "pdf pictures" in proved(tmp_path, three, shown=other)
    # One that is described is not lost among those that are not.
    assert "pdf pictures" in proved(tmp_path, of(p("See:"), none, cuff, none), shown=of(p("See:"), none, none, none))


def test_a_picture_that_is_not_drawn_is_found(tmp_path):
    article = of(p("See:"), Figure(picture(), "A pump"))
    path, declared = handout(tmp_path, article)

    def change(pdf):
        for number, page in enumerate(pdf.pages):
            if b" Do" in page.Contents.read_bytes():
                code(pdf, rb"/\S+ Do", b"", number)

    spoil(path, change)
    assert "pdf pictures" in failures(prove_pdf(path, path.name, article, declared))


def test_a_text_that_stands_for_other_glyphs_is_found(finished):
    def change(pdf):
        data = pdf.pages[0].Contents.read_bytes()
        number, = re.findall(rb"/P <</MCID (\d+)>> BDC", data)[:1]
        actual = "Take 99 mg".encode("utf-16-be").hex().upper().encode()
        marked = b"<</MCID " + number
        code(pdf, marked + b">> BDC", marked + b" /ActualText <FEFF" + actual + b">>> BDC")

    assert "pdf replacements are true" in spoiled(finished, change)


def test_an_element_that_stands_for_its_text_is_found(finished):
    found = spoiled(finished, lambda pdf: elements(pdf, "/P")[3].__setitem__("/ActualText", pikepdf.String("99 mg")))
    assert "pdf replacements are true" in found
