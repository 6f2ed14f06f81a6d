"""The processes that make up a running Schoolgate. A new one is one more line in ``children``."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schoolgate.frame.certificates import Served
from schoolgate.site.filters import Filter


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its name on the screen, its command, and what its environment has besides ours.

    ``says`` goes to the screen once it is started. What is not ``needed`` leaves the others up when it will not stay.
    """

    name: str
    command: tuple[str, ...]
    environ: dict[str, str] = field(default_factory=dict)
    says: str = ""
    needed: bool = True


def children(
    port: int,
    listen: str = "127.0.0.1",
    certificate: Served | None = None,
    data: Path | None = None,
    filters: Sequence[Filter] = (),
) -> tuple[Child, ...]:
    """The web server on ``port`` (of this machine only, unless told), the worker for what can wait, and the clock; a
    proxy for each filter as well, which needs no database.
    """
    environ = {"DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
    return (
        Child("web", (sys.executable, "-m", "granian", *_web(port, listen, certificate)), environ),
        Child("worker", (sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "-v", "0"), environ),
        # What is to be known within a minute, as who is where, has ten seconds to be written.
        Child("clock", (sys.executable, "-m", "schoolgate", "tick", "--every", "50"), environ),
        *(proxy(each, data) for each in filters),
    )


def follower(data: Path) -> Child:
    """What follows the sources of web activity. Without it the pages go on; what is sent waits where it lies."""
    command = (sys.executable, "-m", "schoolgate", "--data", str(data), "activity", "follow")
    return Child("activity", command, says="the log of web activity is followed", needed=False)


def proxy(each: Filter, data: Path | None) -> Child:
    """The proxy of a school's filter. Without it the pages go on, and so do the other schools' filters."""
    command = (sys.executable, "-m", "schoolgate", *_proxy(each, data))
    return Child(f"filter {each.school}", command, says=f"web filter at {each}", needed=False)


def _proxy(each: Filter, data: Path | None) -> tuple[str, ...]:
    where = ("--data", str(data)) if data else ()
    return (*where, "filter", "proxy", "--school", each.school, "--listen", f"127.0.0.1:{each.port}", "--quiet")


def _web(port: int, listen: str, certificate: Served | None) -> tuple[str, ...]:
    options = ("--interface", "wsgi", "--host", listen, "--port", str(port), "--workers", "1", "--no-ws")
    threads = ("--blocking-threads", "4", "--backpressure", "64")  # a school's worth; more wait their turn
    tls = (
        ("--ssl-certificate", str(certificate.certificate), "--ssl-keyfile", str(certificate.key))
        if certificate
        else ()
    )
    return (*options, *threads, *tls, "--log-level", "warning", "schoolgate.site.wsgi:application")
