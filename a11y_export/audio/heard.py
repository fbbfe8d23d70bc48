"""Whether an engine said all that it was given, as far as its sound and marks can tell."""

from __future__ import annotations

import re

from a11y_export.audio.engines import Speech, SpeechFailed
from a11y_export.audio.engines.marks import speakable, words_of

# A word of Latin letters with no signs but its sentence's: after another such word its mark is certain (82,000 words
# of English without a gap). Elsewhere, in Korean for one, espeak-ng may send one event for two words.
_LATIN = "[A-Za-zÀ-ɏ]"
_CLEAR = re.compile(rf"[(\"“‘'¿¡]?{_LATIN}+(?:['’-]{_LATIN}+)*[)\"”’']?[.,;:!?]?[)\"”’']?")


def check(text: str, speech: Speech, rate: int) -> None:
    """Raise SpeechFailed unless `speech` can be the whole of `text`."""
    what = _complaint(text, speech, rate)
    if what:
        raise SpeechFailed("speech engine", f"{what}: “{text[:60]}”.", "Run again; choose another voice if it stays.")


def _complaint(text: str, speech: Speech, rate: int) -> str:
    if not speakable(text):
        return ""
    if not speech.samples:
        return "it gave no sound"
    if not speech.marks:
        return "it said no word"
    if any(a[0] >= b[0] or a[1] > b[1] for a, b in zip(speech.marks, speech.marks[1:], strict=False)):
        return "its word marks are out of order"
    if missing := _missing(text, speech):
        return f"it left out “{missing}”"
    if speech.marks[-1][1] >= speech.samples:
        return "its sound ends before its last word"
    if speech.breaks_off(rate):
        return "its sound breaks off"
    return ""


def _missing(text: str, speech: Speech) -> str:
    """Give the first word without a mark: each word has one, but where signs or other scripts blur the borders."""
    marked = {char for char, _ in speech.marks}
    clear = True
    for start, word in words_of(text):
        before, clear = clear, _CLEAR.fullmatch(word) is not None
        if start not in marked and before and clear:
            return word
    return ""
