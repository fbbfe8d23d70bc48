"""Written forms and what must be said for them, and the laws that hold for any text."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from a11y_export.audio import spoken
from a11y_export.audio.spoken import is_verified, numerals, speak, spoken_form
from a11y_export.audio.spoken.tables import load
from a11y_export.proof.said import wrong
from tests.effort import calls_made

HERE = Path(__file__).parent
TABLES = ("en", "es", "de", "fr", "it", "nl", "pl", "pt")


def rows(language: str) -> list[tuple[str, str, str]]:
    tables = tomllib.loads((HERE / f"spoken_{language}.toml").read_text(encoding="utf-8"))
    return [(language, written, said) for table in tables.values() for written, said in table.items()]


# Tables of several languages, one section each.
MIXED = ("marks", "hard", "hard_again")


def mixed() -> list[tuple[str, str, str]]:
    """Give the rows of the tables that hold several languages."""
    found = [tomllib.loads((HERE / f"spoken_{name}.toml").read_text(encoding="utf-8")) for name in MIXED]
    sections = [section for tables in found for section in tables.items()]
    return [(language, written, said) for language, table in sections for written, said in table.items()]


@pytest.mark.parametrize(("language", "written", "said"), [*(row for tag in TABLES for row in rows(tag)), *mixed()])
def test_written_form_is_said_as_a_nurse_would(language: str, written: str, said: str) -> None:
    assert spoken_form(written, language) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("es-MX", "1,500 mg", "1500 miligramos"),
        ("es-ES", "1.500 mg", "1500 miligramos"),
        ("es-ES", "1.500,5 mg", "1500 coma 5 miligramos"),
        ("de", "<5 %, 2,5 mg, 1.500 mg, −2", "kleiner als 5 Prozent, 2 Komma 5 mg, 1500 mg, minus 2"),
        ("fr-CA", "5–10 ml, ≥ 18 ans, 2,5 mg", "5 à 10 ml, supérieur ou égal à 18 ans, 2 virgule 5 mg"),
        ("pt-BR", "2.5 mg", "2 ponto 5 mg"),
        ("nl", "2.5 mg", "2 punt 5 mg"),
        ("ja", "<5 mg", "less than 5 mg"),
        ("pl", "<5 mg, 2,5–5 mg, −2 °C", "mniej niż 5 mg, 2 przecinek 5 do 5 mg, minus 2 °C"),
        ("sv", "≥ 18 år, ±2 %", "större än eller lika med 18 år, plus minus 2 procent"),
        ("da", "5–10 ml, ≤ 2,5", "5 til 10 ml, mindre end eller lig med 2 komma 5"),
        ("nb", "<5 %, 1–2 g", "mindre enn 5 prosent, 1 til 2 g"),
        ("fi", "≠ 5, 2,5 mg", "eri suuri kuin 5, 2 pilkku 5 mg"),
        ("cs", ">5 %, 5–10 mg", "více než 5 procent, 5 až 10 mg"),
        ("ro", "≤ 2,5 mg", "mai mic sau egal cu 2 virgulă 5 mg"),
        ("ca", "<5 %, 5–10 mg", "menys de 5 per cent, 5 a 10 mg"),
        ("ru", "≥ 18, 5–10 мг, 2,5 мг", "больше или равно 18, 5 до 10 мг, 2 запятая 5 мг"),
        ("uk", "<5 %, −2", "менше 5 відсотків, мінус 2"),
        ("hu", ">5 %, 2,5 mg", "nagyobb mint 5 százalék, 2 vessző 5 mg"),
        ("el", "≤ 5, 5–10 mg", "μικρότερο ή ίσο με 5, 5 έως 10 mg"),
        ("it", "<5 %, 5–10 mg, 2,5 mg", "minore di 5 per cento, 5 a 10 mg, 2 virgola 5 mg"),
        ("pt", "≥ 18 anos, 5–10 mg", "maior ou igual a 18 anos, 5 a 10 mg"),
        ("nl", "<5 %, 5–10 mg, −2 °C", "kleiner dan 5 procent, 5 tot 10 mg, min 2 °C"),
        ("fr", "± 2, 10⁹, −2 °C", "plus ou moins 2, 10 puissance 9, moins 2 °C"),
        ("", "5 mg", "five milligrams"),
        # Half and three quarters: some voices leave them out, some say them in English.
        ("sv", "¾ tablett", "tre fjärdedelar tablett"),
        ("fi", "1½ tablettia", "1 ja puoli tablettia"),
        ("el", "½", "μισό"),
        ("ja", "½ mg", "half mg"),
        # White space is folded before it comes here: what parts thousands is an ordinary space.
        ("es", "10 000 UI", "10000 unidades internacionales"),
        ("sv", "10 000 steg", "10000 steg"),
        # A name that ends in a number, then a dose: never one number of both.
        ("de", "Vitamin B12 100 µg", "Vitamin B 12, 100 Mikrogramm"),
        ("fr", "Vitamine B12 100 µg, 3 500 mg", "Vitamine B 12, 100 microgrammes, 3500 mg"),
        ("fr", "Oméga-3 500 mg, oméga 3 500 mg", "Oméga-3, 500 mg, oméga 3, 500 mg"),
        ("pl", "Q10 100 mg", "Q 10, 100 mg"),
        ("es", "Vitamina B12 1000 mcg, B12 1/2", "Vitamina B 12, 1000 microgramos, B 12, medio"),
        ("en", "Vitamin D3 2,000 IU", "Vitamin D three, two thousand international units"),
        ("en", "Omega-3 1,000 mg", "Omega-three, one thousand milligrams"),
        ("en", "CoQ10 .5 mg", "CoQ ten, zero point five milligrams"),
        ("en", "Take vitamin B-6 1/2 tablet", "Take vitamin B-six, half a tablet"),
        ("en", "Omega-3 ½ capsule, dose-1 1/2 tablets", "Omega-three, half a capsule, dose-one and a half tablets"),
        ("es", "Omega-3 1 000 mg", "Omega 3, 1000 miligramos"),
        ("de", "B12 ½ Tablette, B-6 10 000 mg", "B 12, eine halbe Tablette, B-6, 10000 mg"),
        ("fr", "de 5 -10 000 mg", "de 5 moins 10000 mg"),
        ("de", "12 500 Menschen", "12 500 Menschen"),  # may be thousands: the voice says them so
        ("de", "0800 012 345, 800 012 345", "0 8 0 0, 0 1 2, 345, 800 0 1 2, 345"),
    ],
)
def test_other_languages_name_signs_and_decimals(language: str, written: str, said: str) -> None:
    assert spoken_form(written, language) == said


def test_only_checked_languages_are_verified() -> None:
    assert [is_verified(tag) for tag in ("en-US", "es-419", "fr", "pl", "")] == [True, True, False, False, True]


PIECES = st.sampled_from([
    "5", "10", ".5", "2.5", "1,000", "½", "¾", "10⁹", "–", "-", "−", "/", " ", " ", " ", "<", ">", "≤", "±", "%", "mg",
    "mL", "µg", "°C", "not", "no", "never", "don't", "take", "tablet", "IV", "stage", "b.i.d.", "q6h", "no.", "Dr.",
    "e.g.", "$", "120/80", "mmHg", "911", "a.m.", "March", "2025", "CO₂", "B12", "(", ")", "[[", "]]", "\x00", ".", ",",
    ":", "x", "×", "→", "&", "*", "#", "²", "ᵗʰ", "ª", "º", "\u00a0",
    "1:10", "https://a.org/b", "a@b.org", "—", "…", "“",
    "A", "I", "per", "day", "h",
    # Units with powers; money; numbers to call; doses; values; Roman numerals; letters; Spanish.
    "m²", "cm³", "kg/m²", "mL·kg⁻¹·min⁻¹", "s^-1", "ft2", "mmol/L", "×10⁹/L", "€", "£", "USD", "¢", "k", "million",
    "1-800-555-0100", "+44 20 7946 0958", "(555) 010-0199", "988", "112", "0800", "ext.", "p.o.", "PRN", "t.i.d.",
    "tabs", "#30", "1-0-1", "BP", "HR", "INR", "SpO2", "pH", "p", "CI", "A1C", "Type", "grade", "III", "XIV", "IVb",
    "vitamin", "T3", "N95", "HIV", "mRNA", "IL-6", "é", "ñ", "n.º", "1.er", "día", "c/8 h", "a.", "UI", "dosis", "no ",
    "10 000", "1 000 000", "1½", "1/2", "⅔",
    # Marks of minutes, charges, ratios, rules, names before a dose.
    "'", "′", "″", "''", "’", "⁺", "⁻", "²⁺", "Ca", "HCO₃", "K", "1:1000", "15-15", " rule", "Regel ",
    "Tylenol 3 500 mg", "1'000", "06-12345678", "1-0-1", "8h", "M1g",
])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map("".join),
    st.text("0123456789.,/-–:+()<> amgLh%", max_size=40),
)
WORDS = ["take", "the", "tablet", "with", "food", "not", "never", "dose", "doctor", "before", "heart", "pressure"]
QUANTITIES = ["5 mg", "<5%", "1½", "120/80", "q6h", "$5–10"]
LANGUAGES = st.sampled_from(["en", "es", "es-MX", "de", "fr", "it", "nl", "pl", "pt", "sv", "ja"])
MEANING = re.compile(r"[0-9½¼¾⅓⅔⁰-⁹<>≤≥±≈~=+−×%°µμ$€£&/#*→]")
NEGATIONS = re.compile(r"(?i)(?<![\w.'’])(?:not|no|never|without|don't|isn't|cannot)(?![\w.'’])")


@given(TEXTS, LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_spans_tile_the_text_and_lose_nothing(text: str, language: str) -> None:
    at = 0
    for span in speak(text, language):
        assert span.start == at < span.end
        at = span.end
        written = text[span.start:span.end]
        if not span.rule:
            assert span.said == written
        assert span.said, (written, span)
        if MEANING.search(written) and span.rule:
            assert span.said.strip(), (written, span)
    assert at == len(text)


@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_negation_is_lost(text: str) -> None:
    # "no." before a bare number is the word number; everything else that denies stays.
    text = re.sub(r"(?i)\bno\.(?= ?[0-9])|\S+@\S+|https\S+", "", text)
    expected = [match.group().lower() for match in NEGATIONS.finditer(text)]
    said = [m.lower() for m in re.findall(r"(?i)(?:not|no|never|without|don't|isn't|cannot)", spoken_form(text))]
    for word in expected:
        assert word in said, (text, spoken_form(text))


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_plain_words_are_said_as_they_stand(words: list[str]) -> None:
    text = " ".join(words)
    assert spoken_form(text) == text
    assert all(not span.rule for span in speak(text, "en"))


# Every word of the tables and of their cases, ordinary ones among them.
VOCABULARY = sorted({
    word
    for text in [*(w + " " + s for _, w, s in rows("en")), *load("en").units, *load("en").shorthand, *load("en").rates]
    for word in re.findall(r"[A-Za-z]+", text)
})


@given(st.lists(st.one_of(st.sampled_from(VOCABULARY), PIECES, st.sampled_from([" ", ". ", ", "])), max_size=14))
@settings(max_examples=600, deadline=None)
def test_an_ordinary_word_is_passed_over_only_where_every_rule_would_leave_it(pieces: list[str]) -> None:
    text = " ".join(pieces[:7]) + "".join(pieces[7:])
    with patch("a11y_export.audio.spoken.english._EASY", re.compile("(?!)")):
        asked = speak(text, "en")
    assert speak(text, "en") == asked


def test_nothing_that_is_read_begins_with_a_space() -> None:
    tables = load("en")
    assert not [key for keys in (tables.signs, tables.shorthand, tables.units) for key in keys if key[0] == " "]


@given(st.lists(st.sampled_from([*QUANTITIES, "alpha", "not", "Brown"]), max_size=12))
def test_plain_words_keep_their_order_among_quantities(pieces: list[str]) -> None:
    plain = [p for p in pieces if p in ("alpha", "not", "Brown")]
    said = [w for w in spoken_form(", ".join(pieces)).replace(",", " ").split() if w in ("alpha", "not", "Brown")]
    assert said == plain


@given(st.integers(0, 10**15 - 1))
def test_a_number_in_words_names_that_number(number: int) -> None:
    assert value_of(numerals.cardinal(number)) == number


@given(st.integers(0, 99_999), st.text("0123456789", min_size=1, max_size=5))
def test_a_decimal_dose_keeps_every_digit(whole: int, places: str) -> None:
    said = spoken_form(f"{whole}.{places} mg")
    before, after = said.removesuffix(" milligrams").split(" point ")
    assert value_of(before) == whole
    assert [value_of(word) for word in after.split()] == [int(digit) for digit in places]


def value_of(words: str) -> int:
    """Read number words back, by a way of its own."""
    small = {numerals._ONES[n]: n for n in range(20)} | {w: 10 * n for n, w in enumerate(numerals._TENS) if w}
    scales = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    total = part = 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            part *= 100
        elif word in scales:
            total, part = total + part * scales[word], 0
        else:
            part += small[word]
    return total + part


@pytest.mark.parametrize(
    "piece",
    ["1", "1,", "a", "5-", "(", "1/", "<", "¹", "q6h ", "I ", "A.", "1.", "- ", "[", "a@", "w w.", "+1 ", "1 2/3 ",
     "A- ", "B12 5 ", "B-6 1/2 ", "5'", "'5' ", "5'\"", "1:", "1:1000 ", "K⁺", "²⁺", "5-5-", "15-15 ", "T 3 500 mg ",
     "1'000", "0-", "8h-", "M1g"],
)
@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_work_grows_with_length_only(piece: str, language: str) -> None:
    speak(piece * 20, language)
    assert calls_made(lambda: speak(piece * 1600, language)) < 2.5 * calls_made(lambda: speak(piece * 800, language))
    # What a regular expression does within one call is not counted: one that backtracks would not come to an end here.
    speak(piece * 20_000, language)


SILENT = "＜＞≦≧≯≮≲≳＝±≠‰⅛⅜⅝⅞⅕⅖❶⑴⒈⓵①Ⅲ₂✗✘❌🚫"


@pytest.mark.parametrize("language", sorted(path.stem for path in Path(spoken.__file__).parent.glob("*.toml")))
def test_no_sign_that_voices_drop_is_left_to_them(language: str) -> None:
    left = [char for char in SILENT if char in spoken_form(f"a {char} 5", "ja" if language == "any" else language)]
    assert left == (["＝"] if language == "any" else [])


@pytest.mark.parametrize("language", ["en", "es", "de", "fr", "ja"])
def test_the_proof_takes_what_is_said_for_a_rare_sign(language: str) -> None:
    signs = [chr(code) for code in [*range(0x2150, 0x218A), *range(0x2190, 0x2300), *range(0x2460, 0x2500)]]
    for text in (f"take {char} 5 mg" for char in [*signs, *SILENT, *"𝐧𝟓𝔄ⓐ⒜＄﹪﹤➔➜㎎℃"]):
        for span in speak(text, language):
            assert not (span.rule and wrong(text[span.start:span.end], span.said, language)), (text, span)


def test_staff_can_say_how_words_are_said() -> None:
    say_as = {"lead": "led", "5 m": "five meters", "GERD": "gurd"}
    said = "".join(s.said for s in speak("The leader takes lead, 5 mg for GERD.", "en", say_as))
    assert said == "The leader takes led, five milligrams for gurd."
