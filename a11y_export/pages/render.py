"""Templates to XHTML: whatever an article says stays text, and every page is well-formed XML as well as HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

# What XML 1.0 has no way to write, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACEMENT = "\ufffd"


def render(name: str, **data: object) -> str:
    """Give the page that the template `name` makes of `data`, ending with a line break.

    Every value is escaped; characters that XML cannot hold are shown as U+FFFD. A value that the template needs and
    does not get is an error of the program (jinja2.UndefinedError).
    """
    text = _environment().get_template(name).render(**data)
    return text.strip() + "\n"


@lru_cache(maxsize=8)
def asset(name: str) -> str:
    """Give our own style sheet or script, which a template takes as it is: it has no sign that XML takes amiss."""
    text = resources.files("a11y_export.pages").joinpath("templates", name).read_text(encoding="utf-8")
    assert not set("<&") & set(text), f"{name} must read the same as HTML and as XML"
    return text


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("a11y_export.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _printable(value: object) -> object:
    """Give what a template prints, without characters that XML cannot hold; markup stays markup."""
    if value is None:
        return ""
    if isinstance(value, str) and _NOT_XML.search(value):
        # sub() on markup gives plain text again, which is then escaped: it can only be too careful.
        return _NOT_XML.sub(_REPLACEMENT, value)
    return value
