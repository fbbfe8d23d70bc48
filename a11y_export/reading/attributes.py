"""Find a tag with very many attributes before the parser meets it.

libxml2 compares the attributes of a tag with one another, and lxml looks each of them up from the first: the time grows
with the square of their number. So tags are counted beforehand. Plain ones are passed over in one run of a pattern;
whatever else begins like a tag is counted by itself, wherever it stands, so that no tag can hide from the count by
looking like the inside of another one.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

MAX_ATTRIBUTES = 1_000
# One attribute as HTML reads it: a name, then perhaps "=" and a value, quoted or not.
_ATTRIBUTE = (
    r"""[ \t\n\r\f/]*+[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"""
    r"""(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:"[^"]*+"|'[^']*+'|[^ \t\n\r\f>"'][^ \t\n\r\f>]*+)?+)?+"""
)
_MORE = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"[a-zA-Z][^ \t\n\r\f/>]*+(?:{_ATTRIBUTE}){{0,{MAX_ATTRIBUTES}}}+")
# Text, and tags that are surely over at their first ">", too near for many attributes (each has two letters or more):
# no quote in them can be open there, as every quote opens or closes a value. After "=" a closing one could open.
_PLAIN = re.compile(
    rf"""[^<]*+(?:<(?:(?![a-zA-Z])|[a-zA-Z](?=[^>]{{0,{2 * MAX_ATTRIBUTES - 100}}}>)"""
    r"""[^<>"'=]*+(?:=(?:"[^"<>]*+(?<![=\s])"|'[^'<>]*+(?<![=\s])')?+[^<>"'=]*+)*+>)[^<]*+)*+"""
)
_PROBE = "a11y-probe"
# In a script or a comment nothing is a tag. Few pages ever need to have the parser asked whether one is.
_MOST_PROBES = 4
# Letters looked at again for each letter of the page: most pages need a tenth of one, the worst of a thousand three.
_MOST_AGAIN = 40


def has_too_many(html: str) -> bool:
    """Whether a tag has more than MAX_ATTRIBUTES attributes, or tags stand in one another past finding out."""
    probes, left = 0, _MOST_AGAIN * len(html) + 10_000
    at = _end(_PLAIN.match(html))
    while at < len(html):
        tag = _end(_TAG.match(html, at + 1))
        if _MORE.match(html, tag):
            probes += 1
            if probes > _MOST_PROBES or _is_tag(html[:at]):
                return True
        left -= tag - at
        if left < 0:
            return True
        at = _end(_PLAIN.match(html, at + 1))
    return False


def _end(match: re.Match[str] | None) -> int:
    return cast("re.Match[str]", match).end()


def _is_tag(before: str) -> bool:
    """Whether the parser takes what begins after this text for a tag."""
    parser = etree.HTMLParser(huge_tree=True, recover=True, encoding="utf-8")
    root = etree.fromstring(f"{before}<{_PROBE}>".encode("utf-8", "replace"), parser)
    return next(root.iter(_PROBE), None) is not None
