"""``a11y-export cuts``: what would be cut, before anything is made."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from a11y_export import words
from a11y_export.cli.choices import RULES_HELP, reading
from a11y_export.cli.reports import whole
from a11y_export.cli.terminal import complain, data, tell, warn

_WIDTH = 100
_SHOWN = 40
_FEW = 3  # so few cuts are told one by one, as --all does

_WHY = {
    "nowhere": "its words could not be found again in the page",
    "twice": "its words stand on the page more than once; quote more of what stands around it",
    "loose": "it has no element of its own; quote more of what stands around it",
    "scattered": "it lies in too many pieces; quote the one that you want",
    "staff": "the corrections beside the page cut it; take their line out to keep it",
    "mark": "the handout's list sets its own marks",
    "picture": "a picture comes back only with the text around it",
}


def cuts(
    page: Annotated[Path, Parameter(name="INPUT", help="A saved page (HTML, MHTML, text).")],
    /,
    *,
    language: Annotated[
        str | None, Parameter(help="The article's language (BCP 47), when the page's own is wrong.")
    ] = None,
    rules: Annotated[Path | None, Parameter(help=RULES_HELP)] = None,
    html: Annotated[Path | None, Parameter(help="Write the page's text with its cuts to this HTML file.")] = None,
    all_: Annotated[bool, Parameter(name="--all", negative=(), help="List every cut with its line.")] = False,
    json: Annotated[bool, Parameter(negative=(), help="Print words, fates, reasons and lines as JSON.")] = False,
) -> int:
    """Show what would be cut from a page and why, and the lines that overrule a cut."""
    from a11y_export import guard, ours, preview

    if html is not None:
        ours.check_free(html, "choose another file with --html.")
    guard.warm(())
    outcome = guard.run(preview.cuts_of, (page, reading(language, rules=rules)), page.name, guard.unseen)
    if outcome.value is None:
        raise outcome.error
    found: preview.Preview = outcome.value
    if html is not None:
        whole(html, found.html)
        tell(f"written: {html}")
    if json:
        data(found.cuts)
    else:
        for warning in found.cuts["warnings"]:
            warn(warning)
        for line in _lines(words.fold(page.name), found.cuts, everything=all_):
            print(line)
    if found.message:
        complain(found.message)
    return found.code


def _lines(name: str, cuts: Mapping[str, Any], *, everything: bool) -> Iterator[str]:
    """Give the summary: counts, the cuts to look at first, the others by rule (or each), and how to overrule one."""
    added = f", {cuts['added']} added" if cuts["added"] else ""
    yield f"{name}: {cuts['visible']} words = {cuts['kept']} kept + {cuts['removed']} cut{added}"
    ordered = sorted(cuts["removals"], key=lambda cut: cut["number"])
    look = sorted((c for c in ordered if c["look"]), key=lambda cut: (not cut["advice"], not cut["inside"]))
    others = [c for c in ordered if not c["look"]]
    everything = everything or len(others) <= _FEW
    if look:
        yield f"\nLook at these first: {_many(len(look), 'cut')} inside the article, with advice, or long"
        for cut in look:
            yield from _told(cut)
    if others:
        yield "\nOther cuts:" if everything else "\nOther cuts, by rule:"
    if everything:
        for cut in others:
            yield from _told(cut)
    else:
        yield from _by_rule(others)
    if not ordered:
        yield "Nothing would be cut."
        return
    yield f"\nTo keep a text, write its line into {name}.a11y.toml beside the page; several go into one list:"
    yield '  keep = ["words of one text", "words of another"]'
    if others and not everything:
        yield "Every cut with its line: --all. The whole text with its cuts as a page: --html FILE."


def _told(cut: Mapping[str, Any]) -> Iterator[str]:
    """Tell of one cut: what it is and why, its text, where it stood, and the line that keeps it."""
    advice = ": holds a dose, a prohibition or an alarm" if cut["advice"] else ""
    yield f"\n  Cut {cut['number']} [{cut['rule']}] {cut['reason']}, {_many(cut['words'], 'word')}{advice}"
    tokens = words.tokens(cut["shown"])
    text = " ".join(tokens[:_SHOWN]) + (" …" if len(tokens) > _SHOWN else "")
    if text:
        yield textwrap.fill(
            text, _WIDTH, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False
        )
    if cut["where"]:
        yield f"      place: {cut['where']}"
    if cut["overrule"]:
        yield f"      {cut['overrule']}"
    if cut["also"]:
        yield f"      (keeps {_many(cut['also'], 'word')} of other cuts, too)"
    if cut["why"]:
        yield f"      no line: {_WHY.get(cut['why'], cut['why'])}"


def _by_rule(cuts: list[Mapping[str, Any]]) -> Iterator[str]:
    rules: dict[str, list[int]] = {}
    for cut in cuts:
        rules.setdefault(cut["rule"], []).append(cut["words"])
    width = max(map(len, rules), default=0)
    for rule, sizes in sorted(rules.items(), key=lambda row: -sum(row[1])):
        yield f"  {rule:<{width}}  {_many(len(sizes), 'cut'):>9}  {_many(sum(sizes), 'word'):>11}"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
