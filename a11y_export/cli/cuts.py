"""``a11y-export cuts``: what would be cut, before anything is made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from a11y_export.cli.choices import RULES_HELP, reading
from a11y_export.cli.terminal import data, tell
from a11y_export.errors import UsageError


def cuts(
    page: Annotated[Path, Parameter(name="INPUT", help="A saved page (HTML, MHTML, text).")],
    /,
    *,
    language: Annotated[
        str | None, Parameter(help="The article's language (BCP 47), when the page's own is wrong.")
    ] = None,
    rules: Annotated[Path | None, Parameter(help=RULES_HELP)] = None,
    html: Annotated[Path | None, Parameter(help="Write the page's text with its cuts to this HTML file.")] = None,
    json: Annotated[bool, Parameter(negative=(), help="Print words, fates and reasons as JSON.")] = False,
) -> int:
    """Show what would be cut from a page and why, and the lines that overrule a cut."""
    from a11y_export import guard, preview

    guard.warm(())
    outcome = guard.run(preview.cuts_of, (page, reading(language, rules=rules)), page.name, guard.unseen)
    if outcome.value is None:
        raise outcome.error
    record, shown = outcome.value
    if html is not None:
        try:
            html.write_text(shown, encoding="utf-8", newline="\n")
        except OSError as error:
            raise UsageError(str(html), f"cannot be written ({error.strerror}).", "Choose another file.") from error
        tell(f"written: {html}")
    if json:
        data(record)
        return 0
    print(f"{page.name}: {record['visible']} words = {record['kept']} kept + {record['removed']} cut")
    for removal in record["removals"]:
        text = removal["text"] if len(removal["text"]) <= 100 else removal["text"][:99] + "…"
        print(f"  [{removal['rule']}] {removal['reason']} ({removal['where']})\n      {text or '(no words)'}")
    print(f'\nTo keep a text, write into {page.name}.a11y.toml:  keep = ["its first words"]')
    return 0
