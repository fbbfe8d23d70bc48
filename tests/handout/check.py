"""What holds for every handout: it conforms, and says the article's words and the declared ones, and no others."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import page

from a11y_export import words
from a11y_export.handout import Handout, HandoutOptions, make_pdf
from a11y_export.model import Article
from a11y_export.wording import Wording
from tests.tagging.reader import Node, programs, read


def make(article: Article, **options: object) -> tuple[bytes, Handout]:
    return make_pdf(article, HandoutOptions(**options), Wording.load(article.language))


def check(article: Article, **options: object) -> tuple[Node, Handout]:
    data, handout = make(article, **options)
    conforms(data)
    root = read(data)
    assert words.tokens(root.text("source")) == article.tokens()
    said = [words.fold(node.text()) for node in programs(root)]
    assert said == [text.text for text in handout.program]
    assert all(text.key and text.lang for text in handout.program)
    return root, handout


def conforms(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "handout.pdf"
        file.write_bytes(data)
        for profile in ("ua1", "2a"):
            report = page.validate_pdf(str(file), profile=profile)
            assert report.is_compliant, str(report)
