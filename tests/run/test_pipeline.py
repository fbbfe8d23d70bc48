"""One article from file to finished folder: what is asked for is what is made."""

import json
import shutil

import pytest

from a11y_export import LiteracyOptions, Options, ReadingOptions
from a11y_export.errors import AboveReadingLevel, DisclaimerMissing, ProofFailed
from a11y_export.pipeline import Job, export
from a11y_export.proof import prove
from tests.conftest import INPUT
from tests.proof.conftest import PAGE, unseen

BARE = PAGE[: PAGE.index("<p>Medical disclaimer")] + "</main></body></html>"


def convert(folder, html, name="page.html", **options):
    page = folder / name
    page.write_text(html, encoding="utf-8")
    (folder / "out").mkdir(exist_ok=True)
    manifest = export(Job(page, page.name, folder / "out", "page"), Options(**options), unseen)
    return folder / "out" / "page", manifest


def test_a_sample_keeps_the_contract_of_the_manifest(tmp_path):
    page = INPUT / "blood-pressure-medicines.html"
    manifest = export(Job(page, page.name, tmp_path, "bp"), Options(), unseen)
    assert json.loads((tmp_path / "bp" / "manifest.json").read_text(encoding="utf-8")) == manifest
    assert {"schema", "program", "fingerprint", "options", "source", "words", "sections", "disclaimer", "readability",
            "artifacts", "checks", "warnings"} <= manifest.keys()
    assert manifest["schema"] == 1
    words = manifest["words"]
    assert words["visible"] == words["kept"] + words["removed"]
    assert manifest["disclaimer"]["origin"] == "found"
    assert all(check["passed"] for check in manifest["checks"])
    kinds = [artifact["kind"] for artifact in manifest["artifacts"]]
    assert kinds[0] == "pdf"
    assert kinds[-1] == "playlist"
    assert kinds.count("mp3") >= 7
    record = {p.name for p in (tmp_path / "bp" / "record").iterdir()}
    assert {"article.json", "timeline.json", "script.txt", "doses.html", "readability.json", "readability.html",
            "cuts.json", "cuts.html"} <= record


def test_no_disclaimer_is_a_warning_and_a_notice(tmp_path):
    folder, manifest = convert(tmp_path, BARE, formats=("pdf",))
    assert manifest["disclaimer"] == {"origin": "none", "text": "", "sha256": ""}
    assert any("No medical disclaimer" in w for w in manifest["warnings"])
    assert all(c.passed for c in prove(folder))


def test_a_required_disclaimer_that_is_missing_stops_before_anything_is_written(tmp_path):
    with pytest.raises(DisclaimerMissing, match="one is required"):
        convert(tmp_path, BARE, require_disclaimer=True)
    assert list((tmp_path / "out").iterdir()) == []


def test_an_article_above_the_gate_is_not_made(tmp_path):
    sentence = "Pharmacological anticoagulation necessitates individualized multidisciplinary surveillance. "
    hard = "<p>" + sentence * 30 + "</p>"
    with pytest.raises(AboveReadingLevel, match="convert it without --max-grade"):
        convert(tmp_path, PAGE.replace("<h2>How", f"{hard}<h2>How", 1), literacy=LiteracyOptions(max_grade=8.0))
    assert list((tmp_path / "out").iterdir()) == []


def test_the_clinics_own_disclaimer_is_marked_as_supplied_everywhere(tmp_path):
    own = ReadingOptions(disclaimer="Ask us first.\n\nThis leaflet does not replace a visit.")
    folder, manifest = convert(tmp_path, BARE, reading=own, require_disclaimer=True)
    assert manifest["disclaimer"]["origin"] == "supplied"
    assert manifest["disclaimer"]["text"] == "Ask us first. This leaflet does not replace a visit."
    assert all(c.passed for c in prove(folder))
    script = (folder / "record" / "script.txt").read_text(encoding="utf-8")
    assert "These are the words of your clinic" in script
    assert script.count("This leaflet does not replace a visit.") >= 3


def test_a_disclaimer_that_stands_only_in_the_pages_data_is_proved_and_warned_of(tmp_path):
    said = "This page is not a substitute for the advice of your own doctor."
    html = BARE.replace('"headline"', f'"disclaimer":"{said}","headline"', 1)
    folder, manifest = convert(tmp_path, html, formats=("pdf",))
    assert manifest["disclaimer"]["text"] == said
    assert manifest["words"]["added"] >= 13
    assert [c["passed"] for c in manifest["checks"] if c["name"] == "unseen disclaimer is the page's"] == [True]
    assert any("stands only in the page's data (json-ld)" in w for w in manifest["warnings"])
    assert all(c.passed for c in prove(folder))
    path = folder / "record" / "cuts.json"
    told = path.read_text(encoding="utf-8")
    path.write_text(told.replace("is not a substitute", "is a substitute"), encoding="utf-8")
    assert "disclaimer is the page's" in [c.name for c in prove(folder) if not c.passed]


