"""``filter squid-config``: the files that Squid is given, tried by Squid itself before they take their places."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from schoolgate.cli.filtering.helping import ways_in
from schoolgate.filtering.folder import FilterFolder
from schoolgate.filtering.replacing import put
from schoolgate.filtering.ways_in.squid import config
from schoolgate.filtering.ways_in.squid.certificates import make_authority
from schoolgate.filtering.ways_in.squid.config import Wanted
from schoolgate.filtering.ways_in.squid.firewall import firewall
from schoolgate.filtering.ways_in.squid.serving import NEVER_OPENED_NAMES
from schoolgate.filtering.ways_in.whereabouts import WhereaboutsError, rows_of
from schoolgate.kernel.errors import BadInputError

CONFIG: Final = "squid.conf"
MOST_HELPERS: Final = 4  # one answers more than a Squid asks; the second is there while the first is started again
_SQUID: Final = "squid"
_OWN: Final = "# Lines of the school's own for Squid: Schoolgate never changes this file.\n"
_SIGN_IN: Final = """# How Squid proves who asks: choose one, and put its lines here.
# (man basic_ldap_auth, man negotiate_kerberos_auth)
# auth_param basic program /usr/lib/squid/basic_ldap_auth -v 3 -b "dc=robinhill,dc=example" -f "uid=%s" ldap.example
# auth_param basic children 5
# auth_param basic realm Schoolgate
# auth_param basic credentialsttl 10 minutes
"""
_COMPLAINTS: Final = re.compile(r"(?:FATAL|ERROR|WARNING|Bungled).*")
_SAYS_HOW: Final = re.compile(r"^\s*auth_param\s", re.MULTILINE)
_HARMLESS: Final = re.compile(r"no_suid|setuid")


@dataclass(frozen=True, slots=True)
class Written:
    """``checked``: Squid itself read it and found nothing wrong. ``certificate`` is for the school's devices."""

    config: Path
    digest: str
    checked: bool
    clients: tuple[str, ...]
    certificate: Path | None
    steps: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        return {
            "config": self.config,
            "digest": self.digest,
            "checked": self.checked,
            "clients": self.clients,
            "certificate": self.certificate,
            "steps": self.steps,
        }


