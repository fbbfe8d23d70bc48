"""Tagged PDF (PDF/UA-1) on ReportLab's canvas: a tree, pieces to lay out, pages. It knows nothing of articles.

Build the tree (`Element`, `Content`), make pieces (`TextBlock`, `Grid`, `Picture`, `Box`) whose runs point at its
contents, `settle` them into pages and `write` the file. Writing fails when a content was not drawn exactly once.
"""

from a11y_export.tagging.balance import balance
from a11y_export.tagging.bidi import rtl_language
from a11y_export.tagging.breaks import clusters
from a11y_export.tagging.canvas import TaggedCanvas
from a11y_export.tagging.glyphs import Glyphs
from a11y_export.tagging.grid import Grid, GridCell, GridStyle, column_widths
from a11y_export.tagging.layout import LIGHT, YIELDING, Anchor, Box, Frame, Piece, Rule, Stack
from a11y_export.tagging.lines import Face, Ink, Run, advance
from a11y_export.tagging.metadata import Metadata
from a11y_export.tagging.pages import Sheet, paginate, places, settle, write
from a11y_export.tagging.picture import Picture, Plate
from a11y_export.tagging.structure import Marks
from a11y_export.tagging.textblock import TextBlock
from a11y_export.tagging.tree import Content, Element, Origin, cell_attributes

__all__ = [
    "LIGHT", "YIELDING", "Anchor", "Box", "Content", "Element", "Face", "Frame", "Glyphs", "Grid", "GridCell",
    "GridStyle", "Ink", "Marks", "Metadata", "Origin", "Picture", "Piece", "Plate", "Rule", "Run", "Sheet", "Stack",
    "TaggedCanvas", "TextBlock", "advance", "balance", "cell_attributes", "clusters", "column_widths", "paginate",
    "places", "rtl_language", "settle", "write",
]
