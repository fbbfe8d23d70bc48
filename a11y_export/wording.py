"""Every string that an output adds to the source's words, by language.

The strings stand in ``wordings/<language>.toml``. A language without a file, or a key that its file lacks, falls
back to English, and the phrase says so, so that it can be tagged and spoken as English.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A finished string and the language it is in (BCP 47)."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The program's words for one language. `language` is the article's own BCP 47 tag."""

    language: str

    @classmethod
    def load(cls, language: str) -> Wording:
        """Give the wording for a BCP 47 tag; regional tags use their language's file."""
        return cls(language or FALLBACK)

    def get(self, key: str, **values: object) -> Phrase:
        """Give the phrase for `key` with `values` filled in; KeyError for a key that English lacks."""
        root = primary(self.language)
        own = _table(root).get(key)
        if own is not None:
            return Phrase(own.format_map(values), self.language)
        return Phrase(_table(FALLBACK)[key].format_map(values), FALLBACK)

    @property
    def native(self) -> bool:
        """Whether the program has words of its own in this language."""
        return bool(_table(primary(self.language)))


def primary(language: str) -> str:
    """Give the primary subtag of a BCP 47 tag, lower-case: "es" for "es-MX"."""
    return language.replace("_", "-").split("-", 1)[0].lower()


def languages() -> tuple[str, ...]:
    """Give the languages that have a file, sorted."""
    folder = resources.files("a11y_export").joinpath("wordings")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@lru_cache(maxsize=32)
def _table(root: str) -> dict[str, str]:
    # Only names from the folder's own list are opened: a page's language tag may say anything, of any length.
    if root not in languages():
        return {}
    file = resources.files("a11y_export").joinpath("wordings", f"{root}.toml")
    flat: dict[str, str] = {}
    for room, rows in tomllib.loads(file.read_text(encoding="utf-8")).items():
        flat.update({f"{room}.{key}": text for key, text in rows.items()})
    return flat
