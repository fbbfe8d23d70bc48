"""A second run makes what has changed and nothing else; a page's folder stays its own."""

import json
import os
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import Options, batch, folders, register
from a11y_export.errors import ExitCode
from a11y_export.inputs import Input, find
from a11y_export.register import Owner
from a11y_export.resume import Standing
from tests.conftest import INPUT
from tests.effort import calls_made
from tests.proof.conftest import PAGE

PDF = Options(formats=("pdf",))
PNG = INPUT / "asthma-inhaler-spacer_files"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give a folder with two pages, one with a picture and corrections, and what was made of them; copied for use."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "in").mkdir()
    (folder / "in" / "kidney.html").write_text(PAGE, encoding="utf-8")
    picture = next(p for p in PNG.iterdir() if p.suffix == ".png") if PNG.is_dir() else None
    html = PAGE.replace("<h2>How", '<figure><img src="pics/one.png" alt="A pill box"></figure><h2>How', 1)
    (folder / "in" / "warfarin.html").write_text(html, encoding="utf-8")
    (folder / "in" / "pics").mkdir()
    if picture is not None:
        shutil.copy(picture, folder / "in" / "pics" / "one.png")
    (folder / "in" / "warfarin.html.a11y.toml").write_text('author = "Ana Ruiz"\n[speech]\nrate = 130\n')
    assert [o.code for o in batch.convert([folder / "in"], folder / "out", PDF)] == [ExitCode.OK] * 2
    return folder


@pytest.fixture
def run(made, tmp_path):
    shutil.copytree(made, tmp_path / "run")
    assert todo(tmp_path / "run") == []
    return tmp_path / "run"


def test_a_page_that_still_arrives_is_left_alone(run):
    planned = batch.plan(find([run / "in"]), run / "out", PDF, force=True, waiting={run / "in" / "kidney.html"})
    assert [planned.jobs[n].location for n in planned.todo] == ["warfarin.html"]
    assert planned.unchanged == frozenset()


def todo(run, options=PDF, **more):
    """Give the names of the pages that a run would make."""
    planned = batch.plan(find([run / "in"]), run / "out", options, **more)
    assert {n for n in range(len(planned.jobs)) if n not in planned.todo} == planned.unchanged
    return [planned.jobs[n].location for n in planned.todo]


def test_a_run_over_finished_work_makes_nothing(run):
    before = {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in (run / "out").rglob("*.pdf")}
    outcomes = batch.convert([run / "in"], run / "out", PDF)
    assert [o.code for o in outcomes] == [ExitCode.OK] * 2
    assert [o.value["source"]["path"] for o in outcomes] == ["kidney.html", "warfarin.html"]
    assert {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in (run / "out").rglob("*.pdf")} == before
    assert json.loads((run / "out" / "batch.json").read_text(encoding="utf-8"))["totals"]["done"] == 2


def _append(path, text="\n"):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _manifest(run, change):
    path = run / "out" / "kidney" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _: None, []),
        (lambda run: _append(run / "in" / "kidney.html"), ["kidney.html"]),
        (lambda run: (run / "in" / "kidney.html.a11y.toml").write_text('author = "Bo"\n'), ["kidney.html"]),
        (lambda run: _append(run / "in" / "warfarin.html.a11y.toml", "# seen\n"), ["warfarin.html"]),
        (lambda run: (run / "in" / "warfarin.html.a11y.toml").unlink(), ["warfarin.html"]),
        (lambda run: (run / "in" / "pics" / "one.png").unlink(), ["warfarin.html"]),
        (lambda run: (run / "in" / "pics" / "one.png").write_bytes(b"another"), ["warfarin.html"]),
        (lambda run: (run / "out" / "kidney" / "kidney-large-print.pdf").unlink(), ["kidney.html"]),
        (lambda run: (run / "out" / "kidney" / "kidney-large-print.pdf").write_bytes(b"half"), ["kidney.html"]),
        (lambda run: (run / "out" / "kidney" / "record" / "cuts.json").unlink(), ["kidney.html"]),
        (lambda run: (run / "out" / "kidney" / "manifest.json").write_text("{"), ["kidney.html"]),
        (lambda run: _manifest(run, lambda m: m.pop("artifacts")), ["kidney.html"]),
        (lambda run: _manifest(run, lambda m: m.update(source=[])), ["kidney.html"]),
        (lambda run: _manifest(run, lambda m: m["checks"][0].update(passed=False)), ["kidney.html"]),
        (lambda run: _manifest(run, lambda m: m.update(checks=[])), ["kidney.html"]),
        (lambda run: shutil.rmtree(run / "out" / "warfarin"), ["warfarin.html"]),
        (lambda run: (run / "out" / register.NAME).unlink(), []),
        (lambda run: (run / "out" / register.NAME).write_text("[]"), []),
    ],
)
def test_what_has_changed_is_made_again_and_nothing_else(run, change, expected):
    change(run)
    assert todo(run) == expected


def test_other_options_make_all_again_and_force_does_too(run):
    assert todo(run, Options(formats=("pdf",), require_disclaimer=True)) == ["kidney.html", "warfarin.html"]
    assert todo(run, force=True) == ["kidney.html", "warfarin.html"]


def test_a_logo_that_corrections_name_counts_by_its_bytes(run):
    logo = next(PNG.glob("*.png"))
    shutil.copy(logo, run / "in" / "logo.png")
    (run / "in" / "kidney.html.a11y.toml").write_text('[clinic]\nlogo = "logo.png"\nlogo_alt = "Hill Clinic"\n')
    batch.convert([run / "in"], run / "out", PDF)
    assert todo(run) == []
    data = (run / "in" / "logo.png").read_bytes()
    (run / "in" / "logo.png").write_bytes(data + b"\0")
    assert todo(run) == ["kidney.html"]


