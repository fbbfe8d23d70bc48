"""Words that must not be lost by a guess: doses, and what an article warns of or tells its reader not to do.

One list for all who ask: the guards of the cuts, and the record, which shows such cuts first.
"""

from __future__ import annotations

import re

DOSE = re.compile(
    r"\d\s?(?:mg|mcg|µg|μg|ml|(?-i:g)|mmol|units?|IU|UI|IE|tablets?|pills?|puffs?|capsules?|drops?|comprimidos?|gotas|"
    r"comprimés?|gouttes|Tabletten?|Tropfen|compresse|gocce|tabletten|druppels)(?!\w)",
    re.IGNORECASE,
)
ALARM = re.compile(
    r"\b(?:do not(?! (?:sell|share|track))|don['’]t(?! miss out)|never|must not|should not|avoid|call (?:911|999|112)|"
    r"emergency|overdose|nunca|jamás|evite|no (?:tome|use|deje|debe)|urgencias|nicht|niemals|keinesfalls|Notarzt|"
    r"Notruf|ne pas|jamais|évitez|surdosage|urgence|non (?:prenda|usi|deve|assumere|usare)|não (?:tome|use|deve)|"
    r"niet|nooit|vermijd)\b",
    re.IGNORECASE,
)
"""What a patient must not lose: a dose; a prohibition or an alarm."""

# Every alarm has one of these in it: looking for them takes a fraction of the pattern's time.
_HINTS = (
    *("not", "don’t", "don't", "nev", "nunca", "avoid", "call", "emerg", "overd", "jam", "vit", "no ", "nich", "nie"),
    *("keines", "urg", "pas", "surd", "non ", "não ", "nooit", "vermijd"),
)


def is_dangerous(text: str) -> bool:
    """Whether a text doses, warns or forbids."""
    low = text.lower()
    return DOSE.search(text) is not None or (any(hint in low for hint in _HINTS) and ALARM.search(text) is not None)
