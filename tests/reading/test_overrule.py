"""The line that overrules a fate, tried: it is pasted beside the page, and the words it promises change their fate."""

from __future__ import annotations

import shutil
import tomllib

import pytest

from a11y_export import record, words
from a11y_export.reading import read, read_bytes
from a11y_export.reading.ledger import Fate, Run
from a11y_export.reading.overrule import PageText, list_of
from tests.effort import calls_made
from tests.reading.pages import page

NEVER = "Never take two tablets at once."


def fates(reading):
    """Give the fate of each character of a page's words, in order."""
    return [run.fate for run in reading.runs for token in words.tokens(run.text) for _ in token]


def places_of(reading, text):
    """Give, for each removal, the characters that it took."""
    out = {}
    for run, place in zip(reading.runs, text.places, strict=True):
        out.setdefault(run.removal, []).extend(range(*place))
    return out


def corrected(path, folder, line):
    """Give the reading of a page with one line of corrections beside it."""
    copy = folder / path.name
    if not copy.exists():
        shutil.copy(path, copy)
    (folder / f"{path.name}.a11y.toml").write_text(line + "\n", encoding="utf-8")
    return read(copy)


def overruled(html):
    """Give the removals of a page as cuts.json has them, by their text."""
    reading = read_bytes(html.encode())
    text = record.cuts_text(reading)
    assert text.known
    return {cut["text"]: cut for cut in record.cuts_record(reading, text)["removals"]}


def test_each_cut_of_a_sample_is_kept_by_its_line_or_says_why_not(sample, tmp_path):
    path, _ = sample
    reading = read(path)
    text = record.cuts_text(reading)
    assert text.known
    own = places_of(reading, text)
    for index, cut in enumerate(record.cuts_record(reading, text)["removals"]):
        assert bool(cut["overrule"]) != bool(cut["why"]), cut
        if cut["why"]:
            assert (cut["rule"], cut["why"]) in {("list mark", "mark"), ("picture outside the article", "picture")}, cut
            continue
        after = corrected(path, tmp_path, cut["overrule"])
        if not cut["text"]:
            assert cut["where"] not in {r.where for r in after.removals}
            continue
        assert not [w for w in after.warnings if w.startswith("Corrections:")], cut
        found = fates(after)
        assert all(found[at] is not Fate.REMOVED for at in own[index]), cut


def told(block):
    return "".join(text for text, _ in block.text)


def test_each_text_of_a_sample_is_cut_by_its_line(sample, tmp_path):
    path, _ = sample
    reading = read(path)
    text = record.cuts_text(reading)
    cuts = record.cuts_record(reading, text)
    lines = 0
    for run, place, blocks in zip(cuts["runs"], text.places, record._shown(reading.article, cuts, text), strict=True):
        at = place[0]
        for block in blocks:
            size = sum(map(len, words.tokens(told(block))))
            if block.quoted and run["fate"] == "article" and lines % 5 == 0:
                found = fates(corrected(path, tmp_path, f"cut = [{block.quoted}]"))
                assert set(found[at : at + size]) == {Fate.REMOVED}, block
                gone = {k for k, fate in enumerate(found) if fate is Fate.REMOVED}
                before = {k for k, fate in enumerate(fates(reading)) if fate is Fate.REMOVED}
                # A heading that loses its only text may go with it; of other texts no word does.
                assert len(gone - before) - size <= 60, block
            lines += bool(block.quoted)
            at += size
        assert at == place[1]
    assert lines > 20


def test_a_text_becomes_the_disclaimer_by_its_line(sample, tmp_path):
    path, _ = sample
    reading = read(path)
    text = record.cuts_text(reading)
    shown = record._shown(reading.article, record.cuts_record(reading, text), text)
    block = next(b for blocks in shown for b in blocks if b.kind == "paragraph" and b.quoted)
    after = corrected(path, tmp_path, f"disclaimer = [{block.quoted}]")
    assert words.tokens(after.article.disclaimer.text) == words.tokens(told(block))


def test_the_quote_reaches_past_what_stands_in_an_element_of_its_own():
    cut = overruled(page(f"<div class='share'><p><b>{NEVER}</b> Ask your nurse.</p></div><p>The end is near.</p>"))
    assert cut[f"{NEVER} Ask your nurse."]["overrule"] == f'keep = ["{NEVER} Ask"]'


