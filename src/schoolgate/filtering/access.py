"""Who agrees the filter's settings, who answers for sites, and who only sees how it stands."""

from typing import Final

from schoolgate.people.circles import LEADERS, OVERSEERS

# They read what is agreed and how it was proven: with machinery, and with no child in it.
READERS: Final = (*LEADERS, *OVERSEERS, "computing-lead", "it-lead")

# --- the agreement
# The two roles that agree a change; who signs where one person is both: ``people.acting``.
SIGNING: Final = ("head", "dsl")
# They may be asked to sign, so they see what is proposed.
SIGNERS: Final = ("head", "dsl", "deputy-dsl", "chair")
PROPOSERS: Final = (*LEADERS, "computing-lead", "it-lead")
# They open a site for others on their own word; more may, as the setting agreed beforehand says.
OPENERS: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead", "computing-lead", "it-lead")
# Any adult of the school who teaches or leads may close a site at once.
CLOSERS: Final = (*LEADERS, "computing-lead", "it-lead", "safeguarding-team", "teachers", "staff", "support-staff")
