"""Cut site chrome for what it is or says: navigation, share bars, related links, forms. Each cut has its rule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from a11y_export.reading.announced import announced_by
from a11y_export.reading.callouts import is_called_one
from a11y_export.reading.consent import NEVER_BY_NAME
from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.hidden import MATTERS, OPENING, in_sentence
from a11y_export.reading.ledger import UNSEEN, Ledger
from a11y_export.reading.naming import LONGEST, names, parts_of, raw_names, role, spaced, split_name
from a11y_export.reading.rules import ANNOUNCED, ElementRule, chrome_index, text_rule_for
from a11y_export.reading.survey import Survey
from a11y_export.reading.tables import speaks_for
from a11y_export.reading.tree import Element, Tree, holds, named, within
from a11y_export.words import fold

_BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote"})
_SHORT = frozenset({"p", "div", "span", "li", "a", "h2", "h3", "h4", "h5", "strong", "small", "figcaption", "center"})
_SHORT_INNER = frozenset({"p", "div", "li", "ul", "table", "h2", "h3"})
_SHAPED = ("button", "header", "aside")
_SHORT_WORDS = 60
_INLINE = frozenset({"span", "a", "strong", "small"})
_NOT_BY_NAME = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "table", "li"})
# An item among items may be an advertisement, and a table the page's contents: of links, and called so.
_NAMED_ALL_THE_SAME = {"advertising": "li", "page contents": "table"}
_WEAK_NAMES = frozenset(
    {"page tools", "tags", "advertising", "related", "share", "caption tools", "navigation"}
)
_HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
_SECTION_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_FIELDS = frozenset({"form", "input"})
_PRESSED, _ITEMS = frozenset({"a", "button", "input", "form", "select"}), frozenset({"li", "dd"})
_LURES, _SAID = frozenset({"a", "button", "img", "amp-img", "picture", "iframe", "form", "ins", "script", "video"}), 8
_SIZED = frozenset({"font-size", "fontsize", "text-size", "textsize"})
_LONG, _MUCH = 60, 0.35  # words of running text, and which share of the page's
_NOTES, _DISHES = frozenset({"footnote", "footnotes", "footnote-list", "success"}), 30
_CALLS = frozenset({"cta", "call-to-action"})
_H1 = frozenset({"h1"})
_ANNOUNCING = frozenset({ANNOUNCED, "related"})
_LABELLED = frozenset({"h1", "h2"})
_PARTS = frozenset({"section", "article"})
_ARTICLE, _MAIN = frozenset({"article"}), frozenset({"article", "main"})
_QUOTED = frozenset({"blockquote", "figure"})
_PICTURES, _LINKS, _CLOSING = frozenset({"img", "amp-img"}), frozenset({"a"}), frozenset({"button", "iframe", "form"})
# What a colour or a sign beside a text means, where a hint for screen readers says it; by the reader's languages.
_ALERTS = frozenset(
    {
        "warning", "important", "caution", "danger", "urgent", "alert", "advertencia", "importante", "atención",
        "precaución", "peligro", "attention", "avertissement", "warnung", "achtung", "wichtig",
        "gefahr", "attenzione", "avvertenza", "pericolo", "atenção", "aviso", "perigo", "waarschuwing", "belangrijk",
        "let op", "gevaar", "चेतावनी", "महत्वपूर्ण", "सावधान",
    }
)  # fmt: skip
# What opens or closes all folds at once, and is the head of none.
_OPENS_ALL = re.compile(
    r"(?:show|hide|open|close|expand|collapse) all\b"
    r"|(?:tout|alles?) (?:ouvrir|fermer|öffnen|schließen|anzeigen|ausklappen|einklappen|openen|sluiten)\b"
    r"|(?:ouvrir|fermer|abrir|cerrar|mostrar|ocultar|apri|chiudi|mostra|fechar) (?:tout|todo|tutto|tudo)\b",
    re.IGNORECASE,
)
_FOLD_HEADS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"})
_NO_FOLDS = frozenset({"nav", "header", "form"})


def cut_chrome(tree: Tree, survey: Survey, ledger: Ledger) -> None:
    """Cut navigation, share bars, related links, forms and the like for what they are."""
    index = chrome_index()
    telling = _telling(tree.index.called)
    of_the_text = _of_the_text(telling, tree, survey)
    for element in tree.below_body(tree.index.find((*index.by_tag, *_SHAPED), ("role", "data-dump"), telling)):
        if ledger.is_dead(element) or element.name in NEVER_BY_NAME or element.name in UNSEEN:
            continue
        attributes = element.attrs
        if attributes and attributes.get("data-dump") in {"before", "after"}:
            place = attributes["data-dump"]
            ledger.cut(element, f"{place} the article", f"stands {place} the article in the dump")
            continue
        by_kind = index.by_tag.get(element.name)
        if "role" in attributes:
            by_kind = index.by_role.get(role(element), ()) + (by_kind or ())
        by_name: set[ElementRule] = set()
        if "class" in attributes or "id" in attributes:
            by_name = {index.by_name[name] for name in names(element) if name in index.by_name}
        if by_name and element.name == "p" and not of_the_text.isdisjoint(raw_names(element)):
            by_name = {rule for rule in by_name if rule.name == "comments"}
        if (by_kind or by_name) and _cut_by_rule(element, frozenset(by_kind or ()), by_name, survey, ledger):
            continue
        _cut_by_shape(element, survey, ledger)


def _telling(called: Iterable[str]) -> list[str]:
    """List the classes and ids that hold a word that a rule asks for.

    Most hold none of the words' parts, which is found out for all of them at once, line by line.
    """
    raw = [name for name in called if len(name) <= LONGEST]
    known, parts = chrome_index().by_name, _name_parts()
    together = "\n".join([name.replace("\n", " ") for name in raw])
    lines = zip(raw, together.lower().split("\n"), spaced(together).split("\n"), strict=bool(raw))
    worth = [name for name, low, apart in lines if low in known or not parts.isdisjoint(apart.split())]
    return [name for name in worth if not split_name(name).isdisjoint(known)]


def _of_the_text(called: Iterable[str], tree: Tree, survey: Survey) -> frozenset[str]:
    """Give the classes that paragraphs with much of the page's running text have: "paywall", behind its free part."""
    most = max(_LONG, _MUCH * survey.prose(tree.body)) if tree.body is not None else 0
    found: set[str] = set()
    for name in called:
        paragraphs = [at for at in tree.index.called[name] if tree.names[at] == "p"]
        if len(paragraphs) > 1 and sum([survey.prose(tree.elements[at]) for at in paragraphs]) > most:
            found.add(name)
    return frozenset(found)


