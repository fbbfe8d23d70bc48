"""Words that must not be lost by a guess: doses, and what an article tells its reader not to do."""

from __future__ import annotations

import re

DANGEROUS = re.compile(
    r"\d\s?(?:mg|mcg|µg|μg|ml|g|mmol|units|IU|tablets?|drops?)\b|\b(?:do not|don't|never|must not|no tome|nunca)\b",
    re.IGNORECASE,
)
