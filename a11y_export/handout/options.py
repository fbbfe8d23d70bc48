"""What can be chosen for the handout."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from a11y_export import themes
from a11y_export.errors import UsageError

SIZES = (16.0, 40.0)  # points; below 16 nothing counts as large print (UKAAF G003)
BINDINGS = ("none", "auto", "left", "right", "single")
_FROM_THE_RIGHT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})
_LETTER_REGIONS = ("US", "CA", "MX", "PH", "PR", "CL", "CO", "VE")  # where Letter is what printers hold (CLDR)

LONGEST_ADDRESS = 300  # characters in a QR code: 69 modules a side
# The signs of an address (RFC 3986): what is printed, encoded and linked is the same text.
_ADDRESS = re.compile(r"https?://[a-z0-9][a-z0-9%/:?#\[\]@!$&'()*+,;=~._-]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HandoutOptions:
    """How the handout looks; UsageError for what is not offered."""

    preset: str = "18"
    """Sizes and distances: 16, 18, 20, 24 or 28 pt, or by the rules of ukaaf, acb or aph; `themes` explains them."""

    theme: str = "black-on-white"
    """Colours; `themes` lists them."""

    paper: str = "auto"
    """Paper: a4, letter, or auto, which goes by the region of the article's language."""

    size: float | None = None
    """Body size in points, 16 to 40, in place of the preset's; everything else scales with it."""

    binding: str = "none"
    """The side that is bound has a wider margin: left or right of the first page, and of its back the other side
    (two-sided print); auto is left, or right for a language that is read from the right; single is auto on every
    page (one-sided print); none."""

    links: str = "end"
    """Where web addresses are printed: in a list at the end, inline after each link, or none."""

    date: str | None = None
    """The day of printing, as 2026-11-23; it is printed in words. Never taken from the clock."""

    qr: str | None = None
    """A QR code at the end: "article" for the article's own address, or an address of yours, such as its audio."""

    copy_notice: bool = False
    """Say that this is a copy in an accessible format, with the copyright owner and date."""

    pdf_per_section: bool = False
    """Make one PDF for each section, too, each with the disclaimer."""

    def __post_init__(self) -> None:
        _among("preset", self.preset, themes.presets())
        _among("theme", self.theme, themes.themes())
        _among("paper", self.paper, ("auto", *themes.papers()))
        _among("links", self.links, ("end", "inline", "none"))
        _among("binding", self.binding, BINDINGS)
        if self.size is not None and not SIZES[0] <= self.size <= SIZES[1]:
            raise UsageError("size", f"{self.size:g} pt is not large print.",
                             f"Give a size from {SIZES[0]:g} to {SIZES[1]:g}.")
        if self.date is not None and not _is_day(self.date):
            raise UsageError("--date", f"{self.date!r} is no day.", "Give year, month and day, as 2026-11-23.")
        if self.qr is not None and self.qr != "article" and (why := unfit(self.qr)):
            raise UsageError("--qr", f"{why}: {self.qr[:80]!r}.",
                             "Give “article”, or an address that begins with https://.")

    def sheet(self, language: str) -> themes.Paper:
        """Give the paper for an article in `language` (BCP 47)."""
        if self.paper != "auto":
            return themes.papers()[self.paper]
        regions = {part.upper() for part in language.split("-")[1:]}
        return themes.papers()["letter" if regions & set(_LETTER_REGIONS) else "a4"]

    def bound(self, language: str) -> str:
        """Give the bound side of the first page of an article in `language`: left, right or none of them ("")."""
        if self.binding in ("none", "left", "right"):
            return "" if self.binding == "none" else self.binding
        return "right" if language.split("-")[0].lower() in _FROM_THE_RIGHT else "left"


def unfit(address: str) -> str:
    """Say why `address` cannot become a QR code, "" when it can: it must be plain, and short enough to be scanned."""
    if not _ADDRESS.fullmatch(address):
        return "not an address of the web in plain letters"
    if "@" in address.split("/", 3)[2]:
        return "an address with a name in front of its host can mislead"
    if len(address) > LONGEST_ADDRESS:
        return f"too long for a QR code that a phone reads from paper ({LONGEST_ADDRESS} characters at most)"
    return ""


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-11-23") and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _among(name: str, value: str, offered: Collection[str]) -> None:
    if value not in offered:
        raise UsageError(name, f"{value!r} is not offered.", f"Choose one of: {', '.join(offered)}.")
