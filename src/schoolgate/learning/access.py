"""Who keeps the record of training, and who reads it with names or in counts."""

from typing import Final

from schoolgate.people.circles import GOVERNING, LEADERS, OVERSEERS

# They see who has taken what, by name, and note it.
TRAINERS: Final = (*LEADERS, "office")
# They see how it stands in counts.
COUNTERS: Final = (*TRAINERS, *OVERSEERS)
# Who recommends the programme, and who answers for the head or the governors.
PROPOSERS: Final = ("online-safety-lead", "dsl", "head")
ANSWERERS: Final = ("head", *GOVERNING)
