"""``--rules FILE``: what the commands do with it, and what they say when it makes no sense."""

import json

import pytest

from tests.reading.pages import page

RULE = """[[rule]]
selector = "p.odd"
action = "cut"
reason = "the ward does not hand this out"
"""


@pytest.fixture
def saved(tmp_path):
    (tmp_path / "a.html").write_text(page("<p class=odd>Bring a red scarf.</p><p>The end.</p>"), encoding="utf-8")
    (tmp_path / "ours.toml").write_text(RULE, encoding="utf-8")
    return tmp_path


def test_cuts_shows_the_rules_reason(call, saved):
    code, out, _ = call("cuts", saved / "a.html", "--rules", saved / "ours.toml")
    assert code == 0
    assert "[site rule] the ward does not hand this out" in out
    assert "Bring a red scarf." in out


def test_check_counts_what_the_rules_leave(call, saved):
    counts = []
    for more in ((), ("--rules", saved / "ours.toml")):
        _, out, _ = call("check", saved / "a.html", "--json", *more)
        counts.append(json.loads(out)[0]["whole"]["counts"]["words"])
    assert counts[0] - counts[1] == 4


def test_convert_keeps_the_rules_as_a_hash_that_changes_with_them(call, saved):
    hashes = set()
    for text in ("", RULE, RULE.replace("cut", "keep")):
        (saved / "ours.toml").write_text(text, encoding="utf-8")
        more = ("--rules", saved / "ours.toml") if text else ()
        code, out, _ = call("convert", saved / "a.html", "-o", saved / "out", "--formats", "pdf", "--json", *more)
        [manifest] = json.loads(out)
        assert code == 0
        assert str(saved) not in json.dumps(manifest["options"])
        assert "rules" not in manifest["options"]["reading"]
        hashes.add((manifest["options"]["reading"]["rules_sha256"], manifest["fingerprint"]))
    assert len(hashes) == len({h for h, _ in hashes}) == len({f for _, f in hashes}) == 3


def test_the_settings_file_may_name_the_rules(call, saved, monkeypatch):
    (saved / "a11y-export.toml").write_text('[cuts]\nrules = "ours.toml"\n', encoding="utf-8")
    monkeypatch.chdir(saved)
    assert "the ward does not hand this out" in call("cuts", "a.html")[1]


@pytest.mark.parametrize("command", ["convert", "check", "cuts"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be opened"),
        (b"\xff\xfe", "not a UTF-8 text file"),
        (b"[[rule", "not valid TOML"),
        (RULE.replace("p.odd", "p..odd").encode(), "rule 1: the selector “p..odd” cannot be used"),
        (RULE.replace('"cut"', '"burn"').encode(), "rule 1 has the action “burn”"),
    ],
)
def test_rules_that_make_no_sense_are_exit_code_2_before_anything_is_made(call, saved, command, text, said):
    path = saved / "bad.toml"
    if text is not None:
        path.write_bytes(text)
    more = ("-o", saved / "out") if command == "convert" else ()
    code, out, err = call(command, saved / "a.html", "--rules", path, *more)
    assert (code, out) == (2, "")
    assert "bad.toml" in err
    assert said in err
    assert not (saved / "out").exists()
