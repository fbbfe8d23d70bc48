"""Prove the page of cuts: all words of the source in order, each cut with its number, its size, its reason, its line.

What the page tells of a cut is written down here once more, from cuts.json and the program's phrases, and compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.htmltext import Node, equal, held
from a11y_export.wording import FALLBACK, Wording, primary

CUTS, IN_ORDER = "record/cuts.html", "cuts page has the words in order"
_SHOWN, _LISTED = 12, 12  # words of an opening, cuts that a row of rules leads to
_LINE = re.compile(r"(?:cut|disclaimer) = (\[.*\])")
_BLOCKS = ("h1", "h2", "h3", "p", "dt", "dd", "caption", "th", "td", "li")
Removal = Mapping[str, Any]


def prove_cuts(body: Node, cuts: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks of the page's `body` against what cuts.json holds."""
    page = _Page(cuts, article)
    main = body.find("main")
    if main is None:
        return [Check("cuts page sums up the cuts", CUTS, False, "it has no text")]
    parts = _parted(main)
    pieces = "".join("".join(page.told(e) for e in parts["page"] if _is_text(e)).split())
    runs = held("".join("".join(str(run["text"]) for run in cuts["runs"]).split()))
    lines = [str(e.text or "") for e in parts["page"] if e.tag == "pre" and _cut_of(e) is None]
    odd = [line for line in lines if not page.quotes(line, runs)]
    return [
        Check(IN_ORDER, CUTS, held(pieces) == runs, f"{len(pieces)} of {len(runs)} letters"),
        equal("cuts page tells what was cut", CUTS, [*page.cut_in_order()], [*_told_in_order(parts["page"])], "cuts"),
        equal("cuts page sums up the cuts", CUTS, [*page.top()], [*_blocks(parts[""])], "blocks"),
        equal("cuts page tells what was added", CUTS, [*page.added()], [*_blocks(parts["added"])], "blocks"),
        Check("lines to paste quote the page", CUTS, not odd, "; ".join(odd[:3]) or f"{len(lines)} lines"),
    ]


def _parted(main: Node) -> dict[str, list[Node]]:
    """Give the elements before the page's words, those that tell them, and those behind, in order."""
    out: dict[str, list[Node]] = {"": [], "page": [], "pictures": [], "added": []}
    at = ""
    for element in main.iter():
        if isinstance(element.tag, str):
            at = element.get("id") if element.get("id") in out else at
            out[at].append(element)
    return out


def _is_text(element: Node) -> bool:
    return element.get("class", "").split()[:1] in (["kept"], ["text"])


def _cut_of(element: Node) -> Node | None:
    """Give the box of the cut that an element stands in."""
    return next((e for e in element.iterancestors() if e.get("class") == "cut"), None)


def _blocks(elements: Sequence[Node]) -> Iterator[tuple[str, str]]:
    for element in elements:
        if element.tag in _BLOCKS and element.find("p") is None and element.get("class") != "hidden":
            yield str(element.tag), words.fold("".join(element.itertext()))


def _told_in_order(elements: Sequence[Node]) -> Iterator[tuple[str, ...]]:
    """Give what the page tells of each cut: its id, its label, and the lines below it but for its words."""
    for element in elements:
        kind = element.get("class", "")
        if kind == "chip":
            yield str(element.get("id", "")), words.fold("".join(element.find("span[@class='kind']").itertext()))
        elif kind == "cut":
            first, *rest = [e for e in element if e.get("class") != "text"]
            told = [words.fold("".join(e.itertext())) for e in (first, *rest)]
            yield str(element.get("id", "")), *told


