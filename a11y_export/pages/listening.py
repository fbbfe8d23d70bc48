"""The listening page: the article with its sound beside each part, and the sentence being read marked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from a11y_export.model import Article
from a11y_export.pages.article import ABOUT, DISCLAIMER, TITLE, Part, article_parts
from a11y_export.pages.elements import language_tag
from a11y_export.pages.render import asset, render
from a11y_export.themes import Theme, contrast, sizes, themes
from a11y_export.wording import Wording

SPEEDS = ("0.75", "1", "1.25", "1.5")
_FEWEST = 3  # headed parts that make a list of contents worth its room
_DEEPEST_LISTED = 3


@dataclass(frozen=True, slots=True)
class Player:
    """One audio file beside the text: `sections` are the ids it reads, `clips` are (sentence id, seconds, seconds)."""

    file: str
    title: str
    sections: tuple[str, ...]
    seconds: float
    clips: tuple[tuple[str, float, float], ...]


def listening_page(
    article: Article, players: Sequence[Player], wording: Wording, theme: Theme, size: str = "18",
    audio: str = "audio", pictures: str = "pictures",
) -> str:
    """Give the listening page of an article, complete in itself but for its sound and pictures.

    `size` is one of the sizes of themes.py, in points; `audio` and `pictures` are folders relative to the page.
    The text, the players and the contents need no script; the page's own script only adds to them.
    """
    parts = article_parts(article, wording, pictures)
    script = asset("listening.js")
    return render(
        "listening.xhtml",
        article=article,
        language=language_tag(article.language) or "",
        parts=parts,
        players=_placed(parts, players),
        addresses=[f"{audio}/{quote(player.file)}" for player in players],
        lengths=[_length(player.seconds, wording) for player in players],
        clips=[[[s, round(begin, 3), round(end, 3)] for s, begin, end in player.clips] for player in players],
        titles=[player.title for player in players],
        contents=_contents(parts),
        say=wording.get,
        theme=theme.name,
        themes=[(own, ground(own)) for own in themes().values()],
        size=size,
        sizes=sizes(),
        speeds=SPEEDS,
        script=script,
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        style=asset("article.css") + asset("listening.css"),
    )


def _placed(parts: Sequence[Part], players: Sequence[Player]) -> Mapping[str, list[int]]:
    """Give the numbers of the players that stand before each part: a player stands where its first section does.

    The disclaimer's own file comes first, as it does in the playlist; it stands under the title with the notice.
    """
    keys = {part.section: part.key for part in reversed(parts)}
    out: dict[str, list[int]] = {part.key: [] for part in parts}
    for number, player in enumerate(players):
        home = next((keys[s] for s in player.sections if s in keys and s not in (DISCLAIMER, TITLE)), TITLE)
        out[home].append(number)
    return out


def _contents(parts: Sequence[Part]) -> list[Part]:
    listed = [p for p in parts if p.heading.text and p.level <= _DEEPEST_LISTED and p.section not in (TITLE, ABOUT)]
    return listed if sum(p.section != DISCLAIMER for p in listed) >= _FEWEST else []


def _length(seconds: float, wording: Wording) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return wording.get("listen.length" if minutes else "listen.seconds", minutes=minutes, seconds=rest).text


def ground(theme: Theme) -> str:
    """Tell a browser whether its own controls stand on a light or a dark page."""
    return "light" if contrast(theme.paper, "#000000") > contrast(theme.paper, "#FFFFFF") else "dark"
