"""A school with a head who has an address, and a real mail server on this machine that can be told how to behave."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from schoolgate.frame.actor import operator
from schoolgate.people import actions, opening
from schoolgate.people.models import Person, School

ACTOR = operator("test")
TIMEOUT = 1.0


@dataclass
class Server:
    """``says`` is what it answers to RCPT or DATA instead of yes; ``hangs`` and ``drops`` name where it does that."""

    port: int
    got: list[EmailMessage] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    hangs: str = ""
    drops: str = ""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        await self._behave("RCPT", server)
        if "RCPT" in self.says:
            return self.says["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 yes"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" not in self.says:
            self.got.append(message_from_bytes(envelope.content, policy=default))
        await self._behave("DATA", server)
        return self.says.get("DATA", "250 yes")

    async def _behave(self, where: str, server: Any) -> None:
        if self.hangs == where:
            await asyncio.sleep(TIMEOUT * 2)
        if self.drops == where:
            server.transport.abort()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(settings: Settings) -> Iterator[Server]:
    made = Server(free_port())
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": made.port, "timeout": TIMEOUT},
        }
    }
    settings.DEFAULT_FROM_EMAIL = "Schoolgate <schoolgate@robinhill.example>"
    controller = Controller(made, hostname="127.0.0.1", port=made.port)
    controller.start()
    yield made
    controller.stop()


@pytest.fixture
def school(db: None) -> School:
    return actions.add_school(name="Robin Hill Infant School", actor=ACTOR)


@pytest.fixture
def head(school: School) -> Person:
    return opening.add_administrator(
        school, "Amara Whitlock", "head@robinhill.example", "three plain words here", actor=ACTOR
    )
