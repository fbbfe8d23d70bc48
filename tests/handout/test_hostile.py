import io

import pikepdf
import pytest

from a11y_export.handout.inline import safe_target
from a11y_export.model import (
    Callout,
    CalloutKind,
    DefinitionList,
    Entry,
    Figure,
    Image,
    ItemList,
    LineBreak,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Span,
    Style,
    Table,
)
from tests.effort import calls_made
from tests.handout.check import check, conforms, make
from tests.handout.samples import cell, p, picture, rich


def article(*blocks, **changes):
    return rich(sections=(Section("s", (Span("Heading"),), 2, blocks),), **changes)


@pytest.mark.parametrize("text", [
    "<b>bold</b> & <img src='/etc/hostname'/> &lt; <a href='x'>y</a> <para>",
    "((unbalanced) \\( \\) % BT ET EMC /Artifact BMC Q q",
    "\x00\x01\x08bell\x07 \x1b[31m \x7f tab\there\x0bvt\x0cff\x1cfs",
    "\u202ereversed\u202c \u2066x\u2069 soft\u00adhyphen zero\u200bwidth\ufeff",
    "e\u0301 combining a\u0308 \u0301first",
    "🙂 👩‍⚕️ 👍🏽 🇬🇧 ⚠️ \U000e0041 \ufe0f \u200d",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e9\u05dc\u05d5\u05dd हिन्दी 中文字符 ไทย 한국어",
    "\ue000 \U0010ffff \uffff \ufffd \ufffe",
    "2.5\u00a0mg 3\u202fkg 4\u2009ml 5 mg 6\nmg 7\u2007% 10⁻⁹ x² CO₂ H₂O 1½ −2 ‐ \u2011 \u2212",
    "\u2028line\u2029paragraph\x85next",
    "\ua7d0",
    "[a] [grinning face] [",
])
def test_any_text_is_kept_and_nothing_of_it_is_markup(text: str):
    spans = (Span(text), Span(text, frozenset({Style.BOLD})), Span(text, frozenset({Style.SUP})),
             Span(text, frozenset({Style.SUB})), Span(text, frozenset({Style.DELETED})),
             Span(text, href="https://x.org/" + text), Span(text, title=text, lang="fr"))
    check(article(Paragraph(spans), Preformatted(text), Figure(picture(), text), title=text, summary=text))


@pytest.mark.parametrize("style", Style)
def test_an_empty_span_parts_no_word(style: Style):
    root, _ = check(article(Paragraph((Span("tab"), Span("", frozenset({style})), Span("let")))))
    assert "tablet" in root.text("source").split()


def test_half_a_character_does_not_stop_the_export():
    text = "\ud800 lone \udfff"
    data, _ = make(article(p(text), Figure(picture(), text), title=text, summary=text))
    conforms(data)


