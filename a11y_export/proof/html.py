"""Reopen a finished listening page and prove it: its words, their owners, its shapes, its sound, and that it is closed.

The file is read with lxml, which knows nothing of how it was written. It must be well-formed as XML and say the same
words when it is read as HTML.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from a11y_export import themes, words
from a11y_export.model import Article, Check
from a11y_export.proof import htmlshapes
from a11y_export.proof.htmlcontrols import prove_controls
from a11y_export.proof.htmlprogram import prove_program
from a11y_export.proof.htmltext import (
    SOURCE,
    Node,
    Unreadable,
    as_held,
    body_of,
    pieces,
    read_as_browsers,
    read_strictly,
    said_by,
)
from a11y_export.proof.htmlwords import HIDING, prove_disclaimer, prove_seen, prove_sentences, sentence_elements
from a11y_export.proof.pdf import compare

_TAGS = frozenset(re.findall(r"\w+", """
    html head meta title style body main header section details summary div nav h1 h2 h3 h4 h5 h6 p pre ol ul li dl dt
    dd table caption thead tbody tr th td figure img figcaption blockquote br span strong code sup sub del a abbr
    button audio script
"""))
_FETCHING = frozenset(
    {"srcset", "poster", "data", "background", "action", "formaction", "ping", "manifest", "longdesc", "cite", "code"}
)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
# Properties that can take words out of sight, or put words on the page that no element holds.
_TELLING = re.compile(r"""(?x)
    visibility | content | content-visibility | opacity | clip | clip-path | mask.* | filter | transform | translate
    | scale | rotate | zoom | text-indent | text-transform | -webkit-text-(?!size).* | quotes | counter-.* | all
    | z-index | animation.* | transition.*
    | (?:position|overflow|display|color|font-size|(?:max-)?(?:width|height)|margin.*)
""")
_HARMLESS = re.compile(r"""(?x)
    (?:position:\ (?:sticky|static|relative)) | (?:overflow:\ (?:visible|auto))
    | (?:display:\ (?:block|inline-block|flex|table-header-group))
    | (?:color:\ var\(--(?:text|link|accent|warning)\))
    | (?:font-size:\ (?:[1-9]\d*|0?\.[5-9])\d*(?:\.\d+)?(?:r?em|pt|px|%))
    | (?:(?:max-)?(?:width|height):\ (?:100%|auto|none|[1-9]\d*em)) | (?:margin[^:]*:\ [^-]*)
