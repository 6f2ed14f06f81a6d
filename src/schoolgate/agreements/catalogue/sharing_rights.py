"""What may be kept in the cloud and who can see it: understood before sharing outside the school."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs
from schoolgate.vocabulary.roles import MEMBERS

KIND: Final = Kind(
    key="sharing-rights",
    title="Sharing files outside the school",
    binds=MEMBERS["staff"],
    signs=Signs.SELF,
    lapses=Lapses.YEAR,
    gates=("cloud-sharing",),
    because="Sharing opens once somebody has shown that they know what may be stored where, and who can see it.",
    yours="Sharing opens once you have shown that you know what may be stored where, and who can see it.",
    sample=Sample(
        "Before you share a file",
        """- I share with named people, never with “anyone who has the link”.
- I know that whoever can open a folder can open all that is put there later.
- I share nothing about a named child outside the school unless the safeguarding lead or the office has said so.
- I end a share when its reason is over.
- If I have shared the wrong thing, I end it and tell the headteacher at once.""",
    ),
)
