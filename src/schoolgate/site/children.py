"""The processes that make up a running Schoolgate. A new one is one more line in ``children``."""

import sys
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Child:
    """One process: its name on the screen, its command, and what its environment has besides ours."""

    name: str
    command: tuple[str, ...]
    environ: dict[str, str] = field(default_factory=dict)


def children(port: int) -> tuple[Child, ...]:
    """The web server on ``port`` of this machine only, the worker that does what can wait, and the clock."""
    environ = {"DJANGO_SETTINGS_MODULE": "schoolgate.site.settings"}
    return (
        Child("web", (sys.executable, "-m", "granian", *_web(port)), environ),
        Child("worker", (sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "-v", "0"), environ),
        Child("clock", (sys.executable, "-m", "schoolgate", "tick", "--every", "60"), environ),
    )


def _web(port: int) -> tuple[str, ...]:
    options = ("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--no-ws")
    threads = ("--blocking-threads", "4", "--backpressure", "64")  # a school's worth; more wait their turn
    return (*options, *threads, "--log-level", "warning", "schoolgate.site.wsgi:application")
