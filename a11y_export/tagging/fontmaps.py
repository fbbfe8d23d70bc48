"""Fonts as a tagged PDF needs them: every code that is used tells its character, and every font is embedded."""

from __future__ import annotations

import re
from typing import Any

_PAIR = re.compile(r"^<([0-9A-F]{2})> <([0-9A-F]{4,6})>$", re.MULTILINE)
_NO_CHARACTER = (0x0000, 0xFEFF, 0xFFFE)  # ISO 14289-1, 7.21.7 forbids these as values of ToUnicode
_BLOCK = 100  # entries that one bfchar block may hold (Adobe Technical Note 5411)


def mend(cmap: str) -> str:
    """Give ReportLab's ToUnicode map with unused codes left out, astral characters in UTF-16, in blocks of 100."""
    head, _, rest = cmap.partition("endcodespacerange")
    tail = rest.rpartition("endbfchar")[2]
    pairs = [
        f"<{code}> <{chr(int(value, 16)).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, value in _PAIR.findall(rest)
        if int(value, 16) not in _NO_CHARACTER
    ]
    blocks = [
        "{} beginbfchar\n{}\nendbfchar".format(len(part), "\n".join(part))
        for part in (pairs[i : i + _BLOCK] for i in range(0, len(pairs), _BLOCK))
    ]
    return f"{head}endcodespacerange\n" + "\n".join(blocks) + tail


def finish(document: Any) -> None:
    """Realise the subsets of `document` now, mend their maps, and raise ValueError if a font is not embedded."""
    while document.delayedFonts:
        document.delayedFonts.pop(0).addObjects(document)
    basic = document.idToObject["BasicFonts"].dict
    loose = sorted(name for name, internal in document.fontMapping.items() if internal[1:] in basic)
    if loose:
        raise ValueError(f"fonts that cannot be embedded: {', '.join(loose)}")
    for name, thing in document.idToObject.items():
        if name.startswith("toUnicodeCMap:"):
            thing.content = mend(thing.content)
