"""Which elements have a name, an attribute, or a word in class or id: gathered in one pass, then asked of by all.

Few elements of a page are anything but paragraphs and boxes without a say in the matter. Steps that look for some of
them ask here for their numbers, and need not go through the whole page each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any


class Index:
    """The numbers of a page's elements, in page order, by tag, by attribute, and by what class and id call them.

    `called` has each word of a class, and each id whole, as they are written.
    """

    def __init__(self, names: Sequence[str], attributes: Sequence[Mapping[str, Any]]) -> None:
        """Go once through all elements, given by their names and attributes."""
        self.tags: defaultdict[str, list[int]] = defaultdict(list)
        self.attributes: defaultdict[str, list[int]] = defaultdict(list)
        self.called: defaultdict[str, list[int]] = defaultdict(list)
        tags, having, called = self.tags, self.attributes, self.called
        for at, (name, own) in enumerate(zip(names, attributes, strict=True)):
            tags[name].append(at)
            for key in own:
                having[key].append(at)
            if "class" in own:
                for word in own["class"]:
                    called[word].append(at)
            if "id" in own:
                called[own["id"]].append(at)

    def calling(self, pattern: re.Pattern[str]) -> list[str]:
        """List the words of class and id in which a pattern for small letters is found.

        Few are; so it is looked for in all of them at once, line by line, and must not match a line's end.
        """
        names = [name for name in self.called if "\n" not in name]
        low = "\n".join(names).lower()
        starts = list(accumulate(map(len, low.split("\n")), lambda start, size: start + size + 1, initial=0))
        found = {bisect_right(starts, match.start()) - 1 for match in pattern.finditer(low)}
        odd = [name for name in self.called if "\n" in name and pattern.search(name.lower())]
        return [*(names[line] for line in sorted(found)), *odd]

    def find(
        self, tags: Iterable[str] = (), attributes: Iterable[str] = (), called: Iterable[str] = ()
    ) -> list[int]:
        """List the numbers of the elements with one of these tags, attributes or words of class and id, in order."""
        found: set[int] = set()
        for asked, known in ((tags, self.tags), (attributes, self.attributes), (called, self.called)):
            for key in asked:
                if key in known:
                    found.update(known[key])
        return sorted(found)
