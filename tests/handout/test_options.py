import pytest

from a11y_export.errors import UsageError
from a11y_export.handout import HandoutOptions


@pytest.mark.parametrize(("language", "paper"), [
    ("en-US", "letter"), ("es-US", "letter"), ("fr-CA", "letter"), ("en-GB", "a4"), ("en", "a4"), ("de", "a4"),
])
def test_the_paper_goes_by_the_region(language: str, paper: str):
    assert HandoutOptions().sheet(language).name == paper


def test_a_paper_that_is_asked_for_is_given():
    assert HandoutOptions(paper="a4").sheet("en-US").name == "a4"


@pytest.mark.parametrize("wrong", [
    {"preset": "12"}, {"theme": "grey"}, {"paper": "a5"}, {"links": "yes"}, {"size": 12}, {"size": 100},
    {"size": float("nan")}, {"binding": "top"},
])
def test_what_is_not_offered_is_refused(wrong: dict[str, object]):
    with pytest.raises(UsageError):
        HandoutOptions(**wrong)


@pytest.mark.parametrize(("binding", "language", "side"), [
    ("none", "en", ""), ("none", "ar", ""), ("auto", "en", "left"), ("auto", "he-IL", "right"), ("auto", "ur", "right"),
    ("single", "es", "left"), ("single", "fa", "right"), ("left", "ar", "left"), ("right", "en", "right"),
])
def test_the_bound_side_goes_by_the_direction_of_reading_unless_it_is_named(binding: str, language: str, side: str):
    assert HandoutOptions(binding=binding).bound(language) == side
