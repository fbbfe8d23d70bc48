"""What is the same word and what is not: every count and every proof rests on this."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import words

# Pairs that a reader must be able to tell apart, so the program must too.
DIFFERENT = [
    ("<5%", "5%"),
    (">5", "<5"),
    ("≤5", "<5"),
    ("≥90", "90"),
    ("±2", "2"),
    ("~2", "2"),
    ("10⁹", "109"),
    ("10⁹", "10^9"),
    ("10⁻³", "10³"),
    ("H₂O", "H2O"),
    ("B₁₂", "B12"),
    ("x²", "x2"),
    ("−2", "2"),
    ("−2", "-2"),
    ("-2", "2"),
    ("+2", "2"),
    ("2.5", "25"),
    ("2.5", "2,5"),
    ("0.5", ".5"),
    ("1,000", "1.000"),
    ("1.0", "10"),
    ("5mg", "5 mg"),
    ("do not", "do"),
    ("cannot", "can not"),
    ("don't", "dont"),
    ("don't", "don’t"),
    ("½", "1⁄2"),
    ("1½", "11⁄2"),
    ("½", "12"),
    ("µg", "μg"),  # micro sign and Greek mu: NFC keeps them apart, NFKC would not
    ("µg", "mg"),
    ("mg", "Mg"),
    ("mg", "MG"),
    ("US", "us"),
    ("AIDS", "aids"),
    ("ﬁt", "fit"),  # the ligature is one sign of its own
    ("x", "×"),
    ("1–2", "1-2"),
    ("1–2", "12"),
    ("résumé", "resume"),
    ("papá", "papa"),
    ("año", "ano"),
    ("50%", "50"),
    ("50%", "50‰"),
    ("$5", "5"),
    ("5°C", "5C"),
    ("5º", "5°"),
    ("(not)", "not"),
    ("a/b", "ab"),
    ("Take 2. Do not", "Take 2 Do not"),
    ("क्ष", "क्\u200dष"),  # the joiner changes what is drawn
    ("می\u200cخواهم", "میخواهم"),
    ("a b", "ab"),
]

# Pairs that look the same on paper, so they are the same.
SAME = [
    ("e\u0301", "é"),
    ("A\u030a", "\u212b"),  # Ångström's sign is the letter
    ("\u2126", "Ω"),  # the ohm sign is the letter
    ("\u212a", "K"),
    ("한", "\u1112\u1161\u11ab"),
    ("5\u00a0mg", "5 mg"),
    ("5\u202fmg", "5 mg"),
    ("5\u2009mg", "5 mg"),
    ("5\u3000mg", "5 mg"),
    ("5\tmg", "5 mg"),
    ("5\r\nmg", "5 mg"),
    ("5\u2028mg", "5 mg"),
    ("  5   mg  ", "5 mg"),
    ("para\u00adcet\u00adamol", "paracetamol"),
    ("para\u200bcetamol", "paracetamol"),
    ("para\u2060cetamol", "paracetamol"),
    ("\ufeffTake", "Take"),
    ("\u202e25\u202c", "25"),
    ("\u206625\u2069", "25"),
    ("\u200e25\u200f", "25"),
    ("\u061c٥", "٥"),
    ("a\x00b", "ab"),
    ("a\x1bb", "ab"),
    ("a\x7fb", "ab"),
    ("a\ufff9b", "ab"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_words_that_differ_to_a_reader_differ_here(one, other):
    assert words.tokens(one) != words.tokens(other)
    assert words.fold(one) != words.fold(other)


def test_at_least_forty_pairs_are_told_apart():
    assert len({frozenset(pair) for pair in DIFFERENT}) >= 40


@pytest.mark.parametrize(("one", "other"), SAME)
def test_words_that_look_the_same_are_the_same(one, other):
    assert words.tokens(one) == words.tokens(other)
    assert words.fold(one) == words.fold(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\u00a0\u200b ", []),
        ("\u00ad", []),
        ("Do not take more than 2.5 mg.", ["Do", "not", "take", "more", "than", "2.5", "mg."]),
        ("WBC < 10⁹/L", ["WBC", "<", "10⁹/L"]),
        ("a\u200b b", ["a", "b"]),
        ("a\u200d b", ["a\u200d", "b"]),
        ("one\ntwo\u2029three", ["one", "two", "three"]),
    ],
)
def test_tokens_part_at_white_space_alone(text, expected):
    assert words.tokens(text) == expected
    assert words.count(text) == len(expected)


def test_marked_up_and_written_superscripts_are_the_same_token():
    assert words.superscript("9") == "⁹"
    assert words.superscript("-3") == words.superscript("−3") == "⁻³"
    assert words.superscript("th") == "ᵗʰ"
    assert words.superscript("2+") == "²⁺"
    assert words.subscript("12") == "₁₂"
    assert words.subscript("(max)") == "₍ₘₐₓ₎"


def test_what_unicode_cannot_raise_or_lower_stays_as_it_is():
    assert words.superscript("½ q") == "½ q"
    assert words.subscript("B") == "B"


def test_digest_tells_order_and_borders_apart():
    # SHA-256 of "a\nb", worked out with sha256sum.
    assert words.digest(["a", "b"]) == "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78"
    assert words.digest(["a", "b"]) != words.digest(["b", "a"])
    assert words.digest(["ab"]) != words.digest(["a", "b"])


_SIGNS = " \t\n\u00ad\u200b\u200d\u2060\ufeff\u202e\u2066\u00a0\u2028\x1c\x85\x00\u0301\u0308\u1161\u11a8\u1100eA½⁹µ<.5"
_texts = st.text(st.one_of(st.sampled_from(_SIGNS), st.characters(codec="utf-8")), max_size=40)


@given(_texts)
def test_folding_changes_no_token(text):
    assert words.tokens(words.fold(text)) == words.tokens(text)


@given(_texts)
def test_folding_twice_is_folding_once(text):
    once = words.fold(text)
    assert words.fold(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(_texts)
def test_tokens_are_in_nfc_and_hold_no_space(text):
    for token in words.tokens(text):
        assert token
        assert not any(c.isspace() for c in token)
        assert unicodedata.is_normalized("NFC", token)
        assert not set(token) & set("\u00ad\u200b\u2060\ufeff\u202e\x00")


@given(st.lists(_texts, max_size=5))
def test_white_space_between_texts_parts_their_tokens(texts):
    assert words.tokens("\n".join(texts)) == [t for text in texts for t in words.tokens(text)]


@given(_texts)
def test_raising_keeps_the_length(text):
    assert len(words.superscript(text)) == len(words.subscript(text)) == len(text)
