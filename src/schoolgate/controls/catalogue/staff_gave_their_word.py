"""Have staff given their word on their own telephones, accounts and pictures?

How adults behave nobody can count. What is known is who signed the agreement of staff in force, whose words the head
approved and which speaks of these. So it is their word, and never said to be measured."""

from datetime import date

from schoolgate.controls.answers import accepted, speaks_of
from schoolgate.controls.contract import Example, control
from schoolgate.kernel.standings import Finding, Standing
from schoolgate.vocabulary.facts import Counted, PromiseFacts

_DAY, _TODAY = date(2026, 11, 2), date(2026, 11, 3)
_ABOUT = r"personal|private|\bown\b|mobile|camera|device|equipment|photo|picture|image|friend|follow|number|telephone"
_ADULTS = {"staff", "teachers", "support-staff", "slt", "head", "governors"}


def _promise(text: str, *who: str) -> PromiseFacts:
    return PromiseFacts(text, (), ("social-media.staff-parents",), who)


@control(
    title="Staff have given their word on their own telephones, accounts and pictures",
    topics=(
        "social-media.staff-parents",
        "mobile-phones-byod.contact-numbers",
        "mobile-phones-byod.not-near-children",
        "mobile-phones-byod.personal-devices",
        "photo-consent.devices",
    ),
    owner="head",
    rhythm="termly",
    examples=(
        Example("All signed.", _TODAY, {"agreements.staff_signed": Counted(38, 38, 0, 0, _DAY)}, Standing.DECLARED),
        Example(
            "Two have not signed this year. It shows no break.",
            _TODAY,
            {"agreements.staff_signed": Counted(38, 36, 2, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "Nothing was counted: an empty list shows nothing.",
            _TODAY,
            {"agreements.staff_signed": Counted(0, 0, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The count is too old to speak for today.",
            date(2027, 6, 1),
            {"agreements.staff_signed": Counted(40, 40, 0, 0, _DAY)},
            Standing.NOT_KNOWN,
        ),
        Example(
            "The promise is about the school’s network.",
            _TODAY,
            {
                "policy.promise": _promise("Staff listen to nobody’s calls on the school’s lines.", "staff"),
                "agreements.staff_signed": Counted(38, 38, 0, 0, _DAY),
            },
            None,
        ),
        Example(
            "The promise binds parents.",
            _TODAY,
            {
                "policy.promise": _promise("Parents keep telephones in their pockets.", "parents"),
                "agreements.staff_signed": Counted(38, 38, 0, 0, _DAY),
            },
            None,
        ),
    ),
)
def judge(*, promise: PromiseFacts | None, staff_signed: Counted | None, today: date) -> Finding | None:
    if not speaks_of(promise, _ABOUT):
        return None
    if promise is not None and not (_ADULTS & set(promise.who) or speaks_of(promise, r"\bstaff\b")):
        return None
    return accepted(
        staff_signed,
        today,
        who="staff",
        what="have signed how they use their own telephones, accounts and cameras",
    )
