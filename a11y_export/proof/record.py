"""Prove the record: files as the manifest has them, words that add up, a disclaimer that is the article's."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Origin
from a11y_export.proof.borders import borders

MANIFEST = "manifest.json"
_FATES = frozenset({"article", "title", "metadata", "disclaimer", "removed"})
# Words kept as metadata stand in no file as they are, so none that a patient must hear may be among them.
_ADVICE = re.compile(
    r"\b(?:not|never|stop|take|avoid|nunca|tome|deje|evite|nicht|jamais)\b|\d\s?(?:mg|mcg|µg|μg|g|ml|mmol|units|IU|%)(?!\w)",
    re.IGNORECASE,
)


def prove_files(folder: Path, manifest: Mapping[str, Any]) -> list[Check]:
    """Give the checks that each listed file is there with its hash, and that no other file is."""
    listed: dict[str, str] = {}
    for entry in [*manifest.get("artifacts", []), *manifest.get("record", [])]:
        listed[str(entry.get("path", ""))] = str(entry.get("sha256", ""))
    checks = []
    for path, digest in listed.items():
        if not is_inside(path):
            checks.append(Check("file stands in its folder", path, False, "the path leads out of the folder"))
            continue
        file = folder / path
        if not file.is_file():
            checks.append(Check("file is there", path, False, "missing"))
            continue
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        checks.append(Check("file is unchanged", path, found == digest, f"sha256 {found[:16]}"))
    there = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()} - {MANIFEST}
    extra = sorted(there - set(listed))
    checks.append(
        Check("no other file", MANIFEST, not extra, ", ".join(extra[:5]) or f"{len(there)} files, all listed")
    )
    return checks


def is_inside(path: str) -> bool:
    """Whether a path of the manifest leads to a place in its folder."""
    parts = PurePosixPath(path)
    return bool(path) and not parts.is_absolute() and ".." not in parts.parts and "\\" not in path and ":" not in path


def prove_words(cuts: Mapping[str, Any], manifest: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks of law 1 that the record can show: the sum, and that what was kept is what the article says."""
    name = "record/cuts.json"
    runs = cuts["runs"]
    sizes: dict[str, int] = {}
    told_runs: dict[str, list[list[str]]] = {}
    for run in runs:
        found = words.tokens(run["text"])
        sizes[run["fate"]] = sizes.get(run["fate"], 0) + len(found)
        told_runs.setdefault(run["fate"], []).append(found)
    removed = sizes.get("removed", 0)
    kept = sum(sizes.values()) - removed
    told = manifest.get("words", {})
    added = sum(words.count(row["text"]) for row in cuts["added_words"])
    sums = {"visible": kept + removed, "kept": kept, "removed": removed, "added": added}
    adds_up = dict(told) == sums and all(cuts.get(key) == number for key, number in sums.items())
    by_removal: dict[int, list[str]] = {}
    for run in runs:
        if run["fate"] == "removed" and run["removal"] is not None:
            by_removal.setdefault(run["removal"], []).extend(words.tokens(run["text"]))
    reasons = all(
        "".join(found) == "".join(words.tokens(cuts["removals"][index]["text"])) and cuts["removals"][index]["reason"]
        for index, found in by_removal.items()
    )
    unexplained = sum(1 for run in runs if run["fate"] == "removed" and run["removal"] is None)
    foreign = sorted(set(sizes) - _FATES)
    advice = [run["text"] for run in runs if run["fate"] == "metadata" and _ADVICE.search(run["text"])]
    own = article.tokens()
    title = words.tokens(article.title) if article.title_origin == "page" else []
    disclaimer = words.tokens(article.disclaimer.text) if article.disclaimer.origin is Origin.FOUND else []
    body = own[len(title) : len(own) - len(disclaimer)]
    if article.disclaimer.where:  # it stands in the page's data: among what was added, and in no run
        entries = [a["text"] for a in cuts["added_words"] if a["where"] == "disclaimer"]
        told_runs.setdefault("disclaimer", []).extend(words.tokens(text) for text in entries)
    return [
        Check("words add up", name, adds_up, f"{kept + removed} visible = {kept} kept + {removed} removed"),
        Check(
            "every cut has its reason",
            name,
            reasons and not unexplained,
            f"{len(cuts['removals'])} removals, {unexplained} words without one",
        ),
        Check("every fate is known", name, not foreign, ", ".join(foreign) or "all"),
        Check("bylines hold no advice", name, not advice, "; ".join(advice)[:200] or "none"),
        _same("title is the page's", name, title, told_runs.get("title", [])),
        _same("kept words are the article's", name, body, told_runs.get("article", [])),
        _same("disclaimer is the page's", name, disclaimer, told_runs.get("disclaimer", [])),
    ]


def _same(check: str, name: str, expected: list[str], runs: list[list[str]]) -> Check:
    """Compare characters and the borders between words; where a cut stood inside a word, the page has one more."""
    found = [token for run in runs for token in run]
    glued, split = borders(expected, runs)
    same = "".join(expected) == "".join(found) and not glued and not split
    return Check(check, name, same, f"{len(found)} words, sha256 {words.digest(found)[:16]}")


def prove_disclaimer(manifest: Mapping[str, Any], article: Article) -> Check:
    """Give the check that the manifest's disclaimer is the article's, word for word."""
    told = manifest.get("disclaimer", {})
    text = article.disclaimer.text
    good = told.get("text") == text and told.get("origin") == article.disclaimer.origin.value
    good = good and told.get("sha256") == (hashlib.sha256(text.encode()).hexdigest() if text else "")
    return Check(
        "disclaimer in the manifest", MANIFEST, good, f"{article.disclaimer.origin.value}, {words.count(text)} words"
    )
