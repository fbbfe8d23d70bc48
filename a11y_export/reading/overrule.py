"""How staff overrule a fate: the shortest quote of a text that finds the element it fills, and nothing else.

`corrections.find_quote` takes the smallest element that holds a quote, so which words are quoted decides how much is
kept or cut. The page is parsed once more, by lxml alone, into one line of words on which every element is a range; a
quote is then judged without walking the page again. What a quote does is never promised on words alone: the words of
the second parse must be the words on record, else no quote is given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from a11y_export import words
from a11y_export.crossed import Piece, Pieces, tidy
from a11y_export.reading import shadows
from a11y_export.reading.inline import STRUCK, STRUCK_STYLE
from a11y_export.reading.ledger import BORDERS, FORMULA, UNSEEN, Fate, Run
from a11y_export.reading.plaintext import to_html

LEAST, READABLE, LONGEST = 4, 24, 60
"""Words of a quote: at the least where the text has them, as many as one reads easily, and at the most."""

_PARTS = 8  # more quotes than this for one cut are a chore, not a remedy
_ALSO = 12  # words of other cuts that a quote may bring along, or half as many as the cut's own
_FAR = 100  # characters between a text and the article, besides its own length, from which it stands alone
_PLACES = 64  # how many places of a word are compared one by one
_SCANNED = 100_000_000  # characters of one page that are searched at the most
_MEETINGS = 12  # places at which the parts of one cut meet that are tried
_BOX = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|inline-block|inline-flex)", re.IGNORECASE)
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# XML, and so a page to copy from, cannot hold these; TOML can, as escapes, but for the surrogates.
_UNWRITABLE = re.compile("[\ud800-\udfff]")
_ESCAPED = re.compile('["\\\\\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff]')


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quotes that find a text, all of them to be given together; `also` counts words of other fate that come with it.

    Without `quotes`, `why` says why there are none: "nowhere" (the text could not be found again), "twice" (its words
    stand on the page more than once), "loose" (it has no element of its own), "scattered" (too many pieces), "page"
    (only the whole page holds it).
    """

    quotes: tuple[str, ...] = ()
    also: int = 0
    why: str = ""


def list_of(quotes: Sequence[str]) -> str:
    """Give quotes as TOML strings with commas between; what an editor or a page would not show or keep is escaped."""
    return ", ".join('"' + _ESCAPED.sub(_escape, quote) + '"' for quote in quotes)


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return "\\" + sign if sign in '"\\' else f"\\u{ord(sign):04X}"


