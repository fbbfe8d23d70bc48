"""manifest.json: what was made, from what, with which checks. Schema 1 is a contract; docs/manifest.md explains it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import __version__, words

if TYPE_CHECKING:
    from a11y_export.model import Article, Artifact, Check

SCHEMA = 1
NAME = "manifest.json"


def sha256(path: Path) -> str:
    """Give the SHA-256 of a file, as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def build(
    article: Article,
    *,
    corrections: str,
    beside: dict[str, str],
    clinic: dict[str, str],
    counts: dict[str, int],
    readability: dict[str, Any],
    options: dict[str, Any],
    fingerprint: str,
    asked: str,
    artifacts: Sequence[Artifact],
    record: Sequence[Artifact],
    warnings: Sequence[str],
) -> dict[str, Any]:
    """Give the manifest, its checks still empty; `corrections` is the SHA-256 of staff's file, or "".

    `beside` has the SHA-256 of each file beside the page, `asked` is the fingerprint of the run's options before the
    article's own were put over them. `clinic` is what stands around this article, with the logo's SHA-256.
    """
    from a11y_export.model import leaf_texts, plain

    source = article.source
    return {
        "schema": SCHEMA,
        "program": f"a11y-export {__version__}",
        "fingerprint": fingerprint,
        "asked": asked,
        "options": options,
        "source": {
            "path": source.location,
            "sha256": source.sha256,
            "title": article.title,
            "language": article.language,
            "author": source.author,
            "reviewer": source.reviewer,
            "published": source.published,
            "reviewed": source.reviewed,
            "updated": source.updated,
            "site": source.site,
            "url": source.url,
            "owner": source.owner,
            "licence": source.licence,
            "corrections_sha256": corrections,
            "beside": beside,
        },
        "clinic": clinic,
        "words": counts,
        "sections": [
            {
                "id": s.id,
                "heading": s.title,
                "level": s.level,
                "words": words.count(plain(s.heading)) + sum(words.count(t) for t in leaf_texts(s.blocks)),
            }
            for s in article.sections
        ],
        "disclaimer": {
            "origin": article.disclaimer.origin.value,
            "text": article.disclaimer.text,
            "sha256": hashlib.sha256(article.disclaimer.text.encode()).hexdigest() if article.disclaimer.text else "",
        },
        "readability": {key: readability[key] for key in ("formula", "score", "grade", "target", "verdict")},
        "artifacts": [_entry(a) for a in artifacts],
        "record": [{"path": a.path, "sha256": a.sha256} for a in record],
        "checks": [],
        "warnings": list(warnings),
    }


def sheets(pages: int) -> dict[str, int]:
    """Give how many sheets of paper `pages` take, printed on one side (simplex) and on both (duplex)."""
    return {"simplex": pages, "duplex": (pages + 1) // 2}


def _entry(artifact: Artifact) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": artifact.kind, "path": artifact.path, "sha256": artifact.sha256}
    if artifact.kind == "pdf":
        out["pages"] = int(artifact.extent)
        out["sheets"] = sheets(out["pages"])
    elif artifact.kind in ("mp3", "whole", "epub", "daisy202", "daisy202-audio", "m4b"):
        out["seconds"] = round(artifact.extent, 3)
    return out | {"section": artifact.section}


def write(folder: Path, manifest: dict[str, Any], checks: Sequence[Check]) -> None:
    """Write the manifest with `checks`, and the size of each file, into the folder."""
    manifest["checks"] = [asdict(check) for check in checks]
    for entry in (*manifest["artifacts"], *manifest["record"]):
        entry["bytes"] = (folder / entry["path"]).stat().st_size
    (folder / NAME).write_text(
        json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )


def read(folder: Path) -> dict[str, Any] | None:
    """Give the folder's manifest, or None when it holds none that can be read."""
    path = folder / NAME
    try:
        if not path.is_file():  # a pipe of that name would be waited for without end
            return None
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and data.get("schema") == SCHEMA else None
