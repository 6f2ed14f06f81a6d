"""Fact names and the shapes of their values: what a control may ask for.

A control names facts as its arguments and never fetches them. Each fact says in plain words what it is and which
source would give it, so that a promise with no evidence can say "this file would answer it". The short name (after
the dot) is the argument's name, so it is unique.
"""

from dataclasses import dataclass
from typing import Any, Final

from schoolgate.vocabulary import sources
from schoolgate.vocabulary.roles import in_a_sentence
from schoolgate.vocabulary.shapes import (
    AdoptionFact,
    AgreedFilter,
    Appendices,
    Confirmed,
    Consultation,
    Counted,
    Delegations,
    GivenDate,
    GivenInterval,
    HeldRole,
    Holder,
    Knowers,
    Looked,
    OpenTriggers,
    Permissions,
    PromiseFacts,
    Quorum,
    ReviewHeld,
    Risks,
    Share,
)

__all__ = [
    "ARGUMENTS",
    "FACTS",
    "AdoptionFact",
    "AgreedFilter",
    "Appendices",
    "Confirmed",
    "Consultation",
    "Counted",
    "Delegations",
    "FactName",
    "GivenDate",
    "GivenInterval",
    "HeldRole",
    "Holder",
    "Knowers",
    "Looked",
    "OpenTriggers",
    "Permissions",
    "PromiseFacts",
    "Quorum",
    "ReviewHeld",
    "Risks",
    "Share",
]


@dataclass(frozen=True, slots=True)
class FactName:
    """``shape`` is the type of its value: a frozen dataclass of plain values, kept as JSON where it is stored."""

    key: str
    words: str
    source: str  # what gives it, in words for the page
    shape: Any = None  # None: it is reckoned from the policy, and never stored
    named: str = ""  # its short name, where the one after the dot is taken

    @property
    def argument(self) -> str:
        return self.named or self.key.split(".", 1)[1]


def _word_of(role: str, key: str, words: str) -> FactName:
    """A fact that is somebody's word: nothing measures it."""
    return FactName(key, words, f"a confirmation by {in_a_sentence(role)}", Confirmed)


def _count(source: sources.Source, key: str, words: str) -> FactName:
    return FactName(key, words, source.said, Counted)


def _here(key: str, words: str) -> FactName:
    """A count that a room makes of what it holds, and no file gives."""
    return FactName(key, words, _HERE, Counted)


