"""Who reviewed an article, out of what stands behind the label: people with their degrees, or a body."""

from __future__ import annotations

import re
from functools import lru_cache

from a11y_export import words
from a11y_export.reading.dates import find_date
from a11y_export.reading.people import is_date, is_name, nobody, tidy_name
from a11y_export.reading.rules.reviewing import part_starts

_BODY = re.compile(
    r"\b(?:team|board|committee|department|panel|council|editors|staff|group|college|faculty|redaktion|beirat|comité|consejo"
    r"|equipo|équipe|comitato|redazione|équipe|equipe|conselho|comissão|redactie|raad|commissie|दल|समिति|मंडल)\b",
    re.IGNORECASE,
)
_OF_BODIES = re.compile(
    rf"{_BODY.pattern}|of|for|and|the|at|in|und|für|des|et|per|para|voor|van|medical|clinical|scientific|editorial|review"
    r"|health|advisory|expert|education|patient|médico|médica|científic[oa]|clínic[oa]|editorial|médical|scientifique"
    r"|medico|scientific[oa]|medische|medizinische[rs]?|wissenschaftliche[rs]?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"(?:the|its|le|la|les|el|il|lo|o|a|das|die|der|dem|den|het|de|del)\s+(?=\w)", re.IGNORECASE)
# Occupations and places of work between commas are no part of a name.
_JOB = re.compile(
    r"\b(?:\w+olog(?:ist|e|in|a|o|ue|en)|physician|surgeon|dentist|nurse|pharmacist|dieti[ct]ian|nutritionist|psychiatrist"
    r"|pediatrician|paediatrician|therapist|practitioner|doctor|professor|fellow|chief|school|university|hospital|clinic"
    r"|cent(?:er|re)|medicine|health|(?:fach)?(?:arzt|ärztin)|apotheker(?:in)?|internist(?:in)?|klinik|universität|médecin"
    r"|infirmi\w+|pharmacien\w*|pédiatre|généraliste|médic[oa]|enfermeir[oa]|enfermer[oa]|farmac\w+|nutricionista"
    r"|nutrizionista|medico|infermier[ea]|pediatra|huisarts|arts|verpleegkundige|apotheek\w*|especialista|spécialiste"
    r"|specialista|चिकित्सक|विशेषज्ञ)\b",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?:dr|prof|med|dent|vet|rer|nat|phil|psych|pharm|habil|univ|de|la|van|von|der|den|ten|ter|zu|da|di|del|della|dos|das|do"
    r"|du|le|el|al|bin|ibn|y|e|i)\.?",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[\s,(]+(?:on|em|el|le|il|am|op|in data|no dia|den)?\s*\(?\d.*$", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(
    r"(?:dr|dra|dre|drs|doc|prof|profa|pr|dott|dipl|med|psic|lic|enf|mag|priv|pd|sir|dame)\b|(?:डॉ|डा|प्रो)",
    re.IGNORECASE,
)
_DEGREED = re.compile(r",\s(?:[A-Z][A-Za-z]{0,4}\.?){1,4}(?:,|$|\s)")
_AGENT = re.compile(r"^[\s,;(–-]*(?:by|von|durch|por|par|da|dal|dalla|door)\b:?\s+(?P<v>\S.*)", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|und|y|e|et|en|&|और)\s+")
_RUNS_ON = re.compile(
    r"(?:\b(?:and|und|y|e|et|en|was|is|are|been|last|wurde|zuletzt|fue|sido|été|stat[oa]|foi|werd|de|la|el|the|der|della|da|do)"
    r"|&|[’'])\s*$",
    re.IGNORECASE,
)
# The label of a name that stands before it.
LABEL_BEHIND = re.compile(
    r"(?:\w+ )?(?:reviewer|fact[- ]checker|revisora?|gutachter(?:in)?|relect(?:eur|rice)|समीक्षक)",
    re.IGNORECASE,
)
_DEGREE_LETTERS, _JOB_WORDS = 8, 4
_ON = re.compile(r"\b(?:on|am|el|le|il|em|op|in data|den|को)\s*$", re.IGNORECASE)
_SIGNS = " ,;:|•·▪●–—-/.("


@lru_cache(maxsize=256)  # the lines around a title are asked for more than once
def parts_of(line: str) -> tuple[str, ...]:
    """Split a line where a further role or a further date begins: "By Ana Lee, reviewed by Bo Roe, MD"."""
    starts = [m.start() for m in part_starts().finditer(line)]
    cuts = [at for at in starts if at > 1 and _parts_before(line[:at])]
    if not cuts:
        return (line,)
    out = [line[a:b].strip(_SIGNS) for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    return tuple(part for part in out if part)


def _parts_before(text: str) -> bool:
    """Whether a part may end here: not within a phrase such as "written and reviewed by" or "was reviewed by"."""
    return _RUNS_ON.search(text) is None


def reviewer_in(value: str) -> str:
    """Give the people or the body at the head of what stands behind a reviewer's label, "" when nobody is named."""
    value = words.fold(value).strip("()[] ")
    if found := find_date(value):
        value = value[: found[1]] if found[1] > 2 else value[found[2] :].strip(_SIGNS)
    value = _WHEN.sub("", value)
    if body := _body_in(value):
        return body
    people = [p for one in _AND.split(value)[:8] if (p := _one(one))]
    people = people if len(people) < 2 or all(len(p.split()) > 1 for p in people) else people[:1]
    return ", ".join(people)


def _one(value: str) -> str:
    """Give one person's name with titles and degrees; a word alone is as likely a column's head, or a thing."""
    parts = value.split(",")
    head = parts[0].split()
    head = head[len(head) > 2 and _LEAD.match(value) is not None :]
    if len(head) > 2 and head[0].islower() and head[0].isalpha() and not _TITLE.match(head[0]):
        head = head[1:]  # "huisarts Ana Lee"
    kept = [" ".join(head), *(p for p in parts[1:] if not _JOB.search(p))]
    small = kept[0][:1].islower() and _TITLE.match(kept[0]) is not None
    text = ",".join(kept)
    name = tidy_name(text[:1].upper() + text[1:] if small else text)
    if len(name.split()) < 2 or not is_name(name) or is_date(name) or nobody(name) or not _is_called_so(name):
        return ""
    return name[:1].lower() + name[1:] if small else name


def _is_called_so(name: str) -> bool:
    """Whether every word before the first comma is written as names are, but for titles and particles."""
    own = [w for w in name.split(",")[0].split() if not _SMALL.fullmatch(w)]
    return bool(own) and all(w[:1].isupper() or w[:1].lower() == w[:1].upper() for w in own)


def _body_in(value: str) -> str:
    """Give the body that a value names, "the Lakeside review team", without its article; "" for one without a name."""
    head = re.split(r"[.;|•·(]|,\s|\s[–—-]\s", value, maxsplit=1)[0].strip()
    lead = _LEAD.match(head)
    head = head[lead.end() :] if lead else head
    if not _BODY.search(head) or not 2 <= len(head.split()) <= 10 or value.lower().startswith("our "):
        return ""
    named = [w for w in head.split() if w[:1].isupper() or w[:1].lower() == w[:1].upper()]
    others = [w for w in head.split() if w not in named and not _SMALL.fullmatch(w) and not _OF_BODIES.fullmatch(w)]
    return head if named and not others and not any(c.isdigit() for c in head) else ""


def is_occupation(text: str) -> bool:
    """Whether a text between a name and a day says only what someone is, or that the day follows: "huisarts, op"."""
    text = _ON.sub("", text).strip()
    degree = len(text) <= _DEGREE_LETTERS and (text.isupper() or text.lower() == text.upper())
    return not text or degree or (len(text.split()) <= _JOB_WORDS and _JOB.search(text) is not None)


def reviewer_behind(text: str) -> str:
    """Give the reviewer whom a text names behind a date: "by Ana Lee, MD"."""
    match = _AGENT.match(text)
    return reviewer_in(match["v"]) if match else ""


def is_titled(name: str) -> bool:
    """Whether a name has a title before it or a degree behind it."""
    return bool(_TITLE.match(name) or _DEGREED.search(name))
