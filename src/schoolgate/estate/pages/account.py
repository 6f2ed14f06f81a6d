"""One account of the school's directory: what it is, whose, and saying so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from schoolgate.estate import actions, queries
from schoolgate.estate.access import PUSHERS
from schoolgate.estate.forms import AccountIsForm, OwnerForm
from schoolgate.estate.models import DirectoryAccount
from schoolgate.estate.pages.accounts import whose
from schoolgate.estate.pages.machines import group_names
from schoolgate.frame.pages import page
from schoolgate.kernel.errors import BadInputError, NotFoundError
from schoolgate.people.access import Shows, Visit, at_school, visit
from schoolgate.people.access import today as day_at
from schoolgate.people.models import Group, Person


@at_school(*PUSHERS, shows=Shows.MACHINERY)
def account(request: HttpRequest, school: str, account: str) -> HttpResponse:
    """POST ``do``: ``tie`` it to a person by a number or address, say what it ``is``, ``untie`` it, ``end`` it."""
    here, row = visit(request), _find(visit(request), account)
    names = group_names(here)
    groups = sorted(names.items(), key=lambda pair: pair[1])
    does = {"tie": _tie, "is": _say, "untie": _untie, "end": _end}.get(request.POST.get("do", ""))
    refused = ""
    if request.method == "POST" and does is not None:
        try:
            does(request, here, row)
            return redirect("estate.account", school=school, account=row.ref)
        except BadInputError as error:
            refused = str(error)
    known = next(one for one in queries.every_account(here.school, on=day_at(here.school)) if one.ref == row.ref)
    who = queries.described(here.school, {known.holder} - {""}, on=day_at(here.school))
    context = {
        "school_ref": school,
        "known": known,
        "address": row.address,
        "directory": DirectoryAccount.Provider(row.provider).label,
        "whose": whose(known, who, names),
        "gone": row.told.gone_since if known.gone else None,
        "alone": known.kind in (DirectoryAccount.Kind.PERSON, DirectoryAccount.Kind.ADMIN),
        "refused": refused,
        "owner": OwnerForm(),
        "form": AccountIsForm(
            initial={"kind": row.kind, "group": known.holder if row.kind == DirectoryAccount.Kind.CLASS else ""},
            groups=groups,
        ),
    }
    return page(request, "estate/account.html", context, status=422 if refused else 200, here="accounts")


def _find(here: Visit, ref: str) -> DirectoryAccount:
    rows = DirectoryAccount.objects.for_school(here.school).select_related("told")
    row: DirectoryAccount | None = rows.filter(ref=ref).first()
    if row is None:
        raise NotFoundError("the account", "there is none such at this school.", "Look at the list.")
    return row


def _tie(request: HttpRequest, here: Visit, row: DirectoryAccount) -> None:
    said = request.POST.get("who", "").strip()
    found = queries.person_known_by(here.school, said, on=day_at(here.school)) if said else None
    if found is None:
        raise BadInputError(
            _("The account"),
            _("nobody here alone is known by that number or address."),
            _("Give it as the office has it, or ask them."),
        )
    person = Person.objects.for_school(here.school).get(ref=found)
    actions.hold_account(row, person, actor=here.actor, valid_from=day_at(here.school))
    messages.success(request, _("Kept: it is theirs from today."))


def _say(request: HttpRequest, here: Visit, row: DirectoryAccount) -> None:
    kind, group = request.POST.get("kind", ""), request.POST.get("group", "")
    shared = Group.objects.for_school(here.school).filter(ref=group, kind=Group.Kind.CLASS).first()
    actions.say_kind(row, kind, actor=here.actor, group=shared if kind == DirectoryAccount.Kind.CLASS else None)
    messages.success(request, _("Kept."))


def _untie(request: HttpRequest, here: Visit, row: DirectoryAccount) -> None:
    actions.let_go_account(row, actor=here.actor)
    messages.success(request, _("It is nobody’s from today."))


def _end(request: HttpRequest, here: Visit, row: DirectoryAccount) -> None:
    actions.end_account(row, actor=here.actor)
    messages.success(request, _("It is on the list no more. What it did stays known."))
