"""The application: its commands, where its settings come from, and how errors end."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import cyclopts
from cyclopts import App

from a11y_export import __version__
from a11y_export.cli.check import check
from a11y_export.cli.convert import convert
from a11y_export.cli.cuts import cuts
from a11y_export.cli.doctor import doctor
from a11y_export.cli.say import say
from a11y_export.cli.settings import COMMANDS_FILE as SETTINGS
from a11y_export.cli.settings import check_settings, speech
from a11y_export.cli.terminal import complain
from a11y_export.cli.themes import themes
from a11y_export.cli.verify import verify
from a11y_export.cli.voices import voices
from a11y_export.errors import ExitCode, ExportError, Interrupted

_HELP = """Turn saved health articles into large-print PDFs and spoken audio.

Every word of the page is kept or recorded as cut with its reason, the medical disclaimer stands in every file, and
every file is reopened and proved before it appears.
"""


def build() -> App:
    """Give the application with every command."""
    app = App(
        name="a11y-export",
        help=_HELP,
        version=f"a11y-export {__version__}",
        help_format="plaintext",
        # Flags first, then the command's own table, then [speech], which is of every article.
        config=(
            cyclopts.config.Toml(SETTINGS, search_parents=True),
            cyclopts.config.Dict({"convert": speech()}, source=f"[speech] in {SETTINGS}"),
        ),
        result_action="return_value",
        suppress_keyboard_interrupt=False,  # `run` says what stays
    )
    for command in (convert, check, cuts, verify, say, voices, themes, doctor):
        app.command(command)
    app.register_install_completion_command()
    return app


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; give its exit code."""
    try:
        check_settings()
        app = build()
        result = app(list(arguments) if arguments is not None else None, exit_on_error=False, print_error=False)
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
    return result if isinstance(result, int) else ExitCode.OK


def _usage(error: cyclopts.CycloptsError) -> str:
    text = " ".join(str(error).split())
    return f"{text} See a11y-export --help."
