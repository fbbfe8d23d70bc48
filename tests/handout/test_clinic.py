"""What the clinic puts around the article: its name and logo first, its lines last, apart from the source's words."""

from dataclasses import replace

import pypdfium2
import pytest

from a11y_export import themes
from a11y_export.clinic import Clinic
from a11y_export.errors import UsageError
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.handout.dates import in_words
from a11y_export.model import Disclaimer, Origin
from a11y_export.wording import Wording
from tests.handout.check import check, conforms
from tests.handout.samples import SOURCE, p, picture, rich
from tests.tagging.reader import read

HILL = Clinic(
    name="Hill Clinic", logo="logo.png", logo_alt="Hill Clinic, a hill with a house", phone="0800 555 0100",
    address="12 Hill Street, Millbrook", web="https://hill.example/leaflets", line="Ask us about this leaflet.",
    picture=picture(400, 200).data,
)


def made(clinic=HILL, article=None, **options):
    article = article or rich()
    data, handout = make_pdf(article, HandoutOptions(**options), Wording.load(article.language), clinic)
    conforms(data)
    return read(data), handout


def test_name_and_logo_stand_first_on_page_one_and_the_lines_last():
    root, handout = made()
    first, last = root.find("Clinic")
    assert first is root.kids[0]
    assert last is root.kids[-1]
    assert first.text("program").split() == ["Hill", "Clinic"]
    (logo,) = first.find("Figure")
    assert logo.alt == HILL.logo_alt
    assert logo.page == 0
    assert not first.text("source").split()
    assert not last.text("source").split()
    said = [text.text for text in handout.program if text.key.startswith("clinic.")]
    assert said == [
        "Hill Clinic", "Your clinic", "Hill Clinic", "Ask us about this leaflet.", "Phone: 0800 555 0100",
        "Address: 12 Hill Street, Millbrook", "Website: https://hill.example/leaflets",
    ]
    assert {"https://hill.example/leaflets"} <= set(last.find("Link")[0].links)


def test_the_articles_words_are_the_same_with_and_without_a_clinic():
    root, _ = made()
    bare, _ = check(rich())
    assert root.text("source").split() == bare.text("source").split()


@pytest.mark.parametrize("preset", themes.presets())
@pytest.mark.parametrize("theme", ["black-on-white", "yellow-on-black"])
def test_every_size_and_theme_conforms(preset, theme):
    made(preset=preset, theme=theme, qr="article", copy_notice=True, date="2026-11-23")


@pytest.mark.parametrize("clinic", [
    Clinic(), Clinic(name="Hill Clinic"), Clinic(phone="1"), replace(HILL, name=""),
    Clinic(logo="l.png", logo_alt="Hill", picture=picture(20, 900).data), replace(HILL, picture=picture(9, 9).data),
    replace(HILL, name="H" * 300, line="wide " * 60), replace(HILL, picture=picture(300, 90, "RGBA").data),
    replace(HILL, picture=picture(300, 90, "CMYK", "JPEG").data),
])
def test_any_part_of_it_may_be_missing_or_odd(clinic):
    made(clinic, size=40.0)


def test_a_logo_is_never_enlarged_and_never_large():
    def size(picture_):
        root, _ = made(replace(HILL, picture=picture_.data))
        left, bottom, right, top = (float(v) for v in root.find("Figure")[0].attributes["BBox"])
        return right - left, top - bottom

    wide, tall = size(picture(20, 10))
    assert wide <= 20  # a point a pixel at the most
    assert wide / tall == pytest.approx(2, rel=0.01)
    wide, tall = size(picture(3000, 400))
    assert wide < 300
    assert wide / tall == pytest.approx(7.5, rel=0.01)
    assert size(picture(400, 3000))[1] <= 4.5 * 18 + 0.1


def test_a_logo_that_cannot_be_decoded_is_named():
    with pytest.raises(UsageError, match=r"logo\.png"):
        made(replace(HILL, picture=b"\x89PNG\r\n\x1a\n" + b"x" * 40))


def test_the_clinics_words_are_tagged_with_their_own_language():
    root, handout = made(replace(HILL, language="en"), rich(language="es"))
    assert {text.lang for text in handout.program if text.key in {"clinic.name", "clinic.line"}} == {"en"}
    assert {text.lang for text in handout.program if text.key == "clinic.phone"} == {"es"}
    assert root.find("Figure")[0].lang == "en"


