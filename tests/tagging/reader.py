"""Read a tagged PDF back with pikepdf: the tree with its texts, knowing nothing of how it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_BLOCKS = {"P", "Lbl", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "TOCI"}


@dataclass
class Node:
    role: str
    origin: str
    page: int = 0
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Node | str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)

    def walk(self):
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def find(self, *roles: str) -> list[Node]:
        return [node for node in self.walk() if node.role in roles]

    def text(self, origin: str = "") -> str:
        """The text below, of one origin or of all; a block's border is a newline."""
        out = []
        for kid in self.kids:
            if isinstance(kid, Node):
                out.append(kid.text(origin))
            elif not origin or self.origin == origin:
                out.append(kid)
        text = "".join(out)
        return f"\n{text}\n" if self.role in _BLOCKS else text


def programs(root: Node) -> list[Node]:
    """The elements that hold the program's words, in order, none of them below another."""
    if root.origin == "program":
        return [root] if root.text().strip() else []
    return [found for kid in root.kids if isinstance(kid, Node) for found in programs(kid)]


def read(data: bytes) -> Node:
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        texts = [_page_texts(page) for page in pdf.pages]
        root = pdf.Root.StructTreeRoot.K
        if isinstance(root, pikepdf.Array):
            root = root[0]
        node = _node(root, "", pages, texts)
        left = [text for page in texts for text in page.values() if text.strip()]
        assert not left, f"marked content that no element owns: {left[:3]}"
        return node


def drawn(data: bytes) -> str:
    """All text of all pages that is not tagged."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return "\n".join(_page_texts(page, artifacts=True)[-1] for page in pdf.pages)


def _node(thing: Any, origin: str, pages: dict, texts: list[dict[int, str]]) -> Node:
    origin = str(thing.get("/T", origin))
    page = pages[thing.Pg.objgen] if "/Pg" in thing else 0
    node = Node(str(thing.S)[1:], origin, page, str(thing.get("/Lang", "")), str(thing.get("/Alt", "")),
                str(thing.get("/E", "")))
    attributes = thing.get("/A", pikepdf.Array())
    for item in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes:
        node.attributes |= {str(key)[1:]: value for key, value in item.items()}
    kids = thing.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            node.kids.append(texts[page].pop(kid))
        elif kid.get("/Type") == "/MCR":
            node.kids.append(texts[pages[kid.Pg.objgen]].pop(int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            action = kid.Obj.get("/A")
            node.links.append(str(action.URI) if action is not None else "#")
            node.contents.append(str(kid.Obj.Contents))
        else:
            node.kids.append(_node(kid, origin, pages, texts))
    return node


def _page_texts(page: Any, *, artifacts: bool = False) -> dict[int, str]:
    maps = {str(name): _cmap(font.ToUnicode.read_bytes().decode("latin-1"))
            for name, font in page.Resources.Font.items() if "/ToUnicode" in font}
    found: dict[int, str] = {}
    untagged: list[str] = []
    stack: list[tuple[int | None, str | None]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            entry = operands[1] if name == "BDC" else {}
            mcid = int(entry["/MCID"]) if "/MCID" in entry else None
            actual = str(entry["/ActualText"]) if "/ActualText" in entry else None
            stack.append((mcid, actual))
            if mcid is not None:
                found[mcid] = actual or ""
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = maps[str(operands[0])]
        elif name in ("Tj", "TJ"):
            assert stack, "text outside of marked content"
            mcid, actual = stack[-1]
            parts = [part for part in operands[0] if isinstance(part, pikepdf.String)] if name == "TJ" else operands
            data = b"".join(bytes(part) for part in parts)
            wide = 2 if name == "TJ" else 1  # shaped text has codes of two bytes
            text = "".join(font[int.from_bytes(data[i : i + wide], "big")] for i in range(0, len(data), wide))
            if mcid is None:
                untagged.append(text)
            elif actual is None:
                found[mcid] += text
    return {-1: " ".join(untagged)} if artifacts else found


def _cmap(text: str) -> dict[int, str]:
    pairs = re.findall(r"^<([0-9A-F]{2}|[0-9A-F]{4})> <([0-9A-F]{4,})>$", text, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(value).decode("utf-16-be", "surrogatepass") for code, value in pairs}