class PageText:
    """The words of a page as one line, with the range of each element on it, and the fates of the recorded runs."""

    def __init__(self, source: str, runs: Sequence[Run], *, dump: bool = False) -> None:
        """Parse `source` (the decoded page, or `dump`) and lay `runs` over it."""
        self._names: list[str] = []
        self._parents: list[int] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._children: list[list[int]] = []
        self._chunks: list[tuple[int, int]] = []  # where a text node begins, and its element
        self._struck: list[tuple[int, int]] = []  # from where to where text is crossed out
        line = self._walk(to_html(source) if dump else source)
        spans = [match.span() for match in re.finditer(r"\S+", line)]
        self._line, self._spans = line, spans
        self._begins = [start for start, _ in spans]
        # Characters of words before each word: what runs and words are matched by, whatever parts them.
        self._sizes = [0, *accumulate(end - start for start, end in spans)]
        self._folded = [line[start:end].casefold() for start, end in spans]
        self._text = " ".join(self._folded)
        self._offsets = [0, *accumulate(len(token) + 1 for token in self._folded)]
        self._places: dict[str, list[int]] = {}
        for at, token in enumerate(self._folded):
            self._places.setdefault(token, []).append(at)
        self._left = _SCANNED
        recorded = [words.tokens(run.text) for run in runs]
        self.known = "".join(t for tokens in recorded for t in tokens) == "".join(line[a:b] for a, b in spans)
        """Whether the page's words are the words on record; without that there are no quotes."""
        edges = [0, *accumulate(sum(map(len, tokens)) for tokens in recorded)]
        self.places = list(pairwise(edges))
        """For each run, from where to where it stands, in characters of words from the page's beginning."""
        self._owner = [-1] * len(spans)
        if self.known:
            self._lay(runs)

    def _lay(self, runs: Sequence[Run]) -> None:
        """Give each word its fate: the removal's index, -1 for what is kept (by its first character)."""
        at = 0
        for run, (_, end) in zip(runs, self.places, strict=True):
            while at < len(self._spans) and self._sizes[at] < end:
                removed = run.fate is Fate.REMOVED
                self._owner[at] = -1 if not removed else (-2 if run.removal is None else run.removal)
                at += 1
        self._gone = [0, *accumulate(owner != -1 for owner in self._owner)]

    def _walk(self, html: str) -> str:
        """Note every element's range; give the line. A border is a space, raised letters are Unicode's own."""
        from lxml import etree

        parser = etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8")
        data = _ENDS.sub("", html.replace("\0", "")).encode("utf-8", "replace") or b" "
        root = etree.fromstring(data, parser)
        if root is not None:
            shadows.set_in(root, data)
        body = root.find("body") if root is not None else None
        if body is None:
            return ""
        out: list[str] = []
        size, unseen = 0, 0
        stack: list[int] = []
        raised: list[str] = []
        struck: list[int] = []

        def say(text: str | None) -> int:
            if not text:
                return 0
            if raised:
                text = words.superscript(text) if raised[-1] == "sup" else words.subscript(text)
            text = words.clean(text)
            out.append(text)
            self._chunks.append((size, stack[-1]))
            if struck and text:
                self._struck.append((size, size + len(text)))
            return len(text)

        def part() -> int:
            out.append(" ")
            return 1

        for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
            if event in {"comment", "pi"}:
                size += 0 if unseen else say(element.tail)
                continue
            name, style = str(element.tag), (element.get("style") or "")[:2000]
            borders = name in BORDERS or name in FORMULA or _BOX.search(style) is not None
            if event == "start":
                unseen += name in UNSEEN
                size += part() if borders and not unseen else 0
                self._names.append(name)
                self._parents.append(stack[-1] if stack else -1)
                self._children.append([])
                if stack:
                    self._children[stack[-1]].append(len(self._parents) - 1)
                self._starts.append(size)
                self._ends.append(size)
                if name in {"sup", "sub"}:
                    raised.append(name)
                stack.append(len(self._names) - 1)
                if name in STRUCK or STRUCK_STYLE.search(style):
                    struck.append(stack[-1])
                size += 0 if unseen else say(element.text)
            else:
                if struck and struck[-1] == stack[-1]:
                    struck.pop()
                self._ends[stack.pop()] = size
                if name in {"sup", "sub"}:
                    raised.pop()
                size += part() if borders and not unseen else 0
                unseen -= name in UNSEEN
                if element is not body and not unseen:
                    size += say(element.tail)
        return "".join(out)

    def blocks(self, start: int, end: int) -> list[Pieces]:
        """Give a stretch's text (in characters of words) parted where the page's blocks part it."""
        out: list[list[tuple[int, int]]] = []
        before = -1
        for first, last in self._clipped(start, end):
            block = self._element(first)
            while block > 0 and self._names[block] not in BORDERS:
                block = self._parents[block]
            if not out or block != before:
                out.append([])
            out[-1].append((first, last))
            before = block
        return [self._told(ranges) for ranges in out]

    def told(self, start: int, end: int) -> Pieces:
        """Give a stretch's words (in characters of words from the page's beginning)."""
        return self._told([*self._clipped(start, end)])

    def _told(self, ranges: Sequence[tuple[int, int]]) -> Pieces:
        """Give words of the line with a space between them, parted where crossing out begins and ends."""
        parts: list[Piece] = []
        for first, last in ranges:
            parts.append((" ", False))
            begin = max(0, bisect_right(self._struck, (first, len(self._line))) - 1)
            at = first
            for start, end in self._struck[begin : bisect_left(self._struck, (last, 0))]:
                low, high = max(start, at), min(end, last)
                if low < high:
                    parts += [(self._line[at:low], False), (self._line[low:high], True)]
                    at = high
            parts.append((self._line[at:last], False))
        return tidy(part for part in parts if part[0])

    def _clipped(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the words between two places, the first and the last cut to what lies between."""
        at = max(0, bisect_right(self._sizes, start) - 1)
        while at < len(self._spans) and self._sizes[at] < end:
            first, last = self._spans[at]
            yield max(first, first + start - self._sizes[at]), min(last, first + end - self._sizes[at])
            at += 1

    def article(self, runs: Sequence[Run]) -> tuple[int, int]:
        """Give where the article's first and last words stand, in characters of words.

        A little text far from all the rest, such as staff keep from the foot of a page, does not count.
        """
        own = [place for run, place in zip(runs, self.places, strict=True) if run.fate is Fate.ARTICLE]
        if not own:
            return 0, 0
        little = sum(end - start for start, end in own) // 10
        while len(own) > 1 and own[-1][1] - own[-1][0] < min(little, own[-1][0] - own[-2][1] - _FAR):
            own.pop()
        while len(own) > 1 and own[0][1] - own[0][0] < min(little, own[1][0] - own[0][1] - _FAR):
            own = own[1:]
        return own[0][0], own[-1][1]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Give from where to where the smallest element reaches that holds a stretch; the whole page says nothing."""
        ranges = [*self._clipped(start, end)] if self.known else []
        element = self._holder(ranges[0][0], ranges[-1][1]) if ranges else 0
        if element <= 0:
            return start, end
        first, last = self._words_of(element)
        return min(start, self._sizes[first]), max(end, self._sizes[last])

    def quote(self, places: Sequence[tuple[int, int]], removal: int | None) -> Quoted:
        """Give the quotes that find the text at `places` (in characters of words): a cut, or a kept text (None)."""
        ranges = [r for place in places for r in self._clipped(*place)] if self.known else []
        if not ranges:
            return Quoted(why="nowhere")
        element = self._holder(ranges[0][0], ranges[-1][1])
        also = self._strangers(element, ranges, removal)
        # What was kept between the pieces of a cut stands on the page, and so in a quote.
        whole = [*self._clipped(places[0][0], places[-1][1])]
        if not also:
            quote = self._find(element, whole)
            return Quoted((quote,)) if quote else self._around(element, ranges, removal)
        parts = [part for place in places for part in self._parts([*self._clipped(*place)])]
        whole_parts = len(parts) <= _PARTS and all(holder >= 0 for holder, _ in parts)
        quotes = [self._find(holder, inner) for holder, inner in parts] if whole_parts else []
        if quotes and all(quotes):
            return Quoted(tuple(dict.fromkeys(quotes)))
        few = removal is not None and also <= max(_ALSO, len(ranges) // 2)
        if element > 0 and few and (quote := self._find(element, whole)):
            return Quoted((quote,), also)
        if whole_parts:
            return self._around(element, ranges, removal)
        return Quoted(why="scattered" if len(parts) > _PARTS else "loose")

    def _around(self, element: int, ranges: list[tuple[int, int]], removal: int | None) -> Quoted:
        """Give the quote of a little more than a text whose words stand on the page more than once."""
        while (element := self._parents[element]) > 0:
            also = self._strangers(element, ranges, removal)
            if also > _ALSO or (also and removal is None):
                break
            first, last = self._words_of(element)
            if quote := self._find(element, self._spans[first:last]):
                return Quoted((quote,), also)
        return Quoted(why="twice")

    def _strangers(self, element: int, ranges: list[tuple[int, int]], removal: int | None) -> int:
        """Count the words in an element that the quote is not meant for, and on which it would have an effect."""
        first, last = self._words_of(element)
        if removal is not None:
            owned = sum(1 for start, _ in ranges if self._owner[self._word(start)] != -1)
            return self._gone[last] - self._gone[first] - owned
        return (last - first) - (self._gone[last] - self._gone[first]) - len(ranges)

    def _parts(self, ranges: list[tuple[int, int]]) -> list[tuple[int, list[tuple[int, int]]]]:
        """Part a stretch into the largest elements that lie wholly in it; -1 for words without one."""
        out: list[tuple[int, list[tuple[int, int]]]] = []
        at = 0
        while at < len(ranges) and len(out) <= _PARTS:
            holder, count = -1, 1
            element = self._element(ranges[at][0])
            while element >= 0:
                first, last = self._words_of(element)
                begin = max(self._starts[element], self._begins[first])
                end = min(self._ends[element], self._spans[last - 1][1])
                if begin != ranges[at][0] or end > ranges[-1][1]:
                    break
                holder, count = element, last - first
                element = self._parents[element]
            out.append((holder, ranges[at : at + count]))
            at += count
        return out

    def _find(self, element: int, ranges: list[tuple[int, int]]) -> str:
        """Give a quote out of `ranges` that find_quote leads to `element`, or ""."""
        for begin in self._beginnings(element, ranges):
            least = min(LEAST, len(ranges) - begin)
            for end in range(begin + least, min(begin + LONGEST, len(ranges)) + 1):
                inside = self._holder(ranges[begin][0], ranges[end - 1][1]) != element
                if not inside and self._only(ranges[begin:end]):
                    quote = " ".join(self._line[a:b] for a, b in ranges[begin:end])
                    return "" if _UNWRITABLE.search(quote) else quote
                if inside and end - begin >= READABLE:
                    break
        return ""

    def _beginnings(self, element: int, ranges: list[tuple[int, int]]) -> Iterator[int]:
        """Give where a quote may begin: with the text, else a few words before a place where its parts meet."""
        yield 0
        first, size = self._word(ranges[0][0]), len(ranges)
        given: set[int] = set()
        for child in self._children[element]:
            for at in self._words_of(child):
                begin = max(0, at - first - LEAST)
                if 0 < at - first < size and begin not in given:
                    given.add(begin)
                    yield begin
                    if len(given) == _MEETINGS:
                        return

    def _only(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether no other place of the page reads like this."""
        quote = " ".join(self._line[a:b].casefold() for a, b in ranges)
        at = self._word(ranges[0][0])
        own = self._offsets[at] + len(self._line[self._spans[at][0] : ranges[0][0]].casefold())
        rarest = min(range(at + 1, at + len(ranges) - 1), key=lambda k: len(self._places[self._folded[k]]), default=-1)
        places = self._places[self._folded[rarest]] if rarest >= 0 else []
        if rarest >= 0 and len(places) <= _PLACES:
            shift = self._offsets[rarest] - own
            return all(
                at == rarest or not self._text.startswith(quote, max(0, self._offsets[at] - shift)) for at in places
            )
        self._left -= 2 * len(self._text)
        return self._left > 0 and self._text.find(quote) == own and self._text.find(quote, own + 1) < 0

    def _word(self, at: int) -> int:
        """Give the word that a character of the line stands in."""
        return bisect_right(self._begins, at) - 1

    def _words_of(self, element: int) -> tuple[int, int]:
        """Give the first word that stands in an element, and the one after its last."""
        start, end = self._starts[element], self._ends[element]
        first = max(0, bisect_right(self._begins, start) - 1)
        if first < len(self._spans) and self._spans[first][1] <= start:
            first += 1
        return first, bisect_left(self._begins, end)

    def _element(self, at: int) -> int:
        """Give the innermost element around a character of the line."""
        return self._chunks[bisect_right(self._chunks, (at, len(self._names))) - 1][1]

    def _holder(self, start: int, end: int) -> int:
        """Give the smallest element that holds a stretch of the line."""
        element = self._element(start)
        while element > 0 and self._ends[element] < end:
            element = self._parents[element]
        return element
