"""The access gate: may this person use the internet, a device, e-mail and the rest? Pure: no clock and no table here.

``things`` are what may be used, ``inputs`` what is known of somebody, ``rules`` what must be there before each thing
opens, ``deciding`` decides with every reason, and ``shared`` says what a class's shared tablet can and cannot know.
"""

from typing import Final

from schoolgate.gates.contract import Gate
from schoolgate.kernel.verdicts import Verdict

GATE: Final = Gate(
    "access",
    "Access",
    (
        "agreement-pupil-parent.signed",
        "agreement-staff.signed",
        "access-rights.defined",
        "access-rights.leavers",
        "cloud-sharing.sharing",
        "remote-learning.safe",
    ),
    Verdict.BLOCK,
    "An account that opened by mistake is noticed by nobody, and one that waits is asked about the same day.",
)
