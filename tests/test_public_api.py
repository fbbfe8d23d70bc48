"""What stands at the package's front is what users may build on."""

import re
import subprocess
import sys

import pytest

import a11y_export


def test_the_names_are_sorted_and_told_once():
    assert list(a11y_export.__all__) == sorted(set(a11y_export.__all__))


@pytest.mark.parametrize("name", a11y_export.__all__)
def test_every_name_is_there(name):
    assert getattr(a11y_export, name) is not None


def test_the_front_is_as_wide_as_promised():
    promised = {
        "Article", "Check", "Clinic", "ExitCode", "ExportError", "HandoutOptions", "LiteracyOptions", "Options",
        "Outcome", "Reading", "ReadingOptions", "SpeechOptions", "__version__", "convert", "prove", "read",
        "read_bytes",
    }
    assert set(a11y_export.__all__) == promised


@pytest.mark.parametrize("name", [n for n in a11y_export.__all__ if n != "__version__"])
def test_a_name_is_the_thing_it_says(name):
    assert getattr(a11y_export, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = a11y_export.nonsense


def test_a_star_import_brings_them_all():
    code = "from a11y_export import *; print(sorted(n for n in dir() if n[0] != '_'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == str(sorted(n for n in a11y_export.__all__ if n[0] != "_"))


def test_the_version_is_one_that_package_tools_take():
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?", a11y_export.__version__)
