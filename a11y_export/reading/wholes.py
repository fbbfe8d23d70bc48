"""What stands or falls as a whole: the items of a list, numbered steps, lines alike, the lines of one address.

The scorecard weighs passage by passage. Half a list is worse than none, and half an address leads nobody anywhere.
"""

from __future__ import annotations

import re

from a11y_export.reading import roles
from a11y_export.reading.citations import are_citations, heads_citations, leads_elsewhere
from a11y_export.reading.passages import Passage
from a11y_export.reading.survey import Survey
from a11y_export.reading.thresholds import PLAIN_LIMIT
from a11y_export.reading.tree import Element, named

_COLONS, _ANNOUNCING = (":", "："), 2
_NUMBERED = re.compile(
    r"(?:(\d{1,2})[.):]\s|(?:step|schritt|étape|paso|passo|fase|stap|चरण) (\d{1,2})\b)\s*\S", re.IGNORECASE
)
# A note's way back to where it is called: "… in four counties. ↩".
_BACK = ("↩", "↵", "⤴", "⮌", "↑")
LINKED = 0.3  # of its letters stand in links: it leads to other pages
_LISTS = frozenset({"ul", "ol", "dl", "menu", "dir"})
_STEPS_ALIKE, _PARTED = 4, frozenset({"p", "address", "dd", "blockquote"})
_LIST, _WORDS_A_LINE = 3, 3


def lists_of(found: list[Passage], root: Element) -> list[list[int]]:
    """Give the passages of each outermost list, by their places in `found`."""
    outermost = [-1] * (root.t1 - root.t0)
    reached = root.t0
    for element in named(root, _LISTS):
        if element.t0 >= reached:  # not within a list that was met before
            outermost[element.t0 - root.t0 : element.t1 - root.t0] = [element.at] * (element.t1 - element.t0)
            reached = max(reached, element.t1)
    lists: dict[int, list[int]] = {}
    for at, passage in enumerate(found):
        if (own := outermost[passage.texts[0].at - root.t0]) >= 0:
            lists.setdefault(own, []).append(at)
    return list(lists.values())


def levelled(found: list[Passage], points: list[float], lists: list[list[int]]) -> list[float]:
    """Give the points with those of a list's passages made one: a list stands or falls as a whole."""
    out = list(points)
    for members in lists:
        whole = sum(found[at].size for at in members)
        mean = sum(points[at] * found[at].size for at in members) / whole
        for at in members:
            out[at] = mean
    return out


def keep_lists(
    found: list[Passage], points: list[float], against: list[bool], lists: list[list[int]], root: Element
) -> None:
    """Keep the lists that are the article's as a whole, and of one that stays in part what is no link."""
    for members in lists:
        if any(against[at] for at in members) and (
            _is_told(found, points, members)
            or _is_announced(found, against, members[0] - 1)
            or _is_cited(found, members, root)
        ):
            for at in members:
                against[at] = False
        kept = sum(found[at].size for at in members if not against[at])
        if kept * 2 >= sum(found[at].size for at in members):  # "March 19" beside what happened then
            for at in members:
                against[at] = against[at] and found[at].links >= LINKED
    _keep_beside(found, points, against, lists)
    for members in lists:
        before = members[0] - 1
        if before >= 0 and not any(against[at] for at in members) and _announces(found[before]):
            against[before] = False
    for members in _lines_of_one(found):
        kept = sum(found[at].size for at in members if not against[at])
        if kept * 2 >= sum(found[at].size for at in members):  # the last line of an address
            for at in members:
                against[at] = against[at] and (found[at].links >= LINKED or "://" in found[at].text)
    for members in _lines_alike(found):
        whole = sum(found[at].size for at in members)
        said = whole >= _WORDS_A_LINE * len(members) and not any("://" in found[at].text for at in members)
        if said and sum(points[at] * found[at].size for at in members) >= PLAIN_LIMIT * whole:
            for at in members:
                against[at] = False


def _keep_beside(found: list[Passage], points: list[float], against: list[bool], lists: list[list[int]]) -> None:
    """Keep a list that leads nowhere with one that stays and is made alike: pros and cons, groups of ingredients."""
    groups: dict[tuple[object, ...], list[list[int]]] = {}
    for members in lists:
        groups.setdefault(_made(found[members[0]].block), []).append(members)
    for group in groups.values():
        whole = [at for members in group for at in members]
        kept = sum(found[at].size for at in whole if not against[at])
        if len(group) < 2 or kept * 2 < sum(found[at].size for at in whole):
            continue
        for members in group:
            leads = sum(found[at].links >= LINKED for at in members)
            if leads * 2 <= len(members) and min(points[at] for at in members) >= PLAIN_LIMIT:
                for at in members:
                    against[at] = False


