"""Cut what the page hides from sight, unless a fold only keeps it closed."""

from __future__ import annotations

import re
from itertools import islice

from bs4.element import NavigableString, Tag

from a11y_export.reading import formulas
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.naming import names, role
from a11y_export.reading.sheets import Sheets, read_sheets
from a11y_export.reading.survey import Survey
from a11y_export.reading.tree import BORDERS, Element, Text, Tree, holds, named, text_nodes, within

_HIDING_STYLE = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-(?:9{3,}|\d{5}))",
    re.IGNORECASE,
)
_SHOWING_STYLE = re.compile(r"(?<![\w-])display\s*:\s*(?!none)[a-z]", re.IGNORECASE)
# A box without height hides what is in it, unless its padding makes room: so pages keep a film's shape.
_NO_HEIGHT = re.compile(r"(?<![\w-])(?:max-)?height\s*:\s*[01](?:px|%)?\s*(?:[;!]|$)", re.IGNORECASE)
_NO_LETTERS = re.compile(r"(?<![\w-])font-size\s*:\s*0(?:\.0+)?(?:px|r?em|pt|%)?\s*(?:[;!]|$)", re.IGNORECASE)
_FOLD = re.compile(
    r"accordion|collaps|expand|toggle|tab-?(?:pane|panel|content)|faq|panel|fold|read-?more|more-?text|full-?text|hidden-?text|truncat|^more$|details|answer|question",
    re.IGNORECASE,
)
_TABLE = frozenset({"table"})
_SIGNS = re.compile(r"[\s=_*~#.+:|-]+")  # of a line that is drawn
# What the mark of a list may be: no word, and no sign that measures.
_MARK, _LONGEST_MARK = re.compile(r"\s*(?:[•●▪■◦○‣⁃∙▸►➢·*o§–—-]|\d{1,4}[.)])\s*"), 5
# Only elements with one of these can be hidden, and those that a sheet hides by name.
_ASKED_TAGS, _ASKED = ("noscript", "dialog"), ("style", "hidden", "popover", "aria-hidden", "data-mark")
_PARTS = frozenset({"p", "h1", "h2", "h3", "li", "td"})
_OPENERS = frozenset({"button", "summary", "dt", "h2", "h3", "h4", "h5"})
# A page that hides this share of its running text shows it by script.
_MOST_OF_PAGE, _LEAST_PROSE = 0.65, 30
_BUTTON, _LINK = frozenset({"button"}), frozenset({"a"})
_DRAWN = frozenset({"img", "amp-img"})
_NO_FOLDS, _CHROME = frozenset({"nav", "footer", "form"}), frozenset({"header", "nav", "footer", "form"})
OPENING = re.compile(
    r"\b(?:more|expand|continue|reveal|toggle|mehr|weiterlesen|más|continuar|suite|plus|afficher)\b", re.IGNORECASE
)
# Of a hidden panel: its words of running text; of its label: words; how many nodes beside it are looked at.
_LEAST_SAID, _LABEL, _NEAR = 8, 15, 12
_LEAST_OPENED = 20
_OVER = re.compile(r"modal|pop-?up|overlay|light-?box|tool-?tip|menu|dropdown|cookie|consent|banner", re.IGNORECASE)
_PANELS = frozenset({"div", "section", "article"})
_ENTERED = frozenset({"form", "input", "select", "textarea"})
_TOGGLES = frozenset({"collapse", "tab", "pill"})
_LAID_OVER = frozenset({"dialog", "alertdialog", "menu", "tooltip"})

_TURNS = _OPENERS | {"a", "h1", "h6", "th"}
_RISES, _SHORT, _FEW, _CELLS = re.compile("[▲▼△▽↑↓⬆⬇⇧⇩]"), 40, 8, frozenset({"td", "th", "dd"})
# Signs, digits and words that turn or measure a sentence: small pieces that hold one are no decoration.
MATTERS = re.compile(
    r"[\d<>≤≥±−+=×÷%/½¼¾⅓⅔µ°]|\b(?:not|no|never|none|without|less|more|fewer|than|under|over|up to|at least|at most"
    r"|minus|plus|only|no|ni|nunca|sin|menos|más|pas|jamais|sans|nicht|keine?|ohne)\b",
    re.IGNORECASE,
)


def in_sentence(element: Tag) -> bool:
    """Whether an inline element stands among running text: a word of its sentence, not a box of its own."""
    parent = element.parent
    if parent is None or (element.name in BORDERS and element.name != "button"):
        return False
    # Looked at once for all that stands there: a page may set thousands of elements side by side.
    known = parent.__dict__
    if "_speaks" not in known:
        texts = (text for text in parent.contents if isinstance(text, NavigableString))
        known["_speaks"] = any(c.isalnum() for text in texts for c in text)
    return bool(known["_speaks"])


