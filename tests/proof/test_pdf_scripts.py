"""What is spoiled in shaped text is found: a sign dropped, exchanged, blank, out of its order or under another."""

import re
from dataclasses import replace

import pikepdf
import pytest

from a11y_export.model import Section, Span
from a11y_export.proof.pdf import prove_pdf
from tests.handout.samples import p
from tests.handout.test_scripts import article
from tests.proof.test_pdf_proof import code, failures, handout, spoil

WORDS, PLAIN = "pdf words are the article's", "pdf is drawn plainly"
SHOWN = rb"(?s)(/H1 .*?\[<)([0-9A-F]{4})([0-9A-F]{4})"  # the first two signs of the title


def shaped_fonts(pdf):
    return [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Subtype") == "/Type0"]


def spoiled(tmp_path, language, change):
    path, declared = handout(tmp_path, article(language))
    spoil(path, change)
    return failures(prove_pdf(path, path.name, article(language), declared))


def test_a_dropped_sign_is_found(tmp_path):
    assert WORDS in spoiled(tmp_path, "hi", lambda pdf: code(pdf, SHOWN, rb"\1\3"))


def test_an_exchanged_sign_is_found(tmp_path):
    assert WORDS in spoiled(tmp_path, "ja", lambda pdf: code(pdf, SHOWN, rb"\1\3\2"))


def test_a_text_that_a_font_lies_about_is_found(tmp_path):
    def change(pdf):
        for font in shaped_fonts(pdf):
            data = font.ToUnicode.read_bytes()
            font.ToUnicode = pdf.make_stream(re.sub(rb"<0001> <[0-9A-F]+>", b"<0001> <0041>", data))

    assert WORDS in spoiled(tmp_path, "th", change)


@pytest.mark.parametrize("language", ["hi", "ar", "zh-CN"])
def test_an_empty_box_is_found(tmp_path, language):
    def change(pdf):
        for font in shaped_fonts(pdf):
            below = font.DescendantFonts[0]
            data = bytes(below.CIDToGIDMap.read_bytes())
            below.CIDToGIDMap = pdf.make_stream(data[:2] + b"\0\0" + data[4:])  # the first code draws the empty box

    assert WORDS in spoiled(tmp_path, language, change)


def test_a_letter_without_an_outline_is_found(tmp_path):
    def change(pdf):
        for font in shaped_fonts(pdf):
            descriptor = font.DescendantFonts[0].FontDescriptor
            data = bytearray(descriptor.FontFile2.read_bytes())
            count = int.from_bytes(data[4:6], "big")
            for entry in range(12, 12 + 16 * count, 16):
                if data[entry : entry + 4] == b"loca":
                    start = int.from_bytes(data[entry + 8 : entry + 12], "big")
                    length = int.from_bytes(data[entry + 12 : entry + 16], "big")
                    data[start : start + length] = bytes(length)
            descriptor.FontFile2 = pdf.make_stream(bytes(data))

    assert WORDS in spoiled(tmp_path, "ta", change)


def test_letters_that_run_the_wrong_way_are_found(tmp_path):
    assert "out of their order" in spoiled(
        tmp_path, "he", lambda pdf: code(pdf, rb"\[<([0-9A-F]{4})> \d+ <", rb"[<\1> 0 <"))[PLAIN]


def test_text_that_lies_on_other_text_is_found(tmp_path):
    def change(pdf):
        target = pdf.pages[0]
        target.contents_coalesce()
        data = target.Contents.read_bytes()
        one, other = list(re.finditer(rb"1 0 0 1 ([\d.]+ [\d.]+) Tm\n/\S+ \S+ Tf\n\[<[0-9A-F]{16}", data))[2:4]
        target.Contents = pdf.make_stream(data[: other.start(1)] + one[1] + data[other.end(1) :])

    assert "lies on" in spoiled(tmp_path, "ru", change)[PLAIN]


def test_a_replacement_that_says_something_else_is_found(tmp_path):
    named = replace(article("hi"), sections=(Section("s", (Span("दवा"),), 2, (p("दवा 🙂 न लें"),)),))
    path, declared = handout(tmp_path, named)
    assert not failures(prove_pdf(path, path.name, named, declared))
    actual = "🙂".encode("utf-16-be").hex().upper().encode()
    other = "🙃".encode("utf-16-be").hex().upper().encode()
    spoil(path, lambda pdf: code(pdf, actual, other))
    assert {WORDS, "pdf replacements are true"} <= set(failures(prove_pdf(path, path.name, named, declared)))
