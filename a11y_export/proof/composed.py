"""Walk a page as it is shown: shadow roots in their hosts, and in their slots what is put there.

The proof's own reading of https://html.spec.whatwg.org/#attr-template-shadowrootmode and of how the DOM assigns slots
(https://dom.spec.whatwg.org/#slotable-name): nothing is moved, each element is asked for its parts when it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Part = Any  # a text, or an element of lxml's
# https://dom.spec.whatwg.org/#valid-shadow-host-name
_HOSTS = frozenset(
    [
        *("article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("main", "nav", "p", "section", "span"),
    ]
)
_ATTRIBUTES = ("shadowrootmode", "shadowmode", "shadowroot")


def walk(body: Any) -> Iterator[tuple[str, Any]]:
    """Give ("start", element), ("text", text) and ("end", element) in the order in which a page shows them.

    A shadow root gives neither start nor end, only what is in it; a comment gives nothing.
    """
    own, put = _assigned(body)
    stack: list[tuple[Any, Iterator[Part]]] = [(body, iter(_shown(body, put)))]
    yield "start", body
    while stack:
        element, parts = stack[-1]
        part = next(parts, None)
        if part is None:
            stack.pop()
            if element not in own:
                yield "end", element
        elif isinstance(part, str):
            yield "text", part
        elif isinstance(part.tag, str):
            stack.append((part, iter(_shown(part, put))))
            if part not in own:
                yield "start", part


def _assigned(body: Any) -> tuple[set[Any], dict[Any, list[Part]]]:
    """Give the shadow roots, and what each host and each slot shows that shows something else than its own parts."""
    if not any(map(_says_root, body.iter("template"))):
        return set(), {}
    roots: dict[Any, Any] = {}
    slots: dict[Any, dict[str, Any]] = {}
    # For each element the shadow root that it belongs to: none outside of all, "inert" within a plain template.
    scopes: dict[Any, Any] = {}
    for element in body.iter("*"):
        host = element.getparent()
        scope = scopes.get(host)
        if element.tag == "template":
            opens = scope != "inert" and host not in roots and _says_root(element) and _can_host(str(host.tag))
            if opens:
                roots[host] = element
            scope = element if opens else "inert"
        elif element.tag == "slot" and scope not in {None, "inert"}:
            slots.setdefault(scope, {}).setdefault(element.get("name") or "", element)
        scopes[element] = scope
    put: dict[Any, list[Part]] = {}
    for host, root in roots.items():
        shown: dict[Any, list[Part]] = {}
        rest: list[Part] = []
        for part in _own(host):
            name = "" if isinstance(part, str) else part.get("slot") or "" if isinstance(part.tag, str) else None
            slot = slots.get(root, {}).get(name) if name is not None else None
            if part is not root:
                (rest if slot is None else shown.setdefault(slot, [])).append(part)
        put |= {s: parts for s, parts in shown.items() if any(not isinstance(p, str) or p.strip() for p in parts)}
        put[host] = [root, *rest]
    return set(roots.values()), put


def _can_host(name: str) -> bool:
    """Whether an element of this name may have a shadow root: a custom one, or one of the standard's list."""
    return "-" in name or name in _HOSTS


def _says_root(template: Any) -> bool:
    return any((template.get(name) or "").lower() in {"open", "closed"} for name in _ATTRIBUTES)


def _shown(element: Any, put: dict[Any, list[Part]]) -> list[Part]:
    return put[element] if element in put else _own(element)


def _own(element: Any) -> list[Part]:
    """Give the texts and children of an element, in the order of the file."""
    found: list[Part] = [element.text or ""]
    for child in element:
        found += [child, child.tail or ""]
    return [part for part in found if not isinstance(part, str) or part]
