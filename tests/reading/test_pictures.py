"""Pictures: only bytes that came with the page; nothing else on the machine is opened because a page names it."""

import base64
import io
import os
import struct
import zlib
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import PIL.Image
import pytest

from a11y_export import codec
from a11y_export.model import Figure, within
from a11y_export.reading import pictures, read
from tests.effort import calls_made
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
    path.write_text(page(body), encoding="utf-8", errors="xmlcharrefreplace")
    [figure] = _figures(read(path).article)
    return figure.image


@pytest.mark.parametrize(
    "src",
    ["page_files/a.png", "./page_files/a.png", "page_files/a.png?v=2#x", "page%5Ffiles/a.png", " page_files/a.png "],
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
        "%2e%2e%2fsecret.png",
        "%252e%252e/secret.png",
        "page_files/%2e%2e/%2e%2e/secret.png",
        "..%5csecret.png",
        "page_files/..%5C..%5Csecret.png",
        "C:/secret.png",
        "C%3A/secret.png",
        "C%7C/secret.png",
        "c:secret.png",
        "\\\\localhost\\share\\secret.png",
        "%5C%5Clocalhost%5Cshare%5Csecret.png",
        "/%2e%2e/secret.png",
        "%2Fetc/secret.png",
        "file:secret.png",
        "javascript:secret.png",
        "about:blank",
        "a" * 5_000 + ".png",
        "a/" * 1_500 + "a.png",
        "a.png%00/../secret.png",
        "\ud800.png",
        "~/secret.png",
        "?secret.png",
        "#secret.png",
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


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_damaged_picture_is_taken_or_left_but_never_ends_the_reading(kind):
    data = _picture(kind, 40, 30)
    for at in range(0, len(data), max(1, len(data) // 150)):
        for sign in (0, 0x7F, 0xFF):
            pictures.decode(data[:at] + bytes([sign]) + data[at + 1 :])


def test_a_damaged_note_on_how_a_picture_was_held_never_ends_the_reading():
    held = PIL.Image.Exif()
    held[0x0112], held[0x010F], held[0x011A] = 6, "a maker of cameras", 72.0
    file = io.BytesIO()
    PIL.Image.new("RGB", (40, 30)).save(file, "JPEG", exif=held)
    data = file.getvalue()
    for at in range(data.index(b"Exif"), data.index(b"Exif") + 120):
        for sign in (0, 1, 2, 5, 7, 0x7F, 0xFF):
            pictures.decode(data[:at] + bytes([sign]) + data[at + 1 :])


def test_pictures_saved_beside_a_page_are_found_by_their_names_as_browsers_write_them(tmp_path):
    names = ["a b.png", "ä–é.png", "100%.png", "a(1).png", "q?v=2.png", "x#y.png", "größe 50%.png", "a&b.png"]
    folder = tmp_path / "Living with asthma_files"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(_png())
    shown = "".join(
        f"<p><img src='./Living%20with%20asthma_files/{quote(n)}' alt='Step {k}'></p><p>Then this, please.</p>"
        for k, n in enumerate(names)
    )
    (tmp_path / "Living with asthma.html").write_text(page(shown), encoding="utf-8")
    figures = _figures(read(tmp_path / "Living with asthma.html").article)
    assert [f.image is not None for f in figures] == [True] * len(names)
    assert [f.name for f in figures] == [quote(n) for n in names]


# ---- what a picture is called, and where it is said to be ------------------------------------------------------------

GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<img src='/img/a.png?w=300#x' alt=y>", "a.png"),
        ("<img data-src='/img/a.png' alt=y>", "a.png"),
        (f"<img src='{GIF}' data-src='/img/a.png' alt=y>", "a.png"),
        ("<img src='/spacer.gif' data-original='/img/a.png' alt=y>", "a.png"),
        ("<img src='/img/lazy-placeholder.svg' data-lazy-src='/img/a.png' alt=y>", "a.png"),
        ("<img data-new-way='https://example.org/a.webp?x=1' alt=y>", "a.webp"),
        ("<img srcset='/s.png 300w, /a.png 900w, /m.png 600w' alt=y>", "a.png"),
        ("<img srcset='/s.png, /a.png 2x' alt=y>", "a.png"),
        ("<img srcset='/s.png 1x,/a.png 3x,/m.png 2x' alt=y>", "a.png"),
        ("<img srcset='/w_9,h_9/s.png 300w, /w_9,h_9/a.png 900w' alt=y>", "a.png"),
        ("<img srcset='/a.png' alt=y>", "a.png"),
        (f"<img src='{GIF}' data-srcset='/s.png 300w, /a.png 900w' alt=y>", "a.png"),
        ("<picture><source srcset='/a.webp 900w, /s.webp 100w'><img alt=y></picture>", "a.webp"),
        ("<picture><source srcset='/a.webp'><img src='/b.png' alt=y></picture>", "b.png"),
        (f"<img src='{GIF}' alt=y><noscript><img src='/a.png' alt=y></noscript>", "a.png"),
        (f"<span><img src='{GIF}' alt=y></span> <noscript><img src='/a.png' alt=y></noscript>", "a.png"),
        ("<div class=lazy></div><noscript><img src='/a.png' alt=y></noscript>", "a.png"),
        ("<noscript><picture><source srcset='/b.webp'><img src='/a.png' alt=y></picture></noscript>", "a.png"),
        ("<amp-img src='/a.png' alt=y><noscript><img src='/a.png' alt=y></noscript></amp-img>", "a.png"),
        ("<a href='/a.html'><img src='/a.png' alt=y></a>", "a.png"),
        ("<figure><img src='/a.png' alt=y></figure>", "a.png"),
        (f"<figure><img src='{GIF}' alt=y><noscript><img src='/a.png' alt=y></noscript></figure>", "a.png"),
        ("<h3>See <img src='/a.png' alt=y></h3><p>It.</p>", "a.png"),
        ("<table><tr><td>One<td><img src='/a.png' alt=y></table>", "a.png"),
    ],
)
def test_a_picture_is_set_once_under_the_name_of_its_file(html, name):
    reading = pages.read(page(f"{html}<p>The end is near.</p>"))
    pages.assert_law_one(reading)
    found = [f for s in reading.article.sections for b in s.blocks for f in within(b) if isinstance(f, Figure)]
    assert [(f.name, f.alt) for f in found] == [(name, "y")]
    assert not any("picture" in r.rule for r in reading.removals)


def test_a_pictures_own_bytes_have_no_name():
    data = base64.b64encode(_png()).decode()
    [figure] = _figures(pages.read(page(f"<p><img src='data:image/png;base64,{data}' alt=y></p><p>End.</p>")).article)
    assert (figure.name, figure.image.width) == ("", 60)


def test_a_name_is_neither_spoken_nor_set(tmp_path):
    from a11y_export import prose
    from a11y_export.model import leaf_texts

    article = pages.read(page("<p><img src='/secret-name.png'></p><p>End.</p>")).article
    assert "secret-name.png" in codec.dump(article)
    assert codec.load(codec.dump(article)) == article
    assert "secret" not in " ".join(t for s in article.sections for t in leaf_texts(s.blocks))
    assert "secret" not in " ".join(s.text for s in prose.sentences(article))


# ---- what describes nothing, and what is no picture of the article ---------------------------------------------------


@pytest.mark.parametrize(
    "alt", ["", " ", "IMG_1234", "image", "photo 3", "DSC12.JPG", "a.png", "blue_in-2.jpeg", "Picture", "image001.png"]
)
def test_a_picture_that_nothing_describes_is_announced(alt):
    reading = pages.read(page(f"<figure><img src='/img/chart.png' alt='{alt}'></figure><p>The end is near.</p>"))
    [figure] = _figures(reading.article)
    assert figure == Figure(None, "", (), "chart.png")
    assert [w for w in reading.warnings if "no description: chart.png (not in the saved page)" in w]
    assert not reading.article.added


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("A chart", "A chart"),
        ("&amp;#39;Red&amp;#39; zone", "'Red' zone"),
        ("<b>Lungs</b>, from the front", "Lungs , from the front"),
        ("Peak flow < 50 % means help > now", "Peak flow < 50 % means help > now"),
        ("Image 3 shows an inhaler", "Image 3 shows an inhaler"),
    ],
)
def test_a_description_is_taken_as_text(alt, told):
    html = page(f'<p><img src="/a.png" alt="{alt}"></p><p>The end is near.</p>')
    [figure] = _figures(pages.read(html).article)
    assert figure.alt == told