def cut_hidden(tree: Tree, survey: Survey, ledger: Ledger) -> None:
    """Cut text that the page hides, unless a fold (accordion, tab, "read more") only keeps it closed."""
    formulas.cut_sources(tree, ledger)
    sheets = read_sheets(tree)
    hidden_names = sheets.hidden
    controlled: set[str] | None = None
    drawn: dict[int, list[Text]] = {}  # of a table all together
    named = [name[1:] for name in hidden_names]
    for element in tree.below_body(tree.index.find(_ASKED_TAGS, _ASKED, named)):
        attributes = element.attrs
        if element.name == "noscript" and not _is_the_article(element, survey):
            ledger.cut(element, "noscript", "shown only where scripts are off")
        elif not attributes or ledger.is_dead(element):
            continue
        elif attributes.get("data-mark") == "list" and _is_mark(element, survey):
            ledger.cut(element, "list mark", "the bullet or number is set by the list itself")
        elif attributes.get("data-mark") == "drawn" and _SIGNS.fullmatch(element.get_text()):
            drawn.setdefault(id(within(element, _TABLE) or element), []).extend(text_nodes(element))
        elif _is_hidden(element, hidden_names):
            if controlled is None:
                controlled = _controlled(tree)
            if formulas.is_line(element):
                continue
            opened = _is_the_article(element, survey) or _is_fold(element, survey, controlled)
            if not opened and not _is_opened(element, survey, sheets):
                ledger.cut(element, "hidden", "the page does not show it")
    for texts in drawn.values():
        ledger.cut_texts(texts, "drawn line", "it sets off a heading, a part or a cell, and says nothing")


def _is_mark(element: Element, survey: Survey) -> bool:
    return survey.letters(element) <= _LONGEST_MARK and _MARK.fullmatch(element.get_text()) is not None


def _is_the_article(element: Element, survey: Survey) -> bool:
    """Whether a hidden element holds most of the page's running text: then a script shows it, or should have."""
    body = element.tree.body
    page = survey.prose(body) if body is not None else 0
    return page >= _LEAST_PROSE and survey.prose(element) > _MOST_OF_PAGE * page


def _is_hidden(element: Element, hidden_names: dict[str, bool]) -> bool:
    attributes = element.attrs
    style = attributes.get("style")
    if isinstance(style, str):
        style = style[:2000]
        if _HIDING_STYLE.search(style) or _shows_nothing(element, style):
            return True
        if _SHOWING_STYLE.search(style):
            return False  # the element's own style beats its sheet and its attributes
    if "hidden" in attributes and str(attributes["hidden"]).lower() != "until-found":
        return True
    if "popover" in attributes or (element.name == "dialog" and "open" not in attributes):
        return True
    own = (*(f".{c}" for c in attributes.get("class", ())), f"#{attributes.get('id', '')}") if hidden_names else ()
    ways = {hidden_names[name] for name in own if name in hidden_names}
    # Hints for screen readers in a header or a form are cut with it, so that the record shows it in one piece.
    if ways and (True in ways or within(element, _CHROME) is None):
        return True
    # aria-hidden alone says nothing about sight: banners set it on the whole article. Icons' texts are short; a sign
    # in a sentence ("<", "−", "½") is no icon.
    if element.name in _DRAWN:
        return False  # a picture is settled as such
    if attributes.get("aria-hidden") != "true" or holds(element, _PARTS) or element.t1 - element.t0 > 3:
        return False
    text = element.get_text()
    if len(text) > 3 or (in_sentence(element) and MATTERS.search(text)):
        return False
    return not (_RISES.search(text) and _is_beside_figure(element)) and not _is_all_said(element, text)


def _is_beside_figure(element: Element) -> bool:
    """Whether a few words with a figure stand beside an arrow: "▲ 4.2 %" rises."""
    around = element.parent
    if not isinstance(around, Element) or around.t1 - around.t0 > _FEW:
        return False
    if within(element, _TURNS) is not None:
        return False  # it opens a fold, or sorts a column
    beside = around.get_text()
    return len(beside) <= _SHORT and any(map(str.isdecimal, beside))


def _is_all_said(element: Element, text: str) -> bool:
    """Whether a sign is all that its cell says: "✓" for a yes. A letter of an icon's font says nothing."""
    cell = within(element, _CELLS)
    sign = text.strip()
    if not isinstance(cell, Element) or cell.t1 - cell.t0 > _FEW or not sign or "\ue000" <= sign[0] <= "\uf8ff":
        return False
    return cell.get_text().strip() == sign


def _shows_nothing(element: Element, style: str) -> bool:
    """Whether a style leaves no room for the text, or no size: an opacity of 0 does not, it is how pages fade in."""
    if "height" in style and "hidden" in style and "padding" not in style and _NO_HEIGHT.search(style):
        return True
    # What stands in elements of its own may have a size of its own.
    return "font-size" in style and element.end == element.at + 1 and _NO_LETTERS.search(style) is not None


