"""Imported by the server that children are forked from: rehearses the audio and every book made of it, once."""

from a11y_export.rehearsal import rehearse

rehearse("mp3", "html", "epub", "daisy202", "daisy202-audio")
