"""Slips as a PDF, and of each how its printed name looks, which the reader compares with what comes back."""

import base64
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import schoolgate
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.slips.layout import Plan

MEMORY_BYTES: Final = 3_000_000_000  # address space
SECONDS: Final = 240
MOST_AT_ONCE: Final = 1000  # slips of one PDF; a larger school prints by class or by year


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is asked, as printed: ``title`` beside its box, ``edition`` ("Version 2") under it, ``words`` overleaf."""

    title: str
    edition: str
    words: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Every fixed word on the paper, in the language it is printed in."""

    title: str
    agree: str
    places: str
    yes: str
    no: str
    carer: str
    signature: str
    day: str
    how: str
    overleaf: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Run:
    """What all slips of a printing have in common."""

    school: str
    labels: Labels
    agreements: tuple[Agreement, ...]
    places: tuple[str, ...]
    pictures: Agreement | None = None  # the words about pictures, where places are asked
    fonts: str = ""

    @property
    def plan(self) -> Plan:
        return Plan(len(self.agreements), len(self.places))


@dataclass(frozen=True, slots=True)
class OneSlip:
    """A child's slip: the number, the first name as printed, and the class."""

    code: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Printed:
    """``names`` by number: a small picture (PNG, base 64) of the printed name, 4 dots a millimetre. ``form`` likewise
    of the questions, which are the same on every slip of a printing."""

    pdf: bytes
    pages: int
    names: dict[str, str] = field(default_factory=dict)
    form: str = ""


def printed(run: Run, slips: Sequence[OneSlip]) -> Printed:
    """The slips in the order given, each with its words overleaf. Raises ``SchoolgateError`` where it cannot be set."""
    if not 0 < len(slips) <= MOST_AT_ONCE:
        cause = f"it would hold {len(slips)}."
        raise SchoolgateError("The slips", cause, f"Print between 1 and {MOST_AT_ONCE} at once: by class.")
    plan = run.plan
    asked: dict[str, Any] = {"run": asdict(run), "plan": asdict(plan), "slips": [asdict(one) for one in slips]}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the words go in as data
            [sys.executable, "-P", "-m", "schoolgate.slips.typeset", str(MEMORY_BYTES), str(SECONDS)],
            input=json.dumps(asked, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _failed(f"setting them took more than {SECONDS} seconds and was stopped.") from None
    if done.returncode or not done.stdout:
        raise _failed(f"they could not be set as a PDF: {done.stderr[-300:].decode(errors='replace')}")
    said = json.loads(done.stdout)
    return Printed(base64.b64decode(said["pdf"]), said["pages"], said["names"], said["form"])


def _failed(cause: str) -> SchoolgateError:
    return SchoolgateError(
        "The slips", cause, "Try fewer at once; if it happens again, ask who looks after Schoolgate."
    )


def _environment() -> dict[str, str]:
    """Next to nothing: no key, address or setting reaches the child."""
    kept = {name: os.environ[name] for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(schoolgate.__file__).parents[1]), "LANG": "C.UTF-8"}
