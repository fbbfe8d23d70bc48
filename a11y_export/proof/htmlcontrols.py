"""The controls of a listening page: each that there should be, in order, named by the program, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from a11y_export import themes, words
from a11y_export.model import Article, Check
from a11y_export.proof.htmlnames import bare_text, doubled, prove_tables_named
from a11y_export.proof.htmltext import Node, equal, held
from a11y_export.proof.markup import odd_elements
from a11y_export.wording import Wording

_SPEEDS = ("0.75", "1", "1.25", "1.5")
_FEWEST, _DEEPEST = 3, 3  # headed parts that have contents, and how deep those go
_KEYS = ("data-set", "data-to", "data-do", "data-play", "data-pause", "aria-pressed", "aria-label", "aria-describedby")
_INSIDE = {  # what a button is made of
    "part": ["sign", "name"], "back": ["sign", "word"], "play": ["sign", "name word"], "forward": ["word", "sign"],
}
# A control: its tag, what its attributes say, its words, their language where it is not the article's.
_Control = tuple[str, tuple[str, ...], str, str]


def prove_controls(
    name: str, article: Article, root: Node, body: Node, tracks: Sequence[Mapping[str, Any]],
    look: tuple[str, str] | None,
) -> list[Check]:
    """Give the checks of a page's elements, tables and controls.

    `tracks` are those of the timeline; `look` is the theme and the size in points that were asked for, None where
    nobody knows.
    """
    odd = [*odd_elements(root, "page", "article"), *doubled(root)]
    shown = (str(root.get("data-theme")), str(root.get("data-size")))
    odd += [f"shown as {shown}"] if look not in (None, shown) else []
    odd += [*_loose_signs(body), *_misplaced(body, article, tracks)]
    return [
        Check("html elements are a page's", name, not odd, "; ".join(odd[:3])[:400] or "all"),
        prove_tables_named("html", name, article, body),
        equal("html controls", name, [*_Expected(article, body, tracks, shown).every()], [*_found(body)], "controls"),
    ]


def _loose_signs(body: Node) -> Iterator[str]:
    """Give the buttons whose sign could be heard, or whose name the page's script would not find."""
    for button in body.iter("button"):
        kind = str(button.get("data-do", ""))
        if kind and [str(e.get("class")) for e in button] != _INSIDE.get(kind):
            yield f"a button “{kind}” of other pieces"


