"""A book's container as it lies there: read within bounds, every file named once, nothing fetched from outside."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from a11y_export.proof.htmltext import Node, Unreadable, read_strictly
from a11y_export.proof.markup import odd_elements

MIMETYPE, CONTAINER = "mimetype", "META-INF/container.xml"
_MOST_FILES, _LARGEST, _MOST_BYTES = 20_000, 64_000_000, 512_000_000
_XHTML, _SMIL, _SOUND = "application/xhtml+xml", "application/smil+xml", "audio/mpeg"
_PIECE = 1 << 20
FAILURES = (OSError, BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, UnicodeError, Unreadable)


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package: its id, its path in the container, media type, properties, its overlay's id."""

    id: str
    path: str
    type: str
    properties: tuple[str, ...]
    overlay: str


@dataclass(frozen=True, slots=True)
class Book:
    """What a container holds: the package document, its files by id and by path, the documents in reading order.

    `pages` are the XHTML documents and `overlays` the SMIL files, parsed, by path; `sheets` the style sheets' text.
    """

    package: Node
    home: str
    items: Mapping[str, Item]
    paths: Mapping[str, Item]
    spine: tuple[Item, ...]
    pages: Mapping[str, Node]
    overlays: Mapping[str, Node]
    sheets: Mapping[str, str]
    pictures: Mapping[str, bytes]
    odd: tuple[str, ...]

    def inside(self, base: str, address: str) -> tuple[str, str]:
        """Give the path and the fragment that an address in the file `base` leads to; ("", "") for one outside."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or parts.query:
            return "", ""
        path = normpath(join(dirname(base), unquote(parts.path))) if parts.path else base
        return (path, unquote(parts.fragment)) if path in self.paths else ("", "")


def read(path: Path) -> Book:
    """Give the book at `path`; raises one of FAILURES when it is none."""
    with ZipFile(path) as container:
        entries = container.infolist()
        names = [entry.filename for entry in entries]
        if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise Unreadable("too large for a book")
        if len(set(names)) != len(names):
            raise Unreadable("a file stands in it twice")
        outer = read_strictly(_data(container, CONTAINER))
        rootfile = outer.find("rootfiles/rootfile")
        home = str(rootfile.get("full-path", "")) if rootfile is not None else ""
        package = read_strictly(_data(container, home))
        items = {item.id: item for item in _items(package, home)}
        paths = {item.path: item for item in items.values()}
        missing = sorted(set(paths) - set(names))
        if missing:
            raise Unreadable(f"{missing[0]} is not in it")
        spine = [items.get(str(ref.get("idref"))) for ref in package.iterfind("spine/itemref")]
        odd = [*_odd(entries, {MIMETYPE, CONTAINER, home, *paths}, package, container)]
        odd += odd_elements(outer, "container")
        kinds = {kind: [p for p, item in paths.items() if item.type == kind] for kind in (_XHTML, _SMIL, "text/css")}
        return Book(
            package, home, items, paths, tuple(item for item in spine if item is not None),
            {p: read_strictly(_data(container, p)) for p in kinds[_XHTML]},
            {p: read_strictly(_data(container, p)) for p in kinds[_SMIL]},
            {p: _data(container, p).decode("utf-8") for p in kinds["text/css"]},
            {p: _data(container, p) for p, item in paths.items() if item.type.startswith("image/")},
            tuple(odd),
        )


def same_sound(path: Path, name: str, file: Path) -> bool:
    """Whether the file `name` of the container at `path` has the bytes of `file`."""
    with suppress(*FAILURES), ZipFile(path) as container:
        entry = container.getinfo(name)
        if entry.file_size != file.stat().st_size:
            return False
        with container.open(entry) as inside, file.open("rb") as outside:
            while (piece := inside.read(_PIECE)) == outside.read(_PIECE):
                if not piece:
                    return True
    return False


def _data(container: ZipFile, name: str) -> bytes:
    """Give a file's bytes; one that says it is small and is not is refused."""
    try:
        entry = container.getinfo(name)
    except KeyError as error:
        raise Unreadable(f"{name or 'a package document'} is not in it") from error
    with container.open(entry) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise Unreadable(f"{name} is too large")
    return data


def _items(package: Node, home: str) -> Iterator[Item]:
    for item in package.iterfind("manifest/item"):
        href = str(item.get("href", ""))
        if urlsplit(href).scheme or urlsplit(href).netloc:
            raise Unreadable(f"it fetches {href:.80}")
        yield Item(
            str(item.get("id")), normpath(join(dirname(home), unquote(href))), str(item.get("media-type", "")),
            tuple(str(item.get("properties", "")).split()), str(item.get("media-overlay", "")),
        )


def _odd(entries: list[ZipInfo], known: set[str], package: Node, container: ZipFile) -> Iterator[str]:
    """Give what is not as a reader of books wants it."""
    first = entries[0]
    if (first.filename, first.compress_type, first.extra) != (MIMETYPE, ZIP_STORED, b""):
        yield "the type does not stand first"
    elif container.read(first) != b"application/epub+zip":
        yield "another type"
    for entry in entries:
        if entry.filename not in known:
            yield f"{entry.filename} is no part of it"
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or entry.flag_bits & 1:
            yield f"{entry.filename} cannot be read everywhere"
    refs = [str(ref.get("idref")) for ref in package.iterfind("spine/itemref")]
    ids = [str(item.get("id")) for item in package.iterfind("manifest/item")]
    if len(set(refs)) != len(refs) or not set(refs) <= set(ids) or len(set(ids)) != len(ids):
        yield "a part stands twice or is not there"
    if any(ref.get("linear", "yes") != "yes" for ref in package.iterfind("spine/itemref")):
        yield "a part is left out of the reading order"
