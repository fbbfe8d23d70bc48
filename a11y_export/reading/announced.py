"""What a heading such as “Related articles” announces: the cards and links after it, cut with it."""

from __future__ import annotations

from itertools import islice

from a11y_export.reading.dangers import is_dangerous
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.survey import Survey
from a11y_export.reading.tree import Element, holds, named

_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LINK, _DATA = frozenset({"a"}), frozenset({"table", "pre"})
_MOST_WORDS, _MOST_PART = 300, 0.4  # of what is announced, and how much of the article it may be
_WORDS_OF_CARD = 45  # words of a card, its link's among them
_STEPS = 2  # boxes around a heading that hold nothing else


def announced_by(heading: Element, root: Element, survey: Survey, ledger: Ledger) -> list[Element]:
    """Give the elements after a heading that lead to other pages, up to the next heading like it; [] when one is not.

    Each of them begins with a link or is mostly links, and none gives advice in words of its own.
    """
    place, found = _place_of(heading, survey), list[Element]()
    level = _LEVELS.get(heading.name, 7)
    size = 0
    for element in place.next_siblings:
        if not isinstance(element, Element) or not survey.letters(element):
            continue
        if _LEVELS.get(element.name, 7) <= min(level, 6) or not _leads_away(element, survey, ledger):
            break
        size += survey.words(element)
        found.append(element)
    enough = sum(1 for e in found for _ in islice(named(e, _LINK), 2))
    return found if enough and size <= min(_MOST_WORDS, _MOST_PART * survey.words(root)) else []


def _place_of(heading: Element, survey: Survey) -> Element:
    """Give the box around a heading that holds nothing else."""
    place = heading
    for _ in range(_STEPS):
        parent = place.parent
        if not isinstance(parent, Element) or survey.letters(parent) > survey.letters(heading):
            break
        place = parent
    return place


def _leads_away(element: Element, survey: Survey, ledger: Ledger) -> bool:
    """Whether an element is a link, a card that begins with one, or a list of such; a table never is."""
    links = 1 if element.name == "a" else sum(1 for _ in named(element, _LINK))
    if not links or survey.words(element) > links * _WORDS_OF_CARD or element.name in _DATA or holds(element, _DATA):
        return False
    if survey.link_share(element) >= 0.8:
        return True
    first = next((t for t in element.tree.texts[element.t0 : element.t1] if not t.isspace()), None)
    begins = first is not None and survey.in_link(first)
    return (begins or survey.link_heavy(element)) and not is_dangerous(ledger.text_of(element))
