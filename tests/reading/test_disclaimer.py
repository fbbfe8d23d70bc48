"""The disclaimer is found wherever it stands, whole, once; what only looks like one stays what it is."""

import pytest

from a11y_export.model import Origin
from a11y_export.reading import notices
from a11y_export.reading.rules import disclaimer_rules
from tests.reading.pages import PROSE_TEXT, assert_law_one, cut, kept, page, read

EN = "This information is not a substitute for professional medical advice, diagnosis or treatment."
ES = "Esta información no sustituye la consulta con un médico ni el diagnóstico de un profesional."
FR = "Cet article ne remplace pas l'avis d'un médecin ou d'un professionnel de santé."
DE = "Diese Informationen ersetzen nicht die Beratung durch einen Arzt oder Apotheker."
COOKIES = "<p>We use cookies to improve this site. Read our privacy policy to learn more about them.</p>"

PLACES = {
    "at the end of the article": page(f"<p>{EN}</p>"),
    "after the article": page(after=f"<p>{EN}</p>"),
    "in the footer": page(after=f"<footer><p>{EN}</p><p>© 2024 Health Org</p></footer>"),
    "in the footer beside cookie text": page(after=f"<footer>{COOKIES}<p>{EN}</p>{COOKIES}</footer>"),
    "in an aside": page(after=f"<aside class='sidebar'><p>{EN}</p></aside>"),
    "in an aside of the article": page(f"<aside><p>{EN}</p></aside>"),
    "in a hidden modal": page(after=f"<div class='modal' role='dialog' hidden><p>{EN}</p></div>"),
    "in a hidden div": page(after=f"<div style='display:none'><p>{EN}</p></div>"),
    "in a table cell": page(after=f"<table><tr><td>{EN}</td><td>© 2024</td></tr></table>"),
    "before the article": page(before=f"<div class='notice'>{EN}</div>"),
    "in a bare div": page(after=f"<div>{EN}</div>"),
    "in small print": page(after=f"<div><small>{EN}</small></div>"),
    "with markup inside": page(f"<p>This information is <b>not</b> {EN[len('This information is not '):]}</p>"),
    "in a consent banner": page(before=f"<div id='onetrust-banner-sdk'>{COOKIES}<p>{EN}</p></div>"),
    "in a list item": page(after=f"<ul><li>{EN}</li><li>About us</li></ul>"),
    "in a blockquote": page(f"<blockquote><p>{EN}</p></blockquote>"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_disclaimer_is_found_wherever_it_stands(place):
    reading = read(PLACES[place])
    assert reading.article.disclaimer.origin is Origin.FOUND
    assert reading.article.disclaimer.text == EN
    assert "substitute" not in kept(reading)
    assert kept(reading).startswith(PROSE_TEXT[0])
    assert_law_one(reading)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", EN),
        ("en", "The content on this page is for information only and does not constitute medical advice."),
        ("en", "Do not put off a visit to your nurse because of what you have read on this page."),
        ("en", "Nothing here is intended to diagnose, treat, cure or prevent any disease."
               " It is not intended to diagnose or treat."),
        ("es", ES),
        ("es", "Este artículo no constituye un consejo médico de ninguna clase."),
        ("fr", FR),
        ("fr", "Ces pages ne constituent pas un avis médical et ne remplacent pas une consultation."),
        ("de", DE),
        ("de", "Dieser Text ist kein Ersatz für eine ärztliche Beratung oder Behandlung."),
        ("it", "Queste informazioni non sostituiscono il parere del medico o la visita."),
        ("pt", "Este texto não substitui a consulta com um médico ou outro profissional."),
        ("nl", "Deze tekst is geen vervanging van het advies van uw arts of behandelaar."),
        ("hi", "यह जानकारी चिकित्सक की सलाह का विकल्प नहीं है और केवल शिक्षा के लिए है।"),
    ],
)
def test_a_disclaimer_is_known_in_each_language(lang, text):
    reading = read(page(after=f"<footer><p>{text}</p></footer>", lang=lang))
    assert reading.article.disclaimer.text == text


@pytest.mark.parametrize(
    "label",
    ["<h2>Medical disclaimer</h2>", "<p><strong>Disclaimer:</strong></p>", "<div><b>Important notice</b></div>"],
)
def test_a_label_that_stands_alone_comes_with_what_follows_it(label):
    reading = read(page(after=f"<footer><div>{label}<p>{EN}</p></div></footer>"))
    assert reading.article.disclaimer.text.endswith(EN)
    assert reading.article.disclaimer.text != EN
    assert_law_one(reading)


def test_a_label_alone_is_no_disclaimer():
    reading = read(page(after="<footer><p>Medical disclaimer</p><p><a href='/d'>Disclaimer</a></p></footer>"))
    assert reading.article.disclaimer.origin is Origin.NONE
    assert reading.article.disclaimer.text == ""


def test_a_labelled_box_is_taken_whole():
    box = (
        f"<div class='disclaimer'><p>{EN}</p><p>Always ask your own doctor about your health.</p>"
        "<p>In an emergency call your local number.</p></div>"
    )
    reading = read(page(after=box))
    assert reading.article.disclaimer.text == (
        f"{EN} Always ask your own doctor about your health. In an emergency call your local number."
    )