@pytest.mark.parametrize("length", [60, 500, 501, 20_000])
def test_a_word_longer_than_its_line_is_divided_without_a_space(length: int):
    check(article(p("w" * length), p("https://example.org/" + "a-b/" * (length // 4)), ItemList(((p("x" * length),),)),
                  Table((), (), ((cell("y" * length), cell("z")),))))


@pytest.mark.parametrize("href", [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:x", "file:///etc/passwd", "data:text/html,x", "#top",
    "/relative", "ftp://x.org/", "", "http://[", "vbscript:x",
])
def test_what_is_no_address_of_the_web_becomes_no_link(href: str):
    root, _ = check(article(Paragraph((Span("text", href=href),))))
    paragraph = next(node for node in root.find("P") if node.text().strip() == "text")
    assert not paragraph.find("Link")


def test_an_address_is_written_in_ascii():
    assert safe_target("https://exämple.org/ü?q=ö x") == "https://ex%C3%A4mple.org/%C3%BC?q=%C3%B6%20x"
    assert safe_target("mailto:a@b.org") == "mailto:a@b.org"


def test_a_link_is_reached_by_its_words():
    root, _ = check(article(Paragraph((Span("See "), Span("the ", href="https://x.org/"), Span(
        "page", frozenset({Style.BOLD}), href="https://x.org/"), Span(".")))))
    link = next(node for node in root.find("Link") if node.links == ["https://x.org/"])
    assert link.text().split() == ["the", "page"]
    assert link.contents == ["the page"]


def test_a_link_of_white_space_is_none():
    root, _ = check(article(Paragraph((Span("a"), Span(" ", href="https://x.org/"), Span("b")))))
    assert not any(link.links == ["https://x.org/"] for link in root.find("Link"))


def test_deep_nesting_does_not_crash():
    blocks = (p("core"),)
    for depth in range(40):
        blocks = (ItemList((blocks,), ordered=depth % 2 == 0),) if depth % 3 else (
            Callout(CalloutKind.NOTE, blocks),) if depth % 2 else (Quote(blocks),)
    check(article(*blocks))
    blocks = (p("core"),)
    for _ in range(12):
        blocks = (Table((), (), ((blocks and cell("a"), cell("b")), (type(cell("x"))(blocks),))),)
    check(article(*blocks))


def test_a_huge_paragraph_takes_no_more_than_its_length():
    def spans(count: int) -> tuple[Span, ...]:
        return tuple(Span(f"word{n} ", frozenset({Style.BOLD}) if n % 2 else frozenset()) for n in range(count))

    def work(count: int) -> int:
        return calls_made(lambda: make(article(Paragraph(spans(count)))))

    make(article(Paragraph(spans(10))))
    assert work(8000) < 2.5 * work(4000)


@pytest.mark.parametrize("blocks", [
    (Paragraph(()),), (Paragraph((Span(""), LineBreak(), Span(" \n "))),), (ItemList(()),),
    (ItemList(((), (p("a"),))),), (ItemList(((ItemList(((p("deep"),),)),),), ordered=True, start=-3),),
    (DefinitionList(()),),
    (DefinitionList((Entry((), ()), Entry(((Span("term"),),), ()), Entry((), ((p("meaning"),),)))),),
    (p("announced:"), ItemList(())), (Quote(()),), (Callout(CalloutKind.WARNING, ()),), (Preformatted(""),),
    (Preformatted("\n\n  a\n\tb\n\n"),),
    (Paragraph((LineBreak(), Span("a"), LineBreak(), LineBreak(), Span("b"), LineBreak())),),
    (Paragraph((Span("2"), Span("5", frozenset({Style.DELETED})), Span("0 mg"))),),
    (Paragraph((Span("take"), Span(" 5", frozenset({Style.DELETED})), Span("6"))),),
    (Figure(None, ""), Figure(None, "", (p("caption"),))),
    (Callout(CalloutKind.WARNING, (Table((), (), ((cell("a"), cell("b")),)), Figure(picture(900, 2000), "tall"))),),
], ids=range(17))
def test_empty_and_odd_blocks(blocks):
    check(article(*blocks, p("end")))


@pytest.mark.parametrize("image", [
    Image(b"", "image/png", 0, 0), Image(b"not a picture", "image/png", 10, 10),
    Image(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", 10, 10),
    Image(picture().data[:200], "image/png", 320, 200),
], ids=["empty", "text", "svg", "cut"])
def test_what_is_no_picture_is_told_instead(image: Image):
    root, handout = check(article(Figure(image, "A cuff")))
    assert "figure.no_picture" in {text.key for text in handout.program}
    assert "A cuff" in {text.text for text in handout.program}
    assert any("A cuff" in warning for warning in handout.warnings)
    assert not root.find("Figure")


@pytest.mark.parametrize(("wide", "tall"), [(20_000, 1), (5_000, 3), (1, 3_000), (10_000, 40), (3_000, 7)])
def test_a_narrow_picture_is_drawn_in_the_shape_that_is_left_when_it_is_reduced(wide: int, tall: int):
    blocks = (p("Before"), Figure(picture(wide, tall), "A ruled line"), p("After"))
    root, _ = check(article(*blocks))
    data, _ = make(article(*blocks))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (shown,) = (o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image")
        kept = int(shown.Width) / int(shown.Height)
    (figure,) = root.find("Figure")
    left, bottom, right, top = (float(value) for value in figure.attributes["BBox"])
    # The proof takes six hundredths; the box is written to a hundredth of a point.
    low, high = (right - left - 0.02) / (top - bottom + 0.02), (right - left + 0.02) / max(top - bottom - 0.02, 1e-6)
    assert low * 0.95 < kept < high * 1.05


@pytest.mark.parametrize("image", [picture(), None])
def test_what_stands_below_a_picture_is_tagged_as_its_caption(image: bytes | None):
    below = (p("The cuff lies flat."), p("It is not tight."))
    root, _ = check(article(p("Before"), Figure(image, "A cuff", below), p("After"), Figure(image, "No words below")))
    (caption,) = root.find("Caption")
    assert [found.text().strip() for found in caption.find("P")] == ["The cuff lies flat.", "It is not tight."]
    (home,) = (div for div in root.find("Div") if caption in div.kids)
    assert home.kids[-1] is caption
    assert len(home.kids) == (2 if image else 3)  # the figure; or what is said instead, and what it shows


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("L", "PNG"), ("P", "GIF"), ("RGBA", "PNG"),
                                            ("CMYK", "JPEG"), ("1", "PNG"), ("I;16", "PNG"), ("RGB", "WEBP")])
def test_pictures_of_every_kind(mode: str, kind: str):
    root, handout = check(article(Figure(picture(300, 100, mode, kind), "A chart", (p("Its caption"),))))
    (figure,) = root.find("Figure")
    left, bottom, right, top = (float(value) for value in figure.attributes["BBox"])
    assert (right - left) / (top - bottom) == pytest.approx(3, rel=0.01)
    assert figure.alt == "A chart"
    assert not handout.warnings


def test_a_picture_without_a_description_has_a_notice_and_a_warning():
    root, handout = check(article(Figure(picture(4000, 3000), "")))
    assert root.find("Figure")[0].alt == "Picture without a description"
    assert len(handout.warnings) == 1


def test_a_run_of_pictures_of_which_nothing_is_told_has_one_notice_with_their_number():
    run = [Figure(None, "")] * 12
    _, handout = check(article(p("Before"), *run, p("Between"), Figure(None, ""), Figure(None, "A cuff"), p("After")))
    told = [text.text for text in handout.program if text.key.startswith("figure.")]
    assert told == [
        "12 pictures, not included in this copy", "Picture, not included in this copy",
        "Picture, not included in this copy", "A cuff",
    ]
    assert "12 pictures could not be included: they have no description." in handout.warnings


def test_a_picture_too_large_to_decode_is_left_out(monkeypatch):
    monkeypatch.setattr("a11y_export.handout.figures.MOST_PIXELS", 100)
    root, _ = check(article(Figure(picture(), "A cuff")))
    assert not root.find("Figure")


@pytest.mark.parametrize("style", [Style.SUP, Style.SUB])
def test_a_passage_that_the_page_sets_small_is_large_print(style: Style):
    passage = Span("Photo by the clinic's own staff, taken in May of this year.", frozenset({style}))
    power = Paragraph((Span("It holds 10"), Span("9", frozenset({style}))))
    check(article(power, Paragraph((passage,))))
    assert small_texts(power, Paragraph((passage,))) == small_texts(power) > small_texts()


def small_texts(*blocks) -> int:
    """Give how often a handout of these blocks takes to letters of less than 14 points."""
    data, _ = make(article(*blocks))
    with pikepdf.open(io.BytesIO(data)) as document:
        set_to = [operands[1] for page in document.pages
                  for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Tf"]
    return sum(float(size) < 14 for size in set_to)
