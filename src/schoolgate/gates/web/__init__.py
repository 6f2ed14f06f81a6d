"""The web gate: may this person open this address now? Pure: no clock, no file, no database is read here.

``categories`` is the catalogue of what hosts can be, ``hosts`` and ``addresses`` turn every spelling into one,
``rules`` holds what a school agreed, ``deciding`` decides, and ``gate`` does so quickly. Import the module you mean.
"""

from typing import Final

from schoolgate.gates.contract import Gate
from schoolgate.kernel.verdicts import Verdict

GATE: Final = Gate(
    "web",
    "Web filter",
    (
        "web-filtering.in-place",
        "web-filtering.age-levels",
        "web-filtering.illegal-content",
        "web-filtering.over-blocking",
        "web-filtering.site-checks",
        "web-filtering.circumvention",
    ),
    Verdict.BLOCK,
    "A page that opens unseen cannot be taken back, and a closed one can be asked for.",
)
