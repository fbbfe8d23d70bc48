"""How much paper an article would take at each size: what ``convert --preview`` runs under the guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from a11y_export import manifest, themes
from a11y_export.options import Options

MODULES = ("a11y_export.reading.article", "a11y_export.handout.document", "PIL.Image")


def pages_of(path: Path, location: str, options: Options, progress: Callable[[str], None]) -> dict[str, Any]:
    """Give the pages of the article's handout by size, as laid out with `options`; raises an ExportError.

    Each preset is asked, or the one size that `options` ask for.
    """
    from a11y_export.handout import count_pages
    from a11y_export.reading import read
    from a11y_export.wording import Wording

    progress("reading")
    reading = read(path, options.reading, location)
    wording, clinic = Wording.load(reading.article.language), reading.clinic.over(options.clinic)
    look = options.handout
    looks = {f"{look.size:g}": look} if look.size else {name: replace(look, preset=name) for name in themes.presets()}
    progress("handout")
    pages = {name: count_pages(reading.article, each, wording, clinic) for name, each in looks.items()}
    return {
        "path": location,
        "title": reading.article.title,
        "pages": pages,
        "sheets": {name: manifest.sheets(count) for name, count in pages.items()},
        "warnings": list(reading.warnings),
    }
