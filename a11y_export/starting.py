"""How the program's own processes begin and end: what they load is no garbage, and what they leave needs no sorting.

While hundreds of modules are loaded, Python would look for garbage among them a hundred times, and once more at the
end. A process that is the program's own (a command, the server of children) says so with `begin`; in any other, such as
one that uses the program as a library, nothing here does anything.
"""

from __future__ import annotations

import gc

_own = False


def begin() -> None:
    """Take this process, and those that are forked from it, for the program's own; look for no garbage for now."""
    global _own
    _own = True
    gc.disable()


def loaded() -> None:
    """Leave all that is there alone from now on, and look for garbage among the rest."""
    if _own:
        gc.freeze()
        gc.enable()


def end() -> None:
    """Throw nothing away piece by piece any more: the process ends."""
    if _own:
        gc.freeze()
