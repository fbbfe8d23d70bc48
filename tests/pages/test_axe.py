"""axe-core, the reference checker of web accessibility, over every page in headless Chromium.

`A11Y_EXPORT_AXE` names axe.min.js of npm's axe-core, as `.ci/run` sets it. Without it, or without Chromium, the tests
are skipped, but fail in CI.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.pages.test_pages import PAGES

AXE = "A11Y_EXPORT_AXE"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_RUN = """<script src="axe.min.js"></script><script>
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  var out = document.createElement("pre");
  out.id = "axe-found";
  out.textContent = JSON.stringify({
    violations: found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]), passes: found.passes.length
  });
  document.body.appendChild(out);
});
</script></body>"""
_POLICY = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>")


def _tools() -> tuple[Path, str]:
    """Give axe-core's file and the browser, or skip with the reason; in CI their absence fails."""
    axe = os.environ.get(AXE, "")
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), "")
    reason = "" if axe else f"{AXE} does not name axe.min.js"
    reason = reason or ("" if browser else "there is no Chromium to run axe-core in")
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    return Path(axe), browser


def _found(page: str, folder: Path, *, dark: bool = False) -> dict[str, list[object]]:
    """Give what axe-core says of a page; the copy that it looks at has no policy, which would keep axe-core out."""
    axe, browser = _tools()
    shutil.copy(axe, folder / "axe.min.js")
    copy, policies = _POLICY.subn("", page)
    assert policies == 1
    (folder / "page.html").write_text(copy.replace("</body>", _RUN), encoding="utf-8")
    command = [
        browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        f"--user-data-dir={folder / 'profile'}", "--allow-file-access-from-files", "--virtual-time-budget=60000",
        *(["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else []), "--dump-dom",
        (folder / "page.html").as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    said = re.search(r'<pre id="axe-found">(.*?)</pre>', done.stdout, re.DOTALL)
    assert said, done.stderr[-2000:]
    found: dict[str, list[object]] = json.loads(unescape(said[1]))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_violation(name: str, tmp_path: Path) -> None:
    assert _found(PAGES[name]("Kidney stones", "en"), tmp_path)["violations"] == []


def test_the_dark_readability_page_has_none_either(tmp_path: Path) -> None:
    assert _found(PAGES["readability"]("Kidney stones", "es"), tmp_path, dark=True)["violations"] == []


def test_axe_does_say_no(tmp_path: Path) -> None:
    spoiled = PAGES["readability"]("Kidney stones", "en").replace("<main", '<img src="data:,"/><main', 1)
    assert "image-alt" in json.dumps(_found(spoiled, tmp_path)["violations"])
