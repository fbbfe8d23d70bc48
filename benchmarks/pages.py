"""Real pages with known truth, outside of the project: where they are, what is true of them, how they are parted."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

TEST_DATA = "A11Y_EXPORT_TEST_DATA"
# Of ten pages seven are for looking at and fitting; three are only scored, once a change is done.
_TUNING = 7


def folder() -> Path:
    """Give the folder of pages; ends the program when the environment does not name it."""
    home = os.environ.get(TEST_DATA, "")
    if not home:
        raise SystemExit(f"The environment variable {TEST_DATA} must name the folder with the test data.")
    return Path(home) / "extraction"


@cache
def truths() -> dict[str, dict[str, Any]]:
    """Give what is true of each page, by page id."""
    found: dict[str, dict[str, Any]] = json.loads(gzip.decompress((folder() / "truth.json.gz").read_bytes()))
    return found


def html(page: str) -> str:
    """Give a page's HTML."""
    return gzip.decompress((folder() / "html" / f"{page}.html.gz").read_bytes()).decode("utf-8")


def host(url: str) -> str:
    """Give the site of an address, without "www."."""
    return (urlsplit(url if "//" in url else f"//{url}").hostname or url).lower().removeprefix("www.")


def is_tuning(url: str) -> bool:
    """Whether the page at `url` may be looked at: settled by its site's name, so that no site is on both sides."""
    return int(hashlib.sha256(host(url).encode()).hexdigest(), 16) % 10 < _TUNING


@cache
def scorer() -> ModuleType:
    """Load the scorer that lies with the pages."""
    spec = importlib.util.spec_from_file_location("score_extraction", folder() / "score_extraction.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
