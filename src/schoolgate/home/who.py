"""The words at the foot of each page that say who may see it."""

from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise as StrPromise
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from schoolgate.people.access import Audience, audience_of
from schoolgate.people.circles import KEEPERS, LEADERS, MACHINERY, MANAGERS, PEOPLE, READERS, RECORD, TERM_KEEPERS
from schoolgate.reports.contract import MAKERS
from schoolgate.vocabulary.roles import post

# How each circle is told at the foot of a page.
_CIRCLES: Final[dict[tuple[str, ...], StrPromise]] = {
    READERS: _("all staff and governors, and those who check on the school."),
    KEEPERS: _("the head, the safeguarding lead, the online safety lead and whoever looks after Schoolgate."),
    LEADERS: _("the school’s leaders and whoever looks after Schoolgate."),
    MANAGERS: _("the head and whoever looks after Schoolgate."),
    MAKERS: _("the school’s leaders, the data protection officer and whoever looks after Schoolgate."),
    RECORD: _("the school’s leaders, governors, the data protection officer and the auditor."),
    PEOPLE: _("the school’s leaders and office, governors, the data protection officer and the auditor."),
    TERM_KEEPERS: _("the head, the safeguarding lead, the online safety lead, the office and administrators."),
    MACHINERY: _(
        "the school’s leaders for online safety and computing, IT support and whoever looks after Schoolgate."
    ),
}


def seen_by(request: HttpRequest) -> str:
    """The end of "Who can see this page:", from what its view declares."""
    match = request.resolver_match
    audience = audience_of(match.func) if match else None
    return words(audience) if audience else ""


def words(audience: Audience) -> str:
    if audience.open:
        return str(_("anyone who can reach this computer."))
    if audience.trust:
        return str(_("those who look after this trust, and nobody at its schools."))
    if not audience.school:
        return str(_("only you."))
    if not audience.roles:
        return str(_("whoever has a role at the school."))
    circle = _CIRCLES.get(audience.roles)
    return (
        str(circle) if circle else get_text_list([_inside(post(role)) for role in audience.roles], gettext("and")) + "."
    )


def _inside(title: str) -> str:
    """A title within a sentence: "Headteacher" begins small there, "IT support" does not."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
