"""A paper as PDF/UA-1 (ISO 14289-1), with its fingerprint and a code that leads to the page which knows it."""

import io
import json
import logging
import os
import subprocess
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

import schoolgate
from schoolgate.frame.print_faces import FACES
from schoolgate.kernel.errors import SchoolgateError
from schoolgate.reports.paper import Paper
from schoolgate.reports.standings import day, spelt

MEMORY_BYTES: Final = 1_500_000_000  # address space; a paper of 130 promises needs about a fifth
CPU_SECONDS: Final = 40
WALL_SECONDS: Final = 60
AT_ONCE: Final = 2
_log = logging.getLogger(__name__)
_turn = threading.BoundedSemaphore(AT_ONCE)


def address(digest: str) -> str:
    """Where anybody who holds the paper may ask whether we made it."""
    return f"{settings.SCHOOLGATE_URL}{reverse('reports.check')}?digest={digest}"


def pdf(paper: Paper, *, made: datetime) -> bytes:
    """The paper as a PDF. Raises ``SchoolgateError`` where it took too long, too much, or could not be set."""
    asked = json.dumps(_sheet(paper, made), ensure_ascii=False).encode()
    fonts = str(FACES) if FACES.is_dir() else ""
    with _turn:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module; the paper goes in as data
                [sys.executable, "-P", "-m", "schoolgate.reports.typeset", str(MEMORY_BYTES), str(CPU_SECONDS), fonts],
                input=asked,
                capture_output=True,
                timeout=WALL_SECONDS,
                env=_environment(),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _failed(f"it took more than {WALL_SECONDS} seconds and was stopped.") from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        _log.warning("a paper was not set: exit %s, %s", done.returncode, done.stderr[-2000:].decode(errors="replace"))
        raise _failed("it could not be set as a PDF.")
    return done.stdout


def _sheet(paper: Paper, made: datetime) -> dict[str, Any]:
    return {
        **paper.plain,
        "day": day(paper.on),
        "made": _("Made on %(day)s.") % {"day": day(made)},
        "spelt": spelt(paper.digest),
        "code": _code(address(paper.digest)),
        "how": [
            _("This paper was made from the school’s own records on %(day)s. Its fingerprint is below.")
            % {"day": day(made)},
            _("To check it, point a telephone at the code, or open %(page)s and give the fingerprint or the file.")
            % {"page": f"{settings.SCHOOLGATE_URL}{reverse('reports.check')}"},
            _(
                "Where the permanent record came with it, the README tells how to check that on any computer "
                "with Python."
            ),
        ],
        "words": {
            "page": _("Page"),
            "of": _("of"),
            "check": _("How to check this paper"),
            "fingerprint": _("Fingerprint (SHA-256 of what it says)"),
            "code": _(
                "A code that leads to the page where this paper can be checked. The address is in the text beside it."
            ),
        },
    }


def _code(words: str) -> str:
    drawn = io.BytesIO()
    segno.make(words, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def _failed(cause: str) -> SchoolgateError:
    return SchoolgateError(
        _("The paper"), cause, _("Try again; if it happens again, ask whoever looks after Schoolgate.")
    )


def _environment() -> dict[str, str]:
    """Next to nothing: no key, address or setting reaches the child."""
    kept = {name: os.environ[name] for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(schoolgate.__file__).parents[1]), "LANG": "C.UTF-8"}
