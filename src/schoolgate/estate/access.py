"""Who may look after machines, and who may be told who was behind one."""

from typing import Final

from schoolgate.people.models import ADMINISTRATOR

# They see machines, networks and classes, and no child.
TECHNICIANS: Final = (ADMINISTRATOR, "it-lead")
# They look after children's safety online: an answer may name a person to them, and that is entered.
LOOKERS: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead")
# They see what would be pushed to a directory, by account, and push it. The head alone lets a way act.
PUSHERS: Final = (*TECHNICIANS, "head")
