"""Points by which a text reads like a medical disclaimer: what is seen of it, what they settle, what not."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from a11y_export.reading import notices
from a11y_export.reading.genre import traits_of
from a11y_export.reading.rules import KINDS, bare
from tests.reading.pages import page, read

LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "nl", "hi")


def signs(text: str, label: str = "", *, health: bool = True) -> tuple[str, ...]:
    return notices.signs_of(notices.says(bare(text)), label, lambda: health)


def test_what_is_seen_of_a_text():
    text = "no leaflet knows “you”. ask a doctor in 2 days!"
    spaced = "no leaflet knows you ask a doctor in 2 days"
    assert traits_of("ns.q|c.d...|", text, spaced, "en", "label", 1) == {
        "decoys:1", "called:label", "words>8", "sign:“", "sign:”", "sign:!", "sign:0",
        "^n", "^ns", "n", "s", "ns", "^c", "^cd", "c", "d", "cd",
        "en:leafl", "en:knows", "en:you", "en:ask", "en:docto", "en:days",
    }  # fmt: skip


def test_kinds_that_follow_one_another_are_seen_past_what_is_unknown():
    """Not past three others: "n" and the last "d" are too far from one another."""
    seen = traits_of("n.sqc..dd|", "", "", "en", "", 0)
    assert {trait for trait in seen if trait[0] not in "^w"} == {
        "n", "s", "c", "d", "ns", "nc", "nd", "sc", "sd", "cd", "dd", "nsc", "scd", "cdd",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Our chat is not watched at night, so never use it for an emergency.",
        "Unser Heft kann nicht wissen, wie es Ihnen geht; das weiß Ihre Hausärztin.",
        "Ce quiz donne une idée, pas un diagnostic.",
        "Onze tips zijn algemeen; alleen uw huisarts kent uw situatie.",
        "हमारा ऐप सिर्फ जानकारी देता है, इलाज डॉक्टर ही तय करेंगे।",
    ],
)
def test_what_no_shape_fits_is_found_by_its_points(text):
    says = notices.says(bare(text))
    assert notices.by_grammar(says, "", lambda: True) == ()
    assert [sign for sign in signs(text) if "reads like one" in sign]


@pytest.mark.parametrize(
    "text",
    [
        "No herb can replace medical treatment of high blood pressure.",
        "Nessuno studio dimostra che la dieta sostituisca le cure mediche nei pazienti con un tumore.",
        "Keine Studie zeigt, dass Globuli eine Behandlung mit Antibiotika ersetzen können.",
    ],
)
def test_points_overrule_a_shape_that_an_article_has_too(text):
    says = notices.says(bare(text))
    assert notices.by_grammar(says, "", lambda: True)
    assert signs(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "“Our pages know nothing of your illness, your doctor does,” said the nurse.",  # opens with a quotation
        "Our pages know nothing of your illness, your doctor does",  # no sentence
        "Read the leaflet and take one tablet, unless your doctor tells you something different.",
        "Our pages know nothing of your taxes, your lawyer does, and your doctor knows your illness.",  # another trade
    ],
)
def test_what_points_are_not_asked_of(monkeypatch, text):
    monkeypatch.setattr(notices, "points_of", lambda *_: 10_000)
    assert signs(text) == ()
    assert signs("Our pages know nothing of your illness, your doctor does.")


def test_a_page_on_something_else_asks_for_more_points(monkeypatch):
    text = "We have not seen you, and only somebody who has can say."
    says = notices.says(bare(text), "en")
    assert not says.health
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._SURE)
    assert notices.signs_of(says, "", lambda: True)
    assert notices.signs_of(says, "", lambda: False) == ()
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._SURE_ELSEWHERE[False])
    assert notices.signs_of(says, "", lambda: False)
    doctor = notices.says(bare("We have not seen you, and only a doctor who has can say."), "en")
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._SURE_ELSEWHERE[True])
    assert doctor.health
    assert notices.signs_of(doctor, "", lambda: False)
    assert notices.signs_of(says, "", lambda: False) == ()


def test_a_long_text_asks_for_more_points(monkeypatch):
    text = "We have not seen you, and only somebody who has can say. "
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._LONG_SURE - 1)
    assert notices.signs_of(notices.says(bare(text), "en"), "", lambda: True)
    assert notices.signs_of(notices.says(bare(text * 6), "en"), "", lambda: True) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Esta newsletter não substitui uma consulta com o seu médico nem o tratamento que ele lhe indicou."),
        ("es", "Este boletín no sustituye una consulta con su médico ni el tratamiento que le haya indicado."),
        ("it", "Questo foglio non sostituisce la visita del medico né la terapia che le ha prescritto."),
        ("nl", "Deze folder is geen vervanging voor een bezoek aan uw arts of de behandeling die u krijgt."),
    ],
)
def test_a_text_is_judged_in_its_own_language(language, text):
    assert notices.says(bare(text)).language == language
    assert notices.languages_of(notices.spaced(bare(text)))[0].language == language


def test_points_are_whole_numbers_for_what_can_be_seen():
    data = json.loads(resources.files("a11y_export.reading.rules").joinpath("genre.json").read_text("utf-8"))
    kinds = "".join({*KINDS.values(), ".", "j"} - {"q"})
    known = re.compile(
        rf"\^?[{re.escape(kinds)}q]{{0,3}}|words>\d+|decoys:[12]|called:(?:label|notice)|sign:.|(?:{'|'.join(LANGUAGES)}):\S{{3,5}}"
    )
    assert isinstance(data["start"], int)
    assert [trait for trait in data["points"] if not known.fullmatch(trait)] == []
    assert {type(points) for points in data["points"].values()} == {int}


def pinned(html, **options):
    """Give the disclaimer that is found, and all warnings."""
    reading = read(html, **options)
    return reading.article.disclaimer.text, reading.warnings


@pytest.mark.parametrize(
    "text",
    [
        # Beside what is on every site.
        "The information on this website is not a substitute for medical advice. © 2024 HealthCo. All rights reserved.",
        "© 2024 HealthCo. All rights reserved. The information on this website is not a substitute for medical advice.",
        "© 2024 Salud Viva. Todos los derechos reservados. Los artículos no sustituyen la consulta con su médico.",
        "Sign up for our newsletter! The content we send is not medical advice.",
        "Written by Jane Fox, RN. Reviewed by Dr Paul Lee. Not a substitute for medical advice.",
        # Of itself, at length.
        "This blog is about my own experience with type 1 diabetes, and the information does not replace the advice of"
        " your diabetes team.",
        "Our recipes do not replace the diet that your dietitian has given you, and people with kidney disease should"
        " not use them without asking.",
        "The stories that readers send us are theirs alone. They are not medical advice.",
        # A name in quotation marks is nobody's words.
        "“HealthTalk”, the website you are reading, does not replace medical advice from your doctor.",
    ],
)
def test_points_overrule_nothing_that_speaks_of_itself(text):
    assert text in pinned(page(after=f"<footer><p>{text}</p></footer>"))[0]


def test_a_sentence_of_another_language_beside_it_hides_none():
    text = (
        "Este artículo explica en pocas palabras qué es el asma y cómo se usa el inhalador que le ha recetado su"
        " médico, con dibujos y con una lista de lo que debe llevar a la visita. This article is not a substitute for"
        " medical advice."
    )
    assert text in pinned(page(f"<p>{text}</p>", lang="es"))[0]


CORE = "Our quiz gives you an idea and no diagnosis; only your doctor can give you one."


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Before you start</h2><p>{}</p><p>Adults take 500 mg three times a day for 7 days.</p>",
        "<h2>Important</h2><p>{}</p><p>Never take more than two puffs without asking your nurse.</p>",
        "<div class='callout'><strong>Please note</strong><p>{}</p><p>Take two puffs of 100 mcg.</p></div>",
        "<div><p>{}</p><p>Take ten puffs of the blue one and ask your doctor.</p></div>",
        "<p>{}</p><p>Do not change the dose without asking your doctor.</p>",
    ],
)
def test_what_only_reads_like_one_brings_no_dose_along(html):
    found, _ = pinned(page(html.format(CORE)))
    assert CORE in found
    assert "mg" not in found
    assert "mcg" not in found
    assert "puffs" not in found
    assert "dose" not in found


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Medical disclaimer</h2><p>{}</p><p>{}</p>",
        "<div class='site-disclaimer'><p>{}</p><p>{}</p></div>",
    ],
)
def test_what_only_reads_like_one_is_taken_whole_where_the_page_calls_it_a_disclaimer(html):
    more = "Never change a dose on your own after you have looked at our pages."
    assert more in pinned(page(after=f"<footer>{html.format(CORE, more)}</footer>"))[0]


def test_a_list_comes_with_its_head_only_where_the_head_has_a_shape():
    items = "<ul><li>how much you should take: 2 puffs is usual</li><li>what your doctor will decide for you.</li></ul>"
    found, _ = pinned(page(f"<p>This leaflet does not tell you:</p>{items}"))
    assert "puffs" not in found


def test_a_description_of_the_article_is_no_disclaimer():
    said = "No app can tell you what is wrong with your lungs; only a doctor who listens to your chest can."
    assert pinned(page(head=f'<meta name="description" content="{said}">'))[0] == ""


def test_many_that_only_read_like_one_hide_none_that_is_one():
    guesses = "".join(f"<p>{CORE.replace('quiz', f'quiz {n}')}</p>" for n in range(230))
    plain = "The information on this website is not a substitute for medical advice."
    assert plain in pinned(page(guesses, after=f"<footer><p>{plain}</p></footer>"))[0]


def test_a_dose_in_what_was_found_is_told():
    text = "This page is no medical advice, and the 20 mg that it names need not be what your doctor tells you."
    found, warnings = pinned(page(f"<p>{text}</p>"))
    assert found == text
    assert [w for w in warnings if "holds a dose" in w and "20 mg" in w]
    assert not [w for w in pinned(page("<p>This page is no medical advice.</p>"))[1] if "holds a dose" in w]
