"""Who wrote an article, in the ways in which pages say it; and names that are no author's."""

import pytest

from tests.reading.pages import page, read
from tests.reading.test_published import over, under


def who(html):
    return read(html).article.source.author


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (under("<div><span>By</span><a href='/a/x'>Tilda Brenner</a><time>May 3, 2021</time></div>"), "Tilda Brenner"),
        (under("<p>Tilda Brenner, MD</p><p>May 3, 2021</p>"), "Tilda Brenner, MD"),
        (under("<div class='author-name'>Tilda Brenner</div>"
               "<div class='author-title'>Staff Writer</div>"), "Tilda Brenner"),
        (under("<div class='byline'><img alt='' src='a.png'>"
               "<a rel='author' href='/t'>Tilda Brenner</a>, Health Editor</div>"), "Tilda Brenner"),
        (under("<p>Written by: Tilda Brenner | Published: May 3, 2021 | Updated: June 4, 2022</p>"), "Tilda Brenner"),
        (under("<p>Story by Tilda Brenner, Photographs by Ola Reyes</p>"), "Tilda Brenner"),
        (under("<p>Words: Tilda Brenner</p>"), "Tilda Brenner"),
        (under("<p>TILDA BRENNER | MAY 3, 2021</p>"), "TILDA BRENNER"),
        (under("<p>Posted by Tilda Brenner on May 3, 2021 in Asthma</p>"), "Tilda Brenner"),
        (under("<p>Posted on May 3, 2021 by <a href='/author/t'>Tilda Brenner</a> — 5 Comments</p>"), "Tilda Brenner"),
        (under("<ul><li>Tilda Brenner</li><li>May 3, 2021</li><li>5 min read</li></ul>"), "Tilda Brenner"),
        (under("<dl><dt>Author</dt><dd>Tilda Brenner</dd><dt>Published</dt><dd>3 May 2021</dd></dl>"), "Tilda Brenner"),
        (under("<p>Von Tilda Brenner, 3. Mai 2021</p>", "de"), "Tilda Brenner"),
        (under("<p>Ein Artikel von Tilda Brenner</p>", "de"), "Tilda Brenner"),
        (under("<p>Autorin: Dr. med. Tilda Brenner</p>", "de"), "Dr. med. Tilda Brenner"),
        (under("<p>Por Tilda Brenner | 3 de mayo de 2021</p>", "es"), "Tilda Brenner"),
        (under("<p>Texto de Tilda Brenner</p>", "es"), "Tilda Brenner"),
        (under("<p>Redacción: Tilda Brenner</p>", "es"), "Tilda Brenner"),
        (under("<p>Par Tilda Brenner, le 3 mai 2021 à 10h15</p>", "fr"), "Tilda Brenner"),
        (under("<p>Écrit par Tilda Brenner</p><p>Mis à jour le 3 mai 2021</p>", "fr"), "Tilda Brenner"),
        (under("<p>Publié le 3 mai 2021 par Tilda Brenner</p>", "fr"), "Tilda Brenner"),
        (under("<p>di Tilda Brenner - 3 maggio 2021</p>", "it"), "Tilda Brenner"),
        (under("<p>A cura di Tilda Brenner</p>", "it"), "Tilda Brenner"),
        (under("<p>Articolo scritto da Tilda Brenner</p>", "it"), "Tilda Brenner"),
        (under("<p>Por Tilda Brenner, 03/05/2021 às 10h15</p>", "pt"), "Tilda Brenner"),
        (under("<p>Publicado por Tilda Brenner em 3 de maio de 2021</p>", "pt"), "Tilda Brenner"),
        (under("<p>Door Tilda Brenner op 3 mei 2021</p>", "nl"), "Tilda Brenner"),
        (under("<p>Tekst: Tilda Brenner</p>", "nl"), "Tilda Brenner"),
        (under("<p>Auteur: Tilda Brenner, 3 mei 2021</p>", "nl"), "Tilda Brenner"),
        (under("<p>लेखक: तिल्दा ब्रेनर</p>", "hi"), "तिल्दा ब्रेनर"),
        (under("<p>द्वारा तिल्दा ब्रेनर, 3 मई 2021</p>", "hi"), "तिल्दा ब्रेनर"),
        (page(body="<div class='author-box'><h4>About the author</h4><h5>Tilda Brenner</h5>"
               "<p>Tilda has written on lungs for ten years.</p></div>"), "Tilda Brenner"),
        (page(body="<p><em>Tilda Brenner is a nurse in Fern. Follow her on the web.</em></p>"), ""),
        (page(body="<p>Written by Tilda Brenner, a nurse in Fern.</p>"), "Tilda Brenner"),
        (page(body="<p>— Tilda Brenner</p>"), ""),
        (under("<div itemprop='author' itemscope><span itemprop='name'>Tilda Brenner</span>"
               "<meta itemprop='url' content='/t'></div>"), "Tilda Brenner"),
        (page(body="<div itemprop='author' itemscope><meta itemprop='name' content='Tilda Brenner'>"
               "</div>"), "Tilda Brenner"),
        (page(head="<meta name='author' content='Tilda Brenner, Ola Reyes'>"), "Tilda Brenner, Ola Reyes"),
        (page(head="<meta name='citation_author' content='Brenner, Tilda'>"
               "<meta name='citation_author' content='Reyes, Ola'>"), "Tilda Brenner, Ola Reyes"),
        (under("<p>Contributors: Tilda Brenner; Ola Reyes</p>"), "Tilda Brenner"),
        (under("<p>By <b>Tilda Brenner</b>, Fern Daily</p>"), "Tilda Brenner"),
        (under("<div><span class='by'>by</span><span class='vcard'>"
               "<a class='fn' href='/author/tb'>Tilda Brenner</a></span>"
               "<span class='cat'>in <a href='/c'>Asthma</a></span></div>"), "Tilda Brenner"),
        (over("<p>By Tilda Brenner</p>"), "Tilda Brenner"),
        (under("<p>Reported by Tilda Brenner</p><p>Edited by Ola Reyes</p>"), "Tilda Brenner"),
        (under("<address>By <a rel='author' href='/t'>Tilda Brenner</a></address>"), "Tilda Brenner"),
        (under("<p>Guest post by Tilda Brenner</p>"), "Tilda Brenner"),
    ],
)  # fmt: skip
def test_who_wrote_it_is_read(html, expected):
    assert who(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        under("<p>Mental Health</p><p>May 3, 2021</p>", body="<p>Good mental health matters.</p>"),
        over("<nav><a href='/n'>Press Office</a></nav>").replace("</h1>", "</h1><p>Press Office</p><p>May 3, 2021</p>"),
        under("<p>Lung Care | May 3, 2021</p>", body="<p>Take care of your lung.</p>"),
        page(body="<div class='author-box'><a href='/author/all'>Learn More</a></div>"),
        page(body="<h2>Contents</h2><p>6 Author Bio</p>"),
    ],
)
def test_what_is_no_name_is_nobody(html):
    assert who(html) == ""


