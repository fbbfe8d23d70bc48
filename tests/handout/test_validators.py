"""Two validators that know nothing of this program, over every look and every article at hand.

page-validation is a Python package and always runs. veraPDF is the reference; it needs Java, and `A11Y_EXPORT_VERAPDF`
names its jar, as `.ci/run` sets it. Without the name its tests are skipped, but fail in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path

import page
import pytest

from a11y_export import themes
from a11y_export.handout import HandoutOptions, make_pdf
from a11y_export.model import Article
from a11y_export.reading import read_bytes
from a11y_export.wording import Wording
from tests.conftest import INPUT, SHARED
from tests.handout.samples import long, rich
from tests.tagging.every import every_role

VERAPDF = "A11Y_EXPORT_VERAPDF"
PROFILES = {"PDF/UA-1 validation profile", "PDF/A-2a validation profile"}
HIDDEN = b"/DisplayDocTitle true"


def _written(article: Article, **options: object) -> bytes:
    return make_pdf(article, HandoutOptions(**options), Wording.load(article.language))[0]


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of handouts: every preset, theme and paper, the samples, and the real article where it lies."""
    folder = tmp_path_factory.mktemp("handouts")
    for preset, theme, paper in product(themes.presets(), themes.themes(), themes.papers()):
        data = _written(rich(), preset=preset, theme=theme, paper=paper)
        (folder / f"{preset}-{theme}-{paper}.pdf").write_bytes(data)
    for links in ("inline", "none"):
        (folder / f"links-{links}.pdf").write_bytes(_written(rich(), links=links))
    (folder / "every-role.pdf").write_bytes(every_role())
    (folder / "long.pdf").write_bytes(_written(long(3000)))
    saved = [path for path in INPUT.iterdir() if path.is_file()]
    if os.environ.get(SHARED):
        saved += (Path(os.environ[SHARED]) / "articles").glob("*.html")
    for path in saved:
        article = read_bytes(path.read_bytes(), path.name).article
        (folder / f"article-{path.stem}.pdf").write_bytes(_written(article))
    return folder


def test_every_handout_is_pdf_ua_1_and_pdf_a_2a(handouts: Path):
    files = sorted(handouts.glob("*.pdf"))
    assert len(files) >= len(themes.presets()) * len(themes.themes()) * len(themes.papers()) + 9
    for profile, file in product(("ua1", "2a"), files):
        report = page.validate_pdf(str(file), profile=profile)
        assert report.is_compliant, f"{file.name}: {report}"


def _jar() -> str:
    """Give veraPDF's jar, or skip with the reason; in CI its absence fails."""
    jar = os.environ.get(VERAPDF, "")
    reason = "" if jar else f"{VERAPDF} does not name the jar of veraPDF"
    if jar and not shutil.which("java"):
        reason = "there is no Java to run veraPDF with"
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return jar


def _validated(jar: str, folder: Path) -> dict[str, dict[str, bool]]:
    """Give what veraPDF says of each file in `folder`, by profile: those that the file claims for itself."""
    command = ["java", "-jar", jar, "--flavour", "0", "--format", "json", "--recurse", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert done.returncode in (0, 1), done.stderr  # 1 says that a file does not conform
    return {
        Path(job["itemDetails"]["name"]).stem: {r["profileName"]: r["compliant"] for r in job["validationResult"]}
        for job in json.loads(done.stdout)["report"]["jobs"]
    }


def test_the_reference_validator_agrees(handouts: Path, tmp_path: Path):
    jar = _jar()
    asked = Path(shutil.copytree(handouts, tmp_path / "asked"))
    spoiled = (asked / "long.pdf").read_bytes()
    assert HIDDEN in spoiled
    (asked / "spoiled.pdf").write_bytes(spoiled.replace(HIDDEN, b"/DisplayDocTitle null"))
    found = _validated(jar, asked)
    assert found.pop("spoiled")["PDF/UA-1 validation profile"] is False  # it was run, and does say no
    assert sorted(found) == sorted(file.stem for file in handouts.glob("*.pdf"))
    assert {name: result for name, result in found.items() if result != dict.fromkeys(PROFILES, True)} == {}
