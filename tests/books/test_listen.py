"""The listening page: it holds every word and every sentence's time, asks nothing of the network, and can be proved."""

from __future__ import annotations

import html
import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings

from a11y_export.books import export_listening_page, spoken_tracks
from a11y_export.model import Article, Check, Paragraph, Section, Source, Span
from a11y_export.proof.html import prove_listening_page
from a11y_export.themes import contrast, themes
from a11y_export.wording import Wording
from tests.articles import articles
from tests.books.samples import timeline
from tests.handout.samples import rich

THEME = themes()["black-on-white"]
HOSTILE = "</title><script>alert(1)</script> & \"q\" 'a' {{ 7*7 }} ]]> <5%"


def made(article: Article, folder: Path) -> tuple[Path, list[Path], dict[str, Any]]:
    times = timeline(article)
    audio = folder / "audio"
    audio.mkdir(parents=True, exist_ok=True)
    files = [audio / track["file"] for track in times["tracks"]]
    for number, file in enumerate(files):
        file.write_bytes(b"sound %d" % number)
    page, *_ = export_listening_page(article, times, audio, folder / "listen", Wording.load(article.language), THEME)
    return page, files, times


def proved(page: Path, article: Article, files: list[Path], times: dict[str, Any] | None = None) -> list[Check]:
    return prove_listening_page(page, "listen/index.html", article, files, times)


def failed(checks: list[Check]) -> list[str]:
    return [f"{c.name}: {c.evidence}" for c in checks if not c.passed]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(articles)
def test_every_article_is_proved(article: Article) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, files, times = made(article, Path(folder))
        assert not failed(proved(page, article, files, times))


def test_a_rich_article_is_proved_with_its_pictures(tmp_path: Path) -> None:
    page, files, times = made(rich(), tmp_path)
    assert not failed(proved(page, rich(), files, times))
    assert all(p.name.startswith("picture-") for p in (tmp_path / "listen" / "pictures").iterdir())


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    link = Span(HOSTILE, href="javascript:alert(1)", title=HOSTILE)
    section = Section("s01", (Span(HOSTILE),), 2, (Paragraph((link,)),))
    article = Article(HOSTILE, "en", Source("x", "0" * 64, url="javascript:x", site=HOSTILE), sections=(section,))
    page, files, times = made(article, tmp_path)
    times["tracks"][0]["title"] = HOSTILE
    export_listening_page(article, times, tmp_path / "audio", tmp_path / "listen", Wording.load("en"), THEME)
    assert not failed(proved(page, article, files, times))
    assert "javascript:" not in page.read_text().replace("javascript:x", "", 1)


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    first, *_ = made(rich(), tmp_path)
    data = first.read_bytes()
    again, *_ = made(rich(), tmp_path)
    assert again.read_bytes() == data


