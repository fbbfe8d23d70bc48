"""Listen to finished audio: a speech recogniser is given each sentence, and must find its words where they should be.

The recogniser does not write down what it hears (it is wrong in every second word of a synthetic voice). It is told
what should be said and looks for the best way to lay these words over the sound. Sound that says something else gives
no way at all, or one whose words begin elsewhere than the timeline says. That finds a sentence that is missing or in
another's place. It cannot tell a word from one that sounds much like it, and does not hear a wrong stress.
"""

from __future__ import annotations

import array
import json
import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from a11y_export.errors import MissingDependency
from a11y_export.model import Check
from a11y_export.wording import primary

TIMELINE = "record/timeline.json"
_RATE = 16_000  # of the recogniser's model
_PAD = _RATE // 4  # samples of near silence on either side, which it needs to find the first and the last word
_WIDER = _RATE // 5  # samples
_DITHER = 8  # of full scale 32,768: without noise its model has never met such silence
_BEAM = 1e-80
_NEAR = 0.15  # seconds; seen: 97 of 100 right words lie nearer
_SHARE = 0.7  # of a sentence's words; seen: 1.0 or nearly so for right sentences, 0 for others
_FEWEST = 3  # words; fewer fit anywhere
_KNOWN = 0.75  # of a sentence's words must be in the recogniser's dictionary
_WORD = re.compile(r"[^\w]*([A-Za-z]+(?:['’][a-z]+)?)")


def prove_by_listening(folder: Path) -> list[Check]:
    """Give a check for each audio file of the finished folder; MissingDependency without the recogniser.

    Only English can be listened to; for another language the one check says so.
    """
    timeline = json.loads((folder / TIMELINE).read_text(encoding="utf-8"))
    language = str(timeline["language"])
    if primary(language) != "en":
        return [Check(_NAME, TIMELINE, True, f"not listened to: “{language}” is no language that can be heard here")]
    listener = _Listener()
    return [_heard(folder / "audio" / str(track["file"]), track, listener) for track in timeline["tracks"]]


_NAME = "the words are heard where they should be"


def _heard(path: Path, track: Mapping[str, Any], listener: _Listener) -> Check:
    import miniaudio

    name = f"audio/{path.name}"
    try:
        sound = miniaudio.decode_file(str(path), nchannels=1, sample_rate=_RATE).samples
    except (miniaudio.MiniaudioError, OSError) as error:
        return Check(_NAME, name, False, str(error) or type(error).__name__)
    scale, delay = _RATE / int(track["rate"]), int(track["encoder_delay"])
    other: list[str] = []
    heard = 0
    for utterance in track["utterances"]:
        low, high = (round((int(utterance[edge]) + delay) * scale) for edge in ("start", "end"))
        said = _words(utterance, int(track["rate"]))
        good = listener.fits(sound[low:high], said)
        if good is False:
            # The last word is not always found where the sound ends at once; a part of the pause helps.
            wider = sound[max(0, low - _WIDER):high + _WIDER]
            good = listener.fits(wider, [(word, at + min(low, _WIDER) / _RATE) for word, at in said])
        heard += good is True
        if good is False:
            other.append(f"{utterance['id']}: “{str(utterance['spoken'])[:40]}”")
    short = sum(1 for u in track["utterances"] if u["spoken"]) - heard - len(other)
    told = f"{heard} utterances heard, {short} too short or too strange to tell"
    return Check(_NAME, name, not other, ", ".join(other[:5]) or told)


def _words(utterance: Mapping[str, Any], rate: int) -> list[tuple[str, float]]:
    """Give the utterance's words with the seconds at which each begins, from the sentence's own beginning."""
    found = []
    if primary(str(utterance["lang"])) != "en":
        return []
    for char, sample in utterance["marks"]:
        match = _WORD.match(str(utterance["spoken"]), int(char))
        if match is not None:
            word = match[1].lower().replace("’", "'")
            found.append((word, (int(sample) - int(utterance["start"])) / rate))
    return found


class _Listener:
    """The recogniser, told what to listen for."""

    def __init__(self) -> None:
        try:
            from pocketsphinx import Decoder
        except ImportError as error:
            raise MissingDependency(
                "--listen", "the speech recogniser is not installed.", 'Install it: pip install "a11y-export[listen]".'
            ) from error
        self._decoder = Decoder(lm=None, beam=_BEAM, wbeam=_BEAM, pbeam=_BEAM, loglevel="FATAL", samprate=_RATE)
        # The same noise every time: the same files give the same answers.
        chance = random.Random(0)  # noqa: S311 - noise, no secret
        self._noise = [round(chance.gauss(0, _DITHER)) for _ in range(_RATE)]

    def fits(self, sound: Sequence[int], words: Sequence[tuple[str, float]]) -> bool | None:
        """Whether the sound can be the words, each beginning at its second; None where too few are known to tell."""
        known = [(word, at) for word, at in words if self._decoder.lookup_word(word) is not None]
        if len(known) < max(_FEWEST, _KNOWN * len(words)):
            return None
        self._decoder.set_align_text(" ".join(word for word, _ in known))
        self._decoder.start_utt()
        self._decoder.process_raw(self._padded(sound), full_utt=True)
        self._decoder.end_utt()
        if self._decoder.hyp() is None:
            return False
        begins = [seg.start_frame / 100 - _PAD / _RATE for seg in self._decoder.seg() if seg.word[:1] not in "<["]
        # Fewer words than there should be are found where the way ends early.
        near: int = sum(abs(begin - at) < _NEAR for begin, (_, at) in zip(begins, known, strict=False))
        return near >= _SHARE * len(known)

    def _padded(self, sound: Sequence[int]) -> bytes:
        silence = [0] * _PAD
        every, size = self._noise, len(self._noise)
        padded = (value + every[n % size] for n, value in enumerate([*silence, *sound, *silence]))
        return array.array("h", [max(-32_768, min(32_767, value)) for value in padded]).tobytes()