""")
_INKS = ("text", "link", "accent", "warning")
_CONTROLS = frozenset({".tools", ".player", ".contents", ".bar.small .word", "[hidden]"})
_CONTROL_CLASSES = ("tools", "player", "contents", "bar", "word")
_TICK = ('button[aria-pressed="true"]::before', r'content: "\2713\00a0"')


def prove_listening_page(
    path: Path, name: str, article: Article, audio_files: Sequence[Path], timeline: Mapping[str, Any] | None = None,
    look: tuple[str, str] | None = None,
) -> list[Check]:
    """Give the checks of the page at `path`, recorded as `name`; it plays copies of the `audio_files`, in this order.

    With `timeline`, what timeline.json holds, the times of its sentences and the controls are proved as well; `look` is
    the theme and the size in points that were asked for.
    """
    try:
        data = path.read_bytes()
        root = read_strictly(data)
        body = body_of(root)
        as_html = said_by(body_of(read_as_browsers(data)), SOURCE)
    except (OSError, Unreadable, etree.XMLSyntaxError) as error:
        return [Check("html opens", name, False, str(error))]
    said = said_by(body, SOURCE)
    nobody = [t for who, text in pieces(body) if who not in {SOURCE, "program", ""} for t in words.tokens(text)]
    lang = root.get("lang", "")
    return [
        Check("html opens", name, True, f"{len(data)} bytes, well-formed, language {lang or 'none'}"),
        Check("html language", name, lang == article.language, f"{lang}; the article is in {article.language}"),
        compare("html words are the article's", name, [as_held(t) for t in article.tokens()], said),
        compare("html reads the same in a browser", name, said, as_html),
        Check("html every word has an owner", name, not nobody, " ".join(nobody[:20]) or "all"),
        prove_sentences("html", name, article, body),
        prove_disclaimer("html", name, article, body),
        *htmlshapes.prove_shapes("html", name, article, body),
        prove_seen("html", name, body),
        *prove_program(name, article, root, body, [str(t["title"]) for t in timeline["tracks"]] if timeline else []),
        _styled(name, root, body),
        _closed(name, root),
        _script(name, root),
        _sound(name, path, body, audio_files),
        _clips(name, body, timeline),
        *(prove_controls(name, article, root, body, timeline["tracks"], look) if timeline else []),
    ]


def _styled(name: str, root: Node, body: Node) -> Check:
    """The page's own style takes nothing but its controls out of sight, and adds no word."""
    styles = list(root.iter("style"))
    found = [] if len(styles) == 1 and styles[0].getparent().tag == "head" else [f"{len(styles)} styles"]
    found += [f"html {key}" for key in HIDING if root.get(key) is not None]
    css = re.sub(r"/\*.*?\*/", " ", " ".join(e.text or "" for e in styles), flags=re.DOTALL)
    found += [rule for rule in re.findall(r"@[\w-]+", css) if rule not in {"@media", "@page"}]
    for selector, inner in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        named = [" ".join(one.split()) for one in selector.split(",")]
        for line in filter(None, (" ".join(part.split()) for part in inner.split(";"))):
            key, _, value = line.partition(":")
            said = f"{key.strip().lower()}: {value.strip().removesuffix('!important').strip()}"
            known = set(named) <= _CONTROLS or (named == [_TICK[0]] and said == _TICK[1])
            telling = "\\" in line or (_TELLING.fullmatch(key.strip().lower()) and not _HARMLESS.fullmatch(said))
            if telling and not known:
                found.append(f"{named[0]} {{ {said[:60]} }}")
        colours: dict[str, str] = dict(re.findall(r"--([\w-]+)\s*:\s*(#[0-9A-Fa-f]{6})", inner))
        if "paper" in colours and any(themes.contrast(colours.get(key) or colours["paper"], colours["paper"]) < 7
                                      for key in _INKS):
            found.append(f"{named[0]}: colours too alike")
    held = "descendant-or-self::*[@data-origin='source' or @class='disclaimer-text']"
    inside = "ancestor::*[@data-origin='source' or @class='disclaimer-text']"
    classed = " or ".join(f"contains(concat(' ', @class, ' '), ' {one} ')" for one in _CONTROL_CLASSES)
    found += [f"source in .{e.get('class')}" for e in body.xpath(f"//*[{classed}][{held} or {inside}]")]
    return Check("html style hides nothing", name, not found, "; ".join(found[:5]) or "only controls")


