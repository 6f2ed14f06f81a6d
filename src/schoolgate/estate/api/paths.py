"""The estate's own operations."""

from ipaddress import IPv4Address, IPv6Address
from typing import Annotated, Final

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from schoolgate.estate import actions, queries, scopes
from schoolgate.estate.actions.accounts import digest_of
from schoolgate.estate.actions.bindings import seconds
from schoolgate.estate.actions.looking import note_look
from schoolgate.estate.addresses import mac
from schoolgate.estate.api.admission import Machine, machine_of
from schoolgate.estate.api.operations import operation
from schoolgate.estate.api.shapes import (
    BindingsSent,
    BindingsTaken,
    Me,
    Moment,
    Refused,
    SchoolSeen,
    SignInSent,
    WhereaboutsTold,
    told,
)
from schoolgate.estate.models import DirectoryAccount
from schoolgate.kernel.errors import BadInputError

ROUTER: Final = Router(tags=["estate"])


@operation(ROUTER, "GET", "/me", scope=scopes.ANY_TOKEN, answer=Me)
def me(request: HttpRequest) -> Me:
    """Which token this is, of which school, what it may do, until when, and what our clock says."""
    here = machine_of(request)
    token = here.token
    return Me(
        token=token.ref,
        name=token.name,
        school=SchoolSeen(ref=here.school.ref, name=here.school.name),
        scopes=token.scopes,
        ends_on=token.ends_on.isoformat(),
        now=timezone.now(),
    )


@operation(ROUTER, "GET", "/whereabouts", scope=scopes.WHEREABOUTS, answer=WhereaboutsTold)
def whereabouts(
    request: HttpRequest,
    address: Annotated[IPv4Address | IPv6Address, Query(..., description="10.4.2.17 or 2001:db8::17")],
    at: Annotated[Moment, Query(..., description="the moment asked about")],
    known_at: Annotated[Moment | None, Query(None, description="as known then; left out: as known now")] = None,
) -> WhereaboutsTold:
    """Which device had an address at a moment, which class or person was behind it, and how sure that is. Persons are
    given by ref, and only to a token with the right `estate.who`; an answer that gives one is entered in the record.
    """
    here = machine_of(request)
    found = queries.at_address(here.school, str(address), at, known_at)
    if not here.may(scopes.WHO):
        return told(found.without_persons())
    with transaction.atomic():
        note_look(here.school, found, reason="machine", actor=here.actor)
    return told(found)


@operation(ROUTER, "POST", "/bindings", scope=scopes.BINDINGS, answer=BindingsTaken)
def take_bindings(request: HttpRequest, given: BindingsSent) -> BindingsTaken:
    """Take in which device had which address, and who was signed in on it. The same again adds nothing; another end of
    the same lease corrects it. What cannot be used is refused one by one, with why; the rest is taken in.
    """
    here, refused = machine_of(request), list[Refused]()
    leases, sign_ins = list[actions.LeaseSaid](), list[actions.SignInSaid]()
    for at, lease in enumerate(given.leases):
        try:
            leases.append(actions.lease_said(lease.address, lease.mac, lease.starts, lease.ends))
        except BadInputError as error:
            refused.append(Refused(part="leases", at=at, why=str(error)))
    known = _accounts(here, given.sign_ins)
    for at, sent in enumerate(given.sign_ins):
        try:
            sign_ins.append(_sign_in(sent, known))
        except BadInputError as error:
            refused.append(Refused(part="sign_ins", at=at, why=str(error)))
    bound = actions.bind(here.school, leases, sign_ins, source="agent", actor=here.actor)
    counts = {"new": bound.new, "corrected": bound.corrected, "repeated": bound.repeated, "devices": bound.devices}
    return BindingsTaken(**counts, refused=refused)


def _accounts(here: Machine, sent: list[SignInSent]) -> dict[tuple[str, str], DirectoryAccount]:
    digests = {digest for one in sent if (digest := _digest(one.account))}
    rows = DirectoryAccount.objects.for_school(here.school).filter(digest__in=digests, ended_on=None)
    return {(row.provider, row.digest): row for row in rows}


def _digest(address: str) -> str:
    """Empty for what is no account's address."""
    try:
        return digest_of(address)
    except BadInputError:
        return ""


def _sign_in(sent: SignInSent, known: dict[tuple[str, str], DirectoryAccount]) -> actions.SignInSaid:
    account = known.get((sent.provider, _digest(sent.account)))
    if account is None:
        raise BadInputError("the account", "it is on no list of the school's.", "Load the directory's list first.")
    if sent.ends is not None and sent.ends <= sent.starts:
        raise BadInputError("a sign-in", "it ends before it begins.", "Check its times, and their zone.")
    ends = None if sent.ends is None else max(seconds(sent.ends), seconds(sent.starts) + 1)
    return actions.SignInSaid(mac(sent.mac), account, seconds(sent.starts), ends)
