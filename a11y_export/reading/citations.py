"""Lists of the works that an article cites: what tells them, so that no word of a cited title speaks against them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEAST, _MOST_OF = 3, 0.6  # citations that make a list of them, and their share of its words
_LONGEST = 1_500
_YEAR = re.compile(r"\b(?:19|20)\d\d[a-z]?\b|\bn\.\s?d\.")
# How styles of citing (AMA, APA, Vancouver, Chicago, and what sites make of them) say where a work stands.
_PLACE = re.compile(
    r"\bdoi\b|\b10\.\d{4,9}/|\bPMC?ID\b|\bPMC\d{4,}|\bISBN\b|\bet al\b|\[Internet\]|\bpp?\.\s?\d"
    r"|\b\d{1,4}\s?\(\d{1,4}[A-Za-z–-]{0,4}\d{0,4}\)|[;:,]\s?\d{1,4}(?:\(\S{1,12}\))?\s?:\s?e?\d"
    r"|\b(?:[Rr]etrieved|[Aa]ccessed|[Aa]vailable (?:at|from)|[Aa]brufbar|[Cc]onsult[ée]|[Cc]onsultado|[Dd]isponible)\b"
)
# "Smith JA," and "Smith, J. A.": names as they are cited.
_NAMED = re.compile(r"^[\W\d]{0,8}\w[\w'’-]{1,30}(?: [\w'’-]{2,30})?,? (?:[A-Z]\.?[ -]?){1,3}(?:[,;.&(]|$| and )")


def is_citation(text: str) -> bool:
    """Whether a text cites one work: it has a year, and says where the work stands or names who wrote it."""
    if len(text) > _LONGEST or not _YEAR.search(text):
        return False
    return _PLACE.search(text) is not None or _NAMED.match(text) is not None


def are_citations(texts: Iterable[str]) -> bool:
    """Whether the passages of a list are mostly citations: three of them or more, with most of its letters."""
    cited = count = letters = 0
    for text in texts:
        letters += len(text)
        if is_citation(text):
            count += 1
            cited += len(text)
    return count >= _LEAST and cited >= _MOST_OF * letters
