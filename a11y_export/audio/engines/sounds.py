"""Sound files as a system's voice writes them, WAV and AIFF, read as 16-bit mono samples."""

from __future__ import annotations

import array
import math
import sys
import wave
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

# What MP3 can hold (MPEG 1, 2 and 2.5); nothing is resampled.
RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_LARGEST = 200_000_000  # bytes: over half an hour of one sentence


@dataclass(frozen=True, slots=True)
class Sound:
    """16-bit mono samples in this machine's byte order, and how many make a second."""

    pcm: bytes
    rate: int


def read_sound(path: Path) -> Sound:
    """Read a WAV or AIFF file of 16-bit samples; OSError when it is not there, ValueError when it is no such sound."""
    if path.stat().st_size > _LARGEST:
        raise ValueError("the sound is too long")
    whole = path.read_bytes()
    channels, width, rate, data, big = _aiff(whole) if whole[:4] == b"FORM" else _wav(whole)
    if channels not in (1, 2) or width != 2 or rate not in RATES:
        raise ValueError(f"{channels} channels of {8 * width} bits at {rate} Hz")
    samples = array.array("h", data[: len(data) // (2 * channels) * 2 * channels])
    if big != (sys.byteorder == "big"):
        samples.byteswap()
    if channels == 2:
        samples = array.array("h", (
            (left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=True)
        ))
    return Sound(samples.tobytes(), rate)


def _wav(data: bytes) -> tuple[int, int, int, bytes, bool]:
    try:
        with wave.open(BytesIO(data)) as file:
            return (
                file.getnchannels(), file.getsampwidth(), file.getframerate(), file.readframes(file.getnframes()), False
            )
    except (wave.Error, EOFError) as error:
        raise ValueError(f"no WAV file: {error}") from error


def _aiff(data: bytes) -> tuple[int, int, int, bytes, bool]:
    """Read AIFF, and AIFF-C without compression ("sowt" is little-endian)."""
    if data[8:12] not in (b"AIFF", b"AIFC"):
        raise ValueError("no AIFF file")
    channels = width = rate = 0
    sound, big = b"", True
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "big")
        chunk = data[at + 8 : at + 8 + size]
        if name == b"COMM" and len(chunk) >= 18:
            channels, width = int.from_bytes(chunk[:2], "big"), int.from_bytes(chunk[6:8], "big") // 8
            rate = round(_extended(chunk[8:18]))
            kind = chunk[18:22] if data[8:12] == b"AIFC" else b"NONE"
            if kind not in (b"NONE", b"twos", b"sowt"):
                raise ValueError("compressed")
            big = kind != b"sowt"
        elif name == b"SSND":
            sound = chunk[8 + int.from_bytes(chunk[:4], "big") :]
        at += 8 + size + size % 2
    return channels, width, rate, sound, big


def _extended(data: bytes) -> float:
    """Give an 80-bit number, as AIFF tells the sample rate: sign and exponent, then 64 bits of the mantissa."""
    power = (int.from_bytes(data[:2], "big") & 0x7FFF) - 16_383 - 63
    return math.ldexp(int.from_bytes(data[2:10], "big"), power) if -200 < power < 64 else 0.0
