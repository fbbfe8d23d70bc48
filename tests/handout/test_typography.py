"""What a page looks like, asked of the finished pages: where lines end, where pages end, what stands with what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from reportlab.lib.colors import HexColor

from a11y_export import themes
from a11y_export.handout import fonts
from a11y_export.model import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Figure,
    ItemList,
    Paragraph,
    Section,
    Span,
    Style,
    Table,
)
from a11y_export.tagging import Anchor, Ink, Piece, Run, Sheet, TextBlock, balance, places
from tests.effort import calls_made
from tests.handout.check import make
from tests.handout.places import Handout, Line, look_at
from tests.handout.samples import p, picture, rich, table

TEXT = ("Take the tablet with a glass of water at the same time of the day and sit down for a while when you feel "
        "dizzy or unwell and tell your nurse about it when you come to see her the next time ")


def laid(*blocks: Block, **options: object) -> Handout:
    """A handout of one section."""
    return look_at(make(article(*blocks), **options)[0])


def article(*blocks: Block, **changes: object) -> Article:
    return rich(sections=(Section("s", (Span("The heading"),), 2, blocks),), **changes)


def filler(lines: int) -> list[Block]:
    """Single lines, to push what follows down the page."""
    return [p(f"Line {number} of some lines") for number in range(lines)]


def with_text(handout: Handout, text: str) -> list[Line]:
    return [line for line in handout.lines() if text in line.text]


# ---- lines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", themes.papers())
@pytest.mark.parametrize("preset", themes.presets())
def test_no_line_is_longer_than_the_standard_allows(preset: str, paper: str):
    lines = [line for line in laid(p(TEXT * 8), preset=preset, paper=paper).lines() if line.text in TEXT * 8]
    most = themes.presets()[preset].standard.line
    assert sum(len(line.text) for line in lines[:-1]) / len(lines[:-1]) <= most
    assert max(len(line.text) for line in lines) <= most * 1.12  # thin letters: the width is that of average ones


@pytest.mark.parametrize("preset", ["16", "18", "28"])
@pytest.mark.parametrize(("language", "pairs"), [
    ("en-GB", ["5 mg", "38 °C", "120 / 80 mmHg", "Dr. Smith", "p. 5", "30 minutes", "0800 111 222"]),
    ("es", ["5 mg", "38 °C", "120 / 80 mmHg", "Dra. Ruiz", "pág. 5", "30 minutos", "8 horas"]),
])
def test_a_number_and_its_unit_stand_on_one_line(preset: str, language: str, pairs: list[str]):
    blocks = [p("x" * before + f" {pair} and" * 12) for pair in pairs for before in range(1, 30, 4)]
    handout = look_at(make(article(*blocks, language=language), preset=preset)[0])
    said = " ".join(line.text for line in handout.lines())
    for pair in pairs:
        assert len([line for line in handout.lines() if pair in line.text]) > 10
        assert said.count(pair) == sum(line.text.count(pair) for line in handout.lines()) == 12 * 8


def test_words_are_not_divided_and_capitals_stay():
    text = "WARNING: Do NOT mix acetaminophen-containing medicines with iOS or McArdle ﬁlm ß. " * 6
    lines = with_text(laid(p(text), preset="28"), "")
    said = " ".join(line.text for line in lines)
    assert said.count("WARNING: Do NOT mix acetaminophen-containing medicines with iOS or McArdle") == 6


@pytest.mark.parametrize("preset", ["16", "18", "28"])
def test_a_long_address_is_divided_where_it_stays_true(preset: str):
    address = ("https://www.example.org/heart/blood-pressure-medicines/how-to-take-them-safely-at-home?language=en-GB"
               "&edition=large-print&from=the-clinic-in-your-street#the-first-section-of-the-page")
    handout = laid(p("Read on"), Paragraph((Span("here", href=address),)), preset=preset)
    lines = [line.text for line in handout.lines()]
    start = next(number for number, line in enumerate(lines) if line.startswith("1.") and "https:" in line)
    said, used = lines[start].removeprefix("1.").strip(), [lines[start].removeprefix("1.").strip()]
    while said != address:
        start += 1
        used.append(lines[start])
        said += lines[start]
        assert address.startswith(said)
    assert len(used) > 1
    for end, begin in pairwise(used):
        assert end[-1] in "/?&=#._" or begin[0] == "-"


def test_an_address_is_told_once_however_often_it_is_linked():
    link = "https://example.org/help"
    handout = laid(Paragraph((Span("one", href=link), Span(" and "), Span("two", href=link))),
                   Paragraph((Span("three", href="https://example.org/other"),)))
    said = " ".join(line.text for line in handout.lines())
    assert said.count("https://example.org/help") == 1
    inline = laid(Paragraph((Span("one", href=link), Span(" and "), Span("two", href=link))), links="inline")
    assert " ".join(line.text for line in inline.lines()).count(f"({link})") == 1
    assert re.findall(r"(one|two|three) \[link (\d)\]", said) == [("one", "1"), ("two", "1"), ("three", "2")]


def test_an_address_stands_clear_of_its_number_however_many_there_are():
    links = [Paragraph((Span(f"see {n}", href=f"https://example.org/{n}"),)) for n in range(1, 1003)]
    shown = laid(*links, preset="16").shown
    label = next(each for each in shown if each.text.strip() == "1002.")
    address = next(each for each in shown if each.text.strip() == "https://example.org/1002")
    assert (label.page, label.y) == (address.page, address.y)
    assert label.x + 4 * label.size * 0.55 < address.x  # four figures, each over half as wide as high


# ---- pages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", ["18", "28"])
@pytest.mark.parametrize("kind", ["text", "table", "wide", "picture", "box", "list"])
def test_headings_stand_with_what_they_head(kind: str, preset: str):
    """Three headings in a row over something, at each height of the page."""
    made: dict[str, Block] = {
        "text": p("Marker " + TEXT),
        "table": table("Marker | B", "c | d", "e | f"),
        "wide": table("Marker | Bbbbbbbbbbbbbbbbbbb | Cccccccccccccccccccc | Ddddddddddddddddd", "c | d | e | f"),
        "picture": Figure(picture(400, 300), "A cuff", (p("Marker"),)),
        "box": Callout(CalloutKind.WARNING, (p("Marker"), p("Call 999."))),
        "list": ItemList(((p("Marker"),), (p("two"),), (p("three"),))),
    }
    for lines in range(3, 17) if preset == "18" else range(8):
        sections = (Section("a", (Span("First of the headings"),), 2, tuple(filler(lines))),
                    Section("b", (Span("Second of the headings"),), 2, ()),
                    Section("c", (Span("Third of the headings"),), 3, (made[kind],)))
        handout = look_at(make(rich(sections=sections), preset=preset)[0])
        second, third = (max(line.page for line in with_text(handout, f"{word} of the headings"))
                         for word in ("Second", "Third"))  # they stand in the contents, too
        assert second == third == min(line.page for line in with_text(handout, "Marker")), lines


@pytest.mark.parametrize("preset", ["16", "28"])
def test_no_line_of_a_paragraph_stands_alone(preset: str):
    for lines in range(14):
        handout = laid(*filler(lines), p("Begin " + TEXT * 4 + "end."), preset=preset)
        (piece,) = [piece for piece in handout.pieces if piece.text.startswith("Begin")]
        assert all(len(heights) >= 2 for heights in piece.lines.values()), lines


@pytest.mark.parametrize("preset", ["18", "28"])
def test_a_page_ends_with_a_sentence_where_it_can(preset: str):
    sentence = "Do not take more than two tablets in one day even when the pain comes back. "
    divided = 0
    for lines in range(12):
        handout = laid(*filler(lines), p(sentence * 8), preset=preset)
        ours = [line for line in handout.lines() if line.text in sentence * 2 and len(line.text) > 3]
        for line, after in pairwise(ours):
            if after.page != line.page:
                divided += 1
                assert line.text.endswith("."), (lines, line.text)
    assert divided


@pytest.mark.parametrize("preset", ["18", "28"])
def test_a_short_paragraph_an_item_a_row_and_a_box_stay_whole(preset: str):
    for lines in range(0, 14, 2):
        items = ItemList(tuple((p(f"Item {n}: " + TEXT),) for n in range(5)))
        rows = table("Name | What to do", *(f"Row {n} | {TEXT}" for n in range(4)))
        box = Callout(CalloutKind.WARNING, (p("Boxed first"), p(TEXT), p("Boxed last")))
        handout = laid(*filler(lines), p("Short " + TEXT[:100]), items, rows, box, preset=preset)
        assert len(handout.pages_of("Short")) == 1
        for n in range(5):
            assert len(handout.pages_of(f"Item {n}:")) == 1
        assert handout.pages_of("Boxed first") == handout.pages_of("Boxed last")
        for n in range(4):
            starts = [i for i, piece in enumerate(handout.pieces) if piece.text.strip() == f"Row {n}"]
            following = next(piece for piece in handout.pieces[starts[0] + 1:] if piece.text.strip())
            assert set(following.lines) == set(handout.pieces[starts[0]].lines)


def test_an_item_with_items_of_its_own_is_only_divided_between_them():
    inner = ItemList(tuple((p(f"Inner {n}: " + TEXT),) for n in range(3)))
    for lines in range(16):
        handout = laid(*filler(lines), ItemList(((p("Outer one"), inner), (p("Outer two"),)), ordered=True))
        assert handout.pages_of("Outer one") == handout.pages_of("Inner 0:")
        assert all(len(handout.pages_of(f"Inner {n}:")) == 1 for n in range(3))


def test_a_box_too_high_for_a_page_is_divided_and_keeps_its_heading_with_what_follows():
    steps = ItemList(tuple((p(f"Step {n}: " + TEXT),) for n in range(14)), ordered=True)
    box = Callout(CalloutKind.WARNING, (p("Get help", Style.BOLD), p("You may be ill."), steps))
    for lines in range(0, 16, 3):
        handout = laid(*filler(lines), box, preset="28")
        assert handout.pages_of("Get help") == handout.pages_of("You may be ill.")


def test_no_row_stands_alone_on_a_table_s_last_page():
    over = 0
    for rows in range(8, 24):
        handout = laid(table("Name | Dose", *(f"Medicine {n} | {n} mg" for n in range(rows))), preset="24")
        pages = [piece.lines.keys() for piece in handout.pieces if piece.text.startswith("Medicine ")]
        assert len(pages) == rows
        over += pages[-1] != pages[0]
        assert pages[-1] == pages[0] or pages.count(pages[-1]) > 1, rows
    assert over > 4


def test_a_row_that_names_those_below_it_stands_with_them():
    moved = 0
    for lines in range(30):
        head = (Cell((p("Test"),), header=True), Cell((p("Range"),), header=True))
        rows = []
        for group in ("Red", "White", "Clotting"):
            rows.append((Cell((p(f"{group} cells"),), colspan=2),))
            rows += [(Cell((p(f"{group} {n}."),)), Cell((p(f"{n} g"),))) for n in range(4)]
        handout = laid(*filler(lines), Table((), (head,), tuple(rows)), preset="24")
        for group in ("Red", "White", "Clotting"):
            assert handout.pages_of(f"{group} cells") == handout.pages_of(f"{group} 0."), (lines, group)
            moved += handout.pages_of(f"{group} cells") != handout.pages_of("Red cells")
    assert moved > 10


def test_where_the_article_comes_from_is_told_on_one_page():
    for lines in range(0, 40, 2):
        handout = laid(*filler(lines))
        assert handout.pages_of("About this article") == handout.pages_of("Copyright owner") == handout.pages_of(
            "Web address")


@pytest.mark.parametrize(("over", "pages"), [(0, 1), (1, 1), (2, 1), (3, 2), (30, 3)])
def test_a_nearly_empty_last_page_is_pulled_back_by_less_white(over: int, pages: int):
    """Twenty lines of 20 points with 10 between them fill the page of 590; 0.7 of the white makes room for two."""
    sheet = Sheet(500, 610, 10, 10, 10, 400)
    ink = Ink(fonts.primary(bold=False), 10, HexColor("#000000"))

    def build(known: Mapping[str, int]) -> list[Piece]:
        return [TextBlock([Run("line", ink)], 20, after=10) for _ in range(20 + over)]

    laid_out, _ = balance(build, sheet)
    assert len(laid_out) == pages
    if over > 2:  # what does not help is not done
        assert laid_out[0].height(400) == 590


@pytest.mark.parametrize("more", range(6))
def test_contents_whose_own_length_moves_a_heading_to_and_fro_tell_its_page(more: int):
    """With the goal on page 1 the contents take a line more, which moves it to page 2, where they take a line less."""
    sheet = Sheet(500, 610, 10, 10, 10, 400)
    ink = Ink(fonts.primary(bold=False), 10, HexColor("#000000"))
    told: list[int] = []

    def build(known: Mapping[str, int]) -> list[Piece]:
        told.append(known.get("goal", 0))
        lines = [TextBlock([Run("line", ink)], 20, after=10) for _ in range(19 + (told[-1] == 1))]
        goal = [TextBlock([Run("Goal", ink)], 20, after=10, anchor=Anchor("goal", "Goal"))]
        return lines + goal + [TextBlock([Run("line", ink)], 20, after=10) for _ in range(3 * more)]

    pages, known = balance(build, sheet)
    assert places(pages) == known
    assert told[-1] == known["goal"]


# ---- pictures and tables -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", ["16", "28"])
@pytest.mark.parametrize("size", [(40, 30), (300, 200), (2000, 900), (300, 3000), (3000, 40)])
def test_a_picture_keeps_its_shape_and_its_caption_and_is_not_blown_up(size: tuple[int, int], preset: str):
    for lines in (0, 7, 14):
        handout = laid(*filler(lines), Figure(picture(*size), "A cuff", (p("The caption"),)), preset=preset)
        ((page, left, bottom, wide, tall),) = handout.pictures
        width, height = handout.sizes[page]
        assert wide / tall == pytest.approx(size[0] / size[1], rel=0.02)
        assert wide <= size[0] * 1.01  # 72 pixels an inch at the coarsest
        assert left >= 0
        assert bottom >= 0
        assert left + wide <= width
        assert bottom + tall <= height
        assert handout.pages_of("The caption") == {page}


def test_a_small_picture_is_enlarged_as_far_as_its_pixels_go():
    declared = picture(600, 400)
    half = replace(declared, width=150, height=100)
    ((_, _, _, wide, _),) = laid(Figure(half, "A cuff", ())).pictures
    assert wide == pytest.approx(2 * 150 * 0.75)


def test_nothing_leaves_the_text_s_column():
    wide = table("One | Two | Three", *("supercalifragilistic-expialidocious | 12.5 mg | " + TEXT for _ in range(3)))
    nested = ItemList(((p("a"), ItemList(((p("b"), ItemList(((p("c " + TEXT),),))),))),))
    long = p("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 2 + "1" * 300)
    for preset in themes.presets():
        for block in (wide, nested, long, Callout(CalloutKind.TIP, (long, nested))):
            handout = laid(block, preset=preset)
            margin = themes.presets()[preset].margin
            for line in handout.lines():
                assert line.left >= margin - 0.1
                assert line.right <= handout.sizes[line.page][0] - margin + 0.1, (preset, line.text)


# ---- the sheet ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("binding", "language", "first"), [
    ("auto", "en", "left"), ("right", "en", "right"), ("left", "en", "left"), ("auto", "he", "right"),
])
def test_the_inner_margin_alternates_and_the_text_is_as_wide_on_each_page(binding: str, language: str, first: str):
    text = [p("Take this " * 30)] * 30
    handout = look_at(make(article(*text, language=language), binding=binding, preset="20", paper="a4")[0])
    rules = {page: (left, right) for page, left, _, right in handout.strokes if right - left > 300}  # the foot's
    assert len(rules) > 3
    margin, gutter, width = 64, 28, 595.28
    for page, (left, right) in rules.items():
        bound_left = (first == "left") == (page % 2 == 0)
        assert left == pytest.approx(margin + (gutter if bound_left else 0), abs=0.1)
        assert right == pytest.approx(width - margin - (0 if bound_left else gutter), abs=0.1)
    if language == "en":
        for line in handout.lines():
            assert rules[line.page][0] - 0.1 <= line.left
            assert line.right <= rules[line.page][1] + 0.1


def test_one_sided_print_is_bound_on_the_same_side_throughout():
    handout = laid(*[p(TEXT)] * 30, binding="single", paper="a4")
    assert {round(left) for _, left, _, right in handout.strokes if right - left > 300} == {100}


@pytest.mark.parametrize("title", [
    "Short", "A title that is so long that it cannot stand at the foot of any page in large print " * 3,
    "고혈압약을 안전하게 복용하는 방법과 부작용", "Pneumonoultramicroscopicsilicovolcanoconiosis" * 4, "→ ☐ ✓ " * 40,
])
@pytest.mark.parametrize("preset", ["16", "28"])
def test_the_foot_s_title_never_reaches_the_page_number(title: str, preset: str):
    handout = look_at(make(rich(title=title), preset=preset)[0])
    for line in handout.lines(foot=True):
        if "Page" in line.text:
            number = next(part for part in line.parts if "Page" in part.text)
            before = [part for part in line.parts if part.x < number.x]
            assert all(part.x + part.width < number.x for part in before)
            assert number.size == themes.presets()[preset].body


def test_what_is_stressed_is_bold_or_underlined_as_the_standard_has_it():
    stressed = Paragraph((Span("Do "), Span("not stop", frozenset({Style.BOLD})), Span(" now.")))
    for preset in themes.presets():
        handout = laid(stressed, preset=preset)
        (shown,) = [part for part in handout.shown if part.text.strip() == "not stop" and part.mark is not None]
        under = [stroke for stroke in handout.strokes
                 if stroke[0] == shown.page and 0 < shown.y - stroke[2] < 5 and abs(stroke[1] - shown.x) < 1]
        assert (shown.bold, len(under)) == ((False, 1) if preset == "acb" else (True, 0))


def test_leading_and_sizes_are_the_preset_s():
    for preset in themes.presets().values():
        handout = laid(p("Begin " + TEXT * 2), preset=preset.name)
        ours = [line for line in handout.lines() if line.text in "Begin " + TEXT * 2]
        for line, after in pairwise(ours):
            if after.page == line.page:
                assert line.y - after.y == pytest.approx(preset.body * preset.standard.leading, abs=0.02)
        assert {part.size for line in ours for part in line.parts} == {preset.body}


# ---- work --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make_blocks", [
    lambda n: [p(TEXT * (n * 2))],
    lambda n: [p(TEXT)] * (n * 2),
    lambda n: [ItemList(tuple((p(TEXT),) for _ in range(n * 2)))],
    lambda n: [ItemList(((p("a"), ItemList(tuple((p(TEXT),) for _ in range(n * 2)))),))],
    lambda n: [Callout(CalloutKind.NOTE, tuple(p(TEXT) for _ in range(n * 2)))],
    lambda n: [table("A | B | C", *(f"{k} mg | take it | now" for k in range(n * 5)))],
    lambda n: [table("Aaaaaaaaaaaaaaaaa | Bbbbbbbbbbbbbbbbb | Ccccccccccccccccc | D", *["x | y | z | w"] * (n * 2))],
], ids=["paragraph", "paragraphs", "list", "nested list", "box", "table", "wide table"])
def test_work_grows_with_the_length_only(make_blocks):
    few, many = article(*make_blocks(40)), article(*make_blocks(160))
    make(article(*make_blocks(4)))
    assert calls_made(lambda: make(many)) < 4.6 * calls_made(lambda: make(few))
