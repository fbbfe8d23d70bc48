"""Who and when, as the lines around the title show it."""

from __future__ import annotations

import re

from a11y_export.reading.belonging import Belonging
from a11y_export.reading.dates import (
    CHANGED,
    DATELINE,
    PLANNED,
    PUBLISHED,
    find_date,
    is_all,
    iso_date,
    month_in,
    order_of,
)
from a11y_export.reading.facts import Facts
from a11y_export.reading.header import Header, Line
from a11y_export.reading.ledger import Fate, Ledger
from a11y_export.reading.people import is_date, is_name, is_person, login, nobody, says_more, tidy_name
from a11y_export.reading.reviewers import LABEL_BEHIND, is_occupation, is_titled, parts_of, reviewer_behind, reviewer_in
from a11y_export.reading.rules import byline_hint, byline_rules, text_rule_for, value_of
from a11y_export.reading.tree import within

MOST = 160  # characters of a line that may be a byline
_PROSE, _PARAGRAPHS, _FOOTER = 14, 2, frozenset({"footer"})  # words of a paragraph; so many, and no byline follows
_BARS, _DASHES = re.compile(r"\s*[|•·▪●・]\s*"), re.compile(r"\s*[|•·▪●—]\s*|\s+[–-]\s+")
DATES = ("reviewed", "published", "updated")