def test_what_failed_is_tried_again(run):
    (run / "in" / "kidney.html").write_bytes(b"")
    assert [o.code for o in batch.convert([run / "in"], run / "out", PDF)] == [ExitCode.UNREADABLE, ExitCode.OK]
    assert todo(run) == ["kidney.html"]


def test_a_page_that_vanished_is_told_and_its_results_stay(run):
    (run / "in" / "kidney.html").unlink()
    planned = batch.plan(find([run / "in"]), run / "out", PDF)
    assert planned.gone == {"kidney": "kidney.html"}
    batch.convert([run / "in"], run / "out", PDF)
    assert (run / "out" / "kidney" / "manifest.json").is_file()
    rows = json.loads((run / "out" / "batch.json").read_text(encoding="utf-8"))["articles"]
    assert [(r["folder"], r.get("gone", False)) for r in rows] == [("kidney", True), ("warfarin", False)]
    # A page given by itself says nothing of the others.
    assert batch.plan(find([run / "in" / "warfarin.html"]), run / "out", PDF).gone == {}


def test_a_moved_tree_of_pages_is_known_again(run):
    (run / "in").rename(run / "elsewhere")
    planned = batch.plan(find([run / "elsewhere"]), run / "out", PDF)
    assert [j.name for j in planned.jobs] == ["kidney", "warfarin"]
    assert planned.todo == ()


def test_a_page_of_the_same_name_from_elsewhere_gets_a_folder_of_its_own(run):
    (run / "other").mkdir()
    (run / "other" / "kidney.html").write_text(PAGE.replace("Warfarin", "Heparin"), encoding="utf-8")
    [other] = batch.plan(find([run / "other" / "kidney.html"]), run / "out", PDF).jobs
    assert other.name.startswith("kidney-")
    assert batch.convert([run / "other" / "kidney.html"], run / "out", PDF)[0].code is ExitCode.OK
    assert [j.name for j in batch.plan(find([run / "in"]), run / "out", PDF).jobs] == ["kidney", "warfarin"]
    both = batch.plan(find([run / "in", run / "other"]), run / "out", PDF).jobs
    assert [j.name for j in both] == ["kidney", "warfarin", other.name]
    assert len({j.location for j in both}) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names there")
def test_a_pipe_that_is_called_as_a_page_elsewhere_was_is_not_waited_for(run):
    (run / "other").mkdir()
    os.mkfifo(run / "other" / "kidney.html")

    def plan(told):
        told.append(batch.plan(find([run / "other"]), run / "out", PDF).jobs[0].name)

    told: list[str] = []
    planning = threading.Thread(target=plan, args=(told,), daemon=True)
    planning.start()
    planning.join(20)
    assert [name.startswith("kidney-") for name in told] == [True]


def test_a_page_that_was_given_itself_and_then_in_its_folder_is_one(run):
    assert [j.name for j in batch.plan(find([run / "in" / "kidney.html"]), run / "out", PDF).jobs] == ["kidney"]
    assert todo(run) == []
    (run / "in" / "kidney.html").unlink()
    assert batch.plan(find([run / "in"]), run / "out", PDF).gone == {"kidney": "kidney.html"}


def test_the_check_of_an_unchanged_article_costs_little(run):
    """Looking through a folder must stay cheap: it is done for thousands of them at every run."""
    inputs = find([run / "in"])
    asked = PDF.fingerprint()
    assert asked
    batch.plan(inputs, run / "out", PDF)
    one = calls_made(lambda: batch.plan(inputs, run / "out", PDF))
    for number in range(20):
        shutil.copytree(run / "out" / "kidney", run / "out" / f"kidney-{number}")
    more = calls_made(lambda: batch.plan(inputs, run / "out", PDF))
    assert (more - one) / 20 < 1000


# Names, as a law: whatever pages come and go over several runs, a finished page keeps its folder and shares it never.

_PAGES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["page", "Page", "note", "con", "哮喘"])), unique=True, max_size=6
)


@given(st.lists(_PAGES, max_size=5), st.data())
def test_a_finished_page_keeps_its_folder_over_any_runs(runs, data):
    output = Path("nowhere at all")
    known: dict[str, Owner] = {}
    finished: dict[tuple[str, str], str] = {}
    for pages in runs:
        inputs = [
            Input(Path("/in", folder, f"{stem}.html"), f"{folder}/{stem}.html", Path("/in")) for folder, stem in pages
        ]
        standing = {
            name: Standing("/".join(page) + ".html", "not the same", "", {}, "", True)
            for page, name in finished.items()
        }
        known = register.settle(inputs, output, known, standing)
        names = dict(zip(pages, known, strict=False))
        assert len(set(names.values())) == len(pages)
        for page in pages:
            assert finished.get(page, names[page]) == names[page]
            assert names[page] not in {name for other, name in finished.items() if other != page}
        finished |= {page: names[page] for page in pages if data.draw(st.booleans())}


def test_the_register_survives_its_file(tmp_path):
    owners = {"b": Owner("1" * 16, ""), "a": Owner("2" * 16, "3" * 16)}
    register.save(tmp_path, owners)
    assert register.load(tmp_path) == owners
    for damaged in ("", "[]", '{"schema": 2, "folders": {}}', '{"schema": 1, "folders": {"a": ["x"]}}', "{}"):
        (tmp_path / register.NAME).write_text(damaged)
        assert register.load(tmp_path) == {}


def test_names_never_meet_even_when_digests_would():
    first = folders.names(["x/page.html"], {"page": "y/page.html"})[0]
    second = folders.names(["x/page.html"], {"page": "y/page.html", first: "another"})[0]
    assert second not in {first, "page"}
    assert folders.names(["x/page.html"], {"page": "y/page.html", first: "another"}) == [second]
