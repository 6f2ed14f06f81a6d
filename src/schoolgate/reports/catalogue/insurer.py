"""The pack for an insurer: the promises about the school's machines and data, and nothing else."""

from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.evidence import queries as evidence
from schoolgate.evidence.judging import PromiseStanding
from schoolgate.people.models import School
from schoolgate.reports import filtering, mending, standings
from schoolgate.reports.contract import Report
from schoolgate.reports.paper import Paper, Section, Text

AREAS: Final = frozenset(
    {
        "passwords",
        "mfa",
        "access-rights",
        "antivirus",
        "patching",
        "encryption",
        "email-filtering",
        "personal-data-transfer",
        "cloud-sharing",
        "software-licensing",
        "asset-inventory",
        "asset-disposal",
        "backup",
        "web-filtering",
    }
)


def write(school: School, on: date) -> Paper | None:
    found = evidence.standing(school, on=on)
    if found is None:
        return None
    about = [one for one in found.promises if concerns(one)]
    words = _(
        "Only the promises about machines, sign-ins, data and backups are here. The school’s other promises "
        "are in its policy."
    )
    body = (
        standings.promises(found, heading=_("Promises about machines and data"), only=about)
        if about
        else Section(
            _("Promises about machines and data"), (Text(_("The policy makes no promise about them that we know of.")),)
        )
    )
    sections = (
        Section(_("What this paper covers"), (Text(words),)),
        standings.policy(found),
        body,
        filtering.section(school, on),
        mending.section(school, found, about=about),
    )
    title = _("Online safety: how we look after machines and data")
    return Paper(title, school.name, _("For our insurer"), on, standings.answer(found), sections)


def concerns(one: PromiseStanding) -> bool:
    return any(guess.key.partition(".")[0] in AREAS for guess in one.promise.clause.topics[:1])


REPORT = Report(
    key="insurer",
    title=gettext_lazy("The insurer’s pack"),
    whom=gettext_lazy("our insurer"),
    words=gettext_lazy(
        "The promises about machines, sign-ins, data and backups, how each stands, and what is being put right."
    ),
    write=write,
    record=True,
    asked=True,
)
