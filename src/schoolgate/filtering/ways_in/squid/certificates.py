"""A school's own authority for looking into encrypted sites, where it chose to: made here, and kept here.

It can say nothing of health, government and police sites: their names are excluded from it (RFC 5280 4.2.1.10), so that
not even whoever stole its key could stand in for them.
"""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

LASTS: Final = timedelta(days=3 * 365)
_BITS: Final = 3072
_EARLIER: Final = timedelta(days=1)  # clocks of devices differ


def make_authority(path: Path, public: Path, words: str, excluded: Iterable[str], now: datetime | None = None) -> bool:
    """Make a key and its certificate in ``path`` (only its owner may read it), and the certificate for devices in
    ``public``. Returns False, and leaves all as it is, where ``path`` is there. Raises ``OSError``.
    """
    if path.exists():
        return False
    key = rsa.generate_private_key(public_exponent=65537, key_size=_BITS)
    begins = (now or datetime.now(UTC)) - _EARLIER
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:64])])
    others = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    never_used = dict.fromkeys((*others, "encipher_only", "decipher_only"), False)
    usage = x509.KeyUsage(key_cert_sign=True, crl_sign=True, **never_used)
    never = [x509.DNSName(one) for one in excluded]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.NameConstraints(None, never), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secret + pem)
    public.write_bytes(pem)
    return True
