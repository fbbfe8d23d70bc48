from itertools import product

import pytest

from a11y_export.themes import Preset, Theme, contrast, gutter, papers, presets, sizes, themes


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


def test_presets_are_our_sizes_and_the_standards():
    assert list(presets()) == ["16", "18", "20", "24", "28", "ukaaf", "acb", "aph"]
    assert sizes() == ("16", "18", "20", "24", "28")
    assert all(presets()[name].body == float(name) and presets()[name].standard.name == "house" for name in sizes())


@pytest.mark.parametrize("preset", presets().values(), ids=lambda p: p.name)
def test_each_preset_is_large_print_and_says_where_each_rule_comes_from(preset: Preset):
    assert preset.body >= 16
    assert list(preset.headings) == sorted(preset.headings, reverse=True)
    assert preset.headings[-1] > preset.body
    assert 1.15 <= preset.standard.heading_leading <= preset.standard.leading <= 1.5
    assert 0.85 * preset.body <= preset.paragraph
    assert preset.standard.line <= 70
    assert set(preset.standard.sources) == {
        "body", "headings", "leading", "paragraph", "line", "margin", "emphasis"}
    assert all((preset.reason, *preset.standard.sources.values()))


def test_the_standards_differ_where_they_disagree():
    ours, acb, aph, ukaaf = (presets()[name] for name in ("18", "acb", "aph", "ukaaf"))
    assert (ours.body, acb.body, aph.body, ukaaf.body) == (18, 18, 18, 18)
    assert ours.headings[1:3] == (22, 20)
    assert acb.headings == aph.headings == (22, 20, 20, 20)
    assert (acb.standard.leading, aph.standard.leading) == (1.15, 1.25)
    assert (acb.standard.emphasis, aph.standard.emphasis, ukaaf.standard.emphasis) == ("underline", "bold", "bold")
    assert (aph.standard.line, ours.standard.line) == (43, 65)
    assert acb.margin == 72
    for preset in (acb, aph, ukaaf):  # a blank line between paragraphs
        assert preset.paragraph == pytest.approx(preset.body * preset.standard.leading, abs=0.1)


def test_papers():
    assert set(papers()) == {"a4", "letter"}
    assert all(paper.source for paper in papers().values())


def test_punched_holes_leave_the_text_alone():
    assert min(preset.margin for preset in presets().values()) + gutter() > 43 + 18  # ISO 838: 15 mm, and some air