_KEPT = [
    "<img src=chart.png>",
    "<img src=chart.png width=600 height=300 alt=''>",
    "<img src=formula.png width=150 height=20>",
    "<img src=button-battery.jpg>",
    "<img src=icon.png alt='A red flag'>",
    "<img src=a.png class=icon alt='Warning'>",
    "<img src=line-chart.png>",
    "<img src=x1.png width=48 height=48>",
    "<figure><img src=a.png alt=''></figure>",
    "<p><img src=a.png alt=''></p>",
    "<p><a href=a.png><img src=a.png alt='' data-src=b.png></a><noscript><img src=b.png></noscript></p>",
    "<figure itemscope itemtype='http://schema.org/ImageObject' itemid='/a/lung.jpg?w=2'><div></div></figure>",
    "<figure><img src=dot.gif alt=''><figcaption>Where it hurts.</figcaption></figure>",
]
_LEFT = {
    "<img src=a.png alt=''>": "marked as decoration",
    "<p>Rest well. <img src=a.png alt=''></p>": "marked as decoration",
    "<p><img src=spacer.gif alt=''></p>": "it names no file: a placeholder",
    "<p><img src=a.png alt='' width=20></p>": "an icon, by its size",
    "<img src=a.png role=presentation alt='x'>": "marked as decoration",
    "<figure><img src=a.png role=none></figure>": "marked as decoration",
    "<img src=a.png width=300 height=300 role=presentation>": "marked as decoration",
    "<img src=a.png width=1 height=1 alt='x'>": "a picture of one pixel: a spacer or a counter",
    "<img src=a.png style='width:1px; height: 0px'>": "a picture of one pixel: a spacer or a counter",
    "<img src=a.png width=16 height=16>": "an icon, by its size",
    "<img src=a.png width=24>": "an icon, by its size",
    "<img src=a.png height=30 width=60>": "an icon, by its size",
    "<img src=a.png class='avatar photo' alt='Dr. Lee'>": "an avatar, an emoji or a spacer",
    "<img src=1f600.svg class=wp-smiley alt=':-)'>": "an avatar, an emoji or a spacer",
    "<img src=icon-facebook.png>": "an icon, a logo or a button, by its name",
    "<img src=logo_small.png>": "an icon, a logo or a button, by its name",
    "<img src=arrow-right.svg>": "an icon, a logo or a button, by its name",
    "<img src=z.png class='lazy icon'>": "an icon, a logo or a button, by its name",
    "<img src='https://ad.doubleclick.net/x' alt='A car'>": "an advertisement's picture, or a counter",
    "<img src='https://www.facebook.com/tr?id=1'>": "an advertisement's picture, or a counter",
    "<img src=spacer.gif>": "it names no file: a placeholder",
    "<img src='https://x.org/t.gif' class=lazy>": "a spacer, by its name",
    "<img>": "it names no file: a placeholder",
    "<img src=''>": "it names no file: a placeholder",
    "<img src='about:blank'>": "it names no file: a placeholder",
}