def test_the_quote_of_a_list_holds_the_whole_list():
    items = "".join(f"<li><a href='/{n}'>Link number {n} of the list of links</a></li>" for n in range(30))
    cut = overruled(page(before=f"<nav><ul>{items}</ul></nav>"))
    [only] = cut.values()
    assert only["overrule"] == 'keep = ["Link number 0 of the list of links Link"]'


def test_a_long_first_text_is_quoted_where_it_ends():
    long = " ".join(f"word{n}" for n in range(90))
    banner = f"<div id='onetrust-consent-sdk'><p>{long}.</p><p>Then the end of it.</p></div>"
    [cut] = overruled(page(before=banner)).values()
    assert cut["overrule"] == 'keep = ["word86 word87 word88 word89. Then"]'


def test_words_that_stand_twice_are_quoted_with_a_few_more_or_not_at_all():
    twice = "<nav><a href='/'>Home</a></nav>"
    cut = overruled(page(before=f"{twice}<p>.</p>", after=twice))
    assert cut["Home"] | {"number": 0} == cut["Home"] | {"number": 0, "overrule": "", "why": "twice"}
    cut = overruled(page(before=f"<div>{twice}<nav>Menu of the day</nav></div>", after=twice))
    assert [(c["overrule"], c["also"]) for c in cut.values()][:2][1] == ('keep = ["Menu of the day"]', 0)


def test_a_quote_is_toml_whatever_the_page_says():
    hostile = 'She said "no" \\ \\u0041 \'\'\' #] = \U0001f600 \ufffe a\u200db'
    cut = overruled(page(f"<div class='share'>{hostile}</div><p>The end is near.</p>"))
    [only] = [c for c in cut.values() if c["rule"] == "share"]
    [quote] = tomllib.loads(only["overrule"])["keep"]
    assert words.fold(hostile).startswith(quote)
    # A page cannot show these, nor an editor keep them.
    assert not set(only["overrule"]) & {"\ufffe", "\u200d"}
    assert tomllib.loads(f"q = [{list_of([chr(n) for n in range(0x300)])}]")["q"] == [chr(n) for n in range(0x300)]


def test_a_part_of_a_word_is_quoted_as_it_stands():
    html = page("<p>Stones hurt<span class='share'>[tweet this]</span> badly, and they may come again.</p>")
    assert overruled(html)["[tweet this]"]["overrule"] == 'keep = ["[tweet this]"]'


def test_without_the_words_on_record_there_is_no_quote():
    text = PageText("<p>One two three four</p>", [Run(Fate.ARTICLE, "One two three fore")])
    assert not text.known
    assert text.quote([(0, 3)], None).why == "nowhere"


@pytest.mark.parametrize("source", ["", " ", "<body>", "</body>", "\0", "<p>" * 3000, "<sup>" * 500 + "2"])
def test_a_page_of_nothing_much_is_read(source):
    seen = words.tokens(source) if "2" in source else []
    text = PageText(source, [Run(Fate.ARTICLE, "²")] if seen else [])
    assert text.known
    assert text.quote([(0, 1)], None).quotes == (("²",) if seen else ())


def test_the_work_grows_with_the_cuts_and_not_with_their_square():
    def work(count):
        ads = "".join(f"<div class='ad'>Offer {n % 7} for you</div><p>Take {n} mg now.</p>" for n in range(count))
        reading = read_bytes(page(ads).encode())
        assert len(reading.removals) >= count
        return calls_made(lambda: record.cuts_record(reading, record.cuts_text(reading)))

    assert work(800) < 5 * work(200)


def test_a_picture_comes_back_by_its_line(tmp_path):
    source = tmp_path / "a.html"
    source.write_text(page("<p><img src='img/x.png' alt='' width='20' height='20'></p><p>The end is near.</p>"))
    reading = read(source)
    [cut] = record.cuts_record(reading, record.cuts_text(reading))["removals"]
    assert cut["overrule"] == 'alt."x.png" = "What it shows."'
    (tmp_path / "a.html.a11y.toml").write_text(cut["overrule"] + '\nkeep = ["The end"]\nalt."y.png" = "z"\n')
    after = read(source)
    assert not after.removals
    assert "What it shows." in {a.text for a in after.article.added}
