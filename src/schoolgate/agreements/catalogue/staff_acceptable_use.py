"""How adults who work for the school use its systems, and their own."""

from typing import Final

from schoolgate.agreements.contract import Kind, Lapses, Sample, Signs
from schoolgate.vocabulary.roles import MEMBERS

KIND: Final = Kind(
    key="staff-acceptable-use",
    title="Acceptable use: staff and governors",
    binds=(*MEMBERS["staff"], "governors", "online-safety-governor", "chair"),
    signs=Signs.SELF,
    lapses=Lapses.YEAR,
    gates=("internet", "device", "email", "cloud-sharing", "vpn"),
    because="Adults sign how they use school systems before they use them.",
    yours="You sign how you use school systems before you use them.",
    sample=Sample(
        "How we use school systems",
        """School systems are for school work. What is done on them may be looked at, by the people our policy names.
- I use my own sign-in only, lock my screen when I leave it, and tell nobody my passwords.
- I keep what is about children on school systems: not on my own devices, and not in my own accounts.
- I write to children and parents from school accounts and school telephones only, and keep my own number to myself.
- I am no friend or follower of a pupil, or of a parent whom I know through school only, and say so if I am already.
- I take pictures of children with school devices only.
- I keep my own telephone away from children, in the places our policy names.
- I say at once when something goes wrong: a lost device, an e-mail sent to the wrong person, a site that should be \
closed. To have said so is never held against me.
- I tell the safeguarding lead the same day of anything that worries me about a child, and the headteacher of anything \
that worries me about an adult.""",
    ),
)