@pytest.mark.parametrize("html", _KEPT)
def test_a_picture_of_the_article_stays(html):
    reading = pages.read(page(f"{html}<p>The end is near.</p>"))
    assert len(_figures(reading.article)) == 1
    assert not any("picture" in r.rule for r in reading.removals)


@pytest.mark.parametrize("html", _LEFT)
def test_a_picture_that_says_nothing_is_left_out_with_its_reason(html):
    reading = pages.read(page(f"{html}<p>The end is near.</p>"))
    assert not _figures(reading.article)
    assert [(r.rule, r.reason, r.text) for r in reading.removals] == [("decorative picture", _LEFT[html], "")]


@pytest.mark.parametrize("sign", ["❌", "✅", "⚠️", "🚫", "☎️", "1️⃣"])
def test_an_emoji_that_says_yes_no_or_take_care_stays_as_it_is_called(sign):
    reading = pages.read(page(f"<p><img class=emoji src=x.svg alt={sign}> Take it with alcohol.</p>"))
    assert [figure.alt for figure in _figures(reading.article)] == [sign]


def test_a_small_picture_within_the_page_is_an_icon_by_its_own_size():
    data = base64.b64encode(_picture("PNG", 14, 14)).decode()
    reading = pages.read(page(f"<p><img src='data:image/png;base64,{data}'> Rest.</p><p>The end is near.</p>"))
    assert [r.reason for r in reading.removals] == ["an icon, by its size"]


