"""Articles on a real Dask scheduler and its workers: the same bytes, and nothing lost with a worker."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from a11y_export import Options, batch, elsewhere, folders, parcels
from a11y_export.errors import ExitCode
from a11y_export.guard import Outcome, Work
from a11y_export.pipeline import Job
from tests.cluster import PAGE, Workers, contents, converted, running_scheduler, until
from tests.conftest import INPUT, ROOT

pytest.importorskip("distributed") if not os.environ.get("CI") else None

PDF = Options(formats=("pdf",))
PICTURE = next((INPUT / "asthma-inhaler-spacer_files").glob("*.png"))


@pytest.fixture(scope="module")
def scheduler():
    """Give the address of a scheduler."""
    with running_scheduler() as (address, _):
        yield address


@pytest.fixture
def workers(scheduler):
    made = Workers(scheduler)
    yield made
    made.end()


@pytest.fixture
def source(tmp_path):
    """Give small articles: one with pictures beside it, one with corrections and a logo, one that is none."""
    folder = tmp_path / "in"
    (folder / "pictures").mkdir(parents=True)
    shutil.copy(PICTURE, folder / "pictures" / "spacer.png")
    shutil.copy(PICTURE, folder / "logo.png")
    for n in range(4):
        more = "<figure><img src='pictures/spacer.png' alt='A spacer'></figure>" if n == 1 else ""
        (folder / f"small-{n}.html").write_text(PAGE.format(n=n, more=more), encoding="utf-8")
    (folder / "small-2.html.a11y.toml").write_text(
        'title = "Corrected"\n[clinic]\nname = "Hill Clinic"\nlogo = "logo.png"\nlogo_alt = "A hill"\n',
        encoding="utf-8",
    )
    (folder / "none.html").write_bytes(b"")
    return folder


def test_the_same_bytes_as_on_this_machine_and_a_bad_page_costs_itself_alone(workers, source, tmp_path):
    workers.start(nanny=True)
    workers.start()
    batch.convert([source], tmp_path / "local", PDF)
    workers.ready()
    run = converted(source, tmp_path / "out", workers.scheduler)
    said = run.communicate()[1]
    assert run.returncode == ExitCode.SOME_FAILED, said
    assert "none.html: the file is empty" in said
    made = contents(tmp_path / "out")
    assert made == contents(tmp_path / "local")
    told = json.loads(made["small-1/manifest.json"])
    assert told["source"]["beside"] == {"pictures/spacer.png": hashlib.sha256(PICTURE.read_bytes()).hexdigest()}
    assert json.loads(made["small-2/manifest.json"])["clinic"]["name"] == "Hill Clinic"
    again = converted(source, tmp_path / "out", workers.scheduler)
    assert "4 unchanged, 0 made, 1 failed" in again.communicate()[1]


def test_a_worker_that_is_killed_at_work_loses_no_article(workers, source, tmp_path):
    (source / "none.html").unlink()
    temporary = workers.start()
    workers.start()
    workers.ready()
    run = converted(source, tmp_path / "out", workers.scheduler)
    until(lambda: list(temporary.glob("a11y-export-*/in")))
    workers.processes[0].kill()
    said = run.communicate()[1]
    assert run.returncode == ExitCode.OK, said
    assert "4 made, 0 failed" in said


def test_an_interruption_ends_what_the_workers_do(workers, source, tmp_path):
    for n in range(4, 90):  # more than a quick machine makes before it is interrupted
        (source / f"small-{n}.html").write_text(PAGE.format(n=n, more=""), encoding="utf-8")
    temporary = workers.start()
    workers.ready()
    run = converted(source, tmp_path / "out", workers.scheduler)
    until(lambda: list(temporary.glob("a11y-export-*/in")))
    run.send_signal(signal.SIGINT)
    said = run.communicate()[1]
    assert run.returncode == ExitCode.INTERRUPTED, said
    assert "Traceback" not in said
    until(lambda: not list(temporary.glob("a11y-export-*")))
    assert not list((tmp_path / "out").glob("*.a11y-new"))


def test_a_worker_with_another_version_of_a_library_gets_nothing(workers, source, tmp_path):
    other = tmp_path / "site" / "lxml-0.0.1.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: lxml\nVersion: 0.0.1\n", encoding="utf-8")
    workers.start()
    workers.start(PYTHONPATH=f"{ROOT}{os.pathsep}{other.parent}", PYTHONNOUSERSITE="1")
    workers.ready()
    run = converted(source, tmp_path / "out", workers.scheduler)
    said = run.communicate()[1]
    assert run.returncode == ExitCode.DEPENDENCY, said
    assert "worker tcp://127.0.0.1:" in said
    assert "lxml 0.0.1 there" in said


@pytest.mark.parametrize(("address", "why"), [
    ("tcp://127.0.0.1:9", "("), ("nonsense", "(missing port number"), ("gopher://h:70", "(unknown address scheme"),
    ("tcp://127.0.0.1:9/x", "(invalid literal for int"),
])
def test_where_nobody_answers_it_says_so(source, tmp_path, address, why):
    run = converted(source, tmp_path / "out", address)
    said = run.communicate()[1]
    assert run.returncode == ExitCode.USAGE
    assert f"no scheduler can be used at {address} {why}" in said
    assert "Traceback" not in said


def test_a_scheduler_without_workers_is_no_place_to_convert(scheduler, source, tmp_path):
    run = converted(source, tmp_path / "out", scheduler)
    assert "has no workers" in run.communicate()[1]
    assert run.returncode == ExitCode.USAGE


def test_without_the_extra_it_says_how_to_get_it(source, tmp_path):
    code = (
        "import sys; sys.modules['distributed'] = None; from a11y_export.cli import main; "
        f"sys.argv[1:] = ['convert', {str(source)!r}, '-o', {str(tmp_path / 'out')!r}, '--scheduler', 'tcp://h:1']; "
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == ExitCode.DEPENDENCY
    assert 'pip install "a11y-export[cluster]"' in done.stderr


def work(source, output, name="small-0"):
    from a11y_export.pipeline import export

    output.mkdir(exist_ok=True)
    return Work(export, (Job(source / f"{name}.html", f"{name}.html", output, name), PDF), f"{name}.html")


def finished(**files):
    data = b"%PDF"
    told = {
        "artifacts": [{"path": "a.pdf", "sha256": hashlib.sha256(data).hexdigest()}], "record": [],
        "checks": [{"passed": True}],
    }
    return {"a.pdf": data, "manifest.json": json.dumps(told).encode()} | {k: v for k, v in files.items() if v}


def test_what_was_proved_there_is_published_here(source, tmp_path):
    sent = work(source, tmp_path / "out")
    assert parcels.unpack(sent, Outcome("x", {"any": 1}), finished()).code is ExitCode.OK
    assert (tmp_path / "out" / "small-0" / "a.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize("files", [
    finished() | {"a.pdf": b"%PDX"}, finished() | {"more.pdf": b"%PDF"}, {"a.pdf": b"%PDF"}, {},
    finished() | {"manifest.json": b"{}"}, finished() | {"manifest.json": b"[" * 100_000},
])
def test_what_is_not_as_it_was_proved_is_not_published(source, tmp_path, files):
    outcome = parcels.unpack(work(source, tmp_path / "out"), Outcome("x", {"any": 1}), files)
    assert outcome.code is ExitCode.INTERNAL
    assert outcome.value is None
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("path", ["../b", "/tmp/b", "a/../../b", "C:/b", "\\b", "..", "", "a\0b"])
def test_no_path_leads_out_of_the_folder(source, tmp_path, path):
    told = json.loads(finished()["manifest.json"])
    told["artifacts"][0]["path"] = path
    files = {path: b"%PDF", "manifest.json": json.dumps(told).encode()}
    assert parcels.unpack(work(source, tmp_path / "out"), Outcome("x", {"any": 1}), files).value is None
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_is_not_ours_is_left_alone(source, tmp_path):
    sent = work(source, tmp_path / "out")
    (tmp_path / "out" / "small-0").mkdir()
    (tmp_path / "out" / "small-0" / "letter.txt").write_text("mine")
    assert parcels.unpack(sent, Outcome("x", {"any": 1}), finished()).code is ExitCode.USAGE
    assert contents(tmp_path / "out") == {"small-0/letter.txt": b"mine"}


def test_a_parcel_holds_the_page_its_corrections_and_what_stands_beside(source, tmp_path):
    parcel = parcels.pack(work(source, tmp_path / "out", "small-2"))
    assert parcel.files.keys() == {"small-2.html", "small-2.html.a11y.toml", "logo.png"}
    shutil.copytree(INPUT / "asthma-inhaler-spacer_files", source / "small-1_files")
    parcel = parcels.pack(work(source, tmp_path / "out", "small-1"))
    assert parcel.files.keys() == {"small-1.html", f"small-1_files/{PICTURE.name}"}
    assert parcels.missed(parcel, {"pictures/spacer.png": "", "absent.png": "", "../secret": ""}) == [
        "pictures/spacer.png"
    ]


def test_a_picture_that_leads_out_of_the_pages_folder_or_to_itself_is_not_sent(source, tmp_path):
    (tmp_path / "secret.png").write_bytes(PICTURE.read_bytes())
    (source / "out.png").symlink_to(tmp_path / "secret.png")
    (source / "loop.png").symlink_to("loop.png")
    named = ["out.png", "../secret.png", str(tmp_path / "secret.png"), "loop.png"]
    parcel = parcels.pack(work(source, tmp_path / "out"), named)
    assert parcel.files.keys() == {"small-0.html"}


def test_what_cannot_be_read_is_not_sent(source, tmp_path):
    assert parcels.pack(work(source, tmp_path / "out", "absent")) is None
    os.mkfifo(source / "pipe.html")
    assert parcels.pack(work(source, tmp_path / "out", "pipe")) is None
    (source / "small-0.html.a11y.toml").mkdir()
    assert parcels.pack(work(source, tmp_path / "out")) is None


def test_more_than_may_be_sent_back_is_an_outcome(source, tmp_path):
    sent = work(source, tmp_path / "out")
    parcel = parcels.pack(replace(sent, limits=replace(sent.limits, folder=1000)))
    outcome, files = parcels.made(parcel, lambda: "")
    assert files == {}
    assert outcome.value is None
    assert outcome.code is ExitCode.INTERNAL


def test_what_differs_is_named_from_both_sides():
    here, there = (("lxml", "6.1"), ("zlib", "1.3")), (("extra", "1"), ("lxml", "6.0"), ("zlib", "1.3"))
    assert elsewhere.differences(here, here) == ""
    assert elsewhere.differences(here, there) == "extra 1 there, missing here, lxml 6.0 there, 6.1 here"


def test_a_worker_that_came_late_makes_nothing_else(source, tmp_path):
    parcel = parcels.pack(work(source, tmp_path / "out"))
    terms = elsewhere.Terms(here=(("lxml", "0.1"),))
    outcome, files = elsewhere.make(parcel, terms, "tcp://w:1", lambda: True)
    assert outcome.code is ExitCode.DEPENDENCY
    assert "worker tcp://w:1 would make other bytes" in outcome.message
    assert files == {}
    assert not folders.is_foreign(tmp_path / "out" / "small-0")
