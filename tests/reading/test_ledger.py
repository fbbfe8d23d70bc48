"""The ledger: a word's fate is settled once, by position, and everything else is derived from it."""

from a11y_export.reading.ledger import Fate, Ledger, where
from a11y_export.reading.tree import grow

HTML = "<body><p id='a'>One <b>two</b></p><p class='x y'>three 10<sup>9</sup><script>no</script></p></body>"


def _ledger():
    soup = grow(HTML).soup
    return soup, Ledger(soup)


def test_the_first_fate_of_a_word_stands():
    soup, ledger = _ledger()
    ledger.keep_all(soup.b, Fate.DISCLAIMER)
    ledger.keep_all(soup.body, Fate.ARTICLE)
    ledger.cut(soup.body, "late", "comes too late")
    found = [(run.fate, run.text) for run in ledger.runs()]
    assert found == [(Fate.ARTICLE, "One"), (Fate.DISCLAIMER, "two"), (Fate.ARTICLE, "three 10⁹")]
    assert ledger.removals == []


def test_what_is_never_reached_is_cut_at_the_end_in_stretches():
    soup, ledger = _ledger()
    ledger.keep_all(soup.b, Fate.ARTICLE)
    ledger.close("outside", "reached by nothing")
    assert [(r.rule, r.text) for r in ledger.removals] == [("outside", "One"), ("outside", "three 10⁹")]
    assert [run.removal for run in ledger.runs()] == [0, None, 1]


def test_a_protected_word_outlives_a_cut():
    soup, ledger = _ledger()
    ledger.protect(soup.b)
    ledger.cut(soup.p, "staff", "cut")
    assert [r.text for r in ledger.removals] == ["One"]
    assert ledger.is_dead(soup.p)
    assert not ledger.is_dead(soup.b)
    assert ledger.text_of(soup.p) == "two"


def test_a_cut_within_a_word_leaves_its_two_halves():
    soup = grow("<body><p>para<i>X</i>cetamol</p></body>").soup
    ledger = Ledger(soup)
    ledger.cut(soup.i, "mark", "no part of the word")
    assert ledger.text_of(soup.p) == "para cetamol"


def test_places_are_short_paths():
    soup, _ = _ledger()
    assert where(soup.b) == "body > p#a > b"
    assert where(soup.sup) == "body > p.x > sup"
