"""The book: its container, its parts in order, its sound, the same bytes twice; and epubcheck and Ace over it.

`A11Y_EXPORT_EPUBCHECK` names epubcheck's jar and `A11Y_EXPORT_ACE` the command of DAISY Ace, as `.ci/run` sets them.
Without them their tests are skipped, but fail in CI.
"""

from __future__ import annotations

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

import pytest

from a11y_export.audio import SpeechOptions, record
from a11y_export.books import export_epub
from a11y_export.errors import UsageError
from a11y_export.model import Article, Disclaimer, Figure, Origin, Paragraph, Section, Span, Style, Table
from a11y_export.options import Options
from a11y_export.reading import read as reading
from a11y_export.themes import presets, themes
from a11y_export.wording import Wording
from benchmarks.books import checked
from tests.conftest import INPUT, SHARED, TRUTHS
from tests.handout.samples import cell, p, rich, table

EPUBCHECK, ACE = "A11Y_EXPORT_EPUBCHECK", "A11Y_EXPORT_ACE"


def made(article: Article, folder: Path, theme: str = "black-on-white", size: str = "18", day: str = "") -> Path:
    """Give the book of an article, spoken by the engine that says nothing in the time of a voice."""
    audio, path, wording = folder / "audio", folder / "book.epub", Wording.load(article.language)
    record(article, audio, folder / "record", SpeechOptions(), wording, engine="silent")
    times = folder / "record" / "timeline.json"
    export_epub(article, times, audio, path, wording, themes()[theme], presets()[size], day)
    return path


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
    assert "conformsTo" not in rich_
    assert "certifiedBy" not in rich_


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
