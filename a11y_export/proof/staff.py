"""Prove what staff rely on: the manifest has the facts of the article, and of the files that were made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Section, leaf_texts, plain
from a11y_export.proof.record import is_inside

MANIFEST = "manifest.json"
_FACTS = ("author", "reviewer", "published", "reviewed", "updated", "site", "url", "owner", "licence")
_DIGEST, _PROGRAM = re.compile("[0-9a-f]{64}"), re.compile(r"a11y-export \d+(?:\.\w+)+(?:[.+-]\w+)*")
_LATE = 0.1  # seconds that a file may be longer than its sentences: what the encoder adds


def prove_facts(manifest: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks that the manifest names the article as it is, and publishes nothing that had failed."""
    told = manifest.get("source", {})
    wanted = {"title": article.title, "language": article.language, "sha256": article.source.sha256}
    wanted |= {key: getattr(article.source, key) for key in _FACTS} | {"path": article.source.location}
    odd = [key for key, value in wanted.items() if told.get(key) != value]
    sections = [(s.get("id"), s.get("heading"), s.get("level"), s.get("words")) for s in manifest.get("sections", [])]
    odd += ["sections"] if sections != [(s.id, s.title, s.level, _size(s)) for s in article.sections] else []
    odd += ["schema"] if manifest.get("schema") != 1 else []
    odd += [key for key in ("fingerprint", "asked") if not _DIGEST.fullmatch(str(manifest.get(key)))]
    odd += ["program"] if not _PROGRAM.fullmatch(str(manifest.get("program"))) else []
    failed = [str(c.get("name")) for c in manifest.get("checks", []) if not c.get("passed")]
    return [
        Check("manifest tells what the article says", MANIFEST, not odd, ", ".join(odd) or f"{len(wanted)} facts"),
        Check("no check on record failed", MANIFEST, not failed, ", ".join(failed[:5]) or "all passed"),
    ]


def _size(section: Section) -> int:
    """Give how many words a section has."""
    return words.count(plain(section.heading)) + sum(words.count(text) for text in leaf_texts(section.blocks))


def prove_entries(folder: Path, manifest: Mapping[str, Any], timeline: Mapping[str, Any] | None) -> Check:
    """Give the check that the manifest lists each file once, with its size, its sheets, the sections that it says."""
    entries = [*manifest["artifacts"], *manifest["record"]]
    listed = Counter(str(entry["path"]) for entry in entries)
    odd = sorted(path for path, count in listed.items() if count > 1)
    tracks = {f"audio/{t['file']}": " ".join(t["sections"]) for t in timeline["tracks"]} if timeline else {}
    for entry in entries:
        path, pages = folder / str(entry["path"]), entry.get("pages", 0)
        size = path.stat().st_size if is_inside(str(entry["path"])) and path.is_file() else None
        sheets = {"simplex": pages, "duplex": -(-pages // 2)} if entry.get("kind") == "pdf" else None
        section = tracks.get(str(entry["path"]), "" if entry.get("kind") != "pdf" else entry.get("section"))
        told = (entry.get("bytes"), entry.get("sheets"), entry.get("section", ""))
        odd += [str(entry["path"])] if told != (size, sheets, section) else []
    told_of = ", ".join(odd[:5]) or f"{len(entries)} files"
    return Check("manifest lists the files as they are", MANIFEST, not odd, told_of)


def prove_lengths(manifest: Mapping[str, Any], timeline: Mapping[str, Any]) -> Check:
    """Give the check that the manifest tells how long each file sounds."""
    lengths = {f"audio/{t['file']}": t["samples"] / t["rate"] for t in timeline["tracks"]}
    odd = [
        str(a["path"]) for a in manifest["artifacts"]
        if a["path"] in lengths and abs(float(a.get("seconds", -1)) - lengths[a["path"]]) > _LATE
    ]
    return Check("seconds in the manifest", MANIFEST, not odd, ", ".join(odd[:5]) or f"{len(lengths)} files")


def pages_told(artifact: Mapping[str, Any], pages: Sequence[object]) -> Check:
    """Give the check that the manifest tells a PDF's pages."""
    told = artifact.get("pages")
    found = len(pages)
    return Check("pages in the manifest", str(artifact["path"]), told == found, f"{told}, the file has {found}")
