"""An article's blocks as things said: lists announced, tables row by row with their headers, boxes by their kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from a11y_export import words
from a11y_export.audio.grid import Place, header_columns, places
from a11y_export.audio.lexicon import Lexicon
from a11y_export.audio.options import PAUSES
from a11y_export.audio.utterance import Said, Utterance, say_phrase, say_sentence
from a11y_export.model import (
    Article,
    Blocks,
    Callout,
    DefinitionList,
    Figure,
    ItemList,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    leaf_texts,
    untold,
)
from a11y_export.prose import Path, Sentence, sentences
from a11y_export.wording import Phrase, Wording

# Silences in milliseconds at pauses = "normal", beyond the third of a second with which the voice ends a sentence.
AFTER = {
    "title": 600, "heading": 800, "opening": 500, "sentence": 60, "block": 450, "item": 300, "announcement": 200,
    "number": 60, "header": 40, "cell": 200, "row": 350, "before disclaimer": 1200, "cue": 700,
}


class Teller:
    """Collects utterances; each source sentence is counted as it is said."""

    def __init__(
        self, article: Article, wording: Wording, pauses: str, say_as: Mapping[str, str], lexicon: Lexicon,
    ) -> None:
        """Index the article's sentences by where they stand. `say_as`, staff's own, comes before the lexicon."""
        self._article, self._wording, self._lexicon, self._say_as = article, wording, lexicon, say_as
        self._told: dict[str, Mapping[str, str]] = {}
        self._factor = PAUSES[pauses]
        self._at: dict[tuple[str, Path], list[Sentence]] = defaultdict(list)
        for sentence in sentences(article):
            self._at[(sentence.section, sentence.path)].append(sentence)
        self._filled = {(s, path[:cut]) for s, path in self._at for cut in range(1, len(path))}
        self._times: dict[str, int] = defaultdict(int)
        self._explained: set[str] = set()
        self._said: list[Utterance] = []

    def take(self) -> list[Utterance]:
        """Give what was said since the last take; ids are set when tracks are numbered."""
        said, self._said = self._said, []
        return said

    def program(self, kind: str, pause: str, phrase: Phrase) -> None:
        """Say words of the program's own."""
        said = say_phrase(phrase)
        self._add(kind, None, said, phrase.lang, pause)

    def phrase(self, key: str, **values: object) -> Phrase:
        """Give a phrase of the wording."""
        return self._wording.get(key, **values)

    def leaf(self, section: str, path: Path, last: str, between: str = "sentence", kind: str | None = None) -> bool:
        """Say the sentences of one leaf; whether there were any. `last` names the pause after its last one."""
        found = self._at.get((section, path), [])
        for number, sentence in enumerate(found, 1):
            language = sentence.lang or self._article.language
            said = say_sentence(sentence, language, self._wording, self._explained, self._told_in(language))
            self._add(kind or str(sentence.kind), sentence, said, language, last if number == len(found) else between)
        return bool(found)

    def _told_in(self, language: str) -> Mapping[str, str]:
        """Give what is said in place of which words: the lexicon's aliases, staff's own pairs before them."""
        if language not in self._told:
            self._told[language] = {**self._lexicon.aliases(language), **self._say_as}
        return self._told[language]

    def _add(self, kind: str, sentence: Sentence | None, said: Said, lang: str, pause: str) -> None:
        occurrence = 0
        if sentence is not None:
            self._times[sentence.id] += 1
            occurrence = self._times[sentence.id]
        self._said.append(Utterance(
            "", kind, "program" if sentence is None else "source", sentence.id if sentence else None, occurrence,
            said.shown, said.spoken, said.spans, lang, round(AFTER[pause] * self._factor), said.skipped,
            self._lexicon.phonemes(said.spoken, lang),
        ))

    def blocks(self, section: str, blocks: Blocks, at: Path = (), last: str = "block", first: int = 0) -> None:
        """Say blocks in order; `first` is the index of the first one within its parent."""
        told = 0  # pictures up to this one have been told of, together
        for index, block in enumerate(blocks, first):
            here = (*at, index)
            if index - first < told:
                continue
            if (many := untold(blocks, index - first)) > 1:
                told = index - first + many
                self.program("picture", "announcement", self.phrase("audio.no_alts", n=many))
                continue
            match block:
                case Paragraph() | Preformatted():
                    self.leaf(section, here, last)
                case ItemList():
                    self._list(section, block, here)
                case DefinitionList(entries):
                    for number, entry in enumerate(entries):
                        for which in range(len(entry.terms)):
                            self.leaf(section, (*here, number, 0, which), "announcement")
                        for which, definition in enumerate(entry.definitions):
                            self.blocks(section, definition, (*here, number, 1, which), "item")
                case Table():
                    self._table(section, block, here)
                case Figure():
                    self._figure(section, block, here)
                case Callout(kind, inner):
                    self._callout(section, str(kind), inner, here)
                case Quote(inner):
                    self.program("quote", "announcement", self.phrase("audio.quote_start"))
                    self.blocks(section, inner, here)
                    self.program("quote", "block", self.phrase("audio.quote_end"))
                case _:
                    assert_never(block)

    def _list(self, section: str, block: ItemList, here: Path) -> None:
        if len(block.items) > 1:
            self.program("list", "announcement", self.phrase("audio.list_of", n=len(block.items)))
        for number, item in enumerate(block.items):
            if block.ordered:
                self.program("item_number", "number", self.phrase("audio.item_number", n=block.start + number))
            self.blocks(section, item, (*here, number), "block" if number + 1 == len(block.items) else "item")

    def _figure(self, section: str, block: Figure, here: Path) -> None:
        if (section, (*here, -1)) in self._at:
            self.program("picture", "number", self.phrase("audio.picture"))
            self.leaf(section, (*here, -1), "block")
        else:
            self.program("picture", "announcement", self.phrase("audio.no_alt"))
        self.blocks(section, block.caption, here)

    def _callout(self, section: str, kind: str, inner: Blocks, here: Path) -> None:
        name = self.phrase(f"callout.{kind}")
        # A box that begins with its own label says it itself.
        first = words.fold(next(leaf_texts(inner), "")).rstrip(" .:!").casefold()
        if first != name.text.casefold():
            self.program("callout", "announcement", Phrase(f"{name.text}.", name.lang))
        self.blocks(section, inner, here)
        self.program("callout", "block", self.phrase("audio.callout_end"))

    def _table(self, section: str, block: Table, here: Path) -> None:
        """Say a table row by row, each cell after its column's headers; a cell that spans rows in each of them."""
        header, body = places(block.header), places(block.rows)
        columns = max((len(row) for row in (*header, *body)), default=0)
        self.program("table", "announcement", self.phrase("audio.table_of", rows=len(block.rows), columns=columns))
        self.leaf(section, (*here, -1), "block")
        for number, row in enumerate(block.header):
            for which, cell in enumerate(row):
                self.blocks(section, cell.blocks, (*here, number, which), "cell")
        headers = header_columns(header, columns)
        for number, line in enumerate(body):
            if any(place is not None for place in line):
                self.program("row", "announcement", self.phrase("audio.row", n=number + 1))
            for column, place in enumerate(line):
                if place is None or (column and line[column - 1] == place):
                    continue
                self._cell(section, block, here, place, headers[column])
        self._stretch_last("row")

    def _cell(self, section: str, block: Table, here: Path, place: Place, headers: tuple[Place, ...]) -> None:
        cell = block.rows[place.row][place.cell]
        path = (*here, len(block.header) + place.row, place.cell)
        if (section, path) not in self._filled:
            return
        if not cell.header:
            for head in headers:
                top = block.header[head.row][head.cell]
                self.blocks(section, top.blocks, (*here, head.row, head.cell), "header")
        self.blocks(section, cell.blocks, path, "cell")

    def _stretch_last(self, pause: str) -> None:
        if self._said:
            self._said[-1] = replace(self._said[-1], pause=round(AFTER[pause] * self._factor))
