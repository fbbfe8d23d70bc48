"""Choose the article's own subtree from what the cuts have left.

Each innermost block counts for its words when it is running text, and against the choice when it is links or scraps.
The subtree with the best balance is the article; a page whose best balance is too small has none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from a11y_export import words
from a11y_export.reading.addresses import is_enlarged, leads_away
from a11y_export.reading.citations import heads_citations, leads_elsewhere
from a11y_export.reading.ledger import Fate, Ledger, text_nodes
from a11y_export.reading.naming import names
from a11y_export.reading.survey import Survey
from a11y_export.reading.tree import Element, Text, Tree, holds, within

_MOST_BONUS = 1.5  # more than all bonuses together: what is still below the best so far need not be asked for them
LEAST_WORDS, _LEAST_NAMED = 25, 12
_TYPED, _LEAST_TYPED = "leaflet", 8
# What follows the title is more likely the article than as much text elsewhere.
_AFTER_TITLE, _STEPS_FROM_TITLE, _OPENING_WORDS = 1.25, 4, 15

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES, _FIRST = frozenset({"h1", "h2"}), frozenset({"h1"})
_ARTICLE, _LEAST_WHOLE = frozenset({"article"}), 60
_FIGURE, _LISTS = frozenset({"figure"}), frozenset({"ol", "ul"})
_TOLD, _ROW = 3, 3  # words that describe a picture, pictures that make a row
_PIECES_OF_TEXT = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre", "blockquote", "table", "tbody"}
)
# Elements that say of themselves that they are the article; their balance counts for more.
_ARTICLE_NAMES = frozenset(
    {
        "article-body",
        "articlebody",
        "article-content",
        "article-text",
        "entry-content",
        "post-content",
        "post-body",
        "story-body",
        "story-content",
        "main-content",
        "page-content",
        "content-body",
        "body-content",
        "post-entry",
        "article__body",
        "td-post-content",
        "rich-text",
        "richtext",
    }
)


def choose(tree: Tree, survey: Survey, ledger: Ledger, title: Element | None = None) -> Element | None:
    """Give the element that holds the article, or None when the page has none; `title` shows the article's title."""
    body = tree.body
    if body is None:
        return None
    typed = next(filter(is_typed, tree.below_body(tree.index.find(tags=("main",)))), None)
    if typed is not None:  # a leaflet that somebody typed is an article as a whole, and may be a short one
        return typed if survey.words(typed) >= _LEAST_TYPED else None
    good, bad, own = _balances(tree, survey, ledger)
    opening = _opening(tree, own, title) if title is not None else None
    best, best_score = None, 0.0
    for at in range(body.at, body.end):
        # On equal scores the inner element wins: it comes later in document order.
        if good[at] > 0 and _MOST_BONUS * (balance := good[at] - 0.8 * bad[at]) >= best_score:
            element = tree.elements[at]
            score = balance * _bonus(element)
            if opening is not None and element.at <= opening.at < element.end:
                score *= _AFTER_TITLE
            if score >= best_score:
                best, best_score = element, score
    if best is None:
        return None
    chosen = _first_of_several(tree, _named(_holder(best), good, bad, opening), good, title)
    return chosen if good[chosen.at] >= (_LEAST_NAMED if _calls_itself_article(chosen) else LEAST_WORDS) else None


def is_typed(element: Element) -> bool:
    """Whether an element is all of a plain text that is no web page's."""
    return element.attrs.get("data-dump") == _TYPED


def _opening(tree: Tree, own: dict[int, float], title: Element) -> Element | None:
    """Give the first block of running text that follows the title in the same part of the page."""
    part = title
    for _ in range(_STEPS_FROM_TITLE):
        if isinstance(part.parent, Element) and part.parent.name != "body":
            part = part.parent
    for text in tree.texts[title.t1 : part.t1]:
        block = text.block
        if own.get(block.at, 0.0) >= _OPENING_WORDS:
            return block
    return None


def _holder(best: Element) -> Element:
    """Climb to what holds a paragraph, a list or a table: none is an article alone, and a list of links may follow."""
    element: object = best
    while isinstance(element, Element) and element.name in _PIECES_OF_TEXT and isinstance(element.parent, Element):
        element = element.parent
    return element if isinstance(element, Element) else best


def _named(best: Element, good: list[float], bad: list[float], opening: Element | None) -> Element:
    """Climb to the nearest element that calls itself the article's text: it opens the article, or holds few links."""
    element: object = best
    while isinstance(element, Element) and element.name != "body":
        opens = opening is not None and element.at <= opening.at < element.end
        if _calls_itself_article(element) and (opens or bad[element.at] <= 2 * good[element.at]):
            return element
        element = element.parent
    return best


