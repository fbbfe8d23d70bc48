"""What the program adds to a listening page: its own phrases only, and contents that lead where they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from a11y_export import words
from a11y_export.model import Article, Check, Figure, within
from a11y_export.proof.htmlnames import bare_text
from a11y_export.proof.htmltext import PROGRAM, Node, held, own_text, pieces
from a11y_export.wording import Wording

_ROOMS = ("listen", "handout", "callout", "figure", "table", "deleted", "audio", "book")
_GAP = re.compile(r"\\\{[^{}]*\\\}")
# Numbers, clock times and signs of controls; "A" stands for sizes.
_SIGNS = re.compile(r"(?:[\d.,:×%()\s▶⏸◀→←–-]|min|h|s|pt|A)*")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def prove_program(name: str, article: Article, root: Node, body: Node, files: Iterable[str]) -> list[Check]:
    """Give the checks of the page's own title, of the program's words, and of the contents.

    `files` are the titles of the sound files.
    """
    title = words.fold(root.findtext("head/title", ""))
    # A control character stands as another sign in a page's head.
    wanted = "".join(filter(str.isalnum, held(article.title)))
    good = not wanted or "".join(filter(str.isalnum, title)) == wanted
    return [
        Check("html is titled as the article", name, good, title[:80]),
        _declared(name, article, body, files),
        _contents(name, body),
    ]


def _declared(name: str, article: Article, body: Node, files: Iterable[str]) -> Check:
    """Each text of the program is one of its phrases, a heading or a fact of the article, or a number."""
    homes = body.xpath("//section[@data-origin='source']")
    known = {bare_text(h) for home in homes for h in home.iter(*_HEADINGS)} | {*map(held, files)}
    known |= {*(held(str(getattr(article.source, key))) for key in article.source.__slots__)}
    blocks = [*(b for s in article.sections for b in s.blocks), *article.disclaimer.blocks]
    known |= {held(f.alt) for b in blocks for f in within(b) if isinstance(f, Figure)} | {held(article.title)}
    whole = deepcopy(body)
    for own in (*whole.xpath("//script"), *whole.xpath("//div[@class='disclaimer-text']")):
        own.getparent().remove(own)  # the words of a supplied disclaimer are proved by themselves
    phrases = Wording.load(article.language).phrases(*_ROOMS)
    gapped = [re.compile(_GAP.sub(r"[^.!?]{1,200}", re.escape(words.fold(p)))) for p in phrases if "{" in p]
    plain = {words.fold(p) for p in phrases}
    odd = []
    for who, text in pieces(whole):
        told = words.fold(text)
        if who != PROGRAM or not told or told in known or told in plain or _SIGNS.fullmatch(told):
            continue
        label = re.fullmatch(r":? ?(.*?) ?(?:\([^()]{1,30}\))?", told)
        if not (label and label[1] in known | plain) and not any(p.fullmatch(told) for p in gapped):
            odd.append(told)
    return Check("html program words are declared", name, not odd, "; ".join(f"“{t[:60]}”" for t in odd[:5]) or "all")


def _contents(name: str, body: Node) -> Check:
    """Each entry of the contents leads to the heading that it names; every part of the second level has one."""
    links = body.xpath("//nav[contains(@class, 'contents')]//a")
    there = {e.get("id"): e for e in body.iter(etree.Element) if e.get("id")}
    odd, named = [], set()
    for link in links:
        place = str(link.get("href", "")).removeprefix("#")
        heading = next((h for h in there[place].iter(*_HEADINGS)), None) if place in there else None
        if heading is None or bare_text(heading) != own_text(link):
            odd.append(own_text(link))
        named.add(place)
    missing = [] if not links else [
        str(s.get("id")) for s in body.iter("section")
        if s.get("id") not in named | {"about"} and s.find("h2") is not None
    ]
    wrong = odd + missing
    return Check("html contents", name, not wrong, "; ".join(wrong[:5]) or f"{len(links)} entries")
