"""What one article may take: time, memory, room on the disk. The guard sees to the time, the system to the rest."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 600.0
MEMORY = 2 << 30  # bytes; a long article with large pictures takes a fifth of it
LEAST_MEMORY = 512 << 20  # bytes; below, honest articles fail
FILE = 1 << 30  # bytes; a day of speech takes half of it
FOLDER = 4 << 30  # bytes of all that is made of one article

_CGROUPS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of one work by the clock; bytes that each of its processes may ask for, that one file and all may have.

    A memory or file of 0 is without limit.
    """

    timeout: float = TIMEOUT
    memory: int = MEMORY
    file: int = FILE
    folder: int = FOLDER

    def hold(self) -> None:
        """Put the calling process, and all that it starts, under the limits that the system can hold.

        On Linux the memory counts what is asked for and can be written to; macOS takes the limit and does not hold it,
        and Windows has none. A crash leaves no image of the memory, which holds the article.
        """
        if sys.platform == "win32":
            return
        import resource

        wanted = {
            resource.RLIMIT_DATA: self.memory,
            resource.RLIMIT_FSIZE: self.file,
        }
        for kind, most in wanted.items():
            _, hard = resource.getrlimit(kind)
            if most and (hard == resource.RLIM_INFINITY or most < hard):
                resource.setrlimit(kind, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def memory_for(workers: int) -> int:
    """Give the bytes that a process may take where `workers` run at a time: its share of the machine, 2 GB at most."""
    return max(LEAST_MEMORY, min(MEMORY, machine_memory() * 3 // 4 // max(1, workers)))


def machine_memory() -> int:
    """Give the bytes of memory of this machine, or of the container that the program runs in."""
    known = [MEMORY * 2]
    if sys.platform != "win32":
        known = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for path in _CGROUPS:
        try:
            said = Path(path).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if said.isdecimal():
            known.append(int(said))
    return min(known)
