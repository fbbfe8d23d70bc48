"""What must not be lost by a guess."""

from __future__ import annotations

import pytest

from a11y_export.reading.dangers import ALARM, DOSE, is_dangerous


@pytest.mark.parametrize(
    "text",
    [
        *("Take 500 mg twice.", "2 puffs in the morning", "10 IU at night", "5 µg", "1 g", "zwei mal 20 Tropfen"),
        *("Don’t stop at once.", "Don't stop at once.", "You should not drive.", "Avoid grapefruit.", "Call 999."),
        *("Nehmen Sie es nicht ein.", "Ne pas avaler.", "N'arrêtez jamais.", "Nunca lo comparta.", "No use más."),
        *("Gebruik het niet.", "Non usi altro.", "Não tome dois.", "3 gouttes", "30 UI", "an overdose"),
    ],
)
def test_doses_alarms_and_prohibitions_are_known(text):
    assert is_dangerous(text)


@pytest.mark.parametrize(
    "text",
    ["A 5G phone", "Do not sell my data", "Don't miss out!", "Read on", "3 grams of wit", "nothing more", "denied"],
)
def test_other_texts_are_none(text):
    assert not is_dangerous(text)


def test_every_alarm_has_a_hint():
    """The hints are looked for first: an alarm without one would never be seen."""
    said = [
        *("do not", "don't", "don’t", "never", "must not", "should not", "avoid", "call 911", "call 999", "call 112"),
        *("emergency", "overdose", "nunca", "jamás", "evite", "no tome", "no use", "no deje", "no debe", "urgencias"),
        *("nicht", "niemals", "keinesfalls", "Notarzt", "Notruf", "ne pas", "jamais", "évitez", "surdosage", "urgence"),
        *("non prenda", "non usi", "non deve", "non assumere", "non usare", "não tome", "não use", "não deve"),
        *("niet", "nooit", "vermijd"),
    ]
    assert [s for s in said if ALARM.search(s) is None] == []
    assert [s for s in said if not is_dangerous(s)] == []
    assert DOSE.search("5 mg")
