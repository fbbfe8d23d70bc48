"""Who and when, as the lines around the title show it."""

from __future__ import annotations

import re

from a11y_export.reading.dates import find_date, iso_date, order_of
from a11y_export.reading.facts import Facts
from a11y_export.reading.header import Header, Line
from a11y_export.reading.ledger import Fate, Ledger
from a11y_export.reading.people import is_date, is_name, login, nobody, says_more, tidy_name
from a11y_export.reading.rules import byline_hint, byline_rules, text_rule_for

MOST = 160  # characters of a line that may be a byline
_BARS = re.compile(r"\s*[|•·▪●・]\s*")
_DASHES = re.compile(r"\s*[|•·▪●—]\s*|\s+[–-]\s+")
DATES = ("reviewed", "published", "updated")


class Reader:
    """One page's byline as it is read: the facts so far, and how the page writes its dates."""

    def __init__(self, header: Header, facts: Facts, ledger: Ledger) -> None:
        self.header, self.facts, self.ledger = header, facts, ledger
        self._order: str | None = None
        self._dated: dict[str, str] = {}
        self._hinted: dict[str, bool] = {}
        self.shown: dict[str, str] = {}  # dates that the lines show: "published" by a label, "bare", "loose"

    # Dates

    def date(self, text: str) -> str:
        """Give the first date in `text`, its order settled by the page where it is in doubt."""
        if text not in self._dated:
            self._dated[text] = self._date(text)
        return self._dated[text]

    def _date(self, text: str) -> str:
        found = find_date(text)
        if found is None and (figures := _IN_FIGURES.search(text[:200])):
            # Points between the figures stand for the day first wherever nothing says otherwise.
            found = find_date(text, self.order() or ("dmy" if "." in figures.group() else ""))
        return found[0] if found else ""

    def hinted(self, text: str) -> bool:
        """Whether a text says anything that a byline's pattern asks for."""
        known = self._hinted.get(text)
        if known is None:
            known = self._hinted[text] = byline_hint().search(text) is not None
        return known

    def order(self) -> str:
        """Give the order in which this page writes day and month, "" when it cannot be told."""
        if self._order is None:
            texts = [t for n in self.ledger.nodes if _IN_FIGURES.search(t := str(n)[:400])]
            self._order = order_of("", texts[:500]) or self._by_known(texts) or order_of(self.facts.language)
        return self._order

    def _by_known(self, texts: list[str]) -> str:
        """Give the order in which a date in figures is one that the page's head gives as well."""
        known = {self.facts.published, self.facts.updated, self.facts.reviewed} - {""}
        for text in texts[:100]:
            days, months = iso_date(text, "dmy"), iso_date(text, "mdy")
            if days != months and len(known & {days, months}) == 1:
                return "dmy" if days in known else "mdy"
        return ""

    # Lines around the title

    def read_lines(self) -> None:
        """Read and claim the lines around the title, one after the other."""
        waiting = ""
        for line in self.header.lines:
            text = line.text
            if not text or len(text) > 220:
                self._loose_date(text)
                waiting = ""
                continue
            if waiting and self._answer(waiting, text):
                waiting = ""
                self._claim(line)
                continue
            waiting = ""
            if not self.hinted(text) and not self.date(text):
                continue
            if not line.boxes or line.spaced:
                if self.label(text):
                    waiting = self.label(text)
                    self._claim(line)
                    continue
                if self._whole(line, text):
                    continue
            for box in line.boxes or (line,):
                waiting = self._box(box, waiting)
            self._loose_date(text)

    def _whole(self, line: Line, text: str) -> bool:
        """Take a line whole, in its parts; claimed whole or not at all: what is no byline in it would be lost."""
        if len(text) > MOST:
            return False
        barred = _BARS.split(text)
        for parts in (barred, _DASHES.split(text), [text])[: 1 if len(barred) > 1 else 3]:
            claimed = [self._take(part) for part in parts if part]
            if claimed and any(claimed) and all(c or text_rule_for(p) for c, p in zip(claimed, parts, strict=False)):
                self._claim(line)
                return True
        return False

    def _box(self, box: Line, waiting: str) -> str:
        """Read one box of a byline; give the field that its label leaves waiting for the next box."""
        text = box.text
        if waiting and self._answer(waiting, text):
            self._claim(box)
            return ""
        if label := self.label(text):
            self._claim(box)
            return label
        if self._take(text):
            self._claim(box)
        return ""

    def label(self, text: str) -> str:
        """Give the field that a text is the label of, and nothing else; "" when it is none."""
        if len(text) > 60 or not self.hinted(text):
            return ""
        rules = byline_rules()
        names = ("author", "reviewer", "published", "reviewed", "updated", "due")
        return next((name for name in names if rules[f"{name}_label"].fullmatch(text)), "")

    def _answer(self, waiting: str, text: str) -> bool:
        """Fill the field that the label before this text left open."""
        if waiting in {"author", "reviewer"}:
            name = tidy_name(text)
            if not name or not is_name(name) or is_date(name) or says_more(text) or nobody(name):
                return False
            self._name(waiting, name)
            return True
        date = self.date(text) if len(text.split()) <= 6 else ""
        if date and waiting != "due":
            self.shown.setdefault(waiting, date)
            self.facts.offer(waiting, date)
        return bool(date)

    def _take(self, line: str) -> bool:
        """Fill the facts from one line of a byline; whether it was one."""
        if not line or len(line) > MOST or says_more(line):
            return False
        if not self.hinted(line):
            return self._bare_date(line)
        if byline_rules()["due"].fullmatch(line):
            return True  # When it will be looked at again says nothing of when it was.
        for name in ("reviewer", "author"):
            person = tidy_name(value_of(name, line))
            if person and is_name(person) and not is_date(person):
                self._name(name, person)
                self._rest(name, line)
                return True
        account = value_of("author_login", line)
        if account and login(account) and not nobody(account):
            self.facts.suggest(account, 48)
            self._rest("author", line)
            return True
        for name in DATES:
            if date := self.date(value_of(name, line)):
                self.shown.setdefault(name, date)
                self.facts.offer(name, date)
                return True
        return self._bare_date(line)

    def _rest(self, name: str, line: str) -> None:
        """Take the date that stands behind a name: of the review, or of what the word before it says."""
        if date := self.date(line):
            if name == "reviewer":
                self.facts.offer("reviewed", date)
            elif _CHANGED.search(line):
                self.facts.offer("updated", date)
            else:
                self.shown.setdefault("bare", date)

    def _bare_date(self, line: str) -> bool:
        date = self.date(line) if len(line.split()) <= 5 else ""
        if date:
            self.shown.setdefault("bare", date)
        return bool(date)

    def _loose_date(self, text: str) -> None:
        """Note a date in a short line that says other things as well, or at the head of the article's first words."""
        if "loose" not in self.shown and (date := self.date(text[:80] if len(text) <= 80 else text[:24])):
            self.shown["updated" if _CHANGED.search(text[:80]) else "loose"] = date

    def _name(self, field: str, name: str) -> None:
        if field == "author":
            self.facts.suggest(name, 54)
        else:
            self.facts.offer(field, name)

    def _claim(self, line: Line) -> None:
        for node in line.nodes:
            self.ledger.keep(node, Fate.METADATA)


def value_of(field: str, line: str) -> str:
    """Give what a line says of a field, "" when it is no such line."""
    match = byline_rules()[field].fullmatch(line)
    return (match[match.lastgroup] or "").strip() if match and match.lastgroup else ""


_IN_FIGURES = re.compile(r"\d\d?[/.-]\s?\d\d?[/.-]\s?\d\d")
_CHANGED = re.compile(
    r"updat|modif|revis|aktualis|actuali|mise? à jour|aggiorn|atualiz|bijgewerkt|अपडेट",
    re.IGNORECASE,
)
