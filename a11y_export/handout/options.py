"""What can be chosen for the handout."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from a11y_export import themes
from a11y_export.errors import UsageError

SIZES = (16.0, 40.0)  # points; below 16 nothing counts as large print (UKAAF G003)
_LETTER_REGIONS = ("US", "CA", "MX", "PH", "PR", "CL", "CO", "VE")  # where Letter is what printers hold (CLDR)


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """A preset and a theme by name; `size` in points overrides the preset's body size and scales the rest.

    `paper` "auto" goes by the article's region. `links` says where addresses are printed: in a list at the end,
    after each link, or not at all; links can be followed in any case. UsageError for what is not offered.
    """

    preset: str = "18"
    theme: str = "black-on-white"
    paper: str = "auto"
    size: float | None = None
    links: str = "end"

    def __post_init__(self) -> None:
        _among("preset", self.preset, themes.presets())
        _among("theme", self.theme, themes.themes())
        _among("paper", self.paper, ("auto", *themes.papers()))
        _among("links", self.links, ("end", "inline", "none"))
        if self.size is not None and not SIZES[0] <= self.size <= SIZES[1]:
            raise UsageError("size", f"{self.size:g} pt is not large print.",
                             f"Give a size from {SIZES[0]:g} to {SIZES[1]:g}.")

    def sheet(self, language: str) -> themes.Paper:
        """Give the paper for an article in `language` (BCP 47)."""
        if self.paper != "auto":
            return themes.papers()[self.paper]
        regions = {part.upper() for part in language.split("-")[1:]}
        return themes.papers()["letter" if regions & set(_LETTER_REGIONS) else "a4"]


def _among(name: str, value: str, offered: Collection[str]) -> None:
    if value not in offered:
        raise UsageError(name, f"{value!r} is not offered.", f"Choose one of: {', '.join(offered)}.")
