"""Prove what a clinic put around an article: its words and logo as the manifest has them, and where its code leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import PROGRAM, SOURCE, find, source, text_of
from a11y_export.proof.qrcode import drawn_codes
from a11y_export.wording import Wording

CLINIC, CODE = "Clinic", "QRCode"
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?")
_LABEL = re.compile(r"[•–]|-?\d+\.")


def prove_surroundings(
    path: Path, name: str, article: Article, document: Document, clinic: Mapping[str, str], qr: str, printed: str,
) -> list[Check]:
    """Give the checks of the clinic's parts of a file, and of its days.

    `clinic` is the manifest's, `qr` and `printed` (the day of printing) the options' values, or "".
    """
    wording = Wording.load(article.language)
    return [
        _clinic(name, document, clinic, wording), _code(path, name, article, document, qr, wording),
        _days(name, article, document, printed, wording),
    ]


def _clinic(name: str, document: Document, clinic: Mapping[str, str], wording: Wording) -> Check:
    """The clinic's elements say the manifest's lines in order, and nothing else; logo and name stand on page 1."""
    check = "pdf clinic's words"
    said = {key: str(clinic.get(key, "")) for key in ("name", "logo_alt", "phone", "address", "web", "line")}
    logo = bool(clinic.get("logo_sha256"))
    homes = [kid for kid in document.root.kids if isinstance(kid, Element) and kid.role == CLINIC]
    if len(homes) != len(list(find(document.root, CLINIC))):
        return Check(check, name, False, "within another element")
    lines = [said["line"], *(f"{wording.get(f'clinic.{key}').text}: {said[key]}" for key in ("phone", "address", "web")
                             if said[key])]
    wanted = [[said["name"]]] if said["name"] or logo else []
    if any(lines):
        wanted.append([wording.get("clinic.heading").text, said["name"], *lines])
    found = [words.tokens(text_of(home, PROGRAM, PROGRAM)) for home in homes]
    expected = [[token for line in part for token in words.tokens(line)] for part in wanted]
    if found != expected:
        there, told = (" | ".join(" ".join(part) for part in parts) for parts in (found, expected))
        return Check(check, name, False, f"expected “{told}”, found “{there}”"[:900])
    figures = [(e.alt, len(e.pictures)) for home in homes for e in find(home, "Figure")]
    if figures != ([(said["logo_alt"], 1)] if logo else []):
        return Check(check, name, False, f"logo: {figures}")
    if any(source(home) for home in homes):
        return Check(check, name, False, "holds words of the source")
    if wanted and wanted[0] == [said["name"]] and homes[0].pages != {0}:
        return Check(check, name, False, "name or logo is not on the first page")
    return Check(check, name, True, f"{sum(map(len, found))} words")


def _code(path: Path, name: str, article: Article, document: Document, qr: str, wording: Wording) -> Check:
    """The code that is drawn leads where it was asked to, and its description and the line beside it say the same."""
    check = "pdf qr code"
    homes = list(find(document.root, CODE))
    drawn = drawn_codes(path, [number for number, page in enumerate(document.pages) if page.figures])
    if not homes and not drawn and qr in {"", "article"}:  # an article without an address has none; a warning says so
        return Check(check, name, True, "none")
    if len(homes) != 1 or len(drawn) != 1:
        return Check(check, name, False, f"{len(homes)} places, {len(drawn)} drawn figures")
    address = drawn[0]
    wanted = article.source.url if qr == "article" else qr
    if not qr or not address or _plain(address) != _plain(wanted) or not address.startswith(("http://", "https://")):
        return Check(check, name, False, f"leads to “{address[:200]}”, not to “{wanted[:200]}”")
    figures = [e.alt for e in find(homes[0], "Figure")]
    links = [("".join(text_of(e, PROGRAM, PROGRAM).split()), e.targets) for e in find(homes[0], "Link")]
    if figures != [wording.get("qr.alt", address=address).text]:
        return Check(check, name, False, f"described as {figures}")
    if [said for said, _ in links] != [address] or any({*targets} != {address} for _, targets in links):
        return Check(check, name, False, f"the line beside it says {links}")
    return Check(check, name, True, address)


def _days(name: str, article: Article, document: Document, printed: str, wording: Wording) -> Check:
    """The source's days and the day of printing stand in the file as they are on record, in words or as they are."""
    days = {key: str(getattr(article.source, key)) for key in ("published", "reviewed", "updated")}
    days["printed"] = printed
    lines = [words.tokens(line) for line in _program_lines(document.root, "")]
    told = 0
    for key, day in days.items():
        match = _DAY.fullmatch(day)
        label = words.tokens(f"{wording.get(f'handout.{key}').text}: ")
        found = [line[len(label) :] for line in lines if line[: len(label)] == label]
        if key == "printed" and not day and found:
            return Check("pdf days", name, False, f"{key}: none is on record, found “{' '.join(found[0])}”")
        if match is None:
            continue
        told += 1
        wanted = _in_words(match, day, wording)
        if not found or any(line not in wanted for line in found):
            return Check("pdf days", name, False, f"{key}: {day}, found “{' '.join(found[0] if found else [])}”")
    return Check("pdf days", name, True, f"{told} days")


def _program_lines(element: Element, owner: str) -> Iterator[str]:
    """Give the program's paragraphs in order."""
    owner = element.title if element.title in {SOURCE, PROGRAM} else owner
    if element.role == "P" and owner == PROGRAM:
        yield text_of(element, PROGRAM, PROGRAM)
        return
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _program_lines(kid, owner)


def _in_words(match: re.Match[str], day: str, wording: Wording) -> list[list[str]]:
    """Give the ways in which a day may be told: by words in one of two orders, or as it is where there are none."""
    real = 1 <= int(match["m"]) <= 12 and 1 <= int(match["d"] or 1) <= 31
    month = wording.get(f"date.month_{int(match['m'])}") if real else None
    if month is None or month.lang != wording.language:
        return [words.tokens(day)]
    parts = {"month": month.text, "year": match["y"]} | ({"day": int(match["d"])} if match["d"] else {})
    keys = ("date.day", "date.day_us") if match["d"] else ("date.month",)
    return [words.tokens(wording.get(key, **parts).text) for key in keys]


def without_notices(home: Element, language: str) -> Element:
    """Give an element of the clinic's words without what the handout puts into them: marks of links, lists, notes.

    Only a whole element that says exactly such a mark is left out.
    """
    wording = Wording.load(language)
    marks = {words.fold(wording.get(key).text) for key in ("deleted.start", "deleted.end", "mark.open", "mark.close")}
    marks |= {f"({target})" for link in find(home, "Link") for target in link.targets}
    numbered = re.compile(re.escape(words.fold(wording.get("handout.link_mark", n=0).text)).replace("0", r"\d+"))

    def bare(element: Element) -> Element:
        kids: list[Element | str] = []
        for kid in element.kids:
            if isinstance(kid, Element):
                said = words.fold(text_of(kid, PROGRAM, PROGRAM))
                if kid.role == "Span" and (said in marks or numbered.fullmatch(said)):
                    continue
                if kid.role == "Lbl" and _LABEL.fullmatch(said):
                    continue
            kids.append(bare(kid) if isinstance(kid, Element) else kid)
        return replace(element, kids=kids)

    return bare(home)


def _plain(address: str) -> str:
    return unquote(words.fold(address))
