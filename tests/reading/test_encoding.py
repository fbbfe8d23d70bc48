"""Bytes to text: the mark, the header, the page's own word for it, and what the bytes say themselves."""

import codecs

import pytest

from a11y_export.errors import UnreadableInput
from a11y_export.reading.encoding import decode
from tests.reading.pages import kept, page, read

TEXT = "<p>Café, año, “5 µg” – ½ tablet</p>"
META = '<meta charset="{}">'


def test_utf8_needs_no_word_for_it():
    assert decode(TEXT.encode(), "page") == (TEXT, [])


@pytest.mark.parametrize(
    ("bom", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_believed_over_everything(bom, codec):
    text = META.format("iso-8859-1") + TEXT
    assert decode(bom + text.encode(codec), "page", "shift_jis") == (text, [])


def test_a_header_is_believed_over_the_page():
    data = META.format("iso-8859-5").encode() + "<p>Zażyj jedną tabletkę</p>".encode("cp1250")
    text, warnings = decode(data, "page", "cp1250")
    assert text.endswith("<p>Zażyj jedną tabletkę</p>")
    assert warnings == []


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_means_windows_1252_on_the_web(label):
    data = (META.format(label) + "<p>“5 mg” – €9, it’s</p>").encode("cp1252")
    text, warnings = decode(data, "page")
    assert text.endswith("<p>“5 mg” – €9, it’s</p>")
    assert warnings == []


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("windows-1251", "cp1251", "Принимайте по одной таблетке"),
        ("iso-8859-2", "iso-8859-2", "Zażyj jedną tabletkę"),
        ("gb2312", "gb18030", "请先咨询医生"),
        ("shift_jis", "cp932", "薬を飲んでください"),
        ("euc-kr", "cp949", "의사에게 물어보세요"),
        ("iso-8859-9", "cp1254", "Günde iki kez alın ş"),
    ],
)
def test_the_pages_own_word_is_believed_where_it_fits(label, codec, text):
    data = (META.format(label) + f"<p>{text}</p>").encode(codec)
    assert decode(data, "page")[0].endswith(f"<p>{text}</p>")


def test_an_old_style_meta_element_and_an_xml_declaration_are_read():
    old = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>таблетка</p>'
    assert decode(old.encode("cp1251"), "page")[0] == old
    xml = '<?xml version="1.0" encoding="windows-1251"?><html><p>таблетка</p></html>'
    assert decode(xml.encode("cp1251"), "page")[0] == xml


def test_utf8_bytes_under_a_wrong_label_are_utf8_and_staff_are_told():
    text, warnings = decode((META.format("iso-8859-1") + TEXT).encode(), "page")
    assert text.endswith(TEXT)
    assert len(warnings) == 1
    assert "iso-8859-1" in warnings[0]


def test_a_label_that_cannot_be_is_not_believed():
    body = "<p>Où est la pharmacie ? Près d’ici, à côté du café.</p>" * 5
    text, warnings = decode(META.format("utf-8").encode() + body.encode("cp1252"), "page")
    assert text.endswith(body)
    assert len(warnings) == 1
    assert "utf-8" in warnings[0]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Take ½ tablet, 5 µg, at 37 °C ± 1.</p>",
        "<p>It’s “safe” – they say… €9 • 10² × 3</p>",
        "<p>¿Le duele el estómago? Añada más agua.</p>",
        "<p>Täglich für die Füße: ½ Löffel.</p>",
        "<p>Não dê à criança. Pressão: ½.</p>",
    ],
)
@pytest.mark.parametrize("label", ["", "utf-8"])
def test_doses_without_a_label_that_fits_are_read_as_browsers_read_them(body, label):
    head = META.format(label) if label else "<title>Doses</title>"
    assert decode((head + body).encode("cp1252"), "page")[0] == head + body


@pytest.mark.parametrize(
    ("codec", "body"),
    [
        ("cp1251", "<p>Принимайте по одной таблетке два раза в день после еды. Не больше.</p>"),
        ("cp1250", "<p>Zażyj jedną tabletkę dwa razy dziennie po posiłku, popijając wodą. Nie więcej.</p>"),
        ("cp932", "<p>薬を一日に二回、食事の後に飲んでください。それ以上は飲まないでください。</p>"),
        ("gb18030", "<p>每天两次，每次一片，饭后服用。不要自行增加剂量，请先咨询医生。</p>"),
    ],
)
def test_other_scripts_without_a_label_are_told_by_their_bytes(codec, body):
    assert decode((body * 6).encode(codec), "page")[0] == body * 6


def test_an_unknown_label_is_no_crash():
    assert decode((META.format("klingon-8") + TEXT).encode(), "page")[0].endswith(TEXT)
    assert "page" in decode((META.format("klingon-8") + "<p>page\xe9</p>").encode("latin-1"), "page")[0]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen(codec):
    html = page("<p>Tome 2,5 µg – “así”.</p>")
    text, warnings = decode(html.encode(codec), "page")
    assert text == html
    assert warnings == ["The file has no byte-order mark; read as UTF-16."]
    assert "Tome 2,5 µg – “así”." in kept(read(html.encode(codec)))


@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_last_letter_cut_in_the_middle_spoils_nothing_else(lost):
    data = "<p>Café costs €5 🙂".encode()[:-lost]
    text, warnings = decode(data, "page")
    assert text == "<p>Café costs €5 \ufffd"
    assert warnings == ["1 characters could not be decoded as utf-8 and stand as \ufffd."]


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 400, b"\x7fELF" + bytes(range(256)) * 20])
def test_a_binary_file_is_refused(data):
    with pytest.raises(UnreadableInput):
        decode(data, "page")


def test_a_few_stray_zero_bytes_do_not_make_a_page_binary():
    html = page().encode().replace(b"Most people", b"Most\0 people")
    assert "Most people can keep" in kept(read(html))
