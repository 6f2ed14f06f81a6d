"""Who looks after the log of web activity. What children did is not here: that needs a grant, from a room above."""

from typing import Final

from schoolgate.people.circles import LEADERS, MACHINERY, OVERSEERS

# They see which logs come in, what is kept and what is missing: machinery, and no child.
READERS: Final = (*LEADERS, *OVERSEERS, "computing-lead", "it-lead")
# They may be told what rules noticed, as counts: never whoever looks after the machines.
GRAVE: Final = ("head", "dsl", "deputy-dsl", "online-safety-lead")
# They add sources, give log files and say how long rows are kept.
KEEPERS: Final = MACHINERY
# They record that the data-protection assessment was made.
ASSESSORS: Final = ("head", "dpo")
