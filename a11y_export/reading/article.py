"""From a saved page to the article, step by step: the order of the steps settles every word's fate."""

from __future__ import annotations

from a11y_export.reading import loading  # noqa: F401 — before all else that uses Beautiful Soup

# isort: split
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bs4.element import Tag

from a11y_export import words
from a11y_export.clinic import Clinic
from a11y_export.errors import NoArticle
from a11y_export.model import (
    Added,
    Article,
    Disclaimer,
    Origin,
    Paragraph,
    Removal,
    Section,
    Source,
    Span,
    leaf_texts,
)
from a11y_export.reading import (
    chrome,
    columns,
    consent,
    content,
    header,
    language,
    leads,
    metadata,
    scorecard,
    siterules,
)
from a11y_export.reading import corrections as staff
from a11y_export.reading.blocks import Builder
from a11y_export.reading.corrections import Corrections, find_quote
from a11y_export.reading.dangers import DOSE, is_dangerous
from a11y_export.reading.disclaimer import find_disclaimers
from a11y_export.reading.headnotes import find_unseen
from a11y_export.reading.hidden import cut_hidden
from a11y_export.reading.ledger import Fate, Ledger, Run
from a11y_export.reading.metadata import Facts
from a11y_export.reading.options import ReadingOptions
from a11y_export.reading.page import Page, parse, read_page
from a11y_export.reading.survey import Survey
from a11y_export.reading.tree import Element, Soup, Text, holds


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading gives: the article, every cut, and every visible word in page order with its fate.

    `source` is the decoded page, or text (`is_dump`), that `runs` account for; the proof reads it in its own way.
    `beside` has each file looked for beside the page by its path from there, with its SHA-256, "" when there was none.
    """

    article: Article
    removals: tuple[Removal, ...]
    runs: tuple[Run, ...]
    source: str
    warnings: tuple[str, ...]
    say_as: dict[str, str]
    corrections_sha256: str = ""
    is_dump: bool = False
    clinic: Clinic = field(default_factory=Clinic)
    speech: dict[str, Any] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)


def read(path: Path, options: ReadingOptions | None = None, location: str | None = None) -> Reading:
    """Read the page saved at `path`; raises UnreadableInput, NoArticle, or UsageError for its corrections.

    `location` is the name to tell people and to record, `path`'s own name when not given.
    """
    options = options or ReadingOptions()
    with _no_collection():
        page = read_page(path, location or path.name, options)
        try:
            return _read(page, staff.load(staff.path_beside(path), location or path.name), options)
        finally:
            page.tree.fell()


def read_bytes(data: bytes, location: str = "page", options: ReadingOptions | None = None) -> Reading:
    """Read a page from memory; pictures beside it are not looked for."""
    options = options or ReadingOptions()
    with _no_collection():
        page = parse(data, location, options)
        try:
            return _read(page, Corrections(), options)
        finally:
            page.tree.fell()


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of cycles from walking the page's tree over and over: felled, it has none left."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(page: Page, corrections: Corrections, options: ReadingOptions) -> Reading:
    soup, warnings = page.soup, list(page.warnings)
    ledger = Ledger(soup)
    facts = metadata.from_head(soup, page.url)
    metadata.from_footer(facts)
    staff.apply(corrections, soup, ledger, warnings)
    ruled = siterules.find(options.rules, page.tree, siterules.addresses_of(page, facts.url))
    ruled.protect(ledger)
    tongue, doubt = language.settle(
        options.language or corrections.facts.get("language"),
        facts.language,
        " ".join(ledger.nodes),
    )
    warnings += [doubt] * bool(doubt)
    if soup.body is not None and holds(soup.body, {"math"}):
        warnings.append("The page holds formulas; their parts are printed and spoken one after another. Check them.")
    builder = Builder(page, ledger, tongue, facts.url, corrections.alt)

    in_doubt: list[list[Text]] = []
    disclaimer = _disclaimer(
        page, ledger, corrections, options, tongue, facts.url, warnings, ruled.disclaimer, in_doubt
    )
    if disclaimer.origin is not Origin.FOUND:
        disclaimer = find_unseen(facts, ledger, warnings) or disclaimer
    ruled.remove(ledger)
    survey = Survey(page.tree)
    cut_hidden(page.tree, survey, ledger)
    consent.cut_consent(page.tree, survey, ledger)
    survey.count_prose(ledger.is_dead)
    title, title_element = header.find_title(facts, ledger)
    metadata.from_header(header.around(title_element, ledger), facts, ledger)
    if title_element is not None and "title" in corrections.facts:
        ledger.cut(title_element, "staff", "replaced by the title in the corrections beside the article")
    elif title_element is not None:
        if without := header.cut_struck(title_element, ledger):  # <del>5</del><ins>10</ins> would read 510
            title = without
            warnings.append(
                f"Words that are crossed out in the title were left out of it; it reads “{title[:120]}”. If it should "
                "not, write it beside the page: title = \"…\" in its corrections."
            )
        header.claim_title(title_element, ledger)
    consent.cut_consent_lines(page.tree, ledger)
    chrome.cut_chrome(page.tree, survey, ledger)
    columns.cut_columns(page.tree, survey, ledger, title_element)
    quoted = [e for quote in corrections.keep if (e := find_quote(soup, quote)) is not None]
    kept = sorted({e.at: e for e in (*ruled.keep, *quoted)}.values(), key=lambda e: e.at)
    root = content.choose(page.tree, survey, ledger, title_element) or next(iter(kept), None)
    # What holds the article and is to be kept as a whole is the article.
    root = next((e for e in kept if root is not None and e.at < root.at < e.end), root)
    if root is None:
        raise _no_article(page, facts, title)
    lead = leads.lead_in(title_element, root, survey, facts, ledger) if title_element is not None else []
    content.cut_outside(root, ledger, lead)
    chrome.cut_text_blocks(root, survey, ledger)
    if not page.dump:
        scorecard.cut_scraps(root, survey, ledger, facts.author)
    if not content.is_typed(root):
        content.trim_tail(root, survey, ledger)
    sections = _with_kept(builder.sections(root), builder, [*lead, *kept], root)
    ledger.close("outside the article", "belongs to no part of the article")
    warnings += _doubtful(root, ledger)
    if disclaimer.origin is not Origin.FOUND:
        warnings += _perhaps_disclaimers(in_doubt, ledger)
    builder.album.record_others(soup, ledger)
    warnings += [*builder.album.undescribed(), *builder.album.unknown()]
    if not any(words.tokens(t) for s in sections for t in leaf_texts(s.blocks)):
        raise _no_article(page, facts, title)
    unseen = leaf_texts(disclaimer.blocks) if disclaimer.where else ()
    added = [*builder.album.added, *(Added(disclaimer.where, "disclaimer", text) for text in unseen)]
    article = _article(
        page, facts, corrections, tongue, title, title_element is not None, sections, disclaimer, added
    )
    warnings += staff.unsaid(corrections, article)
    return Reading(
        article,
        tuple(ledger.removals),
        tuple(ledger.runs()),
        page.dump or page.html,
        tuple(warnings),
        corrections.say_as,
        corrections.sha256,
        bool(page.dump),
        corrections.clinic,
        corrections.speech,
        builder.album.beside | _logo(corrections.clinic),
    )


def _logo(clinic: Clinic) -> dict[str, str]:
    return {clinic.logo: clinic.as_dict()["logo_sha256"]} if clinic.picture else {}


_ENDS = frozenset({"before the article", "after the article"})
_SURE = frozenset({"consent", "staff", "list mark", "duplicate", "share", "newsletter"})


def _doubtful(root: Tag, ledger: Ledger) -> list[str]:
    """Give a warning for each cut within the article that holds a dose or a prohibition; three at the most.

    A text dump has no markup: what stands at its ends may be the article's as well.
    """
    ends = [r for r in ledger.removals if r.rule in _ENDS]
    found = [r for r in (*ledger.removals_in(root), *ends) if r.rule not in _SURE and is_dangerous(r.text)]
    said = "with a dose or a prohibition in it"
    return [f"Cut as “{r.rule}”, {said}: “{r.text[:120]}”. See cuts.html." for r in found[:3]]


def _perhaps_disclaimers(in_doubt: list[list[Text]], ledger: Ledger) -> list[str]:
    """Give a warning for each text that was cut and may be the disclaimer that was not found; two at the most.

    One that stands in the article is there for its reader, and is not told.
    """
    told = dict.fromkeys(text for texts in in_doubt if (text := ledger.cut_words(texts)))
    line = 'If it is, write into its corrections: disclaimer = "{}"'
    return [
        f"Cut, and perhaps the disclaimer: “{text[:300]}”. {line.format(' '.join(text.split()[:8]))}"
        for text in list(told)[:2]
    ]


def _with_kept(
    sections: tuple[Section, ...], builder: Builder, kept: list[Element], root: Element
) -> tuple[Section, ...]:
    """Add what is to be kept from outside of the article: before the first section, or at the end of the last."""
    outer = [e for e in kept if not root.at <= e.at < root.end]
    before = builder.blocks(tuple(e for e in outer if e.at < root.at))
    after = builder.blocks(tuple(e for e in outer if e.at > root.at))
    if after and sections:
        sections = (*sections[:-1], replace(sections[-1], blocks=(*sections[-1].blocks, *after)))
    if before and sections and not sections[0].heading:
        sections = (replace(sections[0], blocks=(*before, *sections[0].blocks)), *sections[1:])
    elif before:
        sections = (Section("s00", (), 2, before), *sections)
    return sections


def _no_article(page: Page, facts: Facts, title: str) -> NoArticle:
    """Give the error for a page without an article, with what its head and its byline say all the same."""
    names = ("author", "reviewer", "published", "reviewed", "language")
    known = {"title": title, **{name: getattr(facts, name) for name in names}}
    called = f", “{title[:80]}”" if title else ""
    what = f"no article was found on this page{called}."
    return NoArticle(page.location, what, _no_article_remedy(page.soup), known)


def _no_article_remedy(soup: Soup) -> str:
    scripts = sum(e.name == "script" for e in soup.tree.elements)
    if scripts >= 3 and soup.tree.characters < 2000:
        return "Scripts fill this page: open it, wait until the article shows, then save it as “complete” or MHTML."
    return "Check that the file is an article, not a list of links, a search page or a front page."


def _disclaimer(
    page: Page,
    ledger: Ledger,
    corrections: Corrections,
    options: ReadingOptions,
    language: str,
    base: str,
    warnings: list[str],
    ruled: list[Element],
    in_doubt: list[list[Text]],
) -> Disclaimer:
    """Pin the page's disclaimers, `ruled` among them; with none, take the clinic's own text when there is one.

    The texts that may be one, though no rule is sure, are added to `in_doubt`.
    """
    builder = Builder(page, ledger, language, base, {}, fate=Fate.DISCLAIMER)
    elements: list[Element] = []
    for quote in corrections.disclaimer:
        element = find_quote(page.soup, quote)
        if element is None:
            warnings.append(f"Corrections: the disclaimer is not on the page: “{quote[:80]}”.")
        else:
            elements.append(element)
    elements.sort(key=lambda e: e.at)
    if not elements:
        finds = find_disclaimers(page.soup, ledger, in_doubt)
        told = {(e.t0, e.at): e for e in (*ruled, *(e for f in finds for e in f.elements))}
        elements = [told[place] for place in sorted(told)]
    blocks = builder.blocks(tuple(elements))
    if blocks:
        found = Disclaimer(blocks, Origin.FOUND)
        if not corrections.disclaimer and (dose := DOSE.search(found.text)):
            said = found.text[max(0, dose.start() - 60) : dose.end() + 40]
            warnings.append(f"The disclaimer holds a dose: “…{said}…”. Check that it is not the article's own.")
        return found
    if options.disclaimer:
        paragraphs = [words.fold(p) for p in options.disclaimer.replace("\r\n", "\n").split("\n\n")]
        return Disclaimer(tuple(Paragraph((Span(p),)) for p in paragraphs if p), Origin.SUPPLIED)
    return Disclaimer()


def _article(
    page: Page,
    facts: Facts,
    corrections: Corrections,
    language: str,
    title: str,
    on_page: bool,
    sections: tuple[Section, ...],
    disclaimer: Disclaimer,
    added: list[Added],
) -> Article:
    told = {
        name: corrections.facts.get(name, getattr(facts, name))
        for name in (
            "author",
            "reviewer",
            "published",
            "reviewed",
            "site",
            "url",
            "owner",
            "licence",
            "updated",
        )
    }
    source = Source(location=page.location, sha256=page.sha256, **told)
    origins = [Added(origin, where, text) for origin, where, text in facts.added if text in {*told.values(), title}]
    if "title" in corrections.facts:
        title, on_page = corrections.facts["title"], False
    return Article(
        title=title or Path(page.location).stem,
        language=language,
        source=source,
        summary=facts.summary,
        sections=sections,
        disclaimer=disclaimer,
        title_origin="page" if on_page else "head",
        added=(*origins, *added),
    )
