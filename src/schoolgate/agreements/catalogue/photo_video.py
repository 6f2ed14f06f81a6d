"""Whether a child’s picture, voice, name or work may be used, place by place, each school year."""

from typing import Final

from schoolgate.agreements.contract import Answers, Kind, Lapses, Sample, Signs

KIND: Final = Kind(
    key="photo-video",
    title="Pictures and films of your child",
    binds=("pupils",),
    signs=Signs.CARER,
    lapses=Lapses.YEAR,
    answers=Answers.CHANNELS,
    topics=("photo-consent.written", "photo-consent.care", "website-publishing.pupil-work"),
    because="No picture is used without a written yes for that place; no answer is a no.",
    sample=Sample(
        "May we use pictures and films of your child?",
        """We ask you again at the start of each school year. Say yes or no for each place.
You can change your mind at any time, and need not say why. From then on we use no more pictures there.
We take down what we can. What is printed already we cannot bring back.
If you do not answer, we take it as a no.
Your answer makes no difference to your child’s lessons, or to their use of computers.
- We never put a child’s full name beside a picture.
- We use pictures taken on school devices only, and keep them safe.
- Where two parents answer differently, it is a no until the headteacher has spoken with you both.""",
    ),
)
