"""What belongs to the article and stands before the part that was chosen: standfirst, lead picture, its first heading.

News pages set these beside the title, in another box than the text. Little is taken, and only from between the title
and the text: bylines, bars and cards stand there as well.
"""

from __future__ import annotations

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.facts import Facts
from a11y_export.reading.leadpictures import lead_pictures
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.passages import is_about_site
from a11y_export.reading.rules import text_rule_for
from a11y_export.reading.survey import Survey, size_of
from a11y_export.reading.tree import Element, holds, within

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_STANDFIRST = _HEADINGS | {"p", "div"}
_PARTED = frozenset({"p", "div", "section", "ul", "ol", "dl", "li", "table", "figure", "h1"}) | _HEADINGS
_FIGURE, _LINK = frozenset({"figure"}), frozenset({"a"})
# Of a standfirst: its words, its part in links.
_LEAST, _MOST, _LINKED = 8, 80, 0.1
_TEXTS = 2  # standfirsts
_STOPS = (".", "!", "?", "…", "।", "。")


def lead_in(title: Element, root: Element, survey: Survey, facts: Facts, ledger: Ledger) -> list[Element]:
    """Give what stands between the title and `root` and opens the article, in page order."""
    found: list[Element] = []
    pictures = lead_pictures(title, root, facts, ledger)
    held = {e.at for picture in pictures for e in (picture, within(picture, _FIGURE)) if isinstance(e, Element)}
    texts = 0
    for element in root.tree.elements[title.end : root.at]:
        taken = found and element.at < found[-1].end
        if taken or element.end > root.at or ledger.is_dead(element):
            continue
        if element.at in held:
            pass  # a figure comes with its caption
        elif texts < _TEXTS and _is_standfirst(element, survey, ledger):
            texts += 1
        elif not _is_first_heading(element, title, root, ledger):
            continue
        found.append(element)
    for picture in pictures:
        ledger.protect(picture)
    return found


def _is_standfirst(element: Element, survey: Survey, ledger: Ledger) -> bool:
    """Whether an element is one paragraph of whole sentences that speak of the matter, not of the site or a person."""
    if element.name not in _STANDFIRST or not _LEAST <= survey.words(element) <= _MOST or holds(element, _PARTED):
        return False
    if survey.link_share(element) > _LINKED or within(element, _LINK) is not None:
        return False
    text = ledger.text_of(element)
    if size_of(text) < _LEAST or not text.rstrip("\"'”’)»").endswith(_STOPS) or text_rule_for(text):
        return False
    return is_dangerous(text) or not is_about_site(text)


def _is_first_heading(element: Element, title: Element, root: Element, ledger: Ledger) -> bool:
    """Whether an element is the heading right before the text, with words of its own."""
    if element.name not in _HEADINGS or element.parent is not root.parent or holds(element, _LINK):
        return False
    between = element.tree.texts[element.t1 : root.t0]
    if any(ledger.is_open(text) and not text.isspace() for text in between):
        return False
    text = ledger.text_of(element)
    said = set(text.casefold().split())
    again = said & set(title.get_text(" ").casefold().split())
    return bool(text) and not text_rule_for(text) and 2 * len(again) < len(said)
