"""``a11y-export say``: how a text would be spoken."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli import settings
from a11y_export.cli.choices import lexicons, tag
from a11y_export.cli.terminal import data
from a11y_export.errors import UsageError


def say(
    text: Annotated[str, Parameter(help="The text, as an article has it.")],
    /,
    *,
    language: Annotated[str, Parameter(help="Its language (BCP 47).")] = "en",
    lexicon: Annotated[
        list[Path] | None, Parameter(negative=(), help="Pronunciations (a W3C PLS 1.0 file); may be given again.")
    ] = None,
    wav: Annotated[Path | None, Parameter(help="Write it as a WAV file, to listen to.")] = None,
    json: Annotated[bool, Parameter(negative=(), help="Print as JSON.")] = False,
) -> int:
    """Show how a text is spoken: its words, their sounds (IPA), and which rule or lexicon changed what."""
    from a11y_export.audio.options import SpeechOptions
    from a11y_export.audio.trial import tried, write_wav

    language = tag(language)
    trial = tried(text, language, lexicons(lexicon or ()))
    if wav is not None:
        try:
            write_wav(trial, language, wav, SpeechOptions(**settings.speech()))
        except OSError as error:
            raise UsageError(str(wav), f"it cannot be written ({error.strerror}).", "Choose another file.") from error
    sounds = [(trial.spoken[start:end], ipa) for start, end, ipa in trial.sounds]
    if json:
        changes = [{"shown": text[s.start : s.end], "said": s.said, "rule": s.rule} for s in trial.changes]
        pronounced = [{"word": word, "sounds": ipa} for word, ipa in sounds]
        data({
            "shown": text, "spoken": trial.spoken, "phonemes": trial.phonemes, "changes": changes,
            "pronounced": pronounced,
        })
        return 0
    print(f"shown:    {text}\nspoken:   {trial.spoken}\nphonemes: {trial.phonemes}")
    for span in trial.changes:
        print(f"  “{text[span.start : span.end]}” → “{span.said}” ({span.rule})")
    for word, ipa in sounds:
        print(f"  “{word}” sounds {ipa} (lexicon)")
    return 0
