"""The cuts page: the whole page in order, what was kept and what was cut, why, and how to overrule it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from a11y_export import prose, words
from a11y_export.pages.render import render

QUOTED = 40
"""Words of a cut that the line to paste quotes at most: all of most cuts, and few enough to read."""

PARAGRAPH = 50
"""Words after which a long run is broken at the next end of a sentence."""

FATES = {
    "article": "Kept",
    "title": "Kept as the title",
    "metadata": "Kept as information about the article",
    "disclaimer": "Kept as the disclaimer",
    "removed": "Cut",
}
"""What each fate is called on the page."""


def cuts_page(
    title: str,
    language: str,
    visible: int,
    kept: int,
    runs: Sequence[Mapping[str, Any]],
    removals: Sequence[Mapping[str, Any]],
    corrections_hint: str = "",
) -> str:
    """Give the page on what was cut from an article's source.

    `visible` and `kept` count words. Each of `runs` has "fate" (a key of FATES) and "text", and if removed "rule",
    "reason" and "where"; they stand in the page's order. `removals` have the last four. `corrections_hint` is the
    lines for ``<input>.a11y.toml`` that overrule the cuts; without it they are made from `removals`.
    """
    shown = []
    number = 0
    for run in runs:
        removed = run["fate"] == "removed"
        number += removed
        shown.append({
            "label": FATES.get(run["fate"], run["fate"]), "removed": removed, "number": number if removed else 0,
            "paragraphs": _paragraphs(run["text"], language), "words": words.count(run["text"]),
            "rule": run.get("rule", ""), "reason": run.get("reason", ""), "where": run.get("where", ""),
        })
    return render(
        "cuts.xhtml",
        title=title,
        language=language,
        visible=visible,
        kept=kept,
        runs=shown,
        rules=_by_rule(removals),
        keep=[(keep_line(r["text"]), words.fold(r["rule"])) for r in removals if words.count(r["text"])],
        hint=corrections_hint.strip(),
    )


def _paragraphs(text: str, language: str) -> list[str]:
    """Break a long run after sentences, so that it can be read: the record of words has no paragraphs."""
    found: list[str] = []
    start = 0
    for _, end in prose.split(text, language):
        if words.count(text[start:end]) >= PARAGRAPH:
            found.append(text[start:end])
            start = end
    return [*found, text[start:]] if text[start:].strip() else found


def keep_line(text: str) -> str:
    """Give a quotation of a cut's first words as a TOML string, to stand in ``keep = [...]``."""
    quoted = " ".join(words.tokens(text)[:QUOTED]).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'


def _by_rule(removals: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give one row per rule: its reason, how many cuts it made and of how many words, in order of first use."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for removal in removals:
        key = (removal["rule"], removal["reason"])
        row = rows.setdefault(key, {"rule": key[0], "reason": key[1], "cuts": 0, "words": 0})
        row["cuts"] += 1
        row["words"] += words.count(removal["text"])
    return list(rows.values())
