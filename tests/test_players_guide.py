"""The guide to the players: the program prints its own page for patients, and it names what the program makes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf

from a11y_export.options import FORMATS, Options
from a11y_export.pipeline import Job, export
from tests.proof.conftest import unseen

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = DOCS / "players-guide.html"


def test_the_page_for_patients_is_one_page_at_18_points_and_easy_to_read(tmp_path: Path) -> None:
    made = export(Job(GUIDE, GUIDE.name, tmp_path, "guide"), Options(formats=("pdf",)), unseen)
    with pikepdf.open(tmp_path / "guide" / "guide-large-print.pdf") as pdf:
        boxes = [[round(float(side)) for side in page.mediabox] for page in pdf.pages]
    assert boxes == [[0, 0, 595, 842]]  # one side of A4
    assert made["artifacts"][0]["sheets"] == {"simplex": 1, "duplex": 1}
    assert made["words"]["removed"] == 0
    assert made["disclaimer"]["origin"] == "found"
    told = json.loads((tmp_path / "guide" / "record" / "readability.json").read_text(encoding="utf-8"))
    assert told["score"] <= 8
    assert made["options"]["handout"]["preset"] == "18"


def test_each_format_with_sound_has_its_line_for_staff_and_each_source_its_address() -> None:
    page = (DOCS / "players.md").read_text(encoding="utf-8")
    for kind in set(FORMATS) - {"pdf"}:
        assert re.search(rf"--formats [\w,-]*\b{re.escape(kind)}\b|`audio/\*\.mp3`" if kind == "mp3"
                         else rf"--formats [\w,-]*\b{re.escape(kind)}\b", page), kind
    named = set(re.findall(r"\]\[(\w)\]|\(\[(\w)\]\)", page))
    assert {a or b for a, b in named} == set(re.findall(r"^\[(\w)\]: https://", page, re.M))