_POLICY: Final = sources.POLICY.said
_PEOPLE: Final = "the page of people and roles"
_HERE: Final = "what is recorded here"
_ALL: Final = (
    FactName("policy.review_due", "when the policy says it is next reviewed", _POLICY),
    FactName("policy.approved", "when the policy says it was approved", _POLICY),
    FactName("policy.review_interval", "how often the policy says it is reviewed", _POLICY),
    FactName("policy.post_holders", "the people the policy names, by role", _POLICY),
    FactName("policy.appendices", "the appendices the policy cites and carries", _POLICY),
    FactName("policy.promise", "the promise itself, as it was read", _POLICY),
    FactName("policy.adoption", "who put the policy in force, and when", "the page that puts a policy in force"),
    FactName("policy.quorum", "how many were there when it was ratified", sources.MINUTES.said, Quorum),
    FactName("policy.consultation", "when people were last asked about the policy", sources.MINUTES.said, Consultation),
    FactName("policy.triggers", "what asks for an early review and has had none", _HERE, OpenTriggers),
    FactName("policy.last_review", "the last review that was held, and the next it set", _HERE, ReviewHeld),
    _word_of("head", "policy.related_checked", "that the policies it names are there and in date"),
    _word_of("office", "policy.made_available", "that the policy is published and was given to new families"),
    FactName(
        "promise.confirmed", "that the promise is kept, as the person it binds says", sources.PERSON.said, Confirmed
    ),
    FactName("people.post_holders", "who holds each role today", _PEOPLE, tuple[HeldRole, ...], "roles_held"),
    FactName("people.delegations", "what the head passed on to others, and until when", _PEOPLE, Delegations),
    FactName(
        "people.allegation_readers",
        "how many senior people are signed off on the procedure for allegations",
        sources.TRAINING_RECORD.said,
        Knowers,
    ),
    _word_of("head", "allegations.head_knows", "that the head knows the procedure for allegations"),
    _word_of("slt", "allegations.second_knows", "that a second senior person knows the procedure for allegations"),
    _count(sources.TRAINING_RECORD, "training.staff", "staff whose online safety training is in date"),
    _count(sources.TRAINING_RECORD, "training.governors", "governors whose online safety training is in date"),
    _count(sources.TRAINING_RECORD, "training.leads", "safeguarding leads and deputies whose training is in date"),
    _count(sources.TRAINING_RECORD, "training.induction", "new staff who were trained when they started"),
    _word_of("online-safety-lead", "training.programme", "that a training programme was put to the head and governors"),
    _count(sources.TRAINING_RECORD, "agreements.policy_read", "people who have read and understood the policy"),
    _count(sources.TRAINING_RECORD, "agreements.staff_signed", "staff whose signed agreement is in date"),
    _count(sources.CLASS_LISTS, "agreements.pupils_signed", "families whose agreement came back signed"),
    _count(sources.CLASS_LISTS, "agreements.photo_consents", "children whose family has answered about pictures"),
    _count(sources.CLASS_LISTS, "agreements.event_pictures", "parents who promised about their own pictures at events"),
    _count(sources.WEBSITE, "agreements.pictures_down", "yeses to pictures taken back and acted on in one working day"),
    _count(sources.CLASS_LISTS, "access.pupils_wait", "children who have both signatures, or wait for them"),
    _here("access.pupil_mail", "children whose school e-mail waits for what their family signs"),
    _count(sources.TRAINING_RECORD, "access.staff_wait", "adults who signed before use, or wait for it"),
    _here("access.sharing_understood", "adults who share only once they passed the quiz"),
    _word_of("office", "agreements.visitors_told", "that visitors and helpers are told the rules as they sign in"),
    FactName(
        "door.rule_accepted", "visits this term whose visitor accepted the rule on telephones", "the door", Counted
    ),
    FactName(
        "door.helpers_accepted", "visits this term whose helper accepted the rule on telephones", "the door", Counted
    ),
    FactName("registers.risks", "the risks that are open, in counts", sources.RISKS.said, Risks),
    _count(sources.AGENCIES, "registers.agencies", "agencies whose number was found right this term"),
    FactName("registers.horizon", "when new risks and guidance were last looked for", _HERE, Looked),
    _count(sources.SOFTWARE_LIST, "registers.licences", "products used no more often than was bought"),
    _count(sources.SOFTWARE_LIST, "registers.platforms", "online platforms in use that were approved first"),
    _count(sources.DISPOSALS, "registers.disposals", "devices disposed of with a certificate that names them"),
    _count(sources.DEVICE_LIST, "devices.listed", "devices seen on the network that are in the inventory"),
    _count(sources.DEVICE_LIST, "devices.patched", "devices with the updates that are out"),
    _count(sources.DEVICE_LIST, "devices.definitions", "devices whose virus definitions are no older than a week"),
    _count(sources.DEVICE_LIST, "devices.encrypted", "devices holding personal data that are encrypted"),
    _count(sources.DEVICE_LIST, "devices.locked", "devices that lock themselves when left"),
    _count(sources.ACCOUNT_LIST, "accounts.own", "accounts that belong to one named person"),
    _count(sources.ACCOUNT_LIST, "accounts.as_decided", "accounts that are in the directory as was decided"),
    _count(sources.ACCOUNT_LIST, "accounts.leavers", "people who left whose accounts are closed"),
    _count(sources.ACCOUNT_LIST, "accounts.administrators", "administrator passwords changed this term"),
    _count(sources.ACCOUNT_LIST, "accounts.passwords_changed", "staff passwords changed as often as the policy says"),
    _count(sources.ACCOUNT_LIST, "accounts.second_step", "staff accounts that need a second step"),
    _count(sources.FILTER_TEST, "filtering.tested", "addresses tried that the filter treated as it should"),
    _count(sources.FILTER_TEST, "filtering.illegal", "addresses on the illegal lists that were blocked when tried"),
    _count(sources.FILTER_TEST, "filtering.ways_round", "ways round the filter that were closed when tried"),
    _count(sources.FILTER_TEST, "filtering.levels", "classes whose filtering fits their age"),
    _count(sources.FILTER_TEST, "filtering.changes_agreed", "changes to the filter that two people agreed"),
    _count(sources.FILTER_TEST, "filtering.places_tested", "places and groups with a filter test in date"),
    _count(sources.FILTER_TEST, "filtering.guests", "networks for guests and their own devices that are filtered"),
    _count(sources.FILTER_TEST, "filtering.class_levels", "classes for which a level that fits their age is agreed"),
    _count(sources.FILTER_TEST, "filtering.kinds_closed", "kinds of harmful content closed for every child"),
    _count(sources.FILTER_TEST, "filtering.as_agreed", "parts of the filter that are as two people agreed"),
    _count(sources.FILTER_TEST, "filtering.lists", "block lists whose copy is in date"),
    _count(sources.FILTER_TEST, "filtering.locked_lists", "lists of illegal content that are loaded and in date"),
    _count(sources.ACTIVITY, "activity.assessed", "logs of web activity whose data-protection assessment is in date"),
    FactName("filtering.agreed", "the setting of the filter that two people signed", _HERE, AgreedFilter),
    FactName("filtering.good_sites", "sites children need that open", sources.FILTER_TEST.said, Share),
    FactName("filtering.known", "requests of which the filter knew the class or person", _HERE, Share, "users_known"),
    FactName("filtering.report_looked", "when the filter's report was last looked at", _HERE, Looked),
    _count(sources.SITES, "filtering.sites_asked", "sites asked for that were answered in time"),
    _count(sources.SITES, "filtering.sites_checked", "sites for lessons whose check is in date"),
    _count(sources.SITES, "filtering.finds", "unsuitable finds in lessons that were dealt with"),
    _word_of("online-safety-lead", "filtering.over_blocking", "that what lessons were refused was looked through"),
    _word_of("dsl", "filtering.categories", "that the filter's categories were gone through"),
    _word_of("dsl", "filtering.reviewed", "that filtering and monitoring were reviewed together"),
    _word_of("dsl", "monitoring.looked_at", "that monitoring alerts were read and acted on"),
    _count(sources.ACTIVITY, "monitoring.sources", "sources of web activity that were heard when they should be"),
    _count(sources.ACTIVITY, "monitoring.covered", "classes and kinds of device that are seen, or known why not"),
    _count(sources.ACTIVITY, "monitoring.alerts_opened", "alerts that were opened in time"),
    FactName("monitoring.permissions", "permissions to look that are agreed and in force", _HERE, Permissions),
    FactName("monitoring.looks", "looks at somebody's activity that are accounted for", _HERE, Counted),
    _word_of("slt", "monitoring.supervised", "that adults were seen to supervise children's use of devices"),
    _word_of("dsl", "incidents.log_looked_at", "that the incident log was looked through"),
    _word_of("dpo", "incidents.breaches", "that every loss of personal data is recorded"),
    _word_of("computing-lead", "incidents.pupils_report", "that pupils were taught how to report a worry"),
    _word_of("online-safety-governor", "governance.governor_met_lead", "that the governor and the lead met"),
    _word_of("online-safety-lead", "governance.slt_reported", "that senior leaders had their report"),
    _word_of("online-safety-lead", "governance.governors_informed", "that governors had their information"),
    _word_of("it-lead", "technical.fitness_note", "that technical systems were reviewed, with a note"),
    _word_of("it-lead", "technical.physical_round", "that server, wireless and cabling were gone round"),
    _word_of("it-lead", "technical.rights_reviewed", "that who may open what was gone through"),
    _word_of("it-lead", "technical.password_rules", "that systems refuse weak passwords"),
    _word_of("it-lead", "backup.restore_tested", "that a backup of the school's data was restored as a test"),
    FactName("caretaking.backup_restored_on", "when these records were last restored as a test", _HERE, Looked),
    _count(sources.MAIL_REPORT, "mail.filtered", "test messages that the mail filter stopped"),
    _count(sources.WEBSITE, "website.names", "pages of the website with no child's full name"),
    _count(sources.WEBSITE, "website.takedowns", "requests to take something down met in one working day"),
    _word_of("computing-lead", "curriculum.planned_for_year", "that online safety is planned for every year group"),
    _word_of("computing-lead", "curriculum.taught", "that what was planned for the term was taught"),
    _word_of("online-safety-lead", "parents.told", "that parents were told about online safety"),
    _word_of("online-safety-lead", "learning.remote", "that remote lessons and homework links were checked"),
    _word_of("head", "tools.ai_approved", "that artificial intelligence tools in use were approved"),
    _word_of("it-lead", "cloud.sharing_audited", "that what is shared outside was gone through"),
    _word_of("dpo", "data.requests_in_time", "that requests about personal data were answered in time"),
    _word_of("dpo", "data.transfers", "that personal data leaves only by the agreed ways"),
)
FACTS: Final[dict[str, FactName]] = {fact.key: fact for fact in _ALL}
ARGUMENTS: Final[dict[str, FactName]] = {fact.argument: fact for fact in _ALL}

if len(ARGUMENTS) != len(FACTS):
    raise ValueError("two facts share a short name")
