"""Hyphens as Pyphen has them, from its own patterns."""

from __future__ import annotations

import importlib
import random

import pyphen
import pytest

from a11y_export.literacy import dictionary, hyphens


def test_every_pattern_is_the_one_that_pyphen_has() -> None:
    own = hyphens.american()
    assert own is not None
    theirs = pyphen.Pyphen(lang="en_US").hd.patterns
    assert len(theirs) > 10_000
    for letters, (start, digits) in theirs.items():
        found = own.pattern(letters)
        assert found[start : start + len(digits)] == tuple(digits)
        assert not any(found[:start] + found[start + len(digits) :])
    ours = {letters for letters in own._lines if any(own.pattern(letters))}
    assert ours == set(theirs)


def test_every_word_is_divided_where_pyphen_divides_it() -> None:
    own, theirs = hyphens.american(), pyphen.Pyphen(lang="en_US")
    assert own is not None
    drawn = random.Random(5)
    made = ["".join(drawn.choice("abcdefghijklmnopqrstuvwxyz'éßİ.-I3") for _ in range(drawn.randrange(18)))
            for _ in range(3000)]
    words = [word for number, word in enumerate(dictionary.pronunciations()) if number % 40 == 0] + made
    assert [word for word in words if own.positions(word) != theirs.positions(word)] == []


@pytest.mark.parametrize(("word", "parts"), [
    ("hyphenation", "hy-phen-ation"), ("Paracetamol", "Parac-eta-mol"), ("", ""), ("at", "at"), ("doctor", "doc-tor"),
])
def test_words_divided_by_hand(word: str, parts: str) -> None:
    own = hyphens.american()
    assert own is not None
    places = own.positions(word)
    assert "-".join(word[a:b] for a, b in zip([0, *places], [*places, len(word)], strict=True)) == parts


@pytest.mark.parametrize("line", ["a1b/x=y,1,2", "^^e9a1"])
def test_patterns_of_another_kind_are_left_to_pyphen(line: str) -> None:
    with pytest.raises(ValueError, match="not known"):
        hyphens.Hyphens(f"UTF-8\na1bc\n{line}\n")


def test_a_comment_is_no_pattern_and_the_last_of_two_counts() -> None:
    own = hyphens.Hyphens("UTF-8\n%1a\nLEFTHYPHENMIN 2\nab1cd\nab3cd\n.ab2cd\n\nxy2z\nxyz\n")
    assert own.pattern("%a") == ()
    assert own.positions("zzabcd") == [4]
    assert own.positions("abcd") == [2]  # 3 over 2
    assert own.positions("xyzz") == []


def test_textstat_has_them_for_american_english_and_its_own_else() -> None:
    dictionary.backend()
    asked = importlib.import_module("textstat.backend.counts._count_syllables").get_pyphen
    assert asked("en_US") is hyphens.american()
    assert isinstance(asked("de_DE"), pyphen.Pyphen)


def test_without_pyphens_file_textstat_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyphens, "american", lambda: None)
    asked = importlib.import_module("textstat.backend.counts._count_syllables").get_pyphen
    assert isinstance(asked("en_US"), pyphen.Pyphen)
