"""Beautiful Soup, loaded without its CSS selectors, which only rules of staff use: they take half of its time to load.

Whoever imports this module before any other that uses Beautiful Soup is spared them.
"""

from a11y_export.lazily import spared

with spared("soupsieve"):
    import bs4  # noqa: F401
