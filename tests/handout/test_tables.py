
import pytest

from a11y_export import words
from a11y_export.model import Article, Cell, ItemList, Section, Span, Table, leaf_texts
from tests.effort import calls_made
from tests.handout.check import check, make
from tests.handout.samples import DOSES, SPANNED, WIDE, cell, p, rich, table
from tests.tagging.reader import Node, drawn


def article(*tables: Table) -> Article:
    return rich(sections=(Section("s", (Span("Doses"),), 2, tables),))


def grid(root: Node) -> list[list[list[str]]]:
    """Each cell's words, by row and column."""
    return [[words.tokens(cell.text("source")) for cell in row.kids] for row in root.find("TR")]


def expected(block: Table) -> list[list[list[str]]]:
    return [[words.tokens(" ".join(leaf_texts(c.blocks))) for c in row] for row in (*block.header, *block.rows)]


@pytest.mark.parametrize("preset", ["16", "28"])
@pytest.mark.parametrize("block", [DOSES, WIDE], ids=["narrow", "wide"])
def test_each_cell_stands_at_its_row_and_column(block: Table, preset: str):
    root, _ = check(article(block), preset=preset)
    assert grid(root) == expected(block)
    assert [node.role for node in root.find("TR")[0].kids] == ["TH"] * len(block.header[0])
    assert {str(node.attributes["Scope"]) for node in root.find("TH")} == {"/Column"}
    assert words.fold(root.find("Caption")[0].text("source")) == words.fold(block.caption[0].text)


def test_a_table_too_wide_for_its_words_repeats_its_headers_for_the_eye_only():
    data, _ = make(article(WIDE))
    untagged = words.fold(drawn(data)).replace(" :", ":")
    assert untagged.count("Highest dose in a day:") == 1  # the second of two rows
    data, _ = make(article(DOSES))
    assert "Usual dose" not in words.fold(drawn(data))


@pytest.mark.parametrize("preset", ["16", "28"])
def test_spans_and_row_headers_are_told(preset: str):
    root, _ = check(article(SPANNED), preset=preset)
    spans = {words.fold(node.text()): node.attributes for node in root.find("TH")}
    assert int(spans["Tablets"]["ColSpan"]) == 2
    assert int(spans["Monday"]["RowSpan"]) == 2
    assert str(spans["Tuesday"]["Scope"]) == "/Row"
    assert [len(row.kids) for row in root.find("TR")] == [2, 3, 3, 2, 3]


@pytest.mark.parametrize("block", [
    Table((), (), ()),
    Table((Span("Only a caption"),), (), ()),
    Table((), (), ((),)),
    Table((), ((cell("a"), cell("b")),), ()),
    Table((), ((cell("a"), cell("b")), ()), ((cell("c"),),)),
    Table((), ((cell("a", colspan=9999),),), ((cell("b", rowspan=9999), cell("c")), (cell("d"),))),
    Table((), ((cell("a", rowspan=5), cell("b")),), ((cell("c", colspan=0, rowspan=0), cell("d")), (cell("e"),))),
    Table((), ((cell("h"), cell("i")),), ((cell("a", colspan=2),), (cell("b"), cell("c", rowspan=3)), (cell("d"),))),
    Table((), (), ((Cell((DOSES, p("after"))),), (Cell((ItemList(((p("x"),), (WIDE,))),)),))),
    Table((), ((cell("long"), cell("x")),), ((cell("word " * 900), cell("y " * 400)), (cell("z"), cell("end")))),
    Table((), ((cell("header " * 400), cell("x")),), ((cell("a"), cell("b")),) * 3),
    Table((), (), (
        (cell("day " * 700, rowspan=3), cell("1")), (cell("2 " * 500),), (cell("3"),), (cell("c"), cell("d")))),
    table("A | B | C | D | E | F | G | H", *["supercalifragilistic | b | c | d | e | f | g | h"] * 3),
], ids=range(13))
@pytest.mark.parametrize("preset", ["18", "28"])
def test_odd_tables_keep_every_word(block: Table, preset: str):
    check(article(p("before"), block, p("after")), preset=preset)


def test_a_row_that_is_spanned_whole_still_has_a_cell():
    root, _ = check(article(Table((), (), ((cell("a", rowspan=2),), ()))))
    assert [len(row.kids) for row in root.find("TR")] == [1, 1]


def test_a_long_table_has_its_header_on_each_page_once_in_the_tree():
    block = table("Name | Dose", *(f"Medicine {n} | {n} mg" for n in range(80)))
    data, _ = make(article(block))
    root, _ = check(article(block))
    assert [words.fold(node.text()) for node in root.find("TH")] == ["Name", "Dose"]
    pages = {node.page for cell in root.find("TD") for node in cell.walk()}
    assert words.fold(drawn(data)).count("Name Dose") == len(pages) - 1


def test_work_grows_with_the_rows_only():
    def rows(count: int) -> Table:
        return table("Name | Dose | When", *(f"Medicine {n} | {n} mg | every day" for n in range(count)))

    make(article(rows(10)))
    assert calls_made(lambda: make(article(rows(800)))) < 2.5 * calls_made(lambda: make(article(rows(400))))
    _, handout = make(article(rows(5000)))
    assert handout.pages > 100
