"""Styles and scripts of a folder that this very version made: those that it ships, letter for letter.

Whatever a style does to some reader, or a script at some moment, it is no other than the one that was tried. Of a
folder that another version made nothing can be said here; the rules that its styles must keep are proved in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from a11y_export import __version__, themes
from a11y_export.model import Check
from a11y_export.proof.epubfile import FAILURES
from a11y_export.proof.htmltext import Node, read_strictly
from a11y_export.proof.record import is_inside

_ASSETS = Path(__file__).parent.parent / "pages" / "templates"
_COLOURS = ("paper", "panel", "text", "link", "accent", "warning", "line")
_NORMAL = 12  # points of what a reader of books takes for its normal size
_PAGES = {
    "record/cuts.html": (("page.css", "cuts.css", "dark.css"), "cuts.js"),
    "record/readability.html": (("page.css", "dark.css"), ""), "record/doses.html": (("page.css",), ""),
}


def prove_shipped(folder: Path, manifest: Mapping[str, Any]) -> list[Check]:
    """Give the checks of the styles and scripts; none for a folder of another version."""
    if manifest["program"] != f"a11y-export {__version__}":
        return []
    checks = []
    look = manifest["options"]["handout"]
    for path in (str(entry["path"]) for entry in (*manifest["artifacts"], *manifest["record"])):
        kind = next((str(a["kind"]) for a in manifest["artifacts"] if a["path"] == path), "")
        if not is_inside(path) or not (folder / path).is_file():
            continue
        try:
            odd = _other(folder / path, _PAGES.get(path, (kind, "")), str(look["theme"]), str(look["preset"]))
        except (*FAILURES, KeyError) as error:
            odd = [f"{type(error).__name__}: {error}"[:200]]
        if odd is not None:
            told = ", ".join(odd) or "as they were shipped"
            checks.append(Check("style and script are the program's own", path, not odd, told))
    return checks


def _other(path: Path, kind: tuple[str | tuple[str, ...], str], theme: str, preset: str) -> list[str] | None:
    """Give what of a file is not as it was shipped; None for a file that has neither style nor script."""
    styles, script = kind
    if isinstance(styles, tuple):
        return _page(path, "".join(_packed(_asset(name)) for name in styles), script)
    if styles == "html":
        return _page(path, _packed(_listening()), "listening.js")
    if styles == "epub":
        return _held(path, "EPUB/style.css", _book(theme, preset))
    return _held(path, "text.css", _asset("daisy.css")) if styles == "daisy202" else None


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _packed(text: str) -> str:
    return "".join(text.split())


def _page(path: Path, style: str, script: str) -> list[str]:
    """Give what of a page is not as it was shipped; `style` without its white space."""
    root = read_strictly(path.read_bytes())
    odd = [] if _packed("".join(_texts(root, "style"))) == style else ["another style"]
    running = [s.text or "" for s in root.iter("script") if s.get("type") != "application/json"]
    return odd + ([] if running == ([_asset(script)] if script else []) else ["another script"])


def _texts(root: Node, tag: str) -> Iterator[str]:
    yield from (element.text or "" for element in root.iter(tag))


def _held(path: Path, name: str, wanted: str) -> list[str]:
    data = wanted.encode()
    with ZipFile(path) as book, book.open(name) as file:
        return [] if file.read(len(data) + 1) == data else ["another style"]


def _listening() -> str:
    """Give the style of a listening page: the colours of every theme, every size, and what is common to all."""
    out = []
    for name, theme in themes.themes().items():
        colours = " ".join(f"--{key}: {getattr(theme, key)};" for key in _COLOURS)
        light = themes.contrast(theme.paper, "#000000") > themes.contrast(theme.paper, "#FFFFFF")
        out.append(f'html[data-theme="{name}"] {{ {colours} color-scheme: {"light" if light else "dark"}; }}')
    out += [f'html[data-size="{size}"] {{ font-size: {size}pt; }}' for size in themes.sizes()]
    return "".join([*out, _asset("article.css"), _asset("listening.css")])


def _book(theme: str, preset: str) -> str:
    """Give the style sheet of a book: the size of the preset, and the theme's colours in what is common to all."""
    own = themes.themes()[theme]
    size = f"{themes.presets()[preset].body / _NORMAL:.4g}"
    assets = _asset("article.css") + _asset("book.css")
    common = re.sub(r"var\(--(\w+)\)", lambda match: str(getattr(own, match[1])), assets)
    return f"html {{ font-size: 100%; }}\nbody {{ font-size: {size}em; }}\n{common}"
