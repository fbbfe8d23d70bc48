"""What assistive technology, staff and players rely on beside the words: what is changed there, `verify` finds."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from a11y_export.cli.app import run
from a11y_export.errors import ExitCode
from a11y_export.proof import prove
from tests.proof.conftest import PAGE, make, seal

FACTS, WAYS, TABLES, PLAIN, LANGUAGES = (
    "pdf says what it is", "pdf bookmarks and contents lead to their headings", "pdf tables", "pdf is drawn plainly",
    "pdf languages of passages",
)


def failed(folder: Path) -> set[str]:
    return {check.name for check in prove(folder) if not check.passed}


def elements(pdf: pikepdf.Pdf, role: str) -> list[pikepdf.Dictionary]:
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == role and "/P" in o]


def notes(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [note for page in pdf.pages for note in page.obj.get("/Annots", []) if "/Dest" in note]


def unmarked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def untitled(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Another"


def no_title_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def small(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.obj.Contents = pdf.make_stream(re.sub(rb" 18 Tf", b" 12 Tf", page.obj.Contents.read_bytes()))


def renamed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Title = pikepdf.String("How not to take it")


def astray(pdf: pikepdf.Pdf) -> None:
    notes(pdf)[0].Dest[0] = pdf.pages[-1].obj


def without_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def without_a_link(pdf: pikepdf.Pdf) -> None:
    page = next(page for page in pdf.pages if "/Annots" in page.obj)
    del page.obj.Annots[0]


def no_link(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/Link")[0].S = pikepdf.Name("/Span")


def no_scope(pdf: pikepdf.Pdf) -> None:
    header = elements(pdf, "/TH")[0]
    del header["/A"]


def foreign(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[-1].Lang = pikepdf.String("fr")


def other_subject(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Subject"] = "Take two."


def other_author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "Ben Ruiz"


def packet(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new, 1))

    return spoil


def scaled(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.PrintScaling


def roleless(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/P")[-1].S = pikepdf.Name("/NonStruct")


def unnumbered(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/L")[-1]["/A"]


def called(pdf: pikepdf.Pdf) -> None:
    notes(pdf)[0].Contents = pikepdf.String("Take two.")


def nameless(pdf: pikepdf.Pdf) -> None:
    del notes(pdf)[0]["/Contents"]


def titled(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/Sect")[0].T = pikepdf.String("Take two.")


def keywords(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Keywords"] = "free"


def numbered(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name("/r"))]))


CHANGES: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "a link called something else": (called, WAYS),
    "a link without a name": (nameless, WAYS),
    "an element with a title": (titled, FACTS),
    "keywords that nobody gave": (keywords, FACTS),
    "other numbers of pages": (numbered, PLAIN),
    "another subject": (other_subject, FACTS),
    "another author": (other_author, FACTS),
    "another title in the packet": (packet(b">Warfarin", b">Aspirin"), FACTS),
    "another language in the packet": (packet(b"<rdf:li>en-US", b"<rdf:li>fr"), FACTS),
    "another part of the standard": (packet(b"<pdfuaid:part>1", b"<pdfuaid:part>2"), FACTS),
    "another creator in the packet": (packet(b"<xmp:CreatorTool>a11y", b"<xmp:CreatorTool>other"), FACTS),
    "a print that may be smaller": (scaled, FACTS),
    "a paragraph that is nothing": (roleless, FACTS),
    "a list of no kind": (unnumbered, FACTS),
    "not marked as tagged": (unmarked, FACTS),
    "another title": (untitled, FACTS),
    "no title in the window": (no_title_shown, FACTS),
    "small print": (small, PLAIN),
    "a bookmark renamed": (renamed, WAYS),
    "a contents link astray": (astray, WAYS),
    "no bookmarks": (without_bookmarks, WAYS),
    "a link without a place": (without_a_link, WAYS),
    "a link that is not tagged as one": (no_link, WAYS),
    "a header without a scope": (no_scope, TABLES),
    "a passage in another language": (foreign, LANGUAGES),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_beside_the_words_is_found(finished: Path, change: str) -> None:
    spoil, check = CHANGES[change]
    path = next(finished.glob("*.pdf"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        spoil(pdf)
        pdf.save(path)
    seal(finished)
    assert check in failed(finished)


def test_an_encrypted_file_is_found(finished: Path) -> None:
    path = next(finished.glob("*.pdf"))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="o", user=""))
    seal(finished)
    assert FACTS in failed(finished)


def manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    return rewritten("manifest.json", change)


def rewritten(name: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        held = json.loads((folder / name).read_text(encoding="utf-8"))
        change(held)
        (folder / name).write_text(json.dumps(held), encoding="utf-8")

    return spoil


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")

    return spoil


def appended(name: str, line: str, *, first: bool = False) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(line + text if first else text + line, encoding="utf-8")

    return spoil


def tagged(frame: str, value: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        from mutagen.id3 import ID3

        path = sorted((folder / "audio").glob("*.mp3"))[1]
        tags = ID3(path)
        tags.getall(frame)[0].text = [value]
        tags.save(path, v2_version=3)

    return spoil


def framed(change: Callable[[Any], None]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        from mutagen.id3 import ID3

        path = sorted((folder / "audio").glob("*.mp3"))[1]
        tags = ID3(path)
        change(tags)
        tags.save(path, v2_version=3)

    return spoil


def noted(tags: Any) -> None:
    from mutagen.id3 import TXXX

    tags.add(TXXX(encoding=1, desc="", text="Take two."))


def addressed(tags: Any) -> None:
    from mutagen.id3 import WOAS

    tags.add(WOAS(url="https://mill.example/"))


def described(tags: Any) -> None:
    tags.getall("COMM")[0].desc = "Take two."


def foreign_text(tags: Any) -> None:
    tags.getall("USLT")[0].lang = "fra"


def uncovered(folder: Path) -> None:
    from mutagen.id3 import ID3

    path = sorted((folder / "audio").glob("*.mp3"))[1]
    tags = ID3(path)
    tags.delall("APIC")
    tags.save(path, v2_version=3)


PLAINLY = "page for staff is plain"
ADDED = "cuts page tells what was added"
SIGNED, IN_ORDER = "doses are numbered to be signed", "cuts page has the words in order"
SCRIPT, PLAYLIST, LISTED = "script is what is said", "playlist names every file", "manifest lists the files as they are"
SHIPPED = "style and script are the program's own"
TOLD = "manifest tells what the article says"
RECORDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "another title": (manifest(lambda m: m["source"].update(title="Another")), TOLD),
    "another reviewer": (manifest(lambda m: m["source"].update(reviewer="Ben Ruiz")), TOLD),
    "another language": (manifest(lambda m: m["source"].update(language="de")), TOLD),
    "a section left out": (manifest(lambda m: m["sections"].pop()), TOLD),
    "other pages": (manifest(lambda m: m["artifacts"][0].update(pages=99)), "pages in the manifest"),
    "other seconds": (manifest(
        lambda m: next(a for a in m["artifacts"] if a["kind"] == "mp3").update(seconds=1)), "seconds in the manifest"),
    "a check that had failed": (manifest(lambda m: m["checks"][0].update(passed=False)), "no check on record failed"),
    "a dose shown otherwise": (replaced("record/doses.html", "two point five", "twenty-five"), "doses are those said"),
    "a dose left out": (replaced("record/doses.html", 'class="said"', 'class="x"'), "doses are those said"),
    "a dose in another sentence": (replaced("record/doses.html", " at the same time", ""), "doses are those said"),
    "a dose of another section": (replaced("record/doses.html", ">How to take it<", ">When to call<"),
                                  "doses are those said"),
    "another number of a dose": (replaced("record/doses.html", '<td class="n">2</td>', '<td class="n">3</td>'), SIGNED),
    "another question": (replaced("record/doses.html", "Please check each row", "Please check no row"), SIGNED),
    "a cut not shown": (replaced("record/cuts.html", "All articles", "Nothing"), "cuts page has the words in order"),
    "a kept text that says otherwise": (replaced("record/cuts.html", "Do not take", "Do take"), IN_ORDER),
    "a reason that is none": (replaced("record/cuts.html", "Reason: ", "Reason: no "), "cuts page tells what was cut"),
    "a line that keeps another text": (replaced("record/cuts.html", "keep = [", "keep = [&quot;x&quot;, "),
                                       "cuts page tells what was cut"),
    "a line that cuts another text": (replaced("record/cuts.html", "cut = [&#34;", "cut = [&#34;No "),
                                      "lines to paste quote the page"),
    "another sum of cuts": (replaced("record/cuts.html", "<dd>", "<dd>1"), "cuts page sums up the cuts"),
    "an added word of another origin": (replaced("record/cuts.html", "json-ld", "page"), ADDED),
    "another script of the cuts": (replaced("record/cuts.html", '"use strict";', '"use strict"; var x;'), SHIPPED),
    "a line behind the script": (appended("record/script.txt", "Take two.\n"), SCRIPT),
    "a line before the script": (appended("record/script.txt", "Take two.\n", first=True), SCRIPT),
    "another name of a file in the script": (replaced("record/script.txt", "[01-", "[10-"), SCRIPT),
    "another title of the script": (replaced("record/script.txt", "Warfarin at home\n\n[", "Aspirin\n\n["), SCRIPT),
    "another title in the playlist": (replaced("audio/playlist.m3u8", ":Warfarin", ":Aspirin"), PLAYLIST),
    "another length in the playlist": (replaced("audio/playlist.m3u8", "EXTINF:", "EXTINF:1"), PLAYLIST),
    "a remark in the playlist": (appended("audio/playlist.m3u8", "#Take two.\n"), PLAYLIST),
    "other words of a section": (manifest(lambda m: m["sections"][0].update(words=999)), TOLD),
    "other words added": (manifest(lambda m: m["words"].update(added=99)), "words add up"),
    "another page": (manifest(lambda m: m["source"].update(path="aspirin.html")), TOLD),
    "another program": (manifest(lambda m: m.update(program="by hand")), TOLD),
    "a format that is not told": (manifest(lambda m: m["options"]["formats"].remove("mp3")), "every format is there"),
    "other sheets": (manifest(lambda m: m["artifacts"][0]["sheets"].update(duplex=9)), LISTED),
    "a file listed twice": (manifest(lambda m: m["artifacts"].append(m["artifacts"][0])), LISTED),
    "another section of a file": (manifest(lambda m: m["artifacts"][2].update(section="s01")), LISTED),
    "a sentence in another voice": (rewritten(
        "record/timeline.json", lambda t: t["tracks"][1]["utterances"][3].update(lang="de")),
        "sentences are said in their language"),
    "another number of the file": (tagged("TRCK", "9/9"), "audio tags"),
    "a frame that nobody asked for": (framed(noted), "audio tags"),
    "an address that is not the source's": (framed(addressed), "audio tags"),
    "a comment called something else": (framed(described), "audio tags"),
    "a text of another language": (framed(foreign_text), "audio tags"),
    "an element that hides a cut": (replaced("record/cuts.html", "<summary>", '<summary aria-hidden="true">'), PLAINLY),
    "a dose out of sight": (replaced("record/doses.html", "<tr><td", '<tr hidden="hidden"><td'), PLAINLY),
    "a score with another word": (replaced("record/readability.html", "<h2>", '<h2 title="Easy">'), PLAINLY),
    "no cover": (uncovered, "every file has the same cover"),
    "another genre": (tagged("TCON", "Blues"), "audio tags"),
    "another language of the file": (tagged("TLAN", "deu"), "audio tags"),
}


@pytest.mark.parametrize("change", RECORDS)
def test_a_record_that_tells_otherwise_is_found(finished: Path, change: str) -> None:
    spoil, check = RECORDS[change]
    spoil(finished)
    seal(finished)
    assert check in failed(finished)
    assert run(["verify", str(finished)]) == ExitCode.PROOF_FAILED


def test_another_size_of_a_file_is_found(finished: Path) -> None:
    manifest(lambda m: m["record"][0].update(bytes=1))(finished)
    assert failed(finished) == {LISTED}


def test_an_unchanged_folder_passes(finished: Path) -> None:
    seal(finished)
    assert failed(finished) == set()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("page"), PAGE, formats=("mp3", "html"))


LISTEN = "listen/index.html"
ELEMENTS = "html elements are a page's"
SAID: dict[str, tuple[str, str, str]] = {
    "a word of the program": (
        "</main>", '<p data-origin="program">Take more.</p></main>', "html program words are declared"),
    "another name of the disclaimer": (">Medical disclaimer<", ">Good advice<", "html program words are declared"),
    "another title": ("<title>", "<title>Not ", "html is titled as the article"),
    "a contents entry astray": ('<a href="#part2">', '<a href="#part3">', "html contents"),
    "another fact": ("<dd>Ana Ruiz</dd>", "<dd>Ben Ruiz</dd>", "html facts"),
    "a header that is none": ('<th scope="col">', "<th>", "html tables"),
    "another name of a table": ('aria-label="Table 1"', 'aria-label="Table 2"', "html tables are named"),
    "a table that cannot be moved to": (' tabindex="0"', "", ELEMENTS),
    "a sentence that is kept from some": ('<span class="s" id="s02-003"',
                                          '<span aria-hidden="true" class="s" id="s02-003"', ELEMENTS),
    "a sentence that others hear otherwise": ('<span class="s" id="s02-003"',
                                              '<span aria-label="Take two." class="s" id="s02-003"', ELEMENTS),
    "a part from the other side": ('data-origin="source" dir="auto"', 'data-origin="source" dir="rtl"', ELEMENTS),
    "a page that cannot be made larger": ("initial-scale=1", "initial-scale=1, maximum-scale=1", ELEMENTS),
    "a page that tells where it is opened": ('content="no-referrer"', 'content="unsafe-url"', ELEMENTS),
    "an id that stands twice": ('id="part2"', 'id="part1"', ELEMENTS),
    "another size": ('data-size="18"', 'data-size="16"', ELEMENTS),
    "words of another language": ("Do not take a", '<span lang="fr" xml:lang="fr">Do not take a</span>',
                                  "html languages of passages"),
    "a paragraph cut in two": (' <span class="s" id="s02-003"', '</p><p><span class="s" id="s02-003"', "html blocks"),
    "another length of a file": ("min ", "min 1", "html controls"),
    "another name of the player": ('aria-label="Player"', 'aria-label="Take two"', "html controls"),
    "another name of a size": ('aria-label="16 points"', 'aria-label="61 points"', "html controls"),
    "another word while it plays": ('data-pause="Pause"', 'data-pause="Stop the medicine"', "html controls"),
    "a button of another part": ('data-do="part" data-to="1"', 'data-do="part" data-to="2"', "html controls"),
    "a player called as another": ('aria-labelledby="label1"', 'aria-labelledby="label0"', "html controls"),
    "a sign that is heard": (' aria-hidden="true">▶', ">▶", ELEMENTS),
    "another script": ('"use strict";', '"use strict"; var x;', SHIPPED),
    "bold that is none": ("<style>", "<style>strong { font-weight: normal; }", SHIPPED),
}


@pytest.mark.parametrize("change", SAID)
def test_what_a_listening_page_says_otherwise_is_found(page: Path, tmp_path: Path, change: str) -> None:
    folder = Path(shutil.copytree(page, tmp_path / "warfarin"))
    assert failed(folder) == set()
    old, new, check = SAID[change]
    replaced(LISTEN, old, new)(folder)
    seal(folder)
    assert check in failed(folder)


def test_words_crossed_out_in_what_was_cut_are_shown(tmp_path: Path) -> None:
    offer = "<nav><ul><li><a href='/card'>Earn <del>150,000</del> 200,000 points</a></li>{}</ul></nav>"
    offer = offer.format("".join(f"<li><a href='/{n}'>Number {n} of our many offers</a></li>" for n in range(40)))
    said = "<p>Asthma makes the airways swell. A preventer inhaler is used every day, even when you feel well.</p>" * 3
    page = tmp_path / "asthma.html"
    html = f"<html lang='en'><body>{offer}<article><h1>Asthma</h1>{said}</article></body></html>"
    page.write_text(html, encoding="utf-8")
    assert run(["convert", str(page), "-o", str(tmp_path / "out"), "--formats", "pdf"]) == ExitCode.OK
    assert "<del>150,000</del>" in (tmp_path / "out" / "asthma" / "record" / "cuts.html").read_text(encoding="utf-8")
