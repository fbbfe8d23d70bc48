"""The batch page: one row per article to sort and filter, charts, and the failed ones with what went wrong."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import floor
from typing import Any
from urllib.parse import quote

from a11y_export.pages.readability import verdict_shown
from a11y_export.pages.render import render
from a11y_export.wording import FALLBACK, Phrase, Wording, primary

_LOWEST, _HIGHEST = 3, 16  # grades below and above stand in one bar each
_VERDICTS = ("PASS", "REVIEW", "TOO_HARD", "TOO_SHORT", "NOT_SCORED")
_COLUMNS = ("article", "level", "pages", "minutes", "size", "cut", "disclaimer", "warnings")
_UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


def index_page(rows: Sequence[Mapping[str, Any]], totals: Mapping[str, Any]) -> str:
    """Give the page of a batch, in the order of `rows`: in the language of most articles where there are words for it.

    A finished article's row has "title" and may have "language", "folder", "verdict", "grade", "pages", "minutes",
    "bytes", "words_cut", "disclaimer" (found, supplied or none), "warnings" (texts), "gone" (its input has vanished)
    and "links" ({"kind", "label", "href"}, href relative to the page). A failed one has "error", the reason, and may
    have "exit_code". `totals` are shown in their own order, without None. Everything stands in the page: without its
    script nothing is missing but sorting and filtering.
    """
    failed = [row for row in rows if row.get("error")]
    done = [row for row in rows if not row.get("error")]
    language = _language(done)
    wording = Wording.load(language)
    finished = [_finished(row, wording) for row in done]
    script = _script()
    return render(
        "index.xhtml",
        page_language=language,
        say=lambda key, **values: wording.get(f"index.{key}", **values).text,
        counted=lambda key, n: wording.get(f"index.{key}_{1 if n == 1 else 'n'}", n=n).text,
        finished=finished,
        failed=[_failed(row, wording) for row in failed],
        choices=_choices(finished, wording),
        columns=[(f"column_{key}" if key not in ("article", "level") else key, key) for key in _COLUMNS],
        grades=_grades(done, wording),
        reasons=_reasons(failed, wording),
        totals=[
            (_said(wording, key, key.replace("_", " ").capitalize()).text,
             size(value) if key == "bytes" else _number(value, language))
            for key, value in totals.items() if value is not None
        ],
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )


@cache
def _script() -> str:
    """Give the page's own script, which the template takes as it is."""
    text = resources.files("a11y_export.pages").joinpath("templates", "index.js").read_text(encoding="utf-8")
    assert not set("<&") & set(text), "index.js must read the same as HTML and as XML"
    return text


def _language(rows: Sequence[Mapping[str, Any]]) -> str:
    """Give the language of more than half of the articles, if the program has words in it; else English."""
    for language, number in Counter(primary(str(row.get("language", ""))) for row in rows).most_common(1):
        if number * 2 > len(rows) and Wording.load(language).native and language:
            return language
    return FALLBACK


def _said(wording: Wording, key: str, otherwise: str) -> Phrase:
    """Give a phrase of the index; what it has no words for is told as the data have it, in English."""
    try:
        return wording.get(f"index.{key}")
    except KeyError:
        return Phrase(otherwise, FALLBACK)


