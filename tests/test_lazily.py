"""What libraries load without need is spared, and all the same is there when it is used."""

import subprocess
import sys
from types import ModuleType

import pytest

from a11y_export.lazily import spared
from a11y_export.rehearsal import PAGE


def fresh(code: str) -> str:
    """Run code in a process that has loaded nothing yet; give what it prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.strip()


def test_a_handout_loads_neither_pictures_nor_shaping_nor_what_only_an_evaluator_needs():
    code = (
        "import sys\n"
        "from a11y_export.handout import HandoutOptions, make_pdf\n"
        "from a11y_export.wording import Wording\n"
        "from benchmarks.leaflet import article\n"
        "assert make_pdf(article(300, whole=False), HandoutOptions(), Wording.load('en'))[0].startswith(b'%PDF')\n"
        "import PIL\n"
        "print(sorted({'PIL.Image', 'uharfbuzz', 'textwrap', 'pickle', 'tempfile', 'fontTools'} & set(sys.modules)),\n"
        "      'Image' in vars(PIL), [m for m in sys.modules.values() if type(m).__name__ == '_StandIn'])\n"
    )
    assert fresh(code) == "[] False []"


@pytest.mark.parametrize("first", ["", "from PIL import Image\n", "import uharfbuzz, PIL.Image\n"])
def test_pictures_and_shaping_work_all_the_same(first):
    code = first + (
        "from a11y_export.handout import document, fonts\n"
        "from reportlab.lib.utils import ImageReader\n"
        "from reportlab.pdfbase.ttfonts import TTFont\n"
        "from PIL import Image\n"
        "import PIL.Image, sys\n"
        "picture = ImageReader(Image.new('RGB', (3, 2), 'red'))\n"
        "path = fonts.primary(bold=False).face.filename\n"
        "font = TTFont('Shaped', path, shapable=True)\n"
        "import uharfbuzz\n"
        "print(picture.getSize(), Image is PIL.Image is sys.modules['PIL.Image'], font.shapable,\n"
        "      isinstance(font.hbFont(1), uharfbuzz.Font))\n"
    )
    assert fresh(code) == "(3, 2) True True True"


def test_a_page_is_read_without_what_parses_selectors_and_they_work_all_the_same(tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from a11y_export.reading import ReadingOptions, read\n"
        f"path = Path({str(tmp_path / 'page.html')!r})\n"
        "read(path)\n"
        "before = 'soupsieve' in sys.modules\n"
        "rule = '[[rule]]\\nselector = \"p.byline\"\\naction = \"cut\"\\nreason = \"as asked\"\\n'\n"
        "cut = [r.text for r in read(path, ReadingOptions(rules=rule)).removals if r.reason == 'as asked']\n"
        "import bs4\n"
        "print(before, cut, bs4.BeautifulSoup('<p class=a>x</p>', 'lxml').select_one('p.a').text,\n"
        "      type(sys.modules['soupsieve']).__name__)\n"
    )
    assert fresh(code) == "False ['By Ann Example. Reviewed 3 May 2024.'] x module"


@pytest.fixture
def unloaded(tmp_path, monkeypatch):
    """A module and a package with a module, which nobody has loaded."""
    (tmp_path / "spare_part.py").write_text("size = 3\n", encoding="utf-8")
    (tmp_path / "spare_parts").mkdir()
    (tmp_path / "spare_parts" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "spare_parts" / "wheel.py").write_text("spokes = 32\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield ("spare_part", "spare_parts.wheel")
    for name in ("spare_part", "spare_parts", "spare_parts.wheel"):
        sys.modules.pop(name, None)


def test_a_stand_in_loads_its_module_when_it_is_used_and_passes_everything_on(unloaded):
    with spared(*unloaded):
        import spare_part
        from spare_parts import wheel
    assert type(spare_part) is not ModuleType
    assert type(wheel) is not ModuleType
    assert not {"spare_part", "spare_parts.wheel"} & set(sys.modules)
    assert (spare_part.size, wheel.spokes) == (3, 32)
    spare_part.size = 4
    spare_part.more = 1
    assert "more" in dir(spare_part)
    del spare_part.more
    with pytest.raises(AttributeError, match="more"):
        _ = spare_part.more
    import spare_part as itself
    from spare_parts import wheel as its_wheel

    assert type(itself) is type(its_wheel) is ModuleType
    assert itself.size == 4
    assert its_wheel is sys.modules["spare_parts.wheel"]


def test_one_that_is_used_while_others_are_imported_is_its_module_from_then_on(unloaded):
    with spared(*unloaded):
        import spare_part
        from spare_parts import wheel

        assert (spare_part.size, wheel.spokes) == (3, 32)
        import spare_parts.wheel  # what another thread may do meanwhile

        assert type(sys.modules["spare_part"]) is type(spare_parts.wheel) is ModuleType
    assert type(sys.modules["spare_part"]) is type(sys.modules["spare_parts.wheel"]) is ModuleType


def test_what_is_loaded_stays_and_what_is_not_installed_is_missed(unloaded):
    import spare_part as before

    with spared(*unloaded, "no_such_part"):
        import spare_part

        assert spare_part is before
        with pytest.raises(ModuleNotFoundError, match="no_such_part"):
            __import__("no_such_part")
    assert sys.modules["spare_part"] is before


def test_none_is_left_behind_when_an_import_fails(unloaded):
    with pytest.raises(ZeroDivisionError), spared(*unloaded):
        raise ZeroDivisionError
    assert "spare_part" not in sys.modules
    import spare_parts

    assert "wheel" not in vars(spare_parts)
