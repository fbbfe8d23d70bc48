"""Large-print standards, presets, colour themes and paper sizes, as data; and the contrast of two colours."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple


class Standard(NamedTuple):
    """Rules that do not go by the size, and where each rule comes from: `sources` by the rule's name.

    `leading` and `heading_leading` are factors, `line` is the most characters of a line, `emphasis` is "bold" or
    "underline": how running text stresses a word.
    """

    name: str
    title: str
    leading: float
    heading_leading: float
    line: int
    emphasis: str
    sources: Mapping[str, str]


class Preset(NamedTuple):
    """A standard at one body size, in points; `headings` are levels 1, 2, 3 and deeper."""

    name: str
    standard: Standard
    reason: str
    body: float
    headings: tuple[float, float, float, float]
    paragraph: float
    margin: float


class Theme(NamedTuple):
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


class Paper(NamedTuple):
    """A sheet's size in points."""

    name: str
    source: str
    width: float
    height: float


def presets() -> Mapping[str, Preset]:
    """Give the large-print presets by name: our own by body size in points, the others by whose rules they follow."""
    return _load().presets


def sizes() -> tuple[str, ...]:
    """Give the names of the presets that are a body size in points, the smallest first."""
    return tuple(name for name in presets() if name.isdigit())


def themes() -> Mapping[str, Theme]:
    """Give the colour themes by name."""
    return _load().themes


def papers() -> Mapping[str, Paper]:
    """Give the papers by name."""
    return _load().papers


def gutter() -> float:
    """Give what is added to the margin on a bound side, in points."""
    return _load().gutter


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


class _Data(NamedTuple):
    presets: Mapping[str, Preset]
    themes: Mapping[str, Theme]
    papers: Mapping[str, Paper]
    gutter: float


@lru_cache(maxsize=1)
def _load() -> _Data:
    text = Path(__file__).with_name("themes.toml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = tomllib.loads(text)
    standards = {name: Standard(name=name, **row) for name, row in data["standards"].items()}

    def preset(name: str, row: dict[str, Any]) -> Preset:
        made = {"standard": standards[row["standard"]], "headings": tuple(row["headings"])}
        return Preset(name=name, **{**row, **made})

    return _Data(
        MappingProxyType({name: preset(name, row) for name, row in data["presets"].items()}),
        MappingProxyType({name: Theme(name=name, **row) for name, row in data["themes"].items()}),
        MappingProxyType({name: Paper(name=name, **row) for name, row in data["papers"].items()}),
        data["bindings"]["gutter"],
    )
