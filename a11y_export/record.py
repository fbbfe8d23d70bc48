"""What stands in record/, for staff and for the proof: the article, the cuts, the scores, the spoken numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from a11y_export import codec, review, words
from a11y_export.crossed import marked, tidy
from a11y_export.manifest import sha256
from a11y_export.model import Article, Artifact, Block, ItemList, Origin, Removal, Table, leaf_texts, plain
from a11y_export.wording import Wording

if TYPE_CHECKING:
    from a11y_export.pages import Shown
    from a11y_export.reading import Reading
    from a11y_export.reading.overrule import PageText


def write(folder: Path, reading: Reading, readability: dict[str, Any]) -> dict[str, int]:
    """Write article.json, cuts.json, cuts.html, readability.json and readability.html; give the counts of words."""
    from a11y_export.pages import readability_page

    article = reading.article
    _text(folder / "article.json", codec.dump(article))
    text = cuts_text(reading)
    cuts = cuts_record(reading, text)
    _json(folder / "cuts.json", cuts)
    counts = {key: int(cuts[key]) for key in ("visible", "kept", "removed", "added")}
    _text(folder / "cuts.html", cuts_html(article, cuts, text))
    _json(folder / "readability.json", readability)
    _text(folder / "readability.html", readability_page(article.title, article.language, readability))
    return counts


def cuts_html(article: Article, cuts: dict[str, Any], page: PageText, note: str = "") -> str:
    """Give the page on which staff see the text with what was kept and what was cut; `page` as `cuts_text` gives it.

    `note` is a key of the wording under [cuts], for what is to be said above all.
    """
    from a11y_export.pages import cuts_page

    name = PurePath(article.source.location).name
    return cuts_page(article.title, article.language, f"{name}.a11y.toml", cuts, _shown(article, cuts, page), note)


def cuts_text(reading: Reading) -> PageText:
    """Give the words of a reading's page with its elements, from which quotes are chosen."""
    from a11y_export.reading.overrule import PageText

    return PageText(reading.source, reading.runs, dump=reading.is_dump)


def cuts_record(reading: Reading, page: PageText) -> dict[str, Any]:
    """Give cuts.json: the visible words in page order with their fates, the removals, what was added, the counts."""
    runs = [{"fate": run.fate.value, "text": run.text, "removal": run.removal} for run in reading.runs]
    sizes = [(run.fate.value, words.count(run.text)) for run in reading.runs]
    added = [{"origin": a.origin, "where": a.where, "text": a.text} for a in reading.article.added]
    return {
        "schema": 1,
        "visible": sum(size for _, size in sizes),
        "kept": sum(size for fate, size in sizes if fate != "removed"),
        "removed": sum(size for fate, size in sizes if fate == "removed"),
        "added": sum(words.count(a.text) for a in reading.article.added),
        "runs": runs,
        "removals": _removals(reading, page),
        "added_words": added,
        "warnings": list(reading.warnings),
    }


def _removals(reading: Reading, page: PageText) -> list[dict[str, Any]]:
    """Give each removal with where it stands, whether to look at it first, and the line that overrules it."""
    from a11y_export.reading.dangers import ALARM, DOSE
    from a11y_export.reading.overrule import list_of

    start, end = page.article(reading.runs)  # between the article's first and last words
    around = page.around(start, end)  # and in the element that holds them all
    places: dict[int, list[tuple[int, int]]] = {}
    for run, place in zip(reading.runs, page.places, strict=True):
        if run.removal is not None:
            places.setdefault(run.removal, []).append(place)
    order = [*places, *(n for n in range(len(reading.removals)) if n not in places)]
    numbers = {index: number for number, index in enumerate(order, 1)}
    out = []
    for number, removal in enumerate(reading.removals):
        own = places.get(number, [])
        inside = any(first < end and last > start for first, last in own)
        quoted = page.quote(own, number)
        alarm = removal.rule not in _POLITE and ALARM.search(removal.text) is not None
        advice = removal.rule not in _KNOWN and (alarm or DOSE.search(removal.text) is not None)
        size = words.count(removal.text)
        told = tidy(piece for place in own for piece in (*page.told(*place), (" ", False)))
        near = size >= _NEAR and any(first < around[1] and last > around[0] for first, last in own)
        long = size >= _LONG and removal.rule in _BLIND
        look = size > 0 and (advice or long or (removal.rule not in _KNOWN and (inside or near)))
        # What staff cut they overrule by taking their own line out; a list sets its own marks again.
        line, why = f"keep = [{list_of(quoted.quotes)}]" if quoted.quotes else "", quoted.why
        if not removal.text:
            line, why = _picture_line(removal, reading.article.language)
        elif removal.rule in _WITHOUT_QUOTE:
            line, why = "", _WITHOUT_QUOTE[removal.rule]
        out.append({
            "rule": removal.rule, "reason": removal.reason, "where": words.fold(removal.where), "text": removal.text,
            "number": numbers[number], "words": size,
            "inside": inside, "advice": advice, "look": look,
            "overrule": line, "also": quoted.also if line else 0, "why": why,
            "shown": marked(told, reading.article.language) if page.known else words.fold(removal.text),
        })
    return out


def _picture_line(removal: Removal, language: str) -> tuple[str, str]:
    """Give the line that describes a picture that was taken for decoration, by its name in its place; else why not."""
    from a11y_export.reading.overrule import list_of

    named = re.search(r"“([^”]+)”$", removal.where) if removal.rule == "decorative picture" else None
    if named is None:
        return "", "picture"
    return f"alt.{list_of([named[1]])} = {list_of([Wording.load(language).get('cuts.pictures_say').text])}", ""


