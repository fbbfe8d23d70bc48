"""Cut what stands within the article's part of the page but reads like the site around it: cards, calls, biographies.

Each passage's traits are weighed by a scorecard: points for and against, fitted once to pages whose true article is
known (`benchmarks/fit_scorecard.py`), kept as data, and read here. A passage below zero is cut, with the traits that
spoke loudest against it as the reason. Table cells, captions and preformatted text are never cut, nor is a passage with
a dose or a prohibition unless nearly everything speaks against it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import lru_cache
from importlib import resources
from itertools import islice, pairwise

from a11y_export.reading.addresses import is_enlarged, leads_away
from a11y_export.reading.citations import heads_citations
from a11y_export.reading.folds import FOLDED, panels
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.naming import raw_names, split_name
from a11y_export.reading.passages import Describer, Passage, passages
from a11y_export.reading.series import weigh_together
from a11y_export.reading.survey import Survey
from a11y_export.reading.thresholds import SCRAP_LIMIT, limit_of
from a11y_export.reading.tree import Element, Tree, holds, named, text_nodes, within
from a11y_export.reading.wholes import LINKED, keep_lists, keep_numbered, keep_shaped, levelled, lists_of

RULE = "unlike the article"
SURE = 99.0
_HEADING_LIMIT, _HEADED, _HEADED_AT_ONCE = -2.5, 15, 9
# Where the scorecard would leave less of the words than this, it does not know the kind of page and is not believed.
_LEAST_LEFT = 0.3
_PICTURES, _FIGURE = frozenset({"img", "amp-img"}), frozenset({"figure"})
_MOST_TEXTS = 400
# What a fold is opened by, and a term, head what follows as a heading does.
_HEADS = frozenset({"summary", "dt"})
_TEXTS = frozenset({"p", "li"})
_LOWEST = "h6"
# A line in one of these is a head when it is called one, or one of a fold's.
_BARE, _LONGEST_HEAD = frozenset({"div", "button", "span", "a", "p"}), 12
_LEAST_HEAD = 3
_HEADING = re.compile(r"(?<!sub)(?<!sub[-_])heading$", re.IGNORECASE)
_CALLED_FOLD = frozenset({"accordion", "collapse", "collapsible", "expander", "faq", "faqs", "panel", "tab", "toggle"})
_CALLED_HEAD = frozenset({"button", "head", "header", "label", "question", "summary", "title", "toggle", "trigger"})
_CONTROLS = frozenset({"aria-controls", "aria-expanded", "data-bs-toggle", "data-toggle"})
# What asks, and what announces a list: "Here are some examples of the courses:".
_ASKS = ("?", "？", "؟")
# What a site has around its articles, and no document; and the programs that save documents.
_SITE = ("nav", "header", "footer", "aside", "form", "button", "iframe")
_SAVED_BY = re.compile(
    r"microsoft (?:word|office)|libreoffice|openoffice|pdftohtml|pdf2html|pandoc|cocoa html|textedit|abiword|wps office"
    r"|abbyy|indesign|acrobat|mammoth|docutils|asciidoc|calibre|winhelp|wordpad",
    re.IGNORECASE,
)
# The families of traits that a person can follow, most telling first.
_TOLD = (
    ("under:", "under the heading “{}”"),
    ("says only:", "says “{}”"),
    ("says:", "says “{}”"),
    ("asks:", "says “{}”"),
    ("opens:", "begins “{}”"),
    ("author named", "is about the author"),
    ("introduces", "introduces a person"),
    ("alike", "one of several boxes alike"),
    ("box links", "in a box of links"),
    ("links:4", "is a link"),
    ("links:3", "is mostly a link"),
    ("place:7", "after the last paragraph"),
    ("place:0", "before the first paragraph"),
    ("scrap", "a scrap among paragraphs"),
)


@lru_cache(maxsize=1)
def _weights() -> tuple[float, dict[str, float]]:
    written = resources.files("a11y_export.reading.rules").joinpath("scorecard.json").read_text("utf-8")
    data = json.loads(written)
    return float(data["start"]), data["points"]


def weigh(found: list[Passage]) -> list[float]:
    """Give each passage's points: above zero it reads like the article."""
    start, points = _weights()
    get = points.get
    return [start + sum([get(trait, 0.0) for trait in passage.traits]) for passage in found]


