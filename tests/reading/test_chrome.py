"""What is cut, and what only looks as if it should be: hidden text, consent banners, the site around the article."""

import re

import pytest

from a11y_export.model import plain
from a11y_export.reading import ReadingOptions
from a11y_export.reading.page import parse
from a11y_export.reading.survey import Survey
from tests.reading.pages import PROSE, PROSE_TEXT, assert_law_one, cut, kept, page, read

SECRET = "These seven words stand for something else."


@pytest.mark.parametrize(
    "html",
    [
        f"<p hidden>{SECRET}</p>",
        f"<p style='display:none'>{SECRET}</p>",
        f"<p style='color: red; DISPLAY : NONE !important'>{SECRET}</p>",
        f"<div style='visibility:hidden'><p>{SECRET}</p></div>",
        f"<style>.gone {{display: none}}</style><p class='gone'>{SECRET}</p>",
        f"<style>#x1, .other {{visibility:hidden}}</style><p id='x1'>{SECRET}</p>",
        f"<div role='dialog' hidden><p>{SECRET}</p></div>",
        f"<div hidden class='accordion' aria-modal='true'><p>{SECRET}</p></div>",
    ],
)
def test_text_that_the_page_hides_is_cut_as_hidden(html):
    reading = read(page(html))
    assert "seven words" not in kept(reading)
    assert cut(reading)[SECRET] == "hidden"
    assert_law_one(reading)


def test_text_for_pages_without_scripts_is_cut():
    reading = read(page(f"<noscript><p>{SECRET}</p></noscript>"))
    assert cut(reading)[SECRET] == "noscript"


@pytest.mark.parametrize(
    "html",
    [
        f"<button aria-expanded='false' aria-controls='p1'>A spacer?</button><div id='p1' hidden><p>{SECRET}</p></div>",
        f"<h3>What is a spacer?</h3><div class='accordion-panel' style='display:none'><p>{SECRET}</p></div>",
        f"<div class='tab-pane' role='tabpanel' hidden><p>{SECRET}</p></div>",
        f"<details><summary>What is a spacer?</summary><p>{SECRET}</p></details>",
        f"<div class='read-more-content' style='display:none'><p>{SECRET}</p></div>",
        f"<div hidden='until-found'><p>{SECRET}</p></div>",
        f"<div aria-hidden='true'><p>{SECRET}</p></div>",
        f"<style>@media print {{ .gone {{display:none}} }}</style><p class='gone'>{SECRET}</p>",
        f"<style>nav .gone {{display:none}}</style><p class='gone'>{SECRET}</p>",
        f"<style>/* .gone {{display:none}} */</style><p class='gone'>{SECRET}</p>",
    ],
)
def test_text_that_is_only_folded_away_is_kept(html):
    reading = read(page(html))
    assert SECRET in kept(reading)
    assert_law_one(reading)


BANNER = "<p>We use cookies on this site.</p><button>Accept all</button><button>Reject</button>"


@pytest.mark.parametrize(
    "html",
    [
        f"<div id='onetrust-banner-sdk'>{BANNER}</div>",
        f"<div id='CybotCookiebotDialog'>{BANNER}</div>",
        f"<div class='cookie-notice'>{BANNER}</div>",
        f"<div role='dialog'>{BANNER}</div>",
        f"<div aria-modal='true'>{BANNER}</div>",
        f"<dialog open>{BANNER}</dialog>",
        f"<div style='position:fixed;bottom:0'>{BANNER}</div>",
        f"<div class='site-cookie-bar'>{BANNER}</div>",
        f"<section id='gdpr'>{BANNER}</section>",
        "<div role='alertdialog'><p>Usamos cookies en este sitio.</p><button>Aceptar</button></div>",
        "<div role='dialog'><p>Wir verwenden Cookies.</p><button>Akzeptieren</button></div>",
    ],
)
@pytest.mark.parametrize("where", ["before", "after", "body"])
def test_a_consent_banner_is_cut_as_one(html, where):
    reading = read(page(**{where: html}))
    assert "ookies" not in kept(reading)
    assert "consent" in {rule for text, rule in cut(reading).items() if "ookies" in text}
    assert kept(reading) == " ".join(PROSE_TEXT)
    assert_law_one(reading)