@lru_cache(maxsize=1)
def _name_parts() -> frozenset[str]:
    """Give the parts of all names that rules ask for: a name without any of them is in no rule, which is soon seen."""
    return frozenset(part for name in chrome_index().by_name for part in parts_of(name))


def _cut_by_rule(
    element: Element, by_kind: frozenset[ElementRule], by_name: set[ElementRule], survey: Survey, ledger: Ledger
) -> bool:
    """Cut by the first rule that applies; whether it was cut, or is none of the rules' business."""
    marked = "role" in element.attrs or "class" in element.attrs or "id" in element.attrs
    if marked and in_sentence(element) and MATTERS.search(element.get_text()):
        return True
    if by_name and _is_written(element, survey):
        # A section's id or one word of its class ("foot-care", "social-anxiety") is no sign of chrome.
        classes = [name for name in raw_names(element) if name in element.attrs.get("class", ())]
        own = {n for c in classes for n in split_name(c) if "-" in n or n == c.lower()}
        by_name = {rule for rule in by_name if own & rule.names}
    for rule in sorted(by_kind | by_name, key=lambda rule: rule.order):
        if rule.name == "caption tools" and (_warns(element, survey) or _is_only_label_hidden(element)):
            return True
        if _may_cut(element, survey, by_kind=rule in by_kind, rule=rule.name):
            ledger.cut(element, rule.name, rule.reason)
            return True
    return False


def _warns(element: Element, survey: Survey) -> bool:
    """Whether a hint for screen readers says in words what a colour or a sign says to the eye: "Urgent advice:"."""
    if survey.words(element) > _SAID or not in_sentence(element):
        return False
    text = fold(element.get_text()).casefold()
    return text.rstrip(" :!") in _ALERTS or (text.endswith(":") and within(element, _SECTION_HEADINGS) is not None)


