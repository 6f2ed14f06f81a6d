"""What of agreements is erased when its time is over."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.models import (
    AnswerLook,
    Question,
    QuizCount,
    QuizResult,
    Reminder,
    Round,
    RoundLetter,
    Signature,
    SigningLink,
    SigningReceipt,
    Sitting,
    Slip,
    SlipRun,
    SlipScan,
    SlipSeen,
)
from schoolgate.frame.erasing import OfOne, PersonEraser, dated_rows, erases_of_person
from schoolgate.people.models import School

dated_rows("agreements.question", _("questions about the policy"), Question, "asked_at", ("person",))
dated_rows("agreements.reminder", _("notes of reminders"), Reminder, "on", ("person",))
dated_rows("agreements.signature", _("signatures"), Signature, "on", ("person", "by"))
dated_rows("agreements.sitting", _("tries at a check of understanding"), Sitting, "at", ("person",))
dated_rows("agreements.signing-link", _("links for signing"), SigningLink, "made_at", ("carer",))
dated_rows("agreements.signing-receipt", _("receipts for what was signed"), SigningReceipt, "at", ("carer",))
dated_rows("agreements.round", _("rounds of families"), Round, "opens_on")
dated_rows("agreements.round-letter", _("notes of letters to families"), RoundLetter, "on", ("carer",))
dated_rows("agreements.slip-a", _("what was read of paper slips"), SlipSeen, "scan__given_at", ("slip__child",))
dated_rows("agreements.slip-b", _("scans of paper slips"), SlipScan, "given_at")
dated_rows("agreements.slip-c", _("paper slips that were printed"), Slip, "run__printed_on", ("child",))
dated_rows("agreements.slip-d", _("printings of paper slips"), SlipRun, "printed_on")
dated_rows("agreements.quiz-result", _("results of quizzes"), QuizResult, "on", ("person",))
dated_rows("agreements.quiz-count", _("counts of a class’s quizzes"), QuizCount, "year_ends", ())
dated_rows("agreements.answer-look", _("notes of who looked at answers about pictures"), AnswerLook, "on", ("child",))


# --- one person, on request
def _of(school: models.Model, ref: str) -> Any:
    """Of the child. That somebody of the staff looked stays where it is they who are erased."""
    assert isinstance(school, School)
    return AnswerLook.objects.for_school(school).filter(child__ref=ref)


def _count_looks(school: models.Model, ref: str) -> OfOne:
    return OfOne(_of(school, ref).count())


def _erase_looks(school: models.Model, ref: str, _actor: object) -> int:
    return int(_of(school, ref).delete()[0])


erases_of_person(
    PersonEraser(
        "agreements.answer-looks", _("notes of looks at answers about pictures"), "", _count_looks, _erase_looks
    )
)
