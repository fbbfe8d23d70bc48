"""Every page: well-formed, escaped, whole, readable, and asking nothing of the network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from importlib import resources
from itertools import pairwise
from typing import Any

import pytest
from jinja2 import UndefinedError
from lxml import etree

from a11y_export.literacy import LiteracyOptions, as_dict, assess
from a11y_export.model import Article, Disclaimer, Origin, Paragraph, Section, Source, Span, Style
from a11y_export.pages import doses_page, index_page, readability_page, render, reports_page
from a11y_export.pages.batch import relative
from a11y_export.pages.chart import chart
from a11y_export.themes import contrast
from tests.pages.cuts import cuts

HTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</title><script>alert(1)</script> & \"q\" 'a' {{ 7*7 }} ]]> \x00\x0b\ud800 <5%"


def article(language: str = "en-US", title: str = "Test", sentences: int = 30) -> Article:
    def part(part_id: str, heading: str, text: str) -> Section:
        return Section(part_id, (Span(heading),) if heading else (), 2, (Paragraph((Span(text),)),))

    return Article(
        title, language, Source("t.html", "0" * 64),
        sections=(
            part("s1", "", "Take your medicine with water. " * sentences),
            part("s2", f"Side effects {title}", f"Uncontrolled hypertension precipitates {title} complications."),
        ),
        disclaimer=Disclaimer((Paragraph((Span("This is not medical advice."),)),), Origin.FOUND),
    )


def readability(title: str = "Test", language: str = "en-US", **options: Any) -> str:
    report = as_dict(assess(article(language, title), LiteracyOptions(**options)))
    return readability_page(title, language, report)


def doses(title: str = "Test", language: str = "en") -> str:
    rows = [
        {"shown": "2.5 mg", "said": "two point five milligrams", "sentence": "Take 2.5 mg now.", "section": "Doses"},
        {"shown": "<5%", "said": "less than five percent", "sentence": f"In <5% of {title}.", "section": title},
    ]
    return doses_page(title, language, rows)


def index(title: str = "Test", language: str = "en") -> str:
    rows: list[dict[str, Any]] = [
        {
            "title": title, "language": language, "folder": "one", "verdict": "REVIEW", "grade": 8.1, "pages": 12,
            "minutes": 9.44, "words_cut": 88, "disclaimer": "found", "warnings": ["No picture."],
            "links": [{"label": "PDF", "href": "one/one-large-print.pdf"}],
        },
        {"title": "Second", "verdict": "TOO_SHORT", "grade": 7.0, "pages": 3, "minutes": 2.0, "disclaimer": "none"},
        {"title": title, "error": f"{title}: no article was found."},
    ]
    return index_page(rows, {"articles": 3, "failed": 1, "minutes": 11.4})


def reports(title: str = "Test", language: str = "en") -> str:
    rows = [
        (f"{number}.html", as_dict(assess(article(language, title, sentences), LiteracyOptions())), number > 0)
        for number, sentences in enumerate((30, 3))
    ]
    return reports_page(rows, [("c.html", f"{title}: no article was found.")], gated=True)


PAGES: dict[str, Callable[[str, str], str]] = {
    "readability": readability, "cuts": cuts, "doses": doses, "index": index, "reports": reports,
}
SCRIPTS = {cuts: "cuts.js", index: "index.js"}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Callable[..., str]:
    return PAGES[request.param]


def parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


def scripts(root: etree._Element) -> list[str]:
    return ["".join(e.itertext()) for e in root.iter(f"{HTML}script")]


def own_script(root: etree._Element, page: Callable[..., str]) -> list[str]:
    """Give the page's own script, the one that its policy lets run."""
    if page not in SCRIPTS:
        return []
    own = resources.files("a11y_export.pages").joinpath("templates", SCRIPTS[page]).read_text(encoding="utf-8")
    [policy] = [e.get("content", "") for e in root.iter(f"{HTML}meta") if e.get("http-equiv")]
    digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}';" in policy
    return [own]


def text_of(text: str) -> str:
    return " ".join(" ".join(parsed(text).itertext()).split())


def test_well_formed_with_language_title_and_one_heading(page: Callable[..., str]) -> None:
    root = parsed(page("Kidney stones", "es"))
    # These pages have their words in the article's language; the others speak English.
    own = "es" if page in {cuts, readability, reports} else "en"
    assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == own
    assert root.findtext(f"{HTML}head/{HTML}title")
    assert len(root.findall(f".//{HTML}h1")) == 1
    assert any(e.get("lang") == "es" for e in root.iter(f"{HTML}span"))


