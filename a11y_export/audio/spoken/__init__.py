"""From written form to spoken form: what a voice must be given so that it says what the reader would see.

Numbers, signs, units, doses, dates and short forms are put into words by a grammar with its tables beside it, one
file per language. Nothing is dropped: what the grammar does not know it names, or leaves to the voice as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from a11y_export.audio.spoken.english import english
from a11y_export.audio.spoken.plain import plain
from a11y_export.audio.spoken.say_as import told
from a11y_export.audio.spoken.scan import Production, Spoken, scan
from a11y_export.audio.spoken.spanish import spanish
from a11y_export.audio.spoken.tables import exists, load, primary

__all__ = ["Spoken", "is_verified", "speak", "spoken_form"]


def speak(text: str, language: str, say_as: Mapping[str, str] | None = None) -> tuple[Spoken, ...]:
    """Give the spans that tile `text`, each with what is said for it; `language` is a BCP 47 tag.

    `say_as` gives whole words or phrases that staff want said otherwise; they come before every rule.
    """
    grammar = _grammar(primary(language), language.replace("_", "-").lower())
    return scan(text, told(say_as, grammar) if say_as else grammar)


def spoken_form(text: str, language: str = "en") -> str:
    """Give `text` as it is given to the voice."""
    return "".join(span.said for span in speak(text, language))


def is_verified(language: str) -> bool:
    """Whether the spoken forms of this language's signs, numbers and units were checked case by case."""
    root = primary(language)
    return exists(root) and load(root).verified


@lru_cache(maxsize=16)
def _grammar(root: str, tag: str) -> Production:
    if root == "en":
        return english(load("en"))
    if root == "es":
        return spanish(load("es"), tag)
    return plain(load(root) if exists(root) else load("any"), tag)
