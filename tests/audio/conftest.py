"""An article with one of everything that is spoken in a way of its own."""

from __future__ import annotations

import pytest

from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Disclaimer,
    Entry,
    Figure,
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

REF = frozenset({Style.REF})
DELETED = frozenset({Style.DELETED})


def paragraph(*pieces: str | Span | LineBreak) -> Paragraph:
    return Paragraph(tuple(Span(piece) if isinstance(piece, str) else piece for piece in pieces))


def cell(text: str, *, header: bool = False, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell((paragraph(text),) if text else (), header, rowspan, colspan)


def section(name: str, heading: str, *blocks: object, level: int = 2) -> Section:
    return Section(name, (Span(heading),) if heading else (), level, blocks)  # type: ignore[arg-type]


DOSES = Table(
    caption=(Span("Table 1. Doses"),),
    header=(
        (cell("Group", header=True, rowspan=2), cell("Dose", header=True, colspan=2)),
        (cell("Start", header=True), cell("Usual", header=True)),
    ),
    rows=(
        (cell("Water pills", header=True, rowspan=2), cell("12.5 mg"), cell("12.5–25 mg")),
        (cell("1.25 mg"), cell("")),
        (cell("ARBs", header=True), cell("50 mg", colspan=2)),
    ),
)
ACE = Span("ACE", title="angiotensin-converting enzyme")
INNER = ItemList(((paragraph("With food."),), (paragraph("Not at night."),)))
WARNING: Blocks = (paragraph("Do not stop suddenly."),)


@pytest.fixture
def article() -> Article:
    return Article(
        title="Blood Pressure: Doses & Safe Use",
        language="en-US",
        source=Source(
            "a.html", "0" * 64, url="https://example.org/a", author="Marta Ellingsen", reviewer="Tobias Okonjo, MD"
        ),
        sections=(
            section("introduction", "", paragraph("High blood pressure rarely causes symptoms.")),
            section(
                "need", "When medicine is needed",
                paragraph(
                    "A reading of 140", Span("2", REF), " or higher is high.", Span("[3]", REF), " Below 120/80 is not."
                ),
                paragraph("Do not take an ", ACE, " inhibitor twice. ACE is one."),
                paragraph("The old dose was ", Span("25 mg", DELETED), " 12.5 mg."),
                ItemList(((paragraph("Take 5–10 mL."), INNER), (paragraph("Call 911."),)), ordered=True, start=3),
            ),
            section(
                "low", "How low should it go?",
                Callout(CalloutKind.WARNING, WARNING), Quote((paragraph("I felt dizzy."),)),
                Figure(None, "A cuff on an arm", (paragraph("Figure 1. Cuff."),)), Figure(None, ""), paragraph("—"),
                DefinitionList((Entry(((Span("Systolic"),),), ((paragraph("The top number."),),)),)),
                Preformatted("Line one\nLine two"), level=3,
            ),
            section("doses", "Usual doses", DOSES, *[paragraph("Ask your prescriber before you change it.")] * 9),
        ),
        disclaimer=Disclaimer((paragraph("This does not replace advice. Call your doctor."),), Origin.FOUND),
    )
