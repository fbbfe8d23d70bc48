"""Cut consent banners: known managers' containers, and what shows two signs of being one."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export.reading.ledger import Ledger
from a11y_export.reading.naming import raw_names, role
from a11y_export.reading.rules import consent_rules
from a11y_export.reading.survey import Survey
from a11y_export.reading.tree import UNSEEN, Element, Tree, holds, named, text_nodes, within
from a11y_export.words import fold

_FIXED_STYLE = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_BANNERISH = re.compile(r"cookie|consent|gdpr|ccpa|cmp|privacy", re.IGNORECASE)
_LONGEST, _LONGEST_LINE = 6000, 600
# Elements whose names never speak for the whole page or the whole article.
NEVER_BY_NAME = frozenset({"html", "body", "main", "article"})
_PRESSED = frozenset({"button", "a", "input"})
_BUTTONS = ("button",)
# Letters of a button, letters of the notice around it, elements between the two.
_LONGEST_ANSWER, _LONGEST_NOTICE, _STEPS_TO_BOX = 40, 2500, 6
_LINES = frozenset({"p", "div", "small", "li", "span"})
_INNER = frozenset({"p", "div", "li", "h1", "h2", "table"})


def cut_consent(tree: Tree, survey: Survey, ledger: Ledger) -> None:
    """Cut consent banners: known managers' containers, and what has two signs of being one."""
    rules = consent_rules()
    prefixes = tuple(rules.prefixes)
    suspect = {*tree.index.calling(_BANNERISH), *filter(_is_known, tree.index.called)}
    for element in tree.below_body(tree.index.find(("dialog",), ("aria-modal", "role", "style"), suspect)):
        if element.name in UNSEEN or ledger.is_dead(element):
            continue
        raw = [name.lower() for name in raw_names(element)]
        known = next((rules.tokens[name] for name in raw if name in rules.tokens), None)
        if known is None and any(name.startswith(prefixes) for name in raw):
            known = next(why for prefix, why in rules.prefixes.items() for n in raw if n.startswith(prefix))
        if known and element.name not in NEVER_BY_NAME and not _holds_article(element, survey, sure=True):
            ledger.cut(element, "consent", f"consent banner: {known}")
        elif (sign := _banner_sign(element, raw)) and not _holds_article(element, survey, sure=sign == "laid over"):
            if survey.letters(element) > _LONGEST:
                continue
            text = ledger.text_of(element)
            if text and len(text) < _LONGEST and rules.says.search(text) and rules.asks.search(text):
                ledger.cut(element, "consent", "a notice about cookies: laid over the page, and it asks for consent")
    _cut_by_buttons(tree, survey, ledger)


def _cut_by_buttons(tree: Tree, survey: Survey, ledger: Ledger) -> None:
    """Cut boxes that speak of cookies and have a button with an answer ("Reject all"), whatever they are called."""
    rules = consent_rules()
    asked: set[int] = set()
    for button in tree.below_body(tree.index.find(_BUTTONS, ("role",))):
        if button.name not in _BUTTONS and role(button) != "button":
            continue
        if ledger.is_dead(button) or not 0 < survey.letters(button) <= _LONGEST_ANSWER:
            continue
        if not rules.answers.fullmatch(fold(button.get_text()).strip(" .!✓✔×")):
            continue
        box: object = button.parent
        for _ in range(_STEPS_TO_BOX):
            if not isinstance(box, Element) or box.name in NEVER_BY_NAME or box.at in asked:
                break
            if survey.letters(box) > _LONGEST_NOTICE or _holds_article(box, survey, sure=False):
                break
            asked.add(box.at)
            texts = (t for t in text_nodes(box) if ledger.is_open(t) and within(t, _PRESSED) is None)
            if rules.says.search(" ".join(texts)):
                ledger.cut(box, "consent", "a notice about cookies, with buttons that ask for consent")
                break
            box = box.parent


@lru_cache(maxsize=8192)
def _is_known(name: str) -> bool:
    """Whether a consent manager calls its container so."""
    rules, low = consent_rules(), name.lower()
    return low in rules.tokens or low.startswith(tuple(rules.prefixes))


def _banner_sign(element: Element, raw: list[str]) -> str:
    """Give the first sign of a banner, or "": laid over the page, or named for consent with something to press."""
    attributes = element.attrs
    if element.name == "dialog" or attributes.get("aria-modal") == "true":
        return "laid over"
    if "role" in attributes and role(element) in {"dialog", "alertdialog", "alert"}:
        return "laid over"
    style = attributes.get("style")
    if isinstance(style, str) and _FIXED_STYLE.search(style[:2000]):
        return "laid over"
    if not raw or element.name in NEVER_BY_NAME or not any(_BANNERISH.search(name) for name in raw):
        return ""
    return "named" if holds(element, _PRESSED) else ""


def cut_consent_lines(tree: Tree, ledger: Ledger) -> None:
    """Cut single blocks at the page's end that speak as a consent notice does (a dump's or a footer's last line)."""
    rules = consent_rules()
    reached = 0
    for end in tree.below_body(tree.index.find(("footer",), ("data-dump",))):
        if (end.name != "footer" and end.attrs.get("data-dump") != "after") or end.at < reached:
            continue
        reached = end.end
        for element in named(end, _LINES):
            if ledger.is_dead(element) or holds(element, _INNER):
                continue
            text = ledger.text_of(element)
            if 0 < len(text) < _LONGEST_LINE and rules.says.search(text) and rules.asks.search(text):
                ledger.cut(element, "consent", "a notice about cookies at the end of the page")


def _holds_article(element: Element, survey: Survey, *, sure: bool) -> bool:
    """Whether the element holds much of the page's prose: then it is no banner.

    A name alone is a weak sign, so there half of the prose is enough, however little it is.
    """
    body = element.tree.body
    if body is None:
        return False
    own = survey.prose(element)
    return own * 2 > survey.prose(body) and (own > 400 or not sure)