@pytest.mark.parametrize(
    "html",
    [
        # One sign alone does not make a banner.
        "<div role='alert'><p>Call 112 if you cannot breathe, and do not wait for the relief to work.</p></div>",
        "<div style='position:sticky'><p>Keep a reliever inhaler with you at all times, wherever you go.</p></div>",
        "<p>Some websites use cookies to remember what you have read about asthma on them.</p>",
        "<div class='consent-form'><p>You sign a form before an operation. <a href='/f'>Read one</a> first.</p></div>",
        "<section class='privacy'><p>Your nurse keeps what you say to yourself and the care team only.</p></section>",
    ],
)
def test_one_sign_alone_is_no_banner(html):
    reading = read(page(html))
    words = html.split("<p>")[1].split("<")[0].strip()
    assert words in kept(reading)
    assert_law_one(reading)


COOKIE_ARTICLE = (
    "<p>Cookies are small files that a website stores on your computer. We use them in this article as an example of "
    "how health websites learn what you read.</p>"
    "<p>When you visit a website about asthma, it may ask you to accept cookies. You can agree, reject them all, or "
    "manage your settings, and the article stays the same.</p>"
    "<p>Your privacy matters when you read about your health. Clear the cookies of your browser on a shared computer, "
    "for instance in a library, before you leave.</p>"
)
CONSENT_ARTICLE = (
    "<p>Informed consent means that you agree to a treatment after you understand it. Your doctor explains what will "
    "be done, why, and what could go wrong.</p>"
    "<p>You can decline. You may also accept a part of the treatment and refuse another part, and you may change your "
    "mind at any time.</p>"
    "<p>Ask for the consent form in large print. Take it home, read it with someone you trust, and write your "
    "questions down.</p>"
)


@pytest.mark.parametrize(
    ("prose", "wrapper"),
    [
        (COOKIE_ARTICLE, "{}"),
        (COOKIE_ARTICLE, "<div class='article-cookies'>{}</div>"),
        # A short box of that name could be a banner; one with 400 words of prose is not.
        (COOKIE_ARTICLE * 6, "<div class='privacy-page'>{}<a href='/x'>More</a></div>"),
        (CONSENT_ARTICLE, "{}"),
        (CONSENT_ARTICLE, "<section id='consent'>{}</section>"),
        (CONSENT_ARTICLE, "<div class='informed-consent'>{}<a href='/form'>The form</a></div>"),
    ],
)
def test_an_article_about_cookies_or_consent_keeps_its_text(prose, wrapper):
    reading = read(page(prose=wrapper.format(prose), title="What you agree to"))
    for sentence in re.findall(r"<p>(.*?)</p>", prose):
        assert sentence in kept(reading)
    assert_law_one(reading)


@pytest.mark.parametrize(
    ("html", "phrase"),
    [
        ("<nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>All diseases</a></li></ul></nav>", "All diseases"),
        ("<div class='share-buttons'><a href='#'>Facebook</a> <a href='#'>Twitter</a></div>", "Facebook"),
        ("<div class='related-articles'><h3>Related</h3><a href='/b'>Hay fever</a></div>", "Hay fever"),
        ("<div class='newsletter'><p>Sign up for our newsletter</p><input></div>", "Sign up"),
        ("<div class='breadcrumbs'><a href='/'>Home</a> › <a href='/l'>Lungs</a></div>", "Lungs"),
        ("<p>Advertisement</p>", "Advertisement"),
        ("<p><a href='#top'>Back to top</a></p>", "Back to top"),
        ("<p>5 min read</p>", "5 min read"),
        ("<form><label>Your name</label><input><button>Send</button></form>", "Your name"),
        ("<footer><p>About us · Contact · Careers</p></footer>", "Careers"),
        ("<aside class='sidebar'><ul><li><a href='/1'>Most read today</a></li></ul></aside>", "Most read"),
        ("<div class='comments'><h3>3 comments</h3><p>Great article, thank you so much!</p></div>", "Great article"),
        ("<iframe>Your browser cannot show this frame</iframe>", "this frame"),
        ("<svg><title>Heart icon</title></svg>", "Heart icon"),
    ],
)
@pytest.mark.parametrize("where", ["before", "body", "after"])
def test_the_site_around_the_article_is_cut_with_a_reason(html, phrase, where):
    reading = read(page(**{where: html}))
    assert kept(reading) == " ".join(PROSE_TEXT)
    assert [r.reason for r in reading.removals if phrase in r.text]
    assert_law_one(reading)


