"""Disclaimers and notices that only look like one, planted into real pages: what is found, whole, and what is not."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment
from bs4.element import Tag

from a11y_export.errors import ExportError
from a11y_export.model import Disclaimer, Origin
from a11y_export.reading import ReadingOptions, read_bytes
from a11y_export.reading.blocks import Builder
from a11y_export.reading.disclaimer import find_disclaimers
from a11y_export.reading.ledger import Fate, Ledger
from a11y_export.reading.page import parse

PLANTED = tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))
LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl", "hi")
PAGES = 24
COOKIES = {
    "en": "We use cookies. Manage your cookie settings.",
    "es": "Usamos cookies. Configure sus cookies.",
    "fr": "Nous utilisons des cookies. Gérez vos cookies.",
    "de": "Wir verwenden Cookies. Cookie-Einstellungen ändern.",
    "it": "Usiamo cookie. Gestisci i cookie.",
    "pt": "Usamos cookies. Altere as definições de cookies.",
    "nl": "Wij gebruiken cookies. Cookie-instellingen wijzigen.",
    "hi": "हम कुकीज़ का उपयोग करते हैं। कुकीज़ की सेटिंग बदलें।",
}
# Where it is planted: the mark in the page, and what stands around it.
PLACES = {
    "article end": ("end", "{}"),
    "footer": ("foot", "<footer class='foot'><p>{cookies}</p><div>{}</div><p>© 2025 Example Ltd</p></footer>"),
    "aside": ("foot", "<aside class='rail'>{}</aside>"),
    "hidden dialog": ("foot", "<div class='modal' role='dialog' style='display:none'>{}<button>OK</button></div>"),
    "table cell": ("foot", "<table><tr><td>{}</td><td>Tel. 01 234 56</td></tr></table>"),
    "small print": ("middle", "<div class='fine'><small>{}</small></div>"),
}


def _host(url: str) -> int:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return int(hashlib.sha256(host.encode()).hexdigest(), 16) % 10


@lru_cache(maxsize=1)
def marked_pages(folder: Path) -> tuple[str, ...]:
    """Give short real pages without a disclaimer, marked in the article, at its end and at the page's foot."""
    truth = json.loads(gzip.decompress((folder / "truth.json.gz").read_bytes()))
    files = [folder / "html" / f"{name}.html.gz" for name, row in truth.items() if _host(row["url"]) < 7]
    out: list[str] = []
    for file in sorted(files, key=lambda f: (f.stat().st_size, f.name)):
        if not 5_000 < file.stat().st_size < 40_000:
            continue
        data = gzip.decompress(file.read_bytes())
        soup = BeautifulSoup(data.decode(), "lxml")
        home = max(soup.find_all(["article", "div", "section", "main"]), key=_prose, default=None)
        if home is None or _prose(home) < 1_500 or found(data):
            continue
        paragraphs = home.find_all("p", recursive=False)
        paragraphs[-1].insert_after(Comment("end"))
        paragraphs[len(paragraphs) // 2].insert_after(Comment("middle"))
        soup.body.append(Comment("foot"))
        html = str(soup)
        try:
            if read_bytes(html.encode()).article.disclaimer.origin is Origin.NONE:
                out.append(html)
        except ExportError:
            continue
        if len(out) == PAGES:
            break
    return tuple(out)


def _prose(element: Tag) -> int:
    return sum(len(p.get_text()) for p in element.find_all("p", recursive=False))


def plantings(kind: str, *batches: str) -> list[tuple[str, str, str, str]]:
    """Give language, place, the planted text and its HTML, for each wording in each place."""
    out = []
    for language in LANGUAGES:
        rows = PLANTED[language][kind]
        for html in (h for batch in batches or rows for h in rows[batch]):
            text = " ".join(BeautifulSoup(html, "lxml").get_text(" ").split())
            for place, (_, around) in PLACES.items():
                out.append((language, place, text, around.replace("{}", html).replace("{cookies}", COOKIES[language])))
    return out


def planted(folder: Path, number: int, place: str, html: str) -> bytes:
    pages = marked_pages(folder)
    mark = f"<!--{PLACES[place][0]}-->"
    page = pages[number % len(pages)]
    assert mark in page
    return page.replace(mark, html, 1).encode()


def found(data: bytes) -> str:
    page = parse(data, "page", ReadingOptions())
    ledger = Ledger(page.soup)
    finds = find_disclaimers(page.soup, ledger)
    builder = Builder(page, ledger, "en", "", {}, fate=Fate.DISCLAIMER)
    return Disclaimer(builder.blocks(tuple(e for f in finds for e in f.elements)), Origin.FOUND).text


def letters(text: str) -> str:
    return "".join(text.split())


def missed(folder: Path, rows: list[tuple[str, str, str, str]]) -> list[str]:
    """Give what was not found whole, or brought a neighbour along."""
    out = []
    for number, (language, place, text, html) in enumerate(rows):
        got = found(planted(folder, number, place, html))
        alone = not any(other in got.lower() for other in ("cookie", "कुकी", "example", "01 234"))
        if letters(text) not in letters(got) or not alone or got.endswith("OK"):
            out.append(f"{language}, {place}: {text}\n    found: {got}")
    return out


def taken(folder: Path, rows: list[tuple[str, str, str, str]]) -> list[str]:
    """Give what was taken for a disclaimer."""
    out = []
    for number, (language, place, text, html) in enumerate(rows):
        got = found(planted(folder, number, place, html))
        if got:
            out.append(f"{language}, {place}: {text}\n    taken: {got}")
    return out


def test_there_is_enough_to_plant():
    assert set(PLANTED) == set(LANGUAGES)
    for language in LANGUAGES:
        for kind in ("disclaimers", "decoys"):
            texts = [t for half in PLANTED[language][kind].values() for t in half]
            assert len(set(texts)) >= 10


def test_planted_disclaimers_are_found_whole_and_alone(shared):
    folder = shared / "extraction"
    wanted = plantings("disclaimers")
    assert len(wanted) >= 400
    out = missed(folder, wanted)
    assert len(out) <= 0.02 * len(wanted), "\n".join(out)


def test_planted_notices_of_another_kind_are_not_taken(shared):
    folder = shared / "extraction"
    others = plantings("decoys")
    assert len(others) >= 400
    out = taken(folder, others)
    assert len(out) <= 0.01 * len(others), "\n".join(out)


def test_the_public_reading_carries_what_was_planted(shared):
    """A sample through the whole reading: no later step loses a word of the disclaimer."""
    out = []
    for number, (language, place, text, html) in list(enumerate(plantings("disclaimers")))[::17]:
        reading = read_bytes(planted(shared / "extraction", number, place, html))
        disclaimer = reading.article.disclaimer
        if disclaimer.origin is not Origin.FOUND or letters(text) not in letters(disclaimer.text):
            out.append(f"{language}, {place}: {text}")
    assert out == []