def _controlled(tree: Tree) -> set[str]:
    """Give the ids that a control says it opens."""
    found: set[str] = set()
    for at in tree.index.find(attributes=("aria-controls", "data-toggle", "data-bs-toggle", "role")):
        attributes = tree.attributes[at]
        if "aria-controls" in attributes:
            found.update(str(attributes["aria-controls"]).split())
        kind = attributes.get("data-toggle") or attributes.get("data-bs-toggle") or attributes.get("role")
        if kind in _TOGGLES:
            for key in ("data-target", "data-bs-target", "href"):
                if (target := str(attributes.get(key, ""))).startswith("#"):
                    found.add(target[1:])
    for at in tree.index.find(tags=("a",)):
        # Two links beside one another to parts of the page are tabs; one alone may open a window.
        if (target := str(tree.attributes[at].get("href", ""))).startswith("#") and len(target) > 1:
            item = tree.elements[at].parent
            rows = _siblings(item) if isinstance(item, Element) and item.name == "li" else _siblings(tree.elements[at])
            if any(_leads_within(e) for e in rows):
                found.add(target[1:])
    return found


def _leads_within(element: Element) -> bool:
    """Whether an element is a link to a part of the page, or an item with one."""
    link = element if element.name == "a" else next(named(element, _LINK), None)
    return link is not None and len(target := str(link.attrs.get("href", ""))) > 1 and target.startswith("#")


def _is_fold(element: Element, survey: Survey, controlled: set[str]) -> bool:
    """Whether a hidden element is a closed fold of the article: a panel that a control or a neighbour opens."""
    if survey.words(element) < 5 or survey.link_heavy(element) or _is_in_chrome(element, survey):
        return False
    own = role(element)
    if own in _LAID_OVER or element.name == "dialog" or "aria-modal" in element.attrs or "popover" in element.attrs:
        return False
    if str(element.attrs.get("id")) in controlled or own in {"tabpanel", "region"}:
        return True
    before, after = element.find_previous_sibling(True), element.find_next_sibling(True)
    if isinstance(before, Element) and (before.name in _OPENERS or holds(before, _BUTTON)):
        return True
    if any(_FOLD.search(n) for n in names(element)):
        return True
    if element.name in _PANELS and survey.prose(element) >= _LEAST_SAID and (
        _is_headed(element, before, survey) or _is_one_of_several(element)
    ):
        return True
    beside = [e for e in (before, after) if isinstance(e, Element) and 0 < survey.words(e) <= 5]
    return any(OPENING.search(e.get_text(" ")) for e in beside)


def _is_opened(element: Element, survey: Survey, sheets: Sheets) -> bool:
    """Whether the page's sheets hide an element until a state shows it, and it has a paragraph or two to read."""
    if not sheets.opened or survey.prose(element) < _LEAST_OPENED or survey.link_heavy(element):
        return False
    own = {*(f".{c}" for c in element.attrs.get("class", ())), f"#{element.attrs.get('id', '')}"}
    if sheets.opened.isdisjoint(own) or any(_OVER.search(name) for name in names(element)):
        return False
    return role(element) not in _LAID_OVER and _is_read(element) and not _is_in_chrome(element, survey)


def _is_in_chrome(element: Element, survey: Survey) -> bool:
    """Whether a bar or a form is around an element; some servers send any page in a form, which then is none."""
    body = element.tree.body
    most = 0.5 * survey.prose(body) if body is not None else 0.0
    around = (e for e in element.parents if isinstance(e, Element) and e.name in _NO_FOLDS)
    return any(e.name != "form" or survey.prose(e) <= most for e in around)


def _is_headed(element: Element, before: object, survey: Survey) -> bool:
    """Whether a hidden element is the text of an item whose label stands before it, and the item is one of several."""
    item = element.parent
    if not isinstance(before, Element) or not isinstance(item, Element) or not 0 < survey.words(before) <= _LABEL:
        return False
    kind = _kind(item)
    if not (kind[1] or item.name == "li") or not _is_read(element):
        return False
    return any(_kind(e) == kind for e in _siblings(item))


def _is_one_of_several(element: Element) -> bool:
    """Whether a hidden element is the next step, slide or tab: one beside it is of its kind, and shows."""
    kind = _kind(element)
    if not kind[1] or not _is_read(element):
        return False
    return any(_kind(e) == kind and not _is_hidden(e, {}) for e in _siblings(element))


def _siblings(element: Element) -> list[Element]:
    """Give the nearest elements beside an element, few of them: there may be very many."""
    beside = (islice(element.previous_siblings, _NEAR), islice(element.next_siblings, _NEAR))
    return [e for group in beside for e in group if isinstance(e, Element)]


def _kind(element: Element) -> tuple[str, str]:
    """Give an element's tag and first class; both are the same for the steps of a row."""
    return element.name, next(iter(element.attrs.get("class", ())), "")


def _is_read(element: Element) -> bool:
    """Whether an element is there to be read, not to be filled in."""
    return not holds(element, _ENTERED)
