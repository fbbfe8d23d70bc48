"""What staff put beside an article, ``<input>.a11y.toml``: facts that overrule the page, text to keep or cut.

Keys: title, language, author, reviewer, published, reviewed, site, url, owner, licence (text); keep, cut, disclaimer
(lists of quoted text: the smallest block that holds the quote is meant); [alt] (picture's file name → its text);
[say_as] (written form → spoken form), [clinic] (what the clinic says of itself), [speech] (how it is spoken). Unknown
keys are errors: a misspelt one would be silently without effect.
"""

from __future__ import annotations

import errno
import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from a11y_export import speech, words
from a11y_export.clinic import Clinic, from_table
from a11y_export.errors import UsageError
from a11y_export.reading.ledger import UNSEEN, Ledger, text_nodes
from a11y_export.reading.tree import Element, Soup

SUFFIX = ".a11y.toml"
FACTS = (
    "title", "language", "author", "reviewer", "published", "reviewed", "updated", "site", "url", "owner", "licence",
)
_QUOTES = ("keep", "cut", "disclaimer")
_TABLES = ("alt", "say_as")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Staff's corrections for one article; all empty when there is no file."""

    facts: dict[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    disclaimer: tuple[str, ...] = ()
    alt: dict[str, str] = field(default_factory=dict)
    say_as: dict[str, str] = field(default_factory=dict)
    clinic: Clinic = field(default_factory=Clinic)
    speech: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""


def path_beside(article: Path) -> Path:
    """Give where an article's corrections stand: its full name with ".a11y.toml" after it."""
    return article.with_name(article.name + SUFFIX)


def load(path: Path) -> Corrections:
    """Give the corrections at `path`, none when there is no such file; raises UsageError when it makes no sense."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for, and a device read without end
            raise UsageError(path.name, "is not a file.", "Take it away, or put the corrections there.")
        written = path.read_bytes()
        data = tomllib.loads(written.decode("utf-8-sig"))
    except FileNotFoundError:
        return Corrections()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return Corrections()  # the article's own name is at the limit, so no such file can be
        raise UsageError(str(path.name), f"cannot be opened ({error.strerror}).", "Check its permissions.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(path.name, f"is not valid TOML: {error}.", "Correct that line, or remove the file.") from error
    clinic = from_table(data.pop("clinic"), path, path.name) if "clinic" in data else Clinic()
    spoken = speech.from_table(data.pop("speech"), path.name) if "speech" in data else {}
    made = replace(_checked(data, path.name), clinic=clinic, speech=spoken)
    return replace(made, sha256=hashlib.sha256(written).hexdigest())


def _checked(data: dict[str, Any], name: str) -> Corrections:
    for key, value in data.items():
        if key in FACTS:
            good = isinstance(value, str)
        elif key in _QUOTES:
            good = isinstance(value, str) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
        elif key in _TABLES:
            good = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        else:
            known = ", ".join((*FACTS, *_QUOTES, *_TABLES, "clinic", "speech"))
            raise UsageError(name, f"has the unknown key “{key}”.", f"Known keys: {known}.")
        if not good:
            raise UsageError(name, f"“{key}” has a value of the wrong kind.", "See docs/corrections.md.")
    quotes = {k: (data[k],) if isinstance(data.get(k), str) else tuple(data.get(k, ())) for k in _QUOTES}
    return Corrections(
        {k: data[k] for k in FACTS if k in data},
        quotes["keep"],
        quotes["cut"],
        quotes["disclaimer"],
        data.get("alt", {}),
        data.get("say_as", {}),
    )


def find_quote(soup: Soup, quote: str) -> Element | None:
    """Give the smallest element whose words contain the quote, or None."""
    wanted = words.fold(quote).casefold()
    element = soup.body
    if not wanted or element is None or wanted not in _text(element):
        return None
    while True:
        inner = next(
            (c for c in element.contents if isinstance(c, Element) and c.name not in UNSEEN and wanted in _text(c)),
            None,
        )
        if inner is None:
            return element
        element = inner


def _text(element: Element) -> str:
    inside = element.tree.pieces[element.p0 : element.p1]
    return words.fold("".join(" " if piece is None else piece.shown for piece in inside)).casefold()


def apply(corrections: Corrections, soup: Soup, ledger: Ledger, warnings: list[str]) -> None:
    """Protect what staff keep, then cut what they cut; a quote that is not on the page is a warning."""
    for quote in corrections.keep:
        element = find_quote(soup, quote)
        if element is None:
            warnings.append(f"Corrections: the text to keep is not on the page: “{quote[:80]}”.")
        else:
            ledger.protect(element)
    for quote in corrections.cut:
        element = find_quote(soup, quote)
        if element is None:
            warnings.append(f"Corrections: the text to cut is not on the page: “{quote[:80]}”.")
        elif text_nodes(element):
            ledger.cut(element, "staff", "cut by the corrections beside the article")
