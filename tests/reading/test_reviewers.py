"""Who reviewed an article and when, in the ways in which health sites mark it; and what looks like it and is not."""

import json

import pytest

from tests.reading.pages import assert_law_one, page, read

ANN, DATE = "Ann Lee, MD", "2024-05-06"


def ld(**more):
    data = {"@context": "https://schema.org", "@type": "MedicalWebPage", "headline": "Living with asthma", **more}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


def meta(name, value, key="name"):
    return f"<meta {key}='{name}' content='{value}'>"


def header(html, lang="en"):
    return page(lang=lang).replace("</h1>", "</h1>" + html, 1)


def lines(*texts, lang="en"):
    return header("".join(f"<p>{t}</p>" for t in texts), lang)


def end(html, lang="en"):
    return page(body=html, lang=lang)


# (what it shows, page, reviewer, date)
HEADS = [
    ("person", page(head=ld(reviewedBy={"@type": "Person", "name": ANN}, lastReviewed=DATE)), ANN, DATE),
    ("list", page(head=ld(reviewedBy=[{"name": "Ann Lee"}, {"name": "Bo Roe"}])), "Ann Lee, Bo Roe", ""),
    ("plain text", page(head=ld(reviewedBy="Ann Lee", lastReviewed="2024-05-06T10:00:00Z")), "Ann Lee", DATE),
    ("body", page(head=ld(reviewedBy={"@type": "Organization", "name": "Lung Board"})), "Lung Board", ""),
    ("date object", page(head=ld(lastReviewed={"@type": "Date", "@value": DATE})), "", DATE),
    ("date in words", page(head=ld(lastReviewed="May 6, 2024")), "", DATE),
    ("two types", page(head=ld(**{"@type": ["MedicalWebPage", "Article"]}, reviewedBy={"name": ANN})), ANN, ""),
    (
        "graph with a reference",
        page(
            head="<script type='application/ld+json'>"
            + json.dumps(
                {
                    "@graph": [
                        {"@type": "Organization", "name": "Lung Site"},
                        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
                        {"@type": "WebPage", "reviewedBy": {"@id": "#ann"}, "lastReviewed": DATE},
                        {"@type": "Article", "headline": "Living with asthma", "author": {"name": "Bo Roe"}},
                    ]
                }
            )
            + "</script>"
        ),
        "Ann Lee",
        DATE,
    ),
    (
        "page around it",
        page(head=ld(mainEntityOfPage={"@type": "MedicalWebPage", "reviewedBy": {"name": ANN}})),
        ANN,
        "",
    ),
    ("trailing commas", page(head=ld(reviewedBy={"name": ANN}, lastReviewed=DATE).replace("}", ",}")), ANN, DATE),
    (
        "control characters",
        page(head=ld(reviewedBy={"name": ANN}).replace("Living with", "Living\twith\x01\n")),
        ANN,
        "",
    ),
    (
        "in a comment",
        page(head=ld(reviewedBy={"name": ANN}).replace("'>{", "'><!--\n{").replace("}</s", "}\n--></s")),
        ANN,
        "",
    ),
    ("no JSON at all", page(head=ld(reviewedBy={"name": "Ann Lee"}).replace("{", "{ x: 'y', ", 1)), "Ann Lee", ""),
    ("meta", page(head=meta("reviewedBy", "Ann Lee") + meta("lastReviewed", DATE)), "Ann Lee", DATE),
    ("meta reviewer", page(head=meta("reviewer", ANN) + meta("last-reviewed", "6 May 2024")), ANN, DATE),
    ("meta property", page(head=meta("article:reviewed_time", f"{DATE}T00:00", "property")), "", DATE),
    ("label", page(head=meta("twitter:label1", "Reviewed by") + meta("twitter:data1", ANN)), ANN, ""),
]
SHOWN = [
    ("one line", lines("Medically reviewed by Ann Lee, MD on May 6, 2024"), ANN, DATE),
    ("dash and update", lines("Medically reviewed by Ann Lee, MD — Updated on May 6, 2024"), ANN, ""),
    ("dash, by and update", lines("Medically reviewed by Ann Lee, MD — By Bo Roe — Updated May 6, 2024"), ANN, ""),
    ("colon and title", lines("Reviewed by: Dr Ann Lee"), "Dr Ann Lee", ""),
    ("bars", lines("By Bo Roe | Medically reviewed by Ann Lee, MD | Last reviewed May 6, 2024"), ANN, DATE),
    ("date before", lines("Reviewed on 6 May 2024 by Ann Lee"), "Ann Lee", DATE),
    ("last reviewed", lines("Last reviewed: 6 May 2024"), "", DATE),
    ("page last reviewed", lines("Page last reviewed: 6 May 2024"), "", DATE),
    ("date last reviewed", lines("Date last reviewed: May 2024"), "", "2024-05"),
    ("last medical review", lines("Last medical review: 2024-05-06"), "", DATE),
    ("review date", lines("Review date: May 6, 2024", "Next review date: May 6, 2027"), "", DATE),
    ("for accuracy", lines("Reviewed for medical accuracy by Ann Lee, MD"), ANN, ""),
    ("nutritionally", lines("Nutritionally reviewed by Ann Lee, RD"), "Ann Lee, RD", ""),
    ("last reviewed by", lines("Last reviewed by Ann Lee, MD on 6 May 2024"), ANN, DATE),
    ("doctor", lines("Doctor reviewed by: Ann Lee, MD"), ANN, ""),
    ("fact checked", lines("Fact checked by Ann Lee"), "Ann Lee", ""),
    ("clinically", lines("Clinically reviewed by Ann Lee, RN"), "Ann Lee, RN", ""),
    ("expert", lines("Expert reviewed by Ann Lee, PhD"), "Ann Lee, PhD", ""),
    ("reviewer", lines("Medical Reviewer: Ann Lee, MD"), ANN, ""),
    ("review by", lines("Medical review by Ann Lee, MD"), ANN, ""),
    ("approved", lines("Medically reviewed and approved by Ann Lee, MD"), ANN, ""),
    ("article was", lines("This article was medically reviewed by Ann Lee, MD"), ANN, ""),
    ("separate lines", lines("Medically reviewed by", "Ann Lee, MD", "Last reviewed on", "May 6, 2024"), ANN, DATE),
    ("link in it", lines("Medically reviewed by <a href='/doctors/ann'>Ann Lee, MD</a>"), ANN, ""),
    ("spans apart", header("<div><span>Medically reviewed by</span><span>Ann Lee, MD</span></div>"), ANN, ""),
    (
        "card",
        header(
            "<div class='card'><img src='a.png' alt=''><div class='medical-reviewer'><div>Medically reviewed by</div>"
            "<a href='/experts/ann'>Ann Lee, MD</a><div>Pulmonologist</div></div></div>"
        ),
        ANN,
        "",
    ),
    (
        "definition list",
        header("<dl><dt>Author</dt><dd>Bo Roe</dd><dt>Reviewer</dt><dd>Ann Lee, MD</dd><dt>Last reviewed</dt>"
               "<dd>6 May 2024</dd></dl>"),
        ANN,
        DATE,
    ),
    (
        "table",
        header("<table><tr><th>Reviewed by:</th><td>Ann Lee, MD</td></tr><tr><th>Last reviewed:</th>"
               "<td>6 May 2024</td></tr></table>"),
        ANN,
        DATE,
    ),
    (
        "microdata",
        header("<div><span itemprop='reviewedBy' itemscope><span itemprop='name'>Ann Lee, MD</span></span>"
               "<meta itemprop='lastReviewed' content='2024-05-06'></div>"),
        ANN,
        DATE,
    ),
    ("time", header("<p>Last reviewed <time datetime='2024-05-06'>last spring</time></p>"), "", DATE),
    ("at the end", end("<p>Last reviewed: May 6, 2024</p>"), "", DATE),
    ("at the end, by", end("<p>Medically reviewed by Ann Lee, MD, on May 6, 2024.</p>"), ANN, DATE),
    ("at the end, in lines", end("<div>Review Date:</div><div>5/16/2024</div>"), "", "2024-05-16"),
    ("in the footer of the article", end("<footer><p>Reviewed by: Ann Lee, MD</p></footer>"), ANN, ""),
    ("es", lines("Revisado médicamente por la Dra. Ana Ruiz el 6 de mayo de 2024", lang="es"), "Dra. Ana Ruiz", DATE),
    ("es last", lines("Última revisión: 06/05/2024", lang="es"), "", DATE),
    ("es label", lines("Revisión médica", "Ana Ruiz", lang="es"), "Ana Ruiz", ""),
    ("es verified", lines("Verificado por Ana Ruiz", "Actualizado el 6 de mayo de 2024", lang="es"), "Ana Ruiz", ""),
    ("fr", lines("Relu et validé par le Dr Luc Morel", lang="fr"), "Dr Luc Morel", ""),
    ("fr last", lines("Dernière révision : 6 mai 2024", lang="fr"), "", DATE),
    ("fr validation", lines("Validation médicale : Dr Luc Morel", lang="fr"), "Dr Luc Morel", ""),
    ("fr medically", lines("Vérifié médicalement par Luc Morel, le 06/05/2024", lang="fr"), "Luc Morel", DATE),
    ("de", lines("Medizinisch geprüft von Dr. med. Jan Roth", lang="de"), "Dr. med. Jan Roth", ""),
    ("de last", lines("Zuletzt geprüft am 6. Mai 2024", lang="de"), "", DATE),
    ("de noun", lines("Ärztliche Prüfung durch: Jan Roth", lang="de"), "Jan Roth", ""),
    ("de figures", lines("Fachlich geprüft am 06.05.2024", lang="de"), "", DATE),
    ("it", lines("Revisionato da Dott. Ugo Riva", lang="it"), "Dott. Ugo Riva", ""),
    ("it last", lines("Ultima revisione: 6 maggio 2024", lang="it"), "", DATE),
    ("it noun", lines("Revisione scientifica a cura di Ugo Riva", lang="it"), "Ugo Riva", ""),
    ("pt", lines("Revisado clinicamente por Rui Alves", lang="pt"), "Rui Alves", ""),
    ("pt last", lines("Última revisão: 6 de maio de 2024", lang="pt"), "", DATE),
    ("pt noun", lines("Revisão médica: Dra. Eva Alves", lang="pt"), "Dra. Eva Alves", ""),
    ("nl", lines("Medisch beoordeeld door Dr. Piet Bos", lang="nl"), "Dr. Piet Bos", ""),
    ("nl last", lines("Laatst gecontroleerd op 6 mei 2024", lang="nl"), "", DATE),
    ("hi", lines("चिकित्सकीय रूप से समीक्षित: डॉ. आशा राव", lang="hi"), "डॉ. आशा राव", ""),
    ("hi by", lines("डॉ. आशा राव द्वारा समीक्षित", lang="hi"), "डॉ. आशा राव", ""),
    ("hi last", lines("अंतिम समीक्षा: 6 मई 2024", lang="hi"), "", DATE),
]
NOT_HERE = [
    (
        "related links",
        page(after="<aside class='related'><h2>More</h2><p>Medically reviewed by Ann Lee, MD</p></aside>"),
    ),
    (
        "a list of articles",
        page(after="<div class='related-articles'><h3>Coughs</h3><p>Medically reviewed by Ann Lee, MD</p>"
                   "<p>Last reviewed: May 6, 2024</p></div>"),
    ),
    (
        "another article's JSON-LD",
        page(head=ld(url="https://example.org/a").replace("Living with asthma", "Living with asthma and hay fever")
             + ld(headline="Coughs in children", reviewedBy={"name": ANN}, lastReviewed=DATE)),
    ),
    ("a sentence", lines("Reviewed studies show that it works well.", "The studies were reviewed by two doctors.")),
    ("a policy", lines("All our articles are reviewed by doctors before they are published.")),
    ("the review of a thing", lines("Review: Breath Trainer Pro", "Revisión: Breath Trainer Pro", "Reviews Explained")),
    ("a review of studies", lines("Revisão de Literatura", "Expert Reviews of Inhalers", lang="pt")),
    ("the next review", lines("Next review due: May 6, 2027")),
    (
        "comments",
        page(after="<section id='comments'><p>Reviewed by: Ann Lee</p><p>Last reviewed: May 6, 2024</p></section>"),
    ),
    ("a menu", page(before="<nav><ul><li>Reviewed by Experts</li></ul></nav>")),
    ("a product's reviews", end("<div class='product-reviews'><p>4 reviews</p><p>Reviews: 5 May stars</p></div>")),
]


CASES = HEADS + SHOWN


@pytest.mark.parametrize(("html", "reviewer", "date"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_reviewer_and_the_date_of_the_review_are_read(html, reviewer, date):
    reading = read(html)
    assert_law_one(reading)
    assert (reading.article.source.reviewer, reading.article.source.reviewed) == (reviewer, date)


@pytest.mark.parametrize("html", [c[1] for c in NOT_HERE], ids=[c[0] for c in NOT_HERE])
def test_who_reviews_something_else_is_not_this_articles_reviewer(html):
    reading = read(html)
    assert_law_one(reading)
    assert (reading.article.source.reviewer, reading.article.source.reviewed) == ("", "")
