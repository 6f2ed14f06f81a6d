"""May this person look at that person's activity, now? One pure function: everything it knows is in its arguments.

The order of the rules is the order in which a refusal is told: what can never be allowed comes before what somebody
could still agree to. An emergency look goes round a missing permission and a missing second person, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from schoolgate.monitoring.permissions.reports import MAY_BE_GIVEN, REASONS, REPORTS

SHORTEST_REASON: Final = 10  # letters: "see above" tells nobody anything


@dataclass(frozen=True, slots=True)
class Grant:
    """A permission to look: ``until`` is its last day. ``agreed`` are the humans who agreed to it, two of them where it
    is one; ``ended`` where somebody ended it, which is at once."""

    ref: str
    report: str
    role: str
    starts: date
    until: date
    agreed: frozenset[str]
    by_chair: bool = False  # whether the chair of governors was one of the two
    ended: bool = False

    def holds(self, report: str, roles: frozenset[str], on: date) -> bool:
        """Whether it lets somebody with ``roles`` look at ``report`` on a day."""
        of_role = self.role in roles and self.role in MAY_BE_GIVEN and self.role in REPORTS[report].roles
        agreed = len(self.agreed) >= 2 and (self.role != "head" or self.by_chair)
        live = not self.ended and self.starts <= on <= self.until
        return self.report == report and of_role and agreed and live


@dataclass(frozen=True, slots=True)
class Second:
    """A second person agreed that ``viewer`` may look at ``subject``, or at the device or class ``about``, as ``role``,
    until the end of a day."""

    ref: str
    viewer: str
    subject: str
    role: str
    human: str
    until: date
    about: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for what. Refs of persons, and the ``human`` behind each: one sign-in is one human at every school.

    ``subject`` is empty where the look is at a device or a class that no name belongs to, which is ``about``. ``alert``
    is the ref of the alert that it starts from, or empty; ``own`` says that the alert or case is about whoever asks.
    """

    report: str
    viewer: str
    human: str
    roles: frozenset[str]
    on: date
    why: str = ""
    words: str = ""
    subject: str = ""
    subject_human: str = ""
    subject_roles: frozenset[str] = frozenset()
    same_school: bool = True
    about: str = ""
    alert: str = ""
    own: bool = False
    emergency: bool = False

    @property
    def about_adult(self) -> bool:
        return bool(self.subject) and "pupils" not in self.subject_roles


@dataclass(frozen=True, slots=True)
class Permission:
    """``rule`` says which rule decided, ``because`` and ``next_step`` say it to whoever asked. ``grant`` and ``second``
    are refs of what it rests on. ``loud``: an emergency look, of which the chair and the data protection officer are
    told at once. ``waits_for`` is the role of the second person it lacks."""

    allowed: bool
    rule: str
    because: str
    next_step: str = ""
    grant: str = ""
    second: str = ""
    loud: bool = False
    waits_for: str = ""


def decide(asking: Asking, grants: Iterable[Grant], seconds: Iterable[Second] = ()) -> Permission:
    """Whether the look is allowed, and why. Raises ``KeyError`` for a report there is not."""
    report = REPORTS[asking.report]
    never = _never(asking)
    if never is not None:
        return never
    if report.adult != asking.about_adult and asking.subject and report.key != "alerts":
        words = "an adult" if asking.about_adult else "a pupil"
        return _no("wrong-report", f"this is for {report.words.lower()}, and it is about {words}.", _OTHER)
    grant = next((one for one in grants if one.holds(asking.report, asking.roles, asking.on)), None)
    role = second_of(asking)
    second = next((one for one in seconds if _serves(one, asking, role)), None) if role else None
    lacks_second = bool(role) and second is None
    if asking.emergency and (grant is None or lacks_second):
        return Permission(True, "emergency", "an emergency look", grant=grant.ref if grant else "", loud=True)
    if grant is None:
        return _no("no-grant", "nobody has given you permission to look at this, or it is over.", _ASK)
    if lacks_second:
        who = _SECOND_WORDS[role]
        return Permission(False, f"needs-{role}", f"{who} must agree to it first.", _ASK_SECOND, waits_for=role)
    return Permission(True, "grant", "permission to look", grant=grant.ref, second=second.ref if second else "")


def second_of(asking: Asking) -> str:
    """The role that must agree to this one look beside the permission, or none.

    The head's own activity, and what a head looks at without an alert that they read as safeguarding lead, need the
    chair; an adult's needs the head. So no look at a colleague rests on one person.
    """
    as_lead = bool(asking.alert) and bool(asking.roles & {"dsl", "deputy-dsl"}) and not asking.about_adult
    if "head" in asking.subject_roles or ("head" in asking.roles and not as_lead):
        return "chair"
    return "head" if asking.about_adult else ""


def _never(asking: Asking) -> Permission | None:
    """What no permission and no emergency allows."""
    if not asking.same_school:
        return _no("another-school", "there is none such for you.", "Check the address.")
    if asking.own or (asking.subject and _same(asking)):
        return _no("own-case", "nobody looks at what is about themselves.", "Ask the headteacher or the chair.")
    if not asking.roles & set(MAY_BE_GIVEN) & set(REPORTS[asking.report].roles):
        return _no("not-for-role", "it is for none of your roles.", "Ask the safeguarding lead.")
    if asking.why not in REASONS or len(asking.words.strip()) < SHORTEST_REASON:
        return _no("no-reason", "it needs a reason, in a sentence.", "Say why you must look.")
    return None


def _same(asking: Asking) -> bool:
    return asking.subject == asking.viewer or asking.subject_human == asking.human


def _serves(second: Second, asking: Asking, role: str) -> bool:
    for_this = (second.viewer, second.subject, second.about) == (asking.viewer, asking.subject, asking.about)
    apart = second.human not in (asking.human, asking.subject_human)
    return for_this and second.role == role and apart and asking.on <= second.until


_ASK: Final = "Ask the head to propose it, or use the emergency look if a child is in danger now."
_ASK_SECOND: Final = "Ask on this page, or use the emergency look if a child is in danger now."
_OTHER: Final = "Choose the other report."
_SECOND_WORDS: Final = {"chair": "the chair of governors", "head": "the headteacher"}


def _no(rule: str, because: str, next_step: str) -> Permission:
    return Permission(False, rule, because, next_step)
