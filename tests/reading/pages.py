"""Small saved pages to read, and what the reading made of them as text."""

from a11y_export import words
from a11y_export.model import leaf_texts, plain
from a11y_export.reading import ReadingOptions, read_bytes
from a11y_export.reading.ledger import Fate

# Three paragraphs of running text: enough for any page to have an article.
PROSE = (
    "<p>Asthma is a long-term condition of the airways. In people with asthma the airways are swollen, "
    "and they react strongly to smoke, pollen, dust and cold air.</p>"
    "<p>Most people can keep their asthma under control. A preventer inhaler is used every day, even when you feel "
    "well, and a reliever inhaler opens the airways during an attack.</p>"
    "<p>Talk with your nurse about a written plan for bad days. It tells you which medicine to take, how much of it, "
    "and when to ask for help.</p>"
)
PROSE_TEXT = [
    "Asthma is a long-term condition of the airways. In people with asthma the airways are swollen, "
    "and they react strongly to smoke, pollen, dust and cold air.",
    "Most people can keep their asthma under control. A preventer inhaler is used every day, even when you feel "
    "well, and a reliever inhaler opens the airways during an attack.",
    "Talk with your nurse about a written plan for bad days. It tells you which medicine to take, how much of it, "
    "and when to ask for help.",
]


def page(body="", *, head="", before="", after="", lang="en", prose=PROSE, title="Living with asthma"):
    """Give a page: `before` and `after` stand beside the article, `body` stands in it after its prose."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>{before}'
        f"<article><h1>{title}</h1>{prose}{body}</article>{after}</body></html>"
    )


def read(html, **options):
    data = html if isinstance(html, bytes) else html.encode()
    return read_bytes(data, "page.html", ReadingOptions(**options))


def blocks(html, **options):
    """Give the blocks of the article after its prose."""
    found = [b for s in read(html, **options).article.sections for b in s.blocks]
    assert [" ".join(leaf_texts((b,))) for b in found[:3]] == PROSE_TEXT
    return found[3:]


def kept(reading):
    """Give the article's text, sections and blocks, without the title and the disclaimer."""
    parts = []
    for section in reading.article.sections:
        parts += [plain(section.heading), *leaf_texts(section.blocks)]
    return words.fold(" ".join(parts))


def cut(reading):
    """Give the removals as {text: rule}; those without words left out."""
    return {r.text: r.rule for r in reading.removals if r.text}


def assert_law_one(reading):
    """Every visible word has one fate, and what was kept is what the article says."""
    from a11y_export.proof.source import visible_text

    runs = "".join(t for run in reading.runs for t in words.tokens(run.text))
    assert runs == "".join(words.tokens(visible_text(reading.source)))
    article = reading.article
    said = {f: "".join(t for r in reading.runs if r.fate is f for t in words.tokens(r.text)) for f in Fate}
    assert said[Fate.ARTICLE] == "".join(words.tokens(kept(reading)))
    assert said[Fate.TITLE] == ("".join(words.tokens(article.title)) if article.title_origin == "page" else "")
    found = article.disclaimer.text if article.disclaimer.on_page else ""
    assert said[Fate.DISCLAIMER] == "".join(words.tokens(found))
    by_removal: dict[int, str] = {}
    for run in reading.runs:
        assert (run.removal is not None) == (run.fate is Fate.REMOVED)
        if run.removal is not None:
            by_removal[run.removal] = by_removal.get(run.removal, "") + "".join(words.tokens(run.text))
    for index, text in by_removal.items():
        assert text == "".join(words.tokens(reading.removals[index].text))
        assert reading.removals[index].reason