def _first_of_several(tree: Tree, chosen: Element, good: list[float], title: Element | None) -> Element:
    """Give the article with the title, where others with headings of their own follow it: pages that scrolled in."""
    part = within(title, _ARTICLE) if title is not None else None
    if not isinstance(part, Element) or part is chosen or part.at < chosen.at < part.end:
        return chosen
    holds_it = chosen.at < part.at < chosen.end
    box = chosen if holds_it else tree.body
    others: list[Element] = []
    for at in tree.index.find(tags=_ARTICLE):
        element = tree.elements[at]
        if box is None or not box.at < at < box.end or part.at <= at < part.end or (others and at < others[-1].end):
            continue
        # Beside the title's own a second heading makes one; elsewhere it may be a part of the article.
        heads = _TITLES if holds_it and element.parent is part.parent else _FIRST
        if at < part.at or not holds(element, heads):
            return chosen
        others.append(element)
    if not others or not (holds_it or others[0].at <= chosen.at or chosen.at < others[0].at < chosen.end):
        return chosen
    # A part of the article may be called an article as well; then the title's own is but a small one.
    most = max(good[e.at] for e in others)
    return part if good[part.at] >= max(_LEAST_WHOLE, 0.5 * most) else chosen


def _calls_itself_article(element: Element) -> bool:
    attributes = element.attrs
    if not attributes:
        return False
    return attributes.get("itemprop") == "articleBody" or not names(element).isdisjoint(_ARTICLE_NAMES)


def _bonus(element: Element) -> float:
    if _calls_itself_article(element):
        return 1.12
    if element.name == "article":
        return 1.1
    return 1.05 if element.name == "main" else 1.0


def _balances(
    tree: Tree, survey: Survey, ledger: Ledger
) -> tuple[list[float], list[float], dict[int, float]]:
    """Give by element how many words of the innermost blocks below it speak for an article, how many against.

    Third, by block, how many of its own speak for it.
    """
    own: dict[int, list[Text]] = {}
    for node, fate in zip(ledger.nodes, ledger.fates, strict=True):
        if (fate is None or fate is Fate.DISCLAIMER) and not node.isspace():
            own.setdefault(id(node.block), []).append(node)
    good, bad = [0.0] * len(tree.elements), [0.0] * len(tree.elements)
    alone: dict[int, float] = {}
    for nodes in own.values():
        block = nodes[0].block
        at = block.at
        alone[at], bad[at] = good[at], _ = _weigh(block, nodes, survey, ledger)
    parents = tree.parents
    for at in range(len(good) - 1, 0, -1):  # children come after their parents
        if good[at] or bad[at]:
            good[parents[at]] += good[at]
            bad[parents[at]] += bad[at]
    return good, bad, alone


def _weigh(block: Element, nodes: list[Text], survey: Survey, ledger: Ledger) -> tuple[float, float]:
    """Give how many words of a block speak for an article, and how many against it."""
    if all(ledger.fate(n) is Fate.DISCLAIMER for n in nodes):
        return 0.0, 0.0
    sizes, links = survey.sizes, survey.linked
    size = float(sum([sizes[n.at] for n in nodes]))
    linked = float(sum([sizes[n.at] for n in nodes if links[n.at]]))
    density = linked / size if size else 0.0
    if block.name in _HEADINGS:
        return (size * 0.5, 0.0) if density < 0.6 else (0.0, size)
    if block.name in {"td", "th", "dt", "dd", "pre", "figcaption", "caption"}:
        return (size, 0.0) if density < 0.5 else (0.0, size)
    if density > 0.5:
        return 0.0, size
    ends = nodes[-1].rstrip("\"'”’)] \n\t\r\u00a0").endswith((".", "!", "?", ":", ";", "…", "।", "。"))
    if size >= 10 or (ends and size >= 4) or (block.name == "li" and density < 0.3):
        return size - linked, linked * 0.5
    return 0.0, size * 0.5


def cut_outside(article: Element, ledger: Ledger, lead: Sequence[Element] = ()) -> None:
    """Cut everything that is neither in the chosen subtree nor in `lead`, element by element."""
    kept = {element.at for element in (article, *lead)}
    around: dict[int, Element] = {}
    for element in (article, *lead) if article.name != "body" else ():
        for parent in element.parents:
            if not isinstance(parent, Element) or parent.at in around:
                break
            around[parent.at] = parent
            if parent.name == "body":
                break
    for parent in around.values():
        for child in parent.contents:
            own = child.at if isinstance(child, Element) else -1
            if own not in kept and own not in around and text_nodes(child):
                ledger.cut(child, "outside the article", "stands outside the part of the page that holds the article")