@pytest.mark.parametrize(
    "wrapper",
    [
        "<div class='sidebar'>{}</div>",
        "<div class='share'>{}</div>",
        "<div class='related'>{}</div>",
        "<div class='nav'>{}</div>",
        "<div class='advertisement'>{}</div>",
        "<div class='comments'>{}</div>",
        "<form>{}</form>",
        "<aside>{}</aside>",
        "<footer>{}</footer>",
        "<div class='newsletter modal'>{}</div>",
        "<div class='promo tags'>{}</div>",
        "<main class='cookie'>{}</main>",
        "<div id='page-header'>{}</div>",
    ],
)
def test_what_holds_the_article_is_not_cut_whatever_it_is_called(wrapper):
    prose = "".join(f"<p>{p}</p>" for p in PROSE_TEXT)
    html = f"<html lang='en'><body><h1>Living with asthma</h1>{wrapper.format(prose)}</body></html>"
    reading = read(html)
    assert kept(reading) == " ".join(PROSE_TEXT)
    assert_law_one(reading)


def test_an_article_that_speaks_of_sharing_and_signing_up_keeps_its_sentences():
    body = (
        "<p>Share your plan with your family, and print it for the school.</p>"
        "<p>Sign up at your clinic for the yearly flu shot; it takes only a minute.</p>"
        "<h2>Related conditions</h2><p>Hay fever and eczema often come with asthma.</p>"
    )
    text = kept(read(page(body)))
    for sentence in ("Share your plan with", "Sign up at your clinic", "Related conditions", "Hay fever and eczema"):
        assert sentence in text


def test_every_cut_has_rule_reason_and_place():
    reading = read(page(before="<nav class='top'><a href='/'>Home</a></nav>"))
    [removal] = [r for r in reading.removals if r.text == "Home"]
    assert removal.rule == "navigation"
    assert removal.reason
    assert removal.where == "body > nav.top"


def test_a_header_in_a_box_of_its_own_heads_its_section():
    part = (
        "<section class='component'><div class='content'><div class='component-title'><header><h2>{}</h2></header>"
        "</div><div class='text'><p>{}</p></div></div></section>"
    )
    said = "A spacer is a tube that holds the mist of a spray, so that more of it reaches the lungs than the throat."
    reading = read(page("".join(part.format(f"{n}. Myth: spacers are for children", said) for n in (1, 2, 3))))
    assert [h for h in (plain(s.heading) for s in reading.article.sections) if h.endswith("children")] == [
        f"{n}. Myth: spacers are for children" for n in (1, 2, 3)
    ]
    assert_law_one(reading)


def test_a_sites_header_in_a_box_of_its_own_is_cut_all_the_same():
    top = "<div id='page'><div class='top'><header><h2>Lungs and Air</h2></header></div>"
    reading = read(page(before=top, after="</div>"))
    assert cut(reading)["Lungs and Air"] == "navigation"


def test_what_opens_a_fold_on_the_page_is_no_link():
    item = "<li><a href='#' class='accordion-title'>{}</a><div class='accordion-content'><p>{}</p></div></li>"
    asked = [
        ("Do our spacers fit every spray?", "We offer two sizes; our nurses show you which of them fits your spray."),
        ("How often do I wash it?", "Wash it once a week in warm water, and let it dry in the air."),
    ]
    html = f"<body><ul>{''.join(item.format(*a) for a in asked)}</ul></body>"
    tree = parse(html.encode(), "page.html", ReadingOptions()).tree
    survey = Survey(tree)
    assert survey.link_share(tree.body) == 0
    assert not survey.link_heavy(tree.body)