def _closed(name: str, root: Node) -> Check:
    """The page asks nothing of the network, and no element stands in it that could."""
    policy = [m.get("content", "") for m in root.iter("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    found = [] if len(policy) == 1 and policy[0].startswith("default-src 'none';") else ["no policy"]
    found += [rule for rule in policy if re.search(r"https?:|\*|unsafe-eval|script-src [^;]*unsafe", rule)]
    found += [f"meta {m.get('http-equiv')}" for m in root.iter("meta") if m.get("http-equiv")][1:]
    for element in root.iter(etree.Element):
        if element.tag not in _TAGS:
            found.append(f"<{element.tag}>")
        for key, value in element.attrib.items():
            scheme = _scheme(str(value))
            asset = key == "src" and (element.tag not in {"img", "audio"} or scheme or str(value).startswith("/"))
            link = key == "href" and (element.tag != "a" or (scheme or "http") not in _SCHEMES)
            if asset or link or key in _FETCHING or key.lower().startswith("on"):
                found.append(f"{element.tag} {key}={value!r:.60}")
    styles = [*(e.text or "" for e in root.iter("style")), *(e.get("style", "") for e in root.iter(etree.Element))]
    found += ["style fetches" for s in styles if re.search(r"url\s*\(|@import|expression|\\[0-9a-f]{1,2}u", s, re.I)]
    return Check("html is closed", name, not found, ", ".join(found[:5]) or "no address but links")


def _scheme(value: str) -> str:
    try:
        return "http" if value.startswith("//") else urlsplit(value.strip()).scheme.lower()
    except ValueError:
        return "unreadable"


def _script(name: str, root: Node) -> Check:
    """There is one script, the one that the page's own policy names by its SHA-256, and none amid the article."""
    scripts = list(root.iter("script"))
    running = [s for s in scripts if s.get("type") != "application/json"]
    policy = " ".join(m.get("content", "") for m in root.iter("meta") if m.get("http-equiv"))
    named = re.findall(r"script-src 'sha256-([A-Za-z0-9+/=]+)'(?:;|$)", policy)
    marks = [base64.b64encode(hashlib.sha256((s.text or "").encode()).digest()).decode() for s in running]
    outside = all(s.getparent() is not None and s.getparent().tag == "body" and not s.get("src") for s in scripts)
    good = len(running) == 1 and len(scripts) == 2 and marks == named and outside
    return Check("html script is its own", name, good, f"{len(running)} scripts, {len(scripts) - len(running)} data")


def _sound(name: str, path: Path, body: Node, audio_files: Sequence[Path]) -> Check:
    """Each sound file stands in one player, which plays a copy of it, byte for byte, in the page's own folder.

    So the folder can be given away by itself.
    """
    by_id = {str(e.get("id")): e for e in body.iter("audio")}
    played = [unquote(by_id[f"audio{n}"].get("src", "")) for n in range(len(by_id)) if f"audio{n}" in by_id]
    same = played == [f"audio/{file.name}" for file in audio_files] and len(played) == len(list(body.iter("audio")))
    wrong = [file.name for file in audio_files if not _copied(file, path.parent / "audio" / file.name)]
    return Check("html sound", name, same and not wrong, ", ".join(wrong[:5]) or f"{len(played)} files")


def _copied(file: Path, copy: Path) -> bool:
    return file.is_file() and copy.is_file() and not copy.is_symlink() and file.read_bytes() == copy.read_bytes()


def _clips(name: str, body: Node, timeline: Mapping[str, Any] | None) -> Check:
    """The times of each file rise, name sentences of the page, and are the timeline's."""
    home = body.find(".//script[@id='clips']")
    ids = {e.get("id") for e in sentence_elements(body)}
    try:
        tracks = json.loads((home.text if home is not None else None) or "")
        times = [[(str(s), float(begin), float(end)) for s, begin, end in track] for track in tracks]
    except (ValueError, TypeError) as error:
        return Check("html times", name, False, f"unreadable: {error}")
    unknown = [s for track in times for s, _, _ in track if s not in ids]
    falling = [a[0] for track in times for a, b in pairwise(track) if not a[1] < b[1]]
    falling += [s for track in times for s, begin, end in track if not 0 <= begin < end]
    wrong = ([] if timeline is None else _differing(times, timeline)) + unknown + falling
    total = sum(len(track) for track in times)
    return Check("html times", name, not wrong, ", ".join(wrong[:5]) or f"{total} sentences in {len(times)} files")


def _differing(times: list[list[tuple[str, float, float]]], timeline: Mapping[str, Any]) -> list[str]:
    """Give what the page's times have otherwise than the timeline: a clip begins at most 0.1 s before its sound."""
    out: list[str] = [] if len(times) == len(timeline["tracks"]) else ["the number of files"]
    for track, heard in zip(times, timeline["tracks"], strict=False):
        rate, delay = heard["rate"], heard["encoder_delay"]
        said = [u for u in heard["utterances"] if u["sentence"] is not None and u["end"] > u["start"]]
        if [s for s, _, _ in track] != [u["sentence"] for u in said]:
            out.append(str(heard["file"]))
            continue
        for (sentence, begin, end), u in zip(track, said, strict=True):
            first, last = (u["start"] + delay) / rate, (u["end"] + delay) / rate
            if not max(0.0, first - 0.1) <= begin <= first or abs(end - last) > 0.01:
                out.append(sentence)
    return out
