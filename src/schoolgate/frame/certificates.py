"""Certificates for https inside a school: one made here, or one given by file.

Passkeys work over https only, and no public authority gives a certificate for a name that exists inside the school
alone. So Schoolgate makes a small authority of its own: the school puts its certificate on its computers once, and it
vouches for this server's name and nothing else (RFC 5280, 4.2.1.10, name constraints): whoever steals its key cannot
pretend to be a bank to those computers.
"""

import ipaddress
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from schoolgate.kernel.errors import BadInputError, NotFoundError

AUTHORITY: Final = "authority.pem"
SERVER: Final = "server.pem"
_AUTHORITY_KEY: Final = "authority.key"
_SERVER_KEY: Final = "server.key"
_TEN_YEARS: Final = timedelta(days=3650)
_YEAR: Final = timedelta(days=397)  # what browsers accept of a server's certificate
SOON: Final = timedelta(days=30)  # how long before its end it is made anew
_HOUR: Final = timedelta(hours=1)  # clocks differ


@dataclass(frozen=True, slots=True)
class Served:
    """What the web server serves with, until when, and whether it is ours to make anew."""

    certificate: Path
    key: Path
    names: tuple[str, ...]
    ends: datetime
    ours: bool


def folder(data: Path) -> Path:
    return data / "https"


def make(data: Path, name: str, addresses: tuple[str, ...] = (), *, now: datetime | None = None) -> Served:
    """Make the authority, where there is none for this name yet, and a certificate of the server's.

    Raises ``BadInputError`` for a name or an address that is none.
    """
    moment, at = now or datetime.now(UTC), folder(data)
    names = _names(name, addresses)
    at.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _covers(at, names):
        _make_authority(at, name, names, moment)
    _make_server(at, names, moment)
    return served(data)


def use(data: Path, certificate: Path, key: Path, *, now: datetime | None = None) -> Served:
    """Take a certificate, with the chain above it, and its key, given by file.

    Raises ``BadInputError`` for files that are not those, do not belong together, or have ended.
    """
    chain, private = _read(certificate), _read(key)
    try:
        first = x509.load_pem_x509_certificates(chain)[0]
        secret = serialization.load_pem_private_key(private, None)
    except (ValueError, TypeError, IndexError) as error:
        raise BadInputError(str(certificate), f"it or its key cannot be read: {error}.", "Give both as PEM.") from None
    if _spki(first.public_key()) != _spki(secret.public_key()):
        raise BadInputError(str(key), "it is not the key of that certificate.", "Give the two that belong together.")
    if first.not_valid_after_utc <= (now or datetime.now(UTC)):
        raise BadInputError(
            str(certificate), f"it ended on {first.not_valid_after_utc:%d %B %Y}.", "Ask for a new one."
        )
    at = folder(data)
    at.mkdir(mode=0o700, parents=True, exist_ok=True)
    (at / _AUTHORITY_KEY).unlink(missing_ok=True)
    (at / AUTHORITY).unlink(missing_ok=True)
    _put(at / SERVER, chain, 0o644)
    _put(at / _SERVER_KEY, private, 0o600)
    return served(data)


def served(data: Path) -> Served:
    """What is served with now. Raises ``NotFoundError`` where there is nothing yet."""
    at = folder(data)
    if not (at / SERVER).exists():
        raise NotFoundError("a certificate", "there is none yet.", "Make one: schoolgate https make --name NAME.")
    first = x509.load_pem_x509_certificates((at / SERVER).read_bytes())[0]
    said = first.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    names = (*said.get_values_for_type(x509.DNSName), *map(str, said.get_values_for_type(x509.IPAddress)))
    ours = (at / _AUTHORITY_KEY).exists()
    return Served(at / SERVER, at / _SERVER_KEY, tuple(names), first.not_valid_after_utc, ours)


def renew(data: Path, *, now: datetime | None = None) -> bool:
    """Make the server's certificate anew where it is ours and ends within a month; whether it was."""
    moment, found = now or datetime.now(UTC), served(data)
    if not found.ours or found.ends - moment > SOON:
        return False
    _make_server(folder(data), found.names, moment)
    return True


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the first certificate in the file, in pairs: how computers show it, for somebody to compare."""
    first = x509.load_pem_x509_certificates(certificate.read_bytes())[0]
    return first.fingerprint(hashes.SHA256()).hex(":").upper()


def _make_authority(at: Path, name: str, names: tuple[str, ...], now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    who = _who(f"Schoolgate of {name}")
    usage = {use: use in ("key_cert_sign", "crl_sign") for use in _USES}
    built = (
        _builder(who, who, key.public_key(), now, _TEN_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.NameConstraints(_constraints(names), None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    _put(at / _AUTHORITY_KEY, _pem(key), 0o600)
    _put(at / AUTHORITY, built.public_bytes(serialization.Encoding.PEM), 0o644)


def _make_server(at: Path, names: tuple[str, ...], now: datetime) -> None:
    authority = x509.load_pem_x509_certificate((at / AUTHORITY).read_bytes())
    above = serialization.load_pem_private_key((at / _AUTHORITY_KEY).read_bytes(), None)
    assert isinstance(above, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    usage = {use: use == "digital_signature" for use in _USES}
    built = (
        _builder(_who(names[0]), authority.subject, key.public_key(), now, _YEAR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([_general(name) for name in names]), critical=False)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )
    _put(at / _SERVER_KEY, _pem(key), 0o600)
    _put(at / SERVER, built.public_bytes(serialization.Encoding.PEM), 0o644)


_USES: Final = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, now: datetime, lasts: timedelta
) -> x509.CertificateBuilder:
    start = now - _HOUR
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public)
    return builder.serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(start + lasts)


def _names(name: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    plain = name.strip().lower().rstrip(".")
    if not plain or not all(part.replace("-", "").isalnum() and part.isascii() for part in plain.split(".")):
        raise BadInputError(f"the name {name!r}", "it is not a host name.", "Say, for one, schoolgate.school.internal.")
    try:
        return (plain, *(str(ipaddress.ip_address(address)) for address in addresses))
    except ValueError:
        raise BadInputError(", ".join(addresses), "not every one is an address.", "Say, for one, 10.0.0.5.") from None


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _constraints(names: tuple[str, ...]) -> list[x509.GeneralName]:
    """The names, and of addresses each by itself; where there is none, the one that is nobody's (RFC 5737)."""
    found = [_general(name) for name in names]
    own = [x509.IPAddress(ipaddress.ip_network(one.value)) for one in found if isinstance(one, x509.IPAddress)]
    none = [x509.IPAddress(ipaddress.ip_network("192.0.2.0/32"))]
    return [*(one for one in found if isinstance(one, x509.DNSName)), *(own or none)]


def _covers(at: Path, names: tuple[str, ...]) -> bool:
    if not (at / AUTHORITY).exists() or not (at / _AUTHORITY_KEY).exists():
        return False
    held = x509.load_pem_x509_certificate((at / AUTHORITY).read_bytes())
    said = held.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    return set(_constraints(names)) <= set(said)


def _who(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption())


def _spki(public: object) -> bytes:
    return public.public_bytes(  # type: ignore[attr-defined, no-any-return]  # any kind of public key
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInputError(str(path), f"it cannot be read: {error.strerror}.", "Check the file's name.") from None


def _put(path: Path, said: bytes, mode: int) -> None:
    """Write it whole beside, then in place: the server may be reading it."""
    beside = path.with_suffix(path.suffix + ".new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(said)
    beside.replace(path)
