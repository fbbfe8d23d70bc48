"""What the proof of the audio sees and reads: samples by their size, and long texts in the tags."""

import array

import pytest
from mutagen.id3 import COMM, ID3, TALB, TCON, TIT2, TLAN, USLT

from a11y_export.model import Article, Disclaimer, Origin, Paragraph, Source, Span
from a11y_export.proof.sound import Sizes
from a11y_export.proof.tags import problems_of_tags

LENGTH = 200_000  # more than is looked at at once
NOTICE = "Ask your doctor. Σ5 Ā"  # A with a macron, U+0100: its bytes and a zero beside it look like an end
ARTICLE = Article(
    "Dizzy spells", "en", Source("t", "0" * 64), disclaimer=Disclaimer((Paragraph((Span(NOTICE),)),), Origin.FOUND)
)


@pytest.mark.parametrize(("size", "audible", "loud"), [
    (0, False, False), (511, False, False), (-512, False, False), (512, True, False), (-513, True, False),
    (1535, True, False), (1536, True, True), (-1537, True, True), (32_767, True, True), (-32_768, True, True),
])
@pytest.mark.parametrize("place", [10, 511, 512, 700, 2559, 2560, 70_000, 199_999])
def test_one_sample_among_silent_ones_is_seen_wherever_it_stands(place, size, audible, loud):
    samples = array.array("h", bytes(2 * LENGTH))
    samples[place] = size
    sizes = Sizes(samples)
    for start in (-5, 0, place):
        for end in (place + 1, LENGTH, LENGTH + 9):
            assert (sizes.audible(start, end), sizes.loud(start, end)) == (audible, loud)
    for start, end in ((0, place), (place + 1, LENGTH), (place, place), (place + 1, place), (LENGTH, LENGTH + 5)):
        assert (sizes.audible(start, end), sizes.loud(start, end)) == (False, False)


def tagged(path, said="Stand up slowly.", **changed):
    """Write tags as the program does: title, album, language, genre, disclaimer as comment, what is said as lyrics."""
    tags = ID3()
    tags.add(TIT2(encoding=1, text="One"))
    tags.add(TALB(encoding=1, text=ARTICLE.title))
    tags.add(TLAN(encoding=1, text="eng"))
    tags.add(TCON(encoding=1, text="Speech"))
    tags.add(COMM(**{"encoding": 1, "lang": "eng", "desc": "", "text": NOTICE} | changed))
    tags.add(USLT(encoding=1, lang="eng", desc="", text=said))
    tags.save(path, v1=0, v2_version=3)
    return path


@pytest.mark.parametrize("changed", [{}, {"desc": "ĀĀ"}, {"encoding": 3}, {"encoding": 3, "desc": "note"}])
def test_texts_in_the_tags_are_read_in_every_encoding_and_without_their_description(tmp_path, changed):
    """A description is no part of the text, and none that the program gives."""
    found = problems_of_tags(tagged(tmp_path / "a.mp3", **changed), ARTICLE, "One", "Stand up slowly.")
    assert found == ["COMM is of another language, or described"] * bool(changed.get("desc"))


@pytest.mark.parametrize(("text", "said", "problem"), [
    (NOTICE.replace("5", "6"), "Stand up slowly.", "the comment is not the disclaimer"),
    (NOTICE[:-1], "Stand up slowly.", "the comment is not the disclaimer"),
    ("", "Stand up slowly.", "the comment is not the disclaimer"),
    (NOTICE, "Stand up.", "the text in the tags is not what is said"),
    (NOTICE, "", "the text in the tags is not what is said"),
])
def test_another_text_in_the_tags_is_seen(tmp_path, text, said, problem):
    path = tagged(tmp_path / "a.mp3", said=said, text=text)
    assert problems_of_tags(path, ARTICLE, "One", "Stand up slowly.") == [problem]


@pytest.mark.parametrize(("at", "byte"), [
    (8, 0x80),  # a flag: the frame is compressed
    (10, 9),  # an encoding that there is not
    (-1, 0xD8), (-2, 0xD8),  # half a character
])
def test_a_text_that_cannot_be_read_as_it_stands_is_a_problem(tmp_path, at, byte):
    path = tagged(tmp_path / "a.mp3", said="Stand up slowly.")
    data = bytearray(path.read_bytes())
    frame = data.index(b"USLT")
    size = int.from_bytes(data[frame + 4:frame + 8], "big")
    data[frame + at if at >= 0 else frame + 10 + size - 2 + at] = byte
    path.write_bytes(data)
    assert problems_of_tags(path, ARTICLE, "One", "Stand up slowly.") != []
