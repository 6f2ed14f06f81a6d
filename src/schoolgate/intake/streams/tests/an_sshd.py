"""OpenSSH's own server on a port of this machine, with a key and a folder of its own, for tests and the bench."""

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from schoolgate.intake.streams.remote import Where, key_of, new_key

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin:/usr/bin")


@dataclass(frozen=True, slots=True)
class Running:
    """``where`` gets in and sees ``folder``."""

    where: Where
    folder: Path
    process: "subprocess.Popen[bytes]"

    def cut_off(self) -> None:
        """Kill the processes that serve connections; the server itself goes on."""
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if status.read_text().rpartition(") ")[2].split()[1] == str(self.process.pid):
                    os.kill(int(status.parent.name), signal.SIGKILL)


def required() -> str:
    """Where the server is; a test that needs it fails by name where it is not installed."""
    if SSHD is None:
        pytest.fail("openssh-server is not installed: apt-get install openssh-server")
    return SSHD


@contextmanager
def running(home: Path) -> Iterator[Running]:
    """A server whose files lie under ``home``. It is stopped when the block ends."""
    server, folder = required(), home / "logs"
    folder.mkdir()
    private, public = new_key("robin hill")
    (home / "allowed").write_text(public + "\n")
    (home / "allowed").chmod(0o600)
    keygen = shutil.which("ssh-keygen") or "ssh-keygen"
    subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(home / "host")], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "Port": port,
        "ListenAddress": "127.0.0.1",
        "HostKey": home / "host",
        "AuthorizedKeysFile": home / "allowed",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "PasswordAuthentication": "no",
        "Subsystem": "sftp internal-sftp",
    }
    (home / "config").write_text("".join(f"{key} {value}\n" for key, value in settings.items()))
    Path("/run/sshd").mkdir(exist_ok=True, parents=True)
    process = subprocess.Popen([server, "-D", "-f", str(home / "config")], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        key = key_of("127.0.0.1", port)
        where = Where("127.0.0.1", getpass.getuser(), key, str(folder), "*.log*", port, private_key=private)
        yield Running(where, folder, process)
    finally:
        process.terminate()
        process.wait(10)