def wanted(folder: Path, out: Path, **chosen: Any) -> Wanted:
    """What was chosen on the command line. Raises ``BadInputError`` for a listener that is none, and no clients."""
    clients = tuple(chosen.pop("clients")) or clients_of(FilterFolder(folder).whereabouts)
    ways = tuple((int(port), ref) for port, ref in ways_in(chosen.pop("listener")).items())
    intercept = chosen.pop("intercept") or None
    # One answers for a whole primary school; each more is woken for fewer questions at a time, which costs the most.
    helpers = max(1, min(MOST_HELPERS, (os.cpu_count() or 1) // 4))
    return Wanted(folder, out, command(), clients, ways=ways, intercept=intercept, helpers=helpers, **chosen)


def clients_of(whereabouts: Path) -> tuple[str, ...]:
    """The ranges of the school's networks, as Squid writes them. Raises ``BadInputError`` where none is known."""
    try:
        rows = [row for row in rows_of(whereabouts) if row[0] == "network"]
    except (OSError, WhereaboutsError):
        rows = []
    found = tuple(_side_by_side([(ip_address(first), ip_address(last)) for row in rows for first, last in row[4]]))
    if not found:
        raise BadInputError(
            "the school's networks",
            "Schoolgate knows of none, so nobody could use the proxy.",
            "Enter them under Networks, or give their ranges with --clients.",
        )
    return found


def _side_by_side(ranges: list[tuple[Any, Any]]) -> Iterator[str]:
    """Ranges as Squid writes them, with none inside another: Squid would forget one of the two."""
    for version in (4, 6):
        joined: list[tuple[Any, Any]] = []
        for first, last in sorted(each for each in ranges if each[0].version == version):
            if joined and int(first) <= int(joined[-1][1]) + 1:
                joined[-1] = (joined[-1][0], max(joined[-1][1], last))
            else:
                joined.append((first, last))
        yield from (f"{first}-{last}" for first, last in joined)


def command() -> tuple[str, ...]:
    """How Squid starts the helper. By ``env``: Squid names a program by its last part, and Python then looks for its
    libraries in the wrong place.
    """
    return ("/usr/bin/env", sys.executable, "-m", "schoolgate", "filter", "helper")


def write(wanted: Wanted) -> Written:
    """Write all that is wanted. Raises ``BadInputError``, with Squid's words, for what it would not take; then the old
    configuration stays.
    """
    wanted.out.mkdir(parents=True, exist_ok=True)
    _first(wanted.out / config.OWN_LINES, _OWN)
    if wanted.sign_in:
        _first(wanted.out / config.SIGN_IN, _SIGN_IN)
        if not _SAYS_HOW.search((wanted.out / config.SIGN_IN).read_text(encoding="utf-8")):
            step = f"Choose a way in {wanted.out / config.SIGN_IN}, then write the configuration again."
            raise BadInputError("how people sign in to the proxy", "nothing is said of it yet.", step)
    certificate = _certificates(wanted)
    path, said = wanted.out / CONFIG, config.text(wanted)
    beside = wanted.out / f".{CONFIG}.new"
    put(beside, [said], 0o640)
    try:
        checked = check(beside)
    except BadInputError:
        beside.unlink()
        raise
    os.replace(beside, path)  # noqa: PTH105
    put(wanted.out / "firewall.nft", [firewall(wanted)], 0o644)
    digest = said.partition("\n")[0].removeprefix(config.FORM)
    return Written(path, digest, checked, wanted.clients, certificate, tuple(_steps(wanted, path)))


def check(path: Path) -> bool:
    """Whether Squid read the file and found nothing wrong; False where there is no Squid here. Raises
    ``BadInputError`` with what it said.
    """
    squid = shutil.which(_SQUID) or shutil.which(_SQUID, path="/usr/sbin:/usr/local/sbin")
    if squid is None:
        return False
    done = subprocess.run(  # noqa: S603 - Squid itself, with a file of ours
        [squid, "-k", "parse", "-f", str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    said = [each for each in _COMPLAINTS.findall(done.stderr) if not _HARMLESS.search(each)]
    if done.returncode or said:
        cause = f"Squid does not take it: {' '.join(said)[:600] or done.stderr.strip()[-300:]}"
        raise BadInputError(str(path), cause, "Correct what it names; the configuration before stays.")
    return True


def changed(out: Path, wanted: Wanted) -> str:
    """Why the configuration there is not the one that would be written now; empty where it is."""
    path = out / CONFIG
    try:
        there = path.read_text(encoding="utf-8")
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}."
    if config.changed(there):
        return f"{path} was changed by hand."
    return "" if there == config.text(wanted) else f"{path} is of other choices or other networks than these."


def words(told: Written) -> str:
    tried = "Squid read it and found nothing wrong." if told.checked else "There is no Squid here to try it."
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(told.steps, 1))
    return f"Wrote {told.config}. {tried}\nThen:\n{steps}"


def _first(path: Path, text: str) -> None:
    if not path.exists():
        path.write_text(text, encoding="utf-8")


def _certificates(wanted: Wanted) -> Path | None:
    if not wanted.greets:
        return None
    name = "inspecting" if wanted.inspect else "unused"
    public = wanted.out / f"{name}.crt"
    make_authority(wanted.out / f"{name}.pem", public, "Schoolgate web filter of this school", NEVER_OPENED_NAMES)
    return public if wanted.inspect else None


def _steps(wanted: Wanted, path: Path) -> list[str]:
    found = [f"Let Squid's user read {wanted.folder} and write in {wanted.folder / 'landing'}."]
    if wanted.inspect:
        store = f"{wanted.state}/schoolgate-certificates"
        found.append(f"Make Squid's own store of certificates: {config.CERTIFICATES} -c -s {store} -M 16MB")
        found.append(f"Install {wanted.out / 'inspecting.crt'} on the school's devices, and on no others.")
    if wanted.intercept:
        found.append(f"Send the devices' traffic here: nft -f {wanted.out / 'firewall.nft'}")
    return [*found, f"Have Squid use it: include {path} in /etc/squid/squid.conf, alone, then: squid -k reconfigure"]
