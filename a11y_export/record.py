"""What stands in record/, for staff and for the proof: the article, the cuts, the scores, the spoken numbers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import codec, words
from a11y_export.manifest import sha256
from a11y_export.model import Article, Artifact, Origin
from a11y_export.wording import Wording

if TYPE_CHECKING:
    from a11y_export.reading import Reading


def write(folder: Path, reading: Reading, readability: dict[str, Any]) -> dict[str, int]:
    """Write article.json, cuts.json, cuts.html, readability.json and readability.html; give the counts of words."""
    from a11y_export.pages import readability_page

    article = reading.article
    _text(folder / "article.json", codec.dump(article))
    cuts = cuts_record(reading)
    _json(folder / "cuts.json", cuts)
    counts = {key: int(cuts[key]) for key in ("visible", "kept", "removed", "added")}
    _text(folder / "cuts.html", cuts_html(article, cuts))
    _json(folder / "readability.json", readability)
    _text(folder / "readability.html", readability_page(article.title, article.language, readability))
    return counts


def cuts_html(article: Article, cuts: dict[str, Any]) -> str:
    """Give the page on which staff see the text with what was kept and what was cut."""
    from a11y_export.pages import cuts_page

    reasons = ("rule", "reason", "where")
    runs = [
        {"fate": run["fate"], "text": run["text"]}
        | ({} if run["removal"] is None else {key: cuts["removals"][run["removal"]][key] for key in reasons})
        for run in cuts["runs"]
    ]
    return cuts_page(article.title, article.language, cuts["visible"], cuts["kept"], runs, cuts["removals"])


def cuts_record(reading: Reading) -> dict[str, Any]:
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
        "removals": [{"rule": r.rule, "reason": r.reason, "where": r.where, "text": r.text} for r in reading.removals],
        "added_words": added,
    }


def program_texts(folder: Path, program: Sequence[Any]) -> None:
    """Write handout.json: every text that the program, not the source, says in the PDF, in reading order."""
    _json(
        folder / "handout.json",
        {"schema": 1, "program": [{"key": p.key, "lang": p.lang, "text": p.text} for p in program]},
    )


def doses(folder: Path, article: Article, rows: Sequence[dict[str, str]]) -> None:
    """Write doses.html: every number and unit as shown and as said, for a clinician to sign."""
    from a11y_export.pages import doses_page

    _text(folder / "doses.html", doses_page(article.title, article.language, list(rows)))


def warnings(article: Article, wording: Wording) -> list[str]:
    """Give what staff should know of the article before it is handed out."""
    out = []
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
