"""The application: its commands, where its settings come from, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import cyclopts
from cyclopts import App

from a11y_export import __version__, starting
from a11y_export.cli.settings import COMMANDS_FILE as SETTINGS
from a11y_export.cli.settings import check_settings, commands, speech
from a11y_export.cli.terminal import complain
from a11y_export.errors import ExitCode, ExportError, Interrupted, UsageError

# A paragraph is one line: the help is wrapped to the width of the terminal that shows it.
_HELP = (
    "Turn saved health articles into large-print PDFs and spoken audio.\n\n"
    "Every word of the page is kept or recorded as cut with its reason, the medical disclaimer stands in every file, "
    "and every file is reopened and proved before it appears.\n"
)
# What the help says of each command: the first line of what the command says of itself, and a test sees to it.
COMMANDS = {
    "convert": "Make large-print PDFs and spoken audio of saved articles, each proved before it appears.",
    "check": "Say how hard articles are to read; with --max-grade, exit 6 when one is above it.",
    "cuts": "Show what would be cut from a page and why, and the lines that overrule a cut.",
    "verify": "Reopen finished files and prove them from their folder alone; exit 7 when one fails.",
    "say": "Show how a text is spoken: its words, their sounds (IPA), and which rule or lexicon changed what.",
    "voices": "List the voices that can speak, by language.",
    "themes": "List the large-print presets, colour themes and papers, and what they follow.",
    "doctor": "Check that engine, fonts, dictionary and libraries work here; exit 8 when something is missing.",
}


def build() -> App:
    """Give the application with every command; raises UsageError for settings that cannot be read."""
    tables, where = commands()
    app = App(
        name="a11y-export",
        help=_HELP,
        version=f"a11y-export {__version__}",
        help_format="plaintext",
        # Flags first, then the command's own table, then [speech], which is of every article.
        config=(
            cyclopts.config.Dict(tables, source=where),
            cyclopts.config.Dict({"convert": speech()}, source=f"[speech] in {SETTINGS}"),
        ),
    )
    for name, told in COMMANDS.items():  # each is imported when it is asked for
        app.command(f"a11y_export.cli.{name}:{name}", name=name, help=told)
    app.register_install_completion_command()
    return app


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; give its exit code."""
    try:
        check_settings()
        tokens = list(arguments) if arguments is not None else None
        command, given, _ = build().parse_args(tokens, exit_on_error=False, print_error=False)
        starting.loaded()
        result = command(*given.args, **given.kwargs)
    except cyclopts.CycloptsError as error:
        complain(_usage(error))
        return ExitCode.USAGE
    except ExportError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        complain(str(Interrupted("", "interrupted; finished articles stay, nothing half-made is left.")))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return ExitCode.OK
    except OSError as error:  # a path that the system refuses in a way that nobody foresaw
        return _refused(error)
    return result if isinstance(result, int) else ExitCode.OK


def _refused(error: OSError) -> ExitCode:
    """Say what the system refused; give the exit code."""
    said = error.strerror or str(error)
    if error.filename is None:
        complain(f"the system refused it ({said}). Make room, and run again.")
        return ExitCode.INTERNAL
    told = UsageError(str(error.filename), f"cannot be used ({said}).", "Check the path and its permissions.")
    complain(str(told))
    return ExitCode.USAGE


def _usage(error: cyclopts.CycloptsError) -> str:
    if isinstance(error, cyclopts.UnusedCliTokensError) and error.unused_tokens:
        more = ", ".join(f"“{token}”" for token in error.unused_tokens[:3])
        return f"{more}: too much; the command takes one thing at a time. See a11y-export --help."
    text = " ".join(str(error).split())
    return f"{text} See a11y-export --help."
