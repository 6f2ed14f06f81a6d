"""Certificates for https inside the school, which passkeys need."""

import os
from pathlib import Path

import click

from schoolgate.cli.invocation import Invocation, verb


@click.group()
def command() -> None:
    """Certificates for https inside the school, which passkeys need."""


@command.command()
@click.option("--name", required=True, help="What people type: schoolgate.school.internal, for one.")
@click.option(
    "--address", "addresses", multiple=True, help="A network address people type instead; may be given twice."
)
@verb
def make(run: Invocation, name: str, addresses: tuple[str, ...]) -> None:
    """Make an authority of the school's own, which vouches for this name only, and a certificate by it."""
    from schoolgate.frame import certificates

    _show(run, certificates.make(_data(run), name, addresses))


@command.command()
@click.option("--certificate", required=True, type=click.Path(path_type=Path), help="The certificate and its chain.")
@click.option("--key", required=True, type=click.Path(path_type=Path), help="Its private key, without a password.")
@verb
def use(run: Invocation, certificate: Path, key: Path) -> None:
    """Take a certificate that somebody else gave the school."""
    from schoolgate.frame import certificates

    _show(run, certificates.use(_data(run), certificate, key))


@command.command()
@verb
def show(run: Invocation) -> None:
    """Say for which names the certificate is, and until when."""
    from schoolgate.frame import certificates

    _show(run, certificates.served(_data(run)))


def _data(run: Invocation) -> Path:
    return (run.data or Path(os.environ.get("SCHOOLGATE_DATA") or "data")).resolve()


def _show(run: Invocation, found: object) -> None:
    from schoolgate.frame import certificates

    assert isinstance(found, certificates.Served)
    authority = found.certificate.with_name(certificates.AUTHORITY)
    mark = certificates.fingerprint(authority) if found.ours else None
    document = {
        "names": list(found.names),
        "ends": found.ends.date().isoformat(),
        "certificate": str(found.certificate),
        "authority": str(authority) if found.ours else None,
        "fingerprint": mark,
    }
    told = f"For {', '.join(found.names)}, until {document['ends']}.\n"
    if found.ours:
        told += f"Put this on the school's computers: {authority}\nIts SHA-256 fingerprint: {mark}\n"
    told += f"Then start with: SCHOOLGATE_URL=https://{found.names[0]}:8443 SCHOOLGATE_LISTEN=0.0.0.0 and --port 8443"
    run.show(document, told)
