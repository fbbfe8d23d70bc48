"""Every planted loss in a finished book is found, by a check that names it.

The spoiled book carries its true hash in the manifest, so what finds the loss is the proof of its contents.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from a11y_export import codec
from a11y_export.cli.app import run
from a11y_export.handout import HandoutOptions, export_pdf
from a11y_export.proof import prove
from a11y_export.proof.epub import prove_epub
from a11y_export.proof.epubpages import Printed
from a11y_export.proof.pdfplaces import page_starts
from a11y_export.proof.pdftext import read_structure
from a11y_export.proof.shipped import prove_shipped
from a11y_export.wording import Wording
from tests.proof.conftest import PAGE, make, seal

Files = dict[str, bytes]
SHIPPED = "style and script are the program's own"
SOURCE = "epub words are the article's"
SENTENCES, TIMES = "epub sentences sound", "epub clips are where the timeline says"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("book"), PAGE, formats=("pdf", "mp3", "epub"))


@pytest.fixture
def finished(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "warfarin"))


def failed(folder: Path) -> set[str]:
    """Give the checks of the book alone that failed: those of the audio take their time, and it is not changed."""
    record = folder / "record"
    text, times = ((record / name).read_text(encoding="utf-8") for name in ("article.json", "timeline.json"))
    book, audio = folder / "warfarin.epub", folder / "audio"
    beside, article = folder / "warfarin-large-print.pdf", codec.load(text)
    digest = hashlib.sha256(beside.read_bytes()).hexdigest()
    printed = Printed(beside.name, digest, page_starts(read_structure(beside), article))
    checks = prove_epub(book, book.name, article, json.loads(times), audio, codec.pictures(text), printed)
    checks += prove_shipped(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    return {check.name for check in checks if not check.passed}


def spoil(folder: Path, change: Callable[[Files], Files]) -> None:
    """Write the folder's book anew with its files changed, and the manifest's hashes with it."""
    path = folder / "warfarin.epub"
    with ZipFile(path) as book:
        files = {entry.filename: (book.read(entry), entry.compress_type) for entry in book.infolist()}
    new = change({name: data for name, (data, _) in files.items()})
    with ZipFile(path, "w") as book:
        for name, data in new.items():
            book.writestr(name, data, compress_type=files[name][1] if name in files else ZIP_STORED)
    seal(folder)


def texts(files: Files) -> Iterator[tuple[str, str]]:
    return ((name, data.decode()) for name, data in files.items() if name.endswith((".xhtml", ".smil", ".opf", ".css")))


def changed(old: str, new: str, where: str = "") -> Callable[[Files], Files]:
    """Give the change of the one place where `old` stands, in a file whose name holds `where`."""
    def change(files: Files) -> Files:
        names = [name for name, text in texts(files) if where in name and old in text]
        assert names, old
        return {**files, names[0]: files[names[0]].replace(old.encode(), new.encode(), 1)}

    return change


def without(pattern: str, where: str = "") -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        name = next(name for name, text in texts(files) if where in name and re.search(pattern, text, re.S))
        return {**files, name: re.sub(pattern, "", files[name].decode(), count=1, flags=re.S).encode()}

    return change


def swapped(pattern: str, where: str = "") -> Callable[[Files], Files]:
    """Give the change that swaps the first two different matches in a file."""
    def change(files: Files) -> Files:
        for name, text in texts(files):
            found = list(dict.fromkeys(re.findall(pattern, text, re.S))) if where in name else []
            if len(found) > 1:
                first, second = found[:2]
                text = text.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)
                return {**files, name: text.encode()}
        raise AssertionError(pattern)

    return change


def swapped_files(ending: str) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        first, second = [name for name in files if name.endswith(ending)][1:3]
        return {**files, first: files[second], second: files[first]}

    return change


def other_sound(files: Files) -> Files:
    name = next(name for name in files if name.endswith(".mp3"))
    data = bytearray(files[name])
    data[-100] ^= 1
    return {**files, name: bytes(data)}


def added(name: str, data: bytes) -> Callable[[Files], Files]:
    return lambda files: {**files, name: data}


def type_last(files: Files) -> Files:
    return {**{name: data for name, data in files.items() if name != "mimetype"}, "mimetype": files["mimetype"]}


def entity(files: Files) -> Files:
    name = next(name for name in files if name.endswith("part1.xhtml"))
    text = files[name].decode().replace("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY more "Take two.">]>')
    return {**files, name: text.replace("</p>", "&more;</p>", 1).encode()}


def deeper(files: Files) -> Files:
    name = "EPUB/text/part2.xhtml"
    return {**files, name: files[name].replace(b"<h2>", b"<h4>").replace(b"</h2>", b"</h4>")}


def moved(files: Files) -> Files:
    """Put the mark of the second page behind the next word."""
    name = next(name for name, text in texts(files) if 'id="page-2"' in text)
    text = files[name].decode()
    mark = re.search(MARK, text)
    assert mark is not None
    said = re.compile(r">\w[^<\s]*").search(text, mark.end())
    assert said is not None
    own = mark[0].replace("div", "span")
    new = text[:mark.start()] + text[mark.end():said.end()] + own + text[said.end():]
    return {**files, name: new.encode()}


def both(*changes: Callable[[Files], Files]) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        for one in changes:
            files = one(files)
        return files

    return change


def twice(files: Files) -> Files:
    name = "EPUB/overlay/part2.smil"
    text = files[name].decode()
    found = re.findall(r"<par .*?</par>", text)[-1]
    return {**files, name: text.replace(found, found + found.replace('id="par', 'id="again')).encode()}


ELEMENTS, NAMES, FACTS, BLOCKS = (
    "epub elements are a book's", "epub parts and lists are named", "epub tells what the source says", "epub blocks",
)
CLAIM = '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>'
BODY = '<body data-origin="program">'
PAR = r"<par .*?</par>"
MARK = r'<(div|span) id="page-2"[^>]*></\1>'
LISTED = r'<li><a href="[^"]*#page-2">2</a></li>'
PAGES, LIST, CLAIMED = (
    "epub pages begin where the handout's do", "epub list of pages", "epub names the handout of its pages",
)
TIMING = r'clipBegin="[^"]+" clipEnd="[^"]+"'
MUTATIONS: dict[str, tuple[Callable[[Files], Files], str]] = {
    "a not": (changed("Do not take a second", "Do take a second"), SOURCE),
    "a less-than sign": (changed("&lt;5%", "5%"), SOURCE),
    "a decimal point": (changed("2.5\u00a0mg", "25\u00a0mg"), SOURCE),
    "a power": (changed("<sup>9</sup>", "9"), SOURCE),
    "a row": (without(r"<tr>\s*<td><p>.*?</tr>"), SOURCE),
    "swapped cells": (swapped(r"<td><p>.*?</td>"), SOURCE),
    "a sentence": (without(r'<span class="s" id="s02-002">[^<]*</span>'), SOURCE),
    "a sentence without its element": (changed('class="s" id="s02-002"', 'class="x"'), "epub sentences"),
    "a word of the disclaimer": (changed("is not a substitute", "is a substitute", "disclaimer"), "epub disclaimer"),
    "a disclaimer twice": (changed("</section>", '<p data-origin="source">Do not change your treatment.</p></section>',
                                   "part2"), SOURCE),
    "a disclaimer that is no notice": (changed('epub:type="notice"', 'epub:type="chapter"', "text/disclaimer"),
                                       "epub disclaimer is a part of its own"),
    "a disclaimer at the end": (swapped(r'<itemref idref="text-(?:disclaimer|part1)"/>'), SOURCE),
    "swapped parts": (swapped(r'<itemref idref="text-part\d"/>'), SOURCE),
    "a part left out": (without(r'<itemref idref="text-part2"/>'), SOURCE),
    "a part that is skipped": (changed('<itemref idref="text-part2"/>', '<itemref idref="text-part2" linear="no"/>'),
                               "epub container"),
    "a strange word": (changed(BODY, f"{BODY}<p>Take more.</p>", "part2"), "epub program words are declared"),
    "a word of nobody": (changed(BODY, '<body data-origin="x">stray', "part2"), "epub every word has an owner"),
    "a strange word in the contents": (changed(BODY, f"{BODY}<p>Take more.</p>", "nav"), "epub contents"),
    "a heading level": (deeper, "epub heading levels"),
    "a heading a level deeper": (lambda files: {**files, "EPUB/text/part2.xhtml": re.sub(
        b"(</?)h2>", rb"\1h3>", files["EPUB/text/part2.xhtml"])}, "epub headings"),
    "a header that is none": (changed('<th scope="col">', "<th>", "text/"), "epub tables"),
    "another reviewer": (changed("Ana Ruiz</dc:contributor>", "Ben Ruiz</dc:contributor>"), "epub claims what it has"),
    "another cover": (lambda files: {**files, "EPUB/cover.png": files["EPUB/cover.png"] + b"\0"}, "epub cover"),
    "another fact": (changed("<dd>Ana Ruiz</dd>", "<dd>Ben Ruiz</dd>", "about"), "epub facts"),
    "a clip": (without(PAR, "part2"), SENTENCES),
    "swapped clips": (swapped(PAR, "part2"), SENTENCES),
    "swapped times": (swapped(TIMING, "part2"), TIMES),
    "a clip twice": (twice, SENTENCES),
    "a clip of another part": (changed("../text/part2.xhtml#s02-002", "../text/part3.xhtml#s03-002", "part2.smil"),
                               "epub overlays are whole"),
    "a clip that runs on": (changed('clipEnd="', 'clipEnd="9', "part2.smil"), TIMES),
    "a header that is not heard": ("header", "epub says what the files say, once"),  # type: ignore[dict-item]
    "swapped sound files": (swapped_files(".mp3"), "epub sound is the audio files'"),
    "another sound": (other_sound, "epub sound is the audio files'"),
    "a duration": (changed('"media:duration">', '"media:duration">1'), "epub durations add up"),
    "no language": (changed(' lang="en-US"', ' lang="fr"', "part2"), "epub language"),
    "a contents entry": (without(r'<li><a href="text/part2.*?</li>'), "epub contents"),
    "a contents entry astray": (changed("part2.xhtml#part2", "part3.xhtml#part3", "nav"), "epub contents"),
    "a changed contents entry": (changed("How to take it</a>", "How not to take it</a>", "nav"), "epub contents"),
    "no landmark of the disclaimer": (without(r'<li><a epub:type="notice".*?</li>'), "epub landmarks"),
    "a page break": (without(MARK, "text/"), PAGES),
    "a page break and its entry": (both(without(MARK, "text/"), without(LISTED, "nav")), PAGES),
    "a page break moved": (moved, PAGES),
    "swapped page breaks": (both(changed('aria-label="page 1"', 'aria-label="page x"'),
                                 changed('aria-label="page 2"', 'aria-label="page 1"'),
                                 changed('aria-label="page x"', 'aria-label="page 2"')), PAGES),
    "a page break twice": (changed('</section>', '<span id="page-9" epub:type="pagebreak" role="doc-pagebreak" '
                                   'aria-label="page 2"></span></section>', "part3"), PAGES),
    "a page break of another name": (changed('aria-label="page 2"', 'aria-label="page 5"'), PAGES),
    "a page break without a role": (changed('role="doc-pagebreak" aria-label="page 2"', 'aria-label="page 2"'), PAGES),
    "a page break that says something": (changed('aria-label="page 2"></div>', 'aria-label="page 2">2</div>'), PAGES),
    "a page that is not listed": (without(LISTED, "nav"), LIST),
    "a page that is listed astray": (changed('#page-2">2<', '#page-1">2<', "nav"), LIST),
    "a page that is listed by another number": (changed('#page-2">2<', '#page-2">3<', "nav"), LIST),
    "no list of pages": (without(r'<nav epub:type="page-list".*?</nav>', "nav"), LIST),
    "pages of another handout": (changed('"pageBreakSource">warfarin', '"pageBreakSource">aspirin', "opf"), CLAIMED),
    "pages of other bytes": (without(r'SHA-256 \w{8}', "opf"), CLAIMED),
    "no claim of pages": (without(r'<meta property="schema:accessibilityFeature">pageNavigation</meta>'), CLAIMED),
    "another title": (changed("<dc:title>Warfarin", "<dc:title>Aspirin"), "epub claims what it has"),
    "a claim of conformance": (changed("</metadata>", f"{CLAIM}</metadata>"), "epub claims what it has"),
    "a script": (changed("</body>", "<script>alert(1)</script></body>", "part2"), "epub is closed"),
    "a handler": (changed("<h2>", '<h2 onclick="x()">', "part2"), "epub is closed"),
    "a picture of the web": (changed("</h2>", '</h2><img alt="" src="https://example.org/x.png"/>', "part2"),
                             "epub is closed"),
    "a hidden part": (changed('<section id="part2"', '<section id="part2" hidden="hidden"'), "epub nothing is hidden"),
    "a style that hides": (changed("li {", "li { display: none;", ".css"), "epub style hides nothing"),
    "a style that fetches": (changed("li {", "li { background: url(x);", ".css"), "epub style hides nothing"),
    "pale text": (changed("color: #000000", "color: #cccccc", ".css"), "epub style hides nothing"),
    "a mark of colour alone": (changed("outline: 0.12em solid #0B3D78; text-decoration: underline;", "", ".css"),
                               "epub style hides nothing"),
    # What stands beside the words.
    "other rights": (changed("<dc:rights>Hill", "<dc:rights>Mill"), FACTS),
    "a source that nobody named": (
        changed("</metadata>", "<dc:source>https://mill.example/</dc:source></metadata>"), FACTS),
    "another narrator": (changed("Synthetic voice", "Human voice", "opf"), FACTS),
    "a summary without a not": (changed("no person has", "a person has", "opf"), FACTS),
    "another day": (changed("2000-01-01T", "2026-01-01T", "opf"), FACTS),
    "another role": (changed(">rev</meta>", ">aut</meta>", "opf"), FACTS),
    "a hazard that is left out": (without(r'<meta property="schema:accessibilityHazard">none</meta>'), FACTS),
    "no class for what is read": (without(r'<meta property="media:active-class">[^<]*</meta>'), FACTS),
    "another language of the package": (changed('xml:lang="en-US" dir', 'xml:lang="fr" dir', "opf"),
                                        "epub package is plain"),
    "another type of a file": (changed('media-type="audio/mpeg"', 'media-type="audio/ogg"', "opf"),
                               "epub package is plain"),
    "pages from the other side": (changed("<spine>", '<spine page-progression-direction="rtl">', "opf"), NAMES),
    "another title of a part": (changed("<title>How to", "<title>How not to", "part2"), NAMES),
    "another name of a part": (changed('aria-label="How to', 'aria-label="How not to', "part2"), NAMES),
    "a byline before the title": (swapped(r'<header.*?</header>|<p [^>]*id="opening1".*?</p>', "text/title"), NAMES),
    "another name of a landmark": (changed(">Start of the article<", ">End of the article<", "nav"), NAMES),
    "another name of a list": (changed('aria-label="Contents"', 'aria-label="Disclaimer"', "nav"), NAMES),
    "a document from the other side": (changed('dir="ltr"', 'dir="rtl"', "part2"), NAMES),
    "another name of a table": (changed('aria-label="Table 1"', 'aria-label="Table 2"', "part3"),
                                "epub tables are named"),
    "a table that cannot be moved to": (changed(' tabindex="0"', "", "part3"), ELEMENTS),
    "a part that is no part": (changed(' role="doc-chapter"', "", "part2"), ELEMENTS),
    "a sentence that is kept from some": (changed('<span class="s" id="s02-003"',
                                                  '<span aria-hidden="true" class="s" id="s02-003"'), ELEMENTS),
    "a sentence that others hear otherwise": (changed('<span class="s" id="s02-003"',
                                                      '<span aria-label="Take two." class="s" id="s02-003"'), ELEMENTS),
    "a list that is none to some": (changed("<ul ", '<ul role="presentation" ', "part2"), ELEMENTS),
    "a page that cannot be made larger": (changed("initial-scale=1", "initial-scale=1, user-scalable=no"), ELEMENTS),
    "a passage in another language": (changed('<span class="s" id="s02-003"',
                                              '<span lang="fr" xml:lang="fr" class="s" id="s02-003"'), ELEMENTS),
    "words of another language": (changed("Do not take a", '<span lang="fr" xml:lang="fr">Do not take a</span>'),
                                  "epub languages of passages"),
    "a list that became lines": (lambda files: {**files, "EPUB/text/part2.xhtml": re.sub(
        rb"</?(?:ul|li)[^>]*>", b"", files["EPUB/text/part2.xhtml"])}, BLOCKS),
    "a paragraph cut in two": (changed(' <span class="s" id="s02-003"', '</p><p><span class="s" id="s02-003"'), BLOCKS),
    "a table that players cannot leave": (changed(' epub:type="table"', "", "part3.smil"), "epub overlays are whole"),
    "a list that players cannot leave": (lambda files: {**files, "EPUB/overlay/part2.smil": re.sub(
        rb'<seq [^>]*list">(.*?)</seq>', rb"\1", files["EPUB/overlay/part2.smil"], flags=re.S)},
        "epub overlays are whole"),
    "another container": (lambda files: {**files, "META-INF/container.xml": files["META-INF/container.xml"].replace(
        b"oebps-package+xml", b"pdf")}, "epub container"),
    "smaller print": (changed("body { font-size: 1.5em", "body { font-size: 1em", ".css"), SHIPPED),
    "bold that is none": (changed("li {", "strong { font-weight: normal } li {", ".css"), SHIPPED),
    "a strange file": (added("EPUB/text/more.xhtml", b"<html/>"), "epub container"),
    "the type not first": (type_last, "epub container"),
    "a broken part": (changed("</body>", "</bdy>"), "epub opens"),
    "an entity": (entity, "epub opens"),
    "a package that is gone": (lambda files: {n: d for n, d in files.items() if not n.endswith(".opf")}, "epub opens"),
}


def header_lost(files: Files) -> Files:
    """Begin the clip of a cell at the cell itself, after its column's header."""
    name = next(name for name, text in texts(files) if "part3" in name and name.endswith(".smil"))
    text = files[name].decode()
    begin, end = (re.findall(rf'{key}="(\d+\.\d+)s"', text) for key in ("clipBegin", "clipEnd"))
    longest = max(range(len(begin)), key=lambda n: float(end[n]) - float(begin[n]) if n > 3 else 0.0)
    late = f"{float(end[longest]) - 1.0:.3f}"
    return {**files, name: text.replace(f'clipBegin="{begin[longest]}s"', f'clipBegin="{late}s"', 1).encode()}


