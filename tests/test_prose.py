"""Where a sentence ends: speech pauses there, readability counts there, and no word may fall between."""

import pytest
from hypothesis import HealthCheck, given, settings

from a11y_export import prose, words
from a11y_export.model import (
    Article,
    Callout,
    CalloutKind,
    Cell,
    DefinitionList,
    Disclaimer,
    Entry,
    Figure,
    ItemList,
    LineBreak,
    Origin,
    Paragraph,
    Preformatted,
    Section,
    Source,
    Span,
    Style,
    Table,
)
from a11y_export.prose import Kind
from tests.articles import articles

# Each passage as the sentences a careful reader would read it in; "|" parts them.
ENGLISH = [
    "Take 2.5 mg twice a day.|Do not take more than 10 mg in 24 hours.",
    "The dose is 5 mg.|Take it with food.",
    "Give 15 mg/kg every 4 hrs. as needed.",
    "Drink at least 2.5 L. of water a day.",
    "Take it at 9 a.m. every day.",
    "Take it at 9 a.m. and at 9 p.m. with food.",
    "Come at 9 a.m.|The nurse will see you.",
    "Dr. Smith will see you now.",
    "Ask Dr. J. Smith or Mrs. Lee.|They can help.",
    "J. R. Patel wrote this page.",
    "Many fruits have vitamin C.|It helps you heal.",
    "She has hepatitis B.|It can be treated.",
    "You may have type A or type B.|Both are common.",
    "1. Wash your hands.|2. Dry them well.",
    "1. Wash your hands.",
    "Avoid some foods, e.g. Brie, and raw eggs.",
    "Some foods, i.e. those with salt, raise it.",
    "Eat fruit, bread, rice, etc. every day.",
    "Eat fruit, bread, etc.|Drink water.",
    "It costs approx. $5 in the U.S. and Canada.",
    "He lives in the U.S.|He takes insulin.",
    "See fig. 3 and no. 5 on the list.",
    "Is it serious?|It can be.",
    "Stop!|Call 911 now!",
    "Really?!|Yes.",
    "She said, “Stop it.”|Then she left.",
    "She asked, “Does it hurt?” and left.",
    "He said 'No.'|We waited.",
    "(Do not drive.)|Rest at home.",
    "Ask your doctor (or nurse).|They know you.",
    "This was shown in 2019.[3]|It was shown again.",
    "This was shown.¹²|It was shown again.",
    "It is common.[1][2]|It is not serious.",
    "White cells were 4.5 ×10⁹/L.|The test was normal.",
    "White cells were under 4 ×10⁹/L.|The test was repeated.",
    "Your blood pressure is 120/80.|That is normal.",
    "Less than 5% have it.|More than 95% do not.",
    "Wait… then try again.",
    "Wait…|Try again.",
    "Visit www.example.org for more.|Call us too.",
    "Read example.org/a.b.c today.",
    "Use version 2.0.|It is newer.",
    "The risk fell by .5 percent.",
    "pH is 7.4.|It is tightly held.",
    "Do you have chest pain?|Call 911.|Do not drive yourself.",
    "No full stop here",
    "The trial (Jones et al. 2019) was small.",
    "Jones et al.|They found no harm.",
    "St. John's wort can clash with pills.",
    "Take 1 tbsp. of syrup.",
    "Smith Inc. makes it.",
    "Can I drive?|No.|You must wait a week.",
    "The answer is no.|Ask again.",
    "See no. 5 and nos. 7 to 9.",
    "Take max. 10 mg (see p. 5 and ch. 4).",
    "Take 500 mg: not more.|Ask first.",
    "See us on Oct. 3 at 9.|Or call.",
    "Born in Sept. 2020, he is well.",
    "We met in Dec.|The clinic was shut.",
]
SPANISH = [
    "Tome 2,5 mg dos veces al día.|No tome más de 10 mg.",
    "¿Le duele el pecho?|Llame al 112.",
    "¡Atención!|No conduzca.",
    "La Dra. Pérez le atenderá.",
    "El Sr. López y la Sra. Ruiz esperan.",
    "Tome 1 comprimido a las 9 a.m. con agua.",
    "Venga a las 9 a.m.|La enfermera le verá.",
    "Coma fruta, pan, arroz, etc. cada día.",
    "Evite algunos quesos, p.ej. Brie, y los huevos crudos.",
    "Vea la pág. 5 y el núm. 3.",
    "Hay vitamina C.|Ayuda a sanar.",
    "Vive en EE.UU. desde 2010.",
    "Vive en EE.UU.|Toma insulina.",
    "«No fume.»|Lo dijo el médico.",
    "Cuesta aprox. 5 euros.",
    "Su cita es el 3 oct. 2026.|Venga pronto.",
    "Tome fruta, p. ej. Peras.|Beba agua.",
]
OTHERS = [
    ("hi", "दवा लें।|आराम करें।"),
    ("hi", "क्या दर्द है?|डॉक्टर से मिलें।"),
    ("zh", "请先咨询医生。|不要自行停药！|多喝水。"),
    ("zh", "他说：“不要停药。”|然后走了。"),
    ("ja", "薬を飲んでください。|休んでください。"),
    ("fr", "Le Dr. Martin vous verra.|Venez tôt."),
    ("fr", "Voir p. ex. Lyon.|Venez le 3 oct. 2026."),
    ("fr", "L’art. 3 le dit.|Lisez-le."),
    ("de", "Nehmen Sie z.B. Tee.|Ruhen Sie sich aus."),
    ("de", "Essen Sie z. B. Obst oder u. a. Reis.|Trinken Sie viel."),
    ("de", "Essen Sie z.\u00a0B. Obst, d. h. viel davon."),
    ("de", "Ihr Termin ist am 3. Oktober um 9 Uhr.|Kommen Sie früh."),
    ("de", "Ab dem 2. Tag und im 3. Monat geht es besser.|Das hilft."),
    ("de", "Verbrennungen 2. Grades gehören zum Arzt.|Kühlen Sie sie."),
    ("de", "Nehmen Sie 2. Dosen stehen bereit."),  # what is nearly always an ordinal is taken for one
    ("de", "Nehmen Sie 2.|Dann warten Sie."),
    ("de", "Er wurde 40.|Tagsüber schläft er."),
    ("de", "Nehmen Sie max. 5 mg (siehe S. 5)."),
    ("es", "Tome máx. 10 mg (vea la p. 5)."),
    ("fr", "Prenez max. 10 mg (voir p. 5)."),
    ("it", "Prenda max. 10 mg (vedi p. 5)."),
    ("pt", "Tome no máx. 10 mg (veja a p. 5)."),
    ("nl", "Neem max. 10 mg (zie p. 5)."),
    ("it", "La visita è il 3 ott. 2026.|Venga presto."),
    ("it", "L'art. 5 dice di no.|Vada a pag. 3."),
    ("ar", "هل يؤلمك؟|اتصل بالطبيب."),
    ("tlh-unknown", "Dr. Smith waits.|Come in."),
]
CASES = [("en", t) for t in ENGLISH] + [("es", t) for t in SPANISH] + OTHERS


