import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export.handout.holds import hold
from a11y_export.model import LineBreak, Span, Style, plain
from tests.effort import calls_made


def held(text: str, language: str = "en") -> str:
    """The text with ~ for each space that holds."""
    return plain(hold((Span(text),), language)).replace("\u00a0", "~")


@pytest.mark.parametrize(("language", "text"), [
    ("en", "Take 5~mg or 2.5~mg of it"),
    ("en", "a fever of 38~°C or 100.4~°F, up by 2~%"),
    ("en", "below 120~/~80~mmHg, not 90/60~mmHg"),
    ("en", "Ask Dr.~Smith, Dr~Jones or Prof.~Dr.~Brown"),
    ("en", "see p.~5, pp.~6 and No.~7, Table~2 and Figure~3"),
    ("en", "call 0800~111~222 or (555)~010-0199"),
    ("en", "wait 30~minutes, then 2~½~tablets"),
    ("en", "if it is >~180 or ≤~5"),
    ("en", "5~–~10~mg each day; 11~×~10⁹/L"),
    ("en", "in type~2 diabetes"),
    ("en", "after 2~to~4~weeks, 1~in~10~people, 1~or~2~tablets; go to 5 streets"),
    ("es", "de 2~a~4~semanas, 1~de~cada~4~personas"),
    ("en", "2 men and 5 grammarians, 3 mgs"),
    ("en", "Do not, I said. Then a cat"),
    ("es", "Tome 2,5~mg cada 8~horas, o 1~comprimido"),
    ("es", "la Dra.~Ruiz y el Sr.~Gil, pág.~5, n.º~3"),
    ("es", "1~000~ml de agua, 38~°C, 120~/~80~mmHg"),
    ("es", "Dr.~Álvarez"),
    ("de", "5~mg am Tag, 38~°C"),
    ("", "5~mg"),
    ("en", "it says °~C on the thermometer, and ° Celsius not"),
    ("en", "McDr. Smith and aMr Jones, _Dr.~Brown, (Mrs~May)"),
    ("es", "Dr.~Gil, OtraDa. Ruiz, Da.~Sol"),
    ("en", "Dr. smith, St 5"),
])
def test_a_piece_of_information_stays_on_one_line(language: str, text: str):
    assert held(text.replace("~", " "), language) == text


def test_it_holds_across_spans_and_leaves_line_breaks_alone():
    bold = frozenset({Style.BOLD})
    rest = (LineBreak(), Span("mg 5"), LineBreak(), Span("mg"))
    parts = hold((Span("Take "), Span("5", bold), Span(" mg"), *rest), "en")
    assert parts == (Span("Take "), Span("5", bold), Span("\u00a0mg"), *rest)


def test_what_would_not_fit_on_a_line_is_not_held():
    text = "12 34 56 78 " * 20
    assert max(len(part) for part in held(text).split(" ")) <= 28


_parts = st.lists(st.sampled_from(["5", " ", "mg", "Dr.", "Smith", "/", "120", "p.", "\n", "°C", "<"]))


@given(_parts, st.sampled_from(["en", "es", "fr"]))
def test_only_spaces_change_and_only_into_hard_ones(parts: list[str], language: str):
    text = "".join(parts)
    assert held(text, language).replace("~", " ") == text


def test_work_grows_with_the_length():
    def work(count: int) -> int:
        return calls_made(lambda: hold((Span("Take 5 mg of it each 8 hours, Dr. Smith. " * count),), "en"))

    work(1)
    assert work(2000) < 2.2 * work(1000)