@pytest.mark.parametrize("preset", ["18", "28"])
def test_a_telephone_number_and_a_date_are_not_split_over_lines(preset):
    """UKAAF MS03: a single piece of information stays on one line."""
    clinic = replace(HILL, phone="0800 555 0100 555 01000", address="")
    data, _ = make_pdf(rich(), HandoutOptions(preset=preset, date="2026-09-23"), Wording.load("en-GB"), clinic)
    lines = [line.replace("\u00a0", " ") for page in pdfium_lines(data) for line in page]
    assert any(clinic.phone in line for line in lines)
    assert any("23 September 2026" in line for line in lines)


def pdfium_lines(data):
    with pypdfium2.PdfDocument(data) as pdf:
        return [page.get_textpage().get_text_range().splitlines() for page in pdf]


def test_the_day_of_printing_is_set_in_words_and_declared():
    _, handout = check(rich(), date="2026-11-23")
    assert "Printed on: 23 November 2026" in {text.text for text in handout.program}
    _, handout = check(rich(language="es"), date="2026-11-23")
    assert "Impreso el: 23 de noviembre de 2026" in {text.text for text in handout.program}
    _, handout = check(rich())
    assert not any(text.key == "handout.printed" for text in handout.program)


def test_the_sources_dates_are_set_in_words():
    _, handout = check(rich())
    said = [text.text for text in handout.program]
    assert "Published: 12 February 2024" in said
    assert said.count("Last reviewed: 20 November 2025") == 2  # on the first page and at the end


@pytest.mark.parametrize(("date", "language", "expected"), [
    ("2026-11-23", "en-GB", "23 November 2026"), ("2026-11-23", "en", "23 November 2026"),
    ("2026-11-23", "en-US", "November 23, 2026"), ("2026-03-01", "en_US", "March 1, 2026"),
    ("2026-11-23", "es-MX", "23 de noviembre de 2026"), ("2026-01-09", "es-US", "9 de enero de 2026"),
    ("2026-05", "en-US", "May 2026"), ("2026-05", "es", "mayo de 2026"), ("2026", "en", "2026"), ("", "en", ""),
    ("2026-11-23", "fi", "2026-11-23"), ("2026-13-23", "en", "2026-13-23"), ("last week", "en", "last week"),
])
def test_a_date_in_words(date, language, expected):
    assert in_words(date, Wording.load(language)) == expected


def test_the_source_block_is_complete():
    _, handout = check(rich())
    said = [text.text for text in handout.program]
    start = said.index("About this article")
    assert said[start:] == [
        "About this article", "Website: Example Health", "Written by: Ana Writer",
        "Medically reviewed by: Dr Bo Reader", "Copyright owner: Example Trust", "Published: 12 February 2024",
        "Last reviewed: 20 November 2025", "Licence: CC BY 4.0",
        "Web address: https://www.example.org/heart/blood-pressure-medicines",
    ]


def test_the_notice_of_a_copy_says_what_it_is_whose_and_from_when():
    _, handout = check(rich(), copy_notice=True)
    said = {text.key: text.text for text in handout.program}
    assert "accessible format" in said["handout.copy_notice"]
    assert "print disability" in said["handout.copy_notice"]
    assert said["handout.copy_owner"] == "Copyright owner: Example Trust"
    assert said["handout.copy_published"] == "Date of publication: 12 February 2024"
    _, handout = check(rich(source=replace(SOURCE, owner="", published="")), copy_notice=True)
    keys = {text.key for text in handout.program}
    assert {"handout.copy_no_owner", "handout.copy_no_date"} <= keys
    assert not keys & {"handout.copy_owner", "handout.copy_published"}


@pytest.mark.parametrize("disclaimer", [rich().disclaimer, Disclaimer((p("Ask."),), Origin.SUPPLIED), Disclaimer()])
def test_the_pointer_to_the_disclaimer_stands_on_page_one_under_whatever_names(disclaimer):
    many = ", ".join(f"Doctor Number {n} of the Very Long Society" for n in range(60))
    article = rich(disclaimer=disclaimer, source=replace(SOURCE, author=many, reviewer=many), title="A title " * 12)
    root, handout = made(HILL, article, preset="28")
    key = "handout.disclaimer_see" if disclaimer.blocks else "handout.disclaimer_none_see"
    (pointer,) = [text.text for text in handout.program if text.key == key]
    (there,) = [node for node in root.find("P") if " ".join(node.text().split()) == pointer]
    assert there.page == 0
    box = root.find("Disclaimer")[0].find("H2")[0]
    assert f"page {box.page + 1}." in pointer
