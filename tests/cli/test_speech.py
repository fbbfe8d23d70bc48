"""How an article is spoken: the table [speech] of the settings, and the article's own over it."""

import json

import pytest

from tests.cli.test_cli import GOOD, _save

SETTINGS = '[speech]\nrate = 200\npauses = "calm"\n'


@pytest.fixture
def source(tmp_path):
    return _save(tmp_path, "a.html", GOOD)


def manifest(call, source, out, *more):
    code, said, err = call("convert", source, "-o", out, "--formats", "mp3", "--json", *more)
    assert code == 0, err
    return json.loads(said)[0]


def seconds(made):
    return sum(a["seconds"] for a in made["artifacts"] if a["kind"] == "mp3")


def test_the_settings_say_how_every_article_is_spoken(call, source, tmp_path):
    plain = manifest(call, source, tmp_path / "plain")
    _save(tmp_path, "a11y-export.toml", SETTINGS)
    made = manifest(call, source, tmp_path / "out")
    assert plain["options"]["speech"]["rate"] == 150
    assert (made["options"]["speech"]["rate"], made["options"]["speech"]["pauses"]) == (200, "calm")
    assert made["fingerprint"] != plain["fingerprint"]
    assert seconds(made) != seconds(plain)


def test_the_commands_own_table_and_then_a_flag_come_before_it(call, source, tmp_path):
    _save(tmp_path, "a11y-export.toml", SETTINGS + "[convert]\nrate = 180\n")
    speech = manifest(call, source, tmp_path / "one")["options"]["speech"]
    assert (speech["rate"], speech["pauses"]) == (180, "calm")
    speech = manifest(call, source, tmp_path / "two", "--rate", "170")["options"]["speech"]
    assert (speech["rate"], speech["pauses"]) == (170, "calm")


def test_the_articles_own_table_wins_over_all_and_only_for_this_article(call, source, tmp_path):
    other = _save(tmp_path, "b.html", GOOD)
    _save(tmp_path, "a11y-export.toml", SETTINGS)
    _save(tmp_path, "a.html.a11y.toml", "[speech]\nrate = 100\nsingle_file = true\n")
    code, said, err = call("convert", source, other, "-o", tmp_path / "out", "--formats", "mp3", "--json",
                           "--rate", "170")
    assert code == 0, err
    slow, fast = json.loads(said)
    assert slow["options"]["speech"]["rate"] == 100
    assert slow["options"]["speech"]["pauses"] == "calm"
    assert [a["kind"] for a in slow["artifacts"]].count("whole") == 1
    assert fast["options"]["speech"]["rate"] == 170
    assert [a["kind"] for a in fast["artifacts"]].count("whole") == 0
    # 100 words a minute take 1.7 times as long as 170, but for the pauses.
    assert seconds(slow) > 1.3 * seconds(fast)


def test_the_same_said_by_flag_or_by_table_gives_the_same_bytes(call, source, tmp_path):
    flags = manifest(call, source, tmp_path / "flags", "--rate", "120", "--pauses", "brisk")
    _save(tmp_path, "a11y-export.toml", '[speech]\nrate = 120\npauses = "short"\n')
    table = manifest(call, source, tmp_path / "table")
    assert flags["fingerprint"] == table["fingerprint"]
    assert flags["artifacts"] == table["artifacts"]


@pytest.mark.parametrize(("toml", "said", "remedy"), [
    ('speech = "slow"\n', "“speech” is not a table", "Write [speech] on a line of its own"),
    ("[speech]\nspeed = 120\n", "unknown key “speed” in [speech]", "Known keys: rate, pitch, volume, voice"),
    ("[speech]\nrate = 20\n", "“rate” in [speech]: 20 is not a speaking rate", "from 80 to 300"),
    ('[speech]\nrate = "120"\n', "“rate” in [speech] has a value of the wrong kind", "Give a whole number"),
    ("[speech]\nrate = true\n", "“rate” in [speech] has a value of the wrong kind", "Give a whole number"),
    ("[speech]\npitch = 101\n", "“pitch” in [speech]: 101 is not a pitch", "0 to 100"),
    ("[speech]\nvolume = 0\n", "“volume” in [speech]: 0 is not a volume", "1 to 100"),
    ('[speech]\npauses = "none"\n', "“pauses” in [speech]: 'none' is not known", "brisk, normal, calm"),
    ('[speech]\nvoice = ""\n', "“voice” in [speech]: the voice's name is empty", "a11y-export voices"),
    ('[speech]\ndisclaimer_audio = "never"\n', "“disclaimer_audio” in [speech]: 'never' is not known", "every, once"),
    ("[speech]\nsingle_file = 1\n", "“single_file” in [speech] has a value of the wrong kind", "true or false"),
])
@pytest.mark.parametrize("name", ["a11y-export.toml", "a.html.a11y.toml"])
def test_what_is_wrong_is_exit_code_2_with_file_key_and_remedy(call, source, tmp_path, toml, said, remedy, name):
    _save(tmp_path, name, toml)
    code, _, err = call("convert", source, "-o", tmp_path / "out", "--formats", "mp3")
    assert code == 2
    assert name in err
    assert said in err
    assert remedy in err
    assert not list((tmp_path / "out").glob("*/audio"))


def test_cuts_refuses_a_misspelt_key_too(call, source, tmp_path):
    _save(tmp_path, "a.html.a11y.toml", "[speech]\nspeed = 120\n")
    code, _, err = call("cuts", source)
    assert code == 2
    assert "unknown key “speed” in [speech]" in err


def test_say_speaks_its_file_as_the_settings_want(call, tmp_path):
    sizes = []
    for rate in (100, 250):
        _save(tmp_path, "a11y-export.toml", f"[speech]\nrate = {rate}\n")
        assert call("say", "Take one tablet with food every morning.", "--wav", tmp_path / "a.wav")[0] == 0
        sizes.append((tmp_path / "a.wav").stat().st_size)
    assert sizes[0] > 1.5 * sizes[1]