def test_every_other_picture_of_the_page_is_on_record_with_its_name():
    html = page(
        before="<nav><a href=/><img src=/logo.png alt=Home></a></nav>",
        after="<aside><ul><li><a href=/x><img src=/t1.jpg> Other news</a></ul></aside><footer><img src=f.png></footer>",
    )
    reading = pages.read(html)
    found = [(r.rule, r.where.rpartition(" ")[2]) for r in reading.removals if "picture" in r.rule]
    assert found == [(pictures.OUTSIDE, f"“{name}”") for name in ("logo.png", "t1.jpg", "f.png")]


def test_a_picture_in_preformatted_text_is_on_record():
    reading = pages.read(page("<pre>one <img src=a.png> two</pre><p>The end is near.</p>"))
    assert [r.where.rpartition(" ")[2] for r in reading.removals] == ["“a.png”"]


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=chart.png></figure>",
        "<div><img src=chart.png alt='How to hold the inhaler'></div>",
        "<div><a href=large.png><img src=chart.png alt='How to hold the inhaler'></a></div>",
    ],
)
def test_a_picture_after_the_last_words_stays_when_it_is_set_off_or_described(html):
    assert [f.name for f in _figures(pages.read(page(html)).article)] == ["chart.png"]


@pytest.mark.parametrize(
    "html",
    [
        "<img src=chart.png>",
        "<div><img src=chart.png alt='Dr. Lee'></div>",
        "<figure><a href='/shop'><img src=chart.png></a></figure>",
        "<div><a href='/shop'><img src=chart.png alt='Buy the new book'></a></div>",
    ],
)
def test_a_banner_or_a_portrait_after_the_last_words_is_left_out(html):
    reading = pages.read(page(html))
    assert not _figures(reading.article)
    assert [r.rule for r in reading.removals] == ["picture after the end"]


def test_a_row_of_pictures_after_the_last_words_is_a_gallery():
    row = "".join(f"<div class=shot><a href=/full/{n}.jpg><img src=/small/{n}.jpg></a></div>" for n in range(4))
    reading = pages.read(page(f"{row}<div><img src=author.jpg></div>"))
    assert [f.name for f in _figures(reading.article)] == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert [(r.rule, r.where.rpartition(" ")[2]) for r in reading.removals] == [("picture after the end", "img")]


def test_of_a_lazy_picture_the_one_that_is_waited_for_gives_the_name():
    html = "<p><img class='photo lazyload' src=grey.png data-src=/a/lung.jpg> A lung.</p><p>The end is near.</p>"
    assert [f.name for f in _figures(pages.read(page(html)).article)] == ["lung.jpg"]


# ---- bounds ----------------------------------------------------------------------------------------------------------


