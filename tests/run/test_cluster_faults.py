"""A cluster that dies or may not be trusted: a clear end, nothing half-made, and a run after it that makes the rest."""

import hashlib
import json
import os
import socket
import ssl

import pytest
from pytest_socket import enable_socket

from a11y_export.errors import ExitCode
from tests.cluster import PAGE, Workers, contents, converted, python, running_scheduler, until

if os.environ.get("CI"):
    import trustme
else:
    pytest.importorskip("distributed")
    trustme = pytest.importorskip("trustme")

TLS = "DASK_DISTRIBUTED__COMM__TLS__"


def lay_out(folder, number):
    folder.mkdir()
    for n in range(number):
        (folder / f"small-{n}.html").write_text(PAGE.format(n=n, more=""), encoding="utf-8")
    return folder


def finished(output):
    """Give what stands under each article's name: every file of it, and when the folder appeared."""
    folders = [p for p in output.iterdir() if p.is_dir()] if output.is_dir() else []
    return {folder.name: (folder.stat().st_ino, contents(folder)) for folder in folders}


def is_whole(files):
    told = json.loads(files["manifest.json"])
    named = {entry["path"]: entry["sha256"] for entry in (*told["artifacts"], *told["record"])}
    return named == {p: hashlib.sha256(d).hexdigest() for p, d in files.items() if p != "manifest.json"}


def test_a_scheduler_killed_in_the_middle_leaves_whole_articles_and_the_next_run_makes_the_rest(tmp_path):
    source, output = lay_out(tmp_path / "in", 60), tmp_path / "out"
    with running_scheduler() as (address, scheduler):
        workers = Workers(address)
        try:
            temporary = workers.start()
            workers.ready()
            run = converted(source, output, address)
            until(lambda: len([*output.glob("small-*[0-9]/manifest.json")]) >= 3)
            until(lambda: [*temporary.glob("a11y-export-*/in")])
            scheduler.kill()
            said = run.communicate()[1]
        finally:
            workers.end()
    assert run.returncode == ExitCode.DEPENDENCY, said
    assert "--scheduler: it has ended. Start it, and run again: what is made stays." in said
    assert "Traceback" not in said
    made = finished(output)
    assert 3 <= len(made) < 60
    assert all(is_whole(files) for _, files in made.values())
    assert not [name for name in made if "." in name]
    assert {row["folder"] for row in json.loads((output / "batch.json").read_text())["articles"]} == made.keys()
    again = python("a11y_export", "convert", source, "-o", output, "--formats", "pdf")
    said = again.communicate()[1]
    assert again.returncode == ExitCode.OK, said
    assert f"{len(made)} unchanged, {60 - len(made)} made, 0 failed" in said
    assert {name: finished(output)[name] for name in made} == made


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Give a folder with an authority and what it vouches for, and with another authority and what that vouches for."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "other"):
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / f"{name}-authority.pem"))
        vouched = authority.issue_cert("127.0.0.1")
        vouched.cert_chain_pems[0].write_to_path(str(folder / f"{name}-cert.pem"))
        vouched.private_key_pem.write_to_path(str(folder / f"{name}-key.pem"))
    return folder


@pytest.fixture(scope="module")
def secured(keys):
    """Give the address of a scheduler with a worker, both of which ask for certificates."""
    from distributed import Security

    ours = [str(keys / f"ours-{name}.pem") for name in ("authority", "cert", "key")]
    given = ["--tls-ca-file", ours[0], "--tls-cert", ours[1], "--tls-key", ours[2]]
    with running_scheduler(*given, protocol="tls") as (address, _):
        workers = Workers(address)
        workers.start("--protocol", "tls", *given)
        try:
            workers.ready(security=Security(
                tls_ca_file=ours[0], tls_client_cert=ours[1], tls_client_key=ours[2], require_encryption=True
            ))
            yield address
        finally:
            workers.end()


def settings(keys, authority="ours", cert="ours", key="ours"):
    """Give Dask's settings by environment."""
    return {
        f"{TLS}CA_FILE": str(keys / f"{authority}-authority.pem"),
        f"{TLS}CLIENT__CERT": str(keys / f"{cert}-cert.pem"),
        f"{TLS}CLIENT__KEY": str(keys / f"{key}-key.pem"),
    }


def test_with_certificates_that_both_sides_trust_articles_are_made_as_ever(secured, keys, tmp_path):
    source = lay_out(tmp_path / "in", 2)
    run = converted(source, tmp_path / "out", secured, **settings(keys))
    said = run.communicate()[1]
    assert run.returncode == ExitCode.OK, said
    assert all(is_whole(files) for _, files in finished(tmp_path / "out").values())
    local = python("a11y_export", "convert", source, "-o", tmp_path / "local", "--formats", "pdf")
    local.communicate()
    assert contents(tmp_path / "out") == contents(tmp_path / "local")


def test_the_scheduler_of_the_test_does_ask_for_certificates(secured):
    """Whoever trusts anybody, and has no certificate of his own, is not let in."""
    enable_socket()
    host, port = secured.removeprefix("tls://").split(":")
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection((host, int(port))) as bare, anybody.wrap_socket(bare) as wrapped:
        wrapped.settimeout(20)
        with pytest.raises(ssl.SSLError):
            wrapped.recv(1)


@pytest.mark.parametrize(("wrong", "why"), [
    ({}, "(TLS expects a"),
    ({"authority": "absent"}, "(a file of certificates cannot be read: No such file or directory)"),
    ({"cert": "absent"}, "(a file of certificates cannot be read: No such file or directory)"),
    ({"key": "other"}, "KEY_VALUES_MISMATCH"),
    ({"authority": "other"}, "self-signed certificate in certificate chain"),
    ({"cert": "other", "key": "other"}, "(it hung up, perhaps since it does not trust our certificate: "),
])
def test_with_wrong_certificates_nothing_is_sent(secured, keys, tmp_path, wrong, why):
    source = lay_out(tmp_path / "in", 1)
    run = converted(source, tmp_path / "out", secured, **(settings(keys, **wrong) if wrong else {}))
    said = run.communicate()[1]
    assert run.returncode == ExitCode.USAGE, said
    assert f"--scheduler: no scheduler can be used at {secured} (" in said
    assert why in said
    assert f"{TLS}CA_FILE" in said
    assert "Traceback" not in said
    assert not (tmp_path / "out").exists()


def test_a_secured_scheduler_is_not_used_without_tls(secured, keys, tmp_path):
    run = converted(lay_out(tmp_path / "in", 1), tmp_path / "out", secured.replace("tls", "tcp"), **settings(keys))
    said = run.communicate()[1]
    assert run.returncode == ExitCode.USAGE, said
    assert "no scheduler can be used at tcp://127.0.0.1:" in said
    assert "Traceback" not in said
