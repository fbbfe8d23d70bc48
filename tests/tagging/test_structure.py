"""What stands in the file: every structure type that was asked for, its attributes, and the catalog around the tree."""

import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

import a11y_export.tagging
from a11y_export.tagging import Element, Metadata, Run, Stack, TextBlock, write
from tests.conftest import ROOT
from tests.handout.check import conforms
from tests.tagging.every import INK, SHEET, block, every_role
from tests.tagging.reader import Node, drawn, read


@pytest.fixture(scope="module")
def data() -> bytes:
    return every_role()


@pytest.fixture(scope="module")
def root(data: bytes) -> Node:
    return read(data)


def outline(node: Node) -> str:
    """Give the roles as nested brackets."""
    kids = " ".join(outline(kid) for kid in node.kids if isinstance(kid, Node))
    return f"{node.role}[{kids}]" if kids else node.role


def one(root: Node, role: str) -> Node:
    (found,) = root.find(role)
    return found


def test_it_conforms(data):
    conforms(data)


def test_the_tree_is_the_one_that_was_built(root):
    row = "TR[TH[P] TH[P]]"
    assert outline(root) == (
        "Document[H1 TOC[TOCI[Reference[Link]]] "
        "Sect[H2 Sect[H3 Sect[H4 Sect[H5 Sect[H6 P[Span Span Link Note] "
        "L[LI[Lbl LBody[P L[LI[Lbl LBody[P]]]]]]]]]]] "
        f"Note Table[Caption THead[{row}] TBody[TR[TH[P] TD[P] TD[P]] TR[TD[P] TD[P]]]] "
        "Figure Caption BlockQuote[P] Warning[P]]")


def test_cells_say_what_they_head_and_span(root):
    told = {node.text().strip(): {key: str(value) for key, value in node.attributes.items() if key != "O"}
            for node in root.find("TH", "TD")}
    assert told == {
        "Day": {"Scope": "/Column"}, "Tablets": {"Scope": "/Column", "ColSpan": "2"},
        "Monday": {"Scope": "/Row", "RowSpan": "2"}, "one": {}, "two": {}, "half": {}, "none": {},
    }


def test_a_figure_has_its_description_and_its_box(root):
    figure = one(root, "Figure")
    assert figure.alt == "A cuff on an arm"
    left, bottom, right, top = (float(value) for value in figure.attributes["BBox"])
    assert (right - left, top - bottom) == (128, 128)
    assert left == 72


def test_lists_say_how_they_count(root):
    assert [str(node.attributes["ListNumbering"]) for node in root.find("L")] == ["/Decimal", "/Disc"]
    assert [node.text().strip() for node in root.find("Lbl")] == ["1.", "•"]


def test_languages_abbreviations_and_texts_for_glyphs(root, data):
    spanish, short = root.find("Span")
    assert (spanish.lang, spanish.text().strip()) == ("es", "¿Habla español?")
    assert short.expansion == "blood pressure"
    assert root.find("Note")[0].text() == "⁹ "


def test_links_have_their_annotations_in_the_tree_and_words_for_them(root, data):
    inner, outer = root.find("Link")
    assert (inner.links, inner.contents) == (["#"], ["Doses"])
    assert (outer.links, outer.contents) == (["https://example.org/"], ["see here"])
    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert [str(numbers[note.StructParent].S) for note in notes] == ["/Link", "/Link"]
        assert all(int(note.F) & 4 for note in notes)


def test_every_marked_piece_has_its_parent(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        tree = pdf.Root.StructTreeRoot
        numbers = dict(zip(*[iter(tree.ParentTree.Nums)] * 2, strict=True))
        assert sorted(numbers) == list(range(tree.ParentTreeNextKey))
        for page in pdf.pages:
            assert str(page.Tabs) == "/S"
            owners = numbers[page.StructParents]
            roles = re.findall(rb"^/(\w+) <</MCID (\d+)", page.Contents.read_bytes(), re.MULTILINE)
            assert [int(mcid) for _, mcid in roles] == list(range(len(owners)))
            assert [f"/{role.decode()}" for role, _ in roles] == [str(owner.S) for owner in owners]


def test_notes_have_names_that_are_found_in_the_tree(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        names = list(pdf.Root.StructTreeRoot.IDTree.Names)
        assert [str(name) for name in names[::2]] == ["note-000001", "note-000002"]
        assert [str(note.ID) for note in names[1::2]] == ["note-000001", "note-000002"]


def test_the_catalog_says_what_the_file_is(data):
    with pikepdf.open(BytesIO(data)) as pdf:
        catalog = pdf.Root
        assert bool(catalog.MarkInfo.Marked)
        assert str(catalog.Lang) == "en-GB"
        assert bool(catalog.ViewerPreferences.DisplayDocTitle)
        assert str(catalog.ViewerPreferences.PrintScaling) == "/None"
        assert {str(key): str(value) for key, value in catalog.StructTreeRoot.RoleMap.items()} == {"/Warning": "/Sect"}
        with pdf.open_metadata() as told:
            assert told["dc:title"] == "Blood pressure"
            assert told["pdfuaid:part"] == "1"
            assert (told["pdfaid:part"], told["pdfaid:conformance"]) == ("2", "A")
        assert bytes(catalog.OutputIntents[0].DestOutputProfile.read_bytes())[36:40] == b"acsp"


def test_all_else_is_an_artifact(data):
    assert " ".join(drawn(data).split()) == "Page 1"


def test_text_past_the_tree_is_refused():
    root = Element("Document")
    piece = block(root.add(Element("P")), "tagged")

    def decorate(canvas, number):
        font = INK.font.getSubsetInternalName(INK.font.splitString("x", canvas._doc)[0][0], canvas._doc)
        canvas._code.append(f"BT 1 0 0 1 72 72 Tm {font} 12 Tf (\\001) Tj ET")

    with pytest.raises(ValueError, match="outside of the tree"):
        write([Stack([piece])], SHEET, root, Metadata("x", "en"), {}, decorate)


def test_text_that_is_said_to_be_an_artifact_is_not_refused():
    root = Element("Document")
    piece = block(root.add(Element("P")), "tagged")
    write([Stack([piece, TextBlock([Run("seen only", INK)], 25)])], SHEET, root, Metadata("x", "en"), {},
          lambda *_: None)


def test_the_layer_can_be_lifted_out_and_the_documents_example_runs(tmp_path):
    """In a process that finds nothing of the program: a copy of the folder under another name, and ReportLab."""
    shutil.copytree(Path(a11y_export.tagging.__file__).parent, tmp_path / "lifted",
                    ignore=shutil.ignore_patterns("__pycache__"))
    for path in (tmp_path / "lifted").glob("*.py"):
        path.write_text(path.read_text(encoding="utf-8").replace("a11y_export.tagging", "lifted"), encoding="utf-8")
        assert "a11y_export" not in path.read_text(encoding="utf-8")
    told = (ROOT / "docs" / "tagging.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"<!-- example -->\n```python\n(.*?)```", told, re.DOTALL)
    (tmp_path / "example.py").write_text(example.replace("a11y_export.tagging", "lifted"), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("COV_", "COVERAGE"))}
    code = "import runpy, sys; sys.path.insert(0, ''); sys.modules['a11y_export'] = None; runpy.run_path('example.py')"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, check=True, timeout=120)
    made = (tmp_path / "tablets.pdf").read_bytes()
    conforms(made)
    assert outline(read(made)) == "Document[H1 P[Span] Table[TR[TH[P] TD[P]]]]"
