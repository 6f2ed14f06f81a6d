"""What the door writes in the permanent record: refs, counts and choices, and nobody's name."""

from typing import Final

from schoolgate.ledger.kinds import kind

TABLET_MADE: Final = kind("door.tablet-made", "made a code to pair a tablet at the door")
TABLET_PAIRED: Final = kind("door.tablet-paired", "paired a tablet at the door")
TABLET_ENDED: Final = kind("door.tablet-ended", "took a tablet at the door off")
SAID: Final = kind("door.words", "changed what the tablet at the door says", fields="which, by name")
TOLD: Final = kind(
    "door.told",
    "signed visitors in and out",
    came="how many came",
    left="how many left",
    accepted="how many accepted the rule on telephones",
    refused="how many did not",
    clashes="how many were left for the office to look at",
    skew="seconds the tablet’s clock was behind",
    way="at the door or from paper",
)
ENDED: Final = kind("door.ended", "said that a visit is over", over="how it ended")
ALLOWED: Final = kind("door.allowed", "let somebody in who did not accept the rule, without their telephone")
MATCHED: Final = kind("door.matched", "said which person a visitor is", person="ref of the person")
SETTLED: Final = kind("door.settled", "looked at something the tablet sent that did not fit", why="what did not fit")
CLOSED: Final = kind("door.closed", "closed visits that nobody signed out of", visits="how many")
