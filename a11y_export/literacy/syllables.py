"""Syllables of one word, by language.

English: CMUdict's count under the own table, else by spelling. Spanish and German: by spelling. textstat counts points
of hyphenation instead, and no word is hyphenated after its first letter or before its last (ojo, oído, aber, oder come
out one short each). Other languages: none, and no score that needs any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from a11y_export.literacy import dictionary, spelling

Counter = Callable[[str], int]

POLYSYLLABIC = 3
"""Syllables from which a word is polysyllabic (McLaughlin 1969; Bamberger and Vanecek 1984)."""


def counter(language: str) -> Counter | None:
    """Give the syllable count for a language (primary subtag), None if there is none. A word has at least one."""
    return {"en": english, "es": spanish, "de": german}.get(language)


@lru_cache(maxsize=20_000)
def english(word: str) -> int:
    """Count the syllables of an English word; the parts of a hyphenated word are added, each figure is one.

    Figures count one, whatever they stand for: they are easier to read than the word spelt out. Capitals that are no
    word (BMI, GPs), or stand beside a figure (A1C), are spoken by their letters.
    """
    return max(1, sum(_part(part) for part in re.split("[-\u2010\u2011]", word) if part))


_FIGURES = re.compile(r"\d+")
_SPELT = re.compile(r"([A-Z]{2,5}|[a-z][A-Z]{2,5})s?")  # BMI, GPs, mRNA


def _part(written: str) -> int:
    letters = _SPELT.fullmatch(written)
    part = (letters[1] if letters else written).lower().replace("\u2019", "'")  # GPs are more than one GP, and no GPS
    if any(char.isdigit() for char in part):
        # A1C, B12, CO2: the letters are said one by one beside the figure; those of a unit (5mg) are not.
        capitals = sum(char.isupper() for char in written)
        return capitals + len(_FIGURES.findall(written)) if capitals else 1
    if not part.isascii():  # naïve, café: the dictionary has no accents
        part = "".join(char for char in unicodedata.normalize("NFKD", part) if not unicodedata.combining(char))
    table = dictionary.table()
    # The table lists words in one form: its plural and its possessive are spoken as long.
    for form in (part, part.removesuffix("'s"), part.removesuffix("s")):
        if form in table:
            return table[form]
    said = part.strip("'")  # the dictionary has contractions: you're, isn't
    found: int | None = dictionary.pronunciations().syllables(said) if said.replace("'", "").isalpha() else None
    if found is None and letters:
        return len(letters[1]) + 2 * letters[1].upper().count("W")  # double-u
    return spelling.syllables(part) if found is None else found


# Weak vowels beside a strong one make one syllable, and so do two different weak ones, with an accent or without (cuí-
# dese); two strong ones, two of a kind (an-ti-in-fla-ma-to-rio) or an accented weak one beside a strong one make two. A
# silent u stands after q, and after g before e or i; y counts as a vowel at a word's end and alone.
_ES_SILENT_U = re.compile(r"(?<=q)u(?=[eiéí])|(?<=g)u(?=[eiéí])")
_ES_NUCLEUS = re.compile(
    r"[iuüy]?[aeoáéó](?:[iuüy](?![aeoáéóíú]))?|[uü]í|iú|[íú]|(?:i[uü]?|[uü]i?)y?|y(?![aeiouáéíóúü])"
)


@lru_cache(maxsize=20_000)
def spanish(word: str) -> int:
    """Count the syllables of a Spanish word by its vowels: diphthongs are one, hiatus is two."""
    plain = _ES_SILENT_U.sub("", word.lower().replace("h", ""))
    return max(1, len(_ES_NUCLEUS.findall(plain)))


_DE_NUCLEUS = re.compile(r"aa|ai|au|ay|ee|ei|eu|ey|ie|oo|äu|oi|[aeiouäöüy]")


# Where two vowels that look like one are spoken apart.
_DE_APART = re.compile(
    r"(?<=[tl]i)(?=ent)|(?<!^wi)(?<!schi)(?<=i)(?=en$)|(?<=hygi)(?=e)"  # Pa-ti-ent, Bak-te-ri-en
    r"|(?<=ge)(?=i(?:m|rr))|(?<=^be)(?=u[rn]|en[dg]|inhalt)|(?<=^ko)(?=o[rp])"  # ge-impft, be-ur-teilt
    r"|(?<=o)(?=id)|(?<=prote)(?=i)|(?<=koffe)(?=i)|(?<=e)(?=u[ms]$)|^y(?=[aeou])"  # Ste-ro-id, Pe-tro-le-um
)


@lru_cache(maxsize=20_000)
def german(word: str) -> int:
    """Count the syllables of a German word by its vowels: ei, au, eu, äu, ie and doubled vowels are one."""
    return max(1, len(_DE_NUCLEUS.findall(_DE_APART.sub("-", word.lower().replace("qu", "q")))))
