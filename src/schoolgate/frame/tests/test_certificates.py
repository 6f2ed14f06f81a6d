"""https inside a school: a small authority that vouches for one name, and certificates given by file."""

import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from schoolgate.frame import certificates
from schoolgate.kernel.errors import BadInputError, NotFoundError

NAME = "schoolgate.robinhill.internal"


def _greets(served: certificates.Served, trusted: Path, name: str) -> str:
    """A client that trusts ``trusted`` alone meets a server: the name it was shown, or ``ssl.SSLError``."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(served.certificate, served.key)
    client = ssl.create_default_context(cafile=str(trusted))
    ours, theirs = socket.socketpair()

    def answer() -> None:
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except (ssl.SSLError, OSError):
            theirs.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as met:
            return str(met.version())
    finally:
        ours.close()
        thread.join(10)


def _authority(data: Path) -> Path:
    return certificates.folder(data) / certificates.AUTHORITY


def test_it_works(tmp_path: Path) -> None:
    served = certificates.make(tmp_path, NAME, ("10.0.0.5",))
    assert _greets(served, _authority(tmp_path), NAME).startswith("TLSv1")
    assert _greets(served, _authority(tmp_path), "10.0.0.5")
    with pytest.raises(ssl.SSLError):
        _greets(served, _authority(tmp_path), "elsewhere.internal")


def test_whoever_steals_the_authority_cannot_be_anybody_else(tmp_path: Path) -> None:
    certificates.make(tmp_path, NAME)
    at = certificates.folder(tmp_path)
    certificates._make_server(at, ("bank.example",), datetime.now(UTC))  # signed by the school's own authority
    with pytest.raises(ssl.SSLError, match="permitted subtree"):
        _greets(certificates.served(tmp_path), _authority(tmp_path), "bank.example")


def test_its_keys_are_for_the_service_alone(tmp_path: Path) -> None:
    certificates.make(tmp_path, NAME)
    at = certificates.folder(tmp_path)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in at.iterdir()}
    assert modes == {"authority.key": 0o600, "server.key": 0o600, "authority.pem": 0o644, "server.pem": 0o644}


def test_made_again_it_keeps_the_authority_that_computers_know(tmp_path: Path) -> None:
    first = certificates.make(tmp_path, NAME)
    known, one = _authority(tmp_path).read_bytes(), first.certificate.read_bytes()
    again = certificates.make(tmp_path, NAME)
    assert (_authority(tmp_path).read_bytes() == known, again.certificate.read_bytes() == one) == (True, False)
    certificates.make(tmp_path, "another.internal")
    assert _authority(tmp_path).read_bytes() != known  # it could not vouch for that


def test_it_is_made_anew_within_a_month_of_its_end(tmp_path: Path) -> None:
    served = certificates.make(tmp_path, NAME)
    assert not certificates.renew(tmp_path, now=served.ends - timedelta(days=31))
    late = served.ends - timedelta(days=29)
    assert certificates.renew(tmp_path, now=late)
    renewed = certificates.served(tmp_path)
    assert (renewed.names, renewed.ends > served.ends) == (served.names, True)


def test_one_given_by_file_is_taken_and_never_made_anew(tmp_path: Path) -> None:
    given = certificates.make(tmp_path / "elsewhere", NAME)
    taken = certificates.use(tmp_path / "ours", given.certificate, given.key)
    assert (taken.ours, taken.names) == (False, (NAME,))
    assert _greets(taken, _authority(tmp_path / "elsewhere"), NAME)
    assert not certificates.renew(tmp_path / "ours", now=taken.ends)


def test_files_that_will_not_do_are_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    held = certificates.make(tmp_path, NAME)
    other = certificates.make(tmp_path / "other", NAME)
    (tmp_path / "words").write_text("not a certificate")
    for certificate, key, told in (
        (other.certificate, held.key, "not the key of that"),
        (tmp_path / "words", other.key, "cannot be read"),
        (tmp_path / "nowhere", other.key, "cannot be read"),
    ):
        with pytest.raises(BadInputError, match=told):
            certificates.use(tmp_path, certificate, key)
    with pytest.raises(BadInputError, match="it ended on"):
        certificates.use(tmp_path, other.certificate, other.key, now=other.ends + timedelta(days=1))
    assert certificates.served(tmp_path) == held


@pytest.mark.parametrize("name", ["", "two words", "https://gate.internal", "gate/..", "bücher.internal"])
def test_what_is_no_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInputError, match="not a host name"):
        certificates.make(tmp_path, name)
    with pytest.raises(BadInputError, match="not every one is an address"):
        certificates.make(tmp_path, NAME, ("10.0.0.5.6",))
    with pytest.raises(NotFoundError, match="https make"):
        certificates.served(tmp_path)


def test_the_fingerprint_is_what_computers_show(tmp_path: Path) -> None:
    certificates.make(tmp_path, NAME)
    told = certificates.fingerprint(_authority(tmp_path))
    held = x509.load_pem_x509_certificate(_authority(tmp_path).read_bytes())
    assert bytes.fromhex(told.replace(":", "")) == held.fingerprint(hashes.SHA256())
    assert len(held.public_bytes(serialization.Encoding.DER)) < 1000
