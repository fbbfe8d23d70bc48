"""The picture that leads an article from outside of the element that holds its text: between the title and the text."""

from __future__ import annotations

from bs4.element import Tag

from a11y_export.reading.addresses import PICTURES, leads_away, name, shown
from a11y_export.reading.decoration import decoration
from a11y_export.reading.facts import Facts
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.naming import names
from a11y_export.reading.tree import Element, named, within
from a11y_export.words import fold

_MOST, _STEPS, _FAR = 2, 4, 400  # pictures, steps around one, elements between the title and the text
_TOLD, _WIDE = 3, 400  # words that describe one, pixels
_ELSEWHERE = frozenset({"nav", "aside", "footer", "form", "button"})
_FIGURE = frozenset({"figure"})
_LEADS = frozenset(
    {
        "hero", "lead", "lead-image", "featured", "featured-image", "featured-media", "post-thumbnail",
        "wp-post-image", "article-image", "main-image", "post-image", "entry-image", "header-image", "hero-image",
        "article-hero", "top-image", "teaser-image", "lead-media", "main-media",
    }
)  # fmt: skip
_OTHERS = frozenset(
    {"author", "avatar", "byline", "related", "logo", "share", "social", "sidebar", "ad", "ads", "promo", "newsletter"}
)


def lead_pictures(title: Element, root: Element, facts: Facts, ledger: Ledger) -> list[Element]:
    """List the pictures that lead the article between `title` and `root`, which are to be kept; two at the most.

    One counts that the page's head names as its own, that stands in a figure, that is called so, or that is large and
    described; not one that the text shows again.
    """
    if not title.end <= root.at <= title.end + _FAR:
        return []
    told = {_last(value) for key in ("og:image", "twitter:image") for value in facts.marks.metas.get(key, [])} - {""}
    found: list[Element] = []
    again = {name(e) for e in named(root, PICTURES)} - {""}
    body = root.tree.soup.body
    for picture in shown(body) if body is not None else ():
        if picture.at >= root.at:
            break
        if picture.at < title.end or ledger.is_dead(picture) or within(picture, _ELSEWHERE) is not None:
            continue
        if facts.author and fold(str(picture.get("alt") or "")[:200]).casefold() == facts.author.casefold():
            continue  # a portrait
        if name(picture) in again or leads_away(picture) or decoration(picture, None, None, in_figure=True):
            continue
        around = _around(picture)
        if not _OTHERS.isdisjoint(around):
            continue
        sure = name(picture) in told or within(picture, _FIGURE) is not None or not _LEADS.isdisjoint(around)
        if sure or _is_described(picture):
            found.append(picture)
        if len(found) == _MOST:
            break
    return found


def _is_described(picture: Element) -> bool:
    """Whether a picture is described in a few words and says itself that it is as large as a text is wide."""
    told = str(picture.get("alt") or "")[:500].split()
    width = str(picture.get("width") or "").removesuffix("px")
    large = (width.isdecimal() and len(width) < 6 and int(width) >= _WIDE) or bool(picture.get("srcset"))
    return len(told) >= _TOLD and large


def _around(picture: Element) -> frozenset[str]:
    """Give what a picture and the few elements around it call themselves."""
    own: frozenset[str] = frozenset()
    step: Tag | None = picture
    for _ in range(_STEPS):
        if step is None or step.name in {"body", "main", "article"}:
            break
        own, step = own | names(step), step.parent
    return own


def _last(address: str) -> str:
    return address.partition("?")[0].partition("#")[0].rpartition("/")[2]
