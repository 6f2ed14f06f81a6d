"""The configuration of Squid 5.7 with OpenSSL, as Debian 12 has it: from a school's filter folder and a few choices.

It begins with a digest of all that follows, so that whoever changes it by hand is found out (``changed``).
"""

import hashlib
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from schoolgate.filtering.ways_in.squid.lines import FORMAT, INSPECT, REQUEST, SNI

FORM: Final = "# Schoolgate's configuration of Squid, form 1, sha256 "
CERTIFICATES: Final = "/usr/lib/squid/security_file_certgen"
OWN_LINES: Final = "own.conf"  # included, and the school's to write
SIGN_IN: Final = "sign-in.conf"
_PRIVATE: Final = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3", "::/128", "::1/128", "64:ff9b:1::/48"),
    *("fc00::/7", "fe80::/10", "ff00::/8"),
)
_SAFE_PORTS: Final = (80, 443)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen. ``clients`` are ranges of addresses as Squid writes them: ``10.4.0.0-10.4.3.255``.

    ``ways`` are further ports that each stand for a network or a place, by its ref. ``pages`` is where Schoolgate's own
    pages are, ``https://schoolgate.example``; empty: a plain refusal is shown. ``reach`` are private ranges that may be
    reached all the same. ``check_greeting``: tunnels are also decided by the site their greeting names.
    """

    folder: Path
    out: Path
    command: tuple[str, ...]
    clients: tuple[str, ...]
    address: str = ""
    port: int = 3128
    ways: tuple[tuple[int, str], ...] = ()
    intercept: tuple[int, int] | None = None
    pages: str = ""
    inspect: bool = False
    check_greeting: bool = False
    sign_in: bool = False
    reach: tuple[str, ...] = ()
    ports: tuple[int, ...] = _SAFE_PORTS
    helpers: int = 1
    state: Path = Path("/var/spool/squid")
    log: Path = Path("/var/log/squid/cache.log")
    pid: Path = Path("/run/squid.pid")

    @property
    def greets(self) -> bool:
        """Whether any tunnel is looked into as far as its greeting, for which Squid wants a certificate."""
        return self.inspect or self.check_greeting or self.intercept is not None


def text(wanted: Wanted) -> str:
    """The whole file."""
    body = "\n".join([*_body(wanted), ""])
    return f"{FORM}{digest(body)}\n{body}"


def digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def changed(written: str) -> bool:
    """Whether a file is another than was written: changed by hand, or not ours at all."""
    first, _, body = written.partition("\n")
    return first != f"{FORM}{digest(body)}"


def _body(wanted: Wanted) -> Iterator[str]:
    yield "# Written by: schoolgate filter squid-config. Do not change it here: it would be found and put right."
    yield f"# What is the school's own to say belongs in {wanted.out / OWN_LINES}."
    yield from _listening(wanted)
    yield from _asking(wanted)
    yield from _who(wanted)
    yield from _access(wanted)
    if wanted.greets:
        yield from _tunnels(wanted)
    yield from _quiet(wanted)


def _listening(wanted: Wanted) -> Iterator[str]:
    yield "\n# Where it listens"
    at = f"{wanted.address}:" if wanted.address else ""
    certificate = wanted.out / "inspecting.pem" if wanted.inspect else wanted.out / "unused.pem"
    makes = "on dynamic_cert_mem_cache_size=16MB" if wanted.inspect else "off"
    bump = f" ssl-bump tls-cert={certificate} generate-host-certificates={makes}"
    explicit = bump if wanted.inspect or wanted.check_greeting else ""
    for port in (wanted.port, *(port for port, _ in wanted.ways)):
        yield f"http_port {at}{port} name=proxy{port}{explicit}"
    if wanted.intercept:
        http, https = wanted.intercept
        yield f"http_port {at}{http} intercept name=taken_http"
        yield f"https_port {at}{https} intercept name=taken_tls{bump}"
        yield "host_verify_strict on"
    if wanted.inspect:
        yield f"sslcrtd_program {CERTIFICATES} -s {wanted.state}/schoolgate-certificates -M 16MB"


def _asking(wanted: Wanted) -> Iterator[str]:
    yield "\n# Every request is asked of Schoolgate. Nothing is kept of an answer, so that a change acts at once, and"
    yield "# every request is on record. Where no helper answers nothing opens."
    ways = [part for port, ref in wanted.ways for part in ("--listener", f"{port}={ref}")]
    inspecting = ["--inspecting"] if wanted.inspect else []
    command = " ".join(map(shlex.quote, (*wanted.command, "--folder", str(wanted.folder), *ways, *inspecting)))
    yield (
        f"external_acl_type schoolgate ttl=0 negative_ttl=0 cache=0 grace=0 concurrency=200 queue-size=4000 "
        f"children-max={wanted.helpers} children-startup={wanted.helpers} children-idle=1 "
        f"{FORMAT.removesuffix(' %DATA')} {command}"
    )
    yield f"acl open external schoolgate {REQUEST}"
    if wanted.greets:
        yield f"acl open_site external schoolgate {SNI}"
        yield f"acl may_be_opened external schoolgate {INSPECT}"


def _who(wanted: Wanted) -> Iterator[str]:
    yield "\n# Who may use it, and what it never reaches: this machine, and the school's own network from outside in"
    for some in wanted.clients:
        yield f"acl school src {some}"
    yield "acl CONNECT method CONNECT"
    yield f"acl safe_ports port {' '.join(map(str, wanted.ports))}"
    for some in _PRIVATE:
        yield f"acl private dst {some}"
    for some in wanted.reach:
        yield f"acl reached dst {some}"
    if own := own_pages(wanted.pages):
        yield f"acl own_host dstdomain {own[0]}"
        yield f"acl own_port port {own[1]}"
    if wanted.sign_in:
        yield f"include {wanted.out / SIGN_IN}"
        yield "acl signed_in proxy_auth REQUIRED"


def _access(wanted: Wanted) -> Iterator[str]:
    yield "\n# Who gets what. The first line that fits decides."
    yield "http_access deny manager"
    yield "http_access deny !school"
    if own_pages(wanted.pages):
        yield "http_access allow own_host own_port"  # where a site is asked for: browsers set by hand come by here
    yield "http_access deny !safe_ports"
    if wanted.intercept:
        yield "acl taken_tls myportname taken_tls"
    taken = "!taken_tls " if wanted.intercept else ""
    if wanted.sign_in:
        proxies = " ".join(f"proxy{port}" for port in (wanted.port, *(port for port, _ in wanted.ways)))
        yield f"acl by_proxy myportname {proxies}"
        yield "http_access deny by_proxy !signed_in"
    if wanted.pages:
        yield f"deny_info 302:{wanted.pages.rstrip('/')}/blocked/%o open"
    # Squid tells a browser that a tunnel is refused in the site's own name, which only devices with our certificate
    # believe. Where they have none and greetings are read, the tunnel is ended there instead.
    ends_later = wanted.check_greeting and not wanted.inspect
    yield f"http_access deny {'!CONNECT ' if ends_later else taken}!open"
    yield f"http_access deny private{' !reached' if wanted.reach else ''}"
    yield "http_access allow school"
    yield "http_access deny all"
    yield "acl youtube_strict note youtube-restrict strict"
    yield "acl youtube_moderate note youtube-restrict moderate"
    yield "request_header_add YouTube-Restrict Strict youtube_strict"
    yield "request_header_add YouTube-Restrict Moderate youtube_moderate"


def _tunnels(wanted: Wanted) -> Iterator[str]:
    yield "\n# Encrypted sites: the greeting is read, what is closed ends there, and"
    yield f"# {'all but banks, health and government is looked into.' if wanted.inspect else 'nothing is looked into.'}"
    yield "acl greeting at_step SslBump1"
    yield "acl greeted at_step SslBump2"
    if own_pages(wanted.pages):
        yield "ssl_bump splice own_host own_port"
    if wanted.check_greeting and not wanted.inspect:
        yield f"ssl_bump terminate greeting {'!taken_tls ' if wanted.intercept else ''}!open"
    yield "ssl_bump peek greeting"
    if wanted.inspect:
        yield "ssl_bump splice greeted !may_be_opened open_site"
        yield "ssl_bump terminate greeted !may_be_opened"
        yield "ssl_bump bump greeted may_be_opened"
    else:
        yield "ssl_bump terminate greeted !open_site"
        yield "ssl_bump splice greeted open_site"
    yield "ssl_bump terminate all"


def own_pages(url: str) -> tuple[str, int] | None:
    """Host and port of Schoolgate's own pages; ``None`` where their address is not known."""
    parts = urlsplit(url)
    return (parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)) if parts.hostname else None


def _quiet(wanted: Wanted) -> Iterator[str]:
    yield "\n# Schoolgate keeps the record of what was opened. Squid keeps none, nor any page, and tells sites nothing."
    yield "access_log none"
    yield f"cache_log {wanted.log}"
    yield "strip_query_terms on"
    yield "cache deny all"
    yield "cache_mem 8 MB"
    yield "visible_hostname schoolgate"
    yield "forwarded_for delete"
    yield "httpd_suppress_version_string on"
    yield "email_err_data off"
    yield "pinger_enable off"
    yield "shutdown_lifetime 3 seconds"
    yield f"coredump_dir {wanted.state}"
    yield f"pid_filename {wanted.pid}"
    yield f"include {wanted.out / OWN_LINES}"
