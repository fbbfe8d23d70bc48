"""The one definition of a word, for every count and every proof.

A token is a run of characters between white space, after these steps and no others:

* NFC, never NFKC: ``10⁹`` is not ``109`` and ``½`` is not ``1⁄2``;
* characters that print nothing are dropped: soft hyphen, zero-width space, word joiner, byte-order mark,
  bidirectional controls and control characters (zero-width joiners stay: Indic scripts and Persian need them);
* white space of every kind separates.

Every sign, digit, decimal point, superscript, subscript and letter case counts.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_UNPRINTED = re.compile(
    "[\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
    "\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\ufff9-\ufffb]"
)

# Unicode's own superscripts and subscripts: marked-up <sup>9</sup> and a written ⁹ are the same token.
_PLAIN = "0123456789+-\u2212=()nabcdefghijklmoprstuvwxyzABDEGHIJKLMNOPRTUVW"
_SUPER = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
_SUB_PLAIN = "0123456789+-\u2212=()aeioruvxhklmnpst"
_SUB = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢₒᵣᵤᵥₓₕₖₗₘₙₚₛₜ"
_TO_SUPER = str.maketrans(_PLAIN, _SUPER)
_TO_SUB = str.maketrans(_SUB_PLAIN, _SUB)


def clean(text: str) -> str:
    """Give `text` in NFC without unprinted characters; white space untouched."""
    return unicodedata.normalize("NFC", _UNPRINTED.sub("", text))


def fold(text: str) -> str:
    """Give `text` cleaned, with every run of white space as one space and none at the ends."""
    folded = " ".join(text.split())
    # Most text is plain printable ASCII, which holds nothing to compose and nothing to drop.
    return folded if folded.isascii() and folded.isprintable() else " ".join(clean(text).split())


def tokens(text: str) -> list[str]:
    """Split `text` into its tokens, in order."""
    plain = text.isascii() and text.isprintable()
    return text.split() if plain else clean(text).split()


def count(text: str) -> int:
    """Count the tokens of `text`."""
    return len(tokens(text))


def superscript(text: str) -> str:
    """Give `text` in Unicode superscripts, character by character, where Unicode has one."""
    return text.translate(_TO_SUPER)


def subscript(text: str) -> str:
    """Give `text` in Unicode subscripts, character by character, where Unicode has one."""
    return text.translate(_TO_SUB)


def digest(items: list[str]) -> str:
    """Give the SHA-256 of a token sequence, as hexadecimal digits."""
    return hashlib.sha256("\n".join(items).encode()).hexdigest()
