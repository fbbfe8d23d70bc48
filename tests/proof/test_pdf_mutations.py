"""Law 3 counts because these fail it: whatever is dropped, doubled or swapped in a handout, `verify` ends with 7.

Each handout is a whole and valid one, of an article that differs in one place from the one on record, or a file that
was changed by hand afterwards. All hashes are true, so what finds the loss is the proof of the contents.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image as Pictures

from a11y_export import codec
from a11y_export.cli.app import run
from a11y_export.errors import ExitCode
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.model import (
    Article,
    Cell,
    Disclaimer,
    Figure,
    Image,
    ItemList,
    Origin,
    Paragraph,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.proof import prove
from a11y_export.reading.likeness import likeness
from a11y_export.record import program_texts
from a11y_export.wording import Wording
from tests.handout.samples import p, table
from tests.proof.conftest import PAGE, make, seal

WORDS, PROGRAM, TABLES, LISTS, HEADINGS, LINKS, PICTURES, PLAIN, ARTIFACTS, DISCLAIMER = (
    "pdf words are the article's", "pdf program words are declared", "pdf tables", "pdf lists", "pdf headings",
    "pdf links", "pdf pictures", "pdf is drawn plainly", "pdf artifacts only repeat", "pdf disclaimer")
DOSES = table("Result | Dose", "1.5 | 5 mg", "2.5 | 3 mg", "4.0 | none", caption="Weekly plan")
STEPS = ItemList(tuple((p(text),) for text in ("Swallow the tablet.", "Never crush it.", "Note it.")), ordered=True)
LINKED = Paragraph((Span("Call "), Span("the night line", href="tel:0800111222"), Span(" or "),
                    Span("read more", href="https://example.org/a"), Span(".")))
SIGNS = p("Bleeding happens in <5% of people. Stop at ≤ 2.5 mg. Keep it at −18 °C. Do not take a second dose. Rest.")


def gradient(*, turned: bool = False, size: tuple[int, int] = (320, 200), mode: str = "RGB") -> Image:
    shape = Pictures.linear_gradient("L").resize(size)
    if turned:
        shape = shape.transpose(Pictures.Transpose.ROTATE_180)
    file = BytesIO()
    shape.convert(mode).save(file, "PNG")
    return Image(file.getvalue(), "image/png", *size, likeness(Pictures.open(file)))


FIGURES = (Figure(gradient(), "A cuff on an arm", (p("Above the elbow."),)),
           Figure(gradient(turned=True), "A cuff on a table", (p("Out of reach."),)))


def article(*blocks: object) -> Article:
    disclaimer = Disclaimer((p("This page does not replace your doctor."), p("Never stop a medicine.")), Origin.FOUND)
    sections = (Section("s1", (Span("At home"),), 2, (SIGNS, STEPS, DOSES, LINKED, *FIGURES)),
                Section("s2", (Span("When to call"),), 2, (p("Call if you bleed."), p("Call if you fall."))))
    return Article("Warfarin", "en-GB", Source("page.html", "0" * 64), "", sections, disclaimer)


TRUE = article()


def blocks(change: Callable[[list], None]) -> Article:
    """Give the article with the blocks of its first section changed."""
    first, *rest = TRUE.sections
    held = list(first.blocks)
    change(held)
    return replace(TRUE, sections=(replace(first, blocks=tuple(held)), *rest))


def said(old: str, new: str) -> Article:
    return blocks(lambda held: held.__setitem__(0, p(SIGNS.spans[0].text.replace(old, new))))


def rows(*order: int) -> Article:
    return blocks(lambda held: held.__setitem__(2, replace(DOSES, rows=tuple(DOSES.rows[n] for n in order))))


def row(*cells: Cell) -> Article:
    return blocks(lambda held: held.__setitem__(2, replace(DOSES, rows=(cells, *DOSES.rows[1:]))))


def items(*order: int) -> Article:
    return blocks(lambda held: held.__setitem__(1, replace(STEPS, items=tuple(STEPS.items[n] for n in order))))


def linked(*spans: Span) -> Article:
    return blocks(lambda held: held.__setitem__(3, Paragraph(spans)))


def figures(*shown: Figure) -> Article:
    return blocks(lambda held: held.__setitem__(slice(4, None), list(shown)))


def disclaimed(*texts: str) -> Article:
    return replace(TRUE, disclaimer=Disclaimer(tuple(map(p, texts)), Origin.FOUND))


A, B, C = (r[0] for r in DOSES.rows)
FIVE = DOSES.rows[0][1]
ONE, TWO = FIGURES
BLANK = Image(gradient(mode="1").data, "image/png", 320, 200)

# What was done to the article, and the check that names it.
MUTATIONS: dict[str, tuple[Article, str]] = {
    "a row dropped": (rows(0, 2), WORDS),
    "a row doubled": (rows(0, 1, 1, 2), WORDS),
    "two rows swapped": (rows(1, 0, 2), WORDS),
    "a cell emptied": (row(A, replace(FIVE, blocks=())), WORDS),
    "a cell doubled": (row(A, FIVE, FIVE), WORDS),
    "two cells swapped": (row(FIVE, A), WORDS),
    "a cell beside its column": (row(Cell(()), A, FIVE), TABLES),
    "a cell over two rows": (row(A, replace(FIVE, rowspan=2)), TABLES),
    "a cell over two columns": (row(replace(A, colspan=2), FIVE), TABLES),
    "a header that is none": (blocks(lambda held: held.__setitem__(
        2, Table(DOSES.caption, (), (*DOSES.header, *DOSES.rows)))), TABLES),
    "a caption dropped": (blocks(lambda held: held.__setitem__(2, replace(DOSES, caption=()))), WORDS),
    "an item dropped": (items(0, 2), WORDS),
    "an item doubled": (items(0, 1, 1, 2), WORDS),
    "two items swapped": (items(1, 0, 2), WORDS),
    "an item's number lost": (blocks(lambda held: held.__setitem__(1, replace(STEPS, ordered=False))), LISTS),
    "numbers from elsewhere": (blocks(lambda held: held.__setitem__(1, replace(STEPS, start=2))), LISTS),
    "two items in one": (blocks(lambda held: held.__setitem__(1, replace(STEPS, items=(
        (*STEPS.items[0], *STEPS.items[1]), STEPS.items[2])))), LISTS),
    "a less-than dropped": (said("<5%", "5%"), WORDS),
    "a less-than turned": (said("<5%", ">5%"), WORDS),
    "a less-than doubled": (said("<5%", "<<5%"), WORDS),
    "an at-most dropped": (said("≤ ", ""), WORDS),
    "an at-most weakened": (said("≤", "<"), WORDS),
    "a minus dropped": (said("−18", "18"), WORDS),
    "a minus made a hyphen": (said("−18", "-18"), WORDS),
    "a decimal point dropped": (said("2.5", "25"), WORDS),
    "a decimal point moved": (said("2.5", ".25"), WORDS),
    "a decimal point doubled": (said("2.5", "2..5"), WORDS),
    "a unit changed": (said("mg", "g"), WORDS),
    "a not dropped": (said("Do not take", "Do take"), WORDS),
    "a not doubled": (said("Do not take", "Do not not take"), WORDS),
    "a not moved": (said("Do not take a", "Do take not a"), WORDS),
    "a sentence dropped": (said("Stop at ≤ 2.5 mg. ", ""), WORDS),
    "a sentence doubled": (said("Rest.", "Rest. Rest."), WORDS),
    "two sentences swapped": (said("Do not take a second dose. Rest.", "Rest. Do not take a second dose."), WORDS),
    "a power lowered": (said("2.5 mg", "2.5 mg²"), WORDS),
    "a link's text dropped": (linked(*LINKED.spans[:3], Span(".")), WORDS),
    "a link's text doubled": (linked(*LINKED.spans[:2], *LINKED.spans[1:]), WORDS),
    "two links' texts swapped": (linked(
        Span("Call "), replace(LINKED.spans[3], href="tel:0800111222"), Span(" or "),
        replace(LINKED.spans[1], href="https://example.org/a"), Span(".")), WORDS),
    "two links' addresses swapped": (linked(
        Span("Call "), replace(LINKED.spans[1], href="https://example.org/a"), Span(" or "),
        replace(LINKED.spans[3], href="tel:0800111222"), Span(".")), LINKS),
    "a link that is none": (linked(*(replace(span, href=None) for span in LINKED.spans)), LINKS),
    "a description dropped": (figures(replace(ONE, alt=""), TWO), PICTURES),
    "a description changed": (figures(replace(ONE, alt="No cuff on an arm"), TWO), PICTURES),
    "two descriptions swapped": (figures(replace(ONE, alt=TWO.alt), replace(TWO, alt=ONE.alt)), PICTURES),
    "a picture dropped": (figures(ONE), WORDS),
    "a picture doubled": (figures(ONE, ONE, TWO), WORDS),
    "two pictures swapped": (figures(replace(ONE, image=TWO.image), replace(TWO, image=ONE.image)), PICTURES),
    "a picture blanked": (figures(replace(ONE, image=BLANK), TWO), PICTURES),
    "a picture turned": (figures(replace(ONE, image=gradient(turned=True)), TWO), PICTURES),
    "a picture of another size": (figures(replace(ONE, image=gradient(size=(300, 200))), TWO), PICTURES),
    "a heading raised": (replace(TRUE, sections=(TRUE.sections[0], replace(TRUE.sections[1], level=3))), HEADINGS),
    "a heading dropped": (replace(TRUE, sections=(TRUE.sections[0], replace(TRUE.sections[1], heading=()))), WORDS),
    "two sections swapped": (replace(TRUE, sections=TRUE.sections[::-1]), WORDS),
    "the disclaimer dropped": (replace(TRUE, disclaimer=Disclaimer()), DISCLAIMER),
    "half of the disclaimer dropped": (disclaimed("This page does not replace your doctor."), DISCLAIMER),
    "a not dropped in the disclaimer": (disclaimed("This page does replace your doctor.", "Never stop a medicine."),
                                        DISCLAIMER),
    "the disclaimer's sentences swapped": (
        disclaimed("Never stop a medicine.", "This page does not replace your doctor."), DISCLAIMER),
    "the disclaimer as any text": (replace(TRUE, disclaimer=Disclaimer(), sections=(
        *TRUE.sections, Section("s3", (Span("Medical disclaimer"),), 2, TRUE.disclaimer.blocks))), DISCLAIMER),
    "a struck word set as plain": (blocks(lambda held: held.__setitem__(0, Paragraph((
        Span(SIGNS.spans[0].text), Span("twice", frozenset({Style.DELETED})))))), WORDS),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a finished folder of a handout alone, its article replaced by the one of this module."""
    made = make(tmp_path_factory.mktemp("handout"), PAGE, formats=("pdf",))
    (made / "record" / "article.json").write_text(codec.dump(TRUE), encoding="utf-8")
    show(made, TRUE)
    return made


