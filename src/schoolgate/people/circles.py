"""Circles of roles, named once: views say which may see a page, and the who-sees-what table repeats them."""

from typing import Final

from schoolgate.people.models import ADMINISTRATOR

# They run the school, and Schoolgate.
MANAGERS: Final = (ADMINISTRATOR, "head")
# Those who look after the policy: they give us the file, put it in force and answer for our reading of it.
KEEPERS: Final = (ADMINISTRATOR, "head", "dsl", "online-safety-lead")
LEADERS: Final = (*KEEPERS, "slt", "deputy-dsl")
GOVERNING: Final = ("governors", "online-safety-governor", "chair")
# They look from outside at how the school does: at proof, at who holds what, at no child.
OVERSEERS: Final = (*GOVERNING, "dpo", "auditor")
# All staff, governors and those who check on them: they read the policy with its marks. "safeguarding-team" and
# "staff" are groups that were given to persons before roles were told apart from groups.
READERS: Final = (
    *LEADERS,
    "safeguarding-team",
    "computing-lead",
    *OVERSEERS,
    "it-lead",
    "office",
    "teachers",
    "staff",
    "support-staff",
)
# Who did what: not for those who only read the policy.
RECORD: Final = (*LEADERS, *OVERSEERS)
# Who holds which role, and who signs in.
PEOPLE: Final = (*LEADERS, *OVERSEERS, "office")
# They give the term dates.
TERM_KEEPERS: Final = (*KEEPERS, "office")
# They see machines, accounts and networks.
MACHINERY: Final = (*KEEPERS, "computing-lead", "it-lead")
# Their work is with every child of the school, and with the list of them. Whoever looks after Schoolgate is not among
# them: that may be a technician, or somebody who works for a supplier.
ROLL: Final = ("head", "slt", "dsl", "deputy-dsl", "safeguarding-team", "office")
# And those who see the children they teach, and no others.
CLASSES: Final = (*ROLL, "teachers")
# They may be let in where children are shown; a view names which of them.
SEE_CHILDREN: Final = (
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
# What protects a child and few may know: court orders, and who is looked after.
SEALED: Final = ("head", "dsl", "deputy-dsl")
# They keep who cares for which child.
FAMILY_KEEPERS: Final = (*SEALED, "office")
