from itertools import product

import pytest

from a11y_export.themes import Theme, contrast, papers, presets, themes


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("theme", themes().values(), ids=lambda t: t.name)
def test_every_text_colour_is_seven_to_one_on_every_ground(theme: Theme):
    for text, ground in product(theme.text_colours, (theme.paper, theme.panel)):
        assert contrast(text, ground) >= 7, (text, ground)


@pytest.mark.parametrize("theme", themes().values(), ids=lambda t: t.name)
def test_lines_are_seen(theme: Theme):
    assert contrast(theme.line, theme.paper) >= 3
    assert contrast(theme.line, theme.panel) >= 3


def test_dark_themes_are_for_screens():
    assert {name for name, theme in themes().items() if theme.for_screens} == {"white-on-black", "yellow-on-black"}


def test_presets_keep_the_rules_of_large_print():
    assert list(presets()) == ["16", "18", "20", "24", "28"]
    for name, preset in presets().items():
        assert preset.body == float(name) >= 16
        assert preset.leading >= 1.25
        assert list(preset.headings) == sorted(preset.headings, reverse=True)
        assert preset.headings[-1] > preset.body
        assert preset.source
    assert presets()["18"].headings[1:3] == (22, 20)


def test_papers():
    assert set(papers()) == {"a4", "letter"}