def trim_tail(article: Element, survey: Survey, ledger: Ledger) -> None:
    """Cut what trails the article within its own subtree: headings with nothing after them, and lists of links.

    A tail is shorter than what it hangs on: where links are most of what is left, the article is a list of them.
    """
    tail: list[tuple[Element, str, str]] = []
    last: Text | None = None
    size = 0
    kept: dict[int, bool] = {}  # the lists at the end: asked once for all of their items
    for block in reversed(_blocks(article, ledger)):
        nodes = [n for n in text_nodes(block) if ledger.is_open(n)]
        if not nodes:
            continue
        if block.name in _HEADINGS:
            tail.append((block, "heading without text", "a heading that nothing follows"))
        elif _trails(block, nodes, survey, kept):
            tail.append((block, "related", "links after the end of the article"))
            size += sum(survey.sizes[n.at] for n in nodes)
        else:
            last = nodes[-1]
            around = within(block, _LISTS)
            if isinstance(around, Element):  # of one list no item goes while another stays
                tail = [cut for cut in tail if cut[0].at >= around.end]
            break
    whole = sum(survey.sizes[n.at] for n in text_nodes(article) if ledger.is_open(n))
    if last is not None and size * 2 > whole:
        last = next((n for n in reversed(text_nodes(article)) if ledger.is_open(n) and not n.isspace()), last)
        tail = []
    for block, rule, reason in tail:
        ledger.cut(block, rule, reason)
    if last is not None:
        _drop_pictures_after(last, article, ledger)


def _trails(block: Element, nodes: list[Text], survey: Survey, kept: dict[int, bool]) -> bool:
    """Whether a block at the end is a link to some other page, and no source, and none of several other sites."""
    around = within(block, _LISTS)
    if block.name == "li" and isinstance(around, Element):
        if around.at not in kept:
            kept[around.at] = around.name == "ol" or _is_kept(around)
        if kept[around.at]:
            return False  # A numbered list at the end is the references.
    text = words.fold(" ".join(nodes))
    linked = sum(words.count(n) for n in nodes if survey.in_link(n))
    size = words.count(text)
    ends = text.endswith((".", "!", "?")) and not (block.name == "li" and linked == size)
    return linked * 2 > size and size <= 25 and not ends


def _is_kept(around: Element) -> bool:
    """Whether a list of links at the end is of sources, or of other sites: told by the line before it, or its links."""
    before = next((t for t in reversed(around.tree.texts[max(0, around.t0 - 6) : around.t0]) if t.strip()), None)
    if before is not None and heads_citations(words.fold("".join(text_nodes(before.block)[:6]))):
        return True
    return leads_elsewhere(around)


def _drop_pictures_after(last: Text, article: Element, ledger: Ledger) -> None:
    """Drop the pictures between the article's last words and its end: banners and portraits stand there.

    What leads nowhere else stays when it stands in a figure, when it is described, or when three are alike: a gallery.
    """
    around = within(last, _FIGURE) or last.parent
    assert isinstance(around, Element)
    after = [e for e in article.tree.elements[around.at : article.end] if e.name == "img" and e.p0 > last.place]
    own = range(around.at, around.end if around.name == "figure" else around.at)
    found = [e for e in after if e.at not in own and not ledger.is_dead(e)]
    alike = Counter(map(_setting, found))
    for element in found:
        told = len(str(element.attrs.get("alt", ""))[:200].split()) >= _TOLD
        stays = told or alike[_setting(element)] >= _ROW or within(element, _FIGURE) is not None
        stays = stays or is_enlarged(element)
        if not stays or leads_away(element):
            ledger.drop(element, "picture after the end", "stands after the article's last words")


def _setting(element: Element) -> tuple[str, ...]:
    """Give what a picture and the elements around it are called: the same for the pictures of a row."""
    steps = (element, *islice(element.parents, 3))
    return tuple(f"{e.name} {' '.join(e.attrs.get('class', ()))}"[:200] for e in steps)


def _blocks(article: Element, ledger: Ledger) -> list[Element]:
    seen: dict[int, Element] = {}
    for node in text_nodes(article):
        if node.strip() and ledger.is_open(node):
            seen.setdefault(node.block.at, node.block)
    return list(seen.values())
