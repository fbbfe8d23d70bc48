"""Prove the record of the reading level: it is the article's, its figures agree, and its verdict follows from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from a11y_export import words
from a11y_export.model import Article, Check, Inlines, Span, Style
from a11y_export.proof.readabilitypage import prove_reading_page
from a11y_export.prose import Sentence, sentences
from a11y_export.wording import FALLBACK, Wording

RECORD, MANIFEST = "record/readability.json", "manifest.json"
_MARGIN = 1.5  # grades above the target that ask for a look
_EASE = {"szigriszt_pazos": (55.0, 40.0), "gulpease": (60.0, 40.0)}  # targets, and what is too hard, of scales of ease
_TOLD = ("formula", "score", "grade", "target", "verdict")
_ROUNDED = 0.0551  # what rounding to two places and to one may do
Report = Mapping[str, Any]


def prove_readability(folder: Path, manifest: Mapping[str, Any], article: Article) -> list[Check]:
    """Give the checks of readability.json against manifest, article and itself, and of the page that shows it."""
    try:
        report = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [Check("readability on record", RECORD, False, str(error))]
    told = manifest.get("readability", {})
    same = all(report.get(key) == told.get(key) for key in _TOLD)
    summary = f"{told.get('formula')} {told.get('score')}, {told.get('verdict')}"
    odd = [*_foreign(report, article), *_sums(report)]
    verdict = [*_verdict(report, manifest["options"]["literacy"]), *_said(report, article)]
    parts = f"{len(report['sections'])} parts"
    return [
        Check("readability on record", RECORD, same, summary),
        Check("readability is the article's", RECORD, not odd, "; ".join(odd[:5]) or parts),
        Check("verdict follows from the score", RECORD, not verdict, "; ".join(verdict[:5]) or summary),
        *prove_reading_page(folder, article, report),
    ]


def _foreign(report: Report, article: Article) -> Iterator[str]:
    """Give what of the report is not the article's."""
    if (report["title"], report["language"]) != (article.title, article.language):
        yield "another title or language"
    own = [(s.id, s.level, "" if _struck(s.heading) else s.title) for s in article.sections]
    struck = {s.id for s in article.sections if _struck(s.heading)}
    told = [(p["id"], p["level"], "" if p["id"] in struck else p["heading"]) for p in report["sections"]]
    if told != own:
        yield "other sections"
    by_id = {sentence.id: sentence for sentence in sentences(article)}
    texts = {(s.section, words.fold(s.text)) for s in by_id.values()}
    longest = [part["longest"] for part in (*report["sections"], report["whole"], report["disclaimer"])]
    for one in (*report["hardest_sentences"], *filter(None, longest)):
        yield from _another(one, by_id.get(one["id"]), texts)
    for one in (*report["hardest_words"], *report["wordy"], *report["acronyms"]):
        home = by_id.get(one["first"])
        if home is None or home.section != one["section"]:
            yield f"{one['first']} is no sentence of {one['section']}"


def _another(one: Report, own: Sentence | None, texts: set[tuple[str, str]]) -> Iterator[str]:
    """Give the id of a sentence whose words or neighbours are not the article's; signs stand around struck words."""
    if own is None or own.section != one["section"]:
        yield f"{one['id']} is no sentence of {one['section']}"
        return
    if not _struck(own.inlines) and words.fold(one["text"]) != words.fold(own.text):
        yield f"{one['id']} says “{one['text'][:60]}”"
    beside = [one["before"], one["after"]] if not one["crossed"] else []
    yield from (f"{text[:60]} does not stand beside {one['id']}" for text in beside
                if text and (own.section, words.fold(text)) not in texts)


def _struck(inlines: Inlines) -> bool:
    return any(isinstance(i, Span) and Style.DELETED in i.styles and words.fold(i.text) for i in inlines)


