"""Tracks and pages as one piece: what reads the article aloud and shows the sentence being read."""

from a11y_export.books.clips import Clip, SpokenTrack, spoken_tracks
from a11y_export.books.daisy import Imprint, export_daisy
from a11y_export.books.epub import export_epub
from a11y_export.books.listen import export_listening_page
from a11y_export.books.m4b import export_m4b

__all__ = [
    "Clip", "Imprint", "SpokenTrack", "export_daisy", "export_epub", "export_listening_page", "export_m4b",
    "spoken_tracks",
]
