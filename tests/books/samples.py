"""A timeline made up for an article: every sentence half a second long, one file for each section."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from a11y_export import prose
from a11y_export.model import Article

RATE = 22050


def timeline(article: Article) -> dict[str, Any]:
    """Give the timeline of a recording that says every sentence once."""
    tracks = []
    found = sorted(prose.sentences(article), key=lambda s: s.section != "disclaimer")
    for number, (section, said) in enumerate(groupby(found, key=lambda s: s.section)):
        utterances = [
            {"sentence": s.id, "occurrence": 1, "start": 5512 + n * 22050, "end": 16537 + n * 22050}
            for n, s in enumerate(said)
        ]
        utterances.insert(0, {"sentence": None, "occurrence": 0, "start": 0, "end": 5000})
        tracks.append({
            "file": f"{number:02d}-{section}.mp3", "number": number, "title": f"Part {section}", "sections": [section],
            "rate": RATE, "encoder_delay": 1105, "samples": 22050 * len(utterances), "utterances": utterances,
        })
    return {"schema": 1, "tracks": tracks}
