"""One spelling of an address or number of a carer, and the digests that find who shares it."""

import re
from typing import Final

from schoolgate.frame.blind import blind
from schoolgate.kernel.errors import BadInputError
from schoolgate.people.models import Reach, School

_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE: Final = re.compile(r"\+?[0-9]{6,15}")


def reach_spelt(way: str, value: str) -> str:
    """An address in lower case; a number without spaces or brackets. Raises ``BadInputError`` for what is none."""
    if way == Reach.Way.EMAIL and _EMAIL.fullmatch(value.strip()):
        return value.strip().lower()
    number = re.sub(r"[\s()./-]", "", value)
    if way == Reach.Way.PHONE and _PHONE.fullmatch(number):
        return number
    raise BadInputError("how they are reached", f"that is no {way}.", "Give an e-mail address or a telephone number.")


def reach_digest(school: School, way: str, value: str) -> str:
    """64 hexadecimal characters, another for each school."""
    return blind(f"{school.pk}\x1f{way}\x1f{value}", "people_reach.value")


def flag_digest(school: School, child: str, kind: str) -> str:
    return blind(f"{school.pk}\x1f{child}\x1f{kind}", "people_flag.kind")
