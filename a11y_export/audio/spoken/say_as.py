"""What staff wrote beside an article: these words are to be said so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from a11y_export.audio.spoken.scan import Match, Production

# What a voice would take for phonemes or for the text's end.
_MARKUP = re.compile(r"\[{2,}|\]{2,}|\x00")


def told(say_as: Mapping[str, str], grammar: Production) -> Production:
    """Give a production that says the phrases of `say_as` (letter case counts) as told, and the rest by `grammar`.

    A phrase holds only between borders of words: "lead" does not change "leader", nor "5 m" the dose "5 mg".
    """
    phrases = (phrase for phrase in say_as if phrase and say_as[phrase].strip())
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    if not longest_first:
        return grammar
    pattern = re.compile("|".join(map(re.escape, longest_first)))

    def read(text: str, at: int) -> Match | None:
        match = pattern.match(text, at)
        if match is not None:
            inside = at > 0 and text[at - 1].isalnum() and text[at].isalnum()
            goes_on = text[match.end() - 1].isalnum() and text[match.end():match.end() + 1].isalnum()
            if not inside and not goes_on:
                return Match(match.end(), _MARKUP.sub(" ", say_as[match.group()]), "say-as")
        return grammar(text, at)

    return read
