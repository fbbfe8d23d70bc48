"""Bad input gets the right error, in one line and in time; odd input gets the right article."""

import os
import pickle
from pathlib import Path

import pytest

from a11y_export import words
from a11y_export.errors import ExportError, NoArticle, UnreadableInput, UsageError
from a11y_export.reading import read as read_file
from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, kept, page, read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \r\n\t ",
        b"\xef\xbb\xbf",
        b"\0" * 5000,
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"PK\x03\x04 word/document.xml",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe0JFIF",
        b"GIF89a\x01\0",
        b"\x1f\x8b\x08\0",
        b"bplist00\xd1",
        b"{\\rtf1 text}",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        b"ID3\x04\0",
        bytes(range(256)) * 40,
        b"1234 5678 !!! ... 99",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
        b"Content-Type: image/png\r\n\r\nabc\r\n--x--\r\n",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno parts",
    ],
    ids=lambda data: ascii(data[:12]),
)
def test_what_is_no_saved_page_is_unreadable(data):
    with pytest.raises(UnreadableInput) as error:
        read(data)
    assert str(error.value).startswith("page.html: ")
    assert error.value.remedy


@pytest.mark.parametrize(
    "html",
    [
        "<html></html>",
        "<html><body></body></html>",
        "<html><head><title>Asthma</title></head><body><div id='root'></div><script>render()</script></body></html>",
        "<body><p>Not found.</p></body>",
        "<body>" + "".join(f"<li><a href='/{n}'>Read about disease number {n} here</a></li>" for n in range(200)),
        "<body><nav>" + "<p><a href='/'>Home and all of its many pages are here.</a></p>" * 9 + "</nav></body>",
        "<body><form>" + "<label>Search for</label><input>" * 20 + "</form></body>",
        "<frameset><frame src='a.html'></frameset>",
        f"<body><template>{PROSE}</template></body>",
        f"<body><!-- {PROSE.replace('--', '')} --></body>",
        "<body><p>&nbsp;&shy;</p></body>",
    ],
    ids=lambda html: html[:40],
)
def test_a_page_without_an_article_says_so(html):
    with pytest.raises(NoArticle) as error:
        read(html)
    assert "page.html: no article was found" in str(error.value)


def test_a_page_without_an_article_is_named_by_its_title_and_keeps_what_it_says_of_itself():
    head = "<title>Croup</title><meta name='author' content='Ana Lee'><meta name='date' content='2021-03-05'>"
    with pytest.raises(NoArticle) as error:
        read(f"<html lang='en'><head>{head}</head><body><p>&nbsp;</p></body></html>")
    assert "page.html: no article was found on this page, “Croup”." in str(error.value)
    assert error.value.known == {
        "title": "Croup", "author": "Ana Lee", "reviewer": "", "published": "2021-03-05", "reviewed": "",
        "language": "en",
    }  # fmt: skip
    assert pickle.loads(pickle.dumps(error.value)).known == error.value.known


def test_a_page_that_scripts_fill_gets_its_own_advice():
    with pytest.raises(NoArticle, match="Scripts fill this page"):
        read("<html><body><div id='app'></div>" + "<script>x()</script>" * 3 + "</body></html>")


def test_a_file_that_is_not_there_or_is_a_folder_is_unreadable(tmp_path):
    for path in (tmp_path / "missing.html", tmp_path):
        with pytest.raises(UnreadableInput):
            read_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes in folders")
def test_a_pipe_or_a_device_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    for path in (tmp_path / "pipe.html", Path("/dev/zero")):
        with pytest.raises(UnreadableInput, match="is not a file but a folder, a pipe or a device"):
            read_file(path)
    (tmp_path / "page.html").write_text(page())
    os.mkfifo(tmp_path / "page.html.a11y.toml")
    with pytest.raises(UsageError, match=r"page.html.a11y.toml: is not a file\. Take it away"):
        read_file(tmp_path / "page.html")


def test_a_file_over_the_limit_is_not_read(tmp_path):
    from a11y_export.reading import ReadingOptions

    (tmp_path / "big.html").write_text(page())
    with pytest.raises(UnreadableInput, match="limit is 100"):
        read_file(tmp_path / "big.html", ReadingOptions(max_bytes=100))
    with pytest.raises(UnreadableInput, match="10 elements"):
        read_file(tmp_path / "big.html", ReadingOptions(max_elements=5))


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul", "table", "blockquote"])
def test_twenty_thousand_nested_elements_end_in_an_error_and_not_in_a_crash(tag):
    with pytest.raises(UnreadableInput, match="deep"):
        read(f"<body>{f'<{tag}>' * 20_000}{PROSE}</body>")


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "ul", "section", "i", "font"])
def test_deep_nesting_within_the_limit_keeps_every_word(tag):
    reading = read(f"<html lang='en'><body><h1>Asthma</h1>{f'<{tag}>' * 400}{PROSE}{f'</{tag}>' * 400}</body></html>")
    assert words.tokens(kept(reading)) == words.tokens(" ".join(PROSE_TEXT))
    assert_law_one(reading)


def test_nested_lists_keep_every_word():
    reading = read(page("<ul><li>Take it at this level.</li>" * 80 + "</ul>" * 80 + "<p>The end is near.</p>"))
    assert kept(reading).count("level") == 80
    assert_law_one(reading)