def _misplaced(body: Node, article: Article, tracks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Give the players that do not stand before the first part that their file reads, and what is out of order."""
    parts = {section.id: f"part{number}" for number, section in enumerate(article.sections, 1)}
    players = {str(e.get("id")): e.getparent() for e in body.iter("audio")}
    for number, track in enumerate(tracks):
        home = next((parts[section] for section in track["sections"] if section in parts), None)
        after = players[f"audio{number}"].getnext() if f"audio{number}" in players else None
        while after is not None and after.get("class") == "player":
            after = after.getnext()
        if home is not None and (after is None or after.get("id") != home):
            yield f"the player of {track['file']} stands elsewhere"
    if [str(e.tag) for e in body.getparent()] != ["head", "body"] or body[0][0].tag != "header":
        yield "the page begins otherwise"


def _found(body: Node) -> Iterator[object]:
    """Give the controls of a page, with all that stands outside of the article."""
    for element in _outside(body):
        tag = str(element.tag)
        if tag in ("p", "summary", "h2", "button", "audio", "li"):
            said = tuple(str(element.get(key, "")) for key in _KEYS) if tag == "button" else _more(element, tag)
            lang = next((str(e.get("lang")) for e in element.iter("span") if e.get("lang")), "")
            yield tag, said, words.fold("".join(element.itertext())), lang
        elif tag == "div" and element.get("id") == "bar":
            yield tag, (str(element.get("aria-label")),), "", ""


def _more(element: Node, tag: str) -> tuple[str, ...]:
    """Give what the attributes of a control that is no button say, and where its links lead."""
    links = [unquote(str(a.get("href", ""))) for a in element.iter("a")]
    if tag == "audio":
        return str(element.get("id")), unquote(str(element.get("src"))), str(element.get("aria-labelledby")), *links
    return str(element.get("id", "")), str(element.get("class", "")), *links


def _outside(element: Node) -> Iterator[Node]:
    """Give the elements below one, without the parts of the article."""
    for child in element:
        if isinstance(child.tag, str) and not (child.tag in ("section", "header") and child.get("dir")):
            yield child
            if child.tag not in ("p", "summary", "h2", "button", "audio", "li"):
                yield from _outside(child)


class _Expected:
    """What the page of an article should have, `shown` in a theme and a size."""

    def __init__(
        self, article: Article, body: Node, tracks: Sequence[Mapping[str, Any]], shown: tuple[str, str],
    ) -> None:
        self.article, self.body, self.tracks, self.shown = article, body, tracks, shown
        self.wording = Wording.load(article.language)

    def _text(self, key: str, **values: object) -> str:
        return words.fold(self.wording.get(key, **values).text)

    def _lang(self, key: str) -> str:
        lang = self.wording.get(key).lang
        return lang if lang != self.article.language else ""

    def _p(self, key: str, own: str = "") -> _Control:
        return "p", (own, ""), self._text(key), self._lang(key)

    def _button(self, text: str, lang: str = "", **said: str) -> _Control:
        return "button", tuple(said.get(key.replace("-", "_"), "") for key in _KEYS), text, lang

    def _choice(self, kind: str, to: str, text: str, lang: str = "", *, pressed: bool, label: str = "") -> _Control:
        on = "true" if pressed else "false"
        return self._button(text, lang, data_set=kind, data_to=to, aria_pressed=on, aria_label=label)

    def every(self) -> Iterator[_Control]:
        """Give the controls in the page's order."""
        yield from self._settings()
        key = "listen.disclaimer_see"
        yield "p", ("", "", "#disclaimer"), f"{self._text(key)} {self._text('handout.disclaimer')}", self._lang(key)
        homes = {section.id for section in self.article.sections}
        first = [n for n, track in enumerate(self.tracks) if not homes & set(track["sections"])]
        for number in first:
            yield from self._player(number)
        yield from self._contents()
        for number in sorted({*range(len(self.tracks))} - set(first)):
            yield from self._player(number)
        yield "div", (self.wording.get("listen.player").text,), "", ""
        yield self._button(f"◀◀ {self._text('listen.back')}", self._lang("listen.back"), data_do="back")
        play, pause = (self.wording.get(f"listen.{key}").text for key in ("play", "pause"))
        yield self._button(f"▶ {words.fold(play)}", data_do="play", data_play=play, data_pause=pause)
        yield self._button(f"{self._text('listen.forward')} ▶▶", self._lang("listen.forward"), data_do="forward")

    def _settings(self) -> Iterator[_Control]:
        theme, size = self.shown
        yield "summary", ("", ""), self._text("listen.settings"), self._lang("listen.settings")
        yield self._p("listen.size", "size-name")
        for own in themes.sizes():
            label = self.wording.get("listen.points", n=own).text
            yield self._choice("size", own, "A", pressed=own == size, label=label)
        yield self._p("listen.colours", "theme-name")
        for own in themes.themes():
            key = f"listen.theme_{own}"
            yield self._choice("theme", own, self._text(key), self._lang(key), pressed=own == theme)
        yield self._p("listen.speed", "speed-name")
        for own in _SPEEDS:
            yield self._choice("speed", own, self._text("listen.times", n=own), pressed=own == "1")
        yield self._p("listen.reading", "reading-name")
        for kind, key in (("follow", "listen.follow"), ("on", "listen.go_on")):
            yield self._choice(kind, "yes", self._text(key), self._lang(key), pressed=True)
        yield self._p("listen.keys")

    def _player(self, number: int) -> Iterator[_Control]:
        track, label = self.tracks[number], f"label{number}"
        minutes, seconds = divmod(round(track["samples"] / track["rate"]), 60)
        key = "listen.length" if minutes else "listen.seconds"
        length = self._text(key, minutes=minutes, seconds=seconds)
        yield "p", (label, "kind"), f"{self._text('listen.listen')}: {held(track['title'])} ({length})", self._lang(
            "listen.listen")
        play, pause = (self.wording.get(f"listen.{one}").text for one in ("play_part", "pause"))
        yield self._button(
            f"▶ {words.fold(play)}", data_do="part", data_to=str(number), data_play=play, data_pause=pause,
            aria_describedby=label,
        )
        file = f"audio/{track['file']}"
        yield "audio", (f"audio{number}", file, label, file), self._text("listen.file"), self._lang("listen.file")

    def _contents(self) -> Iterator[_Control]:
        """Give the list of contents, which a page with fewer than three headed parts has not."""
        listed = []
        for part in self.body.iter("section"):
            heading = part.find("h2") if part.find("h2") is not None else part.find("h3")
            if heading is not None and part.get("id") != "about" and part.get("dir"):
                text = words.fold("".join(heading.itertext())) if part.get("id") == "disclaimer" else bare_text(heading)
                listed += [("li", ("", f"level{heading.tag[1]}", f"#{part.get('id')}"), text, "")] if text else []
        if sum(one[1][2] != "#disclaimer" for one in listed) >= _FEWEST:
            yield "h2", ("contents-name", ""), self._text("handout.contents"), self._lang("handout.contents")
            yield from listed
