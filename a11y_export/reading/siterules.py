"""Rules by CSS selector: cut, keep or pin as disclaimer what a selector finds, on one site or on every page.

They are data (TOML), built in (``rules/sites.toml``) and a user's own (``--rules FILE``). ``keep`` and ``disclaimer``
beat ``cut``; the corrections beside an article beat them all. A selector is matched step by step over the whole page,
so that the work grows with the page's size and with nothing else, whatever page and selector do.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from bs4.css import CSS
from bs4.element import NavigableString

from a11y_export import words
from a11y_export.errors import UsageError
from a11y_export.reading.addresses import PICTURES, shown
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.page import Page
from a11y_export.reading.selectors import SelectorError, Step, steps
from a11y_export.reading.tree import Element, Tree, text_nodes

NAME = "site rule"
MOST_BYTES, MOST_RULES = 200_000, 200
_ACTIONS = ("cut", "keep", "disclaimer")
_KEYS = ("selector", "action", "reason", "site")
_NOTE = 4_000  # characters at a page's start in which a browser notes where it was saved from
_SEE = "See “Site rules” in docs/reading.md."


@dataclass(frozen=True, slots=True)
class SiteRule:
    """What to do with what a selector finds, why, and on which sites (none: on every page)."""

    alternatives: tuple[tuple[Step, ...], ...]
    action: str
    reason: str
    sites: tuple[str, ...]

    def speaks_of(self, hosts: Iterable[str]) -> bool:
        """Whether the rule holds for a page of one of these hosts."""
        return not self.sites or any(h == s or h.endswith(f".{s}") for h in hosts for s in self.sites)


@lru_cache(maxsize=8)
def parse(text: str, name: str) -> tuple[SiteRule, ...]:
    """Give the rules in a TOML text; raises UsageError that names the file, the rule and what is wrong with it."""
    if len(text) > MOST_BYTES:
        raise UsageError(name, f"has more than {MOST_BYTES:,} characters.", "Part it, or drop rules.")
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(name, f"is not valid TOML: {error}.", "Correct that line.") from error
    rows = data.get("rule", [])
    if set(data) - {"rule"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(name, "holds something other than rules.", f"Begin each with [[rule]]. {_SEE}")
    if len(rows) > MOST_RULES:
        raise UsageError(name, f"has {len(rows):,} rules; {MOST_RULES} are allowed.", "Put selectors together.")
    return tuple(_rule(row, f"rule {number}", name) for number, row in enumerate(rows, 1))


def _rule(row: dict[str, Any], which: str, name: str) -> SiteRule:
    for key in row:
        if key not in _KEYS:
            raise UsageError(name, f"{which} has the unknown key “{key}”.", f"Known keys: {', '.join(_KEYS)}.")
    for key in ("selector", "action", "reason"):
        if not isinstance(row.get(key), str) or not words.fold(row[key]):
            raise UsageError(name, f"{which} has no “{key}”, or it is no text.", f"Give it one. {_SEE}")
    if row["action"] not in _ACTIONS:
        said = row["action"][:40]
        raise UsageError(name, f"{which} has the action “{said}”.", f"Choose from: {', '.join(_ACTIONS)}.")
    sites = row.get("site", [])
    sites = [sites] if isinstance(sites, str) else sites
    if not isinstance(sites, list) or not all(isinstance(s, str) and _is_host(s) for s in sites):
        raise UsageError(name, f"{which} has a “site” that is no host's name.", 'Write it as "example.org".')
    try:
        alternatives = steps(row["selector"])
    except SelectorError as error:
        said = words.fold(row["selector"])[:80]
        raise UsageError(name, f"{which}: the selector “{said}” cannot be used: {error}.", _SEE) from error
    return SiteRule(alternatives, row["action"], words.fold(row["reason"])[:300], tuple(s.lower() for s in sites))


def _is_host(text: str) -> bool:
    return 0 < len(text) <= 253 and not set(text) & set("/:@?# \t\n*") and "." in text.strip(".") == text


@lru_cache(maxsize=1)
def built_in() -> tuple[SiteRule, ...]:
    """Give the rules that come with the program."""
    text = resources.files("a11y_export.reading.rules").joinpath("sites.toml").read_text(encoding="utf-8")
    return parse(text, "sites.toml")


@dataclass(slots=True)
class Found:
    """What the rules found on one page, each in page order, nothing inside of something of its own kind."""

    keep: list[Element] = field(default_factory=list)
    disclaimer: list[Element] = field(default_factory=list)
    cut: list[tuple[Element, str]] = field(default_factory=list)

    def protect(self, ledger: Ledger) -> None:
        """Shield what is to be kept from every later cut; what staff cut already stays cut."""
        # What staff keep stays in the article, as they keep it.
        self.disclaimer = [e for e in self.disclaimer if not any(map(ledger.is_protected, text_nodes(e)))]
        for element in self.keep:
            ledger.protect(element)

    def remove(self, ledger: Ledger) -> None:
        """Cut what is to be cut, all but what is kept or pinned already."""
        for element, reason in self.cut:
            pictures = [element] if element.name in PICTURES else shown(element)
            left = [p for p in pictures if not ledger.is_protected(p) and not ledger.is_dead(p)]
            ledger.cut(element, NAME, reason)
            for picture in left:
                ledger.drop(picture, NAME, reason)


def addresses_of(page: Page, declared: str) -> tuple[str, ...]:
    """Give where a page is said to come from: its own word, its MHTML's, and the browser's note in its first lines."""
    _, _, noted = page.html[:_NOTE].partition("saved from url=")
    return declared, page.url, noted[:2_000].partition(")")[2].split(" ")[0]


def find(own: str, tree: Tree, addresses: Iterable[str]) -> Found:
    """Give what the built-in rules and the user's `own` (TOML) find on the page that is said to be at `addresses`."""
    rules = [*built_in(), *parse(own, "rules")] if own else built_in()
    found = Found()
    if not rules or tree.body is None:
        return found
    hosts = {host for address in addresses if (host := _host(address))}
    matcher = _Matcher(tree)
    by_action: dict[str, dict[int, str]] = {action: {} for action in _ACTIONS}
    for rule in rules:
        if rule.speaks_of(hosts):
            for at in matcher.all_of(rule.alternatives):
                by_action[rule.action].setdefault(at, rule.reason)
    found.keep = [tree.elements[at] for at in _outermost(tree, by_action["keep"])]
    found.disclaimer = [tree.elements[at] for at in _outermost(tree, by_action["disclaimer"])]
    found.cut = [(tree.elements[at], by_action["cut"][at]) for at in _outermost(tree, by_action["cut"])]
    return found


