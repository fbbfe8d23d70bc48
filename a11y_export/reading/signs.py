"""Who and when, by the elements that call themselves a byline, and by labelled lines anywhere on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from a11y_export import words
from a11y_export.reading.belonging import identity
from a11y_export.reading.bylines import DATES, MOST, Reader
from a11y_export.reading.credits import reviewer_in_credits
from a11y_export.reading.dates import CHANGED, PUBLISHED, month_in, near, turned
from a11y_export.reading.header import block_of, line_before, line_of
from a11y_export.reading.jsonld import published_in
from a11y_export.reading.marks import Mark, lines_of, script_of, speaking, text_of
from a11y_export.reading.people import is_date, is_job, is_name, is_person, people_in, says_more, without_label
from a11y_export.reading.reviewers import parts_of, reviewer_in
from a11y_export.reading.rules import byline_rules, text_rule_for, value_of
from a11y_export.reading.tree import Element, Text, named


class Signs:
    """The byline's elements, and the page's end, as they are read for what the lines around the title left open."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.facts, self.ledger = reader, reader.facts, reader.ledger
        self.title = reader.header.title
        self.at = self.title.at if self.title is not None else 0
        self._told = False  # whether the page's head says when the article was published

    def read_marks(self) -> None:
        """Read the elements that call themselves author, reviewer or date, those near the title first."""
        groups: dict[str, list[Mark]] = {}
        for mark in self.facts.marks.named:
            groups.setdefault(self._kind(mark), []).append(mark)
        for kind in ("updated", "reviewed"):
            if not getattr(self.facts, kind):
                self._dates(kind, groups.get(kind, []))
        self._published(groups.get("published", []), groups.get("data", []))
        if not self.facts.reviewer:
            self._people("reviewer", groups.get("reviewer", []))
        self._people("author", groups.get("author", []))

    def _kind(self, mark: Mark) -> str:
        """Give what a mark is of; of a date near the title, the line around or before it says: review or change."""
        if mark.kind != "published" or mark.strength == 3 or self._distance(mark):
            return mark.kind
        element = mark.element
        if element.t0 == element.t1:
            return mark.kind
        place = element.tree.texts[element.t0].place
        if told := self._last_word(place):
            return told
        line = line_of(place, self.ledger.pieces)
        if len(line) <= 60 and not any(way.search(line) for way in (_REVIEWED, CHANGED, PUBLISHED)):
            line = line_before(place, self.ledger.pieces)
        if len(line) > 60:
            return mark.kind
        return "reviewed" if _REVIEWED.search(line) else "updated" if CHANGED.search(line) else mark.kind

    def _last_word(self, place: int) -> str:
        """Give what the nearest word before a place on its line says a date is of, "" when none does."""
        pieces, start = self.ledger.pieces, place
        while start > 0 and place - start < 40 and pieces[start - 1] is not None:
            start -= 1
        before = "".join(p for p in pieces[start:place] if p is not None)[-120:]
        ways = (("reviewed", _REVIEWED), ("updated", CHANGED), ("published", PUBLISHED))
        ends = {max((m.end() for m in way.finditer(before)), default=0): kind for kind, way in ways}
        return ends[last] if (last := max(ends)) else ""

    def _near(self, marks: list[Mark], least: int = 3) -> Iterator[tuple[int, Mark]]:
        """Give the marks that are of this article, the nearest to the title first, no farther than `least`."""
        placed = sorted((self._distance(m), -m.strength, m.element.at, n) for n, m in enumerate(marks))
        for place, *_, number in placed:
            mark = marks[number]
            if place > least:
                return
            ours = self.reader.is_ours(mark.element, named=mark.kind == "author", near=place == 0)
            if ours or (mark.strength == 3 and self._is_of_article(mark.element)):
                yield place, mark

    def _is_of_article(self, element: Element) -> bool:
        """Whether microdata say that an element is of the article that the title heads, wherever it stands in it."""
        for above in element.parents:
            if isinstance(above, Element) and _ARTICLES.search(str(above.attrs.get("itemtype") or "")):
                return self.title is not None and above.at < self.title.at < above.end
        return False

    def _distance(self, mark: Mark) -> int:
        """Give how far from the title an element stands: 0 the nearest."""
        gap = mark.element.at - self.at
        if self.title is None:
            return 1
        return (0 if gap <= 250 else 1 if gap <= 1500 else 2) if gap >= 0 else 1 if gap > -160 else 3

    def _dates(self, kind: str, marks: list[Mark]) -> None:
        for _, mark in islice(self._near(marks), 30):
            if date := self._date_of(mark.element):
                self.facts.offer(kind, date)
                return

    def _published(self, marks: list[Mark], marks_of_data: list[Mark]) -> None:
        """Settle when the article was published: as its header shows it plainly, else as its head says.

        Shown plainly is what a label calls so, or a date alone in an element that is named for it; a date that is
        the last change's is none.
        """
        facts, shown = self.facts, self.reader.shown
        self._told = bool(facts.published)
        plain, bare = shown.get("published", ""), shown.get("bare", "")
        if not plain and bare and (bare == self._first(marks) or near(bare, facts.published)):
            plain = bare
        if plain and len(plain) == 10 and plain != facts.published and not turned(plain, facts.published):
            facts.published = ""
        facts.offer("published", plain)
        facts.offer("published", bare)
        if not facts.published:
            self._dates("published", marks)
        facts.offer("published", shown.get("loose", ""))
        if not facts.published:
            self._dates("published", marks_of_data)
        facts.offer("published", shown.get("month", ""))
        facts.offer("published", self._in_title())
        if not facts.published and (said := published_in(map(script_of, facts.marks.scripts))):
            facts.offer("published", self.reader.date(said), "script", "head")

    def _in_title(self) -> str:
        """Give the day that is a part of the document's title by itself: "… | The News | 23.05.2021"."""
        for part in reversed(_PARTS.split(self.facts.marks.title[-200:])[1:]):
            date = self.reader.date(part) if len(part) <= 24 and is_date(part) else ""
            if len(date) == 10:
                return date
        return ""

    def _first(self, marks: list[Mark]) -> str:
        """Give the date of the element near the title that is named for one, "" when there is none."""
        shown = [m for m in marks if m.element.name != "meta" and 0 <= m.element.at - self.at <= 250]
        return next((d for _, m in islice(self._near(shown, 0), 12) if (d := self._date_of(m.element))), "")

    def _date_of(self, element: Element) -> str:
        for key in ("datetime", "content", "data-datetime", "data-date"):
            value = element.get(key)
            if isinstance(value, str) and (date := self.reader.date(value)):
                return date
        text = text_of(element, 80)
        return self.reader.date(text) if text else ""

    def _people(self, kind: str, marks: list[Mark]) -> None:
        found = list(islice(self._near(marks, 2 if kind == "reviewer" else 3), 40))
        found.sort(key=lambda f: f[0] - (f[1].strength == 3) * 0.5)
        for place, mark in found:
            text = str(mark.element.get("content") or (_name_within(mark) if kind == "reviewer" else ""))
            lines = [text] if text else lines_of(mark.element, 220)
            if kind == "reviewer":
                name = people_in(lines[0]) if lines and mark.strength == 3 else self._reviewer(lines)
                if name and is_name(name):
                    self.facts.offer(kind, name)
                    return
                continue
            name = self._named(lines)
            if not name and mark.strength == 3 and (unseen := people_in(_name_within(mark))):
                self.facts.suggest(unseen, 26 - place)
            if not name or (mark.strength < 2 and not (is_name, is_person)[mark.strength == 0](name)):
                continue
            if self._is_reviewers(mark, name):
                continue
            names = [name, *self._beside(mark, name, found)]
            self.facts.suggest(", ".join(names), (42, 46, 52, 56)[mark.strength] - (0, 2, 8, 12)[place])
            if place == 0 and mark.strength == 3:
                return

    def _named(self, lines: list[str]) -> str:
        """Give the name on the first lines of an element that calls itself a byline, its label left off."""
        if sum(map(len, lines)) > 400:
            return ""
        for line in lines[:3]:
            if self.reader.label(line) or is_date(line) or _INITIALS.fullmatch(line) or is_job(line):
                continue
            if len(line) <= 40 and without_label(line) == line and text_rule_for(line):
                continue
            if (name := people_in(line)) and not _SPEAKS.search(name) and not self.reader.label(name):
                return name if len(name.split()) <= 12 and not is_date(name) else ""
        return ""

    def _is_reviewers(self, mark: Mark, name: str) -> bool:
        """Whether an element that names someone stands behind the label of who reviewed the article."""
        if self.facts.reviewer and name.split(",")[0] in self.facts.reviewer:
            return True
        element = mark.element
        first = next((n for n in element.tree.texts[element.t0 : element.t1] if n.strip()), None)
        if first is None:
            return False
        pieces = self.ledger.pieces
        if value_of("reviewer", line_of(first.place, pieces)[:MOST]):
            return True
        return self.reader.label(line_before(first.place, pieces)) == "reviewer"

    def _reviewer(self, lines: list[str]) -> str:
        """Give the reviewer whom an element names that also says so: it may be the review of a product."""
        for at, line in enumerate(lines[:6]):
            if not self.reader.hinted(line):
                continue
            if self.reader.label(line) == "reviewer" and at + 1 < len(lines):
                return reviewer_in(lines[at + 1])
            if name := self.reader.person("reviewer", line):
                return name
        return ""

    def _beside(self, first: Mark, name: str, found: list[tuple[int, Mark]]) -> list[str]:
        """Give the further names that stand beside the first, in the same byline."""
        block, out = first.element.parent, []
        blocks = {id(block), id(block.parent) if block is not None else 0}
        for _, mark in found:
            parent = mark.element.parent
            if mark.strength != first.strength or not 0 < mark.element.at - first.element.at < 60 or parent is None:
                continue
            if id(parent) in blocks or id(parent.parent) in blocks:
                other = people_in(text_of(mark.element, 80))
                if not other or not is_person(other) or self._is_reviewers(mark, other):
                    continue
                if other not in name and other not in out:
                    out.append(other)
        return out

    def read_end(self) -> None:
        """Read labelled lines anywhere on the page for what is still missing: "Last reviewed …" at its end."""
        facts = self.facts
        self._sentences()
        wanted = [n for n in ("reviewer", "reviewed") if not getattr(facts, n)]
        wanted += ["updated", "published"] * (not facts.published)
        if not any(c.trust >= 40 for c in facts.authors):
            wanted.append("author")
        if not wanted:
            return
        nodes = self.ledger.nodes
        seen: set[int] = set()
        for at in speaking(self.ledger.tree, list(dict.fromkeys(h for name in wanted for h in _END_HINTS[name]))):
            node = nodes[at]
            if len(node) > _MOST_SAID or not self.ledger.is_open(node):
                continue
            block = block_of(node)
            if block.at in seen:
                continue
            if not self.reader.is_ours(block, tail=True) and not _CALLED_CHANGED.search(identity(block)):
                continue
            seen.add(block.at)
            if len(seen) > 60:
                return
            self._end_line(line_of(node.place, self.ledger.pieces), self._following(nodes, at), wanted)

    def _sentences(self) -> None:
        """Read when the article was first published, where a sentence says so and the page's head does not."""
        facts, nodes = self.facts, self.ledger.nodes
        if self._told:
            return
        for at in speaking(self.ledger.tree, _FIRST_HINTS)[:40]:
            node = nodes[at]
            line = line_of(node.place, self.ledger.pieces)
            if len(line) > _MOST_SAID or not self.ledger.is_open(node):
                continue
            match = byline_rules()["said"].search(line)
            date = self.reader.date((match[match.lastgroup or 0] or "").strip()) if match else ""
            if len(date) == 10 and self.reader.is_ours(block_of(node), tail=True):
                facts.published = date
                return

    def _following(self, nodes: list[Text], at: int) -> str:
        return next((t for n in nodes[at + 1 : at + 6] if (t := words.fold(n))), "")

    def _end_line(self, text: str, following: str, wanted: list[str]) -> None:
        if len(text) > MOST:
            self.facts.offer("reviewer", reviewer_in_credits(text))
            return
        if label := self.reader.label(text):
            if label == "due" or label not in wanted or (label == "reviewer" and not self.reader.answers(following)):
                return
            text = f"{text.rstrip(': ')}: {following}"
        if not self.reader.hinted(text):
            return
        parts = parts_of(text)
        if _NUMBERED.fullmatch(parts[0]) and len(parts) > 1 and all(map(self.reader.tells, parts[1:])):
            parts = parts[1:]  # "Document HP-14", and then when it was reviewed
        for part in parts if self.reader.tells(parts[0]) else [text]:
            if says_more(part) or byline_rules()["due"].fullmatch(part) or not self._end_part(part, wanted):
                return

    def _end_part(self, text: str, wanted: list[str]) -> bool:
        """Fill what is wanted from one part of a line; whether it says anything of a byline."""
        reader, said = self.reader, False
        for name in wanted:
            if name == "reviewed":
                if self.reader.take_reviewed(value_of(name, text)):
                    return True
            elif name in DATES:
                value = value_of(name, text)
                self.facts.offer(name, reader.date(value) if value and len(value.split()) <= 8 else "")
                said = said or bool(value)
            elif (person := reader.person(name, text)) and len(person.split()) < 9 + 6 * (name == "reviewer"):
                if name == "author":
                    self.facts.suggest(person, 30)
                else:
                    self.facts.offer(name, person)
                    self.facts.offer("reviewed", reader.date(text) or month_in(text))
                return True
        return said or bool(reader.person("reviewer", text) or reader.person("author", text))


