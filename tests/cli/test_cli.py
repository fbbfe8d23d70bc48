"""The command line, as its users meet it: exit codes, what stands on stdout and on stderr, what is left on the disk."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import wave
from pathlib import Path

import pytest

import a11y_export
from tests.conftest import INPUT, ROOT
from tests.reading.pages import PROSE, PROSE_TEXT, page

DISCLAIMER = "This page is not a substitute for professional medical advice, diagnosis or treatment."
GOOD = page(f"<p>{DISCLAIMER}</p>", before="<nav><a href='/'>Home</a></nav>")
BARE = page()
NO_ARTICLE = "<html lang='en'><body><nav><a href='/a'>Asthma</a> <a href='/b'>Burns</a></nav></body></html>"


def _save(folder, name, html):
    (folder / name).write_text(html, encoding="utf-8")
    return folder / name


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """Give an output folder with one finished article, made by the installed way: a process of its own."""
    folder = tmp_path_factory.mktemp("finished")
    done = subprocess.run(
        [sys.executable, "-m", "a11y_export", "convert", _save(folder, "asthma.html", GOOD), "-o", folder / "out",
         "--formats", "pdf", "--json"],
        capture_output=True, text=True, cwd=folder, timeout=120, env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return folder / "out", done


# convert


def test_a_converted_page_has_all_that_the_manifest_promises(finished):
    out, _ = finished
    manifest = json.loads((out / "asthma" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == 1
    assert manifest["program"] == f"a11y-export {a11y_export.__version__}"
    assert len(manifest["fingerprint"]) == 64
    assert manifest["options"]["formats"] == ["pdf"]
    assert {"path", "sha256", "title", "language", "author", "reviewer", "published", "reviewed", "site", "url"} <= set(
        manifest["source"]
    )
    assert manifest["source"]["path"] == "asthma.html"
    assert manifest["source"]["title"] == "Living with asthma"
    assert manifest["source"]["sha256"] == hashlib.sha256(GOOD.encode()).hexdigest()
    words = manifest["words"]
    # Title 3, prose, disclaimer 13; the one word of the navigation was cut.
    assert words["kept"] == 3 + len(" ".join(PROSE_TEXT).split()) + 13
    assert (words["removed"], words["visible"], words["added"]) == (1, words["kept"] + 1, 0)
    assert [set(s) for s in manifest["sections"]] == [{"id", "heading", "level", "words"}]
    assert manifest["disclaimer"] == {
        "origin": "found", "text": DISCLAIMER, "sha256": hashlib.sha256(DISCLAIMER.encode()).hexdigest()
    }
    assert {"formula", "grade", "target", "verdict"} <= set(manifest["readability"])
    [pdf] = manifest["artifacts"]
    assert {"kind", "path", "sha256", "pages", "section"} <= set(pdf)
    assert (pdf["kind"], pdf["path"]) == ("pdf", "asthma-large-print.pdf")
    assert pdf["sha256"] == hashlib.sha256((out / "asthma" / pdf["path"]).read_bytes()).hexdigest()
    assert manifest["checks"]
    assert all({"name", "artifact", "passed", "evidence"} <= set(c) and c["passed"] for c in manifest["checks"])
    assert isinstance(manifest["warnings"], list)


def test_a_converted_page_stands_in_the_batchs_index_and_nothing_half_made_beside_it(finished):
    out, _ = finished
    assert sorted(p.name for p in out.iterdir()) == [
        ".a11y-export.json", "asthma", "batch.csv", "batch.json", "index.html"
    ]
    batch = json.loads((out / "batch.json").read_text(encoding="utf-8"))
    assert [a["folder"] for a in batch["articles"]] == ["asthma"]
    assert batch["failed"] == []
    assert {p.name for p in (out / "asthma").iterdir()} == {"asthma-large-print.pdf", "manifest.json", "record"}


def test_data_goes_to_stdout_and_people_read_stderr(finished):
    out, done = finished
    [manifest] = json.loads(done.stdout)
    assert manifest == json.loads((out / "asthma" / "manifest.json").read_text(encoding="utf-8"))
    assert "checks passed" in done.stderr
    assert "\x1b" not in done.stderr


def test_the_samples_migraine_page_is_spoken(call, tmp_path):
    code, out, err = call("convert", INPUT / "migrana.html", "-o", tmp_path / "out", "--formats", "mp3")
    assert (code, out) == (0, "")
    manifest = json.loads((tmp_path / "out" / "migrana" / "manifest.json").read_text(encoding="utf-8"))
    kinds = [a["kind"] for a in manifest["artifacts"]]
    assert set(kinds) == {"mp3", "playlist"}
    assert all(a["seconds"] > 1 for a in manifest["artifacts"] if a["kind"] == "mp3")
    assert "audio files" in err


def test_without_json_stdout_is_empty_and_quiet_says_nothing(call, tmp_path):
    source = _save(tmp_path, "asthma.html", GOOD)
    code, out, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf", "--quiet")
    assert (code, out, err) == (0, "", "")


def test_a_page_without_disclaimer_is_converted_with_a_warning(call, tmp_path):
    code, _, err = call("convert", _save(tmp_path, "a.html", BARE), "-o", tmp_path / "out", "--formats", "pdf")
    assert code == 0
    assert "warning: a.html: No medical disclaimer was found" in err


def test_the_clinics_disclaimer_is_marked_as_supplied(call, tmp_path):
    own = _save(tmp_path, "ours.txt", "\ufeffAsk the Hill Street clinic first.\n")
    source = _save(tmp_path, "a.html", BARE)
    more = ("--disclaimer", own, "--require-disclaimer", "--json")
    code, out, _ = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf", *more)
    assert code == 0
    [manifest] = json.loads(out)
    assert manifest["disclaimer"]["origin"] == "supplied"
    assert manifest["disclaimer"]["text"] == "Ask the Hill Street clinic first."


@pytest.mark.parametrize(
    ("name", "html", "more", "code", "said"),
    [
        ("missing.html", None, (), 3, "cannot be opened"),
        ("a.pdf", "%PDF-1.7 x", (), 3, "this is a PDF"),
        ("a.html", "", (), 3, "empty"),
        ("a.html", NO_ARTICLE, (), 4, "no article was found"),
        ("a.html", BARE, ("--require-disclaimer",), 5, "no medical disclaimer"),
        ("a.html", page(prose=PROSE * 6), ("--target", "1", "--max-grade", "1"), 6, "Nothing was made"),
    ],
)
def test_a_page_that_cannot_be_converted_has_its_own_exit_code_and_leaves_nothing(
    call, tmp_path, name, html, more, code, said
):
    if html is not None:
        _save(tmp_path, name, html)
    found, out, err = call("convert", tmp_path / name, "-o", tmp_path / "out", "--formats", "pdf", *more)
    assert (found, out) == (code, "")
    assert err.startswith(f"error: {name}: ")
    assert said in err
    assert len(err.splitlines()) == 1
    assert [p.name for p in (tmp_path / "out").iterdir() if p.is_dir()] == []


def test_one_bad_page_in_a_folder_does_not_cost_the_good_one(call, tmp_path):
    (tmp_path / "in").mkdir()
    _save(tmp_path / "in", "asthma.html", GOOD)
    _save(tmp_path / "in", "links.html", NO_ARTICLE)
    code, _, err = call("convert", tmp_path / "in", "-o", tmp_path / "out", "--formats", "pdf")
    assert code == 9
    assert "error: links.html: no article was found" in err
    assert (tmp_path / "out" / "asthma" / "manifest.json").is_file()
    assert not (tmp_path / "out" / "links").exists()
    batch = json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))
    assert [(f["folder"], f["exit_code"]) for f in batch["failed"]] == [("links", 4)]


def test_a_failed_run_leaves_what_an_earlier_one_finished(call, tmp_path, finished):
    shutil.copytree(finished[0], tmp_path / "out")
    before = {p: p.read_bytes() for p in (tmp_path / "out" / "asthma").rglob("*") if p.is_file()}
    _save(tmp_path, "asthma.html", NO_ARTICLE)
    code, _, _ = call("convert", tmp_path / "asthma.html", "-o", tmp_path / "out", "--formats", "pdf")
    assert code == 4
    assert {p: p.read_bytes() for p in (tmp_path / "out" / "asthma").rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("convert",),
        ("convert", "a.html", "--nonsense"),
        ("convert", "a.html", "--formats", "docx"),
        ("convert", "a.html", "--formats", ""),
        ("convert", "a.html", "--theme", "pink"),
        ("convert", "a.html", "--preset", "9"),
        ("convert", "a.html", "--size", "8"),
        ("convert", "a.html", "--size", "big"),
        ("convert", "a.html", "--size", "nan"),
        ("convert", "a.html", "--rate", "9000"),
        ("convert", "a.html", "--jobs", "-1"),
        ("convert", "a.html", "--timeout", "0"),
        ("convert", "a.html", "--disclaimer", "missing.txt"),
        ("convert", "a.html", "--disclaimer", "empty.txt"),
        ("convert", "a.html", "--disclaimer", "binary.txt"),
        ("convert", "a.html", "-o", "a.html"),
        ("convert", "empty"),
        ("convert", "x" * 300, "--watch"),
        ("convert", "a.html", "--disclaimer", "endless"),
        ("convert", "a.html", "--words", "endless"),
        ("check", "a.html", "--rules", "endless"),
        ("check", "a.html", "--baseline", "x" * 300, "--update-baseline"),
        ("check", "a.html", "--html", "x" * 300),
        ("cuts", "a.html", "--html", "x" * 300),
        ("verify", "x" * 300),
        ("check", "a.html", "--max-grade", "99"),
        ("check", "a.html", "--target", "0"),
        ("check", "a.html", "--formula", "guess"),
        ("check", "empty"),
        ("verify", "missing"),
        ("verify", "empty"),
        ("verify", "a.html"),
        ("verify", "folders"),
        ("convert", "a.html", "--language", "en-!!"),
        ("check", "a.html", "--language", "english please"),
        ("say", "5 mg", "--language", "!!"),
        ("say", "5 mg", "--wav", "missing/a.wav"),
        ("voices", "--language", "klingonish"),
        ("cuts", "a.html", "b.html"),
        ("nonsense",),
        ("say",),
    ],
    ids=" ".join,
)
def test_a_command_that_makes_no_sense_is_exit_code_2_in_one_line(call, tmp_path, arguments):
    _save(tmp_path, "a.html", GOOD)
    _save(tmp_path, "empty.txt", " \n")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "empty").mkdir()
    (tmp_path / "folders" / "record").mkdir(parents=True)
    if sys.platform != "win32":
        (tmp_path / "endless").symlink_to("/dev/zero")
    code, out, err = call(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "output").exists()


def test_a_settings_file_in_the_working_folder_is_read_and_the_command_line_overrules_it(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    _save(tmp_path, "a11y-export.toml", '[convert]\nformats = "pdf"\ntheme = "white-on-black"\nsize = 24.0\n')
    _, out, _ = call("convert", source, "-o", tmp_path / "out", "--size", "30", "--json")
    [manifest] = json.loads(out)
    assert manifest["options"]["formats"] == ["pdf"]
    assert manifest["options"]["handout"]["theme"] == "white-on-black"
    assert manifest["options"]["handout"]["size"] == 30


def test_files_that_the_settings_name_stand_beside_them_wherever_the_program_is_called(call, tmp_path, monkeypatch):
    below = tmp_path / "articles" / "today"
    below.mkdir(parents=True)
    source = _save(below, "a.html", BARE)
    _save(tmp_path, "clinic.txt", DISCLAIMER)
    _save(tmp_path, "own.csv", "asthma,tight lungs\n")
    _save(tmp_path, "a11y-export.toml", '[convert]\nformats = "pdf"\ndisclaimer = "clinic.txt"\nwords = "own.csv"\n')
    monkeypatch.chdir(below)
    code, out, err = call("convert", source, "-o", "out", "--json")
    assert code == 0, err
    assert json.loads(out)[0]["disclaimer"]["origin"] == "supplied"
    assert (below / "out" / "a").is_dir()  # what is written is written where one works
    code, _, err = call("convert", source, "-o", "out", "--disclaimer", "clinic.txt")
    assert code == 2
    assert "clinic.txt: cannot be opened" in err


def test_a_settings_file_is_read_as_windows_editors_save_it(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    (tmp_path / "a11y-export.toml").write_bytes(b'\xef\xbb\xbf[convert]\r\nformats = "pdf"\r\nsize = 24.0\r\n')
    _, out, _ = call("convert", source, "-o", tmp_path / "out", "--json")
    [manifest] = json.loads(out)
    assert (manifest["options"]["formats"], manifest["options"]["handout"]["size"]) == (["pdf"], 24)


@pytest.mark.parametrize(
    "toml",
    [
        '[convert]\nthemes = "x"\n', '[convert]\nsize = "big"\n', "[convert\n", "convert = 3\n",
        "a = " + "[" * 100_000, '[clinic]\nlogo = "' + "x" * 290 + '"\nlogo_alt = "x"\n',
        '[clinic]\nlogo = "loop.png"\nlogo_alt = "x"\n',
    ],
    ids=["key", "kind", "toml", "table", "brackets", "long name", "loop"],
)
def test_a_settings_file_that_makes_no_sense_is_exit_code_2(call, tmp_path, toml):
    source = _save(tmp_path, "a.html", GOOD)
    if sys.platform != "win32":
        (tmp_path / "loop.png").symlink_to("loop.png")
    _save(tmp_path, "a11y-export.toml", toml)
    code, out, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_picture_that_is_a_link_to_itself_is_one_that_is_not_there(call, tmp_path):
    (tmp_path / "loop.png").symlink_to("loop.png")
    picture = "<figure><img src='loop.png' alt='A blue inhaler'></figure>"
    source = _save(tmp_path, "a.html", page(f"{picture}<p>{DISCLAIMER}</p>"))
    code, _, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    assert code == 0
    assert "A picture could not be included: A blue inhaler." in err
    assert "unchanged" in call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")[2]


@pytest.mark.skipif(sys.platform == "win32", reason="the working folder cannot be deleted there")
def test_a_working_folder_that_is_gone_costs_no_command_its_answer(call, tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert call("themes")[0] == 0


SAVED = "<html><head><title>Water</title></head><body><p>Drink enough water every day.</p></body></html>"


@pytest.mark.parametrize("name", ["index.html", "batch.json", "batch.csv"])
def test_a_file_of_somebody_else_is_not_replaced_by_the_batchs_index(call, tmp_path, name):
    source = _save(tmp_path, "a.html", GOOD)
    _save(tmp_path, name, SAVED)
    code, _, err = call("convert", source, "-o", tmp_path, "--formats", "pdf")
    assert code == 2
    assert name in err
    assert "Move it, or choose another folder with -o." in err
    assert (tmp_path / name).read_text(encoding="utf-8") == SAVED
    assert not (tmp_path / "a").exists()


def test_no_page_is_replaced_by_the_page_that_tells_of_it(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    for told in (call("cuts", source, "--html", source), call("check", source, "--html", tmp_path)):
        assert told[0] == 2
        assert "a.html: stands in the way, and is not this program's." in told[2]
        assert source.read_text(encoding="utf-8") == GOOD
    for _ in range(2):  # what the program wrote itself it writes again
        assert call("cuts", source, "--html", tmp_path / "cuts.html")[0] == 0
        assert call("check", source, "--html", tmp_path / "told")[0] == 0


def test_a_path_that_the_system_refuses_is_told_in_one_line(call, tmp_path, monkeypatch):
    source = _save(tmp_path, "a.html", GOOD)

    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "out"))

    monkeypatch.setattr("a11y_export.folders.repair_all", refused)
    code, _, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    assert (code, len(err.splitlines())) == (2, 1)
    assert err.endswith("out: cannot be used (Permission denied). Check the path and its permissions.\n")


@pytest.fixture
def shut(monkeypatch):
    """Shut a folder, also to who may look into all of them: the root that tests may run as."""
    closed: set[str] = set()
    stat, scandir = os.stat, os.scandir

    def refuse(path: object) -> None:
        if isinstance(path, str | os.PathLike) and any(Path(c) in Path(path).parents for c in closed):
            raise PermissionError(13, "Permission denied", os.fspath(path))

    def looked(path, *args, **kwargs):
        refuse(path)
        return stat(path, *args, **kwargs)

    def listed(path="."):
        refuse(Path(path) / "x")
        return scandir(path)

    monkeypatch.setattr(os, "stat", looked)
    monkeypatch.setattr(os, "scandir", listed)
    monkeypatch.setattr(os, "listdir", lambda path=".": [entry.name for entry in listed(path)])
    return lambda path: closed.add(str(path))


def test_a_folder_of_somebody_else_in_the_output_costs_nothing(call, tmp_path, shut):
    source, out = _save(tmp_path, "a.html", GOOD), tmp_path / "out"
    for name in ("Lost+Found", "notes"):  # as on the root of a disk
        (out / name).mkdir(parents=True)
        (out / name / "b.txt").write_text("x", encoding="utf-8")
    shut(out / "Lost+Found")
    assert call("convert", source, "-o", out, "--formats", "pdf")[0] == 0
    code, _, err = call("verify", out)
    assert code == 0
    assert [line.partition(":")[0] for line in err.splitlines()] == [str(out / "a")]


def test_an_article_that_lost_its_manifest_fails_its_proof(call, tmp_path):
    source, out = _save(tmp_path, "a.html", GOOD), tmp_path / "out"
    assert call("convert", source, "-o", out, "--formats", "pdf")[0] == 0
    (out / "a" / "manifest.json").unlink()
    for folder in (out, out / "a"):
        code, _, err = call("verify", folder)
        assert code == 7
        assert "manifest.json" in err


def test_an_article_that_may_not_be_looked_into_fails_its_proof(call, tmp_path, shut):
    source, out = _save(tmp_path, "a.html", GOOD), tmp_path / "out"
    assert call("convert", source, "-o", out, "--formats", "pdf")[0] == 0
    shut(out / "a")
    code, _, err = call("verify", out)
    assert code == 7
    assert "cannot be opened (Permission denied)" in err


def test_corrections_that_are_called_otherwise_are_told_also_where_nothing_is_made(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    convert = ("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    assert "Corrections:" not in call(*convert)[2]
    _save(tmp_path, "a.html.a11y.toml.txt", 'title = "x"\n')
    said = "warning: a.html: Corrections: a.html.a11y.toml.txt was not read. Give it the page's full name"
    assert said in call(*convert)[2]
    assert said in call(*convert, "--force")[2]
    (tmp_path / "a.html.a11y.toml.txt").rename(tmp_path / "a.html.a11y.toml")
    assert "Corrections:" not in call(*convert)[2]


def test_what_is_wrong_for_one_article_of_many_names_that_article(call, tmp_path):
    (tmp_path / "in").mkdir()
    _save(tmp_path / "in", "a.html", GOOD)
    _save(tmp_path / "in", "b.html", GOOD)
    _save(tmp_path / "in", "b.html.a11y.toml", 'language = "fil"\n')  # no voice speaks Filipino
    code, _, err = call("convert", tmp_path / "in", "-o", tmp_path / "out", "--formats", "mp3", "-q")
    assert code == 9
    assert err == "error: b.html: fil: the speech engine has no such voice. List them: a11y-export voices.\n"
    told = json.loads((tmp_path / "out" / "batch.json").read_text(encoding="utf-8"))
    assert [row["exit_code"] for row in told["failed"]] == [8]


def test_misspelt_corrections_are_exit_code_2_and_name_their_file(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    _save(tmp_path, "a.html.a11y.toml", 'titel = "x"\n')
    code, _, err = call("convert", source, "-o", tmp_path / "out", "--formats", "pdf")
    assert code == 2
    assert "a.html.a11y.toml" in err
    assert "titel" in err


# check


def test_check_prints_a_line_and_passes_without_a_gate(call, tmp_path):
    code, out, err = call("check", _save(tmp_path, "a.html", page(prose=PROSE * 6)))
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("a.html: ")] == out.splitlines()[:1]


def test_check_above_its_gate_is_exit_code_6(call, tmp_path):
    source = _save(tmp_path, "a.html", page(prose=PROSE * 6))
    code, out, err = call("check", source, "--target", "1", "--max-grade", "1", "--json")
    assert code == 6
    [report] = json.loads(out)
    assert (report["path"], report["passed"], report["target"]) == ("a.html", False, 1)
    assert err.startswith("error: a.html: ")
    assert call("check", source, "--max-grade", "20")[0] == 0


def test_check_of_a_missing_page_is_exit_code_3(call, tmp_path):
    assert call("check", tmp_path / "missing.html")[0] == 3


# cuts


def test_cuts_shows_what_would_go_and_makes_nothing(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    code, out, err = call("cuts", source)
    assert (code, err) == (0, "")
    assert "[navigation]" in out
    assert "Home" in out
    assert "a.html.a11y.toml" in out
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]


def test_cuts_as_json_and_as_a_page(call, tmp_path):
    source = _save(tmp_path, "a.html", GOOD)
    code, out, _ = call("cuts", source, "--json", "--html", tmp_path / "cuts.html")
    assert code == 0
    found = json.loads(out)
    assert found["visible"] == found["kept"] + found["removed"]
    assert [r["text"] for r in found["removals"]] == ["Home"]
    assert "Home" in (tmp_path / "cuts.html").read_text(encoding="utf-8")


def test_cuts_fails_as_convert_does(call, tmp_path):
    assert call("cuts", tmp_path / "missing.html")[0] == 3
    assert call("cuts", _save(tmp_path, "a.html", NO_ARTICLE))[0] == 4


# verify


def test_a_finished_folder_is_proved_again(call, finished):
    code, out, err = call("verify", finished[0], "--json")
    assert code == 0
    [result] = json.loads(out)
    assert len(result["checks"]) > 10
    assert all(c["passed"] for c in result["checks"])
    assert "checks passed" in err
    assert call("verify", finished[0] / "asthma", "--quiet") == (0, "", "")


def _flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.write_bytes(bytes(data))


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (lambda f: _flip(f / "asthma-large-print.pdf"), "asthma-large-print.pdf"),
        (lambda f: (f / "asthma-large-print.pdf").write_bytes(b""), "asthma-large-print.pdf"),
        (lambda f: (f / "asthma-large-print.pdf").unlink(), "asthma-large-print.pdf"),
        (lambda f: (f / "record" / "article.json").write_text("{}"), "manifest.json"),
        (lambda f: (f / "record" / "article.json").write_text("[" * 100_000), "manifest.json"),
        (lambda f: (f / "manifest.json").write_text("not json"), "manifest.json"),
        (lambda f: (f / "record" / "note.txt").write_text("mine"), "note.txt"),
    ],
    ids=["byte", "emptied", "deleted", "record", "nested", "manifest", "extra file"],
)
def test_a_changed_file_is_exit_code_7_and_named(call, tmp_path, finished, harm, named):
    shutil.copytree(finished[0], tmp_path / "out")
    harm(tmp_path / "out" / "asthma")
    code, _, err = call("verify", tmp_path / "out")
    assert code == 7
    assert named in err
    assert all(line.startswith("error: ") for line in err.splitlines())


# the small ones


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("convert", "--help"), ("verify", "--help")])
def test_help_and_version_go_to_stdout(call, arguments):
    code, out, err = call(*arguments)
    assert (code, err) == (0, "")
    assert out.strip() == f"a11y-export {a11y_export.__version__}" or "Usage" in out


def test_the_help_names_every_command(call):
    out = call("--help")[1]
    for command in ("convert", "check", "cuts", "verify", "say", "voices", "themes", "doctor"):
        assert command in out


def test_say_shows_what_is_said_and_why(call):
    code, out, err = call("say", "Take 5 mg.", "--json")
    assert (code, err) == (0, "")
    said = json.loads(out)
    assert said["shown"] == "Take 5 mg."
    assert "milligrams" in said["spoken"]
    assert "mˈɪlɪɡɹˌæmz" in said["phonemes"]
    assert "spoken: " in call("say", "Take 5 mg.")[1]


def test_say_writes_a_wave_file(call, tmp_path):
    path = tmp_path / "dose.wav"
    assert call("say", "Take 5 mg.", "--wav", str(path))[0] == 0
    with path.open("rb") as file, wave.open(file) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 0.5 < sound.getnframes() / sound.getframerate() < 5
    assert call("say", "Take 5 mg.", "--wav", str(tmp_path / "none" / "dose.wav"))[0] == 2


def test_themes_and_voices_are_listed(call):
    found = json.loads(call("themes", "--json")[1])
    assert "18" in found["presets"]
    assert found["presets"]["acb"]["standard"]["sources"]["emphasis"]
    assert found["themes"]["black-on-white"]["least_contrast"] > 7
    assert found["papers"]["a4"]["source"]
    code, out, _ = call("voices", "--language", "es", "--json")
    assert code == 0
    languages = {v["language"].split("-")[0] for v in json.loads(out)}
    assert languages == {"es"}


def test_a_language_that_nobody_speaks_is_exit_code_8(call):
    code, out, err = call("voices", "--language", "qqx")
    assert (code, out) == (8, "")
    assert err == "error: qqx: no voice speaks it. List them all: a11y-export voices.\n"


@pytest.mark.parametrize("command", [("themes",), ("voices", "--language", "en")])
def test_lists_for_people_go_to_stdout(call, command):
    code, out, err = call(*command)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 2
