"""Choose the article's own subtree from what the cuts have left.

Each innermost block counts for its words when it is running text, and against the choice when it is links or scraps.
The subtree with the best balance is the article; a page whose best balance is too small has none.
"""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import PageElement, Tag

from a11y_export import words
from a11y_export.reading.around import within
from a11y_export.reading.chrome import names
from a11y_export.reading.ledger import BORDERS, UNSEEN, Fate, Ledger, text_nodes
from a11y_export.reading.tree import Text

LEAST_WORDS = 25

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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


@dataclass(slots=True)
class _Balance:
    good: float = 0.0
    bad: float = 0.0


def choose(soup: BeautifulSoup, ledger: Ledger) -> Tag | None:
    """Give the element that holds the article, or None when the page has none."""
    if soup.body is None:
        return None
    balances = _balances(soup.body, ledger)
    best, best_score = None, 0.0
    for element in [soup.body, *soup.body.find_all(True)]:
        balance = balances.get(id(element))
        if balance is None:
            continue
        score = (balance.good - 0.8 * balance.bad) * _bonus(element)
        # On equal scores the inner element wins: it comes later in document order.
        if score >= best_score and balance.good > 0:
            best, best_score = element, score
    if best is None or balances[id(best)].good < LEAST_WORDS:
        return None
    return _widened(best, balances, soup.body)


def _bonus(element: Tag) -> float:
    if element.get("itemprop") == "articleBody" or names(element) & _ARTICLE_NAMES:
        return 1.12
    if element.name == "article":
        return 1.1
    return 1.05 if element.name == "main" else 1.0


def _widened(best: Tag, balances: dict[int, _Balance], body: Tag) -> Tag:
    """Climb while the parent brings more of the article than of anything else (sibling sections, an introduction)."""
    current = best
    while current is not body and current.parent is not None:
        parent = current.parent
        mine, theirs = balances[id(current)], balances[id(parent)]
        gain, cost = theirs.good - mine.good, theirs.bad - mine.bad
        if cost > 0 and gain < 2 * cost:
            break
        if gain <= 0 and cost <= 0 and parent.name in {"body", "html"}:
            break
        current = parent
    return current if balances[id(current)].good > balances[id(best)].good else best


def _balances(body: Tag, ledger: Ledger) -> dict[int, _Balance]:
    """Give each element's balance: the sums over the innermost blocks below it."""
    own: dict[int, tuple[Tag, list[Text]]] = {}
    for node in ledger.nodes:
        if node is None or not (ledger.is_open(node) or ledger.fate(node) is Fate.DISCLAIMER) or not node.strip():
            continue
        block = _block_of(node, body)
        own.setdefault(id(block), (block, []))[1].append(node)
    balances: dict[int, _Balance] = {}
    for block, nodes in own.values():
        good, bad = _weigh(block, nodes, ledger)
        element: PageElement | None = block
        while isinstance(element, Tag):
            total = balances.setdefault(id(element), _Balance())
            total.good += good
            total.bad += bad
            if element is body:
                break
            element = element.parent
    return balances


def _block_of(node: Text, body: Tag) -> Tag:
    element = node.parent
    while element is not None and element is not body and element.name not in BORDERS:
        element = element.parent
    return element or body


def _weigh(block: Tag, nodes: list[Text], ledger: Ledger) -> tuple[float, float]:
    """Give how many words of a block speak for an article, and how many against it."""
    text = words.fold(" ".join(nodes))
    size = float(words.count(text))
    linked = float(sum(words.count(n) for n in nodes if _in_link(n)))
    if all(ledger.fate(n) is Fate.DISCLAIMER for n in nodes):
        return 0.0, 0.0
    density = linked / size if size else 0.0
    if block.name in _HEADINGS:
        return (size * 0.5, 0.0) if density < 0.6 else (0.0, size)
    if block.name in {"td", "th", "dt", "dd", "pre", "figcaption", "caption"}:
        return (size, 0.0) if density < 0.5 else (0.0, size)
    ends = text.rstrip("\"'”’)]").endswith((".", "!", "?", ":", ";", "…", "।", "。"))
    if density > 0.5:
        return 0.0, size
    if size >= 10 or (ends and size >= 4) or (block.name == "li" and density < 0.3):
        return size - linked, linked * 0.5
    return 0.0, size * 0.5


def _in_link(node: Text) -> bool:
    element = node.parent
    while element is not None and element.name not in BORDERS:
        if element.name == "a":
            return True
        element = element.parent
    return element is not None and element.name in {"li", "p", "div"} and within(element, {"a"}) is not None


def cut_outside(article: Tag, ledger: Ledger) -> None:
    """Cut everything that is not in the chosen subtree, element by element."""
    path = {id(article), *(id(p) for p in article.parents)}
    element: Tag | None = article
    while element is not None and element.parent is not None and element.name != "body":
        for sibling in list(element.parent.contents):
            if sibling is not element and (isinstance(sibling, Tag) or text_nodes(sibling)) and id(sibling) not in path:
                if isinstance(sibling, Tag) and sibling.name in UNSEEN:
                    continue
                ledger.cut(sibling, "outside the article", "stands outside the part of the page that holds the article")
        element = element.parent


def trim_tail(article: Tag, ledger: Ledger) -> None:
    """Cut what trails the article within its own subtree: headings with nothing after them, and lists of links."""
    for block in reversed(_blocks(article, ledger)):
        nodes = [n for n in text_nodes(block) if ledger.is_open(n)]
        if not nodes:
            continue
        if block.name in _HEADINGS:
            ledger.cut(block, "heading without text", "a heading that nothing follows")
            continue
        text = words.fold(" ".join(nodes))
        linked = sum(words.count(n) for n in nodes if _in_link(n))
        size = words.count(text)
        if block.name == "li" and within(block, {"ol"}) is not None:
            break  # A numbered list at the end is the references.
        if linked * 2 > size and size <= 25 and not text.endswith((".", "!", "?")):
            ledger.cut(block, "related", "links after the end of the article")
            continue
        _drop_pictures_after(nodes[-1], article, ledger)
        break


def _drop_pictures_after(last: Text, article: Tag, ledger: Ledger) -> None:
    """Drop the pictures between the article's last words and its end: banners and portraits stand there."""
    end = article._last_descendant()
    element: PageElement | None = last
    figure = within(last, {"figure"})
    while element is not None and element is not end:
        element = element.next_element
        if not isinstance(element, Tag) or element.name != "img" or ledger.is_dead(element):
            continue
        if figure is None or within(element, {"figure"}) is not figure:
            ledger.drop(element, "picture after the end", "stands after the article's last words")


def _blocks(article: Tag, ledger: Ledger) -> list[Tag]:
    seen: dict[int, Tag] = {}
    for node in text_nodes(article):
        if node.strip() and ledger.is_open(node):
            block = _block_of(node, article)
            seen.setdefault(id(block), block)
    return list(seen.values())
