"""What would answer a promise that has no evidence: a file somebody already has, or a person's word.

Every topic is answered by the first source that lists it; a topic no file can answer needs a person to confirm it.
"""

from dataclasses import dataclass
from typing import Final

from schoolgate.vocabulary.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    words: str  # what it is, as a school would call it
    holder: str  # who has it, a key of vocabulary.roles
    topics: tuple[str, ...]


_POLICY: Final = Source(
    "policy",
    "The policy itself",
    "head",
    ("policy-review.review-date", "policy-review.ratification", "roles-assigned.named-lead"),
)
_FILES: Final = (
    Source(
        "device-list",
        "Device list",
        "it-lead",
        (
            "antivirus.current",
            "patching.current",
            "encryption.devices",
            "asset-inventory.register",
            "access-rights.locked",
            "asset-disposal.wiped",
            "software-licensing.licensed",
        ),
    ),
    Source(
        "account-list",
        "Account list",
        "it-lead",
        (
            "passwords.unique-accounts",
            "passwords.strength",
            "passwords.changed",
            "passwords.administrator",
            "mfa.in-place",
            "access-rights.leavers",
            "access-rights.own-account",
            "access-rights.defined",
        ),
    ),
    Source(
        "filter-test",
        "Filter test and log",
        "it-lead",
        (
            "web-filtering.in-place",
            "web-filtering.age-levels",
            "web-filtering.illegal-content",
            "web-filtering.tested",
            "web-filtering.circumvention",
            "web-filtering.over-blocking",
            "monitoring.in-place",
            "monitoring.reviewed",
            "filter-change.two-person",
        ),
    ),
    Source(
        "class-lists",
        "Class lists and photo answers",
        "office",
        (
            "photo-consent.written",
            "agreement-pupil-parent.signed",
            "website-publishing.names",
            "website-publishing.pupil-work",
        ),
    ),
    Source(
        "training-record",
        "Training record",
        "office",
        (
            "training-staff.regular",
            "training-staff.induction",
            "training-staff.safeguarding-lead",
            "training-governors.regular",
            "agreement-staff.signed",
        ),
    ),
    Source(
        "incident-log",
        "Incident log",
        "dsl",
        ("incident-log.recorded", "incident-log.dealt-with", "escalation-external.agencies"),
    ),
    Source(
        "governors-minutes",
        "Governors' minutes",
        "governors",
        (
            "governor-reporting.regular",
            "governor-reporting.governor-role",
            "policy-review.consultation",
            "monitoring.effectiveness-review",
        ),
    ),
    Source("backup-report", "Backup report", "it-lead", ("backup.taken",)),
    Source(
        "mail-report",
        "Mail filter report",
        "it-lead",
        ("email-filtering.in-place", "email-use.school-account"),
    ),
)
PERSON: Final = Source("person", "A named person's confirmation", "head", ())
SOURCES: Final = (_POLICY, *_FILES, PERSON)

if any(topic not in TOPICS for source in SOURCES for topic in source.topics):
    raise ValueError("a source names a topic that is not in the vocabulary")


def answered_by(topics: tuple[str, ...]) -> Source:
    """The source that would answer a promise with these topics, best topic first; a person where no file would."""
    for topic in topics:
        for source in SOURCES:
            if topic in source.topics:
                return source
    return PERSON
