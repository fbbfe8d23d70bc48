"""What elements may stand in a file, what each may carry and what it stands in; everything else is told.

So an attribute that takes words away from some readers, or tells them others (aria-hidden, a title, a role), is found
wherever it stands. What the attributes say is compared with the article elsewhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from a11y_export.proof.htmltext import Node

_NAMES = {"http://www.idpf.org/2007/ops": "epub", "http://www.w3.org/XML/1998/namespace": "xml"}
_LANGUAGE = ("lang", "xml:lang")


class _Shape(NamedTuple):
    """What an element may be: its tag and that of what it stands in ("" for any), its attributes, how often."""

    line: str
    tag: re.Pattern[str]
    home: re.Pattern[str] | None
    held: Mapping[str, re.Pattern[str]]
    needed: frozenset[str]
    once: bool


def odd_elements(root: Node, *kinds: str) -> Iterator[str]:
    """Give the elements under `root`, itself included, that a file of these kinds does not have, or not so often."""
    once = dict.fromkeys((shape.line for shape in _shapes(kinds) if shape.once), 0)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue  # a comment says nothing
        home = str(element.getparent().tag) if element is not root else ""
        attributes = {_named(key): value for key, value in element.attrib.items()}
        if element is root and element.nsmap.get(None):
            attributes["xmlns"] = element.nsmap[None]
        shape = next((one for one in _standing(kinds, home, element.tag) if _fits(one, attributes)), None)
        if shape is None:
            told = "".join(f' {name}="{value[:40]}"' for name, value in attributes.items())
            yield f"<{element.tag}{told}> in <{home}>"
        elif shape.once:
            once[shape.line] += 1
    yield from (f"{number} of {line[1:]}" for line, number in once.items() if number != 1)


@lru_cache(maxsize=2048)
def _standing(kinds: tuple[str, ...], home: str, tag: str) -> tuple[_Shape, ...]:
    """Give what an element of a tag may be where it stands."""
    return tuple(
        shape for shape in _shapes(kinds)
        if shape.tag.fullmatch(tag) and (shape.home is None or shape.home.fullmatch(home))
    )


def _fits(shape: _Shape, attributes: Mapping[str, str]) -> bool:
    """Whether an element may carry what it does."""
    if not shape.needed <= attributes.keys() <= shape.held.keys():
        return False
    if any(shape.held[name].fullmatch(value) is None for name, value in attributes.items()):
        return False
    return "lang" not in shape.held or attributes.get("lang") == attributes.get("xml:lang")


def _named(key: str) -> str:
    """Give an attribute's name with the usual prefix of its namespace."""
    if key[0] != "{":
        return key
    space, _, name = key.removeprefix("{").rpartition("}")
    return f"{_NAMES.get(space, space)}:{name}"


@lru_cache(maxsize=16)
def _shapes(kinds: tuple[str, ...]) -> tuple[_Shape, ...]:
    text = resources.files("a11y_export.proof").joinpath("markup.toml").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = tomllib.loads(text)
    return tuple(_shape(line) for kind in kinds for line in rows[kind])


def _shape(line: str) -> _Shape:
    where, *given = line.removeprefix("!").split(" ")
    home, _, tag = where.rpartition(">")
    held: dict[str, re.Pattern[str]] = {}
    needed: set[str] = set()
    for one in given:
        if one == "@":
            held |= dict.fromkeys(_LANGUAGE, re.compile(r"\S+"))
            continue
        name, _, values = one.partition("=")
        held[name.removesuffix("?")] = re.compile(values)
        needed |= {name} if not name.endswith("?") else set()
    return _Shape(
        line, re.compile(tag), re.compile(home) if home else None, held, frozenset(needed), line.startswith("!"),
    )