def test_what_is_called_after_its_print_is_no_tool_of_the_page():
    steps = "<div class='tip-print-step'><div>Shake it well.</div><div>Take 2 puffs, one after the other.</div></div>"
    tool = "<div class='print-button'><a href='/print'>For the printer, please</a></div>"
    reading = read(page(steps + tool))
    assert "Take 2 puffs, one after the other." in kept(reading)
    assert cut(reading)["For the printer, please"] == "page tools"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3><span><span class='u-visually-hidden'>Urgent advice: </span>Ring 111 if</span></h3><p>It is red.</p>",
         "Urgent advice: Ring 111 if"),
        ("<p><strong><span class='govuk-visually-hidden'>Warning</span> You may fall asleep.</strong></p>",
         "Warning You may fall asleep."),
        ("<p><span class='sr-only'>Achtung!</span> Nicht kauen.</p>", "Achtung! Nicht kauen."),
    ],
)  # fmt: skip
def test_a_hint_that_says_what_a_colour_says_is_kept(html, text):
    reading = read(page(html))
    assert_law_one(reading)
    assert text in kept(reading)


@pytest.mark.parametrize(
    "html",
    [
        "<p>You may fall asleep <span class='sr-only'>Opens in a new tab:</span> soon.</p>",
        "<h3>When to ring <span class='sr-only'>link to this part</span></h3><p>It bleeds.</p>",
    ],
)
def test_other_hints_for_screen_readers_are_cut(html):
    assert {"caption tools"} & set(cut(read(page(html))).values())


def test_a_field_of_which_only_the_label_is_hidden_is_no_hint():
    field = (
        "<div class='field field--label-visually_hidden'><div class='field__label visually-hidden'>Picture</div>"
        "<div class='field__item'><img src='knee.jpg' alt='A knee over a towel'> "
        "Bend the knee over it as far as it goes without any pain.</div></div>"
    )
    reading = read(page(field))
    assert "as far as it goes without any pain" in kept(reading)
    assert cut(reading)["Picture"] == "caption tools"
    assert [f.name for s in reading.article.sections for f in s.blocks if hasattr(f, "caption")] == ["knee.jpg"]


def test_a_warning_that_is_announced_is_no_window():
    warning = "<div role='status'><p>If you use it on more than two days a week, see your nurse.</p></div>"
    assert "more than two days a week" in kept(read(page(warning)))
    assert cut(read(page("<div role='status'>3 results</div>")))["3 results"] == "overlay"


def test_the_notes_of_a_table_are_no_footer():
    table = "<table><tr><th>Dose</th><td>5 mg</td></tr></table>"
    note = f"<figure>{table}<div class='table-footer'><p>a not at night</p></div></figure>"
    assert "a not at night" in kept(read(page(note)))


def test_a_picture_that_a_press_enlarges_is_no_window():
    link = "<a class='lightbox' href='big/knee.jpg'><img src='knee.jpg' alt='A bent knee'></a>"
    reading = read(page(f"<div class='lightbox-wrapper'>{link}</div>"))
    assert [f.name for s in reading.article.sections for f in s.blocks if hasattr(f, "caption")] == ["knee.jpg"]
    window = "<div class='lightbox'><img src='offer.jpg' alt='An offer'><button>Close</button></div>"
    assert "overlay" in {r.rule for r in read(page(window)).removals}


