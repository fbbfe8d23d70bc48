"""Signs by name, web addresses piece by piece, and what would be taken for phoneme markup."""

from __future__ import annotations

import re
import unicodedata

from a11y_export.audio.spoken.scan import Match
from a11y_export.audio.spoken.tables import Tables

_MARKUP = re.compile(r"\[{2,}|\]{2,}|\x00+")
_ADDRESS = re.compile(
    r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}"
    r"|(?:https?://|www\.)[!#-;=?-~]{1,300}"
    r"|(?:[A-Za-z0-9-]{2,63}\.){1,4}(?:com|org|gov|net|edu|int|info|health|uk|ca|au|de|fr|es|it|eu|mx|io|example|nhs)"
    r"(?:/[!#-;=?-~]{0,200})?(?![A-Za-z0-9])",
)
_LINE = re.compile(r"([*_=#~|^+/\\])\1{2,}")
_GROUP = re.compile(r"(?<![^\W_])(RhD?|A|B|AB|O)$")
_AFTER_GROUP = re.compile(r"[),.;:/]|\s|$")
_NEAR = 200  # characters before and behind a blood group in which blood is spoken of
_OF_BLOOD = re.compile(r"(?i)\bblood\b|\bRh|\btransfus|\bsangre\b|\bsangu[ií]ne[oa]s?\b")
# Bullets and ornaments; and names with a word that would be taken for a number.
_NO_NAME = re.compile("operator|ellipsis|end of proof|square|fourth|cube|double|triple|quadruple")
_PIECES = re.compile(r"[0-9]|[^\W\d_]+|.", re.DOTALL)


def markup(text: str, at: int) -> Match | None:
    """Read doubled brackets, which a voice would take for phonemes, and NUL, which would end the text: a space."""
    if text[at] not in "[]\x00":
        return None
    match = _MARKUP.match(text, at)
    return None if match is None else Match(match.end(), " ", "markup")


def sign(tables: Tables, text: str, at: int) -> Match | None:
    """Read the longest listed sign at `at` by its name; a ruled line of one sign by its name once."""
    if (line := _LINE.match(text, at)) is not None and line[1] in tables.signs:
        return Match(line.end(), tables.signs[line[1]], "sign")
    match = tables.sign_pattern.match(text, at)
    return None if match is None else Match(match.end(), tables.signs[match.group()], "sign")


def operator(text: str, at: int) -> Match | None:
    """Read a sign of mathematics that stands in no table by its name, "not an element of"; bullets stay."""
    if not "∀" <= text[at] <= "⋭":
        return None
    name = unicodedata.name(text[at]).lower()
    return None if _NO_NAME.search(name) else Match(at + 1, name, "sign")


def negative(tables: Tables, text: str, at: int) -> Match | None:
    """Read a hyphen as a minus where it stands alone in brackets, or after a blood group: "(-)", "Rh-", "O-"."""
    if text[at] not in "-–" or at == 0:
        return None
    alone = text[at - 1] == "(" and text[at + 1:at + 2] == ")"
    group = _GROUP.search(text, max(0, at - 4), at) if not alone and _AFTER_GROUP.match(text, at + 1) else None
    if group is not None:
        alone = group[1].startswith("Rh") or _OF_BLOOD.search(text, max(0, at - _NEAR), at + _NEAR) is not None
    return Match(at + 1, tables.signs["−"], "sign") if alone else None


def web(tables: Tables, text: str, at: int) -> Match | None:
    """Read an e-mail or web address: its words, each digit, and each sign by name; the protocol is left out."""
    match = _ADDRESS.match(text, at)
    if match is None:
        return None
    address = match.group().rstrip(".,;:!?)]}'’")
    names = tables.rows.get("web", {})
    said: list[str] = []
    for piece in _PIECES.findall(re.sub(r"^https?://", "", address)):
        if piece.isdigit() and piece.isascii():
            said.append(names.get(piece, piece))
        elif piece.isalpha():
            said.append(" ".join(piece) if piece in ("www", "nhs", "cdc", "nih", "fda", "uk") else piece)
        else:
            said.append(names.get(piece) or tables.signs.get(piece) or piece)
    return Match(at + len(address), " ".join(said), "web") if said else None
