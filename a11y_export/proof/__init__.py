"""Reopen a finished folder and prove it, from that folder alone. It never calls the code that wrote the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from a11y_export import codec
from a11y_export.model import Article, Check

__all__ = ["prove"]

MANIFEST = "manifest.json"


def prove(folder: Path) -> list[Check]:
    """Give every check of the finished folder; a folder that cannot be read gives one that failed."""
    from a11y_export.proof.record import prove_disclaimer, prove_files, prove_readability, prove_words

    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
        cuts = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))
        checks = [*prove_files(folder, manifest), *prove_words(cuts, manifest, article)]
        checks += [prove_disclaimer(manifest, article), prove_readability(folder, manifest)]
        checks += _prove_artifacts(folder, manifest, article)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return [Check("the record can be read", MANIFEST, False, f"{type(error).__name__}: {error}")]
    return checks


def _prove_artifacts(folder: Path, manifest: dict[str, Any], article: Article) -> list[Check]:
    checks: list[Check] = []
    kinds = [str(a["kind"]) for a in manifest["artifacts"]]
    for artifact in manifest["artifacts"]:
        path = str(artifact["path"])
        if artifact["kind"] == "pdf" and (folder / path).is_file():
            from a11y_export.proof.pdf import prove_pdf

            declared = json.loads((folder / "record" / "handout.json").read_text(encoding="utf-8"))["program"]
            checks += prove_pdf(folder / path, path, article, [str(p["text"]) for p in declared])
        if artifact["kind"] == "html" and (folder / path).is_file():
            from a11y_export.proof.html import prove_listening_page

            timeline = json.loads((folder / "record" / "timeline.json").read_text(encoding="utf-8"))
            sounds = [folder / "audio" / str(t["file"]) for t in timeline["tracks"]]
            checks += prove_listening_page(folder / path, path, article, sounds, timeline)
    if "mp3" in kinds:
        from a11y_export.proof.mp3 import prove_audio

        checks += prove_audio(folder, article, manifest)
    wanted = manifest["options"]["formats"]
    missing = [f for f in wanted if f not in kinds]
    checks.append(Check("every format is there", MANIFEST, not missing, ", ".join(missing) or ", ".join(wanted)))
    return checks
