"""``a11y-export say``: how a text would be spoken."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.terminal import data


def say(
    text: Annotated[str, Parameter(help="The text, as an article has it.")],
    /,
    *,
    language: Annotated[str, Parameter(help="Its language (BCP 47).")] = "en",
    json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False,
) -> int:
    """Show how a text is spoken, and which rule changed what."""
    from a11y_export.audio.spoken import speak, spoken_form

    spoken = spoken_form(text, language)
    changed = [s for s in speak(text, language) if s.rule]
    if json:
        changes = [{"shown": text[s.start : s.end], "said": s.said, "rule": s.rule} for s in changed]
        data({"shown": text, "spoken": spoken, "changes": changes})
        return 0
    print(f"shown:  {text}\nspoken: {spoken}")
    for span in changed:
        print(f"  “{text[span.start : span.end]}” → “{span.said}” ({span.rule})")
    return 0
