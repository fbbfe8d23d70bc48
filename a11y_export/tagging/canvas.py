"""A canvas that tags: marked content for what stands in the tree, artifacts for everything else.

Shapes are artifacts without being asked. Text is not: it belongs to a content, or is said to be an artifact (a run
without a content, `repetition`, `artifact`); text that is drawn past all of these raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from a11y_export.tagging import archive, fontmaps
from a11y_export.tagging.bidi import rtl_language
from a11y_export.tagging.metadata import Metadata, packet, whole
from a11y_export.tagging.structure import Marks, StructureWriter
from a11y_export.tagging.tree import Content, Element

rl_config.useA85 = False  # streams stay binary: a fifth smaller, and faster to write
_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f\*?|F|B\*?|b\*?|sh|Do|ET|EI)(?:\s|$)")
_TEXT = re.compile(r"(?:^|\s)T[jJ](?:\s|$)")
_PRINTED = 4  # annotation flag (ISO 32000-1, 12.5.3)


class _Tagged(str):
    """Page code that already stands inside marked content, its own marks included."""

    __slots__ = ()


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas with a structure tree. Same drawing, same bytes: nothing is taken from the clock."""

    def __init__(
        self, file: BinaryIO, root: Element, metadata: Metadata, pagesize: tuple[float, float],
        role_map: Mapping[str, str] | None = None, marks: Marks | None = None,
    ) -> None:
        super().__init__(file, pagesize=pagesize, pageCompression=1, invariant=1, pdfVersion=(1, 7),
                         lang=metadata.language)
        self.marks = marks or Marks()
        self._root, self._metadata, self._role_map = root, metadata, dict(role_map or {})
        self._owners: list[Element] = []  # of this page's MCIDs
        self._repeating = 0
        self._outline_level = -1
        self.rtl = rtl_language(metadata.language)  # pieces begin at the right edge
        self.setTitle(whole(metadata.title))
        self.setAuthor(whole(metadata.author))
        self.setSubject(whole(metadata.subject))
        self.setCreator(metadata.creator)

    def _make_preamble(self) -> None:
        # ReportLab's own would name a standard font, which cannot be embedded.
        self._preamble = "1 0 0 1 0 0 cm"

    # ---- marked content --------------------------------------------------------------------------------------

    @contextmanager
    def repetition(self) -> Iterator[None]:
        """Draw again what was tagged before (a table's header on its next page), as artifacts."""
        self._repeating += 1
        try:
            yield
        finally:
            self._repeating -= 1

    def paint(self, content: Content | None, code: str, text: str = "", actual: str | None = None) -> None:
        """Add page `code` as (a part of) `content`, or as an artifact without one.

        `text` is what the code draws, `actual` what it stands for where that differs from the glyphs.
        """
        if content is None or self._repeating:
            self._code.append(_Tagged(f"/Artifact BMC\n{code}\nEMC"))
            return
        mcid = len(self._owners)
        self._owners.append(content.owner)
        self.marks.drawn.setdefault(content, []).append((self._pageNumber, mcid))
        self.marks.texts.setdefault(content, []).append(text if actual is None else actual)
        entry = ""
        if actual is not None:
            entry = f" /ActualText <FEFF{actual.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        self._code.append(_Tagged(f"/{content.owner.role} <</MCID {mcid}{entry}>> BDC\n{code}\nEMC"))

    def picture(self, content: Content, box: tuple[float, float, float, float], code: str) -> None:
        """Add page `code` that draws a picture within `box` (left, bottom, right, top, in points)."""
        self.marks.boxes[content.owner] = box
        self.paint(content, code)

    @contextmanager
    def artifact(self, subtype: str) -> Iterator[None]:
        """Draw a running header or footer: `subtype` is Header or Footer."""
        start = len(self._code)
        with self.repetition():
            yield
        drawn = "\n".join(_bare(code) for code in self._code[start:])
        del self._code[start:]
        self._code.append(_Tagged(f"/Artifact <</Type /Pagination /Subtype /{subtype}>> BDC\n{drawn}\nEMC"))

    def showPage(self) -> None:  # noqa: N802 — ReportLab's name
        """Close the page; shapes outside of marked content become artifacts. Raise ValueError for text there."""
        self._code[:] = _wrap_untagged(self._code)
        super().showPage()
        self._owners = []

    def _setAnnotations(self, page: pdfdoc.PDFPage) -> None:  # noqa: N802 — ReportLab's name
        super()._setAnnotations(page)
        if isinstance(page, pdfdoc.PDFPage):  # ReportLab's pages know no such keys
            page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.Tabs = PDFName("S")
            page.StructParents = len(self.marks.parents)
            self.marks.parents.append(list(self._owners))

    # ---- links and bookmarks -----------------------------------------------------------------------------------

    def link(self, element: Element, rect: tuple[float, float, float, float], target: str, title: str) -> None:
        """Lay a link over `rect`: `target` is an absolute address, or ``#key`` of a bookmark."""
        if self._repeating:
            return
        name = f"Link{self._annotationCount + 1}"
        entries = {
            "Type": PDFName("Annot"), "Subtype": PDFName("Link"), "F": _PRINTED,
            "Rect": PDFArray([round(value, 2) for value in rect]), "Border": PDFArray([0, 0, 0]),
            "Contents": PDFString(whole(title or target)), "StructParent": len(self.marks.parents),
        }
        if target.startswith("#"):
            entries["Dest"] = self._bookmarkReference(target[1:])
        else:
            entries["A"] = PDFDictionary({"Type": PDFName("Action"), "S": PDFName("URI"), "URI": PDFString(target)})
        self.marks.parents.append(element)
        self.marks.annotations.setdefault(element, []).append((self._pageNumber, name))
        self._addAnnotation(PDFDictionary(entries), name)

    def bookmark(self, key: str, top: float, title: str = "", level: int = 0) -> None:
        """Set the target `key` at height `top`; with a `title`, show it in the outline at `level`.

        0 is the top; a level is never skipped.
        """
        if self._repeating:
            return
        self.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2), zoom=0)
        if title:
            self._outline_level = min(level, self._outline_level + 1)
            self.addOutlineEntry(whole(title), key, self._outline_level)

    # ---- writing -------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the file. Raise ValueError when a content was not drawn whole or a font is not embedded."""
        if self._code:
            self.showPage()
        missing = self.marks.missing(self._root)
        if missing:
            raise ValueError(f"{len(missing)} contents were not drawn as they stand, first: {missing[0][:80]!r}")
        document = self._doc
        catalog = document.Catalog
        catalog.StructTreeRoot = StructureWriter(document, self.marks, document.refAnnotation).write(
            self._root, self._role_map)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.Metadata = pdfdoc.XMP(creator=lambda _: packet(self._metadata))
        catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
        catalog.OutputIntents = archive.output_intent(document)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")
        if self.rtl:
            self.setViewerPreference("Direction", "R2L")
        fontmaps.finish(document)
        archive.end_streams(document)
        super().save()


def _bare(code: str) -> str:
    """Give page code without marks of its own, to stand within a mark around it."""
    if isinstance(code, _Tagged):
        return code.removeprefix("/Artifact BMC\n").removesuffix("\nEMC")
    return code


def _wrap_untagged(codes: list[str]) -> list[str]:
    """Wrap each stretch of untagged code that paints as an artifact; marks may cross q and Q, but not paths.

    Raise ValueError where such a stretch shows text.
    """
    out: list[str] = []
    stretch: list[str] = []
    for code in [*codes, _Tagged("")]:
        if not isinstance(code, _Tagged):
            if _TEXT.search(code):
                raise ValueError("text is drawn outside of the tree: give it a content, or draw it as an artifact")
            stretch.append(code)
            continue
        if any(_PAINTS.search(part) for part in stretch):
            out += ["/Artifact BMC", *stretch, "EMC"]
        else:
            out += stretch
        stretch = []
        if code:
            out.append(code)
    return out
