"""What would answer a promise that has no evidence: a file somebody already has, or a person's word.

Every topic is answered by the first source that lists it; a topic no file can answer needs a person to confirm it.
"""

from dataclasses import dataclass
from typing import Final

from schoolgate.vocabulary.roles import in_a_sentence
from schoolgate.vocabulary.topics import TOPICS


@dataclass(frozen=True, slots=True)
class Source:
    key: str
    words: str  # what it is, as a school would call it
    holder: str  # who has it, a key of vocabulary.roles
    topics: tuple[str, ...]
    how: str = ""  # how to give it, as an instruction

    @property
    def said(self) -> str:
        """What it is and who has it, in the middle of a sentence: "the device list from IT support"."""
        name, holder = self.words[0].lower() + self.words[1:], in_a_sentence(self.holder)
        if name.startswith(("the ", "a ")):
            return name
        return f"the {name}" if name.startswith(holder) else f"the {name} from {holder}"


POLICY: Final = Source(
    "policy",
    "The policy itself",
    "head",
    ("policy-review.review-date", "policy-review.ratification", "roles-assigned.named-lead"),
    "Put the policy in force, or correct how we read it.",
)
DEVICE_LIST: Final = Source(
    "device-list",
    "Device list",
    "it-lead",
    (
        "antivirus.current",
        "patching.current",
        "encryption.devices",
        "asset-inventory.register",
        "access-rights.locked",
    ),
    "Export the list from what manages the devices, with the day each was last heard from.",
)
ACCOUNT_LIST: Final = Source(
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
        "access-rights.defined",
    ),
    "Export the accounts from the directory, with the day each password was set; never the passwords.",
)
FILTER_TEST: Final = Source(
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
        "filter-change.two-person",
    ),
    "Try the filter from each network and each kind of device, and keep what was blocked and what was not.",
)
CLASS_LISTS: Final = Source(
    "class-lists",
    "Class lists and photo answers",
    "office",
    ("photo-consent.written", "agreement-pupil-parent.signed"),
    "Bring in the roll, then the answers on the forms; a form that was not returned is not a yes.",
)
TRAINING_RECORD: Final = Source(
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
    "Enter who was trained in what, and when, with the certificates there are.",
)
INCIDENT_LOG: Final = Source(
    "incident-log",
    "Incident log",
    "dsl",
    ("incident-log.recorded", "incident-log.dealt-with"),
    "Look through the log once a week and say so; no case is opened to anybody by that.",
)
MINUTES: Final = Source(
    "governors-minutes",
    "Governors' minutes",
    "governors",
    (
        "governor-reporting.regular",
        "governor-reporting.governor-role",
        "policy-review.consultation",
        "monitoring.effectiveness-review",
    ),
    "Attach the minute, or enter the meeting's date and what was agreed.",
)
BACKUP_REPORT: Final = Source(
    "backup-report",
    "Backup report",
    "it-lead",
    ("backup.taken",),
    "Restore something from a backup and say on which day it was tried.",
)
MAIL_REPORT: Final = Source(
    "mail-report",
    "Mail filter report",
    "it-lead",
    ("email-filtering.in-place",),
    "Send test messages through the mail filter and keep what it stopped.",
)
SOFTWARE_LIST: Final = Source(
    "software-list",
    "Software and licence list",
    "it-lead",
    ("software-licensing.licensed", "cloud-sharing.approved"),
    "List what is installed beside what was bought, and each online platform with who approved it.",
)
DISPOSALS: Final = Source(
    "disposal-notes",
    "Disposal notes and certificates",
    "it-lead",
    ("asset-disposal.wiped",),
    "Match each serial number that left with a certificate that names it.",
)
WEBSITE: Final = Source(
    "website-check",
    "Check of the website",
    "office",
    ("website-publishing.names", "copyright-takedown.removal"),
    "Look through the pages for children's names, and note each request to take something down with its two dates.",
)
RISKS: Final = Source(
    "risk-register",
    "Risk register",
    "dsl",
    ("other.risk",),
    "Write down what could go wrong, how it is reduced and who answers for it, and look again each term.",
)
AGENCIES: Final = Source(
    "agency-directory",
    "Directory of agencies",
    "dsl",
    ("escalation-external.agencies",),
    "Ring each number once a term and enter the day it was found right.",
)
SITES: Final = Source(
    "site-checks",
    "List of sites checked and asked for",
    "online-safety-lead",
    ("web-filtering.site-checks", "filter-change.requests"),
    "Check lessons' sites, ask for those that are closed and answer what is asked, on the pages of the filter.",
)
ACTIVITY: Final = Source(
    "web-activity",
    "Log of web activity",
    "it-lead",
    ("monitoring.in-place", "monitoring.reviewed"),
    "Add the log of the web filter or the name server as a source: a file, a folder, or sent as it is written.",
)
PERSON: Final = Source(
    "person", "A named person's confirmation", "head", (), "The person it binds confirms it, for a term at most."
)
SOURCES: Final = (
    POLICY,
    DEVICE_LIST,
    ACCOUNT_LIST,
    FILTER_TEST,
    CLASS_LISTS,
    TRAINING_RECORD,
    INCIDENT_LOG,
    MINUTES,
    BACKUP_REPORT,
    MAIL_REPORT,
    SOFTWARE_LIST,
    DISPOSALS,
    WEBSITE,
    RISKS,
    AGENCIES,
    SITES,
    ACTIVITY,
    PERSON,
)

if any(topic not in TOPICS for source in SOURCES for topic in source.topics):
    raise ValueError("a source names a topic that is not in the vocabulary")


def answered_by(topics: tuple[str, ...]) -> Source:
    """The source that would answer a promise with these topics, best first; a person where no file would.

    Only the best counts, as it does for the checks: what is said to answer a promise is what they would look at.
    """
    for topic in topics[:1]:
        for source in SOURCES:
            if topic in source.topics:
                return source
    return PERSON