@pytest.mark.parametrize(
    ("lang", "says", "button"),
    [
        ("en", "We would like to set cookies. You can use the site without them.", "Accept all"),
        ("en", "Some cookies are optional.", "Only necessary cookies"),
        ("es", "Este portal guarda cookies en su equipo.", "Rechazar todas"),
        ("fr", "Des cookies servent à compter les visites.", "Continuer sans accepter"),
        ("de", "Cookies helfen uns, die Besuche zu zählen.", "Nur notwendige Cookies"),
        ("it", "I cookie servono a contare le visite, anche un solo cookie.", "Accetta tutti"),
        ("pt", "Os cookies servem para contar as visitas.", "Recusar"),
        ("nl", "Met cookies tellen wij de bezoeken.", "Alles weigeren"),
        ("hi", "यह साइट कुकी रखती है।", "सभी स्वीकार करें"),
    ],
)
def test_a_notice_is_known_by_its_buttons_whatever_it_is_called(lang, says, button):
    notice = f"<div class='inset-x-0'><div><p>{says}</p><div><button>{button}</button></div></div></div>"
    reading = read(page(after=notice, lang=lang))
    assert_law_one(reading)
    assert {rule for text, rule in cut(reading).items() if says in text} == {"consent"}
    assert says not in kept(reading)


@pytest.mark.parametrize(
    "inner",
    [
        "<p>Before the operation you read the form.</p><button>I agree</button>",  # no word of cookies
        "<p>Two cookies after the blood test are allowed.</p><button>Print this page</button>",  # no answer
    ],
)
def test_a_button_or_a_word_alone_is_no_notice(inner):
    assert "consent" not in {r.rule for r in read(page(f"<div>{inner}</div>")).removals}


def test_an_article_about_cookies_with_a_button_in_it_stays():
    said = "<p>Cookies are small files, says lesson {}, and you may refuse them all.</p>"
    prose = "".join(map(said.format, "abcdef"))
    reading = read(page(prose=f"<div>{prose}<button>Reject all</button></div>", title="What cookies are"))
    assert kept(reading).count("Cookies are small files") == 6


def test_a_button_that_opens_all_parts_is_none_of_their_heads():
    said = "Take one tablet of 5 mg in the evening, with a glass of water."
    opens = "<button aria-expanded='false'>Show all sections</button>"
    opens += f"<h3><button aria-expanded='false'>Doses</button></h3><p>{said}</p>"
    text = kept(read(page(opens)))
    assert "Show all" not in text
    assert f"Doses {said}" in text


def test_a_size_that_an_editor_names_is_no_tool():
    item = "<ul><li><span class='ms-rteFontSize-2'>Watch for fever and red eyes.</span></li><li>Call us.</li></ul>"
    assert "Watch for fever and red eyes." in kept(read(page(item)))
    tool = "<div class='font-size'><button>A</button> <button>A+</button></div>"
    assert "page tools" in set(cut(read(page(tool))).values())


@pytest.mark.parametrize("kind", ["warning", "notice", "footnote-list"])
def test_a_warning_or_a_note_in_an_aside_stays_where_nothing_is_called_the_article(kind):
    prose = "".join(f"<p>{text}</p>" for text in PROSE_TEXT)
    note = f"<aside class='{kind}'>Version 1 of the form ends on the last day of June</aside>"
    text = kept(read(f"<html lang=en><body><div class=content><h1>Forms</h1>{prose}{note}{prose}</div></body></html>"))
    assert "Version 1 of the form ends" in text


def test_a_menu_that_is_eaten_stays_and_one_of_links_goes():
    dishes = "".join(f"<div><span>Soup of the {n} garden</span> <span>$5</span></div>" for n in "abcdefgh")
    text = kept(read(page(f"<div class='menu-block'>{dishes}</div>")))
    assert "Soup of the a garden" in text
    links = "".join(f"<div><a href='/{n}'>Soup of the {n} garden</a></div>" for n in "abcdefgh")
    assert cut(read(page(f"<div class='menu-block'>{links}</div>"))).popitem()[1] == "navigation"


