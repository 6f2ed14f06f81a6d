"""The other engines, as Debian ships them, on the lists of ``sets``: Squid, squidGuard and e2guardian 5.3.

Squid asks the name server of ``origin``, keeps no page, and writes its access log as it comes. e2guardian is given what
is above it: Squid, or the origin itself.
"""

import os
import pwd
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench.load.origin import ADDRESS, NAMES, started
from bench.load.sets import Lists

SQUID, SQUIDGUARD, E2GUARDIAN = "/usr/sbin/squid", "/usr/bin/squidGuard", "/usr/sbin/e2guardian"
REDIRECTORS: Final = 4
# Names that stand first in a name, as squidGuard asks of a destination's.
_NOT_A_NAME: Final = re.compile(r"[^A-Za-z0-9]")
_SQUID: Final = """\
http_port 127.0.0.1:{port}
dns_nameservers {names}
cache deny all
cache_mem 8 MB
access_log stdio:{folder}/access.log squid
cache_log {folder}/cache.log
pid_filename {folder}/squid.pid
coredump_dir none
pinger_enable off
netdb_filename none
visible_hostname bench.example
shutdown_lifetime 0 seconds
max_filedescriptors 4096
acl all_ports port 1-65535
{extra}
http_access allow localhost
http_access deny all
"""


def squid_conf(folder: Path, port: int, extra: str = "") -> Path:
    """A plain Squid; ``extra`` stands before what it allows."""
    folder.mkdir(exist_ok=True, parents=True)
    folder.chmod(0o777)  # Squid's own user writes its logs there
    conf = folder / "squid.conf"
    conf.write_text(_SQUID.format(folder=folder, port=port, names=NAMES, extra=extra))
    return conf


@contextmanager
def squid(conf: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Squid in the foreground, with the processes it starts below it; its name keeps it apart from others.

    Squid refuses to be root: root is given the name of Squid's user, and reads its own files all the same.
    """
    user = pwd.getpwnam("proxy")
    named = ["unshare", "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}"] if not os.getuid() else []
    with started([*named, SQUID, "--foreground", "-n", f"bench{port}", "-f", str(conf)], port) as process:
        yield process


def squidguard_conf(lists: Lists, folder: Path, *, compiled: bool = True) -> tuple[Path, float]:
    """Its configuration, with a compiled database for each closed list, and the seconds that compiling took."""
    base = folder / "squidguard"
    database, conf = base / "db", base / "squidGuard.conf"
    took = 0.0
    names = {_NOT_A_NAME.sub("", each.name): each for each in lists.closed}
    if not (database / "ready").exists():
        database.mkdir(parents=True, exist_ok=True)
        for each in lists.closed:
            shutil.copytree(each, database / each.name, dirs_exist_ok=True)
    wanted = "".join(f"dest {name} {{\n domainlist {each.name}/domains\n}}\n" for name, each in names.items())
    conf.write_text(
        f"dbhome {database}\nlogdir {base}\n{wanted}"
        f"acl {{\n default {{\n  pass {' '.join(f'!{name}' for name in names)} all\n"
        "  redirect 302:http://blocked.example/\n }\n}\n"
    )
    if compiled and not (database / "ready").exists():
        began = time.perf_counter()
        subprocess.run([SQUIDGUARD, "-c", conf, "-C", "all"], check=True, capture_output=True, timeout=300)  # noqa: S603
        took = time.perf_counter() - began
        (database / "ready").touch()
    for each in (base, *base.rglob("*")):
        each.chmod(0o777 if each.is_dir() else 0o666)
    return conf, took


def squidguard_extra(conf: Path) -> str:
    """What Squid's configuration says to ask squidGuard of every request."""
    count = f"{REDIRECTORS} startup={REDIRECTORS} idle=1 concurrency=0"
    return f"url_rewrite_program {SQUIDGUARD} -c {conf}\nurl_rewrite_children {count}\nurl_rewrite_access allow all"


def e2guardian_conf(lists: Lists, folder: Path, port: int, parent: tuple[str, int] = (ADDRESS, 80)) -> Path:
    """e2guardian with nothing but a list of banned sites, which is its quickest: no phrase is looked for in a page."""
    base = folder / f"e2guardian-{port}"
    if base.exists():
        shutil.rmtree(base)
    shutil.copytree("/etc/e2guardian", base)
    for each in (base / "lists").iterdir():
        if each.is_file():
            each.write_text("")
    (base / "lists" / "bannedsitelist").write_text("".join(f"{name}\n" for name in sorted(lists.names)))
    for conf in [*base.glob("*.conf"), *base.glob("*.story")]:
        text = conf.read_text().replace("/etc/e2guardian", str(base))
        for key, value in _e2guardian_settings(base, port, parent).items():
            text = re.sub(rf"(?m)^#?{key} *=.*\n", "", text)
            text += f"{key} = {value}\n" if conf.name == "e2guardian.conf" else ""
        text = re.sub(r"(?m)^weightedphrasemode *=.*$", "weightedphrasemode = 0", text)
        conf.write_text(text)
    for each in (base, *base.rglob("*")):
        each.chmod(0o777 if each.is_dir() else 0o666)
    return base / "e2guardian.conf"


def _e2guardian_settings(base: Path, port: int, parent: tuple[str, int]) -> dict[str, str]:
    return {
        "filterip": "127.0.0.1",
        "checkip": "127.0.0.1",
        "filterports": str(port),
        "proxyip": parent[0],
        "proxyport": str(parent[1]),
        "loglocation": f"'{base}/access.log'",
        "pidfilename": f"'{base}/e2guardian.pid'",
        "ipcfilename": f"'{base}/.ipc'",
        "urlipcfilename": f"'{base}/.urlipc'",
        "httpworkers": "500",
        "transparenthttpsport": "0",
    }


@contextmanager
def e2guardian(conf: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with started([E2GUARDIAN, "-N", "-c", str(conf)], port, within=120) as process:
        yield process


def versions() -> str:
    """What of Debian is measured, as ``dpkg`` says it."""
    names: Sequence[str] = ("squid-openssl", "squidguard", "e2guardian", "nginx-light")
    command = ["/usr/bin/dpkg-query", "-W", "-f", "${Package} ${Version}, ", *names]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.rstrip(", ")  # noqa: S603
