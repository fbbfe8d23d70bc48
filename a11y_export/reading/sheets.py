"""What the page's own style sheets hide and show, by single classes and ids; linked sheets are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from a11y_export.reading import shadows
from a11y_export.reading.tree import Tree, within

_HIDES = re.compile(
    r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-(?:9{3,}|\d{5}))",
    re.IGNORECASE,
)
_SHOWS = re.compile(r"(?<![\w-])(?:display\s*:\s*(?!none)[a-z]|visibility\s*:\s*visible)", re.IGNORECASE)
_FAR = re.compile(r"-\d{3}")
_SIMPLE = re.compile(r"^\s*(?P<name>[.#][A-Za-z_][\w-]*)\s*$")
_NAMES = re.compile(r"[.#][A-Za-z_][\w-]*")
_BLOCK, _BRACE = re.compile(r"\{([^{}]*)\}"), re.compile(r"[{}]")
_COMMENT = re.compile(r"/\*[^*]*(?:\*(?!/)[^*]*)*\*/")
_SHEET, _SELECTORS = 200_000, 1_300
_SCREENS = (None, "", "all", "screen")
# Those of a shadow root speak of what is in it alone.
_NOT_APPLIED = frozenset({"noscript", shadows.ROOT})


@dataclass(slots=True)
class Sheets:
    """Names as selectors (".x", "#x"): hidden, each with whether outright or only moved or clipped out of sight.

    `opened` are those of them that a state shows: ".x.open", ".open .x", ".x:target".
    """

    hidden: dict[str, bool] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)


def read_sheets(tree: Tree) -> Sheets:
    """Read what the page's own sheets say, those for print or for small screens alone left out."""
    found, shown, sheets = Sheets(), set[str](), list[str]()
    for at in tree.index.find(tags=("style",)):
        style = tree.elements[at]
        if style.attrs.get("media") in _SCREENS and within(style, _NOT_APPLIED) is None:
            sheets.append(_COMMENT.sub("", "".join(map(str, style.contents))[:_SHEET]))
    for sheet in sheets if any(_may_hide(sheet.lower()) for sheet in sheets) else ():
        for selectors, said, around in _rules(sheet):
            hides = _HIDES.search(said)
            if hides and not around:
                for selector in selectors.split(","):
                    if simple := _SIMPLE.match(selector):
                        name = simple["name"]
                        found.hidden[name] = found.hidden.get(name, False) or hides[0][0] in "dDvV"
                        shown.discard(name)
            elif not hides and _SHOWS.search(said) and not _is_narrow(around):
                for selector in selectors.split(","):
                    if simple := _SIMPLE.match(selector):
                        shown.add(simple["name"])
                    else:
                        last = selector.split()[-1:] or [""]
                        found.opened.update(_NAMES.findall(last[0]))
    for name in shown:
        found.hidden.pop(name, None)
    found.opened &= found.hidden.keys()
    return found


def _may_hide(said: str) -> bool:
    """Whether declarations in small letters hold a word that hiding needs; what is looked for costs more."""
    return "none" in said or "visib" in said or "clip" in said or _FAR.search(said) is not None


def _may_show(said: str) -> bool:
    return "display" in said or "visib" in said


def _rules(sheet: str) -> Iterator[tuple[str, str, str]]:
    """Give the selectors and declarations of each rule that may hide or show, and the at-rules around it, lowered.

    What a brace opens is looked at once, so that the work grows with the sheet.
    """
    around: list[str] = []
    end = 0
    for rule in _BLOCK.finditer(sheet):
        start = rule.start()
        for brace in _BRACE.finditer(sheet, end, start):
            if brace[0] == "{":
                around.append(_before(sheet, end, brace.start()))
            elif around:
                around.pop()
            end = brace.end()
        said = rule[1].lower()
        if _may_hide(said) or _may_show(said):
            selectors = _before(sheet, end, start)
            if not selectors.startswith("@"):
                yield selectors, rule[1], " ".join(around).lower()
        end = rule.end()


def _before(sheet: str, start: int, brace: int) -> str:
    return sheet[max(start, brace - _SELECTORS) : brace].rpartition(";")[2].strip()


def _is_narrow(around: str) -> bool:
    """Whether at-rules are for print, or for small screens alone."""
    return ("print" in around and "screen" not in around) or ("max-width" in around and "min-width" not in around)
