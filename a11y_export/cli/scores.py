"""An article's scores on a terminal: one line, and for a single article a table of what to look at first."""

from __future__ import annotations

import textwrap
from typing import Any

from a11y_export import words

_WIDTH = 100
_HEADING = 44
_SENTENCES, _WORDS = 3, 10


def line(location: str, report: dict[str, Any]) -> str:
    """Give the line of an article: its verdict, its score and its size."""
    score = "no score" if report["score"] is None else f"{report['formula_name']} {report['score']}"
    about = "about " if report["estimate"] else ""
    counts = report["whole"]["counts"]
    size = ", ".join(_many(counts[what], what) for what in ("words", "sentences"))
    return f"{words.fold(location)}: {report['verdict']}: {about}{score}; {size}"


def _many(n: int, things: str) -> str:
    return f"{n} {things if n != 1 else things.removesuffix('s')}"


def table(report: dict[str, Any]) -> str:
    """Give the verdict in words, the sections by each grade, and the hardest sentences, words and acronyms."""
    formulas = [f for f in report["formulas"] if f["scale"] == "grade"] or report["formulas"]
    names = [f["name"] for f in formulas]
    out = ["", *textwrap.wrap(report["words"], _WIDTH), ""]
    out.append("  ".join([f"{'Section':{_HEADING}}", *names, "Sentences", "Words", "Longest"]))
    for part in (*report["sections"], report["whole"] | {"heading": "Whole article"}):
        cells = [_cut(part["heading"] or "(before the first heading)")]
        cells += [f"{_score(part, f, report['formula']):>{len(f['name'])}}" for f in formulas]
        longest = part["longest"]["words"] if part["longest"] else 0
        cells += [f"{part['counts']['sentences']:>9}", f"{part['counts']['words']:>5}", f"{longest:>7}"]
        out.append("  ".join(cells))
    if formulas:
        out.append("~ is an estimate: the part is shorter than the formula wants.")
    if report["hardest_sentences"]:
        out += ["", "Hardest sentences"]
        for sentence in report["hardest_sentences"][:_SENTENCES]:
            out += textwrap.wrap(
                f"{sentence['score']}: {words.fold(sentence['text'])} [{sentence['id']}]", _WIDTH,
                initial_indent="  ", subsequent_indent="    ",
            )
    for heading, rows in (("Hardest words", report["hardest_words"]), ("Can be simpler", report["wordy"])):
        if rows:
            out += ["", heading, *(_word(row) for row in rows[:_WORDS])]
    if report["acronyms"]:
        found = ", ".join(f"{row['text']} ({row['count']})" for row in report["acronyms"][:_WORDS])
        out += ["", f"Acronyms never explained: {found}"]
    return "\n".join(out)


def _cut(heading: str) -> str:
    text = words.fold(heading)
    return f"{text if len(text) <= _HEADING else text[: _HEADING - 1] + '…':{_HEADING}}"


def _score(part: dict[str, Any], formula: dict[str, Any], headline: str) -> str:
    score = part["score"] if formula["id"] == headline else part["scores"].get(formula["id"])
    if score is None:
        return "–"
    return f"{'~' if part['counts'][formula['unit']] < formula['least'] else ''}{score:.1f}"


def _word(row: dict[str, Any]) -> str:
    said = f"  {words.fold(row['word'])} ({row['count']})"
    if row["plain"]:
        said += f": {words.fold(row['plain'])}"
    return said + (" – explained" if row["explained"] else "")
