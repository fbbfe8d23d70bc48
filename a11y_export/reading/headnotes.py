"""A medical disclaimer that no reader of the page sees: one that stands only in its JSON-LD, or in a description.

The words are the publisher's own, so they are taken as the page's disclaimer when its visible text holds none. They are
outside of the sum of visible words: the record lists them as added, with their origin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape

from a11y_export import words
from a11y_export.model import Disclaimer, Origin, Paragraph, Span
from a11y_export.reading.facts import Facts
from a11y_export.reading.ledger import Ledger
from a11y_export.reading.notices import is_about_health, is_guess, languages_of, parted, says, signs_of, spaced
from a11y_export.reading.rules import bare

JSON_LD, DESCRIPTION = "json-ld", "meta description"
WARNING = (
    "The medical disclaimer stands only in the page's data ({where}), where its readers do not see it: “{text}”. "
    "Check that it belongs to the article."
)
_METAS = ("disclaimer", "description", "og:description", "twitter:description", "dc.description")
_MARKUP = re.compile(r"<[^<>]{0,300}>")
_SHORTEST, _MOST_WORDS, _MOST_TEXTS, _MOST = 30, 250, 2_000, 3


def find_unseen(facts: Facts, ledger: Ledger, warnings: list[str]) -> Disclaimer | None:
    """Give the disclaimer that only the page's head holds, with a warning to staff; None when there is none."""
    for where, texts in ((JSON_LD, facts.told), (DESCRIPTION, _descriptions(facts))):
        found = list(_notices(texts, ledger))
        if found:
            blocks = tuple(Paragraph((Span(text),)) for text in found)
            warnings.append(WARNING.format(where=where, text=" ".join(found)[:120]))
            return Disclaimer(blocks, Origin.FOUND, where)
    return None


def _descriptions(facts: Facts) -> list[str]:
    return [text for key in _METAS for text in facts.marks.metas.get(key, ())]


def _notices(texts: list[str], ledger: Ledger) -> Iterator[str]:
    """Give the paragraphs that are disclaimers and do not stand on the page, each once."""
    told: set[str] = set()
    # Of the whole page, so each is worked out at most once, however many texts ask.
    page = cache(lambda: bare(" ".join(ledger.nodes)))
    shown = cache(lambda: _letters(page()))
    about_health = cache(lambda: is_about_health(spaced(page())))
    for text in texts[:_MOST_TEXTS]:
        if len(text) < _SHORTEST:
            continue
        for line in _MARKUP.sub(" ", unescape(text)).splitlines():
            paragraph = words.fold(line)
            if len(paragraph) < _SHORTEST or paragraph.count(" ") > _MOST_WORDS:
                continue
            if not _is_disclaimer(paragraph, about_health):
                continue
            letters = _letters(bare(paragraph))
            if letters not in told and letters not in shown():
                told.add(letters)
                yield paragraph
                if len(told) == _MOST:
                    return


def _is_disclaimer(text: str, about_health: Callable[[], bool]) -> bool:
    plain = bare(text)
    if not languages_of(spaced(plain)):
        return False
    label, rest = parted(plain)
    what = says(rest)
    signs = signs_of(what, label, about_health)
    # Points alone are too little: a description says in one sentence what the article is about.
    return bool(signs) and not is_guess(signs)


def _letters(plain: str) -> str:
    return "".join(c for c in plain if c.isalnum())
