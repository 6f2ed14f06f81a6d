"""What parents promise about their own pictures at plays, assemblies and sports days."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="event-pictures",
    title="Your own pictures at school events",
    binds=("parents",),
    signs=Signs.SELF,
    lapses=Lapses.NEVER,
    topics=("photo-consent.events",),
    because="Parents say once, when their child starts, that pictures of other children stay off social media.",
    sample=Sample(
        "Taking pictures at school events",
        """Plays, assemblies and sports days are yours to remember. Other families’ children are in them too.
- I take pictures of my own child only, where the school says that pictures may be taken.
- I never post a picture or film with somebody else’s child in it, nor send it round in a group.
- If I am asked to take a picture down, I do so the same day.
- I put my camera or phone away when I am asked to.""",
    ),
)
