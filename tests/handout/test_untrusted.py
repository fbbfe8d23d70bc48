"""Nothing that a page says reaches the printer of PDFs as anything but text; nothing it names is opened.

One test, or several, for each danger that ReportLab brings with it: markup, attributes, colours, local files, the
network, settings from the environment, quadratic paragraphs, large tables, long words, control characters.
"""

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
from io import BytesIO

import pikepdf
import pytest
from reportlab import rl_config
from reportlab.lib.utils import ImageReader

from a11y_export import themes
from a11y_export.clinic import Clinic
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.model import Figure, Image, Paragraph, Preformatted, Section, Source, Span, Style, Table
from a11y_export.options import Options
from a11y_export.pipeline import Job, export
from a11y_export.wording import Wording
from tests.conftest import ROOT
from tests.effort import calls_made
from tests.handout.check import check, make
from tests.handout.samples import SOURCE, cell, p, picture, rich
from tests.proof.conftest import unseen

SECRET = "opened-by-a-page.txt"


def article(*blocks, **changes):
    return rich(sections=(Section("s", (Span("Heading"),), 2, blocks),), **changes)


_watched: list[tuple[str, str]] | None = None
_EVENTS = {"open", "socket.connect", "socket.getaddrinfo", "urllib.Request", "os.system", "subprocess.Popen"}


def _watch(event, arguments):
    if _watched is not None and event in _EVENTS:
        _watched.append((event, str(arguments[0])))


sys.addaudithook(_watch)


def done_by(work):
    """Give what Python itself says was opened or called while `work` ran."""
    global _watched
    _watched = []
    try:
        work()
        return _watched
    finally:
        _watched = None


# ---- markup and attributes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("markup", [
    "<font color='red' size='1'>not</font>", "<para backColor='black'>x</para>", "<a href='file:///etc/passwd'>x</a>",
    "<img src='https://evil.example/x.png' width='9' height='9'/>", "<!-- <b> --> &bogus; &#0; &#x110000; ]]>",
    "<onDraw name='x' label='y'/>", "<seq id='x'/>", "<super>9</super>", "{{ x }} {n} %(x)s %s $x",
])
def test_markup_is_printed_as_it_is_written(markup):
    root, _ = check(article(p(markup), Preformatted(markup), title=markup, source=Source("x", "0", author=markup)))
    assert root.text("source").count(markup) == 3
    assert f"Written by: {markup}" in root.text("program")


@pytest.mark.parametrize("value", ["'><b>", '" onclick="x', "en\"/><img src='x'/>", "(x) Tj", "/Lang", "\\", "<<"])
def test_attributes_of_the_page_are_texts_of_the_file_or_nothing(value):
    span = Span("word", href=f"https://x.org/{value}", lang=value, title=value)
    data, _ = make(article(Paragraph((span,)), Figure(picture(), value, name=value), language="en-GB"))
    with pikepdf.open(BytesIO(data)) as pdf:
        named = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem"]
        assert {str(o.Lang) for o in named if "/Lang" in o} <= {"en-GB"}
        assert value in {str(o.Alt) for o in named if "/Alt" in o}
        assert value in {str(o.E) for o in named if "/E" in o}
    check(article(Paragraph((span,)), Figure(picture(), value, name=value)))


def test_a_pages_colours_and_sizes_change_nothing(tmp_path):
    """All ink on the pages has a colour of the theme, all letters a size of the preset, whatever the page asks for."""
    text = "Take one tablet with water. Do not take a second one if you forget it. " * 20
    styled = (
        "<html lang='en'><head><style>p{color:#fff;font-size:1px}</style></head><body bgcolor='black'><article>"
        f"<h1 style='color:white'>Tablets</h1><p style='color:#fefefe;font-size:1px'>{text}</p>"
        f"<p><font color='white' size='1'>{text}</font></p></article></body></html>"
    )
    page = tmp_path / "a.html"
    page.write_text(styled, encoding="utf-8")
    (tmp_path / "out").mkdir()
    export(Job(page, page.name, tmp_path / "out", "a"), Options(formats=("pdf",)), unseen)
    theme = themes.themes()["black-on-white"]
    allowed = {
        " ".join(f"{int(value[n : n + 2], 16) / 255:.4g}" for n in (1, 3, 5))
        for value in (getattr(theme, name) for name in ("paper", "panel", "text", "link", "accent", "warning", "line"))
    }
    with pikepdf.open(next((tmp_path / "out" / "a").glob("*.pdf"))) as pdf:
        code = b"\n".join(instructions(page) for page in pdf.pages).decode("latin-1")
    inks = {" ".join(f"{float(v):.2g}" for v in found.split()) for found in re.findall(r"([\d. ]+) rg", code)}
    assert inks <= {" ".join(f"{float(v):.2g}" for v in value.split()) for value in allowed}
    assert min(float(size) for size in re.findall(r"/F\S+ ([\d.]+) Tf", code)) >= 18 * 0.7  # small figures


