"""Write the tree into the file: structure elements, marked-content references, the parent tree, the role map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString

from a11y_export.tagging.metadata import whole
from a11y_export.tagging.tree import Content, Element

# Kept even when nothing in them was drawn: a table must stay regular (ISO 14289-1, 7.5).
_KEPT_EMPTY = frozenset({"Document", "Table", "THead", "TBody", "TR", "TH", "TD"})


@dataclass(slots=True)
class Marks:
    """Where things were drawn: what the canvas collects, page by page (1 is the first)."""

    drawn: dict[Content, list[tuple[int, int]]] = field(default_factory=dict)  # (page, MCID)
    texts: dict[Content, list[str]] = field(default_factory=dict)
    annotations: dict[Element, list[tuple[int, str]]] = field(default_factory=dict)  # (page, name)
    boxes: dict[Element, tuple[float, float, float, float]] = field(default_factory=dict)
    parents: list[Element | list[Element]] = field(default_factory=list)

    def parts(self, content: Content) -> list[tuple[int, str]]:
        """Give (page, text) of each part of a content, in the order in which they were drawn."""
        drawn = self.drawn.get(content, ())
        return [(page, text) for (page, _), text in zip(drawn, self.texts.get(content, ()), strict=True)]

    def missing(self, root: Element) -> list[str]:
        """Give the text of each content of `root` that was not drawn, or not with exactly its characters."""
        return [
            content.text
            for content in root.contents()
            if "".join(content.text.split()) != "".join("".join(self.texts.get(content, ())).split())
        ]


class StructureWriter:
    """Turns a tree and the marks on it into the objects of one document."""

    def __init__(self, document: Any, marks: Marks, annotation: Callable[[str], Any]) -> None:
        self._document, self._marks, self._annotation = document, marks, annotation
        self._count = 0
        self._references: dict[Element, Any] = {}
        self._notes: list[tuple[str, Any]] = []  # in the order of their names

    def write(self, root: Element, role_map: Mapping[str, str]) -> Any:
        """Give the reference to the StructTreeRoot, all of its objects added to the document."""
        top = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        reference = self._document.Reference(top, "StructTreeRoot")
        top["K"] = self._element(root, reference, None)
        numbers: list[Any] = []
        for key, value in enumerate(self._marks.parents):
            owners = PDFArray([self._references[e] for e in value]) if isinstance(value, list) else None
            numbers += [key, owners if owners is not None else self._references[value]]  # type: ignore[index]
        top["ParentTree"] = self._document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        top["ParentTreeNextKey"] = len(self._marks.parents)
        if self._notes:
            names = [part for name, note in self._notes for part in (PDFString(name), note)]
            top["IDTree"] = self._document.Reference(PDFDictionary({"Names": PDFArray(names)}))
        if role_map:
            top["RoleMap"] = PDFDictionary({own: PDFName(standard) for own, standard in role_map.items()})
        return reference

    def _element(self, element: Element, parent: Any, inherited: str | None) -> Any:
        """Add `element` and what is below it; give its reference, or None when nothing of it was drawn."""
        self._count += 1
        name = f"Structure{self._count}"
        reference = PDFObjectReference(name)
        origin = element.origin or inherited
        pages = [page for kid in element.kids if isinstance(kid, Content) for page, _ in self._marks.drawn.get(kid, ())]
        kids: list[Any] = []
        for kid in element.kids:
            if isinstance(kid, Content):
                kids += [self._marked(page, mcid, pages[0]) for page, mcid in self._marks.drawn.get(kid, ())]
            else:
                below = self._element(kid, reference, origin)
                if below is not None:
                    kids.append(below)
        for page, annotation in self._marks.annotations.get(element, ()):  # a link follows the text that it lies on
            kids.append(PDFDictionary({"Type": PDFName("OBJR"), "Pg": PDFObjectReference(f"Page{page}"),
                                       "Obj": self._annotation(annotation)}))
        if not kids and element.role not in _KEPT_EMPTY:
            return None
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(element.role), "P": parent}
        if pages:
            entries["Pg"] = PDFObjectReference(f"Page{pages[0]}")
        if kids:
            entries["K"] = PDFArray(kids)
        if origin and origin != inherited:
            entries["T"] = PDFString(origin)
        for key, text in (("Alt", element.alt), ("Lang", element.lang), ("E", element.expansion)):
            if text:
                entries[key] = PDFString(whole(text))
        attributes = self._attributes(element)
        if attributes:
            entries["A"] = attributes[0] if len(attributes) == 1 else PDFArray(attributes)
        if element.role == "Note":  # each has a name of its own (ISO 14289-1, 7.9)
            self._notes.append((f"note-{len(self._notes) + 1:06}", reference))
            entries["ID"] = PDFString(self._notes[-1][0])
        self._references[element] = self._document.Reference(PDFDictionary(entries), name)
        return reference

    def _marked(self, page: int, mcid: int, own_page: int) -> Any:
        if page == own_page:
            return mcid
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": PDFObjectReference(f"Page{page}"), "MCID": mcid})

    def _attributes(self, element: Element) -> list[Any]:
        found = [
            PDFDictionary({"O": PDFName(owner)} | {k: PDFName(v) if isinstance(v, str) else v for k, v in pairs})
            for owner, pairs in element.attributes
        ]
        if element in self._marks.boxes:
            box = PDFArray([round(value, 2) for value in self._marks.boxes[element]])
            found.append(PDFDictionary({"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": box}))
        return found
