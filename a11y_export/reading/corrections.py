"""What staff put beside an article, ``<input>.a11y.toml``: facts that overrule the page, text to keep or cut.

Keys: title, language, author, reviewer, published, reviewed, site, url, owner, licence (text); keep, cut, disclaimer
(lists of quoted text: the smallest block that holds the quote is meant); [alt] (picture's file name → its text);
[say_as] (written form → spoken form), [clinic] (what the clinic says of itself), [speech] (how it is spoken). Unknown
keys are errors: a misspelt one would be silently without effect.
"""

from __future__ import annotations

import errno
import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from a11y_export import speech, texts, words
from a11y_export.clinic import Clinic, from_table
from a11y_export.errors import UsageError
from a11y_export.model import Article, leaf_texts
from a11y_export.reading.language import normal_tag
from a11y_export.reading.ledger import UNSEEN, Ledger, text_nodes
from a11y_export.reading.tree import Element, Soup

SUFFIX = ".a11y.toml"
FACTS = (
    "title", "language", "author", "reviewer", "published", "reviewed", "updated", "site", "url", "owner", "licence",
)
_QUOTES = ("keep", "cut", "disclaimer")
_TABLES = {"alt": '"stone.png" = "What it shows."', "say_as": '"Velloso" = "veh-YOH-so"'}
_DATES = ("published", "reviewed", "updated")
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """Staff's corrections for one article; all empty when there is no file, or one that is called otherwise."""

    facts: dict[str, str] = field(default_factory=dict)
    keep: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    disclaimer: tuple[str, ...] = ()
    alt: dict[str, str] = field(default_factory=dict)
    say_as: dict[str, str] = field(default_factory=dict)
    clinic: Clinic = field(default_factory=Clinic)
    speech: dict[str, Any] = field(default_factory=dict)
    sha256: str = ""
    misnamed: str = ""


def path_beside(article: Path) -> Path:
    """Give where an article's corrections stand: its full name with ".a11y.toml" after it."""
    return article.with_name(article.name + SUFFIX)


def load(path: Path, location: str = "") -> Corrections:
    """Give the corrections at `path`, none when there is no such file; raises UsageError when it makes no sense.

    `location` is what the article is called, by which the file is told.
    """
    name = f"{location}{SUFFIX}" if location else path.name
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for, and a device read without end
            raise UsageError(name, "is not a file.", "Take it away, or put the corrections there.")
        written = texts.read(path, name)
    except FileNotFoundError:
        return Corrections(misnamed=texts.misnamed(path.with_name(path.name.removesuffix(SUFFIX)), SUFFIX))
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return Corrections()  # the article's own name is at the limit, so no such file can be
        raise UsageError(name, f"cannot be opened ({error.strerror}).", "Check its permissions.") from error
    data = texts.table(written, name)
    clinic = from_table(data.pop("clinic"), path, name) if "clinic" in data else Clinic()
    spoken = speech.from_table(data.pop("speech"), name) if "speech" in data else {}
    made = replace(_checked(data, name), clinic=clinic, speech=spoken)
    return replace(made, sha256=hashlib.sha256(written).hexdigest())


def _checked(data: dict[str, Any], name: str) -> Corrections:
    facts: dict[str, str] = {}
    quotes: dict[str, tuple[str, ...]] = dict.fromkeys(_QUOTES, ())
    tables: dict[str, dict[str, str]] = {key: {} for key in _TABLES}
    for key, value in data.items():
        if key in FACTS:
            facts[key] = _fact(key, value, name)
        elif key in _QUOTES:
            listed = [value] if isinstance(value, str) else value
            if not isinstance(listed, list) or not all(isinstance(quote, str) for quote in listed):
                raise _wrong(key, name, f'Give a text or a list of texts: {key} = ["words of one", "of another"].')
            quotes[key] = tuple(listed)
        elif key in _TABLES:
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
                raise _wrong(key, name, f"Write [{key}] on a line of its own, and below it lines as {_TABLES[key]}.")
            tables[key] = value
        else:
            known = ", ".join((*FACTS, *_QUOTES, *_TABLES, "clinic", "speech"))
            raise UsageError(name, f"has the unknown key “{key}”.", f"Known keys: {known}.")
    return Corrections(
        facts, quotes["keep"], quotes["cut"], quotes["disclaimer"], tables["alt"], tables["say_as"]
    )


def _fact(key: str, value: Any, name: str) -> str:
    """Give a fact in its usual form; raises UsageError for one that would mislead whoever reads it."""
    if key in _DATES:
        if isinstance(value, date):  # a day without quotation marks
            return value.isoformat()[:10]
        if isinstance(value, str) and (not value or _is_day(value)):
            return value
        raise _wrong(key, name, f'Give a day as YYYY-MM-DD, YYYY-MM or YYYY: {key} = "2026-02-09".')
    if not isinstance(value, str):
        raise _wrong(key, name, f'Give a text in quotation marks: {key} = "…".')
    if key == "language" and value:
        told = normal_tag(value)
        if not told:
            said = f"“language” is no language tag: {words.fold(value)[:80]}."
            raise UsageError(name, said, "Give one of BCP 47, such as en, es-MX or zh-Hant.")
        return told
    return value


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10] if len(value) < 10 else value)
    except ValueError:
        return False
    return True


def _wrong(key: str, name: str, remedy: str) -> UsageError:
    return UsageError(name, f"“{key}” has a value of the wrong kind.", remedy)


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
    if corrections.misnamed:
        warnings.append(f"Corrections: {words.fold(corrections.misnamed)}")
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


def unsaid(corrections: Corrections, article: Article) -> list[str]:
    """Give a warning for each phrase that is to be said otherwise and stands nowhere in the article; case counts."""
    if not corrections.say_as:
        return []
    source, clinic = article.source, corrections.clinic
    around = (source.author, source.reviewer, source.site, source.owner, clinic.name, clinic.address, clinic.line)
    texts = [article.title, *around, *leaf_texts(article.disclaimer.blocks)]
    for section in article.sections:
        texts += [section.title, *leaf_texts(section.blocks)]
    texts += [added.text for added in article.added]  # descriptions of pictures
    said = words.fold(" ".join(texts))
    return [
        f"Corrections: “{words.fold(phrase)[:80]}”, which is to be said otherwise, is not in the article."
        for phrase in corrections.say_as if words.fold(phrase) not in said
    ]
