"""Letters as one PDF/UA-1 (ISO 14289-1), a page a family."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import segno
from django.utils.translation import gettext as _

import schoolgate
from schoolgate.agreements.languages import spelt_day
from schoolgate.frame.print_faces import FACES
from schoolgate.kernel.errors import SchoolgateError

MEMORY_BYTES: Final = 1_500_000_000
SECONDS: Final = 90
MOST_AT_ONCE: Final = 1500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One letter: to whom, the whole address, what is typed, and the last day."""

    name: str
    address: str
    code: str
    ends: date


def letters_pdf(school: str, sheets: Sequence[Sheet], *, made: date) -> bytes:
    """The letters in the order given. Raises ``SchoolgateError`` where they cannot be set."""
    if len(sheets) > MOST_AT_ONCE:
        raise _failed(_("there are more than %(n)d of them.") % {"n": MOST_AT_ONCE})
    said: dict[str, Any] = {
        "school": school,
        "made": spelt_day(made, "en"),
        "letters": [_letter(one) for one in sheets],
    }
    fonts = str(FACES) if FACES.is_dir() else ""
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the letters go in as data
            [sys.executable, "-P", "-m", "schoolgate.agreements.letters", str(MEMORY_BYTES), str(SECONDS), fonts],
            input=json.dumps(said, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=SECONDS,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _failed(_("setting them took too long and was stopped.")) from None
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise _failed(_("they could not be set as a PDF."))
    return done.stdout


def _letter(one: Sheet) -> dict[str, str]:
    drawn = io.BytesIO()
    segno.make(one.address, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return {
        "name": one.name,
        "address": one.address.partition("://")[2],
        "ends": spelt_day(one.ends, "en"),
        "qr": drawn.getvalue().decode(),
    }


def _failed(cause: str) -> SchoolgateError:
    return SchoolgateError(_("The letters"), cause, _("Print fewer at once: by class."))


def _environment() -> dict[str, str]:
    """Next to nothing: no key, address or setting reaches the child."""
    kept = {name: os.environ[name] for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX") if name in os.environ}
    return {**kept, "PYTHONPATH": str(Path(schoolgate.__file__).parents[1]), "LANG": "C.UTF-8"}
