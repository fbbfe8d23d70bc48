"""What stands below and above an element: the questions the rules ask most, without a search filter built for each."""

from __future__ import annotations

from a11y_export.reading.tree import holds, named, within

__all__ = ["holds", "named", "within"]
