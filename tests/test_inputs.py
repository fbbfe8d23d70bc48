"""Which files a command works on, and what each is called."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from a11y_export.errors import UnreadableInput
from a11y_export.inputs import find
from a11y_export.reading import read


def _files(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


def _told(*paths):
    return [i.location for i in find(paths)]


def test_a_folder_is_searched_for_saved_pages_in_order_of_name(tmp_path):
    _files(tmp_path, "b.html", "a.HTM", "c.mht", "d.mhtml", "e.txt", "f.xhtml", "sub/g.html", "h.pdf", "i.png", "j")
    assert _told(tmp_path) == ["a.HTM", "b.html", "c.mht", "d.mhtml", "e.txt", "f.xhtml", "sub/g.html"]


def test_what_browsers_put_beside_a_page_and_hidden_files_are_passed_over(tmp_path):
    _files(tmp_path, "a.html", "a_files/b.html", "a-Dateien/b.html", "a_archivos/b.html", ".git/b.html", ".b.html")
    assert _told(tmp_path) == ["a.html"]


def test_what_a_killed_run_left_unfinished_is_no_input(tmp_path):
    _files(tmp_path, "a.html", "out/a.a11y-new/record/cuts.html", "out/a.a11y-old/listen.html")
    assert _told(tmp_path) == ["a.html"]


def test_a_folder_that_may_not_be_looked_into_is_told_and_costs_nobody_else(tmp_path, monkeypatch):
    """Passed over in silence, a thousand articles would be missing and nobody would know."""
    _files(tmp_path, "a.html", "shut/b.html", "z/c.html")
    real = os.scandir

    def scandir(path="."):
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "listdir", lambda path=".": [entry.name for entry in scandir(path)])
    assert sorted(_told(tmp_path)) == ["a.html", "shut", "z/c.html"]
    assert _told(tmp_path / "shut") == ["shut"]
    with pytest.raises(UnreadableInput, match=r"shut: cannot be opened \(Permission denied\)"):
        read(tmp_path / "shut", location="shut")


def test_staffs_corrections_are_no_article(tmp_path):
    _files(tmp_path, "a.html", "a.html.a11y.toml", "b.html.a11y.toml.txt", "b.A11Y.toml.TXT")
    assert _told(tmp_path) == ["a.html"]


def test_a_file_that_is_named_is_taken_whatever_its_ending_and_also_when_it_is_not_there(tmp_path):
    _files(tmp_path, "page.aspx")
    assert _told(tmp_path / "page.aspx", tmp_path / "missing.html") == ["page.aspx", "missing.html"]


def test_links_that_lead_nowhere_to_themselves_or_round_and_round_cost_nobody_else(tmp_path):
    _files(tmp_path, "in/a.html", "in/sub/b.html")
    (tmp_path / "in" / "nowhere.html").symlink_to("missing.html")
    (tmp_path / "in" / "self.html").symlink_to("self.html")
    (tmp_path / "in" / "one.html").symlink_to("two.html")
    (tmp_path / "in" / "two.html").symlink_to("one.html")
    (tmp_path / "in" / "sub" / "up").symlink_to(tmp_path / "in", target_is_directory=True)
    told = _told(tmp_path / "in")
    assert {"a.html", "sub/b.html", "nowhere.html", "self.html"} <= set(told)
    assert len(told) == len(set(told)) <= 6


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a path has a thousand characters at most, or fewer")
def test_folders_may_lie_in_one_another_as_deep_as_the_system_allows(tmp_path):
    """Each was a step deeper in the program as well, which gave up after a thousand, and with it the whole run."""
    _files(tmp_path, "in/a.html")
    deepest = tmp_path.joinpath("in", *["d"] * 1200)
    folders = [deepest, *deepest.parents][:1200]
    try:
        for folder in reversed(folders):
            folder.mkdir()
        (deepest / "b.html").write_text("x")
        assert _told(tmp_path / "in") == ["a.html", "d/" * 1200 + "b.html"]
        (deepest / "b.html").unlink()
    finally:  # what clears up after tests goes down step by step, too
        for folder in folders:
            folder.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
@pytest.mark.parametrize("name", ["manifest.json", "batch.json"])
def test_a_pipe_that_is_called_as_results_are_is_not_waited_for(tmp_path, name):
    _files(tmp_path, "a.html", "sub/b.html")
    os.mkfifo(tmp_path / "sub" / name)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from pathlib import Path; from a11y_export import inputs, manifest\n"
         "print(len(inputs.find([Path(sys.argv[1])])), manifest.read(Path(sys.argv[1], 'sub')))", str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=60,
    )
    assert done.stdout.split() == ["2", "None"]


def test_a_page_given_twice_is_taken_once(tmp_path):
    _files(tmp_path, "in/a.html", "in/b.html")
    assert _told(tmp_path / "in" / "b.html", tmp_path / "in", tmp_path / "in") == ["b.html", "a.html"]


def test_pages_of_one_name_are_told_apart_by_their_folders(tmp_path):
    _files(tmp_path, "one/page.html", "two/page.html")
    assert _told(tmp_path / "one", tmp_path / "two") == ["one/page.html", "two/page.html"]
    assert _told(tmp_path / "one" / "page.html", tmp_path / "two" / "page.html") == ["one/page.html", "two/page.html"]


@pytest.mark.parametrize("names", [["Page.html", "page.html"], ["a/Page.html", "a/page.html"]])
def test_names_that_differ_in_case_alone_stay_relative(tmp_path, names):
    paths = [tmp_path / name for name in names]
    _files(tmp_path, names[0])
    if paths[1].exists():
        names = names[:1]  # a disk that takes both for one file
    else:
        _files(tmp_path, names[1])
    assert _told(tmp_path) == names


def test_no_name_tells_where_on_the_machine_the_page_lies(tmp_path):
    _files(tmp_path, "one/page.html", "two/page.html")
    both = [tmp_path / "one" / "page.html", tmp_path / "two" / "page.html"]
    assert not any(str(tmp_path).lstrip("/") in name for name in _told(tmp_path, *both))


def test_an_empty_folder_holds_nothing(tmp_path):
    assert _told(tmp_path) == []
    assert find([]) == []
