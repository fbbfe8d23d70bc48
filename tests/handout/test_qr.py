"""The QR code: phones read it from the printed page, people read its address beside it, and no odd address gets in."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from a11y_export.errors import UsageError
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.handout.qr import modules
from a11y_export.proof.qrcode import drawn_codes, text
from a11y_export.wording import Wording
from tests.handout.check import check, conforms
from tests.handout.samples import SOURCE, rich
from tests.tagging.reader import read

AUDIO = "https://hill.example/audio/blood-pressure?lang=en&part=1"
_LETTERS = "abcXYZ019-._~:/?#[]@!$&'()*+,;=%"


def read_by_a_phone(data):
    """Give what a reader of codes finds on the last page, as it is printed at 100 dots an inch."""
    with pypdfium2.PdfDocument(data) as pdf:
        picture = pdf[len(pdf) - 1].render(scale=100 / 72).to_pil()
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


@pytest.mark.parametrize(("qr", "leads", "theme"), [
    ("article", SOURCE.url, "black-on-white"), (AUDIO, AUDIO, "black-on-cream"), (AUDIO, AUDIO, "white-on-black"),
    (f"{AUDIO}{'x' * 244}", f"{AUDIO}{'x' * 244}", "yellow-on-black"),
])
def test_the_printed_code_leads_where_it_says(tmp_path, qr, leads, theme):
    data, _ = make_pdf(rich(), HandoutOptions(qr=qr, theme=theme), Wording.load("en-GB"))
    assert read_by_a_phone(data) == [leads]
    (tmp_path / "a.pdf").write_bytes(data)
    assert drawn_codes(tmp_path / "a.pdf") == [leads]


def test_the_code_is_a_figure_with_a_description_and_its_address_beside_it():
    root, handout = check(rich(), qr=AUDIO)
    (home,) = root.find("QRCode")
    (figure,) = home.find("Figure")
    assert figure.alt == f"QR code for the address {AUDIO}"
    left, bottom, right, top = (float(value) for value in figure.attributes["BBox"])
    assert right - left == pytest.approx(top - bottom, abs=0.1)
    assert right - left >= 105
    (link,) = home.find("Link")
    assert set(link.links) == {AUDIO}
    assert "".join(link.text().split()) == AUDIO
    assert "qr.link" in {text.key for text in handout.program}


def test_an_article_without_a_fit_address_has_no_code_and_staff_are_told():
    long, named = "https://x.org/" + "a" * 300, "https://bank.example@evil.example/"
    for url in ("", "file:///etc/passwd", "javascript:x", named, long):
        root, handout = check(rich(source=replace(SOURCE, url=url)), qr="article")
        assert not root.find("QRCode")
        assert any("There is no QR code" in warning for warning in handout.warnings)


def test_an_address_of_the_page_is_written_in_ascii_before_it_is_encoded():
    url = "https://exämple.org/ü?q=\u202eö"
    data, _ = make_pdf(rich(source=replace(SOURCE, url=url)), HandoutOptions(qr="article"), Wording.load("en"))
    conforms(data)
    assert read_by_a_phone(data) == ["https://ex%C3%A4mple.org/%C3%BC?q=%C3%B6"]
    assert read(data).find("QRCode")


@pytest.mark.parametrize(("qr", "what"), [
    ("", "not an address"), ("articles", "not an address"), ("www.hill.example", "not an address"),
    ("ftp://hill.example/", "not an address"), ("javascript:alert(1)", "not an address"),
    ("https://", "not an address"), ("https://hill.example/a b", "not an address"),
    ("https://hill.example/\u202e", "not an address"), ("https://hill.example/é", "not an address"),
    ("https://bank.example@evil.example/", "can mislead"), ("https://hill.example/" + "x" * 280, "too long"),
])
def test_what_cannot_be_a_code_is_refused(qr, what):
    with pytest.raises(UsageError, match=what) as raised:
        HandoutOptions(qr=qr)
    assert raised.value.remedy


@settings(max_examples=60, deadline=None)
@given(st.text(_LETTERS, min_size=1, max_size=300))
def test_the_proof_and_a_phone_read_every_code_alike(address):
    """Law: what is encoded is read, by two readers that share no code with the writer and none with each other."""
    square = modules(address)
    assert text(square) == address
    size, scale = len(square) + 8, 3
    picture = Image.new("L", (size * scale, size * scale), 255)
    for r, row in enumerate(square):
        for c, dark in enumerate(row):
            if dark:
                picture.paste(0, ((c + 4) * scale, (r + 4) * scale, (c + 5) * scale, (r + 5) * scale))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [address]
