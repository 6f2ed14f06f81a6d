"""The consent gate: may this child's picture, name or work be used there? Pure: no clock and no database is read here.

``channels`` names the places, ``answers`` says what several carers' answers and the head's decision come to.
"""

from typing import Final

from schoolgate.gates.contract import Gate
from schoolgate.kernel.verdicts import Verdict

GATE: Final = Gate(
    "consent",
    "Pictures of children",
    ("photo-consent.written", "website-publishing.pupil-work"),
    Verdict.BLOCK,
    "A picture that was published cannot be taken back, and a yes can still be asked for.",
)
