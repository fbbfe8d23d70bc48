"""Large-print presets, colour themes and paper sizes, as data; and the contrast of two colours."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Preset:
    """Sizes for one body size, in points; `headings` are levels 1, 2, 3 and deeper, `leading` is a factor."""

    name: str
    source: str
    body: float
    headings: tuple[float, float, float, float]
    leading: float
    paragraph: float
    margin: float


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#RRGGBB``: the grounds `paper` and `panel`, the text colours on them, and the lines."""

    name: str
    reason: str
    for_screens: bool
    paper: str
    panel: str
    text: str
    link: str
    accent: str
    warning: str
    line: str

    @property
    def text_colours(self) -> tuple[str, ...]:
        """Every colour that text is set in."""
        return (self.text, self.link, self.accent, self.warning)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet's size in points."""

    name: str
    width: float
    height: float


def presets() -> Mapping[str, Preset]:
    """Give the large-print presets by name, which is the body size in points."""
    return _load()[0]


def themes() -> Mapping[str, Theme]:
    """Give the colour themes by name."""
    return _load()[1]


def papers() -> Mapping[str, Paper]:
    """Give the papers by name."""
    return _load()[2]


def contrast(foreground: str, background: str) -> float:
    """Give the contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(foreground), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1)
def _load() -> tuple[Mapping[str, Preset], Mapping[str, Theme], Mapping[str, Paper]]:
    text = resources.files("a11y_export").joinpath("themes.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(text)
    return (
        MappingProxyType(
            {
                name: Preset(name=name, **{**row, "headings": tuple(row["headings"])})
                for name, row in data["presets"].items()
            }
        ),
        MappingProxyType({name: Theme(name=name, **row) for name, row in data["themes"].items()}),
        MappingProxyType({name: Paper(name=name, **row) for name, row in data["papers"].items()}),
    )
