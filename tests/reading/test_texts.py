"""Text files as clinics have them, written without a look at the rules: how well they are read, and what is lost.

`texts/truth.toml` says of each file its title, headings, items, rows and wrapped paragraphs, what must be kept, and
what is the web page's own. When they were read first, 257 of the 312 passages to keep were in the article.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from a11y_export import words
from a11y_export.model import ItemList, Origin, Paragraph, Table, leaf_texts, plain
from a11y_export.reading import read

TEXTS = Path(__file__).parent / "texts"
TRUTH = tomllib.loads((TEXTS / "truth.toml").read_text(encoding="utf-8"))
# What is not known: an e-mail's quoted lines, items without a bullet behind a heading, "a)" as a bullet.
FOUND = {"title": 31, "headings": 126, "items": 178, "rows": 42, "paragraphs": 52}
LEFT = 76


def inside(blocks):
    for block in blocks:
        yield block
        if isinstance(block, ItemList):
            for item in block.items:
                yield from inside(item)


@lru_cache(maxsize=1)
def shapes():
    """Give of each file what is read of it, folded."""
    out = {}
    for name in TRUTH:
        article = read(TEXTS / f"{name}.txt").article
        blocks = [b for s in article.sections for b in inside(s.blocks)]
        headings = [plain(s.heading) for s in article.sections]
        headings += [" ".join(leaf_texts((b,))) for b in blocks if isinstance(b, Paragraph) and b.heading]
        leaves = [text for s in article.sections for text in leaf_texts(s.blocks)]
        source = article.source
        told = (article.title, *headings, *leaves, article.disclaimer.text, source.author, source.reviewer)
        rows = [row for b in blocks if isinstance(b, Table) for row in (*b.header, *b.rows)]
        out[name] = {
            "title": [article.title] if article.title_origin == "page" else [""],
            "headings": headings,
            "items": [" ".join(leaf_texts(item)) for b in blocks if isinstance(b, ItemList) for item in b.items],
            "rows": [" ".join(text for cell in row for text in leaf_texts(cell.blocks)) for row in rows],
            "paragraphs": leaves,
            "text": [" | ".join(map(words.fold, told))],
        }
        out[name] = {kind: [words.fold(text) for text in texts] for kind, texts in out[name].items()}
    return out


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_nothing_that_a_reader_needs_is_lost(name):
    (text,) = shapes()[name]["text"]
    assert [kept for kept in TRUTH[name]["keep"] if words.fold(kept) not in text] == []


@pytest.mark.parametrize("kind", FOUND)
def test_no_less_of_their_shape_is_read_than_was(kind):
    found = 0
    for name, truth in TRUTH.items():
        asked = [truth["title"]] if kind == "title" else truth.get(kind, [])
        found += sum(words.fold(text) in shapes()[name][kind] for text in asked)
    assert found >= FOUND[kind]


def test_no_more_of_a_web_pages_own_lines_is_left_than_was():
    left = [(n, cut) for n, truth in TRUTH.items() for cut in truth["cut"] if words.fold(cut) in shapes()[n]["text"][0]]
    assert len(left) <= LEFT


def test_no_text_is_taken_for_a_disclaimer():
    assert [n for n in TRUTH if read(TEXTS / f"{n}.txt").article.disclaimer.origin is Origin.FOUND] == []


def test_of_typed_leaflets_nothing_but_marks_is_cut():
    for name, truth in TRUTH.items():
        if not truth["cut"]:
            rules = {r.rule for r in read(TEXTS / f"{name}.txt").removals}
            assert rules <= {"list mark", "drawn line"}, name
