"""Whole installations for tests: a data folder, a database and keys of their own, run by the real command."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

PASSWORD = "three-small-owls"
EMAIL = "head@robinhill.example"
# Run inside an installation: what its head sees, and the words that are locked.
LOOK = f"""
import django, json; django.setup()
from django.test import Client
from schoolgate.frame.scoped import unscoped
from schoolgate.people.models import Person
from schoolgate.policy.models import Version
given = {{"login": "{EMAIL}", "password": "{PASSWORD}"}}
answer = Client(headers={{"host": "localhost"}}).post("/account/login/", given)
with unscoped("a test looks at everybody"):
    names = sorted(person.name for person in Person.objects.all())
    versions = [version.file.open().read().decode() for version in Version.objects.all()]
print(json.dumps({{"signs_in": answer.status_code == 302, "names": names, "versions": versions}}))
"""


@dataclass(frozen=True)
class Installation:
    """One installation, which need not be there yet. ``url`` is its database; empty for SQLite in ``data``."""

    data: Path
    url: str = ""

    @property
    def keys(self) -> Path:
        return self.data / "keys"

    @property
    def environ(self) -> dict[str, str]:
        return {**os.environ, "SCHOOLGATE_DATA": str(self.data), "DATABASE_URL": self.url}

    def run(self, *words: str, module: str = "schoolgate") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", module, *words]
        return subprocess.run(command, env=self.environ, capture_output=True, text=True, timeout=240, check=False)

    def does(self, *words: str) -> Any:
        """Run a verb that must succeed; what it says as JSON."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def runs(self, code: str) -> str:
        """Run code inside it that must succeed; what it prints."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=self.environ, capture_output=True, text=True, timeout=240, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def looks(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.runs(LOOK))
        return told

    def with_demo(self) -> "Installation":
        """Made, with the small made-up school in it."""
        done = self.run("--demo", "small", "--new", module="schoolgate.site.prepare")
        assert done.returncode == 0, done.stderr
        return self


def new(folder: Path, *, on_server: bool | None = None) -> Installation:
    """An installation on the database that the tests were asked to run on, or on the other one."""
    server = os.environ["DATABASE_URL"]
    if not (bool(server) if on_server is None else on_server):
        return Installation(folder)
    name = f"school_{os.urandom(4).hex()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    return Installation(folder, urlunsplit(urlsplit(server)._replace(path=f"/{name}")))
