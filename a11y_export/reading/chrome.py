"""Cut what is not the article: hidden text, consent banners, site chrome. Every cut with its rule and reason."""

from __future__ import annotations

import re
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from a11y_export import words
from a11y_export.reading.around import holds, named, within
from a11y_export.reading.ledger import BORDERS, UNSEEN, Ledger, text_nodes
from a11y_export.reading.rules import consent_rules, element_rules, text_rule_for

_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FIXED_STYLE = re.compile(r"position\s*:\s*(?:fixed|sticky)", re.IGNORECASE)
_SHEET_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{1,1000})\}")
_SIMPLE_SELECTOR = re.compile(r"^\s*(?P<kind>[.#])(?P<name>[A-Za-z_][\w-]*)\s*$")
_FOLD = re.compile(
    r"accordion|collaps|expand|toggle|tab-?(?:pane|panel|content)|faq|panel|fold|read-?more|details|answer|question",
    re.IGNORECASE,
)
_BANNERISH = re.compile(r"cookie|consent|gdpr|ccpa|cmp|privacy", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SENTENCE = re.compile(r"[.!?:;。।](?:\s|$)")

# Elements whose class words never speak for the whole page or the whole article.
_LINES = frozenset({"p", "div", "small", "li", "span"})
_BLOCKS = frozenset({"p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "div", "blockquote"})
_SHORT = frozenset({"p", "div", "span", "li", "a", "h2", "h3", "h4", "h5", "strong", "small", "figcaption"})
_NEVER_BY_NAME = frozenset({"html", "body", "main", "article"})


@lru_cache(maxsize=4096)
def _split_names(raw: str) -> tuple[str, ...]:
    lowered = raw.lower()
    spaced = [p.lower() for p in re.split(r"[-_\s:]+", _CAMEL.sub("-", raw)) if p]
    joined = {"-".join(spaced[i : i + n]) for n in (2, 3) for i in range(len(spaced) - n + 1)}
    return tuple({lowered, *spaced, *joined, lowered.replace("_", "-")})


def names(element: Tag) -> set[str]:
    """Give the words of the element's class and id: whole, split at hyphens and capitals, and neighbouring pairs."""
    raw = [*element.get_attribute_list("class"), element.get("id")]
    return {n for r in raw if isinstance(r, str) and len(r) <= 120 for n in _split_names(r)}


def role(element: Tag) -> str:
    """Give the element's ARIA role in lower case, or ""."""
    return str(element.get("role") or "").strip().lower()


def cut_hidden(soup: BeautifulSoup, ledger: Ledger) -> None:
    """Cut text that the page hides, unless a fold (accordion, tab, "read more") only keeps it closed."""
    hidden_names = _hidden_by_sheet(soup)
    for element in soup.body.find_all(True) if soup.body else []:
        if element.name == "noscript":
            ledger.cut(element, "noscript", "shown only where scripts are off")
        elif ledger.is_dead(element):
            continue
        elif element.get("data-mark") == "list":
            ledger.cut(element, "list mark", "the bullet or number is set by the list itself")
        elif _is_hidden(element, hidden_names) and not _is_fold(element):
            ledger.cut(element, "hidden", "the page does not show it")


def _is_hidden(element: Tag, hidden_names: frozenset[str]) -> bool:
    attributes = element.attrs
    if not attributes:
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if isinstance(style, str) and _HIDING_STYLE.search(style[:2000]):
        return True
    if hidden_names:
        own = {f".{c}" for c in element.get_attribute_list("class")} | {f"#{attributes.get('id')}"}
        if own & hidden_names:
            return True
    # aria-hidden alone says nothing about sight: banners set it on the whole article. Icons' texts are short; a sign
    # in a sentence ("<", "−", "½") is no icon.
    return (
        attributes.get("aria-hidden") == "true"
        and not holds(element, {"p", "h1", "h2", "h3", "li", "td"})
        and len(element.get_text()) <= 3
        and not (in_sentence(element) and MATTERS.search(element.get_text()))
    )


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
    beside = "".join(c for c in parent.contents if isinstance(c, NavigableString))
    return any(c.isalnum() for c in beside)


def _hidden_by_sheet(soup: BeautifulSoup) -> frozenset[str]:
    """Give the single classes and ids that the page's own style sheets hide outright."""
    found: set[str] = set()
    for style in soup.find_all("style"):
        if style.get("media") not in (None, "", "all", "screen"):
            continue
        sheet = re.sub(r"/\*.*?\*/", "", style.get_text()[:200_000], flags=re.DOTALL)
        sheet = re.sub(r"@[^{};]{0,300}\{(?:[^{}]|\{[^{}]*\})*\}", "", sheet)
        for selectors, body in _SHEET_RULE.findall(sheet):
            if _HIDING_STYLE.search(body):
                for selector in selectors.split(","):
                    if match := _SIMPLE_SELECTOR.match(selector):
                        found.add(match["kind"] + match["name"])
    return frozenset(found)


def _is_fold(element: Tag) -> bool:
    """Whether a hidden element is a closed fold of the article: a panel that a control or a neighbour opens."""
    if within(element, {"nav", "footer", "form"}) or len(element.get_text(" ", strip=True).split()) < 5:
        return False
    if role(element) in {"dialog", "alertdialog", "menu"} or element.get("aria-modal"):
        return False
    identity = element.get("id")
    root = within(element, {"body"})
    if identity and root and root.find(True, attrs={"aria-controls": str(identity)}):
        return not _link_heavy(element)
    before = element.find_previous_sibling(True)
    opened = before is not None and (
        before.name in {"button", "summary", "dt", "h2", "h3", "h4", "h5"} or holds(before, {"button"})
    )
    named = any(_FOLD.search(n) for n in names(element))
    return (opened or named or role(element) in {"tabpanel", "region"}) and not _link_heavy(element)


def cut_consent(soup: BeautifulSoup, ledger: Ledger) -> None:
    """Cut consent banners: known managers' containers, and what has two signs of being one."""
    rules = consent_rules()
    for element in soup.body.find_all(True) if soup.body else []:
        if ledger.is_dead(element) or element.name in UNSEEN:
            continue
        raw = {str(c).lower() for c in [*element.get_attribute_list("class"), element.get("id")] if c}
        known = next((rules.tokens[r] for r in raw if r in rules.tokens), None) or next(
            (reason for p, reason in rules.prefixes.items() for r in raw if r.startswith(p)),
            None,
        )
        if known and element.name not in _NEVER_BY_NAME and not _holds_article(element, soup):
            ledger.cut(element, "consent", f"consent banner: {known}")
        elif (sign := _banner_sign(element)) and not _holds_article(element, soup, sure=sign == "laid over"):
            text = ledger.text_of(element)
            if text and len(text) < 6000 and rules.says.search(text) and rules.asks.search(text):
                ledger.cut(element, "consent", "a notice about cookies: laid over the page, and it asks for consent")


def _banner_sign(element: Tag) -> str:
    """Give the first sign of a banner, or "": laid over the page, or named for consent with something to press."""
    if (
        role(element) in {"dialog", "alertdialog", "alert"}
        or element.get("aria-modal") == "true"
        or element.name == "dialog"
    ):
        return "laid over"
    style = element.get("style")
    if isinstance(style, str) and _FIXED_STYLE.search(style[:2000]):
        return "laid over"
    raw = " ".join(str(c) for c in [*element.get_attribute_list("class"), element.get("id")] if c)
    if not _BANNERISH.search(raw) or element.name in _NEVER_BY_NAME:
        return ""
    return "named" if holds(element, {"button", "a", "input"}) else ""


def cut_consent_lines(soup: BeautifulSoup, ledger: Ledger) -> None:
    """Cut single blocks at the page's end that speak as a consent notice does (a dump's or a footer's last line)."""
    rules = consent_rules()
    ends = [*soup.find_all("footer"), *soup.find_all(True, attrs={"data-dump": "after"})]
    for element in (e for end in ends for e in named(end, _LINES)):
        if ledger.is_dead(element) or holds(element, {"p", "div", "li", "h1", "h2", "table"}):
            continue
        text = ledger.text_of(element)
        if 0 < len(text) < 600 and rules.says.search(text) and rules.asks.search(text):
            ledger.cut(element, "consent", "a notice about cookies at the end of the page")


def cut_chrome(soup: BeautifulSoup, ledger: Ledger) -> None:
    """Cut navigation, share bars, related links, forms and the like for what they are."""
    rules = element_rules()
    prose = _prose_size(soup.body) if soup.body else 0
    for element in soup.body.find_all(True) if soup.body else []:
        if ledger.is_dead(element) or element.name in _NEVER_BY_NAME or element.name in UNSEEN:
            continue
        dump = element.get("data-dump")
        if dump in {"before", "after"}:
            ledger.cut(element, f"{dump} the article", f"stands {dump} the article in the dump")
            continue
        own_role, own_names = role(element), names(element)
        if (own_role or own_names) and in_sentence(element) and MATTERS.search(element.get_text()):
            continue
        if own_names and _is_written(element):
            # A section's id or one word of its class ("foot-care", "social-anxiety") is no sign of chrome.
            classes = [str(c) for c in element.get_attribute_list("class") if c]
            own_names = {n for c in classes for n in _split_names(c) if "-" in n or n == c.lower()}
        for rule in rules:
            by_kind = element.name in rule.tags or (own_role and own_role in rule.roles)
            if (by_kind or own_names & rule.names) and _may_cut(element, prose, by_kind=bool(by_kind), rule=rule.name):
                ledger.cut(element, rule.name, rule.reason)
                break
        else:
            _cut_by_shape(element, ledger, prose)


def _may_cut(element: Tag, prose: int, *, by_kind: bool, rule: str) -> bool:
    """Guard: an element that holds much of the page's prose is not chrome, whatever it is called."""
    if element.name in {"h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "table", "li"} and not by_kind:
        return False
    if rule == "embedded":
        return not (element.name in {"object", "video", "audio", "canvas"} and len(element.get_text().split()) > 80)
    own = _prose_size(element)
    if own > 0.35 * prose and own > 60:
        return False
    if not by_kind and rule in {"page tools", "tags", "advertising", "related", "share", "caption tools", "navigation"}:
        # Names are cheap: in such a box, much running text without links speaks for the article.
        return own <= 120 or _link_heavy(element)
    if element.name == "footer":
        return within(element, {"blockquote", "figure"}) is None and (
            within(element, {"article"}) is None or own <= 60
        )
    return True


def _is_written(element: Tag) -> bool:
    """Whether a box reads as a piece of the article: a heading of its own, and sentences that are no links."""
    heading = holds(element, {"h2", "h3", "h4", "h5"})
    return heading and _prose_size(element) >= 8 and not _link_heavy(element) and not holds(element, {"form", "input"})


def _cut_by_shape(element: Tag, ledger: Ledger, prose: int) -> None:
    if element.name == "button":
        if not _is_fold_control(element) and not in_sentence(element):
            ledger.cut(element, "form control", "a button")
    elif element.name == "header":
        if not holds(element, {"h1"}) and _prose_size(element) < 40:
            ledger.cut(element, "navigation", "the page's header")
    elif element.name == "aside" and role(element) != "note":
        own = _prose_size(element)
        outside = within(element, {"article", "main"}) is None
        if own < 0.3 * prose and (own < 8 or outside or _link_heavy(element)):
            ledger.cut(element, "sidebar", "an aside of links or scraps, or outside the article")


def _is_fold_control(button: Tag) -> bool:
    """Whether a button is the heading of a fold: its words belong to the article."""
    if within(button, {"h1", "h2", "h3", "h4", "h5", "h6", "dt"}):
        return True
    if button.has_attr("aria-expanded") and not within(button, {"nav", "header", "form"}):
        return len(button.get_text(" ", strip=True).split()) >= 2
    return False


def cut_text_blocks(root: Tag, ledger: Ledger) -> None:
    """Cut short blocks within the article that are chrome by what they say."""
    for element in list(named(root, _SHORT)):
        if ledger.is_dead(element) or holds(element, {"p", "div", "li", "ul", "table", "h2", "h3"}):
            continue
        if element.name in {"span", "a", "strong", "small"} and _is_inside_sentence(element):
            continue
        text = ledger.text_of(element)
        rule = text_rule_for(text) if text else None
        if rule:
            ledger.cut(_labelled_box(element) if rule.name == "advertising" else element, rule.name, rule.reason)


def _labelled_box(label: Tag) -> Tag:
    """Give the small box that an advertisement's label heads, or the label alone when it heads none."""
    box = label.parent
    if box is None or box.name not in {"div", "aside", "section"} or box.find(["h1", "h2", "p > p"]) is not None:
        return label
    first = next((c for c in box.find_all(True, recursive=False) if c.get_text(strip=True)), None)
    if _ADVICE.search(box.get_text(" ")):
        return label
    return box if first is label and 1 < len(box.get_text(" ", strip=True).split()) <= 45 else label


# An advertisement sells; what forbids or doses may be the article's.
_ADVICE = re.compile(r"\b(?:do not|don't|never|must not|avoid|no tome|nunca)\b|\d\s?(?:mg|mcg|µg|ml)\b", re.IGNORECASE)


def _is_inside_sentence(element: Tag) -> bool:
    block = within(element, _BLOCKS)
    return block is not None and len(block.get_text(" ", strip=True)) > len(element.get_text(" ", strip=True)) + 2


_PROSE = frozenset({"p", "li", "td", "dd", "blockquote", "div", "section"})
_PARTED = frozenset({"p", "div", "ul", "ol", "table", "section"})


def _prose_size(element: Tag) -> int:
    """Count the words of the element's running text: innermost paragraphs and items that are sentences, not links.

    Counted once for the whole page, from the blocks upwards; the page is not changed while it is cut.
    """
    if "_a11y_prose" not in element.__dict__:
        root = element
        while root.parent is not None:
            root = root.parent
        _count_prose(root)
    return int(element.__dict__["_a11y_prose"])


def _count_prose(root: Tag) -> None:
    for element in (root, *root.find_all(True)):
        element.__dict__["_a11y_prose"] = 0
    for block in named(root, _PROSE):
        if block.name != "p" and holds(block, _PARTED):
            continue
        text = block.get_text(" ", strip=True)
        size = text.count(" ") + 1
        linked = sum(len(a.get_text()) for a in named(block, {"a"}))
        if size < 8 or linked * 2 >= len(text) or not _SENTENCE.search(text):
            continue
        above: Tag | None = block
        while above is not None:
            above.__dict__["_a11y_prose"] += size
            above = above.parent


def _link_heavy(element: Tag) -> bool:
    """Whether at least half of the element's letters stand in links."""
    whole = len(words.fold("".join(text_nodes(element))))
    linked = sum(len(words.fold(a.get_text())) for a in element.find_all("a"))
    return whole > 0 and linked * 2 >= whole


def _holds_article(element: Tag, soup: BeautifulSoup, *, sure: bool = True) -> bool:
    """Whether the element holds much of the page's prose: then it is no banner.

    A name alone is a weak sign, so there half of the prose is enough, however little it is.
    """
    if soup.body is None:
        return False
    own, page = _prose_size(element), _prose_size(soup.body)
    return own * 2 > page and (own > 400 or not sure)