def _finished(row: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    """Give a finished article's row as the template shows it; `kinds` are the choices of "Show" that it belongs to."""
    verdict, warnings = str(row.get("verdict") or ""), tuple(row.get("warnings") or ())
    origin, gone = str(row.get("disclaimer") or ""), bool(row.get("gone"))
    sign, name, look = verdict_shown(verdict)
    kinds = [verdict] * (verdict in _VERDICTS)
    kinds += ["undisclaimed"] * (origin == "none") + ["warned"] * bool(warnings) + ["gone"] * gone
    kinds += ["look"] * (verdict != "PASS" or len(kinds) > 1)
    grade = row.get("grade")
    return {
        "title": row["title"], "language": row.get("language", ""), "folder": row.get("folder", ""),
        "verdict": (sign, _said(wording, f"verdict_{verdict}", name), look) if verdict else None,
        "grade": grade,
        "graded": "" if grade is None else wording.get(
            "index.about_grade" if verdict == "TOO_SHORT" else "index.at_grade", grade=f"{grade:.1f}"
        ).text,
        "numbers": [
            (row.get(key), size(row.get(key)) if key == "bytes" else _number(row.get(key), wording.language))
            for key in ("pages", "minutes", "bytes", "words_cut")
        ],
        "disclaimer": _said(wording, f"origin_{origin}", origin),
        "missing": origin == "none",
        "warnings": warnings,
        "gone": gone,
        "kinds": " ".join(kinds),
        "links": [
            {"label": _said(wording, f"link_{link.get('kind', '')}", link["label"]), "href": relative(link["href"])}
            for link in row.get("links") or ()
        ],
    }


def _failed(row: Mapping[str, Any], wording: Wording) -> dict[str, Any]:
    title = row.get("title") or row.get("folder", "")
    code = row.get("exit_code", 1)
    return {
        "title": title,
        "language": row.get("language", ""),
        "reason": _said(wording, f"code_{code}", f"Exit code {code}"),
        "error": str(row["error"]).removeprefix(f"{title}: "),
        "do": _said(wording, f"do_{code}", ""),
    }


def _choices(finished: Sequence[Mapping[str, Any]], wording: Wording) -> list[tuple[str, str, int]]:
    """Give what "Show" offers: a kind of rows, its name, how many there are; kinds without rows are left out."""
    found = Counter(kind for row in finished for kind in row["kinds"].split())
    names = {"look": "look", **{v: f"verdict_{v}" for v in _VERDICTS}, **{k: k for k in _OTHER}}
    return [("", wording.get("index.all").text, len(finished))] + [
        (kind, wording.get(f"index.{key}").text, found[kind]) for kind, key in names.items() if found[kind]
    ]


_OTHER = ("undisclaimed", "warned", "gone")


def _grades(rows: Sequence[Mapping[str, Any]], wording: Wording) -> list[dict[str, Any]]:
    """Give the bars of the grades: one for each whole grade from the lowest to the highest, and for no grade."""
    bars: Counter[int] = Counter()
    passing: Counter[int] = Counter()
    ungraded = ease = 0  # some languages' formulas say how easy a text is, in no grade; such a text may pass, too
    for row in rows:
        passes = row.get("verdict") == "PASS"
        if (grade := row.get("grade")) is None:
            ungraded += 1
            ease += passes
            continue
        at = min(max(floor(grade), _LOWEST - 1), _HIGHEST)
        bars[at] += 1
        passing[at] += passes
    if not bars:
        return []
    labels = {at: wording.get(key, n=n).text for at, key, n in (
        (_LOWEST - 1, "index.under", _LOWEST), (_HIGHEST, "index.above", _HIGHEST),
    )}
    out = [
        (labels.get(at) or wording.get("index.between", low=f"{at}.0", high=f"{at}.9").text, bars[at], passing[at])
        for at in range(min(bars), max(bars) + 1)
    ]
    out += [(wording.get("index.ungraded").text, ungraded, ease)] * bool(ungraded)
    most = max(number for _, number, _ in out)
    return [
        {
            "label": label, "number": number, "said": wording.get("index.passing", n=number, passing=good).text if good
            else str(number), "good": _share(good, most), "rest": _share(number - good, most),
        }
        for label, number, good in out
    ]


def _reasons(failed: Sequence[Mapping[str, Any]], wording: Wording) -> list[dict[str, Any]]:
    """Give the bars of the failures: one for each reason, the commonest first."""
    found = Counter(int(row.get("exit_code", 1)) for row in failed)
    most = max(found.values(), default=1)
    return [
        {"label": _said(wording, f"code_{code}", f"Exit code {code}").text, "said": str(number), "number": number,
         "good": 0.0, "rest": _share(number, most)}
        for code, number in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _share(number: int, most: int) -> float:
    """Give a bar's length, of the 100 that the longest has."""
    return round(100 * number / most, 1)


def size(number: int | None) -> str:
    """Give a number of bytes as people write it, in thousands (not 1,024)."""
    if number is None:
        return ""
    for unit, name in _UNITS:
        if number >= unit * 0.9995:
            return f"{number / unit:.{1 if number < 100 * unit else 0}f}\u00a0{name}".replace(".0\u00a0", "\u00a0")
    return f"{number}\u00a0B"


def relative(href: str) -> str:
    """Give a path as a relative address: a colon is quoted, so that no scheme and no script can hide in a file name."""
    return quote(href.lstrip("/\\"), safe="/#")


def _number(value: object, language: str) -> str:
    """Give a number as people write it, without needless places, from 10,000 on in groups; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, int) and value >= 10_000:
        return f"{value:,}" if language == FALLBACK else f"{value:,}".replace(",", "\u00a0")
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
