"""MP3 from samples, encoded into a file while the voice goes on speaking."""

from __future__ import annotations

import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

BIT_RATE = 64  # kbit/s, constant: players seek wrongly in variable rates
_QUALITY = 7  # of 0 (slow) to 9; sounds better at 64k than 48k at 2, and takes a third of the time
# Sentences that may wait. A voice is faster than the encoder: without a bound an hour of samples would pile up.
_WAITING = 24


class Mp3Encoder:
    """Takes 16-bit mono samples and writes an MP3 stream; the work is done on a thread of its own.

    LAME lets go of the interpreter's lock while it encodes, so speech and encoding share two processors.
    """

    def __init__(self, path: Path, rate: int) -> None:
        """Prepare an encoder for `rate` samples a second that writes to `path`."""
        import lameenc  # heavy, and only a recording needs it

        self._encoder: Any = lameenc.Encoder()
        self._encoder.silence()
        self._encoder.set_bit_rate(BIT_RATE)
        self._encoder.set_in_sample_rate(rate)
        self._encoder.set_out_sample_rate(rate)
        self._encoder.set_channels(1)
        self._encoder.set_quality(_QUALITY)
        self._file = path.open("wb")
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_WAITING)
        self._failure: BaseException | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._encode, name="mp3", daemon=True)
        self._thread.start()

    def write(self, pcm: bytes) -> None:
        """Queue samples; waits while the encoder is far behind."""
        self._waiting.put(pcm)

    def end(self) -> None:
        """Say that no more samples come; encoding goes on."""
        if not self._ended:
            self._ended = True
            self._waiting.put(None)

    def finish(self) -> None:
        """Wait until every sample is encoded and written; raises what went wrong on the way."""
        self.end()
        self._thread.join()
        self._file.close()
        self._encoder = None  # whoever holds on to this holds no encoder's memory
        if self._failure is not None:
            raise self._failure

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        self.end()
        self._thread.join()
        self._file.close()

    def _encode(self) -> None:
        while (pcm := self._waiting.get()) is not None:
            self._write(pcm)
        self._write(None)

    def _write(self, pcm: bytes | None) -> None:
        if self._failure is not None:
            return  # what still comes is taken and dropped, so that nobody waits for room
        try:
            self._file.write(bytes(self._encoder.flush() if pcm is None else self._encoder.encode(pcm)))
        except (RuntimeError, ValueError, MemoryError, OSError) as failure:
            # Raised again in finish(), on the caller's thread.
            self._failure = failure
