"""Who proposes and agrees to looking, who looks, who reads who looked; and who reads alerts."""

from typing import Final

from schoolgate.monitoring.permissions.reports import MAY_BE_GIVEN
from schoolgate.people.circles import GOVERNING, LEADERS, OVERSEERS

# --- permissions to look, and looks
# They propose a permission to look.
PROPOSERS: Final = ("head", "dsl", "deputy-dsl", "slt", "online-safety-lead")
# They agree or decline: the head and a governor.
AGREERS: Final = ("head", "slt", *GOVERNING)
# They see which permissions there are.
GRANT_READERS: Final = (*dict.fromkeys((*PROPOSERS, *GOVERNING, "dpo", "auditor")),)
# They ask for a look.
LOOKERS: Final = MAY_BE_GIVEN
# They read who looked at whose activity, with no child's name: the data protection officer, the chair, and those who
# answer for it. Whoever looked sees their own.
LOOK_READERS: Final = ("head", "dsl", "chair", "dpo")
# They ask for, or answer, a second person's agreement to one look.
SECONDERS: Final = (*dict.fromkeys((*LOOKERS, *GOVERNING)),)
# They look into an emergency look.
ANSWERERS: Final = ("chair", "dpo")
# They see what we can and cannot see: who works with alerts, and who mends what is silent. Counts, and no child.
COVERAGE_READERS: Final = (*LEADERS, "safeguarding-team", "computing-lead", "it-lead", *OVERSEERS)
# They say why a class is quiet.
EXPLAINERS: Final = ("head", "slt", "dsl", "deputy-dsl", "safeguarding-team", "online-safety-lead", "computing-lead")
# They enter that somebody asked what is kept of them, and give it.
ACCESS_KEEPERS: Final = ("head", "dsl")
# --- alerts
# They read alerts: nobody else, whatever else they may do. Whoever stands in for one of them holds the role meanwhile.
CHECKERS: Final = ("dsl", "deputy-dsl")
# They agree that what a rule notices is set aside: a second person.
MUTE_AGREERS: Final = ("head", "dsl", "deputy-dsl")
# They say who reads alerts out of hours.
READER_SETTERS: Final = ("head", "dsl")
