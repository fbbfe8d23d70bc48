"""How words are pronounced: lexicons in W3C PLS 1.0, the program's own and the user's.

An `<alias>` is said in place of its word; a `<phoneme>` (IPA) says how the word itself sounds. The shown text stays
in either case. What is read is a file that somebody sent: no entities, no document type, bounded in every way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from xml.parsers import expat

from a11y_export.audio.engines.phonemes import mnemonics
from a11y_export.errors import UsageError

_NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_XML = "http://www.w3.org/XML/1998/namespace"
_LARGEST, _DEEPEST, _MOST, _LONGEST = 1_000_000, 8, 20_000, 200  # bytes, elements, words, characters
_SPEAKABLE = frozenset({"en"})  # languages whose IPA the voice has sounds for
# Parts of longer words are left to the voice: "edema's", "acetaminophen-free".
_EDGE = r"(?<![^\W_])(?<![^\W_]['’-])", r"(?!['’-]?[^\W_])"
_MARKUP = re.compile(r"\[{2,}|\]{2,}|\x00")
_KNOWN = frozenset({"lexicon", "lexeme", "grapheme", "phoneme", "alias", "example", "meta", "metadata"})


@dataclass(frozen=True, slots=True)
class Row:
    """A written word in a language (its primary tag) and what is said for it: an alias, or sounds in IPA."""

    grapheme: str
    language: str
    alias: str = ""
    phoneme: str = ""


class Lexicon:
    """Rows by language; of two for one word the later holds."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Index the rows. One in small letters holds for any writing of its word, one with capitals as it stands."""
        self._aliases: dict[str, dict[str, str]] = {}
        self._sounds: dict[str, dict[str, str]] = {}
        for row in rows:
            aliases = self._aliases.setdefault(row.language, {})
            sounds = self._sounds.setdefault(row.language, {})
            for written in _writings(row.grapheme):
                aliases.pop(written, None)
                if row.alias:
                    aliases[written] = row.alias
            sounds.pop(row.grapheme, None)
            if row.phoneme:
                sounds[row.grapheme] = row.phoneme
        self._patterns: dict[str, re.Pattern[str]] = {}
        for language, sounds in self._sounds.items():
            if sounds:
                longest = sorted(sounds, key=lambda word: (-len(word), word))
                self._patterns[language] = re.compile(
                    _EDGE[0] + "(?:" + "|".join(map(_any_gap, longest)) + ")" + _EDGE[1], re.IGNORECASE
                )

    def aliases(self, language: str) -> Mapping[str, str]:
        """Give what is said in place of which word in a language (a BCP 47 tag)."""
        return self._aliases.get(_root(language), {})

    def phonemes(self, spoken: str, language: str) -> tuple[tuple[int, int, str], ...]:
        """Give (start, end, IPA) of each word of `spoken` whose sounds are known, rising and apart."""
        pattern = self._patterns.get(_root(language))
        if pattern is None:
            return ()
        sounds = self._sounds[_root(language)]
        found = []
        for match in pattern.finditer(spoken):
            written = re.sub(r"\s+", " ", match.group())
            ipa = sounds.get(written) or sounds.get(written.lower())
            if ipa:
                words = re.finditer(r"\S+", match.group())
                at = match.start()
                found += [(at + w.start(), at + w.end(), sound) for w, sound in zip(words, ipa.split(), strict=True)]
        return tuple(found)


def lexicon(sources: Sequence[str] = ()) -> Lexicon:
    """Give the program's lexicon with the user's over it, in their order; UsageError for one that is not usable."""
    rows = list(_own())
    for number, source in enumerate(sources, 1):
        rows += parse(source.encode(), f"--lexicon {number}" if len(sources) > 1 else "--lexicon")
    return Lexicon(rows)


@lru_cache(maxsize=1)
def _own() -> tuple[Row, ...]:
    data = resources.files("a11y_export.audio").joinpath("lexicons/en.pls").read_bytes()
    return parse(data, "en.pls")


def parse(data: bytes, name: str) -> tuple[Row, ...]:
    """Give the rows of a PLS 1.0 document; UsageError, with `name`, for one that is malformed, hostile or too large."""
    if len(data) > _LARGEST:
        raise UsageError(name, f"is larger than {_LARGEST:,} bytes.", "Leave out what the articles do not need.")
    reader = _Reader(name)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        said = f"is not well-formed XML (line {error.lineno}: {expat.ErrorString(error.code)})."
        raise UsageError(name, said, "See docs/audio.md for an example.") from error
    return tuple(reader.rows)


@dataclass(slots=True)
class _Lexeme:
    language: str
    graphemes: list[str] = field(default_factory=list)
    said: list[tuple[str, str, bool]] = field(default_factory=list)  # "alias" or "phoneme", text, preferred


