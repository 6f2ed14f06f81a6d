"""How links reach families: by letter to their own address, on paper, or by the school's own texting service."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Final

from django.db import transaction

from schoolgate.agreements.actions.linking import make_links
from schoolgate.agreements.letters.sheet import Sheet, letters_pdf
from schoolgate.agreements.queries.whom_to_ask import ToAsk
from schoolgate.agreements.signing_links import LASTS, MadeLink
from schoolgate.frame.actor import Actor
from schoolgate.kernel.errors import BadInputError
from schoolgate.notices.actions import send
from schoolgate.people.access import today
from schoolgate.people.models import Person, School

_COLUMNS: Final = ("name", "phone", "link", "good until")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@transaction.atomic
def send_links(school: School, carers: Sequence[Person], *, actor: Actor) -> tuple[MadeLink, ...]:
    """A link for each, by letter to the address they gave; the letter names nobody. Raises as ``make_links``."""
    made = make_links(school, carers, actor=actor, handed="letter")
    for link in made:
        ends = datetime.combine(link.ends, time(22, 59), UTC).isoformat()
        said = {"link": link.address, "ends": ends}
        send(school, link.carer, "agreement.sign", said, actor=actor, about=link.ref)
    return made


@transaction.atomic
def print_links(school: School, carers: Sequence[ToAsk], *, actor: Actor) -> bytes:
    """A letter a carer as one PDF, each with a code to scan and the address to type. It names the carer, no child.

    Raises ``BadInputError`` where there is nobody to write to.
    """
    if not carers:
        raise BadInputError("the letters", "there is nobody to write to.", "Choose another class.")
    made = make_links(school, [one.person for one in carers], actor=actor, handed="printed")
    names = {one.person.ref: one.name for one in carers}
    sheets = [Sheet(names[one.carer], one.address, one.code, one.ends) for one in made]
    return letters_pdf(school.name, sheets, made=today(school))


@transaction.atomic
def text_links(school: School, carers: Sequence[ToAsk], *, actor: Actor) -> tuple[str, int]:
    """A list for the school's own texting service, as CSV, and how many stand in it: those with a number.

    Names and numbers leave with it, and so do the links: whoever has one can answer.
    """
    some = [one for one in carers if one.phone]
    if not some:
        raise BadInputError("the list", "no number is held of any of them.", "Send or print the links.")
    made = make_links(school, [one.person for one in some], actor=actor, handed="texted")
    address = {one.carer: one.address for one in made}
    until = (today(school) + LASTS).isoformat()
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in some:
        # A number may begin with a plus: a texting service needs it as it is.
        name = f"'{one.name}" if one.name.startswith(_FORMULA) else one.name
        writer.writerow([name, one.phone, address[one.person.ref], until])
    return held.getvalue(), len(some)
