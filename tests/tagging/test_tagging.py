"""The layer by itself, with trees that are no articles."""

from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.colors import black

from a11y_export.handout import fonts
from a11y_export.tagging import (
    Anchor,
    Box,
    Element,
    Frame,
    Grid,
    GridCell,
    GridStyle,
    Ink,
    Metadata,
    Origin,
    Rule,
    Run,
    Sheet,
    Stack,
    TextBlock,
    column_widths,
    paginate,
    places,
    settle,
    write,
)
from a11y_export.tagging.fontmaps import mend
from a11y_export.tagging.metadata import packet
from tests.handout.check import conforms
from tests.tagging.reader import drawn, read

INK = Ink(fonts.primary(bold=False), 18, black)
SHEET = Sheet(400, 500, 50, 50, 50, 1000)
META = Metadata("A title", "en")


def say(home: Element, text: str, **look) -> TextBlock:
    return TextBlock([Run(text, INK, home.say(text))], 25, **look)


def render(root: Element, pieces: list, decorate=lambda *_: None) -> bytes:
    data = write(paginate(pieces, SHEET), SHEET, root, META, {}, decorate)
    conforms(data)
    return data


def paragraph(root: Element, text: str, **look) -> TextBlock:
    return say(root.add(Element("P", Origin.SOURCE)), text, **look)


def lines(block: TextBlock, width: float = 300) -> list[str]:
    return ["".join(bit.text for bit in line) for line in block._at(width)]


def test_a_wrapped_line_ends_with_a_space_and_a_divided_word_with_none():
    block = paragraph(Element("Document"), "one two three four five six seven eight " + "w" * 60)
    assert "".join(lines(block)) == "one two three four five six seven eight " + "w" * 60 + " "
    assert lines(block)[0].endswith(" ")
    assert all(not line.strip("w ") or "w" * 5 not in line for line in lines(block)[:1])


def test_an_address_is_divided_after_its_signs():
    block = paragraph(Element("Document"), "https://www.example.org/a-long-path/to-the-page/of-the-article")
    assert [line[-1] in "/-. " for line in lines(block)] == [True] * len(lines(block))


def test_a_number_holds_to_its_unit():
    text = "take at most one tablet of 40\u00a0mg a day please"
    for width in range(60, 400, 7):
        assert not any(line.strip().endswith("40") for line in lines(paragraph(Element("Document"), text), width))


def test_white_space_that_two_contents_share_is_kept_by_both():
    root = Element("Document")
    home = root.add(Element("P", Origin.SOURCE))
    note = home.add(Element("Span", Origin.PROGRAM))
    runs = [Run(text, INK, owner.say(text)) for owner, text in ((home, "take"), (note, " [x] "), (home, " five"))]
    tree = read(render(root, [TextBlock(runs, 25)]))
    assert tree.text("source").split() == ["take", "five"]
    assert tree.text("program").split() == ["[x]"]


def test_a_paragraph_leaves_two_lines_on_either_side():
    block = paragraph(Element("Document"), "word " * 60)
    count = len(lines(block))
    for room in range(0, count * 25 + 30, 5):
        first, rest = block.split(300, room, 1000)
        parts = [len(lines(part)) for part in (first, rest) if isinstance(part, TextBlock)]
        assert sum(parts) == count
        assert min(parts) >= 2


def test_a_heading_goes_with_what_it_heads():
    root = Element("Document")
    pieces = [paragraph(root, "word " * 90), paragraph(root, "Heading", keep=True), paragraph(root, "text " * 20)]
    for filler in range(1, 12):
        pages = paginate([paragraph(root, "\n".join(["x"] * filler)), *pieces], SHEET)
        for page in pages[:-1]:
            assert not page.pieces[-1].keep


def test_nothing_but_headings_still_comes_to_an_end():
    root = Element("Document")
    assert len(paginate([paragraph(root, "Heading", keep=True) for _ in range(100)], SHEET)) > 1


def test_a_piece_higher_than_a_page_still_comes_to_an_end():
    root = Element("Document")
    inner = Stack([paragraph(root, "word " * 900)])
    pages = paginate([Box(Box(inner, Frame(10)) and inner, Frame(10, stroke=black), whole=True)], SHEET)
    assert len(pages) > 3


def test_a_line_that_parts_is_not_first_on_a_page():
    root = Element("Document")
    pages = paginate([paragraph(root, "\n".join(["x"] * 16)), Rule(black), paragraph(root, "after")], SHEET)
    assert not any(isinstance(page.pieces[0], Rule) for page in pages)


def test_whose_words_they_are_is_said_once_and_inherited():
    root = Element("Document")
    home = root.add(Element("P", Origin.SOURCE))
    link = home.add(Element("Span", lang="es"))
    runs = [Run("hola", INK, link.say("hola"))]
    with pikepdf.open(BytesIO(render(root, [TextBlock(runs, 25)]))) as pdf:
        first = pdf.Root.StructTreeRoot.K.K[0]
        assert str(first.T) == "source"
        assert "/T" not in first.K[0]
        assert str(first.K[0].Lang) == "es"


def test_reading_order_is_the_tree_s_and_not_the_page_s():
    root = Element("Document")
    one, two = root.add(Element("P", Origin.SOURCE)), root.add(Element("P", Origin.SOURCE))
    tree = read(render(root, [say(two, "second"), say(one, "first")]))
    assert tree.text().split() == ["first", "second"]


