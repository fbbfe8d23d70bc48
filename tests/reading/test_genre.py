"""Points by which a text reads like a medical disclaimer: what is seen of it, what they settle, what not."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest

from a11y_export.reading import notices
from a11y_export.reading.genre import traits_of
from a11y_export.reading.rules import KINDS, bare

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
def test_what_points_are_not_asked_of(text):
    assert signs(text) == ()


def test_a_page_on_something_else_asks_for_more_points(monkeypatch):
    text = "We have not seen you, and only somebody who has can say."
    says = notices.says(bare(text), "en")
    assert not says.health
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._SURE)
    assert notices.signs_of(says, "", lambda: True)
    assert notices.signs_of(says, "", lambda: False) == ()
    monkeypatch.setattr(notices, "points_of", lambda *_: notices._SURE_ANYWHERE)
    assert notices.signs_of(says, "", lambda: False)


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
