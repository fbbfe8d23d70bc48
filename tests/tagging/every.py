"""A document with every structure type that the layer is asked for, built from the layer and ReportLab alone."""

from io import BytesIO

from PIL import Image as Pictures
from reportlab.lib.colors import black
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.ttfonts import TTFont

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
    Picture,
    Run,
    Sheet,
    Stack,
    TextBlock,
    cell_attributes,
    paginate,
    write,
)

INK = Ink(TTFont("Vera", "Vera.ttf", asciiReadable=False), 18, black)
SHEET = Sheet(595, 842, 72, 72, 72, 500)
ROLES = {"Warning": "Sect"}


def block(element: Element, text: str, **look: object) -> TextBlock:
    return TextBlock([Run(text, INK, element.say(text))], 25, **look)  # type: ignore[arg-type]


def cell(row: Element, role: str, text: str, at: tuple[int, int], **said: object) -> GridCell:
    td = row.add(Element(role, attributes=cell_attributes(**said)))  # type: ignore[arg-type]
    spans = {key: value for key, value in said.items() if key != "scope"}
    return GridCell(Stack([block(td.add(Element("P", Origin.SOURCE)), text)]), *at, **spans)  # type: ignore[arg-type]


def table(root: Element) -> list:
    home = root.add(Element("Table"))
    caption = block(home.add(Element("Caption", Origin.SOURCE)), "Doses")
    head, body = home.add(Element("THead")), home.add(Element("TBody"))
    top, one, two = head.add(Element("TR")), body.add(Element("TR")), body.add(Element("TR"))
    cells = [
        cell(top, "TH", "Day", (0, 0), scope="Column"), cell(top, "TH", "Tablets", (0, 1), scope="Column", colspan=2),
        cell(one, "TH", "Monday", (1, 0), scope="Row", rowspan=2), cell(one, "TD", "one", (1, 1)),
        cell(one, "TD", "two", (1, 2)), cell(two, "TD", "half", (2, 1)), cell(two, "TD", "none", (2, 2)),
    ]
    return [caption, Grid(cells, [120.0, 100.0, 100.0], 3, 1, GridStyle(5, black))]


def nested(root: Element) -> list:
    home = root.add(Element("L", attributes=(("List", (("ListNumbering", "Decimal"),)),)))
    item = home.add(Element("LI"))
    label, body = item.add(Element("Lbl", Origin.PROGRAM)), item.add(Element("LBody"))
    outer = block(body.add(Element("P", Origin.SOURCE)), "Put the cuff on:", indent=40)
    outer.label([Run("1.", INK, label.say("1."))], 0)
    below = body.add(Element("L", attributes=(("List", (("ListNumbering", "Disc"),)),))).add(Element("LI"))
    dot, text = below.add(Element("Lbl", Origin.PROGRAM)), below.add(Element("LBody"))
    inner = block(text.add(Element("P", Origin.SOURCE)), "above the elbow", indent=80)
    inner.label([Run("•", INK, dot.say("•"))], 40)
    return [outer, inner]


def figure(root: Element) -> list:
    home = root.add(Element("Figure", alt="A cuff on an arm"))
    file = BytesIO()
    Pictures.linear_gradient("L").save(file, "PNG")
    shown = Picture(ImageReader(BytesIO(file.getvalue())), (128, 128), home.say(""), 400)
    return [shown, block(root.add(Element("Caption", Origin.SOURCE)), "Above the elbow.")]


def every_role() -> bytes:
    root = Element("Document")
    pieces: list = [block(root.add(Element("H1", Origin.SOURCE)), "Blood pressure", anchor=Anchor("top", "Top"))]
    entry = root.add(Element("TOC")).add(Element("TOCI")).add(Element("Reference")).add(Element("Link", Origin.PROGRAM))
    pieces.append(TextBlock([Run("Doses, page 1", INK, entry.say("Doses, page 1"), link=entry, target="#doses",
                                 title="Doses")], 25))
    home = root
    for level in range(2, 7):
        home = home.add(Element("Sect"))
        anchor = Anchor("doses" if level == 2 else f"level-{level}", f"Level {level}", level - 1)
        pieces.append(block(home.add(Element(f"H{level}", Origin.SOURCE)), f"Level {level}", anchor=anchor))
    told = home.add(Element("P", Origin.SOURCE))
    spanish, short = told.add(Element("Span", lang="es")), told.add(Element("Span", expansion="blood pressure"))
    link, note = told.add(Element("Link")), told.add(Element("Note"))
    first = told.say("Signs: ")
    told.kids.insert(0, told.kids.pop())
    pieces.append(TextBlock([
        Run("Signs: ", INK, first), Run("¿Habla español? ", INK, spanish.say("¿Habla español? ")),
        Run("BP ", INK, short.say("BP ")),
        Run("see here ", INK, link.say("see here "), link=link, target="https://example.org/", title="see here"),
        Run("x", INK, note.say("⁹"), "⁹"),
    ], 25))
    other = root.add(Element("Note", Origin.SOURCE))
    pieces += [*nested(home), *table(root), *figure(root), block(other, "A note of its own.")]
    quote, warning = root.add(Element("BlockQuote")), root.add(Element("Warning"))
    said = block(quote.add(Element("P", Origin.SOURCE)), "I never forget.")
    pieces.append(Box(Stack([said]), Frame(8, stroke=black)))
    pieces.append(block(warning.add(Element("P", Origin.SOURCE)), "Call 999."))

    def decorate(canvas, number):
        with canvas.artifact("Footer"):
            TextBlock([Run(f"Page {number}", INK)], 25).draw(canvas, 72, 60, 200)

    metadata = Metadata("Blood pressure", "en-GB", author="Ana", subject="How to measure", creator="tests")
    return write(paginate(pieces, SHEET), SHEET, root, metadata, ROLES, decorate)
