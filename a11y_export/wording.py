"""Every string that an output adds to the source's words, by language.

The strings stand in ``wordings/<language>.toml``. A language without a file, or a key that its file lacks, falls
back to English, and the phrase says so, so that it can be tagged and spoken as English.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FALLBACK = "en"
# Beside this file, as fonts are beside theirs: `importlib.resources` would load what opens archives, at every start.
_FOLDER = Path(__file__).with_name("wordings")
_ROOM = re.compile(r"^\[(\w+)\][^\S\n]*$", re.MULTILINE)


class Phrase(NamedTuple):
    """A finished string and the language it is in (BCP 47)."""

    text: str
    lang: str


class Wording(NamedTuple):
    """The program's words for one language. `language` is the article's own BCP 47 tag."""

    language: str

    @classmethod
    def load(cls, language: str) -> Wording:
        """Give the wording for a BCP 47 tag; regional tags use their language's file."""
        return cls(language or FALLBACK)

    def get(self, key: str, **values: object) -> Phrase:
        """Give the phrase for `key` with `values` filled in; KeyError for a key that English lacks."""
        root = primary(self.language)
        room, _, name = key.partition(".")
        own = _room(root, room).get(name)
        if own is not None:
            return Phrase(own.format_map(values), self.language)
        return Phrase(_room(FALLBACK, room)[name].format_map(values), FALLBACK)

    def phrases(self, *rooms: str) -> list[str]:
        """Give every phrase of some rooms with its gaps, in the own language and in the one that stands in for it."""
        roots = (primary(self.language), FALLBACK)
        return [text for root in roots for room in rooms for text in _room(root, room).values()]

    @property
    def native(self) -> bool:
        """Whether the program has words of its own in this language."""
        return bool(_rooms(primary(self.language)))


def primary(language: str) -> str:
    """Give the primary subtag of a BCP 47 tag, lower-case: "es" for "es-MX"."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def languages() -> tuple[str, ...]:
    """Give the languages that have a file, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.iterdir() if file.suffix == ".toml"))


@lru_cache(maxsize=32)
def _rooms(root: str) -> dict[str, str]:
    """Give each table of a language's file, unread: most runs need few of them."""
    # Only names from the folder's own list are opened: a page's language tag may say anything, of any length.
    if root not in languages():
        return {}
    _, *parts = _ROOM.split((_FOLDER / f"{root}.toml").read_text(encoding="utf-8"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


@lru_cache(maxsize=256)
def _room(root: str, room: str) -> dict[str, str]:
    return tomllib.loads(_rooms(root).get(room, ""))