def _is_only_label_hidden(element: Element) -> bool:
    """Whether a class says of a field that its label is hidden, as Drupal's do, and not that it is hidden itself."""
    return any("label-visually" in name.lower().replace("_", "-") for name in element.attrs.get("class", ()))


def _may_cut(element: Element, survey: Survey, *, by_kind: bool, rule: str) -> bool:
    """Guard: an element that holds much of the page's prose is not chrome, whatever it is called."""
    if not by_kind and (element.name in _NOT_BY_NAME or (element.name in _INLINE and survey.words(element) > 12)):
        return _NAMED_ALL_THE_SAME.get(rule) == element.name and survey.link_heavy(element)
    if not by_kind and rule == "page tools" and not holds(element, _PRESSED) and _is_sized(element):
        return False  # what an editor calls a size, and no button for it
    if not by_kind and rule == "navigation" and _is_said(element, survey):
        return False
    if not by_kind and rule == "advertising" and _calls_on(element):
        # Nothing to press and nothing to see, and it says something: "Send the form to this address."
        return survey.prose(element) < _SAID and survey.words(element) < 2 * _SAID
    if rule == "embedded":
        return not (element.name in {"object", "video", "audio", "canvas"} and survey.words(element) > 80)
    body = element.tree.body
    own, page = survey.prose(element), survey.prose(body) if body is not None else 0
    if (own > _MUCH * page and own > _LONG) or (own > 0.6 * page and own >= 15):
        return False
    if not by_kind and rule in _WEAK_NAMES:
        if rule == "page tools" and element.name == "p" and own >= 2 * _SAID and not survey.link_heavy(element):
            return False  # a paragraph of the text, and no tool: where its free part ends, "paywall"
        if speaks_for(element) and not survey.link_heavy(element):
            return False
        if own >= _LONG and not holds(element, _PRESSED):
            return False  # it leads nowhere
        # Names are cheap: in such a box, much running text without links speaks for the article.
        return own <= 120 or survey.link_heavy(element)
    if rule == "footer" and within(element, _QUOTED) is not None:
        return False  # the notes of a figure or of a table
    if element.name == "footer":
        return within(element, _ARTICLE) is None or own <= 60
    if rule == "overlay" and role(element) == "status":
        return own < _SAID  # a warning with an icon is announced so, not only "3 results"
    return rule != "overlay" or not _is_enlarging(element, survey)


def _is_sized(element: Element) -> bool:
    """Whether a class gives a text's size: "rteFontSize-2", "has-medium-font-size", and not "font-size" alone."""
    sized = [name for name in raw_names(element) if not split_name(name).isdisjoint(_SIZED)]
    return bool(sized) and (element.name == "span" or not any(name.lower() in _SIZED for name in sized))


def _is_enlarging(element: Element, survey: Survey) -> bool:
    """Whether what is called a light box is a picture in the text that a press enlarges, and no window."""
    if "lightbox" not in names(element) or not holds(element, _PICTURES) or holds(element, _CLOSING):
        return False
    return survey.words(element) <= 2 * _SAID and (element.name == "a" or holds(element, _LINKS))


def _calls_on(element: Element) -> bool:
    """Whether a box is called a call to action and nothing worse, and has nothing to press or to look at."""
    known = chrome_index().by_name
    worse = {n for n in names(element) if n in known and known[n].name == "advertising"} - _CALLS
    return not worse and next(named(element, _LURES), None) is None


def _is_said(element: Element, survey: Survey) -> bool:
    """Whether a list or a box leads nowhere and opens nothing, and says more than labels: a menu that is eaten."""
    if holds(element, _PRESSED):
        return False
    if element.name not in {"ul", "ol", "menu", "dl"}:
        return survey.words(element) >= _DISHES
    items = sum(1 for _ in named(element, _ITEMS))
    return items >= 2 and survey.words(element) >= 3 * items


def _is_written(element: Element, survey: Survey) -> bool:
    """Whether a box reads as a piece of the article: a heading of its own, and sentences that are no links."""
    if not holds(element, _HEADINGS) or holds(element, _FIELDS):
        return False
    return survey.prose(element) >= 8 and not survey.link_heavy(element)


