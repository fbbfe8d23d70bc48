"""The clinic, the day, paper and age on the command line and in the settings."""

import json

import pytest

from tests.cli.test_cli import GOOD, _save
from tests.handout.samples import picture

CLINIC = '[clinic]\nname = "Hill Clinic"\nphone = "0800 555 0100"\nlogo = "logo.png"\nlogo_alt = "Hill Clinic"\n'


@pytest.fixture
def source(tmp_path):
    (tmp_path / "logo.png").write_bytes(picture().data)
    return _save(tmp_path, "a.html", GOOD)


def run(call, source, out, *more):
    return call("convert", source, "-o", out, "--formats", "pdf", "--json", *more)


def test_the_settings_clinic_stands_in_the_manifest_and_in_every_handout(call, source, tmp_path):
    _save(tmp_path, "a11y-export.toml", CLINIC)
    code, out, _ = run(call, source, tmp_path / "out")
    [manifest] = json.loads(out)
    assert code == 0
    assert manifest["clinic"]["phone"] == "0800 555 0100"
    assert manifest["clinic"] == manifest["options"]["clinic"]
    assert len(manifest["clinic"]["logo_sha256"]) == 64
    program = json.loads((tmp_path / "out" / "a" / "record" / "handout.json").read_text("utf-8"))["program"]
    assert "Phone: 0800 555 0100" in {text["text"] for text in program}


def test_the_articles_own_lines_win(call, source, tmp_path):
    _save(tmp_path, "a11y-export.toml", CLINIC)
    _save(tmp_path, "a.html.a11y.toml", '[clinic]\nphone = "0800 555 0199"\n')
    _, out, _ = run(call, source, tmp_path / "out")
    [manifest] = json.loads(out)
    assert (manifest["clinic"]["name"], manifest["clinic"]["phone"]) == ("Hill Clinic", "0800 555 0199")
    assert manifest["options"]["clinic"]["phone"] == "0800 555 0100"


def test_another_logo_is_another_fingerprint_and_the_same_one_the_same_bytes(call, source, tmp_path):
    _save(tmp_path, "a11y-export.toml", CLINIC)
    made = [json.loads(run(call, source, tmp_path / name)[1])[0] for name in ("one", "two")]
    assert made[0]["fingerprint"] == made[1]["fingerprint"]
    assert made[0]["artifacts"] == made[1]["artifacts"]
    (tmp_path / "logo.png").write_bytes(picture(300, 200).data)
    [third] = json.loads(run(call, source, tmp_path / "three")[1])
    assert third["fingerprint"] != made[0]["fingerprint"]
    assert third["artifacts"] != made[0]["artifacts"]


@pytest.mark.parametrize(("toml", "said"), [
    ('[clinic]\nlogo = "none.png"\nlogo_alt = "x"\n', "none.png is not there"),
    ('[clinic]\nlogo = "logo.png"\n', "has no description"),
    ('[clinic]\nlogo = "a.html"\nlogo_alt = "x"\n', "not a PNG or JPEG"),
    ('[clinic]\nlogo = "bad.png"\nlogo_alt = "x"\n', "bad.png: cannot be read as a picture"),
    ('[clinic]\nfax = "1"\n', "unknown key “fax”"),
    ('clinic = "Hill"\n', "is not a table"),
    ('[clinics]\nname = "x"\n', "which no command reads"),
])
@pytest.mark.parametrize("name", ["a11y-export.toml", "a.html.a11y.toml"])
def test_what_is_wrong_with_it_is_exit_code_2_and_named(call, source, tmp_path, toml, said, name):
    if name.startswith("a.html") and "clinics" in toml:
        said = "unknown key “clinics”"
    (tmp_path / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 40)
    _save(tmp_path, name, toml)
    code, _, err = run(call, source, tmp_path / "out")
    assert code == 2
    assert said in err
    assert not list((tmp_path / "out").glob("*/*.pdf"))


