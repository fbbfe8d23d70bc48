"""Who wrote it, who checked it, when, and whose it is: from the page's head, JSON-LD and the visible byline."""

import json

import pytest

from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, cut, kept, page, read

LD = {
    "@context": "https://schema.org",
    "@type": "MedicalWebPage",
    "headline": "Living with asthma",
    "author": {"@type": "Person", "name": "Ana Lee"},
    "reviewedBy": [{"@type": "Person", "name": "Dr. J. Roe"}, {"name": "M. Poe, RN"}],
    "datePublished": "2023-05-06T08:00:00Z",
    "lastReviewed": "2024-01-02",
    "copyrightHolder": {"name": "Lung Trust"},
    "publisher": {"@type": "Organization", "name": "Lung Health"},
    "license": "https://creativecommons.org/licenses/by-sa/4.0/",
    "inLanguage": "en-GB",
}


def _ld(data):
    text = data if isinstance(data, str) else json.dumps(data)
    return f"<script type='application/ld+json'>{text}</script>"


def _meta(name, value, key="name"):
    return f"<meta {key}='{name}' content='{value}'>"


def _source(html):
    reading = read(html)
    assert_law_one(reading)
    return reading.article.source


def test_json_ld_tells_everything():
    reading = read(page(head=_ld(LD)).replace(' lang="en"', ""))
    source = reading.article.source
    assert reading.article.language == "en-GB"
    assert (source.author, source.reviewer) == ("Ana Lee", "Dr. J. Roe, M. Poe, RN")
    assert (source.published, source.reviewed) == ("2023-05-06", "2024-01-02")
    assert (source.owner, source.site, source.licence) == ("Lung Trust", "Lung Health", "CC BY-SA 4.0")
    added = {(a.origin, a.where): a.text for a in reading.article.added}
    assert added[("json-ld", "author")] == "Ana Lee"
    assert added[("json-ld", "owner")] == "Lung Trust"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda ld: [{"@type": "WebSite", "name": "x"}, ld],
        lambda ld: {"@graph": [{"@type": "Organization", "name": "x"}, ld]},
        lambda ld: {"@type": "WebPage", "mainEntity": ld},
        lambda ld: f"<!-- {json.dumps(ld)} -->",
        lambda ld: f"//<![CDATA[\n{json.dumps(ld)}\n//]]>",
    ],
)
def test_json_ld_is_found_in_its_usual_wrappings(wrap):
    assert _source(page(head=_ld(wrap(LD)))).author == "Ana Lee"


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", "3", '"x"', "[" * 20_000, '{"@type": "Article", "author": [[[]]]}', '{"@type": ["Article", 3]}',
     '{"@type": "Article", "author": {"name": 3}, "datePublished": 2024, "headline": []}',
     '{"@type": "Article", "author": "https://example.org/ana"}'],
    ids=lambda text: text[:30],
)
def test_broken_json_ld_is_passed_over(text):
    reading = read(page(head=_ld(text)))
    assert reading.article.title == "Living with asthma"
    assert reading.article.source.author == ""


def test_meta_elements_tell_what_json_ld_does_not():
    head = (
        _meta("author", "Ana Lee") + _meta("article:published_time", "2023-05-06T01:02:03Z", "property")
        + _meta("lastReviewed", "2024-01-02") + _meta("og:site_name", "Lung Health", "property")
        + _meta("copyright", "Lung Trust") + "<link rel='canonical' href='https://lungs.example.org/a'>"
    )
    source = _source(page(head=head))
    assert (source.author, source.published, source.reviewed) == ("Ana Lee", "2023-05-06", "2024-01-02")
    assert (source.site, source.owner, source.url) == ("Lung Health", "Lung Trust", "https://lungs.example.org/a")


def test_json_ld_wins_over_meta_and_meta_over_the_visible_byline():
    html = page(head=_ld({"@type": "Article", "author": {"name": "Ana Lee"}}) + _meta("author", "Someone Else"))
    assert _source(html).author == "Ana Lee"
    html = page(head=_meta("author", "Ana Lee")).replace("</h1>", "</h1><p>By Someone Else</p>")
    assert _source(html).author == "Ana Lee"


@pytest.mark.parametrize("value", ["https://example.org/ana", "12345", " "])
def test_an_author_that_is_no_name_is_none(value):
    assert _source(page(head=_meta("author", value))).author == ""


def test_the_site_is_named_by_its_address_when_nothing_else_names_it():
    assert _source(page(head="<link rel='canonical' href='https://www.example.org/a'>")).site == "example.org"
    assert _source(page(head="<link rel='canonical' href='javascript:x'>")).url == ""