def show(folder: Path, shown: Article) -> Path:
    """Put the handout of `shown` into the folder, with its program's texts declared and its hashes true."""
    pdf, = folder.glob("*.pdf")
    data, handout = make_pdf(shown, HandoutOptions(), Wording.load(shown.language))
    pdf.write_bytes(data)
    program_texts(folder / "record", handout.program, {})
    seal(folder)
    return pdf


def failed(folder: Path) -> dict[str, str]:
    """Give the checks of the handout that fail."""
    return {c.name: c.evidence for c in prove(folder) if not c.passed and c.name.startswith("pdf ")}


@pytest.fixture
def spoilt(folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the folder to spoil."""
    return Path(shutil.copytree(folder, tmp_path / "spoilt"))


def test_what_is_not_spoiled_passes(folder: Path):
    assert failed(folder) == {}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_every_planted_loss_is_found_by_its_own_check(spoilt: Path, mutation: str, capsys):
    shown, check = MUTATIONS[mutation]
    show(spoilt, shown)
    assert check in failed(spoilt)
    assert run(["verify", str(spoilt)]) == ExitCode.PROOF_FAILED
    out, err = capsys.readouterr()
    assert check in out + err


# ---- what is drawn differs from what is tagged -----------------------------------------------------------------------


def drawn(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change the code of the first page that has what is to be changed."""
    for page in pdf.pages:
        page.contents_coalesce()
        data = page.Contents.read_bytes()
        if re.search(old, data, re.DOTALL):
            page.Contents = pdf.make_stream(re.sub(old, new, data, count=1, flags=re.DOTALL))
            return
    raise AssertionError(old)


def text(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    """Change what follows the first section's heading: the article's own text."""
    drawn(pdf, rb"(/H2 <</MCID \d+>> BDC.*?)" + old, rb"\g<1>" + new)


PARAGRAPH = rb"(/P <</MCID \d+>> BDC\nBT\n)"
PICTURE = rb"(/Figure <</MCID \d+>> BDC\nq\n)(\S+) 0 0 (\S+) (\S+ \S+ cm)"


def images(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]


def swap(pdf: pikepdf.Pdf) -> None:
    first, second = images(pdf)
    one, two = first.read_raw_bytes(), second.read_raw_bytes()
    first.write(two, filter=pikepdf.Name.FlateDecode)
    second.write(one, filter=pikepdf.Name.FlateDecode)


def blank(pdf: pikepdf.Pdf) -> None:
    images(pdf)[0].write(b"\xff" * 320 * 200 * 3)


def dot(pdf: pikepdf.Pdf) -> None:
    data = bytearray(images(pdf)[0].read_bytes())
    data[len(data) // 2] ^= 0x40
    images(pdf)[0].write(bytes(data))


def hidden(pdf: pikepdf.Pdf) -> None:
    images(pdf)[0]["/Mask"] = pikepdf.Array([0, 255, 0, 255, 0, 255])


SPOILED: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "other glyphs": (lambda pdf: text(pdf, PARAGRAPH + rb"(.*?) Tf \(..", rb"\2\3 Tf (zz"), WORDS),
    "glyphs dropped": (lambda pdf: text(pdf, PARAGRAPH + rb"(.*?) Tf \(.*?\) Tj", rb"\2\3 Tf () Tj"), WORDS),
    "glyphs drawn twice": (lambda pdf: text(pdf, PARAGRAPH + rb"(.*?)(\S+ \S+ Tf \(.*?\) Tj)", rb"\2\3\4\n\4"), WORDS),
    "text set as an artifact": (lambda pdf: text(pdf, rb"/P <</MCID \d+>> BDC", b"/Artifact BMC"), WORDS),
    "text outside of the tree": (lambda pdf: text(pdf, PARAGRAPH + rb"(.*?ET\n)EMC", rb"BT\n\3"), WORDS),
    "two texts' places swapped": (lambda pdf: text(
        pdf, rb"/P <</MCID (\d+)>>(.*?)/P <</MCID (\d+)>>", rb"/P <</MCID \4>>\3/P <</MCID \2>>"), WORDS),
    "a text in another's name": (lambda pdf: text(
        pdf, rb"/P <</MCID (\d+)>>", rb"/P <</MCID \2 /ActualText (Take 99 mg)>>"), WORDS),
    "ink of the paper": (lambda pdf: text(pdf, PARAGRAPH + rb"(?:[\d. ]+ rg\n)?", rb"\g<2>1 1 1 rg\n"), PLAIN),
    "pale ink": (lambda pdf: text(pdf, PARAGRAPH + rb"(?:[\d. ]+ rg\n)?", rb"\g<2>.6 .6 .6 rg\n"), PLAIN),
    "text painted over": (lambda pdf: drawn(
        pdf, rb"\Z", b"\n/Artifact BMC\n1 1 1 rg\n60 60 480 720 re f\nEMC\n"), PLAIN),
    "text struck over": (lambda pdf: drawn(
        pdf, rb"\Z", b"\n/Artifact BMC\n1 1 1 RG\n400 w\n60 400 m 500 400 l S\nEMC\n"), PLAIN),
    "a ground of the ink's colour": (lambda pdf: drawn(
        pdf, rb"\A", b"/Artifact BMC\n0 0 0 rg\n0 0 600 900 re f\nEMC\n"), PLAIN),
    "a picture over text": (lambda pdf: drawn(pdf, PICTURE, rb"\1 400 0 0 250 60 500 cm"), PLAIN),
    "a picture mirrored": (lambda pdf: drawn(pdf, PICTURE, rb"\1-\2 0 0 \3 \4"), PLAIN),
    "a picture stretched": (lambda pdf: drawn(pdf, PICTURE, rb"\1\2 0 0 10 \4"), PLAIN),
    "a picture off the page": (lambda pdf: drawn(pdf, PICTURE, rb"\1\2 0 0 \3 -500 20 cm"), PLAIN),
    "a picture not drawn": (lambda pdf: drawn(pdf, PICTURE + rb"\n/\S+ Do", rb"\1\2 0 0 \3 \4"), PICTURES),
    "pictures' dots swapped": (swap, PICTURES),
    "a picture's dots blanked": (blank, PICTURES),
    "one dot of a picture": (dot, PICTURES),
    "a picture masked": (hidden, PICTURES),
}


@pytest.mark.parametrize("change", SPOILED)
def test_what_is_drawn_otherwise_than_it_is_tagged_is_found(spoilt: Path, change: str):
    spoil, check = SPOILED[change]
    path, = spoilt.glob("*.pdf")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save(path)
    seal(spoilt)
    assert check in failed(spoilt)
    assert run(["verify", str(spoilt)]) == ExitCode.PROOF_FAILED


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3001), (2400, 1), (7000, 30), (1, 1)])
def test_a_picture_that_was_made_smaller_still_shows_the_same(spoilt: Path, size: tuple[int, int]):
    one = replace(TRUE, sections=(Section("s1", (), 2, (p("See."), Figure(gradient(size=size), "A cuff"))),))
    other = replace(one, sections=(Section("s1", (), 2, (
        p("See."), Figure(gradient(size=size, turned=True), "A cuff"))),))
    (spoilt / "record" / "article.json").write_text(codec.dump(one), encoding="utf-8")
    show(spoilt, one)
    assert failed(spoilt) == {}
    show(spoilt, other)
    assert (PICTURES in failed(spoilt)) is (size[1] > 1)  # one row turned round is the same row