ODD = {
    "a title of 500 letters": page(title="Asthma " + "a" * 500),
    "a title of 500 words": page(title="Asthma " * 500),
    "a huge attribute": page(f"<p class='{'x ' * 200_000}' style='{'a:b;' * 100_000}'>One more line.</p>"),
    "a huge word": page(f"<p>{'a' * 100_000}</p>"),
    "zero bytes": page("<p>One\0more line.</p>"),
    "stray control characters": page("<p>One\x01\x0b\x1b\x7f more &#x0; &#xD800; &#x110000; line.</p>"),
    "no closing tags": "<html lang=en><body><h1>Asthma<p>" + PROSE.replace("</p>", ""),
    "tags crossed over": page("<b><p>One <i>more</b> line</i>.</p>"),
    "a paragraph in a paragraph": page("<p>One<div>more</div>line.</p>"),
    "cells without a row": page("<table><td>One<td>more</table><p>The end is near.</p>"),
    "a list in a heading": page("<h2>One<ul><li>more</li></ul></h2><p>The end is near.</p>"),
    "a heading in a link": page("<a href='/x'><h2>One more line</h2></a><p>The end is near.</p>"),
    "a heading in a cell": page("<table><tr><th><h3>One</h3></th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>"),
    "two bodies": page("</body><body><p>One more line.</p>"),
    "text after the end": page() + "One more line.",
    "XHTML": '<?xml version="1.0"?>' + page("<p>One<br/>more</p>").replace("<html", '<html xmlns="http://w3.org/xhtml"'),
    "CDATA": page("<p><![CDATA[One more]]> line.</p>"),
    "unknown elements": page("<my-note>One more <x-word>line</x-word>.</my-note>"),
    "entities": page("<p>&lt;b&gt; &amp;amp; &copy; &nosuch; &#8804;5</p>"),
    "upper case": page("<P>One <B>more</B> line.</P>").upper(),
    "bidirectional controls": page("<p>One \u202eerom\u202c line.</p>"),
    "letters apart from their marks": page("<p>Cafe\u0301 <b>e\u0301</b>l.</p>"),
    "svg and math": page("<p>One <svg><text>more</text></svg> <math><mi>x</mi><mo>&lt;</mo></math> line.</p>"),
    "old elements": page("<center><font size=7>One <tt>more</tt></font></center><marquee>line of text here</marquee>"),
    "frames": page("<iframe>One</iframe><object>more <embed></object><p>The end is near.</p>"),
    "form text": page("<select><option>One</select><textarea>more</textarea><p>The end is near.</p>"),
    "ruby": page("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby> One more line.</p>"),
    "template": page("<template><p>One</p></template><p>more line.</p>"),
    "nested forms": page("<form><form><p>One more line.</p></form></form>"),
    "raised over raised": page("<p>10<sup>a<sub>2</sub>3</sup> is one more line.</p>"),
    "line separators": page("<p>One\u2028more\u2029line\u0085here.</p>"),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_is_read_with_every_word_accounted_for(name):
    reading = read(ODD[name])
    assert words.tokens(PROSE_TEXT[0])[0].lower() in kept(reading).lower()
    assert_law_one(reading)


def test_windows_line_ends_and_a_byte_order_mark_change_no_word():
    html = page("<p>One\nmore line.</p>")
    assert kept(read(b"\xef\xbb\xbf" + html.replace("\n", "\r\n").encode())) == kept(read(html))


def test_plain_text_is_read_as_an_article():
    text = "Living with asthma\n\n" + "\n\n".join(PROSE_TEXT) + "\n\n• Rest well at night.\n• Drink <2 litres & more.\n"
    reading = read(text)
    assert reading.article.title == "Living with asthma"
    assert PROSE_TEXT[2] in kept(reading)
    assert kept(reading).endswith("Rest well at night. Drink <2 litres & more.")
    assert_law_one(reading)


def test_an_mhtml_file_is_read_with_its_pictures():
    import base64
    import io

    import PIL.Image

    out = io.BytesIO()
    PIL.Image.new("RGB", (50, 40), "white").save(out, "PNG")
    html = page("<figure><img src='https://example.org/i/a.png' alt='An inhaler'></figure><p>5 µg – “now”.</p>")
    parts = (
        "MIME-Version: 1.0", "Snapshot-Content-Location: https://example.org/asthma",
        'Content-Type: multipart/related; type="text/html"; boundary="x"', "",
        "--x", "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64",
        "Content-Location: https://example.org/asthma", "", base64.encodebytes(html.encode()).decode(),
        "--x", "Content-Type: image/png", "Content-Transfer-Encoding: base64",
        "Content-Location: https://example.org/i/a.png", "", base64.encodebytes(out.getvalue()).decode(), "--x--", "",
    )
    reading = read("\r\n".join(parts))
    assert reading.article.source.url == "https://example.org/asthma"
    assert kept(reading).endswith("5 µg – “now”.")
    assert [b.image.width for s in reading.article.sections for b in s.blocks if hasattr(b, "image")] == [50]
    assert_law_one(reading)


def test_every_error_of_the_reading_is_of_the_tree():
    for error in (UnreadableInput, NoArticle):
        assert issubclass(error, ExportError)
