"""What somebody who teaches here for a few days needs to know and promise."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="supply-staff",
    title="Acceptable use: supply staff",
    binds=("teachers", "support-staff"),
    signs=Signs.SELF,
    lapses=Lapses.VISIT,
    gates=("internet", "device"),
    stands_for="staff-acceptable-use",
    by_name=True,
    because="Supply staff sign the short rules on the day they come.",
    yours="You sign these short rules on the day you come.",
    sample=Sample(
        "Teaching here today",
        """Please read this before the first lesson.
- I use the sign-in the office gave me for today, and give it back.
- I use sites and clips that the class teacher or the plan names. I watch anything new to the end before children do.
- My telephone stays away from children. I take no pictures.
- I take nothing home that is about a child.
- I tell the safeguarding lead today of anything that worries me.""",
    ),
)