def _sums(report: Report) -> Iterator[str]:
    """Give the figures that do not agree with each other."""
    whole, key = report["whole"], report["formula"]
    for name, number in whole["counts"].items():
        if number != sum(part["counts"][name] for part in report["sections"]):
            yield f"{name} do not add up"
    for part in (whole, *report["sections"], report["disclaimer"]):
        score, exact = part["score"], part["scores"].get(key)
        if (score is None) != (not key or not part["counts"]["words"]):
            yield f"a score of {part['id']}"
        elif score is not None and exact is not None and abs(score - exact) > _ROUNDED:
            yield f"{part['id']} scores {exact}, not {score}"
    if (whole["score"], whole["estimate"]) != (report["score"], report["estimate"]):
        yield "the score is not the whole article's"
    if report["grade"] != (report["score"] if report["scale"] == "grade" else None):
        yield "the grade is not the score"


def _verdict(report: Report, options: Mapping[str, Any]) -> Iterator[str]:
    """Give what is wrong with the verdict and with what it goes by."""
    score, key, gate = report["score"], report["formula"], options["max_grade"]
    formula = next((f for f in report["formulas"] if f["id"] == key), None)
    ease = formula is not None and formula["scale"] == "ease"
    target, limit = _EASE.get(key, (None, 0.0)) if ease else (options["target"], options["target"] + _MARGIN)
    limit = limit if ease or gate is None else gate
    if report["target"] != (target if formula else None) or report["max_grade"] != gate:
        yield f"target {report['target']}, gate {report['max_grade']}"
    if formula is None or score is None:
        wanted = "NOT_SCORED"
    elif report["whole"]["counts"][formula["unit"]] < formula["least"]:
        wanted = "TOO_SHORT"
    elif score >= target if ease else score <= target:
        wanted = "PASS"
    else:
        wanted = "REVIEW" if (score >= limit if ease else score <= limit) else "TOO_HARD"
    if report["verdict"] != wanted:
        yield f"{report['verdict']}, which should be {wanted}"
    if options["formula"] in {f["id"] for f in report["formulas"]} - {key}:
        yield "another formula than the one that was asked for"
    if formula and (report["formula_name"], report["scale"]) != (formula["name"], formula["scale"]):
        yield "another formula's name"


def _said(report: Report, article: Article) -> Iterator[str]:
    """Give the sentences about the verdict that are none of those that the program has for it, with its figures."""
    for text, language in ((report["words"], FALLBACK), (report["said"]["text"], article.language)):
        if text not in _sentences(report, Wording.load(language), article.language):
            yield f"“{text[:80]}”"


def _sentences(report: Report, wording: Wording, language: str) -> set[str]:
    """Give what may be said of the report's verdict."""
    verdict, scale = str(report["verdict"]).lower(), report["scale"]
    formula = next((f for f in report["formulas"] if f["id"] == report["formula"]), None)
    values: dict[str, object] = {"language": language, "margin": f"{_MARGIN:g}"}
    if formula is not None and report["score"] is not None:
        n = report["whole"]["counts"][formula["unit"]]
        name = {"formula": formula["name"], "score": f"{report['score']:.1f}"}
        values |= {
            "size": wording.get(f"readability.{formula['unit']}_{1 if n == 1 else 'n'}", n=n).text,
            "number": wording.get(f"readability.number_{scale}", **name).text, "formula": formula["name"],
            "least": formula["least"], "target": f"{report['target']:g}", "gate": f"{report['max_grade'] or 0:g}",
        }
        ways = {
            "too_short": ("short",), "pass": ("ease_pass",) if scale == "ease" else ("pass",),
        }.get(verdict, (f"ease_{verdict}",) if scale == "ease" else
              (f"{verdict}_gate",) if report["max_grade"] is not None else (verdict,))
    else:
        ways = ("no_formula" if language else "no_language",) if formula is None else ("no_text",)
    lead, out = wording.get(f"readability.verdict_{verdict}").text, set()
    for way in ways:
        with suppress(KeyError):
            out.add(f"{lead}: {wording.get(f'readability.said_{way}', **values).text}")
    more = wording.get("readability.said_usual").text
    return out | ({f"{text} {more}" for text in out} if verdict == "too_hard" else set())
