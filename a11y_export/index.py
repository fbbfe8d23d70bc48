"""The index of an output folder: index.html, batch.json and batch.csv over every finished article and each failure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from a11y_export import __version__, manifest


def finished(output: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Give the folder and the manifest of every finished article in `output`, in order of name."""
    if not output.is_dir():
        return []
    folders = [p for p in sorted(output.iterdir()) if p.is_dir() and "." not in p.name]
    return [(path, found) for path in folders if (found := manifest.read(path))]


def write(output: Path, failed: Sequence[dict[str, Any]], gone: Collection[str] = ()) -> None:
    """Write the three files: every finished article that stands in `output`, and the `failed` ones of this run.

    A failed one has "title", "folder", "error" and "exit_code". `gone` names the folders whose input has vanished:
    their rows carry "gone".
    """
    from a11y_export.pages import index_page

    rows = [row(path, found) | ({"gone": True} if path.name in gone else {}) for path, found in finished(output)]
    totals = {
        "articles": len(rows) + len(failed),
        "done": len(rows),
        "failed": len(failed),
        "pages": sum(r["pages"] or 0 for r in rows),
        "minutes": round(sum(r["minutes"] or 0.0 for r in rows), 1),
        "words_cut": sum(r["words_cut"] for r in rows),
        "warnings": sum(len(r["warnings"]) for r in rows),
    }
    _write(output / "index.html", index_page([*rows, *failed], totals))
    told = {"schema": 1, "program": f"a11y-export {__version__}", "totals": totals, "articles": rows, "failed": failed}
    _write(output / "batch.json", json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    _write(output / "batch.csv", _csv(rows, failed))


def row(folder: Path, found: dict[str, Any]) -> dict[str, Any]:
    """Give one article's row of the index."""
    whole = [a for a in found["artifacts"] if a["kind"] != "pdf" or not a["section"]]  # its parts say it twice
    pages = [a["pages"] for a in whole if "pages" in a]
    seconds = [a["seconds"] for a in found["artifacts"] if a["kind"] == "mp3"]
    links = [
        {"label": _LABELS[a["kind"]], "href": f"{folder.name}/{a['path']}"}
        for a in whole
        if a["kind"] in _LABELS
    ]
    links += [
        {"label": label, "href": f"{folder.name}/record/{name}"}
        for label, name in _RECORDS
        if (folder / "record" / name).is_file()
    ]
    return {
        "title": found["source"]["title"],
        "language": found["source"]["language"],
        "folder": folder.name,
        "verdict": found["readability"]["verdict"],
        "grade": found["readability"]["grade"],
        "pages": sum(pages) if pages else None,
        "minutes": round(sum(seconds) / 60, 1) if seconds else None,
        "words_cut": found["words"]["removed"],
        "disclaimer": found["disclaimer"]["origin"],
        "warnings": found["warnings"],
        "links": links,
    }


_LABELS = {"pdf": "Large-print PDF", "playlist": "Audio", "html": "Listening page"}
_RECORDS = (
    ("What was cut", "cuts.html"),
    ("Readability", "readability.html"),
    ("Numbers as spoken", "doses.html"),
    ("Spoken script", "script.txt"),
)
_COLUMNS = (
    "title",
    "folder",
    "language",
    "verdict",
    "grade",
    "pages",
    "minutes",
    "words_cut",
    "disclaimer",
    "warnings",
    "error",
)


def _csv(rows: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for entry in (*rows, *failed):
        flat = entry | {"warnings": " | ".join(entry.get("warnings", ()))}
        writer.writerow([_safe(flat.get(column)) for column in _COLUMNS])
    return text.getvalue()


def _safe(value: Any) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