def is_document(tree: Tree) -> bool:
    """Whether a page is a text that a word processor or a converter of PDF saved as HTML, with no site around it."""
    index = tree.index
    if tree.below_body(index.find(tags=_SITE)):
        return False
    metas = (tree.attributes[at] for at in index.find(tags=("meta",)))
    told = (str(m.get("content") or "")[:200] for m in metas if str(m.get("name") or "").lower() == "generator")
    # Word's sections, and Google's documents, which name no program.
    whole = tree.body.attrs.get("class", ()) if tree.body is not None else ()
    return any(map(_SAVED_BY.search, told)) or "doc-content" in whole or bool(index.find(called=("WordSection1",)))


def cut_scraps(root: Element, survey: Survey, ledger: Ledger, author: str) -> None:
    """Cut the passages below `root` that read like the site, neighbours together; of a document page numbers alone."""
    found = passages(root, survey, ledger.is_free)
    describer = Describer(found, root, survey, author)
    describer.describe()
    _mark_folded(found, root)
    whole_lists = lists_of(found, root)
    points = levelled(found, weigh_together(found, weigh(found), root), whole_lists)
    # Most are well above any limit, and need not be asked which is theirs.
    against = [own < SCRAP_LIMIT and own < limit_of(passage) for passage, own in zip(found, points, strict=True)]
    keep_lists(found, points, against, whole_lists, root)
    _keep_names(found, against, describer)
    keep_shaped(found, against, root, survey)
    _keep_headings(found, points, against)
    keep_numbered(found, against)
    if is_document(root.tree):
        against = [cut and passage.text.isdecimal() for passage, cut in zip(found, against, strict=True)]
    left = sum(p.size for p, cut in zip(found, against, strict=True) if not cut)
    if left < _LEAST_LEFT * sum(p.size for p in found):
        return
    run: list[Passage] = []
    for passage, cut in zip(found, against, strict=True):
        if cut:
            run.append(passage)
        elif run:
            _cut(run, root, ledger)
            run = []
    if run:
        _cut(run, root, ledger)


def _mark_folded(found: list[Passage], root: Element) -> None:
    """Note in the traits which passages stand in a panel that a reader opens by a question."""
    ranges = panels(root.tree)
    asked = -1
    for before, passage in pairwise(found) if ranges else ():
        first = passage.texts[0].at
        at = bisect_right(ranges, (first, len(root.tree.texts))) - 1
        if at < 0 or first >= ranges[at][1]:
            continue
        if before.texts[0].at < ranges[at][0] and before.text.endswith(_ASKS):
            asked = at
        if asked == at:
            passage.traits.append(FOLDED)


def _keep_names(found: list[Passage], against: list[bool], describer: Describer) -> None:
    """Keep the first line of a box, one of several alike, with the text after it in the same box: what it is called."""
    for at in range(len(found) - 1):
        if against[at] and not against[at + 1] and found[at].size <= _LONGEST_HEAD and found[at + 1].prose:
            card = describer.card(found[at])
            first = at == 0 or describer.card(found[at - 1]) != card
            if card >= 0 and first and describer.card(found[at + 1]) == card:
                against[at] = False


def _keep_headings(found: list[Passage], points: list[float], against: list[bool]) -> None:
    """Keep a heading with the text that it heads, its lower headings' with it, when that follows soon."""
    words, below, level = 0, 0, ""  # kept words since the next heading; that heading's own, and its level
    for at in range(len(found) - 1, -1, -1):
        own = found[at].level or (_LOWEST if against[at] and _is_head(found, against, at) else "")
        if not own:
            words += 0 if against[at] else found[at].size
            continue
        headed = words + (below if level > own else 0)
        follows = not all(against[at + 1 : at + 4])
        opens = not found[at].level and headed
        enough = headed >= (_HEADED if all(against[at + 1 : at + 2]) else _HEADED_AT_ONCE)
        if against[at] and follows and (opens or (enough and points[at] > _HEADING_LIMIT)):
            against[at] = False
        words, below, level = 0, 0 if against[at] else headed, own


