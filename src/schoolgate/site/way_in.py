"""How whoever starts Schoolgate gets in, in words for their screen."""

from typing import Final

from django.conf import settings
from django.urls import reverse

from schoolgate.frame.actor import system
from schoolgate.kernel.errors import BadInputError
from schoolgate.people import opening
from schoolgate.people.models import Account, School
from schoolgate.site.demo import school, trust
from schoolgate.site.demo.telling import Tell, nobody

_CALM: Final = "a real school also asks its head for a second step; SCHOOLGATE_SECOND_STEP=yes shows how."


def for_demo(
    *, lived: bool = True, size: school.Size = "school", seed: int = school.SEED, tell: Tell = nobody
) -> list[str]:
    """Make the made-up school where it is not there yet, ``tell`` how far it is, and say who to sign in as.

    Raises ``BadInputError`` where a real school is: the made-up one's password is known to everybody.
    """
    if School.objects.exists() and not School.objects.filter(name=school.NAME).exists():
        raise BadInputError(
            str(settings.SCHOOLGATE_DATA), "it holds a real school's data.", "Say another folder for the made-up one."
        )
    school.let_a_second_in(school.make(lived=lived, size=size, seed=seed, tell=tell))
    return [
        f"{school.NAME} is made up, and so is everybody in it.",
        f"sign in as {school.EMAIL} with the password {school.PASSWORD}",
        f"or as {school.DSL_EMAIL}, the safeguarding lead, who has the morning check; the same password",
        *([f"or as {trust.EMAIL}, who looks after {trust.NAME}; the same password"] if size == "trust" else []),
        *([] if settings.SCHOOLGATE_SECOND_STEP else [_CALM]),
    ]


def for_school() -> list[str]:
    """The one-time link for the first administrator; nothing once somebody can sign in.

    Raises ``BadInputError`` where the made-up school is: its password would let anybody in.
    """
    if Account.objects.filter(email=school.EMAIL).exists():
        raise BadInputError(
            str(settings.SCHOOLGATE_DATA),
            "it holds the made-up school, whose password is known to everybody.",
            "Say another folder for a real school; or look at the made-up one with schoolgate demo.",
        )
    if not settings.SCHOOLGATE_SECOND_STEP:
        raise BadInputError(
            "SCHOOLGATE_SECOND_STEP", "it says no, which is for the made-up school.", "Leave it out, or say yes."
        )
    token = opening.make_setup_link(actor=system("start"))
    if token is None:
        return []
    address = settings.SCHOOLGATE_URL + reverse("people.set_up", args=[token])
    return [f"nobody can sign in yet. Within a day, open {address} to begin."]