def _byline(*lines, lang="en"):
    return page(lang=lang).replace("</h1>", "</h1>" + "".join(f"<p>{line}</p>" for line in lines))


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("By Ana Lee", "author", "Ana Lee"),
        ("Written by Ana Lee, RN", "author", "Ana Lee, RN"),
        ("<span>Written by</span> <a href='/ana'>Ana Lee</a>", "author", "Ana Lee"),
        ("Author: Ana Lee", "author", "Ana Lee"),
        ("Medically reviewed by Dr. J. Roe", "reviewer", "Dr. J. Roe"),
        ("Fact checked by J. Roe", "reviewer", "J. Roe"),
        ("Published: March 7, 2024", "published", "2024-03-07"),
        ("Published on 7 March 2024", "published", "2024-03-07"),
        ("March 7, 2024", "published", "2024-03-07"),
        ("Last reviewed: 2024-03-07", "reviewed", "2024-03-07"),
        ("Reviewed March 7, 2024", "reviewed", "2024-03-07"),
        ("Published: 03/04/2025", "published", ""),
        ("Por Ana Pérez", "author", "Ana Pérez"),
        ("Revisado por la Dra. Ruiz", "reviewer", "Dra. Ruiz"),
        ("Revisado por Dra. Ruiz", "reviewer", "Dra. Ruiz"),
        ("Publicado el 7 de marzo de 2024", "published", "2024-03-07"),
        ("Next review date: March 2027", "reviewed", ""),
        ("Next review date: March 2027", "published", ""),
        ("Próxima revisión: marzo de 2027", "reviewed", ""),
    ],
)
def test_a_visible_byline_is_read(line, field, value):
    reading = read(_byline(line))
    assert getattr(reading.article.source, field) == value
    assert_law_one(reading)


def test_a_bylines_words_are_metadata_and_no_part_of_the_article():
    reading = read(_byline("By Ana Lee", "Published March 7, 2024"))
    assert "Ana" not in kept(reading)
    assert "Ana" not in " ".join(cut(reading))
    said = [run.text for run in reading.runs if run.fate.value == "metadata"]
    assert " ".join(said) == "By Ana Lee Published March 7, 2024"


def test_several_facts_on_one_line_are_told_apart():
    source = _source(_byline("By Ana Lee | Reviewed by J. Roe | March 7, 2024"))
    assert (source.author, source.reviewer, source.published) == ("Ana Lee", "J. Roe", "2024-03-07")


def test_a_label_alone_speaks_for_the_next_line():
    assert _source(_byline("Written by", "Ana Lee")).author == "Ana Lee"
    assert _source(_byline("Medically reviewed by:", "J. Roe, MD")).reviewer == "J. Roe, MD"


@pytest.mark.parametrize(
    "line",
    ["By using a spacer, more medicine reaches the lungs.", "By the age of 5 many children outgrow their wheeze.",
     "Reviewed studies show that it works well.", "Written asthma plans help."],
)
def test_a_sentence_of_the_article_is_no_byline(line):
    reading = read(_byline(line))
    assert line in kept(reading)
    assert reading.article.source.author == reading.article.source.reviewer == ""


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("© 2024 Lung Trust", "Lung Trust"),
        ("Copyright 2019-2024 Lung Trust. All rights reserved.", "Lung Trust"),
        ("(c) 2024 Lung Trust Inc. All rights reserved", "Lung Trust Inc."),
        ("© Lung Trust", "Lung Trust"),
        ("© 2024. Todos los derechos reservados", ""),
        ("© 2024", ""),
    ],
)
def test_the_owner_stands_in_the_small_print(line, owner):
    assert _source(page(after=f"<footer><p>{line}</p></footer>")).owner == owner


@pytest.mark.parametrize(
    ("line", "licence"),
    [
        ("This page is available under the licence CC BY 4.0.", "CC BY 4.0"),
        ("This text is in the public domain and may be copied.", "public domain"),
        ("Open Government Licence v3.0 applies to all copies.", "Open Government Licence v3.0"),
        ("Keep your driving licence and your care plan with you.", ""),
    ],
)
def test_the_licence_stands_in_the_small_print(line, licence):
    assert _source(page(after=f"<footer><p>{line}</p></footer>")).licence == licence


def test_the_visible_heading_wins_as_title_and_is_of_the_page():
    article = read(page(head=_meta("og:title", "Asthma: all you need | Lung Health", "property"))).article
    assert (article.title, article.title_origin) == ("Living with asthma", "page")


def test_without_a_heading_the_head_gives_the_title_without_the_sites_name():
    html = page(title="Living with asthma | Lung Health").replace("<h1>Living with asthma | Lung Health</h1>", "")
    article = read(html).article
    assert (article.title, article.title_origin) == ("Living with asthma", "head")


def test_without_any_title_the_file_gives_its_name():
    html = page(title="").replace("<h1></h1>", "")
    assert read(html).article.title == "page"