def test_initials_and_occupations_are_passed_over_for_the_name():
    card = "<div class='author-card'><span>TB</span><p>Tilda Brenner</p><p>Content Marketing Coordinator</p></div>"
    assert who(page(body=card)) == "Tilda Brenner"
    card = "<div class='author'><p>Content Marketing Coordinator</p><p>Tilda Brenner</p></div>"
    assert who(page(body=card)) == "Tilda Brenner"


def test_a_name_in_the_head_with_two_words_each_is_two_people():
    assert who(page(head="<meta name='author' content='Tilda Brenner, Ola Reyes'>")) == "Tilda Brenner, Ola Reyes"


def test_a_heading_of_one_word_or_of_a_template_is_no_title_where_the_head_says_more():
    for heading in ("Literature", "The Blog Single", "News Details"):
        html = page(title="How to live with asthma").replace("<h1>How to live with asthma</h1>", f"<h1>{heading}</h1>")
        assert read(html).article.title == "How to live with asthma"
    html = page(title="About us").replace("<h1>About us</h1>", "<h1>Lungs</h1>")
    assert read(html).article.title == "Lungs"


def test_the_heading_of_a_box_is_no_title_and_one_in_an_aside_may_be():
    box = "<div><h1 class='widget__title'>Next in our guide to living with asthma in winter</h1></div>"
    html = page(title="Asthma in winter", after=box)
    html = html.replace("<h1>Asthma in winter</h1>", "<h1>Winter and asthma, a guide</h1>")
    assert read(html).article.title == "Winter and asthma, a guide"
    html = page().replace("<article>", "<aside><article>").replace("</article>", "</article></aside>")
    assert read(html).article.title == "Living with asthma"
