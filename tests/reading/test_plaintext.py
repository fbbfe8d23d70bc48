"""Leaflets that somebody typed, and dumps of web pages: what is the title, what is a heading, and what goes."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import words
from a11y_export.errors import NoArticle
from a11y_export.model import ItemList, Paragraph, Style, Table, leaf_texts, plain
from a11y_export.reading import read_bytes
from tests.reading.pages import cut, kept

LONG = "Asthma is a long-term condition of the airways, and they react strongly to smoke and to cold air."
MORE = "Most people can keep it under control with a preventer inhaler that is used every day."
MENU = ("Home", "Wards", "Find us", "Working here", "Give", "News", "Contact us", "Lung House", "My account")


def read(text):
    """Read a text: each of its words has one fate, in order."""
    reading = read_bytes(text.encode(), "leaflet.txt")
    told = [token for run in reading.runs for token in words.tokens(run.text)]
    assert "".join(told) == "".join(words.tokens(text))
    assert told == words.tokens(text) or "**" in text or "|" in text  # those signs may stand within a word
    return reading


def shape(reading):
    """Give the sections as their heading and the leaves of their blocks."""
    return [(plain(s.heading), [list(leaf_texts((b,))) for b in s.blocks]) for s in reading.article.sections]


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Asthma", "Asthma"),
        ("Living well", "Living well"),
        ("ASTHMA\n\nPatient information leaflet", "ASTHMA"),
        ("LEAFLET 12\n\nASTHMA", "ASTHMA"),
        ("What is asthma?", "What is asthma?"),
        ("# Asthma at home", "Asthma at home"),
        ("Asthma at home\n==============", "Asthma at home"),
        ("Dr Fiona McDonald\n\nAsthma at home", "Asthma at home"),
        ("", "leaflet"),
        ("Dear Mrs Roe,", "leaflet"),
        ("Asthma in adults.", "leaflet"),
    ],
)
def test_a_leaflet_has_the_title_at_its_top_and_loses_nothing(top, title):
    reading = read(f"{top}\n\n{LONG}\n\nSymptoms of an asthma attack\n\n{MORE} {LONG}\n\nWhat now?\n\n{MORE}\n")
    assert reading.article.title == title
    assert kept(reading).count(LONG) == 2
    assert set(cut(reading).values()) <= {"drawn line"}
    assert [plain(s.heading) for s in reading.article.sections][-2:] == ["Symptoms of an asthma attack", "What now?"]


@pytest.mark.parametrize(
    "end",
    [
        "Asthma nurse: 01632 960417\nOpen Monday to Friday, 9 to 5",
        "Your dose\n\nMorning: 2 puffs\nEvening: 1 puff",
        "Who to call\n\nWard 7, Lung House\n01632 960 417\nIn an emergency: 999",
        "Ann McKay\nAsthma nurse\nLung House\nHill Street",
        "Take care",
        "Never take\nIbuprofen\nAspirin\nBeta blockers\n\n© Lung House 2024\nHelpline 0114 243 4343",
        "More about asthma:\nhttps://www.lungs.example\n\nOut of hours: 111",
        "Breakfast\nNovoRapid FlexPen 8 units\nBedtime\nLantus SoloStar 20 units",
    ],
)
def test_what_stands_behind_a_leaflets_last_sentence_stays(end):
    reading = read(f"Living with asthma\n\n{LONG}\n\n{MORE}\n\n{end}\n")
    assert cut(reading) == {}
    assert kept(reading).endswith(" ".join(end.split()))


def test_what_a_site_says_behind_a_web_pages_text_goes_with_its_menu():
    menu = "About us\nContact\nPrivacy policy\n© 2024 Lung House\nFind us"
    reading = read(f"Search\nLiving with asthma\n\n{LONG}\n\n{MORE}\n\nWard 7: 01632 960417\n{menu}\n")
    assert cut(reading) == {"Search": "before the article", " ".join(menu.split()): "after the article"}


@pytest.mark.parametrize(
    "menu", ["\n".join(MENU), "HomeWardsFind usWorking hereNews", "© 2024 Lung House"], ids=["long", "glued", "rights"]
)
def test_a_web_pages_lines_before_the_title_go(menu):
    reading = read(f"{menu}\nAsthma at home\nBy Ana Lee\n{LONG}\nSymptoms of an attack\n{MORE} {LONG}\n{MORE}\n")
    assert reading.article.title == "Asthma at home"
    assert reading.article.source.author == "Ana Lee"
    assert cut(reading) == {" ".join(menu.split()): "before the article"}


def test_a_menu_behind_a_web_pages_text_goes_and_a_dose_in_it_is_told():
    tail = "Popular\nLung nurses\nPets\nSnow\nTake 2 puffs a day"
    reading = read("\n".join([*MENU, "Asthma at home", LONG, f"{MORE} {LONG}", tail]))
    assert cut(reading)[" ".join(tail.split())] == "after the article"
    assert any("Take 2 puffs a day" in warning for warning in reading.warnings)


def test_a_short_leaflet_without_a_sentence_is_an_article():
    reading = read("Your tablets\n\nAmlodipine 5 mg: one in the morning\nRamipril 2.5 mg: one at night\nAspirin: stop")
    assert reading.article.title == "Your tablets"
    assert kept(reading) == "Amlodipine 5 mg: one in the morning Ramipril 2.5 mg: one at night Aspirin: stop"
    with pytest.raises(NoArticle):
        read("Your tablets\n")


@pytest.mark.parametrize("text", ["\n".join(MENU), "\n".join((*MENU, "© 2024 Lung House", "Privacy policy"))])
def test_a_menu_alone_is_no_article(text):
    with pytest.raises(NoArticle):
        read(text)


def test_wrapped_lines_are_one_paragraph_and_one_item():
    reading = read(
        "Asthma at home\n\nAsthma is a long-term condition of the airways, and\nthey react strongly to smoke.\n\n"
        "Every day:\n\n- Take two puffs of the preventer in the morning and\n  two in the evening.\n"
        "- Rinse your mouth.\n  Then drink.\n\nKeep the dressing dry.\nWalk every hour.\n"
    )
    first, _, listed, *others = reading.article.sections[0].blocks
    assert list(leaf_texts((first,))) == [
        "Asthma is a long-term condition of the airways, and they react strongly to smoke."
    ]
    assert isinstance(listed, ItemList)
    assert list(leaf_texts((listed,))) == [
        "Take two puffs of the preventer in the morning and two in the evening.", "Rinse your mouth."
    ]  # fmt: skip
    assert [text for b in others for text in leaf_texts((b,))] == [
        "Then drink.", "Keep the dressing dry.", "Walk every hour."
    ]  # fmt: skip


def test_what_is_drawn_or_typed_around_headings_is_cut_as_such():
    inhalers = f"Your inhalers\n-------------\n{MORE}"
    reading = read(f"# Asthma at home\n\n{LONG}\n\n{inhalers}\n\n## At night\n\nUse it too.\n\n* * *\n\nWard 7\n")
    assert shape(reading) == [
        ("", [[LONG]]), ("Your inhalers", [[MORE]]), ("At night", [["Use it too."], ["Ward 7"]])
    ]  # fmt: skip
    assert [(r.rule, r.text) for r in reading.removals] == [
        ("drawn line", "#"), ("drawn line", "-------------"), ("drawn line", "##"), ("drawn line", "* * *")
    ]  # fmt: skip


def test_a_short_line_that_stands_alone_heads_what_follows():
    reading = read(
        f"After the operation\n\n{LONG}\n\nWhen to call\n\nFever above 38.5 °C\nBleeding\n\nWard 7\n\nLung House\n"
    )
    assert shape(reading)[1] == ("When to call", [["Fever above 38.5 °C"], ["Bleeding"], ["Ward 7"], ["Lung House"]])


def test_lines_with_tabs_are_a_table():
    reading = read(f"Your tablets\n\nMedicine\tMorning\tEvening\nAmlodipine\t5 mg\t-\nRamipril\t\t2.5 mg\n\n{LONG}\n")
    table, text = reading.article.sections[0].blocks
    assert isinstance(table, Table)
    assert [[list(leaf_texts(c.blocks)) for c in row] for row in (*table.header, *table.rows)] == [
        [["Medicine"], ["Morning"], ["Evening"]], [["Amlodipine"], ["5 mg"], ["-"]], [["Ramipril"], [], ["2.5 mg"]]
    ]  # fmt: skip
    assert len(table.header) == 1
    assert isinstance(text, Paragraph)


@given(
    st.lists(
        st.sampled_from(
            [
                "Asthma", LONG, MORE, "Morning: 2 puffs", "- one", "  and two", "* * *", "a\tb", "c\td\te", "Home", "",
                "", "© 2024", "## At night", "5 mg < 10 mg & more", "1. first", "Privacy policy", "What now?", "-----",
                "<b>", "Dr Ana Lee", "०१२ ५ मि.ग्रा.", "\ta", "a\t",
            ]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_every_word_of_a_text_is_kept_or_on_record(lines):
    with suppress(NoArticle):
        read("\n".join([*lines, LONG]))


def test_an_o_is_a_bullet_where_several_lines_begin_with_one():
    ringed = "o Wash your hands.\no Take out your lenses\n  first."
    reading = read(f"Eye drops\n\n{LONG}\n\n{ringed}\n\no un sobre\no Wait.\n")
    listed, *others = reading.article.sections[0].blocks[1:]
    assert list(leaf_texts((listed,))) == ["Wash your hands.", "Take out your lenses first."]
    assert [text for b in others for text in leaf_texts((b,))] == ["o un sobre", "o Wait."]


def test_bars_are_a_tables_borders_and_two_stars_are_bold():
    rows = "| Medicine | Dose |\n|:---|---:|\n| Fostair | **2 puffs** |\n| Aspirin | |"
    reading = read(f"Your tablets\n\n{rows}\n\n{LONG}\n")
    table = reading.article.sections[0].blocks[0]
    assert isinstance(table, Table)
    assert [[list(leaf_texts(c.blocks)) for c in row] for row in (*table.header, *table.rows)] == [
        [["Medicine"], ["Dose"]], [["Fostair"], ["2 puffs"]], [["Aspirin"], []]
    ]  # fmt: skip
    (cell,) = table.rows[0][1].blocks
    assert {s for span in cell.spans for s in span.styles} == {Style.BOLD}
    assert [r.rule for r in reading.removals] == ["drawn line"]


def test_columns_that_gaps_part_are_a_table_and_double_spaces_behind_sentences_are_none():
    rows = "Day        Pain      Tablets\nMonday     ______    [ ]\nTuesday    ______    [ ]"
    typed = "Write it down.  Bring it along.  Thank you.\nCall us.  Do not wait.  Be well."
    reading = read(f"My diary\n\n{rows}\n\n{typed}\n")
    table, *others = reading.article.sections[0].blocks
    assert isinstance(table, Table)
    assert len(table.header) + len(table.rows) == 3
    assert all(isinstance(b, Paragraph) for b in others)


@pytest.mark.parametrize(
    "top",
    [
        "Never take\nAmoxicillin\nIbuprofen\nNaproxen\nDiclofenac\nCelecoxib\nKidney clinic",
        "Call 999 at once\nBlood sugar > 15 or ketones > 1.5",
        "Mrs Mary Smith\nNever skip your insulin\nNovoRapid FlexPen 8 units",
    ],
)
def test_what_forbids_or_doses_at_the_top_is_no_menu(top):
    reading = read(f"{top}\nTablets on sick days\n\n{LONG}\n\n{MORE}\n")
    assert cut(reading) == {}


def rows_of(text):
    """Give the header rows and the other rows of the only table, or None when there is none."""
    tables = [b for s in read(f"Your tablets\n\n{LONG}\n\n{text}\n\nThe end.").article.sections for b in s.blocks]
    for found in tables:
        if isinstance(found, Table):
            return [[[" ".join(leaf_texts(c.blocks)) for c in r] for r in rows] for rows in (found.header, found.rows)]
    return None


def test_a_dose_never_comes_to_stand_in_another_column():
    gaps = (
        "              Morning    Noon      Evening\nAspirin       75 mg                10 mg\n"
        "Ramipril                 5 mg      5 mg\nMetformin     500 mg     500 mg"
    )
    assert rows_of(gaps) is None
    assert rows_of("You  should not take  this when you have a\nstomach ulcer or  have bled,  since it thins") is None
    assert rows_of("Medicine\tMorning\tEvening\nAspirin\t75 mg\nRamipril\t\t5 mg") == [
        [["Medicine", "Morning", "Evening"]], [["Aspirin", "75 mg", ""], ["Ramipril", "", "5 mg"]]
    ]  # fmt: skip
    assert rows_of("| Medicine | Dose |\n|---|---|\n| Aspirin |\n| Warfarin | 1 \\| 2 mg |") == [
        [["Medicine", "Dose"]], [["Aspirin", ""], ["Warfarin", "1 \\| 2 mg"]]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        # As an editor shows them, "1" stands below the evening.
        "Medicine\tMorning\tEvening\nAcetylsalicylic acid\t1\nRamipril\t1\t1",
        "Medicine\t\tMorning\tEvening\nAcetylsalicylic acid\t1\t0\nRamipril\t\t1\t1",
        "| Medicine | Morning |\n|---|---|\n| Aspirin | 1 | 2 |\n| Ramipril | 1 |",
        "Medicine   Morning   Evening\nAspirin    1         2\nRamipril             1\n"
        "Warfarin   2         3\nCodeine    1         1",
    ],
)
def test_lines_of_which_one_fits_no_column_are_no_table_at_all(rows):
    assert rows_of(rows) is None


def test_full_rows_are_a_table_however_long_their_cells():
    found = rows_of("Medicine\tMorning\tEvening\nAcetylsalicylic acid\t1\t0\nRamipril\t1\t1")
    assert found == [[["Medicine", "Morning", "Evening"]], [["Acetylsalicylic acid", "1", "0"], ["Ramipril", "1", "1"]]]


def test_a_table_between_drawn_lines_is_one():
    drawn = "========  ======="
    found = rows_of(f"{drawn}\nMedicine  Morning\n{drawn}\nAspirin   1\nRamipril  2\n{drawn}")
    assert found == [[["Medicine", "Morning"]], [["Aspirin", "1"], ["Ramipril", "2"]]]


@pytest.mark.parametrize(
    "rows",
    [
        "Before breakfast    omeprazole\nAt night            atorvastatin\nNever               ibuprofen",
        "Aspirin\tmorning\nRamipril\tevening",
        "Aspirin  75 mg  morning\n-----\nRamipril  5 mg  evening\n-----\nWarfarin  1 mg  evening\n-----",
    ],
)
def test_a_row_that_names_no_columns_is_no_header(rows):
    found = rows_of(rows)
    assert found is None or found[0] == []


def test_typed_numbers_stay_and_dates_are_none():
    numbered = "12. May: dressing\n3. June: stitches\n\nSteps\n\n1. Sit.\n- Breathe.\n2. Press."
    reading = read(f"Your visits\n\n{LONG}\n\n{numbered}\n")
    lists = [b for s in reading.article.sections for b in s.blocks if isinstance(b, ItemList)]
    assert [(b.ordered, b.start, list(leaf_texts((b,)))) for b in lists] == [
        (True, 12, ["May: dressing"]), (True, 3, ["June: stitches"]), (True, 1, ["Sit."]), (False, 1, ["Breathe."]),
        (True, 2, ["Press."]),
    ]  # fmt: skip


def test_dose_lines_are_not_joined_though_they_are_as_wide_as_the_text():
    doses = (
        "Aspirin 75 mg one tablet in the morning along with food\n"
        "Ramipril 5 mg one capsule in the evening before your bed\n"
        "Bisoprolol 2.5 mg half a tablet in the morning with water"
    )
    wrapped = "Take these tablets every day, also when you are well and\nyou feel no pain at all."
    text = [t for s in read(f"Your tablets\n\n{wrapped}\n\n{doses}\n").article.sections for t in leaf_texts(s.blocks)]
    assert text == [wrapped.replace("\n", " "), *doses.split("\n")]


@pytest.mark.parametrize("end", ["_____\t_____", "|---|---|", "a | b | c"])
def test_lines_that_are_drawn_at_the_end_are_no_table(end):
    assert LONG in kept(read(f"Consent\n\n{LONG}\n\n{end}\n"))