def test_a_picture_that_is_named_a_thousand_times_is_read_once_and_set_at_most_five_hundred_times(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "a.png").write_bytes(_png())
    path = tmp_path / "site" / "page.html"
    path.write_text(page("<p><img src=a.png alt=Lungs></p>" * 1_000 + "<p>The end is near.</p>"), encoding="utf-8")
    opened = []
    real = Path.read_bytes
    with mock.patch.object(Path, "read_bytes", lambda self: (opened.append(self.name), real(self))[1]):
        reading = read(path)
    assert opened.count("a.png") == 1
    assert len(_figures(reading.article)) == pictures.MAX_PICTURES
    assert [r.rule for r in reading.removals] == ["decorative picture"] * 500


def test_all_pictures_of_a_page_together_are_bounded(tmp_path):
    (tmp_path / "site").mkdir()
    for number in range(9):
        (tmp_path / "site" / f"a{number}.png").write_bytes(_picture("PNG", 60, 40 + number))
    path = tmp_path / "site" / "page.html"
    shown = "".join(f"<p><img src=a{n}.png alt=Lungs></p>" for n in range(9))
    path.write_text(page(shown + "<p>The end is near.</p>"), encoding="utf-8")
    with mock.patch.object(pictures, "MAX_ALL_PIXELS", 10_000):
        figures = _figures(read(path).article)
    assert [f.image is not None for f in figures] == [True] * 5 + [False] * 4
    with mock.patch.object(pictures, "MAX_ALL_BYTES", 1):
        figures = _figures(read(path).article)
    assert [f.image is not None for f in figures] == [True] + [False] * 8


@pytest.mark.parametrize(
    "attribute", ["src='{}'", "srcset='{}'", "alt='{}'", "data-x='{}'", "class='{}'", "style='{}'", "width='{}'"]
)
def test_a_picture_with_a_huge_attribute_is_no_more_work(attribute):
    def work(count):
        html = page(f"<p><img {attribute.format('a.png 1w, ' * count)} src=a.png></p><p>The end is near.</p>")
        return calls_made(lambda: pages.read(html))

    work(1)
    assert work(50_000) < 60 * work(1_000)


@pytest.mark.parametrize(
    ("html", "sizes"),
    [
        ("<img src='page_files/spacer.png' alt='An inhaler on its spacer'>", [(60, 90)]),
        ("<img src='page_files/spacer.png' data-src='page_files/lungs.png' alt='Lungs'>", [(70, 80)]),
        ("<img src='page_files/spacer.png' data-src='page_files/gone.png' alt='Lungs'>", []),
        ("<img src='page_files/blank.png' alt='Lungs'>", []),
    ],
    ids=["the only name", "another is there", "another was there", "a tiny one"],
)
def test_a_name_that_placeholders_have_is_opened_only_where_there_is_no_other(tmp_path, html, sizes):
    beside = tmp_path / "page_files"
    beside.mkdir()
    for name, size in (("spacer", (60, 90)), ("lungs", (70, 80)), ("blank", (1, 1))):
        PIL.Image.new("RGB", size, "white").save(beside / f"{name}.png")
    file = tmp_path / "page.html"
    text = "Shake the inhaler well. Breathe out gently, away from it, and press once as you breathe in. "
    file.write_text(f"<html lang=en><body><main><h1>Inhalers</h1><p>{text * 4}</p><figure>{html}</figure>"
                    f"<p>{text * 4}</p></main></body></html>", encoding="utf-8")
    found = [(f.image.width, f.image.height) for f in _figures(read(file).article) if f.image]
    assert found == sizes


def test_every_picture_beside_the_samples_is_read():
    samples = Path(__file__).parents[2] / "input"
    files = sorted(file for folder in samples.glob("*_files") for file in folder.iterdir())
    figures = [figure for page_ in sorted(samples.glob("*.html")) for figure in _figures(read(page_).article)]
    assert files
    assert {file.read_bytes() for file in files} <= {figure.image.data for figure in figures if figure.image}


def test_a_picture_within_its_caption_loses_no_words():
    caption = "<figcaption>A nurse shows the spacer <img src='x.png' alt='y'></figcaption>"
    reading = pages.read(page(f"<figure>{caption}</figure>"))
    pages.assert_law_one(reading)
    assert "A nurse shows the spacer" in pages.kept(reading)
