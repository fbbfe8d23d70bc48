"""What every test shares: no network, and the samples with their truths."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from pytest_socket import disable_socket

ROOT = Path(__file__).parent.parent
INPUT = ROOT / "input"
TRUTHS = {path.stem: path for path in sorted((ROOT / "tests" / "samples").glob("*.toml"))}
# Test data that is not part of the project: real pages. CI sets it, and there its absence fails.
SHARED = "A11Y_EXPORT_TEST_DATA"

# No example is timed: on a busy machine any takes too long now and then.
settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def no_network() -> None:
    """Block sockets in every test; those on this machine's own families stay for processes that talk to each other."""
    disable_socket(allow_unix_socket=True)


@pytest.fixture(params=sorted(TRUTHS))
def sample(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    """Give each sample article with its hand-written truth."""
    path = next(p for p in INPUT.iterdir() if p.stem == request.param and p.is_file())
    return path, tomllib.loads(TRUTHS[request.param].read_text(encoding="utf-8"))


@pytest.fixture
def shared() -> Path:
    """Give the folder of outside test data, or skip with the reason; in CI its absence fails."""
    folder = os.environ.get(SHARED)
    if not folder:
        if os.environ.get("CI"):
            pytest.fail(f"{SHARED} is not set")
        pytest.skip(f"{SHARED} names no folder of real pages")
    return Path(folder)
