"""What can go wrong, as one tree; each class knows its exit code.

    ExportError
    ├── UsageError              2   the command or its options make no sense
    ├── UnreadableInput         3   the file cannot be opened, decoded or parsed within the limits
    ├── NoArticle               4   the page was read, but no article stands in it
    ├── DisclaimerMissing       5   --require-disclaimer, and none was found or supplied
    ├── AboveReadingLevel       6   the gate's target grade was passed
    ├── ProofFailed             7   a finished file does not say what the article says
    ├── MissingDependency       8   a speech engine, a voice, a font or a library is not there
    ├── SomeFailed              9   a batch went on, but some articles failed
    └── Interrupted           130   the user pressed Ctrl-C

A message names the file, says what is wrong and what to do about it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of the command line; part of the public contract."""

    OK = 0
    INTERNAL = 1
    USAGE = 2
    UNREADABLE = 3
    NO_ARTICLE = 4
    NO_DISCLAIMER = 5
    TOO_HARD = 6
    PROOF_FAILED = 7
    DEPENDENCY = 8
    SOME_FAILED = 9
    INTERRUPTED = 130


class ExportError(Exception):
    """An error a user can cause or mend: `what` is wrong with `subject`, and the `remedy`."""

    exit_code = ExitCode.INTERNAL

    def __init__(self, subject: str, what: str, remedy: str = "") -> None:
        """Keep the three parts; str() joins them into one line for people."""
        super().__init__(subject, what, remedy)
        self.subject, self.what, self.remedy = subject, what, remedy

    def __str__(self) -> str:
        text = f"{self.subject}: {self.what}" if self.subject else self.what
        return f"{text} {self.remedy}".strip()


class UsageError(ExportError):
    """The command or one of its options makes no sense."""

    exit_code = ExitCode.USAGE


class UnreadableInput(ExportError):
    """The input cannot be opened, decoded or parsed within the limits."""

    exit_code = ExitCode.UNREADABLE


class NoArticle(ExportError):
    """The page was read, but no article stands in it; `known` is what it says of itself: title, author, dates."""

    exit_code = ExitCode.NO_ARTICLE

    def __init__(self, subject: str, what: str, remedy: str = "", known: Mapping[str, str] | None = None) -> None:
        """Keep the three parts, and what is known of the page, by the names of the article's fields."""
        super().__init__(subject, what, remedy)
        self.known = dict(known or {})


class DisclaimerMissing(ExportError):
    """A disclaimer was required, and none was found or supplied."""

    exit_code = ExitCode.NO_DISCLAIMER


class AboveReadingLevel(ExportError):
    """The article reads above the gate's target grade."""

    exit_code = ExitCode.TOO_HARD


class ProofFailed(ExportError):
    """A finished file, reopened, does not say what the article says."""

    exit_code = ExitCode.PROOF_FAILED


class MissingDependency(ExportError):
    """An engine, a voice, a font or a library is not there."""

    exit_code = ExitCode.DEPENDENCY


class SomeFailed(ExportError):
    """A batch was finished, but some of its articles failed."""

    exit_code = ExitCode.SOME_FAILED


class Interrupted(ExportError):
    """The user stopped the run."""

    exit_code = ExitCode.INTERRUPTED


BY_CODE: dict[ExitCode, type[ExportError]] = {
    kind.exit_code: kind
    for kind in (
        UsageError,
        UnreadableInput,
        NoArticle,
        DisclaimerMissing,
        AboveReadingLevel,
        ProofFailed,
        MissingDependency,
        SomeFailed,
        Interrupted,
    )
}
