"""Scripts: which characters they have, which font draws them, how far apart their lines stand.

The fonts are Noto Sans, each variable in its weight, from packages of the index. All but Chinese, Japanese and Korean
come with the program; those weigh twenty times as much as the rest together and are an extra.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from a11y_export.errors import MissingDependency
from a11y_export.tagging import Glyphs

INSTALL = 'pip install "a11y-export[cjk]"'  # what the one extra is for
_CJK, _CJK_FONT = "CJK", "NotoSansCJK"
# Marks and joiners that take the script of what they stand on.
_INHERITED = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_FACES = {"ja": 0, "ko": 1, "zh": 2, "hant": 3, "tw": 3, "mo": 3, "hk": 4}  # of the one file for all of them


class Script(NamedTuple):
    """A script: the classes of its characters (as in a regular expression), its font, what is written in it.

    `leading` is the least distance of two base lines in ems; 0 leaves it to the handout's look.
    """

    name: str
    characters: str
    font: str
    languages: str = ""
    leading: float = 0

    @property
    def title(self) -> str:
        """What to call it."""
        return "Chinese, Japanese and Korean" if self.name == _CJK else self.name

    @property
    def latin(self) -> bool:
        """Whether its letters are Latin ones."""
        return not self.characters


SCRIPTS = (
    Script("Greek", "\u0370-\u03ff\u1f00-\u1fff", "NotoSans", "el"),
    Script("Cyrillic", "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f", "NotoSans",
           "be bg kk ky mk mn ru sr tg tt uk"),
    Script("Armenian", "\u0530-\u058f\ufb13-\ufb17", "NotoSansArmenian", "hy"),
    Script("Hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", "NotoSansHebrew", "he iw ji yi", 1.5),
    Script("Arabic", "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "NotoSansArabic",
           "ar ckb fa ks pnb prs ps sd ug ur", 1.7),
    Script("Devanagari", "\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff", "NotoSansDevanagari", "bho hi mai mr ne sa", 1.5),
    Script("Bengali", "\u0980-\u09ff", "NotoSansBengali", "as bn", 1.5),
    Script("Gurmukhi", "\u0a00-\u0a7f", "NotoSansGurmukhi", "pa", 1.5),
    Script("Gujarati", "\u0a80-\u0aff", "NotoSansGujarati", "gu", 1.5),
    Script("Odia", "\u0b00-\u0b7f", "NotoSansOriya", "or", 1.6),
    Script("Tamil", "\u0b80-\u0bff", "NotoSansTamil", "ta", 1.5),
    Script("Telugu", "\u0c00-\u0c7f", "NotoSansTelugu", "te", 1.7),
    Script("Kannada", "\u0c80-\u0cff", "NotoSansKannada", "kn", 1.7),
    Script("Malayalam", "\u0d00-\u0d7f", "NotoSansMalayalam", "ml", 1.6),
    Script("Sinhala", "\u0d80-\u0dff", "NotoSansSinhala", "si", 1.6),
    Script("Thai", "\u0e00-\u0e7f", "NotoSansThai", "th", 1.7),
    Script("Lao", "\u0e80-\u0eff", "NotoSansLao", "lo", 1.7),
    Script("Myanmar", "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f", "NotoSansMyanmar", "my shn", 2.0),
    Script("Georgian", "\u10a0-\u10ff\u1c90-\u1cbf\u2d00-\u2d2f", "NotoSansGeorgian", "ka"),
    Script("Ethiopic", "\u1200-\u139f\u2d80-\u2ddf\uab00-\uab2f", "NotoSansEthiopic", "am ti", 1.5),
    Script("Khmer", "\u1780-\u17ff\u19e0-\u19ff", "NotoSansKhmer", "km", 1.9),
    Script(_CJK, "\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
           "\ufe10-\ufe1f\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff",
           _CJK_FONT, "ja ko yue zh", 1.6),
)
_LATIN = Script("Latin", "", "NotoSans", "vi")  # for words with a letter that the handout's own face lacks
_BY_NAME = {script.name: script for script in (*SCRIPTS, _LATIN)}
_WORD = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\u2c60-\u2c7f\ua720-\ua7ff"
_FIRST = "\u0370"  # before it, nothing is of another script than Latin


@lru_cache(maxsize=1)
def _stretch() -> re.Pattern[str]:
    """Give the pattern of a stretch, which takes longer to build than to set a page that does not need it."""
    return re.compile("|".join(
        f"(?P<{s.name}>[{s.characters}][{s.characters}{_INHERITED}]*"
        f"(?:\\s+[{s.characters}][{s.characters}{_INHERITED}]*)*)"
        for s in SCRIPTS
    ) + f"|(?P<Latin>[{_WORD}][{_WORD}{_INHERITED}]*)")


def stretches(text: str) -> Iterator[tuple[str, Script | None]]:
    """Give `text` in stretches with the script of each; None for signs, figures and white space between them."""
    place = 0
    for match in _stretch().finditer(text):
        if match.start() > place:
            yield text[place : match.start()], None
        yield match[0], _BY_NAME[str(match.lastgroup)]
        place = match.end()
    if place < len(text):
        yield text[place:], None


@lru_cache(maxsize=64)
def of_language(language: str) -> Script | None:
    """Give the script that a language (BCP 47) is written in, None for those in plain Latin letters."""
    parts = language.lower().split("-")
    if "latn" in parts[1:]:
        return None
    return next((script for script in (*SCRIPTS, _LATIN) if parts[0] in script.languages.split()), None)


def glyphs(script: Script, *, bold: bool, language: str = "") -> Glyphs | None:
    """Give the font of `script`, None where it is not installed. `language` chooses among the forms of Han letters."""
    if script.name == _CJK:
        return _glyphs(script.font, script.leading, _face(language), "", bold=bold)
    return _glyphs(script.font, script.leading, 0, language.lower().split("-")[0], bold=bold)


@lru_cache(maxsize=64)
def _glyphs(font: str, leading: float, face: int, language: str, *, bold: bool) -> Glyphs | None:
    file = _file(font)
    if file is None:
        return None
    part = ("JP", "KR", "SC", "TC", "HK")[face] if font == _CJK_FONT else ""
    name = f"{font}{part}-{'Bold' if bold else 'Regular'}"
    return Glyphs(name, file, index=face, weight=700 if bold else 400, language=language, leading=leading)


def _face(language: str) -> int:
    parts = language.lower().split("-")
    return max((_FACES[part] for part in parts if part in _FACES), default=_FACES["zh"])


def _file(font: str) -> Path | None:
    module, name = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc") if font == _CJK_FONT else (
        "manimgx_fonts", f"{font}[wght].ttf")
    try:
        home = import_module(module).__file__
    except ImportError:
        return None
    found = Path(str(home)).parent / name
    return found if found.is_file() else None


def installed() -> tuple[list[str], list[str]]:
    """Give the names of the scripts whose font is there, and of the extra ones whose font is not.

    Raise MissingDependency when one is not there that comes with the program.
    """
    for script in SCRIPTS:
        if script.name != _CJK:
            _check(script)
    found = [script.title for script in SCRIPTS if _file(script.font)]
    return found, [script.title for script in SCRIPTS if script.title not in found]


def require(language: str, text: str) -> None:
    """Raise MissingDependency when the font of an article's language, or of most of its text, is not installed."""
    if max(text, default="") < _FIRST:
        return
    count = {"": 0}
    for stretch, script in stretches(text):
        if script is not None:
            count[script.name] = count.get(script.name, 0) + len(stretch)
    main = of_language(language)
    for name in (main.name if main else "", max(count, key=lambda name: count[name])):
        if name and not _BY_NAME[name].latin and name in count:
            _check(_BY_NAME[name])


def _check(script: Script) -> None:
    if _file(script.font) is None:
        how = INSTALL if script.name == _CJK else "pip install manimgx-fonts"
        raise MissingDependency("fonts", f"no font for {script.title} is installed.", f"Install it: {how}")