class _Reader:
    """Takes expat's events and keeps what a lexicon needs."""

    def __init__(self, name: str) -> None:
        self.rows: list[Row] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refused
        self.parser.EntityDeclHandler = self._refused
        self.parser.buffer_text = True
        self._name = name
        self._open: list[str] = []
        self._alphabet, self._language = "", ""
        self._lexeme: _Lexeme | None = None
        self._written = ""
        self._preferred = False

    def _wrong(self, what: str) -> UsageError:
        at = f"line {self.parser.CurrentLineNumber}: "
        return UsageError(self._name, at + what, "See docs/audio.md for an example.")

    def _refused(self, *_: object) -> None:
        raise self._wrong("a document type or an entity has no place in a lexicon.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, element = tag.rpartition(" ")
        inside_metadata = "metadata" in self._open
        if not self._open:
            if (space, element) != (_NAMESPACE, "lexicon") or attributes.get("version") != "1.0":
                raise self._wrong("the root is no PLS 1.0 <lexicon>.")
            self._language = attributes.get(f"{_XML} lang", "")
            self._alphabet = attributes.get("alphabet", "")
            if not self._language:
                raise self._wrong("<lexicon> has no xml:lang.")
        elif not inside_metadata and (space != _NAMESPACE or element not in _KNOWN):
            raise self._wrong(f"<{element}> is no element of PLS 1.0.")
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            raise self._wrong("elements stand too deep.")
        if inside_metadata:
            return
        if element == "lexeme":
            self._lexeme = _Lexeme(_root(attributes.get(f"{_XML} lang", self._language)))
        elif element == "phoneme" and attributes.get("alphabet", self._alphabet) != "ipa":
            raise self._wrong("phonemes are read in the alphabet “ipa” only.")
        self._written = ""
        self._preferred = attributes.get("prefer") == "true"

    def _text(self, data: str) -> None:
        self._written += data
        if len(self._written) > 50 * _LONGEST:
            raise self._wrong("a text is too long.")

    def _end(self, _tag: str) -> None:
        element = self._open.pop()
        written = " ".join(_MARKUP.sub(" ", self._written).split())
        self._written = ""
        if self._lexeme is None or "metadata" in self._open:
            return
        if element == "lexeme":
            self._close(self._lexeme)
            self._lexeme = None
        elif element in ("grapheme", "alias", "phoneme"):
            if not written or len(written) > _LONGEST:
                raise self._wrong(f"<{element}> is empty or longer than {_LONGEST} characters.")
            if element == "grapheme":
                self._lexeme.graphemes.append(written)
            else:
                self._lexeme.said.append((element, written, self._preferred))

    def _close(self, lexeme: _Lexeme) -> None:
        if not lexeme.graphemes or not lexeme.said:
            raise self._wrong("a <lexeme> needs a <grapheme> and a <phoneme> or <alias>.")
        if len(self.rows) + len(lexeme.graphemes) > _MOST:
            raise self._wrong(f"more than {_MOST:,} words.")
        kind, text, _ = next((said for said in lexeme.said if said[2]), lexeme.said[0])
        for grapheme in lexeme.graphemes:
            if kind == "alias":
                if not any(char.isalnum() for char in text):
                    raise self._wrong(f"the alias of “{grapheme}” says nothing.")
                self.rows.append(Row(grapheme, lexeme.language, alias=text))
                continue
            self._check(grapheme, text, lexeme.language)
            self.rows.append(Row(grapheme, lexeme.language, phoneme=text))

    def _check(self, grapheme: str, ipa: str, language: str) -> None:
        if language not in _SPEAKABLE:
            raise self._wrong(f"sounds are known for English only; give “{grapheme}” an <alias>.")
        if len(grapheme.split()) != len(ipa.split()):
            raise self._wrong(f"“{grapheme}” has another number of words than its sounds “{ipa}”.")
        if not all(re.fullmatch(r"[^\W_]+(?:['’-][^\W_]+)*", word) for word in grapheme.split()):
            raise self._wrong(f"“{grapheme}” is no plain word; give it an <alias>.")
        for word in ipa.split():
            try:
                mnemonics(word)
            except UsageError as error:
                raise self._wrong(error.what) from error


def _writings(grapheme: str) -> tuple[str, ...]:
    """Give the writings of a word in small letters: itself, at a sentence's beginning, in capitals."""
    if grapheme != grapheme.lower():
        return (grapheme,)
    return tuple(dict.fromkeys((grapheme, grapheme[:1].upper() + grapheme[1:], grapheme.upper())))


def _any_gap(grapheme: str) -> str:
    return r"\s".join(map(re.escape, grapheme.split()))


def _root(language: str) -> str:
    return language.replace("_", "-").split("-", 1)[0].lower()
