"""The table [clinic]: what staff may say, which file is opened for it, and what is refused in plain words."""

import hashlib
import os

import pytest

from a11y_export.clinic import LARGEST_LOGO, Clinic, from_table
from a11y_export.errors import UsageError
from tests.handout.samples import picture

LOGO = {"logo": "logo.png", "logo_alt": "Hill Clinic"}


@pytest.fixture
def toml(tmp_path):
    folder = tmp_path / "leaflets"
    folder.mkdir()
    (folder / "logo.png").write_bytes(picture().data)
    (tmp_path / "outside.png").write_bytes(picture().data)
    return folder / "a11y-export.toml"


def refused(table, toml):
    with pytest.raises(UsageError) as raised:
        from_table(table, toml, "a11y-export.toml")
    assert raised.value.subject == "a11y-export.toml"
    assert raised.value.remedy
    return raised.value.what


def test_every_line_is_taken_as_it_stands_in_one_line(toml):
    clinic = from_table({"name": " Hill  Clinic ", "phone": "0800 555 0100", **LOGO}, toml, "x")
    assert (clinic.name, clinic.phone, clinic.logo_alt) == ("Hill Clinic", "0800 555 0100", "Hill Clinic")
    assert clinic.picture == picture().data
    assert clinic.as_dict()["logo_sha256"] == hashlib.sha256(picture().data).hexdigest()
    assert "picture" not in clinic.as_dict()


def test_an_empty_table_is_no_clinic(toml):
    assert not from_table({}, toml, "x")
    assert from_table({"phone": "1"}, toml, "x")


@pytest.mark.parametrize(("table", "what"), [
    ("Hill Clinic", "not a table"),
    ({"nmae": "x"}, "unknown key “nmae”"),
    ({"phone": 800}, "“phone” in [clinic] is not one line"),
    ({"line": "a\nb"}, "“line” in [clinic] is not one line"),
    ({"line": "a\u202eb"}, "“line” in [clinic] is not one line"),
    ({"line": "x" * 301}, "“line” in [clinic] is not one line"),
    ({"web": "javascript:alert(1)"}, "no address of the web"),
    ({"web": "https://a b"}, "no address of the web"),
    ({"web": "hill.example"}, "no address of the web"),
    ({"language": "not a language"}, "no language"),
    ({"logo": "logo.png"}, "no description"),
    ({**LOGO, "logo": "none.png"}, "none.png is not there"),
    ({**LOGO, "logo": "../outside.png"}, "stands elsewhere"),
    ({**LOGO, "logo": "/etc/hostname"}, "stands elsewhere"),
    ({**LOGO, "logo": "."}, "is not there"),
])
def test_what_is_wrong_is_said_with_its_file(toml, table, what):
    assert what in refused(table, toml)


def test_a_file_that_is_no_picture_or_too_large_is_refused(toml):
    (toml.parent / "logo.png").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert "not a PNG or JPEG" in refused(LOGO, toml)
    (toml.parent / "logo.png").write_bytes(picture().data + b"\0" * LARGEST_LOGO)
    assert "larger than 2 MB" in refused(LOGO, toml)


def test_a_link_out_of_the_folder_and_a_pipe_are_not_opened(toml):
    logo = toml.parent / "logo.png"
    logo.unlink()
    logo.symlink_to(toml.parent.parent / "outside.png")
    assert "stands elsewhere" in refused(LOGO, toml)
    logo.unlink()
    os.mkfifo(logo)
    assert "is not there" in refused(LOGO, toml)


def test_the_articles_own_lines_win_one_by_one():
    house = Clinic(name="Hill Clinic", phone="1", logo="a.png", logo_alt="Hill", picture=b"a")
    ward = Clinic(phone="2", line="Ask the ward.")
    both = ward.over(house)
    assert (both.name, both.phone, both.line, both.picture) == ("Hill Clinic", "2", "Ask the ward.", b"a")
    other = Clinic(logo="b.png", logo_alt="The ward", picture=b"b").over(house)
    assert (other.logo, other.logo_alt, other.picture) == ("b.png", "The ward", b"b")
