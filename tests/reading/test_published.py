"""When an article was published, in the ways in which pages show it; and the dates that are other things'."""

import pytest

from tests.reading.pages import page, read
from tests.reading.test_metadata import _ld, _meta


def when(html):
    return read(html).article.source.published


def under(html, lang="en", **more):
    """Give a page with something right under its title."""
    return page(lang=lang, **more).replace("</h1>", "</h1>" + html, 1)


def over(html, lang="en", **more):
    """Give a page with something right before its title."""
    return page(lang=lang, **more).replace("<h1>", html + "<h1>", 1)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (under("<div>October 16, 2021 | Press release</div>"), "2021-10-16"),
        (under("<p>2021-10-16 | Health</p>"), "2021-10-16"),
        (under("<p><small>01.02.2022</small></p>", "de"), "2022-02-01"),
        (under("<div>Monday, August 11th, 2025 at 11:00 am | Categories: Air, Home</div>"), "2025-08-11"),
        (under("<div><span>By</span> <a href='/a'>Ana Lee</a><span>/ June 12, 2020 9:49 am EST</span></div>"),
         "2020-06-12"),
        (under("<div>By Ana Lee<span>/ June 12, 2020 9:49 am EST</span><span>/ Updated: Aug. 18, 2020</span></div>"),
         "2020-06-12"),
        (under("<span class='posted-on'>Posted on <a href='#'><time class='entry-date published' datetime='2022-01-25'>"
               "25. Januar 2022</time><time class='updated' datetime='2022-02-01'>25. Januar 2022</time></a></span>"),
         "2022-01-25"),
        (under("<div><time>November 26, 2017</time><time>November 26, 2017</time> <a href='/a'>tlow</a></div>"),
         "2017-11-26"),
        (under("<p>Erschienen am:</p><h2>13.10.2021</h2>", "de"), "2021-10-13"),
        (under("<div class='date-comments'><p>14. November 2019</p></div>", "de"), "2019-11-14"),
        (under("<div>von Ana Lee, Redaktion Veröffentlicht: 26.12.2022</div>", "de"), "2022-12-26"),
        (under("<p>Publicado el 6 de abril de 2021</p>", "es"), "2021-04-06"),
        (under("<p>Fecha:</p><p>6 abril 2021</p>", "es"), "2021-04-06"),
        (under("<p>Publié le 3 févr. 2018 à 10h15</p>", "fr"), "2018-02-03"),
        (under("<p>Mis en ligne le 3 août 2018, mis à jour le 5 mai 2020</p>", "fr"), "2018-08-03"),
        (under("<p>Pubblicato il 7 luglio 2020 alle 09:30</p>", "it"), "2020-07-07"),
        (under("<p>Publicado em 10/08/2021 às 14h05</p>", "pt"), "2021-08-10"),
        (under("<p>Geplaatst op 3 oktober 2021 om 10:00 uur</p>", "nl"), "2021-10-03"),
        (under("<p>प्रकाशित: 12 मार्च 2022</p>", "hi"), "2022-03-12"),
        (under("<p>Opublikowano: 5 maja 2020</p>", "pl"), "2020-05-05"),
        (under("<p>5 мая 2020</p>", "ru"), "2020-05-05"),
        (under("<p>2020年5月5日</p>", "ja"), "2020-05-05"),
        (under("<p>2020. 5. 5.</p>", "ko"), "2020-05-05"),
        (under("<p>2020. május 5. 10:15</p>", "hu"), "2020-05-05"),
        (over("<div class='meta'>7 April 2020</div>"), "2020-04-07"),
        (over("<li>19.1.23, 10:00-11:30</li><li>Course</li><li>Sale</li><li>Jobs</li>").replace(
            "</h1>", "</h1><div>20.12.2022</div>"), "2022-12-20"),
        (page(body="<p>This entry was posted on Wednesday, May 19th, 2010 at 11:03 pm and is filed under Air, Lungs. "
                   "You can follow any responses to this entry.</p>"), "2010-05-19"),
        (page(lang="de", body="<p>„Leben mit Asthma“ wurde am 19. Mai 2010 um 23:03 Uhr gepostet und unter Luft "
                              "abgelegt.</p>"), "2010-05-19"),
        (page(lang="de", body="<p>Dieser Beitrag wurde am 19. Mai 2010 von Ana Lee veröffentlicht.</p>"), "2010-05-19"),
        (page(lang="es", body="<p>Esta entrada fue publicada el 19 de mayo de 2010 por Ana.</p>"), "2010-05-19"),
        (page(lang="fr", body="<p>Cet article a été publié le 19 mai 2010 par Ana Lee.</p>"), "2010-05-19"),
        (page(lang="it", body="<p>Questo articolo è stato pubblicato il 19 maggio 2010 da Ana Lee.</p>"), "2010-05-19"),
        (page(lang="pt", body="<p>Este artigo foi publicado em 19 de maio de 2010 por Ana Lee.</p>"), "2010-05-19"),
        (page(lang="nl", body="<p>Dit bericht is geplaatst op 19 mei 2010 door Ana Lee.</p>"), "2010-05-19"),
        (page(lang="hi", body="<p>यह लेख 19 मई 2010 को प्रकाशित हुआ।</p>"), "2010-05-19"),
        (under("<p>30 Sep 2022, 11:07am</p>", body="<p>This article was originally published on 26 Sep 2019 at 4:12pm "
               "but has been updated since.</p>"), "2019-09-26"),
        (under("<p>Last updated 12 Jan 2026</p>", body="<ul><li><h6>12 Jan 2026 <span>| Latest version</span></h6></li>"
               "<li><h6>3 Sept 2024 <span>| Originally published</span></h6></li></ul>"), "2024-09-03"),
        (page(body="<div class='post-meta'><span>Filed under Air</span><p>August 11, 2020</p></div>"), "2020-08-11"),
        (page(head=_meta("publish_date", "1614902400")), "2021-03-05"),
        (page(head=_meta("prism.publicationDate", "2021-03-05")), "2021-03-05"),
        (page(head=_meta("citation_online_date", "2021/03/05")), "2021-03-05"),
        (page(head=_meta("article:published_time", "Fri Mar 05 2021 01:00:00 GMT+0100", "property")), "2021-03-05"),
        (page(head=_ld({"@graph": [
            {"@type": "WebSite", "name": "Lungs", "datePublished": "2001-01-01"},
            {"@type": "BreadcrumbList", "itemListElement": []},
            {"@type": "Article", "headline": "Another thing", "datePublished": "2019-09-09"},
            {"@type": "Article", "headline": "Living with asthma", "datePublished": "2021-03-05"}]})), "2021-03-05"),
        (page(after='<script type="application/json">{"publishedDate":"2021-03-05T10:00:00Z"}</script>'),
         "2021-03-05"),
        (page(after='<script type="application/json">["{\\"datePublished\\":\\"2021-03-05\\"}"]</script>'),
         "2021-03-05"),
        (under("<p>Frankfurt am Main, 12. November 2021 – Wer Asthma hat, soll im Herbst gut auf sich achten, denn "
               "dann ist die Luft oft feucht und kalt, und viele Menschen sind krank.</p>", "de"), "2021-11-12"),
        (page(head="<link rel='canonical' href='https://example.org/2019/05/17/asthma/'>"), "2019-05-17"),
        (page(body="<p><span itemprop='datePublished'>May 17, 2019</span></p>"), "2019-05-17"),
        (page(body="<p><span itemprop='datePublished' content='2019-05-17'>yesterday</span></p>"), "2019-05-17"),
    ],
)  # fmt: skip
def test_when_it_was_published_is_read(html, expected):
    assert when(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        page(after="<footer><p>© 2019 Lung Trust. 5 May 2019</p></footer>"),
        page(after="<section id='comments'><p>Tilda, 4 March 2020</p></section>"),
        page(after="<aside class='related'><ul><li><a href='/b'>Earache</a> 4 March 2020</li></ul></aside>"),
        page(body="<blockquote><p>Seen by Ana (@ana) <time datetime='2019-04-21'>Apr 21, 2019 at 4:47 PDT</time></p>"
                  "</blockquote>"),
        page(body="<p>The first inhaler was sold in the spring of 1956, and the rules were written on 5 May 1960.</p>"),
        page(body="<h2>Events</h2><p>Next course: 12 May 2030</p>"),
        page(after='<script type="application/json">[{"publishedAt":"2021-03-05"},{"publishedAt":"2020-01-01"}]'
                   "</script>"),
        page(after="<nav><ul><li>Posted on 5 May 2019</li></ul></nav>"),
    ],
)  # fmt: skip
def test_other_dates_are_not_the_articles(html):
    assert when(html) == ""


@pytest.mark.parametrize("name", ["date", "dc.date", "dcterms.date", "created"])
def test_what_the_head_calls_only_a_date_stands_behind_what_the_page_shows(name):
    head = f'<meta name="{name}" content="2022-01-21T09:43+01:00">'
    shown = "<div class='article-meta'>25.01.2022 <span>- Redaktion: Ana Lee</span></div>"
    assert when(under(shown, "de", head=head)) == "2022-01-25"
    assert when(page(head=head)) == "2022-01-21"
    assert when(under(shown, "de", head='<meta name="dcterms.issued" content="2022-01-21">')) == "2022-01-21"
