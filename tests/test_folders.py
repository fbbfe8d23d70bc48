"""Whole or absent (law 6): whenever a run is killed, one finished folder stands, and nothing half-made."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import folders
from a11y_export.errors import UsageError
from a11y_export.folders import NEW, OLD

NAME = "asthma"


class Killed(BaseException):
    """The process ends here; nothing after it runs."""


class Disk:
    """Counts the steps that touch the disk, and kills the run before step `at`, or in the middle of a deletion."""

    def __init__(self, monkeypatch, at, *, halfway=False):
        self.at, self.halfway, self.steps = at, halfway, 0
        # Only the work folder's own making is a step; what fills it makes folders too.
        monkeypatch.setattr(
            Path, "mkdir", lambda path, **k: self._step(MKDIR, path) if path.suffix == NEW else MKDIR(path, **k)
        )
        monkeypatch.setattr(Path, "rename", lambda path, target: self._step(RENAME, path, target))
        monkeypatch.setattr(folders.shutil, "rmtree", lambda path, **_: self._step(RMTREE, path))

    def _step(self, real, path, *arguments):
        self.steps += 1
        if self.steps == self.at:
            if self.halfway and real is RMTREE:
                # Deleting a tree is many steps; a kill among them leaves a part of it.
                next(p for p in sorted(path.rglob("*")) if p.is_file()).unlink()
            raise Killed
        return real(path, *arguments)


RENAME, MKDIR, RMTREE = Path.rename, Path.mkdir, shutil.rmtree


def _fill(folder, text):
    (folder / "audio").mkdir()
    for name in ("handout.pdf", "audio/01.mp3", "manifest.json"):
        (folder / name).write_text(text)


def _state(output):
    """Tell each folder by what its files say; a mixture or a part says so."""
    out = {}
    for folder in sorted(p for p in output.iterdir() if p.is_dir()):
        files = {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}
        whole = sorted(files) == ["audio/01.mp3", "handout.pdf", "manifest.json"] and len(set(files.values())) == 1
        out[folder.name] = files["manifest.json"] if whole else f"broken: {sorted(files)}"
    return out


def _run(output):
    work = folders.start(output, NAME)
    _fill(work, "new")
    folders.publish(output, NAME)


def _before(output, state):
    if "final" in state:
        (output / NAME).mkdir(parents=True)
        _fill(output / NAME, "old")
    if "work" in state:
        (output / f"{NAME}{NEW}").mkdir(parents=True)
        (output / f"{NAME}{NEW}" / "handout.pdf").write_text("half")
    if "old" in state:
        (output / f"{NAME}{OLD}").mkdir(parents=True)
        _fill(output / f"{NAME}{OLD}", "old")
    output.mkdir(exist_ok=True)


@pytest.mark.parametrize("halfway", [False, True])
@pytest.mark.parametrize(
    ("state", "at", "expected"),
    [
        ({"final"}, 1, {NAME: "old"}),  # before the work folder is made
        ({"final"}, 2, {NAME: "old"}),  # before the old folder is moved away
        ({"final"}, 3, {NAME: "old"}),  # before the new one takes the name
        ({"final"}, 4, {NAME: "new"}),  # before, or while, the old one is deleted
        (set(), 1, {}),
        (set(), 2, {}),
    ],
)
def test_a_kill_at_any_step_leaves_one_whole_folder_or_none(tmp_path, monkeypatch, state, at, expected, halfway):
    _before(tmp_path, state)
    with monkeypatch.context() as patch:
        Disk(patch, at, halfway=halfway)
        with pytest.raises(Killed):
            _run(tmp_path)
    folders.repair(tmp_path, NAME)
    assert _state(tmp_path) == expected


@pytest.mark.parametrize(("state", "steps"), [({"final"}, 4), (set(), 2)])
def test_a_run_has_exactly_the_steps_that_are_tried_above(tmp_path, monkeypatch, state, steps):
    _before(tmp_path, state)
    with monkeypatch.context() as patch:
        disk = Disk(patch, 0)
        _run(tmp_path)
    assert disk.steps == steps
    assert _state(tmp_path) == {NAME: "new"}


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (set(), {}),
        ({"final"}, {NAME: "old"}),
        ({"work"}, {}),
        ({"old"}, {NAME: "old"}),
        ({"final", "work"}, {NAME: "old"}),
        ({"final", "old"}, {NAME: "old"}),
        ({"work", "old"}, {NAME: "old"}),
        ({"final", "work", "old"}, {NAME: "old"}),
    ],
)
def test_every_state_that_a_kill_can_leave_ends_well(tmp_path, state, expected):
    _before(tmp_path, state)
    folders.repair(tmp_path, NAME)
    assert _state(tmp_path) == expected
    folders.repair(tmp_path, NAME)
    assert _state(tmp_path) == expected


@pytest.mark.parametrize("state", [{"work"}, {"old"}, {"final", "work"}, {"final", "old"}, {"work", "old"}])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_during_the_repair_is_repaired_by_the_next(tmp_path, monkeypatch, state, at):
    _before(tmp_path, state)
    before = {NAME: "old"} if state & {"final", "old"} else {}
    with monkeypatch.context() as patch:
        disk = Disk(patch, at, halfway=True)
        try:
            folders.repair(tmp_path, NAME)
        except Killed:
            assert disk.steps == at
        else:
            assert disk.steps < at
    folders.repair(tmp_path, NAME)
    assert _state(tmp_path) == before


def test_a_run_after_a_kill_repairs_first(tmp_path):
    _before(tmp_path, {"work", "old"})
    _run(tmp_path)
    assert _state(tmp_path) == {NAME: "new"}


def test_an_abandoned_run_leaves_the_finished_folder(tmp_path):
    _before(tmp_path, {"final"})
    _fill(folders.start(tmp_path, NAME), "new")
    folders.abandon(tmp_path, NAME)
    assert _state(tmp_path) == {NAME: "old"}
    folders.abandon(tmp_path, NAME)
    assert _state(tmp_path) == {NAME: "old"}


def test_every_folder_of_an_output_is_repaired_and_nothing_else_is_touched(tmp_path):
    _before(tmp_path, {"work", "old"})
    (tmp_path / "notes.old.txt").write_text("mine")
    (tmp_path / "file.new").write_text("mine")
    (tmp_path / "else").mkdir()
    folders.repair_all(tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["asthma", "else", "file.new", "notes.old.txt"]
    folders.repair_all(tmp_path / "not there")


@pytest.mark.parametrize(
    ("locations", "expected"),
    [
        (["Asthma.html"], [r"asthma"]),
        (["asthma.html", "diabetes.html"], [r"asthma", r"diabetes"]),
        (["a/page.html", "b/page.html"], [r"page-[0-9a-f]{6}", r"page-[0-9a-f]{6}"]),
        (["page.html", "page.mht"], [r"page-[0-9a-f]{6}", r"page-[0-9a-f]{6}"]),
        (["哮喘.html"], [r"article"]),
        (["哮喘.html", "糖尿病.html"], [r"article-[0-9a-f]{6}", r"article-[0-9a-f]{6}"]),
        (["..html"], [r"article"]),
        (["con.html"], [r"con-article"]),
    ],
)
def test_names_come_from_the_files_and_clashes_are_told_apart(locations, expected):
    names = folders.names(locations, {})
    assert len(set(names)) == len(names)
    for name, pattern in zip(names, expected, strict=True):
        assert re.fullmatch(pattern, name)


def test_a_folder_that_belongs_to_another_page_is_not_taken():
    assert folders.names(["b/page.html"], {"page": "b/page.html"}) == ["page"]
    [name] = folders.names(["b/page.html"], {"page": "a/page.html"})
    assert re.fullmatch(r"page-[0-9a-f]{6}", name)


@given(st.lists(st.text(max_size=20), unique=True, max_size=6))
def test_names_are_distinct_stable_and_without_a_dot(locations):
    names = folders.names(locations, {})
    assert len(set(names)) == len(locations)
    assert names == folders.names(locations, {})
    assert names == list(reversed(folders.names(list(reversed(locations)), {})))
    assert not any(set(name) & set("./\\:") for name in names)


def test_unfinished_work_is_measured_with_all_that_lies_in_it(tmp_path):
    _before(tmp_path, {"final", "work"})
    (tmp_path / f"{NAME}{NEW}" / "audio").mkdir()
    (tmp_path / f"{NAME}{NEW}" / "audio" / "01.wav").write_bytes(bytes(2_000_000))
    assert folders.too_large(tmp_path, NAME, 2_000_004) == ""  # "half" has four bytes
    assert folders.too_large(tmp_path, NAME, 2_000_003).startswith("makes more than 1 MB of files")
    assert folders.too_large(tmp_path, "another", 0) == ""


def test_a_new_folder_that_cannot_take_its_name_leaves_the_finished_one_there(tmp_path, monkeypatch):
    """Where another program holds it (a scanner, on Windows), the old one used to stand aside until the next run."""
    _before(tmp_path, {"final"})
    _fill(folders.start(tmp_path, NAME), "new")

    def rename(path, name):
        if path.suffix == NEW:
            raise PermissionError(13, "Access is denied")
        return RENAME(path, name)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(PermissionError):
        folders.publish(tmp_path, NAME)
    assert _state(tmp_path) == {NAME: "old", f"{NAME}{NEW}": "new"}
    folders.abandon(tmp_path, NAME)
    assert _state(tmp_path) == {NAME: "old"}


@pytest.mark.parametrize("held", [1, 3])
def test_a_folder_that_somebody_holds_for_a_moment_is_waited_for(tmp_path, monkeypatch, held):
    _fill(folders.start(tmp_path, NAME), "new")
    left = [held]

    def rename(path, name):
        if left[0]:
            left[0] -= 1
            raise PermissionError(13, "Access is denied")
        return RENAME(path, name)

    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(folders, "_TRIES", 3)
    monkeypatch.setattr(folders, "_PAUSE", 0.0)
    if held == 3:
        with pytest.raises(PermissionError):
            folders.publish(tmp_path, NAME)
    else:
        folders.publish(tmp_path, NAME)
        assert _state(tmp_path) == {NAME: "new"}


def test_a_finished_folder_that_was_moved_away_and_linked_is_made_again_and_again(tmp_path):
    output, away = tmp_path / "out", tmp_path / "away"
    output.mkdir()
    _before(output, {"final"})
    (output / NAME).rename(away)
    (output / NAME).symlink_to(away, target_is_directory=True)
    for _ in range(2):
        _run(output)
        assert _state(output) == {NAME: "new"}
    assert not (output / NAME).is_symlink()
    assert _state(tmp_path)["away"] == "old"


def test_links_and_files_in_place_of_unfinished_folders_are_cleared_away_and_where_they_lead_is_not(tmp_path):
    output, away = tmp_path / "out", tmp_path / "away"
    output.mkdir()
    away.mkdir()
    (away / "thesis.txt").write_text("mine")
    for work in ("asthma.a11y-new", "cough.a11y-old"):
        (output / work).symlink_to(away, target_is_directory=True)
    (output / "cough").mkdir()
    (output / "cough" / "manifest.json").write_text("{}")
    (output / "gout.a11y-new").write_text("a file")
    (output / "warts.a11y-new").symlink_to(output / "nowhere")
    folders.repair_all(output)
    assert sorted(path.name for path in output.iterdir()) == ["cough"]
    assert (away / "thesis.txt").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_this_programs(tmp_path):
    (tmp_path / "asthma").symlink_to(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="stands in the way"):
        folders.start(tmp_path, "asthma")
    assert (tmp_path / "asthma").is_symlink()


def test_what_this_program_did_not_make_is_never_touched(tmp_path):
    for name in ("asthma", "report.new", "backup.old", "asthma.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "thesis.txt").write_text("mine")
    folders.repair_all(tmp_path)
    with pytest.raises(UsageError, match="stands in the way"):
        folders.start(tmp_path, "asthma")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["asthma", "asthma.new", "backup.old", "report.new"]
    assert all((p / "thesis.txt").read_text() == "mine" for p in tmp_path.iterdir())


ODD = [
    "with space.html", "größe_日本語.html", "日本語.html", "x" * 200 + ".html", "x" * 199 + "y.html", "dots...html",
    "trailing..html", "CON.html", "nul.html", "com1.htm", "Case.html", "case.html", "CASE.html", "sub/a.html",
    "other/a.html", "=cmd()|x.html", "<b>.html", "\u202eevil.html", "e\u0301.html", "\u00e9.html", "quote'\".html",
    "new\nline.html", "tab\tname.html", "per%20cent.html", "hash#tag?.html", "...html", "*.html", "a:b.html",
]


def test_odd_file_names_get_folders_that_every_system_takes_and_tells_apart():
    names = folders.names(ODD, {})
    assert len({name.casefold() for name in names}) == len(ODD)
    for name in names:
        assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", name), name
        assert not re.fullmatch(r"con|prn|aux|nul|com[0-9]|lpt[0-9]", name), name
    assert folders.names(ODD, {}) == names
