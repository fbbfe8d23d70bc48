"""One article, start to finish: read, score, set, speak, record, prove; the folder appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from a11y_export import folders, manifest, record
from a11y_export.errors import AboveReadingLevel, DisclaimerMissing, ProofFailed
from a11y_export.exporters import EXPORTERS, Build
from a11y_export.job import Job
from a11y_export.model import Artifact, Origin
from a11y_export.options import Options
from a11y_export.wording import Wording

if TYPE_CHECKING:
    from a11y_export.reading import Reading

__all__ = ["STAGES", "Job", "export"]

Progress = Callable[[str], None]
STAGES = ("reading", "readability", *(stage for stage, _ in EXPORTERS.values()), "record", "proof")


def export(job: Job, options: Options, progress: Progress) -> dict[str, Any]:
    """Make the article's folder and give its manifest; raises an ExportError, and then leaves nothing behind."""
    from a11y_export.reading import read

    progress("reading")
    reading = read(job.path, options.reading, job.location)
    if options.require_disclaimer and reading.article.disclaimer.origin is Origin.NONE:
        raise DisclaimerMissing(
            job.location,
            "no medical disclaimer was found, and one is required.",
            "Give the clinic's own with --disclaimer FILE, or quote the page's in the corrections file.",
        )
    work = folders.start(job.output, job.name)
    try:
        finished = _make(job, work, reading, options, progress)
        progress("proof")
        _prove(job, work, finished, reading)
        folders.publish(job.output, job.name)
    except BaseException:
        folders.abandon(job.output, job.name)
        raise
    return finished


def _make(job: Job, work: Path, reading: Reading, options: Options, progress: Progress) -> dict[str, Any]:
    """Write every file, and give the manifest, its checks still empty."""
    from a11y_export.literacy import as_dict, assess, gate, why_stopped

    article, wording = reading.article, Wording.load(reading.article.language)
    asked, options = options.fingerprint(), options.with_speech(reading.speech)
    progress("readability")
    report = assess(article, options.literacy, options.words)
    if not gate(report, options.literacy):
        raise AboveReadingLevel(job.location, why_stopped(report), "Nothing was made; convert it without --max-grade.")
    build = Build(job.name, article, wording, options, work / "record", reading.say_as, reading.clinic, job.workers)
    build.staff.mkdir()
    build.warnings.extend([*reading.warnings, *record.warnings(article, wording, options.age_limit)])
    artifacts: list[Artifact] = []
    for stage, exporter in (EXPORTERS[name] for name in EXPORTERS if name in options.formats):
        progress(stage)
        artifacts += exporter(build, work)
    progress("record")
    counts = record.write(build.staff, reading, readability := as_dict(report))
    warnings = list(dict.fromkeys(build.warnings))
    return manifest.build(
        article, corrections=reading.corrections_sha256, beside=reading.beside, clinic=build.clinic.as_dict(),
        counts=counts, readability=readability, options=options.as_dict(), fingerprint=options.fingerprint(),
        asked=asked, artifacts=artifacts, record=record.files(build.staff, work), warnings=warnings,
    )


def _prove(job: Job, work: Path, finished: dict[str, Any], reading: Reading) -> None:
    """Reopen everything that was made, and write what was proved into the manifest; raises ProofFailed."""
    from a11y_export.proof import prove
    from a11y_export.proof.source import prove_source

    manifest.write(work, finished, ())
    checks = [*prove_source(reading.source, work, dump=reading.is_dump), *prove(work)]
    manifest.write(work, finished, checks)
    first = next((c for c in checks if not c.passed), None)
    if first is not None:
        raise ProofFailed(
            job.location,
            f"{first.artifact}: {first.name}: {first.evidence}.",
            "Nothing was published. Other formats can still be made with --formats.",
        )