def _host(address: str) -> str:
    try:
        return (urlsplit(address[:2_000]).hostname or "").lower()
    except ValueError:
        return ""


def _outermost(tree: Tree, found: Iterable[int]) -> Iterator[int]:
    assert tree.body is not None
    reached = tree.body.at
    for at in sorted(found):
        if at >= reached and at < tree.body.end:
            yield at
            reached = tree.elements[at].end


class _Matcher:
    """Finds selectors on one page: each step is one look at all elements, asked of the library once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, frozenset[int]] = {}

    def all_of(self, alternatives: tuple[tuple[Step, ...], ...]) -> set[int]:
        """Give the numbers of the elements that one of the alternatives finds."""
        return {at for alternative in alternatives for at in self._one(alternative)}

    def _one(self, alternative: tuple[Step, ...]) -> Iterable[int]:
        found: Iterable[int] = ()
        for number, step in enumerate(alternative):
            own = self._simple(step.compound)
            found = own if number == 0 else own & self._reached(set(found), step.combinator)
            if not found:
                break
        return found

    def _simple(self, compound: str) -> frozenset[int]:
        if compound not in self._known:
            hits = CSS(self._tree.soup).select(compound)
            self._known[compound] = frozenset(e.at for e in hits if isinstance(e, Element))
        return self._known[compound]

    def _reached(self, begun: set[int], combinator: str) -> set[int]:
        """Give what stands below, directly below, directly after or somewhere after those begun with."""
        elements = self._tree.elements
        out: set[int] = set()
        if combinator == " ":
            reached = 0
            for at in sorted(begun):
                out.update(range(max(at + 1, reached), elements[at].end))
                reached = max(reached, elements[at].end)
            return out
        homes = {at: elements[at] for at in begun} if combinator == ">" else _homes(elements[at] for at in begun)
        for home in homes.values():
            after = False
            for child in home.contents:
                if isinstance(child, NavigableString) or not isinstance(child, Element):
                    continue
                if combinator == ">" or after:
                    out.add(child.at)
                after = child.at in begun or (after and combinator == "~")
        return out


def _homes(elements: Iterable[Element]) -> dict[int, Element]:
    return {e.parent.at: e.parent for e in elements if isinstance(e.parent, Element)}