def _split(text, language):
    return [text[start:end] for start, end in prose.split(text, language)]


@pytest.mark.parametrize(("language", "marked"), CASES, ids=[marked[:40] for _, marked in CASES])
def test_sentences_end_where_a_reader_ends_them(language, marked):
    expected = [part for part in marked.split("|") if part]
    glue = "" if language in {"zh", "ja"} else " "
    assert _split(glue.join(expected), language) == expected


def test_at_least_forty_passages_are_held():
    assert len(CASES) >= 40


def test_a_line_break_ends_a_sentence():
    leaf = prose.Leaf("s01", Kind.PARAGRAPH, (0,), (Span("12 High St"), LineBreak(), Span("New Town. Call first.")))
    assert [s.text for s in prose.split_leaf(leaf, "en")] == ["12 High St", "New Town.", "Call first."]


def test_a_sentence_keeps_the_styles_of_its_words():
    bold = frozenset({Style.BOLD})
    leaf = prose.Leaf("s01", Kind.PARAGRAPH, (0,), (Span("Rest. Do "), Span("not", bold), Span(" drive. Call.")))
    second = list(prose.split_leaf(leaf, "en"))[1]
    assert second.inlines == (Span("Do "), Span("not", bold), Span(" drive."))


def test_a_raised_number_does_not_shift_the_cut():
    sup = frozenset({Style.SUP})
    leaf = prose.Leaf("s01", Kind.PARAGRAPH, (0,), (Span("It is 10"), Span("9", sup), Span(". The test is done.")))
    assert [s.text for s in prose.split_leaf(leaf, "en")] == ["It is 10⁹.", "The test is done."]


def test_a_sentence_in_another_language_says_so():
    leaf = prose.Leaf("s01", Kind.PARAGRAPH, (0,), (Span("Ask for help. "), Span("Pida ayuda.", lang="es")))
    assert [s.lang for s in prose.split_leaf(leaf, "en")] == [None, "es"]


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.HEADING, Kind.TERM, Kind.ALT])
def test_what_is_one_phrase_is_never_split(kind):
    leaf = prose.Leaf("s01", kind, (), (Span("What is it? What to do. And now!"),))
    assert [s.text for s in prose.split_leaf(leaf, "en")] == ["What is it? What to do. And now!"]


