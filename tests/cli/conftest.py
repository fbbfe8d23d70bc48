"""Commands run in this process, in a folder where nobody's settings stand."""

import pytest

from a11y_export.cli.app import run


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    """Work where no settings file of anybody stands above."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def call(capsys):
    """Run a command; give its exit code, its stdout and its stderr."""

    def called(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(code), out, err

    return called
