"""What is loaded when it is first used: names of a package, and libraries that other libraries load without need."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Give a package's ``__getattr__``: `homes` says in which of its modules each name lives (PEP 562)."""

    def find(name: str) -> Any:
        home = homes.get(name)
        if home is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home}"), name)

    return find


@contextmanager
def spared(*names: str) -> Iterator[None]:
    """Import within it what would load the modules `names`; each is loaded when something of it is first used.

    A stand-in takes the place of each meanwhile. It passes everything on to its module, so that whoever holds one
    cannot tell: the library that imported it, or another thread that does so just then. Afterwards none is left where
    imports look: whoever imports the module later gets the module itself. One that is loaded already stays as it is,
    one that is not installed is missed as ever; a module of a package is spared those who import it from its package.
    """
    standing: list[tuple[dict[str, Any], str, ModuleType]] = []
    for name in names:
        package, _, own = name.rpartition(".")
        if name not in sys.modules and find_spec(name) is not None:
            # As a name of its package alone, it is not what others find who import the module by its full name.
            places: dict[str, Any] = vars(sys.modules[package]) if package else sys.modules
            mine = _StandIn(name)
            if places.setdefault(own or name, mine) is mine:
                standing.append((places, own or name, mine))
    try:
        yield
    finally:
        for places, key, stand_in in standing:
            if places.get(key) is stand_in:
                places.pop(key, None)


class _StandIn(ModuleType):
    """A module that is loaded when something of it is used."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_itself(self), name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(_itself(self), name, value)

    def __delattr__(self, name: str) -> None:
        delattr(_itself(self), name)

    def __dir__(self) -> list[str]:
        return dir(_itself(self))


def _itself(stand_in: ModuleType) -> ModuleType:
    name: str = vars(stand_in)["__name__"]
    if sys.modules.get(name) is stand_in:
        sys.modules.pop(name, None)
    return import_module(name)
