"""A CSS selector, parted into steps of one element each, so that each step can be matched by itself.

Taken are types, classes, ids, attributes, ``:not()``, ``:is()`` and ``:where()`` of these, joined by the four
combinators and by commas. What asks about numbers, texts or descendants is refused: it has no bound that holds on
every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup
from bs4.css import CSS

LONGEST, MOST_STEPS, MOST_ALTERNATIVES = 500, 8, 20
_PSEUDO = frozenset({"not", "is", "where"})
_SPACES = " \t\n\r\f"


class SelectorError(ValueError):
    """A selector that is none, or that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a selector: how it stands to the one before (" ", ">", "+" or "~"), and what it is."""

    combinator: str
    compound: str


def steps(selector: str) -> tuple[tuple[Step, ...], ...]:
    """Part a selector into its alternatives, each into its steps; raises SelectorError."""
    if len(selector) > LONGEST:
        raise SelectorError(f"it has more than {LONGEST} characters")
    if "\0" in selector or "/*" in selector:
        raise SelectorError("it holds a comment or a zero")
    found = _parted(selector.strip(_SPACES))
    if len(found) > MOST_ALTERNATIVES or any(len(alternative) > MOST_STEPS for alternative in found):
        raise SelectorError(f"it has more than {MOST_ALTERNATIVES} alternatives or {MOST_STEPS} steps")
    for alternative in found:
        for step in alternative:
            _check(step.compound)
    return tuple(tuple(alternative) for alternative in found)


def _parted(selector: str) -> list[list[Step]]:
    """Part at commas and combinators that stand outside of brackets and quotes."""
    out: list[list[Step]] = [[]]
    compound, combinator, quote, open_brackets = "", "", "", ""
    after_space = False
    at = 0
    while at < len(selector):
        sign = selector[at]
        width = 2 if sign == "\\" else 1  # an escaped sign is a letter like any other
        at += width
        if width == 1 and not quote and not open_brackets and sign in _SPACES + ",>+~":
            if compound:
                out[-1].append(Step(combinator or " ", compound))
                compound, combinator = "", ""
            if sign == ",":
                if combinator or not out[-1]:
                    raise SelectorError("a part of it is empty")
                out.append([])
            elif sign not in _SPACES:
                if combinator or not out[-1]:
                    raise SelectorError(f"“{sign}” stands where an element should")
                combinator = sign
            continue
        if width == 1 and quote:
            quote = "" if sign == quote else quote
        elif width == 1:
            after_space = _inside(sign, selector, at, open_brackets, after_space=after_space)
            if sign in "\"'":
                quote = sign
            elif sign in "[(":
                open_brackets += sign
            elif sign in "])":
                if not open_brackets or open_brackets[-1] + sign not in {"[]", "()"}:
                    raise SelectorError("its brackets do not match")
                open_brackets = open_brackets[:-1]
        compound += selector[at - width : at]
    if quote or open_brackets:
        raise SelectorError("a bracket or a quotation is left open")
    if not compound:
        raise SelectorError("it ends where an element should stand" if combinator or out[-1] else "a part is empty")
    out[-1].append(Step(combinator or " ", compound))
    return out


def _inside(sign: str, selector: str, at: int, open_brackets: str, *, after_space: bool) -> bool:
    """Refuse pseudo-classes and combinators inside brackets that are not taken; whether a space came before."""
    if sign == ":" and not open_brackets.endswith("["):
        named = selector[at:].partition("(")[0].lower()
        if named not in _PSEUDO:
            raise SelectorError(f"“:{named[:30]}” is not taken; :not(), :is() and :where() are")
    if not open_brackets.endswith("("):
        return False
    if sign in ">+~" or (after_space and sign not in _SPACES + ",)"):
        raise SelectorError("what stands in brackets may be one element only")
    return (sign in _SPACES and selector[at - 2] not in "(," + _SPACES) or (after_space and sign in _SPACES)


@lru_cache(maxsize=1)
def _library() -> CSS:
    return CSS(BeautifulSoup("", "lxml"))


def _check(compound: str) -> None:
    """Ask the library whether it takes the compound."""
    css = _library()
    try:
        css.compile(compound)
    except (css.api.SelectorSyntaxError, ValueError, NotImplementedError) as error:
        said = " ".join(str(error).partition("\n")[0].split())
        raise SelectorError(said.rstrip(".") or "it is no selector") from error