def test_pages_cannot_name_a_logo(call, tmp_path):
    """A page with words and pictures of its own that look like settings changes nothing around the article."""
    page = GOOD.replace("<body>", '<body><script>[clinic]</script><img src="logo.png" alt="clinic logo">')
    source = _save(tmp_path, "a.html", page)
    [manifest] = json.loads(run(call, source, tmp_path / "out")[1])
    assert set(manifest["clinic"].values()) == {""}


def test_pages_and_sheets_are_told_and_stand_in_the_manifest(call, source, tmp_path):
    _, _, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    manifest = json.loads((tmp_path / "out" / "a" / "manifest.json").read_text("utf-8"))
    [pdf] = manifest["artifacts"]
    assert pdf["sheets"] == {"simplex": pdf["pages"], "duplex": -(-pdf["pages"] // 2)}
    assert f"{pdf['pages']} page" in err
    assert "sheet" in err


def test_preview_tells_paper_by_size_and_makes_nothing(call, source, tmp_path):
    code, out, _ = call("convert", source, "-o", tmp_path / "out", "--preview", "--json")
    [told] = json.loads(out)
    assert code == 0
    assert told["pages"]["28"] > told["pages"]["16"]
    assert told["sheets"]["28"] == {"simplex": told["pages"]["28"], "duplex": -(-told["pages"]["28"] // 2)}
    assert not (tmp_path / "out").exists()
    _, made, _ = run(call, source, tmp_path / "made")
    assert json.loads(made)[0]["artifacts"][0]["pages"] == told["pages"]["18"]
    code, out, _ = call("convert", source, "-o", tmp_path / "out", "--preview", "--size", "30")
    assert out.startswith("a.html: 30 pt: ")
    assert len(out.splitlines()) == 1


def test_preview_of_what_is_no_article_ends_as_convert_does(call, tmp_path):
    source = _save(tmp_path, "b.html", "<html><body><nav><a href=x>x</a></nav></body></html>")
    assert call("convert", source, "--preview")[0] == 4


def test_an_old_review_is_a_warning_everywhere(call, source, tmp_path):
    _save(tmp_path, "a.html.a11y.toml", 'reviewed = "2020-01-31"\n')
    _, out, err = run(call, source, tmp_path / "out", "--review-within", "3 years", "--date", "2026-11-23")
    [manifest] = json.loads(out)
    said = "The article was last reviewed on 2020-01-31, more than 3 years before 2026-11-23."
    assert any(said in warning for warning in manifest["warnings"])
    assert said in err
    assert said in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("flags", "said"), [
    (["--review-within", "3 years"], "--date"),
    (["--review-within", "soon", "--date", "2026-11-23"], "no span of time"),
    (["--date", "23.11.2026"], "no day"), (["--date", "2026-02-30"], "no day"), (["--qr", "ftp://x"], "--qr"),
    (["--pdf-per-section", "--formats", "mp3"], "no PDF"),
])
def test_a_flag_that_makes_no_sense_is_exit_code_2(call, source, tmp_path, flags, said):
    code, out, err = call("convert", source, "-o", tmp_path / "out", *flags)
    assert (code, out) == (2, "")
    assert said in err


def test_a_day_in_the_settings_may_be_a_date_of_toml(call, source, tmp_path):
    _save(tmp_path, "a11y-export.toml", "[convert]\ndate = 2026-11-23\n")
    [manifest] = json.loads(run(call, source, tmp_path / "out")[1])
    assert manifest["options"]["handout"]["date"] == "2026-11-23"


def test_files_by_section_stand_beside_the_whole_and_once_in_the_index(call, source, tmp_path):
    _, out, _ = run(call, source, tmp_path / "out", "--pdf-per-section")
    [manifest] = json.loads(out)
    whole, *parts = manifest["artifacts"]
    assert whole["section"] == ""
    assert parts
    assert [i for part in parts for i in part["section"].split()] == [s["id"] for s in manifest["sections"]]
    assert all((tmp_path / "out" / "a" / part["path"]).is_file() for part in parts)
    [row] = json.loads((tmp_path / "out" / "batch.json").read_text("utf-8"))["articles"]
    assert row["pages"] == whole["pages"]
    assert [link["label"] for link in row["links"]].count("Large-print PDF") == 1
