"""The talking book before readers that are not ours: the DAISY Pipeline's schemas, XHTML's DTD, and Readium's parser.

`.ci/run` fetches them and sets the variables that name them. Without one its tests are skipped, but fail in CI.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from a11y_export.model import Article
from tests.books.books import made
from tests.books.test_daisy import ODD

SCHEMAS = "A11Y_EXPORT_DAISY"  # the jar of org.daisy.pipeline.modules:daisy202-utils
DTD = "A11Y_EXPORT_XHTML"  # xhtml1-transitional.dtd
READIUM = "A11Y_EXPORT_R2"  # a folder with npm's r2-shared-js
_SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
_XHTML = {"xht": "http://www.w3.org/1999/xhtml"}
_READ = """
const {DaisyParsePromise, isDaisyPublication} = require("r2-shared-js/dist/es8-es2017/src/parser/daisy");
const {TaJsonSerialize} = require("r2-lcp-js/dist/es8-es2017/src/serializable");
(async () => {
  const kind = await isDaisyPublication(process.argv[1]);
  const book = await DaisyParsePromise(process.argv[1]);
  const overlays = book.Spine.map(link => TaJsonSerialize(link.MediaOverlays));
  process.stdout.write(JSON.stringify({kind, book: TaJsonSerialize(book), overlays}));
})().catch(error => { console.error(error); process.exit(1); });
"""


def _named(variable: str) -> Path:
    """Give the file that the variable names, or skip with the reason; in CI its absence fails."""
    path = os.environ.get(variable, "")
    if path and Path(path).exists():
        return Path(path)
    reason = f"{variable} names no file that is there"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(_named(SCHEMAS)) as jar:
        for name in jar.namelist():
            if name.endswith(".rng"):
                # libxml2 has no library of DTD's datatypes, and XML Schema's ID is the same.
                text = jar.read(name).decode("utf-8").replace(
                    "http://relaxng.org/ns/compatibility/datatypes/1.0", "http://www.w3.org/2001/XMLSchema-datatypes")
                path = folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    return folder / "xml" / "schemas" / "d202"


def _unpacked(found: Article, folder: Path, *, text: bool) -> dict[str, Any]:
    """Give each document of the article's book."""
    path, _ = made(found, folder, text=text)
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith((".html", ".smil"))]
        return {name: etree.fromstring(book.read(name)).getroottree() for name in names}


def _asserted(schema: Path, document: Any) -> tuple[int, list[str]]:
    """Hold the schema's Schematron rules against a document; give how many were asked, and what fails."""
    asked, failing = 0, []
    for rule in etree.parse(str(schema)).iter(f"{_SCHEMATRON}rule"):
        for node in document.xpath(f"//{rule.get('context')}", namespaces=_XHTML):
            for one in rule.iter(f"{_SCHEMATRON}assert"):
                if "lower-case" in one.get("test"):  # XPath 2
                    continue
                asked += 1
                if not node.xpath(f"boolean({one.get('test')})", namespaces=_XHTML):
                    failing.append(" ".join(one.text.split()))
    return asked, failing


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("case", ODD)
def test_the_pipelines_schemas_find_nothing(case: str, text: bool, schemas: Path, tmp_path: Path) -> None:
    asked = 0
    for name, document in _unpacked(ODD[case], tmp_path, text=text).items():
        if name == "text.html":
            continue
        schema = schemas / {"ncc.html": "d202ncc.rng", "master.smil": "d202msmil.rng"}.get(name, "d202smil.rng")
        grammar = etree.RelaxNG(etree.parse(str(schema)))
        assert grammar.validate(document), (name, grammar.error_log)
        rules, failing = _asserted(schema, document)
        assert failing == [], name
        asked += rules
    assert asked > 30


def test_the_pipelines_schemas_do_say_no(schemas: Path, tmp_path: Path) -> None:
    ncc = _unpacked(ODD["every kind of block"], tmp_path, text=False)["ncc.html"]
    toc = ncc.find(".//{*}meta[@name='ncc:tocItems']")
    toc.set("content", "99")
    assert any("tocItems" in line for line in _asserted(schemas / "d202ncc.rng", ncc)[1])
    toc.set("name", "ncc:nothing")
    assert not etree.RelaxNG(etree.parse(str(schemas / "d202ncc.rng"))).validate(ncc)


@pytest.mark.parametrize("case", ODD)
def test_contents_and_text_are_valid_xhtml(case: str, tmp_path: Path) -> None:
    dtd = etree.DTD(str(_named(DTD)))
    for name, document in _unpacked(ODD[case], tmp_path, text=True).items():
        if name.endswith(".html"):
            assert dtd.validate(document), (name, dtd.error_log)


def _read_by_readium(path: Path) -> dict[str, Any]:
    home = _named(READIUM)
    if not shutil.which("node"):
        pytest.fail("there is no Node.js") if os.environ.get("CI") else pytest.skip("there is no Node.js")
    done = subprocess.run(
        ["node", "-e", _READ, str(path)], cwd=home, capture_output=True, text=True, timeout=120, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _narrated(overlay: dict[str, Any]) -> list[tuple[str, str]]:
    """Give (text, sound) of each leaf, in order."""
    if "audio" in overlay:
        return [(overlay["text"], overlay["audio"])]
    return [pair for inner in overlay.get("narration", ()) for pair in _narrated(inner)]


@pytest.mark.parametrize("text", [True, False])
@pytest.mark.parametrize("case", ["every kind of block", "a title in Arabic", "levels with gaps"])
def test_readium_reads_the_same_book(case: str, text: bool, tmp_path: Path) -> None:
    path, _ = made(ODD[case], tmp_path, text=text)
    found = _read_by_readium(path)
    assert found["kind"] == "LocalPacked"
    book = found["book"]
    assert book["metadata"]["title"] == ODD[case].title
    assert book["metadata"]["language"] == ODD[case].language
    assert book["metadata"]["ncc:multimediaType"] == ("audioFullText" if text else "audioNcc")
    with zipfile.ZipFile(path) as zipped:
        smils = [etree.fromstring(zipped.read(f"s{n:04d}.smil")) for n in range(1, len(book["readingOrder"]) + 1)]
    assert [link["href"] for link in book["readingOrder"]] == [f"s{n:04d}.smil" for n in range(1, len(smils) + 1)]
    for smil, overlay in zip(smils, found["overlays"], strict=True):
        clips = [
            (par.find("text").get("src"), sound.get("src"), sound.get("clip-begin"), sound.get("clip-end"))
            for par in smil.iter("par") for sound in par.iter("audio")
        ]
        read = [(shown, *sound.replace("#t=", ",").split(",")) for shown, sound in _narrated(overlay)]
        assert [(a, b, float(c), float(d)) for a, b, c, d in read] == [
            (a, b, float(c[4:-1]), float(d[4:-1])) for a, b, c, d in clips]


def test_readium_has_the_headings_as_a_tree(tmp_path: Path) -> None:
    path, _ = made(ODD["levels with gaps"], tmp_path)
    toc = _read_by_readium(path)["book"]["toc"]
    assert [(entry["title"], [e["title"] for e in entry.get("children", ())]) for entry in toc] == [
        ("A title", []), ("Medical disclaimer", []), ("One", []), ("Two", ["Four"])]
