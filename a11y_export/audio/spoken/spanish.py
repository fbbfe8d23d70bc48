"""What written Spanish has of its own: ordinals, dates, sums, "1½ tabletas", Roman numerals, letters, intervals."""

from __future__ import annotations

import re

from a11y_export.audio.spoken.letters import greek, letters
from a11y_export.audio.spoken.plain import below, plain
from a11y_export.audio.spoken.scan import Match, Production, is_named
from a11y_export.audio.spoken.signs import negative
from a11y_export.audio.spoken.tables import Tables
from a11y_export.audio.spoken.units import unit_after
from a11y_export.audio.spoken.values import value

_GAP = r"[ \u00a0\u2009\u202f]"
_ORDINAL = re.compile(
    r"([0-9]{1,2})(?:\.?(er|os|as|º|ª|°(?= [a-záéíóúñ]))|(r[oa]|d[oa]|t[oa]|v[oa]|m[oa]|er[oa]))(?![^\W\d_])"
)
_ISO = re.compile(r"([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9-])")
_TIME = re.compile(rf"([01]?[0-9]|2[0-4]):([0-5][0-9])(?:{_GAP}?(h|hs|hrs|horas)\b\.?)?(?![0-9:]|[.,][0-9]{{3}})")
_HALF = re.compile(rf"{_GAP}?([apAP])\.?{_GAP}?[mM](?![^\W_])\.?")
_UNTIL = re.compile(rf"{_GAP}?[-–]{_GAP}?(?=(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9:]))")
_RATIO = re.compile(r"([0-9]{1,4}):([0-9]{3,6}|[0-9]{1,3}(?:[.,\u00a0 ][0-9]{3})+)(?![0-9:]|[.,][0-9])")
_RATIO_OF = re.compile(r"(?i)\b(?:relación|proporción|razón|diluci[óo]n|diluid[oa]s?|títulos?)(?: de| en| es)? $")
_SMALL_RATIO = re.compile(r"([0-9]{1,3}):([0-9]{1,3})(?![0-9:]|[.,][0-9])")
_TIMES = re.compile(rf"([0-9]{{1,2}})(?:[-–]([0-9]{{1,2}}))?{_GAP}?[x×X]{_GAP}?/{_GAP}?([^\W\d_]+)(?![^\W_])")
_MONEY = re.compile(rf"(US|U\$S|R|S/)?{_GAP}?([$€£])?{_GAP}?(?=[0-9])")
_AFTER_MONEY = re.compile(rf"{_GAP}?(€|£|USD|EUR|MXN)(?![^\W_])")
_AMOUNT = re.compile(r"[0-9]+(?:[.,\u00a0\u202f][0-9]+)*")
_MIXED = re.compile(rf"(?:([0-9]+){_GAP}?)??(?:([½¼¾⅐-⅞])|(?<![0-9])([1-3]/[2-4])(?![0-9/]|[.,][0-9]))")
_PARTS = {"1/2": "½", "1/4": "¼", "3/4": "¾", "1/3": "⅓", "2/3": "⅔"}
_NOUN = re.compile(rf"{_GAP}([a-záéíóúüñ]{{3,}})(?![^\W_])")
_EVERY = re.compile(rf"/{_GAP}?([0-9]{{1,2}}){_GAP}?(h|hs|hrs|horas|d|días|sem)(?![^\W_])\.?")
_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})([a-cA-C]?)(?![^\W_])")
_ROMAN_TO = re.compile(r" ?[-–] ?([IVX]+)(?![^\W_])")
_CODE = re.compile(r"([A-ZÁÉÍÓÚÑ][A-Za-z]{0,4})-?([0-9₀-₉]+(?:\.[0-9]+)?)([A-Za-z]?)(?![^\W_])")
_FROM_SUB = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FEMININE = re.compile(r"(?:a|as|ción|ciones|dad|dosis)$")
_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-zÁÉÍÓÚÑáéíóúñ]+")
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,}")


