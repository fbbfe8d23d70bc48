import pytest

from a11y_export.errors import MissingDependency
from a11y_export.handout import fonts
from a11y_export.handout.fonts import Shape, Shift, drawable, primary, shapes
from a11y_export.tagging import Face, Glyphs


def told(text: str, *, bold: bool = False) -> str:
    return "".join(shape.text if shape.actual is None else shape.actual for shape in shapes(text, bold=bold))


def only(text: str, *, bold: bool = False) -> Shape:
    (shape,) = shapes(text, bold=bold)
    return shape


def has(font: Face, char: str) -> bool:
    return font.has(char) if isinstance(font, Glyphs) else bool(font.face.charToGlyph.get(ord(char)))


@pytest.mark.parametrize("text", [
    "plain", "10⁻⁹", "→ x ☐", "👩‍⚕️ ok", "⚠️", "αβγ жзи", "中", "\ufe0f", "a\u200db", "x² y⁴", "\ue000",
])
@pytest.mark.parametrize("bold", [False, True])
def test_every_text_is_told_as_it_is(text: str, bold: bool):
    assert told(text, bold=bold) == text
    for shape in shapes(text, bold=bold):
        assert all(char.isspace() or has(shape.font, char) for char in shape.text)


def test_plain_text_is_drawn_in_one_go_in_the_handout_s_own_face():
    assert only("Take 2.5 mg – not more.").font is primary(bold=False)
    assert only("Take", bold=True).font is primary(bold=True)


def test_small_figures_that_the_face_lacks_are_drawn_small_and_all_alike():
    shape = list(shapes("10⁻⁹", bold=False))[1]
    assert (shape.text, shape.actual, shape.shift) == ("-9", "⁻⁹", Shift.RAISED)
    shape = list(shapes("CO₂", bold=False))[1]
    assert (shape.text, shape.actual, shape.shift) == ("2", "₂", Shift.LOWERED)
    assert drawable("m²", bold=False)


def test_letters_come_in_both_weights_and_signs_in_one():
    assert (only("α").font.name, only("α", bold=True).font.name) == ("NotoSans-Regular", "NotoSans-Bold")
    assert only("→").font is only("→", bold=True).font


def test_what_no_font_has_is_named():
    shape = only("🙂")
    assert (shape.text, shape.actual) == ("[slightly smiling face]", "🙂")
    assert only("\ue000").text == "[character U+E000]"
    assert only("👩🏽‍⚕️").text == "[woman, staff of aesculapius]"
    assert fonts.unnamed("a 🙂 [b] →") == {"🙂"}


def test_a_font_that_is_not_installed_is_told(monkeypatch):
    with pytest.raises(MissingDependency, match="pip install no-such"):
        fonts._folder("no_such_font_module", "no-such")
