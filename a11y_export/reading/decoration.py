"""Which pictures say nothing: spacers, counters, icons, avatars, advertisements, and what the page marks so."""

from __future__ import annotations

import re

from bs4.element import Tag

from a11y_export.model import Image
from a11y_export.reading.addresses import addresses, is_data, last_step
from a11y_export.reading.formulas import is_set_as_text
from a11y_export.reading.tree import Element

_NO_CONTENT = frozenset({"avatar", "gravatar", "emoji", "wp-smiley", "favicon", "spacer", "tracking-pixel", "sprite"})
# Pictures of the text, where sites call them so.
_CONTENT = frozenset({"article-image", "body-image", "content-image", "inline-image", "story-image"})
# What an emoji may say that changes a sentence: yes, no, warning, danger, more, less. Faces and flowers do not.
_TELLING = re.compile("[✓✔✅☑✗✘✕✖❌❎☒⛔🚫🔞⚠☠☢☣❗❕‼⁉❓❔ℹ☎📞🆘🚑🚨⬆⬇↑↓➡←→⬅➕➖]|[0-9#*]\ufe0f?\u20e3")
_ICON = frozenset({"icon", "icons", "logo", "badge", "author-image", "author-photo", "headshot", "author-avatar"})
_FURNITURE = frozenset(
    {
        "icon", "icons", "ico", "logo", "spacer", "pixel", "blank", "transparent", "clear", "dot", "arrow", "bullet",
        "divider", "separator", "line", "button", "btn", "avatar", "sprite", "favicon", "share", "facebook", "twitter",
        "linkedin", "pinterest", "whatsapp", "instagram", "youtube", "print", "email", "rss", "loading", "spinner",
    }
)
_UNKNOWN = 1_000_000  # pixels, of what the page does not say
_FILLING = frozenset({"small", "left", "right", "up", "down", "white", "black", "grey", "gray", "social", "site"})
# "t.gif": what pages show until their scripts bring the picture. A drawing may be called "1.gif", too: one that came
# with the page is judged by its size.
_BLANK = re.compile(r"(?:^|/)[a-z0-9]{1,2}\.gif(?:$|\?)", re.IGNORECASE)
_SELLING = re.compile(
    r"doubleclick\.|googlesyndication\.|amazon-adsystem\.|adservice\.|adserver|scorecardresearch\.|quantserve\."
    r"|facebook\.com/tr\b|/beacon[/.?]|/tracking[/.?]|//ads?\.|/adverts?/",
    re.IGNORECASE,
)


def decoration(element: Tag, alt: str | None, image: Image | None, *, in_figure: bool, alone: bool = False) -> str:
    """Give why the picture is no part of the article, or "": it is marked so, an icon, a counter, an advertisement.

    An empty ``alt`` alone does not make decoration of what stands in a ``figure`` or is as large as a chart: many
    sites fill in no other, and a chart that is lost is worse than a photograph too many. A small picture that nothing
    describes is what its cell, its item or its line says when it stands there `alone`, and an icon beside text.
    """
    if isinstance(element, Element) and is_set_as_text(element):
        return "the formula that it shows is set as text"
    wide, tall = _pixels(element, "width"), _pixels(element, "height")
    if min(wide, tall) <= 3:
        return "a picture of one pixel: a spacer or a counter"
    raw = element.get_attribute_list("class")
    own = {str(c).lower() for c in raw[:20] if c}
    if own & _NO_CONTENT and not (alt and len(alt) < 9 and _TELLING.search(alt)):
        return "an avatar, an emoji or a spacer"
    found = addresses(element)
    if found and _SELLING.search(found[0][:500]):
        return "an advertisement's picture, or a counter"
    if alt:
        return ""
    if image is not None:
        wide, tall = min(wide, image.width), min(tall, image.height)
    is_large = _UNKNOWN > wide >= 300 and _UNKNOWN > tall >= 150
    marked = element.get("role") in {"presentation", "none"} or element.get("aria-hidden") == "true"
    if alt == "" and (marked or not (in_figure or is_large or own & _CONTENT)):
        return "marked as decoration"
    if not found:
        return "it names no file: a placeholder"
    if not (alone and alt is None) and _is_small(wide, tall):
        return "an icon, by its size"
    stem = "" if is_data(found[0]) else last_step(found[0]).rpartition(".")[0].lower()
    if image is None and _BLANK.search(found[0][-300:]):
        return "a spacer, by its name"
    parts = {p for p in re.split(r"[-_.\d]+|%20", stem[:200]) if p and p != "x"}
    if own & _ICON or (parts & _FURNITURE and parts <= _FURNITURE | _FILLING):
        return "an icon, a logo or a button, by its name"
    return ""


def _is_small(wide: int, tall: int) -> bool:
    narrow, long = min(wide, tall), max(wide, tall)
    return narrow <= 16 or (narrow <= 32 and (long <= 64 or long == _UNKNOWN))


def _pixels(element: Tag, side: str) -> int:
    value = str(element.get(side) or "").strip().removesuffix("px")
    if value.isdecimal() and len(value) < 6:
        return int(value)
    style = element.get("style")
    if isinstance(style, str) and side in style:
        match = re.search(rf"(?:^|[\s;]){side}\s{{0,9}}:\s{{0,9}}(\d{{1,5}})px", style[:2000])
        if match:
            return int(match[1])
    return _UNKNOWN
