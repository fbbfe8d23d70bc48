"""The article as JSON and back: what record/article.json holds, for the proof to compare every file with.

Each dataclass becomes an object with its class under "is"; fields at their default are left out. A picture's bytes
are not kept, only their SHA-256, so a picture read back has empty data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any

from a11y_export import model
from a11y_export.model import Article, CalloutKind, Origin, Style

SCHEMA = 1

_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        model.Span,
        model.LineBreak,
        model.Paragraph,
        model.ItemList,
        model.Entry,
        model.DefinitionList,
        model.Cell,
        model.Table,
        model.Image,
        model.Figure,
        model.Callout,
        model.Quote,
        model.Preformatted,
        model.Section,
        model.Source,
        model.Disclaimer,
        model.Added,
        model.Article,
    )
}
_ENUMS: dict[tuple[str, str], type[Enum]] = {("Callout", "kind"): CalloutKind, ("Disclaimer", "origin"): Origin}


def dump(article: Article) -> str:
    """Give the article as JSON text; the same article gives the same text."""
    return (
        json.dumps({"schema": SCHEMA, "article": _plain(article)}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    )


def load(text: str) -> Article:
    """Give the article of a JSON text; raises ValueError when it is none."""
    try:
        data = json.loads(text)
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise ValueError("not an article of schema 1")
        article = _built(data.get("article"))
    except RecursionError as error:
        raise ValueError("nested too deep for an article") from error
    if not isinstance(article, Article):
        raise ValueError("holds no article")
    return article


def pictures(text: str) -> list[str]:
    """Give the SHA-256 of each picture of an article's JSON text in reading order, "" for one without a file."""
    article = json.loads(text)["article"]
    return list(_pictures([s["blocks"] for s in article.get("sections", ())] + [article.get("disclaimer", {})]))


def _pictures(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for own in value:
            yield from _pictures(own)
    elif isinstance(value, dict):
        if value.get("is") == "Figure":
            yield str((value.get("image") or {}).get("sha256", ""))
        for key in sorted(value):  # caption, header, rows: in reading order, too
            yield from _pictures(value[key])


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        out: dict[str, Any] = {"is": type(value).__name__}
        for field in fields(value):
            own = getattr(value, field.name)
            if isinstance(value, model.Image) and field.name == "data":
                out["sha256"] = hashlib.sha256(own).hexdigest()
            elif own != field.default and not (field.default_factory is not MISSING and own == field.default_factory()):
                out[field.name] = _plain(own)
        return out
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(_plain(v) for v in value)
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value


def _built(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_built(v) for v in value)
    if not isinstance(value, Mapping):
        return value
    name = value.get("is")
    kind = _KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise ValueError(f"unknown kind {name!r}")
    known = {field.name for field in fields(kind)}
    given = {key: _built(own) for key, own in value.items() if key in known}
    if name == "Image":
        given["data"] = b""
    try:
        if name == "Span" and "styles" in given:
            given["styles"] = frozenset(Style(s) for s in given["styles"])
        for (owner, key), enum in _ENUMS.items():
            if owner == name and key in given:
                given[key] = enum(given[key])
        return kind(**given)
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from error
