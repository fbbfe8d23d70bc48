"""Imported by the server that children are forked from: rehearses the handout, once."""

from a11y_export.rehearsal import rehearse

rehearse("pdf")
