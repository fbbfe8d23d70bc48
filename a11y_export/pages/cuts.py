"""The cuts page: the whole page in order, what was kept and what was cut, why, and the line that overrules it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from a11y_export import words
from a11y_export.crossed import Pieces, marked, tidy
from a11y_export.pages.elements import language_tag
from a11y_export.pages.render import render
from a11y_export.wording import FALLBACK, Phrase, Wording, primary

SHOWN = 12
"""Words of a text that a list of texts shows at most."""

LISTED = 12
"""Cuts that a row of the table of rules leads to at most."""

_CHIP = 3  # a cut of so few words, with no line to paste, stands in the line and not in a box of its own


@dataclass(frozen=True, slots=True)
class Shown:
    """A text of one fate as one block. `begins` is false where it goes on after a cut.

    `kind` is a fate, or of the article's text heading (`number` is its level), item (its number, 0 without one),
    paragraph, row or cell. `quoted` is what stands between the brackets of ``cut = […]`` to find this text; empty when
    there is nothing that does.
    """

    kind: str
    text: Pieces
    number: int = 0
    begins: bool = True
    quoted: str = ""


@dataclass(slots=True)
class _Item:
    """What stands on the page in order: a block of kept text, a cut, a stretch of cuts, or lines for kept text."""

    kind: str
    parts: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0
    cut: dict[str, Any] = field(default_factory=dict)
    blocks: list[Pieces] = field(default_factory=list)
    cuts: list[_Item] = field(default_factory=list)
    words: int = 0
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    without: int = 0


def cuts_page(
    title: str,
    language: str,
    corrections: str,
    cuts: Mapping[str, Any],
    shown: Sequence[Sequence[Shown]],
    note: str = "",
) -> str:
    """Give the page on what was cut from an article's source.

    `cuts` is what stands in cuts.json; `shown` has for each of its runs the run's text as blocks. `corrections` is the
    name of the file that overrules; `note` is a key of the wording, to stand above all.
    """
    page_language = primary(language) if Wording.load(language).native else FALLBACK
    wording = Wording.load(page_language)
    found = _numbered(cuts, wording)
    look = sorted((cut for cut in found if cut["look"]), key=lambda cut: (not cut["advice"], not cut["inside"]))
    for cut, after in pairwise(look):
        cut["next"] = after["number"]
    script = _script()
    items = _items(cuts, shown, {cut["index"]: cut for cut in found}, language)
    return render(
        "cuts.xhtml",
        title=title, language=language_tag(language) or "", page_language=page_language,
        say=lambda key, **values: wording.get(f"cuts.{key}", **values).text,
        counted=lambda key, n: wording.get(f"cuts.{key}_{1 if n == 1 else 'n'}", n=n).text,
        cuts=cuts, corrections=corrections, note=note, look=look, rules=_by_rule(found),
        struck=(wording.get("deleted.start"), wording.get("deleted.end")),
        items=items, script=script, script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        pictures=[cut for cut in found if not cut["text"]],
    )


@cache
def _script() -> str:
    """Give the page's own script, which the template takes as it is."""
    text = resources.files("a11y_export.pages").joinpath("templates", "cuts.js").read_text(encoding="utf-8")
    assert not set("<&") & set(text), "cuts.js must read the same as HTML and as XML"
    return text


def _numbered(cuts: Mapping[str, Any], wording: Wording) -> list[dict[str, Any]]:
    """Give the removals with what the page needs, in the order in which they stand; pictures come last."""
    out = []
    for index, removal in sorted(enumerate(cuts["removals"]), key=lambda pair: int(pair[1]["number"])):
        rule = removal["rule"]
        out.append({
            **removal, "index": index, "next": 0,
            "name": _said(wording, f"cuts_rule.{rule}", rule),
            "means": _said(wording, f"cuts_means.{rule}", removal["reason"]),
            "opening": _opening(removal["shown"]),
        })
    return out


def _said(wording: Wording, key: str, otherwise: str) -> Phrase:
    """Give what a rule is called in plain words; a rule without any is told as its table has it, in English."""
    try:
        return wording.get(key)
    except KeyError:
        return Phrase(otherwise, FALLBACK)