@pytest.mark.parametrize(
    "box",
    [
        '<div class="dataTables_wrapper no-footer">{}</div>',
        '<div class="no-sidebar">{}</div>',
        '<div class="without-comments">{}</div>',
        '<p class="has-medium-font-size">{}</p>',
        "<section><header><h3>{}</h3></header><table><tr><th>Salt</th><td>2 g</td></tr>"
        "<tr><th>Fat</th><td>1 g</td></tr><tr><th>Fibre</th><td>4 g</td></tr></table></section>",
        '<div class="card"><div class="h"><button data-toggle="collapse" data-target="#c">{}</button></div>'
        '<div id="c" class="collapse"><p>Ask which of your tablets should be changed, and when.</p></div></div>',
    ],
)
def test_what_denies_furniture_or_names_a_part_is_none(box):
    reading = read(page(box.format(SECRET)))
    assert SECRET in kept(reading)
    assert_law_one(reading)


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ('<a href="tel:+441632960417">01632 960 417</a>', False),
        ('<a href="MAILTO:ward@lungs.example">ward@lungs.example</a>', False),
        ('<div id="q1"><h4><a href="#q1">Which day?</a></h4><p>Any day but Sunday will do for that.</p></div>', False),
        ('<h4><a href="#q1">Which day?</a></h4><p id="q1">Any day but Sunday will do for that.</p>', False),
        ('<h4><a href="#q2">Which day?</a></h4><p id="q1">Any day but Sunday will do for that.</p>', True),
        ('<a href="/ward">The ward</a>', True),
    ],
)
def test_what_rings_or_unfolds_leads_to_no_other_page(link, leads):
    tree = parse(page(f"<div class=x>{link}</div>").encode(), "page.html", ReadingOptions()).tree
    box = next(e for e in tree.elements if "x" in e.attrs.get("class", ()))
    assert (Survey(tree).link_share(box) > 0) is leads


@pytest.mark.parametrize(
    "box",
    [
        "<div class=no-modal>Our offers of this week, by mail and at the desk.</div>",
        "<div class=no-share-count>Facebook Twitter 12 shares</div>",
        "<div class=non-sticky-share>Facebook Twitter 12 shares</div>",
        "<div class=font-size>A A+ A++</div>",
        "<ul class=text-size><li>Small text</li><li>Large text</li></ul>",
        '<div class=x><button data-toggle="collapse" data-target="#m">Read more about spacers</button></div>',
        '<div class=x><button data-bs-toggle="collapse" data-bs-target="#m">Toggle navigation</button></div>',
    ],
)
def test_what_only_seems_to_deny_furniture_is_cut(box):
    text = re.sub("<[^>]*>", " ", box).split()[-1]
    reading = read(page(box))
    assert text not in kept(reading)
    assert_law_one(reading)


def test_a_link_to_the_start_of_the_page_is_a_link():
    tree = parse(page("<div class=x><a href='#top'>Return to the start</a></div>").replace(
        "<body>", "<body id=top>").encode(), "page.html", ReadingOptions()).tree  # fmt: skip
    box = next(e for e in tree.elements if "x" in e.attrs.get("class", ()))
    assert Survey(tree).link_share(box) == 1


def test_a_box_called_related_that_leads_nowhere_and_says_much_is_the_articles():
    more = "Ask the nurse to watch how you do it, and do not be ashamed to ask again when the next visit comes. " * 4
    box = "<div class='news-related-content'><h2>At home</h2><p>{}</p>{}</div>"
    alone, leading = (page(box.format(more, end), prose=PROSE * 3) for end in ("", "<p><a href='/b'>More</a></p>"))
    assert more.strip() in kept(read(alone))
    assert more.strip() not in kept(read(leading))


@pytest.mark.parametrize("called", ["paywall", "helpful", "newsletter-text"])
def test_a_name_that_most_paragraphs_have_names_no_furniture(called):
    reading = read(page(prose=PROSE.replace("<p>", f"<p class='{called}'>")))
    assert all(text in kept(reading) for text in PROSE_TEXT)
    assert_law_one(reading)


def test_a_paragraph_behind_the_free_part_stays_and_a_tool_goes():
    sentence = "The nurse counts how many puffs are left, and tells you when the next inhaler is due."
    assert sentence in kept(read(page(f"<p class=paywall>{sentence}</p>")))
    assert SECRET not in kept(read(page(f"<p class=paywall>{SECRET}</p>")))
