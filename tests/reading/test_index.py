import re

from hypothesis import given
from hypothesis import strategies as st

from a11y_export.reading.index import Index
from a11y_export.reading.tree import grow

PAGE = """<html><head><title>Ears</title></head>
<body><div class="byline Author" id="Top"><p class="author">Ana</p></div>
<p hidden>Shown later.</p><a id="by line">Bo</a></body></html>"""


def test_elements_are_found_by_tag_attribute_and_name_in_page_order():
    tree = grow(PAGE)
    assert [tree.names[at] for at in tree.index.find(tags=("p", "title"))] == ["title", "p", "p"]
    assert [tree.names[at] for at in tree.index.find(attributes=("hidden", "id"))] == ["div", "p", "a"]
    assert [tree.names[at] for at in tree.index.find(("a",), ("hidden",), ("author", "Top"))] == ["div", "p", "p", "a"]


def test_a_name_is_asked_for_as_it_is_written_and_an_id_whole():
    index = grow(PAGE).index
    assert sorted(index.called) == ["Author", "Top", "author", "by line", "byline"]
    assert sorted(index.calling(re.compile("author|by l"))) == ["Author", "author", "by line"]


def test_what_nobody_is_called_is_not_remembered():
    index = grow(PAGE).index
    assert index.find(("table",), ("onclick",), ("nobody",)) == []
    assert "table" not in index.tags


def test_elements_outside_the_body_are_left_out_when_asked():
    tree = grow(PAGE)
    assert [e.name for e in tree.below_body(tree.index.find(tags=("html", "title", "body", "a")))] == ["a"]


WORDS = st.text(alphabet="abİΣß\n _-", max_size=6)


@given(st.lists(st.tuples(st.sampled_from(["p", "div", "a"]), st.lists(WORDS, max_size=3), st.none() | WORDS)))
def test_the_index_says_what_a_walk_would(elements):
    attributes = [({"class": w} if w else {}) | ({"id": own} if own is not None else {}) for _, w, own in elements]
    names = [name for name, *_ in elements]
    index = Index(names, attributes)
    pattern = re.compile("ab|i|ss?")
    called = [{*words, *([own] if own is not None else [])} for _, words, own in elements]
    assert set(index.calling(pattern)) == {w for words in called for w in words if pattern.search(w.lower())}
    assert index.find(("a",), ("id",), ("ab",)) == [
        at for at, (name, _, own) in enumerate(elements) if name == "a" or own is not None or "ab" in called[at]
    ]
