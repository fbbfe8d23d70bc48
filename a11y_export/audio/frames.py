"""How much sound a stream of MP3 frames holds, by its size alone: at a constant rate every frame is as long."""

from __future__ import annotations

from a11y_export.audio.encode import BIT_RATE

_MPEG_1 = 32_000  # samples a second, from which a frame has twice as many


def decoded_samples(size: int, rate: int) -> int:
    """Give how many samples `size` bytes of whole frames decode to; ValueError when it is no number of whole frames.

    A frame of 208.98 bytes is written as 209, and now and then as 208, so that the sum is right to the byte.
    """
    each = 1152 if rate >= _MPEG_1 else 576
    frame = each * BIT_RATE * 125 / rate
    frames = round(size / frame)
    if abs(size - frames * frame) >= 1:
        raise ValueError(f"{size} bytes are no whole number of MP3 frames")
    return frames * each
