"""Printing slips: a number for each child, and what the reader must know of it later."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from schoolgate.agreements import kinds
from schoolgate.agreements.actions.agreeing import check_office
from schoolgate.agreements.contract import Answers, Kind, Signs
from schoolgate.agreements.models import Slip, SlipRun
from schoolgate.agreements.queries.chasing import asked_kinds
from schoolgate.agreements.queries.wordings import Text, Words, words_in_force
from schoolgate.frame.actor import Actor
from schoolgate.frame.print_faces import FACES
from schoolgate.frame.templatetags.schoolgate import day as spelt
from schoolgate.gates.consent.channels import CHANNELS
from schoolgate.kernel.errors import BadInputError
from schoolgate.ledger.actions import append, school_chain
from schoolgate.people.access import today
from schoolgate.people.classes.queries import classes, placed
from schoolgate.people.models import Person, School
from schoolgate.slips import codes, sheet
from schoolgate.slips.layout import EDITION, MOST_AGREEMENTS

_TOGETHER: Final = 500


def print_slips(school: School, group: str = "", *, actor: Actor) -> sheet.Printed:
    """Slips for a class (a ref), or for the whole school class by class, with every family's agreement in force.

    A slip printed before stays good. Raises ``BadInputError`` where nothing is asked, or there are no children.
    """
    check_office(school, actor)
    with override("en"):
        run, row = _run(school, actor)
        children = _children(school, group)
        slips = [sheet.OneSlip(codes.new_code(), name, label) for _child, name, label in children]
        made = sheet.printed(run, slips)
    row.form = made.form
    with transaction.atomic():
        row.save()
        rows = [
            Slip(school=school, code=one.code, run=row, child=child, printed_name=made.names[one.code])
            for one, (child, _name, _label) in zip(slips, children, strict=True)
        ]
        Slip.objects.for_school(school).bulk_create(rows, batch_size=_TOGETHER)
        asked = [one[0] for one in row.asked] + (["photo-video"] if row.places else [])
        said: dict[str, str | int | bool | None] = {
            "slips": len(rows),
            "kinds": ",".join(asked),
            "on": row.printed_on.isoformat(),
        }
        append(school_chain(school.ref), kinds.SLIPS_PRINTED, actor=actor, subject=row.ref, details=said)
    return made


def _run(school: School, actor: Actor) -> tuple[sheet.Run, SlipRun]:
    on = today(school)
    asked: list[tuple[Kind, Words, Text]] = []
    for kind in asked_kinds(school, on):
        words = words_in_force(school, kind.key, on)
        text = words.text() if words else None
        if kind.signs is Signs.CARER and "pupils" in kind.binds and words and text:
            asked.append((kind, words, text))
    agreed = [one for one in asked if one[0].answers is Answers.AGREE][:MOST_AGREEMENTS]
    pictures = next((one for one in asked if one[0].answers is Answers.CHANNELS), None)
    if not asked:
        raise BadInputError(_("The slips"), _("no words are approved yet."), _("The head approves them first."))
    row = SlipRun(school=school, edition=EDITION, printed_on=on, printed_by=actor.ref)
    row.asked = [[kind.key, words.ref, text.digest] for kind, words, text in agreed]
    row.places = list(CHANNELS) if pictures else []
    row.pictures = [pictures[1].ref, pictures[2].digest] if pictures else []
    run = sheet.Run(
        school.name,
        _labels(),
        tuple(_agreement(*one) for one in agreed),
        tuple(words[:1].upper() + words[1:] for words in CHANNELS.values()) if pictures else (),
        _agreement(*pictures) if pictures else None,
        str(FACES) if FACES.is_dir() else "",
    )
    return run, row


def _agreement(kind: Kind, words: Words, text: Text) -> sheet.Agreement:
    edition = _("Version %(n)d, from %(day)s. The words are overleaf.") % {
        "n": words.number,
        "day": spelt(words.from_on),
    }
    return sheet.Agreement(text.title or kind.title, edition, text.body)


def _labels() -> sheet.Labels:
    return sheet.Labels(
        title=_("agreements and pictures"),
        agree=_("I agree:"),
        places=_("May we use pictures of your child in these places?"),
        yes=_("Yes"),
        no=_("No"),
        carer=_("Your name"),
        signature=_("Your signature"),
        day=_("Date"),
        how=_(
            "Tick inside the boxes with a dark pen, sign, and send this page back. No answer about pictures counts as "
            "a no. This page is for one child only: if the name is not your child’s, or you want to change an answer, "
            "ask the office for another page."
        ),
        overleaf=_("What you agree to"),
    )


def _children(school: School, group: str) -> list[tuple[Person, str, str]]:
    """Child, first name as printed and class, in the order of classes and names."""
    on = today(school)
    order = [row for row in classes(school, on) if row.kind == "class" and (not group or row.ref == group)]
    found: list[tuple[Person, str, str]] = []
    in_class = [(one.person, one.group) for one in placed(school, on) if one.is_class]
    for row in order:
        refs = {person for person, ref in in_class if ref == row.ref}
        found += _named(list(Person.objects.for_school(school).filter(ref__in=refs)), row.name)
    if not found:
        raise BadInputError(_("The slips"), _("no child is in that class."), _("Choose another class."))
    return found


def _named(members: Sequence[Person], label: str) -> list[tuple[Person, str, str]]:
    """First names; with the first letter of the last name where two of a class share one."""
    firsts = Counter(one.name.split()[0] for one in members)
    rows = []
    for one in sorted(members, key=lambda one: one.name.casefold()):
        first, *rest = one.name.split()
        shared = firsts[first] > 1 and rest
        rows.append((one, f"{first} {rest[-1][0]}." if shared else first, label))
    return rows
