"""From flags to options, where a flag is not the option itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from a11y_export import texts, words
from a11y_export.errors import UsageError
from a11y_export.reading.options import ReadingOptions

_LONGEST_DISCLAIMER = 20_000
RULES_HELP = "Rules by CSS selector (a TOML file): what to cut, to keep, or to take as the disclaimer."

Engine = Literal["espeak", "system"]
ENGINE_HELP = "The voices that come with the program, or the system's own, which must tell each word they say."
WORDS_HELP = "The clinic's own plainer words (a CSV file: word,plain or word,plain,source), above those built in."


def reading(language: str | None, disclaimer: Path | None = None, rules: Path | None = None) -> ReadingOptions:
    """Give the reading's options, disclaimer and rules read from their files; raises UsageError when that fails."""
    return ReadingOptions(
        language=None if language is None else tag(language),
        disclaimer=None if disclaimer is None else _disclaimer(disclaimer),
        rules="" if rules is None else _rules(rules),
    )


def tag(language: str) -> str:
    """Give a language's tag in its usual case; raises UsageError for what is none."""
    from a11y_export.reading.language import normal_tag

    told = normal_tag(language)
    if not told:
        raise UsageError(
            "--language", f"“{language}” is no language tag.", "Give one of BCP 47, such as en, es-MX or zh-Hant."
        )
    return told


def lexicons(paths: Sequence[Path]) -> tuple[str, ...]:
    """Give what pronunciation lexicons hold; raises UsageError, with the file's name, for one that is not usable."""
    from a11y_export.audio.lexicon import parse

    texts = []
    for path in paths:
        texts.append(_text(path, "--lexicon"))
        parse(texts[-1].encode(), str(path))  # what is wrong is said once, before any article is read
    return tuple(texts)


def plainer(path: Path | None) -> str:
    """Give what the clinic's list of plainer words holds; raises UsageError, with the file's name, for a bad row."""
    from a11y_export.literacy.plain import clinic_words

    if path is None:
        return ""
    text = _text(path, "--words")
    clinic_words(text, str(path))  # what is wrong is said once, before any article is read
    return text


def _disclaimer(path: Path) -> str:
    text = _text(path, "--disclaimer")
    if not words.tokens(text) or len(text) > _LONGEST_DISCLAIMER:
        raise UsageError(
            str(path), "holds no disclaimer of a usable length.", f"Give 1 to {_LONGEST_DISCLAIMER:,} characters."
        )
    return text


def _rules(path: Path) -> str:
    from a11y_export.reading.siterules import parse

    text = _text(path, "--rules")
    parse(text, str(path))  # what is wrong with the file is said once, before any article is read
    return text


def _text(path: Path, flag: str) -> str:
    try:
        return texts.text(texts.read(path, str(path)), str(path))
    except OSError as error:
        said = f"cannot be opened ({error.strerror})."
        raise UsageError(str(path), said, f"Check the path given to {flag}.") from error
