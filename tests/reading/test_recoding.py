"""Signs that a program encoded twice: put right where a page shows it plainly, left alone where it may be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export.reading.encoding import decode
from tests.reading.pages import assert_law_one, kept, page, read

DOSE = "Don’t take more than 4 tablets: ≥5 µg a day isn’t safe."


def latin(text: str) -> str:
    """Give what a program makes of UTF-8 that it takes for Latin-1."""
    return text.encode("utf-8").decode("latin-1")


def windows(text: str) -> str:
    """Give what a browser makes of UTF-8 that a server calls Windows-1252: five bytes stay control characters."""
    data = text.encode("utf-8")
    return "".join(chr(b) if b in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else bytes([b]).decode("cp1252") for b in data)


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("Donâ€™t take â‰¥5 Âµg, itâ€™s too much", "Don’t take ≥5 µg, it’s too much"),
        ("Donâ\x80\x99t take â\x89¥5 mg", "Don’t take ≥5 mg"),
        ("â\x89¤2 tablets, 38Â°C", "≤2 tablets, 38°C"),
        ("1.Â\xa0 Rest â\x80\x93 2.Â\xa0 Drink â\x80\x93", "1.\xa0 Rest – 2.\xa0 Drink –"),
        ("informaciÃ³n y diÃ¡logo sobre la niÃ±a", "información y diálogo sobre la niña"),
        ("fÃ¼r MÃ¤dchen", "für Mädchen"),
        ("Â½ tablet itâ€™s Â½, donâ€™t", "½ tablet it’s ½, don’t"),
        ("ÐŸÑ€Ð¸Ð¼Ð¸Ñ‚Ðµ", "Примите"),
        (latin("दवा मत लें"), "दवा मत लें"),
        (windows("दवा मत लें"), "दवा मत लें"),
        ("â€œRest,â€ she said. â€œDrink.â€", "“Rest,” she said. “Drink.”"),  # the byte 9D dropped
        ("canÃ¢â‚¬â„¢t, wonÃ¢â‚¬â„¢t", "can’t, won’t"),  # three times
    ],
)
def test_signs_that_were_encoded_twice_are_put_right(damaged, meant):
    text, warnings = decode(f"<p>{damaged}</p>".encode(), "page")
    assert text == f"<p>{meant}</p>"
    assert len(warnings) == 1
    assert warnings[0].endswith("had been encoded twice and were put right. Check doses and limits.")


@pytest.mark.parametrize(
    "text",
    [
        "“Le «CAFÉ» est fermé”, l’âge, où ? Âge : 5",
        "O «AMANHû e a «MAÇû",
        "»TRIKOLORÄ« Groß“, Fuß”",
        "L’élève a 38 °C à 5 h, â ê î",
        "Coração, São João, Ã, AÇÃO",
        "Ørsted, Ñandú, Ðuro",
        "Zażyj ¾ tabletki, Łódź, ≥5 µg",
        "दवा मत लें",
        "VitÃ³ria",  # once: it may be how somebody shows what goes wrong
    ],
)
def test_what_may_be_meant_stays(text):
    assert decode(f"<p>{text}</p>".encode(), "page") == (f"<p>{text}</p>", [])


@pytest.mark.parametrize("damage", [latin, windows])
def test_a_damaged_page_reads_as_it_was_meant(damage):
    reading = read(page(damage(f"<p>{DOSE}</p>")))
    assert kept(reading).endswith(DOSE)
    assert "4 signs (’ ≥ µ) had been encoded twice and were put right." in " ".join(reading.warnings)
    assert_law_one(reading)


SIGNS = "áéíóúñçüößÄÖÜ’“”–—…≥≤µ°½±×€•\u00a0"


@pytest.mark.parametrize("damage", [latin, windows])
@given(parts=st.lists(st.text("abc 159" + SIGNS, max_size=12), max_size=12))
def test_damage_is_undone_whatever_it_hit(damage, parts):
    meant = "don’t or can’t: " + " ".join(parts)
    assert decode(damage(meant).encode(), "page")[0] == meant


@given(st.text("abcABCÀÉÈÜÄÖßÑ «»“”„‘’—…°", max_size=60))
def test_text_without_damage_is_left_alone(text):
    assert decode(text.encode(), "page")[0] == text
