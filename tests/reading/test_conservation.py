"""Law 1 on generated pages: every visible word has exactly one fate, and what was kept is what the article says."""

from html import escape

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from a11y_export.errors import NoArticle
from tests.reading.pages import PROSE, assert_law_one, read

_TAGS = (
    *("p", "div", "span", "b", "i", "a", "sup", "sub", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th"),
    *("thead", "caption", "h2", "h3", "h4", "blockquote", "pre", "figure", "figcaption", "aside", "nav", "footer"),
    *("header", "section", "form", "button", "details", "summary", "noscript", "template", "script", "style", "svg"),
    *("label", "select", "option", "textarea", "iframe", "object", "dialog", "del", "code", "abbr", "x-y", "font"),
)
_ATTRIBUTES = (
    *("", "", "", ' class="share"', ' class="cookie-consent"', ' class="warning"', ' class="accordion-panel"'),
    *(' class="related nav"', ' class="disclaimer"', ' hidden', ' style="display:none"', ' role="dialog"'),
    *(' role="heading"', ' role="tabpanel"', ' aria-hidden="true"', ' lang="es"', ' href="#a"', ' colspan="3"'),
    *(' id="onetrust-banner-sdk"', ' data-dump="after"', ' data-mark="list"', ' aria-expanded="false"'),
)
_TEXTS = st.one_of(
    st.sampled_from(
        [
            "Take <5 mg at 9 a.m. ",
            "Do not stop. ",
            "10⁹/L",
            " ",
            "\n",
            "\u00a0",
            "Advertisement",
            "By Ana Lee",
            "March 7, 2024",
            "We use cookies on this site. Accept them all.",
            "This page is not a substitute for professional medical advice or treatment.",
            "Medical disclaimer",
            "Read more: asthma",
            "Share this article",
            "© 2024 Lung Trust",
            "½ −2.5",
            "[1]",
        ]
    ),
    # A mark that would join the letter of another element is no word of its own: words.py speaks of whole texts.
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Mn", "Mc", "Me"]), max_size=8).map(
        lambda text: "".join(c for c in text if not "\u1100" <= c <= "\u11ff")
    ),
)


def _element(children):
    return st.builds(
        lambda tag, attributes, inner: f"<{tag}{attributes}>{''.join(inner)}</{tag}>",
        st.sampled_from(_TAGS),
        st.sampled_from(_ATTRIBUTES),
        st.lists(children, max_size=4),
    )


_leaves = st.one_of(
    _TEXTS.map(escape),
    _TEXTS.map(lambda text: f"<p>{escape(text)}</p>"),
    st.sampled_from(["<br>", "<hr>", "<img src=x alt=y>", "<wbr>", "<!-- x -->", "<input>"]),
    st.sampled_from(["</p>", "<p>", "</div>", "<td>", "</ul>", "<li>"]),
)
_fragments = st.recursive(_leaves, _element, max_leaves=12)
_many = st.lists(_fragments, max_size=3).map("".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_many, _many, _many)
def test_every_visible_word_of_any_page_has_one_fate(before, inside, after):
    html = f"<html lang=en><body>{before}<article><h1>Asthma</h1>{PROSE}{inside}{PROSE}</article>{after}</body></html>"
    try:
        reading = read(html)
    except NoArticle:
        reject()  # An open element before the article can swallow it whole.
    assert_law_one(reading)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(["<", ">", "</", "&", ";", "p", "div", "table", "a b", "=", '"', "!--", "-->", "é"])))
def test_any_soup_of_signs_after_an_article_keeps_the_law(signs):
    assert_law_one(read(f"<html lang=en><body><h1>Asthma</h1>{PROSE}{''.join(signs)}"))