_MOST_SAID = 600
# What a document is called in an archive: a word or two and a number.
_NUMBERED = re.compile(
    r"(?:document[oe]?|dokument|leaflet|folleto|form|formular|version|versión|ref|code|código)\W{1,3}(?:n[or°º]\.? )?"
    r"(?=[\w/.-]*\d)[\w/.-]{2,20}",
    re.IGNORECASE,
)
_FIRST_HINTS = (
    *("posted", "published", "appeared", "gepostet", "veröffentlicht", "publiziert", "erschienen", "verfasst"),
    "erstellt",
    *("publicad", "publicó", "publié", "mis en ligne", "parue", "pubblicat", "postad", "geplaatst", "gepubliceerd"),
    *("प्रकाशित", "पोस्ट किया"),
)


def _name_within(mark: Mark) -> str:
    """Give the name that microdata hold in an element without showing it."""
    if mark.strength < 3 or "itemscope" not in mark.element.attrs:
        return ""
    metas = (e for e in named(mark.element, _METAS) if e.get("itemprop") == "name")
    return next((str(e.get("content") or "")[:200] for e in metas), "")


_ARTICLES = re.compile(r"schema\.org/(?:\w*Article|BlogPosting|MedicalWebPage|Report)")
_INITIALS = re.compile(r"[A-Z]{1,3}")  # in the place of a portrait
_SPEAKS = re.compile(r"[!?]|\b(?:I|Ich|ich|Hi|Hallo|Hello|Hola)\b")
_METAS = frozenset({"meta"})
_PARTS = re.compile(r"\s+[|•·–—-]\s+")
# A wiki says in the page's footer when the page was changed, in an item that is named for it.
_CALLED_CHANGED = re.compile(r"last-?mod(?:\b|ified)|last-?(?:edit|update|change)", re.IGNORECASE)
_REVIEWED = re.compile(
    r"review|geprüft|prüfung|revisad|revisión|relu|relecture|rivist|revisione|revisão|beoordeeld|gecontroleerd|समीक्ष",
    re.IGNORECASE,
)
# What a line at the page's end must say to be looked at, by the field that is still missing.
_REVIEW_HINTS = (
    *("review", "revis", "révis", "relu", "relecture", "valid", "verific", "vérifi", "supervis", "qualitäts"),
    *("geprüft", "prüfung", "begutachtet", "faktencheck", "beratung", "rivist", "verificad", "fact check", "checked"),
    *("gecontroleerd", "beoordeeld", "nagekeken", "समीक्ष"),
)
_END_HINTS = {
    "reviewed": _REVIEW_HINTS,
    "reviewer": _REVIEW_HINTS,
    "updated": (
        *("updated", "modified", "last edited", "revis", "actualiz", "à jour", "aktualisi", "stand:", "geändert"),
        *("aggiorna", "atualiza", "bijgewerkt", "gewijzigd", "अपडेट"),
    ),
    "published": (
        *("published", "posted", "publicad", "publié", "veröffentlich", "erschienen", "pubblicat", "gepubliceerd"),
        *("date:", "datum:", "fecha:", "प्रकाशित"),
    ),
    "author": (
        *("written by", "author", "posted by", "text:", "reported by", "escrito", "autor", "rédigé", "auteur"),
        *("verfasst", "redaktion", "a cura", "geschreven", "लेखक"),
    ),
}
