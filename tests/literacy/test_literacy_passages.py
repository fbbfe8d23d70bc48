"""What the program counts, against passages written, divided and counted by hand (passages.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from a11y_export.literacy.counts import count
from a11y_export.literacy.prepare import prepare
from a11y_export.model import (
    Article,
    Block,
    Callout,
    CalloutKind,
    Cell,
    ItemList,
    Paragraph,
    Quote,
    Section,
    Span,
    Table,
)

PASSAGES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("passages.toml").read_text(encoding="utf-8")
)["passage"]


def block(text: str) -> Block:
    inside = Paragraph((Span(text[2:]),))
    match text[0]:
        case "-":
            return ItemList(((inside,),))
        case "|":
            return Table((), (), ((Cell((inside,)),),))
        case "!":
            return Callout(CalloutKind.WARNING, (inside,))
        case ">":
            return Quote((inside,))
        case _:
            assert text.startswith("p ")
            return inside


def test_there_are_many_and_each_is_its_own() -> None:
    assert len(PASSAGES) >= 60
    assert len({row["name"] for row in PASSAGES}) == len(PASSAGES)


@pytest.mark.parametrize("row", PASSAGES, ids=[row["name"] for row in PASSAGES])
def test_the_numbers_are_those_of_the_division(row: dict[str, Any]) -> None:
    words = [word.split("·") for sentence in row["divided"] for word in sentence.split()]
    counted = [len(row["divided"]), len(words), sum(map(len, words)), sum(len(word) >= 3 for word in words)]
    assert row["counted"] == counted


@pytest.mark.parametrize("row", PASSAGES, ids=[row["name"] for row in PASSAGES])
def test_the_program_counts_as_by_hand(make: Callable[..., Article], row: dict[str, Any]) -> None:
    heading = next((text[2:] for text in row["blocks"] if text[0] == "#"), "")
    article = make()
    section = Section("part", (Span(heading),) if heading else (), 2, tuple(
        block(text) for text in row["blocks"] if text[0] != "#"
    ))
    found = prepare(Article(article.title, "en", article.source, sections=(section,)))
    assert [len(s.words) for s in found] == [len(sentence.split()) for sentence in row["divided"]]
    counts = count(found, "en")
    assert [counts.sentences, counts.words, counts.syllables, counts.polysyllables] == row["counted"]
