"""The book: its container, its parts in order, its sound, the same bytes twice; and epubcheck and Ace over it.

`A11Y_EXPORT_EPUBCHECK` names epubcheck's jar and `A11Y_EXPORT_ACE` the command of DAISY Ace, as `.ci/run` sets them.
Without them their tests are skipped, but fail in CI.
"""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pypdfium2
import pytest

from a11y_export.audio import SpeechOptions, record
from a11y_export.books import export_epub
from a11y_export.errors import UsageError
from a11y_export.handout import HandoutOptions, export_pdf
from a11y_export.model import (
    Article,
    Disclaimer,
    Figure,
    ItemList,
    Origin,
    Pagination,
    Paragraph,
    Preformatted,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.options import Options
from a11y_export.pages.article import article_parts
from a11y_export.reading import read as reading
from a11y_export.themes import presets, themes
from a11y_export.wording import Wording
from benchmarks.books import checked
from tests.conftest import INPUT, SHARED, TRUTHS
from tests.handout.samples import cell, p, rich, table

EPUBCHECK, ACE = "A11Y_EXPORT_EPUBCHECK", "A11Y_EXPORT_ACE"


def made(
    article: Article, folder: Path, theme: str = "black-on-white", size: str = "18", day: str = "", *,
    alone: bool = False,
) -> Path:
    """Give the book of an article, spoken by the engine that says nothing in the time of a voice.

    Unless it is made `alone`, the handout lies beside it, and its pages can be gone to.
    """
    audio, path, wording = folder / "audio", folder / "book.epub", Wording.load(article.language)
    record(article, audio, folder / "record", SpeechOptions(), wording, engine="silent")
    times = folder / "record" / "timeline.json"
    printed = None if alone else handout(article, folder / "book.pdf", preset=size)
    export_epub(article, times, audio, path, wording, themes()[theme], presets()[size], day, printed)
    return path


def handout(article: Article, path: Path, **options: object) -> Pagination:
    """Write the handout of an article, and give its pages as the run does."""
    told = export_pdf(article, path, HandoutOptions(**options), Wording.load(article.language))  # type: ignore[arg-type]
    return Pagination(f"{path.name}, SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}", told.starts)


def read(path: Path) -> dict[str, str]:
    with ZipFile(path) as book:
        return {
            name.removeprefix("EPUB/"): book.read(name).decode("utf-8") for name in book.namelist()
            if not name.endswith((".mp3", ".png", ".jpg"))
        }


def arabic() -> Article:
    blocks = (p("لا تأخذ أكثر من قرص واحد. اشرب الماء."), table("دواء | جرعة", "أ | 5"))
    sections = (Section("s01", (Span("الجرعات"),), 2, blocks),)
    notice = Disclaimer((p("هذه الصفحة لا تغني عن استشارة الطبيب."),), Origin.FOUND)
    return rich(title="أدوية ضغط الدم", language="ar", sections=sections, disclaimer=notice)


def long_heading() -> Article:
    return rich(sections=(Section("s01", (Span("Very long heading " * 28),), 2, (p("Text."),)),))


def many_sections() -> Article:
    return rich(sections=tuple(
        Section(f"s{n}", (Span(f"Part {n}"),), 2 + n % 3, (p("One sentence. Do not add another."),)) for n in range(400)
    ))


def unspeakable() -> Article:
    sections = (Section("s01", (Span("…"),), 2, (p("…"),)), Section("s02", (), 2, ()), Section("s03", (), 3, (p("—"),)))
    return rich(sections=sections)


def nameless() -> Article:
    return rich(title="", sections=(), disclaimer=Disclaimer())


def odd() -> Article:
    """Addresses and shapes that are no valid XHTML as they stand."""
    links = [Span(f"link {n} ", href=href) for n, href in enumerate((
        "http://", "https://exa mple.org/a b?c=d|e", "https://example.org/%zz", "mailto:a@b@c", "tel:1 2", "http://[x",
        "https://example.org:99999/", "https://a..b/", "http://%41/", "https://example.org/#a#b", "mailto:",
        "https://user:pa ss@example.org/", "http:example", "https:///x", "http://1.2.3.4.5/", "https://ex_ample.org/",
        "https://münchen.example/ü",
    ))]
    bare = Figure(None, "")
    blocks = (Paragraph(tuple(links)), bare, Table((), (), ()), Table((), ((),), ((cell(""),),)))
    return rich(sections=(Section("s01", (), 2, blocks),), language="x")


def supplied() -> Article:
    """The clinic's own disclaimer, with crossed-out words in it."""
    spans = (Span("Take "), Span("two", frozenset({Style.DELETED})), Span(" one. Ask us first."))
    return rich(disclaimer=Disclaimer((Paragraph(spans), p("Do not stop.")), Origin.SUPPLIED))


SUBJECTS = {
    "rich": rich, "arabic": arabic, "long heading": long_heading, "many sections": many_sections,
    "unspeakable": unspeakable, "nameless": nameless, "odd": odd,
    "supplied": supplied,
}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    return {name: made(article(), folder / name.replace(" ", "-")) for name, article in SUBJECTS.items()}


def test_the_container_begins_with_its_type_and_stores_what_is_compressed(books: dict[str, Path]) -> None:
    with ZipFile(books["rich"]) as book:
        first, *rest = book.infolist()
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert book.read(first) == b"application/epub+zip"
        assert all(i.compress_type == ZIP_STORED for i in rest if i.filename.endswith((".mp3", ".png")))
        assert {i.date_time for i in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert books["rich"].read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = made(rich(), tmp_path / "a").read_bytes(), made(rich(), tmp_path / "b").read_bytes()
    assert first == second


def test_another_word_gives_another_identifier(tmp_path: Path) -> None:
    def identifier(article: Article, folder: Path) -> str:
        package = read(made(article, folder))["package.opf"]
        found = re.search(r"<dc:identifier id=\"id\">(urn:uuid:[0-9a-f-]{36})<", package)
        assert found
        return found[1]

    assert identifier(rich(), tmp_path / "a") == identifier(rich(), tmp_path / "b")
    assert identifier(rich(), tmp_path / "a") != identifier(rich(title="Other"), tmp_path / "c")


@pytest.mark.parametrize(("day", "source", "expected"), [
    ("2026-11-23", {}, "2026-11-23"), ("", {}, "2025-11-20"), ("", {"reviewed": ""}, "2024-02-12"),
    ("", {"reviewed": "2023-05"}, "2023-05-01"), ("", {"reviewed": "", "published": ""}, "2000-01-01"),
    ("", {"reviewed": "2023-13", "published": "soon"}, "2000-01-01"),
])
def test_the_last_change_is_told_by_the_article_and_never_by_the_clock(
    day: str, source: dict[str, str], expected: str, tmp_path: Path
) -> None:
    article = rich()
    article = replace(article, source=replace(article.source, **source))
    assert f'"dcterms:modified">{expected}T00:00:00Z<' in read(made(article, tmp_path, day=day))["package.opf"]


def test_the_disclaimer_is_a_part_of_its_own_after_the_title(books: dict[str, Path]) -> None:
    files = read(books["rich"])
    spine = re.findall(r'<itemref idref="([^"]+)"/>', files["package.opf"])
    assert spine == [f"text-{n}" for n in ("title", "disclaimer", "part1", "part2", "part3", "part5", "about")]
    notice = files["text/disclaimer.xhtml"]
    assert 'epub:type="notice" role="doc-notice"' in notice
    assert "does not replace the advice" in notice
    assert "does not replace the advice" not in "".join(t for n, t in files.items() if n != "text/disclaimer.xhtml")


def test_a_book_from_right_to_left_says_so(books: dict[str, Path]) -> None:
    files = read(books["arabic"])
    assert '<spine page-progression-direction="rtl">' in files["package.opf"]
    assert 'dir="rtl"' in files["text/part1.xhtml"]
    assert "page-progression" not in read(books["rich"])["package.opf"]


def test_the_metadata_claims_no_more_than_there_is(books: dict[str, Path]) -> None:
    rich_, bare = read(books["rich"])["package.opf"], read(books["unspeakable"])["package.opf"]
    assert "alternativeText" in rich_
    assert "alternativeText" not in bare  # it has no pictures
    assert {"pageBreakMarkers", "pageNavigation"} <= set(re.findall(r'accessibilityFeature">(\w+)<', rich_))
    assert re.search(r'"pageBreakSource">book\.pdf, SHA-256 [0-9a-f]{64}<', rich_)
    assert "conformsTo" not in rich_
    assert "certifiedBy" not in rich_


def after_marks(files: dict[str, str]) -> dict[int, str]:
    """Give the words that follow each mark of a printed page in its file."""
    found = {}
    for text in files.values():
        for match in re.finditer(r'<(div|span) id="page-(\d+)" [^>]*></\1>', text):
            said = html.unescape(re.sub(r"<[^>]+>", " ", text[match.end():]))
            found[int(match[2])] = " ".join(said.split())
    return found


def test_each_page_of_the_handout_begins_with_the_words_that_follow_its_mark(tmp_path: Path) -> None:
    """What begins the printed pages is told by another reader of PDF."""
    for name in ("kidney-stones.html", "blood-pressure-medicines.html", "migrana.html"):
        folder = tmp_path / name
        files = read(made(reading(INPUT / name).article, folder, size="28"))
        document = pypdfium2.PdfDocument(folder / "book.pdf")
        printed = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
        document.close()
        marks = after_marks(files)
        listed = re.findall(r'<li><a href="(text/[\w-]+\.xhtml)#page-(\d+)">(\d+)</a></li>', files["nav.xhtml"])
        assert sorted(marks) == [int(label) for _, _, label in listed] == list(range(1, len(printed) + 1))
        assert all(number == label and f'id="page-{number}"' in files[path] for path, number, label in listed)
        agreeing = 0
        for number, text in enumerate(printed[1:], 2):
            _, foot, said = text.partition(f" {number} ")  # each page's foot is read first, it ends with the number
            assert foot
            began, followed = said.split()[:6], marks[number].split()[:4]
            agreeing += followed in [began[at:at + 4] for at in range(3)]  # a list's label may stand before them
            assert any(followed[0] in later.split() for later in printed[number - 1:])
        # A page may begin with words of the program: the contents, a header said again, how the source block says it.
        assert agreeing >= 0.6 * (len(printed) - 1), [(text[:90], marks[n][:60]) for n, text in enumerate(printed, 1)]


def mark(tag: str, page: int) -> str:
    return (
        f'<{tag} id="page-{page}" data-origin="program" epub:type="pagebreak" role="doc-pagebreak"'
        f' aria-label="page {page}"></{tag}>'
    )


def test_a_mark_stands_at_its_word_and_outside_of_what_it_would_name() -> None:
    link = Span("seven eight", href="https://example.org/")
    said = Paragraph((Span("One two. Three four five six "), link, Span(" nine ten.")))
    article = Article(
        "Title", "en", Source("page.html", "0" * 64),
        sections=(Section("s01", (Span("Heading here"),), 2, (said, ItemList(((p("An item."),),)))),),
        disclaimer=Disclaimer((p("No advice."),), Origin.FOUND),
    )
    block, inline = mark("div", 2), mark("span", 2)
    for places, wanted in {
        0: f"{block}\n<h1", 1: f"{block}\n<h2>", 2: f'<h2><span class="s" id="s01-001">Heading {inline}here',
        3: f'{block}\n<p><span class="s" id="s01-002">One', 4: f"One {inline}two.",
        5: f'</span> {inline}<span class="s" id="s01-003">Three', 9: f'six {inline}<a href="https://example.org/"',
        10: f"seven {inline}eight", 13: f"{block}\n<ul", 14: f'<span class="s" id="s01-004">An {inline}item.',
        15: f'{block}\n<h2 data-origin="program" id="disclaimer-name">',
        16: f'{block}\n<p><span class="s" id="disclaimer-001">No', 18: f"{block}\n</section>",
    }.items():
        printed = Pagination("handout.pdf", (0, places))
        markup = "".join(part.markup for part in article_parts(article, Wording.load("en"), printed=printed))
        assert wanted in markup, (places, markup)
        assert markup.count("doc-pagebreak") == 2


def test_crossed_out_words_and_lines_of_a_text_are_marked_without_being_said_twice() -> None:
    struck = frozenset({Style.DELETED})
    blocks = (
        Paragraph((Span("Take "), Span(" one two three ", struck), Span("four."))), Preformatted("\nA b\n  c 5 mg"),
    )
    article = rich(sections=(Section("s01", (), 2, blocks),), title="T")
    for places, wanted in {
        2: " @<del>", 3: "one @two", 5: "</del> @four.", 7: "A @b", 8: "\n  @c", 10: "5 @mg",
    }.items():
        parts = article_parts(article, Wording.load("en"), printed=Pagination("handout.pdf", (places,)))
        markup = "".join(part.markup for part in parts)
        marked = re.sub(r'<span id="page-1"[^>]*></span>', "@", markup)
        assert wanted in re.sub(r"</?span[^>]*>", "", marked), (places, markup)
        assert markup.count("<del>") == 1


def test_a_book_without_a_handout_has_no_pages(tmp_path: Path) -> None:
    files = read(made(rich(), tmp_path, alone=True))
    assert "pagebreak" not in "".join(files.values()).lower()
    assert "page-list" not in files["nav.xhtml"]
    assert "pageNavigation" not in files["package.opf"]


@pytest.mark.parametrize("theme", sorted(themes()))
def test_the_style_has_the_themes_colours_and_large_print(theme: str, tmp_path: Path) -> None:
    style = read(made(rich(), tmp_path, theme, "24"))["style.css"]
    own = themes()[theme]
    assert f"background-color: {own.paper}; color: {own.text};" in style
    assert "body { font-size: 2em; }" in style  # 24 points of 12
    assert "var(" not in style


def test_the_book_needs_the_audio() -> None:
    with pytest.raises(UsageError, match="audio files"):
        Options(formats=("pdf", "epub"))


def _tool(name: str, needed: str) -> str:
    """Give what the environment variable names, or skip with the reason; in CI its absence fails."""
    found = os.environ.get(name, "")
    reason = "" if found else f"{name} is not set"
    if found and not shutil.which(needed):
        reason = f"there is no {needed} to run {name} with"
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the book of each sample, and of the real article where it lies."""
    folder = tmp_path_factory.mktemp("samples")
    saved = [path for path in sorted(INPUT.iterdir()) if path.is_file()]
    if os.environ.get(SHARED):
        saved += sorted((Path(os.environ[SHARED]) / "articles").glob("*.html"))
    assert len(saved) >= 6
    looks = zip(saved, cycle(sorted(themes())), strict=False)
    return {path.stem: made(reading(path).article, folder / path.stem, theme) for path, theme in looks}


def test_epubcheck_has_nothing_against_any_book(
    books: dict[str, Path], samples: dict[str, Path], tmp_path: Path
) -> None:
    jar = _tool(EPUBCHECK, "java")
    spoiled = tmp_path / "book.epub"
    with ZipFile(books["rich"]) as book, ZipFile(spoiled, "w") as out:
        for entry in book.infolist():
            out.writestr(entry, book.read(entry).replace(b"<h2>", b"<h2><p>").replace(b"</h2>", b"</p></h2>"))
    every = [*books.values(), *samples.values(), spoiled]
    *said, no = checked(every, jar)
    assert {book.parent.name: found for book, found in zip(every, said, strict=False) if found} == {}
    assert any(message.startswith("RSC-005") for message in no)  # it was run, and does say no


def _ace(book: Path) -> list[str]:
    """Give what DAISY Ace finds in a book."""
    report = book.parent / "ace"
    command = [_tool(ACE, "node"), "-f", "-s", "-o", str(report), str(book)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (report / "report.json").is_file(), done.stderr[-2000:] + done.stdout[-2000:]
    told = json.loads((report / "report.json").read_text(encoding="utf-8"))
    return [
        f"{found['earl:test']['dct:title']}: {found['earl:result'].get('dct:description', '')}"[:200]
        for document in told["assertions"] for found in document["assertions"]
        if found["earl:result"]["earl:outcome"] == "fail"
    ]


def test_ace_finds_nothing_in_any_sample(books: dict[str, Path], samples: dict[str, Path], tmp_path: Path) -> None:
    _tool(ACE, "node")
    spoiled = tmp_path / "book.epub"
    with ZipFile(books["rich"]) as book, ZipFile(spoiled, "w") as out:
        for entry in book.infolist():
            out.writestr(entry, re.sub(rb' alt="[^"]*"', b"", book.read(entry)))
    every = [books["rich"], books["arabic"], *(samples[name] for name in TRUTHS), spoiled]
    with ThreadPoolExecutor(2) as pool:
        *said, no = pool.map(_ace, every)
    assert {book.parent.name: found for book, found in zip(every, said, strict=False) if found} == {}
    assert any("image-alt" in found for found in no)