def test_a_sites_name_in_the_first_heading_is_not_the_title():
    told = _meta("og:title", "Living with asthma", "property")
    html = page(before="<header><h1>Lung Health</h1></header>", head=told)
    assert read(html).article.title == "Living with asthma"


def test_a_blogs_name_in_its_h1_gives_way_to_the_articles_own_heading():
    html = page(title="Living with asthma | Breath Blog").replace("h1>", "h2>")
    html = html.replace(" | Breath Blog</h2>", "</h2>")
    html = html.replace("<article>", "<h1><a href='/'>Breath Blog</a></h1><article>")
    assert read(html).article.title == "Living with asthma"


def test_a_heading_that_leads_to_another_article_is_not_the_title():
    teaser = "<h1><a href='/coughs'>Coughs in children</a></h1>"
    assert read(page(before=teaser, head="<meta property='og:title' content='All about it'>")).article.title == (
        "Living with asthma"
    )


@pytest.mark.parametrize("suffix", [" | Lung Health", " - Lung Health", " – lung health", " :: lunghealth.org"])
def test_the_sites_name_is_left_off_a_title_of_the_head(suffix):
    head = _meta("og:site_name", "Lung Health", "property") + "<link rel='canonical' href='https://lunghealth.org/a'>"
    html = page(title=f"Living with asthma every day{suffix}", head=head)
    html = html.replace(html[html.index("<h1>") : html.index("</h1>") + 5], "")
    assert read(html).article.title == "Living with asthma every day"


MORE = "<p>Drink a glass of water with each meal, and tell your nurse when you cannot keep it down.</p>" * 3


@pytest.mark.parametrize(
    ("html", "published"),
    [
        ("<p>January 2022</p><p>1 February 2022 – news for patients</p>", "2022-02-01"),  # a day before a month alone
        ("<p>January 2022</p>", "2022-01"),
        ("<ul><li>January 2022</li><li>December 2021</li></ul>", ""),  # a list of months dates nothing
        ("<p>Diese Seite wurde zuletzt am 29. Januar 2020 um 13:22 Uhr geändert.</p>", "2020-01-29"),
    ],
)
def test_which_of_the_dates_near_the_title_counts(html, published):
    saved = f"<html><title>Metformin</title><body><main><h1>Metformin</h1>{html}{MORE}</main></body></html>"
    assert read(saved).article.source.published == published


@pytest.mark.parametrize(
    ("title", "published"),
    [
        ("Metformin | The News | 23.05.2021", "2021-05-23"),
        ("Metformin – 23 May 2021", "2021-05-23"),
        ("Metformin | May 2021", ""),  # an issue, or what the page is about
        ("Metformin on 23.05.2021", ""),
        ("Metformin | The 5.5.2021 News", ""),
    ],
)
def test_a_day_that_ends_the_documents_title_is_the_last_to_be_asked(title, published):
    saved = f"<html><title>{title}</title><body><main><h1>Metformin</h1>{MORE}</main></body></html>"
    assert read(saved).article.source.published == published
    dated = saved.replace("<main>", "<main><p>Published: 4 June 2021</p>")
    assert read(dated).article.source.published == "2021-06-04"


def test_an_item_of_the_pages_footer_that_is_named_for_it_says_when_the_page_was_changed():
    line = "<li id='footer-{}'>This page was last edited on 5 May 2020, at 10:12.</li>"
    footer = f"<div class='footer'><ul>{line}</ul></div>"
    saved = f"<html><title>Metformin</title><body><main><h1>Metformin</h1>{MORE}</main>{footer}</body></html>"
    assert read(saved.format("info-lastmod")).article.source.published == "2020-05-05"
    assert read(saved.format("copyright")).article.source.published == ""


def test_the_address_has_the_publishers_own_day():
    head = _meta("article:published_time", "2018-12-31T23:30:00Z", "property")
    head += "<link rel='canonical' href='https://example.org/2019/01/01/a'>"
    assert _source(page(head=head)).published == "2019-01-01"


def test_a_date_in_figures_is_settled_by_the_pages_language():
    assert _source(_byline("Publicado: 03/04/2025", lang="es")).published == "2025-04-03"
    assert _source(_byline("Published: 03/04/2025", "Seen on 25/12/2024", lang="en")).published == "2025-04-03"


def test_when_a_page_only_says_when_it_was_changed_that_is_its_date():
    source = _source(_byline("Last updated: March 7, 2024"))
    assert (source.published, source.updated) == ("2024-03-07", "2024-03-07")