def changed(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return change


def swapped(text: str) -> str:
    first, second = re.findall(r"<td[^>]*>.*?</td>", text, re.S)[:2]
    assert first != second
    return text.replace(first, "\0", 1).replace(second, first, 1).replace("\0", second, 1)


def without(pattern: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        out, count = re.subn(pattern, "", text, count=1, flags=re.S)
        assert count
        return out

    return change


MUTATIONS: dict[str, Callable[[str], str]] = {
    "a not in bold": changed("<strong>not</strong>", ""),
    "a not": changed("Do not drive", "Do drive"),
    "a less-than sign": changed("&lt;5", "5"),
    "a decimal point": changed("2.5\u00a0mg", "25\u00a0mg"),
    "a row": without(r"<tr>\s*<td>.*?</tr>"),
    "a sentence": without(r'<span class="s" id="s0-002">[^<]*</span>'),
    "swapped cells": swapped,
    "a small sign": changed("10⁻⁹", "10⁹"),
    "a superscript": changed("<sup>9</sup>", "9"),
    "bold": changed("<strong>not</strong>", "not"),
    "a source word as the program's": changed('id="part1" data-origin="source"', 'id="part1" data-origin="program"'),
    "a word of nobody": changed('<body data-origin="program">', "<body>stray"),
    "an id twice": changed('id="s0-002"', 'id="s0-001"'),
    "a hidden source": changed('<section id="part1"', '<section id="part1" hidden="hidden"'),
    "a hidden ancestor": changed("<main>", '<main style="display:none">'),
    "a heading level": changed("<h2>", "<h4>"),
    "a script": changed("</main>", "</main><script>alert(1)</script>"),
    "a changed script": changed('"use strict";', '"use strict"; alert(1);'),
    "a handler": changed("<main>", '<main onclick="x()">'),
    "a picture from the web": changed('src="pictures/', 'src="https://example.org/'),
    "a frame": changed("<main>", '<main><iframe src="x"></iframe>'),
    "a fetching style": changed("* {", "* { background: url(x);"),
    "a weaker policy": changed("default-src 'none'", "default-src *"),
    "a missing player": without(r'<audio .*?</audio>'),
    "a strange file": changed('mp3" aria', 'mp4" aria'),
    "a start number": changed('start="9"', 'start="8"'),
    "no language": changed(' lang="en-GB"', ' lang="fr"'),
    "a broken tag": changed("</main>", "</mian>"),
    "an earlier time": changed("0.24", "0.04"),
    "a disclaimer word": changed("does not replace", "does replace"),
    "the alternative text": changed('alt="', 'alt="x'),
}


def subject() -> Article:
    return rich()


@pytest.mark.parametrize("mutation", sorted(MUTATIONS))
def test_a_mutation_fails_the_proof(mutation: str, tmp_path: Path) -> None:
    page, files, times = made(subject(), tmp_path)
    text = page.read_text(encoding="utf-8")
    new = MUTATIONS[mutation](text)
    assert new != text
    page.write_text(new, encoding="utf-8")
    assert failed(proved(page, subject(), files, times))


def test_a_sound_file_that_is_gone_fails_the_proof(tmp_path: Path) -> None:
    page, files, times = made(subject(), tmp_path)
    (page.parent / "audio" / files[0].name).unlink()
    assert failed(proved(page, subject(), files, times))


def test_another_sound_fails_the_proof(tmp_path: Path) -> None:
    page, files, times = made(subject(), tmp_path)
    copy = page.parent / "audio" / files[1].name
    copy.write_bytes(copy.read_bytes().replace(b"1", b"2"))
    assert [check.split(":")[0] for check in failed(proved(page, subject(), files, times))] == ["html sound"]


def test_the_folder_is_complete_in_itself(tmp_path: Path) -> None:
    page, files, _ = made(subject(), tmp_path / "here")
    alone = Path(shutil.copytree(page.parent, tmp_path / "elsewhere"))
    text = (alone / "index.html").read_text(encoding="utf-8")
    sources = {unquote(html.unescape(own)) for own in re.findall(r' src="([^"]+)"', text)}
    assert {f"audio/{file.name}" for file in files} < sources
    assert all((alone / own).is_file() and ".." not in own for own in sources)


def test_clips_begin_just_before_their_sound_after_the_delay_of_the_encoder() -> None:
    track = spoken_tracks(timeline(subject()))[0]
    assert track.clips[0].begin == pytest.approx((5512 + 1105) / 22050 - 0.06)
    assert track.clips[0].end == pytest.approx((16537 + 1105) / 22050)


def test_what_is_no_timeline_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "timeline.json"
    path.write_text(json.dumps({"tracks": [{"file": "x"}]}))
    with pytest.raises(ValueError, match="not a timeline"):
        spoken_tracks(path)


def test_the_page_stands_without_its_script(tmp_path: Path) -> None:
    page, *_ = made(subject(), tmp_path)
    text = page.read_text(encoding="utf-8")
    tools = re.findall(r"<[a-z]+ [^>]*class=\"tools[^>]*>|<button type=\"button\" class=\"tools\"[^>]*>", text)
    assert tools
    assert all('hidden="hidden"' in tool for tool in tools)
    assert text.count("<audio controls") == len(timeline(subject())["tracks"])


@pytest.mark.parametrize("theme", sorted(themes()))
def test_marks_and_texts_contrast_in_every_theme(theme: str) -> None:
    own = themes()[theme]
    for ground in (own.paper, own.panel):
        assert all(contrast(colour, ground) >= 7 for colour in own.text_colours)
        assert contrast(own.line, ground) >= 3


@pytest.mark.parametrize("rule", [
    "main p { display: none; }", ".s { visibility: hidden }", ".s::after { content: \"not\" }", "p { font-size: 0 }",
    ".s { d\\69splay: none }", "li { color: var(--paper) }", "p { text-indent: -999em }", "td { opacity: 0.01 }",
    "@media screen { h2, .tools { display: none !important } }", ":root { --paper: #111111; --text: #111111 }",
    "@font-face { font-family: X }", "li { position: absolute; left: -999em }", "p { text-transform: uppercase }",
])
def test_a_style_that_hides_or_says_more_is_found(rule: str, tmp_path: Path) -> None:
    page, files, times = made(rich(), tmp_path)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</style>", rule + "</style>"), encoding="utf-8")
    assert any(f.startswith("html style hides nothing") for f in failed(proved(page, rich(), files, times)))
