"""The structure tree of a PDF with the text of its marked content, read with pikepdf from the file alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from a11y_export.proof.pdffonts import Font
from a11y_export.proof.pdfgoals import about_of, bookmarks_of, facts_of, page_of
from a11y_export.proof.pdfpage import Page, read_page
from a11y_export.proof.pixels import Seen

MAX_DEPTH = 400
# What a catalog or its names could carry beside pages: forms, layers, scripts, files within the file.
_EXTRAS = ("/AcroForm", "/OCProperties", "/OpenAction", "/AA", "/Names", "/Collection", "/AF", "/PageLabels")


class Unreadable(Exception):
    """The file cannot be read as a tagged PDF."""


@dataclass(slots=True)
class Element:
    """A structure element: `kids` are elements and texts in reading order.

    `attributes` are those of lists and tables; `targets` the addresses of the links laid over it, `goals` the pages
    of this file that links lead to, `pictures` what
    is drawn as it, `pages` where it and what is below it were drawn, `sheets` the page of each text among `kids`;
    `actual` is a text that stands for all of it, `names` are what its links are called.
    """

    role: str
    title: str = ""
    alt: str = ""
    lang: str = ""
    actual: str = ""
    expansion: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    targets: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    goals: list[int] = field(default_factory=list)
    pictures: list[Seen | None] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    sheets: list[int] = field(default_factory=list)
    kids: list[Element | str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """What a tagged PDF says, and what is drawn on each of its pages.

    `unreferenced` marked pieces are off the tree; `extras` are things beside pages, `odd_notes` annotations that are no
    plain links; `addresses` are those of every link in the file. `about` is what it says of itself, `facts` tell what
    it lacks for assistive technology, `bookmarks` are titles with the pages they lead to; `lost_notes` links of the
    tree are on no page.
    """

    root: Element
    pages: list[Page]
    language: str
    unreferenced: int
    loose_fonts: list[str]
    extras: list[str]
    odd_notes: list[str]
    addresses: set[str]
    about: dict[str, str]
    facts: list[str]
    bookmarks: list[tuple[str, int]]
    lost_notes: int

    @property
    def untagged(self) -> str:
        """The text outside of any marked content."""
        return "".join(page.untagged for page in self.pages)


def read_structure(path: Path) -> Document:
    """Give the tagged PDF at `path`; raises Unreadable when it is none."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            catalog = pdf.Root
            if "/StructTreeRoot" not in catalog or "/K" not in catalog.StructTreeRoot:
                raise Unreadable("the file has no structure tree")
            fonts: dict[Any, Font] = {}
            loose: set[str] = set()
            images: dict[Any, Seen | None] = {}
            pages = [read_page(page, fonts, loose, images) for page in pdf.pages]
            numbers = {page.obj.objgen: i for i, page in enumerate(pdf.pages)}
            walker = _Walker(pages, numbers)
            root = walker.element(catalog.StructTreeRoot.K, None, 0)
            left = sum(
                1 for i, p in enumerate(pages)
                for m in {*(m for m, t in p.marked.items() if t.strip()), *p.pictures} if (i, m) not in walker.used
            )
            addresses: set[str] = set()
            odd = [what for page in pdf.pages for note in page.obj.get("/Annots", [])
                   if (what := _note(note, addresses, walker.notes))]
            laid = {note.objgen for page in pdf.pages for note in page.obj.get("/Annots", [])}
            return Document(root, pages, str(catalog.get("/Lang", "")), left, sorted(loose),
                            [key[1:] for key in _EXTRAS if key in catalog], odd, addresses,
                            about_of(pdf), facts_of(pdf), bookmarks_of(catalog, numbers),
                            len(walker.notes - laid))
    except (pikepdf.PdfError, OSError, ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        raise Unreadable(f"the file cannot be read as a PDF: {error}") from error


def _note(note: Any, addresses: set[str], in_tree: set[Any]) -> str:
    """Give what is wrong with an annotation: only a link without an appearance of its own is plain."""
    if str(note.get("/Subtype", "")) != "/Link":
        return str(note.get("/Subtype", "an annotation without a kind"))
    address = _address(note)
    if address is not None:
        addresses.add(address)
    if address is None and "/Dest" not in note:
        return "a link that does something else"
    if "/AP" in note or "/AA" in note or note.objgen not in in_tree:
        return "a link that shows something, or stands outside of the tree"
    return ""


def _address(note: Any) -> str | None:
    action = note.get("/A", {})
    if str(action.get("/S", "")) != "/URI" or "/Next" in action:
        return None
    return str(action.URI)


class _Walker:
    def __init__(self, pages: list[Page], numbers: dict[Any, int]) -> None:
        self._pages, self._numbers = pages, numbers
        self.used: set[tuple[int, int]] = set()
        self.notes: set[Any] = set()

    def element(self, node: Any, page: int | None, depth: int) -> Element:
        if depth > MAX_DEPTH:
            raise Unreadable("the structure tree is too deep")
        import pikepdf

        if isinstance(node, pikepdf.Array):
            if len(node) != 1:
                raise Unreadable("the structure tree has several roots")
            node = node[0]
        own = self._numbers.get(node.Pg.objgen) if "/Pg" in node else page
        role, title, alt, lang, actual, expansion = (
            str(node.get(key, "")) for key in ("/S", "/T", "/Alt", "/Lang", "/ActualText", "/E"))
        out = Element(role[1:], title, alt, lang, actual, expansion, _attributes(node.get("/A", [])))
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self._content(out, own, kid)
            elif isinstance(kid, pikepdf.Dictionary):
                kind = str(kid.get("/Type", "/StructElem"))
                if kind == "/MCR":
                    self._content(out, self._numbers.get(kid.Pg.objgen) if "/Pg" in kid else own, int(kid.MCID))
                elif kind == "/OBJR":
                    self.notes.add(kid.Obj.objgen)
                    out.names.append(str(kid.Obj.get("/Contents", "")))
                    address = _address(kid.Obj)
                    out.targets += [address] if address is not None else []
                    out.goals += [page_of(kid.Obj, self._numbers)] if "/Dest" in kid.Obj else []
                else:
                    below = self.element(kid, own, depth + 1)
                    out.kids.append(below)
                    out.pages |= below.pages
        return out

    def _content(self, element: Element, page: int | None, mcid: int) -> None:
        if page is None:
            raise Unreadable("a marked piece names no page")
        if (page, mcid) in self.used:
            raise Unreadable(f"a marked piece of page {page + 1} stands in the tree twice")
        self.used.add((page, mcid))
        element.pages.add(page)
        element.sheets.append(page)
        element.pictures += self._pages[page].pictures.get(mcid, [])
        element.kids.append(self._pages[page].marked.get(mcid, ""))


def _attributes(given: Any) -> dict[str, str]:
    """Give what an element says of itself as a list or table."""
    import pikepdf

    found: dict[str, str] = {}
    for one in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(one, pikepdf.Dictionary) and str(one.get("/O", "")) in {"/Table", "/List"}:
            found |= {str(key)[1:]: str(value).removeprefix("/") for key, value in one.items()}
    return found