class _Page:
    """What the page has to say of the cuts of an article."""

    def __init__(self, cuts: Mapping[str, Any], article: Article) -> None:
        native = Wording.load(article.language).native
        self.cuts, self.article = cuts, article
        self.wording = Wording.load(primary(article.language) if native else FALLBACK)
        own = Wording.load(article.language)
        self.marks = own.get("deleted.start").text, own.get("deleted.end").text
        self.removals = sorted(cuts["removals"], key=lambda one: int(one["number"]))
        self.look = sorted((r for r in self.removals if r["look"]), key=lambda r: (not r["advice"], not r["inside"]))
        self.next = {a["number"]: b["number"] for a, b in pairwise(self.look)}

    def say(self, key: str, **values: object) -> str:
        return self.wording.get(f"cuts.{key}", **values).text

    def counted(self, key: str, n: int) -> str:
        return self.say(f"{key}_{1 if n == 1 else 'n'}", n=n)

    def rule(self, removal: Removal, table: str = "cuts_rule", otherwise: str = "rule") -> str:
        try:
            return self.wording.get(f"{table}.{removal['rule']}").text
        except KeyError:
            return str(removal[otherwise])

    def told(self, element: Node) -> str:
        """Give the words of a text without the program's labels and its words around what is crossed out."""
        out = element.text or ""
        struck = element.find("del") is not None
        for child in element:
            out = out.rstrip().removesuffix(self.marks[0]) if child.tag == "del" else out
            if child.get("class") != "kind" and not (struck and child.tag == "span" and self._is_mark(child)):
                out += self.told(child)
            tail = child.tail or ""
            out += tail.removeprefix(self.marks[1]) if child.tag == "del" else tail
        return out

    def _is_mark(self, element: Node) -> bool:
        return (element.text or "").strip() in self.marks

    def quotes(self, line: str, runs: str) -> bool:
        """Whether a line to paste quotes words of the page."""
        match = _LINE.fullmatch(line)
        try:
            quoted = json.loads(match[1]) if match else []
        except ValueError:
            return False
        return bool(quoted) and all(held("".join(str(text).split())) in runs for text in quoted)

    def cut_in_order(self) -> Iterator[tuple[str, ...]]:
        """Give what is to be told of each cut, in the order of the page."""
        seen: set[int] = set()
        for run in self.cuts["runs"]:
            if run["fate"] != "removed" or run["removal"] is None:
                continue
            cut, n = self.cuts["removals"][run["removal"]], self.cuts["removals"][run["removal"]]["number"]
            first, size = run["removal"] not in seen, words.count(run["text"])
            seen.add(run["removal"])
            own = f"cut-{n}" if first else ""
            if not cut["overrule"] and cut["inside"] and not cut["look"] and cut["words"] <= 3:
                yield own, words.fold(self.say("cut_mark", n=n, rule=self.rule(cut)))
                continue
            label = self.say("cut", n=n, rule=self.rule(cut)) if first else self.say("continued", n=n)
            told = (f"{label} · {self.counted('words', size)}", *self._below(cut, first=first))
            yield (own, *(words.fold(text) for text in told))

    def _below(self, cut: Removal, *, first: bool) -> Iterator[str]:
        if cut["advice"]:
            yield f"⚠ {self.say('advice')}"
        if not first:
            return
        place = f" {self.say('place', place=cut['where'])}" if cut["where"] else ""
        yield f"{self.say('reason', reason='')}{cut['reason']}.{place}"
        if cut["overrule"]:
            yield from (self.say("keep"), cut["overrule"])
            if cut["also"]:
                yield self.counted("also", cut["also"])
        else:
            yield self.say(f"why_{cut['why']}")
        if cut["look"]:
            after = self.next.get(cut["number"])
            yield f"{self.say('next', n=after)} · {self.say('back')}" if after else self.say("back")

    def _opening(self, removal: Removal) -> str:
        tokens = words.tokens(removal["shown"])
        return " ".join(tokens[:_SHOWN]) + (" …" if len(tokens) > _SHOWN else "")

    def top(self) -> Iterator[tuple[str, str]]:
        """Give the blocks before the page's words."""
        yield from ((tag, words.fold(text)) for tag, text in self._top())

    def _top(self) -> Iterator[tuple[str, str]]:
        say, cuts = self.say, self.cuts
        yield "h1", f"{say('title', title='')}{held(self.article.title)}"
        yield "p", say("sum", **{key: cuts[key] for key in ("visible", "kept", "removed")})
        for key in ("visible", "kept", "removed", "added"):
            yield from (("dt", say(key)), ("dd", str(cuts[key])))
        pictures = ["pictures"] if any(not one["text"] for one in self.removals) else []
        added = ["added_words"] if cuts["added_words"] else []
        yield from (("li", say(key)) for key in ("first", "rules", "overrule", "page", *pictures, *added))
        yield "h2", say("first")
        if cuts["warnings"]:
            yield "h3", say("warnings")
            yield from (("li", str(warning)) for warning in cuts["warnings"])
        yield "p", say("first_these" if self.look else "first_none")
        for cut in self.look:
            yield "p", f"{say('cut', n=cut['number'], rule=self.rule(cut))} · {self.counted('words', cut['words'])}"
            if cut["advice"]:
                yield "p", f"⚠ {say('advice')}"
            yield "p", held(self._opening(cut))
        yield from self._rules()
        yield "h2", say("overrule")
        name = str(self.article.source.location).replace("\\", "/").rsplit("/", 1)[-1]
        yield "li", f"{say('step_1')} {name}.a11y.toml"
        yield "li", say("step_2")
        one, other = say("example_1"), say("example_2")
        yield "li", f'{say("step_3")} keep = [ "{one}", "{other}", ] cut = ["{one}"] disclaimer = ["{one}"]'
        yield "li", say("step_4")

    def _rules(self) -> Iterator[tuple[str, str]]:
        yield "h2", self.say("rules")
        if not self.removals:
            yield "p", self.say("none")
            return
        yield "caption", self.say("rules_caption")
        yield from (("th", self.say(key)) for key in ("rule", "means", "number", "size", "which"))
        rows: dict[str, list[Removal]] = {}
        for removal in self.removals:
            rows.setdefault(str(removal["rule"]), []).append(removal)
        for row in sorted(rows.values(), key=lambda own: -sum(int(cut["words"]) for cut in own)):
            told = [str(cut["number"]) for cut in row if cut["text"]]
            rest = [self.say("more", n=len(told) - _LISTED)] if len(told) > _LISTED else []
            yield "th", self.rule(row[0])
            for text in (self.rule(row[0], "cuts_means", "reason"), str(len(row)), str(sum(c["words"] for c in row)),
                         " ".join([*told[:_LISTED], *rest])):
                yield "td", text

    def added(self) -> Iterator[tuple[str, str]]:
        """Give the blocks on the words that were added."""
        if not self.cuts["added_words"]:
            return
        yield from (("h2", words.fold(self.say("added_words"))), ("p", words.fold(self.say("added_how"))))
        yield "caption", words.fold(self.say("added_caption"))
        yield from (("th", words.fold(self.say(key))) for key in ("origin", "where", "text"))
        for row in self.cuts["added_words"]:
            yield from (("th", held(row["origin"])), ("td", held(row["where"])), ("td", held(row["text"])))
