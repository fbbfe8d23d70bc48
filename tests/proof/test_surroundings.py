"""What the clinic puts around the article is proved: a digit, a code, a logo or a part that is changed is found."""

import json
import shutil
from dataclasses import replace

import pikepdf
import pytest

from a11y_export.cli.app import run
from a11y_export.clinic import Clinic
from a11y_export.handout import HandoutOptions, export_pdf, make_pdf
from a11y_export.model import Disclaimer, ItemList, Origin, Paragraph, Span, Style
from a11y_export.proof import prove
from a11y_export.proof.pdf import prove_pdf
from a11y_export.proof.qrcode import drawn_codes
from a11y_export.wording import Wording
from tests.handout.samples import p, picture, rich
from tests.proof.conftest import PAGE, make, seal

HILL = Clinic(
    name="Hill Clinic", logo="logo.png", logo_alt="Hill Clinic, a house", phone="0800 555 0100",
    address="12 Hill Street", web="https://hill.example/leaflets", line="Ask us.", picture=picture(200, 100).data,
)
CODE = "https://hill.example/audio/warfarin"


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """Give a finished folder with all that a clinic can put around an article; do not write into it."""
    look = HandoutOptions(qr=CODE, date="2026-11-23", pdf_per_section=True, copy_notice=True)
    return make(tmp_path_factory.mktemp("clinic"), PAGE, formats=("pdf",), handout=look, clinic=HILL)


@pytest.fixture
def folder(around, tmp_path):
    return shutil.copytree(around, tmp_path / "out" / "warfarin")


def failed(folder):
    return {c.name for c in prove(folder) if not c.passed}


def other(folder, clinic=HILL, **look):
    """Put the handout of another clinic or code in the place of the whole one, its program texts on the record."""
    from a11y_export import codec

    article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
    options = HandoutOptions(**({"qr": CODE, "date": "2026-11-23", "copy_notice": True} | look))
    path = next(folder.glob("*.pdf"))
    handout = export_pdf(article, path, options, Wording.load(article.language), clinic)
    record = folder / "record" / "handout.json"
    told = json.loads(record.read_text(encoding="utf-8"))
    told["program"] = [{"key": t.key, "lang": t.lang, "text": t.text} for t in handout.program]
    record.write_text(json.dumps(told), encoding="utf-8")
    seal(folder)


def test_the_unspoiled_folder_passes(folder):
    checks = prove(folder)
    assert [c for c in checks if not c.passed] == []
    assert {"pdf clinic's words", "pdf qr code", "every section has its pdf"} <= {c.name for c in checks}
    assert len(list((folder / "sections").glob("*.pdf"))) > 1


@pytest.mark.parametrize("change", [
    {"phone": "0800 555 0101"}, {"name": "Mill Clinic"}, {"address": "21 Hill Street"}, {"line": "Do not ask us."},
    {"line": ""}, {"web": "https://hi11.example/leaflets"}, {"logo_alt": "Hill Clinic"}, {"picture": b""},
])
def test_another_clinic_than_the_manifests_is_found(folder, change):
    """Even where the file and its list of program words agree."""
    other(folder, replace(HILL, **change))
    assert failed(folder) == {"pdf clinic's words"}


@pytest.mark.parametrize("qr", ["https://hill.example/audio/warfarin2", "https://hi11.example/audio/warfarin", None])
def test_a_code_that_leads_elsewhere_is_found(folder, qr):
    other(folder, qr=qr)
    assert failed(folder) - {"pages in the manifest"} == {"pdf qr code"}


@pytest.mark.parametrize("date", ["2026-11-24", "2026-12-23", "2025-11-23", None])
def test_another_day_of_printing_is_found(folder, date):
    other(folder, date=date)
    assert failed(folder) == {"pdf days"}


@pytest.mark.parametrize("language", ["en-US", "en-GB", "es", "fi"])
def test_another_day_of_the_source_is_found(tmp_path, language):
    article = rich(language=language)
    assert "pdf days" not in proved(tmp_path, article)
    for day in ("2025-11-02", "2025-10-20", "2026-11-20", "2025-11", ""):
        shown = rich(language=language, source=replace(article.source, reviewed=day))
        assert "pdf days" in proved(tmp_path, article, shown)


