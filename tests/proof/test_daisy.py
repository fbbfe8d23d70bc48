"""Every planted loss in a finished talking book is found by the check that is there for it, and `verify` says so.

The spoiled books carry true hashes and true sizes, so what finds the loss is the proof of the contents.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from a11y_export.cli.app import run
from a11y_export.proof import prove
from tests.proof.conftest import PAGE, make, seal

Files = dict[str, bytes]
Change = Callable[[Files], None]
FORMATS = ("mp3", "daisy202", "daisy202-audio")


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("books"), PAGE, formats=FORMATS)


@pytest.fixture
def spoiled(books: Path, tmp_path: Path) -> Callable[[str, Change], Path]:
    """Give a function that changes one of the two books in a copy of the folder."""
    folder = Path(shutil.copytree(books, tmp_path / "warfarin"))

    def spoil(kind: str, change: Change) -> Path:
        path = folder / f"warfarin-{kind}.zip"
        with zipfile.ZipFile(path) as book:
            files = {name: book.read(name) for name in book.namelist()}
        before = dict(files)
        change(files)
        assert files != before
        resized(files)
        with zipfile.ZipFile(path, "w") as book:
            for name, data in files.items():
                book.writestr(name, data)
        seal(folder)
        return folder

    return spoil


def resized(files: Files) -> None:
    """Say the true number of files and the true size, as one who spoils a book with care would."""
    for key, value in (("files", len(files)), ("kByteSize", -(-sum(map(len, files.values())) // 1024))):
        files["ncc.html"] = re.sub(rb'(ncc:%s" content=")\d+' % key.encode(), rb"\g<1>%d" % value, files["ncc.html"])


def failed(folder: Path) -> dict[str, str]:
    return {c.name: c.evidence for c in prove(folder) if not c.passed}


def changed(file: str, old: str, new: str) -> Change:
    def change(files: Files) -> None:
        assert old.encode() in files[file], old
        files[file] = files[file].replace(old.encode(), new.encode(), 1)

    return change


def without(file: str, pattern: str) -> Change:
    def change(files: Files) -> None:
        text, count = re.subn(pattern.encode(), b"", files[file], count=1, flags=re.S)
        assert count == 1, pattern
        files[file] = text

    return change


def swapped(file: str, pattern: str, first: int = 0, second: int = 1) -> Change:
    """Put one stretch that fits the pattern in the other's place."""
    def change(files: Files) -> None:
        found = re.findall(pattern.encode(), files[file], flags=re.S)
        a, b = found[first], found[second]
        assert a != b
        files[file] = files[file].replace(a, b"\0", 1).replace(b, a, 1).replace(b"\0", b, 1)

    return change


def swapped_sounds(files: Files) -> None:
    files["a0001.mp3"], files["a0002.mp3"] = files["a0002.mp3"], files["a0001.mp3"]