class Reader:
    """One page's byline as it is read: the facts so far, and how the page writes its dates."""

    def __init__(self, header: Header, facts: Facts, ledger: Ledger) -> None:
        self.header, self.facts, self.ledger = header, facts, ledger
        self._order: str | None = None
        self._dated: dict[str, str] = {}
        self._hinted: dict[str, bool] = {}
        self.is_ours = Belonging(header, ledger).is_ours
        self._nearest = 1_000
        self._in_footer = False
        self._asked = ""  # the label of a reviewer that was read last
        self._away = 0  # lines between the title and the one that is being read, below 0 before the title
        self.shown: dict[str, str] = {}  # dates that the lines show: "published" by a label, "bare", "month", "loose"

    # Dates

    def date(self, text: str) -> str:
        """Give the first date in `text`, its order settled by the page where it is in doubt."""
        if text not in self._dated:
            self._dated[text] = self._date(text)
        return self._dated[text]

    def _date(self, text: str) -> str:
        found = self.spot(text)
        return found[0] if found else ""

    def spot(self, text: str) -> tuple[str, int, int] | None:
        """Give the first date in `text` and where it stands, as `find_date` does."""
        found = find_date(text)
        if found is None and (figures := _IN_FIGURES.search(text[:200])):
            # Points between the figures stand for the day first wherever nothing says otherwise.
            found = find_date(text, self.order() or ("dmy" if "." in figures.group() else ""))
        return found

    def hinted(self, text: str) -> bool:
        """Whether a text says anything that a byline's pattern asks for."""
        known = self._hinted.get(text)
        if known is None:
            known = self._hinted[text] = byline_hint().search(text.lower()) is not None
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
        title, lines = self.header.title, self.header.lines
        above = sum(title is not None and line.element.at < title.at for line in lines)
        told = 0  # paragraphs since the title: behind two, what stands beside the article is no byline
        for number, line in enumerate(lines):
            text = line.text
            self._away = number - above if number < above else number - above + 1
            told += number >= above and (not text or text.count(" ") > _PROSE)  # a long line is given without words
            if not text or len(text) > 220:
                self._loose_date(text)
                waiting = ""
                continue
            if waiting and (not line.boxes or line.spaced) and self._answer(waiting, text):
                waiting = ""
                self._claim(line)
                continue
            if waiting and line.boxes and self._answer(waiting, line.boxes[0].text):
                self._claim(line.boxes[0])
                for box in line.boxes[1:]:
                    waiting = self._box(box, "")
                continue
            waiting = ""
            small = line.element.name in _FOOTER or within(line.element, _FOOTER) is not None
            self._in_footer = told >= _PARAGRAPHS and small
            if _DEGREE.search(text):
                self._doctors(line)
            # Boxes side by side are words of their own: "<span>By</span><a>Ana Lee</a>".
            spaced = " ".join(box.text for box in line.boxes) if line.boxes else text
            if not self.hinted(spaced):
                if not self.date(text):
                    self._by_a_date(number, text)
                    continue
                if self._away > 0 and len(parts := _DASHES.split(text)) == 2 and any(map(is_date, parts)):
                    self._perhaps_author(line, parts[is_date(parts[0])])
            near = told < _PARAGRAPHS or self.hinted(spaced)
            if not self.is_ours(line.element, near=near, tail=True):
                continue
            if not line.boxes or line.spaced or (line.closed and len(parts_of(text)) > 1):
                if self.label(text):
                    waiting = self.label(text)
                    self._claim(line)
                    continue
                if self._whole(line, text):
                    continue
            before = ""
            for box in line.boxes or (line,):
                waiting = self._box(box, waiting)
                if waiting == "reviewer" and before and LABEL_BEHIND.fullmatch(box.text):
                    self.facts.offer("reviewer", reviewer_in(before))
                    waiting = ""
                before = box.text if is_person(box.text) else ""
            self._reviewed_behind(spaced)
            if told < _PARAGRAPHS:
                self._loose_date(text)

    def _reviewed_behind(self, spaced: str) -> None:
        """Take the day of the review that stands behind a linked name: "by <a>Ana Lee</a>, GP, on 3 May 2021"."""
        if not self.facts.reviewer or self.facts.reviewed or len(spaced) > MOST:
            return
        for part in parts_of(spaced.lstrip(_TICKS)):
            found, first = self.spot(part), self.facts.reviewer.split(",")[0]
            before = part[: found[1]].rpartition(first)[2] if found else ""
            if found is None or PLANNED.search(before) or byline_rules()["due"].fullmatch(part):
                continue
            if first in part and self.person("reviewer", part):
                between = _BETWEEN.split(before)
                if all(is_occupation(text) or self.label(text.strip()) == "reviewed" for text in between):
                    self.facts.offer("reviewed", found[0])
            else:
                self.take_reviewed(value_of("reviewed", part))

    def _by_a_date(self, number: int, text: str) -> None:
        """Note a name that stands alone right before or behind a date under the title; it stays in the text."""
        if not 0 < self._away <= 8 or len(text) > 60 or " " not in text:
            return
        lines = self.header.lines
        beside = [lines[n].text for n in (number - 1, number + 1, number + 2) if n < len(lines)]
        if any(len(t) <= 60 and any(map(str.isdecimal, t)) and is_date(t) for t in beside):
            self._perhaps_author(lines[number], text)

    def _perhaps_author(self, line: Line, text: str) -> None:
        """Note who may have written the article: a person's name, and not what a section is called.

        A section is called by words, and most often in a menu as well; a name's words stand nowhere in small letters.
        """
        name, _, job = text.partition(",")
        parts = name.split()
        if not is_person(name) or len(job.split()) > 4 or not "".join(parts).isalpha():
            return
        if any(n.strip() == name for n in self.ledger.nodes[: line.nodes[0].at]):
            return
        whole = set(" ".join(self.ledger.nodes).split())
        if not any(part.lower() in whole for part in parts):
            self.facts.suggest(name, 24)

    def _doctors(self, line: Line) -> None:
        """Note names with degrees that stand behind the title without a label; they stay in the text."""
        title = self.header.title
        if title is not None and 0 < line.element.at - title.at < 40 and not self.label(line.text):
            names = [n for n in re.split(r"\s*(?:;|&|\band\b)\s*", line.text) if n]
            if all(is_name(n) and len(n.split(",")[0].split()) <= 4 for n in names):
                self.facts.suggest(line.text, 44)

    def _whole(self, line: Line, text: str) -> bool:
        """Take a line whole, in its parts; claimed whole or not at all: what is no byline in it would be lost."""
        if len(text) > MOST:
            return False
        barred = _BARS.split(text)
        if len(barred) == 2 and self.person("reviewer", barred[0]) and is_date(barred[1]):
            self.facts.offer("reviewed", self.date(barred[1]))
        for parts in (barred, _DASHES.split(text), [text])[: 1 if len(barred) > 1 else 3]:
            claimed = [self._take(part) for part in parts if part]
            if claimed and any(claimed) and all(c or text_rule_for(p) for c, p in zip(claimed, parts, strict=False)):
                self._claim(line)
                return True
        return False

    def _box(self, box: Line, waiting: str) -> str:
        """Read one box of a byline; give the field that its label leaves waiting for the next box."""
        text = box.text.strip(" ,;") or box.text
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
        found = next((name for name in names if rules[f"{name}_label"].fullmatch(text)), "")
        self._asked = text if found == "reviewer" else ""
        return found

    def answers(self, text: str) -> bool:
        """Whether a text is the name that the label read last asks for: one word alone asks for a name with a title."""
        return not _ONE_WORD.fullmatch(self._asked) or is_titled(reviewer_in(text))

    def _answer(self, waiting: str, text: str) -> bool:
        """Fill the field that the label before this text left open."""
        if waiting in {"author", "reviewer"}:
            name = reviewer_in(text) if waiting == "reviewer" else tidy_name(text)
            known = waiting == "reviewer" or (is_name(name) and not is_date(name) and not nobody(name))
            if not name or not known or says_more(text) or (waiting == "reviewer" and not self.answers(text)):
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
        if not line or len(line) > MOST:
            return False
        line = (line[1:-1] if line[0] == "(" and line[-1] == ")" else line).lstrip(_TICKS)
        parts = parts_of(line) if self.hinted(line) else []
        if len(parts) < 2 or not self.tells(parts[0]):
            return self._take_one(line)
        told = [part for part in parts if self.tells(part)]
        for part in told:
            self._take_one(part)
        return len(told) == len(parts)

    def _take_one(self, line: str) -> bool:
        """Fill the facts from what says one thing; whether it did."""
        if says_more(line):
            return False
        if not self.hinted(line):
            return self._bare_date(line)
        if byline_rules()["due"].fullmatch(line):
            return True  # When it will be looked at again says nothing of when it was.
        for name in ("reviewer", "author"):
            if person := self.person(name, line):
                self._name(name, person)
                if name == "reviewer" and _WROTE.match(line):
                    self._name("author", person)
                self._rest(name, line)
                return True
        account = value_of("author_login", line)
        if account and login(account) and not nobody(account):
            self.facts.suggest(account, 48)
            self._rest("author", line)
            return True
        for name in DATES:
            value = value_of(name, line)
            if name == "reviewed":
                if self.take_reviewed(value):
                    return True
            elif date := self.date(value):
                self.shown.setdefault(name, date)
                self.facts.offer(name, date)
                return True
        return self._bare_date(line)

    def take_reviewed(self, value: str) -> bool:
        """Take the day of the review from what stands behind "reviewed", with who did it; whether a day is there."""
        date, found = self.reviewed(value), self.spot(value)
        if date:
            self.shown.setdefault("reviewed", date)
            self.facts.offer("reviewed", date)
            self.facts.offer("reviewer", reviewer_behind(value[found[2] :] if found else ""))
        return bool(date)

    def reviewed(self, value: str) -> str:
        """Give the day or month at the head of what stands behind "reviewed", "" when other things stand there."""
        found = self.spot(value)
        if found is None:
            return month_in(value) if len(value) <= 12 else ""
        before = value[: found[1]]
        named = reviewer_behind(value) and not PLANNED.search(before)
        return found[0] if named or len(before.split()) <= 1 else ""

    def tells(self, part: str) -> bool:
        """Whether a part of a line says something of a byline by itself."""
        if says_more(part):
            return False
        if byline_rules()["due"].fullmatch(part) or any(self.person(n, part) for n in ("reviewer", "author")):
            return True
        if any((self.reviewed if n == "reviewed" else self.date)(value_of(n, part)) for n in DATES):
            return True
        found = self.spot(part)
        return found is not None and is_all(part, found)

    def person(self, name: str, line: str) -> str:
        """Give the author or reviewer whom a line names, "" when it names none."""
        if name == "author":
            person = tidy_name(value_of(name, line))
            return person if person and is_name(person) and not is_date(person) else ""
        if person := reviewer_in(value_of(name, line)):
            return person
        person = reviewer_in(value_of("weak_reviewer", line))
        return person if is_titled(person) else ""

    def _rest(self, name: str, line: str) -> None:
        """Take the date that stands behind a name: of the review, or of what the word before it says."""
        found = self.spot(line)
        if found is None and name == "reviewer":
            self.facts.offer("reviewed", month_in(line))
        elif found is not None:
            date, before = found[0], line[: found[1]]
            if name == "reviewer" and PLANNED.search(before.rpartition(self.facts.reviewer.split(",")[0])[2]):
                return  # when it is due again, when somebody was born
            if CHANGED.search(before):
                self.facts.offer("updated", date)
            elif name == "reviewer":
                self.facts.offer("reviewed", date)
            elif PUBLISHED.search(before):
                self.shown.setdefault("published", date)
            else:
                self._show_bare(date)

    def _bare_date(self, line: str) -> bool:
        found = self.spot(line)
        alone = found is not None and (len(line.split()) <= 5 or is_all(line, found)) and not PLANNED.search(line)
        date = found[0] if found and alone else ""
        if date:
            if len(date) == 10:
                self._show_bare(date)
            else:  # of several months alone none dates the article: they are a list of them
                self.shown["month"] = date if self.shown.get("month", date) == date else ""
        return bool(date)

    def _show_bare(self, date: str) -> None:
        """Note a date that stands alone, the one fewest lines away from the title; of two behind it, if equally far."""
        if abs(self._away) <= self._nearest and not self._in_footer:
            self.shown["bare"] = date
            self._nearest = abs(self._away) - (self._away > 0)

    def _loose_date(self, text: str) -> None:
        """Note a date in a short line that says other things as well, or at the head of the article's first words."""
        line = DATELINE.match(text[:80])
        said = text[:80] if len(text) <= 80 else line.group() if line else text[:24]
        if "loose" not in self.shown and self.date(said) and (found := self.spot(said)) and not PLANNED.search(said):
            self.shown["updated" if CHANGED.search(said[: found[1]]) else "loose"] = found[0]

    def _name(self, field: str, name: str) -> None:
        if field == "author":
            self.facts.suggest(name, 54)
        else:
            self.facts.offer(field, name)

    def _claim(self, line: Line) -> None:
        for node in line.nodes:
            self.ledger.keep(node, Fate.METADATA)


# Degrees and licences of health professionals, as they stand behind a name.
_DEGREE = re.compile(
    r",\s(?:M\.?D|Ph\.?D|R\.?N|D\.?O|DVM|VMD|Pharm\.?D|MPH|NP|PA-C|RDN?|DDS|DMD|FACP|MBBS|MRCGP|MSN?|DNP|DPT|OD)\b\.?"
)
_IN_FIGURES = re.compile(r"\d\d?[/.-]\s?\d\d?[/.-]\s?\d\d")
_BETWEEN, _TICKS = re.compile(r"[,;|·•()]"), "✓✔☑✅ "  # before what was reviewed
_ONE_WORD = re.compile(r"\w+")
_WROTE = re.compile(
    r"written|authored|escrit|redactad|rédigé|écrit|geschr|verfasst|scritt|redatt|redigid", re.IGNORECASE
)
