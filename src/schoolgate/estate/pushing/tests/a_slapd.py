"""A real slapd on the loopback, with Debian's own schema of Active Directory's accounts, for as long as a test."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any, Final

from schoolgate.estate.pushing.plan import GROUPS
from schoolgate.estate.pushing.ways.ldap import ldap3
from schoolgate.frame.certificates import Served

BASE: Final = "dc=robinhill,dc=example"
BIND: Final = f"cn=admin,{BASE}"
PASSWORD: Final = "three plain words"
SLAPD: Final = which("slapd", path="/usr/sbin:/usr/bin:/sbin")
_SCHEMA: Final = Path("/etc/ldap/schema")
_NORMAL, _DISABLED = 0x200, 0x202
_CONFIG: Final = """
include {schema}/core.schema
include {schema}/cosine.schema
include {schema}/inetorgperson.schema
include {schema}/schoolgate-test.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/slapd.pid
database mdb
maxsize 10485760
suffix "{base}"
rootdn "{bind}"
rootpw "{password}"
directory {folder}/data
"""
# Of Active Directory's schema what is read here, by the numbers Microsoft gave it (MS-ADA3).
_OF_ACCOUNTS: Final = """
attributetype ( 1.2.840.113556.1.4.8 NAME 'userAccountControl' SYNTAX 1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )
attributetype ( 1.2.840.113556.1.4.656 NAME 'userPrincipalName' EQUALITY caseIgnoreMatch
  SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 SINGLE-VALUE )
objectclass ( 1.2.840.113556.1.5.9.1 NAME 'accountOfAd' SUP top AUXILIARY
  MAY ( userAccountControl $ userPrincipalName ) )
"""


@dataclass(frozen=True, slots=True)
class Slapd:
    server: str
    connection: Any  # ldap3 has no types
    locked: str  # its address by TLS

    @property
    def settings(self) -> dict[str, str]:
        return {"server": self.server, "bind": BIND, "password": PASSWORD, "base": BASE}

    def account(self, uid: str, *, works: bool = True) -> str:
        """Add somebody's account; its address."""
        address = f"{uid}@robinhill.example"
        said = {
            "cn": uid,
            "sn": uid,
            "userPrincipalName": address,
            "userAccountControl": _NORMAL if works else _DISABLED,
        }
        assert self.connection.add(f"uid={uid},ou=people,{BASE}", ["inetOrgPerson", "accountOfAd"], said)
        return address

    def in_group(self, name: str) -> set[str]:
        """The DNs in a group."""
        self.connection.search(f"cn={name},ou=groups,{BASE}", "(objectClass=*)", attributes=["member"])
        return set(self.connection.entries[0].member.values)


@contextmanager
def running(folder: Path, served: Served | None = None) -> Iterator[Slapd]:
    """With every group that is pushed to, each empty: it names itself. By TLS too where there is what to serve with."""
    assert SLAPD is not None, "slapd is wanted: apt-get install slapd"
    (folder / "data").mkdir()
    schema = folder / "schema"
    schema.mkdir()
    for name in ("core", "cosine", "inetorgperson"):
        (schema / f"{name}.schema").write_bytes((_SCHEMA / f"{name}.schema").read_bytes())
    (schema / "schoolgate-test.schema").write_text(_OF_ACCOUNTS)
    config = folder / "slapd.conf"
    said = {"schema": schema, "folder": folder, "base": BASE, "bind": BIND, "password": PASSWORD}
    tls = f"TLSCertificateFile {served.certificate}\nTLSCertificateKeyFile {served.key}\n" if served else ""
    config.write_text(tls + _CONFIG.format(**said))
    server, locked = (f"{way}://127.0.0.1:{_free_port()}" for way in ("ldap", "ldaps"))
    asked = [SLAPD, "-f", str(config), "-h", f"{server} {locked}" if served else server, "-d", "0"]
    process = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        connection = _reached(server, process)
        _fill(connection)
        yield Slapd(server, connection, locked.replace("127.0.0.1", "localhost"))
        connection.unbind()
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _reached(server: str, process: "subprocess.Popen[bytes]") -> Any:
    port = int(server.rpartition(":")[2])
    for _ in range(100):
        assert process.poll() is None, "slapd ended"
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return ldap3.Connection(ldap3.Server(server, connect_timeout=5), BIND, PASSWORD, auto_bind=True)
        time.sleep(0.1)
    raise AssertionError("slapd did not answer within ten seconds")


def _fill(connection: Any) -> None:
    assert connection.add(BASE, ["dcObject", "organization"], {"dc": "robinhill", "o": "Robin Hill"})
    for name in ("people", "groups"):
        assert connection.add(f"ou={name},{BASE}", "organizationalUnit")
    for name in GROUPS:
        dn = f"cn={name},ou=groups,{BASE}"
        assert connection.add(dn, "groupOfNames", {"member": dn})
