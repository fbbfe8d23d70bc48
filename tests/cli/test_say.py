"""``say`` with pronunciations: the program's lexicon, the user's over it, and what each changed."""

import json

import pytest

OWN = """<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
<lexeme><grapheme>Xyzal</grapheme><alias>zye zal</alias></lexeme>
<lexeme><grapheme>levothyroxine</grapheme><phoneme>ˌlivoʊθaɪˈɹɑksin</phoneme></lexeme>
</lexicon>"""
BUILT_IN = "Take acetaminophen."


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.pls"
    path.write_text(OWN, encoding="utf-8")
    return path


def told(call, *arguments):
    code, out, err = call("say", *arguments, "--json")
    assert code == 0, err
    return json.loads(out)


def test_the_programs_own_lexicon_is_applied_and_shown(call):
    said = told(call, BUILT_IN)
    [word] = said["pronounced"]
    assert word["word"] == "acetaminophen"
    assert said["phonemes"] == f"tˈeɪk {word['sounds']}"
    assert f"“acetaminophen” sounds {word['sounds']} (lexicon)" in call("say", BUILT_IN)[1]


def test_the_users_lexicon_gives_words_and_sounds(call, own):
    said = told(call, "Take Xyzal 5 mg, then levothyroxine.", "--lexicon", own)
    assert said["spoken"] == "Take zye zal five milligrams, then levothyroxine."
    assert said["changes"] == [
        {"shown": "Xyzal", "said": "zye zal", "rule": "lexicon"},
        {"shown": "5 mg", "said": "five milligrams", "rule": "quantity"},
    ]
    assert said["pronounced"] == [{"word": "levothyroxine", "sounds": "ˌlivoʊθaɪˈɹɑksin"}]
    assert said["phonemes"].endswith("ðˈɛn ˌlivoʊθaɪˈɹɑksin")
    assert told(call, "Take Xyzal.")["spoken"] == "Take Xyzal."


def test_a_lexicon_in_the_settings_is_applied_too(call, own, tmp_path):
    (tmp_path / "a11y-export.toml").write_text('[say]\nlexicon = ["own.pls"]\n', encoding="utf-8")
    assert told(call, "Xyzal")["spoken"] == "zye zal"


def test_another_language_has_no_english_pronunciations(call, own):
    assert told(call, "Tome Xyzal.", "--language", "es", "--lexicon", own)["spoken"] == "Tome Xyzal."
    assert told(call, "acetaminophen", "--language", "es")["pronounced"] == []


def test_the_sound_file_is_spoken_with_the_lexicon(call, own, tmp_path):
    bare, with_own = tmp_path / "bare.wav", tmp_path / "own.wav"
    assert call("say", "levothyroxine", "--wav", bare)[0] == 0
    assert call("say", "levothyroxine", "--wav", with_own, "--lexicon", own)[0] == 0
    assert bare.read_bytes() != with_own.read_bytes()
    assert with_own.stat().st_size > 20_000  # half a second


@pytest.mark.parametrize("text", ["", "…", "[[acetaminophen]]", "acetaminophen acetaminophen", "(acetaminophen)"])
def test_odd_texts_are_told_without_a_fault(call, text):
    assert told(call, text)["shown"] == text


def test_a_lexicon_that_is_none_is_exit_code_2(call, tmp_path):
    (tmp_path / "bad.pls").write_text("<lexicon>", encoding="utf-8")
    code, _, err = call("say", "Take one.", "--lexicon", tmp_path / "bad.pls")
    assert code == 2
    assert "bad.pls" in err
    assert call("say", "Take one.", "--lexicon", tmp_path / "none.pls")[0] == 2
