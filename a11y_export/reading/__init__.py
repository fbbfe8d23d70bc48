"""Bytes → Article + Removals: read a saved page, cut what is not the article, keep a record of every word.

``read(path)`` is the way in; `article.py` follows it top to bottom. This is the only room that knows HTML (bs4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from a11y_export.lazily import lazily
from a11y_export.reading.options import ReadingOptions

if TYPE_CHECKING:
    from a11y_export.reading.article import Reading, read, read_bytes

__all__ = ["Reading", "ReadingOptions", "read", "read_bytes"]

__getattr__ = lazily(__name__, {"Reading": "article", "read": "article", "read_bytes": "article"})
