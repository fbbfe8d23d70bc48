"""What the server that children are forked from does beside forking: it clears up after a parent that was killed.

The server listens on a socket in a temporary folder that its parent made, and that its parent takes away when it ends.
A parent that is killed cannot. Importing this module, in the server alone, sees to it then: the server ends when nobody
holds the other end of its pipe any more, and by that time a parent that ended well has cleared up itself. It looks for
no garbage: its children begin with that.
"""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

from a11y_export import starting

_PREFIX = "pymp-"  # how multiprocessing names its temporary folders
_server: Any = forkserver._forkserver  # there is no other way to its address


def _clear_up(pid: int) -> None:
    address = _server._forkserver_address
    if os.getpid() != pid or not isinstance(address, str) or address.startswith("\0"):
        return
    path = Path(address)
    with suppress(OSError):
        path.unlink()
    if path.parent.name.startswith(_PREFIX):
        for left in path.parent.glob("listener-*"):  # of servers that were killed before
            with suppress(OSError):
                left.unlink()
        with suppress(OSError):
            path.parent.rmdir()


starting.begin()
atexit.register(_clear_up, os.getpid())