def spanish(tables: Tables, tag: str) -> Production:
    """Give the production that reads Spanish; `tag` (lower case) tells the country."""
    rest = plain(tables, tag)
    classes = "|".join(tables.rows["classes"]["numeral"])
    numbered = re.compile(rf"(?i:\b(?:{classes}))\s(?:[IVX]+(?:, | y | o | a | ?[-–/] ?))*$")
    dollars = tables.rows["money"]["dollars"].get(tag, "")

    def read(text: str, at: int) -> Match | None:
        char = text[at]
        begins = at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "'’")
        if begins and (char.isalnum() or char in "$€£") and (found := _own(text, at)) is not None:
            return found
        if char == "/" and (every := _EVERY.match(text, at)) is not None and not text[at - 1:at].isdigit():
            unit = tables.units.get(every[2])
            if unit is not None:
                return Match(every.end(), f"cada {every[1]} {unit.one if every[1] == '1' else unit.many}", "unit")
        return greek(tables, text, at) or negative(tables, text, at) or rest(text, at)

    def _own(text: str, at: int) -> Match | None:
        if text[at].isnumeric() or text[at] in "$€£US/R":
            for production in (_ordinal, _date, _times, _ratio, _time, _mixed):
                if (found := production(tables, text, at)) is not None:
                    return found
            if (found := _sum(tables, dollars, text, at)) is not None:
                return found
        if not text[at].isalpha():
            return None
        if (found := value(tables, text, at)) is not None:
            return found
        roman = _ROMAN.match(text, at)
        if roman is not None and numbered.search(text[max(0, at - 40):at]):
            said = f"{_value(roman[1])} {roman[2]}".strip()
            upper = _ROMAN_TO.match(text, roman.end())
            if upper is not None and _value(upper[1]) > _value(roman[1]):
                return Match(upper.start(1), f"{said} a ", "roman")
            return Match(roman.end(), said, "roman")
        return _letters(tables, text, at)

    return read


def _ordinal(tables: Tables, text: str, at: int) -> Match | None:
    match = _ORDINAL.match(text, at)
    words = tables.rows["ordinals"]["words"]
    if match is None:
        return None
    number, ending = int(match[1]), (match[2] or match[3])
    if not 1 <= number <= len(words):
        # "21.º": the number says it; its sign is no word that a nurse would read.
        return Match(match.end(), match[1], "ordinal") if number else None
    word: str = words[number - 1]
    if ending == "er" or (ending in ("º", "°") and number in (1, 3) and _NOUN.match(text, match.end())):
        word = word[:-1] if number in (1, 3) else word
    elif ending[-1] in "aª" or ending == "as":
        word = f"{word[:-1]}a"
    return Match(match.end(), word + ("s" if ending in ("os", "as") else ""), "ordinal")


def _date(_tables: Tables, text: str, at: int) -> Match | None:
    match = _ISO.match(text, at)
    if match is None:
        return None
    return Match(match.end(), f"{int(match[3])} de {_MONTHS[int(match[2]) - 1]} de {match[1]}", "date")


def _time(_tables: Tables, text: str, at: int) -> Match | None:
    match = _TIME.match(text, at)
    if match is None:
        return None
    said = {"00": match[1], "15": f"{match[1]} y cuarto", "30": f"{match[1]} y media"}.get(
        match[2], f"{match[1]} y {int(match[2])}"
    )
    hours = match[3] is not None or int(match[1]) > 12
    if hours:
        said = f"{match[1]} horas" if match[2] == "00" else f"{match[1]} y {int(match[2])} horas"
    half = None if hours else _HALF.match(text, match.end())
    if half is not None:
        morning = half[1].lower() == "a"
        night = "de la noche" if morning else "del mediodía"
        said = f"{said} {night if match[1] == '12' else 'de la mañana' if morning else 'de la tarde'}"
        stop = half.group().endswith(".") and re.match(r"$| [A-ZÁÉÍÓÚÑ]", text[half.end():half.end() + 2])
        return Match(half.end() - bool(stop), said, "time")
    until = _UNTIL.match(text, match.end())
    if until is not None:
        return Match(until.end(), f"{said} a ", "time")
    end = match.end() - (match.group().endswith(".") and match.end() == len(text))
    return Match(end, said, "time")


def _times(tables: Tables, text: str, at: int) -> Match | None:
    """Read "2×/día" and "2-3x/semana" as so many times."""
    match = _TIMES.match(text, at)
    if match is None or match[3] not in tables.rates:
        return None
    many = f"{match[1]} a {match[2]}" if match[2] else match[1]
    return Match(match.end(), f"{many} {'vez' if many == '1' else 'veces'} por {tables.rates[match[3]]}", "quantity")


