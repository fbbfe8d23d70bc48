"""Small articles to score, and the promise that scoring never asks the network."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from a11y_export.model import Article, Block, Disclaimer, Origin, Paragraph, Section, Source, Span


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("scoring asked the network")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def make() -> Callable[..., Article]:
    """Give a maker of one-section articles."""

    def article(*blocks: Block | str, language: str = "en", disclaimer: str = "", title: str = "Test") -> Article:
        content = tuple(Paragraph((Span(b),)) if isinstance(b, str) else b for b in blocks)
        fixed = (
            Disclaimer((Paragraph((Span(disclaimer),)),), Origin.FOUND) if disclaimer else Disclaimer()
        )
        return Article(
            title, language, Source("test.html", "0" * 64),
            sections=(Section("part", (Span("Part"),), 2, content),), disclaimer=fixed,
        )

    return article
