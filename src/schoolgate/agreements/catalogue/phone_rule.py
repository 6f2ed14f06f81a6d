"""Telephones and pictures: what helpers, visitors and contractors accept at each visit."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="phone-rule",
    title="Telephones and pictures: helpers, visitors and contractors",
    binds=("volunteers", "visitors"),
    signs=Signs.SELF,
    lapses=Lapses.VISIT,
    because="Whoever comes to help, visit or work accepts the rule on telephones each time.",
    sample=Sample(
        "While you are here",
        """Thank you for coming. To keep children safe we ask the same of everybody.
- My telephone stays switched off or silent and out of sight. I use it in the office or the staff room only.
- I take no pictures, films or recordings.
- I write nothing about children or what I saw here, anywhere.
- If a child tells me something that worries me, I tell the safeguarding lead before I leave.
- If my work needs a telephone or a camera, I ask the office first, and they write down why.""",
    ),
)
