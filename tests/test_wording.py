"""What the program says of its own: the same keys and gaps in every language, and English marked as such."""

import string
import tomllib
from importlib import resources

import pytest

from a11y_export.wording import Phrase, Wording, languages, primary
from tests.conftest import ROOT

HOSTILE = ["../x", "..", "../en", "/etc/passwd", "en/../es", "C:\\x", "es\0", "ES\n"]
HOSTILE += ["e" * 250, "e" * 5000, "éé", "٣", "", " ", "zz"]


def _file(language):
    return tomllib.loads(resources.files("a11y_export").joinpath("wordings", f"{language}.toml").read_text("utf-8"))


def _flat(rows):
    return {f"{room}.{key}": text for room, inner in rows.items() for key, text in inner.items()}


def _gaps(text):
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


OTHERS = [language for language in languages() if language != "en"]


def test_english_and_spanish_are_there():
    assert {"en", "es"} <= set(languages())


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_exactly_the_keys_of_english(language):
    assert sorted(_flat(_file(language))) == sorted(_flat(_file("en")))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_the_same_gaps(language):
    own, english = _flat(_file(language)), _flat(_file("en"))
    assert {key: _gaps(text) for key, text in own.items()} == {key: _gaps(text) for key, text in english.items()}


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty(language):
    assert [key for key, text in _flat(_file(language)).items() if not text.strip()] == []


def test_a_phrase_is_in_the_articles_own_language():
    assert Wording.load("es-MX").get("handout.page", n=3) == Phrase("página 3", "es-MX")
    assert Wording.load("en-US").get("handout.page", n=3) == Phrase("page 3", "en-US")
    assert Wording.load("ES_mx").get("handout.page", n=3).text == "página 3"


def test_a_language_without_words_is_told_in_english_and_says_so():
    wording = Wording.load("fi")
    assert wording.get("handout.page", n=3) == Phrase("page 3", "en")
    assert not wording.native
    assert Wording.load("es").native


@pytest.mark.parametrize("tag", HOSTILE, ids=lambda tag: ascii(tag[:12]))
def test_a_hostile_language_tag_opens_no_file_and_falls_back_to_english(tag):
    found = Wording.load(tag).get("handout.contents")
    assert found == Phrase("Contents", "en")


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        Wording.load("es").get("handout.nonsense")


def test_values_are_put_in_as_they_are():
    assert Wording.load("en").get("figure.picture", alt="{n} %s").text == "Picture: {n} %s"


@pytest.mark.parametrize(
    ("tag", "expected"), [("es-MX", "es"), ("ES", "es"), ("zh_Hant_TW", "zh"), ("", ""), ("x", "x")]
)
def test_the_primary_part_of_a_tag(tag, expected):
    assert primary(tag) == expected


@pytest.mark.parametrize("table", ["cuts_rule", "cuts_means"])
def test_no_words_are_kept_for_a_rule_that_is_gone(table):
    reading = ROOT / "a11y_export" / "reading"
    said = "\n".join(path.read_text(encoding="utf-8") for path in reading.rglob("*") if path.suffix in {".py", ".toml"})
    names = tomllib.loads((ROOT / "a11y_export" / "wordings" / "en.toml").read_text(encoding="utf-8"))[table]
    composed = {"before the article", "after the article"}  # f"{place} the article"
    assert [name for name in names if f'"{name}"' not in said and name not in composed] == []
