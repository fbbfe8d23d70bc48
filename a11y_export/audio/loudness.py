"""Peaks kept below the limit of audiobook practice, by turning down a few thousandths of a second around each."""

from __future__ import annotations

import array
import sys
from math import cos, pi

# −3 dB of full scale is 23,197; MP3 encoding may raise a peak by half a decibel, so the limit here is −3.6 dB.
LIMIT = 21_600
_RAMP = 110  # samples: 5 ms at 22,050 Hz
_CHUNK = 1024


def limited(pcm: bytes) -> bytes:
    """Give 16-bit samples of the same length without peaks above `LIMIT`; speech that has none comes back as it is."""
    samples = array.array("h", pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    if not samples or (max(samples) <= LIMIT and min(samples) >= -LIMIT):
        return pcm
    for first, last in _clusters(_peaks(samples)):
        highest = max(max(samples[first:last + 1]), -min(samples[first:last + 1]))
        _turn_down(samples, first, last, LIMIT / highest)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def _peaks(samples: array.array[int]) -> list[int]:
    """Give where samples lie above the limit; whole chunks are looked at first, as nearly all have none."""
    found: list[int] = []
    for start in range(0, len(samples), _CHUNK):
        chunk = samples[start:start + _CHUNK]
        if max(chunk) > LIMIT or min(chunk) < -LIMIT:
            found += [start + index for index, sample in enumerate(chunk) if abs(sample) > LIMIT]
    return found


def _clusters(peaks: list[int]) -> list[tuple[int, int]]:
    """Give (first, last) of peaks that lie so close that their ramps would meet."""
    found: list[tuple[int, int]] = []
    for peak in peaks:
        if found and peak - found[-1][1] <= 2 * _RAMP:
            found[-1] = (found[-1][0], peak)
        else:
            found.append((peak, peak))
    return found


def _turn_down(samples: array.array[int], first: int, last: int, gain: float) -> None:
    """Scale the stretch by `gain`, with a smooth ramp to full loudness on either side."""
    for index in range(max(0, first - _RAMP), min(len(samples), last + _RAMP + 1)):
        away = max(first - index, index - last, 0) / _RAMP
        samples[index] = int(samples[index] * (gain + (1 - gain) * (1 - cos(pi * away)) / 2))
