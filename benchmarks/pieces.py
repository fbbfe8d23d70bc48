"""What the benchmarks of whole runs are made of: small articles, and works that go wrong."""

from __future__ import annotations

import ctypes
import faulthandler
import random
import time
from collections.abc import Callable

_SUBJECTS = ("The nurse", "Your doctor", "The pharmacist", "A helper", "The clinic", "Your family")
_VERBS = ("will ask you about", "writes down", "needs to know", "can explain", "checks", "would like to hear about")
_THINGS = ("each dose", "the pain in your knee", "other tablets", "your last meal", "the swelling", "how you slept")
_WHENS = ("before breakfast", "twice a week", "in the evening", "at every visit", "when you feel dizzy", "each morning")


def article(seed: int, paragraphs: int = 6) -> str:
    """Give a small health article as a page; the same seed gives the same page."""
    rng = random.Random(seed)

    def sentence() -> str:
        return " ".join(rng.choice(some) for some in (_SUBJECTS, _VERBS, _THINGS, _WHENS)) + "."

    prose = "".join(
        f"<p>{' '.join(sentence() for _ in range(3))} Take {rng.randrange(1, 90) / 10} mg; do not take more.</p>"
        for _ in range(paragraphs)
    )
    return (
        f'<html lang="en"><head><title>Page {seed}</title></head><body><nav><a href="/">Home</a></nav><main><h1>Page '
        f"{seed}</h1>{prose}<h2>When to call</h2>{prose[: len(prose) // 2].rsplit('<p>', 1)[0]}<p>Medical disclaimer: "
        "This text is not a substitute for the advice of your own doctor.</p></main></body></html>"
    )


def crashes(progress: Callable[[str], None]) -> None:
    """Read from nowhere, as a fault in a native library does."""
    faulthandler.disable()
    progress("about to crash")
    ctypes.string_at(0)


def hangs(progress: Callable[[str], None]) -> None:
    """Wait for what never comes."""
    progress("about to hang")
    time.sleep(86_400)


def asks_for_memory(progress: Callable[[str], None]) -> None:
    """Ask for memory without end."""
    progress("about to ask")
    held = []
    while True:
        held.append(bytearray(20_000_000))
