"""What a clinic says of itself around an article: the table ``[clinic]`` of a settings file or of corrections.

Keys: name, logo (a picture's file beside the TOML), logo_alt, phone, address, web, line, language. The words are the
clinic's: they are set apart from the source's, and no page can bring them in.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from a11y_export.errors import UsageError

KEYS = ("name", "logo", "logo_alt", "phone", "address", "web", "line", "language")
LARGEST_LOGO = 2_000_000  # bytes
_LONGEST = 300  # characters of a line
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how a PNG and a JPEG begin
_WEB = re.compile(r"https?://[a-z0-9][a-z0-9%/:?#\[\]@!$&'()*+,;=~._-]*", re.IGNORECASE)  # the signs of RFC 3986
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Clinic:
    """The clinic's lines, each "" when not given; `logo` is its file's name, for messages, `picture` its bytes."""

    name: str = ""
    logo: str = ""
    logo_alt: str = ""
    phone: str = ""
    address: str = ""
    web: str = ""
    line: str = ""
    language: str = ""
    picture: bytes = b""

    def __bool__(self) -> bool:
        """Tell whether there is anything to show."""
        return any((self.name, self.picture, self.phone, self.address, self.web, self.line))

    def over(self, other: Clinic) -> Clinic:
        """Give this clinic's lines, and those of `other` where it has none; a logo comes with its own description."""
        own = {field.name: getattr(self, field.name) or getattr(other, field.name) for field in fields(self)}
        if self.picture:
            own["logo_alt"] = self.logo_alt
        return Clinic(**own)

    def as_dict(self) -> dict[str, str]:
        """Give the lines JSON-ready, the logo's bytes as their SHA-256."""
        said = {key: str(getattr(self, key)) for key in KEYS}
        return said | {"logo_sha256": hashlib.sha256(self.picture).hexdigest() if self.picture else ""}


def from_table(table: Any, toml: Path, name: str) -> Clinic:
    """Give the clinic of a ``[clinic]`` table in the file `toml`, told as `name`; raises UsageError.

    The logo is the one file that is opened: staff named it, it stands beside the TOML or below, and it is a PNG or JPEG
    of bounded size. That it can be decoded is for whoever draws it to say.
    """
    if not isinstance(table, dict):
        raise UsageError(name, "“clinic” is not a table.", "Write [clinic] on a line of its own, and its keys below.")
    for key, value in table.items():
        if key not in KEYS:
            raise UsageError(name, f"has the unknown key “{key}” in [clinic].", f"Known keys: {', '.join(KEYS)}.")
        if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
            raise UsageError(name, f"“{key}” in [clinic] is not one line of text.",
                             f"Give a text in quotation marks, on one line, of at most {_LONGEST} characters.")
    lines: dict[str, Any] = {key: " ".join(value.split()) for key, value in table.items()}
    made = Clinic(**lines)
    if made.web and not _WEB.fullmatch(made.web):
        raise UsageError(name, f"“web” in [clinic] is no address of the web: {made.web}.",
                         "Give it from https:// on, without spaces or accents.")
    if made.language and not _LANGUAGE.fullmatch(made.language):
        raise UsageError(name, f"“language” in [clinic] is no language: {made.language}.",
                         "Give a tag such as en or es-MX.")
    if not made.logo:
        return made
    if not made.logo_alt:
        raise UsageError(name, f"the logo {made.logo} has no description.",
                         "Say what it shows: logo_alt = \"Hill Clinic\", for those who hear the handout.")
    return replace(made, picture=_picture(made.logo, toml, name))


def _picture(logo: str, toml: Path, name: str) -> bytes:
    """Give the bytes of the file `logo` beside `toml`."""
    folder = Path(os.path.realpath(toml.parent))  # Path.resolve raises where a link leads to itself
    path = Path(os.path.realpath(folder / logo))
    if Path(logo).is_absolute() or not path.is_relative_to(folder):
        raise UsageError(name, f"the logo {logo} stands elsewhere.", "Put the picture beside the file that names it.")
    try:
        if not path.is_file():  # a device or a pipe would be read without end
            raise UsageError(name, f"the logo {logo} is not there.", "Put the picture there, or correct its name.")
        with path.open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
    except OSError as error:
        said = f"the logo {logo} cannot be opened ({error.strerror})."
        raise UsageError(name, said, "Check its name and permissions.") from error
    if len(data) > LARGEST_LOGO:
        raise UsageError(name, f"the logo {logo} is larger than {LARGEST_LOGO // 1_000_000} MB.",
                         "Save it smaller: it is printed a hand wide at most.")
    if not data.startswith(_PICTURES):
        raise UsageError(name, f"the logo {logo} is not a PNG or JPEG picture.", "Save it as one of these.")
    return data
