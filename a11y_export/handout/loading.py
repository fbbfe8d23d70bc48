"""ReportLab, loaded without what few handouts need: pictures, shaping, and what its evaluator and its caches use.

All of it is half of what ReportLab takes to load. Whoever imports this module before any other that uses ReportLab
is spared it.
"""

from a11y_export.lazily import spared

with spared("PIL.Image", "uharfbuzz", "inspect", "textwrap", "pickle", "tempfile"):
    import reportlab.pdfbase.ttfonts
    import reportlab.pdfgen.canvas  # noqa: F401
