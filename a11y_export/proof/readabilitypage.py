"""Prove the page on reading level: it says what the record says, block by block, in order, and nothing else.

The blocks are written down here once more, from the record and the program's phrases, and compared with those that
the page has. So a changed figure, a dropped row and a word too many are all found in one way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from a11y_export import words
from a11y_export.model import Article, Check
from a11y_export.proof.htmltext import Node, Unreadable, body_of, equal, held, read_strictly
from a11y_export.wording import FALLBACK, Wording, primary

PAGE = "record/readability.html"
_BLOCKS = ("h1", "h2", "h3", "p", "dt", "dd", "title", "desc", "text", "figcaption", "caption", "th", "td", "li")
_SIGNS = {"PASS": "✓", "REVIEW": "△", "TOO_HARD": "✕", "TOO_SHORT": "…", "NOT_SCORED": "–"}
# Formulas that have a column in the table of sections; the others stand below, by themselves.
_COLUMNS = frozenset({"smog", "fkgl", "forcast", "szigriszt_pazos", "fernandez_huerta", "wiener", "gulpease"})
_LABEL = 46  # letters of a heading that the chart shows
_WIDTH = 780  # of the chart's own units, for its longest bar
Block = tuple[str, str]
Report = Mapping[str, Any]


def prove_reading_page(folder: Path, article: Article, report: Report) -> list[Check]:
    """Give the checks that the page shows the report on record, and draws its chart by it."""
    try:
        root = read_strictly((folder / PAGE).read_bytes())
        body = body_of(root)
    except (OSError, Unreadable, etree.XMLSyntaxError) as error:
        return [Check("readability is shown", PAGE, False, str(error))]
    page = _Page(report, article.language)
    title = page.say("title", title=article.title)
    found: list[object] = [("title", words.fold(root.findtext("head/title", "")))]
    found += [(str(e.tag), words.fold("".join(e.itertext()))) for e in body.iter(*_BLOCKS)]
    loose = words.fold("".join(_loose(body)))
    found += [("beside the blocks", loose)] if loose else []
    wanted: list[object] = [(tag, held(text)) for tag, text in page.blocks(article.title, title)]
    return [equal("readability is shown", PAGE, wanted, found, "blocks"), _chart(page, body)]


def _loose(body: Node) -> Iterator[str]:
    """Give the texts that stand in no block."""
    inside = 0
    for event, element in etree.iterwalk(body, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield element.text or "" if not inside and element.tag not in _BLOCKS else ""
            inside += element.tag in _BLOCKS
            continue
        inside -= event == "end" and element.tag in _BLOCKS
        yield element.tail or "" if not inside and element is not body else ""


class _Page:
    """What the page has to say of a report; `language` is the article's."""

    def __init__(self, report: Report, language: str) -> None:
        native = Wording.load(language).native
        self.report = report
        self.language = primary(language) if native else FALLBACK
        self.foreign = bool(language) and not native
        self.wording = Wording.load(self.language)
        own = Wording.load(language)
        self.struck = own.get("deleted.start").text, own.get("deleted.end").text
        self.plainer = primary(language) == "en"
        self.ease = report["scale"] == "ease"
        self.columns = [f for f in report["formulas"] if f["id"] in _COLUMNS]
        self.homes = {part["id"]: self.heading(part) for part in report["sections"]}

    def say(self, key: str, **values: object) -> str:
        return self.wording.get(f"readability.{key}", **values).text

    def told(self, table: str, key: str) -> str:
        return self.wording.get(f"readability_{table}.{key}").text

    def counted(self, key: str, n: int, **values: object) -> str:
        return self.say(f"{key}_{1 if n == 1 else 'n'}", n=n, **values)

    def score(self, value: float | None, estimate: bool = False) -> str:
        if value is None:
            return "–"
        said = f"{value:.1f}".replace("-", "\u2212")
        return self.say("about", score=said) if estimate else said

    def heading(self, part: Report) -> str:
        return str(part["heading"]) or self.say("untitled")

    def place(self, section: str) -> str:
        return self.homes.get(section, section)

    def blocks(self, name: str, title: str) -> Iterator[Block]:
        """Give the tag and the text of each block, in order."""
        yield "title", title
        yield "h1", f"{self.say('title', title='')}{name}"
        if self.foreign:
            yield "p", self.say("english")
        yield from self._verdict()
        yield from self._facts()
        yield "h2", self.say("sections")
        yield from self._drawn()
        yield from self._sections()
        yield from self._sentences()
        yield from self._words()
        yield from self._acronyms()
        yield from self._scores()
        yield from self._rest()

    def _verdict(self) -> Iterator[Block]:
        verdict = str(self.report["verdict"])
        known = self.say(f"verdict_{verdict.lower()}")
        yield "p", f"{_SIGNS[verdict]} {known}"
        said = str(self.report["said"]["text"]).removeprefix(f"{known}: ")
        yield "p", said[:1].upper() + said[1:]

    def _facts(self) -> Iterator[Block]:
        report, say = self.report, self.say
        facts: list[tuple[str, str]] = []
        if report["formula_name"]:
            kind = "ease" if self.ease else "grade"
            score = self.score(report["score"], report["estimate"])
            facts.append(("formula", say(f"formula_{kind}", formula=report["formula_name"])))
            facts += [("score", score), ("target", say(f"target_{kind}", target=f"{report['target']:g}"))]
            if report["max_grade"] is not None:
                facts.append(("gate", say(f"gate_{'none' if self.ease else 'grade'}", gate=f"{report['max_grade']:g}")))
            if report["without_terms"] not in (None, report["score"]):
                own = self.score(report["without_terms"], report["estimate"])
                facts.append(("without", say("without_means", score=own)))
        facts.append(("language", report["language"] or say("unknown")))
        for key, value in facts:
            yield from (("dt", say(key)), ("dd", value))

    def bars(self) -> list[Report]:
        """Give the sections that the chart shows."""
        return [s for s in self.report["sections"] if s["score"] is not None and self.report["target"] is not None]

    def _drawn(self) -> Iterator[Block]:
        if not self.bars():
            yield "p", self.say("chart_none")
            return
        target = self.report["target"]
        yield "title", self.say("chart_title", formula=self.report["formula_name"])
        yield "desc", self.say("chart_note")
        yield "text", self.say("chart_target", target=f"{target:g}")
        for part in self.bars():
            said, name = self.score(part["score"], part["estimate"]), self.heading(part)
            if part["score"] < target if self.ease else part["score"] > target:
                said = self.say("chart_below" if self.ease else "chart_above", score=said)
            yield "text", f"{said} · {name if len(name) <= _LABEL else f'{name[:_LABEL - 1].rstrip()}…'}"
        yield "figcaption", f"{self.say('chart_ease' if self.ease else 'chart_grade')} {self.say('chart_estimates')}"

    def _head(self, caption: str, *keys: str) -> Iterator[Block]:
        yield "caption", caption
        yield from (("th", self.say(key)) for key in keys)

    def _sections(self) -> Iterator[Block]:
        name, say = self.report["formula_name"], self.say
        yield "caption", say("sections_by", formula=name) if name else say("sections_caption")
        yield from (("th", text) for text in (
            say("section"), *(f["name"] for f in self.columns), say("sentences_broken"), say("words"), say("longest"),
            say("in_lists"),
        ))
        for part in (*self.report["sections"], {**self.report["whole"], "heading": say("whole")}):
            yield "th", self.heading(part)
            yield from (("td", self._shown(part, formula)) for formula in self.columns)
            yield from (("td", str(part["counts"][key])) for key in ("sentences", "words"))
            yield "td", str(part["longest"]["words"]) if part["longest"] else "–"
            yield "td", f"{part['list_share'] * 100:.0f} %"

    def _shown(self, part: Report, formula: Report) -> str:
        key = formula["id"]
        value = part["score"] if key == self.report["formula"] else part["scores"].get(key)
        return self.score(value, part["counts"][formula["unit"]] < formula["least"])

    def _sentences(self) -> Iterator[Block]:
        report, say = self.report, self.say
        yield "h2", say("hardest")
        if not report["hardest_sentences"]:
            yield "p", say("none")
            return
        names = {f["id"]: f["name"] for f in report["formulas"]}
        how = say("hardest_how", formula=names.get("fkgl") or next(iter(names.values()), ""))
        if n := report["passive_sentences"]:
            how += f" {self.counted('hardest_passive', n, sentences=report['whole']['counts']['sentences'])}"
        yield "p", how
        for one in report["hardest_sentences"]:
            texts = one["before"], one["text"], one["after"]
            said = [self._crossed(one["crossed"][at]) if one["crossed"] else text for at, text in enumerate(texts)
                    if text]
            size = say("sentence_size", words=one["words"], polysyllables=one["polysyllables"])
            size = size if "polysyllables" in report["counted"] else self.counted("words", one["words"])
            facts = [self.score(one["score"]), size]
            facts += [f"{say('passive')} {'; '.join(one['passive'])}"] if one["passive"] else []
            facts += [f"{say('in_section')} {self.place(one['section'])}", one["id"]]
            yield "li", " ".join([*said, " · ".join(facts)])

    def _crossed(self, parts: Any) -> str:
        opens, closes = self.struck
        return "".join(f"{opens} {text}{closes}" if out else text for text, out in parts)

    def _words(self) -> Iterator[Block]:
        report, say = self.report, self.say
        yield "h2", say("hard_words")
        if not report["hardest_words"]:
            yield "p", say("none")
        else:
            yield "p", say("hard_words_how" if self.plainer else "hard_words_how_none")
            plainer = ["plainer"] if self.plainer else []
            yield from self._head(say("hard_words_caption"), "word", "times", *plainer, "explained", "first_in")
        for word in report["hardest_words"]:
            yield from (("th", word["word"]), ("td", str(word["count"])))
            if self.plainer:
                yield "td", f"{word['plain'] or '–'} {word['source']}"
            yield "td", say("yes" if word["explained"] else "no")
            yield "td", f"{self.place(word['section'])} {word['first']}"
        if report["wordy"]:
            yield "h2", say("wordy")
            yield from self._head(say("wordy_caption"), "phrase", "times", "simpler", "first_in")
        for word in report["wordy"]:
            yield from (("th", word["word"]), ("td", str(word["count"])), ("td", f"{word['plain']} {word['source']}"))
            yield "td", f"{self.place(word['section'])} {word['first']}"

    def _acronyms(self) -> Iterator[Block]:
        yield "h2", self.say("acronyms")
        if not self.report["acronyms"]:
            yield "p", self.say("none")
        for one in self.report["acronyms"]:
            where = f"{self.say('first_place')} {self.place(one['section'])} · {one['first']}"
            yield "li", f"{one['text']} {self.counted('times', one['count'])} · {where}"

    def _scores(self) -> Iterator[Block]:
        report, say = self.report, self.say
        yield "h2", say("scores")
        if report["formulas"]:
            yield from self._head(say("scores_caption"), "formula", "score", "scale", "wants", "published")
        for formula in report["formulas"]:
            wants = say(f"wants_{formula['unit']}", least=formula["least"])
            yield "th", formula["name"]
            yield from (("td", text) for text in (
                self._shown(report["whole"], formula), say(f"scale_{formula['scale']}"), wants, formula["source"],
            ))
        yield from self._head(say("counts_caption"), "what", "how_many")
        for key, number in report["whole"]["counts"].items():
            if key in report["counted"]:
                yield from (("th", say(f"count_{key}")), ("td", str(number)))

    def _rest(self) -> Iterator[Block]:
        report, say = self.report, self.say
        notice = report["disclaimer"]
        yield "h2", say("disclaimer")
        if not notice["counts"]["words"]:
            yield "p", say("disclaimer_none")
        else:
            size = {key: self.counted(key, notice["counts"][key]) for key in ("words", "sentences")}
            score = self.score(notice["score"], notice["estimate"])
            yield "p", (say("disclaimer_size", **size) if notice["score"] is None else
                        say("disclaimer_score", formula=report["formula_name"], score=score, **size))
        yield "h2", say("counted")
        yield from self._head(say("parts_caption"), "part", "scored", "why")
        for part in report["parts"]:
            yield from (("th", self.told("kind", part["kind"])), ("td", say(f"scored_{part['counted']}")))
            yield "td", self.told("why", part["kind"])
        yield "h3", say("ready")
        yield from (("li", f"{self.told('rule', rule['id'])} {rule['id']}") for rule in report["preparation"])


def _chart(page: _Page, body: Node) -> Check:
    """Each bar is as long as its score, on one scale with the target's line, and says when it is on the wrong side."""
    bars, target = page.bars(), page.report["target"]
    top = 100.0 if page.ease else max([12.0, (target or 0) + 2, *(bar["score"] for bar in bars)])
    wanted, lines = [], set()
    for bar in bars:
        over = bar["score"] < target if page.ease else bar["score"] > target
        kind = ("over" if over else "full") + (" estimate" if bar["estimate"] else "")
        wanted.append((kind, round(_WIDTH * min(max(bar["score"], 0.0), top) / top, 1)))
        lines.add(round(10 + _WIDTH * min(max(target, 0.0), top) / top, 1))
    found = [(" ".join(str(e.get("class")).split()), float(e.get("width", "-1"))) for e in body.iter("rect")]
    places = {float(e.get(key, "-1")) for e in body.iter("line") for key in ("x1", "x2")}
    good = found == wanted and places == lines
    return Check("readability chart is drawn by the scores", PAGE, good, f"{len(found)} bars, expected {len(wanted)}")
