"""What is spoken and encoded at one go: a title, a file's own words, a disclaimer; what files share is made once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from a11y_export.audio.script import TrackScript
from a11y_export.audio.utterance import Utterance


@dataclass(frozen=True, slots=True)
class Stretch:
    """Utterances that follow one another in a file; the first stretch of a file has silence before them (`lead`)."""

    lead: bool
    utterances: tuple[Utterance, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The stretches that have to be made, and of which of them each file consists, in the order of the scripts.

    `own` tells for each file which of its stretches are its own words, not the title or the disclaimer.
    """

    stretches: tuple[Stretch, ...]
    files: tuple[tuple[int, ...], ...]
    own: tuple[tuple[bool, ...], ...]


def plan(scripts: Sequence[TrackScript]) -> Plan:
    """Divide the scripts; stretches that sound the same are one."""
    made: dict[object, int] = {}
    found: list[Stretch] = []
    files: list[tuple[int, ...]] = []
    own: list[tuple[bool, ...]] = []
    for script in scripts:
        numbers: list[int] = []
        parts = [(what, is_own) for what, is_own in _parts(script.utterances) if what]
        for place, (utterances, _) in enumerate(parts):
            sound = (place == 0, tuple((u.spoken, u.lang, u.phonemes, u.pause) for u in utterances))
            if sound not in made:
                made[sound] = len(found)
                found.append(Stretch(place == 0, utterances))
            numbers.append(made[sound])
        files.append(tuple(numbers))
        own.append(tuple(is_own for _, is_own in parts))
    return Plan(tuple(found), tuple(files), tuple(own))


def _parts(said: tuple[Utterance, ...]) -> tuple[tuple[tuple[Utterance, ...], bool], ...]:
    """Give the title, the file's own words, and the disclaimer or the pointer to it, with which is its own."""
    first = next((n for n, u in enumerate(said) if u.kind != "title"), len(said))
    last = next((n for n, u in enumerate(said) if n >= first and u.kind.startswith("disclaimer")), len(said))
    return (said[:first], False), (said[first:last], True), (said[last:], False)