def test_the_clinics_disclaimer_never_takes_the_place_of_the_sources(tmp_path):
    _, manifest = convert(tmp_path, PAGE, reading=ReadingOptions(disclaimer="Ask us first."), formats=("pdf",))
    assert manifest["disclaimer"]["origin"] == "found"
    assert "Ask us first" not in manifest["disclaimer"]["text"]


def test_a_failed_proof_publishes_nothing_and_leaves_nothing(tmp_path, monkeypatch):
    import a11y_export.handout.document as document

    whole = document.make_pdf

    def without_a_word(article, *others):
        first, *rest = article.sections
        from dataclasses import replace

        return whole(replace(article, sections=(replace(first, blocks=first.blocks[1:]), *rest)), *others)

    monkeypatch.setattr(document, "make_pdf", without_a_word)
    with pytest.raises(ProofFailed, match="pdf words are the article's"):
        convert(tmp_path, PAGE, formats=("pdf",))
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("engine", ["faulty-crash", "faulty-truncate", "faulty-drop-word"])
def test_a_failing_engine_publishes_nothing(tmp_path, engine):
    from a11y_export.audio.engines import SpeechFailed

    with pytest.raises(SpeechFailed, match="engine: it"):
        convert(tmp_path, PAGE, engine=engine, formats=("mp3",))
    assert list((tmp_path / "out").iterdir()) == []


def test_corrections_beside_the_article_are_read_and_told(tmp_path):
    page = tmp_path / "page.html"
    (tmp_path / "page.html.a11y.toml").write_text(
        'title = "Warfarin, step by step"\ncut = ["Write down each dose."]\n[say_as]\n"Warfarin" = "War fa rin"\n',
        encoding="utf-8",
    )
    folder, manifest = convert(tmp_path, PAGE, page.name)
    assert manifest["source"]["title"] == "Warfarin, step by step"
    assert len(manifest["source"]["corrections_sha256"]) == 64
    cuts = json.loads((folder / "record" / "cuts.json").read_text(encoding="utf-8"))
    assert ("staff", "Write down each dose.") in {(r["rule"], r["text"]) for r in cuts["removals"]}
    script = (folder / "record" / "script.txt").read_text(encoding="utf-8")
    assert "War fa rin, step by step" in script
    assert "Write down each dose" not in script


@pytest.mark.parametrize(
    "title", ["../../x", "CON", "a" * 500, "x\x00y", "\u202eevil\u202c", "<script>alert(1)</script>", "…"]
)
def test_hostile_titles_stay_text(tmp_path, title):
    html = PAGE.replace("Warfarin at home", title.replace("<", "&lt;"))
    folder, _ = convert(tmp_path, html, formats=("pdf",))
    assert all(c.passed for c in prove(folder))
    outside = [p for p in tmp_path.rglob("*") if p.is_file() and folder not in p.parents]
    assert [p.name for p in outside] == ["page.html"]


def test_hostile_section_names_stay_in_the_audio_folder(tmp_path):
    html = PAGE.replace("How to take it", "../../../etc/passwd").replace("When to call", "NUL")
    folder, _ = convert(tmp_path, html, formats=("mp3",))
    assert all(c.passed for c in prove(folder))
    names = [p.name for p in (folder / "audio").iterdir()]
    assert all(n.isascii() and n.count(".") == 1 and "/" not in n for n in names)


def test_a_real_article_as_page_and_as_dump(shared, tmp_path):
    """The article the project started from: its disclaimer word for word in every file, and nothing of the site."""
    truth = (shared / "articles" / "metastatic-breast-cancer.disclaimer.txt").read_text(encoding="utf-8").split()
    for name in ("metastatic-breast-cancer.html", "000_6b00df56921aa0b4.txt"):
        page = tmp_path / name
        shutil.copy(shared / "articles" / name, page)
        manifest = export(Job(page, name, tmp_path, "x"), Options(), unseen)
        assert manifest["disclaimer"]["text"].split() == truth
        assert manifest["source"]["title"].startswith("Metastatic Breast Cancer - Causes, Common Sites")
        assert manifest["source"]["reviewer"] == "Dr. Rajesh Gulati"
        tracks = [a for a in manifest["artifacts"] if a["kind"] == "mp3"]
        assert len(tracks) >= 9
        script = (tmp_path / "x" / "record" / "script.txt").read_text(encoding="utf-8")
        for foreign in ("cookies", "Health articles", "WhatsApp", "subscribing", "Family Physician", "popular art"):
            assert foreign not in script
        assert all(c.passed for c in prove(tmp_path / "x"))
        shutil.rmtree(tmp_path / "x")
