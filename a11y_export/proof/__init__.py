"""Reopen a finished folder and prove it, from that folder alone. It never calls the code that wrote the files."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import codec
from a11y_export.model import Article, Check

if TYPE_CHECKING:
    from a11y_export.proof.epubpages import Printed
    from a11y_export.proof.pdftext import Document

__all__ = ["prove"]

MANIFEST = "manifest.json"
_FORMATS = frozenset(("pdf", "mp3", "html", "epub", "daisy202", "daisy202-audio", "m4b"))


def prove(folder: Path) -> list[Check]:
    """Give every check of the finished folder; a folder that cannot be read gives one that failed."""
    from a11y_export.proof.readability import prove_readability
    from a11y_export.proof.record import prove_disclaimer, prove_files, prove_words
    from a11y_export.proof.staff import prove_facts
    from a11y_export.proof.staffpages import prove_cuts_page, prove_plain

    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        article = codec.load((folder / "record" / "article.json").read_text(encoding="utf-8"))
        cuts = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))
        checks = [*prove_files(folder, manifest), *prove_words(cuts, manifest, article)]
        checks += [prove_disclaimer(manifest, article), *prove_readability(folder, manifest, article)]
        checks += [*prove_facts(manifest, article), *prove_cuts_page(folder, cuts, article), *prove_plain(folder)]
        checks += _prove_artifacts(folder, manifest, article)
    except OSError as error:
        missing = Path(error.filename or "").name or MANIFEST
        return [Check("the record can be read", missing, False, f"cannot be opened ({error.strerror})")]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return [Check("the record can be read", MANIFEST, False, f"{type(error).__name__}: {error}")]
    return checks


def _prove_artifacts(folder: Path, manifest: dict[str, Any], article: Article) -> list[Check]:
    checks: list[Check] = []

    @cache
    def recorded(name: str) -> Any:
        return json.loads((folder / "record" / f"{name}.json").read_text(encoding="utf-8"))

    @cache
    def pictures() -> list[str]:
        return codec.pictures((folder / "record" / "article.json").read_text(encoding="utf-8"))

    from a11y_export.proof.shipped import prove_shipped
    from a11y_export.proof.staff import prove_entries

    kinds = [str(a["kind"]) for a in manifest["artifacts"]]
    printed = None
    for artifact in manifest["artifacts"]:
        path = str(artifact["path"])
        if artifact["kind"] == "pdf" and (folder / path).is_file():
            from a11y_export.proof.pdf import open_pdf, prove_document
            from a11y_export.proof.staff import pages_told

            told = recorded("handout")
            part = _part(article, str(artifact["section"]))
            declared = [str(p["text"]) for p in (told["sections"][path] if artifact["section"] else told["program"])]
            qr, day = (str(manifest["options"]["handout"].get(key) or "") for key in ("qr", "date"))
            document, around = open_pdf(folder / path, path), manifest.get("clinic", {})
            if isinstance(document, Check):
                checks.append(document)
            else:
                checks.append(pages_told(artifact, document.pages))
                checks += prove_document(document, folder / path, path, part, declared, around, qr, day)
            if "epub" in kinds and not artifact["section"]:
                printed = _printed(path, artifact, document, article)
        if artifact["kind"] == "html" and (folder / path).is_file():
            from a11y_export.proof.html import prove_listening_page

            timeline = recorded("timeline")
            sounds = [folder / "audio" / str(t["file"]) for t in timeline["tracks"]]
            checks += prove_listening_page(folder / path, path, article, sounds, timeline, _look(manifest))
        if artifact["kind"] == "epub" and (folder / path).is_file():
            from a11y_export.proof.epub import prove_epub

            timeline = recorded("timeline")
            day = str(manifest["options"]["handout"].get("date") or "")
            checks += prove_epub(folder / path, path, article, timeline, folder / "audio", pictures(), printed, day)
        if artifact["kind"] == "m4b" and (folder / path).is_file():
            from a11y_export.proof.m4b import prove_m4b

            checks += prove_m4b(folder / path, path, article, recorded("timeline"), recorded("m4b"))
        if str(artifact["kind"]).startswith("daisy202") and (folder / path).is_file():
            from a11y_export.proof.daisy import prove_daisy

            shown = pictures() if artifact["kind"] == "daisy202" else None
            imprint = (str(manifest["clinic"]["name"]), str(manifest["options"]["handout"].get("date") or ""))
            checks += prove_daisy(folder / path, path, article, recorded("timeline"), folder / "audio", shown, imprint)
    if manifest["options"]["handout"].get("pdf_per_section"):
        checks.append(_every_section(manifest, article))
    if "mp3" in kinds:
        from a11y_export.proof.mp3 import prove_audio
        from a11y_export.proof.staff import prove_lengths
        from a11y_export.proof.staffpages import prove_doses

        checks += [prove_lengths(manifest, recorded("timeline")), *prove_doses(folder, recorded("timeline"), article)]
        checks += prove_audio(folder, article, manifest)
    checks.append(prove_entries(folder, manifest, recorded("timeline") if "mp3" in kinds else None))
    checks += prove_shipped(folder, manifest)
    wanted = manifest["options"]["formats"]
    odd = sorted(set(wanted) ^ (_FORMATS & set(kinds)))
    checks.append(Check("every format is there", MANIFEST, not odd, ", ".join(odd) or ", ".join(wanted)))
    return checks


def _printed(path: str, artifact: dict[str, Any], document: Document | Check, article: Article) -> Printed:
    """Give the handout as a book's pages are compared with it; one that cannot be read has none."""
    from a11y_export.proof.epubpages import Printed
    from a11y_export.proof.pdfplaces import page_starts

    starts = [] if isinstance(document, Check) else page_starts(document, article)
    return Printed(path, str(artifact["sha256"]), starts)


def _look(manifest: dict[str, Any]) -> tuple[str, str] | None:
    """Give the theme and the size in points that were asked for."""
    from a11y_export import themes

    asked = manifest["options"]["handout"]
    preset = themes.presets().get(str(asked["preset"]))
    return (str(asked["theme"]), f"{preset.body:g}") if preset else None


def _part(article: Article, sections: str) -> Article:
    """Give the article with `sections` (ids, with spaces between) alone; the whole when none is named."""
    if not sections:
        return article
    wanted = sections.split()
    return replace(article, sections=tuple(s for s in article.sections if s.id in wanted))


def _every_section(manifest: dict[str, Any], article: Article) -> Check:
    """The PDFs by section hold every section once, in order."""
    found = [i for a in manifest["artifacts"] if a["kind"] == "pdf" for i in str(a["section"]).split()]
    same = found == [section.id for section in article.sections]
    return Check("every section has its pdf", MANIFEST, same, " ".join(found))
