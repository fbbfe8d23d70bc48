"""What staff put beside an article overrules the page; what is misspelt is an error, what is not there a warning."""

import pytest

from a11y_export.errors import UsageError
from a11y_export.model import Figure, Origin
from a11y_export.reading import read
from tests.reading.pages import PROSE_TEXT, assert_law_one, kept, page

NOTE = "Staff know that this line belongs here."


def _read(folder, toml, html=None):
    path = folder / "asthma.html"
    path.write_text(html if html is not None else page(), encoding="utf-8")
    data = toml if isinstance(toml, bytes) else toml.encode()
    (folder / "asthma.html.a11y.toml").write_bytes(data)
    reading = read(path)
    assert_law_one(reading)
    return reading


def test_facts_overrule_the_page(tmp_path):
    told = {
        "title": "Asthma at home", "language": "en-GB", "author": "Ana Lee", "reviewer": "J. Roe",
        "published": "2024-03-07", "reviewed": "2025-01-01", "site": "Lung Health", "url": "https://example.org/a",
        "owner": "Lung Trust", "licence": "CC BY 4.0",
    }
    reading = _read(tmp_path, "\n".join(f'{k} = "{v}"' for k, v in told.items()))
    article = reading.article
    assert (article.title, article.title_origin, article.language) == ("Asthma at home", "head", "en-GB")
    assert [r.text for r in reading.removals if r.rule == "staff"] == ["Living with asthma"]
    found = {k: getattr(article.source, k) for k in told if k not in {"title", "language"}}
    assert found == {k: v for k, v in told.items() if k in found}


def test_a_text_to_keep_is_kept_where_the_rules_would_cut_it(tmp_path):
    html = page(f"<div class='share'><p>{NOTE}</p></div><p>The end is near.</p>")
    assert NOTE not in kept(_read(tmp_path, "", html))
    assert NOTE in kept(_read(tmp_path, f'keep = ["{NOTE}"]', html))


def test_a_text_to_cut_is_cut_and_says_who_did_it(tmp_path):
    reading = _read(tmp_path, f'cut = "{PROSE_TEXT[1][:30]}"')
    assert kept(reading) == f"{PROSE_TEXT[0]} {PROSE_TEXT[2]}"
    assert [(r.rule, r.text) for r in reading.removals] == [("staff", PROSE_TEXT[1])]


def test_a_quote_is_found_across_markup_spaces_and_case(tmp_path):
    html = page("<p>Never  take <b>two</b>\ntablets at once, not even one day.</p>")
    reading = _read(tmp_path, 'cut = ["never take TWO tablets"]', html)
    assert "tablets" not in kept(reading)


def test_a_quote_cuts_no_more_than_the_smallest_block_that_holds_it(tmp_path):
    html = page("<ul><li>Rest well at night.</li><li>Drink a lot of water.</li></ul>")
    reading = _read(tmp_path, 'cut = ["Drink a lot"]', html)
    assert kept(reading).endswith("Rest well at night.")


def test_a_disclaimer_is_pinned_by_its_quote(tmp_path):
    html = page(after="<footer><p>The trust gives these words as they are, with no promise.</p></footer>")
    disclaimer = _read(tmp_path, 'disclaimer = "gives these words as they are"', html).article.disclaimer
    assert disclaimer.origin is Origin.FOUND
    assert disclaimer.text == "The trust gives these words as they are, with no promise."


@pytest.mark.parametrize("key", ["keep", "cut", "disclaimer"])
def test_a_quote_that_is_not_on_the_page_is_a_warning(tmp_path, key):
    reading = _read(tmp_path, f'{key} = ["no such words anywhere"]')
    assert len([w for w in reading.warnings if "no such words anywhere" in w]) == 1
    assert kept(reading) == " ".join(PROSE_TEXT)


def test_a_picture_gets_staffs_text_by_its_file_name(tmp_path):
    html = page("<figure><img src='img/a.png?v=1' alt='IMG_1'></figure><p>The end is near.</p>")
    article = _read(tmp_path, '[alt]\n"a.png" = "A blue inhaler"', html).article
    [figure] = [b for s in article.sections for b in s.blocks if isinstance(b, Figure)]
    assert figure.alt == "A blue inhaler"


def test_a_text_for_a_picture_that_is_not_there_is_a_warning(tmp_path):
    html = page("<figure><img src='img/a.png?v=1' alt='IMG_1'></figure><p>The end is near.</p>")
    reading = _read(tmp_path, '[alt]\n"a.png" = "A blue inhaler"\n"b.png" = "x"\n"img/a.png" = "x"\n', html)
    assert [w for w in reading.warnings if w.startswith("Corrections:")] == [
        "Corrections: no picture of the article is called “b.png”.",
        "Corrections: no picture of the article is called “img/a.png”.",
    ]


def test_a_phrase_to_be_said_otherwise_that_is_not_there_is_a_warning(tmp_path):
    html = page("<h2>Using <b>Pulmi</b>cort</h2><p>Ask Dr. Velloso about&nbsp;BP.</p>"
                "<figure><img src='a.png' alt='A Ventolin inhaler'></figure><p>The end is near.</p>")
    told = '"Pulmicort" = "a"\n"Dr. Velloso" = "b"\n"about BP" = "c"\n"Ventolin" = "d"\n"velloso" = "e"\n"Q" = "f"\n'
    reading = _read(tmp_path, f'reviewer = "J. Quint"\n[say_as]\n"Quint" = "q"\n{told}', html)
    assert [w for w in reading.warnings if w.startswith("Corrections:")] == [
        "Corrections: “velloso”, which is to be said otherwise, is not in the article.",
    ]


