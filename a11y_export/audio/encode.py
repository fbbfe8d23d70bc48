"""MP3 from samples, encoded while the voice goes on speaking."""

from __future__ import annotations

import queue
import threading
from types import TracebackType
from typing import Self

BIT_RATE = 64  # kbit/s, constant: players seek wrongly in variable rates
_QUALITY = 7  # of 0 (slow) to 9; sounds better at 64k than 48k at 2, and takes a third of the time


class Mp3Encoder:
    """Takes 16-bit mono samples and gives a finished MP3 stream; the work is done on a thread of its own.

    LAME lets go of the interpreter's lock while it encodes, so speech and encoding share two processors.
    """

    def __init__(self, rate: int) -> None:
        """Prepare an encoder for `rate` samples a second."""
        import lameenc  # heavy, and only a recording needs it

        self._encoder = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_bit_rate(BIT_RATE)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(rate)
        self._encoder.set_channels(1)
        self._encoder.set_quality(_QUALITY)
        self._waiting: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._encoded: list[bytes] = []
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._encode, name="mp3", daemon=True)
        self._thread.start()

    def write(self, pcm: bytes) -> None:
        """Queue samples."""
        self._waiting.put(pcm)

    def end(self) -> None:
        """Say that no more samples come; encoding goes on."""
        self._waiting.put(None)

    def finish(self) -> bytes:
        """Give the whole stream, once every sample is encoded."""
        self._stop()
        if self._failure is not None:
            raise self._failure
        return b"".join([*self._encoded, bytes(self._encoder.flush())])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        self.end()
        self._thread.join()

    def _encode(self) -> None:
        try:
            while (pcm := self._waiting.get()) is not None:
                self._encoded.append(bytes(self._encoder.encode(pcm)))
        except (RuntimeError, ValueError, MemoryError) as failure:
            # Raised again in finish(), on the caller's thread.
            self._failure = failure
