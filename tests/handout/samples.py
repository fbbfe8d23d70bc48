"""Articles to set: one with every kind of block, and one of a given length."""

from io import BytesIO

from PIL import Image as Pictures

from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Disclaimer,
    Entry,
    Figure,
    Image,
    ItemList,
    LineBreak,
    Origin,
    Paragraph,
    Preformatted,
    Quote,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.reading.likeness import likeness


def picture(width: int = 320, height: int = 200, mode: str = "RGB", kind: str = "PNG") -> Image:
    shape = Pictures.linear_gradient("L").resize((width, height)).convert(mode)
    file = BytesIO()
    shape.save(file, kind)
    opened = Pictures.open(BytesIO(file.getvalue()))
    return Image(file.getvalue(), f"image/{kind.lower()}", width, height, likeness(opened))


def p(text: str, *styles: Style) -> Paragraph:
    return Paragraph((Span(text, frozenset(styles)),))


def cell(text: str, **spans: int) -> Cell:
    return Cell((p(text),), **spans)


def table(*rows: str, header: int = 1, caption: str = "") -> Table:
    made = tuple(tuple(cell(text.strip()) for text in row.split("|")) for row in rows)
    return Table((Span(caption),) if caption else (), made[:header], made[header:])


SOURCE = Source(
    location="page.html", sha256="0" * 64, url="https://www.example.org/heart/blood-pressure-medicines",
    site="Example Health", author="Ana Writer", reviewer="Dr Bo Reader", owner="Example Trust",
    published="2024-02-12", reviewed="2025-11-20", licence="CC BY 4.0",
)
DOSES = table(
    "Medicine | Usual dose | How often",
    "Lisinopril | 10 mg to 40 mg | Once a day",
    "Amlodipine | 5 mg or 10 mg | Once a day, at the same time each day",
    "Losartan | 50 mg | Once or twice a day",
    caption="Usual doses for adults",
)
WIDE = table(
    "Medicine | Usual starting dose | Highest dose in a day | Common side effects | Tell your doctor about",
    "Hydrochlorothiazide | 12.5 mg once a day | 50 mg | Passing urine often; dizziness | Gout, diabetes",
    "Spironolactone | 25 mg once a day | 100 mg | Tiredness; breast tenderness | Kidney problems",
    caption="Water tablets compared",
)
SPANNED = Table(
    (), ((cell("Day"), Cell((p("Tablets"),), colspan=2)), (cell(""), cell("Morning"), cell("Evening"))),
    (
        (Cell((p("Monday"),), header=True, rowspan=2), cell("1"), cell("2")),
        (cell("½"), cell("none")),
        (Cell((p("Tuesday"),), header=True), cell("1")),
    ),
)


def rich(**changes: object) -> Article:
    bold, sup, sub = frozenset({Style.BOLD}), frozenset({Style.SUP}), frozenset({Style.SUB})
    inline = Paragraph((
        Span("Take "), Span("one tablet", bold), Span(" a day. Do "), Span("not", bold),
        Span(" take more than 2.5\u00a0mg <5% or 10"), Span("9", sup), Span(" of CO"), Span("2", sub),
        Span(" units"), Span("[1]", frozenset({Style.REF})), Span(". Ask "),
        Span("our helpline", href="https://example.org/help?a=1&b=2"), Span(" or call "),
        Span("0800 111 222", href="tel:0800111222"), Span(". "), Span("Not ", frozenset({Style.DELETED})),
        Span("twice", frozenset({Style.DELETED})), Span(" daily."), LineBreak(), Span("The "),
        Span("BP", title="blood pressure"), Span(" is in "), Span("mmHg", frozenset({Style.CODE})),
        Span("; "), Span("¿Habla español?", lang="es"), Span(" Signs: → ☐ ✓ ≤ ≥ ≈ ⚠ ★ α β μ 10⁻⁹ 🙂 ⚠️."),
    ))
    steps = ItemList((
        (p("Sit down and rest for five minutes before you measure."),),
        (p("Put the cuff on your bare arm:"), ItemList((
            (p("two finger widths above the elbow"),),
            (p("level with your heart"), ItemList(((p("use a cushion"),),))),
        ))),
        (p("Write the reading down."), p("Bring your notes to each visit.")),
    ), ordered=True, start=9)
    sections = (
        Section("s0", (), 2, (p(
            "High blood pressure rarely has signs. Medicines keep it down and protect the heart, the brain and the "
            "kidneys. This page tells you how to take them safely."), inline)),
        Section("s1", (Span("How to measure"),), 2, (
            steps,
            Callout(CalloutKind.WARNING, (
                p("Call 999 if you have chest pain, trouble breathing or a drooping face."),
                ItemList(((p("Do not drive."),), (p("Do not wait."),))),
            )),
        )),
        Section("s2", (Span("Doses"),), 2, (DOSES, p("Ask before you change a dose."), WIDE, SPANNED)),
        Section("s3", (Span("Words to know"),), 4, (
            DefinitionList((
                Entry(((Span("Systolic"),), (Span("Upper number"),)), ((p("The pressure while the heart beats."),),)),
                Entry(((Span("Diastolic"),),), ((p("The pressure between beats."),), (p("The lower number."),))),
            )),
            Quote((p("I take mine with breakfast, so I never forget."),)),
            Preformatted("Morning  1 tablet\n   with water\nEvening  none"),
        )),
        Section("s4", (Span("Pictures "), Span("[2]", frozenset({Style.REF}))), 2, (
            Figure(picture(), "A cuff on an upper arm", (p("The cuff lies two fingers above the elbow."),)),
            Figure(None, "A monitor showing 120 over 80"),
            Callout(CalloutKind.TIP, (p("Tip: set an alarm."),)),
            Callout(CalloutKind.SUMMARY, (p("Measure at the same time each day."),)),
        )),
    )
    values: dict[str, object] = {
        "title": "Blood pressure medicines: doses, side effects and safe use", "language": "en-GB",
        "source": SOURCE, "summary": "How to take blood pressure medicines safely.", "sections": sections,
        "disclaimer": Disclaimer((p(
            "This page informs; it does not replace the advice of your doctor. Never stop a medicine because of "
            "something you read here."), p("In an emergency call 999.")), Origin.FOUND),
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


def long(words: int) -> Article:
    text = ("Take this medicine with a full glass of water at the same time every day, and do not stop without "
            "asking. ") * 4
    each = len(text.split()) * 3
    sections = tuple(
        Section(f"s{n}", (Span(f"Part {n} of the article"),), 2 + n % 2, (p(text), p(text), p(text)))
        for n in range(max(1, words // each))
    )
    return rich(sections=sections)
