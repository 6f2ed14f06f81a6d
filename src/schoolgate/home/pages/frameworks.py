"""What national frameworks ask, requirement by requirement, and which sentence of the policy meets each."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from schoolgate.evidence import queries as evidence
from schoolgate.frame.pages import page
from schoolgate.home import frameworks as frames
from schoolgate.kernel.standings import Standing
from schoolgate.people.access import Shows, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.circles import READERS
from schoolgate.policy import packs
from schoolgate.vocabulary.roles import ROLES
from schoolgate.vocabulary.screens import MARKS

NONE = "none-yet"


@at_school(*READERS, shows=Shows.POLICY)
def frameworks(request: HttpRequest, school: str) -> HttpResponse:
    """``?who=ROLE`` shows what one role must do; ``?only=none-yet`` the requirements that no sentence meets."""
    here = visit(request)
    day, nation = day_at(here.school), here.school.nation
    found = evidence.standing(here.school, on=day)
    asked = packs.requirements_in_force(day, nation)
    whole = frames.frameworks(packs.in_force(day, nation), found.promises if found else (), {one.key for one in asked})
    owners = frames.owners(whole)
    who = request.GET.get("who", "")
    who = who if who in owners else ""
    unmet = request.GET.get("only") == NONE
    shown = frames.only(whole, who=who, unmet=unmet)
    return page(
        request,
        "home/frameworks.html",
        {
            "school_ref": school,
            "found": found,
            "total": len(asked),
            "promised": sum(frame.promised for frame in whole),
            "unmet_total": len(asked) - sum(frame.promised for frame in whole),
            "frames": [(frame, _counts(frame)) for frame in shown],
            "owners": [(role, ROLES[role]) for role in owners],
            "who": who,
            "unmet": unmet,
            "keep_who": urlencode({"who": who}) if who else "",
        },
        here="frameworks",
    )


def _counts(frame: frames.Framework) -> list[tuple[str, str, str, int]]:
    """Each mark's tone, shape and words with how many; what no sentence meets has a mark of its own."""
    told = [(MARKS[name] if isinstance(name, Standing) else None, count) for name, count in frame.counts if count]
    return [(mark.tone, mark.shape, mark.words, count) if mark else ("", "", "", count) for mark, count in told]
