"""``a11y-export themes``: presets, colour themes and papers, with their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from a11y_export.cli.terminal import data

if TYPE_CHECKING:
    from a11y_export.themes import Preset

_RULES = {
    "body": "text size", "headings": "headings", "leading": "line spacing", "paragraph": "between paragraphs",
    "line": "longest line", "margin": "margins", "emphasis": "emphasis",
}


def themes(*, json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False) -> int:
    """List the large-print presets, colour themes and papers, and what they follow."""
    from a11y_export import themes as known

    least = {theme.name: min(known.contrast(c, g) for c in theme.text_colours for g in (theme.paper, theme.panel))
             for theme in known.themes().values()}
    if json:
        data({
            "presets": {k: {**v._asdict(), "standard": v.standard._asdict()} for k, v in known.presets().items()},
            "themes": {k: {**v._asdict(), "least_contrast": round(least[k], 2)} for k, v in known.themes().items()},
            "papers": {k: v._asdict() for k, v in known.papers().items()},
        })
        return 0
    print("Presets (--preset; --size N scales any of them):")
    for preset in known.presets().values():
        print(f"  {preset.name:<6} {preset.body:g} pt, {preset.standard.title}: {preset.reason}")
    print("\nRules, by the standard that a preset follows:")
    for standard in dict.fromkeys(preset.standard.name for preset in known.presets().values()):
        own = [preset for preset in known.presets().values() if preset.standard.name == standard]
        names = ", ".join(preset.name for preset in own)
        print(f"  {own[0].standard.title} ({names})")
        for rule, source in own[0].standard.sources.items():
            print(f"    {_RULES[rule]}: {_value(rule, own)}. {source}")
    print("\nThemes (--theme):")
    for theme in known.themes().values():
        screens = " For screens." if theme.for_screens else ""
        print(f"  {theme.name:<16} contrast at least {least[theme.name]:.1f}:1: {theme.reason}.{screens}")
    print("\nPapers (--paper; auto goes by the article's region):")
    for paper in known.papers().values():
        print(f"  {paper.name:<7} {paper.width:g} × {paper.height:g} pt: {paper.source}")
    return 0


def _value(rule: str, own: list[Preset]) -> str:
    """Say what a rule comes to in the presets that follow one standard."""
    standard = own[0].standard
    match rule:
        case "body":
            return ", ".join(f"{preset.body:g}" for preset in own) + " pt"
        case "headings":
            return "; ".join(" ".join(f"{size:g}" for size in preset.headings) for preset in own) + " pt"
        case "leading":
            return f"{standard.leading:g}"
        case "paragraph":
            return ", ".join(f"{preset.paragraph:g}" for preset in own) + " pt"
        case "line":
            return f"{standard.line} characters"
        case "margin":
            return ", ".join(f"{preset.margin:g}" for preset in own) + " pt"
        case _:
            return standard.emphasis
