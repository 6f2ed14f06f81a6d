"""Scans of paper slips that were given where files come in, by mistake or from a watched folder: taken as scans."""

from itertools import islice
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from schoolgate.agreements.access import SLIP_READERS
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.actions.slips import give_scan, read_soon
from schoolgate.agreements.actions.slips.reading import known_slips
from schoolgate.agreements.models import Slip
from schoolgate.frame.actor import Actor, system
from schoolgate.frame.actor import person as acting
from schoolgate.intake import bounded
from schoolgate.intake.models import Delivery
from schoolgate.intake.takers.contract import Taken
from schoolgate.kernel.errors import BadInputError, DeniedError
from schoolgate.people.access import today

_PICTURES: Final = (b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*")
_LOOKED_AT: Final = 6  # pages: a scan may begin with a note, or a blank back


class _Scans:
    key = "slips"
    roles = SLIP_READERS

    def take(self, delivery: Delivery, data: bytes) -> Taken | None:
        """A slip that this school printed on one of the first pages makes it a scan of slips."""
        school = delivery.school
        if not data.startswith(_PICTURES) or not Slip.objects.for_school(school).exists():
            return None
        known = known_slips(school)
        codes = set(Slip.objects.for_school(school).values_list("code", flat=True))
        try:
            pages = bounded.run("slips", {**known, "first": 0}, {delivery.name: data})
            if not any(slip["number"] in codes for page in islice(pages, _LOOKED_AT) for slip in page["slips"]):
                return None
        except BadInputError:
            return None
        on = min(delivery.true_on, today(school))
        scan, new = give_scan(school, delivery.name, data, actor=_giver(delivery), on=on)
        if new:
            read_soon.enqueue(scan.ref)
        words = _("It holds paper slips. They are being read; what is in doubt is asked on the page Paper slips.")
        return Taken(words, reverse("agreements.slips_scan", args=[school.ref, scan.ref]))


def _giver(delivery: Delivery) -> Actor:
    """Whoever gave it, where they may; the watched folder, or somebody who may not, is the intake itself."""
    giver = acting(delivery.given_by)
    try:
        check_office(delivery.school, giver)
    except DeniedError:
        return system("intake")
    return giver


TAKER: Final = _Scans()
