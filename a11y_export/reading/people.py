"""Names of people and bodies as bylines write them → the names alone, with their degrees."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export import words
from a11y_export.prose import split
from a11y_export.reading.dates import find_date, is_all
from a11y_export.reading.rules import byline_words

# Words of advice; a line with one of them is never taken for a byline, whatever else it says.
_ADVICE = re.compile(
    r"\b(?:not|no|never|none|without|stop|take|avoid|use|call|give|ask|tell|if|mg|mcg|ml|doses?|tablets?|pills?|capsules?"
    r"|nunca|tome|deje|evite|sin|pas|jamais|sans|nicht|keine?|ohne|non|mai|senza|não|sem|niet|geen|zonder)\b",
)
_TITLE = re.compile(
    r"\b(?:Dr|Dra|Drs|Prof|Profa|Dott|Mr|Ms|Mrs|med|dent|rer|nat|phil|[A-Z])\.|डॉ\.|डा\.|प्रो\.", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:la|el|le|il|lo|o|a|os|as|der|die|das|the|den|de|het)\s+(?=[A-ZÀ-Ý])|l[’'](?=[A-ZÀ-Ý])")
_STOP = re.compile(r"[.!?।]\s")
# What follows one of these is no part of the name before it.
_ENDS = re.compile(r"\s*(?:[|•·▪●–—―/~→›»≈・:;\n\t(\[]|\s[-@+]\s|\s-\s*$|(?<=\w)-\s).*$", re.DOTALL)
_DEGREE = re.compile(
    r"(?:[A-Z][A-Za-z]{0,3}\.?[ -]?){1,3}|(?:[A-Za-z]{1,4}\.){1,5}|[A-Z][A-Za-z()/®-]{1,9}"
    r"|Ph\.?\s?D\.?|Esq\.?|[JS]r\.?|I{1,3}V?|RDN?s?"
)
_LETTERS = re.compile(r"[A-Z.]{2,6}")
_ADDRESS = re.compile(r"\S{1,80}@\S{1,80}|(?:https?://|www\.)\S{1,200}")
_LOGIN = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*|[a-z]+[A-Z]?\d+")


def says_more(line: str) -> bool:
    """Whether a line says more than a byline does: advice, or a further sentence."""
    if _ADVICE.search(line.lower()):
        # "Mai" is a month, and Italian for never.
        found = find_date(line)
        if found is None or _ADVICE.search((line[: found[1]] + line[found[2] :]).lower()):
            return True
    line = _TITLE.sub(" ", line)
    if not _STOP.search(line):
        return False
    if found := find_date(line):
        line = line[: found[1]] + line[found[2] :]  # "29. Januar" is no end of a sentence
    sentences = [line[start:end] for start, end in split(line, "en")]
    return any(len(s.split()) > 2 for s in sentences[1:])


def is_name(text: str) -> bool:
    """Whether a text could be a person's or a body's name: few words, the first in capitals, no sentence."""
    parts = text.split()
    if not 1 <= len(parts) <= 24 or text.endswith(("?", "!", ":")) or any(c.isdigit() for c in text):
        return False
    if len(parts) > 14 and not re.search(r",|;|&|\band\b", text):
        return False
    if not (parts[0][:1].isupper() or _no_case(parts[0])):
        return False
    large = sum(p[:1].isupper() or _no_case(p) or p in {"&", "and", "und", "y", "et", "e", "en"} for p in parts)
    return large * 2 >= len(parts) and not says_more(text)


def is_person(text: str) -> bool:
    """Whether a text is written as one person's name: two to five words in capitals, no occupation."""
    parts = [p for p in text.split(",")[0].split() if p.casefold() not in _PARTICLES]
    return 2 <= len(parts) <= 5 and is_name(text) and all(p[:1].isupper() for p in parts) and not _jobs(text)


_PARTICLES = frozenset({"de", "la", "van", "von", "der", "den", "da", "di", "del", "dos", "el", "al", "bin", "y", "e"})


def _jobs(text: str) -> bool:
    return byline_words().jobs.search(text) is not None


def is_job(text: str) -> bool:
    """Whether a text says what someone does and names nobody."""
    parts = [p for p in text.split(",") if p.strip()]
    if len(text.split()) < 2 or without_label(text) != text or _TITLE.search(text):
        return False
    return all(_jobs(p) for p in parts)


def _no_case(word: str) -> bool:
    return word[:1].isalpha() and word[:1].lower() == word[:1].upper()


def tidy_name(text: str) -> str:
    """Give the name at the head of a text: dates, times, titles of posts and prose that follow are left off."""
    text = words.fold(_ADDRESS.sub("", text[:400])).strip(" ,;:|-–—•·")
    if article := _ARTICLE.match(text):
        text = text[article.end() :]
    if found := find_date(text):
        text = text[: found[1]] if found[1] > 2 else text[found[2] :].strip(" ,;:|-–—•·")
    text = _ENDS.sub("", text)
    text = byline_words().ends.sub("", text)
    text = re.sub(r"[\s,]*\b\d.*$", "", text) if re.search(r"\s\d", text) else text
    parts = [p.strip(" .") if len(p.split()) > 1 else p.strip() for p in text.split(",")]
    return ", ".join(_people(parts)).strip(" ,;:|-–—•·“”\"*†")


def _people(parts: list[str]) -> list[str]:
    """Give the parts between commas that are names or degrees: no jobs, no bodies that one works for, no prose."""
    jobs = byline_words().jobs
    parts = [p for p in parts if p]
    names = [p for p in parts if not jobs.search(p)]
    if not names or (len(parts) > 1 and all(_LETTERS.fullmatch(n) for n in names)):
        return parts[:1]
    if names[0] is not parts[0]:
        parts = parts[parts.index(names[0]) :]
    out = [parts[0]]
    for part in parts[1:]:
        if jobs.search(part):
            continue
        if _DEGREE.fullmatch(part) or (2 <= len(part.split()) <= 8 and is_name(part)):
            out.append(part)
        elif len(part.split()) > 3 or not part[:1].isupper():
            break
        else:
            out.append(part)
    return out


def without_label(text: str) -> str:
    """Give the text without the "By", "Written by", "Autor:" before a name."""
    return byline_words().label.sub("", words.fold(text), count=1)


def people_in(text: str) -> str:
    """Give the name that an element says which calls itself a byline, "" when it says none."""
    bare = without_label(text)
    name = tidy_name(bare)
    return name if 2 <= len(name) <= 120 and not nobody(name) and any(c.isalpha() for c in name) else ""


@lru_cache(maxsize=512)
def nobody(name: str) -> bool:
    """Whether a name is a machine's or a placeholder: "admin", "No Author", a number."""
    return byline_words().nobody.fullmatch(name.strip()) is not None


def login(name: str) -> bool:
    """Whether a name looks like what someone signs in with: "jdoe3", "jane.doe"."""
    return _LOGIN.fullmatch(name) is not None


def same_body(name: str, other: str) -> bool:
    """Whether two names are one body's: the same letters, or one within the other."""
    a, b = squash(name), squash(other)
    return bool(a and b) and (a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a)))


def squash(text: str) -> str:
    """Give the letters and figures of a text, without case."""
    return "".join(c for c in text if c.isalnum()).casefold()


def is_date(text: str) -> bool:
    """Whether a text is a date, or a month and nothing else."""
    found = find_date(text)
    if found is not None:
        return found[1] <= 2 and is_all(text, found)
    found = find_date(f"1 {text} 2000")
    return found is not None and found[1] <= 2
