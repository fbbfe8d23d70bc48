"""Set shadow roots into the page where a browser shows them: what stands in a web component is text of the page.

A component keeps its own part of the page apart (its shadow root), and shows what stands between its tags in the slots
of that part. Browsers save it, and the standard writes it, as a `template` with an attribute
(https://html.spec.whatwg.org/#attr-template-shadowrootmode; Chrome's MHTML says `shadowmode`). Read in the order of the
file, "Take <slot> twice a day" would lose its dose to the sentence's end.
"""

from __future__ import annotations

from lxml import etree

ROOT = "shadow-root"
_MODES = ("shadowrootmode", "shadowmode", "shadowroot")
_KINDS = frozenset({"open", "closed"})
# In bytes, of a whole page: nearly none has any.
_NAMES, _SIGNS = (b"template", b"TEMPLATE", b"Template"), (b"shadowroot", b"shadowmode")
# What may have a shadow root, besides custom elements (https://dom.spec.whatwg.org/#valid-shadow-host-name).
_HOSTS = frozenset(
    {
        "article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main",
        "nav", "p", "section", "span",
    }
)  # fmt: skip
Part = etree._Element | str


def set_in(root: etree._Element, data: bytes) -> None:
    """Make each shadow root of a parsed page, `data`, an element named ROOT with the words of its slots in them.

    Of a slot that shows something else, its own words become those of a `template`: nobody sees them. What no slot
    shows is left after the shadow root, to be kept or cut by what it is. The work grows with the page alone.
    """
    if not any(name in data for name in _NAMES) or not any(sign in data.lower() for sign in _SIGNS):
        return
    roots, slots = _found(root)
    for shadow in roots:
        _compose(shadow, slots.get(shadow, {}))


def _found(root: etree._Element) -> tuple[list[etree._Element], dict[etree._Element, dict[str, etree._Element]]]:
    """Give the shadow roots, and the first slot of each name in each."""
    roots: list[etree._Element] = []
    slots: dict[etree._Element, dict[str, etree._Element]] = {}
    hosts: set[etree._Element] = set()
    around: list[etree._Element | None] = []  # None for a template that nobody sees
    for event, element in etree.iterwalk(root, events=("start", "end"), tag=("template", "slot")):
        if element.tag == "slot":
            if event == "start" and around and (inner := around[-1]) is not None:
                slots.setdefault(inner, {}).setdefault(element.get("name") or "", element)
        elif event == "end":
            around.pop()
        else:
            host = element.getparent()
            is_seen = not around or around[-1] is not None
            if host is None or host in hosts or not is_seen or not _is_shadow(element) or not _may_host(host):
                around.append(None)
                continue
            around.append(element)
            hosts.add(host)
            roots.append(element)
    return roots, slots


def _may_host(element: etree._Element) -> bool:
    return element.tag in _HOSTS or "-" in element.tag


def _is_shadow(template: etree._Element) -> bool:
    return any((template.get(mode) or "").lower() in _KINDS for mode in _MODES)


def _compose(shadow: etree._Element, slots: dict[str, etree._Element]) -> None:
    host = shadow.getparent()
    assert host is not None
    shown: dict[str, list[Part]] = {}
    rest: list[Part] = []
    for part in _parts(host):
        if part is shadow:
            continue
        place = _slot_of(part)
        (shown.setdefault(place, []) if place in slots else rest).append(part)
    for part in list(host):
        host.remove(part)
    host.text = None
    _fill(host, [shadow, *rest])
    shadow.tag = ROOT
    shadow.attrib.clear()  # a root has no style or class
    for name, parts in shown.items():
        if any(not isinstance(part, str) or part.strip() for part in parts):
            _show(slots[name], parts)


def _parts(element: etree._Element) -> list[Part]:
    """Take an element's texts and children apart, in order."""
    found: list[Part] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
        child.tail = None
    return [part for part in found if part != ""]


def _slot_of(part: Part) -> str | None:
    """Give the name of the slot that a text or an element asks for; None for a comment, which asks for none."""
    if isinstance(part, str):
        return ""
    return (part.get("slot") or "") if isinstance(part.tag, str) else None


def _show(slot: etree._Element, parts: list[Part]) -> None:
    """Put parts into a slot, instead of its own words."""
    own = _parts(slot)
    slot.text = None
    for child in list(slot):
        slot.remove(child)
    _fill(slot, parts)
    if own:
        unseen = etree.SubElement(slot, "template")
        _fill(unseen, own)


def _fill(element: etree._Element, parts: list[Part]) -> None:
    """Write texts and children into an element that has none."""
    last: etree._Element | None = None
    texts: list[str] = []
    for part in [*parts, None]:
        if isinstance(part, str):
            texts.append(part)
            continue
        if texts:
            if last is None:
                element.text = "".join(texts)
            else:
                last.tail = "".join(texts)
            texts = []
        if part is not None:
            element.append(part)
            last = part