_WITHOUT_QUOTE = {
    "staff": "staff", "list mark": "mark", "drawn line": "mark", "duplicate": "twice", "crossed out": "title",
}  # fmt: skip
# Nothing to look at: staff's own, or said elsewhere.
_KNOWN = frozenset({"staff", "list mark", "drawn line", "duplicate", "crossed out"})
_POLITE = frozenset({"consent", "newsletter"})  # “we never share your address” is no prohibition
# Rules that go by where a text stands, not by what it is: what they cut at length may be article.
_BLIND = frozenset(
    {"outside the article", "before the article", "after the article", "hidden", "noscript", "no article"}
)
_NEAR, _LONG = 15, 40  # words from which a cut beside the article is looked at, and one anywhere on the page


def _shown(article: Article, cuts: dict[str, Any], page: PageText) -> list[list[Shown]]:
    """Give each run's text as blocks: the article's own where it was kept, elsewhere as the page parts it."""
    from a11y_export.pages import Shown
    from a11y_export.reading.overrule import list_of

    kept = [place for run, place in zip(cuts["runs"], page.places, strict=True) if run["fate"] == "article"]
    leaves = list(_leaves(article))
    edges = [0, *accumulate(sum(map(len, words.tokens(text))) for _, _, text in leaves)]
    if edges[-1] != sum(end - start for start, end in kept):
        leaves, edges = [], [0]  # not what the record says was kept: shown as the page parts it
    out: list[list[Shown]] = []
    at = leaf = 0  # characters of the article told so far, and the leaf that they have come to
    for run, (start, end) in zip(cuts["runs"], page.places, strict=True):
        fate = run["fate"]
        if not page.known or fate != "article" or not leaves:
            told = page.blocks(start, end) if page.known else [tidy([(run["text"], False)])]
            quoted = list_of(page.quote([(start, end)], None).quotes) if fate == "disclaimer" else ""
            out.append([Shown(fate, text, quoted="" if n else quoted) for n, text in enumerate(told)])
            continue
        out.append([])
        while start < end:
            while edges[leaf + 1] <= at:
                leaf += 1
            upto = min(end, start + edges[leaf + 1] - at)
            kind, level, _ = leaves[leaf]
            begins = at == edges[leaf]
            whole = begins and upto - start == edges[leaf + 1] - at
            quoted = list_of(page.quote([(start, upto)], None).quotes) if whole else ""
            out[-1].append(Shown(kind, page.told(start, upto), level, begins, quoted))
            at, start = at + upto - start, upto
    return out


def _leaves(article: Article) -> Iterator[tuple[str, int, str]]:
    """Give the kind, the number (a heading's level, a numbered item's own) and the text of each piece, in order."""
    for section in article.sections:
        if section.heading:
            yield "heading", section.level, plain(section.heading)
        for block in section.blocks:
            yield from _leaves_of(block, "paragraph", 0)


def _leaves_of(block: Block, kind: str, number: int) -> Iterator[tuple[str, int, str]]:
    match block:
        case ItemList(items, ordered, start):
            for at, item in enumerate(items, start):
                for n, inner in enumerate(item):
                    yield from _leaves_of(inner, "paragraph" if n else "item", at if ordered and not n else 0)
        case Table(caption, header, rows):
            yield "paragraph", 0, plain(caption)
            for row in (*header, *rows):
                for n, cell in enumerate(row):
                    yield "cell" if n else "row", 0, " ".join(leaf_texts(cell.blocks))
        case _:
            for text in leaf_texts((block,)):
                yield kind, number, text


def program_texts(folder: Path, program: Sequence[Any], parts: Mapping[str, Sequence[Any]]) -> None:
    """Write handout.json: every text that the program, not the source, says in the PDF, in reading order.

    `parts` are those of the files by section, by their paths.
    """
    def told(texts: Sequence[Any]) -> list[dict[str, str]]:
        return [{"key": p.key, "lang": p.lang, "text": p.text} for p in texts]

    sections = {path: told(texts) for path, texts in parts.items()}
    _json(folder / "handout.json", {"schema": 1, "program": told(program), "sections": sections})


def doses(folder: Path, article: Article, rows: Sequence[dict[str, str]]) -> None:
    """Write doses.html: every number and unit as shown and as said, for a clinician to sign."""
    from a11y_export.pages import doses_page

    _text(folder / "doses.html", doses_page(article.title, article.language, list(rows)))


def warnings(article: Article, wording: Wording, age: tuple[str, str]) -> list[str]:
    """Give what staff should know before the article is handed out; `age` is a day and how old a review may be then."""
    old = review.warning(article.source, *age)
    out = [old] * bool(old)
    if article.disclaimer.origin is Origin.NONE:
        out.append("No medical disclaimer was found in the source. Supply the clinic's own with --disclaimer FILE.")
    if not article.source.owner:
        out.append("No copyright owner was found. Check that the article may be copied before handing it out.")
    if not wording.native:
        out.append(f"The program has no words of its own in “{article.language}”; its notices are in English.")
    return out


def files(folder: Path, root: Path) -> list[Artifact]:
    """List the record's files, sorted, with their hashes; paths relative to `root`."""
    return [
        Artifact("record", path.relative_to(root).as_posix(), sha256(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(path: Path, data: Any) -> None:
    _text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