def other_sound(files: Files) -> None:
    sound = bytearray(files["a0001.mp3"])
    sound[len(sound) // 2] ^= 1
    files["a0001.mp3"] = bytes(sound)


def late_sound(files: Files) -> None:
    """Sound that begins a frame later: what is left of it is the file's, and every jump is off."""
    files["a0001.mp3"] = files["a0001.mp3"][files["a0001.mp3"].index(b"\xff\xf3", 2):]


def tagged_sound(files: Files) -> None:
    files["a0001.mp3"] = b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + files["a0001.mp3"]


def dropped(file: str) -> Change:
    def change(files: Files) -> None:
        del files[file]

    return change


def beyond_the_end(files: Files) -> None:
    """The last clip of all ends an hour later, and every sum says so."""
    last = sorted(name for name in files if name.startswith("s0"))[-1]
    text = files[last].decode()
    end = re.findall(r'clip-end="npt=(\d+\.\d+)s"', text)[-1]
    files[last] = text.replace(f'clip-end="npt={end}s"', f'clip-end="npt={float(end) + 3600:.3f}s"').encode()


def shorter(files: Files) -> None:
    """The first sentence's clip ends before the sentence does."""
    begin, end = re.findall(rb'clip-begin="npt=(\S+)s" clip-end="npt=(\S+)s"', files["s0004.smil"])[0]
    half = b"%.3f" % ((float(begin) + float(end)) / 2)
    files["s0004.smil"] = files["s0004.smil"].replace(b'end="npt=%ss' % end, b'end="npt=%ss' % half)


def heading_moved(files: Files) -> None:
    files["text.html"] = re.sub(rb'<h1( id="part2-name">.*?)</h1>', rb"<h3\1</h3>", files["text.html"])


def level_too_deep(files: Files) -> None:
    page = re.sub(rb'<h1( id="n0004">.*?)</h1>', rb"<h3\1</h3>", files["ncc.html"])
    files["ncc.html"] = page.replace(b'depth" content="1', b'depth" content="3')


def deeper(files: Files) -> None:
    files["text.html"] = re.sub(rb'<h1( id="part2-name">.*?)</h1>', rb"<h2\1</h2>", files["text.html"])


ALIKE, TOLD, ELEMENTS = (
    "daisy files are named alike", "daisy tells what the source says", "daisy elements are a talking book's",
)
PAR = r"<par .*?</par>\n"
CLIP = r'clip-begin="[^"]*" clip-end="[^"]*"'
# What is planted, in the book with text: the change, and the check that must find it.
TEXT: dict[str, tuple[Change, str]] = {
    "a dropped not": (changed("text.html", "Do not take", "Do take"), "daisy words are the article's"),
    "a dropped never": (changed("text.html", "Never crush", "Crush"), "daisy words are the article's"),
    "a dropped sign": (changed("text.html", "&lt;5%", "5%"), "daisy words are the article's"),
    "a dropped decimal point": (changed("text.html", "Take 2.5", "Take 25"), "daisy words are the article's"),
    "a lost power": (changed("text.html", "<sup>9</sup>", "9"), "daisy words are the article's"),
    "a dropped row": (without("text.html", r"<tr>\s*<td>.*?</tr>"), "daisy words are the article's"),
    "a dropped sentence": (without("text.html", r'<span class="s" id="s02-003">.*?</span>'), "daisy sentences"),
    "swapped cells": (swapped("text.html", r"<td>.*?</td>"), "daisy text tables"),
    "a dropped item": (without("text.html", r"<li>.*?</li>"), "daisy text lists"),
    "a dropped word of the disclaimer": (
        changed("text.html", "This text is not a substitute", "This text is a substitute"), "daisy disclaimer"),
    "the disclaimer after the text": (
        swapped("text.html", r'<div class="part.*?(?=<div class="part|</body>)', 1, 2), "daisy parts"),
    "a source word as the program's": (
        changed("text.html", 'class="part source"', 'class="part program"'), "daisy words are the article's"),
    "a word of the program's that nothing declares": (
        changed("text.html", '<body class="program">', '<body class="program">Take two.'),
        "daisy program words are declared"),
    "a word of nobody": (changed("text.html", '<body class="program">', "<body>x"), "daisy every word has an owner"),
    "a script": (changed("text.html", "</body>", "<script>x</script></body>"), "daisy text is closed"),
    "a style from the web": (changed("text.css", "body {", "body { background: url(x);"), "daisy text is closed"),
    "words out of sight": (changed("text.css", "body {", "p { display: none } body {"), "daisy text is closed"),
    "an attribute that hides": (changed("text.html", "<ul", '<ul style="x"'), "daisy text is closed"),
    "another language": (changed("text.html", ' lang="en-US"', ' lang="fr"'), "daisy language"),
    "a heading on another level": (heading_moved, "daisy text heading levels"),
    "another title of the text": (changed("text.html", "<title>Warfarin", "<title>Aspirin"),
                                  "daisy files are named alike"),
    "a part from the other side": (changed("text.html", 'dir="ltr" id="part2"', 'dir="rtl" id="part2"'),
                                   "daisy files are named alike"),
    "a name behind its part": (
        swapped("text.html", r'<h1 class="program" id="part1-name">.*?</h1>|<p><span.*?</p>', 1, 2),
        "daisy files are named alike"),
    "an element that says more": (changed("text.html", '<ul id', '<ul title="Take two." id'), ELEMENTS),
    "a paragraph cut in two": (
        changed("text.html", ' <span class="s" id="s02-003"', '</p><p><span class="s" id="s02-003"'),
        "daisy text blocks"),
    "a heading a level deeper": (deeper, "daisy levels are the article's"),
    "smaller print": (changed("text.css", "font-size: 150%", "font-size: 90%"),
                      "style and script are the program's own"),
    "a clip that shows another sentence": (
        swapped("s0004.smil", r'src="text.html#[^"]*"', 1, 2), "daisy sentences have their sound"),
    "a clip that shows another part": (
        changed("s0004.smil", "text.html#s02-002", "text.html#title-001"), "daisy stops show their text"),
    "a clip that shows nothing": (
        changed("s0004.smil", "text.html#s02-002", "text.html#x"), "daisy stops show their text"),
}
# In both books.
BOTH: dict[str, tuple[Change, str]] = {
    "a dropped clip": (without("s0004.smil", PAR), "daisy links"),
    "a dropped clip in the middle": (without("s0004.smil", rf"(?<=</par>\n){PAR}"), "daisy leaves nothing out"),
    "swapped clips": (swapped("s0004.smil", CLIP, 1, 2), "daisy clips rise"),
    "a shorter clip": (shorter, "daisy sentences have their sound"),
    "a clip beyond the end": (beyond_the_end, "daisy clips rise"),
    "swapped sounds": (swapped_sounds, "daisy sound is the MP3s'"),
    "a changed bit of sound": (other_sound, "daisy sound is the MP3s'"),
    "a dropped sound": (dropped("a0001.mp3"), "daisy sound is the MP3s'"),
    "sound that begins late": (late_sound, "daisy sound is the MP3s'"),
    "a tag before the sound": (tagged_sound, "daisy sound is the MP3s'"),
    "a dropped SMIL file": (dropped("s0004.smil"), "daisy links"),
    "no master": (dropped("master.smil"), "daisy opens"),
    "a foreign file": (lambda files: files.update({"setup.exe": b"MZ"}), "daisy opens"),
    "a path that leads out": (lambda files: files.update({"../ncc.html": b"x"}), "daisy opens"),
    "a dropped heading": (without("ncc.html", r'<h1 id="n0004">.*?</h1>\n'), "daisy headings"),
    "swapped headings": (swapped("ncc.html", r"<a [^>]*>[^<]*</a>", 2, 3), "daisy headings"),
    "another heading": (changed("ncc.html", ">How to take it<", ">How to taste it<"), "daisy headings"),
    "a link to another part": (swapped("ncc.html", r's000\d.smil#\w+', 2, 3), "daisy links"),
    "a level too deep": (level_too_deep, "daisy headings"),
    "a total that is wrong": (changed("ncc.html", 'totalTime" content="00:', 'totalTime" content="01:'),
                              "daisy times add up"),
    "another time before": (
        changed("s0003.smil", 'Time" content="00:00', 'Time" content="00:09'), "daisy times add up"),
    "another creator": (changed("ncc.html", 'dc:creator" content="Hill', 'dc:creator" content="Mill'), TOLD),
    "another publisher": (changed("ncc.html", 'dc:publisher" content="Hill', 'dc:publisher" content="Mill'), TOLD),
    "a contributor left out": (without("ncc.html", r'<meta name="dc:contributor"[^>]*>\n'), TOLD),
    "another day": (changed("ncc.html", 'content="2000-01-01"', 'content="2026-01-01"'), TOLD),
    "another narrator": (changed("ncc.html", "Synthetic voice", "Human voice"), TOLD),
    "rights that nobody gave": (changed("ncc.html", "</head>", '<meta name="dc:rights" content="free"/></head>'), TOLD),
    "another title of the contents": (changed("ncc.html", "<title>Warfarin", "<title>Aspirin"), ALIKE),
    "another title of a part": (changed("s0004.smil", 'content="How to', 'content="How not to'), ALIKE),
    "another title in the master": (changed("master.smil", 'title="How to', 'title="How not to'), ALIKE),
    "a part of another book": (changed("s0004.smil", 'identifier" content="a', 'identifier" content="b'), ALIKE),
    "another length of the whole": (changed("master.smil", 'Smil" content="00:', 'Smil" content="01:'), ALIKE),
    "a body before its head": (swapped("ncc.html", r"<head>.*</head>|<body>.*</body>"), ELEMENTS),
    "contents that say more": (changed("ncc.html", '<h1 id="n0004"', '<h1 title="Take two." id="n0004"'), ELEMENTS),
    "a part that says more": (changed("s0004.smil", '<par ', '<par title="Take two." '), ELEMENTS),
    "no title": (without("ncc.html", r'<meta name="dc:title"[^>]*>\n'), "daisy facts"),
    "no identifier": (without("ncc.html", r'<meta name="dc:identifier"[^>]*>\n'), "daisy facts"),
    "a wrong number of entries": (changed("ncc.html", 'tocItems" content="', 'tocItems" content="1'), "daisy facts"),
    "another format": (changed("ncc.html", "Daisy 2.02", "Daisy 3"), "daisy facts"),
    "markup that is none": (changed("ncc.html", "</body>", "</bdy>"), "daisy opens"),
}
SOUND: dict[str, tuple[Change, str]] = {
    "a text beside the contents": (lambda files: files.update({"text.html": b"<p/>"}), "daisy is sound alone"),
    "a stop that leads to another heading": (changed("s0004.smil", "ncc.html#n0004", "ncc.html#n0003"), "daisy links"),
}
CASES = [
    *(("daisy202", name, *case) for name, case in {**TEXT, **BOTH}.items()),
    *(("daisy202-audio", name, *case) for name, case in {**SOUND, **BOTH}.items()),
]


def test_the_unspoiled_books_pass(books: Path) -> None:
    checks = prove(books)
    assert [c for c in checks if not c.passed] == []
    assert {c.artifact for c in checks} >= {"warfarin-daisy202.zip", "warfarin-daisy202-audio.zip"}


@pytest.mark.parametrize(("kind", "name", "change", "check"), CASES, ids=[f"{c[0]}: {c[1]}" for c in CASES])
def test_a_planted_loss_is_found(
    kind: str, name: str, change: Change, check: str, spoiled: Callable[[str, Change], Path]
) -> None:
    found = failed(spoiled(kind, change))
    assert check in found, found


@pytest.mark.parametrize("kind", ["daisy202", "daisy202-audio"])
def test_the_disclaimer_said_twice_is_found(kind: str, spoiled: Callable[[str, Change], Path]) -> None:
    """The last clip of a part goes on into the disclaimer that the file ends with, and every sum says so."""
    def change(files: Files) -> None:
        for name in sorted(files):
            if name.startswith("s0") and name != "s0001.smil":
                text = files[name].decode()
                file, end = re.findall(r'src="(a\d+\.mp3)" [^>]*clip-end="npt=(\d+\.\d+)s"', text)[-1]
                if file == "a0001.mp3":
                    last = name, text, end
        name, text, end = last
        files[name] = text.replace(f'clip-end="npt={end}s"', f'clip-end="npt={float(end) + 5:.3f}s"').encode()

    assert "daisy says the disclaimer once" in failed(spoiled(kind, change))


def test_verify_exits_7(spoiled: Callable[[str, Change], Path], capsys: pytest.CaptureFixture[str]) -> None:
    folder = spoiled("daisy202", TEXT["a dropped not"][0])
    assert run(["verify", str(folder)]) == 7
    assert "daisy words are the article's" in "".join(capsys.readouterr())


@pytest.mark.parametrize("bomb", [b"", b"PK", b"\0" * 1000])
def test_what_is_no_book_fails_and_does_not_crash(bomb: bytes, books: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(books, tmp_path / "warfarin"))
    (folder / "warfarin-daisy202.zip").write_bytes(bomb)
    seal(folder)
    assert "daisy opens" in failed(folder)


def test_a_compressed_book_is_not_unpacked(books: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(books, tmp_path / "warfarin"))
    with zipfile.ZipFile(folder / "warfarin-daisy202.zip", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("ncc.html", b"x" * 10_000_000)
    seal(folder)
    assert "compressed" in failed(folder)["daisy opens"]