@pytest.mark.parametrize(
    ("html", "author"),
    [
        ("<p class='author-name'>Ana Lee</p>", "Ana Lee"),
        ("<div class='byline'>By <a href='/a' rel='author'>Ana Lee</a></div>", "Ana Lee"),
        ("<div><a href='/authors/ana-lee'>Ana Lee</a></div>", "Ana Lee"),
        ("<div itemprop='author'><span itemprop='name'>Ana Lee</span></div>", "Ana Lee"),
        ("<div class='ArticleAuthor'><img src='a.png' alt=''><b>Ana Lee</b><div>Health editor</div></div>", "Ana Lee"),
        ("<p class='author'>By Ana Lee, Senior Writer</p>", "Ana Lee"),
        ("<p class='author'>Ana Lee, MD, PhD</p>", "Ana Lee, MD, PhD"),
        ("<p>Ana Lee, MD; Bo Roe, RN</p>", "Ana Lee, MD; Bo Roe, RN"),
        ("<p class='author'>admin</p>", ""),
        ("<p class='author-bio'>Read more</p>", ""),
        ("<p>Posted in Lungs by analee on March 7, 2024</p>", "analee"),
        ("<aside class='related'><span class='author'>Bo Roe</span></aside>", ""),
    ],
)
def test_an_element_that_calls_itself_the_author_names_one(html, author):
    assert _source(page().replace("</h1>", f"</h1>{html}")).author == author


def test_a_login_or_the_sites_name_gives_way_to_the_name_on_the_page():
    byline = "</h1><p>By Ana Lee</p>"
    for weak in ("analee3", "ana.lee", "Lung Health", "admin"):
        head = _meta("author", weak) + _meta("og:site_name", "Lung Health", "property")
        assert _source(page(head=head).replace("</h1>", byline)).author == "Ana Lee"


def test_several_citation_authors_are_all_named():
    head = _meta("citation_author", "Lee, Ana") + _meta("citation_author", "Bo Roe")
    assert _source(page(head=head)).author == "Ana Lee, Bo Roe"


def test_of_several_first_headings_that_are_sections_the_head_gives_the_title():
    html = page("<h1>Day seven</h1><p>Rest.</p>", title="Living with asthma").replace("<h1>Living with asthma</h1>", "")
    html = html.replace("<article>", "<article><h1>Day six</h1>")
    article = read(html).article
    assert (article.title, article.title_origin) == ("Living with asthma", "head")


def test_an_archives_copy_is_of_the_site_that_was_copied():
    copy = "https://web.archive.org/web/20140226054445/https://example.org/2013/08/07/a"
    source = _source(page(head=f"<link rel='canonical' href='{copy}'>"))
    assert (source.url, source.site, source.published) == (copy, "example.org", "2013-08-07")


@pytest.mark.parametrize(("heading", "title", "cut"), [
    ("Take <del>5</del><ins>10</ins> mg of metformin", "Take 10 mg of metformin", ["5"]),
    ("Take <b><s>5 mg</s></b> 10 mg", "Take 10 mg", ["5 mg"]),
    ("Take <span style='text-decoration: line-through'>5</span>10 mg, <del>not <s>ever</s></del> daily",
     "Take 10 mg, daily", ["5", "not ever"]),
    ("Take 10 mg", "Take 10 mg", []),
    ("<s>Take 10 mg</s>", "Take 10 mg", []),  # withdrawn as a whole, it is still what the page is called
])
def test_crossed_out_words_are_left_out_of_the_title_on_record(heading: str, title: str, cut: list[str]) -> None:
    text = "Drink water with each meal. " * 20
    html = f"<html lang='en'><body><article><h1>{heading}</h1><p>{text}</p></article></body></html>"
    reading = read(html)
    assert reading.article.title == title
    assert [removal.text for removal in reading.removals if removal.rule == "crossed out"] == cut
    warned = [w for w in reading.warnings if "crossed out in the title" in w]
    assert len(warned) == bool(cut)
    assert all(f"“{title}”" in w and "title =" in w for w in warned)


@pytest.mark.parametrize("title", ["Microsoft Word - leaflet_final2.doc", "Drops v3.docx", "leaflet.pdf", ""])
@pytest.mark.parametrize(
    "first",
    ["<p><b>Your eye drops</b></p>", "<p class='MsoTitle'>Your eye drops</p>", "<h2>Your eye drops</h2>"],
)
def test_a_document_without_a_title_is_called_by_its_first_line(title, first):
    reading = read(f"<html><head><title>{title}</title></head><body><div>{first}{PROSE}</div></body></html>")
    assert reading.article.title == "Your eye drops"
    assert kept(reading) == " ".join(PROSE_TEXT)
    assert_law_one(reading)


@pytest.mark.parametrize("first", ["<p>Your drops</p>", "<p><b>Put in your drops.</b></p>", "<p><b>Note:</b> rest</p>"])
def test_a_first_line_that_is_set_as_any_other_is_no_title(first):
    reading = read(f"<html><head><title>a.doc</title></head><body><div>{first}{PROSE}</div></body></html>")
    assert reading.article.title == "page"
