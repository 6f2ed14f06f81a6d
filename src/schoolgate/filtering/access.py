"""Who agrees the filter's settings, who answers for sites, and who only sees how it stands."""

from typing import Final

from schoolgate.filtering.agreed.deciders import ALWAYS_MAY
from schoolgate.people.circles import LEADERS, MACHINERY, OVERSEERS

# They read what is agreed and how it was proven: with machinery, and with no child in it.
READERS: Final = (*LEADERS, *OVERSEERS, "computing-lead", "it-lead")

# --- the agreement
# The two roles that agree a change; who signs where one person is both: ``people.acting``.
SIGNING: Final = ("head", "dsl")
# They may be asked to sign, so they see what is proposed.
SIGNERS: Final = ("head", "dsl", "deputy-dsl", "chair")
PROPOSERS: Final = (*LEADERS, "computing-lead", "it-lead")
# They hear at once when what serves is not what was agreed.
ALARMED: Final = ("head", "dsl", "it-lead")
# They open a site for others on their own word; more may, as the setting agreed beforehand says (decision 0226).
OPENERS: Final = ALWAYS_MAY
# They end what another opened or paused.
ENDERS: Final = (*OPENERS, "online-safety-lead", "computing-lead", "it-lead")
# Any adult of the school who teaches or leads may close a site at once.
CLOSERS: Final = (*LEADERS, "computing-lead", "it-lead", "safeguarding-team", "teachers", "staff", "support-staff")
# --- asking for sites, checking them for a lesson, and what was found
# They may be among those who answer: which of them does for what, the setting says. Never IT support, nor whoever looks
# after Schoolgate: what a class asks for is about children.
ANSWERERS: Final = (
    "head",
    "slt",
    "dsl",
    "deputy-dsl",
    "safeguarding-team",
    "online-safety-lead",
    "computing-lead",
    "office",
    "teachers",
    "staff",
)
# They check the sites of a lesson.
CHECKERS: Final = ANSWERERS
# They are in a classroom when something is found.
FINDERS: Final = ANSWERERS
# They look into what was found.
LOOK_INTO: Final = ("head", "dsl", "deputy-dsl")

# --- proof
# Who says that they have looked at the filter's report.
LOOKERS: Final = LEADERS

# --- filter tests
# They plan tests of the filter, run them and bring what they found.
TESTERS: Final = (*LEADERS, "computing-lead", "it-lead")
# They may press that something was found; what it was is for fewer.
PRESSERS: Final = (*FINDERS, "support-staff", "it-lead", "administrator")
# --- the block lists
# They choose lists and give copies by hand: it can only close more.
LIST_KEEPERS: Final = MACHINERY
# They take a list off, accept a shorter one, or leave out what we know of sites: each may open something.
LIST_DECIDERS: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead")
