"""Bytes → Page: decode and parse, within limits: HTML, MHTML, and the plain-text dump of a page."""

from __future__ import annotations

import email
import email.policy
import hashlib
import re
import stat
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from itertools import filterfalse
from pathlib import Path

from a11y_export.errors import UnreadableInput
from a11y_export.reading.attributes import MAX_ATTRIBUTES, has_too_many
from a11y_export.reading.encoding import decode
from a11y_export.reading.options import ReadingOptions
from a11y_export.reading.plaintext import to_html
from a11y_export.reading.tree import Soup, Tree, grow

MAX_DEPTH = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `parts` are an MHTML's other parts by address; `folder` is where local pictures may lie.

    `dump` is the text of a plain-text dump as it was decoded, "" for a page.
    """

    location: str
    sha256: str
    kind: str
    html: str
    tree: Tree
    url: str = ""
    parts: dict[str, bytes] = field(default_factory=dict)
    folder: Path | None = None
    warnings: tuple[str, ...] = ()
    dump: str = ""

    @property
    def soup(self) -> Soup:
        """The page's document, for bs4's own searches."""
        return self.tree.soup


# What a file is when it is not a page, by its first bytes: (bytes, name).
_FOREIGN = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"bplist00", "a Safari web archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"ID3", "an MP3 file"),
)
_TAGS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|h[1-6]|article|section|table|ul|span)\b", re.IGNORECASE
)
MAX_MARKS = 500
# The combining marks of Latin, Cyrillic, Hebrew, Arabic, and of symbols.
_MARK = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_MARKS = re.compile(f"[{_MARK}]{{{MAX_MARKS + 1}}}")
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_REMEDY = "Save the page from the browser as “Web page, complete” or as MHTML, or as text."


def read_page(path: Path, location: str, options: ReadingOptions) -> Page:
    """Give the page saved at `path`; raises UnreadableInput when it cannot be read as one."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            next(path.iterdir(), None)  # one that may not be looked into says so
        if not stat.S_ISREG(found.st_mode):  # a pipe would be waited for, and a device read without end
            raise UnreadableInput(location, "is not a file but a folder, a pipe or a device.", _REMEDY)
        size = found.st_size
        if size > options.max_bytes:
            raise UnreadableInput(
                location,
                f"the file has {size:,} bytes; the limit is {options.max_bytes:,}.",
                "Save the article alone.",
            )
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableInput(
            location, f"cannot be opened ({reason}).", "Check the path and its permissions."
        ) from error
    return parse(data, location, options, folder=path.parent)


def parse(data: bytes, location: str, options: ReadingOptions, folder: Path | None = None) -> Page:
    """Give the page in `data`; raises UnreadableInput when it cannot be read as one."""
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnreadableInput(location, "the file is empty.", _REMEDY)
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise UnreadableInput(location, f"this is {name}, not a saved web page.", _REMEDY)
    if _is_mhtml(data):
        message = email.message_from_bytes(data, policy=email.policy.default)
        page = _from_mhtml(message, location, sha256, options)
        boundary = message.get_boundary()
        if boundary and f"--{boundary}--".encode() not in data:
            cut_off = "The file ends before its last part: it may have been cut off while it was saved."
            page = replace(page, warnings=(*page.warnings, cut_off))
        return page
    text, warnings = decode(data, location)
    kind, dump = "html", ""
    if not _TAGS.search(data if b"\0" not in data[:200] else text[:100_000].encode()):
        if not any(c.isalpha() for c in text):
            raise UnreadableInput(location, "there is no text in it.", _REMEDY)
        kind, dump, text = "text", text, to_html(text)
    tree = _tree(text, location, options)
    return Page(location, sha256, kind, text, tree, folder=folder, warnings=tuple(warnings), dump=dump)


def _is_mhtml(data: bytes) -> bool:
    head = data[:4096].lower()
    return b"mime-version:" in head and b"multipart/related" in head and not head.lstrip().startswith(b"<")


def _from_mhtml(message: EmailMessage, location: str, sha256: str, options: ReadingOptions) -> Page:
    html: tuple[bytes, str | None] | None = None
    url = str(message.get("Snapshot-Content-Location", "")).strip()
    parts: dict[str, bytes] = {}
    for part in message.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        address = str(part.get("Content-Location", "")).strip()
        if html is None and part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            html = payload, part.get_content_charset()
            url = url or address
            continue
        if address:
            parts[address] = payload
        if content_id := str(part.get("Content-ID", "")).strip(" <>"):
            parts[f"cid:{content_id}"] = payload
    if html is None:
        raise UnreadableInput(location, "the MHTML file holds no HTML part.", "Save the page again.")
    text, warnings = decode(html[0], location, html[1])
    tree = _tree(text, location, options)
    return Page(location, sha256, "mhtml", text, tree, url=url, parts=parts, warnings=tuple(warnings))


def _tree(text: str, location: str, options: ReadingOptions) -> Tree:
    # Text after "</body>" is part of the page for every browser; libxml2 would drop it or hang it beside the body.
    clean = _ENDS.sub("", text.replace("\0", ""))
    if clean.count("<") > options.max_elements * 4:
        raise UnreadableInput(
            location, f"the page has more than {options.max_elements:,} elements.", "Save the article alone."
        )
    if has_too_many(clean):
        raise UnreadableInput(
            location,
            f"a tag on the page has more than {MAX_ATTRIBUTES:,} attributes, or too many tags stand in one another.",
            "Open the page in a browser and save it again, or save its text.",
        )
    tree = grow(clean)
    if tree.characters > options.max_characters:
        raise UnreadableInput(
            location,
            f"the page has {tree.characters:,} characters of text; {options.max_characters:,} are allowed.",
            "Save the article alone, or part it.",
        )
    # Putting marks into their order takes the square of how many follow one another.
    if _MARKS.search("".join(filterfalse(str.isascii, tree.texts))):
        raise UnreadableInput(
            location, f"more than {MAX_MARKS:,} accents stand on one letter.", "Check that the file is an article."
        )
    elements = len(tree.elements) + 1  # the document itself counts
    if elements > options.max_elements or tree.deepest > MAX_DEPTH:
        allowed = f"{options.max_elements:,}, {MAX_DEPTH:,} allowed"
        raise UnreadableInput(
            location,
            f"the page has {elements:,} elements, {tree.deepest:,} deep ({allowed}).",
            "Save the article alone.",
        )
    return tree