def test_the_same_disclaimer_twice_is_kept_once_and_the_other_is_a_duplicate():
    reading = read(page(f"<p>{EN}</p>", after=f"<footer><p>{EN}</p></footer>"))
    assert reading.article.disclaimer.text == EN
    assert cut(reading)[EN] == "duplicate"
    assert_law_one(reading)


def test_two_different_disclaimers_are_both_kept_in_page_order():
    other = "Do not ignore what your nurse tells you because of what you have read on this page."
    reading = read(page(f"<p>{other}</p>", after=f"<footer><p>{EN}</p></footer>"))
    assert reading.article.disclaimer.text == f"{other} {EN}"
    assert_law_one(reading)


@pytest.mark.parametrize(
    "decoy",
    [
        "We use cookies to give you the best experience. By using this site you accept our use of cookies.",
        "Advertising helps us keep this site free. We do not endorse any product. See our advertising policy.",
        "Some links are affiliate links, and we may earn a commission when you buy something with them.",
        "Our editorial team checks every article. Read about our editorial policy and how we work.",
        "© 2024 Health Org. All rights reserved. Use of this site means that you accept our terms of use.",
        "Subscribe to our newsletter for the latest news on asthma, straight to your inbox every week.",
        "This page was last reviewed in March 2024. The next review is due in March 2027.",
    ],
)
def test_notices_of_another_kind_are_not_taken(decoy):
    reading = read(page(after=f"<footer><p>{decoy}</p></footer>"))
    assert reading.article.disclaimer.origin is Origin.NONE
    assert_law_one(reading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Never ignore chest pain. Get medical help at once, and do not drive yourself to the hospital.",
        "Do not stop your medicine without first asking your doctor, and do not take a double dose.",
        "An inhaler with a spacer works as well as a nebulizer, and it does not need power.",
        "Talk to your doctor or pharmacist before you take any other medicine with this one.",
        "Call 911 if you cannot speak in full sentences, or if your lips turn blue or grey.",
        "Brand-name tablets can be replaced by generic ones, since they hold the same medicine.",
        "A peak flow meter does not tell you everything, but it is a good way to follow your asthma.",
    ],
)
def test_an_articles_own_advice_is_not_taken_for_a_disclaimer(sentence):
    reading = read(page(f"<p>{sentence}</p>"))
    assert reading.article.disclaimer.origin is Origin.NONE
    assert kept(reading).endswith(sentence)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Read the leaflet that comes with your medicine and follow it unless your doctor tells you otherwise."),
        ("en", "Follow the information on the label unless your doctor or pharmacist has told you otherwise."),
        ("en", "Use the app every day. Your nurse may ask you to do it differently."),
        ("en", "The leaflet says two puffs, but your doctor may tell you something different. Do what she says."),
        ("en", "For general information on asthma see the page of the charity. In an emergency call 999."),
        ("en", "I am not a doctor, she said, but I asked my doctor and he laughed."),
        ("es", "Lea el folleto y sígalo, salvo que su médico le indique otra cosa."),
        ("es", "Siga la información del envase a menos que su médico le diga otra cosa."),
        ("fr", "Suivez les informations de la notice, sauf si votre médecin vous a dit autre chose."),
        ("fr", "Lisez la fiche et prenez un comprimé, à moins que votre médecin ne vous conseille autrement."),
        ("de", "Lesen Sie die Informationen und nehmen Sie eine Tablette, sofern Ihr Arzt nichts anderes sagt."),
        ("de", "Halten Sie sich an die Angaben, es sei denn, Ihr Arzt hat Ihnen etwas anderes gesagt."),
        ("it", "Segua le informazioni del foglio, salvo che il medico le dica diversamente."),
        ("it", "Legga la scheda e prenda una compressa a meno che il suo medico non le consigli diversamente."),
        ("pt", "Siga as informações do folheto, salvo se o seu médico indicar outra coisa."),
        ("nl", "Volg de informatie in de folder, tenzij uw arts iets anders zegt."),
        ("hi", "पर्चे की जानकारी का पालन करें, जब तक आपके डॉक्टर कुछ और न कहें।"),
    ],
)
def test_what_to_do_unless_a_doctor_says_otherwise_stays_in_the_article(language, sentence):
    reading = read(page(f"<p>{sentence}</p>", lang=language))
    assert reading.article.disclaimer.origin is Origin.NONE
    assert sentence in kept(reading)


@pytest.mark.parametrize(
    "sentence",
    [
        "Information here isn’t medical advice. Follow your own care team’s limits.",
        "This page is for information only and is not a diagnosis.",
        "This sheet is a general guide to having a tooth out. Your surgeon may tell you something different.",
        "I'm a certified yoga teacher, not a physician. Check with your doctor before trying any pose shown here.",
        "The author of these pages takes no responsibility for injuries. Ask a doctor before you start.",
        "This site is not monitored. In an emergency call 911; you will find general information here, and no more.",
        "© 2023 Harrow Lane Clinic. General information only; please see a doctor about your own symptoms.",
    ],
)
def test_short_ones_are_found_without_the_tools_behind_them(sentence):
    reading = read(page(after=f"<footer><p>{sentence}</p><p>Print this page</p></footer>"))
    assert reading.article.disclaimer.text == sentence
    assert_law_one(reading)


