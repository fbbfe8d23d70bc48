"""Sweep real articles for written forms that reach the voice as they stand, or only sign by sign.

``python -m benchmarks.spoken [--language en] [--every N] [--top N] [--sample N] [--texts FILE]`` reads the articles of
the pages that may be looked at, over the public API, and tallies by shape what holds a digit, a sign or a run of
capitals and is left to the voice, or is said by a fallback (slash, dash, superscript …). ``--sample`` lists changed
spans drawn at random, the same ones each time, for a person to judge. ``--texts`` keeps the sentences between runs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from a11y_export.audio.spoken import Spoken, speak
from a11y_export.errors import ExportError
from a11y_export.prose import sentences
from a11y_export.reading import read_bytes
from benchmarks import pages

# Said for a sign that no production understood, in the languages with a grammar.
FALLBACK = re.compile(
    r"\b(?:slash|dash|hyphen|superscript|colon|caret|underscore|asterisk|bar|backslash|number sign|arrow|comma"
    r"|barra|guion|superíndice|asterisco|dos puntos|flecha)\b"
)
# What a voice reads from a sentence's ordinary signs needs no rule.
_ORDINARY = "-‐‑–—.,;:!?'’‘\"“”()…/ \u00a0"
_TOKEN = re.compile(r"\S+")
_CAPITALS = re.compile(r"(?<![^\W_])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z]*|[a-z]{1,3}[A-Z][A-Za-z]*|(?:[A-Za-z]\.){2,})")
_CONTEXT = 30
Found = tuple[str, str, str]


def doubts(text: str, language: str) -> Iterator[Found]:
    """Give (how it is said, shape, context) of each token that holds a written form no production understood."""
    spans = speak(text, language)
    for token in _TOKEN.finditer(text):
        inside = [s for s in spans if s.start < token.end() and token.start() < s.end]
        left = "".join(_left(s, token, text) for s in inside)
        context = text[max(0, token.start() - _CONTEXT) : token.end() + _CONTEXT]
        said = " ".join(s.said for s in inside if s.rule)
        if FALLBACK.search(said) and not any(s.rule in ("web", "phone") for s in inside):
            yield "fallback", shape(token.group()), f"{context} ⇒ {said}"
        elif any(c.isdigit() for c in left):
            yield "digit", shape(token.group()), context
        elif any(not c.isalnum() and c not in _ORDINARY for c in left):
            yield "sign", shape(left), context
        elif _CAPITALS.search(left):
            yield "capitals", left.strip("".join(_ORDINARY)), context
        elif "/" in left:
            yield "slash", shape(token.group()), context


def _left(span: Spoken, token: re.Match[str], text: str) -> str:
    return "" if span.rule else text[max(span.start, token.start()) : min(span.end, token.end())]


def shape(token: str) -> str:
    """Give a token with its digits as 9 and its runs of letters as a or A."""
    out = re.sub(r"\d+", "9", token)
    return re.sub(r"[^\W\d_]+", lambda m: "A" if m.group().isupper() else "a" if len(m.group()) > 3 else m.group(), out)


def texts(every: int, kept: Path | None) -> Iterator[tuple[str, str]]:
    """Give (language, sentence) of every article of the pages that may be looked at; `kept` holds them between runs."""
    if kept is not None and kept.is_file():
        with kept.open(encoding="utf-8") as lines:
            for line in lines:
                language, text = json.loads(line)
                yield language, text
        return
    found: list[tuple[str, str]] = []
    for page in sorted(p for p, truth in pages.truths().items() if pages.is_tuning(truth["url"]))[::every]:
        try:
            article = read_bytes(pages.html(page).encode("utf-8", "surrogatepass"), "page.html").article
        except ExportError:
            continue
        found += [(s.lang or article.language, s.text) for s in sentences(article)]
    if kept is not None:
        kept.write_text("".join(f"{json.dumps(row)}\n" for row in found), encoding="utf-8")
    yield from found


def main(arguments: Sequence[str] | None = None) -> int:
    """Sweep, and print the tally: how often, how it is said, shape, contexts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spoken", description=__doc__)
    parser.add_argument("--language", default="", help="only this primary language")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take one page of N")
    parser.add_argument("--top", type=int, default=60, metavar="N", help="how many shapes to print of each kind")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N changed spans drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="keep the sentences in this file, outside of the project")
    chosen = parser.parse_args(arguments)
    swept = [
        (language, text)
        for language, text in texts(chosen.every, chosen.texts)
        if not chosen.language or language.split("-")[0] == chosen.language
    ]
    if chosen.sample:
        _print_sample(swept, chosen.sample, chosen.seed)
    else:
        _print_tally(swept, chosen.top)
    return 0


def _print_sample(swept: Sequence[tuple[str, str]], size: int, seed: int) -> None:
    changed = [(text, span) for language, text in swept for span in speak(text, language) if span.rule]
    for text, span in random.Random(seed).sample(changed, min(size, len(changed))):
        low, high = max(0, span.start - _CONTEXT), span.end + _CONTEXT
        print(f"{span.rule:12} {text[low:span.start]}[{text[span.start:span.end]}]{text[span.end:high]} ⇒ {span.said}")


def _print_tally(swept: Sequence[tuple[str, str]], top: int) -> None:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    contexts: dict[tuple[str, str], list[str]] = defaultdict(list)
    spans = changed = 0
    for language, text in swept:
        changed += sum(1 for span in speak(text, language) if span.rule)
        for kind, form, context in doubts(text, language):
            tally[kind][form] += 1
            spans += 1
            if len(contexts[kind, form]) < 3:
                contexts[kind, form].append(context)
    for kind, forms in sorted(tally.items()):
        print(f"== {kind}: {forms.total()} tokens, {len(forms)} shapes")
        for form, count in forms.most_common(top):
            print(f"{count:6} {form}   {' | '.join(contexts[kind, form])}")
    print(f"{len(swept)} sentences, {changed} changed spans, {spans} tokens in doubt")


if __name__ == "__main__":
    sys.exit(main())
