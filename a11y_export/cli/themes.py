"""``a11y-export themes``: presets and colour themes, with their sources."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.terminal import data


def themes(*, json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False) -> int:
    """List the large-print presets and colour themes, and what they follow."""
    from dataclasses import asdict

    from a11y_export import themes as known

    presets, colours = known.presets(), known.themes()
    if json:
        data(
            {
                "presets": {k: asdict(v) for k, v in presets.items()},
                "themes": {k: asdict(v) for k, v in colours.items()},
            }
        )
        return 0
    print("Presets (--preset):")
    for preset in presets.values():
        levels = ", ".join(f"{size:g}" for size in preset.headings)
        spacing = f"headings {levels} pt, line spacing {preset.leading:g}"
        print(f"  {preset.name:<4} {preset.body:g} pt, {spacing}. {preset.source}")
    print("Themes (--theme):")
    for theme in colours.values():
        least = min(known.contrast(c, g) for c in theme.text_colours for g in (theme.paper, theme.panel))
        screens = " For screens." if theme.for_screens else ""
        print(f"  {theme.name:<18} contrast at least {least:.1f}:1. {theme.reason}{screens}")
    return 0
