"""What stands in web components is read where a browser shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from a11y_export import words
from a11y_export.proof.source import visible_text
from tests.effort import calls_made
from tests.reading.pages import assert_law_one, kept, read

PROSE = "".join(f"<p>The nurse shows you how to use the inhaler, and you try it, {n} times.</p>" for n in "abcd")
OPEN = '<template shadowrootmode="open">'


def shown(body: str) -> str:
    """Give what the proof and the reader, who read apart from one another, both say that a page shows."""
    page = f"<html><body><h1>Your inhaler</h1>{PROSE}<section>{body}</section></body></html>"
    reading = read(page)
    assert_law_one(reading)
    text = " ".join(words.tokens(visible_text(page)))
    return text[text.index("d times.") + 9 :]


def test_the_text_of_a_shadow_root_is_read():
    said = kept(read(f'<h1>Your inhaler</h1><x-text><template shadowrootmode="open">{PROSE}</template></x-text>'))
    assert said.count("inhaler, and you try it") == 4


@pytest.mark.parametrize(
    "sign", ['shadowrootmode="open"', 'shadowrootmode="CLOSED"', 'shadowmode="open"', 'shadowroot="open"']
)
def test_every_way_to_write_one(sign):
    assert shown(f"<x-a><template {sign}><p>Shake it.</p></template></x-a>") == "Shake it."


@pytest.mark.parametrize("sign", ["", 'shadowrootmode="none"', 'class="open"'])
def test_other_templates_are_no_text(sign):
    assert shown(f"<p>Shake it.</p><x-a><template {sign}><p>Never.</p></template></x-a>") == "Shake it."


def test_a_slot_shows_what_is_put_into_it_in_its_place():
    card = (
        '<dose-card><template shadowrootmode="open"><p>Take <slot name="dose">no dose</slot> twice a day, '
        "<slot></slot> meals.</p></template>"
        '<b slot="dose">2.5 mg</b>not after</dose-card>'
    )
    assert shown(card) == "Take 2.5 mg twice a day, not after meals."
    page = read(f"<h1>Your inhaler</h1>{PROSE}{card}")
    assert "Take 2.5 mg twice a day, not after meals." in kept(page)


def test_a_slot_without_anything_shows_its_own_words():
    card = '<x-a><template shadowrootmode="open"><p>Take <slot name="dose">one puff</slot>.</p></template> </x-a>'
    assert shown(card) == "Take one puff."


def test_what_no_slot_shows_is_on_record_behind_the_rest():
    card = '<x-a><template shadowrootmode="open"><p>Shown.</p></template><p slot="nowhere">Left over.</p></x-a>'
    assert shown(card) == "Shown. Left over."


def test_components_within_components():
    inner = '<x-in><template shadowrootmode="open"><p>[<slot></slot>]</p></template><slot></slot></x-in>'
    assert shown(f'<x-out><template shadowrootmode="open"><div>{inner}</div></template>word</x-out>') == "[word]"


def test_the_second_root_of_a_host_and_roots_in_templates_are_none():
    two = f"<x-a>{OPEN}<p>One.</p></template>{OPEN}Two.</template></x-a>"
    assert shown(two) == "One."
    assert shown(f"<p>Shake it.</p><template>{two}</template>") == "Shake it."


def test_a_root_has_no_box_of_its_own_and_a_slot_none_at_all():
    box = f"<p>Take para<x-a>{OPEN[:-1]} style='display:block'>cetamol <slot></slot></template>5 mg</x-a> now.</p>"
    reading = read(f"<h1>Your inhaler</h1>{PROSE}{box}")
    assert "Take paracetamol 5 mg now." in kept(reading)
    assert_law_one(reading)
    slot = f"<div>{OPEN}<p>A <slot>{OPEN}<p>inner</p></template></slot> end</p></template>Take 5 mg</div>"
    assert shown(slot) == "A Take 5 mg end"
    assert shown("<my-a><template shadowRootMode='open'><p>Take <slot></slot> twice.</p></template>5 mg</my-a>") == (
        "Take 5 mg twice."
    )


def test_loose_words_in_a_component_are_read():
    component = f"<my-page>{OPEN}{PROSE} Loose words here.</template></my-page>"
    assert "Loose words here." in kept(read(f"<h1>Your inhaler</h1>{component}<div>Copyright 2020</div>"))


def test_styles_of_a_component_hide_nothing_outside_of_it():
    sheet = '<x-a><template shadowrootmode="open"><style>.text{display:none}</style><p>Inside.</p></template></x-a>'
    assert "Outside stays." in kept(read(f'<h1>Your inhaler</h1>{PROSE}{sheet}<p class="text">Outside stays.</p>'))


def test_a_chain_of_components_takes_the_time_of_its_length():
    def chain(number):
        return f"<h1>Your inhaler</h1>{PROSE}" + f"<x-a>{OPEN}<p>q <slot></slot></p>" * number + "end"

    assert kept(read(chain(400))).count(" q") == 400
    assert calls_made(lambda: read(chain(400))) < 2.5 * calls_made(lambda: read(chain(200)))


_NAMES = st.sampled_from(["", "a", "b"])


def _host(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    light = st.lists(st.tuples(_NAMES, inner), max_size=3).map(
        lambda parts: "".join(f'<i slot="{name}">{text}</i>x' if name else text for name, text in parts)
    )
    shade = st.lists(st.tuples(_NAMES, inner), max_size=3).map(
        lambda parts: "".join(f'<p>{text}<slot name="{name}">own</slot></p>' for name, text in parts)
    )
    kind = st.sampled_from(['shadowrootmode="open"', 'shadowmode="closed"', ""])
    return st.builds("<x-a>{}<template {}>{}</template>{}</x-a>".format, light, kind, shade, light)


PAGES = st.recursive(st.sampled_from(["word ", "<b>2</b>", "<!-- no -->", "<slot>s</slot>", "x"]), _host, max_leaves=12)


@given(PAGES)
def test_law_one_holds_whatever_stands_in_what(body):
    page = f"<html><body><h1>Your inhaler</h1>{PROSE}<section>{body}</section></body></html>"
    reading = read(page)
    assert_law_one(reading)
