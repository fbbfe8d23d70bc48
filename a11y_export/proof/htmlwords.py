"""What a page and a book hold alike: every sentence once, the disclaimer whole, nothing of the source out of sight."""

from __future__ import annotations

from lxml import etree

from a11y_export import prose, words
from a11y_export.model import Article, Check, Origin
from a11y_export.proof.htmltext import SOURCE, Node, as_held, equal, own_text
from a11y_export.proof.pdf import compare

HIDING = ("hidden", "style", "aria-hidden", "inert")


def prove_sentences(kind: str, name: str, article: Article, body: Node) -> Check:
    """Every sentence stands once, in order, with its own words and no others."""
    expected: list[object] = [(s.id, as_held(s.text)) for s in prose.sentences(article)]
    found: list[object] = [
        (e.get("id"), words.fold(e.get("alt", "")) if e.tag == "img" else own_text(e)) for e in sentence_elements(body)
    ]
    ids = [e.get("id") for e in body.iter(etree.Element) if e.get("id")]
    if len(ids) != len(set(ids)):
        return Check(f"{kind} sentences", name, False, "an id stands twice")
    return equal(f"{kind} sentences", name, expected, found, "sentences")


def sentence_elements(body: Node) -> list[Node]:
    """Give the elements that hold a sentence each, in the page's order."""
    return [e for e in body.iter("span", "img") if e.get("class") == "s"]


def prove_disclaimer(kind: str, name: str, article: Article, body: Node) -> Check:
    """Law 2: the disclaimer stands whole in a section of its own, and says whose it is."""
    if article.disclaimer.origin is Origin.NONE:
        return Check(f"{kind} disclaimer", name, True, "the source has none")
    homes = body.xpath("//section[@id='disclaimer']//div[@class='disclaimer-text']")
    expected, found = words.tokens(as_held(article.disclaimer.text)), [t for h in homes for t in own_text(h).split()]
    owner = SOURCE if article.disclaimer.origin is Origin.FOUND else "program"
    if len(homes) != 1 or homes[0].get("data-origin") != owner:
        return Check(f"{kind} disclaimer", name, False, f"{len(homes)} disclaimers, expected one of the {owner}")
    return compare(f"{kind} disclaimer", name, expected, found)


def prove_seen(kind: str, name: str, body: Node) -> Check:
    """Nothing of the source stands inside an element that may be hidden."""
    held = "descendant-or-self::*[@data-origin='source' or @class='disclaimer-text']"
    inside = "ancestor::*[@data-origin='source' or @class='disclaimer-text']"
    hiding = " or ".join(f"@{a}" for a in HIDING)
    found = body.xpath(f"descendant-or-self::*[{hiding} or self::details or self::button][{held} or {inside}]")
    told = ", ".join(str(e.tag) for e in found[:5])
    return Check(f"{kind} nothing is hidden", name, not found, told or "all in view")