@pytest.mark.parametrize("name", ["asthma.html.a11y.toml.txt", "asthma.a11y.toml", "asthma.a11y.toml.txt"])
def test_a_file_that_was_meant_to_be_the_corrections_is_told(tmp_path, name):
    (tmp_path / "asthma.html").write_text(page(), encoding="utf-8")
    (tmp_path / name).write_text('title = "Asthma at home"', encoding="utf-8")
    reading = read(tmp_path / "asthma.html")
    assert reading.article.title == "Living with asthma"
    assert [w for w in reading.warnings if w.startswith("Corrections:")] == [
        f"Corrections: {name} was not read. Give it the page's full name, with .a11y.toml after it and nothing more."
    ]
    (tmp_path / "asthma.html.a11y.toml").write_text('title = "Asthma"', encoding="utf-8")
    assert not any(w.startswith("Corrections:") for w in read(tmp_path / "asthma.html").warnings)


def test_an_empty_text_makes_a_picture_decoration(tmp_path):
    html = page("<p><img src='a.png' alt='IMG_1'></p><p>The end is near.</p>")
    article = _read(tmp_path, '[alt]\n"a.png" = ""', html).article
    assert not any(isinstance(b, Figure) for s in article.sections for b in s.blocks)


def test_say_as_pairs_are_handed_on(tmp_path):
    assert _read(tmp_path, '[say_as]\nBP = "blood pressure"').say_as == {"BP": "blood pressure"}


def test_an_empty_file_and_one_with_a_byte_order_mark_are_fine(tmp_path):
    assert kept(_read(tmp_path, "")) == " ".join(PROSE_TEXT)
    assert _read(tmp_path, b"\xef\xbb\xbftitle = 'Asthma'").article.title == "Asthma"


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("titel = 'x'", "titel"),
        ("[Alt]\na = 'x'", "Alt"),
        ("keeps = ['x']", "keeps"),
        ("title = 3", "title"),
        ("published = 'yesterday'", "YYYY-MM-DD"),
        ("reviewed = '2021-13-45'", "YYYY-MM-DD"),
        ("updated = '7 March 2024'", "YYYY-MM-DD"),
        ("published = 2024", "YYYY-MM-DD"),
        ("published = 10:30:00", "YYYY-MM-DD"),
        ("language = 'Spanish'", "such as en, es-MX"),
        ("language = 'xx-toolongsubtag'", "such as en, es-MX"),
        ("keep = [1]", "keep"),
        ("cut = {a = 'b'}", "cut"),
        ("alt = 'x'", "alt"),
        ("[alt]\na = 1", "alt"),
        ("[say_as]\nBP = ['x']", "say_as"),
        ("title = ", "TOML"),
        ("title = 'x", "TOML"),
        ("title = Asthma at home", "put texts between straight quotation marks"),
        ("title = “Asthma”", "put texts between straight quotation marks"),
        ("keep = [“Asthma”, “Ask”]", "put texts between straight quotation marks"),
        ("title = 'a'\ntitle = 'b'", "TOML"),
        (b"title = '\xff'", "UTF-8"),
        ("title = 'Migraña'".encode("latin-1"), "UTF-8"),
        ("title = 'Asthma'".encode("utf-16"), "UTF-8"),
        ("title = " + "[" * 100_000, "brackets"),
        ("title = 'a\x00b'", "TOML"),
        (b"\x89PNG\r\n\x1a\n", "UTF-8"),
        (b"#" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_makes_no_sense_is_a_usage_error_that_names_it(tmp_path, toml, named):
    with pytest.raises(UsageError) as error:
        _read(tmp_path, toml)
    assert "asthma.html.a11y.toml" in str(error.value)
    assert named in str(error.value)


@pytest.mark.parametrize(
    ("toml", "key", "told"),
    [
        ("published = 2024-03-07", "published", "2024-03-07"),
        ("reviewed = 2024-03-07 10:30:00", "reviewed", "2024-03-07"),
        ("updated = '2024-02'", "updated", "2024-02"),
        ("reviewed = '2024'", "reviewed", "2024"),
        ("reviewed = ''", "reviewed", ""),
    ],
)
def test_a_day_may_be_written_with_quotation_marks_or_without(tmp_path, toml, key, told):
    assert getattr(_read(tmp_path, toml).article.source, key) == told


def test_a_languages_tag_is_put_into_its_usual_case(tmp_path):
    assert _read(tmp_path, "language = 'EN-gb'").article.language == "en-GB"


def test_a_file_in_a_folder_is_told_with_its_folder(tmp_path):
    (tmp_path / "asthma.html").write_text(page(), encoding="utf-8")
    (tmp_path / "asthma.html.a11y.toml").write_text("titel = 'x'", encoding="utf-8")
    with pytest.raises(UsageError, match=r"^lungs/asthma\.html\.a11y\.toml: "):
        read(tmp_path / "asthma.html", location="lungs/asthma.html")


def test_a_folder_in_place_of_the_file_is_a_usage_error(tmp_path):
    (tmp_path / "asthma.html").write_text(page(), encoding="utf-8")
    (tmp_path / "asthma.html.a11y.toml").mkdir()
    with pytest.raises(UsageError):
        read(tmp_path / "asthma.html")


def test_a_text_to_keep_is_set_though_the_box_around_it_is_cut(tmp_path):
    box = f"<div class=share-bar><p>Tell a friend about us.</p><p>{NOTE}</p></div>"
    text = kept(_read(tmp_path, f'keep = ["{NOTE}"]', page(box)))
    assert NOTE in text
    assert "Tell a friend" not in text