def instructions(page):
    page.contents_coalesce()
    return page.Contents.read_bytes()


# ---- files and network -----------------------------------------------------------------------------------------------


def test_nothing_that_an_article_names_is_opened_or_called(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / SECRET).write_text("secret")
    (tmp_path / "secret.png").write_bytes(picture().data)
    names = [
        SECRET, str(tmp_path / SECRET), "secret.png", f"file://{tmp_path}/secret.png", "https://evil.example/x.png",
    ]
    blocks = [
        block for name in names for block in (
            p(f"<img src='{name}'/>"), Figure(Image(name.encode(), "image/png", 10, 10), name, name=name),
            Figure(None, name, name=name), Paragraph((Span(name, href=name),)),
        )
    ]
    hostile = article(*blocks, title=names[1], source=Source(names[1], "0", url=names[3], licence=names[3]))
    make(article(p("x")))  # fonts are read once
    seen = done_by(lambda: make(hostile, qr="article"))
    assert not [what for what in seen if what[0] != "open"]
    assert not [path for event, path in seen if "secret" in path or SECRET in path or "evil" in path]


def test_a_page_and_its_corrections_open_nothing_outside_of_their_folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / SECRET).write_text("secret")
    (tmp_path / "secret.png").write_bytes(picture().data)
    text = "Take one tablet with water. Do not take a second one if you forget it. " * 20
    sources = [
        "../secret.png", str(tmp_path / "secret.png"), f"file://{tmp_path}/secret.png", "//evil.example/x.png",
        "https://evil.example/x.png", f"../{SECRET}", "..\\secret.png", "%2e%2e/secret.png",
    ]
    pictures = "".join(f"<p><img src='{name}' alt='A tablet' width=300 height=200></p>" for name in sources)
    page = tmp_path / "articles" / "a.html"
    page.write_text(
        f"<html lang='en'><head><link rel=stylesheet href='../{SECRET}'><base href='file://{tmp_path}/'></head>"
        f"<body><article><h1>Tablets</h1><p>{text}</p>{pictures}<iframe src='../{SECRET}'></iframe></article></body>",
        encoding="utf-8",
    )
    seen = done_by(lambda: export(
        Job(page, page.name, tmp_path / "out", "a"), Options(formats=("pdf",)), unseen))
    assert not [what for what in seen if what[0] != "open"]
    assert not [path for event, path in seen if "secret" in path or SECRET in path or "evil" in path]


def test_reportlab_may_fetch_and_open_nothing_by_name():
    import a11y_export.handout.document  # noqa: F401 — sets it

    assert rl_config.trustedHosts is None
    assert not rl_config.trustedSchemes
    for name in ("http://127.0.0.1:9/x.png", "https://evil.example/x.png", "file:///etc/hostname", "ftp://x/y.png"):
        with pytest.raises((OSError, ValueError)):
            ImageReader(name)


