"""Words that must not be lost by a guess: doses, and what an article tells its reader not to do."""

from __future__ import annotations

import re

_DOSE = re.compile(r"\d\s?(?:mg|mcg|µg|μg|ml|g|mmol|units|IU|tablets?|drops?)\b", re.IGNORECASE)
_FORBIDDEN = re.compile(r"\b(?:do not|don't|never|must not|no tome|nunca)\b", re.IGNORECASE)
# Every prohibition has one of these in it: looking for them takes a fraction of the pattern's time.
_HINTS = ("not", "n't", "never", "no tome", "nunca")


def is_dangerous(text: str) -> bool:
    """Whether a text doses or forbids."""
    low = text.lower()
    return _DOSE.search(text) is not None or (
        any(hint in low for hint in _HINTS) and _FORBIDDEN.search(text) is not None
    )