def test_what_is_not_tagged_becomes_an_artifact():
    root = Element("Document")

    def decorate(canvas, number):
        canvas.rect(0, 0, 400, 500, fill=1)
        canvas.line(0, 0, 10, 10)
        with canvas.artifact("Header"):
            TextBlock([Run(f"running {number}", INK)], 25).draw(canvas, 50, 490, 300)

    data = render(root, [paragraph(root, "text")], decorate)
    assert "running 1" in " ".join(drawn(data).split())
    assert read(data).text().split() == ["text"]


def test_a_font_that_is_not_embedded_is_refused():
    root = Element("Document")

    def decorate(canvas, number):
        with canvas.artifact("Header"):
            canvas.setFont("Helvetica", 12)
            canvas.drawString(10, 10, "loose")

    with pytest.raises(ValueError, match="Helvetica"):
        write([Stack([paragraph(root, "text")])], SHEET, root, META, {}, decorate)


def test_a_content_that_is_not_drawn_is_refused():
    root = Element("Document")
    paragraph(root, "lost words")
    with pytest.raises(ValueError, match="lost words"):
        write([Stack([paragraph(root, "kept")])], SHEET, root, META, {}, lambda *_: None)


def test_a_content_that_is_drawn_twice_is_refused():
    root = Element("Document")
    piece = paragraph(root, "twice")
    with pytest.raises(ValueError, match="twice"):
        write([Stack([piece, piece])], SHEET, root, META, {}, lambda *_: None)


def test_a_link_lies_on_its_words_line_by_line():
    root = Element("Document")
    link = root.add(Element("P", Origin.SOURCE)).add(Element("Link"))
    text = "many words of a link that takes more than one line of the page"
    run = Run(text, INK, link.say(text), link=link, target="https://example.org/", title=text)
    tree = read(render(root, [TextBlock([run], 25)]))
    assert len(tree.find("Link")[0].links) == 2
    assert set(tree.find("Link")[0].contents) == {text}


def test_page_numbers_settle():
    root = Element("Document")
    body = [paragraph(root, "word " * 300), TextBlock([Run("Goal", INK, None)], 25, anchor=Anchor("goal", "Goal"))]

    def build(known):
        return [TextBlock([Run("see page " * known.get("goal", 1), INK)], 25), *body]

    pages, known = settle(build, SHEET)
    assert places(pages) == known
    assert known["goal"] == len(pages)


def cells(root: Element, rows: list[list[str]]) -> list[GridCell]:
    table, made = root.add(Element("Table")), []
    for number, row in enumerate(rows):
        tr = table.add(Element("TR"))
        for column, text in enumerate(row):
            td = tr.add(Element("TD")).add(Element("P", Origin.SOURCE))
            made.append(GridCell(Stack([say(td, text)]), number, column))
    return made


def test_a_grid_is_divided_between_rows_and_repeats_its_header():
    root = Element("Document")
    made = cells(root, [["Head", "er"], *([f"row{n}", "x"] for n in range(40))])
    grid = Grid(made, [100.0, 100.0], 41, 1, GridStyle(5, black))
    data = render(root, [grid])
    tree = read(data)
    assert tree.text().split()[:4] == ["Head", "er", "row0", "x"]
    assert len(tree.text().split()) == 82
    pages = 1 + max(node.page for node in tree.walk())
    assert drawn(data).split().count("Head") == pages - 1


def test_a_row_higher_than_a_page_is_divided_inside():
    root = Element("Document")
    made = cells(root, [["a", "b"], ["long " * 400, "short"], ["c", "d"]])
    grid = Grid(made, [150.0, 100.0], 3, 1, GridStyle(5, black))
    tree = read(render(root, [grid]))
    assert tree.text().split() == ["a", "b", *["long"] * 400, "short", "c", "d"]


def test_columns_get_their_words_or_nothing():
    root = Element("Document")
    made = cells(root, [["a", "unbreakable" * 2], ["b", "c"]])
    assert column_widths(made, 2, 100, 5, 50) == []
    for widths in column_widths(made, 2, 400, 5, 50):
        assert widths[0] < 40 < widths[1]
        assert sum(widths) <= 400


def test_a_font_map_is_mended():
    pairs = "\n".join(f"<{code:02X}> <{value:04X}>" for code, value in [(0, 0), (1, 0x41), (2, 0x1F642), (3, 0xFEFF)])
    told = mend(f"1 begincodespacerange\n<00> <03>\nendcodespacerange\n4 beginbfchar\n{pairs}\nendbfchar\nendcmap")
    assert "2 beginbfchar\n<01> <0041>\n<02> <D83DDE42>\nendbfchar\nendcmap" in told
    assert "<0000>" not in told
    assert "FEFF" not in told


def test_a_font_map_has_blocks_of_a_hundred():
    pairs = "\n".join(f"<{code:02X}> <{code + 64:04X}>" for code in range(250))
    told = mend(f"1 begincodespacerange\n<00> <F9>\nendcodespacerange\n250 beginbfchar\n{pairs}\nendbfchar\nendcmap")
    assert [line for line in told.split("\n") if "beginbfchar" in line] == [
        "100 beginbfchar", "100 beginbfchar", "50 beginbfchar"]


def test_metadata_is_escaped():
    told = packet(Metadata("<a> & b\x00\ud800", "en", "Ana", "What <it> is", "maker")).decode()
    assert "&lt;a&gt; &amp; b" in told
    assert "\x00" not in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told