def made_with(environment):
    """Give the SHA-256 of a handout that is made in a process of its own."""
    code = (
        "import hashlib; from tests.handout.check import make; from tests.handout.samples import rich\n"
        "from reportlab import rl_config\n"
        "print(hashlib.sha256(make(rich(), qr='https://x.org/')[0]).hexdigest(), rl_config.trustedHosts)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, cwd=ROOT,
                          env=os.environ | environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_reportlabs_settings_in_the_environment_change_no_byte_and_open_nothing(tmp_path):
    plain = made_with({})
    assert plain[1] == "None"
    wild = {
        "trustedHosts": "*", "trustedSchemes": "file http https", "invariant": "0", "pageCompression": "0",
        "useA85": "1", "verbose": "1", "warnOnMissingFontGlyphs": "1", "autoConvertEncoding": "1",
        "defaultEncoding": "MacRomanEncoding", "canvas_baseFontName": "Courier", "canvas_baseFontSize": "3",
        "strikeOffset": "1", "underlineOffset": "1", "platypus_link_underline": "1", "imageReaderFlags": "-1",
        "documentLang": "xx", "ascii_readable": "0", "rtlSupport": "1", "TTFSearchPath": str(tmp_path),
        "encryptionStrength": "128", "paraFontSizeHeightOffset": "0", "defCWRF": "0.5", "toColorCanUse": "ValueError",
        "drawingCroppingFlag": "1", "splitLongWords": "0", "listWrapOnFakeWidth": "0", "decimalSymbol": ",",
        "odbc_driver": "x", "shapeChecking": "0", "CMapSearchPath": str(tmp_path), "cssParser": "x",
    }
    assert made_with({f"RL_{key}": value for key, value in wild.items()}) == plain


# ---- work ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blocks", [
    lambda n: (p("word " * n),),
    lambda n: (Paragraph(tuple(Span(f"w{i} ", frozenset({Style.BOLD}) if i % 2 else frozenset()) for i in range(n))),),
    lambda n: (p("w" * n * 5),),
    lambda n: (p("\u00a0".join("w" * (n // 2))),),
    lambda n: (Preformatted("word\n" * (n // 4)),),
    lambda n: (Table((), ((cell("Dose"), cell("Day")),), ((cell("5 mg"), cell("Monday")),) * (n // 20)),),
    lambda n: (Table((), (), ((cell("w" * n), cell("x")),)),),
    lambda n: (Paragraph(tuple(Span(f"w{i} ", href=f"https://x.org/{i}") for i in range(n // 10))),),
], ids=["paragraph", "mixed", "long word", "unbreakable", "lines", "rows", "long cell", "links"])
def test_work_grows_with_the_text_and_not_with_its_square(blocks):
    def work(count):
        return calls_made(lambda: make(article(*blocks(count))))

    make(article(*blocks(50)))
    assert work(6000) < 7 * work(1500)  # four times the text; what grows with its square would take sixteen times


# ---- control characters ----------------------------------------------------------------------------------------------

CONTROLS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, 0x61C, *range(0x202A, 0x202F),
                             *range(0x2066, 0x206A), 0xFEFF, 0xFFF9]))


def test_no_control_character_and_no_override_of_direction_reaches_the_file():
    text = f"take{CONTROLS}one {CONTROLS}\u202e5 mg\u202c tablet"
    hostile = rich(
        title=text, summary=text, source=Source(
            "x", "0", url=f"https://x.org/{CONTROLS}", site=text, author=text, owner=text, licence=text),
        sections=(Section("s", (Span(text),), 2, (
            Paragraph((Span(text, title=text, href="https://x.org/"),)), Figure(picture(), text), Figure(None, text),
        )),),
    )
    check(hostile, copy_notice=True, qr="article")
    data, _ = make_pdf(hostile, HandoutOptions(copy_notice=True), Wording.load("en-GB"), Clinic(name="Hill Clinic"))
    with pikepdf.open(BytesIO(data)) as pdf:
        texts = [str(value) for value in pdf.docinfo.values()]
        texts += [
            str(o[key]) for o in pdf.objects if isinstance(o, pikepdf.Dictionary)
            for key in ("/Title", "/Alt", "/E", "/ActualText", "/Contents", "/Lang", "/T")
            if key in o and isinstance(o[key], pikepdf.String)
        ]
        packet = pdf.Root.Metadata.read_bytes().decode("utf-8")
    odd = {c for told in texts for c in told if unicodedata.category(c) in {"Cc", "Cf"}}
    assert not odd
    assert not {c for c in packet if unicodedata.category(c) in {"Cc", "Cf"}} - {"\n", "\ufeff"}  # of the packet's own


def test_the_same_hostile_article_gives_the_same_bytes():
    hostile = article(p("<b>" * 50 + "\u202e" + "\0"), source=SOURCE)
    assert hashlib.sha256(make(hostile)[0]).digest() == hashlib.sha256(make(hostile)[0]).digest()