def _is_head(found: list[Passage], against: list[bool], at: int) -> bool:
    """Whether a line is what a fold is opened by, or the head of a part: by its kind, or by what it is called."""
    passage = found[at]
    block, inner = passage.block, passage.texts[0].parent
    if block.name in _HEADS or _is_switch(inner) or heads_citations(passage.text):
        return True
    if passage.size >= _LEAST_HEAD and (_controls(block) or _controls(inner)):
        return True
    if block.name not in _BARE or passage.size > _LONGEST_HEAD:
        return False
    called = raw_names(block)
    if any(map(_heads, map(split_name, called))):
        return True
    stays = passage.links < LINKED and not any(against[at + 1 : at + 3])
    return stays and any(_HEADING.search(name) for name in called)


def _controls(element: object) -> bool:
    """Whether an element says that it opens another."""
    return isinstance(element, Element) and not _CONTROLS.isdisjoint(element.attrs)


def _heads(called: frozenset[str]) -> bool:
    """Whether a name calls its element the head of a fold: "accordion-title", "faq__question"."""
    return "card-header" in called or not (called.isdisjoint(_CALLED_HEAD) or called.isdisjoint(_CALLED_FOLD))


def _is_switch(label: object) -> bool:
    """Whether an element is a label between a box to tick and a text, which it opens without scripts."""
    if not isinstance(label, Element) or label.name != "label":
        return False
    before, after = label.find_previous_sibling(True), label.find_next_sibling(True)
    ticked = isinstance(before, Element) and before.name == "input" and before.get("type") in {"checkbox", "radio"}
    return ticked and isinstance(after, Element) and holds(after, _TEXTS)


def _cut(run: list[Passage], root: Element, ledger: Ledger) -> None:
    """Cut neighbouring passages as one, and the elements that hold nothing else (their pictures with them)."""
    texts = [text for passage in run for text in passage.texts]
    ledger.cut_texts(texts, RULE, _reason(run))
    for passage in run:
        element: object = passage.block
        while isinstance(element, Element) and element is not root and not ledger.is_dead(element):
            if element.t1 - element.t0 > _MOST_TEXTS or _is_left(element, ledger) or _shows(element):
                break
            ledger.bury(element)
            element = element.parent


def _shows(element: Element) -> bool:
    """Whether a picture stands in an element, in a figure or to be enlarged: it stays though its credit was cut."""
    if not holds(element, _PICTURES):
        return False
    found = (p for p in islice(named(element, _PICTURES), 3) if within(p, _FIGURE) is not None or is_enlarged(p))
    return any(not leads_away(picture) for picture in found)


def _is_left(element: Element, ledger: Ledger) -> bool:
    return any(ledger.is_open(text) and not text.isspace() for text in text_nodes(element))


def _reason(run: list[Passage]) -> str:
    """Give the plainest traits that spoke against the passages, three at the most."""
    _, points = _weights()
    loud: dict[str, float] = {}
    for passage in run:
        for trait in passage.traits:
            if points.get(trait, 0.0) < 0:
                loud[trait] = min(loud.get(trait, 0.0), points[trait])
    told: list[str] = []
    for trait in sorted(loud, key=lambda t: (loud[t], t)):
        words = _plainly(trait)
        if words and words not in told:
            told.append(words)
        if len(told) == 3:
            break
    return "reads like the site, not like the article" + (f": {', '.join(told)}" if told else "")


def _plainly(trait: str) -> str:
    """Give a trait in plain words, "" when it has none."""
    if trait.startswith("under:") and " by:" in trait:
        return ""
    start, text = next(((start, text) for start, text in _TOLD if trait.startswith(start)), ("", ""))
    return text.format(trait.removeprefix(start)) if start else ""
