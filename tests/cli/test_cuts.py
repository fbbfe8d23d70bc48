"""``a11y-export cuts``, as staff meet it."""

import json
import tomllib

import pytest

from a11y_export.cli.app import run
from tests.reading.pages import page

NEVER = "Never take more than 20 mg in one day."
HTML = page(
    f"<div class='share'>{NEVER}</div><p>The end of the article is near.</p>",
    before="<nav><a href='/'>Home</a></nav>" + "".join(f"<div class='ad'>Offer {n}</div>" for n in range(6)),
)
NONE = f"<html lang='en'><body><nav><a href='/a'>Asthma</a> at home</nav><footer>{NEVER}</footer></body></html>"


@pytest.fixture
def call(capsys, monkeypatch, tmp_path):
    """Run the command on a page; give its exit code, its stdout and its stderr."""
    monkeypatch.chdir(tmp_path)

    def called(html, *arguments, name="a.html"):
        (tmp_path / name).write_text(html, encoding="utf-8")
        code = run(["cuts", name, *map(str, arguments)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return int(code), out, err

    return called


def test_what_matters_comes_first_with_its_line_and_chrome_is_counted(call):
    code, out, err = call(HTML)
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith(" cut")
    first, rest = out.split("Other cuts, by rule:")
    assert f"holds a dose, a prohibition or an alarm\n      {NEVER}\n" in first
    assert '      keep = ["Never take more than"]' in first
    assert "advertising" in rest
    assert "6 cuts" in rest
    assert "Offer" not in out
    assert "a.html.a11y.toml" in rest
    assert "\x1b" not in out


def test_all_lists_every_cut_with_its_line(call):
    _, out, _ = call(HTML, "--all")
    for n in range(6):
        assert f'\n      Offer {n}\n' in out
        assert f'keep = ["Offer {n}"]' in out


def test_the_line_does_what_it_says(call, tmp_path):
    found = json.loads(call(HTML, "--json")[1])
    [line] = [c["overrule"] for c in found["removals"] if c["text"] == NEVER]
    (tmp_path / "a.html.a11y.toml").write_text(line, encoding="utf-8")
    after = json.loads(call(HTML, "--json")[1])
    assert after["kept"] == found["kept"] + len(NEVER.split())
    assert NEVER not in {c["text"] for c in after["removals"]}


def test_json_has_the_keys_that_are_documented(call):
    _, out, _ = call(HTML, "--json")
    found = json.loads(out)
    assert set(found) == {
        "schema", "visible", "kept", "removed", "added", "runs", "removals", "added_words", "warnings",
    }
    keys = [
        *("rule", "reason", "where", "text", "number", "words", "inside", "advice", "look", "overrule", "also", "why"),
        "shown",
    ]
    for cut in found["removals"]:
        assert list(cut) == keys
        assert len(tomllib.loads(cut["overrule"])["keep"]) == 1
    assert sorted(c["number"] for c in found["removals"]) == list(range(1, len(found["removals"]) + 1))
    assert found["removed"] == sum(c["words"] for c in found["removals"])


def test_a_page_without_article_is_shown_as_far_as_it_goes(call, tmp_path):
    code, out, err = call(NONE, "--html", tmp_path / "cuts.html")
    assert code == 4
    assert "no article was found" in err
    assert 'keep = ["Never take more than"]' in out
    shown = (tmp_path / "cuts.html").read_text(encoding="utf-8")
    assert "No article was found on this page." in shown
    assert NEVER in shown
    code, out, _ = call(NONE, "--json")
    assert (code, json.loads(out)["kept"]) == (4, 0)


def test_what_cannot_be_read_is_an_error_as_before(call):
    code, out, err = call("%PDF-1.4")
    assert (code, out) == (3, "")
    assert err.startswith("error: a.html")


def test_nothing_of_a_page_reaches_the_terminal_but_text(call):
    sign = "\x1b]0;x\x07\x9b31m"
    html = page(f"<div class='share {sign}' id='{sign}'>Offer {sign} now</div><p>The end of the article is near.</p>")
    _, out, err = call(html, "--all")
    assert not set(out + err) & {"\x1b", "\x07", "\x9b"}


def test_warnings_of_the_reading_stand_on_stderr(call, tmp_path):
    (tmp_path / "a.html.a11y.toml").write_text('keep = ["no such words"]', encoding="utf-8")
    _, out, err = call(HTML)
    assert "warning: Corrections: the text to keep is not on the page" in err
    assert "no such words" not in out


def test_an_article_that_was_cut_as_something_else_comes_back_by_its_line(call, tmp_path):
    advice = f"<p>{NEVER}</p><p>Ask your nurse.</p>{'<p>Rest well.</p>' * 9}"
    html = f"<html lang='en'><body><p>Home</p><div class='share'>{advice}</div></body></html>"
    code, out, _ = call(html, "--json")
    assert code == 4
    [line] = [c["overrule"] for c in json.loads(out)["removals"] if c["rule"] == "share"]
    (tmp_path / "a.html.a11y.toml").write_text(line, encoding="utf-8")
    code, out, _ = call(html, "--json")
    assert code == 0
    assert NEVER in " ".join(r["text"] for r in json.loads(out)["runs"] if r["fate"] == "article")