def _made(block: Element) -> tuple[object, ...]:
    """Give how an item and what holds it are made: by tag and first class, three elements up."""
    out: list[object] = []
    element: object = block
    while isinstance(element, Element) and len(out) < _STEPS_ALIKE:
        out.append((element.name, *element.attrs.get("class", ())[:1]))
        element = element.parent
    return tuple(out)


def _lines_of_one(found: list[Passage]) -> list[list[int]]:
    """Give the passages of each paragraph that line breaks part."""
    runs: list[list[int]] = []
    for at, passage in enumerate(found):
        if at and passage.block is found[at - 1].block and passage.block.name in _PARTED:
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if len(run) > 1]


def _is_told(found: list[Passage], points: list[float], members: list[int]) -> bool:
    """Whether a list of three scraps or more leads nowhere, and little speaks against it: symptoms, what to bring."""
    return (
        len(members) >= _LIST
        and not any(found[at].links or found[at].prose for at in members)
        and min(points[at] for at in members) >= PLAIN_LIMIT
    )


def _is_announced(found: list[Passage], against: list[bool], before: int) -> bool:
    """Whether the line before a list stays, and says that the list follows."""
    return before >= 0 and not against[before] and _announces(found[before])


def _announces(line: Passage) -> bool:
    return line.text.endswith(_COLONS) and line.size >= _ANNOUNCING and line.links < LINKED


def _is_cited(found: list[Passage], members: list[int], root: Element) -> bool:
    """Whether a list is of the article's sources or notes, or of where else to turn, and not of the site's pages."""
    first, texts = members[0], [found[at].text for at in members]
    if are_citations(texts) or _are_notes(texts) or (first and heads_citations(found[first - 1].text)):
        return True
    return leads_elsewhere(_outermost(found[first].block, root))


def _outermost(block: Element, root: Element) -> Element:
    """Give the outermost list below `root` around a block of it."""
    element, found = block, block
    while element is not root and isinstance(element.parent, Element):
        found = element if element.name in _LISTS else found
        element = element.parent
    return found


def _are_notes(texts: list[str]) -> bool:
    """Whether the passages of a list are the article's notes: half of them end with the sign that leads back."""
    ends = [text.rstrip("\ufe0e\ufe0f ").endswith(_BACK) for text in texts]
    return sum(ends) * 2 >= len(ends)


def _lines_alike(found: list[Passage]) -> list[list[int]]:
    """Give runs of three lines or more, boxes of one kind side by side without a link: a list that is called none."""
    runs: list[list[int]] = [[]]
    before: tuple[object, ...] = ()
    for at, passage in enumerate(found):
        block = passage.block
        kind = (id(block.parent), *_kind(passage))
        if passage.links or passage.prose or passage.level or block.name == "li":
            kind = ()
        if kind != before or not kind:
            runs.append([])
        runs[-1].append(at)
        before = kind
    return [run for run in runs if len(run) >= _LIST]


def keep_numbered(found: list[Passage], against: list[bool]) -> None:
    """Keep all of a run of three lines or more of one kind that are numbered from 1 on, when one of them stays."""
    for run in _numbered(found):
        if not all(against[at] for at in run):
            for at in run:
                against[at] = False


def _numbered(found: list[Passage]) -> list[list[int]]:
    """Give the runs of three lines or more of one kind that are numbered from 1 on."""
    runs: list[list[int]] = []
    run: list[int] = []
    for at, passage in enumerate(found):
        number = _NUMBERED.match(passage.text)
        told = int(number[1] or number[2]) if number and passage.links < LINKED else 0
        if told == 1:
            run = [at]
            runs.append(run)
        elif told and told == len(run) + 1 and _kind(found[run[0]]) == _kind(passage):
            run.append(at)
    return [run for run in runs if len(run) >= _LIST]


def _kind(passage: Passage) -> tuple[object, ...]:
    return passage.block.name, *passage.block.attrs.get("class", ())[:2]


def keep_shaped(found: list[Passage], against: list[bool], root: Element, survey: Survey) -> None:
    """Keep the lists and tables that are made of boxes, as those that are called so are kept; no links, no cards."""
    for element in roles.shaped(root) if any(against) else ():
        inner = [at for at, p in enumerate(found) if element.t0 <= p.texts[0].at < element.t1]
        items = roles.items_of(element)
        if survey.link_heavy(element) or (items and len(inner) > len(items)):
            continue
        for at in inner:
            against[at] = False
