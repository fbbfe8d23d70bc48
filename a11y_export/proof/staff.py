"""Prove what staff rely on: the manifest has the facts of the article, and their pages show what is on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.htmltext import Node, Unreadable, body_of, own_text, read_strictly

MANIFEST = "manifest.json"
_FACTS = ("author", "reviewer", "published", "reviewed", "updated", "site", "url", "owner", "licence")
_NO_NUMBERS = frozenset({"deleted", "mark", "web", "markup"})  # announcements, notes' marks, addresses
_LATE = 0.1  # seconds that a file may be longer than its sentences: what the encoder adds


def prove_facts(manifest: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks that the manifest names the article as it is, and publishes nothing that had failed."""
    told = manifest.get("source", {})
    wanted = {"title": article.title, "language": article.language, "sha256": article.source.sha256}
    wanted |= {key: getattr(article.source, key) for key in _FACTS}
    odd = [key for key, value in wanted.items() if told.get(key) != value]
    sections = [(s.get("id"), s.get("heading"), s.get("level")) for s in manifest.get("sections", [])]
    odd += ["sections"] if sections != [(s.id, s.title, s.level) for s in article.sections] else []
    failed = [str(c.get("name")) for c in manifest.get("checks", []) if not c.get("passed")]
    return [
        Check("manifest tells what the article says", MANIFEST, not odd, ", ".join(odd) or f"{len(wanted)} facts"),
        Check("no check on record failed", MANIFEST, not failed, ", ".join(failed[:5]) or "all passed"),
    ]


def prove_lengths(manifest: Mapping[str, Any], timeline: Mapping[str, Any]) -> Check:
    """Give the check that the manifest tells how long each file sounds."""
    lengths = {f"audio/{t['file']}": t["samples"] / t["rate"] for t in timeline["tracks"]}
    odd = [
        str(a["path"]) for a in manifest["artifacts"]
        if a["path"] in lengths and abs(float(a.get("seconds", -1)) - lengths[a["path"]]) > _LATE
    ]
    return Check("seconds in the manifest", MANIFEST, not odd, ", ".join(odd[:5]) or f"{len(lengths)} files")


def prove_doses(folder: Path, timeline: Mapping[str, Any]) -> Check:
    """Give the check that the page of doses shows what is said, and leaves out no number that is said otherwise."""
    name = "record/doses.html"
    body = _page(folder / name)
    if isinstance(body, str):
        return Check("doses are those said", name, False, body)
    rows = [(own_text(row.find("th")), own_text(row.find("td[@class='said']"))) for row in body.iter("tr")
            if row.find("td[@class='said']") is not None]
    spans = [
        (words.fold(u["shown"][start:end]), words.fold(said), rule)
        for t in timeline["tracks"] for u in t["utterances"] if u["sentence"] for start, end, said, rule in u["spans"]
    ]
    said = {(shown, spoken) for shown, spoken, _ in spans}
    # A number that the voice reads itself is listed as it stands.
    odd = [f"“{a}” as “{b}”" for a, b in rows if a != b and (a, b) not in said]
    there = set(rows)
    odd += [
        f"“{a}” is not listed" for a, b, rule in dict.fromkeys(spans)
        if b and rule not in _NO_NUMBERS and any(c.isdigit() for c in a) and a != b and (a, b) not in there
    ]
    return Check("doses are those said", name, not odd, "; ".join(odd[:5]) or f"{len(rows)} rows")


def prove_cuts_page(folder: Path, cuts: Mapping[str, Any]) -> Check:
    """Give the check that the page of cuts shows the words of every cut."""
    name = "record/cuts.html"
    body = _page(folder / name)
    if isinstance(body, str):
        return Check("every cut is shown", name, False, body)
    shown = "".join("".join(body.itertext()).split())
    removed = [str(run["text"]) for run in cuts["runs"] if run["fate"] == "removed"]
    missing = [text[:60] for text in removed if "".join(text.split()) not in shown]
    return Check("every cut is shown", name, not missing, "; ".join(missing[:3]) or f"{len(removed)} passages")


def _page(path: Path) -> Node | str:
    """Give a page's body, or why it cannot be read."""
    try:
        return body_of(read_strictly(path.read_bytes()))
    except (OSError, Unreadable, etree.XMLSyntaxError) as error:
        return str(error)


def pages_told(artifact: Mapping[str, Any], pages: Sequence[object]) -> Check:
    """Give the check that the manifest tells a PDF's pages."""
    told = artifact.get("pages")
    found = len(pages)
    return Check("pages in the manifest", str(artifact["path"]), told == found, f"{told}, the file has {found}")
