"""A cuts page of a few runs, with everything on it that a page may have."""

from __future__ import annotations

from typing import Any

from a11y_export.pages import Shown, cuts_page

RUNS: list[dict[str, Any]] = [
    {"fate": "removed", "text": "Accept cookies", "removal": 0},
    {"fate": "title", "text": "Kidney stones", "removal": None},
    {"fate": "metadata", "text": "By Ann Author", "removal": None},
    {"fate": "article", "text": "Drink more", "removal": None},
    {"fate": "removed", "text": "•", "removal": 3},
    {"fate": "article", "text": "than 2.5 litres if <5% & well.", "removal": None},
    {"fate": "removed", "text": "Never take 20 mg", "removal": 2},
    {"fate": "disclaimer", "text": "Not advice.", "removal": None},
    {"fate": "removed", "text": "Share this", "removal": 1},
    {"fate": "removed", "text": "About us Terms", "removal": 5},
]


def shown(kind: str, text: str, **more: Any) -> Shown:
    return Shown(kind, ((text, False),), **more)


SHOWN = [
    [shown("removed", "Accept cookies")],
    [shown("title", "Kidney stones")],
    [shown("metadata", "By Ann Author")],
    [shown("paragraph", "Drink more", quoted='"Drink more"')],
    [shown("removed", "•")],
    [shown("paragraph", "than 2.5 litres if <5% & well.", begins=False)],
    [shown("removed", "Never take 20 mg")],
    [shown("disclaimer", "Not advice.", quoted='"Not advice."')],
    [shown("removed", "Share this")],
    [shown("removed", "About us"), shown("removed", "Terms")],
]


def removal(rule: str, text: str, number: int, **more: Any) -> dict[str, Any]:
    line = f'keep = ["{text}"]' if text and not more.get("why") else ""
    return {
        "rule": rule, "reason": f"It is {rule}", "where": "body > div", "text": text, "number": number,
        "words": len(text.split()), "inside": False, "advice": False, "look": False, "overrule": line, "also": 0,
        "why": "", "shown": text,
    } | more


REMOVALS = [
    removal("consent", "Accept cookies", 1),
    removal("share", "Share this", 4),
    removal("a rule of tomorrow", "Never take 20 mg", 3, inside=True, advice=True, look=True, also=1),
    removal("list mark", "•", 2, inside=True, why="mark"),
    removal("decorative picture", "", 6, overrule='alt."a.png" = "What it shows."'),
    removal("footer", "About us Terms", 5),
]


def cuts(title: str = "Test", language: str = "en") -> str:
    found = {
        "visible": 23, "kept": 13, "removed": 10, "added": 2, "runs": RUNS, "removals": REMOVALS,
        "added_words": [{"origin": "alternative text", "where": "body > img", "text": f"A stone, {title}"}],
        "warnings": [f"Look at {title}."],
    }
    return cuts_page(title, language, f"{title}.html.a11y.toml", found, SHOWN, "no_article")