def test_the_clinics_own_words_are_taken_only_when_the_page_has_none():
    own = "Ask the Hill Street clinic.\n\nCall us first."
    supplied = read(page(), disclaimer=own).article.disclaimer
    assert supplied.origin is Origin.SUPPLIED
    assert supplied.text == "Ask the Hill Street clinic. Call us first."
    assert len(supplied.blocks) == 2
    found = read(page(f"<p>{EN}</p>"), disclaimer=own).article.disclaimer
    assert (found.origin, found.text) == (Origin.FOUND, EN)


def test_the_clinics_own_words_are_no_words_of_the_page():
    reading = read(page(), disclaimer="Ask us.")
    assert_law_one(reading)
    assert "us." not in reading.article.tokens()


def test_text_that_stands_bare_beside_blocks_is_a_paragraph_of_its_own():
    reading = read(page(after=f"<div>{EN}<p>Some links earn us a commission.</p><p>About this site</p></div>"))
    assert reading.article.disclaimer.text == EN
    assert_law_one(reading)


def test_empty_lines_part_paragraphs_and_single_line_breaks_do_not():
    text = EN.replace(" advice", "<br>advice")
    after = f"<div>We use cookies on this site.<br><br>{text}<br><br>© 2024 Health Org</div>"
    reading = read(page(after=after))
    assert reading.article.disclaimer.text.split() == EN.split()
    assert_law_one(reading)


def test_what_a_page_does_not_replace_may_be_a_list():
    after = "<div><p>This page cannot replace:</p><ul><li>the advice of your doctor</li><li>a nurse</li></ul></div>"
    assert read(page(after=after)).article.disclaimer.text.endswith("the advice of your doctor a nurse")


@pytest.mark.parametrize(
    "text",
    [
        "For information only. Ask your doctor about your own condition.",
        "These statements were not checked by the FDA. Breathewell is not intended to diagnose, treat, cure or prevent "
        "any disease.",
        "Do not start or stop a treatment because of something you read here.",
        "Our page is no substitute for your doctor.",
        "Using our advice line does not make you a patient of the clinic.",
        "No physician–patient relationship is formed by this page.",
        "We cannot know your medical history; nothing here was written for your circumstances.",
        "Neither this translation nor the original should be relied upon as medical advice.",
    ],
)
def test_other_ways_to_say_it(text):
    reading = read(page(after=f"<footer><p>{text}</p></footer>"))
    assert reading.article.disclaimer.text == text


@pytest.mark.parametrize(
    "text",
    [
        "“An app is no substitute for a nurse,” said Ana Ruiz, who leads the ward.",
        "What we write on medical claims is no substitute for legal advice.",
        "Do not stop taking your tablets without asking your doctor.",
        "Never give aspirin to treat or cure a fever in a child.",
        "Side effects vary. Some people have none.",
        "Our clinic does not treat children under five.",
        "You cannot start the course before your blood test.",
    ],
)
def test_what_an_article_says_itself_stays_in_it(text):
    reading = read(page(f"<p>{text}</p>"))
    assert reading.article.disclaimer.origin is Origin.NONE
    assert text in kept(reading)


@pytest.fixture
def unsure(monkeypatch):
    """Let no points make a disclaimer sure."""
    monkeypatch.setattr(notices, "_SURE", 10_000)


@pytest.mark.usefixtures("unsure")
def test_what_was_cut_and_may_be_the_disclaimer_is_told_with_the_line_that_pins_it():
    line = "We never met you, so our pages know nothing of your illness; a doctor who sees you does."
    reading = read(page(after=f"<footer><p>{line}</p></footer>"))
    assert reading.article.disclaimer.origin is Origin.NONE
    [warning] = [w for w in reading.warnings if "perhaps" in w]
    assert line in warning
    assert 'disclaimer = "We never met you, so our pages know"' in warning


@pytest.mark.usefixtures("unsure")
def test_what_may_be_the_disclaimer_is_not_told_where_one_was_found_or_the_article_has_it():
    line = "We never met you, so our pages know nothing of your illness; a doctor who sees you does."
    for html in (page(after=f"<footer><p>{line}</p></footer><p>{EN}</p>"), page(f"<p>{line}</p>")):
        assert not [w for w in read(html).warnings if "perhaps" in w]


def test_no_small_word_hides_one_that_tells():
    """A word that stands whole among the small ones is never asked for its stem."""
    for rules in disclaimer_rules():
        hidden = [
            word
            for word, letter in rules.words.items()
            if letter == "q"
            for stem, other in rules.stems.get(word[:4], ())
            if other in "ragzv" and word.startswith(stem)
        ]
        assert hidden == [], rules.language
