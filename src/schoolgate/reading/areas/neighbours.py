"""Rules for areas that lie so close that the weight of words does not tell them apart.

Each rule looks at what the clause holds and moves weight between areas; the reason stands beside it.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """Where all of ``has`` and none of ``lacks`` stand in the clause, ``area`` gains ``gain`` (or loses it)."""

    area: str
    gain: float
    has: frozenset[str]
    lacks: frozenset[str] = frozenset()
    where: str = "text"  # text, stem or both


def _rule(area: str, gain: float, has: str, lacks: str = "", where: str = "text") -> Rule:
    return Rule(area, gain, frozenset(has.split()), frozenset(lacks.split()), where)


RULES: Final = (
    # A list of everyone binds everyone: it is about none of them.
    _rule("visitors", -7, "visitor staff pupil"),
    _rule("visitors", -4, "visitor staff governor"),
    _rule("governor-reporting", -4, "governor staff visitor"),
    _rule("governor-reporting", -4, "governor staff pupil"),
    _rule("parent-communication", -4, "parent staff pupil governor"),
    _rule("parent-communication", -5, "parent staff governor"),
    _rule("governor-reporting", -4, "parent staff governor"),
    # Watching how a policy works is review, not watching people.
    _rule("monitoring", -6, "monitor policy impact", where="both"),
    _rule("policy-review", 5, "monitor policy impact", where="both"),
    _rule("monitoring", -6, "monitor policy implementation", where="both"),
    # Another's files are a matter of access, whatever exception there is for monitoring.
    _rule("monitoring", -5, "access another fil"),
    # What pupils are taught is a lesson whatever it is about.
    _rule("curriculum", 9, "pupil teach", "staff training"),
    _rule("curriculum", 9, "pupil teach", "training governor", "stem"),
    # Training of governors is not reporting to them.
    _rule("governor-reporting", -6, "governor training"),
    _rule("training-staff", -5, "governor training", "staff"),
    _rule("training-staff", -6, "pupil training", "staff dsl technician oslead head", "both"),
    _rule("training-staff", -5, "parent training", "staff dsl technician oslead head", "both"),
    # A photograph on a telephone is a matter of pictures before telephones where staff take it.
    _rule("photo-consent", 3, "photo take", "mobile"),
    _rule("mobile-phones-byod", 2, "photo mobile pupil staff"),
    # Approving the policy is review, not reporting.
    _rule("governor-reporting", -5, "governor approve policy"),
    # Reading monitoring reports together with governors is reporting.
    _rule("monitoring", -3, "governor report monitor"),
    # Reporting a blocked or unsuitable site is an incident before it is a filter.
    _rule("web-filtering", -3, "report unsuitable"),
    # A password that guards a page is a password.
    _rule("website-publishing", -4, "password username"),
    # A name that may not be in a password is a matter of passwords.
    _rule("website-publishing", -5, "name password"),
    # A rule that names email beside the internet is about using the school's systems at all.
    _rule("email-use", -4, "email internet", "monitor"),
    _rule("agreement-staff", 3, "email internet use", "pupil monitor parent filter"),
    # A virus in an email is the email filter's.
    _rule("antivirus", -3, "virus email filter"),
    # A password on a personal device or file is about the device or file.
    _rule("passwords", -3, "persdata password"),
    # Parents' own pictures are photo matters wherever they end up.
    _rule("social-media", -4, "photo parent socialmedia event"),
    _rule("social-media", -3, "photo consent socialmedia"),
    _rule("website-publishing", -3, "photo consent schoolweb"),
    # A name beside a picture is a matter of what is published.
    _rule("website-publishing", 5, "name photo pupil", "own"),
    _rule("website-publishing", 5, "name photo publish"),
    # What staff may not post is a matter of posting, whatever it is.
    _rule("social-media", 6, "post not", "schoolweb", "stem"),
    # Visitors who may not take pictures are a matter of pictures.
    _rule("visitors", -4, "photo visitor"),
    _rule("visitors", -4, "photo volunteer"),
    # Sharing pictures on social media is about the sharing where no consent is spoken of.
    _rule("social-media", 4, "photo socialmedia", "consent event"),
    # A pupil's name with a chatbot is about the tool.
    _rule("website-publishing", -6, "ai name"),
    # Copyright in a picture or a program is copyright.
    _rule("photo-consent", -5, "copyright photo"),
    _rule("software-licensing", -4, "copyright", "licence"),
    # What governors do in their list of duties is governors' oversight, whatever they look at.
    _rule("governor-reporting", 5, "governor meet", "training", "both"),
    _rule("governor-reporting", 11, "governor", "training policy parent pupil", "stem"),
    # Families helping at home is work with families.
    _rule("parent-communication", 4, "parent", "photo mobile socialmedia sign training staff", "stem"),
    # The school's report to a supplier or an inspector is not an incident.
    _rule("training-staff", 4, "training staff parent pupil"),
    # Supervision that is mentioned beside a telephone or an AI tool is about the telephone or the tool.
    _rule("monitoring", -5, "supervise mobile"),
    _rule("monitoring", -6, "supervise ai"),
    # Losing data is the breach clock's, not the incident log's.
    _rule("incident-log", -2, "ico"),
    # Other people's data is no detail of one's own.
    _rule("other", -8, "i persdata pupil"),
    # Watching what is done in the cloud is watching.
    _rule("cloud-sharing", -4, "monitor"),
    # Governors who sign an agreement are adults who sign one.
    _rule("governor-reporting", -9, "governor aup", where="both"),
    # Encrypting is encryption; sending it safely is transfer.
    _rule("personal-data-transfer", -2, "encrypt device"),
    _rule("personal-data-transfer", 3, "encrypt email"),
)


def adjust(areas: dict[str, float], text: frozenset[str], stem: frozenset[str]) -> None:
    """Apply every rule that holds, in place. An area with nothing of its own gains from a positive rule only."""
    both = text | stem
    for rule in RULES:
        bag = text if rule.where == "text" else stem if rule.where == "stem" else both
        if rule.has <= bag and not rule.lacks & bag and (rule.gain > 0 or rule.area in areas):
            areas[rule.area] = areas.get(rule.area, 0.0) + rule.gain
