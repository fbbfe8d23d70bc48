"""Prove what a clinic put around an article: its words and logo as the manifest has them, and where its code leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.pdftext import Document, Element
from a11y_export.proof.pdftree import PROGRAM, find, source, text_of
from a11y_export.proof.qrcode import drawn_codes
from a11y_export.wording import Wording

CLINIC, CODE = "Clinic", "QRCode"
_LABEL = re.compile(r"[•–]|-?\d+\.")


def prove_surroundings(
    path: Path, name: str, article: Article, document: Document, clinic: Mapping[str, str], qr: str,
) -> list[Check]:
    """Give the checks of the clinic's parts of a file; `clinic` is the manifest's, `qr` the option's value or ""."""
    wording = Wording.load(article.language)
    return [_clinic(name, document, clinic, wording), _code(path, name, article, document, qr, wording)]


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
    drawn = drawn_codes(path)
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
