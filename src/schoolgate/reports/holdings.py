"""What Schoolgate keeps, in words for people: every table has a name here, whose data it is, and what for.

``tests/test_holdings.py`` fails for a table without a name: the papers on data protection would leave it out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from schoolgate.frame.checks import room_models

PUPILS, STAFF, FAMILIES, GOVERNORS, NOBODY = "pupils", "staff", "parents and carers", "governors", ""
VISITORS: Final = "visitors, helpers and contractors"
EVERYBODY: Final = (PUPILS, STAFF, FAMILIES, GOVERNORS)
ADULTS: Final = (STAFF, GOVERNORS, FAMILIES)
WORKERS: Final = (STAFF, GOVERNORS)

PURPOSES: Final[dict[str, str]] = {
    "people": "To know who is at the school, in which class, and who answers for what",
    "sign-in": "To let the right people in, and nobody else",
    "policy": "To keep the online safety policy and show how its promises are kept",
    "work": "To ask people for what the policy promises, and to remember what they did",
    "filter": "To keep children from what is not for them on the web, as two people agreed",
    "activity": "To notice what matters on the web, and to show what was and was not looked at",
    "machines": "To know the school’s devices and networks, and which device was where",
    "files": "To take in the lists that the school gives",
    "letters": "To write to staff and governors",
    "visits": "To know who is in the building, and that they know the rule on telephones",
    "record": "To show who did what and when, so that nobody can change it unseen",
    "running": "To keep Schoolgate itself running",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """``words`` name what is kept; ``whose`` are those it is about, none where it is about nobody."""

    words: str
    purpose: str
    whose: tuple[str, ...] = ()


HOLDINGS: Final[dict[str, Holding]] = {
    "activity.Assessment": Holding("The assessments of the web activity that is kept", "activity", WORKERS),
    "activity.Following": Holding("How sources of web activity are listened to", "activity"),
    "activity.Held": Holding("Logs of web activity that wait for their columns", "activity", (PUPILS, STAFF)),
    "activity.KeptFor": Holding("How long web activity is kept", "activity"),
    "activity.Load": Holding("When web activity came in, and how much", "activity"),
    "activity.Part": Holding(
        "Which files hold web activity; in them no name, and searches locked", "activity", (PUPILS, STAFF)
    ),
    "activity.Quiet": Holding("When a source of web activity said nothing", "activity"),
    "activity.RejectedLine": Holding("Lines of web activity that could not be read", "activity", (PUPILS, STAFF)),
    "activity.SchoolKeys": Holding("The keys by which web activity names nobody", "activity"),
    "activity.Source": Holding("Where web activity comes from", "activity"),
    "caretaking.Hold": Holding("What must not be erased, and why", "record", EVERYBODY),
    "door.DoorEntry": Holding("What a tablet at the door sent, and what of it did not fit", "visits", (VISITORS,)),
    "door.DoorWords": Holding("What the tablet at the door says to visitors", "visits", (STAFF,)),
    "door.Tablet": Holding("Tablets at the door, and when they were last heard from", "visits"),
    "door.Visit": Holding(
        "Who came to visit and when, and whether they accepted the rule on telephones", "visits", (VISITORS,)
    ),
    "estate.AccountHolder": Holding("Whose computer account is whose", "machines", (PUPILS, STAFF)),
    "estate.SignIn": Holding("Who was signed in to which device, and when", "machines", (PUPILS, STAFF)),
    "estate.AddressRange": Holding("The network’s addresses", "machines"),
    "estate.Lease": Holding("Which device had which address, and when", "machines", (PUPILS, STAFF)),
    "estate.Batch": Holding("When lists of devices and addresses came in", "machines"),
    "estate.Device": Holding("The school’s devices", "machines"),
    "estate.DeviceHolder": Holding("Who has which device", "machines", (PUPILS, STAFF)),
    "estate.DeviceMac": Holding("The network cards of devices", "machines"),
    "estate.DirectoryAccount": Holding("Computer accounts", "machines", (PUPILS, STAFF)),
    "estate.Entitlement": Holding("What each person may use", "machines", (PUPILS, STAFF)),
    "estate.ToldAccount": Holding("What a directory told of a computer account", "machines", (PUPILS, STAFF)),
    "estate.ToldGroup": Holding("Groups that a directory told of", "machines", (PUPILS, STAFF)),
    "estate.GivenAnswer": Holding("What a machine was answered, so that nothing is done twice", "machines"),
    "estate.MachineToken": Holding("Keys for the school’s own machines", "machines"),
    "estate.Network": Holding("The school’s networks", "machines"),
    "estate.Place": Holding("The school’s rooms and sites", "machines"),
    "evidence.Fact": Holding("What is known, with when it was so, seen and received", "policy", WORKERS),
    "evidence.LastJudged": Holding("When the promises were last looked at", "running"),
    "evidence.Tally": Holding("How many promises stood how, for whoever looks at many schools", "policy"),
    "evidence.PromiseFinding": Holding("How each promise stood, and why", "policy", WORKERS),
    "filtering.CheckedSite": Holding("What the sites of a lesson were found to be", "filter", (STAFF,)),
    "filtering.DayOfUse": Holding("How much of the web was used and blocked, a day at a time, in counts", "machines"),
    "filtering.DryRun": Holding("What a change to the filter would have done, in counts", "machines"),
    "filtering.ChosenList": Holding("Which block lists the web filter goes by, and from where", "filter"),
    "filtering.ListFetch": Holding("When a block list was fetched, and how that went", "filter"),
    "filtering.ListsInService": Holding("Which block lists are in service", "running"),
    "filtering.Drift": Holding("When the web filter was found changed without agreement", "filter", WORKERS),
    "filtering.FilterTest": Holding("What is tried to see whether the web filter works, and where", "filter"),
    "filtering.FilterTestAlarm": Holding("When a test of the web filter changed for the worse", "filter"),
    "filtering.FilterTestResult": Holding("What each page that was tried gave", "filter"),
    "filtering.FilterTestRun": Holding(
        "When the web filter was tested, and by what machine or whom", "filter", WORKERS
    ),
    "filtering.Found": Holding("What was found on a screen, and what was seen before it", "filter", (PUPILS, STAFF)),
    "filtering.FilterPause": Holding("What of the web filter rested for an hour, and why", "filter", (PUPILS, STAFF)),
    "filtering.Proposal": Holding("Changes to the web filter that were proposed, and why", "filter", WORKERS),
    "filtering.RulesInService": Holding("Which rules of the web filter are in service", "running"),
    "filtering.SettingSignature": Holding("Who agreed to a change of the web filter", "filter", WORKERS),
    "filtering.SettingVersion": Holding("How the web filter is and was set", "filter"),
    "filtering.SiteAsker": Holding("How many devices asked for a site", "filter", (PUPILS, STAFF)),
    "filtering.SiteCheck": Holding("Which sites were checked for which lesson", "filter", (STAFF,)),
    "filtering.SiteClosure": Holding("Sites closed at once, and why", "filter", (PUPILS, STAFF)),
    "filtering.SiteRequest": Holding("Sites that were asked for, and the answers", "filter", (PUPILS, STAFF)),
    "filtering.SiteOpening": Holding("Sites opened for somebody, and why", "filter", (PUPILS, STAFF)),
    "frame.Beat": Holding("When Schoolgate’s clock last came round", "running"),
    "frame.Delivery": Holding("Errands inside Schoolgate that are done", "running"),
    "frame.OutboxEvent": Holding("Errands inside Schoolgate", "running"),
    "intake.Delivery": Holding("Lists the school gave us", "files", EVERYBODY),
    "intake.Expectation": Holding("Which lists should come, and how often", "files"),
    "intake.Mapping": Holding("Which column of a list is which", "files"),
    "intake.RejectedRow": Holding("Rows of lists that could not be used", "files", EVERYBODY),
    "intake.Silence": Holding("Lists that have stopped coming", "files"),
    "intake.WatchedFolder": Holding("Folders where lists arrive", "files"),
    "ledger.Body": Holding("What each entry of the permanent record says", "record", WORKERS),
    "ledger.Chain": Holding("The permanent record itself", "record"),
    "ledger.Checkpoint": Holding("Signed notes that fix the permanent record", "record"),
    "ledger.Entry": Holding("The seals of the permanent record", "record"),
    "ledger.Erasure": Holding("That something was erased, and by what right", "record"),
    "ledger.Leaf": Holding("Single items of entries that stand for many", "record", EVERYBODY),
    "ledger.SigningKey": Holding("The public keys of signed notes", "record"),
    "notices.Notice": Holding("Letters in line, sent, or stuck", "letters", WORKERS),
    "people.Account": Holding("Sign-ins", "sign-in", ADULTS),
    "people.Away": Holding("When people are away", "people", WORKERS),
    "people.CalendarPeriod": Holding("Terms and holidays", "people"),
    "people.Delegation": Holding("Work passed to somebody for a time", "people", WORKERS),
    "people.Group": Holding("Classes, years and households", "people"),
    "people.Identifier": Holding("Numbers by which the school’s own system knows a person", "people", EVERYBODY),
    "people.Look": Holding("Who looked at what is kept about a person", "record", EVERYBODY),
    "people.Membership": Holding("Who is in which class or household", "people", EVERYBODY),
    "people.OpenSession": Holding("Who is signed in now", "sign-in", ADULTS),
    "people.Particulars": Holding("Names and dates of birth, with their dates", "people", EVERYBODY),
    "people.Care": Holding("Who cares for which child", "people", (PUPILS, FAMILIES)),
    "people.Reach": Holding("How carers are reached", "people", (FAMILIES,)),
    "people.Flag": Holding("What protects a child, for the few who may know", "people", (PUPILS,)),
    "people.Person": Holding("People, by name", "people", EVERYBODY),
    "people.ProviderIdentity": Holding("A school account elsewhere that signs somebody in", "sign-in", ADULTS),
    "people.RegisterExtract": Holding("When the national register of schools was loaded", "running"),
    "people.RegisterReject": Holding("Rows of that register that could not be used", "running"),
    "people.RegisteredSchool": Holding("The national register of schools, which is public", "running"),
    "people.RoleAssignment": Holding("Who holds which role, and when", "people", EVERYBODY),
    "people.RollLoad": Holding("When the roll was loaded", "people"),
    "people.School": Holding("The school’s own particulars", "people"),
    "people.SealedSignIn": Holding("The emergency sign-in", "sign-in", WORKERS),
    "people.SecondStepSecret": Holding("Second steps of sign-ins", "sign-in", ADULTS),
    "people.Setting": Holding("The school’s settings, with their dates", "people"),
    "people.SetupLink": Holding("The link that set up the first sign-in", "sign-in"),
    "people.SignInLink": Holding("One-time links", "sign-in", ADULTS),
    "people.Trust": Holding("The trust’s particulars", "people"),
    "people.TrustRole": Holding("Who of the trust sees how its schools stand, and when", "people", WORKERS),
    "policy.Adoption": Holding("Which policy was in force, who ratified it and when", "policy", WORKERS),
    "policy.Promise": Holding("The promises of the policy", "policy"),
    "policy.ReadingAnswer": Holding("Who confirmed how a sentence is read", "policy", WORKERS),
    "policy.Review": Holding("Reviews of the policy", "policy"),
    "policy.ReviewTrigger": Holding("Why a review came sooner", "policy"),
    "policy.Version": Holding("The policy files the school gave us", "policy", WORKERS),
    "policy.Wording": Holding("Which sentence words which promise", "policy"),
    "evidence.CalendarLink": Holding("Links by which somebody’s calendar takes their jobs", "work", WORKERS),
    "evidence.Job": Holding("Jobs: who was asked for what, and what they said", "work", WORKERS),
    "evidence.JobFile": Holding("Files given with a job", "work", EVERYBODY),
    "evidence.LastAsked": Holding("When jobs were last handed out", "running"),
    "evidence.LeaveNote": Holding("Notes the technician leaves for the head", "work", WORKERS),
    "evidence.Remedy": Holding("What is being put right, by whom and by when", "work", WORKERS),
    "estate.PushWay": Holding("How the school pushes to directories", "running"),
    "estate.Push": Holding("What was pushed to directories, by account", "running", EVERYBODY),
    "agreements.AccessRuling": Holding("What the head ruled on what one person may use, and why", "work", EVERYBODY),
    "agreements.AnswerLook": Holding(
        "Who looked at what a family answered about pictures, and when", "work", (PUPILS, FAMILIES, STAFF)
    ),
    "agreements.CommonAnswer": Holding("Answers about the policy that everybody may read", "work"),
    "agreements.GateSwitch": Holding("For which classes access waits for signatures", "work"),
    "agreements.Consent": Holding("What families answered about pictures", "work", (PUPILS, FAMILIES)),
    "agreements.ConsentRuling": Holding("What the head decided about pictures of a child", "work", (PUPILS, FAMILIES)),
    "agreements.Question": Holding("Questions about the policy", "work", WORKERS),
    "agreements.QuizCount": Holding("What a class answered otherwise in a quiz, counted by question", "work"),
    "agreements.QuizResult": Holding("Who passed a quiz of understanding, and until when", "work", WORKERS),
    "agreements.Reminder": Holding("Who was reminded to sign, and when", "work", WORKERS),
    "agreements.Reply": Holding("What was answered to a question about the policy", "work", WORKERS),
    "agreements.Round": Holding("When families are asked for the year's agreements", "work"),
    "agreements.RoundLetter": Holding("Which family was written to about agreements, and when", "work", (FAMILIES,)),
    "agreements.RoundPause": Holding("Which family is not written to for a time, and why", "work", (FAMILIES,)),
    "agreements.Signature": Holding("Who has read, understood and signed", "work", EVERYBODY),
    "agreements.SigningLink": Holding("Links by which families sign, and where a name was typed", "work", (FAMILIES,)),
    "agreements.SigningReceipt": Holding("Receipts for what families signed", "work", (FAMILIES,)),
    "agreements.Sitting": Holding("How a short check on the policy went", "work", WORKERS),
    "agreements.Slip": Holding("Paper slips that are out, and for whom", "work", (PUPILS, FAMILIES)),
    "agreements.SlipRun": Holding("When paper slips were printed", "work"),
    "agreements.SlipScan": Holding("Scans of paper slips that came back", "work", (PUPILS, FAMILIES)),
    "agreements.SlipSeen": Holding("What was read of paper slips", "work", (PUPILS, FAMILIES)),
    "agreements.Wording": Holding("What is asked to be signed", "work"),
    "agreements.WordingText": Holding("The words that are asked to be signed", "work"),
    "learning.Attendance": Holding("Who took which training, and the certificates", "work", WORKERS),
    "learning.Course": Holding("Courses", "work"),
    "learning.CourseFor": Holding("Which roles need which course", "work"),
    "learning.NameAsked": Holding("Names in lists of training, and whose they are", "work", WORKERS),
    "learning.Programme": Holding("Training programmes that were recommended", "work", WORKERS),
    "learning.ProgrammeAnswer": Holding("What was answered to a training programme", "work", WORKERS),
    "learning.ProgrammeCourse": Holding("Which courses a training programme holds", "work"),
    "policy.Amendment": Holding("Changes to the policy waiting for governors", "policy", WORKERS),
    "policy.Consultation": Holding("Who was consulted, and what they said", "policy", EVERYBODY),
    "policy.Effectiveness": Holding("How well governors found the policy to work", "policy", WORKERS),
    "policy.Meeting": Holding("Governors’ meetings", "policy", (GOVERNORS,)),
    "policy.Ruling": Holding(
        "Which of two sentences holds where the policy disagrees with itself", "policy", (GOVERNORS,)
    ),
    "monitoring.AccessRequest": Holding("Who asked what is kept of their web activity", "activity", EVERYBODY),
    "monitoring.ActivityLook": Holding("Who looked at whose web activity, when and why", "activity", EVERYBODY),
    "monitoring.Alert": Holding(
        "What was noticed in web activity; what was typed is locked", "activity", (PUPILS, STAFF)
    ),
    "monitoring.AlertDecision": Holding("What was decided about each alert", "activity", (PUPILS, STAFF)),
    "monitoring.FrozenRows": Holding("Web activity around an alert, locked, for a case", "activity", (PUPILS, STAFF)),
    "monitoring.MorningCheck": Holding("Who checked the alerts, and when", "activity", WORKERS),
    "monitoring.Mute": Holding("What two people agreed to set aside, and why", "activity", WORKERS),
    "monitoring.OutOfHoursReader": Holding("Who reads alerts out of hours", "activity", WORKERS),
    "monitoring.CoverageNote": Holding("Why nothing was seen of a class", "activity", WORKERS),
    "monitoring.GrantSignature": Holding("Who agreed to a permission to look", "activity", WORKERS),
    "monitoring.SecondAgreement": Holding("Who agreed to one look", "activity", EVERYBODY),
    "monitoring.SchoolWords": Holding("Words the school looks out for, and harmless ones", "activity", WORKERS),
    "monitoring.ViewGrant": Holding("Who may look at what, and until when", "activity", WORKERS),
    "registers.Agency": Holding("Whom the school calls outside: agencies and their numbers", "work"),
    "registers.AgencyCheck": Holding("When an agency’s number was last found right", "work", WORKERS),
    "registers.Contact": Holding("When an agency was contacted, and by whom", "work", WORKERS),
    "registers.HorizonItem": Holding("What was read about online safety", "work", WORKERS),
    "registers.PassedTo": Holding("Whom it was passed to", "work", WORKERS),
    "registers.Risk": Holding("The risk register", "work", WORKERS),
    "registers.RiskPromise": Holding("Which risk concerns which promise", "work"),
    "registers.RiskScore": Holding("How each risk was scored, and when", "work", WORKERS),
    "reports.MadePaper": Holding("Papers that were made for somebody who asked", "policy", WORKERS),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the schedule: what, how long, why, and what for."""

    words: str
    purpose: str
    whose: tuple[str, ...]
    kept: str
    because: str


def name_of(label: str) -> str:
    """What a table holds, in words; empty where nobody has given it any."""
    holding = HOLDINGS.get(label)
    return holding.words if holding else ""


def unnamed() -> list[str]:
    """Tables that nobody has given words to."""
    return sorted(model._meta.label for model in room_models() if model._meta.label not in HOLDINGS)


def schedule() -> tuple[Kept, ...]:
    """Everything that is kept, by what for and then by its words; how long comes from the tables themselves.

    A table that nobody has named yet goes by its own plural, so that it is never left out of a paper.
    """
    found = []
    for model in room_models():
        plural = str(model._meta.verbose_name_plural).capitalize()
        said = HOLDINGS.get(model._meta.label, Holding(plural, "running", EVERYBODY))
        kept = model.retention  # type: ignore[attr-defined]  # a check refuses a model without
        found.append(Kept(said.words, said.purpose, said.whose, kept.words, kept.because))
    order = list(PURPOSES)
    return tuple(sorted(found, key=lambda line: (order.index(line.purpose), line.words)))


def about(whose: Iterable[str]) -> tuple[Kept, ...]:
    """What is kept about any of these people."""
    asked = set(whose)
    return tuple(line for line in schedule() if asked & set(line.whose))
