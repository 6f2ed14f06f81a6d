"""What of agreements is erased when its time is over."""

from django.utils.translation import gettext_lazy as _

from schoolgate.agreements.models import (
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
from schoolgate.frame.erasing import dated_rows

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