def _paragraph(text):
    return Paragraph((Span(text),))


def _whole():
    table = Table((Span("Doses"),), ((Cell((_paragraph("Age"),)),),), ((Cell((_paragraph("Five. Then?"),)),),))
    entry = Entry(((Span("Term. One"),),), ((_paragraph("Means this."),),))
    blocks = (
        _paragraph("First. Second."),
        ItemList(((_paragraph("Item."), ItemList(((_paragraph("Inner."),),))),)),
        DefinitionList((entry,)),
        table,
        Figure(None, "Alt text. Two", (_paragraph("Caption."),)),
        Callout(CalloutKind.TIP, (_paragraph("Tip."),)),
        Preformatted("line one\nline two"),
    )
    return Article(
        "Title. Of it",
        "en",
        Source("a", "0"),
        sections=(Section("s01", (Span("Head. Ing"),), 2, blocks), Section("s02", (), 2, (_paragraph("Last."),))),
        disclaimer=Disclaimer((_paragraph("Not advice. Ask."), ItemList(((_paragraph("Call."),),))), Origin.FOUND),
    )


def test_every_kind_of_leaf_stands_in_reading_order_with_its_place():
    found = [(s.id, s.kind.value, s.path, s.text) for s in prose.sentences(_whole())]
    assert found == [
        ("title-001", "title", (), "Title. Of it"),
        ("s01-001", "heading", (), "Head. Ing"),
        ("s01-002", "paragraph", (0,), "First."),
        ("s01-003", "paragraph", (0,), "Second."),
        ("s01-004", "item", (1, 0, 0), "Item."),
        ("s01-005", "item", (1, 0, 1, 0, 0), "Inner."),
        ("s01-006", "term", (2, 0, 0, 0), "Term. One"),
        ("s01-007", "definition", (2, 0, 1, 0, 0), "Means this."),
        ("s01-008", "caption", (3, -1), "Doses"),
        ("s01-009", "cell", (3, 0, 0, 0), "Age"),
        ("s01-010", "cell", (3, 1, 0, 0), "Five."),
        ("s01-011", "cell", (3, 1, 0, 0), "Then?"),
        ("s01-012", "alt", (4, -1), "Alt text. Two"),
        ("s01-013", "caption", (4, 0), "Caption."),
        ("s01-014", "callout", (5, 0), "Tip."),
        ("s01-015", "preformatted", (6,), "line one"),
        ("s01-016", "preformatted", (6,), "line two"),
        ("s02-001", "paragraph", (0,), "Last."),
        ("disclaimer-001", "disclaimer", (0,), "Not advice."),
        ("disclaimer-002", "disclaimer", (0,), "Ask."),
        ("disclaimer-003", "disclaimer", (1, 0, 0), "Call."),
    ]


_SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_SLOW
@given(articles)
def test_no_word_falls_between_two_sentences(article):
    for leaf in prose.leaves(article):
        said = "".join(t for s in prose.split_leaf(leaf, article.language) for t in words.tokens(s.text))
        assert said == "".join(words.tokens(leaf.text))


@_SLOW
@given(articles)
def test_the_leaves_are_the_whole_article(article):
    left_out = {Kind.ALT}
    if article.title_origin != "page":
        left_out.add(Kind.TITLE)
    leaves = [leaf for leaf in prose.leaves(article) if leaf.kind not in left_out]
    if article.disclaimer.origin is not Origin.FOUND:
        leaves = [leaf for leaf in leaves if leaf.section != prose.DISCLAIMER]
    assert [t for leaf in leaves for t in words.tokens(leaf.text)] == article.tokens()


@_SLOW
@given(articles)
def test_ids_are_unique_and_the_same_each_time(article):
    once = [s.id for s in prose.sentences(article)]
    assert len(set(once)) == len(once)
    assert once == [s.id for s in prose.sentences(article)]
    assert all(s.text == words.fold(s.text) and s.text for s in prose.sentences(article))


def test_sentences_are_those_of_the_article_that_is_asked_for_now() -> None:
    one, two = (
        Article("Title", "en", Source("p", "0"), sections=(Section("s01", (), 2, (Paragraph((Span(text),)),)),))
        for text in ("Take one.", "Do not take two. Ask first.")
    )
    for article, wanted in [(one, ["Take one."]), (two, ["Do not take two.", "Ask first."]), (one, ["Take one."])]:
        assert [s.text for s in prose.sentences(article)][1:] == wanted
        assert prose.sentences(article) is prose.sentences(article)
