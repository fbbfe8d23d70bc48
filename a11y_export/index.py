"""The index of an output folder: index.html, batch.json and batch.csv over every finished article and each failure."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from a11y_export import __version__, manifest, ours

SCHEMA = 1
_DAMAGED = 7  # the exit code of an output that does not hold what it should


def finished(output: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the folder and the manifest of every finished article in `output`, in order of name.

    A manifest that lacks what the index tells is not among them: its article counts as not made.
    """
    return ((path, found) for path, found in _manifests(output) if _is_whole(found))


def _manifests(output: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give each manifest as it is read: those of a large library do not fit into memory at once."""
    for path in sorted(output.iterdir()) if output.is_dir() else ():
        if "." not in path.name and path.is_dir() and (found := manifest.read(path)):
            yield path, found


def _is_whole(found: Mapping[str, Any]) -> bool:
    """Whether a manifest, which anybody may have edited, holds what is read of it here and by the batch."""
    for table, keys in _TEXTS.items():
        if not isinstance(inner := found.get(table), dict) or not all(isinstance(inner.get(k), str) for k in keys):
            return False
    counts, warnings = found.get("words"), found.get("warnings")
    files = [found.get("artifacts"), found.get("record")]
    return (
        all(_is_number(found["readability"].get(key, 0)) for key in ("grade", "score", "target"))
        and isinstance(found["readability"].get("formula", ""), str)
        and isinstance(counts, dict) and isinstance(counts.get("removed"), int)
        and isinstance(warnings, list) and all(isinstance(w, str) for w in warnings)
        and all(isinstance(some, list) and all(map(_is_file, some)) for some in files)
    )


def _is_file(entry: Any) -> bool:
    """Whether an entry of a manifest names a file inside of its folder."""
    if not isinstance(entry, dict) or not isinstance(path := entry.get("path"), str):
        return False
    inside = not PurePosixPath(path).is_absolute() and ".." not in PurePosixPath(path).parts
    texts = all(isinstance(entry.get(key, ""), str) for key in ("kind", "section"))
    return inside and not set("\\\0") & set(path) and texts and all(
        _is_number(entry.get(key, 0)) for key in ("pages", "seconds")
    )


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and abs(value) < _MOST)  # not a number is not less


_MOST = 1e12
_TEXTS = {"source": ("path", "title", "language"), "readability": ("verdict",), "disclaimer": ("origin",)}
"""Of each table of a manifest the keys that must hold text."""


FILES = ("index.html", "batch.json", "batch.csv")


def check_free(output: Path) -> None:
    """Raise UsageError when a file that is not ours, such as a saved page, has one of the index's names."""
    for name in FILES:
        ours.check_free(output / name, "choose another folder with -o.")


def write(output: Path, failed: Sequence[Mapping[str, Any]], gone: Collection[str] = ()) -> None:
    """Write the three files: every finished article that stands in `output`, and the `failed` ones of this run.

    A failed one has "title" (the input's name), "folder", "error" and "exit_code". `gone` names the folders whose
    input has vanished: their rows carry "gone". UsageError when a file that is not ours has one of their names.
    """
    from a11y_export.pages import index_page

    check_free(output)
    told = {entry["folder"] for entry in failed}
    rows, lost = [], []
    for path, found in _manifests(output):
        if _is_whole(found):
            rows.append(row(path, found) | ({"gone": True} if path.name in gone else {}))
        elif path.name not in told:
            lost.append(_damaged(path))
    fails = [dict(entry) for entry in failed] + lost
    totals = _totals(rows, fails)
    data = {"schema": SCHEMA, "program": f"a11y-export {__version__}", "totals": totals, "articles": rows,
            "failed": fails}
    parts: list[Path] = []
    try:
        # All three, and then their names: where there is no room for one, none tells of another run than the others.
        page, told_as_data, listed = (output / name for name in FILES)
        _write(parts, page, index_page([*rows, *fails], totals))
        _write(parts, told_as_data, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        # The mark at the start tells spreadsheets that the file is in UTF-8.
        _write(parts, listed, "\ufeff" + _csv(rows, fails))
        for part in parts:
            part.replace(part.with_suffix(""))
    finally:
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _damaged(folder: Path) -> dict[str, Any]:
    return {
        "title": folder.name, "folder": folder.name, "exit_code": _DAMAGED,
        "error": f"{folder.name}: its manifest.json does not say what it should. Convert the article again.",
    }


def _totals(rows: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "articles": len(rows) + len(failed),
        "done": len(rows),
        "failed": len(failed),
        "gone": sum("gone" in r for r in rows),
        "pages": sum(r["pages"] or 0 for r in rows),
        "minutes": round(sum(r["minutes"] or 0.0 for r in rows), 1),
        "bytes": sum(r["bytes"] for r in rows),
        "words_cut": sum(r["words_cut"] for r in rows),
        "without_disclaimer": sum(r["disclaimer"] == "none" for r in rows),
        "warnings": sum(len(r["warnings"]) for r in rows),
    }


def row(folder: Path, found: dict[str, Any]) -> dict[str, Any]:
    """Give one article's row of the index; `bytes` is the size of all files that its manifest names, and of itself."""
    # Of files by section the whole says it already: the PDF of all sections, the playlist of all tracks.
    whole = [a for a in found["artifacts"] if a.get("kind") not in _PARTS and not (_is_pdf(a) and a.get("section"))]
    pages = [a["pages"] for a in whole if a.get("pages") is not None]
    seconds = [a["seconds"] for a in found["artifacts"] if a.get("kind") == "mp3" and a.get("seconds")]
    links = [_link(a.get("kind", ""), f"{folder.name}/{a['path']}") for a in whole]
    kept = {a["path"] for a in found["record"]}
    links += [_link(kind, f"{folder.name}/{path}") for kind, path in _RECORDS if path in kept]
    return {
        "title": found["source"]["title"],
        "language": found["source"]["language"],
        "folder": folder.name,
        "source": found["source"]["path"],
        "verdict": found["readability"]["verdict"],
        "grade": found["readability"].get("grade"),
        "target": found["readability"].get("target"),
        "formula": found["readability"].get("formula", ""),
        "score": found["readability"].get("score"),
        "pages": sum(pages) if pages else None,
        "minutes": round(sum(seconds) / 60, 1) if seconds else None,
        "bytes": sum(_sizes(folder, [manifest.NAME, *(a["path"] for a in (*found["artifacts"], *found["record"]))])),
        "words_cut": found["words"]["removed"],
        "disclaimer": found["disclaimer"]["origin"],
        "warnings": found["warnings"],
        "links": links,
    }


def _is_pdf(artifact: Mapping[str, Any]) -> bool:
    return artifact.get("kind") == "pdf"


def _link(kind: str, href: str) -> dict[str, str]:
    return {"kind": kind, "label": _LABELS.get(kind, kind), "href": href}


def _sizes(folder: Path, paths: Sequence[str]) -> Iterator[int]:
    for path in paths:
        try:
            yield (folder / path).stat().st_size
        except OSError:
            continue  # somebody took the file away: `verify` says so


_PARTS = frozenset({"mp3", "picture", "sound"})
_LABELS = {
    "pdf": "Large-print PDF", "playlist": "Audio", "whole": "Audio in one file", "html": "Listening page",
    "epub": "EPUB", "daisy202": "DAISY 2.02",
    "daisy202-audio": "DAISY 2.02, sound alone", "m4b": "Audiobook (M4B)",
    "cuts": "What was cut", "readability": "Readability", "doses": "Numbers as spoken", "script": "Spoken script",
}
_RECORDS = (
    ("cuts", "record/cuts.html"),
    ("readability", "record/readability.html"),
    ("doses", "record/doses.html"),
    ("script", "record/script.txt"),
)
_COLUMNS = (
    "title", "folder", "source", "language", "verdict", "grade", "target", "pages", "minutes", "bytes", "words_cut",
    "disclaimer", "warnings", "gone", "files", "exit_code", "error", "formula", "score",
)


def _csv(rows: Sequence[dict[str, Any]], failed: Sequence[dict[str, Any]]) -> str:
    import csv

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")  # so that a lone CR in a cell is quoted too
    writer.writerow(_COLUMNS)
    for entry in (*rows, *failed):
        flat = entry | {
            "warnings": " | ".join(entry.get("warnings", ())),
            "files": " | ".join(link["href"] for link in entry.get("links", ())),
            "gone": "yes" if entry.get("gone") else "",
        }
        writer.writerow([_safe(flat.get(column)) for column in _COLUMNS])
    return text.getvalue()


def _safe(value: Any) -> str:
    """Give a cell that no spreadsheet takes for a formula; a number is none."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in _FORMULA else text


_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")  # the wide signs too: some spreadsheets take them for the narrow ones


def _write(parts: list[Path], path: Path, text: str) -> None:
    parts.append(path.with_name(path.name + ".part"))
    # What UTF-8 cannot write (half a character, in an edited manifest) is a question mark: no row costs the others.
    parts[-1].write_bytes(text.encode("utf-8", "replace"))
