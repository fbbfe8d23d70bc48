"""Which setting of espeak-ng makes so many words heard in a minute."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

# (words heard, setting): paragraphs of twenty articles, their pauses and the numbers put into words included.
# English: 19 articles, 6,400 words; Spanish: one of 340. Measured with `python -m benchmarks.audio pace`.
_CURVES = {
    "en": (
        (81.4, 80), (96.2, 100), (125.0, 130), (156.8, 165), (189.0, 200), (215.7, 230), (240.6, 260), (274.0, 300),
        (315.7, 350),
    ),
    "es": (
        (82.5, 80), (97.8, 100), (127.3, 130), (158.6, 165), (189.4, 200), (214.6, 230), (235.5, 260), (258.4, 300),
        (289.0, 350), (318.3, 400),
    ),
}


def setting(words_a_minute: int, language: str) -> int:
    """Give espeak-ng's rate for `words_a_minute` of running text; other languages go by the English curve."""
    curve = _CURVES.get(language.split("-", 1)[0].lower(), _CURVES["en"])
    at = min(max(1, bisect_left(curve, (words_a_minute, 0))), len(curve) - 1)
    (low, below), (high, above) = list(pairwise(curve))[at - 1]
    return max(curve[0][1], round(below + (above - below) * (words_a_minute - low) / (high - low)))
