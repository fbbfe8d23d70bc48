"""The lines that say who reviewed an article and when, put together from the kinds of words of review.toml."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

# A day between what was done and who did it: "reviewed on 3 May 2021 by".
_DAY = r"(?:,? (?:(?:{on}) )?[^:]{{0,10}}?\d[^:]{{0,20}}?)?"
_VALUE = r"\s*(?P<v>\S.*)"
_DATE = r"\s*:?\s*(?P<v>.*\d.*)"


def _load() -> dict[str, dict[str, str]]:
    text = resources.files(__package__ or "").joinpath("review.toml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = tomllib.loads(text)
    return loaded


def _parts(row: dict[str, str]) -> dict[str, str]:
    """Give the larger pieces of one language: what was done, plainly and weakly, and the review as a noun."""
    how, kind, act = row["how"], row["kind"], row["act"]
    before, after = f"(?:(?:{how})[ -])", f"(?: (?:{how}))"
    more = rf"(?:,? ?(?:{row['and']}) {before}*[^\W\d_]{{4,16}}{after}*)?{row.get('aim', '')}"
    last = f"(?:(?:{row['last']}) )"
    what = rf"(?:(?:{row['what']}) )?(?:[^\W\d_]{{5,12}} (?:{row['and']}) )?{last}?"
    any_done = f"(?:{row['done']}|{row['weak']})"
    return {
        "plain": f"{what}(?:{before}*(?:{row['done']}){after}*|{before}+{any_done}|{any_done}{after}+){more}",
        "weak": f"{what}(?:{row['weak']}){more}",
        "noun": f"(?:(?:(?:{kind}) )+(?:{act})(?: (?:{kind}))*|(?:{act})(?: (?:{kind}))+|{row['sure']})",
        "dated": f"(?:{last}(?:(?:{kind}) )*(?:{act})(?: (?:{kind}))*)",
        "who": f"(?:(?:(?:{kind}|{how}) )*(?:{row['who']})(?: (?:{kind}))*)",
        "by": f"(?:{row['by']})",
        "on": f"(?:{row['on']})",
    }


@lru_cache(maxsize=1)
def review_ways() -> dict[str, list[str]]:
    """Give, by the fields of byline.toml, the patterns of all languages; "weak_reviewer" needs a name with a title."""
    ways: dict[str, list[str]] = {f: [] for f in ("reviewer", "reviewer_label", "reviewed", "reviewed_label")}
    ways["weak_reviewer"] = []
    for row in _load().values():
        p = _parts(row)
        by, day = rf" ?{p['by']}\b ?:?", _DAY.format(on=row["on"])
        ways["reviewer"] += [
            rf"{p['plain']}{day}{by}{_VALUE}",
            rf"{p['noun']}(?:{day}{by}| ?[:–-]){_VALUE}",
            rf"{p['who']} ?[:–-]{_VALUE}",
            rf"(?:{row['kind']}) (?:{row['who']})\s+{_VALUE}",
        ]
        ways["weak_reviewer"] += [rf"{p['weak']}{day}{by}{_VALUE}", rf"{p['plain']} ?:{_VALUE}"]
        ways["reviewer_label"] += [rf"{p['plain']}{by}", rf"{p['noun']}(?:{by})? ?:?", rf"{p['who']} ?:?"]
        ways["reviewed"] += [rf"(?:{p['plain']}|{p['noun']}|{p['dated']})(?: {p['on']}\b)?{_DATE}"]
        ways["reviewed_label"] += [rf"(?:{p['plain']}|{p['dated']})(?: {p['on']})? ?:?"]
        if "date" in row:
            ways["reviewed"].append(rf"{row['date']}{_DATE}")
            ways["reviewed_label"].append(rf"{row['date']} ?:?")
        if "closes" in row:  # the verb comes last: "this article was by Ana Lee medically reviewed"
            seen = f"(?:(?:{row['how']}) )*(?:{row['done']}|{row['weak']})"
            ways["reviewer"].append(rf"(?:{row['what']}){day} {p['by']} (?P<v>\S.*?) {seen}\.?")
    return ways


@lru_cache(maxsize=1)
def part_starts() -> re.Pattern[str]:
    """Give what begins a further part of a byline: a role, or what was done to the article."""
    ways: list[str] = []
    for row in _load().values():
        p = _parts(row)
        ends = rf"(?: ?{p['by']}\b| {p['on']}\b| ?:|(?= [^:]{{0,12}}\d))"
        ways += [rf"(?:{p['plain']}|{p['weak']}|{p['noun']}|{p['dated']}){ends}", rf"{p['who']} ?:", row["other"]]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})", re.IGNORECASE)