def _opening(text: str) -> str:
    tokens = words.tokens(text)
    return " ".join(tokens[:SHOWN]) + (" …" if len(tokens) > SHOWN else "")


def _by_rule(found: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give one row per rule: how many cuts it made and of how many words, those with the most words first."""
    rows: dict[str, dict[str, Any]] = {}
    for cut in found:
        row = rows.setdefault(cut["rule"], {"name": cut["name"], "means": cut["means"], "cuts": [], "words": 0})
        row["cuts"].append(cut)
        row["words"] += cut["words"]
    for row in rows.values():
        row["shown"] = [cut["number"] for cut in row["cuts"] if cut["text"]][:LISTED]
        row["rest"] = sum(1 for cut in row["cuts"] if cut["text"]) - len(row["shown"])
    return sorted(rows.values(), key=lambda row: -row["words"])


def _items(
    cuts: Mapping[str, Any], shown: Sequence[Sequence[Shown]], by_index: Mapping[int, dict[str, Any]], language: str,
) -> list[_Item]:
    """Give what stands on the page in order: chips join the text around them, cuts side by side join a stretch."""
    out: list[_Item] = []
    lines = _Item("lines")
    told: set[int] = set()
    chips: list[dict[str, Any]] = []

    def chip_alone() -> None:
        if chips:
            out.append(_Item("paragraph", [*chips]))
            chips.clear()

    def close_lines() -> None:
        nonlocal lines
        if lines.lines:  # what has no line is told with the next lines
            out.append(lines)
            lines = _Item("lines")

    for run, blocks in zip(cuts["runs"], shown, strict=True):
        cut = by_index.get(run["removal"]) if run["fate"] == "removed" else None
        if cut is not None:
            if not cut["overrule"] and cut["inside"] and not cut["look"] and cut["words"] <= _CHIP:
                told_here = tidy(piece for b in blocks for piece in (*b.text, (" ", False)))
                chips.append({"cut": cut, "text": told_here, "first": cut["index"] not in told})
            else:
                chip_alone()
                item = _Item("cut", cut=cut | {"first": cut["index"] not in told}, blocks=[b.text for b in blocks])
                _place(out, item, words.count(run["text"]))
            told.add(cut["index"])
            continue
        for block in blocks:
            if block.kind == "heading" and block.begins:
                chip_alone()
                close_lines()
            _tell(out, block, chips)
            _note(lines, block, language)
        if run["fate"] != "article":
            chip_alone()
            close_lines()
    chip_alone()
    close_lines()
    return out


def _place(out: list[_Item], item: _Item, size: int) -> None:
    """Set a cut: open in its place where it is to be looked at, else into a stretch with its neighbours."""
    item.words = size
    if item.cut["inside"] or item.cut["look"]:
        out.append(item)
    elif out and out[-1].kind == "stretch":
        out[-1].cuts.append(item)
        out[-1].words += size
    else:
        out.append(_Item("stretch", cuts=[item], words=size))


def _tell(out: list[_Item], block: Shown, chips: list[dict[str, Any]]) -> None:
    """Set a block of kept text, with the chips that wait for it; a cell joins its row, a rest what it is a rest of."""
    part = {"text": block.text, "cut": None}
    goes_on = not block.begins or block.kind == "cell"
    if goes_on and out and out[-1].kind not in {"cut", "stretch", "lines"}:
        out[-1].parts += [*chips, part]
    else:
        kind = "row" if block.kind == "cell" else block.kind
        out.append(_Item(kind, [*chips, part], number=block.number))
    chips.clear()


def _note(lines: _Item, block: Shown, language: str) -> None:
    """Note the lines that overrule a block of kept text; a cell and a rest have none of their own."""
    if not block.begins or block.kind in {"row", "cell", "title", "metadata"}:
        return
    if block.quoted:
        lines.lines.append((_opening(marked(block.text, language)), block.quoted, block.kind))
    elif block.kind != "disclaimer":
        lines.without += 1
