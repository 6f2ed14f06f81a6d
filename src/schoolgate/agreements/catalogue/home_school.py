"""What the school, the family and the child promise one another, once, before any technology."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="home-school",
    title="Home-school agreement",
    binds=("pupils",),
    signs=Signs.CARER,
    lapses=Lapses.NEVER,
    topics=("agreement-pupil-parent.signed", "agreement-pupil-parent.acceptable-use"),
    gates=("internet", "device", "email", "remote-learning"),
    because="School technology and the internet open once the family’s agreement is back.",
    sample=Sample(
        "Our home-school agreement",
        """We look after your child together. This is what each of us will do.
The school will:
- keep your child safe at school and online, and teach them how to stay safe
- use a filter, and look into it when something worrying is found
- tell you early when we are worried, and answer you when you are
You, the family, will:
- see that your child comes to school on time and ready to learn
- talk with your child about what they do online
- tell us when something online has upset or frightened your child
- speak kindly of the school and its people, online too
Your child will:
- be kind, at school and online
- tell a grown-up when something feels wrong""",
        """kind: I am kind.
listen: I listen to my teacher.
tell: I tell a grown-up when I am sad or scared.""",
    ),
)
