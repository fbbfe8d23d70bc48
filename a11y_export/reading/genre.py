"""How far a text reads like a medical disclaimer, by points: for the many wordings that the grammar has no shape for.

What can be seen of a text without understanding it are its traits: which kinds of words it has (rules/disclaimer.toml),
which of them follow one another in a sentence, how sentences begin, how long it is, what it is called, and how its
words begin. Each trait has points for or against, fitted once to texts of which it is known whether they are one
(`benchmarks/fit_genre.py`), kept as data, and added up here. A hundred points more are 2.7 times the odds.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from operator import add

# Kinds that count as near to one another, not reckoning small words and unknown ones between them.
_NEAR = 3
_SIZES = (8, 12, 20, 30, 45, 60, 90, 120, 200)
_BEGINNING = 5
_SIGNS = '?!"“”„«:;()%@©'
_SHORTEST = 3
_PLAIN = str.maketrans("", "", ".q")


@lru_cache(maxsize=1)
def _weights() -> tuple[int, dict[str, int]]:
    written = resources.files("a11y_export.reading.rules").joinpath("genre.json").read_text("utf-8")
    data = json.loads(written)
    return data["start"], data["points"]


@lru_cache(maxsize=16)  # a text is asked of twice: whether it is one, and whether it may be
def points_of(letters: str, text: str, spaced_text: str, language: str, label: str, decoys: int) -> int:
    """Give a text's points, whole numbers: above zero it reads more like a disclaimer than like anything else.

    `letters` are those of its words' kinds, "|" between sentences; `text` is bare, `spaced_text` has no signs, too;
    `label` is what it is called ("label", "notice" or ""); `decoys` how many signs of other notices it has.
    """
    start, points = _weights()
    traits = traits_of(letters, text, spaced_text, language, label, decoys)
    return start + sum([points[trait] for trait in traits & points.keys()])


def traits_of(letters: str, text: str, spaced_text: str, language: str, label: str, decoys: int) -> set[str]:
    """Give what can be seen of a text; the arguments are those of `points_of`.

    Kinds stand for themselves: "n", "nr" where one follows the other near by, "nkm" where three do at once, "^nk" where
    a sentence begins so.
    """
    size = len(letters) - letters.count("|")
    traits = {f"words>{least}" for least in _SIZES if size > least}
    traits.update([f"decoys:{n}" for n in (1, 2) if decoys >= n])
    if label:
        traits.add(f"called:{label}")
    traits.update([f"sign:{sign}" for sign in _SIGNS if sign in text])
    if any(map(str.isdecimal, text)):
        traits.add("sign:0")
    for sentence in letters.split("|"):
        if sentence:
            kinds = sentence.translate(_PLAIN)
            traits.add("^" + sentence[0])
            traits.add("^" + kinds[:2])
            traits.update(kinds)
            for gap in range(1, _NEAR + 1):
                traits.update(map(add, kinds, kinds[gap:]))
            traits.update(map("".join, zip(kinds, kinds[1:], kinds[2:], strict=False)))
    begun = f"{language}:"
    traits.update([begun + word[:_BEGINNING] for word in spaced_text.split() if len(word) >= _SHORTEST])
    return traits
