"""The page is parsed a second time, and every visible word of it must stand on the record."""

import json

import pytest

from a11y_export.proof.source import prove_source, visible_text


def record(folder, *texts):
    (folder / "record").mkdir()
    runs = {"runs": [{"fate": "article", "text": text, "removal": None} for text in texts]}
    (folder / "record" / "cuts.json").write_text(json.dumps(runs), encoding="utf-8")
    return folder


def passed(html, folder):
    (check,) = prove_source(html, folder)
    return check.passed


def test_the_same_words_in_the_same_order_pass(tmp_path):
    html = "<html><body><p>Take <b>2.5</b> mg.</p><script>no()</script><p>Do not stop.</p></body></html>"
    assert passed(html, record(tmp_path, "Take 2.5 mg.", "Do not stop."))


def test_a_missing_word_fails_and_is_named(tmp_path):
    (check,) = prove_source("<body><p>Do not stop.</p></body>", record(tmp_path, "Do stop."))
    assert not check.passed
    assert "notstop" in check.evidence


def test_a_word_too_many_fails(tmp_path):
    assert not passed("<body><p>Stop.</p></body>", record(tmp_path, "Do not stop."))


def test_swapped_words_fail(tmp_path):
    assert not passed("<body><p>5 mg at 9</p></body>", record(tmp_path, "9 mg at 5"))


def test_a_mark_beside_its_letter_in_another_element_is_the_same_letter(tmp_path):
    assert passed("<body><p>Caf<b>e</b>\u0301 is nice.</p></body>", record(tmp_path, "Caf\u00e9 is nice."))


def test_superscripts_are_not_digits_of_the_line():
    assert visible_text("<body>10<sup>9</sup> H<sub>2</sub>O<!-- no --><template>no</template></body>").split() == [
        "10\u2079", "H\u2082O",
    ]


def test_joined_words_fail(tmp_path):
    html = "<body><table><tr><td>1.5</td><td>5 mg</td></tr></table></body>"
    assert passed(html, record(tmp_path, "1.5 5 mg"))
    (tmp_path / "again").mkdir()
    assert not passed(html, record(tmp_path / "again", "1.55 mg"))


def test_parted_words_fail(tmp_path):
    assert not passed("<body><p>Take 15 mg</p></body>", record(tmp_path, "Take 1 5 mg"))


def test_a_cut_inside_of_a_word_may_part_it(tmp_path):
    assert passed("<body><p>5<span>share</span>mg</p></body>", record(tmp_path, "5", "share", "mg"))


def test_a_dump_is_compared_as_it_was_decoded(tmp_path):
    (check,) = prove_source("Take 5 mg.\n\n  • Do not stop.", record(tmp_path, "Take 5 mg.", "• Do stop."), dump=True)
    assert not check.passed


SAID = "This page is not a substitute for medical advice."


def added(folder, text, origin="json-ld"):
    folder = record(folder, "Take 5 mg.")
    path = folder / "record" / "cuts.json"
    told = json.loads(path.read_text(encoding="utf-8"))
    told["added_words"] = [{"origin": origin, "where": "disclaimer", "text": text}]
    path.write_text(json.dumps(told), encoding="utf-8")
    return folder


DATA = {
    "json-ld": f'<script type="application/LD+json">{{"a": [1, "<b>x</b>"], "b": "{SAID}",}}</script>',
    "meta description": f'<meta name="description" content="{SAID}">',
}


@pytest.mark.parametrize("origin", DATA)
def test_a_disclaimer_that_no_reader_sees_must_stand_in_the_data(tmp_path, origin):
    seen, unseen = prove_source(f"{DATA[origin]}<body><p>Take 5 mg.</p></body>", added(tmp_path, SAID, origin))
    assert seen.passed
    assert unseen.passed


@pytest.mark.parametrize("said", [SAID.replace("not ", ""), SAID + " Stop.", SAID.replace("medical", "Medical")])
@pytest.mark.parametrize("origin", DATA)
def test_a_disclaimer_other_than_the_data_hold_fails(tmp_path, said, origin):
    seen, unseen = prove_source(f"{DATA[origin]}<body><p>Take 5 mg.</p></body>", added(tmp_path, said, origin))
    assert seen.passed
    assert not unseen.passed
    assert "not in the page's data" in unseen.evidence


def test_a_disclaimer_said_to_be_in_json_is_not_looked_for_elsewhere(tmp_path):
    html = f"{DATA['meta description']}<body><p>Take 5 mg.</p></body>"
    assert not prove_source(html, added(tmp_path, SAID))[1].passed
