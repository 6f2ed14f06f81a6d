"""What agreements write in the permanent record: refs, dates, counts and choices."""

from typing import Final

from schoolgate.ledger.kinds import kind

ASKED: Final = kind(
    "agreements.asked", "asked for the policy to be read and signed", version="ref of the version", from_on="the day"
)
SIGNED: Final = kind(
    "agreements.signed",
    "read the policy, passed the check and signed",
    version="ref of the version",
    seconds="how long the page was open",
    tries="how many tries at the check",
)
PAPER: Final = kind(
    "agreements.paper",
    "ticked off who signed the policy on paper",
    version="ref of the version",
    on="the day",
    people="how many",
    person="in an item: ref of the person",
)
REMINDED: Final = kind(
    "agreements.reminded",
    "reminded people to read the policy",
    version="ref of the version",
    people="how many",
    person="in an item: ref of the person",
    number="in an item: which reminder",
)
QUESTION: Final = kind(
    "agreements.question", "asked a question about the policy", to="the role it went to", promise="ref of the promise"
)
REPLIED: Final = kind("agreements.replied", "answered in a question about the policy")
PUBLISHED: Final = kind(
    "agreements.answer-published", "let everybody read a question and its answer", question="ref of the question"
)
UNPUBLISHED: Final = kind("agreements.answer-ended", "took back a question and its answer", on="the day")
WORDED: Final = kind(
    "agreements.worded",
    "wrote the words of an agreement, to be approved",
    agreement="which kind",
    number="which version",
    language="of the words",
    style="in words or in pictures",
    digest="of the words",
)
APPROVED: Final = kind(
    "agreements.approved",
    "approved the words of an agreement",
    agreement="which kind",
    number="which version",
    from_on="the day they are asked for from",
    language="of the words",
    style="in words or in pictures",
    digest="of the words",
)
AGREED: Final = kind(
    "agreements.agreed",
    "signed an agreement",
    agreement="which kind",
    wording="ref of the wording",
    digest="of the words that were shown",
    way="how",
    device="what sort of device",
    on="the day",
    until="the last day, if it ends by itself",
    by="ref of the carer who signed for a child",
)
SEEN: Final = kind(
    "agreements.seen",
    "noted whose signed agreements the office holds",
    agreement="which kind",
    wording="ref of the wording",
    way="how they came",
    on="the day",
    people="how many",
    person="in an item: ref of the person it is for",
)
TAKEN_BACK: Final = kind(
    "agreements.taken-back", "ended a signed agreement", agreement="which kind", on="the day it ends"
)
# The access gate: where it is switched on, and what the head ruled by name.
GATE_SWITCHED: Final = kind(
    "agreements.gate-switched",
    "switched on or off that access waits for signatures",
    whom="ref of the class, or adults",
    on="whether it is on now",
    valid_from="first day",
    shut="how many people it closes something for, when it was switched",
)
LESSONS_NOTED: Final = kind(
    "agreements.lessons-noted",
    "noted whether a class uses class devices in lessons that an adult leads",
    whom="ref of the class",
    on="whether it does now",
    valid_from="first day",
)
RULED: Final = kind(
    "agreements.access-ruled",
    "ruled on what one person may use",
    person="ref of the person",
    thing="which",
    verb="opened, taken away, or given days",
    valid_from="first day",
    valid_to="the day after the last",
)
RULING_ENDED: Final = kind("agreements.access-ruling-ended", "ended a ruling on what one person may use", on="the day")
CONSENTED: Final = kind(
    "agreements.consented",
    "answered about pictures of a child",
    by="ref of the carer, if one is named",
    way="how",
    digest="of the words that were shown",
    granted="the places with a yes",
    refused="the places with a no",
    on="the day",
)
PICTURES_RULED: Final = kind(
    "agreements.pictures-ruled",
    "decided about pictures of a child",
    place="which",
    answer="granted or refused",
    until="the last day it counts",
)
# Signing by a link, without an account.
LINKS_MADE: Final = kind(
    "agreements.links-made",
    "made links by which families sign",
    handed="how they go out",
    until="the last day",
    people="how many",
    link="in an item: ref of the link",
    carer="in an item: ref of the carer",
)
LINKS_STOPPED: Final = kind("agreements.links-stopped", "ended the links of a carer", links="how many")
RECEIPT_GIVEN: Final = kind(
    "agreements.receipt",
    "signed what was asked of a family in one go",
    digest="of all that was signed",
    way="how",
    device="what sort of device",
    language="of the page",
    answers="how many",
)
# The September round of families.
ROUND_OPENED: Final = kind(
    "agreements.round-opened",
    "set the day from which families are asked for the year's agreements",
    year="the year whose September it is for",
    opens_on="the day",
)
ROUND_WRITTEN: Final = kind(
    "agreements.round-written",
    "wrote to families about agreements that are not back",
    year="the year whose September it is for",
    way="by e-mail or on paper",
    people="how many",
    person="in an item: ref of the carer",
    number="in an item: which letter",
)
ROUND_PAUSED: Final = kind(
    "agreements.round-paused",
    "said that a carer is not to be written to about agreements for a time, or is again",
    paused="whether it is so now",
    until="the last day, where it is",
)
BLANKET_LOOKED_AT: Final = kind(
    "agreements.blanket-looked-at",
    "looked at a yes that was the same for everybody",
    place="which",
    people="how many it was for",
    real="for how many it is real",
)
# Paper slips.
SLIPS_PRINTED: Final = kind(
    "agreements.slips-printed", "printed paper slips", slips="how many", kinds="which agreements", on="the day"
)
SLIPS_GIVEN: Final = kind(
    "agreements.slips-given", "gave a scan of paper slips to be read", on="the day they count from"
)
SLIPS_READ: Final = kind(
    "agreements.slips-read",
    "read a scan of paper slips",
    pages="how many",
    clear="how many were plain",
    look="how many a person must look at",
    unread="how many could not be read",
)
SLIP_DECIDED: Final = kind(
    "agreements.slip-decided",
    "looked at a paper slip",
    decided="whether its answers are noted or it is set aside",
    child="ref of the child",
)
SLIP_UNDONE: Final = kind("agreements.slip-undone", "took back what was decided of a paper slip")
# Answers about pictures from the school's own system.
ANSWERS_LOADED: Final = kind(
    "agreements.answers-loaded",
    "noted answers about pictures from a list",
    answers="how many",
    blanket="how many of them are the same yes for everybody",
    digest="of the words in force",
    child="in an item: ref of the child",
    place="in an item: which",
    answer="in an item: granted or refused",
    on="in an item: the day of the answer",
)
ANSWERS_TAKEN_BACK: Final = kind(
    "agreements.answers-taken-back", "took back the answers about pictures of a list", answers="how many"
)
STAFF_REMINDED: Final = kind(
    "agreements.staff-reminded",
    "reminded adults to sign what is asked of them",
    people="how many",
    person="in an item: ref of the person",
    number="in an item: which reminder",
)
QUIZ_TAKEN: Final = kind(
    "agreements.quiz-taken",
    "took a quiz",
    quiz="which",
    passed="whether it was enough",
    on="the day",
    until="the last day it holds",
    handed="ref of whoever handed a device to the child, where a child took it",
    **{"class": "ref of the class, where it was taken together"},
)
LOOKED_UP: Final = kind(
    "agreements.looked-up",
    "looked up what families answered about pictures",
    on="the day",
    children="of how many children",
)
