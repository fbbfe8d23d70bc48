"""Which voice speaks a language."""

from __future__ import annotations

from collections.abc import Iterable

# Regional tags whose voice has another name in espeak-ng, and languages whose plain tag names no voice.
_OTHER_NAMES = {
    "en-gb": "en-gb", "en": "en-us", "en-ca": "en-us", "en-ph": "en-us", "zh": "cmn", "zh-cn": "cmn", "zh-tw": "cmn",
    "zh-hans": "cmn", "zh-hant": "cmn", "zh-hk": "yue", "no": "nb", "nn": "nb", "iw": "he", "fil": "tl", "vi": "vi",
    "fr": "fr-fr", "pt": "pt", "nb": "nb",
}
_SPAIN = {"es", "es-es"}


def voice_for(language: str, known: Iterable[str]) -> str | None:
    """Give the id, among `known` ones, of the voice for a BCP 47 tag; None when no voice speaks the language.

    Spanish outside Spain is Latin American; English of no known region is American, as the numbers are read so.
    """
    ids = set(known)
    tag = (language or "en").replace("_", "-").lower()
    root = tag.split("-", 1)[0]
    wanted = [tag, _OTHER_NAMES.get(tag, "")]
    if root == "es" and tag not in _SPAIN:
        wanted.insert(0, "es-419")
    if root == "en" and tag not in ids:
        wanted += ["en-gb"] if tag in ("en-au", "en-nz", "en-ie", "en-za", "en-in") else ["en-us"]
    wanted += [_OTHER_NAMES.get(root, ""), root]
    if tag == "en":
        wanted.insert(0, "en-us")
    return next((name for name in wanted if name in ids), None)


def is_for(voice: str, language: str, known: Iterable[str]) -> bool:
    """Whether a voice may speak a language: its own, or any where its name tells none ("en-us+f3" tells English).

    A voice for another language would speak with a wrong accent, or spell.
    """
    ids = set(known)
    own = voice.split("+", 1)[0].lower()
    if own not in ids:
        return True
    root = language.replace("_", "-").split("-", 1)[0].lower()
    return own.split("-", 1)[0] == root or own == voice_for(language, ids)
