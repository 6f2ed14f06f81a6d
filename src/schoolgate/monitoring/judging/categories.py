"""What an alert can be about: the categories of appropriate monitoring, and the 4Cs.

Sources: UK Safer Internet Centre, Appropriate Monitoring for schools; Keeping Children Safe in Education, part two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schoolgate.monitoring.judging.model import FourC


@dataclass(frozen=True, slots=True)
class Category:
    words: str
    four_c: FourC


CATEGORIES: Final[Mapping[str, Category]] = {
    "suicide": Category("Suicide", "content"),
    "self-harm": Category("Self-harm", "content"),
    "wellbeing": Category("Distress", "contact"),
    "abuse": Category("Abuse or neglect", "contact"),
    "grooming": Category("Grooming", "contact"),
    "exploitation": Category("Sexual or criminal exploitation", "contact"),
    "csam": Category("Sexual images of children", "content"),
    "image-abuse": Category("Sexual images made or shared of someone", "conduct"),
    "bullying": Category("Bullying", "conduct"),
    "discrimination": Category("Hate and discrimination", "conduct"),
    "extremism": Category("Extremism and terrorism", "content"),
    "drugs": Category("Drugs, alcohol and vapes", "content"),
    "violence": Category("Violence and weapons", "conduct"),
    "gore": Category("Gore", "content"),
    "pornography": Category("Pornography and sexual content", "content"),
    "eating": Category("Eating disorders", "content"),
    "gambling": Category("Gambling", "commerce"),
    "fraud": Category("Scams and fraud", "commerce"),
    "running-away": Category("Running away", "conduct"),
    "honour": Category("Forced marriage and so-called honour", "contact"),
    "fgm": Category("Female genital mutilation", "contact"),
    "bypass": Category("Getting round the filter", "conduct"),
    "hacking": Category("Hacking and piracy", "conduct"),
    "language": Category("Swearing", "conduct"),
}
