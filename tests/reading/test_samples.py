"""Each sample in input/ against its hand-written truth."""

from a11y_export import words
from a11y_export.model import Origin, Table, leaf_texts, plain
from a11y_export.reading import read
from a11y_export.reading.ledger import Fate


def article_text(article):
    parts = []
    for section in article.sections:
        parts.append(plain(section.heading))
        parts.extend(leaf_texts(section.blocks))
    return words.fold(" ".join(p.replace("\n", " ") for p in parts))


def test_metadata_is_the_pages(sample):
    path, truth = sample
    article = read(path).article
    assert article.title == truth["title"]
    assert article.language == truth["language"]
    told = ("author", "reviewer", "published", "reviewed", "site", "url", "owner", "licence")
    found = {k: getattr(article.source, k) for k in told}
    assert found == {k: truth[k] for k in found}


def test_disclaimer_is_found_word_for_word(sample):
    path, truth = sample
    disclaimer = read(path).article.disclaimer
    assert disclaimer.origin is Origin.FOUND
    assert words.tokens(disclaimer.text) == words.tokens(truth["disclaimer"])


def test_sections_follow_the_headings(sample):
    path, truth = sample
    article = read(path).article
    assert [[s.level, s.title] for s in article.sections if s.heading] == truth["sections"]


def test_article_keeps_what_matters_and_nothing_of_the_site(sample):
    path, truth = sample
    text = article_text(read(path).article)
    assert [p for p in truth["kept"] if words.fold(p) not in text] == []
    assert [p for p in truth["cut"] if words.fold(p) in text] == []


def test_every_cut_phrase_is_on_record(sample):
    path, truth = sample
    reading = read(path)
    removed = words.fold(" ".join(r.text for r in reading.removals))
    everything = words.fold(" ".join(r.text for r in reading.runs))
    squeezed = removed.replace(" ", "")
    shown = [words.fold(p) for p in truth["cut"] if words.fold(p) in everything]
    assert [p for p in shown if p.replace(" ", "") not in squeezed] == []


def test_every_word_has_one_fate(sample):
    path, _ = sample
    reading = read(path)
    article = reading.article
    by_fate = {fate: [t for r in reading.runs if r.fate is fate for t in words.tokens(r.text)] for fate in Fate}
    kept = words.tokens(article.title + " " + article_text(article))
    assert "".join(by_fate[Fate.TITLE] + by_fate[Fate.ARTICLE]) == "".join(kept)
    assert "".join(by_fate[Fate.DISCLAIMER]) == "".join(words.tokens(article.disclaimer.text))
    assert len(by_fate[Fate.REMOVED]) > 50
    removed = [r for r in reading.runs if r.fate is Fate.REMOVED]
    assert all(r.removal is not None for r in removed)


def test_data_tables_keep_their_cells(sample):
    path, truth = sample
    if "table" not in truth:
        return
    tables = [b for s in read(path).article.sections for b in s.blocks if isinstance(b, Table)]
    assert len(tables) == 1
    rows = [[words.fold(" ".join(leaf_texts(c.blocks))) for c in row] for row in (*tables[0].header, *tables[0].rows)]
    assert rows == [[words.fold(c) for c in row] for row in truth["table"]]
