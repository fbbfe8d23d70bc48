"""Imported by the server that children are forked from: rehearses the audio, once."""

from a11y_export.rehearsal import rehearse

rehearse("mp3")