def test_a_code_drawn_over_is_found_though_every_word_beside_it_is_true(folder, tmp_path):
    article = rich()
    for name, address in (("a", CODE), ("b", CODE[:-1] + "e")):
        data, _ = make_pdf(article, HandoutOptions(qr=address), Wording.load("en-GB"))
        (tmp_path / f"{name}.pdf").write_bytes(data)
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        page = pdf.pages[-1]
        page.contents_coalesce()
        drawn = figure(page.Contents.read_bytes())
    with pikepdf.open(tmp_path / "a.pdf", allow_overwriting_input=True) as pdf:
        page = pdf.pages[-1]
        page.contents_coalesce()
        code = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(code.replace(figure(code), drawn))
        pdf.save(tmp_path / "a.pdf")
    assert drawn_codes(tmp_path / "a.pdf") == [CODE[:-1] + "e"]
    checks = prove_pdf(tmp_path / "a.pdf", "a.pdf", article, [], {}, CODE)
    assert next(not c.passed for c in checks if c.name == "pdf qr code")


def figure(code):
    """Give the code between the marks of the last figure."""
    start = code.rindex(b"1 1 1 rg")
    return code[start : code.index(b"EMC", start)]


@pytest.mark.parametrize("spoil", [
    lambda code: code.replace(b"0 0 0 rg", b"1 1 0 rg"),  # no ink that a phone sees
    lambda code: code[: code.rindex(b" re")] + b" re\nf\n1 1 1 rg\n0 0 900 900 re\nf\nQ\n",  # painted over
])
def test_a_code_that_cannot_be_read_is_found(folder, spoil):
    path = next(folder.glob("*.pdf"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[-1]
        page.contents_coalesce()
        code = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(code.replace(figure(code), spoil(figure(code))))
        pdf.save(path)
    seal(folder)
    assert "pdf qr code" in failed(folder)


def test_a_part_with_another_parts_words_and_a_missing_part_are_found(folder):
    first, second = sorted((folder / "sections").glob("*.pdf"))[:2]
    a, b = first.read_bytes(), second.read_bytes()
    first.write_bytes(b)
    second.write_bytes(a)
    seal(folder)
    assert "pdf words are the article's" in failed(folder)
    first.unlink()
    path = folder / "manifest.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["artifacts"] = [x for x in told["artifacts"] if x["path"] != f"sections/{first.name}"]
    path.write_text(json.dumps(told), encoding="utf-8")
    assert "every section has its pdf" in failed(folder)


@pytest.mark.parametrize("change", [{"phone": "0800 555 0101"}, {}])
def test_verify_ends_with_7(folder, change, capsys):
    other(folder, replace(HILL, **change), **({} if change else {"qr": CODE + "2"}))
    assert run(["verify", str(folder.parent)]) == 7
    assert ("clinic's words" if change else "qr code") in capsys.readouterr().err


# ---- a disclaimer that the clinic supplied ---------------------------------------------------------------------------

SUPPLIED = Disclaimer((
    Paragraph((
        Span("Ring "), Span("our helpline", href="https://hill.example/help"), Span(", day or night. Do "),
        Span("not ", frozenset({Style.DELETED})), Span("wait"), Span("2", frozenset({Style.REF, Style.SUP})), Span("."),
    )),
    ItemList(((p("Bring your medicines."),), (p("Bring your notes."),)), ordered=True),
), Origin.SUPPLIED)


def proved(folder, article, shown=None, **options):
    data, handout = make_pdf(shown or article, HandoutOptions(**options), Wording.load(article.language))
    path = folder / "handout.pdf"
    path.write_bytes(data)
    checks = prove_pdf(path, path.name, article, [text.text for text in handout.program])
    return {c.name for c in checks if not c.passed}


@pytest.mark.parametrize("links", ["end", "inline", "none"])
@pytest.mark.parametrize("language", ["en-GB", "es", "fi"])
def test_a_supplied_disclaimer_with_links_struck_text_and_lists_is_proved(tmp_path, links, language):
    assert not proved(tmp_path, rich(disclaimer=SUPPLIED, language=language), links=links)


def test_a_word_lost_from_it_or_added_to_it_is_found(tmp_path):
    article = rich(disclaimer=SUPPLIED)
    (first, second) = SUPPLIED.blocks
    for spans in ((*first.spans[:3], *first.spans[4:]), (*first.spans, Span(" Never.")), first.spans[1:]):
        shown = rich(disclaimer=Disclaimer((Paragraph(spans), second), Origin.SUPPLIED))
        assert "pdf disclaimer" in proved(tmp_path, article, shown)
