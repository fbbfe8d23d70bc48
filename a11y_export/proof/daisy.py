"""Reopen a finished talking book (DAISY 2.02) and prove it: its files, contents, links, times, sound and words.

The zip is read with zipfile and lxml, which know nothing of how it was written, and compared with the article, the
timeline and the MP3s beside it. Nothing is unpacked to disk, and nothing outside of the zip and the folder is opened.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import prose, words
from a11y_export.model import Article, Check
from a11y_export.proof.daisybook import MASTER, Book, milliseconds, taken_apart
from a11y_export.proof.daisyfacts import depths, prove_facts
from a11y_export.proof.daisysound import heard_sections, prove_sound
from a11y_export.proof.daisytext import prove_text
from a11y_export.proof.htmltext import Unreadable, as_held, equal
from a11y_export.wording import Wording

_ONCE = (
    "dc:date", "dc:format", "dc:identifier", "dc:language", "dc:publisher", "dc:title", "ncc:charset", "ncc:pageFront",
    "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems", "ncc:totalTime", "ncc:files", "ncc:kByteSize", "ncc:depth",
    "ncc:multimediaType", "ncc:generator", "ncc:narrator", "ncc:setInfo",
)
_DATES = ("dc:date", "ncc:producedDate", "ncc:sourceDate")


def prove_daisy(
    path: Path, name: str, article: Article, timeline: Mapping[str, Any], audio: Path, pictures: Sequence[str] | None,
    imprint: tuple[str, str] | None = None,
) -> list[Check]:
    """Give the checks of the book at `path`, recorded as `name`; `audio` is the folder of the timeline's MP3s.

    `pictures` are the SHA-256 of the article's pictures in reading order, "" for one without a file; None for a book of
    sound alone. `imprint` is who makes the book and the day of making, "" where not given; None where nobody knows.
    """
    text = pictures is not None
    try:
        book = taken_apart(path)
        checks = [
            Check("daisy opens", name, True, f"{len(book.files)} files, {len(book.smils)} of them SMIL"),
            _facts(name, article, book, text=text),
            _headings(name, article, timeline, book),
            _links(name, book, text=text),
            _totals(name, book),
            *prove_facts(name, article, timeline, book, imprint, text=text),
        ]
        checks += prove_sound(name, article, timeline, book, audio, text=text)
        if pictures is None:
            checks.append(_sound_alone(name, book))
        else:
            checks += prove_text(name, article, book, pictures, set(heard_sections(article, timeline)))
    except (OSError, Unreadable, zipfile.BadZipFile, etree.XMLSyntaxError, ValueError, KeyError) as error:
        return [Check("daisy opens", name, False, f"{type(error).__name__}: {error}")]
    return checks


def _facts(name: str, article: Article, book: Book, *, text: bool) -> Check:
    """What the format wants to know of a book stands in the contents, once, and is true."""
    told = book.facts()
    said = dict(told)
    names = [key for key, _ in told]
    wrong = [key for key in _ONCE if names.count(key) != 1] + ["dc:creator"] * ("dc:creator" not in said)
    wrong += [key for key, content in told if not content.strip()]
    size = sum(len(data) for data in book.files.values())
    true = {
        "dc:format": "Daisy 2.02",
        "dc:language": article.language,
        "ncc:charset": "utf-8",
        "ncc:multimediaType": "audioFullText" if text else "audioNcc",
        "ncc:files": str(len(book.files)),
        "ncc:kByteSize": str(-(-size // 1024)),
        "ncc:tocItems": str(len(book.headings())),
        "ncc:depth": str(max(level for level, *_ in book.headings())),
    }
    if words.fold(article.title):
        true["dc:title"] = as_held(words.fold(article.title))
    wrong += [f"{key} is {said.get(key, '')[:60]!r}" for key, value in true.items() if said.get(key) != value]
    wrong += [key for key in _DATES if not re.fullmatch(r"\d{4}(-\d\d){0,2}", said.get(key, "2000"))]
    wrong += [key for key in ("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial") if said.get(key) != "0"]
    if book.ncc.get("lang", "") != article.language:
        wrong.append("the contents' language")
    return Check("daisy facts", name, not wrong, ", ".join(wrong[:5]) or f"{len(told)} facts")


def _headings(name: str, article: Article, timeline: Mapping[str, Any], book: Book) -> Check:
    """The contents name the title, the disclaimer and each section that sounds, in this order, on levels without gaps.

    A section without a heading has one of the program's own there.
    """
    wording = Wording.load(article.language)
    program = {wording.get("audio.introduction").text}
    program |= {wording.get("audio.part", n=n).text for n in range(1, len(article.sections) + 1)}
    by_id = {section.id: section for section in article.sections}
    found = book.headings()
    expected: list[object] = []
    for section, entry in zip(heard_sections(article, timeline), [*found, *[None] * 99_999], strict=False):
        own = by_id[section].title if section in by_id else ""
        if section == prose.TITLE:
            own = article.title if words.fold(article.title) else wording.get("daisy.untitled").text
        elif section == prose.DISCLAIMER:
            own = wording.get("handout.disclaimer").text
        there = words.fold(entry[2]) if entry else ""
        nameless = there if there in program else "a name of the program's"
        expected.append(words.fold(as_held(words.fold(own))) or nameless)
    check = equal("daisy headings", name, expected, [words.fold(text) for _, _, text, _ in found], "headings")
    levels = [level for level, *_ in found]
    heard = heard_sections(article, timeline)
    wanted = depths([by_id.get(section) for section in heard], set(heard))
    if check.passed and levels != wanted:
        return Check("daisy headings", name, False, f"levels {levels[:40]}, expected {wanted[:40]}")
    return check


def _links(name: str, book: Book, *, text: bool) -> Check:
    """Each entry of the contents leads to the beginning of a SMIL file of its own, and that leads back."""
    wrong: list[str] = []
    headings = book.headings()
    ids = [own for _, own, _, _ in headings]
    if len(set(ids)) != len(ids) or "" in ids:
        wrong.append("ids of the contents")
    seen = []
    for _, own, _, href in headings:
        file, _, place = href.partition("#")
        seen.append(file)
        if file not in book.smils or book.smils[file].pars[0].id != place:
            wrong.append(href)
        elif not text and any(par.target != f"ncc.html#{own}" for par in book.smils[file].pars):
            wrong.append(f"{file} does not lead back")
    if seen != list(book.smils):
        wrong.append("the SMIL files and the contents differ")
    if [ref.get("src") for ref in book.master.iter("ref")] != [href for *_, href in headings]:
        wrong.append(MASTER)
    sounds = {par.audio for smil in book.smils.values() for par in smil.pars}
    wrong += sorted(sound for sound in sounds if not (sound.endswith(".mp3") and sound in book.files))
    return Check("daisy links", name, not wrong, ", ".join(wrong[:5]) or f"{len(headings)} entries, there and back")


def _totals(name: str, book: Book) -> Check:
    """Each SMIL file says its own length and what went before; the contents say the sum."""
    wrong: list[str] = []
    elapsed = 0
    for file, smil in book.smils.items():
        length = sum(par.end - par.begin for par in smil.pars)
        own, before = (milliseconds(smil.facts[key]) for key in ("ncc:timeInThisSmil", "ncc:totalElapsedTime"))
        if smil.length != length or own != length or before != elapsed or smil.facts["dc:format"] != "Daisy 2.02":
            wrong.append(file)
        elapsed += length
    told = milliseconds(dict(book.facts())["ncc:totalTime"])
    if abs(told - elapsed) > 500:
        wrong.append(f"in all {told} ms, the sum is {elapsed}")
    return Check("daisy times add up", name, not wrong, ", ".join(wrong[:5]) or f"{elapsed} ms")


def _sound_alone(name: str, book: Book) -> Check:
    """A book of sound alone holds no text but its contents."""
    others = [file for file in book.files if not file.endswith((".smil", ".mp3")) and file != "ncc.html"]
    return Check("daisy is sound alone", name, not others, ", ".join(others[:5]) or "headings and sound")
