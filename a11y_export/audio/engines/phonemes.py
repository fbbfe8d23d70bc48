"""From IPA to the alphabet that espeak-ng reads between doubled brackets. Nobody else knows that alphabet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from a11y_export.audio.engines.marks import words_of
from a11y_export.errors import UsageError

Phonemes = Sequence[tuple[int, int, str]]

# The sounds of American English, as espeak-ng 1.52 names them. Longer signs stand first where one begins another.
_VOWELS = {
    "aɪ": "aI", "aʊ": "aU", "eɪ": "eI", "oʊ": "oU", "ɔɪ": "OI", "iː": "i:", "uː": "u:", "ɑː": "A:", "ɔː": "O:",
    "ɜː": "3:", "ɑɹ": "A@", "ɔɹ": "O@", "ɛɹ": "e@", "i": "i:", "ɪ": "I", "ɛ": "E", "æ": "a", "ɑ": "A:", "ɒ": "0",
    "ɔ": "O:", "ʊ": "U", "u": "u:", "ʌ": "V", "ə": "@", "ɐ": "a#", "ɝ": "3:", "ɚ": "3", "ᵻ": "I2",
}
_CONSONANTS = {
    "tʃ": "tS", "dʒ": "dZ", "t͡ʃ": "tS", "d͡ʒ": "dZ", "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "ɡ": "g",
    "g": "g", "f": "f", "v": "v", "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S", "ʒ": "Z", "h": "h", "m": "m",
    "n": "n", "ŋ": "N", "l": "l", "ɹ": "r", "r": "r", "j": "j", "w": "w",
}
_STRESS = {"ˈ": "'", "ˌ": ","}
_SIGN = re.compile("|".join(sorted([*_VOWELS, *_CONSONANTS, *_STRESS, r"\."], key=len, reverse=True)))
_ROUND = str.maketrans("[]", "()")
_OPEN = frozenset({"A@", "O@", "e@"})


def mnemonics(ipa: str) -> str:
    """Give one word of IPA in espeak-ng's alphabet; UsageError for a sign without a sound in American English.

    A stress that the IPA puts before a syllable stands before its vowel here; dots between syllables are not needed.
    """
    out: list[str] = []
    stress = ""
    for part in _signs(ipa):
        if part in _STRESS:
            stress = _STRESS[part]
        elif part in _VOWELS:
            sound = _VOWELS[part]
            if out and out[-1] in _OPEN:
                out.append("r")  # a vowel with an r in it, before another one: the r is said
            # Without stress, as at the end of "happy", the sound is short.
            out += [stress, "i" if part == "i" and not stress else sound]
            stress = ""
        elif part != ".":
            out.append(_CONSONANTS[part])
    return "".join(out)


def _signs(ipa: str) -> list[str]:
    at, found = 0, []
    while at < len(ipa):
        match = _SIGN.match(ipa, at)
        if match is None:
            raise UsageError(
                "--lexicon", f"“{ipa}” has “{ipa[at]}”, for which the voice has no sound.",
                "Write the word as an <alias> in plain letters.",
            )
        found.append(match.group())
        at = match.end()
    return found


def with_phonemes(text: str, phonemes: Phonemes) -> str:
    """Give `text` with the words at (start, end, IPA) as sounds in brackets; words keep their number and order."""
    # A bracket of the text beside those would shift where the sounds begin.
    plain = text.translate(_ROUND)
    out: list[str] = []
    at = 0
    for start, end, ipa in phonemes:
        # Sounds right after an opening sign would have no word event.
        gap = " " if plain[at:start][-1:].strip() else ""
        out += [plain[at:start], gap, f"[[{mnemonics(ipa)}]]"]
        at = end
    return "".join([*out, plain[at:]])


def places(text: str, changed: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Give marks on `changed` (with_phonemes of `text`) as marks on `text`, word by word."""
    own = [start for start, _ in words_of(text)]
    home = {start: own[number] for number, (start, _) in enumerate(words_of(changed))}
    return tuple((home[char], sample) for char, sample in marks)