MUTATIONS["a header that is not heard"] = (header_lost, "epub says what the files say, once")


def test_the_unspoiled_book_passes(finished: Path) -> None:
    assert [check for check in prove(finished) if not check.passed] == []
    spoil(finished, lambda files: files)
    assert [check for check in prove(finished) if not check.passed] == []


@pytest.mark.parametrize("name", sorted(MUTATIONS))
def test_a_planted_loss_is_found_by_name(name: str, finished: Path) -> None:
    change, check = MUTATIONS[name]
    spoil(finished, change)
    assert check in failed(finished)


@pytest.mark.parametrize("name", ["a not", "a clip", "swapped sound files", "a page break", "a page break moved"])
def test_verify_ends_with_7(name: str, finished: Path) -> None:
    spoil(finished, MUTATIONS[name][0])
    assert run(["verify", str(finished)]) == 7


def test_a_handout_whose_pages_begin_elsewhere_is_found(finished: Path) -> None:
    """The book is compared with the file, not with what was told when it was made."""
    article = codec.load((finished / "record" / "article.json").read_text(encoding="utf-8"))
    handout = export_pdf(
        article, finished / "warfarin-large-print.pdf", HandoutOptions(preset="24"), Wording.load("en-US"))
    assert handout.pages > 2
    seal(finished)
    assert {PAGES, CLAIMED} <= failed(finished)
    assert run(["verify", str(finished)]) == 7


