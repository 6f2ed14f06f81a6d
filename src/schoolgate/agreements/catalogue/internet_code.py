"""How a child uses the internet and school devices: explained to the child, signed by the parent."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="internet-code",
    title="Internet code of practice",
    binds=("pupils",),
    signs=Signs.CARER,
    lapses=Lapses.YEAR,
    topics=("agreement-pupil-parent.signed", "agreement-pupil-parent.acceptable-use"),
    gates=("internet", "device", "email", "remote-learning"),
    because="Parents sign the children’s code before a child uses school devices or the internet.",
    sample=Sample(
        "Using the internet and school devices",
        """Please read this with your child. By signing you say that your child may use them, and knows these rules.
- I ask a grown-up before I go online.
- I only open what my teacher has chosen or said yes to.
- I keep my password to myself, and never use anybody else’s.
- I never tell anybody online my full name, address, school or telephone number.
- I never send a picture of myself or a friend.
- I write only what I would say to somebody’s face.
- If something upsets me, I turn the screen over or off and tell a grown-up. I will not be in trouble.
The school filters the internet and looks at how it is used. No filter stops everything.
A child who breaks these rules on purpose may lose the use of devices for a time. We tell you when that happens.""",
        """ask: I ask before I use a computer or tablet.
choose: I only tap what my teacher chose.
secret: My name, my home and my password are secret.
kind: I am kind.
stop: If it feels bad, I stop.
tell: I tell a grown-up.""",
    ),
)