def test_no_heading_level_is_skipped(page: Callable[..., str]) -> None:
    levels = [int(e.tag[-1]) for e in parsed(page("T", "en")).iter() if re.fullmatch(rf"{re.escape(HTML)}h\d", e.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_scoped_headers(page: Callable[..., str]) -> None:
    root = parsed(page("T", "en"))
    assert root.findall(f".//{HTML}table")
    for table in root.iter(f"{HTML}table"):
        assert table.find(f"{HTML}caption") is not None
        assert all(th.get("scope") in {"col", "row"} for th in table.iter(f"{HTML}th"))


def test_nothing_is_fetched_and_nothing_runs(page: Callable[..., str]) -> None:
    text = page("T", "en")
    root = parsed(text)
    assert not [e for e in root.iter() if e.tag in {f"{HTML}link", f"{HTML}img", f"{HTML}iframe"}]
    assert scripts(root) == own_script(root, page)
    assert "url(" not in text
    assert "@import" not in text
    addresses = [v for e in root.iter() for k, v in e.attrib.items() if k in {"href", "src", "action", "style"}]
    assert not [v for v in addresses if "//" in v or ":" in v]


def test_a_hostile_title_stays_text(page: Callable[..., str]) -> None:
    text = page(HOSTILE, 'en"><b>')
    root = parsed(text)
    assert scripts(root) == own_script(root, page)
    assert not list(root.iter(f"{HTML}b"))
    assert "{{ 7*7 }}" in text_of(text)
    assert "<script>alert(1)</script>" in text_of(text)
    assert "\ufffd" in text


def test_the_same_input_gives_the_same_bytes(page: Callable[..., str]) -> None:
    assert page("T", "en") == page("T", "en")


def test_elements_that_html_would_not_close_are_not_written_short(page: Callable[..., str]) -> None:
    short = set(re.findall(r"<(\w+)[^>]*/>", page("T", "en")))
    assert short <= {"meta", "input"}


def test_a_missing_value_is_an_error_of_the_program() -> None:
    with pytest.raises(UndefinedError):
        render("doses.xhtml", title="T")


def test_readability_says_the_verdict_in_words() -> None:
    text = text_of(readability())
    assert "Needs review" in text or "Too hard" in text
    assert "SMOG grade" in text
    assert "McLaughlin 1969" in text


def test_readability_shows_every_section_in_chart_and_table() -> None:
    root = parsed(readability())
    assert len(root.findall(f".//{SVG}rect")) == 2
    rows = [" ".join(" ".join(tr.itertext()).split()) for tr in root.iter(f"{HTML}tr")]
    assert any(row.startswith("(before the first heading)") for row in rows)
    assert any(row.startswith("Side effects Test about") for row in rows)
    assert any(row.startswith("Whole article") for row in rows)


@pytest.mark.parametrize(("language", "words"), [
    ("es", "un número más alto es más fácil"), ("it", "Gulpease"), ("de", "Wiener"), ("fr", "Not scored"),
    ("", "Not scored"),
])
def test_readability_in_other_languages(language: str, words: str) -> None:
    assert words in text_of(readability(language=language))


def test_doses_has_every_row_and_marks_the_number() -> None:
    root = parsed(doses())
    assert [m.text for m in root.iter(f"{HTML}mark")] == ["2.5 mg", "<5%"]
    text = text_of(doses())
    assert "two point five milligrams" in text
    assert "less than five percent" in text
    assert text.count("☐") == 2
    assert "Signature" in text


def test_doses_without_rows() -> None:
    assert "no numbers" in text_of(doses_page("T", "en", []))


def test_index_has_every_article_and_the_failed_ones_with_reason() -> None:
    text = text_of(index("Kidney stones"))
    for words in (
        "Kidney stones", "Needs review", "grade 8.1", "12", "9.4", "88", "found", "No picture.",
        "Second", "Too short to score", "grade about 7.0", "no article was found.",
    ):
        assert words in text, words
    assert "Articles 3 Failed 1 Minutes of sound 11.4" in text


def test_index_of_nothing() -> None:
    assert "None." in text_of(index_page([], {}))


@pytest.mark.parametrize(("href", "safe"), [
    ("a/b c.pdf", "a/b%20c.pdf"), ("javascript:alert(1)", "javascript%3Aalert%281%29"),
    ("//evil.example/x", "evil.example/x"),
    ("naïve/x#p", "na%C3%AFve/x#p"),
])
def test_links_stay_relative(href: str, safe: str) -> None:
    assert relative(href) == safe


def test_chart_keeps_bars_inside_and_names_the_target() -> None:
    rows = [("None", None, ""), ("Easy", -3.0, "-3.0"), ("Hard", 40.0, "about 40.0")]
    drawn = chart(rows, 8.0, easier_is_more=False, estimates=frozenset({2}))
    assert drawn is not None
    assert [(bar.value, bar.estimate) for bar in drawn.bars] == [("-3.0", False), ("about 40.0", True)]
    assert drawn.bars[0].length == 0
    assert drawn.left + drawn.bars[1].length <= drawn.width
    assert [bar.over for bar in drawn.bars] == [False, True]
    assert chart([("None", None, "")], 8.0, easier_is_more=False) is None


def test_the_line_of_the_target_crosses_bars_and_no_words() -> None:
    root = parsed(readability("A heading that is long enough to reach beyond the middle of the whole drawing"))
    lines = [e for e in root.iter(f"{SVG}line") if e.get("class") == "target"]
    texts = list(root.iter(f"{SVG}text"))
    assert len(lines) == 2
    for line in lines:
        top, bottom, x = (float(line.get(key, "")) for key in ("y1", "y2", "x1"))
        for text in texts:
            foot, left = float(text.get("y", "")), float(text.get("x", ""))
            # 20 units of letters: 16 above the foot line, 5 below; the target's own label is centred on the line.
            above_or_below = foot + 5 < top or foot - 16 > bottom
            assert above_or_below or left > x + 4, text.text


def test_a_spanish_article_has_a_spanish_report_and_a_finnish_one_says_that_it_is_english() -> None:
    report = as_dict(assess(article("es-MX", "Presión"), LiteracyOptions()))
    assert report["said"] == {"text": report["said"]["text"], "lang": "es-MX"}
    text = text_of(readability_page("Presión", "es-MX", report))
    for words in (
        "Legibilidad: Presión", "Objetivo 55", "Las frases más difíciles", "Todo el artículo",
        "Un elemento de lista es una frase", "Su texto es fijo",
    ):
        assert words in text, words
    for words in ("Needs review", "Too hard", "Whole article", "Shorter sentences", "Target", "bullet"):
        assert words not in text, words
    finnish = readability("Paine", "fi")
    assert "no words of its own in the article's language" in text_of(finnish)
    assert parsed(finnish).get("lang") == "en"


@pytest.mark.parametrize(("language", "mark"), [("en", "crossed out"), ("es", "tachado"), ("fi", "crossed out")])
def test_a_crossed_out_dose_stands_apart_in_sentences_and_headings(language: str, mark: str) -> None:
    out = frozenset({Style.DELETED})
    dose = (Span("Your doctor will give you "), Span("5", out), Span("10 mg of it each day."))
    near = (Paragraph((Span("Take "), Span("2", out), Span("4 pills.")), ), Paragraph(dose))
    made = Article(
        "Test", language, Source("t.html", "0" * 64),
        sections=(Section("s1", (Span("From "), Span("5", out), Span("10 mg")), 2, near),),
    )
    report = as_dict(assess(made, LiteracyOptions()))
    page = readability_page("Test", language, report)
    text = text_of(page)
    assert f"From [{mark}: 5] 10 mg" in text
    if language != "fi":  # no formula, so no hardest sentences
        assert report["hardest_sentences"][0]["text"] == f"Your doctor will give you [{mark}: 5] 10 mg of it each day."
        assert report["hardest_sentences"][0]["before"] == f"Take [{mark}: 2] 4 pills."
        assert [e.text for e in parsed(page).iter(f"{HTML}del")] == ["2", "5"]
    assert not re.search(r"510|24 pills", page)


def test_every_colour_of_text_has_the_highest_contrast() -> None:
    css = resources.files("a11y_export.pages").joinpath("templates", "page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", css))
    for name in ("text", "soft", "link", "good", "look", "bad"):
        for ground in ("paper", "panel"):
            assert contrast(colours[name], colours[ground]) >= 7, (name, ground)


def test_large_print_by_default() -> None:
    css = resources.files("a11y_export.pages").joinpath("templates", "page.css").read_text(encoding="utf-8")
    assert "html { font-size: 125%" in css
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)rem", css)]
    assert min(sizes) >= 1
