"""Lessons from home: what families promise before a child joins one."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="remote-learning",
    title="Lessons from home",
    binds=("pupils",),
    signs=Signs.CARER,
    lapses=Lapses.NEVER,
    gates=("remote-learning",),
    topics=("remote-learning.safe",),
    because="A child joins lessons from home once the family knows how they are kept safe.",
    sample=Sample(
        "When lessons are at home",
        """- A grown-up is in earshot, and the screen is where others can see it: not in a bedroom with the door shut.
- Everybody in view is dressed as they would be for school.
- We do not record, picture or share the lesson.
- The child’s school e-mail address is for school work, and only while lessons are at home.
- If something goes wrong, we leave the lesson and telephone the school.""",
        """tell: A grown-up is near me.
dress: I am dressed for school.
kind: I am kind on the screen too.""",
    ),
)