def test_pages_without_a_handout_are_found(finished: Path) -> None:
    path = finished / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["artifacts"] = [a for a in manifest["artifacts"] if a["kind"] != "pdf"]
    manifest["options"]["formats"].remove("pdf")
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert {PAGES, LIST, CLAIMED} <= {check.name for check in prove(finished) if not check.passed}


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + b"\0" * 18, b"no zip at all", b"PK\x03\x04" * 100])
def test_what_is_no_book_fails_and_does_not_crash(data: bytes, finished: Path) -> None:
    (finished / "warfarin.epub").write_bytes(data)
    seal(finished)
    assert "epub opens" in {check.name for check in prove(finished) if not check.passed}


def test_a_bomb_is_refused_before_it_is_unpacked(finished: Path) -> None:
    spoil(finished, added("EPUB/text/more.xhtml", bytes(70_000_000)))
    path = finished / "warfarin.epub"
    data = path.read_bytes()
    assert data.count(b"EPUB/text/more.xhtml") == 2
    spoil(finished, changed("</manifest>", '<item id="x" href="text/more.xhtml" media-type="text/css"/></manifest>'))
    assert "epub opens" in failed(finished)


def test_a_book_that_is_gone_is_found(finished: Path) -> None:
    (finished / "warfarin.epub").unlink()
    assert "file is there" in {check.name for check in prove(finished) if not check.passed}