def _ratio(tables: Tables, text: str, at: int) -> Match | None:
    """Read "1:1000" and "1:10 000" as one number to the other."""
    named = _RATIO_OF.search(text, max(0, at - 24), at) is not None
    match = _RATIO.match(text, at) or (_SMALL_RATIO.match(text, at) if named else None)
    if match is None:
        return None
    found = below(tables)(text, match.start(2))
    said = found.said if found is not None and found.end == match.end() else match[2]
    return Match(match.end(), f"{match[1]} a {said}", "ratio")


def _mixed(tables: Tables, text: str, at: int) -> Match | None:
    """Read "1½ tabletas" as "una tableta y media", "2¼ tazas" as "2 tazas y cuarto"."""
    match = _MIXED.match(text, at)
    if match is None or (match[1] and is_named(text, at)):
        return None
    whole, part = match[1], match[2] or _PARTS[match[3]]
    measure = unit_after(tables, text, match.end(), below(tables))
    noun = _NOUN.match(text, match.end())
    if measure is not None:
        one, many, end = measure.one, measure.many, measure.end
    elif noun is not None and noun[1] not in tables.no_noun:
        many, end = noun[1], noun.end()
        one = many[:-2] if many.endswith(("ones", "ades")) else many.removesuffix("s")
        one = f"{one[:-2]}ón" if many.endswith("ones") else one
    else:
        return None
    head = one.split()[0]
    feminine = _FEMININE.search(head) is not None
    half = "media" if feminine else "medio"
    if whole is None:
        alone = half if part == "½" else f"{tables.rows['fractions'][part]['said']} de"
        return Match(end, f"{alone} {one}", "quantity")
    named = {"½": half, "¼": "cuarto"}.get(part, tables.rows["fractions"][part]["said"])
    said = f"{'una' if feminine else 'un'} {one}" if whole == "1" else f"{whole} {many}"
    return Match(end, f"{said} y {named}", "quantity")


def _sum(tables: Tables, dollars: str, text: str, at: int) -> Match | None:
    """Read "20 €", "€20", "US$5", and "$25" where the country's money is known."""
    names = tables.rows["money"]
    sign = _MONEY.match(text, at)
    if sign is not None and sign[2]:
        amount = _AMOUNT.match(text, sign.end())
        foreign = names["dollar"] if sign[1] in ("US", "U$S") else ""
        word = names.get(sign[2]) or foreign or dollars
        if amount is None or not word or (sign[1] and not foreign):
            return None
        return Match(amount.end(), _priced(tables, amount.group(), word), "currency")
    amount = _AMOUNT.match(text, at)
    after = _AFTER_MONEY.match(text, amount.end()) if amount else None
    if amount is None or after is None:
        return None
    return Match(after.end(), _priced(tables, amount.group(), names[after[1]]), "currency")


def _priced(tables: Tables, written: str, word: str) -> str:
    found = below(tables)(written, 0)
    said = found.said if found is not None and found.end == len(written) else written
    one, _, many = word.partition("|")
    return f"{said} {one if said == '1' else many}"


def _letters(tables: Tables, text: str, at: int) -> Match | None:
    """Read a listed acronym by its letters and a name of letters and digits in its parts; not among capitals."""
    code = _CODE.match(text, at)
    if code is not None and (known := tables.codes.get(code.group())) is not None:
        return Match(code.end(), known, "code")
    if code is not None and code[1] not in tables.units and len(code[2]) <= 3:
        stem = code[1] if len(code[1]) == 1 or not code[1].isupper() or code[1] in tables.words else letters(code[1])
        return Match(code.end(), f"{stem} {code[2].translate(_FROM_SUB)} {code[3]}".strip(), "code")
    word = _WORD.match(text, at)
    if word is None or word.group() not in tables.letters:
        return None
    around = text[max(0, at - 20):at].split()[-1:] + text[word.end():word.end() + 20].split()[:1]
    if any(_CAPITALS.fullmatch(near) and near not in tables.letters for near in around):
        return None
    return Match(word.end(), letters(word.group()), "letters")


def _value(written: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[char] for char in written]
    return sum(-v if v < max(values[place:]) else v for place, v in enumerate(values))
