"""Pictures: only bytes that came with the page; nothing else on the machine is opened because a page names it."""

import base64
import io
import os
import struct
import zlib
from pathlib import Path
from unittest import mock

import PIL.Image
import pytest

from a11y_export.model import Figure
from a11y_export.reading import pictures, read
from tests.reading import pages
from tests.reading.pages import blocks, page


def _picture(kind, width=60, height=40):
    out = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "white").save(out, kind)
    return out.getvalue()


def _png():
    return _picture("PNG")


def _figures(article):
    return [b for s in article.sections for b in s.blocks if isinstance(b, Figure)]


def _saved(folder, src):
    """Save a page that shows `src`, in a folder of its own, and give the one picture that was read."""
    path = folder / "site" / "page.html"
    path.parent.mkdir(exist_ok=True)
    body = f'<figure><img src="{src}" alt="An inhaler"></figure><p>Shake it first.</p>'
    path.write_text(page(body), encoding="utf-8")
    [figure] = _figures(read(path).article)
    return figure.image


@pytest.mark.parametrize(
    "src", ["page_files/a.png", "./page_files/a.png", "page_files/a.png?v=2#x", "page%5Ffiles/a.png"]
)
def test_a_picture_beside_the_page_is_taken(tmp_path, src):
    (tmp_path / "site" / "page_files").mkdir(parents=True)
    (tmp_path / "site" / "page_files" / "a.png").write_bytes(_png())
    image = _saved(tmp_path, src)
    assert (image.data, image.mime, image.width, image.height) == (_png(), "image/png", 60, 40)


@pytest.mark.parametrize(
    "src",
    [
        "../secret.png",
        "page_files/../../secret.png",
        "%2e%2e/secret.png",
        "..%2fsecret.png",
        "..\\secret.png",
        "{}/secret.png",
        "file://{}/secret.png",
        "FILE:{}/secret.png",
        "//localhost{}/secret.png",
        "http://example.org/secret.png",
        "https://example.org/secret.png",
        "ftp://example.org/secret.png",
        "link.png",
        "linked/secret.png",
        "page_files",
        "a%00.png",
        "http://[bad/secret.png",
        "",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:image/png;base64,!!!!",
        "data:text/html;base64,AAAA",
        "cid:secret",
    ],
)
def test_nothing_outside_the_pages_folder_is_ever_opened(tmp_path, src):
    secret = tmp_path / "secret.png"
    secret.write_bytes(_png())
    (tmp_path / "site" / "page_files").mkdir(parents=True)
    (tmp_path / "site" / "link.png").symlink_to(secret)
    (tmp_path / "site" / "linked").symlink_to(tmp_path, target_is_directory=True)
    opened = []
    real = Path.read_bytes
    with mock.patch.object(Path, "read_bytes", lambda self: (opened.append(self.resolve()), real(self))[1]):
        assert _saved(tmp_path, src.format(tmp_path)) is None
    assert secret.resolve() not in opened
    assert {p.parent for p in opened} <= {(tmp_path / "site").resolve()}


def test_a_pipe_in_place_of_a_picture_does_not_hang(tmp_path):
    (tmp_path / "site").mkdir()
    os.mkfifo(tmp_path / "site" / "a.png")
    assert _saved(tmp_path, "a.png") is None


def test_a_picture_within_the_page_is_taken():
    data = base64.b64encode(_png()).decode()
    [figure, _] = blocks(page(f"<figure><img src='data:image/png;base64,{data}' alt='Lungs'></figure><p>End.</p>"))
    assert figure.image.data == _png()
    assert figure.alt == "Lungs"


def test_a_lazy_picture_is_found_behind_its_placeholder():
    gif = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
    data = base64.b64encode(_png()).decode()
    html = page(f"<p><img src='{gif}' data-src='data:image/png;base64,{data}' alt='Lungs'></p><p>End.</p>")
    [figure] = _figures(pages.read(html).article)
    assert figure.image.width == 60


def _bomb():
    """A PNG that says it is 60,000 by 60,000 in a few bytes."""
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 99)), chunk(b"IEND", b"")
    return b"".join((b"\x89PNG\r\n\x1a\n", *chunks))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        _png()[:50],
        _picture("JPEG", 900, 900)[:-2000],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        _bomb(),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    ],
    ids=["empty", "text", "head only", "cut short", "svg", "bomb", "postscript"],
)
def test_what_is_no_sound_picture_is_none(data):
    assert pictures.decode(data) is None


@pytest.mark.parametrize(("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"),
                                            ("WEBP", "image/webp"), ("BMP", "image/bmp")])
def test_the_usual_formats_are_taken_as_they_are(kind, mime):
    data = _picture(kind, 33, 44)
    image = pictures.decode(data)
    assert (image.data, image.mime, image.width, image.height) == (data, mime, 33, 44)
