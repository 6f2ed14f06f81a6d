"""Pages over TLS, who opens them on the way, and the ways round a filter."""

import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from schoolgate.filtering.probing.alone import summary
from schoolgate.filtering.probing.plans import DIRECT, PROXY, RESOLVER, ROUND, Plan, Trial, Way
from schoolgate.filtering.probing.reaching import issuer_of
from schoolgate.filtering.probing.rounds import try_round
from schoolgate.filtering.probing.running import run_plan
from schoolgate.filtering.probing.tests.lab import blocks, name_server, plan, proxy, serving, stand_ins
from schoolgate.filtering.probing.tests.test_through_a_proxy import found


def certificate(folder: Path, organisation: str) -> tuple[Path, Path, str]:
    """A certificate of the organisation's own, its key, and its SHA-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation), x509.NameAttribute(NameOID.COMMON_NAME, "x")]
    )
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
    signed = made.not_valid_after(now + timedelta(days=2)).sign(key, hashes.SHA256())
    pem, held = folder / f"{organisation}.pem", folder / f"{organisation}.key"
    pem.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    held.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    return pem, held, sha256(signed.public_bytes(serialization.Encoding.DER)).hexdigest()


def test_it_works(tmp_path: Path) -> None:
    """Encrypted pages are refused as a browser's are: when it asks to be connected."""
    pem, key, digest = certificate(tmp_path, "Robin Hill")
    with stand_ins(pem, key) as site, proxy(blocks("adult"), site) as address:
        told = found(plan(Way(PROXY, address), scheme="https", certificate=digest))
    assert told == {"children": ("open", "whole"), "adult": ("blocked", "refused"), "games": ("let-through", "whole")}


def test_whoever_opens_what_is_encrypted_is_named(tmp_path: Path) -> None:
    _, _, ours = certificate(tmp_path, "Robin Hill")
    pem, key, _ = certificate(tmp_path, "Filter Supplier Ltd")
    with stand_ins(pem, key) as site, proxy(blocks("adult", "games"), site) as address:
        made = plan(Way(PROXY, address), scheme="https", certificate=ours)
        tests = summary(made, run_plan(made))["ways"][0]["tests"]
    assert {one["test"]: one["intercepted"] for one in tests} == {
        "children": "Filter Supplier Ltd", "adult": "", "games": "",
    }  # fmt: skip


def test_an_issuer_is_read_or_left_empty(tmp_path: Path) -> None:
    pem, _, _ = certificate(tmp_path, "Größe & Söhne")
    der = x509.load_pem_x509_certificate(pem.read_bytes()).public_bytes(serialization.Encoding.DER)
    assert issuer_of(der) == "Größe & Söhne"
    for wrong in (b"", b"\x30", der[:40], b"\x30\x80" + der, bytes(200)):
        assert issuer_of(wrong) == ""


def test_pages_over_tls_are_not_judged_beside_pages_in_the_clear() -> None:
    made = plan()
    crossed = (made.tests[0], Trial("adult", "block", "https://adult.filter-test.robinhill.example/", "", "children"))
    with stand_ins() as site, proxy(blocks("adult"), site) as address:
        told = found(plan(Way(PROXY, address), tests=crossed))
    assert told["adult"] == ("unclear", "no-control")


@contextmanager
def quic(answers: bool) -> Iterator[str]:
    """A server of QUIC that speaks some other version, or stays silent."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            asked, line = self.request
            theirs, ours = asked[6:14], asked[15:23]
            if answers and len(asked) >= 1200:
                told = b"\xc0\0\0\0\0\x08" + ours + b"\x08" + theirs + b"\0\0\0\1"
                line.sendto(told, self.client_address)

    for port in serving(socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)):
        yield f"127.0.0.1:{port}"


@pytest.mark.parametrize(("answers", "what"), [(True, "way-open"), (False, "closed")])
def test_quic_is_open_where_it_answers_and_closed_where_only_pages_come(answers: bool, what: str) -> None:
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as address, quic(answers) as server:
        tests = (*plan().tests, Trial("quic", ROUND, f"quic:{server}", "quic", "children"))
        assert found(plan(Way(PROXY, address), tests=tests))["quic"][0] == what


def test_a_way_round_proves_nothing_where_nothing_else_comes() -> None:
    tests = (*plan().tests, Trial("quic", ROUND, "quic:127.0.0.1:9", "quic", "children"))
    with stand_ins() as site, proxy(lambda _host: "503", site) as address:
        assert found(plan(Way(PROXY, address), tests=tests))["quic"] == ("unclear", "control-server-error")


@pytest.mark.parametrize(
    ("said", "what"), [("192.0.2.4", "way-open"), ("5", "closed"), ("2", "unclear"), ("0.0.0.0", "unclear")]
)
def test_another_name_server_is_a_way_round_where_it_answers(said: str, what: str) -> None:
    with stand_ins() as site, proxy(blocks("adult", "games"), site) as address, name_server(lambda _: said) as other:
        tests = (*plan().tests, Trial("other", ROUND, f"resolver:{other}", "resolver", "children"))
        assert found(plan(Way(PROXY, address), tests=tests))["other"][0] == what


@pytest.mark.parametrize(("refused", "what"), [("127", "closed"), ("adult", "way-open")])
def test_a_site_by_its_number_is_a_way_round_where_it_comes(refused: str, what: str) -> None:
    with stand_ins() as site, proxy(blocks(refused), site) as address:
        bare = Trial("bare", ROUND, f"bare:http://127.0.0.1:{site}/", "bare", "children", "stand-in")
        assert found(plan(Way(PROXY, address), tests=(*plan().tests, bare)))["bare"][0] == what


@pytest.mark.parametrize(("how", "what"), [("403", "closed"), ("502", "unclear"), ("407", "unclear")])
def test_encrypted_look_up_is_closed_by_a_proxy_that_will_not_connect(how: str, what: str) -> None:
    with stand_ins() as site, proxy(blocks("dns", how=how), site) as address:
        doh = Trial("doh", ROUND, "doh:dns.example", "doh", "children")
        assert found(plan(Way(PROXY, address), tests=(*plan().tests, doh)))["doh"][0] == what


def test_a_way_round_of_no_kind_that_is_known_is_never_open() -> None:
    seen = try_round(Trial("x", ROUND, "tunnel:x"), Plan("", "", "", "", (), (Way(DIRECT),)), Way(RESOLVER, "x"), "")
    assert not seen.whole
