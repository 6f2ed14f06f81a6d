"""The web behind every proxy that is measured, and the name server that finds it.

nginx answers for any host and says that it was the origin; dnsmasq answers every name with nginx's address, and asks no
other server. So a proxy looks names up and connects as it does in a school, and no listed host is ever asked for.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_CONF: Final = """\
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log crit; user root;
events {{ worker_connections 8192; }}
http {{
    access_log off; server_tokens off; tcp_nodelay on; keepalive_requests 1000000; default_type text/html;
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{
        listen {address}:80 backlog=4096 default_server; server_name _;
        listen {address}:443 backlog=4096 default_server;
        location / {{ add_header X-Origin 1; add_header Cache-Control no-store; return 200 "{body}"; }}
    }}
}}
"""
_NET: Final = os.environ.get("BENCH_NET", "127.0.8")  # another one for each of two benches at once
ADDRESS: Final = f"{_NET}.20"
NAMES: Final = f"{_NET}.53"
_DNSMASQ: Final = (
    f"--keep-in-foreground --no-resolv --no-hosts --conf-file=/dev/null --pid-file --bind-interfaces --port=53 "
    f"--listen-address={NAMES} --address=/#/{ADDRESS} --filter-AAAA --local-ttl=60 --cache-size=0 --user=root"
)
BODY: Final = 1_000  # bytes of a page


@contextmanager
def origin(folder: Path) -> Iterator[None]:
    """nginx on ports 80 and 443 of ``ADDRESS``, and a name server at ``NAMES`` that finds every name there."""
    conf = folder / "nginx.conf"
    conf.write_text(_CONF.format(folder=folder, address=ADDRESS, body="x" * BODY))
    nginx = [shutil.which("nginx") or "/usr/sbin/nginx", "-c", str(conf), "-p", str(folder)]
    dnsmasq = [shutil.which("dnsmasq") or "/usr/sbin/dnsmasq", *_DNSMASQ.split()]
    with started(nginx, 80, address=ADDRESS), started(dnsmasq, 53, address=NAMES):
        yield


@contextmanager
def started(
    command: list[str], port: int, within: float = 60, address: str = "127.0.0.1"
) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers at ``port`` within so many seconds; it is ended with the block."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        _wait_for(address, port, within, process)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)


def _wait_for(address: str, port: int, within: float, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + within
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended by itself, with {process.returncode}")
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"nothing answers at {address}, port {port}")