def _cut_by_shape(element: Element, survey: Survey, ledger: Ledger) -> None:
    if element.name == "button":
        # A button whose end is missing holds the rest of the page.
        if survey.prose(element) < 40 and not _is_fold_control(element, survey) and not in_sentence(element):
            ledger.cut(element, "form control", "a button")
    elif element.name == "header":
        if not holds(element, _H1) and survey.prose(element) < 40 and not _heads_section(element, survey):
            ledger.cut(element, "navigation", "the page's header")
    elif element.name == "aside" and role(element) != "note":
        own, body = survey.prose(element), element.tree.body
        outside = within(element, _MAIN) is None
        page = survey.prose(body) if body is not None else 0
        # A quote that is drawn out of the text ends in its marks, and is no sentence to the survey.
        plain = survey.words(element) >= 8 and survey.link_share(element) == 0 and not holds(element, _FIELDS)
        if plain and (is_called_one(element) or not _NOTES.isdisjoint(names(element))):
            return  # a warning or a note, wherever it stands: manuals set theirs beside the text
        if own < 0.3 * page and (not (own >= 8 or plain) or outside or survey.link_heavy(element)):
            ledger.cut(element, "sidebar", "an aside of links or scraps, or outside the article")


def _heads_section(header: Element, survey: Survey) -> bool:
    """Whether a header is that of a part of the article: a heading and little else, with text after it."""
    part, own = header.parent, survey.words(header)
    if not isinstance(part, Element) or not holds(header, _SECTION_HEADINGS) or own > 40:
        return False
    boxed = part.name != "body" and survey.words(part) == own
    while part.name != "body" and survey.words(part) == own and isinstance(part.parent, Element):
        part = part.parent  # a box around the header alone
    if part.name in _PARTS and speaks_for(part):
        return True  # what a table of data is called
    prose = survey.prose(part)
    if boxed and part.name not in _PARTS:  # what holds most of the page may be the page
        page = header.tree.body
        prose = 0 if page is None or prose * 2 > survey.prose(page) else prose
    return part.name != "body" and prose - survey.prose(header) >= 20


def _is_fold_control(button: Element, survey: Survey) -> bool:
    """Whether a button is the heading of a fold or of a column: its words belong to the article."""
    if within(button, _FOLD_HEADS):
        return True
    opens = "aria-expanded" in button.attrs
    if "collapse" in {button.get("data-toggle"), button.get("data-bs-toggle")}:
        opens = opens or OPENING.search(button.get_text(" ")) is None
    if not opens or within(button, _NO_FOLDS) or survey.words(button) < 2:
        return False
    return survey.words(button) > _SAID or _OPENS_ALL.match(fold(button.get_text())) is None


def cut_text_blocks(root: Element, survey: Survey, ledger: Ledger) -> None:
    """Cut short blocks within the article that are chrome by what they say."""
    for element in list(named(root, _SHORT)):
        if ledger.is_dead(element) or not 0 < survey.words(element) <= _SHORT_WORDS or holds(element, _SHORT_INNER):
            continue
        if element.name in _INLINE and _is_inside_sentence(element, survey):
            continue
        text = ledger.text_of(element)
        rule = text_rule_for(text, announcing=True) if text else None
        # What forbids or doses, and what stands in a table of data, may be the article's.
        if rule and not is_dangerous(text) and not speaks_for(element, within_only=True):
            box = _labelled_box(element, survey) if rule.name == "advertising" else element
            others = announced_by(element, root, survey, ledger) if rule.name in _ANNOUNCING else []
            if rule.name == ANNOUNCED and not others:
                continue
            for other in (box, *others):
                ledger.cut(other, "related" if others else rule.name, rule.reason)


def _labelled_box(label: Element, survey: Survey) -> Element:
    """Give the small box that an advertisement's label heads, or the label alone when it heads none."""
    box = label.parent
    if not isinstance(box, Element) or box.name not in {"div", "aside", "section"} or survey.words(box) > 45:
        return label
    first = next((c for c in box.contents if isinstance(c, Element) and survey.letters(c)), None)
    if first is not label or survey.words(box) <= 1 or holds(box, _LABELLED) or is_dangerous(box.get_text(" ")):
        return label
    return box


def _is_inside_sentence(element: Element, survey: Survey) -> bool:
    block = within(element, _BLOCKS)
    return isinstance(block, Element) and survey.letters(block) > survey.letters(element) + 2
